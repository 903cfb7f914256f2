/* The subject of a verb of saying, as a mention of its block; tokens are counted through the document. */
#ifndef QH_QUOTE_SUBJECTS_H
#define QH_QUOTE_SUBJECTS_H

#include "quote/finder.h"

int qh_is_word(const qh_finder *f, size_t i, const char *word);

/* The qh_trait bits of the block's language. */
uint32_t qh_block_traits(const qh_finder *f, uint32_t block);

/* The words of its pack. */
const qh_word_table *qh_block_words(const qh_finder *f, uint32_t block);

/* The mention that begins in [low, high), or that ends right before token i; -1 where there is none. */
int32_t qh_mention_starting(const qh_finder *f, uint32_t block, size_t low, size_t high);
int32_t qh_mention_ending(const qh_finder *f, uint32_t block, size_t i);

/* The first mention of [low, end) that can be a subject, or -1; with `comma` only one that an apposition follows. */
int32_t qh_first_subject(const qh_finder *f, uint32_t block, size_t low, size_t end, int comma);

/* The subject of the verb at token `cue`, or -1: in [low, cue); behind it and before `high`; wherever it stands before `end`. */
int32_t qh_subject_of(const qh_finder *f, uint32_t block, size_t low, size_t cue);
int32_t qh_subject_behind(const qh_finder *f, uint32_t block, size_t cue, size_t high);
int32_t qh_subject_around(const qh_finder *f, uint32_t block, size_t low, size_t cue, size_t end);

/* A phrase that attributes without a verb. */
typedef struct qh_according {
    size_t behind; /* token after it; of "nach ersten Angaben der Bahn" the one after the noun */
    size_t noun;   /* token of the noun of saying in it, 0 for none */
    int follows;   /* it stands behind who says it: "der Bahn zufolge" */
} qh_according;

/* Begins such a phrase at token i, ending before token `end`? */
int qh_according_at(const qh_finder *f, uint32_t block, size_t i, size_t end, qh_according *out);

/* Whom the pronoun "it" at mention `it` beside the verb at token `cue` stands for, as in "it was said by"; -1 for another pronoun,
 * and where nobody is named in [low, cue) or right behind. */
int32_t qh_sayer_beside(const qh_finder *f, uint32_t block, int32_t it, size_t low, size_t cue);

#endif
