/* The adoption agency algorithm, in 13.2.6.4.7. */
#include "document/html_builder.h"

/* One run of it: places of the formatting element and of the furthest block on the stack, of the former in the list. */
typedef struct adoption {
    size_t entry, bookmark;
    int formatting, block;
} adoption;

/* The first special element above the formatting element, or 0. */
static int find_block(const qh_builder *b, int formatting) {
    int found = 0;
    for (int at = b->stack[b->depth - 1].bounds[QH_SCOPE_SPECIAL]; at > formatting; at = b->stack[at - 1].bounds[QH_SCOPE_SPECIAL])
        found = at;
    return found;
}

static void forget(qh_builder *b, adoption *a, size_t entry) {
    qh_formatting_remove(b, entry);
    a->entry -= entry < a->entry;
    a->bookmark -= entry < a->bookmark;
}

/* The element at stack[at], between formatting element and block: a clone in its place that holds `last`, or NULL and off the
 * stack. */
static qh_html_node *climb_one(qh_builder *b, adoption *a, int at, int keep, qh_html_node *last) {
    qh_html_node *node = b->stack[at].node;
    size_t entry = qh_formatting_find(b, node);
    node->is_open = 0;
    if (entry != SIZE_MAX && !keep)
        forget(b, a, entry);
    if (entry == SIZE_MAX || !keep)
        return NULL;
    qh_html_node *again = qh_element_again(b, node);
    again->is_open = 1;
    b->formatting.items[entry].node = again;
    if (last == b->stack[a->block].node)
        a->bookmark = entry + 1;
    qh_node_remove(last);
    qh_node_insert(last, (qh_place){again, NULL});
    return again;
}

/* Hangs the furthest block under clones of the formatting elements between; returns the topmost. Entries without node are off. */
static qh_html_node *climb(qh_builder *b, adoption *a) {
    qh_html_node *last = b->stack[a->block].node;
    for (int at = a->block - 1; at > a->formatting; at--) {
        qh_html_node *again = climb_one(b, a, at, a->block - at <= 3, last);
        b->stack[at].node = again;
        last = again ? again : last;
    }
    return last;
}

/* The clone takes the place in the list that the bookmark says. */
static void relist(qh_builder *b, adoption *a, qh_html_node *again) {
    qh_formatting moved = {again, b->formatting.items[a->entry].attributes};
    size_t bookmark = a->bookmark - (a->entry < a->bookmark);
    qh_formatting_remove(b, a->entry);
    qh_formatting *items = b->formatting.items;
    memmove(&items[bookmark + 1], &items[bookmark], (b->formatting.count - bookmark) * sizeof *items);
    items[bookmark] = moved;
    b->formatting.count++;
}

/* Closes the gaps below the block; the clone goes above it. The formatting element leaves as many entries as the clone needs. */
static void restack(qh_builder *b, const adoption *a, qh_html_node *again) {
    int to = a->formatting;
    for (int at = a->formatting + 1; at <= a->block; at++)
        if (b->stack[at].node)
            b->stack[to++].node = b->stack[at].node;
    b->stack[to++].node = again;
    again->is_open = 1;
    int above = b->depth - a->block - 1;
    memmove(&b->stack[to], &b->stack[a->block + 1], (size_t)above * sizeof *b->stack);
    b->depth = to + above;
    qh_stack_link(b, a->formatting);
}

static void adopt_block(qh_builder *b, adoption *a) {
    qh_html_node *formatting = b->stack[a->formatting].node, *block = b->stack[a->block].node;
    qh_place place = qh_place_in(b, b->stack[a->formatting - 1].node);
    qh_stack_unlink(b, a->formatting);
    qh_html_node *last = climb(b, a), *again = qh_element_again(b, formatting);
    qh_node_remove(last);
    qh_node_insert(last, place);
    qh_node_move_children(block, again);
    qh_node_insert(again, (qh_place){block, NULL});
    formatting->is_open = 0;
    relist(b, a, again);
    restack(b, a, again);
}

/* 0: there is nothing more to do. */
static int adopt_once(qh_builder *b, const qh_html_token *token, uint16_t tag) {
    adoption a = {.entry = qh_formatting_last(b, tag)};
    if (a.entry == SIZE_MAX) {
        qh_other_end_tag(b, token);
        return 0;
    }
    a.formatting = qh_stack_find(b, b->formatting.items[a.entry].node);
    if (a.formatting < 0) {
        qh_formatting_remove(b, a.entry);
        return 0;
    }
    if (a.formatting < b->stack[b->depth - 1].bounds[QH_SCOPE])
        return 0;
    a.block = find_block(b, a.formatting);
    if (!a.block) {
        qh_pop_to(b, a.formatting);
        qh_formatting_remove(b, a.entry);
        return 0;
    }
    a.bookmark = a.entry;
    adopt_block(b, &a);
    return 1;
}

void qh_adopt(qh_builder *b, const qh_html_token *token, uint16_t tag) {
    if (qh_html_is(qh_current(b), tag) && qh_formatting_find(b, qh_current(b)) == SIZE_MAX) {
        qh_pop(b);
        return;
    }
    for (int i = 0; i < 8 && !b->failed && adopt_once(b, token, tag); i++)
        continue;
}
