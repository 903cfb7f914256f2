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
    size_t chars, buckets, codes, heats;
    memset(out, 0, sizeof *out);
    out->chars = section(model, "char", 2, &chars);
    out->table = section(model, "tabl", QH_BUCKET, &buckets);
    out->codes = section(model, "code", 2, &codes);
    out->heats = section(model, "heat", 2, &heats);
    out->buckets = (uint32_t)buckets;
    return model->features == QH_LANGUAGE_FEATURES && chars == QH_LANGUAGE_CHARS && out->buckets &&
           out->codes > out->table && /* look_up() may read a little beyond the table */
           codes == QH_LANGUAGE_GROUPS * QH_CODES && heats == QH_LANGUAGE_GROUPS * QH_LENGTHS;
}

/* The trainer writes the sections in this order, so they need no looking for. */
qh_language_table qh_language_embedded(void) {
    size_t size;
    const uint8_t *bytes = qh_language_model(&size), *entry = bytes + QH_MODEL_HEAD;
    qh_language_table table = {
        .chars = bytes + qh_le32(entry + 4),
        .table = bytes + qh_le32(entry + QH_MODEL_ENTRY + 4),
        .codes = bytes + qh_le32(entry + 2 * QH_MODEL_ENTRY + 4),
        .heats = bytes + qh_le32(entry + 3 * QH_MODEL_ENTRY + 4),
        .buckets = qh_le32(entry + QH_MODEL_ENTRY + 8) / QH_BUCKET,
    };
    return table;
}

static uint32_t named(const uint8_t *bucket, size_t feature) { return (bucket[2 * feature] & 15u) + 1; }

int qh_language_table_fits(const qh_language_table *table) {
    for (uint32_t b = 0; b < table->buckets; b++) {
        const uint8_t *bucket = table->table + (size_t)b * QH_BUCKET;
        size_t count = bucket[QH_BUCKET - 1], bytes = 2 * count;
        if (count > QH_BUCKET_FEATURES)
            return 0;
        for (size_t i = 0; i < count; i++)
            bytes += named(bucket, i);
        if (bytes >= QH_BUCKET)
            return 0;
    }
    for (size_t i = 0; i < QH_LANGUAGE_GROUPS * QH_CODES; i++)
        if (table->codes[2 * i] >= QH_GROUP_MOST)
            return 0;
    return 1;
}

/* ---- looking up: without branches, as whether a feature is known is anybody's guess ---- */

enum { NONE = 1 << QH_BUCKET_FEATURES };

/* One bit for the feature of the bucket that has the fingerprint; NONE when none has. */
static uint32_t match(const uint8_t *bucket, uint32_t print) {
    uint32_t found = 0, all = (UINT32_C(1) << bucket[QH_BUCKET - 1]) - 1;
#if defined __SSE2__
    const __m128i low = _mm_set1_epi16(15), wanted = _mm_set1_epi16((short)(print << 4));
    __m128i a = _mm_loadu_si128((const __m128i *)bucket), b = _mm_loadu_si128((const __m128i *)(bucket + 16));
    a = _mm_cmpeq_epi16(_mm_andnot_si128(low, a), wanted);
    b = _mm_cmpeq_epi16(_mm_andnot_si128(low, b), wanted);
    found = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(a, b));
#else
    for (unsigned i = 0; i < QH_BUCKET_FEATURES; i++)
        found |= (uint32_t)(qh_le16(bucket + 2 * i) >> 4 == print) << i;
#endif
    return (found & all) | NONE;
}

static unsigned lowest(uint32_t bits) {
#if defined __GNUC__
    return (unsigned)__builtin_ctz(bits);
#else
    unsigned n = 0;
    while (!(bits >> n & 1))
        n++;
    return n;
#endif
}

/* How many languages the bucket's first `count` features name together. */
static size_t named_before(const uint8_t *bucket, unsigned count) {
#if defined __SSE2__
    static const uint8_t first[2 * QH_BUCKET_FEATURES] = {15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15};
    const __m128i low = _mm_set1_epi16(15), wanted = _mm_loadu_si128((const __m128i *)(first + QH_BUCKET_FEATURES - count));
    __m128i a = _mm_loadu_si128((const __m128i *)bucket), b = _mm_loadu_si128((const __m128i *)(bucket + 16));
    __m128i less_one = _mm_packus_epi16(_mm_and_si128(a, low), _mm_and_si128(b, low));
    __m128i sum = _mm_sad_epu8(_mm_and_si128(less_one, wanted), _mm_setzero_si128());
    return (size_t)_mm_cvtsi128_si32(sum) + (size_t)_mm_extract_epi16(sum, 4) + count;
#else
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += named(bucket, i);
    return sum;
#endif
}

/* Writes the codes of the languages that the feature in that cell names, and anything up to sixteen; returns how many they are. */
static size_t look_up(const qh_language_table *table, uint32_t cell, uint8_t *out) {
    const uint8_t *bucket = table->table + (size_t)(cell >> 12) * QH_BUCKET;
    unsigned place = lowest(match(bucket, cell & QH_PRINT)), feature = place % QH_BUCKET_FEATURES;
    memcpy(out, bucket + 2 * (size_t)bucket[QH_BUCKET - 1] + named_before(bucket, feature), QH_NAMED_MOST);
    return place == QH_BUCKET_FEATURES ? 0 : named(bucket, feature);
}

static void fetch(const qh_language_table *table, uint32_t cell) {
#if defined __GNUC__
    __builtin_prefetch(table->table + (size_t)(cell >> 12) * QH_BUCKET);
#else
    (void)table;
    (void)cell;
#endif
}

void qh_evidence_add(const qh_language_table *table, uint32_t group, const uint64_t *features, size_t count, qh_evidence *e) {
    const uint8_t *codes = table->codes + (size_t)group * (2 * QH_CODES);
    uint32_t cells[QH_WORD_FEATURES];
    uint8_t named_all[QH_WORD_FEATURES * QH_NAMED_MOST];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        cells[i] = qh_feature_cell(features[i], table->buckets);
        fetch(table, cells[i]); /* the table is larger than the caches near the processor */
    }
    for (size_t i = 0; i < count; i++)
        n += look_up(table, cells[i], named_all + n);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *code = codes + 2 * (size_t)named_all[i];
        e->sums[code[0]] += code[1];
    }
}

size_t qh_language_length(uint32_t letters) {
    static const uint8_t ends[QH_LENGTHS - 1] = {5, 7, 9, 14, 22, 44, 88};
    size_t n = 0;
    while (n < QH_LENGTHS - 1 && letters >= ends[n])
        n++;
    return n;
}
