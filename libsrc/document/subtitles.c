/* Subtitles: cues of WebVTT and SubRip are the paragraphs of a transcript, their numbers and times are none of it. */
#include <string.h>

#include "base/one_of.h"
#include "document/formats.h"

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* Behind "00:00:01,000" or "00:01.000", or `at`. */
static size_t skip_time(const char *text, size_t at, size_t end) {
    size_t start = at, digits = 0, colons = 0;
    for (; at < end && (is_digit(text[at]) || qh_one_of(text[at], ":.,")); at++) {
        digits += (size_t)is_digit(text[at]);
        colons += text[at] == ':';
    }
    return digits >= 5 && colons >= 1 && colons <= 2 ? at : start;
}

/* "00:00:01,000 --> 00:00:04,000", with settings behind it or not. */
static int is_timing(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text;
    size_t end = line->span.end, at = skip_time(text, line->span.start, end);
    if (at == line->span.start || end - at < 10 || memcmp(text + at, " --> ", 5))
        return 0;
    return skip_time(text, at + 5, end) > at + 5;
}

static int is_number(const qh_parse *p, const qh_line *line) {
    for (size_t at = line->span.start; at < line->span.end; at++)
        if (!is_digit(p->doc->text[at]))
            return 0;
    return 1;
}

/* <v Name>, <v.loud Name>: the span of the name, empty where there is none. */
static quoth_span voice(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text;
    size_t at = line->span.start, end = line->span.end;
    if (end - at < 5 || memcmp(text + at, "<v", 2) || !qh_one_of(text[at + 2], " ."))
        return (quoth_span){0, 0};
    for (at += 2; at < end && text[at] != ' ' && text[at] != '>'; at++) {
    }
    const char *close = memchr(text + at, '>', end - at);
    if (!close || text[at] != ' ')
        return (quoth_span){0, 0};
    return (quoth_span){at + 1, (size_t)(close - text)};
}

/* WEBVTT's header, notes and style sheets up to the next blank line. */
static int begins_remark(const qh_parse *p, const qh_line *line) {
    return qh_line_begins(p, line, "webvtt") || qh_line_begins(p, line, "note") || qh_line_begins(p, line, "style") ||
           qh_line_begins(p, line, "region");
}

typedef struct cues {
    const qh_parse *p;
    qh_lines *lines;
    size_t kept;
    int32_t turn; /* kept line that the last voice began with */
    int remark, text, web;
} cues;

static int same_name(const cues *c, quoth_span name) {
    if (c->turn < 0)
        return 0;
    quoth_span last = c->lines->list.items[c->turn].head;
    return last.end - last.start == name.end - name.start &&
           !memcmp(c->p->doc->text + last.start, c->p->doc->text + name.start, name.end - name.start);
}

/* A cue's line: joined to the one above in the same cue unless another voice or a dash begins it. */
static void add_text(cues *c, qh_line line) {
    const char *text = c->p->doc->text;
    quoth_span name = voice(c->p, &line);
    int dash = text[line.span.start] == '-';
    if (c->text && qh_span_is_empty(name) && !dash && !line.blanks) {
        c->lines->list.items[c->kept - 1].span.end = line.span.end;
        return;
    }
    line.flags |= QH_LINE_TEXT;
    if (!qh_span_is_empty(name)) {
        int same = same_name(c, name);
        qh_line_decide(&line, QUOTH_BLOCK_TURN, 0.98);
        line.turn = same ? c->turn : -1;
        line.head = same ? (quoth_span){0, 0} : name;
        c->turn = same ? c->turn : (int32_t)c->kept;
    } else {
        c->turn = -1;
    }
    c->lines->list.items[c->kept++] = line;
    c->text = 1;
}

static void add_remark(cues *c, qh_line line) {
    qh_line_decide(&line, QUOTH_BLOCK_BOILERPLATE, 0.97);
    c->lines->list.items[c->kept++] = line;
    c->text = 0;
}

static void read_line(cues *c, size_t i) {
    qh_line line = c->lines->list.items[i];
    int more = i + 1 < c->lines->list.count;
    int names_cue = more && !c->lines->list.items[i + 1].blanks && is_timing(c->p, &c->lines->list.items[i + 1]);
    int remark = c->web && begins_remark(c->p, &line) && (line.blanks || !i);
    c->remark = remark || (c->remark && !line.blanks);
    if (is_timing(c->p, &line) || c->remark || (names_cue && (c->web || is_number(c->p, &line)))) {
        c->remark = c->remark && !is_timing(c->p, &line);
        add_remark(c, line);
    } else {
        add_text(c, line);
    }
}

int qh_read_subtitles(qh_parse *p, qh_lines *lines) {
    size_t timings = 0, seen = 0;
    for (; seen < lines->list.count && seen < 64; seen++)
        timings += is_timing(p, &lines->list.items[seen]) != 0;
    int web = lines->list.count && qh_line_begins(p, &lines->list.items[0], "webvtt");
    if (!timings || (!web && timings * 6 < seen))
        return 0;
    cues c = {p, lines, 0, -1, 0, 0, web};
    for (size_t i = 0; i < lines->list.count; i++)
        read_line(&c, i);
    lines->list.count = c.kept;
    return 1;
}
