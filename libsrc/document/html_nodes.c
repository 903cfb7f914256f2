/* Making nodes and putting them into the tree, 13.2.6.1. */
#include "document/html_builder.h"

qh_html_node *qh_node_new(qh_builder *b, qh_html_node_kind kind) {
    qh_html_node *node = qh_html_take(b->arena, &b->nodes, sizeof *node);
    if (!node) {
        b->failed = 1;
        node = &b->spare;
    }
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    return node;
}

void qh_node_insert(qh_html_node *node, qh_place place) {
    qh_html_node *previous = place.before ? place.before->previous : place.parent->last;
    node->parent = place.parent;
    node->previous = previous;
    node->next = place.before;
    if (previous)
        previous->next = node;
    else
        place.parent->first = node;
    if (place.before)
        place.before->previous = node;
    else
        place.parent->last = node;
}

void qh_node_remove(qh_html_node *node) {
    qh_html_node *parent = node->parent;
    if (!parent)
        return;
    if (node->previous)
        node->previous->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

void qh_node_move_children(qh_html_node *from, qh_html_node *to) {
    for (qh_html_node *child = from->first; child; child = child->next)
        child->parent = to;
    to->first = from->first;
    to->last = from->last;
    from->first = from->last = NULL;
}

static void keep_attributes(qh_builder *b, qh_html_node *element, const qh_html_token *token) {
    size_t size = token->attribute_count * sizeof *token->attributes;
    qh_html_attribute *kept = size ? qh_arena_alloc(b->arena, size) : NULL;
    if (!kept) {
        b->failed |= size > 0;
        return;
    }
    memcpy(kept, token->attributes, size);
    element->attributes = kept;
    element->attribute_count = (uint16_t)token->attribute_count;
}

qh_html_node *qh_element_for(qh_builder *b, const qh_html_token *token, qh_html_space space) {
    qh_html_node *element = qh_node_new(b, QH_HTML_NODE_ELEMENT);
    element->space = (uint8_t)space;
    element->tag = token->tag;
    element->name = token->name;
    element->name_size = token->name_size;
    element->hash = token->hash;
    element->start = token->start;
    element->end = token->end;
    keep_attributes(b, element, token);
    b->tree->elements++;
    return element;
}

qh_html_node *qh_element_again(qh_builder *b, const qh_html_node *element) {
    qh_html_node *again = qh_node_new(b, QH_HTML_NODE_ELEMENT);
    again->tag = element->tag;
    again->name = element->name;
    again->name_size = element->name_size;
    again->hash = element->hash;
    again->attributes = element->attributes;
    again->attribute_count = element->attribute_count;
    again->start = again->end = element->end;
    again->is_implied = 1;
    b->tree->elements++;
    return again;
}

static int fosters(const qh_html_node *target) {
    if (target->space != QH_HTML_SPACE_HTML)
        return 0;
    switch (target->tag) {
    case QH_TAG_TABLE:
    case QH_TAG_TBODY:
    case QH_TAG_TFOOT:
    case QH_TAG_THEAD:
    case QH_TAG_TR:
        return 1;
    default:
        return 0;
    }
}

qh_place qh_place_in(qh_builder *b, qh_html_node *target) {
    qh_place place = {target, NULL};
    if (!b->foster || !fosters(target))
        return place;
    int template = b->top[QH_TAG_TEMPLATE], table = b->top[QH_TAG_TABLE];
    if (template > table) {
        place.parent = b->stack[template].node;
    } else if (table < 0) {
        place.parent = b->stack[0].node;
    } else if (b->stack[table].node->parent) {
        place.before = b->stack[table].node;
        place.parent = place.before->parent;
    } else {
        place.parent = b->stack[table - 1].node;
    }
    return place;
}

qh_place qh_place_now(qh_builder *b) { return qh_place_in(b, qh_current(b)); }

/* The next piece behind the text's last: the same slice goes on, or one more is chained. */
static void append_piece(qh_builder *b, qh_html_node *text, const qh_html_piece *piece) {
    qh_html_piece *last = text->last_piece;
    if (last->size == QH_HTML_VERBATIM && piece->size == QH_HTML_VERBATIM && last->end == piece->start) {
        last->end = piece->end;
        return;
    }
    qh_html_piece *added = qh_html_take(b->arena, &b->tokenizer.pieces, sizeof *added);
    if (!added) {
        b->failed = 1;
        return;
    }
    *added = *piece;
    added->next = NULL;
    last->next = text->last_piece = added;
    b->tree->pieces++;
}

void qh_insert_text(qh_builder *b, const qh_html_piece *piece) {
    qh_place place = qh_place_now(b);
    qh_html_node *previous = place.before ? place.before->previous : place.parent->last;
    if (place.parent->kind == QH_HTML_NODE_DOCUMENT)
        return;
    if (previous && previous->kind == QH_HTML_NODE_TEXT) {
        append_piece(b, previous, piece);
        return;
    }
    qh_html_node *text = qh_node_new(b, QH_HTML_NODE_TEXT);
    text->text = *piece;
    text->text.next = NULL;
    text->last_piece = &text->text;
    text->start = piece->start;
    text->end = piece->end;
    qh_node_insert(text, place);
    b->tree->pieces++;
}

void qh_insert_comment(qh_builder *b, const qh_html_token *token, qh_html_node *parent) {
    qh_html_node *comment = qh_node_new(b, QH_HTML_NODE_COMMENT);
    comment->text = token->text;
    comment->start = token->start;
    comment->end = token->end;
    qh_place place = {parent, NULL};
    qh_node_insert(comment, parent ? place : qh_place_now(b));
}

static int has_attribute(const qh_html_attribute *attributes, size_t count, const qh_html_attribute *sought) {
    for (size_t i = 0; i < count; i++)
        if (attributes[i].hash == sought->hash && attributes[i].name_size == sought->name_size &&
            memcmp(attributes[i].name, sought->name, sought->name_size) == 0)
            return 1;
    return 0;
}

void qh_merge_attributes(qh_builder *b, qh_html_node *element, const qh_html_token *token, qh_html_attribute **room) {
    size_t count = element->attribute_count;
    for (uint32_t i = 0; i < token->attribute_count && count < QH_HTML_MAX_ATTRIBUTES; i++) {
        const qh_html_attribute *attribute = &token->attributes[i];
        if (has_attribute(element->attributes, count, attribute))
            continue;
        if (!*room) {
            *room = qh_arena_alloc(b->arena, QH_HTML_MAX_ATTRIBUTES * sizeof **room);
            if (!*room) {
                b->failed = 1;
                return;
            }
            if (count)
                memcpy(*room, element->attributes, count * sizeof **room);
            element->attributes = *room;
        }
        (*room)[count++] = *attribute;
        element->attribute_count = (uint16_t)count;
    }
}
