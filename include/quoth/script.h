/**
 * @file script.h
 * Scripts of a document or of any string: runs, direction, shares, glue points, mixed-script tokens (UAX #24, UTS #39).
 *
 * Everything here but quoth_glue_points() and quoth_confusable_skeleton() allocates nothing. Strings are UTF-8 and need no NUL;
 * a span that is no valid UTF-8 is refused with QUOTH_ERROR_ARGUMENT and the offset of the first bad byte. For one block of a
 * document pass quoth_document_text() and the block's bounds; offsets stay those of the whole text.
 *
 * How runs are cut, and why:
 *  - A character may be of every script that its Script_Extensions name; a run goes on while one script is left that all its
 *    characters may have. (U+30FC is Hiragana and Katakana; Script alone would cut Japanese words.)
 *  - Common and Inherited characters join the run before them, leading ones the run after: nothing between two scripts tells more.
 *    At the start of a line they join the first script of that line: the "3." below an Arabic paragraph opens what follows. Lines
 *    without a script of their own between lines of two scripts are a run of "Zyyy", between lines of one script a part of it.
 *  - Emoji are Common and join what precedes them, whatever their presentation.
 *  - A run never ends inside an extended grapheme cluster (UAX #29): a mark of another script stays with its base, which a
 *    renderer has to draw with one font.
 *  - A closing bracket (Bidi_Paired_Bracket) or directed quotation mark is of the script of its opener on the same line: "(" and
 *    ")" belong together, and an opener that nobody closed binds no later line. Pairs lie in each other to any depth: brackets of
 *    one kind in one script are counted; of others the 32 that were opened last are known, closers of older ones are read as any
 *    Common character. CJK brackets in CJK text join any of its scripts.
 *  - Every run has a script of its own: where several are left at its end it takes the one its characters name themselves, else
 *    the one that most writers have in mind: the bracket of "A「", which six scripts share, is Han.
 *  - Full-width forms have no Script_Extensions and are Common as what they are forms of; a narrow no-break space is a space in
 *    every script, although its Script_Extensions name three.
 *  - A text without any script of its own is one run tagged "Zyyy". Unassigned characters behave as Common.
 *  - Codes are the raw ISO 15924 codes of the characters. quoth_script_option folds those that one text is written in.
 */
#ifndef QUOTH_SCRIPT_H
#define QUOTH_SCRIPT_H

#include <quoth/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Direction of a stretch of text (UAX #9). Since: 0.1. */
typedef enum quoth_direction {
    QUOTH_DIRECTION_LTR, /**< Left to right. */
    QUOTH_DIRECTION_RTL  /**< Right to left. */
} quoth_direction;

/** A run of one script (UAX #24). Runs tile the text in ascending order. Since: 0.1. */
typedef struct quoth_script_run {
    size_t start;             /**< First byte. */
    size_t end;               /**< Byte after the last. */
    int32_t direction;        /**< quoth_direction of the script. */
    char script[8];           /**< ISO 15924 code, NUL-terminated. */
} quoth_script_run;

/** What of a stretch is written in one script. Since: 0.1. */
typedef struct quoth_script_share {
    char script[8];           /**< ISO 15924 code, NUL-terminated. */
    size_t letters;           /**< Code points of general category L that belong to it. */
    double share;             /**< Of all letters of the stretch, 0 to 1. */
} quoth_script_share;

/** What betrays a glue point. Since: 0.1. */
typedef enum quoth_glue_kind {
    QUOTH_GLUE_SCRIPT,     /**< Two scripts touch. */
    QUOTH_GLUE_LANGUAGE,   /**< Two languages touch. */
    QUOTH_GLUE_TYPOGRAPHY  /**< Capitals or punctuation in the middle of a word ("cultCan", "Remember.Who"). */
} quoth_glue_kind;

/** A point where two texts were stuck together without a space. Since: 0.1. */
typedef struct quoth_glue {
    size_t at;                /**< First byte of the second text. */
    int32_t kind;             /**< quoth_glue_kind. */
    int32_t reserved;         /**< 0. */
    double confidence;        /**< 0 to 1. */
} quoth_glue;

/** Scripts that are folded into the one code of a writing system (UTS #39, 5.1); or-ed. Since: 0.1. */
typedef enum quoth_script_option {
    QUOTH_SCRIPT_FOLD_KANA = 1,        /**< Hiragana and Katakana become "Hrkt". */
    QUOTH_SCRIPT_FOLD_JAPANESE = 2,    /**< Kana, and Han in a run with kana, become "Jpan". */
    QUOTH_SCRIPT_FOLD_KOREAN = 4,      /**< Hangul, and Han in a run with Hangul, become "Kore". */
    QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO = 8 /**< Bopomofo, and Han in a run with Bopomofo, become "Hanb". */
} quoth_script_option;

/** Position of an iteration, in the caller's memory, 1,024 bytes for ever; nothing has to be freed. Since: 0.1. */
typedef struct quoth_script_iterator {
    uint64_t state[128]; /**< The library's own. */
} quoth_script_iterator;

/**
 * Begin to read script runs.
 *
 * @param[out] it      Position; not NULL.
 * @param      text    Bytes; may be NULL when the span is empty. They have to stay until the iteration ends.
 * @param      span    Stretch of `text` in bytes, on code point bounds.
 * @param      options quoth_script_option values or-ed; 0 for raw codes.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT (NULL, start behind end, unknown option, no valid UTF-8).
 * Cost: validates the span, some GB/s. Threads: any, each with its own iterator. Since: 0.1.
 */
QUOTH_API quoth_status quoth_script_iterator_init(quoth_script_iterator *it, const char *text, quoth_span span, uint32_t options,
                                                  quoth_error *err);

/**
 * The next run.
 *
 * @param it Position; not NULL.
 * @return Lies in the iterator until the next call; NULL behind the last run. Runs tile the span; an empty span has none.
 * Cost: linear in the run. Threads: one at a time for one iterator. Since: 0.1.
 */
QUOTH_API const quoth_script_run *quoth_script_iterator_next(quoth_script_iterator *it);

/** Scripts and directions of a stretch; initialise with QUOTH_SCRIPT_FACTS_INIT. Since: 0.1. */
typedef struct quoth_script_facts {
    size_t struct_size;             /**< sizeof(quoth_script_facts), set by the macro. */
    char script[8];                 /**< Dominant script: that of most letters; "Zyyy" without letters. */
    int32_t direction;              /**< quoth_direction of most strong characters; left to right without any. */
    int32_t first_strong;           /**< quoth_direction of the first strong character outside isolates (UAX #9, P2), or -1. */
    size_t letters;                 /**< Code points of general category L. */
    size_t share_count;             /**< Entries of `shares` in use. */
    quoth_script_share shares[8];   /**< Largest first; further scripts are in `letters` only. */
} quoth_script_facts;

/** Value of a quoth_script_facts that quoth_script_facts_of() may fill in. Since: 0.1. */
#define QUOTH_SCRIPT_FACTS_INIT { sizeof(quoth_script_facts), "", 0, -1, 0, 0, { { "", 0, 0 } } }

/**
 * Dominant script, first-strong and dominant direction, and the share of each script of a stretch.
 *
 * @param      text  Bytes; may be NULL when the span is empty.
 * @param      span  Stretch of `text` in bytes, on code point bounds.
 * @param[out] facts Initialised with QUOTH_SCRIPT_FACTS_INIT; not NULL.
 * @param[out] err   Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT (as quoth_script_iterator_init(); struct_size too small).
 * Cost: linear in the span. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_script_facts_of(const char *text, quoth_span span, quoth_script_facts *facts, quoth_error *err);

/**
 * Takes a glue point.
 *
 * @param user What was given beside it.
 * @param glue The point; borrowed during the call.
 * @return 0 to go on; anything else ends the search with QUOTH_ERROR_CANCELLED. Since: 0.1.
 */
typedef int (*quoth_glue_fn)(void *user, const quoth_glue *glue);

/**
 * Points where two texts were stuck together without a space, in ascending order.
 *
 * @param      text      Valid UTF-8; may be NULL when `size` is 0.
 * @param      size      Bytes of it.
 * @param      allocator Memory during the call; NULL is malloc and free.
 * @param      found     Takes each point; not NULL.
 * @param      user      Handed to `found`.
 * @param[out] err       Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_MEMORY; QUOTH_ERROR_CANCELLED.
 * Cost: linear in `size`. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_glue_points(const char *text, size_t size, const quoth_allocator *allocator, quoth_glue_fn found,
                                         void *user, quoth_error *err);

/** How freely scripts are mixed (UTS #39, 5.2). Numbers are kept for ever. Since: 0.1. */
typedef enum quoth_restriction_level {
    QUOTH_RESTRICTION_ASCII_ONLY = 1,        /**< All characters are ASCII. */
    QUOTH_RESTRICTION_SINGLE_SCRIPT = 2,     /**< One script could write it all. */
    QUOTH_RESTRICTION_HIGHLY = 3,            /**< Latin with Han and kana, Han and Bopomofo, or Han and Hangul. */
    QUOTH_RESTRICTION_MODERATELY = 4,        /**< Latin with one other recommended script, not Cyrillic nor Greek. */
    QUOTH_RESTRICTION_MINIMALLY = 5,         /**< Any mixture of characters that identifiers may hold. */
    QUOTH_RESTRICTION_UNRESTRICTED = 6       /**< Any characters. */
} quoth_restriction_level;

/** Which scripts could write a stretch; initialise with QUOTH_SCRIPT_CHECK_INIT. Since: 0.1. */
typedef struct quoth_script_check {
    size_t struct_size;          /**< sizeof(quoth_script_check), set by the macro. */
    int32_t single_script;       /**< 1 when one script (or none) could write it all (UTS #39, 5.1). */
    int32_t restriction_level;   /**< quoth_restriction_level. */
    int32_t mixed_numbers;       /**< 1 when it holds digits of more than one decimal system (UTS #39, 5.3). */
    int32_t any;                 /**< 1 when every script could: all is Common or Inherited. */
    size_t script_count;         /**< Entries of `scripts` in use. */
    char scripts[16][8];         /**< The resolved script set, augmented (Hanb, Jpan, Kore); empty when mixed or `any`. */
} quoth_script_check;

/** Value of a quoth_script_check that quoth_check_scripts() may fill in. Since: 0.1. */
#define QUOTH_SCRIPT_CHECK_INIT { sizeof(quoth_script_check), 0, 0, 0, 0, 0, { "" } }

/**
 * Resolved script set and restriction level of a token or a text (UTS #39).
 *
 * @param      text  Bytes; may be NULL when the span is empty.
 * @param      span  Stretch of `text` in bytes, on code point bounds.
 * @param[out] check Initialised with QUOTH_SCRIPT_CHECK_INIT; not NULL.
 * @param[out] err   Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT (as quoth_script_iterator_init(); struct_size too small).
 * Cost: linear in the span. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_check_scripts(const char *text, quoth_span span, quoth_script_check *check, quoth_error *err);

/** A word that mixes scripts as look-alikes do. Since: 0.1. */
typedef struct quoth_mixed_token {
    size_t start;              /**< First byte. */
    size_t end;                /**< Byte after the last. */
    int32_t restriction_level; /**< quoth_restriction_level of the token. */
    int32_t script_count;      /**< Entries of `scripts` in use. */
    char scripts[4][8];        /**< The scripts of its letters, by first appearance. */
} quoth_mixed_token;

/** Position of an iteration, in the caller's memory, 256 bytes for ever; nothing has to be freed. Since: 0.1. */
typedef struct quoth_mixed_iterator {
    uint64_t state[32]; /**< The library's own. */
} quoth_mixed_iterator;

/**
 * Begin to read the words of a stretch that mix scripts suspiciously ("pаypal" with a Cyrillic а). Greek letters of mathematics,
 * units, brand names and the ordinary mixtures of East Asian text ("T恤", "iPhone版") are no such words.
 *
 * @param[out] it   Position; not NULL.
 * @param      text Bytes; may be NULL when the span is empty. They have to stay until the iteration ends.
 * @param      span Stretch of `text` in bytes, on code point bounds.
 * @param[out] err  Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT (as quoth_script_iterator_init()).
 * Cost: validates the span. Threads: any, each with its own iterator. Since: 0.1.
 */
QUOTH_API quoth_status quoth_mixed_iterator_init(quoth_mixed_iterator *it, const char *text, quoth_span span, quoth_error *err);

/**
 * The next word that mixes scripts.
 *
 * @param it Position; not NULL.
 * @return Lies in the iterator until the next call; NULL behind the last.
 * Cost: linear in what is read. Threads: one at a time for one iterator. Since: 0.1.
 */
QUOTH_API const quoth_mixed_token *quoth_mixed_iterator_next(quoth_mixed_iterator *it);

/**
 * The confusable skeleton of a string (UTS #39, 4): two strings that look alike have the same skeleton.
 *
 * @param      text Valid UTF-8; may be NULL when `size` is 0.
 * @param      size Bytes of it, at most 1 MiB.
 * @param[out] out  Room for the skeleton and a NUL; may be NULL when `room` is 0.
 * @param      room Bytes of `out`. What does not fit is cut on a code point bound.
 * @param[out] need Length of the whole skeleton in bytes without NUL, or NULL.
 * @param[out] err  Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_LIMIT (too long); QUOTH_ERROR_MEMORY. ICU allocates during the call.
 * Cost: opens ICU's spoof checker, some microseconds, and is linear in `size`. Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_confusable_skeleton(const char *text, size_t size, char *out, size_t room, size_t *need,
                                                 quoth_error *err);

/**
 * The Script property of a code point.
 *
 * @param code_point Any number.
 * @return ISO 15924 code ("Latn"), a static string; "Zyyy" Common, "Zinh" Inherited, "Zzzz" for what is unassigned or none.
 * Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_script_of(uint32_t code_point);

/**
 * The Script_Extensions of a code point; its Script alone where it has none.
 *
 * @param      code_point Any number.
 * @param[out] codes      Room for static strings, ISO 15924; may be NULL when `room` is 0.
 * @param      room       Entries of `codes`.
 * @return How many scripts there are; more than `room` when some did not fit. Cost: O(scripts). Threads: any. Since: 0.1.
 */
QUOTH_API size_t quoth_script_extensions(uint32_t code_point, const char **codes, size_t room);

/**
 * The English name of a script.
 *
 * @param code ISO 15924 code ("Latn"); may be NULL.
 * @return "Latin": the Unicode property value with spaces, static; NULL for what is no script. Cost: O(log scripts). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_script_name(const char *code);

/**
 * The direction of a script.
 *
 * @param code ISO 15924 code ("Arab"); may be NULL.
 * @return quoth_direction; left to right for what is no script. Cost: O(log scripts). Threads: any. Since: 0.1.
 */
QUOTH_API int32_t quoth_script_direction(const char *code);

/**
 * The name of a level as in UTS #39 ("highly_restrictive"). @param level quoth_restriction_level, any number. @return Static,
 * NULL for what is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_restriction_level_name(int32_t level);
/**
 * The name of a kind as in the JSON format ("typography"). @param kind quoth_glue_kind, any number. @return Static, NULL for
 * what is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_glue_kind_name(int32_t kind);

#ifdef __cplusplus
}
#endif
#endif
