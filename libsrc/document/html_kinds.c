#include "document/html_kinds.h"

#include "document/html_around.h"
#include "document/html_tables.h"
#include "document/html_titles.h"

static void decide(qh_line *line, int32_t kind, double confidence) {
    line->kind = kind;
    line->confidence = confidence;
}

/* What hangs between the box and the text: <span class="author">, <time>. */
static uint32_t inline_words(const qh_html_leaf *leaf, const qh_html_page *page) {
    uint32_t words = 0;
    for (const qh_html_node *node = leaf->inner; node && node != leaf->box && node->kind == QH_HTML_NODE_ELEMENT;
         node = node->parent) {
        words |= node->attribute_count ? qh_html_words_of(node, page) : 0;
        words |= node->space == QH_HTML_SPACE_HTML && node->tag == QH_TAG_TIME ? QH_WORDS_DATE : 0;
    }
    return words;
}

/* Names of classes say what short texts are. */
static void decide_by_words(qh_line *line, const qh_html_counts *counts, uint32_t words) {
    enum { SHORT = 25, DECK = 60 };
    if (line->kind != QH_KIND_OPEN && !(line->kind == QUOTH_BLOCK_HEADING && words & QH_WORDS_SUBTITLE))
        return;
    if (words & QH_WORDS_SUBTITLE && counts->words <= DECK)
        decide(line, QUOTH_BLOCK_SUBTITLE, 0.85);
    else if (words & QH_WORDS_CAPTION)
        decide(line, QUOTH_BLOCK_CAPTION, 0.85);
    else if (words & QH_WORDS_BYLINE && counts->words <= SHORT && !counts->sentences)
        decide(line, QUOTH_BLOCK_BYLINE, 0.85);
    else if (words & QH_WORDS_DATE && counts->words <= SHORT && counts->digits)
        decide(line, QUOTH_BLOCK_DATELINE, 0.85);
}

static int is_link(const qh_html_counts *counts) { return counts->link_bytes * 10 > counts->bytes * 8 && !counts->sentences; }

static void decide_kind(qh_line *line, const qh_html_counts *counts, const qh_around *s, uint32_t words) {
    if (s->kind != QH_KIND_OPEN)
        decide(line, s->kind, 0.9);
    line->level = s->kind == QUOTH_BLOCK_HEADING      ? s->level
                  : s->kind == QUOTH_BLOCK_LIST_ITEM  ? s->lists + !s->lists
                  : s->kind == QUOTH_BLOCK_BLOCKQUOTE ? s->quotes
                                                      : 0;
    decide_by_words(line, counts, words | s->words);
    if ((words | s->words) & QH_WORDS_CONTENTS && is_link(counts))
        decide(line, QUOTH_BLOCK_CONTENTS, 0.9);
    else if ((words | s->words) & QH_WORDS_NOTES && (line->kind == QH_KIND_OPEN || line->kind == QUOTH_BLOCK_LIST_ITEM))
        decide(line, QUOTH_BLOCK_FOOTNOTE, 0.85);
    line->comment = s->comments && !is_link(counts); /* "36 comments" is a link to them */
    if (line->comment &&
        (line->kind == QH_KIND_OPEN || line->kind == QUOTH_BLOCK_LIST_ITEM || line->kind == QUOTH_BLOCK_BLOCKQUOTE))
        decide(line, QUOTH_BLOCK_COMMENT, 0.8);
}

static void decide_aside(qh_line *line, const qh_html_leaf *leaf, const qh_html_counts *counts, const qh_around *s) {
    line->aside = s->aside;
    if (leaf->hidden)
        line->aside = QUOTH_BLOCK_BOILERPLATE;
    else if (s->aside == QH_KIND_OPEN && is_link(counts) && (line->kind == QH_KIND_OPEN || line->kind == QUOTH_BLOCK_LIST_ITEM))
        line->aside = QUOTH_BLOCK_LINK;
}

/* An item's later leaves belong to its first, and that to the first of the item around it. */
static void find_parents(const qh_html_facts *facts, const qh_around *around, qh_lines *lines, size_t leaf) {
    int32_t owner = facts->owner[leaf], item = owner < 0 ? -1 : around[owner].item;
    while (item >= 0 && facts->elements.items[item].first == leaf) {
        int32_t up = facts->elements.items[item].parent;
        item = up < 0 ? -1 : around[up].item;
    }
    if (item >= 0)
        lines->list.items[leaf].parent = (int32_t)facts->elements.items[item].first;
}

static int add_lines(qh_arena *arena, const qh_html_facts *facts, qh_lines *lines) {
    if (!qh_vec_reserve(arena, &lines->list, facts->count))
        return 0;
    for (size_t i = 0; i < facts->count; i++) {
        qh_line *line = qh_vec_push(arena, &lines->list);
        if (!line)
            return 0;
        *line = (qh_line){.span = facts->page->text.leaves.items[i].span,
                          .blanks = 1,
                          .kind = QH_KIND_OPEN,
                          .turn = -1,
                          .row = -1,
                          .column = -1,
                          .parent = -1,
                          .aside = QH_KIND_OPEN};
    }
    return 1;
}

int qh_html_kinds(qh_arena *arena, const qh_html_facts *facts, qh_lines *lines) {
    static const qh_around outside = {0, -1, QH_KIND_OPEN, 0, QH_KIND_OPEN, -1, -1, -1, 0, 0, 0, 0};
    const qh_around *around = qh_html_look_around(arena, facts);
    if (!around || !add_lines(arena, facts, lines))
        return 0;
    for (size_t i = 0; i < facts->count; i++) {
        const qh_html_leaf *leaf = &facts->page->text.leaves.items[i];
        const qh_around *s = facts->owner[i] < 0 ? &outside : &around[facts->owner[i]];
        qh_line *line = &lines->list.items[i];
        decide_kind(line, &facts->leaves[i], s, inline_words(leaf, facts->page));
        decide_aside(line, leaf, &facts->leaves[i], s);
        find_parents(facts, around, lines, i);
    }
    return qh_html_place_cells(arena, facts, around, lines) && qh_html_find_articles(arena, facts, around, lines);
}
