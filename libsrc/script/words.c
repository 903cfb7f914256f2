#include "script/words.h"

#include <string.h>

/* Names as short as the tables want them. */
/* clang-format off */
#define EN QH_ONLY(QH_EN)
#define DE QH_ONLY(QH_DE)
#define FR QH_ONLY(QH_FR)
#define ES QH_ONLY(QH_ES)
#define IT QH_ONLY(QH_IT)
#define NL QH_ONLY(QH_NL)
#define PT QH_ONLY(QH_PT)
#define SV QH_ONLY(QH_SV)
#define DA QH_ONLY(QH_DA)
#define NO QH_ONLY(QH_NO)
#define PL QH_ONLY(QH_PL)
#define CS QH_ONLY(QH_CS)
#define SK QH_ONLY(QH_SK)
#define RO QH_ONLY(QH_RO)
#define HU QH_ONLY(QH_HU)
#define TR QH_ONLY(QH_TR)
#define FI QH_ONLY(QH_FI)
#define SQ QH_ONLY(QH_SQ)
#define HR QH_ONLY(QH_HR)
#define SL QH_ONLY(QH_SL)
#define LT QH_ONLY(QH_LT)
#define LV QH_ONLY(QH_LV)
#define ET QH_ONLY(QH_ET)
#define CA QH_ONLY(QH_CA)
#define IS QH_ONLY(QH_IS)
#define AF QH_ONLY(QH_AF)
#define ID QH_ONLY(QH_ID)
#define VI QH_ONLY(QH_VI)
#define EU QH_ONLY(QH_EU)
#define RU QH_ONLY(QH_RU)
#define UK QH_ONLY(QH_UK)
#define BE QH_ONLY(QH_BE)
#define BG QH_ONLY(QH_BG)
#define SR QH_ONLY(QH_SR)
#define MK QH_ONLY(QH_MK)
#define KK QH_ONLY(QH_KK)
#define AR QH_ONLY(QH_AR)
#define FA QH_ONLY(QH_FA)
#define UR QH_ONLY(QH_UR)
#define CKB QH_ONLY(QH_CKB)
#define PS QH_ONLY(QH_PS)
#define HI QH_ONLY(QH_HI)
#define MR QH_ONLY(QH_MR)
#define NE QH_ONLY(QH_NE)
/* clang-format on */

typedef struct qh_word_row {
    const char *word;
    qh_languages languages;
} qh_word_row;

typedef struct qh_letter_row {
    uint32_t letter;
    qh_languages languages;
} qh_letter_row;

static const qh_word_row words[] = {
#include "script/words.inc"
};

static const qh_letter_row letters[] = {
#include "script/letters.inc"
};

/* As strcmp, for a word without final NUL. */
static int compare(const char *word, size_t size, const char *row) {
    int order = strncmp(word, row, size);
    return order ? order : row[size] ? -1 : 0;
}

qh_languages qh_frequent_word(const char *word, size_t size) {
    size_t low = 0, high = sizeof words / sizeof *words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(word, size, words[middle].word);
        if (!order)
            return words[middle].languages;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

qh_languages qh_letter_languages(uint32_t c) {
    if (c >= 0x1EA0 && c <= 0x1EF9)
        return VI;
    size_t low = 0, high = sizeof letters / sizeof *letters;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (letters[middle].letter == c)
            return letters[middle].languages;
        if (c < letters[middle].letter)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}
