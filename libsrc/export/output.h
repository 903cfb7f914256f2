/* Bytes on their way to the caller's write function, through a fixed buffer: no allocation, no locale. */
#ifndef QH_EXPORT_OUTPUT_H
#define QH_EXPORT_OUTPUT_H

#include <quoth/export.h>

enum { QH_OUTPUT_BUFFER = 8 * 1024 };

typedef struct qh_output {
    quoth_write_fn write;
    void *user;
    int failed; /* `write` refused; nothing is written any more */
    size_t used;
    char buffer[QH_OUTPUT_BUFFER];
} qh_output;

void qh_output_init(qh_output *out, quoth_write_fn write, void *user);

void qh_put(qh_output *out, const char *bytes, size_t size);
void qh_put_char(qh_output *out, char c);
void qh_put_string(qh_output *out, const char *string);
void qh_put_number(qh_output *out, size_t value);
void qh_put_share(qh_output *out, double value); /* 0 to 1, four decimals at most */
/* Bytes that are no UTF-8 become U+FFFD. */
void qh_put_repaired(qh_output *out, const char *bytes, size_t size);

/* Length of the well-formed UTF-8 character at `bytes` (Unicode 3.9, table 3-7), 0 where there is none; size > 0. */
size_t qh_character(const char *bytes, size_t size);

/* What is left in the buffer goes out; QUOTH_ERROR_WRITE when any of it was refused. */
quoth_status qh_output_finish(qh_output *out, quoth_error *err);

#endif
