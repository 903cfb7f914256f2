/* Strings of the caller that belong to no document. */
#ifndef QH_API_STRINGS_H
#define QH_API_STRINGS_H

#include <quoth/base.h>

/* QUOTH_OK, or what is wrong: NULL, a start behind the end, or no valid UTF-8 inside the span. */
quoth_status qh_check_string(const char *text, quoth_span span, quoth_error *err);

/* Fills the caller's struct, which begins with its own struct_size, with as much of `from` as it has room for. */
void qh_give_struct(void *out, const void *from, size_t size);

#endif
