#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "progress.h"
#include "run.h"

enum { ROUNDS = 5 };

/* Inputs in memory, so that nothing but parsing is measured. */
typedef struct inputs {
    cli_item *items;
    size_t count, capacity, failed;
    uint64_t bytes;
} inputs;

static char *copy_of(const char *bytes, size_t size) {
    char *copy = cli_allocate(size + 1, 1);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

static int keep(void *user, const cli_item *item) {
    inputs *in = user;
    if (item->problem) {
        cli_complain(item->name, item->problem);
        in->failed += !item->is_note;
        return 1;
    }
    if (in->count == in->capacity) {
        cli_item *more = cli_allocate(in->capacity * 2 + 16, sizeof *more);
        if (in->count)
            memcpy(more, in->items, in->count * sizeof *more);
        free(in->items);
        in->items = more;
        in->capacity = in->capacity * 2 + 16;
    }
    in->items[in->count++] = (cli_item){.name = copy_of(item->name, strlen(item->name)),
                                        .bytes = copy_of(item->bytes, item->size),
                                        .size = item->size,
                                        .media_type = item->media_type ? copy_of(item->media_type, strlen(item->media_type)) : NULL,
                                        .charset = item->charset ? copy_of(item->charset, strlen(item->charset)) : NULL};
    in->bytes += item->size;
    return 1;
}

static void release(inputs *in) {
    for (size_t i = 0; i < in->count; i++) {
        free((char *)in->items[i].name);
        free((char *)in->items[i].bytes);
        free((char *)in->items[i].media_type);
        free((char *)in->items[i].charset);
    }
    free(in->items);
}

/* Seconds of one round; what cannot be parsed is counted in the first. */
static double parse_all(const cli_session *session, const quoth_engine *engine, inputs *in, size_t *failed) {
    double began = cli_seconds();
    *failed = 0;
    for (size_t i = 0; i < in->count; i++) {
        quoth_input input;
        quoth_document *doc;
        cli_describe(session, &in->items[i], &input);
        *failed += quoth_parse(engine, in->items[i].bytes, in->items[i].size, &input, &doc, NULL) != QUOTH_OK;
        quoth_document_release(doc);
    }
    return cli_seconds() - began;
}

static int measure(const cli_session *session, inputs *in, const char *name, uint32_t layers, size_t *failed) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    double best = 0;
    options.layers = layers;
    if (quoth_engine_new(&options, &engine, NULL) != QUOTH_OK)
        return 0;
    for (int round = 0; round < ROUNDS; round++) {
        double took = parse_all(session, engine, in, failed);
        best = !round || took < best ? took : best;
    }
    quoth_engine_release(engine);
    printf("%-8s %9.1f MB/s  %9.3f ms an input\n", name, best > 0 ? (double)in->bytes / best / 1e6 : 0,
           best * 1e3 / (double)in->count);
    return 1;
}

int cli_bench(const cli_session *session) {
    static const struct {
        const char *name;
        uint32_t layers;
    } rows[] = {{"scripts", QUOTH_LAYER_SCRIPTS}, {"blocks", QUOTH_LAYER_BLOCKS}, {"quotes", QUOTH_LAYER_ALL}};
    const cli_options *options = session->options;
    inputs in = {0};
    cli_files files;
    size_t failed = 0;
    cli_files_list(&files, options->files, options->file_count, NULL);
    for (size_t i = 0; i < files.count; i++)
        cli_each(&files.items[i], &options->range, options->type == CLI_TYPE_WARC, keep, &in);
    int good = in.count > 0;
    if (good)
        printf("%zu input%s, %.1f KB, one thread, best of %d rounds\n", in.count, in.count == 1 ? "" : "s", (double)in.bytes / 1e3,
               ROUNDS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows && good; i++)
        good = measure(session, &in, rows[i].name, rows[i].layers, &failed);
    if (failed)
        fprintf(stderr, "quoth: %zu of %zu inputs could not be used\n", failed, in.count);
    good = good && !failed && !in.failed;
    release(&in);
    cli_files_free(&files);
    return good ? 0 : 1;
}
