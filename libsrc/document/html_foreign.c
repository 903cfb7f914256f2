/* SVG and MathML, 13.2.6.5. */
#include "document/html_builder.h"

static int is_math_text_point(const qh_html_node *node) {
    if (node->space != QH_HTML_SPACE_MATHML)
        return 0;
    return node->tag == QH_TAG_MI || node->tag == QH_TAG_MO || node->tag == QH_TAG_MN || node->tag == QH_TAG_MS ||
           node->tag == QH_TAG_MTEXT;
}

static int holds_html(const qh_builder *b, const qh_html_node *node) {
    const qh_html_attribute *encoding = qh_html_attribute_of(node, QH_ATTR_ENCODING);
    return encoding && (qh_html_is_word(b->tree->source, &encoding->value, "text/html") ||
                        qh_html_is_word(b->tree->source, &encoding->value, "application/xhtml+xml"));
}

static int is_html_point(const qh_builder *b, const qh_html_node *node) {
    if (node->space == QH_HTML_SPACE_SVG)
        return node->tag == QH_TAG_FOREIGNOBJECT || node->tag == QH_TAG_DESC || node->tag == QH_TAG_TITLE;
    return node->space == QH_HTML_SPACE_MATHML && node->tag == QH_TAG_ANNOTATION_XML && holds_html(b, node);
}

int qh_is_for_foreign(const qh_builder *b, const qh_html_token *token) {
    const qh_html_node *node = qh_current(b);
    if (node->space == QH_HTML_SPACE_HTML || token->kind == QH_HTML_END)
        return 0;
    int is_start = token->kind == QH_HTML_START_TAG, is_text = token->kind == QH_HTML_TEXT;
    if (is_math_text_point(node) && (is_text || (is_start && token->tag != QH_TAG_MGLYPH && token->tag != QH_TAG_MALIGNMARK)))
        return 0;
    if (is_start && token->tag == QH_TAG_SVG && node->space == QH_HTML_SPACE_MATHML && node->tag == QH_TAG_ANNOTATION_XML)
        return 0;
    return !((is_start || is_text) && is_html_point(b, node));
}

/* xlink:href and its like: the prefix becomes a name space. */
static void split_prefix(qh_html_attribute *attribute) {
    static const struct {
        uint16_t first, last;
        uint8_t prefix, size;
    } prefixes[] = {
        {QH_ATTR_XLINK_ACTUATE, QH_ATTR_XLINK_TYPE, QH_HTML_XLINK, 6},
        {QH_ATTR_XML_LANG, QH_ATTR_XML_SPACE, QH_HTML_XML, 4},
        {QH_ATTR_XMLNS_XLINK, QH_ATTR_XMLNS_XLINK, QH_HTML_XMLNS, 6},
        {QH_ATTR_XMLNS, QH_ATTR_XMLNS, QH_HTML_XMLNS, 0},
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (attribute->id < prefixes[i].first || attribute->id > prefixes[i].last)
            continue;
        attribute->prefix = prefixes[i].prefix;
        attribute->name += prefixes[i].size;
        attribute->name_size -= prefixes[i].size;
    }
}

static void adjust_attributes(qh_html_token *token, qh_html_space space) {
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        qh_html_attribute *attribute = &token->attributes[i];
        const char *camel = qh_html_attributes[attribute->id].foreign;
        if (space == QH_HTML_SPACE_SVG && camel)
            attribute->name = camel;
        if (space == QH_HTML_SPACE_MATHML && attribute->id == QH_ATTR_DEFINITIONURL)
            attribute->name = "definitionURL";
        split_prefix(attribute);
    }
}

static void insert_foreign(qh_builder *b, qh_html_token *token, qh_html_space space) {
    adjust_attributes(token, space);
    if (space == QH_HTML_SPACE_SVG && qh_html_tags[token->tag].foreign)
        token->name = qh_html_tags[token->tag].foreign;
    if (token->self_closing)
        qh_node_insert(qh_element_for(b, token, space), qh_place_now(b));
    else
        qh_open_foreign(b, token, space);
}

void qh_open_foreign_root(qh_builder *b, qh_html_token *token) {
    insert_foreign(b, token, token->tag == QH_TAG_SVG ? QH_HTML_SPACE_SVG : QH_HTML_SPACE_MATHML);
}

static int breaks_out(const qh_html_token *token) {
    if (token->kind == QH_HTML_END_TAG)
        return token->tag == QH_TAG_BR || token->tag == QH_TAG_P;
    if (qh_html_tags[token->tag].flags & QH_TAG_FLAG_BREAKOUT)
        return 1;
    for (uint32_t i = 0; token->tag == QH_TAG_FONT && i < token->attribute_count; i++) {
        uint16_t id = token->attributes[i].id;
        if (id == QH_ATTR_COLOR || id == QH_ATTR_FACE || id == QH_ATTR_SIZE)
            return 1;
    }
    return 0;
}

static void leave_foreign(qh_builder *b) {
    while (b->depth > 1) {
        const qh_html_node *node = qh_current(b);
        if (node->space == QH_HTML_SPACE_HTML || is_math_text_point(node) || is_html_point(b, node))
            return;
        qh_pop(b);
    }
}

/* Searches the foreign elements; the first HTML element below them leaves the tag to its own rules. */
static qh_step end_in_foreign(qh_builder *b, qh_html_token *token) {
    for (int at = b->depth - 1; at > 0; at--) {
        if (b->stack[at].node->space == QH_HTML_SPACE_HTML)
            return qh_step_in(b, b->mode, token);
        if (b->stack[at].hash == token->hash && qh_html_has_name(b->stack[at].node, token)) {
            qh_pop_to(b, at);
            return QH_DONE;
        }
    }
    return QH_DONE;
}

static void text_in_foreign(qh_builder *b, qh_html_token *token) {
    if (qh_is_nul(&token->text)) {
        memcpy(token->text.bytes, "\xEF\xBF\xBD", 3);
        token->text.size = 3;
    } else if (!qh_is_space(b, &token->text)) {
        b->frameset_ok = 0;
    }
    qh_insert_text(b, &token->text);
}

qh_step qh_in_foreign(qh_builder *b, qh_html_token *token) {
    switch (token->kind) {
    case QH_HTML_TEXT:
        text_in_foreign(b, token);
        return QH_DONE;
    case QH_HTML_COMMENT:
        qh_insert_comment(b, token, NULL);
        return QH_DONE;
    case QH_HTML_START_TAG:
    case QH_HTML_END_TAG:
        if (breaks_out(token)) {
            leave_foreign(b);
            return qh_step_in(b, b->mode, token);
        }
        if (token->kind == QH_HTML_END_TAG)
            return end_in_foreign(b, token);
        insert_foreign(b, token, (qh_html_space)qh_current(b)->space);
        return QH_DONE;
    default:
        return QH_DONE;
    }
}
