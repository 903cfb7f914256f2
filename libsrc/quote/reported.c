/* Reported speech: the tags of each sentence, and from them content, cue and source put together. */
#include "quote/reported.h"

#include <string.h>

enum { ALL_TAGS = (1 << QH_CHAIN_TAGS) - 1, NO_CONTENT = ALL_TAGS & ~(1 << QH_TAG_CONTENT) };

typedef struct stretch {
    size_t first, end; /* elements */
    uint8_t tag;       /* its first */
} stretch;

typedef struct reporter {
    qh_finder *f;
    const qh_speech_model *model;
    QH_VEC(uint32_t) fragments; /* found: marked phrases, in order */
    size_t fragment;            /* the first of them that may lie in what is read */
    int16_t sums[QH_SENTENCE_MOST][QH_CHAIN_TAGS];
    uint8_t from[QH_SENTENCE_MOST * QH_CHAIN_TAGS], tags[QH_SENTENCE_MOST];
    stretch stretches[QH_SENTENCE_MOST];
    size_t count;
} reporter;

static void find_stretches(reporter *r, size_t count) {
    r->count = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t tag = r->tags[i];
        if (tag == QH_TAG_NONE)
            continue;
        if (tag == QH_TAG_CONTENT || tag == QH_TAG_CUE || tag == QH_TAG_SOURCE)
            r->stretches[r->count++] = (stretch){i, i + 1, tag};
        else if (r->count)
            r->stretches[r->count - 1].end = i + 1;
    }
}

static size_t gap_between(const stretch *a, const stretch *b) {
    return a->end <= b->first ? b->first - a->end : b->end <= a->first ? a->first - b->end : 0;
}

/* The nearest stretch with the tag, or NULL; never across a third that has `wall`. */
static const stretch *nearest(const reporter *r, const stretch *to, uint8_t tag) {
    const stretch *best = NULL;
    for (size_t i = 0; i < r->count; i++)
        if (r->stretches[i].tag == tag && (!best || gap_between(&r->stretches[i], to) < gap_between(best, to)))
            best = &r->stretches[i];
    return best;
}

static quoth_span span_of(const reporter *r, const qh_sentence *s, const stretch *x) {
    return (quoth_span){qh_token_at(r->f, s->elements[x->first].first)->start,
                        qh_token_at(r->f, s->elements[x->end - 1].end - 1)->end};
}

/* The mention that the source is: the first name in it, else the first mention. */
static int32_t mention_in(const qh_finder *f, uint32_t block, quoth_span source) {
    int32_t first = -1;
    for (uint32_t i = f->ranges[block].mention; i < f->ranges[block].mention_end; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        if (m->span.start >= source.end)
            break;
        if (m->span.end <= source.start || m->span.start < source.start)
            continue;
        if (m->kind == QH_MENTION_NAME && !m->possessive)
            return (int32_t)i;
        if (first < 0)
            first = (int32_t)i;
    }
    return first;
}

/* Marked phrases within the content become its quoted parts. */
static int take_fragments(reporter *r, qh_found *q, quoth_span content) {
    for (; r->fragment < r->fragments.count; r->fragment++) {
        qh_found *fragment = &r->f->found.items[r->fragments.items[r->fragment]];
        quoth_span marked = fragment->quoted.items[0];
        if (marked.start >= content.end)
            break;
        if (!qh_span_contains(content, marked))
            continue;
        quoth_span *room = qh_vec_push(r->f->p->scratch, &q->quoted);
        if (!room)
            return 0;
        *room = marked;
        q->type = QUOTH_QUOTE_MIXED;
        fragment->parts.count = 0; /* it is part of this one now */
    }
    return 1;
}

static int add_part(reporter *r, qh_found *q, const qh_sentence *s, const stretch *content) {
    quoth_span *part = qh_vec_push(r->f->p->scratch, &q->parts);
    if (!part)
        return 0;
    *part = span_of(r, s, content);
    return take_fragments(r, q, *part);
}

static int is_word(const qh_sentence *s, const stretch *x) {
    for (size_t i = x->first; i < x->end; i++)
        if (s->elements[i].end == s->elements[i].first + 1 && s->elements[i].suffix != 0)
            return 1;
    return 0;
}

/* A word near the content that can be its cue, where the tags name none. */
static int lexical_cue(const qh_sentence *s, const stretch *content, stretch *cue) {
    enum { BEFORE = 6, BEHIND = 8 };
    int32_t left = s->cues[content->first].left.cue, right = s->cues[content->end - 1].right.cue;
    int32_t at = left >= 0 && content->first - (size_t)left <= BEFORE ? left : right;
    if (at < 0 || (at == right && (size_t)right - content->end > BEHIND))
        return 0;
    *cue = (stretch){(size_t)at, (size_t)at + 1, QH_TAG_CUE};
    return 1;
}

/* "The bridge, he said, would close": content on either side of one cue is one quotation. */
static const stretch *other_half(const reporter *r, const stretch *content, const stretch *cue) {
    const stretch *next = content + 1;
    while (next < r->stretches + r->count && next->tag != QH_TAG_CONTENT)
        next++;
    if (next == r->stretches + r->count || content->end > cue->first || next->first < cue->end)
        return NULL;
    return next->first - content->end < 12 && nearest(r, next, QH_TAG_CUE) == cue ? next : NULL;
}

static int add_report(reporter *r, const qh_sentence *s, uint32_t block, const stretch *content, const stretch *more,
                      const stretch *cue, double confidence) {
    qh_found *q = qh_add_found(r->f, QUOTH_QUOTE_INDIRECT, block);
    if (!q || !add_part(r, q, s, content) || (more && !add_part(r, q, s, more)))
        return 0;
    const stretch *source = nearest(r, cue, QH_TAG_SOURCE);
    int before = cue->end <= content->first;
    q->first = before ? s->elements[cue->end - 1].end : s->elements[content->first].first;
    q->end = s->elements[content->end - 1].end;
    if (source) {
        q->source = span_of(r, s, source);
        q->mention = mention_in(r->f, block, q->source);
    } else {
        qh_attribute(r->f, q); /* the cue is right before */
    }
    q->first = s->elements[content->first].first;
    q->cue = span_of(r, s, cue);
    q->evidence = "reported-clause";
    q->confidence = confidence;
    return 1;
}

static int report(void *user, const qh_sentence *s, uint32_t block) {
    reporter *r = user;
    for (size_t i = 0; i < s->count; i++) {
        uint32_t features[QH_REPORTED_FEATURES_MOST];
        qh_chain_sum(&r->model->words, features, qh_reported_features(s, i, features), r->sums[i]);
    }
    const int16_t(*sums)[QH_CHAIN_TAGS] = (const int16_t(*)[QH_CHAIN_TAGS])r->sums;
    int32_t best = qh_chain_best(&r->model->words, sums, s->count, ALL_TAGS, r->from, r->tags);
    find_stretches(r, s->count);
    if (!nearest(r, &(stretch){0, 0, 0}, QH_TAG_CONTENT))
        return 1;
    int32_t without = qh_chain_best(&r->model->words, sums, s->count, NO_CONTENT, r->from, NULL);
    double confidence = qh_calibrated(&r->model->reported, best - without);
    const stretch *last = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const stretch *content = &r->stretches[i], *cue = nearest(r, content, QH_TAG_CUE);
        stretch guess;
        if (content->tag != QH_TAG_CONTENT || content == last || !is_word(s, content))
            continue;
        if (!cue && lexical_cue(s, content, &guess))
            cue = &guess;
        if (!cue)
            continue;
        last = other_half(r, content, cue);
        if (!add_report(r, s, block, content, last, cue, confidence))
            return 0;
    }
    return 1;
}

static int list_fragments(reporter *r) {
    for (size_t i = 0; i < r->f->found.count; i++) {
        const qh_found *q = &r->f->found.items[i];
        if (q->type != QUOTH_QUOTE_MIXED || q->parts.count != 1 || q->quoted.count != 1)
            continue;
        uint32_t *room = qh_vec_push(r->f->p->scratch, &r->fragments);
        if (!room)
            return 0;
        *room = (uint32_t)i;
    }
    return 1;
}

int qh_find_reported(qh_finder *f) {
    qh_speech_model model;
    qh_speech_model_embedded(&model);
    reporter *r = qh_arena_zalloc(f->p->scratch, 1, sizeof *r);
    if (!r)
        return 0;
    r->f = f;
    r->model = &model;
    if (!list_fragments(r))
        return 0;
    return qh_each_sentence(f, model.cues, report, r);
}
