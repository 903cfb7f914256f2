/* The sentences that may report something, block by block. */
#include <stdlib.h>

#include "quote/reported.h"

int qh_may_report(const quoth_block *block) {
    switch (block->kind) {
    case QUOTH_BLOCK_BYLINE:
    case QUOTH_BLOCK_DATELINE:
    case QUOTH_BLOCK_LINK:
    case QUOTH_BLOCK_LABEL:
    case QUOTH_BLOCK_CONTENTS:
    case QUOTH_BLOCK_NAVIGATION:
    case QUOTH_BLOCK_BOILERPLATE:
    case QUOTH_BLOCK_PREFORMATTED:
        return 0;
    default:
        return 1;
    }
}

/* Reports are learned from English. */
static int reports(const quoth_block *block) {
    return qh_may_report(block) && block->language && block->language[0] == 'e' && block->language[1] == 'n';
}

static int by_first(const void *a, const void *b) {
    const qh_covered *x = a, *y = b;
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : x->end != y->end ? (x->end > y->end ? -1 : 1) : 0;
}

/* The tokens of all direct quotations, ascending. */
static int cover(const qh_finder *f, qh_covered_list *out) {
    for (size_t i = 0; i < f->found.count; i++) {
        const qh_found *q = &f->found.items[i];
        for (size_t k = 0; q->type == QUOTH_QUOTE_DIRECT && k < q->parts.count; k++) {
            qh_covered *c = qh_vec_push(f->p->scratch, out);
            if (!c)
                return 0;
            *c = (qh_covered){(uint32_t)qh_token_from(&f->tokens, q->parts.items[k].start),
                              (uint32_t)qh_token_from(&f->tokens, q->parts.items[k].end)};
        }
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_first);
    size_t kept = 0; /* a quotation within another is covered by it */
    for (size_t i = 0; i < out->count; i++)
        if (!kept || out->items[i].first >= out->items[kept - 1].end)
            out->items[kept++] = out->items[i];
    out->count = kept;
    return 1;
}

int qh_each_sentence(const qh_finder *f, qh_sentence_visitor visit, void *user) {
    qh_covered_list covered = {0};
    qh_sentence *sentence = qh_arena_alloc(f->p->scratch, sizeof *sentence);
    if (!sentence || !cover(f, &covered))
        return 0;
    size_t next = 0;
    for (uint32_t block = 0; block < f->p->doc->blocks.count; block++) {
        if (!reports(&f->p->doc->blocks.items[block]))
            continue;
        for (size_t at = f->ranges[block].token; at < f->ranges[block].token_end;) {
            qh_read_sentence(f, &covered, &next, block, &at, sentence);
            if (sentence->has_cue && !visit(user, sentence, block))
                return 0;
        }
    }
    return 1;
}
