#include "quote/mark_features.h"

#include "model/chain.h"
#include "text/chars.h"
#include "text/utf8.h"

typedef struct view {
    const qh_finder *f;
    const qh_marked *m;
    size_t low, high;  /* tokens of the block */
    size_t first, end; /* tokens inside the marks */
    uint32_t *out;
    size_t count;
} view;

enum { BLOCK_EDGE = 1, NUMBER = 2 };

static void add(view *v, uint32_t template, uint32_t a, uint32_t b) {
    if (v->count < QH_MARK_FEATURES_MOST)
        v->out[v->count++] = qh_chain_feature(template + 128, a, b);
}

static const qh_token *at(const view *v, size_t i) { return i >= v->low && i < v->high ? qh_token_at(v->f, i) : NULL; }

/* A word by its lower-case hash, a number as one, anything else by its first character. */
static uint32_t word_of(const view *v, const qh_token *t) {
    if (!t)
        return BLOCK_EDGE;
    if (t->kind == QH_TOKEN_NUMBER)
        return NUMBER;
    uint32_t hash = 0x811C9DC5u;
    size_t end = t->end;
    if (t->kind == QH_TOKEN_PUNCT) {
        end = t->start;
        qh_utf8_next(v->f->text, &end);
    }
    for (size_t i = t->start; i < end;)
        hash = (hash ^ qh_char_lower(qh_utf8_next(v->f->text, &i))) * 0x01000193u;
    return hash;
}

/* What a neighbour is: the edge, a sign, or a word by its case. */
static uint32_t sort_of(const view *v, const qh_token *t) {
    if (!t)
        return BLOCK_EDGE;
    if (t->kind == QH_TOKEN_PUNCT || t->kind == QH_TOKEN_MARK)
        return word_of(v, t);
    return t->kind == QH_TOKEN_NUMBER ? NUMBER : t->shape & QH_SHAPE_CAPITAL ? 3 : 4;
}

enum {
    CUES = QH_WORD_CUE | QH_WORD_CUE_NOUN | QH_WORD_CUE_WEAK | QH_WORD_CUE_NAMING,
    TELLING = CUES | QH_WORD_COMPLEMENTIZER | QH_WORD_WORK | QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_AUXILIARY |
              QH_WORD_PRONOUN | QH_WORD_ROLE | QH_WORD_NEGATION | QH_WORD_TITLE | QH_WORD_QUOTE
};

static uint32_t length_step(size_t words) {
    return (uint32_t)(words < 6 ? words : words < 9 ? 6 : words < 13 ? 7 : words < 20 ? 8 : words < 40 ? 9 : 10);
}

typedef struct inside {
    size_t words, capitals, small;
    uint32_t classes;
    int persons;   /* first and second person, contractions */
    int stops;     /* sentence ends inside */
    uint32_t last; /* the character it ends in where that is a sign, else 0 */
} inside;

static inside look_inside(const view *v) {
    inside in = {0};
    for (size_t i = v->first; i < v->end; i++) {
        const qh_token *t = qh_token_at(v->f, i);
        if (t->kind == QH_TOKEN_PUNCT || t->kind == QH_TOKEN_MARK) {
            in.stops += i > v->first && t->sentence_start;
            continue;
        }
        in.words++;
        in.stops += in.words > 1 && t->sentence_start;
        in.capitals += (t->shape & QH_SHAPE_CAPITAL) != 0;
        in.small += !(t->shape & QH_SHAPE_CAPITAL) && t->classes & (QH_WORD_PREPOSITION | QH_WORD_DETERMINER | QH_WORD_FUNCTION);
        in.classes |= t->classes;
        in.persons |= t->classes & QH_WORD_PRONOUN &&
                      (t->value == QH_PRONOUN_FIRST || t->value == QH_PRONOUN_FIRST_PLURAL || t->value == QH_PRONOUN_SECOND);
    }
    size_t last = v->end, width;
    while (last > v->first && qh_token_at(v->f, last - 1)->kind == QH_TOKEN_MARK)
        last--;
    if (last > v->first && qh_token_at(v->f, last - 1)->kind == QH_TOKEN_PUNCT)
        in.last = qh_utf8_at(v->f->text, qh_token_at(v->f, last - 1)->start, &width);
    return in;
}

/* The nearest cue of the sentence in front, its distance in steps; and the one behind. */
static void add_cues(view *v, uint32_t shape) {
    enum { BEFORE = 16, BEHIND = 10 };
    uint32_t front = 0, back = 0;
    size_t front_at = 0, back_at = 0;
    int that = 0;
    for (size_t i = v->m->first; i-- > v->low && v->m->first - i <= BEFORE;) {
        const qh_token *t = qh_token_at(v->f, i);
        if (t->kind == QH_TOKEN_MARK)
            break;
        that |= !front && t->classes & QH_WORD_COMPLEMENTIZER;
        if (t->classes & CUES && !front) {
            front = t->classes & CUES;
            front_at = v->m->first - i;
            add(v, 60, word_of(v, t), front_at < 3 ? (uint32_t)front_at : 3);
        }
        if (t->sentence_start)
            break;
    }
    for (size_t i = v->m->end; i < v->high && i - v->m->end < BEHIND && !back; i++) {
        const qh_token *t = qh_token_at(v->f, i);
        if (t->kind == QH_TOKEN_MARK || (i > v->m->end && t->sentence_start))
            break;
        if (t->classes & CUES && !(t->shape & QH_SHAPE_CAPITAL)) {
            back = t->classes & CUES;
            back_at = i - v->m->end + 1;
            add(v, 61, word_of(v, t), back_at < 3 ? (uint32_t)back_at : 3);
        }
    }
    uint32_t front_step = (uint32_t)(front_at < 5 ? front_at : front_at < 9 ? 5 : 6);
    add(v, 62, front, front_step << 1 | (uint32_t)that);
    add(v, 63, back, (uint32_t)back_at);
    add(v, 64, front, back);
    add(v, 65, (uint32_t)(front != 0) | (uint32_t)(back != 0) << 1 | (uint32_t)that << 2, shape);
    add(v, 66, front_step << 1 | (uint32_t)that, shape);
    add(v, 67, (uint32_t)back_at, shape);
}

static void add_neighbours(view *v, uint32_t shape) {
    size_t first = v->m->first, end = v->m->end;
    for (size_t k = 1; k <= 3; k++) {
        const qh_token *b = first >= k ? at(v, first - k) : NULL, *a = at(v, end + k - 1);
        add(v, (uint32_t)k, word_of(v, b), 0);
        add(v, (uint32_t)k + 4, word_of(v, a), 0);
        add(v, (uint32_t)k + 8, b ? b->classes & TELLING : 1, 0);
        add(v, (uint32_t)k + 12, a ? a->classes & TELLING : 1, 0);
    }
    const qh_token *b = first ? at(v, first - 1) : NULL, *bb = first > 1 ? at(v, first - 2) : NULL, *a = at(v, end);
    add(v, 20, word_of(v, bb), word_of(v, b));
    add(v, 21, sort_of(v, b), sort_of(v, a));
    add(v, 22, sort_of(v, b), shape);
    add(v, 23, sort_of(v, a), shape);
    add(v, 24, sort_of(v, b) * 31 + sort_of(v, a), shape);
    add(v, 25, b ? b->classes & TELLING : 1, shape);
    add(v, 26, sort_of(v, bb), sort_of(v, b));
}

static void add_inside(view *v, const inside *in, uint32_t shape, uint32_t length) {
    const qh_token *first = v->first < v->end ? qh_token_at(v->f, v->first) : NULL;
    const qh_token *last = v->first < v->end ? qh_token_at(v->f, v->end - 1) : NULL;
    uint32_t titled = (uint32_t)(in->capitals == in->words ? 2 : in->capitals + in->small == in->words && in->capitals > 1);
    add(v, 30, length, 0);
    add(v, 31, in->last, length);
    add(v, 32, shape, 0);
    add(v, 33, shape, length);
    add(v, 34, titled, length);
    add(v, 35, titled, shape);
    add(v, 36, word_of(v, first), 0);
    add(v, 37, word_of(v, last), 0);
    add(v, 38, (uint32_t)in->persons, shape);
    add(v, 39, (in->classes & QH_WORD_AUXILIARY) != 0, length);
    add(v, 40, (in->classes & QH_WORD_PRONOUN) != 0, length);
    add(v, 41, (uint32_t)(in->stops < 3 ? in->stops : 3), shape);
    if (in->words == 1)
        add(v, 42, word_of(v, first), word_of(v, at(v, v->end)));
    add(v, 43, first ? first->classes & TELLING : 1, length);
}

static void add_place(view *v, uint32_t shape, uint32_t length) {
    const qh_marked *m = v->m;
    const quoth_block *block = &v->f->p->doc->blocks.items[m->block];
    const char *text = v->f->text;
    size_t start = qh_token_at(v->f, m->first)->start, end = qh_token_at(v->f, m->end - 1)->end, width;
    uint32_t opener = qh_utf8_at(text, start, &width);
    uint32_t begins = m->first == v->low ? 2u : qh_token_at(v->f, m->first)->sentence_start;
    uint32_t whole = (uint32_t)((m->first == v->low) | (m->end >= v->high) << 1);
    uint32_t stuck = (start > 0 && (unsigned char)text[start - 1] > ' ' ? (unsigned char)text[start - 1] : 0u);
    uint32_t behind = (end < block->end && (unsigned char)text[end] > ' ' ? (unsigned char)text[end] : 0u);
    add(v, 50, opener, (uint32_t)(m->closed | m->single << 1));
    add(v, 51, begins, shape);
    add(v, 52, whole, length);
    add(v, 53, (uint32_t)v->f->dialogue, begins << 4 | (uint32_t)(m->parent >= 0) << 3);
    add(v, 54, (uint32_t)block->kind, begins);
    add(v, 55, stuck, opener);
    add(v, 56, behind, shape);
    add(v, 57, (uint32_t)(m->parent >= 0), shape);
    add(v, 58, (uint32_t)v->f->dialogue, shape);
    add(v, 59, (uint32_t)(m->continues >= 0), (uint32_t)m->closed);
    add(v, 68, m->end < v->high ? qh_token_at(v->f, m->end)->sentence_start : 1u, shape);
}

static uint32_t kind_of_end(uint32_t c) {
    switch (c) {
    case 0:
        return 0;
    case '.':
    case 0x3002:
        return 1;
    case ',':
        return 2;
    case '!':
    case '?':
        return 3;
    default:
        return 4;
    }
}

size_t qh_mark_features(const qh_finder *f, const qh_marked *m, uint32_t *out) {
    view v = {f,   m, f->ranges[m->block].token, f->ranges[m->block].token_end, m->first + 1, m->closed ? m->end - 1 : m->end,
              out, 0};
    inside in = look_inside(&v);
    const qh_token *first = v.first < v.end ? qh_token_at(f, v.first) : NULL;
    uint32_t comma = m->end < v.high && f->text[qh_token_at(f, m->end)->start] == ',';
    uint32_t length = length_step(in.words), kind = kind_of_end(in.last);
    uint32_t shape = kind | comma << 3 | (uint32_t)(first && first->shape & QH_SHAPE_CAPITAL ? 16 : 0);
    uint32_t rule = qh_rule_of_mark(f, m);
    add(&v, 0, 0, 0);
    add(&v, 70, rule, 0);
    add(&v, 71, rule, shape);
    add(&v, 72, rule, length);
    add(&v, 73, rule, sort_of(&v, m->first ? at(&v, m->first - 1) : NULL));
    add_neighbours(&v, shape);
    add_inside(&v, &in, shape, length);
    add_place(&v, shape, length);
    add_cues(&v, shape | (in.words < 4 ? 0u : 32u));
    return v.count;
}
