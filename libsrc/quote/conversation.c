/*
 * Who speaks when, of a conversation as a whole: in paragraphs one after another speakers take turns. Each quotation's candidates
 * are weighed by what is believed of its neighbours, a few times over (mean-field inference on a chain; Bishop 2006, 10.1).
 */
#include <string.h>

#include "quote/ranker.h"

/* How a quotation follows the one before. */
typedef enum follow {
    FOLLOW_APART,     /* narration or other blocks between */
    FOLLOW_PARAGRAPH, /* in the same paragraph */
    FOLLOW_NEXT,      /* begins the next paragraph, nothing but quotation behind the last */
    FOLLOW_NARRATED   /* the same, with the end of the last paragraph between */
} follow;

/* By how much more likely two quotations have the same speaker, less one: e^1, e^-2, e^-1.5; every other turn e^1.5. Found on the
 * training part of litbank, in folds. */
static const double SAME[] = {0, 1.718, -0.865, -0.777};
static const double EVERY_OTHER = 3.482;

enum { SWEEPS = 3 };

typedef struct chain {
    qh_ranking *r;
    uint8_t *follows;        /* follow, by utterance */
    int32_t *before, *ahead; /* the last quotation of the turn before the last, the first of the turn after the next; -1 */
    float *own;              /* by candidate: its probability before its neighbours are asked */
} chain;

static follow how_follows(const qh_ranking *r, size_t u) {
    const qh_utterance *last = &r->list.items[u - 1], *v = &r->list.items[u];
    if (v->block == last->last_block)
        return FOLLOW_PARAGRAPH;
    if (v->block != last->last_block + 1 || r->f->ranges[v->block].token != v->first)
        return FOLLOW_APART;
    for (size_t i = last->end; i < r->f->ranges[last->last_block].token_end; i++)
        if (qh_token_at(r->f, i)->kind == QH_TOKEN_WORD)
            return FOLLOW_NARRATED;
    return FOLLOW_NEXT;
}

static int takes_turn(const chain *c, size_t u) { return c->follows[u] >= FOLLOW_NEXT; }

static int open_chain(qh_ranking *r, chain *c) {
    size_t count = r->list.count;
    qh_arena *scratch = r->f->p->scratch;
    *c = (chain){.r = r,
                 .follows = qh_arena_zalloc(scratch, count, 1),
                 .before = qh_arena_alloc(scratch, count * sizeof *c->before),
                 .ahead = qh_arena_alloc(scratch, count * sizeof *c->ahead),
                 .own = qh_arena_alloc(scratch, r->candidates.count * sizeof *c->own)};
    if (!c->follows || !c->before || !c->ahead || !c->own)
        return 0;
    memset(c->before, 0xFF, count * sizeof *c->before);
    memset(c->ahead, 0xFF, count * sizeof *c->ahead);
    for (size_t i = 0; i < r->candidates.count; i++)
        c->own[i] = r->candidates.items[i].p;
    size_t turn = 0; /* first quotation of the last turn */
    for (size_t u = 1; u < count; u++) {
        c->follows[u] = (uint8_t)how_follows(r, u);
        if (takes_turn(c, u) && takes_turn(c, turn)) {
            c->before[u] = (int32_t)turn - 1;
            c->ahead[turn - 1] = (int32_t)u;
        }
        turn = c->follows[u] == FOLLOW_PARAGRAPH ? turn : u;
    }
    return 1;
}

/* What a neighbour says of a speaker: a factor for its odds. */
static double factor_of(const qh_ranking *r, int64_t u, int32_t cluster, double same) {
    const qh_utterance *v = &r->list.items[u];
    for (uint32_t i = v->candidate; i < v->candidate_end; i++)
        if (r->candidates.items[i].cluster == cluster)
            return 1 + same * (double)r->candidates.items[i].p;
    return 1;
}

/* By what all neighbours say, unless a cue names the speaker. */
static double weight_of(const chain *c, size_t u, int32_t cluster) {
    double weight = 1;
    if (c->r->list.items[u].tag.kind == QH_TAG_NAME || c->r->list.items[u].tag.kind == QH_TAG_ROLE)
        return weight;
    if (c->follows[u])
        weight *= factor_of(c->r, (int64_t)u - 1, cluster, SAME[c->follows[u]]);
    if (u + 1 < c->r->list.count && c->follows[u + 1])
        weight *= factor_of(c->r, (int64_t)u + 1, cluster, SAME[c->follows[u + 1]]);
    if (c->before[u] >= 0)
        weight *= factor_of(c->r, c->before[u], cluster, EVERY_OTHER);
    if (c->ahead[u] >= 0)
        weight *= factor_of(c->r, c->ahead[u], cluster, EVERY_OTHER);
    return weight;
}

static void ask_neighbours(const chain *c, size_t u) {
    const qh_utterance *v = &c->r->list.items[u];
    double sum = 0, p[QH_SPEAKERS_MOST];
    for (uint32_t i = v->candidate; i < v->candidate_end; i++)
        sum += p[i - v->candidate] = (double)c->own[i] * weight_of(c, u, c->r->candidates.items[i].cluster);
    for (uint32_t i = v->candidate; i < v->candidate_end && sum > 0; i++)
        c->r->candidates.items[i].p = (float)(p[i - v->candidate] / sum);
}

/* The natural logarithm, by the series of the inverse hyperbolic tangent: the same on every machine. */
static double logarithm(double x) {
    static const double LOG_2 = 0.69314718;
    double twos = 0;
    while (x > 1.5) {
        x /= 2;
        twos++;
    }
    while (x < 0.75) {
        x *= 2;
        twos--;
    }
    double y = (x - 1) / (x + 1), square = y * y;
    return twos * LOG_2 + 2 * y * (1 + square * (1.0 / 3 + square * (1.0 / 5 + square / 7)));
}

int qh_take_turns(qh_ranking *r) {
    chain c;
    if (!r->list.count || !r->candidates.count)
        return 1;
    if (!open_chain(r, &c))
        return 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++)
        for (size_t u = 0; u < r->list.count; u++)
            ask_neighbours(&c, u);
    for (size_t u = 0; u < r->list.count; u++)
        for (uint32_t i = r->list.items[u].candidate; i < r->list.items[u].candidate_end; i++) {
            qh_candidate *own = &r->candidates.items[i];
            own->score += (int32_t)(QH_SPEAKER_LOGIT * logarithm(weight_of(&c, u, own->cluster)));
        }
    return 1;
}
