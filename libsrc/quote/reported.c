/* Reported speech: the tags of each sentence, the reports that they make, and of these the ones that are believed. */
#include "quote/reported.h"

#include <stdlib.h>
#include <string.h>

#include "quote/reported_link.h"

typedef struct reporter {
    qh_finder *f;
    QH_VEC(uint32_t) fragments; /* found: marked phrases and strings, in order */
    size_t fragment;            /* the first of them that may lie in what is read */
    QH_VEC(quoth_span) cues;    /* of direct quotations, in order */
    size_t taken;               /* the first of them that may lie in what is read */
    qh_tagger tagger;
    qh_reports reports;
} reporter;

static quoth_span span_of(const reporter *r, const qh_sentence *s, const qh_stretch *x) {
    return (quoth_span){qh_token_at(r->f, s->elements[x->first].first)->start,
                        qh_token_at(r->f, s->elements[x->end - 1].end - 1)->end};
}

/* The first mention of a block that begins at or behind a place. */
static uint32_t mention_from(const qh_finder *f, uint32_t block, size_t at) {
    uint32_t low = f->ranges[block].mention, high = f->ranges[block].mention_end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->mentions.list.items[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The mention that the source is: the first name in it, else the first mention. */
static int32_t mention_in(const qh_finder *f, uint32_t block, quoth_span source) {
    int32_t first = -1;
    for (uint32_t i = mention_from(f, block, source.start); i < f->ranges[block].mention_end; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        if (m->span.start >= source.end)
            break;
        if (m->span.end <= source.start)
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
        if (fragment->type == QH_NOT_SPEECH || !qh_span_contains(content, marked))
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

static int add_part(reporter *r, qh_found *q, const qh_sentence *s, const qh_stretch *content) {
    if (qh_stretch_is_empty(content))
        return 1;
    quoth_span *part = qh_vec_push(r->f->p->scratch, &q->parts);
    if (!part)
        return 0;
    *part = span_of(r, s, content);
    return take_fragments(r, q, *part);
}

static int add_report(reporter *r, const qh_sentence *s, uint32_t block, const qh_report *report, int32_t score) {
    const qh_stretch *content = &report->content, *cue = &report->cue;
    qh_found *q = qh_add_found(r->f, QUOTH_QUOTE_INDIRECT, block);
    if (!q || !add_part(r, q, s, content) || !add_part(r, q, s, &report->more))
        return 0;
    int before = cue->end <= content->first;
    q->first = before ? s->elements[cue->end - 1].end : s->elements[content->first].first;
    q->end = s->elements[content->end - 1].end;
    if (!qh_stretch_is_empty(&report->source)) {
        q->source = span_of(r, s, &report->source);
        q->mention = mention_in(r->f, block, q->source);
    } else {
        qh_attribute(r->f, q); /* the cue is right before */
    }
    q->first = s->elements[content->first].first;
    q->cue = span_of(r, s, cue);
    if (q->mention >= 0 && qh_is_own_cue(q, &r->f->mentions.list.items[q->mention]))
        q->mention = -1;
    q->evidence = "reported-clause";
    q->confidence = qh_calibrated(&r->f->speech->reported, score);
    q->margin = score;
    return 1;
}

/*
 * The report says no more than the marked phrase that it holds, which has its own cue ("as, quote, “flawed.”") or is no speech by
 * all that is known of marks ("a nod to its “classic cool”").
 */
static int is_fragment(reporter *r, const qh_sentence *s, const qh_report *report) {
    quoth_span content = span_of(r, s, &report->content), marked = {0, 0};
    for (; r->fragment < r->fragments.count; r->fragment++) {
        marked = r->f->found.items[r->fragments.items[r->fragment]].quoted.items[0];
        if (marked.end > content.start)
            break;
    }
    return r->fragment < r->fragments.count && qh_stretch_is_empty(&report->more) && qh_span_contains(marked, content);
}

/* "“It is safe,” said one of them": a whole quotation is nobody, and has its own cue. */
static int is_of_quotation(const qh_sentence *s, const qh_report *report) {
    for (uint32_t i = report->source.first; i < report->source.end; i++)
        if (s->elements[i].end - s->elements[i].first > 1)
            return 1;
    return 0;
}

/* “…,” said Tavi Roe, the harbour master: what the cue introduces is the direct quotation. */
static int is_taken(reporter *r, const qh_sentence *s, const qh_report *report) {
    quoth_span cue = span_of(r, s, &report->cue);
    size_t sentence = qh_token_at(r->f, s->elements[0].first)->start;
    while (r->taken < r->cues.count && r->cues.items[r->taken].end <= sentence)
        r->taken++;
    for (size_t i = r->taken; i < r->cues.count && r->cues.items[i].start < cue.end; i++)
        if (cue.start < r->cues.items[i].end)
            return 1;
    return 0;
}

/* Somebody's name and nothing else says nothing. */
static int is_mention(const reporter *r, const qh_sentence *s, uint32_t block, const qh_report *report) {
    quoth_span content = span_of(r, s, &report->content);
    int32_t i = qh_stretch_is_empty(&report->more) ? mention_in(r->f, block, content) : -1;
    const qh_mention *m = i < 0 ? NULL : &r->f->mentions.list.items[i];
    return m && m->kind == QH_MENTION_NAME && m->span.start == content.start && m->span.end == content.end;
}

/* How much more the chain of one says for a report than against it. */
static int32_t belief(const reporter *r, const qh_sentence *s, const qh_report *report, int32_t margin) {
    uint32_t features[QH_REPORT_FEATURES_MOST];
    int16_t sums[QH_CHAIN_TAGS];
    qh_chain_sum(&r->f->speech->links, features, qh_report_features(s, &r->reports, report, margin, features), sums);
    return sums[1] - sums[0];
}

/* Adds the report unless it is none. -1 when there is no memory, 0 for none. */
static int take(reporter *r, const qh_sentence *s, uint32_t block, const qh_report *x, int32_t score) {
    if (is_of_quotation(s, x) || is_mention(r, s, block, x) || is_fragment(r, s, x) || is_taken(r, s, x))
        return 0;
    return add_report(r, s, block, x, score) ? 1 : -1;
}

static int report(void *user, const qh_sentence *s, uint32_t block) {
    reporter *r = user;
    int32_t margin = qh_tag_sentence(&r->f->speech->words, s, &r->tagger);
    int taken = 0;
    r->reports.count = 0;
    if (margin > 0)
        qh_link_reports(s, r->tagger.tags, &r->reports);
    for (size_t i = 0; i < r->reports.count; i++) {
        const qh_report *x = &r->reports.items[i];
        int32_t score = belief(r, s, x, margin);
        int one = score < r->f->speech->least ? 0 : take(r, s, block, x, score);
        if (one < 0)
            return 0;
        taken += one;
    }
    qh_report plain;
    return taken || !qh_plain_report(r->f, s, block, &plain) || take(r, s, block, &plain, r->f->speech->least) >= 0;
}

static int list_fragments(reporter *r) {
    for (size_t i = 0; i < r->f->found.count; i++) {
        const qh_found *q = &r->f->found.items[i];
        if ((q->type != QUOTH_QUOTE_MIXED && q->type != QH_NOT_SPEECH) || q->parts.count != 1 || q->quoted.count != 1)
            continue;
        uint32_t *room = qh_vec_push(r->f->p->scratch, &r->fragments);
        if (!room)
            return 0;
        *room = (uint32_t)i;
    }
    return 1;
}

static int by_start(const void *a, const void *b) {
    const quoth_span *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static int list_cues(reporter *r) {
    for (size_t i = 0; i < r->f->found.count; i++) {
        const qh_found *q = &r->f->found.items[i];
        if (q->type != QUOTH_QUOTE_DIRECT || qh_span_is_empty(q->cue))
            continue;
        quoth_span *room = qh_vec_push(r->f->p->scratch, &r->cues);
        if (!room)
            return 0;
        *room = q->cue;
    }
    if (r->cues.count)
        qsort(r->cues.items, r->cues.count, sizeof *r->cues.items, by_start);
    return 1;
}

int qh_find_reported(qh_finder *f) {
    reporter *r = qh_arena_zalloc(f->p->scratch, 1, sizeof *r);
    if (!r)
        return 0;
    r->f = f;
    return list_fragments(r) && list_cues(r) && qh_each_sentence(f, report, r);
}
