/* Eight bytes of UTF-8 at a time. Byte order does not matter to any of it. */
#ifndef QH_TEXT_BITS_H
#define QH_TEXT_BITS_H

#include <stdint.h>
#include <string.h>

#define QH_BITS_LOW UINT64_C(0x0101010101010101)
#define QH_BITS_HIGH UINT64_C(0x8080808080808080)

static inline uint64_t qh_bits_load(const void *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline unsigned qh_bits_sum(uint64_t flags) { return (unsigned)((flags * QH_BITS_LOW) >> 56); }

/* Bytes of the word that start a code point. */
static inline unsigned qh_bits_leads(uint64_t word) { return 8 - qh_bits_sum((word >> 7) & ~(word >> 6) & QH_BITS_LOW); }

/* Bytes of the word that start a code point of four bytes. */
static inline unsigned qh_bits_fours(uint64_t word) {
    return qh_bits_sum((word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & QH_BITS_LOW);
}

#endif
