/*
 * Main text of pages, by a model that is named: extraction_bench MODEL [RUNS]. It stands in for the embedded one, so that all that
 * runs is the library. Standard input: pages, each as its size (4 bytes, little-endian) and its bytes; standard output: their main
 * texts in the same way. With RUNS, how fast that was goes to standard error.
 */
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <quoth/quoth.h>

#include "document/html_kinds.h"
#include "document/html_main.h"

static uint8_t *model;
static size_t model_size;

const uint8_t *qh_html_main_bytes(size_t *size) {
    *size = model_size;
    return model;
}

static void fail(const char *what) {
    fprintf(stderr, "extraction_bench: %s\n", what);
    exit(1);
}

static void read_model(const char *path) {
    FILE *file = fopen(path, "rb");
    qh_model opened;
    qh_html_main_model checked;
    const char *why = "is no model of main content";
    if (!file || fseek(file, 0, SEEK_END))
        fail(path);
    model_size = (size_t)ftell(file);
    model = malloc(model_size);
    rewind(file);
    if (!model || fread(model, 1, model_size, file) != model_size)
        fail(path);
    if (!qh_model_open(model, model_size, &opened, &why) || !qh_html_main_model_of(&opened, 1, &checked))
        fail(why);
    fclose(file);
}

static int read_size(uint32_t *size) {
    unsigned char bytes[4];
    if (fread(bytes, 1, sizeof bytes, stdin) != sizeof bytes)
        return 0;
    *size = qh_le32(bytes);
    return 1;
}

static void write_size(uint32_t size) {
    for (int i = 0; i < 4; i++)
        putchar((int)(size >> 8 * i & 0xFF));
}

static size_t main_size(const quoth_document *doc) {
    size_t size = 0;
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        size += block->main ? block->end - block->start + 1 : 0;
    }
    return size;
}

static void write_main(const quoth_document *doc) {
    const char *text = quoth_document_text(doc, NULL);
    write_size((uint32_t)main_size(doc));
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        if (!block->main)
            continue;
        fwrite(text + block->start, 1, block->end - block->start, stdout);
        putchar('\n');
    }
}

static quoth_document *parse(const quoth_engine *engine, const char *bytes, size_t size) {
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_document *doc;
    quoth_error err;
    input.media_type = "text/html";
    if (quoth_parse(engine, bytes, size, &input, &doc, &err) != QUOTH_OK)
        return NULL;
    return doc;
}

/* ---- how fast ---- */

typedef struct clock_sum {
    double reading, deciding; /* bytes to leaves; leaves to what is main */
} clock_sum;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* of this process, so that others do not count */
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void time_page(const char *bytes, size_t size, clock_sum *sum) {
    qh_arena arena;
    qh_html_page page = {.classes = NULL};
    qh_html_facts facts;
    qh_lines lines = {0};
    qh_model file = {model, (uint32_t)model_size, qh_le32(model + 12), qh_le32(model + 20)};
    qh_html_main_model of;
    double start = now();
    qh_arena_init(&arena, &qh_default_allocator);
    if (qh_html_parse(&arena, bytes, size, NULL, &page.tree, NULL) != QUOTH_OK || !qh_html_leaves(&arena, &page.tree, &page.text))
        fail("out of memory");
    double read = now();
    qh_html_main_model_of(&file, 0, &of);
    if (!qh_html_find_facts(&arena, &page, &of.weights, &facts) || !qh_html_kinds(&arena, &facts, &lines))
        fail("out of memory");
    const int32_t *logits = qh_html_main_logits(&arena, &facts, &lines, &of);
    uint8_t *kept = qh_arena_zalloc(&arena, facts.count, 1);
    if (!logits || !kept)
        fail("out of memory");
    qh_html_main_choose(&facts, logits, kept);
    double end = now();
    sum->reading += read - start;
    sum->deciding += end - read;
    qh_arena_free(&arena);
}

int main(int argc, char **argv) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    uint32_t size;
    double all = 0, parsing = 0;
    clock_sum sum = {0, 0};
    int runs = argc > 2 ? atoi(argv[2]) : 0;
    if (argc < 2)
        fail("usage: extraction_bench MODEL [RUNS]");
    read_model(argv[1]);
    options.layers = QUOTH_LAYER_BLOCKS;
    if (quoth_engine_new(&options, &engine, NULL) != QUOTH_OK)
        fail("out of memory");
    while (read_size(&size)) {
        char *bytes = calloc((size_t)size + 1, 1);
        if (!bytes || fread(bytes, 1, size, stdin) != size)
            fail("a page is cut short");
        double start = now();
        quoth_document *doc = parse(engine, bytes, size);
        parsing += now() - start;
        all += size;
        if (doc)
            write_main(doc);
        else
            write_size(0);
        quoth_document_release(doc);
        for (int i = 0; i < runs; i++)
            time_page(bytes, size, &sum);
        free(bytes);
    }
    quoth_engine_release(engine);
    if (runs)
        fprintf(stderr, "MB/s: tree and text %.1f, main content %.1f, both %.1f; the whole parse %.1f\n",
                all * runs / sum.reading / 1e6, all * runs / sum.deciding / 1e6, all * runs / (sum.reading + sum.deciding) / 1e6,
                all / parsing / 1e6);
    free(model);
    return 0;
}
