/**
 * @file table.h
 * The records of a document as tables: packed for bindings, which read a whole list in one call, and as Arrow streams for data
 * frames.
 *
 * A table has a row for each record of its list, in the list's order; mentions have a row for each place where a speaker is
 * mentioned, speaker by speaker. quoth_table_column() names the columns.
 */
#ifndef QUOTH_TABLE_H
#define QUOTH_TABLE_H

#include <quoth/base.h>
#include <quoth/document.h>
#include <quoth/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The lists of a document. Numbers are kept for ever, new ones are appended. Since: 0.1. */
typedef enum quoth_table {
    QUOTH_TABLE_BLOCKS,       /**< quoth_document_block(). */
    QUOTH_TABLE_SCRIPTS,      /**< quoth_document_script_run(). */
    QUOTH_TABLE_QUOTES,       /**< quoth_document_quote(). */
    QUOTH_TABLE_SPEAKERS,     /**< quoth_document_speaker(). */
    QUOTH_TABLE_MENTIONS,     /**< quoth_speaker::mentions of all speakers. */
    QUOTH_TABLE_ARTICLES,     /**< quoth_document_article(). */
    QUOTH_TABLE_GLUE,         /**< quoth_document_glue(). */
    QUOTH_TABLE_MIXED_TOKENS, /**< quoth_document_mixed_token(). */
    QUOTH_TABLE_MARKS         /**< quoth_document_mark(). */
} quoth_table;

/**
 * Pack a table into the caller's memory, which a binding then reads without calling back.
 *
 * The data are words of 8 bytes in the machine's byte order, bytes of strings behind them. The first words are: version of the
 * packing (1), number of rows, words in a row, place of the first row. Rows follow each other; what a word of a row holds is named
 * by quoth_table_column(). Rows only ever grow at their end, so a reader steps by the words in a row that it is told.
 *
 *  - offsets, indices, enumerators, flags: a signed integer, -1 for "none" (both bounds of a span that is none);
 *  - shares and confidences: a double;
 *  - codes of scripts: eight bytes, NUL-padded;
 *  - strings: two words, place and length of the UTF-8 bytes; place -1 for NULL;
 *  - lists: two words, place and number of items. Items are one word (a code), two (a span, a string) or three (a share: code,
 * letters, double).
 *
 * All places are bytes from the beginning of the data. `source` bounds are bytes of the input, whatever the unit.
 *
 * @param      doc   Document; not NULL.
 * @param      table quoth_table.
 * @param      unit  quoth_unit of all offsets into the text.
 * @param[out] out   Room, aligned for a double; may be NULL when `room` is 0. What does not fit is left out: call with 0 first.
 * @param      room  Bytes of `out`.
 * @param[out] need  Bytes of the whole; not NULL.
 * @param[out] err   Detail of a failure, or NULL.
 * @return QUOTH_OK, also when the room was too small; QUOTH_ERROR_ARGUMENT. It allocates nothing.
 * Cost: linear in the rows and their strings. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_document_pack(const quoth_document *doc, int32_t table, int32_t unit, void *out, size_t room,
                                           size_t *need, quoth_error *err);

/**
 * The name of a table ("quotes").
 *
 * @param table quoth_table, any number.
 * @return Static, NULL for what is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_table_name(int32_t table);

/**
 * What a word of a packed row holds.
 *
 * @param table quoth_table.
 * @param word  Index of the word from 0.
 * @return Its name, static: that of the field ("kind"), with "_start" and "_end" for the words of a span, "_at" and "_size" for
 * those of a string, "_at" and "_count" for those of a list; NULL behind the last word and for what is no table. Cost: O(columns).
 * Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_table_column(int32_t table, size_t word);

struct ArrowSchema;
struct ArrowArray;
struct ArrowArrayStream;

/**
 * Hand a table out as a stream of the Arrow C stream interface (https://arrow.apache.org/docs/format/CStreamInterface.html), which
 * pyarrow, polars, pandas, DuckDB and others read without a copy. It gives one batch, a struct array of all rows.
 *
 * The columns are those of quoth_table_column(), in that order, behind the number of the row (int64, named "block", "quote", …), with these
 * types: offsets int64 (null for a span that is none), indices and other integers int32 (null for none), flags bool, enumerators their
 * names, confidences double, strings and codes large utf8 (null for NULL), lists large lists: of {start, end}, of strings, of
 * {script, letters, share}. Tables with bounds have `text`, the stretch itself; quotes have `text` (their parts, joined by a space),
 * `cue` and `speaker_name`; mentions have `speaker_name`. New columns are appended; read them by name.
 *
 * @param      doc   Document; not NULL. The stream is one more owner of it.
 * @param      table quoth_table.
 * @param      unit  quoth_unit of all offsets into the text.
 * @param[out] out   A struct as the specification lays it out, owned by the caller, who calls its `release`; not NULL.
 * @param[out] err   Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_MEMORY. Memory is that of the engine's allocator.
 * Cost: O(1); the batch is linear in the rows and their text. Threads: any; a stream is for one at a time. Since: 0.1.
 */
QUOTH_API quoth_status quoth_document_arrow_stream(quoth_document *doc, int32_t table, int32_t unit, struct ArrowArrayStream *out,
                                                   quoth_error *err);

/**
 * As quoth_document_arrow_stream(), but the schema and the one array themselves (Arrow C data interface).
 *
 * @param      doc    Document; not NULL. What is given out does not need it any more.
 * @param      table  quoth_table.
 * @param      unit   quoth_unit of all offsets into the text.
 * @param[out] schema The schema, to be released by the caller; not NULL.
 * @param[out] array  The rows, to be released by the caller; not NULL.
 * @param[out] err    Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_MEMORY, which leaves nothing to release.
 * Cost: linear in the rows and their text. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_document_arrow_array(const quoth_document *doc, int32_t table, int32_t unit, struct ArrowSchema *schema,
                                                  struct ArrowArray *array, quoth_error *err);

#ifdef __cplusplus
}
#endif
#endif
