/* Reports: content, cue and source of a sentence put together, and what speaks for and against each. */
#ifndef QH_QUOTE_REPORTED_LINK_H
#define QH_QUOTE_REPORTED_LINK_H

#include "quote/reported.h"

/* Elements [first, end); none where both are equal. */
typedef struct qh_stretch {
    uint32_t first, end;
    uint8_t tag; /* of its first element */
} qh_stretch;

typedef struct qh_report {
    qh_stretch content, more; /* `more` lies on the other side of the cue: "The bridge, he said, would close" */
    qh_stretch cue, source;
    int tagged; /* the tags name the cue; otherwise it is a word near the content */
} qh_report;

enum { QH_REPORTS_MOST = QH_SENTENCE_MOST / 2, QH_REPORT_FEATURES_MOST = 64 };

typedef struct qh_reports {
    qh_stretch stretches[QH_SENTENCE_MOST];
    size_t stretch_count;
    qh_report items[QH_REPORTS_MOST];
    size_t count;
} qh_reports;

/* The reports that the tags of a sentence make. O(count * stretches). */
void qh_link_reports(const qh_sentence *s, const uint8_t *tags, qh_reports *out);

/* The features of one of them; `margin` is what the tags with content lead by. At most QH_REPORT_FEATURES_MOST. */
size_t qh_report_features(const qh_sentence *s, const qh_reports *all, const qh_report *r, int32_t margin, uint32_t *out);

/* reported_plain.c: the report that a sentence in one of the plain shapes of news is, whatever is learned; 0 for none. */
int qh_plain_report(const qh_finder *f, const qh_sentence *s, uint32_t block, qh_report *out);

static inline int qh_stretch_is_empty(const qh_stretch *x) { return x->first == x->end; }

#endif
