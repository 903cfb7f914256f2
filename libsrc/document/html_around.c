#include "document/html_around.h"

/* Words that hold for the texts of one element, not for all that is below it. */
enum {
    NEAR = QH_WORDS_CAPTION | QH_WORDS_BYLINE | QH_WORDS_DATE | QH_WORDS_SUBTITLE | QH_WORDS_TITLE | QH_WORDS_QUOTE,
    FAR = QH_WORDS_NOTES | QH_WORDS_CONTENTS,
    NEAR_LEAVES = 4 /* an element with more leaves is no byline and no caption */
};

static int is_html(const qh_html_node *node, uint16_t tag) { return node->space == QH_HTML_SPACE_HTML && node->tag == tag; }

/* The level that role=heading is given, 2 where it is not (ARIA 1.2, heading). */
static int32_t aria_level(const qh_html_node *node, const char *source) {
    for (size_t i = 0; i < node->attribute_count; i++) {
        const qh_html_attribute *a = &node->attributes[i];
        const char *value = qh_html_piece_bytes(&a->value, source);
        if (a->name_size == 10 && !memcmp(a->name, "aria-level", 10) && qh_html_piece_size(&a->value) == 1 && *value >= '1' &&
            *value <= '6')
            return *value - '0';
    }
    return 2;
}

static void name_kind(qh_around *s, int32_t kind, int32_t level) {
    s->kind = kind;
    s->level = level;
}

static void read_tag(qh_around *s, const qh_html_node *node, int32_t index) {
    switch (node->tag) {
    case QH_TAG_H1:
    case QH_TAG_H2:
    case QH_TAG_H3:
    case QH_TAG_H4:
    case QH_TAG_H5:
    case QH_TAG_H6:
        name_kind(s, QUOTH_BLOCK_HEADING, node->tag - QH_TAG_H1 + 1);
        break;
    case QH_TAG_LI:
    case QH_TAG_DT:
    case QH_TAG_DD:
        name_kind(s, QUOTH_BLOCK_LIST_ITEM, 0);
        s->item = index;
        break;
    case QH_TAG_FIGCAPTION:
    case QH_TAG_CAPTION:
        name_kind(s, QUOTH_BLOCK_CAPTION, 0);
        break;
    case QH_TAG_PRE:
    case QH_TAG_LISTING:
    case QH_TAG_XMP:
    case QH_TAG_PLAINTEXT:
        name_kind(s, QUOTH_BLOCK_PREFORMATTED, 0);
        break;
    case QH_TAG_BLOCKQUOTE:
        name_kind(s, QUOTH_BLOCK_BLOCKQUOTE, 0);
        s->quotes++;
        break;
    case QH_TAG_UL:
    case QH_TAG_OL:
    case QH_TAG_DL:
    case QH_TAG_MENU:
    case QH_TAG_DIR:
        s->lists++;
        break;
    case QH_TAG_TD:
    case QH_TAG_TH:
        name_kind(s, QH_KIND_OPEN, 0);
        s->cell = index;
        break;
    case QH_TAG_TABLE:
        name_kind(s, QH_KIND_OPEN, 0);
        s->cell = s->item = -1;
        s->lists = 0;
        break;
    default:
        break;
    }
}

static int is_form(uint16_t tag) {
    return tag == QH_TAG_BUTTON || tag == QH_TAG_SELECT || tag == QH_TAG_OPTION || tag == QH_TAG_OPTGROUP ||
           tag == QH_TAG_TEXTAREA || tag == QH_TAG_LEGEND || tag == QH_TAG_LABEL || tag == QH_TAG_DIALOG || tag == QH_TAG_SEARCH;
}

/* The outer element decides what is aside: a list of links in a footer is a part of the footer. */
static void read_aside(qh_around *s, const qh_html_node *node, uint32_t words) {
    if (s->aside != QH_KIND_OPEN)
        return;
    if (is_html(node, QH_TAG_NAV) || words & QH_WORDS_NAVIGATION)
        s->aside = QUOTH_BLOCK_NAVIGATION;
    else if (words & QH_WORDS_RELATED)
        s->aside = QUOTH_BLOCK_RELATED;
    else if (words & QH_WORDS_ASIDE || is_form(node->tag) || is_html(node, QH_TAG_ASIDE) ||
             (is_html(node, QH_TAG_FOOTER) && !s->in_main))
        s->aside = QUOTH_BLOCK_BOILERPLATE;
}

static void read_words(qh_around *s, const qh_html_facts *facts, int32_t index, uint32_t words) {
    const qh_html_element *e = &facts->elements.items[index];
    uint32_t near = e->end - e->first <= NEAR_LEAVES ? words & NEAR : 0;
    s->words = (s->words & (FAR | NEAR)) | (words & FAR) | near;
    if (near)
        s->marked = index;
    if (words & QH_WORDS_HEADING)
        name_kind(s, QUOTH_BLOCK_HEADING, aria_level(e->node, facts->page->tree.source));
    else if (near & QH_WORDS_QUOTE && s->kind != QUOTH_BLOCK_BLOCKQUOTE)
        name_kind(s, QUOTH_BLOCK_BLOCKQUOTE, 0);
    if (words & QH_WORDS_COMMENTS && !(words & QH_WORDS_ASIDE) && s->aside == QH_KIND_OPEN)
        s->comments = 1;
}

static void read_element(qh_around *s, const qh_html_facts *facts, int32_t index) {
    const qh_html_element *e = &facts->elements.items[index];
    const qh_html_node *node = e->node;
    int root = is_html(node, QH_TAG_BODY) || is_html(node, QH_TAG_HTML);
    uint32_t words = root || !node->attribute_count ? 0 : qh_html_words_of(node, facts->page);
    if (node->space == QH_HTML_SPACE_HTML && !(words & QH_WORDS_PLAIN))
        read_tag(s, node, index);
    int open = s->aside == QH_KIND_OPEN, comments = s->comments;
    read_words(s, facts, index, words);
    read_aside(s, node, words);
    if (open && s->aside != QH_KIND_OPEN && comments) /* the form for a new comment, links to more of them */
        s->comments = 0;
    int article = is_html(node, QH_TAG_ARTICLE) || words & QH_WORDS_ARTICLE;
    if (article && s->article < 0 && !s->comments && s->aside == QH_KIND_OPEN)
        s->article = index;
    s->in_main |= article || is_html(node, QH_TAG_MAIN);
}

qh_around *qh_html_look_around(qh_arena *arena, const qh_html_facts *facts) {
    static const qh_around outside = {0, -1, QH_KIND_OPEN, 0, QH_KIND_OPEN, -1, -1, -1, 0, 0, 0, 0};
    qh_around *around = qh_arena_zalloc(arena, facts->elements.count, sizeof *around);
    for (size_t i = 0; around && i < facts->elements.count; i++) {
        int32_t parent = facts->elements.items[i].parent;
        around[i] = parent >= 0 ? around[parent] : outside;
        read_element(&around[i], facts, (int32_t)i);
    }
    return around;
}
