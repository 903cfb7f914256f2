/* The head of an article: title, subtitle, byline, dateline. */
#include <string.h>

#include "document/classify.h"

enum { LONGEST_HEADER = 8 }; /* lines above a dateline that may belong to it */

int qh_is_headline(const qh_line *line) {
    if (!(line->flags & QH_LINE_SHORT) || line->flags & QH_LINE_TEXT || line->words == 0 || line->words > 30)
        return 0;
    if (line->flags & (QH_LINE_COLON | QH_LINE_COMMA | QH_LINE_HEAD | QH_LINE_QUOTE_WHOLE | QH_LINE_LOWER | QH_LINE_SEVERAL |
                       QH_LINE_ELLIPSIS_END | QH_LINE_BULLET))
        return 0;
    return !(line->flags & QH_LINE_STOP) || /* "– Eh bien ?" is spoken */
           (line->flags & QH_LINE_ASKS && line->words <= 14 && !(line->flags & (QH_LINE_QUOTE_START | QH_LINE_DASH)));
}

static void decide(qh_line *line, int32_t kind, double confidence) {
    line->kind = kind;
    line->confidence = confidence;
}

static int is_free_headline(const qh_line *line) {
    return line->kind == QH_KIND_OPEN && qh_is_headline(line) && !(line->flags & (QH_LINE_GLUED | QH_LINE_NUMBERED));
}

/* May the line stand between a title and its dateline? */
static int in_header(const qh_line *line) {
    return is_free_headline(line) || (line->kind == QUOTH_BLOCK_CAPTION && !(line->flags & QH_LINE_GLUE_HEAD)) ||
           line->kind == QUOTH_BLOCK_BYLINE || line->kind == QUOTH_BLOCK_DATELINE;
}

/* Between title and dateline: names and their roles, a place above the date, what is left is a subtitle. */
static void decide_middle(qh_lines *lines, size_t i) {
    qh_line *line = &lines->list.items[i];
    const qh_line *before = line - 1, *after = line + 1;
    int below_author = before->kind == QUOTH_BLOCK_BYLINE && !(line->flags & QH_LINE_ROLE);
    if (after->kind == QUOTH_BLOCK_DATELINE && (line->flags & QH_LINE_PLACE || (line->flags & QH_LINE_NAMELIKE && below_author)))
        decide(line, QUOTH_BLOCK_DATELINE, 0.9);
    else if (line->flags & QH_LINE_NAME || (line->flags & QH_LINE_NAMELIKE && after->flags & QH_LINE_ROLE && after->blanks == 0))
        decide(line, QUOTH_BLOCK_BYLINE, 0.9);
    else if (before->kind == QUOTH_BLOCK_BYLINE && (line->flags & QH_LINE_ROLE || line->blanks == 0))
        decide(line, QUOTH_BLOCK_BYLINE, 0.85);
    else
        decide(line, QUOTH_BLOCK_SUBTITLE, 0.8);
}

/* Kinds of the lines from `first` (a title) up to `end`; the last ones first, as a place needs to see its date. */
static void decide_header(qh_lines *lines, size_t first, size_t end) {
    decide(&lines->list.items[first], QUOTH_BLOCK_TITLE, 0.9);
    for (size_t i = end; i-- > first + 1;)
        if (lines->list.items[i].kind == QH_KIND_OPEN && lines->list.items[i].flags & QH_LINE_PLACE)
            decide_middle(lines, i);
    for (size_t i = first + 1; i < end; i++)
        if (lines->list.items[i].kind == QH_KIND_OPEN)
            decide_middle(lines, i);
}

/* A headline below the dateline and above the first paragraph is a deck. */
static void decide_deck(qh_lines *lines, size_t i) {
    for (; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        if (line->kind == QUOTH_BLOCK_LINK || line->kind == QUOTH_BLOCK_DATELINE || line->kind == QUOTH_BLOCK_BYLINE)
            continue;
        int body = i + 1 < lines->list.count && line[1].kind == QH_KIND_OPEN && !qh_is_headline(&line[1]);
        if (is_free_headline(line) && body)
            decide(line, QUOTH_BLOCK_SUBTITLE, 0.8);
        return;
    }
}

static void header_of_dateline(qh_lines *lines, size_t dateline) {
    size_t first = dateline;
    while (first > 0 && dateline - first < LONGEST_HEADER && in_header(&lines->list.items[first - 1]))
        first--;
    while (first < dateline && !is_free_headline(&lines->list.items[first]))
        first++;
    if (first == dateline)
        return;
    decide_header(lines, first, dateline);
    decide_deck(lines, dateline + 1);
}

static int has_body(const qh_lines *lines, size_t from) {
    for (size_t i = from; i < lines->list.count; i++)
        if (lines->list.items[i].kind == QH_KIND_OPEN && !qh_is_headline(&lines->list.items[i]))
            return 1;
    return 0;
}

/* Where the last bar or dash between spaces begins, or the line's start. */
static size_t last_bar(const char *text, quoth_span line) {
    static const char *const bars[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xB7 "};
    for (size_t at = line.end; at-- > line.start;)
        for (size_t k = 0; k < sizeof bars / sizeof *bars; k++) {
            size_t size = strlen(bars[k]);
            if (line.end - at >= size && !memcmp(text + at, bars[k], size))
                return at;
        }
    return line.start;
}

/* "Ferry sails again | The Courier", a page's name for windows: the headline below that says the same, or `i`. */
static size_t headline_of(const qh_parse *p, const qh_lines *lines, size_t i) {
    enum { FARTHEST = 256 }; /* lines of menus */
    quoth_span name = lines->list.items[i].span;
    name.end = last_bar(p->doc->text, name);
    if (qh_span_is_empty(name))
        return i;
    uint64_t hash = qh_folded_hash(p->doc->text, name);
    for (size_t k = i + 1; k < lines->list.count && k - i <= FARTHEST; k++)
        if (is_free_headline(&lines->list.items[k]) && qh_folded_hash(p->doc->text, lines->list.items[k].span) == hash)
            return k;
    return i;
}

/* The first text of the page is its title when it looks like one and something follows. */
static void header_of_page(const qh_parse *p, qh_lines *lines) {
    size_t i = 0;
    while (i < lines->list.count &&
           (lines->list.items[i].kind == QUOTH_BLOCK_CAPTION || lines->list.items[i].kind == QUOTH_BLOCK_LINK))
        i++;
    if (i == lines->list.count || !is_free_headline(&lines->list.items[i]) || !has_body(lines, i + 1))
        return;
    size_t headline = headline_of(p, lines, i);
    decide(&lines->list.items[headline], QUOTH_BLOCK_TITLE, headline > i ? 0.95 : 0.8);
    i = headline;
    qh_line *next = i + 1 < lines->list.count ? &lines->list.items[i + 1] : NULL;
    if (next && is_free_headline(next) && next->flags & QH_LINE_NAME && has_body(lines, i + 2))
        decide(next, QUOTH_BLOCK_BYLINE, 0.8);
    else
        decide_deck(lines, i + 1);
}

enum { MOST_TITLES = 64 };

typedef struct titles {
    uint64_t hash[MOST_TITLES];
    double confidence[MOST_TITLES];
    size_t lines[MOST_TITLES], count;
} titles;

/* Which of the titles the line is, or count. */
static size_t title_of(const qh_parse *p, const qh_line *line, const titles *t) {
    size_t k = 0;
    uint64_t hash = line->kind == QUOTH_BLOCK_TITLE || (is_free_headline(line) && line->words > 2)
                        ? qh_folded_hash(p->doc->text, line->span)
                        : 0;
    while (k < t->count && (!hash || t->hash[k] != hash))
        k++;
    return k;
}

static void collect_titles(const qh_parse *p, const qh_lines *lines, titles *t) {
    for (size_t i = 0; i < lines->list.count && t->count < MOST_TITLES; i++) {
        const qh_line *line = &lines->list.items[i];
        if (line->kind != QUOTH_BLOCK_TITLE)
            continue;
        size_t k = title_of(p, line, t);
        if (k == t->count)
            t->hash[t->count++] = qh_folded_hash(p->doc->text, line->span);
        t->confidence[k] = line->confidence > t->confidence[k] ? line->confidence : t->confidence[k];
    }
}

/* Every line that repeats a title is a title again, and where one of them has a dateline, all are surer. */
static void repeat_titles(const qh_parse *p, qh_lines *lines) {
    titles t = {.count = 0};
    collect_titles(p, lines, &t);
    for (size_t i = 0; i < lines->list.count; i++) {
        size_t k = title_of(p, &lines->list.items[i], &t);
        if (k < t.count)
            t.lines[k]++;
    }
    for (size_t i = 0; i < lines->list.count; i++) {
        size_t k = title_of(p, &lines->list.items[i], &t);
        if (k < t.count)
            decide(&lines->list.items[i], QUOTH_BLOCK_TITLE, t.lines[k] > 1 && t.confidence[k] >= 0.9 ? 0.95 : t.confidence[k]);
    }
}

void qh_find_headers(const qh_parse *p, qh_lines *lines) {
    for (size_t i = 0; i < lines->list.count; i++)
        if (lines->list.items[i].kind == QUOTH_BLOCK_DATELINE &&
            (i + 1 == lines->list.count || lines->list.items[i + 1].kind != QUOTH_BLOCK_DATELINE))
            header_of_dateline(lines, i);
    header_of_page(p, lines);
    repeat_titles(p, lines);
}
