/* Files and pages of train_main and train_text. */
#include <stdlib.h>
#include <string.h>

#include "document/charset_choice.h"
#include "train/main.h"

void tm_fail(const char *what, const char *name) {
    fprintf(stderr, "train: %s: %s\n", name, what);
    exit(1);
}

void *tm_zeros(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        tm_fail("out of memory", "memory");
    return memory;
}

void *tm_read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        tm_fail("cannot be read", path);
    *size = (size_t)ftell(file);
    char *bytes = tm_zeros(*size + 1, 1);
    rewind(file);
    if (fread(bytes, 1, *size, file) != *size)
        tm_fail("cannot be read", path);
    fclose(file);
    return bytes;
}

FILE *tm_create(const char *prefix, const char *suffix) {
    size_t size = strlen(prefix) + strlen(suffix) + 1;
    char *path = tm_zeros(size, 1);
    snprintf(path, size, "%s%s", prefix, suffix);
    FILE *file = fopen(path, "wb");
    if (!file)
        tm_fail("cannot be written", path);
    free(path);
    return file;
}

void tm_write(FILE *file, const void *bytes, size_t size) {
    if (fwrite(bytes, 1, size, file) != size)
        tm_fail("cannot be written", "output");
}

/* ---- pages ---- */

void tm_open_page(tm_page *page, const char *path, const qh_html_weights *weights) {
    size_t size;
    void *bytes = tm_read_file(path, &size);
    qh_decoded text = {0};
    memset(page, 0, sizeof *page);
    qh_arena_init(&page->arena, &qh_default_allocator);
    if (qh_read_charset(&page->arena, bytes, size, NULL, 1, &text, NULL) != QUOTH_OK)
        text = (qh_decoded){.text = "", .size = 0};
    if (qh_html_parse(&page->arena, text.text, text.size, NULL, &page->html.tree, NULL) != QUOTH_OK ||
        !qh_html_leaves(&page->arena, &page->html.tree, &page->html.text) ||
        !qh_html_find_facts(&page->arena, &page->html, weights, &page->facts) ||
        !qh_html_kinds(&page->arena, &page->facts, &page->lines))
        tm_fail("out of memory", path);
    free(bytes);
}

void tm_close_page(tm_page *page) { qh_arena_free(&page->arena); }

int tm_next_line(char **at, char **html, char **gold) {
    if (!**at)
        return 0;
    *html = *at;
    *at += strcspn(*at, "\n");
    if (**at)
        *(*at)++ = '\0';
    *gold = strchr(*html, '\t');
    if (!*gold)
        tm_fail("has no tab", *html);
    *(*gold)++ = '\0';
    return 1;
}
