#ifndef QH_LINGUISTICS_LEXICON_KEY_H
#define QH_LINGUISTICS_LEXICON_KEY_H

/* The folded form in which words are kept and looked up; all inline, since every word of a text goes through it. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

enum { LONGEST_KEY = 64 };

/* A key while it is folded. */
typedef struct folded_key {
    char bytes[LONGEST_KEY + 8]; /* zeros behind the last, to the next eight, where it is complete */
    size_t length;               /* LONGEST_KEY + 1: too long */
    size_t spaces;
} folded_key;

static inline void key_byte(folded_key *key, char byte) {
    if (key->length >= LONGEST_KEY)
        key->length = LONGEST_KEY + 1;
    else
        key->bytes[key->length++] = byte;
}

/* Appends one space, unless there is one or the key is empty. */
static inline void key_space(folded_key *key) {
    if (!key->length || key->bytes[key->length - 1] == ' ')
        return;
    key_byte(key, ' ');
    key->spaces++;
}

/* What stands for a code point in keys; 0 where it is left out. */
static inline uint32_t fold(uint32_t c) {
    switch (c) {
    case 0x2019:
        return '\'';
    case 0x2010:
    case 0x2011:
        return '-';
    case 0x00AD: /* soft hyphen */
    case 0x0640: /* tatweel */
    case 0x200C: /* joiners: Persian is written with and without */
    case 0x200D:
        return 0;
    case 0x0451:
        return 0x0435; /* ё */
    case 0x0401:
        return 0x0435;
    case 0x064A: /* Arabic yeh and alef maksura as Persian yeh, kaf as keheh */
    case 0x0649:
        return 0x06CC;
    case 0x0643:
        return 0x06A9;
    default:
        break;
    }
    if (c >= 0x064B && c <= 0x0652)
        return 0;
    return qh_is_space(c) ? ' ' : qh_char_lower(c);
}

/* Appends the code point at text[at], folded, and returns where the next one starts. */
static inline size_t key_append(folded_key *key, const char *text, size_t at) {
    unsigned char byte = (unsigned char)text[at];
    uint32_t c = byte;
    if (byte < 0x80) {
        c = byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
        at++;
    } else {
        c = fold(qh_utf8_next(text, &at));
    }
    if (c == ' ' || (c >= 9 && c <= 13)) {
        key_space(key);
    } else if (c && c < 0x80) {
        key_byte(key, (char)c);
    } else if (c) {
        char utf8[4];
        size_t length = qh_char_encode(c, utf8);
        for (size_t i = 0; i < length; i++)
            key_byte(key, utf8[i]);
    }
    return at;
}

/* ---- eight bytes at once: one number for the same bytes, whatever the order of bytes in numbers ---- */

static inline uint64_t load_four(const char *bytes) {
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
}

static inline uint64_t load_eight(const char *bytes) {
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
           (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* Up to eight, 0 for those that are not there. Bytes that are read twice are the same twice. */
static inline uint64_t load(const char *bytes, size_t size) {
    if (size >= 8)
        return load_eight(bytes);
    if (size >= 4)
        return load_four(bytes) | load_four(bytes + size - 4) << (size - 4) * 8;
    const unsigned char *b = (const unsigned char *)bytes;
    return size ? b[0] | (uint64_t)b[size / 2] << size / 2 * 8 | (uint64_t)b[size - 1] << (size - 1) * 8 : 0;
}

static inline void store_eight(char *bytes, uint64_t word) {
    unsigned char *b = (unsigned char *)bytes; /* one by one: what compilers know as one store */
    b[0] = (unsigned char)word;
    b[1] = (unsigned char)(word >> 8);
    b[2] = (unsigned char)(word >> 16);
    b[3] = (unsigned char)(word >> 24);
    b[4] = (unsigned char)(word >> 32);
    b[5] = (unsigned char)(word >> 40);
    b[6] = (unsigned char)(word >> 48);
    b[7] = (unsigned char)(word >> 56);
}

/* Folds eight bytes at once where they are ASCII without white space (or 0); nonzero where they are not. */
static inline uint64_t fold_eight(uint64_t *word) {
    const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    uint64_t w = *word, safe = w & ~high;
    uint64_t from_a = safe + ones * (0x80 - 'A'), behind_z = safe + ones * (0x80 - 'Z' - 1);
    uint64_t visible = safe + ones * (0x80 - 0x21), some = safe + ones * 0x7F; /* high bits: 0x21 and more, 1 and more */
    *word = w | ((from_a & ~behind_z & high) >> 2);
    return (w | (some & ~visible)) & high;
}

/* To be called where the key is complete for now. */
static inline void key_end(folded_key *key) {
    if (key->length <= LONGEST_KEY)
        store_eight(key->bytes + key->length, 0);
}

static inline void key_of(folded_key *key, const char *word, size_t size) {
    size_t at = 0;
    key->length = key->spaces = 0;
    for (; at < size && at < LONGEST_KEY; at += 8) {
        uint64_t eight = load(word + at, size - at);
        if (fold_eight(&eight))
            break;
        store_eight(key->bytes + at, eight);
    }
    key->length = at < size ? at : size;
    if (at >= size)
        return;
    while (at < size && key->length <= LONGEST_KEY)
        at = key_append(key, word, at);
    key_end(key);
}

static inline uint32_t hash_of(const folded_key *key) {
    uint64_t hash = key->length;
    for (size_t at = 0; at < key->length; at += 8) {
        hash = (hash ^ load_eight(key->bytes + at)) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

static inline int is_word_part(uint32_t c) {
    return c < 0x80 ? (c | 32) - 'a' < 26 || c - '0' < 10
                    : (qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_MARK | QH_CHAR_DIGIT)) != 0;
}

#endif
