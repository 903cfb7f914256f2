/* The caller's mentions in place of those found: where they are, and who is who by the caller's word. */
#include <stdio.h>
#include <string.h>

#include "quote/finder.h"

/* The caller's first mention that ends behind byte `at`. */
static size_t given_from(const quoth_input *input, size_t at) {
    size_t low = 0, high = input->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (input->mentions[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The tokens that hold a part of the span, among [low, high). */
static void tokens_of(const qh_finder *f, quoth_span span, size_t low, size_t high, size_t *first, size_t *end) {
    *first = qh_token_from(&f->tokens, span.start);
    if (*first > low && qh_token_at(f, *first - 1)->end > span.start)
        --*first;
    *first = *first < low ? low : *first;
    *end = qh_token_from(&f->tokens, span.end);
    *end = *end > high ? high : *end;
}

/* What is known of a mention of our own with the same head is known of the caller's. */
static void describe(const qh_mention *own, qh_mention *m) {
    m->kind = own->kind;
    m->gender = own->gender;
    m->plural = own->plural;
    m->pronoun = own->pronoun;
    m->titled = own->titled;
    m->place = own->place;
    m->subject = own->subject;
    m->head = own->head;
}

int qh_take_mentions(qh_finder *f, uint32_t block, size_t first) {
    const quoth_input *input = f->p->input;
    const quoth_block *b = &f->p->doc->blocks.items[block];
    size_t low = f->ranges[block].token, high = f->ranges[block].token_end, own_count = f->mentions.list.count - first, k = 0;
    qh_mention *own = qh_arena_alloc(f->p->scratch, (own_count + 1) * sizeof *own);
    if (!own)
        return 0;
    if (own_count)
        memcpy(own, f->mentions.list.items + first, own_count * sizeof *own);
    f->mentions.list.count = first;
    for (size_t i = given_from(input, b->start); i < input->mention_count && input->mentions[i].start < b->end; i++) {
        size_t start, end;
        tokens_of(f, input->mentions[i], low, high, &start, &end);
        if (f->mentions.list.count > first && f->mentions.list.items[f->mentions.list.count - 1].end > start)
            start = f->mentions.list.items[f->mentions.list.count - 1].end; /* two in one word */
        if (start >= end)
            continue;
        qh_mention *m = qh_vec_push(f->p->scratch, &f->mentions.list);
        if (!m)
            return 0;
        qh_make_mention(f->text, &f->tokens, low, start, end, m);
        while (k < own_count && own[k].end < end)
            k++;
        if (k < own_count && own[k].head >= start && own[k].head < end)
            describe(&own[k], m);
        m->span = input->mentions[i];
        m->entity = input->mention_speakers && input->mention_speakers[i] >= 0 ? (uint32_t)input->mention_speakers[i] + 1 : 0;
        m->alias = f->cast.longest ? qh_cast_words(&f->cast, f->text, m->span) : -1;
    }
    return 1;
}

const char *qh_entity_id(const qh_cluster *c, char room[QH_ENTITY_ID]) {
    snprintf(room, QH_ENTITY_ID, "%u", (unsigned)c->entity - 1);
    return room;
}
