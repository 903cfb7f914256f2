/* Datelines set in front of running text: "Nejat Society, October 13 2015:… Once," and "BEIRUT (AP) — The". */
#include <string.h>

#include "document/classify.h"
#include "text/utf8.h"

enum { LONGEST_DATELINE = 160, MOST_DATELINE_WORDS = 14 };

static int begins_with_dots(const char *text, size_t at, size_t end) {
    while (at < end && (text[at] == ' ' || text[at] == '['))
        at++;
    return end - at >= 3 && (!memcmp(text + at, "\xE2\x80\xA6", 3) || !memcmp(text + at, "...", 3));
}

/* The stretch up to where a dateline could end at the latest. */
static quoth_span front(const char *text, const qh_line *line) {
    quoth_span span = line->span;
    if (span.end - span.start > LONGEST_DATELINE) {
        span.end = span.start + LONGEST_DATELINE;
        while (((unsigned char)text[span.end] & 0xC0) == 0x80)
            span.end--;
    }
    return span;
}

static int has_figure(const char *text, quoth_span span) {
    while (span.start < span.end && !(text[span.start] >= '0' && text[span.start] <= '9'))
        span.start++;
    return span.start < span.end;
}

/* Source, place and date up to a colon. */
static int dated_front(qh_parse *p, qh_line *line) {
    const char *text = p->doc->text;
    quoth_span span = front(text, line);
    const char *colon = memchr(text + span.start, ':', span.end - span.start);
    if (!colon || !has_figure(text, (quoth_span){span.start, (size_t)(colon - text)}))
        return 1;
    qh_tokens tokens = {0};
    span.end = (size_t)(colon - text);
    if (!qh_tokenize(p->scratch, p->lexicon, text, span, line->language, &tokens))
        return 0;
    size_t words = 0;
    for (size_t i = 0; i < tokens.list.count; i++)
        words += tokens.list.items[i].kind == QH_TOKEN_WORD;
    qh_date date = qh_find_date(text, &tokens);
    if (qh_span_is_empty(date.span) || words > MOST_DATELINE_WORDS || date.span.end + 3 < span.end)
        return 1;
    line->date = date;
    line->dateline = (quoth_span){span.start, span.end + 1};
    if (begins_with_dots(text, span.end + 1, line->span.end) || line->flags & QH_LINE_ELLIPSIS_END) {
        line->kind = QUOTH_BLOCK_TEASER;
        line->confidence = 0.95;
    }
    return 1;
}

static int is_dash(const char *text, const qh_token *token) {
    size_t length;
    uint32_t c = qh_utf8_at(text, token->start, &length);
    return token->kind == QH_TOKEN_PUNCT && (c == '-' || c == 0x2013 || c == 0x2014);
}

/* A dash behind a blank. */
static int has_dash(const char *text, quoth_span span) {
    for (size_t at = span.start; at + 1 < span.end; at++) {
        const char *blank = memchr(text + at, ' ', span.end - 1 - at);
        if (!blank)
            return 0;
        at = (size_t)(blank - text);
        if (text[at + 1] == '-' || (text[at + 1] == '\xE2' && at + 3 < span.end && text[at + 2] == '\x80'))
            return 1;
    }
    return 0;
}

/* A place in capitals, perhaps an agency in brackets or a date, then a dash. */
static int dashed_front(qh_parse *p, qh_line *line) {
    const char *text = p->doc->text;
    qh_tokens tokens = {0};
    if (!has_dash(text, front(text, line)))
        return 1;
    if (!qh_tokenize(p->scratch, p->lexicon, text, front(text, line), line->language, &tokens))
        return 0;
    int capitals = 0, bracket = 0;
    for (size_t i = 0; i < tokens.list.count && i < 16; i++) {
        const qh_token *token = &tokens.list.items[i];
        if (i && is_dash(text, token) && text[token->start - 1] == ' ' && capitals && token->end < line->span.end) {
            line->dateline = (quoth_span){line->span.start, token->end};
            tokens.list.count = i;
            line->date = qh_find_date(text, &tokens);
            return 1;
        }
        if (token->kind == QH_TOKEN_PUNCT && text[token->start] == '(')
            bracket = 1;
        int caps = token->shape & QH_SHAPE_ALL_CAPS && token->end - token->start > 2 && !bracket;
        capitals |= caps;
        int date = token->kind == QH_TOKEN_NUMBER || token->classes & QH_WORD_MONTH;
        if (token->kind == QH_TOKEN_MARK || (token->kind == QH_TOKEN_WORD && !(token->shape & QH_SHAPE_CAPITAL)) ||
            (!capitals && !date))
            return 1;
    }
    return 1;
}

int qh_read_dateline(qh_parse *p, qh_line *line) {
    if (!dated_front(p, line))
        return 0;
    return qh_span_is_empty(line->dateline) && line->kind == QH_KIND_OPEN ? dashed_front(p, line) : 1;
}
