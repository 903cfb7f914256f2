/*
 * Megabytes a second of the HTML tokenizer and tree builder, beside memcpy and, where it is compiled in (-DWITH_GUMBO), gumbo.
 *
 * usage: bench_html [RUNS] < PAGES
 *
 * PAGES: see html.py; pages one after the other: four bytes of size, least first, then UTF-8.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef WITH_GUMBO
#include <gumbo.h>
#endif

#include "document/html_tokenizer.h"
#include "document/html_tree.h"

typedef struct page {
    char *bytes;
    size_t size;
} page;

/* Of this process, so that others do not count. */
static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static size_t taken;

static void *take(void *user, size_t size) {
    (void)user;
    taken += size;
    return malloc(size);
}

static void give(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

static const quoth_allocator counting = {NULL, take, give};

static size_t copy(const page *p) {
    char *to = malloc(p->size + 1);
    if (!to)
        return 0;
    memcpy(to, p->bytes, p->size);
    size_t sum = (unsigned char)to[p->size / 2];
    free(to);
    return sum;
}

static size_t tokenize(const page *p) {
    qh_arena arena;
    qh_arena_init(&arena, &counting);
    qh_html_tokenizer t;
    qh_html_tokenizer_init(&t, &arena, p->bytes, p->size);
    qh_html_token token;
    size_t count = 0;
    while (qh_html_next(&t, &token) && token.kind != QH_HTML_END) {
        count++;
        if (token.kind == QH_HTML_START_TAG && (token.tag == QH_TAG_SCRIPT || token.tag == QH_TAG_STYLE))
            qh_html_tokenizer_switch(&t, token.tag == QH_TAG_SCRIPT ? QH_HTML_SCRIPT : QH_HTML_RAWTEXT, token.name,
                                     token.name_size);
    }
    qh_arena_free(&arena);
    return count;
}

static size_t build(const page *p) {
    qh_arena arena;
    qh_arena_init(&arena, &counting);
    qh_html_tree tree;
    quoth_status status = qh_html_parse(&arena, p->bytes, p->size, NULL, &tree, NULL);
    qh_arena_free(&arena);
    return status == QUOTH_OK;
}

#ifdef WITH_GUMBO
static size_t gumbo(const page *p) {
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, p->bytes, p->size);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return 1;
}
#endif

static void measure(const char *name, size_t (*work)(const page *), const page *pages, size_t count, size_t total, int runs) {
    double best = 1e9;
    size_t sum = 0;
    for (int run = 0; run < runs; run++) {
        taken = 0;
        double start = seconds();
        for (size_t i = 0; i < count; i++)
            sum += work(&pages[i]);
        double spent = seconds() - start;
        best = spent < best ? spent : best;
    }
    printf("%-10s %8.1f MB/s  memory %.2f bytes a byte  (%zu)\n", name, (double)total / 1e6 / best, (double)taken / (double)total,
           sum / (size_t)runs);
}

int main(int argc, char **argv) {
    int runs = argc > 1 ? atoi(argv[1]) : 3;
    page *pages = NULL;
    size_t count = 0, total = 0;
    unsigned char head[4];
    while (fread(head, 1, 4, stdin) == 4) {
        page p = {NULL, (size_t)head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24};
        page *more = realloc(pages, (count + 1) * sizeof *pages);
        p.bytes = malloc(p.size + 1);
        if (!more || !p.bytes || fread(p.bytes, 1, p.size, stdin) != p.size)
            return 1;
        p.bytes[p.size] = '\0';
        pages = more;
        pages[count++] = p;
        total += p.size;
    }
    printf("%zu pages, %.1f MB\n", count, (double)total / 1e6);
    measure("memcpy", copy, pages, count, total, runs);
    measure("tokenizer", tokenize, pages, count, total, runs);
    measure("tree", build, pages, count, total, runs);
#ifdef WITH_GUMBO
    measure("gumbo", gumbo, pages, count, total, 1);
#endif
    return 0;
}
