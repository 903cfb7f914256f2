/* What the rest of a text says about the words at its joints. */
#ifndef QH_SCRIPT_WITNESS_H
#define QH_SCRIPT_WITNESS_H

#include "base/arena.h"
#include "base/vec.h"
#include "script/joint.h"

enum {
    QH_SEEN_LOWER = 1,   /* stands alone elsewhere, in lower case */
    QH_SEEN_CAPITAL = 2, /* … with a capital */
    QH_SEEN_START = 4,   /* … with a capital as the first word of a line or behind a stop */
    QH_SEEN_APART = 8,   /* a compound's words side by side */
    QH_SEEN_OFTEN = 16   /* a mixed word on two lines that differ, or twice on one: a name */
};

/* About one word, by the hash of its folded letters. Of other hashes half is enough. */
typedef struct qh_word_fact {
    uint64_t word;              /* 0 is a free place */
    uint32_t line, line_number; /* of the last occurrence: the hash of its bytes, and which it is */
    uint32_t head_of, tail_of;  /* the first compound that begins, ends with it */
    uint8_t seen;
    uint8_t heads, tails; /* different compounds, 2 for more */
    uint8_t occurs;       /* as a compound */
} qh_word_fact;

typedef struct qh_asked {
    qh_joint joint;
    uint64_t left, right, mixed; /* hashes */
} qh_asked;

typedef struct qh_witness {
    const char *text;
    size_t size;
    qh_arena *arena;
    QH_VEC(qh_asked) asked;
    qh_word_fact *facts;
    size_t mask;
    size_t words, compounds; /* of the text */
} qh_witness;

/* Reads the text for its joints and, where there are any, for their words; 0 when there is no memory. Linear. Text with a joint
   every few words is code or a list of names: it has none. */
int qh_witness_hear(qh_witness *w);

/* The facts of a hash of an asked joint. */
const qh_word_fact *qh_witness_of(const qh_witness *w, uint64_t word);

#endif
