/**
 * @file language.h
 * The language of a string or of a block, with calibrated confidence; stretches of one language in a text.
 *
 * Nothing here allocates, no model has to be loaded: the weights are part of the library. Tags are BCP 47: the ISO 639-1 code
 * where there is one, else ISO 639-3 ("de", "ckb"). Strings are UTF-8 and need no NUL.
 */
#ifndef QUOTH_LANGUAGE_H
#define QUOTH_LANGUAGE_H

#include <quoth/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Options of an identification; initialise with QUOTH_LANGUAGE_OPTIONS_INIT. Read during the call only. Since: 0.1. */
typedef struct quoth_language_options {
    size_t struct_size;              /**< sizeof(quoth_language_options), set by the macro. */
    const char *const *candidates;   /**< Tags of the languages that may be answered; NULL for all. */
    size_t candidate_count;          /**< Number of `candidates`; 0 for all languages. */
    const char *prior;               /**< Language of what surrounds the text, believed the more the shorter the text is; or NULL. */
    double least_confidence;         /**< Below it the answer is "und"; 0 is the library's own threshold, negative never says "und". */
} quoth_language_options;

/** Value of a quoth_language_options with which every field has its default. Since: 0.1. */
#define QUOTH_LANGUAGE_OPTIONS_INIT { sizeof(quoth_language_options), NULL, 0, NULL, 0 }

/** One answer; 24 bytes for ever on 64-bit machines. Since: 0.1. */
typedef struct quoth_language_guess {
    const char *language;   /**< BCP 47 tag, a static string; "und" where the letters do not tell; NULL where there are no letters. */
    double confidence;      /**< Probability that it is right: of the answers given 0.9, nine in ten are. For "und" that of the best language. */
    int64_t reserved;       /**< 0. */
} quoth_language_guess;

/**
 * The language of a stretch of text.
 *
 * @param      text    Bytes; may be NULL when the span is empty.
 * @param      span    Stretch of `text` in bytes, on code point bounds. Of a long stretch its beginning, middle and end are read.
 * @param      options NULL for the defaults.
 * @param[out] guess   The answer; not NULL.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT (NULL, bounds, no valid UTF-8, an unknown tag).
 * Cost: a microsecond a word, bounded. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_identify_language(const char *text, quoth_span span, const quoth_language_options *options,
                                               quoth_language_guess *guess, quoth_error *err);

/**
 * The most probable languages of a stretch of text.
 *
 * @param      text    As quoth_identify_language().
 * @param      span    As quoth_identify_language().
 * @param      options NULL for the defaults; `least_confidence` cuts the list and is 0 by default.
 * @param[out] guesses Room for answers, the best first, never "und"; may be NULL when `room` is 0.
 * @param      room    Entries of `guesses`.
 * @param[out] count   Answers given; 0 where there are no letters. Not NULL.
 * @param[out] err     Detail of a failure, or NULL.
 * @return As quoth_identify_language(). Cost: as quoth_identify_language(). Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_rank_languages(const char *text, quoth_span span, const quoth_language_options *options,
                                            quoth_language_guess *guesses, size_t room, size_t *count, quoth_error *err);

/** A stretch of one language. Since: 0.1. */
typedef struct quoth_language_segment {
    size_t start;           /**< First byte, counted from the beginning of the text. */
    size_t end;             /**< Byte after the last. */
    const char *language;   /**< As quoth_language_guess::language. */
    double confidence;      /**< 0 to 1. */
} quoth_language_segment;

/** Position of an iteration, in the caller's memory, 4,096 bytes for ever; nothing has to be freed. Since: 0.1. */
typedef struct quoth_language_iterator {
    uint64_t state[512]; /**< The library's own. */
} quoth_language_iterator;

/**
 * Begin to read the stretches of one language ("He said: « On verra. »" has two). They tile the span.
 *
 * @param[out] it      Position; not NULL.
 * @param      text    Bytes; may be NULL when the span is empty. They have to stay until the iteration ends.
 * @param      span    Stretch of `text` in bytes, on code point bounds.
 * @param      options NULL for the defaults.
 * @param[out] err     Detail of a failure, or NULL.
 * @return As quoth_identify_language(). Cost: validates the span. Threads: any, each with its own iterator. Since: 0.1.
 */
QUOTH_API quoth_status quoth_language_iterator_init(quoth_language_iterator *it, const char *text, quoth_span span,
                                                    const quoth_language_options *options, quoth_error *err);

/**
 * The next stretch of one language.
 *
 * @param it Position; not NULL.
 * @return Lies in the iterator until the next call; NULL behind the last.
 * Cost: linear in the stretch. Threads: one at a time for one iterator. Since: 0.1.
 */
QUOTH_API const quoth_language_segment *quoth_language_iterator_next(quoth_language_iterator *it);

/** Number of languages that can be answered. @return The number. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_language_count(void);
/**
 * Tag of language `i` ("de"), in a fixed order. @param i Index from 0. @return Static, or NULL when `i` is out of range. Cost:
 * O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_language_tag(size_t i);

/**
 * The ISO 639-3 code of a language.
 *
 * @param tag "de", "de-AT" or "deu"; may be NULL.
 * @return "deu", static; NULL for what cannot be answered. Cost: O(languages). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_language_iso3(const char *tag);

/**
 * The English name of a language.
 *
 * @param tag As quoth_language_iso3().
 * @return "German", static; NULL for what cannot be answered. Cost: O(languages). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_language_name(const char *tag);

#ifdef __cplusplus
}
#endif
#endif
