#include "model/model.h"
#include "model/trees.h"
#include "text/simd.h"

#if defined(QH_SIMD_X86)
#include "text/simd_avx2.h"

/* Values as two vectors of bytes, as that is what their columns are. */
typedef struct lanes {
    qh_v low, high;
} lanes;

static inline QH_SIMD void choose(const qh_lanes_of_bytes *column, uint8_t threshold, const lanes *at_most, const lanes *above,
                                  lanes *out) {
    qh_v low = v_equal(v_minus(v_load(column), v_fill(threshold)), v_fill(0));
    out->low = _mm256_blendv_epi8(above->low, at_most->low, low);
    out->high = _mm256_blendv_epi8(above->high, at_most->high, low);
}

/* Unpacking takes the rows by fours, 0 to 3 and 16 to 19, and so on: they are put in order at the end. */
static inline QH_SIMD void add(const lanes *v, qh_v sums[4]) {
    qh_v a = _mm256_unpacklo_epi8(v->low, v->high), b = _mm256_unpackhi_epi8(v->low, v->high);
    sums[0] = _mm256_add_epi32(sums[0], _mm256_srai_epi32(_mm256_unpacklo_epi16(a, a), 16));
    sums[1] = _mm256_add_epi32(sums[1], _mm256_srai_epi32(_mm256_unpackhi_epi16(a, a), 16));
    sums[2] = _mm256_add_epi32(sums[2], _mm256_srai_epi32(_mm256_unpacklo_epi16(b, b), 16));
    sums[3] = _mm256_add_epi32(sums[3], _mm256_srai_epi32(_mm256_unpackhi_epi16(b, b), 16));
}

/* Sixteen columns of sixteen rows: in four steps, each of which puts together what was twice as far apart. */
static QH_SIMD void turn_sixteen(const uint8_t *const rows[16], qh_lanes_of_bytes *out, size_t first) {
    __m128i a[16], b[16];
    for (int i = 0; i < 16; i++)
        a[i] = _mm_loadu_si128((const __m128i *)(const void *)rows[i]);
    for (int step = 0; step < 4; step++) {
        for (int i = 0; i < 8; i++) {
            b[2 * i] = _mm_unpacklo_epi8(a[i], a[i + 8]);
            b[2 * i + 1] = _mm_unpackhi_epi8(a[i], a[i + 8]);
        }
        for (int i = 0; i < 16; i++)
            a[i] = b[i];
    }
    for (int i = 0; i < 16; i++)
        _mm_storeu_si128((__m128i *)(void *)(out[i].of + first), a[i]);
}

/* The last sixteen columns may be turned twice in part. */
QH_SIMD void qh_trees_turn_avx2(const uint8_t *rows, size_t stride, size_t count, size_t columns, qh_lanes_of_bytes *out) {
    if (columns < 16) {
        qh_trees_turn_portable(rows, stride, count, columns, out);
        return;
    }
    for (size_t first = 0; first < QH_TREES_AT_ONCE; first += 16)
        for (size_t next = 0; next < columns; next += 16) {
            size_t c = next + 16 <= columns ? next : columns - 16;
            const uint8_t *sixteen[16];
            for (size_t i = 0; i < 16; i++)
                sixteen[i] = rows + (first + i < count ? first + i : 0) * stride + c;
            turn_sixteen(sixteen, out + c, first);
        }
}

QH_SIMD void qh_trees_sum_avx2(const uint8_t *tree, size_t count, const qh_lanes_of_bytes *columns,
                               int32_t sums[QH_TREES_AT_ONCE]) {
    lanes values[2 * QH_TREES_NODES_MOST + 1];
    qh_v by_fours[4] = {v_fill(0), v_fill(0), v_fill(0), v_fill(0)};
    for (; count; count--) {
        uint32_t nodes = tree[0];
        const uint8_t *node = tree + 4 + (size_t)nodes * 4, *leaf = node;
        for (uint32_t i = nodes; i <= 2 * nodes; i++, leaf += 2)
            values[i] = (lanes){v_fill(leaf[0]), v_fill(leaf[1])};
        for (uint32_t i = nodes; i-- > 0;) {
            node -= 4;
            choose(&columns[node[0]], node[1], &values[node[2]], &values[node[3]], &values[i]);
        }
        add(&values[0], by_fours);
        tree += qh_tree_size(nodes);
    }
    int32_t found[QH_TREES_AT_ONCE];
    for (int i = 0; i < 4; i++)
        _mm256_storeu_si256((qh_v *)(void *)(found + 8 * i), by_fours[i]);
    for (int i = 0; i < QH_TREES_AT_ONCE; i++)
        sums[i] += found[(i % 16 / 4) * 8 + i / 16 * 4 + i % 4];
}
#endif
