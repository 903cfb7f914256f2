/* The languages that a caller lets be answered. */
#ifndef QH_API_CANDIDATES_H
#define QH_API_CANDIDATES_H

#include <quoth/base.h>

enum { QH_CANDIDATES_MOST = 256 }; /* more than there are languages */

/* Sets allowed[number] of each tag, the rest to 0. QUOTH_ERROR_ARGUMENT: a tag is NULL or of no language that can be told. */
quoth_status qh_read_candidates(const char *const *tags, size_t count, uint8_t allowed[QH_CANDIDATES_MOST], quoth_error *err);

#endif
