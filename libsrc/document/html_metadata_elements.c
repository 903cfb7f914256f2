/* What elements say by their names, attributes and class words: one walk over the tree. */
#include "document/html_facts.h"

enum { LONGEST_VALUE = 400, MOST_NODES = 64 };

typedef struct element_walk {
    qh_facts *facts;
    const char *source;
    const qh_html_node *root, *aside_end; /* the first node behind a part that is not about the page's own text */
    int is_aside;
    int articles;
} element_walk;

/* ---- small things ---- */

static int is_html(const qh_html_node *node, uint16_t tag) { return node->space == QH_HTML_SPACE_HTML && node->tag == tag; }

static qh_text raw(const element_walk *w, const qh_html_node *node, uint16_t id) {
    const qh_html_attribute *a = qh_html_attribute_of(node, id);
    if (!a || a->value.size != QH_HTML_VERBATIM || a->value.next)
        return (qh_text){"", 0};
    return (qh_text){w->source + a->value.start, a->value.end - a->value.start};
}

static int is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static int is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* Whether a word begins at `at`: behind what is no letter, or where capitals begin ("postDate"). */
static int is_bound(qh_text value, size_t at) {
    return at == 0 || at == value.size || !is_letter(value.bytes[at - 1]) || !is_letter(value.bytes[at]) ||
           (is_upper(value.bytes[at]) && !is_upper(value.bytes[at - 1]));
}

/* Whether a word of the list stands in the value, between bounds of words; "post-date" is a word too. */
static int has_word(qh_text value, const char *const *words) {
    for (size_t at = 0; at < value.size; at++) {
        if (!is_bound(value, at) || !is_letter(value.bytes[at]))
            continue;
        for (size_t i = 0; words[i]; i++) {
            size_t length = strlen(words[i]);
            if (qh_fact_begins(value.bytes + at, value.size - at, words[i]) && is_bound(value, at + length))
                return 1;
        }
    }
    return 0;
}

static int is_named(const element_walk *w, const qh_html_node *node, const char *const *words) {
    return has_word(raw(w, node, QH_ATTR_CLASS), words) || has_word(raw(w, node, QH_ATTR_ID), words);
}

/* The text of an element, a title's inline elements not set apart; LONGEST_VALUE bytes are no value any more. NULL when there is no
 * memory. */
static char *text_of(const element_walk *w, const qh_html_node *element, int is_title, size_t *size) {
    char *text = qh_arena_alloc(w->facts->p->scratch, LONGEST_VALUE + 1);
    *size = 0;
    int nodes = 0;
    for (const qh_html_node *n = element; text && n && nodes < MOST_NODES && *size < LONGEST_VALUE; nodes++) {
        int left_out =
            n->kind == QH_HTML_NODE_ELEMENT && (n->space != QH_HTML_SPACE_HTML || n->tag == QH_TAG_SCRIPT ||
                                                n->tag == QH_TAG_STYLE || n->tag == QH_TAG_TEMPLATE || n->tag == QH_TAG_BUTTON);
        if (n->kind == QH_HTML_NODE_ELEMENT && n != element && *size && (!is_title || qh_html_is_box(n) || n->tag == QH_TAG_BR))
            text[(*size)++] = ' ';
        if (!is_title && n->kind == QH_HTML_NODE_TEXT && n->previous && *size && *size < LONGEST_VALUE)
            text[(*size)++] = ' ';
        if (n->kind == QH_HTML_NODE_TEXT)
            for (const qh_html_piece *piece = &n->text; piece; piece = piece->next) {
                size_t length = qh_html_piece_size(piece), room = LONGEST_VALUE - *size;
                length = length < room ? length : room;
                memcpy(text + *size, qh_html_piece_bytes(piece, w->source), length);
                *size += length;
            }
        n = left_out ? qh_html_skip(n, element) : qh_html_follow(n, element);
    }
    if (text)
        text[*size] = '\0';
    return text;
}

/* Where the element's text begins and ends in the source. */
static qh_fact_place place_of(const qh_html_node *element) {
    uint32_t start = element->end, end = element->end;
    int nodes = 0;
    for (const qh_html_node *n = element; n && nodes < MOST_NODES; n = qh_html_follow(n, element), nodes++)
        if (n->kind == QH_HTML_NODE_TEXT)
            for (const qh_html_piece *piece = &n->text; piece; piece = piece->next)
                end = piece->end > end ? piece->end : end;
    return (qh_fact_place){start, end};
}

static int add_text(element_walk *w, quoth_metadata_field field, qh_fact_source source, const qh_html_node *node) {
    size_t size;
    char *text = text_of(w, node, field == QUOTH_METADATA_TITLE, &size);
    return text && (size == LONGEST_VALUE || qh_fact_add(w->facts, field, source, text, size, place_of(node)));
}

/* The attribute that machines read, else the text. */
static int add_value(element_walk *w, quoth_metadata_field field, qh_fact_source source, const qh_html_node *node) {
    static const uint16_t ids[] = {QH_ATTR_CONTENT, QH_ATTR_DATETIME, QH_ATTR_TITLE};
    for (size_t i = 0; i < (node->tag == QH_TAG_ABBR ? 3 : 2); i++) {
        const qh_html_attribute *a = qh_html_attribute_of(node, ids[i]);
        if (!a || a->value.start == a->value.end)
            continue;
        size_t size;
        char *value = qh_html_text_copy(w->facts->p->scratch, w->source, &a->value, &size);
        return value && qh_fact_add(w->facts, field, source, value, size, (qh_fact_place){a->value.start, a->value.end});
    }
    return add_text(w, field, source, node);
}

/* ---- elements ---- */

static int read_script(element_walk *w, const qh_html_node *node) {
    qh_text type = raw(w, node, QH_ATTR_TYPE);
    if (!node->first || node->first->kind != QH_HTML_NODE_TEXT)
        return 1;
    const qh_html_piece *piece = &node->first->text;
    if (!qh_fact_begins(type.bytes, type.size, "application/ld+json"))
        return piece->size != QH_HTML_VERBATIM ||
               qh_facts_of_script(w->facts, w->source + piece->start, piece->end - piece->start, piece->start);
    if (!piece->next && piece->size == QH_HTML_VERBATIM)
        return qh_facts_of_json(w->facts, w->source + piece->start, piece->end - piece->start, piece->start);
    size_t size;
    char *text = qh_html_text_copy(w->facts->p->scratch, w->source, piece, &size);
    return text && qh_facts_of_json(w->facts, text, size, UINT32_MAX);
}

static int read_link(element_walk *w, const qh_html_node *node) {
    static const char *const canonical[] = {"canonical", NULL};
    const qh_html_attribute *href = qh_html_attribute_of(node, QH_ATTR_HREF);
    if (!href || !has_word(raw(w, node, QH_ATTR_REL), canonical))
        return 1;
    size_t size;
    char *value = qh_html_text_copy(w->facts->p->scratch, w->source, &href->value, &size);
    return value && qh_fact_add(w->facts, QUOTH_METADATA_URL, QH_FACT_LINK, value, size,
                                (qh_fact_place){href->value.start, href->value.end});
}

static int read_title(element_walk *w, const qh_html_node *node) {
    size_t size;
    char *text = text_of(w, node, 1, &size);
    return text && (size == LONGEST_VALUE || qh_facts_of_title(w->facts, text, size, place_of(node)));
}

static int read_html(element_walk *w, const qh_html_node *node) {
    const qh_html_attribute *lang = qh_html_attribute_of(node, QH_ATTR_LANG);
    qh_text value = raw(w, node, QH_ATTR_LANG);
    return !lang || qh_fact_add(w->facts, QUOTH_METADATA_LANGUAGE, QH_FACT_HTML, value.bytes, value.size,
                                (qh_fact_place){lang->value.start, lang->value.end});
}

/* The class words of the element or of what it stands in. */
static int is_update(const element_walk *w, const qh_html_node *node) {
    static const char *const words[] = {"updated", "modified", "update", "last-updated", "datemodified", "revised", NULL};
    for (int level = 0; level < 2 && node && node->kind == QH_HTML_NODE_ELEMENT; level++, node = node->parent)
        if (is_named(w, node, words) || has_word(raw(w, node, QH_ATTR_ITEMPROP), words))
            return 1;
    return 0;
}

static int read_time(element_walk *w, const qh_html_node *node) {
    static const char *const published[] = {"published", "pubdate", "datepublished", NULL};
    int update = is_update(w, node) && !is_named(w, node, published);
    int later = w->facts->counts[QUOTH_METADATA_DATE][QH_FACT_TIME] > 0;
    return add_value(w, update ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE, later ? QH_FACT_TIME_LATER : QH_FACT_TIME, node);
}

/* ---- properties ---- */

/* The element with the name in that of a person, or the element itself. */
static const qh_html_node *name_in(const element_walk *w, const qh_html_node *element) {
    static const char *const name[] = {"name", NULL};
    int nodes = 0;
    for (const qh_html_node *n = element; n && nodes < MOST_NODES; n = qh_html_follow(n, element), nodes++)
        if (n->kind == QH_HTML_NODE_ELEMENT && n != element && has_word(raw(w, n, QH_ATTR_ITEMPROP), name))
            return n;
    return element;
}

/* The label of a link to a person's page. */
static int read_profile(element_walk *w, const qh_html_node *node) {
    static const char *const paths[] = {"/author/",  "/authors/", "/profile/",    "/contributor", "/writers/",
                                        "/by/",      "/people/",  "/team/",       "/user/",       "/users/",
                                        "/members/", "/expert",   "/blog/author", "/staff/",      NULL};
    qh_text href = raw(w, node, QH_ATTR_HREF);
    for (size_t i = 0; node->tag == QH_TAG_A && paths[i]; i++)
        if (qh_fact_holds(href.bytes, href.size, paths[i]))
            return add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_PROFILE, node);
    return 1;
}

static int read_property(element_walk *w, const qh_html_node *node, uint16_t id) {
    static const struct {
        const char *const words[3];
        quoth_metadata_field field;
    } properties[] = {{{"headline", NULL, NULL}, QUOTH_METADATA_TITLE},
                      {{"author", "creator", NULL}, QUOTH_METADATA_AUTHOR},
                      {{"datepublished", "datecreated", NULL}, QUOTH_METADATA_DATE},
                      {{"datemodified", NULL, NULL}, QUOTH_METADATA_MODIFIED}};
    qh_text value = raw(w, node, id);
    for (size_t i = 0; value.size && i < sizeof properties / sizeof *properties; i++)
        if (has_word(value, properties[i].words))
            return add_value(w, properties[i].field, QH_FACT_ITEMPROP,
                             properties[i].field == QUOTH_METADATA_AUTHOR ? name_in(w, node) : node);
    return 1;
}

static const char *const author_words[] = {"author",      "authors", "byline",   "by-line",     "authorname",
                                           "author_name", "writer",  "postedby", "post-author", "username",
                                           "contributor", "bylines", "autor",    "auteur",      NULL};
static const char *const date_words[] = {"date",     "published", "pubdate", "dateline", "timestamp",
                                         "postdate", "publish",   "datum",   "posted",   NULL};

static int read_class(element_walk *w, const qh_html_node *node) {
    static const char *const formats_author[] = {"p-author", "vcard", "author-name", "author__name", "byline-name", "fn", NULL};
    static const char *const formats_date[] = {"dt-published", "entry-date", "post-date", "published-date", "publish-date", NULL};
    static const char *const formats_title[] = {"entry-title", "p-name", "post-title", "article-title", "headline", NULL};
    qh_text named = raw(w, node, QH_ATTR_CLASS);
    if (!named.size && !raw(w, node, QH_ATTR_ID).size)
        return 1;
    if (has_word(named, formats_title) && !add_text(w, QUOTH_METADATA_TITLE, QH_FACT_MICROFORMAT, node))
        return 0;
    if (has_word(named, formats_author) && !add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_MICROFORMAT, node))
        return 0;
    if (is_named(w, node, author_words) &&
        !add_text(w, QUOTH_METADATA_AUTHOR,
                  w->facts->counts[QUOTH_METADATA_AUTHOR][QH_FACT_CLASS] ? QH_FACT_CLASS_LATER : QH_FACT_CLASS, node))
        return 0;
    quoth_metadata_field date = is_update(w, node) ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE;
    if (has_word(named, formats_date))
        return add_value(w, date, QH_FACT_MICROFORMAT, node);
    return !is_named(w, node, date_words) ||
           add_text(w, date, w->facts->counts[QUOTH_METADATA_DATE][QH_FACT_CLASS] ? QH_FACT_CLASS_LATER : QH_FACT_CLASS, node);
}

/* ---- the walk ---- */

static int is_aside(const element_walk *w, const qh_html_node *node) {
    static const char *const words[] = {"comments",     "comment-list", "commentlist", "related",    "sidebar", "recommended",
                                        "recent-posts", "widget",       "footer",      "more-posts", "nav",     "navbar",
                                        "menu",         "similar",      "trending",    "read-next",  NULL};
    if (node->tag == QH_TAG_NAV || node->tag == QH_TAG_ASIDE || is_html(node, QH_TAG_TEMPLATE))
        return 1;
    if (node->tag == QH_TAG_BODY || node->tag == QH_TAG_HTML || node->tag == QH_TAG_MAIN || node->tag == QH_TAG_ARTICLE)
        return 0;
    return is_named(w, node, words);
}

static int read_head(element_walk *w, const qh_html_node *node) {
    switch (node->tag) {
    case QH_TAG_HTML:
        return read_html(w, node);
    case QH_TAG_META:
        return qh_facts_of_meta(w->facts, node);
    case QH_TAG_LINK:
        return read_link(w, node);
    case QH_TAG_TITLE:
        return read_title(w, node);
    case QH_TAG_SCRIPT:
        return read_script(w, node);
    default:
        return 1;
    }
}

static int read_body(element_walk *w, const qh_html_node *node) {
    static const char *const author[] = {"author", NULL};
    static const char *const price[] = {"price", "add-to-cart", "addtocart", NULL};
    if (node->tag == QH_TAG_H1 &&
        !add_text(w, QUOTH_METADATA_TITLE,
                  w->facts->counts[QUOTH_METADATA_TITLE][QH_FACT_HEADING] ? QH_FACT_HEADING_LATER : QH_FACT_HEADING, node))
        return 0;
    if (node->tag == QH_TAG_ARTICLE)
        w->articles++;
    if (node->tag == QH_TAG_TIME && !read_time(w, node))
        return 0;
    if (!(w->facts->page & QH_PAGE_PRICE) && is_named(w, node, price))
        w->facts->page |= QH_PAGE_PRICE;
    if (has_word(raw(w, node, QH_ATTR_REL), author) && !add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_REL, node))
        return 0;
    return read_profile(w, node) && read_property(w, node, QH_ATTR_ITEMPROP) && read_property(w, node, QH_ATTR_PROPERTY) &&
           read_class(w, node);
}

/* In boxes beside the text: taken where nothing better is known. */
static int read_aside(element_walk *w, const qh_html_node *node) {
    if (node->tag == QH_TAG_TIME)
        return add_value(w, is_update(w, node) ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE, QH_FACT_ASIDE, node);
    if (node->tag == QH_TAG_H1 && !add_text(w, QUOTH_METADATA_TITLE, QH_FACT_ASIDE, node))
        return 0;
    if (is_named(w, node, author_words) && !add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_ASIDE, node))
        return 0;
    return !is_named(w, node, date_words) || add_text(w, QUOTH_METADATA_DATE, QH_FACT_ASIDE, node);
}

static int read_element(element_walk *w, const qh_html_node *node) {
    if (node->space != QH_HTML_SPACE_HTML)
        return 1;
    if (!read_head(w, node))
        return 0;
    if (!node->attribute_count && node->tag != QH_TAG_H1 && node->tag != QH_TAG_TIME && node->tag != QH_TAG_ARTICLE)
        return 1;
    if (!w->is_aside && is_aside(w, node)) {
        w->is_aside = 1;
        w->aside_end = qh_html_skip(node, w->root);
    }
    if (node->tag == QH_TAG_META || node->tag == QH_TAG_LINK || node->tag == QH_TAG_HTML || node->tag == QH_TAG_BODY)
        return 1;
    return w->is_aside ? read_aside(w, node) : read_body(w, node);
}

int qh_facts_of_elements(qh_facts *facts) {
    element_walk w = {.facts = facts, .source = facts->p->html->tree.source, .root = facts->p->html->tree.document};
    for (const qh_html_node *node = w.root; node; node = qh_html_follow(node, w.root)) {
        if (node == w.aside_end)
            w.is_aside = 0;
        if (node->kind == QH_HTML_NODE_ELEMENT && !read_element(&w, node))
            return 0;
    }
    facts->page |= w.articles == 1 ? QH_PAGE_ARTICLE : w.articles > 1 ? QH_PAGE_ARTICLES : 0;
    return 1;
}
