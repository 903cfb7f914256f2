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

/** What of a report is written. Numbers are kept for ever, new ones are appended. Since: 0.1. */
typedef enum quoth_export_part {
    QUOTH_PART_ALL,       /**< The report of one document. */
    QUOTH_PART_BEGIN,     /**< What stands before the documents. */
    QUOTH_PART_DOCUMENT,  /**< One of the documents. */
    QUOTH_PART_END        /**< What stands behind them. */
} quoth_export_part;

/** Options of an export; initialise with QUOTH_EXPORT_OPTIONS_INIT. Since: 0.1. */
typedef struct quoth_export_options {
    size_t struct_size;   /**< sizeof(quoth_export_options), set by the macro. */
    int32_t offsets;      /**< quoth_unit of all offsets; the macro sets code points. */
    int32_t compact;      /**< Non-zero: one line without spaces (JSON Lines). */
    int32_t continued;    /**< Non-zero: another document stands before this one, so CSV gets no header line again. */
    int32_t speaker;      /**< CSV, Web Annotation, brat: only quotations of the speaker of this index, and no marked strings; -1: all. */
    int32_t part;         /**< Report: quoth_export_part. */
    int32_t reserved;     /**< 0. */
} quoth_export_options;

/** Value of a quoth_export_options with which every field has its default. Since: 0.1. */
#define QUOTH_EXPORT_OPTIONS_INIT { sizeof(quoth_export_options), QUOTH_UNIT_CODE_POINT, 0, 0, -1, QUOTH_PART_ALL, 0 }

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

/**
 * Write the document as TEI P5: one XML document.
 *
 * Mapping: articles are `div type="article"`, headings begin a `div type="section"` with their `head`; title and subtitle `head
 * type="main|sub"`, byline `byline`, dateline `dateline`; paragraph `p`, list item `list/item` (nested), table cell
 * `table/row/cell`, caption `figure/head`, blockquote `quote/p`, footnote `note place="bottom"`; a turn is `sp` with `speaker` and a
 * `p` for each paragraph; other kinds, and titles and bylines that stand in the middle of a text, are `ab` with their name as
 * `type`. What is not part of the page's own content is `fw` with its kind as `type`. Speakers are `person`, `personGrp` or `org`
 * of `listPerson` with all names. Quotations are `said` with `who="#s3"`, `direct`, `cert` (confidence) and `toWhom`; the marked
 * stretches of mixed ones `q type="spoken"`; marked strings that are no speech `q` with their reason as `type`; cues `seg
 * type="cue"` with `corresp`, mentions of speakers `rs type="speaker"` with `ref`. A quotation of several stretches is several
 * elements, chained by `prev`. Languages are `xml:lang`.
 *
 * Losses: offsets, script runs, glue points, duplicates, confidence of blocks, evidence, the white space between blocks; in byline
 * and dateline, which may hold no `said`, quotations are `q`; marks more than 32 deep are left out; characters that XML does not
 * know are U+FFFD.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE; QUOTH_ERROR_MEMORY. What it allocates it frees
 *         before it returns, both by the allocator of the document's engine.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_tei(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                       void *user, quoth_error *err);

/**
 * Write the quotations as W3C Web Annotations: an `AnnotationPage` in JSON-LD.
 *
 * Mapping: each quotation is an annotation with motivation `identifying`; its bodies are the speaker's name (purpose `identifying`)
 * and the type (`classifying`); its target has a TextPositionSelector (code points of the document's text, whatever
 * quoth_export_options::offsets says), a TextQuoteSelector with 32 code points around it, and a DataPositionSelector (bytes of the
 * input). Several stretches are a `Composite`. Cue and speaker mention are annotations with motivation `linking`, marked strings
 * that are no speech such with `classifying`. The source is the document's address, else its name as a relative reference, else
 * `urn:quoth:document`; identifiers are relative to where the page will stand.
 *
 * Losses: blocks, script runs, glue points, metadata; kinds, aliases and gender of speakers; addressee, parent, language, confidence
 * and evidence of quotations. With quoth_export_options::compact the output is one line.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_web_annotation(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                                  void *user, quoth_error *err);

/**
 * Write the quotations as brat standoff: the .ann file that belongs to the document's text, which is the .txt file.
 *
 * Mapping: `Quotation`, `Cue`, `SpeakerMention` and `NoSpeech` (marked strings) are text-bound annotations, in several fragments where
 * a quotation is in several parts or runs over the end of a line; offsets are code points, whatever quoth_export_options::offsets
 * says. Relations are `SaidBy` (quotation, mention) and `CuedBy` (quotation, cue), attributes `QuotationType` and `Reason`; an
 * annotator's note on the quotation holds the speaker's canonical name.
 *
 * Losses: as quoth_write_web_annotation(), source bytes as well. A reader that changes CR LF to LF has to be told not to.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_brat(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                        void *user, quoth_error *err);

/**
 * Write the document as UIMA CAS XMI, for INCEpTION, DKPro and the like: one XML document.
 *
 * Mapping: the text is the Sofa of `_InitialView`; offsets are UTF-16 code units, whatever quoth_export_options::offsets says. Types
 * are `org.quoth.Block`, `ScriptRun`, `Speaker`, `Quotation` (from its first to its last part), `QuotationPart`, `Cue`,
 * `SpeakerMention` and `NoSpeech`; schemas/uima-types.xml beside this header describes them. References are feature structures.
 *
 * Losses: glue points, articles, metadata but the language, table positions, gender, source bytes; characters that XML does not
 * know are U+FFFD, one for one.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_xmi(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                       void *user, quoth_error *err);

/**
 * Write the quotations as CSV (RFC 4180), one a record, after a header line.
 *
 * Mapping: the columns are source, id, type, speaker, speaker_kind, quotation, cue, speaker_mention, start, end, article, block, parent,
 * language, confidence, evidence. The parts of a quotation are joined by " … "; start and end, in quoth_export_options::offsets, are
 * those of the first and the last. Unknown is an empty field, every text is in quotation marks, lines end in CR LF.
 *
 * Losses: everything but quotations; bounds of single parts, of cue and mention; aliases and gender of speakers; addressee.
 * Spreadsheets may take a text that begins with `=` for a formula: import such columns as text.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_csv(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                       void *user, quoth_error *err);

/**
 * Write the main text as Markdown (CommonMark, tables of GFM).
 *
 * Mapping: title `#`, subtitle bold, heading `##` to `######` by level, list items and contents `-`, blockquote `>`, caption in italics,
 * the head of a turn bold, table cells a table whose first row is the head, preformatted text fenced; other kinds are paragraphs.
 * Everything that Markdown would take for markup is escaped.
 *
 * Losses: what is not `main`, quotations and speakers, offsets, languages, article bounds; white space inside a block becomes single
 * spaces, preformatted text apart; what stands between the head of a turn and its words becomes a colon; NUL is U+FFFD.
 *
 * @param      doc     Document; not NULL.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_markdown(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                            void *user, quoth_error *err);

/**
 * Save the whole document in the library's own form, to be read again by quoth_document_load(): into a cache, or another process.
 *
 * @param      doc   Document; not NULL.
 * @param      write Takes the bytes, which are no text, in pieces of some kilobytes; not NULL.
 * @param      user  Handed to `write`.
 * @param[out] err   Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE. It allocates nothing.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_document_save(const quoth_document *doc, quoth_write_fn write, void *user, quoth_error *err);

/**
 * Make a document of what quoth_document_save() wrote, on whatever machine. It says what the one that was saved said.
 *
 * @param      allocator Memory of the document; NULL is malloc and free.
 * @param      bytes     All that was written; may be NULL when `size` is 0. Not kept after the call.
 * @param      size      Bytes of it.
 * @param[out] out       The document, owned by the caller: quoth_document_release(). NULL on failure. Not NULL.
 * @param[out] err       Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_MEMORY; QUOTH_ERROR_DAMAGED (no saved document, cut, changed, or of a version that is
 *         not known: versions differ when records have grown).
 * Cost: linear in `size`, nothing is parsed again. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_document_load(const quoth_allocator *allocator, const void *bytes, size_t size, quoth_document **out,
                                           quoth_error *err);

/**
 * Write the document as an HTML report for people: one file that needs nothing else and asks no network.
 *
 * Mapping: the blocks stand in reading order with their kinds beside them; quotations are tinted by speaker and linked with their cue
 * and with the mention of their speaker; what is not the page's own content is folded; repeated blocks and glue points are marked.
 * A panel has the speakers with their shares, filters and search; it is made by the page's own script, without which the text and the
 * cast are still there. Every text is escaped; a policy in the page allows its own style and script only, by their hashes.
 *
 * Several documents are one report: call it with quoth_export_options::part QUOTH_PART_BEGIN, then QUOTH_PART_DOCUMENT for each,
 * then QUOTH_PART_END, and put the output one behind the other. Documents may be written at the same time by several threads.
 *
 * Losses: offsets, evidence of metadata, confidence of blocks, words that mix scripts; marks more than 32 deep are left out.
 *
 * @param      doc     Document; may be NULL at the begin (where it gives the report its title) and at the end.
 * @param      options NULL for the defaults.
 * @param      write   Takes the output in pieces of some kilobytes; not NULL.
 * @param      user    Handed to `write`.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_WRITE; QUOTH_ERROR_MEMORY. What it allocates it frees
 *         before it returns, both by the allocator of the document's engine.
 * Cost: linear in the text and the records. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_write_report(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                          void *user, quoth_error *err);

#ifdef __cplusplus
}
#endif
#endif
