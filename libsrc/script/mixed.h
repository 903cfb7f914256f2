/* Mixtures of scripts (UTS #39): resolved sets and restriction levels, look-alikes inside one word, skeletons. */
#ifndef QH_SCRIPT_MIXED_H
#define QH_SCRIPT_MIXED_H

#include "script/properties.h"

/* ---- a stretch as a whole ---- */

typedef struct qh_mixed {
    qh_script_set resolved; /* scripts that could write all of it (5.1), augmented by Hanb, Jpan and Kore; every bit when `any` */
    int any;                /* all is Common or Inherited */
    int single;             /* `resolved` is not empty */
    int level;              /* quoth_restriction_level (5.2) */
    int mixed_numbers;      /* digits of more than one decimal system (5.3) */
} qh_mixed;

/* The identifier profile is asked only where it tells the last two levels apart, and only of letters, marks and digits: a mixture
   is Unrestricted when one of them is not in UTS #39's recommended set. Words of a text hold punctuation and rare letters that no
   identifier may. Linear. */
void qh_mixed_of(const char *text, quoth_span span, qh_mixed *out);

/* ---- words that mix ---- */

/*
 * A word is a stretch of letters, marks and digits. It is suspicious when, between two of its digits, letters of one script stand
 * beside those of another that they look like: "pаypal" with a Cyrillic а, "cобака" with a Latin c, or any script beside Latin,
 * Cyrillic, Greek or Armenian that nobody writes today. Not suspicious: letters that do not look like their neighbours' ("Δx",
 * "kΩ", "KoЯn"); lower-case Greek at the end of a symbol or between capitals ("TNFα", "NFκB", "sinα"); endings behind a row of
 * capitals
 * ("PCшный") and capitals behind a small letter ("сайтHTC"), which are glue or grammar; East Asian and other scripts
 * beside Latin ("T恤", "PDFهای"); a whole word in one script, whatever it looks like.
 */
enum { QH_MIXED_SCRIPTS = 4 };

typedef struct qh_mixed_token {
    size_t start, end;
    qh_script scripts[QH_MIXED_SCRIPTS]; /* of its letters, by first appearance; more are left out */
    unsigned script_count;
    int level;
    qh_script reads_as; /* Latn, Cyrl, Grek or Armn, the first that all its letters are of or look like; UNKNOWN for none */
} qh_mixed_token;

typedef struct qh_mixed_iterator {
    const char *text;
    size_t at, end;
    uint64_t looks[4]; /* what the letters of a script look like */
} qh_mixed_iterator;

/* Allocates nothing; `text` must stay. */
void qh_mixed_start(qh_mixed_iterator *it, const char *text, quoth_span span);

/* The next suspicious word; 0 behind the last. Linear in what is read. */
int qh_mixed_next(qh_mixed_iterator *it, qh_mixed_token *out);

void qh_give_mixed(const qh_mixed_token *token, quoth_mixed_token *out);

/* The suspicious words of the text into doc->mixed, behind doc->runs; 0 when there is no memory. */
int qh_mixed_tokens(quoth_document *doc);

/* ---- skeletons ---- */

/* ICU's spoof checker, which allocates; one thread at a time, NULL when there is no memory. */
typedef struct qh_spoof qh_spoof;
qh_spoof *qh_spoof_open(void);
void qh_spoof_close(qh_spoof *spoof);

/* The confusable skeleton (UTS #39, 4) of valid UTF-8, size below 1 GiB. *need is its length; what fits `room` with a NUL is in
   `out`, cut on a code point bound. 0 when there is no memory. */
int qh_spoof_skeleton(qh_spoof *spoof, const char *text, size_t size, char *out, size_t room, size_t *need);

/* The same with a checker of its own, which takes some microseconds more. */
int qh_skeleton(const char *text, size_t size, char *out, size_t room, size_t *need);

#endif
