/* What the elements around a leaf say about it, the nearest first: one state for each element that holds leaves. */
#ifndef QH_DOCUMENT_HTML_AROUND_H
#define QH_DOCUMENT_HTML_AROUND_H

#include "document/html_features.h"
#include "document/html_words.h"
#include "document/lines.h"

typedef struct qh_around {
    uint32_t words;  /* qh_html_word of what is near enough to say what a short text is */
    int32_t marked;  /* the element that said so, or -1 */
    int32_t kind;    /* of the nearest element that names one, or QH_KIND_OPEN */
    int32_t level;   /* of a heading */
    int32_t aside;   /* kind of what surrounds it when that is no content, or QH_KIND_OPEN */
    int32_t item;    /* the nearest element that is a list item, or -1 */
    int32_t cell;    /* the nearest element that is a cell, or -1 */
    int32_t article; /* the outermost element that is an article of its own, or -1 */
    uint16_t lists, quotes;
    uint8_t in_main;  /* inside article or main */
    uint8_t comments; /* among the readers' comments */
} qh_around;

/* One state for each of facts->elements. NULL when there is no memory. Linear. */
qh_around *qh_html_look_around(qh_arena *arena, const qh_html_facts *facts);

#endif
