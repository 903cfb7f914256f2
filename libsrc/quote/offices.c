/* Who "the president" is: the one to whom the text gives that office. */
#include "quote/finder.h"

static uint64_t word_at(const qh_finder *f, size_t i) {
    return qh_word_hash(f->text, (quoth_span){qh_token_at(f, i)->start, qh_token_at(f, i)->end});
}

static int is_comma(const qh_finder *f, size_t i) { return f->text[qh_token_at(f, i)->start] == ','; }

/* Does the text give the name `index` the office `role`: "President Roe", "Jane Roe, the president", "the president of X, Jane
 * Roe"? */
static int holds_office(const qh_finder *f, size_t index, uint64_t role) {
    enum { LONGEST = 8 }; /* tokens of an apposition */
    const qh_mention *name = &f->mentions.list.items[index], *next = name + 1;
    for (size_t i = name->first; i < name->end; i++)
        if (word_at(f, i) == role)
            return 1;
    if (index + 1 < f->mentions.list.count && next->kind == QH_MENTION_ROLE && next->first == name->end + 1 &&
        is_comma(f, name->end) && word_at(f, next->head) == role)
        return 1;
    if (name->first == 0 || !is_comma(f, name->first - 1))
        return 0;
    for (size_t i = index; i-- > 0 && name->first - f->mentions.list.items[i].end <= LONGEST;)
        if (f->mentions.list.items[i].kind == QH_MENTION_ROLE && word_at(f, f->mentions.list.items[i].head) == role)
            return 1;
    return 0;
}

/* Who "the president" is: the nearest name in front to which the text gives that office, or -1. */
static int32_t office_holder(const qh_finder *f, size_t index) {
    enum { FARTHEST = 60 };
    const qh_mention *m = &f->mentions.list.items[index];
    if (!(qh_token_at(f, m->first)->classes & QH_WORD_DETERMINER))
        return -1;
    uint64_t role = word_at(f, m->head);
    for (size_t i = index; i-- > 0 && index - i <= FARTHEST;) {
        int32_t c = f->cluster_of[i];
        if (c >= 0 && f->mentions.list.items[i].kind == QH_MENTION_NAME && f->clusters.items[c].kind == QUOTH_SPEAKER_PERSON &&
            holds_office(f, i, role))
            return c;
    }
    return -1;
}

int32_t qh_cluster_of_mention(qh_finder *f, size_t index) {
    const qh_mention *m = &f->mentions.list.items[index];
    int32_t holder = m->kind == QH_MENTION_ROLE && !m->entity ? office_holder(f, index) : -1;
    return holder >= 0 ? holder : f->cluster_of[index];
}
