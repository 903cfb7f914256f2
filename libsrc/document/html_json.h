/* JSON as it stands in pages (RFC 8259): read once, from front to back, into a flat list of values. */
#ifndef QH_DOCUMENT_HTML_JSON_H
#define QH_DOCUMENT_HTML_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"

enum { QH_HTML_JSON_MAX_DEPTH = 64, QH_HTML_JSON_MAX_VALUES = 1 << 20 };

#define QH_HTML_JSON_NONE UINT32_MAX

typedef enum qh_html_json_kind {
    QH_HTML_JSON_OBJECT,
    QH_HTML_JSON_ARRAY,
    QH_HTML_JSON_STRING,
    QH_HTML_JSON_OTHER
} qh_html_json_kind;

/* A value; first and next are places in the list, in the order of the text. */
typedef struct qh_html_json_value {
    uint8_t kind;
    uint32_t parent, first, next;
    uint32_t key, key_size; /* in the text, without its quotes; empty in an array */
    uint32_t start, end;    /* in the text; a string's without its quotes */
} qh_html_json_value;

typedef struct qh_html_json {
    const char *text;
    size_t size;
    QH_VEC(qh_html_json_value) values; /* the first one is the root */
    uint8_t is_whole;                  /* 0: an error, the depth or the number of values ended it; what stands before is there */
} qh_html_json;

/*
 * Strict but for raw control characters in strings and a comma before a closing bracket, which pages have. What stands before
 * the first bracket and after the root's end (comment marks of scripts) is passed over. 0 when there is no memory.
 */
int qh_html_json_read(qh_arena *arena, const char *text, size_t size, qh_html_json *json);

/* The value of a key in object `at`, or QH_HTML_JSON_NONE. */
uint32_t qh_html_json_get(const qh_html_json *json, uint32_t at, const char *key);

/* The text of a string, escapes resolved: valid UTF-8 where the source is; NULL when there is no memory. */
char *qh_html_json_copy(qh_arena *arena, const qh_html_json *json, uint32_t at, size_t *size);

#endif
