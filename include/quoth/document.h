/**
 * @file document.h
 * The document: its text, source, metadata, articles, blocks, script runs and glue points.
 *
 * Records are plain structs that live as long as their document and only ever grow at the end: read them through the pointer
 * that you were given, never copy them by size. Index fields are -1 for "none"; strings are NULL where nothing is known.
 */
#ifndef QUOTH_DOCUMENT_H
#define QUOTH_DOCUMENT_H

#include <quoth/base.h>
#include <quoth/engine.h>
#include <quoth/script.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a block is. Numbers are kept for ever, new kinds are appended. Since: 0.1. */
typedef enum quoth_block_kind {
    QUOTH_BLOCK_TITLE,         /**< Headline of an article, also where it is repeated (then `duplicate_of`). */
    QUOTH_BLOCK_SUBTITLE,      /**< Occasion or deck below the headline. */
    QUOTH_BLOCK_HEADING,       /**< Title of a section inside an article. */
    QUOTH_BLOCK_BYLINE,        /**< Author's name or role on a line of its own. */
    QUOTH_BLOCK_DATELINE,      /**< Place, date, or source and date on a line of its own. */
    QUOTH_BLOCK_PARAGRAPH,     /**< Running text. */
    QUOTH_BLOCK_LIST_ITEM,     /**< Item of a list. */
    QUOTH_BLOCK_TABLE_CELL,    /**< Cell of a table. */
    QUOTH_BLOCK_CAPTION,       /**< Text of a picture. */
    QUOTH_BLOCK_BLOCKQUOTE,    /**< Paragraph set off as a quotation. */
    QUOTH_BLOCK_TURN,          /**< Transcript turn, with its speaker head; later paragraphs of it as well. */
    QUOTH_BLOCK_FOOTNOTE,      /**< Note set below the text. */
    QUOTH_BLOCK_TEASER,        /**< Excerpt of a text, with its source and date in front. */
    QUOTH_BLOCK_RELATED,       /**< Headline of another article. */
    QUOTH_BLOCK_LINK,          /**< Label of a link to a source or file. */
    QUOTH_BLOCK_LABEL,         /**< Introduces a list or box ("Also read:"). */
    QUOTH_BLOCK_CONTENTS,      /**< Entry of a list of sections. */
    QUOTH_BLOCK_COMMENT,       /**< Reader's comment. */
    QUOTH_BLOCK_NAVIGATION,    /**< Menu, pager, breadcrumb. */
    QUOTH_BLOCK_BOILERPLATE,   /**< Anything else that is not the page's own content. */
    QUOTH_BLOCK_PREFORMATTED   /**< Verse, code, drawings: line ends count. */
} quoth_block_kind;

/** The unit of an offset in a string of another language. Since: 0.1. */
typedef enum quoth_unit {
    QUOTH_UNIT_BYTE,       /**< UTF-8 bytes: C. */
    QUOTH_UNIT_CODE_POINT, /**< Unicode code points: Python. */
    QUOTH_UNIT_UTF16       /**< UTF-16 code units: JavaScript, Java, C#. */
} quoth_unit;

/** Where the text came from. Since: 0.1. */
typedef struct quoth_source {
    const char *name;       /**< quoth_input::name, or NULL. */
    const char *url;        /**< quoth_input::url, or NULL. */
    const char *type;       /**< Reader that was used: "text" or "html". */
    const char *charset;    /**< Encoding it was decoded from, lower-case IANA name ("utf-8"). */
    size_t bytes;           /**< Length of the input in bytes. */
    size_t repaired;        /**< Damaged sequences replaced by U+FFFD. */
} quoth_source;

/** What the page says about itself; NULL for what it does not say. Dates are ISO 8601, as precise as known. Since: 0.1. */
typedef struct quoth_metadata {
    const char *title;        /**< Headline of the page. */
    const char *author;       /**< Names as the page writes them. */
    const char *date;         /**< First published. */
    const char *modified;     /**< Last changed. */
    const char *site;         /**< Name of the medium. */
    const char *language;     /**< BCP 47, "und" where letters do not tell. */
    const char *url;          /**< Address that the page gives itself. */
    const char *description;  /**< Summary that the page gives itself. */
} quoth_metadata;

/** The fields of quoth_metadata. Numbers are kept for ever, new ones are appended. Since: 0.1. */
typedef enum quoth_metadata_field {
    QUOTH_METADATA_TITLE,
    QUOTH_METADATA_AUTHOR,
    QUOTH_METADATA_DATE,
    QUOTH_METADATA_MODIFIED,
    QUOTH_METADATA_SITE,
    QUOTH_METADATA_LANGUAGE,
    QUOTH_METADATA_URL,
    QUOTH_METADATA_DESCRIPTION
} quoth_metadata_field;

/** Where a field of quoth_metadata was read, and how sure it is. Since: 0.1. */
typedef struct quoth_metadata_origin {
    double confidence;        /**< Probability that the value is right, 0 to 1; title, author, date and url are calibrated. */
    size_t start;             /**< First byte of the input it was read from; start == end where that is not known. */
    size_t end;               /**< Byte after the last. */
    const char *place;        /**< Static: "json-ld", "og", "twitter", "meta", "title" (the element), "heading", "microdata", "time",
                                   "link", "class" (microformats), "byline", "script", "url", "html" (its language), "text". More may
                                   come. */
} quoth_metadata_origin;

/** One article of the page. Since: 0.1. */
typedef struct quoth_article {
    size_t start;             /**< First byte of its first block. */
    size_t end;               /**< End of its last block. */
    int32_t title;            /**< Index of its title block, or -1. */
    int32_t reserved;         /**< 0. */
    const char *author;       /**< Name from its byline, or NULL. */
    const char *date;         /**< ISO 8601 from its dateline, or NULL. */
    const char *site;         /**< Medium from its dateline, or NULL. */
} quoth_article;

/**
 * One block. Blocks are leaves in ascending order, trimmed and never overlapping; together they cover every character of the
 * text that is not white space. Since: 0.1.
 */
typedef struct quoth_block {
    size_t start;             /**< First byte. */
    size_t end;               /**< Byte after the last. */
    int32_t kind;             /**< quoth_block_kind. */
    int32_t article;          /**< Article index, or -1 for what belongs to none. */
    int32_t parent;           /**< Block it belongs to (an item's label), which comes before it; or -1. */
    int32_t level;            /**< Heading rank or list depth from 1; 0 where it means nothing. */
    int32_t turn;             /**< In later paragraphs of a turn: index of its first block; else -1. */
    int32_t duplicate_of;     /**< Block with the same or nearly the same text, or -1: the first of main content, else the first. */
    int32_t excerpt_of;       /**< Block that this one quotes from (teasers), or -1. */
    int32_t row;              /**< Table cells: row from 0; else -1. */
    int32_t column;           /**< Table cells: column from 0; else -1. */
    int32_t header;           /**< Table cells: 1 in a header cell; else 0. */
    int32_t main;             /**< 1 when part of the page's own content. */
    int32_t direction;        /**< quoth_direction. */
    quoth_span speaker_head;  /**< In the first paragraph of a turn: the speaker's head without colon. */
    quoth_span dateline;      /**< Dateline set inside the block, or none. */
    quoth_span byline;        /**< Byline set inside the block, or none. */
    const char *language;     /**< BCP 47; "und" where letters do not tell; NULL where there are no letters. */
    char script[8];           /**< Dominant script, ISO 15924 ("Latn"), NUL-terminated; "Zyyy" where there is none. */
    double confidence;        /**< Of `kind`, 0 to 1. */
    double language_confidence; /**< Probability that `language` is right; of the best language where it is "und". */
    const quoth_script_share *script_shares; /**< Scripts of its letters, largest first. */
    size_t script_share_count; /**< Entries of `script_shares`; 0 where there are no letters. */
    int32_t first_strong;     /**< quoth_direction of the first strong character (UAX #9, P2), or -1. */
    int32_t reserved;         /**< 0. */
    double main_probability;  /**< Probability that a reader counts it as `main`: learned for HTML and for text that was copied from a
                                   page with its menus, else 0 or 1 as `main` is. */
} quoth_block;

/**
 * One more owner of the document.
 *
 * @param doc Document, or NULL (returned as it is).
 * @return `doc`. Cost: O(1), atomic. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_document *quoth_document_retain(quoth_document *doc);

/**
 * One owner less; the last one frees the document and all that was borrowed from it.
 *
 * @param doc Document, or NULL (nothing happens). Cost: O(1) amortised, atomic. Threads: any. Since: 0.1.
 */
QUOTH_API void quoth_document_release(quoth_document *doc);

/**
 * The text into which all offsets point: valid UTF-8, NUL-terminated (it may hold further NULs). From plain text it is the
 * decoded input without its byte order mark, otherwise unchanged.
 *
 * @param      doc  Document; not NULL.
 * @param[out] size Length in bytes without the final NUL, or NULL.
 * @return Borrowed from `doc`, never NULL. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_document_text(const quoth_document *doc, size_t *size);

/** Where the text came from. @param doc Not NULL. @return Borrowed, never NULL. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API const quoth_source *quoth_document_source(const quoth_document *doc);

/** What the page says about itself. @param doc Not NULL. @return Borrowed, never NULL. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API const quoth_metadata *quoth_document_metadata(const quoth_document *doc);

/**
 * Where a field of the metadata was read from, and how sure it is. Several places that agree make it surer; `place` is the one
 * whose spelling was taken.
 *
 * @param doc   Document; not NULL.
 * @param field quoth_metadata_field.
 * @return Borrowed from `doc`; NULL where the field is not set, where nothing is known of its origin (plain text), or for what is
 *         no field. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_metadata_origin *quoth_document_metadata_origin(const quoth_document *doc, int32_t field);

/**
 * The name of a field as in the JSON format ("title").
 *
 * @param field quoth_metadata_field.
 * @return Static, NULL for what is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_metadata_field_name(int32_t field);

/**
 * Lead a span of the text back to the bytes of the input it was read from.
 *
 * @param doc  Document; not NULL.
 * @param span Stretch of the text in UTF-8 bytes; bounds beyond the text are cut.
 * @return Stretch of the input in bytes, the shortest that holds all of it: text that HTML moves to another place may lie far off.
 * Cost: O(log n); linear in the span where HTML moved text. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_span quoth_document_source_span(const quoth_document *doc, quoth_span span);

/**
 * Turn a byte offset of the text into an offset of another unit.
 *
 * @param doc  Document; not NULL.
 * @param byte Offset in UTF-8 bytes; inside a code point it counts as its first byte, beyond the text as its end.
 * @param unit quoth_unit of the answer.
 * @return The offset. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API size_t quoth_document_offset(const quoth_document *doc, size_t byte, int32_t unit);

/**
 * Turn an offset of another unit into a byte offset of the text.
 *
 * @param doc    Document; not NULL.
 * @param offset Offset in `unit`; between two surrogates it counts as the first, beyond the text as its end.
 * @param unit   quoth_unit of `offset`.
 * @return UTF-8 byte offset on a code point bound. Cost: O(log n). Threads: any. Since: 0.1.
 */
QUOTH_API size_t quoth_document_byte(const quoth_document *doc, size_t offset, int32_t unit);

/** Number of articles. @param doc Not NULL. @return 0 without QUOTH_LAYER_BLOCKS. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_document_article_count(const quoth_document *doc);
/**
 * Article `i`. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is out of range. Cost:
 * O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_article *quoth_document_article(const quoth_document *doc, size_t i);

/** Number of blocks. @param doc Not NULL. @return 0 without QUOTH_LAYER_BLOCKS. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_document_block_count(const quoth_document *doc);
/**
 * Block `i`. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is out of range. Cost:
 * O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_block *quoth_document_block(const quoth_document *doc, size_t i);

/** Number of script runs. @param doc Not NULL. @return 0 without QUOTH_LAYER_SCRIPTS. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_document_script_run_count(const quoth_document *doc);
/**
 * Script run `i` (UAX #24): Common and Inherited characters join the run before them, leading ones the run after; a text with
 * no script of its own is one run tagged "Zyyy"; a run never ends inside a grapheme cluster; an empty text has none.
 *
 * @param doc Document; not NULL.
 * @param i   Index below quoth_document_script_run_count(doc).
 * @return Borrowed, or NULL when `i` is out of range. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_script_run *quoth_document_script_run(const quoth_document *doc, size_t i);

/** Number of glue points. @param doc Not NULL. @return 0 without QUOTH_LAYER_SCRIPTS. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_document_glue_count(const quoth_document *doc);
/**
 * Glue point `i`, ascending. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is out of
 * range. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_glue *quoth_document_glue(const quoth_document *doc, size_t i);

/**
 * Number of words that mix scripts as look-alikes do. @param doc Not NULL. @return 0 without QUOTH_LAYER_SCRIPTS. Cost: O(1).
 * Threads: any. Since: 0.1.
 */
QUOTH_API size_t quoth_document_mixed_token_count(const quoth_document *doc);
/**
 * Mixed word `i`, ascending. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is out of
 * range. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_mixed_token *quoth_document_mixed_token(const quoth_document *doc, size_t i);

/**
 * The name of a kind as in the JSON format ("list_item"). @param kind quoth_block_kind, any number. @return Static, NULL for
 * what is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_block_kind_name(int32_t kind);

#ifdef __cplusplus
}
#endif
#endif
