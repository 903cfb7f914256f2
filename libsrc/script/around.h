/* What stands beside a point on its line. */
#ifndef QH_SCRIPT_AROUND_H
#define QH_SCRIPT_AROUND_H

#include <stddef.h>
#include <stdint.h>

/* Chunks between white space that hold a letter. Never looks further than a few hundred bytes. */
typedef struct qh_side {
    unsigned words;   /* at most QH_SIDE_WORDS; the chunk that touches the point counts */
    int reaches_edge; /* the line, not `bound`, ended the search */
} qh_side;

enum { QH_SIDE_WORDS = 4 };

/* The words of [at, bound) up to the end of the line. */
qh_side qh_words_after(const char *text, size_t size, size_t at, size_t bound);

/* The words of [bound, at) down to the start of the line. */
qh_side qh_words_before(const char *text, size_t bound, size_t at);

/* LF, VT, FF, CR, NEL, LS, PS. */
static inline int qh_is_line_break(uint32_t c) { return c - '\n' < 4 || c == 0x85 || (c | 1) == 0x2029; }

/* . ! ? … and those of Arabic, Indic and East Asian scripts. */
int qh_ends_sentence(uint32_t c);

/* White space without the line breaks, or nothing that is seen (ZWSP, directional marks). */
int qh_is_blank(uint32_t c);

#endif
