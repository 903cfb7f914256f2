/*
 * Reads the same files again and again through two threads that share an engine: each round has to give the same bytes, and the
 * process stays as large as it was.
 *
 * usage: soak SECONDS FILE...     a line of .jsonl with a "text" is a document of its own (its bytes are taken as they are)
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <quoth/quoth.h>

enum { THREADS = 2 };

typedef struct input {
    char *bytes;
    size_t size;
    uint64_t hash; /* of the JSON of the first round, or of the failure */
    int known;
} input;

static input *inputs;
static size_t count, room;
static quoth_engine *engine;
static atomic_size_t next, differences, failures;

static void add(char *bytes, size_t size) {
    if (count == room && !(inputs = realloc(inputs, (room = room * 2 + 64) * sizeof *inputs)))
        exit(1);
    inputs[count++] = (input){bytes, size, 0, 0};
}

static void read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        exit(1);
    size_t size = (size_t)ftell(file), length = strlen(path);
    char *bytes = malloc(size + 1);
    rewind(file);
    if (!bytes || fread(bytes, 1, size, file) != size)
        exit(1);
    bytes[size] = 0;
    fclose(file);
    if (length < 6 || strcmp(path + length - 6, ".jsonl")) {
        add(bytes, size);
        return;
    }
    for (char *line = bytes, *end; line < bytes + size; line = end + 1) {
        end = memchr(line, '\n', (size_t)(bytes + size - line));
        end = end ? end : bytes + size;
        add(line, (size_t)(end - line));
    }
}

static int hash_bytes(void *user, const char *bytes, size_t size) {
    uint64_t *hash = user;
    for (size_t i = 0; i < size; i++)
        *hash = (*hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return 0;
}

static void read_input(input *in) {
    quoth_document *doc = NULL;
    quoth_error err;
    uint64_t hash = 0xcbf29ce484222325u;
    if (quoth_parse(engine, in->bytes, in->size, NULL, &doc, &err) == QUOTH_OK)
        quoth_write_json(doc, NULL, hash_bytes, &hash, &err);
    else {
        hash_bytes(&hash, err.message, strlen(err.message));
        failures++;
    }
    quoth_document_release(doc);
    if (!in->known)
        in->hash = hash;
    else if (in->hash != hash)
        differences++;
    in->known = 1;
}

static void *work(void *unused) {
    for (size_t i = next++; i < count; i = next++)
        read_input(&inputs[i]);
    return unused;
}

static long resident(void) {
    long kib = 0;
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, "VmRSS:", 6))
            kib = strtol(line + 6, NULL, 10);
    if (file)
        fclose(file);
    return kib;
}

int main(int argc, char **argv) {
    time_t begun = time(NULL);
    if (argc < 3 || quoth_engine_new(NULL, &engine, NULL) != QUOTH_OK)
        return 2;
    long seconds = strtol(argv[1], NULL, 10);
    size_t bytes = 0;
    for (int i = 2; i < argc; i++)
        read_file(argv[i]);
    for (size_t i = 0; i < count; i++)
        bytes += inputs[i].size;
    printf("%zu inputs, %zu bytes\n", count, bytes);
    for (int round = 1; time(NULL) - begun < seconds || round <= 2; round++) {
        pthread_t threads[THREADS];
        next = failures = 0;
        for (int i = 0; i < THREADS; i++)
            if (pthread_create(&threads[i], NULL, work, NULL))
                return 1;
        for (int i = 0; i < THREADS; i++)
            pthread_join(threads[i], NULL);
        printf("round %d: %zu differences, %zu refused, %ld KiB resident, %ld s\n", round, (size_t)differences, (size_t)failures,
               resident(), (long)(time(NULL) - begun));
        fflush(stdout);
    }
    quoth_engine_release(engine);
    return differences > 0;
}
