/* The first of four bytes in a text, sixteen bytes at once where there are vectors, else eight. */
#ifndef QH_TEXT_FIRST_OF_H
#define QH_TEXT_FIRST_OF_H

#include <stddef.h>

#include "text/eight.h"

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

/* Where the first byte of `set` in text[at, end) stands, or near the end of the text behind bytes that are none of them. */
static inline size_t qh_first_of(const char *text, size_t at, size_t end, const char set[4]) {
#if defined(__SSE2__) && defined(__GNUC__)
    const __m128i a = _mm_set1_epi8(set[0]), b = _mm_set1_epi8(set[1]), c = _mm_set1_epi8(set[2]), d = _mm_set1_epi8(set[3]);
    for (; end - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text + at));
        __m128i one = _mm_or_si128(_mm_cmpeq_epi8(v, a), _mm_cmpeq_epi8(v, b));
        __m128i two = _mm_or_si128(_mm_cmpeq_epi8(v, c), _mm_cmpeq_epi8(v, d));
        int found = _mm_movemask_epi8(_mm_or_si128(one, two));
        if (found)
            return at + (size_t)__builtin_ctz((unsigned)found);
    }
#else
    for (; end - at >= 8; at += 8) {
        uint64_t v = qh_eight_at(text + at);
        if (qh_eight_has(v, (unsigned char)set[0]) | qh_eight_has(v, (unsigned char)set[1]) |
            qh_eight_has(v, (unsigned char)set[2]) | qh_eight_has(v, (unsigned char)set[3]))
            break;
    }
#endif
    return at;
}

#endif
