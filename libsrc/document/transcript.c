#include "document/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "document/classify.h"
#include "document/turn_head.h"

typedef QH_VEC(qh_turn_head) heads;

static int by_key(const void *a, const void *b) {
    const qh_turn_head *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->style != y->style)
        return x->style - y->style;
    return x->text != y->text ? (x->text < y->text ? -1 : 1) : 0;
}

typedef struct tally {
    size_t lines, names, repeated, known, full, spoken, alone, same; /* same: two heads of one name in a row */
    size_t often;                                                    /* lines whose name comes again */
    size_t first, last;                                              /* line */
} tally;

/* Counts a style's heads; the same line printed again counts once. */
static tally count_style(const heads *sorted, int style) {
    tally t = {0};
    for (size_t i = 0, of_name = 0; i < sorted->count; i++) {
        const qh_turn_head *h = &sorted->items[i], *before = i ? h - 1 : NULL;
        int same_name = before && before->key == h->key && before->style == style;
        if (h->style != style || (same_name && before->text == h->text))
            continue;
        of_name = same_name ? of_name + 1 : 1;
        t.lines++;
        t.names += of_name == 1;
        t.repeated += of_name == 2;
        t.often += of_name == 2 ? 2 : of_name > 2;
        t.known += h->known != 0;
        t.full += h->known || h->words > 1;
        t.spoken += h->spoken != 0;
        t.alone += h->alone != 0;
    }
    return t;
}

/* What only their order tells. */
static void count_order(const heads *found, int style, tally *t) {
    const qh_turn_head *before = NULL;
    for (size_t i = 0; i < found->count; i++) {
        const qh_turn_head *h = &found->items[i];
        if (h->style == style) {
            t->same += before && before->key == h->key;
            t->first = t->last ? t->first : h->line;
            t->last = h->line;
        }
        before = h;
    }
}

/* Is this document a transcript in that style? A colon alone proves nothing: heads come back, and more than one speaks. */
static int is_transcript(const tally *t, int style) {
    if (style == QH_HEAD_LOWER || t->spoken * 10 < t->lines * 7)
        return 0;
    if (style == QH_HEAD_CAPITALS)
        return t->lines >= 2 && (t->names >= 2 || t->known) && (t->repeated || t->known * 2 >= t->lines);
    if (style == QH_HEAD_LETTER)
        return t->lines >= 4 && t->names == 2 && t->repeated == 2;
    if (t->lines < 4 || t->names < 2 || t->names * 10 > t->lines * 7)
        return 0;
    if (t->alone * 2 > t->lines) /* several texts may follow one head, and one speaker may have nearly all of them */
        return t->full * 2 >= t->lines && (t->repeated >= 2 || (t->repeated && t->often * 2 >= t->lines));
    size_t stretch = t->last - t->first + 1;
    return t->same * 3 <= t->lines * 2 && t->lines * 12 >= stretch &&
           (t->repeated >= 2 || (t->repeated && t->known * 2 > t->lines));
}

/* A transcript beyond doubt: what else looks like a head in it is one. */
static int is_long_transcript(const tally *t) { return t->lines >= 12 && t->often * 10 >= t->lines * 8; }

static int ends_turn(const qh_line *line) {
    return line->kind == QUOTH_BLOCK_FOOTNOTE || line->kind == QUOTH_BLOCK_TITLE || line->kind == QUOTH_BLOCK_DATELINE ||
           line->kind == QUOTH_BLOCK_LABEL || line->kind == QUOTH_BLOCK_RELATED || line->kind == QUOTH_BLOCK_HEADING ||
           line->kind == QUOTH_BLOCK_CONTENTS;
}

/* A time stamp on a line of its own belongs to the turn around it without being said. */
static int is_time_stamp(const qh_parse *p, const qh_line *line) {
    return line->kind == QH_KIND_OPEN && qh_skip_time_stamp(p->doc->text, line->span.start, line->span.end) == line->span.end;
}

void qh_find_turns(const qh_parse *p, qh_lines *lines) {
    int32_t turn = -1;
    int any = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        int begins = line->kind == QH_KIND_OPEN && !qh_span_is_empty(line->head);
        if (!begins && line->kind != QUOTH_BLOCK_TURN)
            line->head = (quoth_span){0, 0};
        any |= begins;
        if (any && !begins && is_time_stamp(p, line)) {
            line->kind = QUOTH_BLOCK_LABEL;
            line->confidence = 0.9;
            continue;
        }
        if (!begins && (ends_turn(line) || line->blanks > lines->usual_blanks + (turn == (int32_t)i - 1)))
            turn = -1; /* more space than between paragraphs: the transcript is over */
        if (line->kind != QH_KIND_OPEN || (!begins && turn < 0))
            continue;
        line->kind = QUOTH_BLOCK_TURN;
        line->confidence = begins ? 0.98 : 0.9;
        line->turn = begins ? -1 : turn;
        turn = begins ? (int32_t)i : turn;
    }
}

static int read_heads(qh_parse *p, const qh_lines *lines, heads *found) {
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_turn_head head;
        int is_head = lines->list.items[i].kind == QH_KIND_OPEN ? qh_read_turn_head(p, lines, i, &head) : 0;
        if (is_head < 0)
            return 0;
        qh_turn_head *room = is_head ? qh_vec_push(p->scratch, found) : &head;
        if (!room)
            return 0;
        *room = head;
    }
    return 1;
}

/* A copy ordered by name; in `found` each head learns in how many texts its name comes. */
static int sort_heads(qh_parse *p, heads *found, heads *sorted) {
    sorted->items = qh_arena_alloc(p->scratch, found->count * sizeof *found->items);
    if (!sorted->items)
        return 0;
    sorted->count = found->count;
    for (size_t i = 0; i < found->count; i++) {
        sorted->items[i] = found->items[i];
        sorted->items[i].many = (int)i;
    }
    qsort(sorted->items, sorted->count, sizeof *sorted->items, by_key);
    for (size_t i = 0, end; i < sorted->count; i = end) {
        for (end = i; end < sorted->count && sorted->items[end].key == sorted->items[i].key; end++) {
        }
        int texts = 0;
        for (size_t k = i; k < end; k++)
            texts += k == i || sorted->items[k].text != sorted->items[k - 1].text;
        for (size_t k = i; k < end; k++)
            found->items[sorted->items[k].many].many = texts;
    }
    return 1;
}

/* Posts below the names that their writers chose: many of them alone on their lines, some again and again. */
static int is_forum(const heads *sorted) {
    enum { FEWEST_LINES = 8, FEWEST_NAMES = 4 };
    size_t lines = 0, names = 0, again = 0, lower = 0;
    for (size_t i = 0, of_name = 0; i < sorted->count; i++) {
        const qh_turn_head *h = &sorted->items[i];
        if (h->alone < 2 || (h->style != QH_HEAD_LOWER && h->style != QH_HEAD_NAME))
            continue;
        int same_name = i > 0 && h[-1].key == h->key;
        if (same_name && h[-1].text == h->text)
            continue;
        of_name = same_name ? of_name + 1 : 1;
        lines++;
        names += of_name == 1;
        again += of_name == 2;
        lower += of_name == 2 && h->style == QH_HEAD_LOWER;
    }
    return lines >= FEWEST_LINES && names >= FEWEST_NAMES && again >= 2 && lower;
}

/* Which of the candidates are heads: those of accepted styles, doubtful ones only in a long transcript. */
static int is_head(const qh_turn_head *h, const int *accepted, int sure, int forum) {
    if (forum && h->alone > 1 && (h->style == QH_HEAD_LOWER || h->style == QH_HEAD_NAME))
        return 1;
    if (h->style == QH_HEAD_LOWER)
        return sure && h->many >= 3 && h->words == 1;
    if (!accepted[h->style] && !(sure && h->many >= 2))
        return 0;
    return sure || h->many > 1 || h->known || h->words > 1 || h->style == QH_HEAD_CAPITALS;
}

/* A questioner without a name and one who answers. */
static int is_interview(const tally *t) {
    const tally *letters = &t[QH_HEAD_LETTER];
    return letters->known >= 2 && letters->names == 1 && t[QH_HEAD_CAPITALS].often + t[QH_HEAD_NAME].often >= 2;
}

/* Which styles the document uses for heads; *sure: it is a transcript beyond doubt. */
static int accept_styles(const heads *found, const heads *sorted, int *accepted, int *sure) {
    tally t[QH_HEAD_STYLES] = {0};
    int any = 0;
    for (int style = QH_HEAD_CAPITALS; style < QH_HEAD_STYLES; style++) {
        t[style] = count_style(sorted, style);
        count_order(found, style, &t[style]);
        accepted[style] = is_transcript(&t[style], style);
        any |= accepted[style];
        *sure |= accepted[style] && is_long_transcript(&t[style]);
    }
    if (is_interview(t)) {
        any = accepted[QH_HEAD_LETTER] = 1;
        accepted[QH_HEAD_CAPITALS] |= t[QH_HEAD_CAPITALS].often >= 2;
        accepted[QH_HEAD_NAME] |= t[QH_HEAD_NAME].often >= 2;
    }
    return any;
}

int qh_find_heads(qh_parse *p, qh_lines *lines) {
    heads found = {0}, sorted = {0};
    if (!read_heads(p, lines, &found))
        return 0;
    if (!found.count)
        return 1;
    if (!sort_heads(p, &found, &sorted))
        return 0;
    int accepted[QH_HEAD_STYLES] = {0}, sure = 0, forum = is_forum(&sorted);
    if (!accept_styles(&found, &sorted, accepted, &sure) && !forum)
        return 1;
    for (size_t i = 0; i < found.count; i++) {
        qh_line *line = &lines->list.items[found.items[i].line];
        if (!is_head(&found.items[i], accepted, sure, forum))
            continue;
        line->head = found.items[i].name;
        if (found.items[i].many > 1 || !qh_is_headline(line)) /* "Jane Doe: How We Lost the Pier" may be a title */
            line->flags |= QH_LINE_HEAD;
    }
    return 1;
}
