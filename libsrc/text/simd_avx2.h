/* The vector operations of the kernels that are included behind this header, in AVX2: each lane of 16 bytes looks up for itself. */
#ifndef QH_TEXT_SIMD_AVX2_H
#define QH_TEXT_SIMD_AVX2_H

#include <immintrin.h>
#include <stdint.h>

#define QH_SIMD __attribute__((target("avx2")))
#define QH_SIMD_NAME(name) name##_avx2
enum { V_BYTES = 32, V_MASK_BITS = 1 };
typedef __m256i qh_v;

static inline QH_SIMD qh_v v_load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
static inline QH_SIMD qh_v v_table(const uint8_t *p) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)p));
}
static inline QH_SIMD qh_v v_fill(uint8_t x) { return _mm256_set1_epi8((char)x); }
static inline QH_SIMD qh_v v_and(qh_v a, qh_v b) { return _mm256_and_si256(a, b); }
static inline QH_SIMD qh_v v_or(qh_v a, qh_v b) { return _mm256_or_si256(a, b); }
static inline QH_SIMD qh_v v_xor(qh_v a, qh_v b) { return _mm256_xor_si256(a, b); }
static inline QH_SIMD qh_v v_minus(qh_v a, qh_v b) { return _mm256_subs_epu8(a, b); }
static inline QH_SIMD qh_v v_lookup(qh_v table, qh_v nibbles) { return _mm256_shuffle_epi8(table, nibbles); }
static inline QH_SIMD qh_v v_low(qh_v a) { return v_and(a, v_fill(0x0F)); }
static inline QH_SIMD qh_v v_high(qh_v a) { return v_and(_mm256_srli_epi16(a, 4), v_fill(0x0F)); }
static inline QH_SIMD qh_v v_equal(qh_v a, qh_v b) { return _mm256_cmpeq_epi8(a, b); }
static inline QH_SIMD int v_any(qh_v a) { return !_mm256_testz_si256(a, a); }
static inline QH_SIMD int v_any_high(qh_v a) { return _mm256_movemask_epi8(a) != 0; }

/* V_MASK_BITS bits for each byte, set where it is zero. */
static inline QH_SIMD uint64_t v_zeros(qh_v a) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, _mm256_setzero_si256()));
}

/* The bytes that stand 1, 2 and 3 before those of a; `before` is the vector in front of a. */
static inline QH_SIMD qh_v v_joint(qh_v a, qh_v before) { return _mm256_permute2x128_si256(before, a, 0x21); }
static inline QH_SIMD qh_v v_back1(qh_v a, qh_v before) { return _mm256_alignr_epi8(a, v_joint(a, before), 15); }
static inline QH_SIMD qh_v v_back2(qh_v a, qh_v before) { return _mm256_alignr_epi8(a, v_joint(a, before), 14); }
static inline QH_SIMD qh_v v_back3(qh_v a, qh_v before) { return _mm256_alignr_epi8(a, v_joint(a, before), 13); }

#endif
