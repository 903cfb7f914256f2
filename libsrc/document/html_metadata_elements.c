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

static qh_text raw(const element_walk *w, const qh_html_node *node, uint16_t id) {
    const qh_html_attribute *a = qh_html_attribute_of(node, id);
    if (!a || a->value.size != QH_HTML_VERBATIM || a->value.next)
        return (qh_text){"", 0};
    return (qh_text){w->source + a->value.start, a->value.end - a->value.start};
}

static uint32_t names_of_class(const element_walk *w, const char *value, size_t size) {
    qh_html_class *class = qh_html_class_of(w->facts->p->html->classes, value, size);
    if (!(class->known & QH_CLASS_FACTS))
        class->facts = qh_fact_names(value, size);
    class->known |= QH_CLASS_FACTS;
    return class->facts;
}

/* The names of an element by its class and id. */
static uint32_t names_of(const element_walk *w, const qh_html_node *node) {
    uint32_t names = 0;
    for (size_t i = 0; i < node->attribute_count; i++) {
        const qh_html_attribute *a = &node->attributes[i];
        if (a->value.size != QH_HTML_VERBATIM || a->value.next)
            continue;
        if (a->id == QH_ATTR_CLASS)
            names |= names_of_class(w, w->source + a->value.start, a->value.end - a->value.start);
        else if (a->id == QH_ATTR_ID)
            names |= qh_fact_names(w->source + a->value.start, a->value.end - a->value.start);
    }
    return names;
}

static uint32_t names_in(const element_walk *w, const qh_html_node *node, uint16_t id) {
    qh_text value = raw(w, node, id);
    return value.size ? qh_fact_names(value.bytes, value.size) : 0;
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
    if (qh_fact_is_full(w->facts, field, source))
        return 1;
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
    const qh_html_attribute *href = qh_html_attribute_of(node, QH_ATTR_HREF);
    qh_text rel = raw(w, node, QH_ATTR_REL);
    if (!href || !qh_fact_begins(rel.bytes, rel.size, "canonical"))
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

/* The names of the element or of what it stands in. */
static int is_update(const element_walk *w, const qh_html_node *node) {
    for (int level = 0; level < 2 && node && node->kind == QH_HTML_NODE_ELEMENT; level++, node = node->parent)
        if ((names_of(w, node) | names_in(w, node, QH_ATTR_ITEMPROP)) & QH_NAME_UPDATE)
            return 1;
    return 0;
}

static int read_time(element_walk *w, const qh_html_node *node) {
    int update = is_update(w, node) && !(names_of(w, node) & QH_NAME_PUBLISHED);
    int later = w->facts->counts[QUOTH_METADATA_DATE][QH_FACT_TIME] > 0;
    return add_value(w, update ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE, later ? QH_FACT_TIME_LATER : QH_FACT_TIME, node);
}

/* ---- properties ---- */

/* The element with the name in that of a person, or the element itself. */
static const qh_html_node *name_in(const element_walk *w, const qh_html_node *element) {
    int nodes = 0;
    for (const qh_html_node *n = element; n && nodes < MOST_NODES; n = qh_html_follow(n, element), nodes++)
        if (n->kind == QH_HTML_NODE_ELEMENT && n != element && names_in(w, n, QH_ATTR_ITEMPROP) & QH_NAME_NAME)
            return n;
    return element;
}

/* itemprop, and property as RDFa has it. */
static int read_property(element_walk *w, const qh_html_node *node, const qh_html_attribute *attribute) {
    uint32_t names = attribute->value.size == QH_HTML_VERBATIM
                         ? qh_fact_names(w->source + attribute->value.start, attribute->value.end - attribute->value.start)
                         : 0;
    if (names & QH_NAME_TITLE)
        return add_value(w, QUOTH_METADATA_TITLE, QH_FACT_ITEMPROP, node);
    if (names & QH_NAME_PERSON)
        return add_value(w, QUOTH_METADATA_AUTHOR, QH_FACT_ITEMPROP, name_in(w, node));
    if (names & QH_NAME_PUBLISHED)
        return add_value(w, QUOTH_METADATA_DATE, QH_FACT_ITEMPROP, node);
    return !(names & QH_NAME_UPDATE) || add_value(w, QUOTH_METADATA_MODIFIED, QH_FACT_ITEMPROP, node);
}

static qh_fact_source later(const element_walk *w, quoth_metadata_field field, qh_fact_source first, qh_fact_source behind) {
    return w->facts->counts[field][first] ? behind : first;
}

static int read_class(element_walk *w, const qh_html_node *node, uint32_t names) {
    if (names & QH_NAME_TITLE && !add_text(w, QUOTH_METADATA_TITLE, QH_FACT_MICROFORMAT, node))
        return 0;
    if (names & QH_NAME_CARD && !add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_MICROFORMAT, node))
        return 0;
    if (names & QH_NAME_AUTHOR &&
        !add_text(w, QUOTH_METADATA_AUTHOR, later(w, QUOTH_METADATA_AUTHOR, QH_FACT_CLASS, QH_FACT_CLASS_LATER), node))
        return 0;
    if (!(names & (QH_NAME_DATE | QH_NAME_ENTRY_DATE)))
        return 1;
    quoth_metadata_field date = is_update(w, node) ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE;
    if (names & QH_NAME_ENTRY_DATE)
        return add_value(w, date, QH_FACT_MICROFORMAT, node);
    return add_text(w, date, later(w, QUOTH_METADATA_DATE, QH_FACT_CLASS, QH_FACT_CLASS_LATER), node);
}

/* ---- the walk ---- */

static int is_aside(const qh_html_node *node, uint32_t names) {
    if (node->tag == QH_TAG_NAV || node->tag == QH_TAG_ASIDE || node->tag == QH_TAG_TEMPLATE)
        return 1;
    return names & QH_NAME_ASIDE && node->tag != QH_TAG_MAIN && node->tag != QH_TAG_ARTICLE;
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

static int read_attribute(element_walk *w, const qh_html_node *node, const qh_html_attribute *attribute) {
    qh_text value = {w->source + attribute->value.start, attribute->value.end - attribute->value.start};
    switch (attribute->id) {
    case QH_ATTR_ITEMPROP:
    case QH_ATTR_PROPERTY:
        return read_property(w, node, attribute);
    case QH_ATTR_REL:
        return !(qh_fact_names(value.bytes, value.size) & QH_NAME_PERSON) || add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_REL, node);
    case QH_ATTR_HREF:
        return node->tag != QH_TAG_A || !qh_fact_is_profile(value.bytes, value.size) ||
               add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_PROFILE, node);
    default:
        return 1;
    }
}

static int read_body(element_walk *w, const qh_html_node *node, uint32_t names) {
    if (node->tag == QH_TAG_H1 &&
        !add_text(w, QUOTH_METADATA_TITLE, later(w, QUOTH_METADATA_TITLE, QH_FACT_HEADING, QH_FACT_HEADING_LATER), node))
        return 0;
    w->articles += node->tag == QH_TAG_ARTICLE;
    if (node->tag == QH_TAG_TIME && !read_time(w, node))
        return 0;
    for (size_t i = 0; i < node->attribute_count; i++)
        if (node->attributes[i].value.size == QH_HTML_VERBATIM && !read_attribute(w, node, &node->attributes[i]))
            return 0;
    return read_class(w, node, names);
}

/* In boxes beside the text: taken where nothing better is known. */
static int read_aside(element_walk *w, const qh_html_node *node, uint32_t names) {
    if (node->tag == QH_TAG_TIME)
        return add_value(w, is_update(w, node) ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE, QH_FACT_ASIDE, node);
    if (node->tag == QH_TAG_H1 && !add_text(w, QUOTH_METADATA_TITLE, QH_FACT_ASIDE, node))
        return 0;
    if (names & QH_NAME_AUTHOR && !add_text(w, QUOTH_METADATA_AUTHOR, QH_FACT_ASIDE, node))
        return 0;
    return !(names & QH_NAME_DATE) || add_text(w, QUOTH_METADATA_DATE, QH_FACT_ASIDE, node);
}

static int is_of_head(const qh_html_node *node) {
    return node->tag == QH_TAG_HTML || node->tag == QH_TAG_META || node->tag == QH_TAG_LINK || node->tag == QH_TAG_TITLE ||
           node->tag == QH_TAG_SCRIPT;
}

static int read_element(element_walk *w, const qh_html_node *node) {
    if (node->space != QH_HTML_SPACE_HTML || node->tag == QH_TAG_BODY)
        return 1;
    if (is_of_head(node))
        return read_head(w, node);
    if (!node->attribute_count && node->tag != QH_TAG_H1 && node->tag != QH_TAG_TIME && node->tag != QH_TAG_ARTICLE)
        return 1;
    uint32_t names = names_of(w, node);
    if (!w->is_aside && is_aside(node, names)) {
        w->is_aside = 1;
        w->aside_end = qh_html_skip(node, w->root);
    }
    w->facts->page |= names & QH_NAME_PRICE && !w->is_aside ? QH_PAGE_PRICE : 0;
    return w->is_aside ? read_aside(w, node, names) : read_body(w, node, names);
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
