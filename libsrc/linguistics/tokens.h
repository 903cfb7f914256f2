/* Tokens and sentences of a stretch of text. */
#ifndef QH_LINGUISTICS_TOKENS_H
#define QH_LINGUISTICS_TOKENS_H

#include "base/document.h"
#include "linguistics/lexicon.h"

typedef enum qh_token_kind {
    QH_TOKEN_WORD,   /* letters, with inner ’ ' - and marks: don’t, al-Nusrah, U.S., Mr. */
    QH_TOKEN_NUMBER, /* digits with inner . , : and letters: 3,000 1980s 7:00 */
    QH_TOKEN_MARK,   /* a quotation mark of any kind, also ' and ’ where they are not part of a word, `` and '' */
    QH_TOKEN_PUNCT   /* any other single character; runs of the same dash or stop are one token (--- ...) */
} qh_token_kind;

typedef enum qh_token_shape {                        /* or-ed */
                              QH_SHAPE_CAPITAL = 1,  /* first letter is upper or title case */
                              QH_SHAPE_ALL_CAPS = 2, /* two letters or more, all upper case */
                              QH_SHAPE_STOP = 4      /* a word that ends in its abbreviation's full stop (included in the token) */
} qh_token_shape;

typedef struct qh_token {
    size_t start, end;
    uint8_t kind;           /* qh_token_kind */
    uint8_t shape;          /* qh_token_shape or-ed */
    uint8_t sentence_start; /* first token of a sentence */
    uint8_t reserved;
    int32_t value;    /* of the lexeme */
    uint32_t classes; /* qh_word_class of the lexeme; a possessive ’s is left out for the look-up */
} qh_token;

typedef struct qh_tokens {
    QH_VEC(qh_token) list;
} qh_tokens;

/*
 * Appends the tokens of `span` to *out, sentence starts marked. A possessive ’s stays with its word ("group’s"). Characters without
 * spaces between words (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar) are cut by ICU's word break iterator. 0 when there is
 * no memory.
 */
int qh_tokenize(qh_arena *arena, const qh_lexicon *lexicon, const char *text, quoth_span span, const char *language,
                qh_tokens *out);

/* Index of the first token that starts at or after `at` (list->count when none). O(log n). */
size_t qh_token_from(const qh_tokens *tokens, size_t at);

#endif
