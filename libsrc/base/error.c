#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

quoth_status qh_fail(quoth_error *err, quoth_status status, size_t offset, const char *format, ...) {
    if (!err)
        return status;
    err->code = status;
    err->reserved = 0;
    err->offset = offset;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return status;
}

quoth_status qh_fail_memory(quoth_error *err) { return qh_fail(err, QUOTH_ERROR_MEMORY, 0, "out of memory"); }
