/* Who "the president" is: the one to whom the text gives that office. */
#include "quote/candidates.h"

static uint64_t word_at(const qh_finder *f, size_t i) {
    return qh_word_hash(f->text, (quoth_span){qh_token_at(f, i)->start, qh_token_at(f, i)->end});
}

static int is_comma(const qh_finder *f, size_t i) { return qh_is_sign(f, i, ','); }

/* Is token i that word, or another form of it: "adwokatka", "adwokatkę"; "advokat", "advokaten"? English has one form. */
static int is_form_of(const qh_finder *f, size_t i, size_t role) {
    enum { ENDING = 6, SHORTEST = 4 }; /* bytes: three letters beyond ASCII */
    const qh_token *a = qh_token_at(f, i), *b = qh_token_at(f, role);
    size_t left = a->end - a->start, right = b->end - b->start, n = 0;
    if (word_at(f, i) == word_at(f, role))
        return 1;
    while (n < left && n < right && f->text[a->start + n] == f->text[b->start + n])
        n++;
    return n >= SHORTEST && left - n <= ENDING && right - n <= ENDING && n * 2 >= left && n * 2 >= right;
}

static int is_role(const qh_finder *f, size_t i, size_t role, int forms) {
    return forms ? is_form_of(f, i, role) : word_at(f, i) == word_at(f, role);
}

/* Does the text give the name `index` the office `role`: "President Roe", "Jane Roe, the president", "the president of X, Jane
 * Roe"? */
static int holds_office(const qh_finder *f, size_t index, size_t role, int forms) {
    enum { LONGEST = 8 }; /* tokens of an apposition */
    const qh_mention *name = &f->mentions.list.items[index], *next = name + 1;
    for (size_t i = name->first; i < name->end; i++)
        if (is_role(f, i, role, forms))
            return 1;
    if (index > 0 && name[-1].kind == QH_MENTION_ROLE && name[-1].end == name->first && is_role(f, name[-1].head, role, forms))
        return 1;
    if (index + 1 < f->mentions.list.count && next->kind == QH_MENTION_ROLE && next->first == name->end + 1 &&
        is_comma(f, name->end) && is_role(f, next->head, role, forms))
        return 1;
    if (name->first == 0 || !is_comma(f, name->first - 1))
        return 0;
    for (size_t i = index; i-- > 0 && name->first - f->mentions.list.items[i].end <= LONGEST;)
        if (f->mentions.list.items[i].kind == QH_MENTION_ROLE && is_role(f, f->mentions.list.items[i].head, role, forms))
            return 1;
    return 0;
}

/* Who "the president" is: the nearest name in front to which the text gives that office, or -1. */
static int32_t office_holder(const qh_finder *f, size_t index, uint32_t traits) {
    enum { FARTHEST = 60 };
    const qh_mention *m = &f->mentions.list.items[index];
    if (!(qh_token_at(f, m->first)->classes & QH_WORD_DETERMINER) && !(traits & QH_TRAIT_NO_ARTICLES))
        return -1;
    for (size_t i = index; i-- > 0 && index - i <= FARTHEST;) {
        int32_t c = f->cluster_of[i];
        if (c >= 0 && f->mentions.list.items[i].kind == QH_MENTION_NAME && f->clusters.items[c].kind == QUOTH_SPEAKER_PERSON &&
            holds_office(f, i, m->head, traits != 0))
            return c;
    }
    return -1;
}

int32_t qh_cluster_of_mention(qh_finder *f, size_t index) {
    const qh_mention *m = &f->mentions.list.items[index];
    int32_t holder = -1;
    if (m->kind == QH_MENTION_ROLE && !m->entity) {
        const char *language = f->p->doc->blocks.items[qh_block_at(f, m->first)].language;
        holder = office_holder(f, index, qh_lexicon_traits(f->p->lexicon, language));
    }
    return holder >= 0 ? holder : f->cluster_of[index];
}
