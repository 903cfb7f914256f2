/* The caller's cast: its names and aliases looked for in the text, word by word. */
#ifndef QH_QUOTE_CAST_H
#define QH_QUOTE_CAST_H

#include "base/parse.h"
#include "linguistics/mentions.h"

enum { QH_CAST_WORDS = 8 }; /* longer aliases are found by their first words */

typedef struct qh_alias {
    uint64_t hash; /* of its words */
    int32_t speaker;
    int32_t next; /* alias with the same words, of another speaker; -1 */
    uint8_t words;
    uint8_t capital; /* begins with a capital */
    uint8_t derived; /* a first or last name alone, which the caller did not name */
} qh_alias;

typedef struct qh_cast {
    QH_VEC(qh_alias) aliases;
    int32_t *slots; /* first alias of these words, or -1 */
    size_t mask;
    uint8_t longest; /* words */
} qh_cast;

/* 0 when there is no memory. Linear in the names. */
int qh_cast_open(qh_arena *arena, const qh_lexicon *lexicon, const quoth_input *input, qh_cast *out);

/* The longest alias that begins at token `i`: its number and *end, or -1. The number's chain (`next`) leads to its namesakes. */
int32_t qh_cast_at(const qh_cast *cast, const char *text, const qh_tokens *tokens, size_t i, size_t end, size_t *stop);

/* The alias of these words of a stretch of text, or -1. */
int32_t qh_cast_words(const qh_cast *cast, const char *text, quoth_span span);

#endif
