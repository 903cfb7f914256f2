#include "model/chain.h"

#include "model/model.h"

enum { TAGS = QH_CHAIN_TAGS };

int qh_chain_of(const uint8_t *section, size_t size, qh_chain *out) {
    if (!section || size < QH_CHAIN_HEAD)
        return 0;
    uint32_t bits = qh_le32(section);
    if (bits < 1 || bits > QH_CHAIN_BITS_MOST || size != QH_CHAIN_HEAD + ((size_t)TAGS << bits))
        return 0;
    for (size_t i = 0; i < QH_CHAIN_STEPS * TAGS; i++) {
        int32_t value = (int32_t)qh_le16(section + 4 + 2 * i);
        out->steps[i / TAGS][i % TAGS] = (int16_t)(value < 0x8000 ? value : value - 0x10000);
    }
    out->shift = 32 - bits;
    out->rows = (const int8_t *)section + QH_CHAIN_HEAD;
    return 1;
}

void qh_chain_sum(const qh_chain *chain, const uint32_t *features, size_t count, int16_t sums[TAGS]) {
    int16_t total[TAGS] = {0};
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = chain->rows + ((size_t)(features[i] >> chain->shift) * TAGS);
        for (size_t tag = 0; tag < TAGS; tag++)
            total[tag] = (int16_t)(total[tag] + row[tag]);
    }
    for (size_t tag = 0; tag < TAGS; tag++)
        sums[tag] = total[tag];
}

enum { NEVER = -(1 << 28) };

/* Scores of the paths to each tag, one position on. */
static void step(const qh_chain *chain, const int16_t sums[TAGS], unsigned allowed, const int32_t before[TAGS], int32_t after[TAGS],
                 uint8_t from[TAGS]) {
    for (size_t tag = 0; tag < TAGS; tag++) {
        int32_t best = NEVER;
        uint8_t origin = 0;
        for (size_t last = 0; allowed >> tag & 1 && last < TAGS; last++) {
            int32_t score = before[last] + chain->steps[last][tag];
            if (chain->steps[last][tag] != QH_CHAIN_NEVER && score > best) {
                best = score;
                origin = (uint8_t)last;
            }
        }
        after[tag] = best > NEVER ? best + sums[tag] : NEVER;
        from[tag] = origin;
    }
}

int32_t qh_chain_best(const qh_chain *chain, const int16_t (*sums)[TAGS], size_t count, unsigned allowed, uint8_t *from,
                      uint8_t *tags) {
    int32_t scores[2][TAGS];
    if (!count)
        return 0;
    for (size_t tag = 0; tag < TAGS; tag++) {
        int never = !(allowed >> tag & 1) || chain->steps[QH_CHAIN_START][tag] == QH_CHAIN_NEVER;
        scores[0][tag] = never ? NEVER : chain->steps[QH_CHAIN_START][tag] + sums[0][tag];
    }
    for (size_t i = 1; i < count; i++)
        step(chain, sums[i], allowed, scores[(i - 1) % 2], scores[i % 2], from + i * TAGS);
    int32_t *last = scores[(count - 1) % 2];
    uint8_t best = 0;
    for (uint8_t tag = 0; tag < TAGS; tag++)
        last[tag] = chain->steps[QH_CHAIN_END][tag] == QH_CHAIN_NEVER ? NEVER : last[tag] + chain->steps[QH_CHAIN_END][tag];
    for (uint8_t tag = 1; tag < TAGS; tag++)
        if (last[tag] > last[best])
            best = tag;
    int32_t score = last[best];
    for (size_t i = count; tags && i-- > 0; best = i ? from[i * TAGS + best] : best)
        tags[i] = best;
    return score;
}
