/* What is read of a word: the trainer and the library share this, so they cannot disagree. */
#ifndef QH_SCRIPT_LANGUAGE_FEATURES_H
#define QH_SCRIPT_LANGUAGE_FEATURES_H

#include <stddef.h>
#include <stdint.h>

/* Groups of languages that share a script; each is judged apart. */
typedef enum qh_language_group {
    QH_GROUP_LATIN,
    QH_GROUP_CYRILLIC,
    QH_GROUP_ARABIC,
    QH_GROUP_DEVANAGARI,
    QH_GROUP_HAN,
    QH_LANGUAGE_GROUPS,
    QH_GROUP_ALONE = QH_LANGUAGE_GROUPS /* a script with one language */
} qh_language_group;

enum {
    QH_LANGUAGE_FEATURES = 2, /* the version of all that follows */
    QH_GROUP_MOST = 50,       /* languages in a group */
    QH_WORD_LETTERS = 30,     /* what is longer is cut there */
    QH_LANGUAGE_CHARS = 0x2000,
    QH_WORD_EDGE = '_',
    QH_WORD_APOSTROPHE = '\'', /* an edge, too */

    /* A number of the model's table of characters. */
    QH_CHAR_KIND = 0xE000,
    QH_CHAR_NONE = 0x0000,
    QH_CHAR_LETTERS = 0x2000, /* + group << 13: the low bits are the lower-case letter */
    QH_CHAR_ALONE = 0xA000,   /* the low bits are the language */
    QH_CHAR_UNKNOWN = 0xC000, /* a letter of a script that is not ours */
    QH_CHAR_ON = 0xE000       /* a mark: it goes on with the word; the low bits are itself */
};

/*
 * A bucket of the table: two bytes for each feature, a fingerprint in the high bits and in the low four the number of its languages
 * less one; then the features' languages one after the other, a byte each; in the last byte how many features there are. What a
 * language's byte means, which one and how much evidence for it, the model tells for each group.
 */
enum {
    QH_BUCKET = 64, /* bytes */
    QH_BUCKET_FEATURES = 16,
    QH_PRINT = 0xFFF,
    QH_NAMED_MOST = 16, /* languages of a feature */
    QH_CODES = 256
};

static inline uint64_t qh_feature_begin(void) { return 0; }

static inline uint64_t qh_feature_add(uint64_t h, uint32_t symbol) {
    h = (h ^ symbol) * UINT64_C(0x9E3779B97F4A7C15);
    return h ^ h >> 32;
}

/* Where a feature stands in a table of `buckets` buckets, and its fingerprint, as one number: bucket << 12 | print. */
static inline uint32_t qh_feature_cell(uint64_t h, uint32_t buckets) {
    uint32_t bucket = (uint32_t)((h >> 40) * buckets >> 24);
    uint32_t print = (uint32_t)(h >> 16) & QH_PRINT;
    return bucket << 12 | (print ? print : 1);
}

/*
 * The features of a word between its two edges, length letters + 2: all three and four symbols in a row, the word when it is
 * longer, and single letters that are not ASCII. Writes at most QH_WORD_FEATURES hashes.
 */
enum { QH_WORD_FEATURES = 3 * (QH_WORD_LETTERS + 2) + 1 };

static inline size_t qh_word_features(const uint16_t *word, size_t length, uint64_t *out) {
    size_t n = 0;
    uint64_t whole = UINT64_C(0x51);
    for (size_t i = 0; i < length; i++) {
        size_t left = length - i;
        uint64_t h = qh_feature_add(qh_feature_begin(), word[i]);
        whole = qh_feature_add(whole, word[i]);
        if (word[i] >= 0x80)
            out[n++] = h;
        if (left < 3)
            continue;
        h = qh_feature_add(qh_feature_add(h, word[i + 1]), word[i + 2]);
        out[n++] = h;
        if (left < 4)
            continue;
        out[n++] = qh_feature_add(h, word[i + 3]);
    }
    if (length > 4)
        out[n++] = whole;
    return n;
}

/* Han: each character and each two in a row. */
static inline uint64_t qh_han_feature(uint32_t before, uint32_t c) {
    uint64_t h = qh_feature_begin();
    if (before)
        h = qh_feature_add(h, before);
    return qh_feature_add(h, c);
}

#endif
