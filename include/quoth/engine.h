/**
 * @file engine.h
 * The engine (configuration, language packs, limits), what belongs to one input, and the parse call.
 */
#ifndef QUOTH_ENGINE_H
#define QUOTH_ENGINE_H

#include <quoth/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Configuration and language packs; made once, immutable, shared by all threads, reference counted. Since: 0.1. */
typedef struct quoth_engine quoth_engine;

/** All results of one input; immutable, one arena, reference counted. See document.h. Since: 0.1. */
typedef struct quoth_document quoth_document;

/** What a parse computes. A layer brings the layers it needs: quotes need blocks, blocks need scripts. Since: 0.1. */
typedef enum quoth_layer {
    QUOTH_LAYER_SCRIPTS = 1, /**< Script runs, direction, glue points. */
    QUOTH_LAYER_BLOCKS = 2,  /**< Blocks, articles, metadata, duplicates. */
    QUOTH_LAYER_QUOTES = 4,  /**< Quotations, turns, speakers, marked strings. */
    QUOTH_LAYER_ALL = 7      /**< All of them. */
} quoth_layer;

/** Options of an engine; initialise with QUOTH_ENGINE_OPTIONS_INIT. Read during quoth_engine_new() only. Since: 0.1. */
typedef struct quoth_engine_options {
    size_t struct_size;               /**< sizeof(quoth_engine_options), set by the macro. */
    uint32_t layers;                  /**< quoth_layer values or-ed; 0 is all of them. */
    uint32_t reserved;                /**< 0. */
    const quoth_allocator *allocator; /**< Copied; NULL is malloc and free. */
    size_t max_input_bytes;           /**< Longest input in bytes; 0 is 1 GiB. */
    size_t max_blocks;                /**< Most blocks of one document; 0 is 16 million. */
    const char *const *languages;     /**< BCP 47 tags that blocks and quotations may be in (language.h); NULL for all. Not kept. */
    size_t language_count;            /**< Number of `languages`; 0 for all. */
    /** Most memory that a parse takes of `allocator` at once, its document included, in bytes; 0 is 256 MiB and 40 bytes for each
       byte of the input. Pages take some 4 bytes a byte; what is nothing but marks, letters and elements needs more. */
    size_t max_memory_bytes;
} quoth_engine_options;

/** Value of a quoth_engine_options with which every field has its default. Since: 0.1. */
#define QUOTH_ENGINE_OPTIONS_INIT                                                                                                  \
    { sizeof(quoth_engine_options), 0, 0, NULL, 0, 0, NULL, 0, 0 }

/** A known speaker that the caller brings along (a cast list, a panel). Since: 0.1. */
typedef struct quoth_given_speaker {
    const char *id;           /**< The caller's identifier, UTF-8; NULL takes names[0]. Answers give it back as quoth_speaker.id. */
    const char *const *names; /**< Names and aliases, UTF-8, at least one. */
    size_t name_count;        /**< Number of `names`. */
} quoth_given_speaker;

/**
 * What belongs to one parse; initialise with QUOTH_INPUT_INIT. Everything in it is read during the call only.
 *
 * Each stage can be run on what the caller already has: `blocks`, `sentences`, `mentions`, `quotes` and `speakers` take the place
 * of what would be found. Their spans are bytes of the decoded text, which of UTF-8 without byte order mark is the input itself. Of
 * HTML it is quoth_document_text() of a parse of the same bytes, except for `blocks`, with which the input is read as plain text.
 * Since: 0.1.
 */
typedef struct quoth_input {
    size_t struct_size;     /**< sizeof(quoth_input), set by the macro. */
    const char *name;       /**< What to call the input (a path); NULL for none. */
    const char *url;        /**< Where it came from; NULL for unknown. */
    const char *media_type; /**< "text/plain", "text/html", "application/xhtml+xml"; NULL guesses. */
    /** Encoding it came with (any IANA name or alias), believed unless the bytes contradict it; NULL for none. */
    const char *charset;
    const char *language; /**< BCP 47 hint for text that does not tell; NULL for none. */
    /** The caller's cast, honoured exactly: no quotation gets another speaker; NULL finds speakers. */
    const quoth_given_speaker *speakers;
    size_t speaker_count; /**< Number of `speakers`. */
    /** The caller's quotations, each an array of parts that ascend and do not overlap; NULL finds them. In a text without any block
       there are none. */
    const quoth_span *const *quotes;
    const size_t *quote_part_counts; /**< Number of parts of each of `quotes`. */
    size_t quote_count;              /**< Number of `quotes`. */
    int (*cancelled)(void *user);    /**< Asked now and then; non-zero stops with QUOTH_ERROR_CANCELLED. NULL never stops. */
    void *cancel_user;               /**< Handed to `cancelled`. */
    /** Told now and then, on the thread of the call, which share of the work is done: 0 to 1, an estimate that never falls, 1 at
       the end of a successful call. NULL tells nobody. */
    void (*progress)(void *user, double done);
    void *progress_user; /**< Handed to `progress`. */
    /** The caller's blocks, ascending and not overlapping, none of them only white space, which is trimmed. Text between them
       belongs to no block; block `i` of the document is blocks[i]. NULL finds them. */
    const quoth_span *blocks;
    const int32_t *block_kinds;  /**< quoth_block_kind of each of `blocks`, -1 to find it; NULL finds them all. */
    size_t block_count;          /**< Number of `blocks`. */
    const quoth_span *sentences; /**< The caller's sentences, ascending and not overlapping; NULL finds them. */
    size_t sentence_count;       /**< Number of `sentences`. */
    /** The caller's mentions of those who may speak (names, pronouns, noun phrases), ascending and not overlapping; no other name
       or pronoun is a mention then, and those outside of every block do nothing. NULL finds them. */
    const quoth_span *mentions;
    /** Who each of `mentions` is, kept exactly: an index of `speakers`, or without `speakers` any number below `mention_count`
       that the mentions of one speaker share, which quoth_speaker::id gives back in decimal digits. -1 leaves it open; NULL
       leaves all open. */
    const int32_t *mention_speakers;
    size_t mention_count; /**< Number of `mentions`. */
} quoth_input;

/** Value of a quoth_input with which every field has its default. Since: 0.1. */
#define QUOTH_INPUT_INIT                                                                                                           \
    {                                                                                                                              \
        sizeof(quoth_input), NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, \
            NULL, NULL, 0                                                                                                          \
    }

/**
 * Make an engine.
 *
 * @param      options NULL for the defaults; a struct_size of an older or newer library is accepted.
 * @param[out] out     The engine, owned by the caller: quoth_engine_release(). Set to NULL on failure. Not NULL.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT (out is NULL, struct_size too small, unknown layer or language, half an allocator);
 *         QUOTH_ERROR_MEMORY; QUOTH_ERROR_MODEL (an embedded language pack is damaged).
 * Cost: reads the embedded language packs, well under a millisecond. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_engine_new(const quoth_engine_options *options, quoth_engine **out, quoth_error *err);

/**
 * One more owner of the engine.
 *
 * @param engine Engine, or NULL (returned as it is).
 * @return `engine`. Cost: O(1), atomic. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_engine *quoth_engine_retain(quoth_engine *engine);

/**
 * One owner less; the last one frees it. Documents do not need their engine any more.
 *
 * @param engine Engine, or NULL (nothing happens). Cost: O(1), atomic. Threads: any. Since: 0.1.
 */
QUOTH_API void quoth_engine_release(quoth_engine *engine);

/**
 * Parse one input: decode the bytes, cut them into blocks, find scripts, quotations and speakers.
 *
 * Damaged text is no failure: it is repaired as the Unicode Standard recommends (3.9, "U+FFFD Substitution of Maximal
 * Subparts") and counted in quoth_source::repaired. An empty input gives an empty document.
 *
 * @param      engine Engine; not NULL.
 * @param      bytes  The input; may be NULL when `size` is 0. Not kept after the call.
 * @param      size   Bytes of it.
 * @param      input  What is known about it, or NULL.
 * @param[out] out    The document, owned by the caller: quoth_document_release(). NULL on failure. Not NULL.
 * @param[out] err    Detail of a failure, or NULL.
 * @return QUOTH_OK;
 *         QUOTH_ERROR_ARGUMENT (NULL where that is excluded, a struct_size too small, a given speaker without name; blocks,
 *         sentences, mentions, quotations that are no stretches of the text or out of order, an unknown kind, a mention's speaker
 *         that is none, blocks for HTML);
 *         QUOTH_ERROR_MEMORY;
 *         QUOTH_ERROR_LIMIT (longer than max_input_bytes, more blocks than max_blocks, more memory than max_memory_bytes);
 *         QUOTH_ERROR_CHARSET (quoth_input::charset is no known encoding);
 *         QUOTH_ERROR_NOT_TEXT (the bytes are no text in any encoding);
 *         QUOTH_ERROR_MEDIA_TYPE (no reader for quoth_input::media_type);
 *         QUOTH_ERROR_CANCELLED (quoth_input::cancelled said so).
 * Cost: linear in `size`. Threads: any number with one engine. Since: 0.1.
 */
QUOTH_API quoth_status quoth_parse(const quoth_engine *engine, const void *bytes, size_t size, const quoth_input *input,
                                   quoth_document **out, quoth_error *err);

#ifdef __cplusplus
}
#endif
#endif
