/* What every stage of one parse is given. */
#ifndef QH_BASE_PARSE_H
#define QH_BASE_PARSE_H

#include "base/document.h"
#include "base/error.h"

struct qh_lexicon; /* linguistics/lexicon.h */

typedef struct qh_parse {
    quoth_document *doc;              /* what is made */
    const struct qh_lexicon *lexicon; /* the engine's */
    const quoth_input *input;         /* complete copy of the caller's, or the defaults; never NULL */
    const struct qh_html_page *html;  /* document/html.h; NULL where the input is plain text */
    const uint8_t *languages;         /* by number, those that may be answered; NULL for all */
    qh_arena *scratch;                /* freed when the parse ends */
    size_t max_blocks;
    quoth_error *err;                           /* may be NULL */
    struct qh_language_memory *language_memory; /* script/language.h, once lines were looked at; NULL before */
    double done, aim;                           /* share of the work when the stage begins and when it ends */
} qh_parse;

/* QUOTH_ERROR_CANCELLED when the caller wants to stop, else QUOTH_OK. */
static inline quoth_status qh_parse_check(const qh_parse *p) {
    if (p->input->cancelled && p->input->cancelled(p->input->cancel_user))
        return qh_fail(p->err, QUOTH_ERROR_CANCELLED, 0, "cancelled by the caller");
    return QUOTH_OK;
}

/* In the long loop of a stage, now and then: tells how far it is. Status as of qh_parse_check(). */
static inline quoth_status qh_parse_goes_on(const qh_parse *p, size_t done, size_t total) {
    if (p->input->progress && total)
        p->input->progress(p->input->progress_user, p->done + (p->aim - p->done) * (double)done / (double)total);
    return qh_parse_check(p);
}

#endif
