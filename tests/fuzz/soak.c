/*
 * Reads the same inputs over and over through some threads and one engine: every round must give the JSON of the first, and memory
 * may not grow.
 *
 * usage: soak SECONDS THREADS FILE...
 *
 * Files are pages (.html, .html.gz) or lines of JSON with a "text" (.jsonl). A line is printed for each round: when it ended,
 * documents, bytes, resident memory in KB, differences. Exit status 1 when there was a difference.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>
#include <quoth/quoth.h>
#include <zlib.h>

/* A page's bytes are read anew in each round, a line's text is kept. */
typedef struct item {
    const char *path;
    char *text;
    size_t size;
    uint64_t first; /* sum of the first round's JSON */
} item;

typedef struct soak {
    quoth_engine *engine;
    item *items;
    size_t count, room;
    int round;
    atomic_size_t next, bytes, differences;
} soak;

static void die(const char *what) {
    fprintf(stderr, "soak: %s\n", what);
    exit(2);
}

/* gzread() gives what is not compressed as it is. */
static char *read_page(const char *path, size_t *size) {
    gzFile file = gzopen(path, "rb");
    size_t room = 1 << 16;
    char *bytes = malloc(room);
    int got;
    *size = 0;
    if (!file || !bytes)
        die(path);
    while ((got = gzread(file, bytes + *size, (unsigned)(room - *size))) > 0) {
        *size += (size_t)got;
        if (*size == room && !(bytes = realloc(bytes, room *= 2)))
            die("no memory");
    }
    gzclose(file);
    return bytes;
}

static int sum_up(void *user, const char *bytes, size_t size) {
    uint64_t sum = *(uint64_t *)user;
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    *(uint64_t *)user = sum;
    return 0;
}

static uint64_t sum_of(const quoth_engine *engine, const char *bytes, size_t size, int is_page) {
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_document *doc;
    uint64_t sum = 0xCBF29CE484222325u;
    input.media_type = is_page ? "text/html" : "text/plain";
    quoth_status status = quoth_parse(engine, bytes, size, &input, &doc, NULL);
    if (status != QUOTH_OK)
        return (uint64_t)(int64_t)status;
    if (quoth_write_json(doc, NULL, sum_up, &sum, NULL) != QUOTH_OK)
        die("JSON was refused");
    quoth_document_release(doc);
    return sum;
}

static void *work(void *user) {
    soak *s = user;
    for (size_t i; (i = atomic_fetch_add(&s->next, 1)) < s->count;) {
        item *one = &s->items[i];
        size_t size = one->size;
        char *page = one->text ? NULL : read_page(one->path, &size);
        uint64_t sum = sum_of(s->engine, page ? page : one->text, size, page != NULL);
        free(page);
        atomic_fetch_add(&s->bytes, size);
        if (s->round == 0)
            one->first = sum;
        else if (one->first != sum) {
            atomic_fetch_add(&s->differences, 1);
            printf("%s, input %zu: differs in round %d\n", one->path, i, s->round);
        }
    }
    return NULL;
}

static item *add(soak *s, const char *path) {
    if (s->count == s->room && !(s->items = realloc(s->items, (s->room = 2 * s->room + 64) * sizeof *s->items)))
        die("no memory");
    s->items[s->count] = (item){path, NULL, 0, 0};
    return &s->items[s->count++];
}

static void add_lines(soak *s, const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file)
        die(path);
    while (getline(&line, &room, file) > 0) {
        json_t *record = json_loads(line, 0, NULL);
        const char *text = json_string_value(json_object_get(record, "text"));
        if (text) {
            item *one = add(s, path);
            one->text = strdup(text);
            one->size = strlen(text);
        }
        json_decref(record);
    }
    free(line);
    fclose(file);
}

static void run_round(soak *s, int threads) {
    pthread_t each[64];
    atomic_store(&s->next, 0);
    atomic_store(&s->bytes, 0);
    for (int i = 0; i < threads; i++)
        if (pthread_create(&each[i], NULL, work, s) != 0)
            die("no thread");
    for (int i = 0; i < threads; i++)
        pthread_join(each[i], NULL);
}

/* One number for the JSON of all inputs, to compare builds by. */
static uint64_t digest(const soak *s) {
    uint64_t sum = 0xCBF29CE484222325u;
    for (size_t i = 0; i < s->count; i++)
        sum_up(&sum, (const char *)&s->items[i].first, sizeof s->items[i].first);
    return sum;
}

static long resident(void) {
    long pages = 0, all;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &all, &pages) != 2)
        die("no /proc/self/statm");
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

int main(int argc, char **argv) {
    static soak s;
    time_t start = time(NULL);
    int threads = argc > 3 ? atoi(argv[2]) : 0;
    if (threads < 1 || threads > 64)
        die("usage: soak SECONDS THREADS FILE...");
    for (int i = 3; i < argc; i++) {
        size_t length = strlen(argv[i]);
        if (length > 6 && strcmp(argv[i] + length - 6, ".jsonl") == 0)
            add_lines(&s, argv[i]);
        else
            add(&s, argv[i]);
    }
    if (quoth_engine_new(NULL, &s.engine, NULL) != QUOTH_OK)
        die("no engine");
    for (; s.round == 0 || time(NULL) - start < atol(argv[1]); s.round++) {
        run_round(&s, threads);
        printf("round %d, %ld s: %zu documents, %zu bytes, %ld KB resident, %zu differences\n", s.round, (long)(time(NULL) - start),
               s.count, atomic_load(&s.bytes), resident(), atomic_load(&s.differences));
        fflush(stdout);
    }
    printf("digest %016llx\n", (unsigned long long)digest(&s));
    quoth_engine_release(s.engine);
    return atomic_load(&s.differences) != 0;
}
