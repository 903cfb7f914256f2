/* Pages of HTML as people meet them in plain text: in several styles, each piece with what it is. */
#include <stdlib.h>
#include <string.h>

#include "train/text.h"

enum { WIDTH = 72, INDENT = 3 };

/* What is known of the leaves. */
typedef struct leaf_labels {
    uint32_t *kind, *main, gold_words, usable;
} leaf_labels;

typedef struct writer {
    const tm_page *page;
    const leaf_labels *labels;
    int style;
    uint32_t random;
    char *bytes;
    size_t size, room, column;
    QH_VEC(tt_piece) pieces;
    qh_arena arena;
} writer;

/* ---- labels ---- */

/* Of leaves with one text on a page, the first that is shown is the one that the main text has. */
static void share_copies(const qh_html_facts *facts, uint32_t *matched) {
    const qh_html_leaf *leaves = facts->page->text.leaves.items;
    for (size_t i = 0; i < facts->count; i++) {
        size_t end = leaves[i].hidden ? facts->count : i, k = 0;
        if (!matched[i] || facts->leaves[i].copies < 2)
            continue;
        while (k < end && (facts->leaves[k].hash != facts->leaves[i].hash || leaves[k].hidden || matched[k] >= matched[i]))
            k++;
        if (k == end)
            continue;
        uint32_t kept = matched[k];
        matched[k] = matched[i];
        matched[i] = kept;
    }
}

static int is_content(int32_t kind) {
    return kind == QH_KIND_OPEN || kind == QUOTH_BLOCK_SUBTITLE || kind == QUOTH_BLOCK_HEADING || kind == QUOTH_BLOCK_PARAGRAPH ||
           kind == QUOTH_BLOCK_LIST_ITEM || kind == QUOTH_BLOCK_TABLE_CELL || kind == QUOTH_BLOCK_BLOCKQUOTE ||
           kind == QUOTH_BLOCK_FOOTNOTE || kind == QUOTH_BLOCK_PREFORMATTED;
}

/* As html_main.c decides, the gold text in place of the model. */
static uint32_t kind_of(const qh_line *line, int kept) {
    if (kept)
        return (uint32_t)(line->kind == QH_KIND_OPEN ? QUOTH_BLOCK_PARAGRAPH : line->kind);
    if (!is_content(line->kind) &&
        (line->aside == QH_KIND_OPEN || line->kind == QUOTH_BLOCK_TITLE || line->kind == QUOTH_BLOCK_COMMENT))
        return (uint32_t)line->kind;
    return (uint32_t)(line->aside != QH_KIND_OPEN ? line->aside : QUOTH_BLOCK_BOILERPLATE);
}

static void find_kinds(const tm_page *page, const uint32_t *matched, leaf_labels *out) {
    for (size_t i = 0; i < page->facts.count; i++) {
        uint32_t words = page->facts.leaves[i].words;
        out->main[i] = words ? (matched[i] * 255 + words / 2) / words : 0;
        out->kind[i] = kind_of(&page->lines.list.items[i], out->main[i] >= 128);
    }
}

static leaf_labels label_page(tm_page *page, const tm_page *gold) {
    const qh_html_facts *facts = &page->facts;
    uint32_t *matched = tm_zeros(facts->count, sizeof *matched), all = 0;
    leaf_labels out = {tm_zeros(facts->count, sizeof *out.kind), tm_zeros(facts->count, sizeof *out.main),
                       (uint32_t)gold->facts.words.count, 0};
    tm_align(facts, &gold->facts, matched);
    share_copies(facts, matched);
    find_kinds(page, matched, &out);
    for (size_t i = 0; i < facts->count; i++)
        all += matched[i];
    out.usable = out.gold_words > 0 && all > out.gold_words / 2;
    free(matched);
    return out;
}

/* ---- writing ---- */

static void put(writer *w, const char *bytes, size_t size) {
    if (w->size + size > w->room) {
        w->room = (w->size + size) * 2;
        w->bytes = realloc(w->bytes, w->room);
        if (!w->bytes)
            tm_fail("out of memory", "text");
    }
    memcpy(w->bytes + w->size, bytes, size);
    w->size += size;
    for (size_t i = 0; i < size; i++)
        w->column = bytes[i] == '\n' ? 0 : w->column + ((bytes[i] & 0xC0) != 0x80);
}

static void put_string(writer *w, const char *text) { put(w, text, strlen(text)); }

static void put_indent(writer *w, int columns) {
    char line[WIDTH + 2];
    snprintf(line, sizeof line, "\n%*s", columns < WIDTH / 2 ? columns : INDENT, "");
    put_string(w, line);
}

/* Lines below the first begin where that began. */
static void put_wrapped(writer *w, const char *text, size_t size) {
    int indent = (int)w->column;
    for (size_t at = 0, end; at < size; at = end + 1) {
        for (end = at; end < size && text[end] != ' ' && text[end] != '\n'; end++) {
        }
        if (at && (w->column + 1 + (end - at) > WIDTH || text[at - 1] == '\n'))
            put_indent(w, indent);
        else if (at)
            put(w, " ", 1);
        put(w, text + at, end - at);
    }
}

static void put_piece(writer *w, const char *text, size_t size, uint32_t kind, uint32_t main) {
    tt_piece *piece = qh_vec_push(&w->arena, &w->pieces);
    if (!piece)
        tm_fail("out of memory", "text");
    piece->start = (uint32_t)w->size;
    if (w->style == TT_WRAPPED)
        put_wrapped(w, text, size);
    else
        put(w, text, size);
    *piece = (tt_piece){piece->start, (uint32_t)w->size, kind, main};
}

/* ---- what is around a leaf ---- */

static const qh_html_node *ancestor(const qh_html_node *node, uint16_t tag, int steps) {
    for (; node && node->kind == QH_HTML_NODE_ELEMENT && steps--; node = node->parent)
        if (node->tag == tag)
            return node;
    return NULL;
}

static const qh_html_node *box_of(const writer *w, size_t leaf) { return w->page->html.text.leaves.items[leaf].box; }

static int rank_of(const writer *w, size_t leaf) { return w->page->facts.leaves[leaf].rank; }

static int stands_free(const writer *w, size_t leaf) {
    return rank_of(w, leaf) || ancestor(box_of(w, leaf), QH_TAG_P, 2) || ancestor(box_of(w, leaf), QH_TAG_PRE, 2) ||
           ancestor(box_of(w, leaf), QH_TAG_BLOCKQUOTE, 2);
}

static const qh_html_node *item_of(const writer *w, size_t leaf) { return ancestor(box_of(w, leaf), QH_TAG_LI, 4); }

static const qh_html_node *row_of(const writer *w, size_t leaf) { return ancestor(box_of(w, leaf), QH_TAG_TR, 4); }

static int begins_item(const writer *w, size_t before, size_t leaf) {
    const qh_html_node *item = item_of(w, leaf);
    return item && (before == leaf || item != item_of(w, before));
}

/* ---- styles ---- */

static uint32_t random_below(writer *w, uint32_t n) {
    w->random = w->random * 1664525u + 1013904223u;
    return (w->random >> 16) % n;
}

/* Between two leaves that follow each other in the text. */
static void put_gap(writer *w, size_t before, size_t leaf) {
    const qh_html_text *text = &w->page->html.text;
    size_t end = text->leaves.items[before].span.end;
    int in_list = item_of(w, before) && item_of(w, leaf);
    const qh_html_node *row = row_of(w, leaf);
    int in_row = row && row == row_of(w, before);
    int free = stands_free(w, before) || stands_free(w, leaf) || (item_of(w, before) != NULL) != (item_of(w, leaf) != NULL);
    static const char *const ragged[] = {"\n", "\n", "\n\n", "\n \n\n"};
    switch (w->style) {
    case TT_SPACED:
        put(w, text->bytes + end, text->leaves.items[leaf].span.start - end);
        break;
    case TT_COPIED:
        put_string(w, in_row ? "\t" : free && !in_list ? "\n\n" : "\n");
        break;
    case TT_WRAPPED:
        put_string(w, in_row ? " " : free && !in_list ? "\n\n" : "\n");
        break;
    case TT_MARKDOWN:
        put_string(w, in_row ? " | " : in_list ? "\n" : "\n\n");
        break;
    case TT_RAGGED:
        put_string(w, ragged[random_below(w, 4)]);
        break;
    default:
        put_string(w, "\n");
    }
}

static void put_marks(writer *w, size_t before, size_t leaf) {
    int item = begins_item(w, before, leaf);
    if (w->style == TT_WRAPPED && w->column == 0)
        put_string(w, item ? "     * " : rank_of(w, leaf) ? "" : "   ");
    if (w->style == TT_MARKDOWN && rank_of(w, leaf))
        put_string(w, "####### " + 7 - rank_of(w, leaf));
    else if (w->style == TT_MARKDOWN && item)
        put_string(w, "  * ");
}

/* A leaf that is one link, as Markdown writes it. */
static int put_link(writer *w, size_t leaf, const char *text, size_t size) {
    const tm_page *page = w->page;
    const qh_html_leaf *of = &page->html.text.leaves.items[leaf];
    const qh_html_node *link = ancestor(of->inner, QH_TAG_A, 3);
    const qh_html_attribute *href = link ? qh_html_attribute_of(link, QH_ATTR_HREF) : NULL;
    size_t length;
    if (w->style != TT_MARKDOWN || !href || of->link_bytes < size)
        return 0;
    char *address = qh_html_text_copy(&w->arena, page->html.tree.source, &href->value, &length);
    tt_piece *piece = qh_vec_push(&w->arena, &w->pieces);
    if (!address || !piece)
        tm_fail("out of memory", "text");
    uint32_t start = (uint32_t)w->size;
    put(w, "[", 1);
    put(w, text, size);
    put(w, "](", 2);
    put(w, address, strcspn(address, " \n()"));
    put(w, ")", 1);
    *piece = (tt_piece){start, (uint32_t)w->size, w->labels->kind[leaf], w->labels->main[leaf]};
    return 1;
}

static void put_title(writer *w) {
    const qh_html_tree *tree = &w->page->html.tree;
    for (const qh_html_node *node = tree->head ? tree->head->first : NULL; node; node = node->next) {
        if (node->kind != QH_HTML_NODE_ELEMENT || node->tag != QH_TAG_TITLE || !node->first ||
            node->first->kind != QH_HTML_NODE_TEXT)
            continue;
        size_t size;
        char *text = qh_html_text_copy(&w->arena, tree->source, &node->first->text, &size);
        for (size_t i = 0; i < size; i++)
            text[i] = text[i] == '\n' || text[i] == '\t' ? ' ' : text[i];
        put_piece(w, text, size, QUOTH_BLOCK_TITLE, 0);
        put(w, "\n", 1);
        return;
    }
}

static void write_leaves(writer *w) {
    const qh_html_text *text = &w->page->html.text;
    int shown_only = w->style == TT_COPIED || w->style == TT_RAGGED;
    size_t before = text->leaves.count;
    for (size_t i = 0; i < text->leaves.count; i++) {
        const qh_html_leaf *leaf = &text->leaves.items[i];
        if (shown_only && leaf->hidden)
            continue;
        if (before < text->leaves.count)
            put_gap(w, before, i);
        put_marks(w, before < text->leaves.count ? before : i, i);
        const char *bytes = text->bytes + leaf->span.start;
        size_t size = leaf->span.end - leaf->span.start;
        if (!put_link(w, i, bytes, size))
            put_piece(w, bytes, size, w->labels->kind[i], w->labels->main[i]);
        before = i;
    }
    put(w, "\n", 1);
}

static void write_style(FILE *out, uint32_t number, const tm_page *page, const leaf_labels *labels, int style) {
    writer w = {.page = page, .labels = labels, .style = style, .random = number};
    qh_arena_init(&w.arena, &qh_default_allocator);
    if (style == TT_LINES)
        put_title(&w);
    write_leaves(&w);
    uint32_t head[6] = {number, (uint32_t)style, labels->gold_words, labels->usable, (uint32_t)w.size, (uint32_t)w.pieces.count};
    tm_write(out, head, sizeof head);
    tm_write(out, w.bytes, w.size);
    tm_write(out, w.pieces.items, w.pieces.count * sizeof *w.pieces.items);
    free(w.bytes);
    qh_arena_free(&w.arena);
}

void tt_flatten(const char *list, const char *path) {
    FILE *out = tm_create(path, "");
    size_t size;
    char *text = tm_read_file(list, &size), *at = text, *html, *gold;
    for (uint32_t number = 0; tm_next_line(&at, &html, &gold); number++) {
        tm_page page, truth;
        tm_open_page(&page, html, NULL);
        tm_open_page(&truth, gold, NULL);
        leaf_labels labels = label_page(&page, &truth);
        for (int style = 0; style < TT_STYLES; style++)
            write_style(out, number, &page, &labels, style);
        free(labels.kind);
        free(labels.main);
        tm_close_page(&page);
        tm_close_page(&truth);
    }
    free(text);
    fclose(out);
}
