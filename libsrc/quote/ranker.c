/* The model, and what it says of all quotations. */
#include "quote/ranker.h"

void qh_speaker_embedded(qh_speaker_model *out) {
    size_t size;
    const uint8_t *bytes = qh_speaker_bytes(&size);
    qh_model model = {bytes, (uint32_t)size, QH_SPEAKER_FEATURES, qh_le32(bytes + 20)};
    out->trees = qh_trees_of(qh_model_section(&model, "tree", &size));
}

int qh_speaker_model_open(const void *bytes, size_t size, qh_speaker_model *out, const char **why) {
    qh_model model;
    size_t length;
    if (!qh_model_open(bytes, size, &model, why))
        return 0;
    const uint8_t *trees = qh_model_section(&model, "tree", &length);
    *why = "the model of speakers has other features, or is damaged";
    if (model.features != QH_SPEAKER_FEATURES || !qh_trees_check(trees, length) || qh_le32(trees + 4) > QH_SPEAKER_COLUMNS)
        return 0;
    *out = (qh_speaker_model){qh_trees_of(trees)};
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

static void share_all(qh_ranking *r) {
    for (size_t u = 0; u < r->list.count; u++)
        qh_share_out(r->candidates.items + r->list.items[u].candidate, r->list.items[u].candidate_end - r->list.items[u].candidate);
}

int qh_rank(qh_ranking *r, const qh_speaker_model *model) {
    qh_arena *scratch = r->f->p->scratch;
    if (!r->candidates.count)
        return 1;
    uint8_t *rows = qh_arena_alloc(scratch, r->candidates.count * QH_SPEAKER_COLUMNS);
    int32_t *scores = qh_arena_zalloc(scratch, r->candidates.count, sizeof *scores);
    uint8_t *room = qh_arena_alloc(scratch, qh_trees_room(&model->trees));
    if (!rows || !scores || !room)
        return 0;
    for (uint32_t u = 0; u < r->list.count; u++)
        qh_describe_candidates(r, u, r->list.items[u].tag, rows + (size_t)r->list.items[u].candidate * QH_SPEAKER_COLUMNS);
    qh_trees_add(&model->trees, rows, QH_SPEAKER_COLUMNS, r->candidates.count, room, scores);
    for (size_t i = 0; i < r->candidates.count; i++)
        r->candidates.items[i].score = scores[i];
    share_all(r);
    return qh_take_turns(r);
}
