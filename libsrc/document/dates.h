/* Dates as people write them in datelines -> ISO 8601. */
#ifndef QH_DOCUMENT_DATES_H
#define QH_DOCUMENT_DATES_H

#include "linguistics/tokens.h"

typedef struct qh_date {
    int32_t year, month, day; /* 0: not said */
    quoth_span span;          /* empty: no date */
    int is_unsure;            /* day and month are numbers that could be the other way round */
} qh_date;

/* The first date with a year among the tokens, month by name or by number. */
qh_date qh_find_date(const char *text, const qh_tokens *tokens);

/* "2016", "2016-09" or "2016-09-12" into out[11]. */
void qh_date_format(const qh_date *date, char out[11]);

#endif
