/* The list of active formatting elements, 13.2.4.3. */
#include "document/html_builder.h"
#include "text/eight.h"

/* Order does not matter, as in the standard's comparison. */
static uint64_t hash_attributes(const char *source, const qh_html_node *element) {
    uint64_t sum = 0;
    for (size_t i = 0; i < element->attribute_count; i++) {
        const qh_html_attribute *attribute = &element->attributes[i];
        uint64_t hash = attribute->hash * UINT64_C(0x9E3779B97F4A7C15) + attribute->name_size;
        for (const qh_html_piece *piece = &attribute->value; piece; piece = piece->next) {
            const char *bytes = qh_html_piece_bytes(piece, source);
            hash = qh_eight_hash(hash, bytes, qh_html_piece_size(piece));
        }
        sum += hash ^ hash >> 29;
    }
    return sum + element->attribute_count;
}

static int is_same(const qh_formatting *a, const qh_html_node *node, uint64_t attributes) {
    return a->node->tag == node->tag && a->attributes == attributes;
}

/* No more than three of the same, no more than QH_MAX_FORMATTING at all. */
static void make_room(qh_builder *b, const qh_html_node *element, uint64_t attributes) {
    size_t same = 0, count = 0, first = 0, i = b->formatting.count;
    for (; i > 0 && b->formatting.items[i - 1].node; i--) {
        count++;
        if (is_same(&b->formatting.items[i - 1], element, attributes)) {
            same++;
            first = i - 1;
        }
    }
    if (same >= 3)
        qh_formatting_remove(b, first);
    else if (count >= QH_MAX_FORMATTING)
        qh_formatting_remove(b, i);
}

static void add_entry(qh_builder *b, qh_formatting entry) {
    qh_formatting *added = qh_vec_push(b->arena, &b->formatting);
    if (added)
        *added = entry;
    else
        b->failed = 1;
}

void qh_formatting_push(qh_builder *b, qh_html_node *element) {
    if (!element->is_open)
        return;
    qh_formatting entry = {element, hash_attributes(b->tree->source, element)};
    make_room(b, element, entry.attributes);
    add_entry(b, entry);
}

void qh_formatting_mark(qh_builder *b) { add_entry(b, (qh_formatting){NULL, 0}); }

void qh_formatting_clear(qh_builder *b) {
    while (b->formatting.count && b->formatting.items[--b->formatting.count].node)
        continue;
}

void qh_formatting_remove(qh_builder *b, size_t at) {
    b->formatting.count--;
    memmove(&b->formatting.items[at], &b->formatting.items[at + 1], (b->formatting.count - at) * sizeof *b->formatting.items);
}

size_t qh_formatting_find(const qh_builder *b, const qh_html_node *element) {
    for (size_t i = b->formatting.count; i > 0 && b->formatting.items[i - 1].node; i--)
        if (b->formatting.items[i - 1].node == element)
            return i - 1;
    return SIZE_MAX;
}

size_t qh_formatting_last(const qh_builder *b, uint16_t tag) {
    for (size_t i = b->formatting.count; i > 0 && b->formatting.items[i - 1].node; i--)
        if (b->formatting.items[i - 1].node->tag == tag)
            return i - 1;
    return SIZE_MAX;
}

/* A page may leave elements open and break out of them again and again: beyond the budget they stay closed. */
void qh_reconstruct(qh_builder *b) {
    size_t i = b->formatting.count;
    while (i > 0 && b->formatting.items[i - 1].node && !b->formatting.items[i - 1].node->is_open)
        i--;
    for (; i < b->formatting.count && b->depth < QH_HTML_MAX_DEPTH && b->reopen_budget; i++) {
        qh_formatting *entry = &b->formatting.items[i];
        entry->node = qh_element_again(b, entry->node);
        qh_node_insert(entry->node, qh_place_now(b));
        qh_push(b, entry->node);
        b->reopen_budget--;
    }
}
