/* Four numbers at a time: SSE2's instructions, which every 64-bit x86 has; elsewhere loops that compilers turn into theirs. */
#ifndef QH_SCRIPT_LANES_H
#define QH_SCRIPT_LANES_H

#include <stdint.h>
#include <string.h>

#if defined __SSE2__
#include <emmintrin.h>

typedef __m128 qh_lanes;

static inline qh_lanes qh_lanes_all(float x) { return _mm_set1_ps(x); }
static inline qh_lanes qh_lanes_load(const float *p) { return _mm_loadu_ps(p); }
static inline qh_lanes qh_lanes_of_integers(const uint32_t *p) { return _mm_cvtepi32_ps(_mm_loadu_si128((const __m128i *)p)); }
static inline void qh_lanes_store(float *p, qh_lanes a) { _mm_storeu_ps(p, a); }
static inline qh_lanes qh_lanes_add(qh_lanes a, qh_lanes b) { return _mm_add_ps(a, b); }
static inline qh_lanes qh_lanes_less(qh_lanes a, qh_lanes b) { return _mm_sub_ps(a, b); }
static inline qh_lanes qh_lanes_times(qh_lanes a, qh_lanes b) { return _mm_mul_ps(a, b); }
static inline qh_lanes qh_lanes_greater(qh_lanes a, qh_lanes b) { return _mm_max_ps(a, b); }

/* A bit for each lane where both are the same. */
static inline unsigned qh_lanes_same(qh_lanes a, qh_lanes b) { return (unsigned)_mm_movemask_ps(_mm_cmpeq_ps(a, b)); }

/* The integer towards zero, less one; *power is two to that power, for results from -126. */
static inline qh_lanes qh_lanes_whole(qh_lanes a, qh_lanes *power) {
    __m128i whole = _mm_sub_epi32(_mm_cvttps_epi32(a), _mm_set1_epi32(1));
    *power = _mm_castsi128_ps(_mm_slli_epi32(_mm_add_epi32(whole, _mm_set1_epi32(127)), 23));
    return _mm_cvtepi32_ps(whole);
}

#else

typedef struct qh_lanes {
    float x[4];
} qh_lanes;

#define QH_LANES_EACH(type, value)                                                                                                 \
    qh_lanes out;                                                                                                                  \
    for (int i = 0; i < 4; i++)                                                                                                    \
        out.x[i] = (type)(value);                                                                                                  \
    return out

static inline qh_lanes qh_lanes_all(float x) { QH_LANES_EACH(float, x); }
static inline qh_lanes qh_lanes_load(const float *p) { QH_LANES_EACH(float, p[i]); }
static inline qh_lanes qh_lanes_of_integers(const uint32_t *p) { QH_LANES_EACH(float, (int32_t)p[i]); }
static inline void qh_lanes_store(float *p, qh_lanes a) { memcpy(p, a.x, sizeof a.x); }
static inline qh_lanes qh_lanes_add(qh_lanes a, qh_lanes b) { QH_LANES_EACH(float, a.x[i] + b.x[i]); }
static inline qh_lanes qh_lanes_less(qh_lanes a, qh_lanes b) { QH_LANES_EACH(float, a.x[i] - b.x[i]); }
static inline qh_lanes qh_lanes_times(qh_lanes a, qh_lanes b) { QH_LANES_EACH(float, a.x[i] * b.x[i]); }
static inline qh_lanes qh_lanes_greater(qh_lanes a, qh_lanes b) { QH_LANES_EACH(float, a.x[i] > b.x[i] ? a.x[i] : b.x[i]); }

static inline unsigned qh_lanes_same(qh_lanes a, qh_lanes b) {
    unsigned bits = 0;
    for (unsigned i = 0; i < 4; i++)
        bits |= (unsigned)(a.x[i] == b.x[i]) << i;
    return bits;
}

static inline qh_lanes qh_lanes_whole(qh_lanes a, qh_lanes *power) {
    uint32_t bits[4];
    for (int i = 0; i < 4; i++) {
        int32_t whole = (int32_t)a.x[i] - 1;
        bits[i] = (uint32_t)(127 + whole) << 23;
        a.x[i] = (float)whole;
    }
    memcpy(power->x, bits, sizeof bits);
    return a;
}

#undef QH_LANES_EACH
#endif

/* e to the power of each x, for x from -80 to 0, to five digits: a power of two by its exponent, the rest by Taylor's series. */
static inline qh_lanes qh_lanes_exp(qh_lanes x) {
    static const float series[] = {0.00133336f, 0.00961813f, 0.05550411f, 0.24022651f, 0.69314718f, 1};
    qh_lanes power, t = qh_lanes_times(x, qh_lanes_all(1.44269504f));
    qh_lanes f = qh_lanes_less(t, qh_lanes_whole(t, &power)), sum = qh_lanes_all(0.00015469f);
    for (int i = 0; i < 6; i++)
        sum = qh_lanes_add(qh_lanes_all(series[i]), qh_lanes_times(f, sum));
    return qh_lanes_times(power, sum);
}

#endif
