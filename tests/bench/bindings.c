/*
 * What bindings are compared with: bindings/tests/overhead.py runs this beside them.
 * usage: bench_bindings PAGE; prints nanoseconds of a parse of nothing, of the page, of the page with its quotations read, and of a
 * field of one.
 */
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <quoth/quoth.h>

static char *page;
static size_t size;
static quoth_engine *engine;

static quoth_document *parse(const char *bytes, size_t length) {
    quoth_document *doc;
    if (quoth_parse(engine, bytes, length, NULL, &doc, NULL) != QUOTH_OK)
        exit(1);
    return doc;
}

static void parse_nothing(void) { quoth_document_release(parse("", 0)); }

static void parse_page(void) { quoth_document_release(parse(page, size)); }

static void read_quotations(void) {
    quoth_document *doc = parse(page, size);
    size_t letters = 0;
    for (size_t i = 0; i < quoth_document_quote_count(doc); i++) {
        const quoth_quote *quote = quoth_document_quote(doc, i);
        for (size_t k = 0; k < quote->part_count; k++)
            letters += quote->parts[k].end - quote->parts[k].start;
    }
    quoth_document_release(doc);
    if (!letters)
        exit(1);
}

static quoth_document *read_before;
static volatile double sum;

static void read_fields(void) {
    for (size_t i = 0; i < quoth_document_quote_count(read_before); i++)
        sum = sum + quoth_document_quote(read_before, i)->confidence;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double least(int rounds, int calls, void (*run)(void)) {
    double best = 1e18;
    for (int i = 0; i < rounds; i++) {
        double begun = now();
        for (int k = 0; k < calls; k++)
            run();
        double each = (now() - begun) / calls;
        best = each < best ? each : best;
    }
    return best;
}

int main(int argc, char **argv) {
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!file || quoth_engine_new(NULL, &engine, NULL) != QUOTH_OK)
        return 1;
    fseek(file, 0, SEEK_END);
    size = (size_t)ftell(file);
    rewind(file);
    page = malloc(size + 1);
    if (!page || fread(page, 1, size, file) != size)
        return 1;
    fclose(file);
    read_before = parse(page, size);
    double fields = least(10, 2000, read_fields) / (double)quoth_document_quote_count(read_before);
    quoth_document_release(read_before);
    printf("%.0f\t%.0f\t%.0f\t%.1f\n", least(10, 500, parse_nothing), least(30, 1, parse_page), least(30, 1, read_quotations),
           fields);
    quoth_engine_release(engine);
    free(page);
    return 0;
}
