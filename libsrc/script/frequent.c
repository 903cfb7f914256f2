#include "script/frequent.h"

#include <string.h>

/* ISO 639-1; "NO" is both Norwegians. */
/* clang-format off */
#define EN (UINT64_C(1) << 0)
#define DE (UINT64_C(1) << 1)
#define FR (UINT64_C(1) << 2)
#define ES (UINT64_C(1) << 3)
#define IT (UINT64_C(1) << 4)
#define NL (UINT64_C(1) << 5)
#define PT (UINT64_C(1) << 6)
#define SV (UINT64_C(1) << 7)
#define DA (UINT64_C(1) << 8)
#define NO (UINT64_C(1) << 9)
#define PL (UINT64_C(1) << 10)
#define CS (UINT64_C(1) << 11)
#define SK (UINT64_C(1) << 12)
#define RO (UINT64_C(1) << 13)
#define HU (UINT64_C(1) << 14)
#define TR (UINT64_C(1) << 15)
#define FI (UINT64_C(1) << 16)
#define SQ (UINT64_C(1) << 17)
#define HR (UINT64_C(1) << 18)
#define SL (UINT64_C(1) << 19)
#define LT (UINT64_C(1) << 20)
#define LV (UINT64_C(1) << 21)
#define ET (UINT64_C(1) << 22)
#define CA (UINT64_C(1) << 23)
#define IS (UINT64_C(1) << 24)
#define AF (UINT64_C(1) << 25)
#define ID (UINT64_C(1) << 26)
#define VI (UINT64_C(1) << 27)
#define EU (UINT64_C(1) << 28)
#define RU (UINT64_C(1) << 29)
#define UK (UINT64_C(1) << 30)
#define BE (UINT64_C(1) << 31)
#define BG (UINT64_C(1) << 32)
#define SR (UINT64_C(1) << 33)
#define MK (UINT64_C(1) << 34)
#define KK (UINT64_C(1) << 35)
#define EL (UINT64_C(1) << 36)
/* clang-format on */

/* No pointers, so that there is nothing to relocate. */
static const struct {
    char word[24];
    qh_language_set languages;
} words[] = {
#include "script/frequent.inc"
};

/* Eight bytes as a number that is the greater the later they stand in the order of bytes. */
static inline uint64_t ordered(const char *bytes) {
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 | (uint64_t)b[2] << 40 | (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 |
           (uint64_t)b[5] << 16 | (uint64_t)b[6] << 8 | (uint64_t)b[7];
}

/* As strcmp, for words that NULs fill up. */
static int compare(const char *word, const char *row) { return memcmp(word, row, sizeof words->word); }

qh_language_set qh_frequent_in(const char *word, size_t size) {
    size_t low = 0, count = sizeof words / sizeof *words;
    char filled[sizeof words->word] = {0};
    if (size >= sizeof words->word)
        return 0;
    memcpy(filled, word, size);
    uint64_t first = ordered(filled);
    while (count > 1) { /* the last row whose first eight bytes are no greater */
        size_t half = count / 2;
        low += ordered(words[low + half].word) <= first ? half : 0;
        count -= half;
    }
    while (low > 0 && ordered(words[low].word) == first && compare(filled, words[low].word) < 0)
        low--;
    return compare(filled, words[low].word) ? 0 : words[low].languages;
}
