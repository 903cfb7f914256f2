/* The model, the second pass's columns, and both passes over all quotations. */
#include "quote/ranker.h"

#include <string.h>

static const float NOTHING = -1;

void qh_speaker_embedded(qh_speaker_model *out) {
    size_t size;
    const uint8_t *bytes = qh_speaker_bytes(&size);
    qh_model model = {bytes, (uint32_t)size, QH_SPEAKER_FEATURES, qh_le32(bytes + 20)};
    out->first = qh_trees_of(qh_model_section(&model, "one ", &size));
    out->second = qh_trees_of(qh_model_section(&model, "two ", &size));
}

int qh_speaker_model_open(const void *bytes, size_t size, qh_speaker_model *out, const char **why) {
    qh_model model;
    size_t one, two;
    if (!qh_model_open(bytes, size, &model, why))
        return 0;
    const uint8_t *of_one = qh_model_section(&model, "one ", &one), *of_two = qh_model_section(&model, "two ", &two);
    *why = "the model of speakers has other features, or is damaged";
    if (model.features != QH_SPEAKER_FEATURES || !qh_trees_check(of_one, one) || !qh_trees_check(of_two, two) ||
        qh_le32(of_one + 4) > QH_SPEAKER_COLUMNS || qh_le32(of_two + 4) > QH_SPEAKER_ROW)
        return 0;
    *out = (qh_speaker_model){qh_trees_of(of_one), qh_trees_of(of_two)};
    *why = NULL;
    return 1;
}

/* e^x for x <= 0: (1 + x / 1024)^1024, near enough for a probability and the same on every machine. */
static double power(double x) {
    double y = x < -16 ? 0 : 1 + x / 1024;
    for (int i = 0; i < 10; i++)
        y *= y;
    return y;
}

void qh_share_out(qh_candidate *candidates, size_t count) {
    int32_t most = INT32_MIN;
    double sum = 0, p[QH_SPEAKERS_MOST];
    for (size_t i = 0; i < count; i++)
        most = candidates[i].score > most ? candidates[i].score : most;
    for (size_t i = 0; i < count; i++)
        sum += p[i] = power(((double)candidates[i].score - most) / QH_SPEAKER_LOGIT);
    for (size_t i = 0; i < count; i++)
        candidates[i].p = (float)(p[i] / sum);
}

/* ---- the second pass ---- */

/* The probability of a speaker in an utterance; NOTHING where there is no such utterance. */
static float chance(const qh_ranking *r, int64_t u, int32_t cluster) {
    if (u < 0 || u >= (int64_t)r->list.count)
        return NOTHING;
    const qh_utterance *v = &r->list.items[u];
    for (uint32_t i = v->candidate; i < v->candidate_end; i++)
        if (r->candidates.items[i].cluster == cluster)
            return r->candidates.items[i].p;
    return 0;
}

/* The same of a turn: of its first or last utterance, whichever is nearer to who asks. */
static float turn_chance(const qh_ranking *r, int64_t turn, int behind, int32_t cluster) {
    if (turn < 0 || turn >= (int64_t)r->turn_count)
        return NOTHING;
    return chance(r, behind ? (int64_t)r->turns[turn] : (int64_t)r->turns[turn + 1] - 1, cluster);
}

static uint8_t share(float p) { return p < 0 ? 255 : (uint8_t)(p * 250 + 0.5f); }

/* How sure the first pass was of the turn: its best candidate's probability. */
static float sureness(const qh_ranking *r, int64_t turn, int behind) {
    if (turn < 0 || turn >= (int64_t)r->turn_count)
        return NOTHING;
    const qh_utterance *v = &r->list.items[behind ? r->turns[turn] : r->turns[turn + 1] - 1];
    float best = 0;
    for (uint32_t i = v->candidate; i < v->candidate_end; i++)
        best = r->candidates.items[i].p > best ? r->candidates.items[i].p : best;
    return best;
}

static uint8_t rank_of(const qh_candidate *own, size_t count, size_t i) {
    uint8_t rank = 0;
    for (size_t k = 0; k < count; k++)
        rank += (uint8_t)(own[k].score > own[i].score || (own[k].score == own[i].score && k < i));
    return rank;
}

/* Of quotations in the same paragraph. */
static float beside(const qh_ranking *r, uint32_t u, int side, int32_t cluster) {
    int64_t v = (int64_t)u + side;
    int near = v >= 0 && v < (int64_t)r->list.count && r->list.items[v].block == r->list.items[u].block;
    return near ? chance(r, v, cluster) : NOTHING;
}

void qh_describe_context(const qh_ranking *r, uint32_t index, const qh_candidate *own, uint8_t *rows) {
    static const int8_t offsets[] = {-1, -2, -3, -4, -6, 1, 2, 3, 4};
    const qh_utterance *u = &r->list.items[index];
    size_t count = u->candidate_end - u->candidate;
    int64_t turn = u->turn;
    float best = 0;
    for (size_t i = 0; i < count; i++)
        best = own[i].p > best ? own[i].p : best;
    for (size_t i = 0; i < count; i++) {
        uint8_t *at = rows + i * QH_SPEAKER_ROW + QH_SPEAKER_COLUMNS, *end = rows + (i + 1) * QH_SPEAKER_ROW;
        int32_t c = own[i].cluster;
        float recent = 0;
        *at++ = share(own[i].p);
        *at++ = share(best);
        *at++ = rank_of(own, count, i);
        for (size_t k = 0; k < sizeof offsets; k++)
            *at++ = share(turn_chance(r, turn + offsets[k], offsets[k] > 0, c));
        *at++ = share(beside(r, index, -1, c));
        *at++ = share(beside(r, index, 1, c));
        *at++ = share(sureness(r, turn - 1, 0));
        *at++ = share(sureness(r, turn + 1, 1));
        for (int k = 1; k <= 8; k++) {
            float p = turn_chance(r, turn - k, 0, c);
            recent += p > 0 ? p : 0;
        }
        *at++ = share(recent / 8);
        memset(at, 0, (size_t)(end - at));
    }
}

/* ---- both passes ---- */

static void share_all(qh_ranking *r) {
    for (size_t u = 0; u < r->list.count; u++)
        qh_share_out(r->candidates.items + r->list.items[u].candidate, r->list.items[u].candidate_end - r->list.items[u].candidate);
}

/* Of the first pass: nobody else comes near. */
static int is_settled(const qh_ranking *r, const qh_utterance *u) {
    static const float SURE = 0.9F;
    for (uint32_t i = u->candidate; i < u->candidate_end; i++)
        if (r->candidates.items[i].p >= SURE)
            return 1;
    return 0;
}

static void first_pass(qh_ranking *r, const qh_trees *trees, uint8_t *rows, uint8_t *room, int32_t *scores) {
    for (uint32_t u = 0; u < r->list.count; u++)
        qh_describe_candidates(r, u, r->list.items[u].tag, rows + (size_t)r->list.items[u].candidate * QH_SPEAKER_ROW);
    memset(scores, 0, r->candidates.count * sizeof *scores);
    qh_trees_add(trees, rows, QH_SPEAKER_ROW, r->candidates.count, room, scores);
    for (size_t i = 0; i < r->candidates.count; i++)
        r->candidates.items[i].score = scores[i];
    share_all(r);
}

/* Asks only of the utterances that are open; the rows of these are moved together. */
static void second_pass(qh_ranking *r, const qh_trees *trees, uint8_t *rows, uint8_t *room, int32_t *scores) {
    size_t open = 0, at = 0;
    for (uint32_t u = 0; u < r->list.count; u++) {
        const qh_utterance *v = &r->list.items[u];
        size_t count = v->candidate_end - v->candidate;
        if (is_settled(r, v))
            continue;
        uint8_t *own = rows + open * QH_SPEAKER_ROW;
        memmove(own, rows + (size_t)v->candidate * QH_SPEAKER_ROW, count * QH_SPEAKER_ROW);
        qh_describe_context(r, u, r->candidates.items + v->candidate, own);
        open += count;
    }
    memset(scores, 0, open * sizeof *scores);
    qh_trees_add(trees, rows, QH_SPEAKER_ROW, open, room, scores);
    for (uint32_t u = 0; u < r->list.count; u++) {
        const qh_utterance *v = &r->list.items[u];
        if (is_settled(r, v))
            continue;
        for (uint32_t i = v->candidate; i < v->candidate_end; i++)
            r->candidates.items[i].score = scores[at++];
    }
    share_all(r);
}

int qh_rank(qh_ranking *r, const qh_speaker_model *model) {
    qh_arena *scratch = r->f->p->scratch;
    if (!r->candidates.count)
        return 1;
    size_t one = qh_trees_room(&model->first), two = qh_trees_room(&model->second);
    uint8_t *rows = qh_arena_alloc(scratch, r->candidates.count * QH_SPEAKER_ROW);
    int32_t *scores = qh_arena_alloc(scratch, r->candidates.count * sizeof *scores);
    uint8_t *room = qh_arena_alloc(scratch, one > two ? one : two);
    if (!rows || !scores || !room)
        return 0;
    first_pass(r, &model->first, rows, room, scores);
    second_pass(r, &model->second, rows, room, scores);
    return 1;
}
