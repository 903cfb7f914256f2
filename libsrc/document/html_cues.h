/* The columns of what words say about the purpose of a leaf: to comment, to subscribe, to read more. */
#ifndef QH_DOCUMENT_HTML_CUES_H
#define QH_DOCUMENT_HTML_CUES_H

#include "document/html_features.h"

enum { QH_HTML_INTROS_BEFORE = 3, QH_HTML_CUE_COLUMNS = QH_CUES + QH_HTML_INTROS_BEFORE + 1 + QH_INTROS + 1 };

/* What stood before a leaf, while the leaves are read in their order. */
typedef struct qh_html_cues_before {
    size_t last[QH_HTML_INTROS_BEFORE]; /* the last leaf with each of the first intros, or SIZE_MAX */
    uint8_t heading;                    /* the intros of the last heading */
} qh_html_cues_before;

#define QH_HTML_CUES_BEFORE_INIT                                                                                                   \
    { {SIZE_MAX, SIZE_MAX, SIZE_MAX}, 0 }

/* QH_HTML_CUE_COLUMNS bytes for leaf `leaf`; returns the place behind them. */
uint8_t *qh_html_put_cues(const qh_html_facts *facts, size_t leaf, qh_html_cues_before *before, uint8_t *x);

#endif
