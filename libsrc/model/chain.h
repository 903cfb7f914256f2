/* Linear chains over at most eight tags: weights in hashed rows of bytes, the best path in whole numbers. */
#ifndef QH_MODEL_CHAIN_H
#define QH_MODEL_CHAIN_H

#include <stddef.h>
#include <stdint.h>

enum { QH_CHAIN_TAGS = 8, QH_CHAIN_START = QH_CHAIN_TAGS, QH_CHAIN_END, QH_CHAIN_STEPS };

/* A step that no path may take. */
#define QH_CHAIN_NEVER INT16_MIN

/*
 * A section: u32 bits, then i16 steps: from each tag, and from the start, to each tag, and to the end from each (little-endian,
 * 10 x 8), then 2^bits rows of a byte for each tag. Rows and steps count in the same unit.
 */
enum { QH_CHAIN_BITS_MOST = 20, QH_CHAIN_HEAD = 4 + QH_CHAIN_STEPS * QH_CHAIN_TAGS * 2 };

typedef struct qh_chain {
    const int8_t *rows;
    uint32_t shift; /* of a feature's hash, whose highest bits are its row */
    int16_t steps[QH_CHAIN_STEPS][QH_CHAIN_TAGS];
} qh_chain;

/* 0 when the section cannot be used. O(1). */
int qh_chain_of(const uint8_t *section, size_t size, qh_chain *out);

/* Sets sums[tag] to the sum of the features' weights. */
void qh_chain_sum(const qh_chain *chain, const uint32_t *features, size_t count, int16_t sums[QH_CHAIN_TAGS]);

/*
 * The best tags of `count` positions, none but those whose bits are set in `allowed`, and what they score. `from` is room for
 * count * QH_CHAIN_TAGS bytes. O(count). `tags` may be NULL.
 */
int32_t qh_chain_best(const qh_chain *chain, const int16_t (*sums)[QH_CHAIN_TAGS], size_t count, unsigned allowed, uint8_t *from,
                      uint8_t *tags);

/* A feature: a template and up to two values, mixed so that the highest bits are good. */
static inline uint32_t qh_chain_feature(uint32_t template, uint32_t a, uint32_t b) {
    uint32_t hash = (a ^ template * 0x9E3779B1u) * 0x85EBCA6Bu;
    hash = (hash ^ hash >> 15 ^ b * 0xC2B2AE35u) * 0x27D4EB2Fu;
    return (hash ^ hash >> 13) * 0x9E3779B1u;
}

#endif
