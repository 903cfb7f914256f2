/* Error detail: set once where the failure is found, passed up untouched. */
#ifndef QH_BASE_ERROR_H
#define QH_BASE_ERROR_H

#include <quoth/base.h>

#if defined(__GNUC__)
#define QH_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define QH_PRINTF(at, first)
#endif

/* Fills *err (which may be NULL) and returns `status`, so that `return qh_fail(...)` reads well. */
quoth_status qh_fail(quoth_error *err, quoth_status status, size_t offset, const char *format, ...) QH_PRINTF(4, 5);

/* The one message for memory that ran out. */
quoth_status qh_fail_memory(quoth_error *err);

#endif
