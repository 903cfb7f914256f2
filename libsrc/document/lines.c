#include "document/lines.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

enum { MOST_SHORT_BYTES = 420 }; /* longer lines are running text */

uint64_t qh_folded_hash(const char *text, quoth_span span) {
    uint64_t hash = 0xcbf29ce484222325u;
    int space = 0;
    for (size_t at = span.start; at < span.end;) {
        uint32_t c = qh_utf8_next(text, &at);
        if (qh_is_space(c)) {
            space = 1;
            continue;
        }
        if (space)
            hash = (hash ^ ' ') * 0x100000001b3u;
        space = 0;
        hash = (hash ^ qh_char_lower(c)) * 0x100000001b3u;
    }
    return hash;
}

/* ---- cutting ---- */

static quoth_span trimmed(const char *text, quoth_span span) {
    for (size_t at = span.start; span.start < span.end && qh_is_space(qh_utf8_next(text, &at)); span.start = at) {
    }
    for (size_t at = span.end; span.end > span.start && qh_is_space(qh_utf8_previous(text, &at)); span.end = at) {
    }
    return span;
}

/* The first line end at or after `at`; *next gets the start of the line behind it. LF, CR, CR LF, VT, FF, NEL, LS, PS. */
static size_t line_end(const char *text, size_t size, size_t at, size_t *next) {
    for (; at < size; at++) {
        unsigned char c = (unsigned char)text[at];
        size_t length = 0;
        if (c == '\r')
            length = at + 1 < size && text[at + 1] == '\n' ? 2 : 1;
        else if (c >= '\n' && c <= '\f')
            length = 1;
        else if (c == 0xC2 && at + 1 < size && (unsigned char)text[at + 1] == 0x85)
            length = 2;
        else if (c == 0xE2 && at + 2 < size && (unsigned char)text[at + 1] == 0x80 && ((unsigned char)text[at + 2] & 0xFE) == 0xA8)
            length = 3;
        if (length) {
            *next = at + length;
            return at;
        }
    }
    *next = size;
    return size;
}

int qh_lines_add(qh_parse *p, qh_lines *lines, quoth_span span, uint32_t flags, uint32_t blanks) {
    span = trimmed(p->doc->text, span);
    if (span.start == span.end)
        return 1;
    qh_line *line = qh_vec_push(p->scratch, &lines->list);
    if (!line)
        return 0;
    *line = (qh_line){.span = span,
                      .flags = flags,
                      .blanks = blanks,
                      .kind = QH_KIND_OPEN,
                      .turn = -1,
                      .row = -1,
                      .column = -1,
                      .parent = -1,
                      .aside = QH_KIND_OPEN};
    return 1;
}

/* A caption glued in front of another text is a block of its own; "Remember.Who" is one text badly set. */
static int cuts(const qh_parse *p, const quoth_glue *glue) {
    if (glue->kind != QUOTH_GLUE_TYPOGRAPHY)
        return 1;
    size_t before = glue->at;
    uint32_t last = before > 0 ? qh_utf8_previous(p->doc->text, &before) : ' ';
    return qh_is_letter(last) || qh_is_digit(last) || last == ')';
}

/* One physical line, cut at its glue points; *glue is carried along over the text. */
static int add_physical(qh_parse *p, qh_lines *lines, quoth_span span, uint32_t blanks, int after_page, size_t *glue) {
    uint32_t flags = after_page ? QH_LINE_PAGE : 0, indent = 0;
    for (size_t at = span.start; at < span.end && (p->doc->text[at] == ' ' || p->doc->text[at] == '\t'); at++)
        indent = p->doc->text[at] == '\t' ? (indent / 4 + 1) * 4 : indent + 1;
    if (indent >= 2)
        flags |= QH_LINE_INDENTED;
    size_t first = lines->list.count;
    for (; *glue < p->doc->glue.count && p->doc->glue.items[*glue].at < span.end; ++*glue) {
        const quoth_glue *point = &p->doc->glue.items[*glue];
        if (point->at <= span.start || point->at - span.start > MOST_SHORT_BYTES || !cuts(p, point))
            continue;
        if (!qh_lines_add(p, lines, (quoth_span){span.start, point->at}, flags | QH_LINE_GLUE_HEAD, blanks))
            return 0;
        span.start = point->at;
        flags = QH_LINE_GLUED;
        blanks = 0;
    }
    if (!qh_lines_add(p, lines, span, flags, blanks))
        return 0;
    if (lines->list.count > first)
        lines->list.items[first].indent = indent;
    return 1;
}

/* About as many lines as there is something to see in. */
static size_t count_lines(const char *text, size_t size) {
    size_t count = 0;
    int empty = 1;
    for (size_t at = 0; at < size; at++) {
        unsigned char c = (unsigned char)text[at];
        count += (size_t)(empty & (c > ' '));
        empty = (empty & (c <= ' ')) | (c >= '\n' && c <= '\r');
    }
    return count;
}

int qh_lines_cut(qh_parse *p, qh_lines *lines) {
    uint32_t blanks = 0;
    if (!qh_vec_reserve(p->scratch, &lines->list, count_lines(p->doc->text, p->doc->size)))
        return 0;
    size_t glue = 0;
    int page = 0;
    for (size_t at = 0, next; at < p->doc->size; at = next) {
        size_t end = line_end(p->doc->text, p->doc->size, at, &next), count = lines->list.count;
        if (!add_physical(p, lines, (quoth_span){at, end}, blanks, page, &glue))
            return 0;
        page = (page && lines->list.count == count) || (end < p->doc->size && p->doc->text[end] == '\f');
        blanks = lines->list.count > count ? 0 : blanks + 1;
    }
    return 1;
}

/* ---- what the lines have in common ---- */

uint32_t qh_usual_blanks(const qh_lines *lines) {
    size_t count[4] = {0};
    for (size_t i = 1; i < lines->list.count; i++)
        if (!(lines->list.items[i].flags & QH_LINE_GLUED))
            count[lines->list.items[i].blanks > 3 ? 3 : lines->list.items[i].blanks]++;
    uint32_t best = 0;
    for (uint32_t i = 1; i < 4; i++)
        if (count[i] > count[best])
            best = i;
    return best;
}

quoth_status qh_lines_look(qh_parse *p, qh_lines *lines) {
    size_t sample = p->doc->size < 65536 ? p->doc->size : 65536;
    while (sample < p->doc->size && ((unsigned char)p->doc->text[sample] & 0xC0) == 0x80)
        sample--;
    lines->language = qh_language_among(p->doc->text, (quoth_span){0, sample}, p->languages, p->input->language, &(double){0});
    if (!p->language_memory)
        p->language_memory = qh_language_memory_new(p->scratch);
    if (!p->language_memory)
        return qh_fail_memory(p->err);
    lines->language_options =
        (qh_language_options){p->languages, qh_language_number(lines->language), QH_LANGUAGE_LEAST, p->language_memory};
    qh_tokens tokens = {0};
    for (size_t i = 0; i < lines->list.count; i++) {
        if (i % 4096 == 0 && qh_parse_goes_on(p, i, lines->list.count) != QUOTH_OK)
            return QUOTH_ERROR_CANCELLED;
        if (!qh_line_look(p, lines, &lines->list.items[i], &tokens))
            return qh_fail_memory(p->err);
    }
    return QUOTH_OK;
}
