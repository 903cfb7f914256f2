/* Eight bytes of text at once, in one register: masks have the highest bit of each byte that is meant. */
#ifndef QH_TEXT_EIGHT_H
#define QH_TEXT_EIGHT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define QH_EIGHT_ONES UINT64_C(0x0101010101010101)
#define QH_EIGHT_HIGH UINT64_C(0x8080808080808080)

static inline uint64_t qh_eight_at(const char *text) {
    uint64_t eight;
    memcpy(&eight, text, sizeof eight);
    return eight;
}

static inline int qh_eight_is_ascii(uint64_t eight) { return !(eight & QH_EIGHT_HIGH); }

/* Of ASCII only: the bytes from `first` to `last`. */
static inline uint64_t qh_eight_between(uint64_t ascii, unsigned first, unsigned last) {
    return (ascii + QH_EIGHT_ONES * (0x80 - first)) & ~(ascii + QH_EIGHT_ONES * (0x7F - last)) & QH_EIGHT_HIGH;
}

/* Nonzero where a byte is `wanted`. */
static inline uint64_t qh_eight_has(uint64_t eight, unsigned char wanted) {
    uint64_t x = eight ^ QH_EIGHT_ONES * wanted;
    return (x - QH_EIGHT_ONES) & ~x & QH_EIGHT_HIGH;
}

/* Up to eight bytes as a number that is the same on all machines. */
static inline uint64_t qh_eight_of(const char *bytes, size_t size) {
    uint64_t number = 0;
    for (size_t i = 0; i < size && i < 8; i++)
        number |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return number;
}

/* A hash of bytes, continued from `hash`; numbers for this process only, as they depend on the order of bytes. */
static inline uint64_t qh_eight_hash(uint64_t hash, const char *bytes, size_t size) {
    hash ^= size;
    for (; size >= 8; size -= 8, bytes += 8) {
        hash = (hash ^ qh_eight_at(bytes)) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    hash = (hash ^ qh_eight_of(bytes, size)) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static inline unsigned qh_eight_count(uint64_t mask) { return (unsigned)((mask >> 7) * QH_EIGHT_ONES >> 56); }

#endif
