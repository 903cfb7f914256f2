/* A person's quotations in all files of a folder, read by four threads with one engine: one line a quotation, "file: words". */
#define _POSIX_C_SOURCE 200809L
#include <quoth/quoth.h>

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4 };

struct file {
    char *name;
    quoth_document *doc; /* NULL when it could not be used; then `err` says why */
    quoth_error err;
};

struct search {
    const char *folder;
    struct file *files;
    size_t count;
    const quoth_engine *engine; /* one for all threads: it does not change */
    atomic_size_t next;         /* the file that no thread has taken yet */
};

/* The whole file in memory that the caller frees; NULL when it cannot be read. */
static char *read_file(const char *folder, const char *name, size_t *size) {
    char *path = malloc(strlen(folder) + strlen(name) + 2);
    char *bytes = NULL;
    if (!path)
        return NULL;
    sprintf(path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    free(path);
    if (!file)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        long length = ftell(file);
        rewind(file);
        if (length >= 0 && (bytes = malloc((size_t)length + 1)) != NULL)
            *size = fread(bytes, 1, (size_t)length, file);
    }
    fclose(file);
    return bytes;
}

static void *parse_files(void *user) {
    struct search *search = user;
    for (size_t i; (i = atomic_fetch_add(&search->next, 1)) < search->count;) {
        struct file *file = &search->files[i];
        quoth_input input = QUOTH_INPUT_INIT;
        input.name = file->name;
        size_t size = 0;
        char *bytes = read_file(search->folder, file->name, &size);
        if (bytes)
            quoth_parse(search->engine, bytes, size, &input, &file->doc, &file->err);
        else
            strcpy(file->err.message, "cannot be read");
        free(bytes);
    }
    return NULL;
}

static int has_name(const quoth_speaker *speaker, const char *name) {
    if (strstr(speaker->name, name))
        return 1;
    for (size_t i = 0; i < speaker->alias_count; i++)
        if (strstr(speaker->aliases[i], name))
            return 1;
    return 0;
}

static void print_quotes(const struct file *file, const char *name) {
    const char *text = quoth_document_text(file->doc, NULL);
    for (size_t i = 0; i < quoth_document_quote_count(file->doc); i++) {
        const quoth_quote *quote = quoth_document_quote(file->doc, i);
        if (quote->speaker < 0 || !has_name(quoth_document_speaker(file->doc, (size_t)quote->speaker), name))
            continue;
        printf("%s:", file->name);
        for (size_t p = 0; p < quote->part_count; p++)
            printf(" %.*s", (int)(quote->parts[p].end - quote->parts[p].start), text + quote->parts[p].start);
        putchar('\n');
    }
}

/* The folder's files, hidden ones apart. 0 when there is no memory. */
static int list_files(DIR *folder, struct search *search) {
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        struct file *more = realloc(search->files, (search->count + 1) * sizeof *more);
        if (!more)
            return 0;
        search->files = more;
        more[search->count] = (struct file){strdup(entry->d_name), NULL, {0}};
        if (!more[search->count++].name)
            return 0;
    }
    return 1;
}

static void parse_all(struct search *search) {
    pthread_t threads[THREADS];
    size_t started = 0;
    while (started < THREADS && pthread_create(&threads[started], NULL, parse_files, search) == 0)
        started++;
    if (started == 0)
        parse_files(search);
    while (started > 0)
        pthread_join(threads[--started], NULL);
}

/* Prints what was found and frees it. 1 when a file could not be used. */
static int report(struct search *search, const char *name) {
    int failed = 0;
    for (size_t i = 0; i < search->count; i++) {
        struct file *file = &search->files[i];
        if (file->doc) {
            print_quotes(file, name);
        } else {
            fprintf(stderr, "%s: %s\n", file->name, file->err.message);
            failed = 1;
        }
        quoth_document_release(file->doc); /* its records were borrowed until here */
        free(file->name);
    }
    free(search->files);
    return failed;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s NAME FOLDER\n", argv[0]);
        return 2;
    }
    struct search search = {argv[2], NULL, 0, NULL, 0};
    DIR *folder = opendir(argv[2]);
    if (!folder) {
        perror(argv[2]);
        return 1;
    }
    int listed = list_files(folder, &search);
    closedir(folder);
    quoth_engine *engine = NULL;
    quoth_error err = {0};
    if (!listed || quoth_engine_new(NULL, &engine, &err) != QUOTH_OK) {
        fprintf(stderr, "%s\n", listed ? err.message : "no memory");
        return 1;
    }
    search.engine = engine;
    parse_all(&search);
    int failed = report(&search, argv[1]);
    quoth_engine_release(engine);
    return failed;
}
