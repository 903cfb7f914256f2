#include "api/strings.h"

#include <string.h>

#include "base/error.h"
#include "text/utf8_valid.h"

quoth_status qh_check_string(const char *text, quoth_span span, quoth_error *err) {
    if (span.start > span.end)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, span.start, "the span starts at %zu, behind its end %zu", span.start, span.end);
    if (span.start == span.end)
        return QUOTH_OK;
    if (!text)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "text is NULL and the span has %zu bytes", span.end - span.start);
    size_t valid = qh_utf8_valid_prefix(text + span.start, span.end - span.start);
    if (valid < span.end - span.start)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, span.start + valid, "no valid UTF-8 at byte %zu", span.start + valid);
    return QUOTH_OK;
}

void qh_give_struct(void *out, const void *from, size_t size) {
    size_t room;
    memcpy(&room, out, sizeof room);
    memcpy((char *)out + sizeof room, (const char *)from + sizeof room, (room < size ? room : size) - sizeof room);
}
