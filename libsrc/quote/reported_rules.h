/* What the rules for reported speech share: the sentence that is read, and how a report is made of its tokens. */
#ifndef QH_QUOTE_REPORTED_RULES_H
#define QH_QUOTE_REPORTED_RULES_H

#include "quote/subjects.h"

typedef struct qh_reporter {
    qh_finder *f;
    uint32_t *direct; /* by token: 1 + the direct quotation that it is in */
    uint32_t *mixed;  /* by token: 1 + the marked phrase that begins there */
    uint32_t block;
    size_t first, end;         /* tokens of the sentence, without its final stop */
    size_t before, before_end; /* those of the one before in its block, where there is one: before < first */
    int32_t source;            /* mention that reported last in this block, or -1 */
    int reported;              /* the sentence before was a report */
    size_t going;              /* 1 + the report that mood alone told in the sentence before, or 0 */
    int goes_on;               /* the sentence is such a report */
    uint32_t traits;
} qh_reporter;

enum { QH_REPORTING_VERBS = QH_WORD_CUE | QH_WORD_CUE_WEAK };

static inline const qh_token *qh_reporter_token(const qh_reporter *r, size_t i) { return qh_token_at(r->f, i); }

static inline int qh_reporter_comma(const qh_reporter *r, size_t i) { return qh_is_sign(r->f, i, ','); }

/* The bytes of the tokens [first, end). */
static inline quoth_span qh_reporter_span(const qh_reporter *r, size_t first, size_t end) {
    return (quoth_span){qh_reporter_token(r, first)->start, qh_reporter_token(r, end - 1)->end};
}

/* A report of the tokens [first, end), by nobody yet; NULL where they cannot be one, or memory ends (f->status). */
qh_found *qh_add_report(qh_reporter *r, size_t first, size_t end);

/* The same of what is left of the sentence without [from, behind). */
qh_found *qh_add_report_around(qh_reporter *r, size_t from, size_t behind);

/* reported_according.c: "Nach Angaben der Bahn …", "…, wie die Bahn mitteilte": the report that such a phrase makes, or NULL. */
qh_found *qh_report_according(qh_reporter *r);
qh_found *qh_report_as(qh_reporter *r);

#endif
