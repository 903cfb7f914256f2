/* Lines wrapped by hand, joined again without a change to the text; verse and what else breaks its lines on purpose. */
#include <string.h>

#include "base/one_of.h"
#include "document/lines.h"
#include "text/chars.h"
#include "text/utf8.h"

static size_t code_points(const char *text, quoth_span span) {
    size_t n = 0;
    for (size_t at = span.start; at < span.end; at++)
        n += ((unsigned char)text[at] & 0xC0) != 0x80;
    return n;
}

typedef struct wrap {
    const qh_parse *p;
    qh_lines *lines;
    size_t width;    /* at which the text was wrapped; 0: it was not */
    int by_indent;   /* paragraphs begin with an indent, not with a blank line */
    uint32_t indent; /* of such paragraphs */
    int by_sentence; /* each sentence begins a line of its own, paragraphs are set off by blank lines */
    int ragged;      /* wrapped at no one width, as where hyphens were taken out and the lines joined */
    int mail;
} wrap;

static size_t width_of(const wrap *w, size_t i) { return code_points(w->p->doc->text, w->lines->list.items[i].span); }

/* Does line i stand directly below another one, both still undecided? */
static int goes_on(const qh_lines *lines, size_t i) {
    const qh_line *line = &lines->list.items[i];
    return i > 0 && !line->blanks && !(line->flags & (QH_LINE_GLUED | QH_LINE_PAGE)) && line->kind == QH_KIND_OPEN &&
           line[-1].kind == QH_KIND_OPEN && !(line[-1].flags & QH_LINE_GLUE_HEAD);
}

/* Behind a line's last sentence stop, which may be in marks: "…", »…!« */
static int ends_sentence(const char *text, quoth_span span) {
    size_t end = span.end, at;
    while (end > span.start) {
        for (at = end - 1; at > span.start && ((unsigned char)text[at] & 0xC0) == 0x80; at--) {
        }
        size_t next = at;
        uint32_t c = qh_utf8_next(text, &next);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026)
            return 1;
        if (!qh_one_of((char)text[at], "\"')]") && c != 0xAB && c != 0xBB && (c < 0x2018 || c > 0x203A))
            return 0;
        end = at;
    }
    return 0;
}

/* How many sentences begin within the line. */
static size_t sentences_within(const char *text, quoth_span span) {
    size_t n = 0;
    for (size_t i = span.start + 3; i + 1 < span.end; i++)
        if (text[i] == ' ' && qh_one_of(text[i - 1], ".!?") && text[i - 2] != '.' && qh_is_lower((unsigned char)text[i - 2])) {
            size_t at = i + 1;
            n += qh_is_upper(qh_utf8_next(text, &at)) != 0;
        }
    return n;
}

/* Lines with one below that end a sentence and that do not; how many of the latter go on in lower case. */
typedef struct breaks {
    size_t apart, cut, lower, widths;
} breaks;

static breaks count_breaks(const wrap *w) {
    breaks b = {0};
    for (size_t i = 0; i + 1 < w->lines->list.count; i++) {
        if (!goes_on(w->lines, i + 1))
            continue;
        size_t at = w->lines->list.items[i + 1].span.start;
        int ends = ends_sentence(w->p->doc->text, w->lines->list.items[i].span);
        b.apart += ends != 0;
        b.cut += !ends;
        b.widths += ends ? 0 : width_of(w, i);
        b.lower += !ends && qh_is_lower(qh_utf8_next(w->p->doc->text, &at));
    }
    return b;
}

/* Text that was wrapped, but whose sentences each begin a line, as annotators and version control like it. */
static int look_at_sentences(const wrap *w, const breaks *b) {
    size_t within = 0, runs = 0;
    for (size_t i = 0; i < w->lines->list.count; i++) {
        runs += w->lines->list.items[i].blanks > 0;
        within += sentences_within(w->p->doc->text, w->lines->list.items[i].span);
    }
    return runs >= 3 && b->apart >= 5 && within * 5 <= b->apart && b->cut * 2 >= b->apart && b->lower * 2 >= b->cut;
}

/* Most lines with a neighbour below nearly fill the width. */
static size_t wrap_width(const wrap *w) {
    enum { WIDEST = 130, LEAST = 30 };
    size_t histogram[WIDEST + 1] = {0}, pairs = 0, longer = 0;
    for (size_t i = 0; i + 1 < w->lines->list.count; i++) {
        if (!goes_on(w->lines, i + 1))
            continue;
        size_t width = width_of(w, i);
        pairs++;
        if (width <= WIDEST)
            histogram[width]++;
        else
            longer++;
    }
    if (pairs < (w->mail ? 2 : 4) || longer * 20 > pairs)
        return 0;
    size_t width = WIDEST, above = 0;
    while (width > LEAST && (above += histogram[width]) * 20 < pairs)
        width--;
    size_t filled = 0;
    for (size_t i = width * 4 / 5; i <= WIDEST; i++)
        filled += histogram[i];
    return filled * 10 >= pairs * (w->mail ? 4 : 5) && width > (pairs < 6 && !w->mail ? 60 : LEAST) ? width : 0;
}

/* Most lines break off within a sentence that goes on in lower case below. */
static void look_at_ragged(wrap *w, const breaks *b) {
    enum { FEWEST = 6, LEAST = 30 };
    size_t width = b->cut ? b->widths / b->cut : 0;
    w->ragged = b->cut >= FEWEST && b->lower * 2 >= b->cut && b->cut * 2 >= b->apart && width >= LEAST;
    w->width = w->ragged ? width : 0;
}

/* Text whose paragraphs are set off by an indent alone. */
static void look_at_indents(wrap *w) {
    size_t begin = 0, pairs = 0, count[9] = {0};
    for (size_t i = 1; i < w->lines->list.count; i++) {
        const qh_line *line = &w->lines->list.items[i];
        if (!goes_on(w->lines, i))
            continue;
        pairs++;
        if (line->indent >= 1 && line->indent <= 8 && line->indent > line[-1].indent) {
            begin++;
            count[line->indent]++;
        }
    }
    w->by_indent = begin >= 3 && begin * 25 >= pairs;
    for (uint32_t i = 1; i < 9; i++)
        w->indent = count[i] > count[w->indent] ? i : w->indent;
}

static size_t first_word(const char *text, quoth_span span) {
    size_t at = span.start;
    while (at < span.end && text[at] != ' ')
        at++;
    return code_points(text, (quoth_span){span.start, at});
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* "- item", "3) item", "SMITH: text": begins a block of its own whatever is above. */
static int begins_block(const char *text, quoth_span span) {
    size_t at = span.start, end = span.end - span.start > 40 ? span.start + 40 : span.end;
    if (memchr("-*+", text[at], 3) && at + 1 < end && text[at + 1] == ' ')
        return 1;
    while (at < end && is_digit(text[at]))
        at++;
    if (at > span.start && at + 1 < end && (text[at] == ')' || text[at] == '.') && text[at + 1] == ' ')
        return at - span.start < 3;
    for (at = span.start; at < end && ((text[at] >= 'A' && text[at] <= 'Z') || text[at] == ' ' || text[at] == '.'); at++) {
    }
    return at > span.start + 1 && at < end && text[at] == ':';
}

static int ends_with_stop(const char *text, quoth_span span) { return qh_one_of(text[span.end - 1], ".!?:;\"')"); }

/* A word cut by a hyphen goes on in the next line. */
static int is_hyphenated(const char *text, quoth_span above, quoth_span below) {
    size_t at = below.start;
    return above.end - above.start > 1 && text[above.end - 1] == '-' && text[above.end - 2] != '-' &&
           qh_is_lower(qh_utf8_next(text, &at));
}

/* Is physical line i the continuation of the one above: would its first word not have fitted there? */
static int continues(const wrap *w, const qh_line *line, quoth_span above, uint32_t indent) {
    const char *text = w->p->doc->text;
    if (line->indent > indent + 1 || (w->by_indent && line->indent > 0 && line->indent >= indent))
        return 0;
    if (is_hyphenated(text, above, line->span))
        return 1;
    if (begins_block(text, line->span) && ends_with_stop(text, above))
        return 0;
    if (w->by_sentence || (w->ragged && !ends_sentence(text, above)))
        return 1;
    size_t used = indent + code_points(text, above) + 1 + first_word(text, line->span);
    return used * 10 >= w->width * (w->mail ? 8 : 9);
}

typedef struct verse {
    size_t lines, early, capitals, stops, quotes, lower;
} verse;

static void count_verse(const wrap *w, size_t i, int last, verse *v) {
    const char *text = w->p->doc->text;
    const qh_line *line = &w->lines->list.items[i];
    size_t at = line->span.start, width = width_of(w, i);
    uint32_t c = qh_utf8_next(text, &at);
    v->lines++;
    v->early += last ? width * 10 < w->width * 9 : (width + 1 + first_word(text, line[1].span)) * 10 < w->width * 9;
    v->capitals += qh_is_upper(c) || !qh_is_letter(c);
    v->quotes += c == '"' || c == 0xAB || (c >= 0x2018 && c <= 0x201F);
    v->stops += qh_one_of(text[line->span.end - 1], ".,;:!?-\"'") || (unsigned char)text[line->span.end - 1] >= 0x80;
    for (size_t k = line->span.start; k < line->span.end; k++)
        if (text[k] >= 'a' && text[k] <= 'z') {
            v->lower++;
            break;
        }
}

/* Lines that break long before the width and begin with capitals: a stanza. */
static int is_verse(const wrap *w, size_t first, size_t end) {
    verse v = {0};
    size_t deeper = 0;
    for (size_t i = first; i < end; i++) {
        count_verse(w, i, i + 1 == end, &v);
        deeper += w->lines->list.items[i].indent > w->indent;
        if (begins_block(w->p->doc->text, w->lines->list.items[i].span))
            return 0;
    }
    int set_off = deeper * 4 >= v.lines * 3;
    return v.lines >= (set_off ? 2 : 4) && v.early * 10 >= v.lines * 8 && v.capitals * 10 >= v.lines * 7 &&
           v.stops * 2 >= v.lines && v.quotes * 3 <= v.lines && v.lower * 2 >= v.lines;
}

/* Appends lines first..end to the kept ones, joined where they were wrapped. */
static size_t join_run(const wrap *w, size_t first, size_t end, size_t kept) {
    qh_line *items = w->lines->list.items;
    quoth_span above = items[first].span;
    uint32_t indent = items[first].indent;
    int stanza = end - first > 1 && is_verse(w, first, end);
    qh_line block = items[first];
    if (stanza) {
        block.kind = QUOTH_BLOCK_PREFORMATTED;
        block.confidence = 0.8;
        block.span.end = items[end - 1].span.end;
    }
    for (size_t i = first + 1; i < end && !stanza; i++) {
        qh_line line = items[i];
        if (continues(w, &line, above, indent)) {
            block.span.end = line.span.end;
        } else {
            items[kept++] = block;
            block = line;
        }
        above = line.span;
        indent = line.indent;
    }
    items[kept++] = block;
    return kept;
}

void qh_lines_unwrap(const qh_parse *p, qh_lines *lines, int mail) {
    wrap w = {.p = p, .lines = lines, .mail = mail};
    breaks b = mail ? (breaks){0} : count_breaks(&w);
    w.by_sentence = look_at_sentences(&w, &b);
    w.width = w.by_sentence ? 1 : wrap_width(&w);
    if (!w.width)
        look_at_ragged(&w, &b);
    if (!w.width)
        return;
    look_at_indents(&w);
    size_t kept = 0;
    for (size_t i = 0, end; i < lines->list.count; i = end) {
        for (end = i + 1; end < lines->list.count && goes_on(lines, end); end++) {
        }
        kept = join_run(&w, i, end, kept);
    }
    lines->list.count = kept;
}
