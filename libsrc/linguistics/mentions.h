/* Mentions: the places that name somebody who could speak - names, pronouns, roles, organisations, groups. */
#ifndef QH_LINGUISTICS_MENTIONS_H
#define QH_LINGUISTICS_MENTIONS_H

#include "linguistics/tokens.h"

typedef enum qh_mention_kind {
    QH_MENTION_NAME, /* capitalised words: a person, an organisation, a place */
    QH_MENTION_PRONOUN,
    QH_MENTION_ROLE,         /* "the director", "a man" */
    QH_MENTION_ORGANIZATION, /* "the agency" */
    QH_MENTION_GROUP         /* "Iraqi leaders", "residents" */
} qh_mention_kind;

typedef struct qh_mention {
    quoth_span span;     /* determiner, title and a possessive ’s left in */
    uint32_t first, end; /* tokens [first, end) */
    uint32_t head;       /* token of the head noun or last name */
    uint8_t kind;        /* qh_mention_kind */
    uint8_t gender;      /* quoth_gender */
    uint8_t plural;
    uint8_t pronoun;    /* qh_pronoun */
    uint8_t possessive; /* ends in ’s or ’ */
    uint8_t subject;    /* begins its sentence or clause */
    uint8_t titled;     /* begins with a title: President, Mr */
    uint8_t place;      /* a country or city by the lexicon */
    int32_t alias;      /* number of the caller's alias that it is, or -1 */
    uint32_t entity;    /* 1 + who it is by the caller's word (quoth_input::mention_speakers); 0: left open */
} qh_mention;

typedef struct qh_mentions {
    QH_VEC(qh_mention) list; /* ascending, not overlapping */
} qh_mentions;

/* Words that the text writes in lower case, where a capital at a sentence's start means nothing; and with a capital inside one. */
typedef struct qh_word_set {
    uint64_t *slots;
    size_t mask;
} qh_word_set;

/* The words of all tokens. 0 when there is no memory. */
int qh_lower_words(qh_arena *arena, const char *text, const qh_tokens *tokens, qh_word_set *out);

/* Appends the mentions among the tokens [first, end) of one block. 0 when there is no memory. */
int qh_find_mentions(qh_arena *arena, const char *text, const qh_tokens *tokens, size_t first, size_t end, const qh_word_set *lower,
                     uint32_t traits, qh_mentions *out);

/* The mention that tokens [first, end) of a block that begins at token `low` are, name or role by its capitals. */
void qh_make_mention(const char *text, const qh_tokens *tokens, size_t low, size_t first, size_t end, qh_mention *out);

/* Case-folded hash of a word without possessive ending. */
uint64_t qh_word_hash(const char *text, quoth_span word);

#endif
