#include "export/inline.h"

#include <stdlib.h>
#include <string.h>

#include "base/document.h"
#include "base/error.h"
#include "base/one_of.h"

static int by_place(const void *a, const void *b) {
    const qh_inline *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static void add(qh_inlines *in, quoth_span span, qh_inline_kind kind, size_t index, size_t part) {
    if (span.start < span.end)
        in->items[in->count++] = (qh_inline){span.start, span.end, (int32_t)kind, (int32_t)index, (int32_t)part, 0};
}

static size_t count_all(const quoth_document *doc) {
    size_t count = quoth_document_mark_count(doc);
    for (size_t i = 0; i < quoth_document_quote_count(doc); i++) {
        const quoth_quote *quote = quoth_document_quote(doc, i);
        count += quote->part_count + quote->quoted_count + 2;
    }
    return count;
}

static void add_quote(qh_inlines *in, const quoth_quote *quote, size_t index) {
    int turn = quote->type == QUOTH_QUOTE_TURN;
    for (size_t p = 0; p < quote->part_count && !turn; p++)
        add(in, quote->parts[p], QH_INLINE_QUOTE, index, p);
    for (size_t p = 0; p < quote->quoted_count && quote->type == QUOTH_QUOTE_MIXED; p++)
        add(in, quote->quoted[p], QH_INLINE_QUOTED, index, p);
    add(in, quote->cue, QH_INLINE_CUE, index, 0);
    add(in, quote->speaker_mention, QH_INLINE_MENTION, index, 0);
    if (turn && quote->block >= 0)
        in->turns[quote->block] = (int32_t)index;
}

static void add_all(qh_inlines *in) {
    for (size_t i = 0; i < quoth_document_quote_count(in->doc); i++)
        add_quote(in, quoth_document_quote(in->doc, i), i);
    for (size_t i = 0; i < quoth_document_mark_count(in->doc); i++) {
        const quoth_mark *mark = quoth_document_mark(in->doc, i);
        add(in, (quoth_span){mark->start, mark->end}, QH_INLINE_MARK, i, 0);
    }
    if (in->count)
        qsort(in->items, in->count, sizeof *in->items, by_place);
}

quoth_status qh_inlines_open(qh_inlines *in, const quoth_document *doc, quoth_error *err) {
    size_t blocks = quoth_document_block_count(doc);
    memset(in, 0, sizeof *in);
    in->doc = doc;
    qh_arena_init(&in->arena, &doc->arena.allocator);
    in->items = qh_arena_zalloc(&in->arena, count_all(doc), sizeof *in->items);
    in->turns = qh_arena_zalloc(&in->arena, blocks, sizeof *in->turns);
    if (!in->items || !in->turns)
        return qh_fail_memory(err);
    for (size_t i = 0; i < blocks; i++)
        in->turns[i] = -1;
    add_all(in);
    /* Later paragraphs of a turn are of the same quotation. */
    for (size_t i = 0; i < blocks; i++) {
        int32_t first = quoth_document_block(doc, i)->turn;
        if (first >= 0 && (size_t)first < i)
            in->turns[i] = in->turns[first];
    }
    return QUOTH_OK;
}

void qh_inlines_close(qh_inlines *in) { qh_arena_free(&in->arena); }

static void open_item(qh_inlines *in, size_t item, const qh_inline_visitor *visitor, void *user) {
    visitor->open(user, &in->items[item]);
    in->items[item].piece++;
}

/* Closes what ends at `at` and what lies inside of that, which is opened again where it goes on. */
static void end_items(qh_inlines *in, size_t at, const qh_inline_visitor *visitor, void *user) {
    size_t first = 0, kept;
    while (first < in->depth && in->items[in->open[first]].end > at)
        first++;
    for (size_t i = in->depth; i > first; i--)
        visitor->close(user, &in->items[in->open[i - 1]]);
    kept = first;
    for (size_t i = first; i < in->depth; i++)
        if (in->items[in->open[i]].end > at) {
            open_item(in, in->open[i], visitor, user);
            in->open[kept++] = in->open[i];
        }
    in->depth = kept;
}

static size_t next_bound(const qh_inlines *in, size_t end) {
    if (in->next < in->count && in->items[in->next].start < end)
        end = in->items[in->next].start;
    for (size_t i = 0; i < in->depth; i++)
        if (in->items[in->open[i]].end < end)
            end = in->items[in->open[i]].end;
    return end;
}

static void begin_items(qh_inlines *in, size_t at, const qh_inline_visitor *visitor, void *user) {
    for (; in->next < in->count && in->items[in->next].start <= at; in->next++) {
        if (in->items[in->next].end <= at || in->depth == QH_INLINE_DEPTH)
            continue;
        in->open[in->depth++] = in->next;
        open_item(in, in->next, visitor, user);
    }
}

/* Marks that went on behind the stretch before and have ended between the two. */
static void forget_ended(qh_inlines *in, size_t at) {
    size_t kept = 0;
    for (size_t i = 0; i < in->depth; i++)
        if (in->items[in->open[i]].end > at)
            in->open[kept++] = in->open[i];
    in->depth = kept;
}

void qh_inlines_visit(qh_inlines *in, size_t start, size_t end, const qh_inline_visitor *visitor, void *user) {
    size_t at = start;
    if (start >= end)
        return;
    forget_ended(in, at);
    for (size_t i = 0; i < in->depth; i++)
        open_item(in, in->open[i], visitor, user);
    begin_items(in, at, visitor, user);
    for (;;) {
        size_t bound = next_bound(in, end);
        if (bound > at)
            visitor->text(user, at, bound);
        at = bound;
        if (at >= end)
            break;
        end_items(in, at, visitor, user);
        begin_items(in, at, visitor, user);
    }
    for (size_t i = in->depth; i; i--)
        visitor->close(user, &in->items[in->open[i - 1]]);
}

size_t qh_turn_body(const quoth_document *doc, const quoth_block *block) {
    const char *text = quoth_document_text(doc, NULL);
    size_t at = block->speaker_head.end;
    if (block->speaker_head.start >= at || at > block->end)
        return block->start;
    while (at < block->end) {
        if (qh_one_of(text[at], " \t\r\n:*_)]"))
            at++;
        else if (block->end - at >= 3 && memcmp(text + at, "\xEF\xBC\x9A", 3) == 0) /* full-width colon */
            at += 3;
        else
            break;
    }
    return at;
}
