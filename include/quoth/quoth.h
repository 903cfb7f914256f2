/**
 * @file quoth.h
 * The umbrella header of libquoth: bytes become text, text becomes a document, and the document knows its blocks, its
 * scripts and who said what.
 *
 * @code
 * quoth_engine *engine;
 * quoth_document *doc;
 * quoth_error err = {0};
 * if (quoth_engine_new(NULL, &engine, &err) != QUOTH_OK || quoth_parse(engine, bytes, size, NULL, &doc, &err) != QUOTH_OK) {
 *     fprintf(stderr, "byte %zu: %s\n", err.offset, err.message);
 *     return 1;
 * }
 * for (size_t i = 0; i < quoth_document_quote_count(doc); i++) {
 *     const quoth_quote *q = quoth_document_quote(doc, i);
 *     const quoth_speaker *s = q->speaker < 0 ? NULL : quoth_document_speaker(doc, (size_t)q->speaker);
 *     printf("%s: %.*s\n", s ? s->name : "?", (int)(q->parts[0].end - q->parts[0].start), quoth_document_text(doc, NULL) + q->parts[0].start);
 * }
 * quoth_document_release(doc);
 * quoth_engine_release(engine);
 * @endcode
 *
 * Ownership: what a function returns is borrowed from its first argument; what it stores through an out-parameter is owned by
 * the caller. Units: every offset is a UTF-8 byte offset into quoth_document_text() on a code point bound, spans are half-open.
 * Threads: an engine and a document may be read by any number of threads at once.
 */
#ifndef QUOTH_QUOTH_H
#define QUOTH_QUOTH_H

#include <quoth/base.h>
#include <quoth/script.h>
#include <quoth/language.h>
#include <quoth/engine.h>
#include <quoth/document.h>
#include <quoth/quotation.h>
#include <quoth/export.h>
#include <quoth/table.h>
#include <quoth/archive.h>

#endif
