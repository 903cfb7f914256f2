#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

/* A message that was cut off ends with a whole character: a name in it may be of any length. */
static void mend_end(char *message, size_t size) {
    size_t at = size - 1;
    while (at > 0 && at + 4 > size && ((unsigned char)message[at - 1] & 0xC0) == 0x80)
        at--;
    if (at > 0 && (unsigned char)message[at - 1] >= 0xC0)
        message[at - 1] = '\0';
}

quoth_status qh_fail(quoth_error *err, quoth_status status, size_t offset, const char *format, ...) {
    if (!err)
        return status;
    err->code = status;
    err->reserved = 0;
    err->offset = offset;
    va_list args;
    va_start(args, format);
    if (vsnprintf(err->message, sizeof err->message, format, args) >= (int)sizeof err->message)
        mend_end(err->message, sizeof err->message);
    va_end(args);
    return status;
}

quoth_status qh_fail_memory(quoth_error *err) { return qh_fail(err, QUOTH_ERROR_MEMORY, 0, "out of memory"); }
