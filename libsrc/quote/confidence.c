/* Platt (1999): a logistic regression over what the steps before have said, each of which is sure of its own part only. */
#include "quote/confidence.h"

#include "model/logistic.h"
#include "quote/confidence_weights.h"
#include "quote/ranker.h"

static int32_t clip(int64_t x, int32_t low, int32_t high) { return (int32_t)(x < low ? low : x > high ? high : x); }

static int32_t flag(int is) { return is ? QH_SURE_UNIT : 0; }

static int32_t *add_speaker(const qh_finder *f, const qh_found *q, int32_t *at) {
    const qh_mention *m = q->mention >= 0 ? &f->mentions.list.items[q->mention] : NULL;
    const qh_cluster *c = q->speaker >= 0 ? &f->clusters.items[q->speaker] : NULL;
    int ranked = q->score != QH_NO_SCORE;
    *at++ = ranked ? clip(q->score, -6 * QH_SPEAKER_LOGIT, 6 * QH_SPEAKER_LOGIT) / 4 : 0;
    *at++ = ranked ? clip(q->gap, 0, 2 * QH_SPEAKER_LOGIT) / 2 : 0;
    *at++ = ranked ? clip((int64_t)q->gap - 2 * QH_SPEAKER_LOGIT, 0, 6 * QH_SPEAKER_LOGIT) / 4 : 0;
    *at++ = flag(ranked && q->gap == QH_GAP_ALONE);
    *at++ = flag(!c);
    *at++ = flag(m && m->kind == QH_MENTION_PRONOUN);
    *at++ = flag(m && m->kind == QH_MENTION_NAME);
    *at++ = flag(c && c->kind == QUOTH_SPEAKER_PERSON);
    *at++ = flag(c && c->cued > 1);
    *at++ = flag(c && c->named == 1);
    return at;
}

void qh_sure_columns(const qh_finder *f, const qh_found *q, int32_t *columns) {
    enum { MARGIN = 1024 };
    int32_t *at = columns, words = (int32_t)(q->end - q->first);
    *at++ = QH_SURE_UNIT;
    *at++ = clip(q->margin, 0, MARGIN);
    *at++ = clip((int64_t)q->margin - MARGIN, 0, 4 * MARGIN) / 2;
    *at++ = flag(!q->margin);
    *at++ = flag(!qh_span_is_empty(q->cue));
    *at++ = flag(words <= 4);
    *at++ = flag(words <= 8);
    *at++ = flag(words > 20);
    *at++ = flag(f->dialogue);
    *at++ = flag(q->quoted.count > 0);
    add_speaker(f, q, at);
}

static double sureness(const qh_finder *f, const qh_found *q) {
    int32_t columns[QH_SURE_COLUMNS];
    int64_t odds = 0;
    qh_sure_columns(f, q, columns);
    for (int k = 0; k < QH_SURE_COLUMNS; k++)
        odds += (int64_t)columns[k] * sure_weights[q->type][k];
    return qh_logistic((int32_t)(odds / QH_SURE_UNIT));
}

void qh_settle_confidence(qh_finder *f) {
    static const double HEADLINE = 0.7; /* none in what the weights are fitted to */
    for (size_t i = 0; i < f->found.count; i++) {
        qh_found *q = &f->found.items[i];
        if (q->type == QUOTH_QUOTE_INDIRECT && !q->margin)
            q->confidence = HEADLINE;
        else if (q->type == QUOTH_QUOTE_DIRECT || q->type == QUOTH_QUOTE_MIXED || q->type == QUOTH_QUOTE_INDIRECT)
            q->confidence = sureness(f, q);
    }
}
