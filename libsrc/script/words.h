/* Frequent words of the languages that share a script with others. */
#ifndef QH_SCRIPT_WORDS_H
#define QH_SCRIPT_WORDS_H

#include <stddef.h>
#include <stdint.h>

typedef enum qh_language {
    QH_EN,
    QH_DE,
    QH_FR,
    QH_ES,
    QH_IT,
    QH_NL,
    QH_PT,
    QH_SV,
    QH_DA,
    QH_NO,
    QH_PL,
    QH_CS,
    QH_SK,
    QH_RO,
    QH_HU,
    QH_TR,
    QH_FI,
    QH_SQ,
    QH_HR,
    QH_SL,
    QH_LT,
    QH_LV,
    QH_ET,
    QH_CA,
    QH_IS,
    QH_AF,
    QH_ID,
    QH_VI,
    QH_EU, /* Latn to here */
    QH_RU,
    QH_UK,
    QH_BE,
    QH_BG,
    QH_SR,
    QH_MK,
    QH_KK, /* Cyrl */
    QH_AR,
    QH_FA,
    QH_UR,
    QH_CKB,
    QH_PS, /* Arab */
    QH_HI,
    QH_MR,
    QH_NE, /* Deva */
    QH_LANGUAGES
} qh_language;

/* A set of languages, bit i for language i. */
typedef uint64_t qh_languages;
#define QH_ONLY(language) (UINT64_C(1) << (language))

/* The languages in which the lower-case word is one of the most frequent; 0 for none. O(log words). */
qh_languages qh_frequent_word(const char *word, size_t size);

/* The number of the language a tag begins with ("en", "en-GB"), or -1. */
int qh_language_number(const char *tag);

/* The languages whose alphabet has this lower-case letter; 0 for letters that tell nothing. O(log letters). */
qh_languages qh_letter_languages(uint32_t c);

#endif
