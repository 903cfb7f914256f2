#include "model/chain.h"

#include "model/model.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

#if defined(__SSE2__)
void qh_chain_sum(const qh_chain *chain, const uint32_t *features, size_t count, int16_t sums[TAGS]) {
    __m128i total = _mm_setzero_si128();
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = chain->rows + ((size_t)(features[i] >> chain->shift) * TAGS);
        __m128i bytes = _mm_loadl_epi64((const __m128i *)(const void *)row);
        total = _mm_add_epi16(total, _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8));
    }
    _mm_storeu_si128((__m128i *)(void *)sums, total);
}
#else
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
#endif

/* No path scores as little; a step that none may take leads below it from anywhere. */
enum { NEVER = -(1 << 28), NO_STEP = -(1 << 29) };

/* One number for each tag. */
typedef struct scores {
    int32_t of[TAGS];
} scores;

static void read_steps(const qh_chain *chain, scores steps[TAGS]) {
    for (size_t last = 0; last < TAGS; last++)
        for (size_t tag = 0; tag < TAGS; tag++)
            steps[last].of[tag] = chain->steps[last][tag] == QH_CHAIN_NEVER ? NO_STEP : chain->steps[last][tag];
}

/* Of each tag the best way to come to it, by score and by tag. */
#if defined(__SSE2__)
static inline __m128i choose(__m128i mask, __m128i a, __m128i b) {
    return _mm_or_si128(_mm_and_si128(mask, a), _mm_andnot_si128(mask, b));
}

static void find_ways(const scores steps[TAGS], const scores *before, scores *best, scores *origin) {
    const __m128i *rows = (const __m128i *)(const void *)steps;
    __m128i best_a = _mm_set1_epi32(NEVER), best_b = best_a, from_a = _mm_setzero_si128(), from_b = from_a;
    for (int32_t last = 0; last < TAGS; last++) {
        __m128i so_far = _mm_set1_epi32(before->of[last]), tag = _mm_set1_epi32(last);
        __m128i a = _mm_add_epi32(so_far, _mm_loadu_si128(rows + 2 * last));
        __m128i b = _mm_add_epi32(so_far, _mm_loadu_si128(rows + 2 * last + 1));
        __m128i better_a = _mm_cmpgt_epi32(a, best_a), better_b = _mm_cmpgt_epi32(b, best_b);
        best_a = choose(better_a, a, best_a);
        best_b = choose(better_b, b, best_b);
        from_a = choose(better_a, tag, from_a);
        from_b = choose(better_b, tag, from_b);
    }
    _mm_storeu_si128((__m128i *)(void *)best, best_a);
    _mm_storeu_si128((__m128i *)(void *)best + 1, best_b);
    _mm_storeu_si128((__m128i *)(void *)origin, from_a);
    _mm_storeu_si128((__m128i *)(void *)origin + 1, from_b);
}
#else
static void find_ways(const scores steps[TAGS], const scores *before, scores *best, scores *origin) {
    for (size_t tag = 0; tag < TAGS; tag++) {
        best->of[tag] = NEVER;
        origin->of[tag] = 0;
        for (int32_t last = 0; last < TAGS; last++) {
            int32_t score = before->of[last] + steps[last].of[tag];
            if (score <= best->of[tag])
                continue;
            best->of[tag] = score;
            origin->of[tag] = last;
        }
    }
}
#endif

/* Scores of the paths to each tag, one position on. */
static void step(const scores steps[TAGS], const int16_t sums[TAGS], unsigned allowed, const scores *before, scores *after,
                 uint8_t from[TAGS]) {
    scores best, origin;
    find_ways(steps, before, &best, &origin);
    for (size_t tag = 0; tag < TAGS; tag++) {
        int is_reached = allowed >> tag & 1 && best.of[tag] > NEVER;
        after->of[tag] = is_reached ? best.of[tag] + sums[tag] : NEVER;
        from[tag] = (uint8_t)(allowed >> tag & 1 ? origin.of[tag] : 0);
    }
}

int32_t qh_chain_best(const qh_chain *chain, const int16_t (*sums)[TAGS], size_t count, unsigned allowed, uint8_t *from,
                      uint8_t *tags) {
    scores paths[2], steps[TAGS];
    if (!count)
        return 0;
    read_steps(chain, steps);
    for (size_t tag = 0; tag < TAGS; tag++) {
        int never = !(allowed >> tag & 1) || chain->steps[QH_CHAIN_START][tag] == QH_CHAIN_NEVER;
        paths[0].of[tag] = never ? NEVER : chain->steps[QH_CHAIN_START][tag] + sums[0][tag];
    }
    for (size_t i = 1; i < count; i++)
        step(steps, sums[i], allowed, &paths[(i - 1) % 2], &paths[i % 2], from + i * TAGS);
    int32_t *last = paths[(count - 1) % 2].of;
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
