/* Printed pages: the lines beside form feeds that come again, page after page, but for their number. */
#include <stdlib.h>
#include <string.h>

#include "base/one_of.h"
#include "document/formats.h"

enum { LONGEST_RUNNING_HEAD = 100 };

typedef struct edge {
    uint64_t hash;
    size_t line;
} edge;

typedef QH_VEC(edge) edges;

static int by_hash(const void *a, const void *b) {
    const edge *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* The hash of a line with its numbers folded: "12 THE OLD PIER" and "14 THE OLD PIER" are one. */
static uint64_t edge_hash(const char *text, quoth_span span) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t at = span.start; at < span.end; at++) {
        unsigned char c = (unsigned char)text[at];
        if (c == ' ' || c == '\t' || (is_digit(text[at]) && at > span.start && is_digit(text[at - 1])))
            continue;
        c = is_digit(text[at]) ? '0' : c >= 'A' && c <= 'Z' ? c + 32 : c;
        hash = (hash ^ c) * 0x100000001b3u;
    }
    return hash;
}

/* "12", "- 12 -", "[12]", "Page 3 of 10", "xiv": nothing but a number. */
static int is_page_number(const char *text, quoth_span span) {
    size_t digits = 0, roman = 0, others = 0, letters = 0;
    for (size_t at = span.start; at < span.end; at++) {
        char c = text[at];
        digits += (size_t)is_digit(c);
        roman += (size_t)(qh_one_of(c | 32, "ivxlc") && c >= 'A');
        letters += (c | 32) >= 'a' && (c | 32) <= 'z';
        others += !is_digit(c) && !qh_one_of(c, " \t-[]().|/") && !((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    if (others || span.end - span.start > 24)
        return 0;
    return (digits && (!letters || letters <= 8)) || (!digits && letters == roman && letters > 0 && letters <= 6);
}

static int add_edge(qh_parse *p, const qh_lines *lines, edges *found, size_t i) {
    const qh_line *line = &lines->list.items[i];
    if (line->kind != QH_KIND_OPEN || line->span.end - line->span.start > LONGEST_RUNNING_HEAD)
        return 1;
    edge *e = qh_vec_push(p->scratch, found);
    if (!e)
        return 0;
    *e = (edge){edge_hash(p->doc->text, line->span), i};
    return 1;
}

/* The two lines on either side of each form feed, and the first and last of the text; ascending, each once. */
static int collect(qh_parse *p, const qh_lines *lines, edges *found, size_t *pages) {
    size_t next = 0, count = lines->list.count;
    for (size_t i = 0; i <= count; i++) {
        if (i > 0 && i < count && !(lines->list.items[i].flags & QH_LINE_PAGE))
            continue;
        ++*pages;
        size_t first = i >= 2 ? i - 2 : 0, end = i + 2 < count ? i + 2 : count;
        for (first = first > next ? first : next; first < end; first++)
            if (!add_edge(p, lines, found, first))
                return 0;
        next = end;
    }
    return 1;
}

int qh_read_pages(qh_parse *p, qh_lines *lines) {
    edges found = {0};
    size_t pages = 0;
    if (!collect(p, lines, &found, &pages))
        return 0;
    if (pages <= 2 || !found.count) /* the bounds of the text are no form feeds */
        return 1;
    qsort(found.items, found.count, sizeof *found.items, by_hash);
    for (size_t i = 0, end; i < found.count; i = end) {
        for (end = i; end < found.count && found.items[end].hash == found.items[i].hash; end++) {
        }
        int repeated = end - i >= 3 || (end - i == 2 && pages <= 4);
        for (size_t k = i; k < end; k++) {
            qh_line *line = &lines->list.items[found.items[k].line];
            if (repeated || is_page_number(p->doc->text, line->span))
                qh_line_decide(line, QUOTH_BLOCK_BOILERPLATE, 0.9);
        }
    }
    return 1;
}
