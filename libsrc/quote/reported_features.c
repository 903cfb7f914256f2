/* What the chain sees of an element: words and parts of speech around it, the nearest cues, what lies between, the marks. */
#include "quote/reported.h"

typedef struct feature_list {
    uint32_t *items;
    size_t count;
    uint32_t template;
} feature_list;

/* All in one function, so that what depends on the template alone is worked out by the compiler. */
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

INLINE void add(feature_list *l, uint32_t a, uint32_t b) { l->items[l->count++] = qh_chain_feature(++l->template, a, b); }

INLINE const qh_element *near(const qh_sentence *s, size_t i, int offset) {
    static const qh_element outside = {.word = 3, .category = 63};
    size_t at = i + (size_t)offset;
    return at < s->count ? &s->elements[at] : &outside;
}

/* Distances fall into steps: near ones count one by one. */
static uint32_t step_of(size_t distance) {
    return (uint32_t)(distance < 7 ? distance : distance < 10 ? 7 : distance < 16 ? 8 : distance < 30 ? 9 : 10);
}

INLINE void add_words(feature_list *l, const qh_sentence *s, size_t i) {
    const qh_element *e = &s->elements[i], *b = near(s, i, -1), *a = near(s, i, 1);
    add(l, e->word, 0);
    add(l, b->word, 0);
    add(l, a->word, 0);
    add(l, near(s, i, -2)->word, 0);
    add(l, near(s, i, 2)->word, 0);
    add(l, b->word, e->word);
    add(l, e->word, a->word);
    add(l, e->suffix, 0);
    add(l, a->suffix, 0);
    add(l, e->shape, e->category);
    add(l, a->shape, b->shape);
}

static uint32_t pair(const qh_element *a, const qh_element *b) { return (uint32_t)a->category << 8 | b->category; }

INLINE void add_categories(feature_list *l, const qh_sentence *s, size_t i) {
    const qh_element *e = &s->elements[i], *b = near(s, i, -1), *a = near(s, i, 1), *bb = near(s, i, -2), *aa = near(s, i, 2);
    add(l, e->category, 0);
    add(l, b->category, 0);
    add(l, a->category, 0);
    add(l, bb->category, 0);
    add(l, aa->category, 0);
    add(l, near(s, i, 3)->category, 0);
    add(l, pair(b, e), 0);
    add(l, pair(e, a), 0);
    add(l, pair(b, e), a->category);
    add(l, pair(bb, b), e->category);
    add(l, pair(e, a), aa->category);
    add(l, pair(e, a), (uint32_t)aa->category << 8 | near(s, i, 3)->category);
    add(l, e->word, b->category);
    add(l, e->word, a->category);
    add(l, b->word, e->category);
}

INLINE void add_cue(feature_list *l, const qh_sentence *s, size_t i, const qh_to_cue *to) {
    static const qh_element none = {.word = 4, .category = 62};
    const qh_element *e = &s->elements[i], *cue = to->cue < 0 ? &none : &s->elements[to->cue];
    size_t at = to->cue < 0 ? i : (size_t)to->cue, distance = at < i ? i - at : at - i;
    uint32_t step = to->cue < 0 ? 15 : step_of(distance);
    uint32_t between = (uint32_t)(to->commas | to->that << 2 | to->marks << 3);
    uint32_t behind = to->cue < 0 ? 61 : near(s, at, 1)->category, before = to->cue < 0 ? 61 : near(s, at, -1)->category;
    add(l, cue->word, step < 3 ? step : 3);
    add(l, cue->word, behind);
    add(l, cue->word, before);
    add(l, (uint32_t)cue->cue << 8 | step, e->category);
    add(l, (uint32_t)cue->cue << 8 | step, between);
    add(l, (uint32_t)cue->cue << 8 | between, e->category);
    add(l, (uint32_t)cue->cue << 8 | between, behind << 8 | before);
    add(l, (uint32_t)cue->category << 8 | step, behind << 8 | between);
    add(l, behind << 8 | before, step);
}

INLINE void add_place(feature_list *l, const qh_sentence *s, size_t i, const qh_to_cue *left, const qh_to_cue *right) {
    const qh_element *e = &s->elements[i];
    uint32_t from_start = step_of(i), to_end = step_of(s->count - 1 - i);
    uint32_t sides = (uint32_t)((left->cue >= 0) | (right->cue >= 0) << 1);
    add(l, from_start, e->category);
    add(l, to_end, e->category);
    add(l, sides, e->category);
    add(l, sides << 4 | from_start, s->elements[0].category);
    add(l, (uint32_t)(left->commas | left->that << 2 | left->subjects << 3),
        (uint32_t)(right->commas | right->that << 2) | sides << 3);
    add(l, (uint32_t)e->quoted << 1 | near(s, i, -1)->quoted, e->category);
    add(l, e->quoted, sides << 4 | left->marks);
    add(l, s->elements[0].word, sides);
}

INLINE void add_clause(feature_list *l, const qh_sentence *s, size_t i, const qh_to_cue *left, const qh_to_cue *right) {
    const qh_element *e = &s->elements[i], *a = near(s, i, 1);
    uint32_t sides = (uint32_t)((left->cue >= 0) | (right->cue >= 0) << 1);
    add(l, e->lead, a->category);
    add(l, e->lead, sides);
    add(l, e->behind, a->category);
    add(l, e->ahead, near(s, i, -1)->category);
    add(l, (uint32_t)e->ahead << 2 | sides, (uint32_t)left->commas << 2 | right->commas);
    add(l, (uint32_t)e->behind << 2 | sides, (uint32_t)left->commas << 8 | a->category);
}

size_t qh_reported_features(const qh_sentence *s, size_t i, uint32_t *out) {
    feature_list l = {out, 0, 0};
    const qh_cues *c = &s->cues[i];
    add_words(&l, s, i);
    add_categories(&l, s, i);
    add_cue(&l, s, i, &c->left);
    add_cue(&l, s, i, &c->right);
    add_place(&l, s, i, &c->left, &c->right);
    add_clause(&l, s, i, &c->left, &c->right);
    return l.count;
}

int32_t qh_tag_sentence(const qh_chain *words, const qh_sentence *s, qh_tagger *t) {
    enum { ALL = (1 << QH_CHAIN_TAGS) - 1, NO_CONTENT = ALL & ~(1 << QH_TAG_CONTENT) };
    uint32_t features[QH_REPORTED_FEATURES_MOST];
    for (size_t i = 0; i < s->count; i++)
        qh_chain_sum(words, features, qh_reported_features(s, i, features), t->sums[i]);
    const int16_t(*sums)[QH_CHAIN_TAGS] = (const int16_t(*)[QH_CHAIN_TAGS])t->sums;
    int32_t best = qh_chain_best(words, sums, s->count, ALL, t->from, t->tags);
    size_t i = 0;
    while (i < s->count && t->tags[i] != QH_TAG_CONTENT)
        i++;
    return i < s->count ? best - qh_chain_best(words, sums, s->count, NO_CONTENT, t->from, NULL) : 0;
}
