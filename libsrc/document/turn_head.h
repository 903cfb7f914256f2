/* Speaker heads: "SECRETARY KERRY:", "**Jane Doe:**", "[00:12] Jane Doe (CEO):", "Q.", "<v Jane Doe>". */
#ifndef QH_DOCUMENT_TURN_HEAD_H
#define QH_DOCUMENT_TURN_HEAD_H

#include "document/lines.h"

enum qh_head_style {
    QH_HEAD_NONE,
    QH_HEAD_CAPITALS, /* SECRETARY KERRY: */
    QH_HEAD_NAME,     /* Adam Stacoviak: */
    QH_HEAD_LETTER,   /* Q. A: */
    QH_HEAD_BOLD,     /* **Adam Stacoviak:** */
    QH_HEAD_STAMPED,  /* Adam Stacoviak  00:12 */
    QH_HEAD_LOWER,    /* adam: only beside heads of another style, or in a forum */
    QH_HEAD_STYLES
};

typedef struct qh_turn_head {
    size_t line;
    quoth_span name; /* what is shown as the head */
    uint64_t key;    /* of the name without role, case folded */
    uint64_t text;   /* of the whole line, with the next one where the head stands alone */
    int style;       /* qh_head_style */
    int known;       /* a question head, or a title, role or given name in it */
    int alone;       /* nothing else is on the line; 2: nothing but its colon */
    int spoken;      /* what follows ends like a sentence, or stands in the next line */
    int words;
    int many; /* texts that the name comes with, filled by who counts */
} qh_turn_head;

/* Fills *head and returns 1 when line i begins with something that could be a head; -1 when there is no memory. */
int qh_read_turn_head(qh_parse *p, const qh_lines *lines, size_t i, qh_turn_head *head);

/* Behind a time stamp with its brackets and the blanks after it: "[00:01:02] ", "(12:03) ", "00:01 - "; `at` where there is none.
 */
size_t qh_skip_time_stamp(const char *text, size_t at, size_t end);

#endif
