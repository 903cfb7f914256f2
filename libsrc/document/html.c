#include "document/html.h"

#include <string.h>

#include "base/one_of.h"
#include "document/classify.h"
#include "document/duplicates.h"
#include "document/html_kinds.h"
#include "document/html_main.h"
#include "document/html_metadata.h"
#include "document/structure.h"

/* ---- is it HTML? ---- */

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; }

static size_t skip_blank(const char *text, size_t size, size_t at) {
    while (at < size && qh_one_of(text[at], " \t\n\f\r"))
        at++;
    return at;
}

/* One of the tags of the standard's table, and what ends a tag's name behind it. */
static int begins_with_tag(const char *text, size_t size) {
    static const char *const tags[] = {
        "<!doctype html", "<html",    "<head", "<script", "<iframe", "<h1",    "<div", "<font", "<table", "<a",
        "<style",         "<title",   "<b",    "<body",   "<br",     "<p",     "<!--", "<meta", "<link",  "<article",
        "<main",          "<section", "<h2",   "<ul",     "<ol",     "<header"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t length = strlen(tags[i]), at = 0;
        while (at < length && at < size && lower(text[at]) == tags[i][at])
            at++;
        if (at == length && (text[1] == '!' || (at < size && (text[at] == '>' || text[at] == ' ' || text[at] == '\n' ||
                                                              text[at] == '\t' || text[at] == '\r' || text[at] == '/'))))
            return 1;
    }
    return 0;
}

int qh_html_looks(const void *bytes, size_t size) {
    const char *text = bytes;
    size_t at = size >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3) ? 3 : 0, room = size < 4096 ? size : 4096;
    at = skip_blank(text, room, at);
    if (room - at > 5 && !memcmp(text + at, "<?xml", 5)) {
        const char *end = memchr(text + at, '>', room - at);
        at = end ? skip_blank(text, room, (size_t)(end - text) + 1) : room;
    }
    return at < room && text[at] == '<' && begins_with_tag(text + at, room - at);
}

/* ---- the text ---- */

quoth_status qh_html_open(qh_parse *p) {
    quoth_document *doc = p->doc;
    qh_html_page *page = qh_arena_zalloc(p->scratch, 1, sizeof *page);
    if (!page || !(page->classes = qh_html_classes_new(p->scratch)))
        return qh_fail_memory(p->err);
    quoth_status status = qh_html_parse(p->scratch, doc->text, doc->size, p->input, &page->tree, p->err);
    if (status != QUOTH_OK)
        return status;
    if (!qh_html_leaves(&doc->arena, &page->tree, &page->text))
        return qh_fail_memory(p->err);
    page->text.map->outer = doc->source_map;
    doc->source_map = page->text.map;
    doc->text = page->text.bytes;
    doc->size = page->text.size;
    doc->source.type = "html";
    p->html = page;
    return QUOTH_OK;
}

/* ---- the blocks ---- */

/* What the page says: kinds by its elements, main content by what is learned, the rest by the look of the text. */
static quoth_status read_lines(qh_parse *p, qh_lines *lines) {
    qh_html_main_model model;
    qh_html_facts facts;
    qh_arena arena; /* facts are much more than what is concluded from them */
    qh_html_main_embedded(&model);
    qh_arena_init(&arena, &p->scratch->allocator);
    int ok = qh_html_find_facts(&arena, p->html, &model.weights, &facts) && qh_html_kinds(p->scratch, &facts, lines) &&
             qh_html_main(&arena, &facts, &model, lines);
    qh_arena_free(&arena);
    if (!ok)
        return qh_fail_memory(p->err);
    lines->usual_blanks = 1;
    quoth_status status = qh_lines_look(p, lines);
    return status != QUOTH_OK || qh_classify_rest(p, lines) ? status : qh_fail_memory(p->err);
}

quoth_status qh_html_blocks(qh_parse *p) {
    qh_lines lines = {0};
    quoth_status status = p->html->text.leaves.count ? read_lines(p, &lines) : QUOTH_OK;
    return status == QUOTH_OK ? qh_make_blocks(p, &lines) : status;
}

quoth_status qh_read_html(qh_parse *p) {
    quoth_status status = qh_html_blocks(p);
    if (status == QUOTH_OK)
        status = qh_html_metadata(p);
    if (status != QUOTH_OK)
        return status;
    return qh_find_duplicates(p) ? QUOTH_OK : qh_fail_memory(p->err);
}
