/* The stack of open elements, 13.2.4.2 and 13.2.6.3. */
#include "document/html_builder.h"

static unsigned flags_of_foreign(const qh_html_node *node) {
    enum { BOUND = QH_TAG_FLAG_SPECIAL | QH_TAG_FLAG_SCOPE };
    switch (node->tag) {
    case QH_TAG_MI:
    case QH_TAG_MO:
    case QH_TAG_MN:
    case QH_TAG_MS:
    case QH_TAG_MTEXT:
    case QH_TAG_ANNOTATION_XML:
        return node->space == QH_HTML_SPACE_MATHML ? BOUND : 0;
    case QH_TAG_FOREIGNOBJECT:
    case QH_TAG_DESC:
    case QH_TAG_TITLE:
        return node->space == QH_HTML_SPACE_SVG ? BOUND : 0;
    default:
        return 0;
    }
}

/* Fills what the entry at `at` knows of those below it. */
static void link_entry(qh_builder *b, int at) {
    static const unsigned bounds[QH_SCOPE_COUNT] = {
        [QH_SCOPE] = QH_TAG_FLAG_SCOPE,
        [QH_SCOPE_LIST] = QH_TAG_FLAG_SCOPE | QH_TAG_FLAG_LIST_SCOPE,
        [QH_SCOPE_BUTTON] = QH_TAG_FLAG_SCOPE | QH_TAG_FLAG_BUTTON_SCOPE,
        [QH_SCOPE_TABLE] = QH_TAG_FLAG_TABLE_SCOPE,
        [QH_SCOPE_SPECIAL] = QH_TAG_FLAG_SPECIAL,
    };
    qh_open_element *entry = &b->stack[at];
    int is_html = entry->node->space == QH_HTML_SPACE_HTML;
    entry->hash = entry->node->hash;
    unsigned flags = is_html ? qh_html_tags[entry->node->tag].flags : flags_of_foreign(entry->node);
    for (int scope = 0; scope < QH_SCOPE_COUNT; scope++)
        entry->bounds[scope] = (flags & bounds[scope]) ? (int16_t)at : at ? entry[-1].bounds[scope] : (int16_t)0;
    entry->below = -1;
    if (is_html) {
        entry->below = b->top[entry->node->tag];
        b->top[entry->node->tag] = (int16_t)at;
    }
}

static void unlink_entry(qh_builder *b, int at) {
    const qh_open_element *entry = &b->stack[at];
    if (entry->node->space == QH_HTML_SPACE_HTML)
        b->top[entry->node->tag] = entry->below;
}

void qh_push(qh_builder *b, qh_html_node *element) {
    if (b->depth == QH_STACK_SIZE)
        return;
    element->is_open = 1;
    b->stack[b->depth].node = element;
    link_entry(b, b->depth++);
}

void qh_pop(qh_builder *b) {
    b->depth--;
    unlink_entry(b, b->depth);
    b->stack[b->depth].node->is_open = 0;
    if (b->unopened_count && b->depth < QH_HTML_MAX_DEPTH) {
        memset(b->unopened, 0, sizeof b->unopened);
        b->unopened_count = 0;
    }
}

void qh_pop_to(qh_builder *b, int depth) {
    while (b->depth > depth)
        qh_pop(b);
}

void qh_pop_until(qh_builder *b, uint16_t tag) {
    if (b->top[tag] > 0)
        qh_pop_to(b, b->top[tag]);
}

void qh_stack_unlink(qh_builder *b, int from) {
    for (int i = b->depth - 1; i >= from; i--)
        unlink_entry(b, i);
}

void qh_stack_remove(qh_builder *b, int at) {
    qh_stack_unlink(b, at);
    b->stack[at].node->is_open = 0;
    b->depth--;
    memmove(&b->stack[at], &b->stack[at + 1], (size_t)(b->depth - at) * sizeof *b->stack);
    qh_stack_link(b, at);
}

void qh_stack_link(qh_builder *b, int from) {
    for (int i = from; i < b->depth; i++)
        link_entry(b, i);
}

int qh_stack_find(const qh_builder *b, const qh_html_node *element) {
    int at = element->is_open ? b->top[element->tag] : -1;
    while (at >= 0 && b->stack[at].node != element)
        at = b->stack[at].below;
    return at;
}

void qh_clear_to(qh_builder *b, const uint16_t *tags, size_t count) {
    int depth = 1;
    for (size_t i = 0; i < count; i++)
        if (b->top[tags[i]] >= depth)
            depth = b->top[tags[i]] + 1;
    qh_pop_to(b, depth);
}

void qh_imply_ends(qh_builder *b, uint16_t except, unsigned flags) {
    while (b->depth > 1) {
        const qh_html_node *node = qh_current(b);
        if (!(qh_html_flags(node) & flags) || (except && node->tag == except))
            return;
        qh_pop(b);
    }
}

void qh_close_p(qh_builder *b) {
    qh_imply_ends(b, QH_TAG_P, QH_TAG_FLAG_IMPLIED);
    qh_pop_until(b, QH_TAG_P);
}

static int has_room(const qh_builder *b, const qh_html_node *element) {
    return b->depth < QH_HTML_MAX_DEPTH || (qh_html_flags(element) & QH_TAG_FLAG_DEEP);
}

static qh_html_node *open_element(qh_builder *b, qh_html_node *element) {
    qh_node_insert(element, qh_place_now(b));
    if (has_room(b, element)) {
        qh_push(b, element);
    } else {
        b->unopened[element->tag]++;
        b->unopened_count++;
    }
    return element;
}

qh_html_node *qh_open(qh_builder *b, const qh_html_token *token) {
    return open_element(b, qh_element_for(b, token, QH_HTML_SPACE_HTML));
}

qh_html_node *qh_open_foreign(qh_builder *b, qh_html_token *token, qh_html_space space) {
    return open_element(b, qh_element_for(b, token, space));
}

qh_html_node *qh_open_implied(qh_builder *b, uint16_t tag, uint32_t at) {
    qh_html_token token = {.kind = QH_HTML_START_TAG, .start = at, .end = at, .tag = tag};
    token.name = qh_html_tags[tag].name;
    token.name_size = qh_html_tags[tag].size;
    for (uint32_t i = 0; i < token.name_size; i++)
        token.hash = qh_html_hash_step(token.hash, (unsigned char)token.name[i]);
    qh_html_node *element = qh_open(b, &token);
    element->is_implied = 1;
    return element;
}

void qh_insert_void(qh_builder *b, const qh_html_token *token) {
    qh_node_insert(qh_element_for(b, token, QH_HTML_SPACE_HTML), qh_place_now(b));
}
