#include "api/candidates.h"

#include <string.h>

#include "base/error.h"
#include "script/language.h"

quoth_status qh_read_candidates(const char *const *tags, size_t count, uint8_t allowed[QH_CANDIDATES_MOST], quoth_error *err) {
    memset(allowed, 0, QH_CANDIDATES_MOST);
    if (!tags)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "%zu languages are announced and their list is NULL", count);
    for (size_t i = 0; i < count; i++) {
        int n = tags[i] ? qh_language_number(tags[i]) : -1;
        if (n < 0)
            return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "language %zu, \"%.40s\", is none that can be told", i,
                           tags[i] ? tags[i] : "NULL");
        allowed[n] = 1;
    }
    return QUOTH_OK;
}
