/* The vector operations of the kernels that are included behind this header, in NEON of AArch64. */
#ifndef QH_TEXT_SIMD_NEON_H
#define QH_TEXT_SIMD_NEON_H

#include <arm_neon.h>
#include <stdint.h>

#define QH_SIMD
#define QH_SIMD_NAME(name) name##_neon
enum { V_BYTES = 16, V_MASK_BITS = 4 };
typedef uint8x16_t qh_v;

static inline qh_v v_load(const void *p) { return vld1q_u8((const uint8_t *)p); }
static inline qh_v v_table(const uint8_t *p) { return vld1q_u8(p); }
static inline qh_v v_fill(uint8_t x) { return vdupq_n_u8(x); }
static inline qh_v v_and(qh_v a, qh_v b) { return vandq_u8(a, b); }
static inline qh_v v_or(qh_v a, qh_v b) { return vorrq_u8(a, b); }
static inline qh_v v_xor(qh_v a, qh_v b) { return veorq_u8(a, b); }
static inline qh_v v_minus(qh_v a, qh_v b) { return vqsubq_u8(a, b); }
static inline qh_v v_lookup(qh_v table, qh_v nibbles) { return vqtbl1q_u8(table, nibbles); }
static inline qh_v v_low(qh_v a) { return vandq_u8(a, vdupq_n_u8(0x0F)); }
static inline qh_v v_high(qh_v a) { return vshrq_n_u8(a, 4); }
static inline qh_v v_equal(qh_v a, qh_v b) { return vceqq_u8(a, b); }
static inline int v_any(qh_v a) { return vmaxvq_u8(a) != 0; }
static inline int v_any_high(qh_v a) { return vmaxvq_u8(a) >= 0x80; }

/* V_MASK_BITS bits for each byte, set where it is zero. */
static inline uint64_t v_zeros(qh_v a) {
    uint8x8_t nibbles = vshrn_n_u16(vreinterpretq_u16_u8(vceqq_u8(a, vdupq_n_u8(0))), 4);
    return vget_lane_u64(vreinterpret_u64_u8(nibbles), 0);
}

/* The bytes that stand 1, 2 and 3 before those of a; `before` is the vector in front of a. */
static inline qh_v v_back1(qh_v a, qh_v before) { return vextq_u8(before, a, 15); }
static inline qh_v v_back2(qh_v a, qh_v before) { return vextq_u8(before, a, 14); }
static inline qh_v v_back3(qh_v a, qh_v before) { return vextq_u8(before, a, 13); }

#endif
