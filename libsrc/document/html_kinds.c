#include "document/html_kinds.h"

#include <string.h>

/* What the elements around a leaf say, the nearest first. */
typedef struct qh_surroundings {
    int32_t kind; /* of the nearest element that names one, or QH_KIND_OPEN */
    int32_t level;
    unsigned lists, quotes;
    int aside;    /* navigation, advertisement and the like, whatever stands in it */
    int article;  /* inside article or main */
    int comments; /* inside the readers' comments */
    const qh_html_node *cell;
} qh_surroundings;

/* ---- words of class, id and role ---- */

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; }

static int is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* Whether one of the words stands in the value, not in the middle of another word ("nav" in "main-nav", not in "navy"). */
static int has_word(const qh_html_attribute *attribute, const char *source, const char *const *words) {
    if (!attribute || attribute->value.size != QH_HTML_VERBATIM)
        return 0;
    const char *bytes = source + attribute->value.start;
    size_t size = attribute->value.end - attribute->value.start;
    for (size_t at = 0; at < size; at++) {
        if (at > 0 && is_letter(bytes[at - 1]))
            continue;
        for (size_t w = 0; words[w]; w++) {
            size_t length = strlen(words[w]), i = 0;
            while (i < length && at + i < size && lower(bytes[at + i]) == words[w][i])
                i++;
            if (i == length && (at + i == size || !is_letter(bytes[at + i])))
                return 1;
        }
    }
    return 0;
}

static int is_named(const qh_html_node *node, const char *source, const char *const *words) {
    return has_word(qh_html_attribute_of(node, QH_ATTR_CLASS), source, words) ||
           has_word(qh_html_attribute_of(node, QH_ATTR_ID), source, words);
}

static const char *const aside_names[] = {
    "nav",    "navbar",  "navigation", "menu",    "footer",     "sidebar",   "breadcrumb", "breadcrumbs", "cookie", "cookies",
    "share",  "sharing", "social",     "related", "newsletter", "subscribe", "popup",      "modal",       "banner", "pagination",
    "widget", "promo",   "advert",     "ads",     "consent",    "signup",    "login",      "toolbar",     "skip",   NULL};
static const char *const aside_roles[] = {"navigation", "complementary", "contentinfo", "search", "menu",
                                          "menubar",    "banner",        "dialog",      NULL};
static const char *const comment_names[] = {"comments", "comment", "commentlist", "disqus", "respond", NULL};

/* ---- one element ---- */

static void see(qh_surroundings *s, int32_t kind, int32_t level) {
    if (s->kind != QH_KIND_OPEN)
        return;
    s->kind = kind;
    s->level = level;
}

static int is_button(uint16_t tag) {
    return tag == QH_TAG_BUTTON || tag == QH_TAG_SELECT || tag == QH_TAG_OPTION || tag == QH_TAG_OPTGROUP ||
           tag == QH_TAG_TEXTAREA || tag == QH_TAG_LABEL || tag == QH_TAG_LEGEND || tag == QH_TAG_NOSCRIPT || tag == QH_TAG_DIALOG;
}

static void look_at_tag(qh_surroundings *s, const qh_html_node *node) {
    uint16_t tag = node->tag;
    if (tag >= QH_TAG_H1 && tag <= QH_TAG_H6)
        see(s, QUOTH_BLOCK_HEADING, tag - QH_TAG_H1 + 1);
    else if (tag == QH_TAG_LI || tag == QH_TAG_DT || tag == QH_TAG_DD)
        see(s, QUOTH_BLOCK_LIST_ITEM, 0);
    else if (tag == QH_TAG_FIGCAPTION || tag == QH_TAG_CAPTION)
        see(s, QUOTH_BLOCK_CAPTION, 0);
    else if (tag == QH_TAG_PRE || tag == QH_TAG_LISTING || tag == QH_TAG_XMP || tag == QH_TAG_PLAINTEXT)
        see(s, QUOTH_BLOCK_PREFORMATTED, 0);
    else if (tag == QH_TAG_BLOCKQUOTE)
        s->quotes++;
    else if (tag == QH_TAG_UL || tag == QH_TAG_OL || tag == QH_TAG_DL || tag == QH_TAG_MENU || tag == QH_TAG_DIR)
        s->lists++;
    else if (tag == QH_TAG_NAV)
        s->aside = 2;
    else if ((tag == QH_TAG_FOOTER && !s->article) || tag == QH_TAG_ASIDE || tag == QH_TAG_SEARCH || is_button(tag))
        s->aside = s->aside ? s->aside : 1;
    else if (tag == QH_TAG_ARTICLE || tag == QH_TAG_MAIN)
        s->article = 1;
}

static void look_at(qh_surroundings *s, const qh_html_node *node, const char *source) {
    if (node->space == QH_HTML_SPACE_HTML)
        look_at_tag(s, node);
    if (!node->attribute_count || s->aside || node->tag == QH_TAG_BODY || node->tag == QH_TAG_HTML)
        return;
    if (has_word(qh_html_attribute_of(node, QH_ATTR_ROLE), source, aside_roles) ||
        (!s->article && is_named(node, source, aside_names)))
        s->aside = 1;
    else if (is_named(node, source, comment_names))
        s->comments = 1;
}

/* ---- tables ---- */

static int is_cell(const qh_html_node *node) {
    return node->space == QH_HTML_SPACE_HTML && (node->tag == QH_TAG_TD || node->tag == QH_TAG_TH);
}

/* Position among its neighbours, colspan counted; far out it does not matter any more. */
static int32_t column_of(const qh_html_node *cell, const char *source) {
    int32_t column = 0, steps = 0;
    for (const qh_html_node *n = cell->previous; n && steps < 1000; n = n->previous, steps++) {
        if (n->kind != QH_HTML_NODE_ELEMENT || !is_cell(n))
            continue;
        const qh_html_attribute *span = qh_html_attribute_of(n, QH_ATTR_COLSPAN);
        int32_t width = 0;
        for (uint32_t i = span ? span->value.start : 0;
             span && i < span->value.end && source[i] >= '0' && source[i] <= '9' && width < 100; i++)
            width = width * 10 + (source[i] - '0');
        column += width ? width : 1;
    }
    return column;
}

typedef struct qh_row_count {
    const qh_html_node *table, *row; /* of the last cell */
    int32_t index;
} qh_row_count;

static const qh_html_node *up_to(const qh_html_node *node, uint16_t tag) {
    while (node && (node->kind != QH_HTML_NODE_ELEMENT || node->tag != tag))
        node = node->parent;
    return node;
}

static void place_cell(qh_line *line, const qh_html_node *cell, const char *source, qh_row_count *rows) {
    const qh_html_node *row = up_to(cell, QH_TAG_TR), *table = up_to(cell, QH_TAG_TABLE);
    if (table != rows->table)
        *rows = (qh_row_count){table, row, 0};
    else if (row != rows->row) {
        rows->row = row;
        rows->index++;
    }
    line->row = rows->index;
    line->column = column_of(cell, source);
    line->header = cell->tag == QH_TAG_TH;
}

/* ---- one leaf ---- */

static void decide(qh_line *line, int32_t kind, double confidence) {
    line->kind = kind;
    line->confidence = confidence;
}

static void decide_kind(qh_line *line, const qh_html_leaf *leaf, const qh_surroundings *s) {
    size_t size = line->span.end - line->span.start;
    if (leaf->hidden)
        decide(line, QUOTH_BLOCK_BOILERPLATE, 0.9);
    else if (s->aside)
        decide(line, s->aside == 2 ? QUOTH_BLOCK_NAVIGATION : QUOTH_BLOCK_BOILERPLATE, 0.85);
    else if (s->comments)
        decide(line, QUOTH_BLOCK_COMMENT, 0.8);
    else if (s->kind != QH_KIND_OPEN)
        decide(line, s->kind, 0.9);
    else if (is_cell(leaf->box))
        decide(line, QUOTH_BLOCK_TABLE_CELL, 0.9);
    else if (s->quotes)
        decide(line, QUOTH_BLOCK_BLOCKQUOTE, 0.9);
    if (line->kind == QUOTH_BLOCK_LIST_ITEM && leaf->link_bytes * 10 > size * 8 && size < 80)
        decide(line, QUOTH_BLOCK_LINK, 0.7);
    else if (line->kind == QH_KIND_OPEN && leaf->link_bytes * 10 > size * 8)
        decide(line, QUOTH_BLOCK_LINK, 0.7);
    line->level = line->kind == QUOTH_BLOCK_LIST_ITEM ? (int32_t)(s->lists ? s->lists : 1)
                  : line->kind == QUOTH_BLOCK_HEADING ? s->level
                                                      : 0;
}

/* The first shown h1, else the first shown h2, is the title. */
static void decide_title(qh_lines *lines) {
    for (int32_t level = 1; level <= 2; level++)
        for (size_t i = 0; i < lines->list.count; i++) {
            qh_line *line = &lines->list.items[i];
            if (line->kind != QUOTH_BLOCK_HEADING || line->level != level)
                continue;
            decide(line, QUOTH_BLOCK_TITLE, 0.9);
            line->level = 1;
            return;
        }
}

int qh_html_kinds(const qh_parse *p, qh_lines *lines) {
    const char *source = p->html->tree.source;
    qh_row_count rows = {NULL, NULL, 0};
    for (size_t i = 0; i < lines->list.count; i++) {
        const qh_html_leaf *leaf = &p->html->text.leaves.items[i];
        qh_surroundings s = {.kind = QH_KIND_OPEN};
        for (const qh_html_node *node = leaf->inner; node && node->kind == QH_HTML_NODE_ELEMENT; node = node->parent)
            look_at(&s, node, source);
        decide_kind(&lines->list.items[i], leaf, &s);
        if (lines->list.items[i].kind == QUOTH_BLOCK_TABLE_CELL)
            place_cell(&lines->list.items[i], leaf->box, source, &rows);
    }
    decide_title(lines);
    return 1;
}
