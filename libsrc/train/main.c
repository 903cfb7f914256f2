/*
 * What main.py learns from, computed by the library's own code.
 *
 * train_main features LIST PREFIX         PREFIX.pages .rows .leaves .counts .tokens
 * train_main weights PREFIX TARGETS        PREFIX.weights .scores, from PREFIX.counts .tokens
 * train_main context LIST LOGITS PREFIX   PREFIX.context, from what the first stage says about each leaf
 * train_main logits LIST MODEL PREFIX     PREFIX.logits: both stages
 *
 * LIST has a page on each line: a file of HTML, a tab, and a file of HTML with its main text. Numbers are little-endian.
 */
#include "train/main.h"

#include <stdlib.h>
#include <string.h>

/* ---- features ---- */

typedef struct outputs {
    FILE *pages, *rows, *leaves, *counts, *tokens;
} outputs;

static void write_tokens(const outputs *out, const qh_html_facts *facts, size_t leaf) {
    uint16_t tokens[QH_HTML_TOKENS_MOST], count = (uint16_t)qh_html_tokens(facts, leaf, tokens);
    tm_write(out->counts, &count, sizeof count);
    tm_write(out->tokens, tokens, count * sizeof *tokens);
}

static void write_page(const outputs *out, const tm_page *page, const tm_page *gold) {
    const qh_html_facts *facts = &page->facts;
    uint8_t *rows = tm_zeros(facts->count, QH_HTML_ROW);
    uint32_t *matched = tm_zeros(facts->count, sizeof *matched);
    uint32_t sizes[2] = {(uint32_t)facts->count, (uint32_t)gold->facts.words.count};
    qh_html_fill_columns(facts, &page->lines, NULL, rows);
    tm_align(facts, &gold->facts, matched);
    tm_write(out->pages, sizes, sizeof sizes);
    for (size_t i = 0; i < facts->count; i++) {
        const qh_html_counts *c = &facts->leaves[i];
        int32_t owner = facts->owner[i];
        uint32_t leaf[4] = {c->words, matched[i], c->hash, owner >= 0 && facts->elements.items[owner].hidden > 1};
        tm_write(out->leaves, leaf, sizeof leaf);
        tm_write(out->rows, rows + i * QH_HTML_ROW, QH_HTML_COLUMNS);
        write_tokens(out, facts, i);
    }
    free(rows);
    free(matched);
}

static void write_features(const char *list, const char *prefix) {
    outputs out = {tm_create(prefix, ".pages"), tm_create(prefix, ".rows"), tm_create(prefix, ".leaves"),
                   tm_create(prefix, ".counts"), tm_create(prefix, ".tokens")};
    size_t size;
    char *text = tm_read_file(list, &size), *at = text, *html, *gold;
    while (tm_next_line(&at, &html, &gold)) {
        tm_page page, truth;
        tm_open_page(&page, html, NULL);
        tm_open_page(&truth, gold, NULL);
        write_page(&out, &page, &truth);
        tm_close_page(&page);
        tm_close_page(&truth);
    }
    free(text);
    fclose(out.pages);
    fclose(out.rows);
    fclose(out.leaves);
    fclose(out.counts);
    fclose(out.tokens);
}

/* ---- the second stage ---- */

static void write_context(const char *list, const char *logits_path, const char *prefix) {
    FILE *out = tm_create(prefix, ".context");
    size_t size, used = 0;
    int32_t *logits = tm_read_file(logits_path, &size);
    char *text = tm_read_file(list, &(size_t){0}), *at = text, *html, *gold;
    while (tm_next_line(&at, &html, &gold)) {
        tm_page page;
        tm_open_page(&page, html, NULL);
        uint8_t *rows = tm_zeros(page.facts.count, QH_HTML_ROW);
        if ((used + page.facts.count) * sizeof *logits > size)
            tm_fail("has too few numbers", logits_path);
        if (!qh_html_fill_context(&page.arena, &page.facts, logits + used, rows))
            tm_fail("out of memory", html);
        for (size_t i = 0; i < page.facts.count; i++)
            tm_write(out, rows + i * QH_HTML_ROW + QH_HTML_COLUMNS, QH_HTML_CONTEXT);
        used += page.facts.count;
        free(rows);
        tm_close_page(&page);
    }
    free(text);
    free(logits);
    fclose(out);
}

static void write_logits(const char *list, const char *model_path, const char *prefix) {
    FILE *out = tm_create(prefix, ".logits");
    size_t size;
    const char *why;
    qh_model file;
    qh_html_main_model model;
    void *bytes = tm_read_file(model_path, &size);
    if (!qh_model_open(bytes, size, &file, &why) || !qh_html_main_model_of(&file, 1, &model))
        tm_fail("is no model of main content", model_path);
    char *text = tm_read_file(list, &size), *at = text, *html, *gold;
    while (tm_next_line(&at, &html, &gold)) {
        tm_page page;
        tm_open_page(&page, html, &model.weights);
        const int32_t *logits = qh_html_main_logits(&page.arena, &page.facts, &page.lines, &model);
        if (!logits)
            tm_fail("out of memory", html);
        tm_write(out, logits, page.facts.count * sizeof *logits);
        tm_close_page(&page);
    }
    free(text);
    free(bytes);
    fclose(out);
}

int main(int argc, char **argv) {
    if (argc == 4 && !strcmp(argv[1], "features"))
        write_features(argv[2], argv[3]);
    else if (argc == 4 && !strcmp(argv[1], "weights"))
        tm_learn_weights(argv[2], argv[3]);
    else if (argc == 5 && !strcmp(argv[1], "context"))
        write_context(argv[2], argv[3], argv[4]);
    else if (argc == 5 && !strcmp(argv[1], "logits"))
        write_logits(argv[2], argv[3], argv[4]);
    else
        tm_fail("features LIST PREFIX | weights PREFIX TARGETS | context LIST LOGITS PREFIX | logits LIST MODEL PREFIX", "usage");
    return 0;
}
