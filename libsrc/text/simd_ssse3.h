/* The vector operations of the kernels that are included behind this header, in SSSE3. */
#ifndef QH_TEXT_SIMD_SSSE3_H
#define QH_TEXT_SIMD_SSSE3_H

#include <immintrin.h>
#include <stdint.h>

#define QH_SIMD __attribute__((target("ssse3")))
#define QH_SIMD_NAME(name) name##_ssse3
enum { V_BYTES = 16, V_MASK_BITS = 1 };
typedef __m128i qh_v;

static inline QH_SIMD qh_v v_load(const void *p) { return _mm_loadu_si128((const __m128i *)p); }
static inline QH_SIMD qh_v v_table(const uint8_t *p) { return _mm_loadu_si128((const __m128i *)(const void *)p); }
static inline QH_SIMD qh_v v_fill(uint8_t x) { return _mm_set1_epi8((char)x); }
static inline QH_SIMD qh_v v_and(qh_v a, qh_v b) { return _mm_and_si128(a, b); }
static inline QH_SIMD qh_v v_or(qh_v a, qh_v b) { return _mm_or_si128(a, b); }
static inline QH_SIMD qh_v v_xor(qh_v a, qh_v b) { return _mm_xor_si128(a, b); }
static inline QH_SIMD qh_v v_minus(qh_v a, qh_v b) { return _mm_subs_epu8(a, b); }
static inline QH_SIMD qh_v v_lookup(qh_v table, qh_v nibbles) { return _mm_shuffle_epi8(table, nibbles); }
static inline QH_SIMD qh_v v_low(qh_v a) { return v_and(a, v_fill(0x0F)); }
static inline QH_SIMD qh_v v_high(qh_v a) { return v_and(_mm_srli_epi16(a, 4), v_fill(0x0F)); }
static inline QH_SIMD qh_v v_equal(qh_v a, qh_v b) { return _mm_cmpeq_epi8(a, b); }
static inline QH_SIMD int v_any_high(qh_v a) { return _mm_movemask_epi8(a) != 0; }

/* V_MASK_BITS bits for each byte, set where it is zero. */
static inline QH_SIMD uint64_t v_zeros(qh_v a) { return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, _mm_setzero_si128())); }
static inline QH_SIMD int v_any(qh_v a) { return v_zeros(a) != 0xFFFF; }

/* The bytes that stand 1, 2 and 3 before those of a; `before` is the vector in front of a. */
static inline QH_SIMD qh_v v_back1(qh_v a, qh_v before) { return _mm_alignr_epi8(a, before, 15); }
static inline QH_SIMD qh_v v_back2(qh_v a, qh_v before) { return _mm_alignr_epi8(a, before, 14); }
static inline QH_SIMD qh_v v_back3(qh_v a, qh_v before) { return _mm_alignr_epi8(a, before, 13); }

#endif
