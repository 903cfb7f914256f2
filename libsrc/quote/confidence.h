/* How likely a quotation is right as a whole: that it is speech, with these bounds, and of this speaker. */
#ifndef QH_QUOTE_CONFIDENCE_H
#define QH_QUOTE_CONFIDENCE_H

#include "quote/finder.h"

enum {
    QH_SURE_COLUMNS = 20,
    QH_SURE_UNIT = 1024 /* of columns and weights */
};

/* What is known of the quotation, for the weights of its type. */
void qh_sure_columns(const qh_finder *f, const qh_found *q, int32_t *columns);

/* Sets the confidence of the direct, mixed and indirect quotations; what else is known of turns, posts and dashes stays. */
void qh_settle_confidence(qh_finder *f);

#endif
