#include "script/language_table.h"

#include <string.h>

#include "script/language.h"

#if defined __SSE2__
#include <emmintrin.h>
#endif

static const uint8_t *section(const qh_model *model, const char *tag, size_t unit, size_t *count) {
    size_t size;
    const uint8_t *bytes = qh_model_section(model, tag, &size);
    *count = size / unit;
    return bytes;
}

int qh_language_table_of(const qh_model *model, qh_language_table *out) {
    size_t chars, slots, heats;
    memset(out, 0, sizeof *out);
    out->chars = section(model, "char", 2, &chars);
    out->slots = section(model, "slot", 4, &slots);
    out->heats = section(model, "heat", 2, &heats);
    out->buckets = (uint32_t)(slots / QH_BUCKET_SLOTS);
    return model->features == QH_LANGUAGE_FEATURES && chars == QH_LANGUAGE_CHARS && out->buckets &&
           heats == QH_LANGUAGE_GROUPS * QH_LENGTHS;
}

qh_language_table qh_language_embedded(void) {
    qh_language_table table;
    size_t size;
    const uint8_t *bytes = qh_language_model(&size);
    qh_model model = {bytes, (uint32_t)size, qh_le32(bytes + 12), qh_le32(bytes + 20)};
    qh_language_table_of(&model, &table);
    return table;
}

static void add_slot(uint32_t slot, qh_evidence *e) {
    e->sums[slot >> 12 & 63] += (slot >> 18 & 15) + 1;
    e->sums[slot >> 22 & 63] += (slot >> 28) + 1;
}

/* One bit for each slot of the bucket that has the fingerprint. */
static unsigned matches(const uint8_t *bucket, uint32_t print) {
#if defined __SSE2__
    const __m128i mask = _mm_set1_epi32(QH_SLOT_PRINT), wanted = _mm_set1_epi32((int)print);
    __m128i equal[4];
    for (int i = 0; i < 4; i++)
        equal[i] = _mm_cmpeq_epi32(_mm_and_si128(_mm_loadu_si128((const __m128i *)(bucket + 16 * i)), mask), wanted);
    __m128i low = _mm_packs_epi32(equal[0], equal[1]), high = _mm_packs_epi32(equal[2], equal[3]);
    return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, high));
#else
    unsigned found = 0;
    for (unsigned i = 0; i < QH_BUCKET_SLOTS; i++)
        found |= (unsigned)((qh_le32(bucket + 4 * i) & QH_SLOT_PRINT) == print) << i;
    return found;
#endif
}

static unsigned lowest(unsigned bits) {
#if defined __GNUC__
    return (unsigned)__builtin_ctz(bits);
#else
    unsigned n = 0;
    while (!(bits >> n & 1))
        n++;
    return n;
#endif
}

void qh_evidence_add(const qh_language_table *table, uint64_t feature, qh_evidence *e) {
    uint32_t cell = qh_feature_cell(feature, table->buckets);
    const uint8_t *bucket = table->slots + (size_t)(cell >> 12) * (4 * QH_BUCKET_SLOTS);
    unsigned found = matches(bucket, cell & QH_SLOT_PRINT);
    for (; found; found &= found - 1)
        add_slot(qh_le32(bucket + 4 * lowest(found)), e);
}

void qh_evidence_fetch(const qh_language_table *table, uint64_t feature) {
#if defined __GNUC__
    __builtin_prefetch(table->slots + (size_t)(qh_feature_cell(feature, table->buckets) >> 12) * (4 * QH_BUCKET_SLOTS));
#else
    (void)table;
    (void)feature;
#endif
}

size_t qh_language_length(uint32_t letters) {
    static const uint8_t ends[QH_LENGTHS - 1] = {5, 7, 9, 14, 22, 44, 88};
    size_t n = 0;
    while (n < QH_LENGTHS - 1 && letters >= ends[n])
        n++;
    return n;
}
