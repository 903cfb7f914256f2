/*
 * Whole lists of a document as values of a language: the packed table is read by its layout and handed, value by value, to
 * functions that make hashes, arrays and strings. For languages that read the packed bytes themselves there is the layout.
 */
#ifndef QUOTH_RECORDS_H
#define QUOTH_RECORDS_H

#include "flat.h"

/*
 * Makes values. A list or record is made empty and filled before it is put into another one, so a stack serves as well as pointers:
 * then `append` and `set` pop what they are given.
 */
typedef struct flat_builder {
    void *state; /* handed to all */
    void *(*none)(void *state);
    void *(*integer)(void *state, int64_t value);
    void *(*number)(void *state, double value);
    void *(*flag)(void *state, int value);
    void *(*text)(void *state, const char *bytes, size_t size);
    void *(*list)(void *state, size_t count);
    void *(*record)(void *state);
    void (*append)(void *state, void *list, size_t index, void *value);
    void (*set)(void *state, void *record, const char *name, void *value);
    void *(*span)(void *state, int64_t start, int64_t end); /* NULL: a list of two integers */
    int32_t unit;                                           /* quoth_unit of offsets */
    int32_t first;                                          /* what the first index and the first offset are: 0 or 1 */
    int32_t inclusive;                                      /* 1: an end is the last unit of the stretch; 0: the one after */
    int32_t camel_case;                                     /* 1: fields are named speakerIndex; 0: speaker_index */
} flat_builder;

/* What the builder made of a table: a list of records; NULL when it fails. */
void *flat_build(const quoth_document *doc, int32_t table, const flat_builder *builder, quoth_error *err);

/* The packed table. */
flat_blob flat_document_packed(const quoth_document *doc, int32_t table, int32_t unit, quoth_error *err);

/* Fields of a packed row, in order: NULL behind the last. */
const char *flat_field_name(int32_t table, int32_t field);
/* "start", "end", "span", "bytes" (a span of the input), "index", "integer", "flag", "enumerator", "number", "text", "code",
   "codes", "spans", "texts", "shares". */
const char *flat_field_kind(int32_t table, int32_t field);
/* NULL for none. */
const char *flat_field_value_name(int32_t table, int32_t field, int32_t value);

#endif
