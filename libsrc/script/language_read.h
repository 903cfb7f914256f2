/* Reading text for its language: words, scripts and the evidence in them. */
#ifndef QH_SCRIPT_LANGUAGE_READ_H
#define QH_SCRIPT_LANGUAGE_READ_H

#include <quoth/document.h>

#include "script/language.h"
#include "script/language_table.h"

enum { QH_LANGUAGES_MOST = 128, QH_REMEMBERED_WORDS = 512 };

/* What words said, each where its hash says: for who asks about many stretches of one text, whose words come again. */
struct qh_language_memory {
    uint64_t words[QH_REMEMBERED_WORDS]; /* hashes of group and symbols; 0 for none. Cleared before the first use. */
    uint16_t sums[QH_REMEMBERED_WORDS][QH_EVIDENCE_LANES];
};

typedef struct qh_reading {
    const qh_language_table *table;
    qh_language_memory *memory; /* or NULL */
    const char *text;
    quoth_span span;
    uint32_t letters[QH_LANGUAGE_GROUPS]; /* read in each group; Han's are Han and kana */
    uint32_t all;                         /* letters of every kind */
    uint32_t alone_all, kana, unknown;    /* sum of `alone`; kana; letters of scripts that are not ours */
    uint32_t begun;                       /* a bit for each group whose evidence is cleared */
    uint32_t noise;                       /* letters in identifiers, addresses and codes, which are not judged */

    /* The word being read. */
    size_t length; /* with its first edge; 0 between words */
    size_t start;  /* where it starts in the text */
    uint32_t group;
    uint16_t edge;       /* what stands before the next word */
    uint16_t noisy;      /* the next word hangs on a digit or the like */
    uint32_t before_han; /* the Han character just before, or 0 */
    int sure;            /* beyond doubt: no more needs to be read here */

    /* What follows is cleared when it is first needed. */
    uint16_t word[QH_WORD_LETTERS + 2];
    qh_evidence groups[QH_LANGUAGE_GROUPS]; /* of those that have letters */
    uint32_t alone[QH_LANGUAGES_MOST];      /* letters of the scripts with one language, by language, where alone_all is not 0 */
} qh_reading;

/* Reads the span, of a long one three pieces; stops each where its language is beyond doubt. `memory` may be NULL. */
void qh_read_languages(qh_reading *r, const qh_language_table *table, qh_language_memory *memory, const char *text,
                       quoth_span span);

#endif
