/* Writes JSON (RFC 8259); commas and line ends come on their own. */
#ifndef QH_EXPORT_JSON_WRITER_H
#define QH_EXPORT_JSON_WRITER_H

#include "export/output.h"

typedef struct qh_json {
    qh_output out;
    int compact;        /* one line without spaces */
    int after_key;      /* the next value belongs to a key */
    unsigned depth;     /* open objects and arrays, at most 31 */
    uint32_t has_items; /* bit `depth`: a comma comes before the next item there */
    uint32_t is_list;   /* bit `depth`: an array */
} qh_json;

void qh_json_init(qh_json *json, quoth_write_fn write, void *user, int compact);

void qh_json_open(qh_json *json, char bracket); /* { or [ */
void qh_json_close(qh_json *json);
void qh_json_key(qh_json *json, const char *name);

/* Bytes that are no UTF-8 become U+FFFD, so that the output is JSON whatever a caller called his input. */
void qh_json_string(qh_json *json, const char *bytes, size_t size);
void qh_json_text(qh_json *json, const char *string); /* NULL gives null */
/* As an IRI: what may not stand in one is percent-encoded; of a path also what would end it or look like a scheme. */
void qh_json_iri(qh_json *json, const char *string, int is_path);
void qh_json_number(qh_json *json, size_t value);
void qh_json_index(qh_json *json, int32_t value); /* negative gives null */
void qh_json_bool(qh_json *json, int value);
void qh_json_null(qh_json *json);
void qh_json_share(qh_json *json, double value); /* 0 to 1, four decimals at most */

/* A final line feed, and what is left in the buffer. */
quoth_status qh_json_finish(qh_json *json, quoth_error *err);

#endif
