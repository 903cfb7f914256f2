/* Memory with an end: what a parse may take of the caller's allocator. */
#ifndef QH_BASE_BUDGET_H
#define QH_BASE_BUDGET_H

#include <quoth/base.h>

typedef struct qh_budget {
    quoth_allocator inner;
    size_t left;
    int is_passed; /* something was refused */
} qh_budget;

/* An allocator that gives `most` bytes at once of `inner`, then NULL; for one thread, and no longer than the budget lives. What it
 * gave may be released to `inner` directly. */
quoth_allocator qh_budget_open(qh_budget *budget, const quoth_allocator *inner, size_t most);

#endif
