/*
 * The library as SWIG likes it: flat calls on handles, lists packed, one way to fail. quoth.i reads this file for every language;
 * typemaps of a language give meaning to the names of the arguments:
 *
 *   (const void *bytes, size_t size)   bytes or text of the language, read during the call
 *   (void *out, size_t room)           memory of the language that is written to, or none
 *   quoth_error *err                   no argument: a failure becomes an exception
 *   flat_text                          text that lives as long as the first argument
 *   flat_owned, flat_blob              text and bytes that have to be freed
 *   struct ArrowArrayStream *, flat_arrow *   memory of malloc that has to be released and freed
 *   const quoth_record *               a record, copied; none at the end
 *   const char *                       a string or none
 *   const flat_cancel *                no argument: whether the user of the language has interrupted
 */
#ifndef QUOTH_FLAT_H
#define QUOTH_FLAT_H

#include <quoth/quoth.h>

#include "arrow_abi.h"

/* A table that was handed out: the schema and all rows. */
typedef struct flat_arrow {
    struct ArrowSchema schema;
    struct ArrowArray array;
} flat_arrow;

/* May be NULL. `asked` is called now and then, on the thread of the call; non-zero stops it. */
typedef struct flat_cancel {
    int (*asked)(void *user);
    void *user;
} flat_cancel;

typedef struct flat_text {
    const char *bytes;
    size_t size;
} flat_text;

typedef struct flat_owned {
    char *bytes;
    size_t size;
} flat_owned;

/* Bytes that have to be freed. */
typedef struct flat_blob {
    char *bytes;
    size_t size;
} flat_blob;

/* `languages`: tags, each ended by NUL. */
quoth_engine *flat_engine_new(uint32_t layers, size_t max_input_bytes, size_t max_blocks, size_t max_memory_bytes,
                              const void *languages, size_t languages_size, quoth_error *err);

/*
 * What is known of one input, as quoth_input has it. `speakers`: of each its id (may be empty), its names and an empty string, each
 * ended by NUL. `known`: words of eight bytes, offsets are bytes: the number of blocks, each with start, end and kind; of
 * sentences, with start and end; of mentions, with start, end and speaker; of quotations, each with the number of its parts and
 * their bounds. A number of -1 is for what is not given; the rest may be left out.
 */
quoth_document *flat_parse(const quoth_engine *engine, const void *bytes, size_t size, const char *name, const char *url,
                           const char *media_type, const char *charset, const char *language, const void *speakers,
                           size_t speakers_size, const void *known, size_t known_size, const flat_cancel *cancel, quoth_error *err);

flat_text flat_document_text(const quoth_document *doc);
size_t flat_document_pack(const quoth_document *doc, int32_t table, int32_t unit, void *out, size_t room, quoth_error *err);
size_t flat_document_count(const quoth_document *doc, int32_t table);
/* `format`: json, tei, webannotation, brat, xmi, csv, markdown or report; `speaker`: index of the only one wanted, or -1. */
flat_owned flat_document_export(const quoth_document *doc, const char *format, int32_t unit, int32_t compact, int32_t speaker,
                                quoth_error *err);
struct ArrowArrayStream *flat_document_arrow_stream(quoth_document *doc, int32_t table, int32_t unit, quoth_error *err);
flat_arrow *flat_document_arrow_array(const quoth_document *doc, int32_t table, int32_t unit, quoth_error *err);
flat_blob flat_document_save(const quoth_document *doc, quoth_error *err);
quoth_document *flat_document_load(const void *bytes, size_t size, quoth_error *err);
size_t flat_document_offset(const quoth_document *doc, size_t byte, int32_t unit);
size_t flat_document_byte(const quoth_document *doc, size_t offset, int32_t unit);
quoth_span flat_document_source_span(const quoth_document *doc, size_t start, size_t end);

const char *flat_source_name(const quoth_document *doc);
const char *flat_source_url(const quoth_document *doc);
const char *flat_source_type(const quoth_document *doc);
const char *flat_source_charset(const quoth_document *doc);
size_t flat_source_bytes(const quoth_document *doc);
size_t flat_source_repaired(const quoth_document *doc);

/* By quoth_metadata_field; NULL, 0 and an empty span for what is not set. */
const char *flat_metadata_value(const quoth_document *doc, int32_t field);
const char *flat_metadata_place(const quoth_document *doc, int32_t field);
double flat_metadata_confidence(const quoth_document *doc, int32_t field);
quoth_span flat_metadata_span(const quoth_document *doc, int32_t field);

/* `offset` and `end`: the stretch of the file whose records are wanted; `split`: it may begin inside a record. */
quoth_archive *flat_archive_open(const char *path, size_t max_record_bytes, size_t offset, size_t end, int32_t split,
                                 quoth_error *err);
/* NULL at the end; one thread at a time. */
const quoth_record *flat_archive_next(quoth_archive *archive, quoth_error *err);
int32_t flat_archive_goes_on(const quoth_archive *archive);

/* `candidates`: as `languages` above. */
quoth_language_guess flat_identify_language(const void *bytes, size_t size, const void *candidates, size_t candidates_size,
                                            const char *prior, quoth_error *err);

#endif
