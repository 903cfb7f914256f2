/* Reported speech: sentences as chains of elements, whose tags say what is reported, by which word and by whom. */
#ifndef QH_QUOTE_REPORTED_H
#define QH_QUOTE_REPORTED_H

#include "quote/finder.h"
#include "quote/speech_model.h"

typedef enum qh_reported_tag {
    QH_TAG_NONE,
    QH_TAG_CONTENT, /* its first element */
    QH_TAG_CONTENT_MORE,
    QH_TAG_CONTENT_LAST,
    QH_TAG_CUE,
    QH_TAG_CUE_MORE,
    QH_TAG_SOURCE,
    QH_TAG_SOURCE_MORE
} qh_reported_tag;

/* How sure a word is to introduce speech. */
typedef enum qh_cue_strength { QH_CUE_NO, QH_CUE_VERB, QH_CUE_NOUN, QH_CUE_NAMING, QH_CUE_WEAK, QH_CUE_LEARNED } qh_cue_strength;

/* What a clause with a finite verb has, and a bare topic has not. */
typedef enum qh_verbal_sign { QH_VERBAL_AUXILIARY = 1, QH_VERBAL_PAST = 2, QH_VERBAL_S = 4, QH_VERBAL_PRONOUN = 8 } qh_verbal_sign;

/* A token, or a whole direct quotation. */
typedef struct qh_element {
    uint32_t first, end; /* tokens */
    uint32_t word;       /* hash of the lower-case word */
    uint32_t suffix;     /* hash of its last three characters */
    uint8_t category;    /* a light part of speech */
    uint8_t cue;         /* qh_cue_strength */
    uint8_t quoted;      /* within the marks of a phrase */
    uint8_t shape;
    uint8_t verbal; /* what of a clause it is, see qh_verbal_sign */
    uint8_t behind; /* verbal signs since the last comma or other sign, with it */
    uint8_t ahead;  /* those up to the next one, with it */
    uint32_t lead;  /* the first word since the last sign */
} qh_element;

/* What lies between an element and the nearest cue on one side. */
typedef struct qh_to_cue {
    int32_t cue; /* its element, or -1 */
    uint8_t commas, that, marks, subjects;
} qh_to_cue;

/* The nearest cues of one element. */
typedef struct qh_cues {
    qh_to_cue left, right;
} qh_cues;

enum { QH_REPORTED_FEATURES_MOST = 72, QH_SENTENCE_MOST = 512 };

typedef struct qh_sentence {
    qh_element elements[QH_SENTENCE_MOST];
    qh_cues cues[QH_SENTENCE_MOST];
    size_t count;
    int has_cue;
} qh_sentence;

/* Tokens of a direct quotation. */
typedef struct qh_covered {
    uint32_t first, end;
} qh_covered;
typedef QH_VEC(qh_covered) qh_covered_list;

/*
 * Reads the sentence that begins at token *at of the block, or a piece of one that is longer than QH_SENTENCE_MOST, and moves *at
 * behind it. *next is the first of `covered` that may matter; both only ever move on.
 */
void qh_read_sentence(const qh_finder *f, const qh_covered_list *covered, size_t *next, uint32_t block, size_t *at,
                      qh_sentence *out);

/* Is it a kind of block that may report what somebody said? */
int qh_may_report(const quoth_block *block);

/* Calls for each sentence that has a cue, in order; stops where 0 comes back, and answers 0 then or where memory ends. */
typedef int (*qh_sentence_visitor)(void *user, const qh_sentence *sentence, uint32_t block);
int qh_each_sentence(const qh_finder *f, qh_sentence_visitor visit, void *user);

/* The features of element i; at most QH_REPORTED_FEATURES_MOST. */
size_t qh_reported_features(const qh_sentence *s, size_t i, uint32_t *out);

/* Room for the tags of a sentence, and what they are found by. */
typedef struct qh_tagger {
    int16_t sums[QH_SENTENCE_MOST][QH_CHAIN_TAGS];
    uint8_t from[QH_SENTENCE_MOST * QH_CHAIN_TAGS], tags[QH_SENTENCE_MOST];
} qh_tagger;

/* Fills t->tags; what they lead by over the best tags without content, 0 where they have none. */
int32_t qh_tag_sentence(const qh_chain *words, const qh_sentence *s, qh_tagger *t);

#endif
