/* What speaks for and against two texts at a joint. */
#ifndef QH_SCRIPT_SIGNS_H
#define QH_SCRIPT_SIGNS_H

#include "script/frequent.h"
#include "script/witness.h"

/* Bits of a set. "Left" is the first text's last word, "right" the second text's first, "then" what follows that. */
typedef enum qh_sign {
    QH_LEFT_FREQUENT, /* one of the language's frequent words */
    QH_LEFT_SEEN,     /* stands elsewhere, in the same case */
    QH_LEFT_LOWER,    /* has no capital */
    QH_LEFT_SHORT,    /* two letters */
    QH_LEFT_LONG,
    QH_LEFT_NAME, /* has one, and so has the word in front */
    QH_LEFT_TIED, /* no white space in front: a hyphen, an apostrophe */
    QH_LEFT_HEAD, /* identifiers begin so */
    QH_LEFT_YEAR, /* four digits */
    QH_RIGHT_FREQUENT,
    QH_RIGHT_CAPITAL, /* stands elsewhere with a capital */
    QH_RIGHT_LOWER,   /* … without */
    QH_RIGHT_START,   /* … as the first of a sentence */
    QH_RIGHT_SHORT,
    QH_RIGHT_CAPS,
    QH_RIGHT_SINGLE, /* one letter */
    QH_RIGHT_COMMA,  /* punctuation follows at once */
    QH_RIGHT_TAIL,   /* names of products, and identifiers, end so */
    QH_THEN_LOWER,
    QH_THEN_FREQUENT, /* … and frequent */
    QH_THEN_BRACKET,  /* an opening bracket or a sign */
    QH_NEITHER_KNOWN,
    QH_APART,       /* left and right side by side elsewhere */
    QH_MIXED_OFTEN, /* the same compound elsewhere */
    QH_HEADS_OTHER, /* left begins other compounds */
    QH_TAILS_OTHER, /* right ends others, and is not frequent */
    QH_BEFORE_ONE,  /* words of the first text on the line */
    QH_BEFORE_MANY,
    QH_AFTER_ONE, /* words of the second */
    QH_AFTER_TWO,
    QH_AFTER_FEW,
    QH_SHORT_LINE,     /* the first text is two to four words from the line's start */
    QH_COMPOUNDS_SOME, /* in the whole text */
    QH_COMPOUNDS_MANY,
    QH_QUOTE_BETWEEN,
    QH_ELLIPSIS,
    QH_TEXT_SHORT,
    QH_SHORT_UNKNOWN,   /* … and right is not frequent */
    QH_LOWER_BOTH,      /* LEFT_LOWER and THEN_LOWER */
    QH_LOWER_COMPOUNDS, /* LEFT_LOWER and COMPOUNDS_MANY */
    QH_START_LOWER,     /* RIGHT_START and RIGHT_LOWER */
    QH_SIGNS
} qh_sign;

/* The set for one joint. Bounded work. */
uint64_t qh_signs_of(const qh_witness *w, const qh_asked *asked, qh_language_set languages);

/* Whether it is one word that has capitals inside, whatever else its signs say. */
int qh_is_compound_name(qh_joint_kind kind, uint64_t signs);

/* The languages whose frequent words the text uses. Reads at most the first 32 KiB. */
qh_language_set qh_languages_heard(const char *text, size_t size);

#endif
