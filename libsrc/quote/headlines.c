/* Headlines that report without a cue: "Mara Lindqvist: Ferry was never late". */
#include "quote/reported.h"

static int is_headline(const quoth_block *block) {
    int kind = block->kind == QUOTH_BLOCK_TITLE || block->kind == QUOTH_BLOCK_SUBTITLE || block->kind == QUOTH_BLOCK_HEADING;
    return kind && block->language && block->language[0] == 'e' && block->language[1] == 'n';
}

/* The mention of a person that begins the block, or -1: two words and a given name or title among them. */
static int32_t person_at(const qh_finder *f, const qh_block_range *r) {
    enum { PERSON = QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME | QH_WORD_TITLE };
    const qh_mention *m = r->mention < r->mention_end ? &f->mentions.list.items[r->mention] : NULL;
    if (!m || m->first != r->token || m->kind != QH_MENTION_NAME || m->end - m->first < 2)
        return -1;
    for (size_t i = m->first; i < m->end; i++)
        if (qh_token_at(f, i)->classes & PERSON)
            return (int32_t)r->mention;
    return -1;
}

/* Is it a clause, all on one line and without marks? It has a finite form: be, have, will. */
static int is_clause(const qh_finder *f, size_t first, size_t end) {
    enum { LEAST = 4 };
    int finite = 0;
    for (size_t i = first; i < end; i++) {
        const qh_token *t = qh_token_at(f, i);
        if (t->kind == QH_TOKEN_MARK || f->text[t->start] == ':' || f->text[t->start] == '?')
            return 0;
        finite |= i > first && t->classes & QH_WORD_AUXILIARY;
    }
    return finite && first + LEAST <= end;
}

static int add_headline(qh_finder *f, uint32_t block, int32_t mention, size_t first, size_t end) {
    qh_found *q = qh_add_found(f, QUOTH_QUOTE_INDIRECT, block);
    quoth_span *part = q ? qh_vec_push(f->p->scratch, &q->parts) : NULL;
    if (!part)
        return 0;
    *part = (quoth_span){qh_token_at(f, first)->start, qh_token_at(f, end - 1)->end};
    q->first = (uint32_t)first;
    q->end = (uint32_t)end;
    q->mention = mention;
    q->source = f->mentions.list.items[mention].span;
    q->evidence = "speaker-colon";
    q->confidence = 0.7;
    return 1;
}

int qh_find_headlines(qh_finder *f) {
    for (uint32_t b = 0; b < f->p->doc->blocks.count; b++) {
        const qh_block_range *r = &f->ranges[b];
        int32_t mention = is_headline(&f->p->doc->blocks.items[b]) ? person_at(f, r) : -1;
        size_t colon = mention < 0 ? 0 : f->mentions.list.items[mention].end;
        if (mention < 0 || colon >= r->token_end || f->text[qh_token_at(f, colon)->start] != ':')
            continue;
        if (is_clause(f, colon + 1, r->token_end) && !add_headline(f, b, mention, colon + 1, r->token_end))
            return 0;
    }
    return 1;
}
