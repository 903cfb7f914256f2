#include "document/classify.h"

#include <stdlib.h>
#include <string.h>

#include "base/one_of.h"
#include "document/transcript.h"

static void decide(qh_line *line, int32_t kind, double confidence) {
    line->kind = kind;
    line->confidence = confidence;
}

static int is_open(const qh_line *line) { return line->kind == QH_KIND_OPEN; }

/* ---- what a line's own look decides ---- */

static int is_letter_byte(unsigned char c) { return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* Is there a reference "word*" in the text for notes that begin with a star? */
static int has_star_reference(const char *text, size_t size) {
    for (const char *at = text; (at = memchr(at, '*', size - (size_t)(at - text))) != NULL; at++)
        if (at > text && (is_letter_byte((unsigned char)at[-1]) || qh_one_of(at[-1], ".,!?\"")) && at[1] != '*')
            return 1;
    return 0;
}

static void decide_by_look(qh_line *line, const char *script, int stars) {
    uint32_t f = line->flags;
    if (f & QH_LINE_GLUE_HEAD)
        decide(line, QUOTH_BLOCK_CAPTION, 0.95);
    else if (f & QH_LINE_BRACKET_NUMBER || (f & QH_LINE_STAR && stars))
        decide(line, QUOTH_BLOCK_FOOTNOTE, 0.95);
    else if (!(f & QH_LINE_SHORT) || f & QH_LINE_GLUED)
        return;
    else if (f & QH_LINE_LABEL)
        decide(line, QUOTH_BLOCK_LABEL, 0.95);
    else if (f & QH_LINE_LINK)
        decide(line, QUOTH_BLOCK_LINK, 0.95);
    else if (line->words && strcmp(line->script, script) && strcmp(line->script, "Zyyy") &&
             !(f & (QH_LINE_STOP | QH_LINE_SEVERAL)) && line->words <= 12)
        decide(line, QUOTH_BLOCK_CAPTION, 0.75); /* pictures keep the alternative text of another page */
    else if (f & QH_LINE_DATED)
        decide(line, QUOTH_BLOCK_DATELINE, 0.9);
    else if (f & QH_LINE_CAPTION && !(f & QH_LINE_SEVERAL))
        decide(line, QUOTH_BLOCK_CAPTION, 0.8);
    else if (f & QH_LINE_BYLINE && !(f & (QH_LINE_SEVERAL | QH_LINE_STOP)) && line->words <= 8)
        decide(line, QUOTH_BLOCK_BYLINE, 0.85);
}

/* The script of most of the text: what the other lines are held against. */
static const char *main_script(const qh_lines *lines) {
    const char *best = "Zyyy";
    size_t most = 0, of_best = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        const qh_line *line = &lines->list.items[i];
        size_t size = line->span.end - line->span.start;
        if (!strcmp(line->script, best)) {
            of_best += size;
        } else if (size > of_best) { /* majority vote in one pass (Boyer and Moore 1981) */
            best = line->script;
            of_best = size - of_best;
        } else {
            of_best -= size;
        }
        most += size;
    }
    return most ? best : "Zyyy";
}

/* ---- lists, contents and numbered headings ---- */

typedef struct numbered {
    uint64_t hash;
    size_t line;
} numbered;

static int by_hash(const void *a, const void *b) {
    const numbered *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* A numbered line that comes again is an entry of the contents; where it stands last it is the heading itself. */
static int decide_contents(qh_parse *p, qh_lines *lines) {
    QH_VEC(numbered) found = {0};
    for (size_t i = 0; i < lines->list.count; i++) {
        const qh_line *line = &lines->list.items[i];
        if (!is_open(line) || !(line->flags & QH_LINE_NUMBERED) || !qh_is_headline(line))
            continue;
        numbered *n = qh_vec_push(p->scratch, &found);
        if (!n)
            return 0;
        *n = (numbered){qh_folded_hash(p->doc->text, line->span), i};
    }
    if (!found.count)
        return 1;
    qsort(found.items, found.count, sizeof *found.items, by_hash);
    for (size_t i = 0; i < found.count; i++) {
        int again = i + 1 < found.count && found.items[i + 1].hash == found.items[i].hash;
        int before = i > 0 && found.items[i - 1].hash == found.items[i].hash;
        if (again || before)
            decide(&lines->list.items[found.items[i].line], again ? QUOTH_BLOCK_CONTENTS : QUOTH_BLOCK_HEADING, 0.95);
    }
    return 1;
}

/* A bullet or number alone proves little; two neighbours of the same kind are a list. */
static void decide_lists(qh_lines *lines) {
    const uint32_t kinds[] = {QH_LINE_BULLET, QH_LINE_NUMBERED, QH_LINE_STAR};
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        if (!is_open(line) || line->flags & QH_LINE_TEXT)
            continue;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            if (!(line->flags & kinds[k]))
                continue;
            int above = i > 0 && line[-1].flags & kinds[k] && (is_open(&line[-1]) || line[-1].kind == QUOTH_BLOCK_LIST_ITEM);
            int below = i + 1 < lines->list.count && line[1].flags & kinds[k] && is_open(&line[1]);
            if (above || below)
                decide(line, QUOTH_BLOCK_LIST_ITEM, 0.9);
            else if (k == 1 && qh_is_headline(line) && i + 1 < lines->list.count && !qh_is_headline(&line[1]))
                decide(line, QUOTH_BLOCK_HEADING, 0.85);
        }
    }
}

/* ---- headlines without a dateline: headings, related headlines, titles after a label ---- */

static int is_body(const qh_line *line) {
    return (is_open(line) && !qh_is_headline(line)) || line->kind == QUOTH_BLOCK_TURN || line->kind == QUOTH_BLOCK_PARAGRAPH;
}

static size_t skip_captions(const qh_lines *lines, size_t i) {
    while (i < lines->list.count && lines->list.items[i].kind == QUOTH_BLOCK_CAPTION)
        i++;
    return i;
}

static int is_candidate(const qh_line *line) { return is_open(line) && qh_is_headline(line); }

/* Does running text come before the next label? Then the headline after a label begins an article of its own. */
static int has_article(const qh_lines *lines, size_t i) {
    for (; i < lines->list.count && lines->list.items[i].kind != QUOTH_BLOCK_LABEL; i++)
        if (is_body(&lines->list.items[i]))
            return 1;
    return 0;
}

static int is_teaser_at(const qh_lines *lines, size_t i) {
    i = skip_captions(lines, i);
    return i < lines->list.count && lines->list.items[i].kind == QUOTH_BLOCK_TEASER;
}

static void decide_run(qh_lines *lines, size_t first, size_t end, size_t count) {
    enum { MOST_HEADINGS = 3 };
    size_t next = skip_captions(lines, end), glued = 0;
    int body = next < lines->list.count && is_body(&lines->list.items[next]);
    int label = first > 0 && lines->list.items[first - 1].kind == QUOTH_BLOCK_LABEL;
    int list = next < lines->list.count &&
               (lines->list.items[next].kind == QUOTH_BLOCK_LIST_ITEM || lines->list.items[next].kind == QUOTH_BLOCK_CONTENTS);
    for (size_t i = first; i < end; i++)
        glued += (lines->list.items[i].flags & QH_LINE_GLUED) != 0;
    int heading = (body && count <= MOST_HEADINGS && !glued && !label) || (list && count == 1);
    for (size_t i = first; i < end; i++)
        if (is_candidate(&lines->list.items[i]))
            decide(&lines->list.items[i], heading ? QUOTH_BLOCK_HEADING : QUOTH_BLOCK_RELATED,
                   heading          ? 0.75
                   : label || glued ? 0.9
                                    : 0.8);
    if (label && is_teaser_at(lines, end) && has_article(lines, end))
        decide(&lines->list.items[first], QUOTH_BLOCK_TITLE, 0.9);
}

/* Headlines above headlines of other texts, captions between them looked over, are no surer to be of this text than those. */
static void settle_related(qh_lines *lines) {
    double below = 0;
    for (size_t i = lines->list.count; i-- > 0;) {
        qh_line *line = &lines->list.items[i];
        if (line->kind == QUOTH_BLOCK_CAPTION)
            continue;
        int related = line->kind == QUOTH_BLOCK_RELATED;
        if (related && below > line->confidence)
            line->confidence = below;
        below = related ? line->confidence : 0;
    }
}

/* Runs of headlines, captions between them looked over. */
static void decide_headlines(qh_lines *lines) {
    for (size_t i = 0; i < lines->list.count;) {
        size_t end = i, count = 0;
        for (size_t k = i; k < lines->list.count; k++) {
            if (is_candidate(&lines->list.items[k])) {
                count++;
                end = k + 1;
            } else if (!count || lines->list.items[k].kind != QUOTH_BLOCK_CAPTION ||
                       lines->list.items[k].flags & QH_LINE_GLUE_HEAD) {
                break;
            }
        }
        if (count)
            decide_run(lines, i, end, count);
        i = end > i ? end : i + 1;
    }
    settle_related(lines);
}

/* What follows a caption in lower case goes on with it. */
static void continue_captions(qh_lines *lines) {
    for (size_t i = 1; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        if (is_open(line) && line[-1].kind == QUOTH_BLOCK_CAPTION && !(line[-1].flags & (QH_LINE_GLUE_HEAD | QH_LINE_STOP)) &&
            line->flags & QH_LINE_LOWER && line->flags & QH_LINE_SHORT && line->words <= 15 && !(line->flags & QH_LINE_SEVERAL))
            decide(line, QUOTH_BLOCK_CAPTION, 0.8);
    }
}

static size_t count_body(const qh_lines *lines) {
    size_t count = 0;
    for (size_t i = 0; i < lines->list.count; i++)
        count += is_body(&lines->list.items[i]) ? 1 : 0;
    return count;
}

static void decide_rest(qh_lines *lines) {
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        if (!is_open(line))
            continue;
        int introduces =
            line->flags & QH_LINE_COLON && line->words <= 12 && i + 1 < lines->list.count && line[1].kind == QUOTH_BLOCK_LIST_ITEM;
        decide(line, introduces ? QUOTH_BLOCK_LABEL : QUOTH_BLOCK_PARAGRAPH, introduces ? 0.8 : 0.9);
    }
}

int qh_classify(qh_parse *p, qh_lines *lines) {
    const char *script = main_script(lines);
    int stars = has_star_reference(p->doc->text, p->doc->size);
    for (size_t i = 0; i < lines->list.count; i++) {
        if (is_open(&lines->list.items[i]))
            decide_by_look(&lines->list.items[i], script, stars);
        if (is_open(&lines->list.items[i]) && !qh_read_dateline(p, &lines->list.items[i]))
            return 0;
    }
    continue_captions(lines);
    if (!decide_contents(p, lines) || !qh_find_heads(p, lines))
        return 0;
    qh_find_headers(p, lines);
    qh_find_turns(p, lines);
    decide_lists(lines);
    if (count_body(lines))
        decide_headlines(lines);
    decide_rest(lines);
    return 1;
}

/* A line of main content is no link and no headline of another text. */
static int is_promotion(int32_t kind) {
    return kind == QUOTH_BLOCK_LINK || kind == QUOTH_BLOCK_RELATED || kind == QUOTH_BLOCK_TEASER;
}

int qh_classify_rest(qh_parse *p, qh_lines *lines) {
    const char *script = main_script(lines);
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        if (line->kind == QUOTH_BLOCK_LINK && line->flags & QH_LINE_DATED)
            decide(line, QUOTH_BLOCK_DATELINE, 0.8);
        if (!is_open(line))
            continue;
        decide_by_look(line, line->words ? line->script : script, 0);
        if (is_open(line) && !qh_read_dateline(p, line))
            return 0;
        if (is_promotion(line->kind))
            line->kind = QH_KIND_OPEN;
    }
    if (!qh_find_heads(p, lines))
        return 0;
    qh_find_turns(p, lines);
    decide_rest(lines);
    return 1;
}
