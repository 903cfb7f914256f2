/**
 * @file export.h
 * Writing a document out.
 */
#ifndef QUOTH_EXPORT_H
#define QUOTH_EXPORT_H

#include <quoth/base.h>
#include <quoth/document.h>
#include <quoth/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Takes output as it is made.
 *
 * @param user  What was given beside it.
 * @param bytes UTF-8, not NUL-terminated.
 * @param size  Bytes of it, > 0.
 * @return 0 to go on; anything else stops the export with QUOTH_ERROR_WRITE. Since: 0.1.
 */
typedef int (*quoth_write_fn)(void *user, const char *bytes, size_t size);

/** Options of an export; initialise with QUOTH_EXPORT_OPTIONS_INIT. Since: 0.1. */
typedef struct quoth_export_options {
    size_t struct_size;   /**< sizeof(quoth_export_options), set by the macro. */
    int32_t offsets;      /**< quoth_unit of all offsets; the macro sets code points. */
    int32_t compact;      /**< Non-zero: one line without spaces (JSON Lines). */
} quoth_export_options;

/** Value of a quoth_export_options with which every field has its default. Since: 0.1. */
#define QUOTH_EXPORT_OPTIONS_INIT { sizeof(quoth_export_options), QUOTH_UNIT_CODE_POINT, 0 }

/**
 * Write the document as JSON, format 1: one object (RFC 8259), followed by a line feed.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_json(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                        void *user, quoth_error *err);

#ifdef __cplusplus
}
#endif
#endif
