/**
 * @file quotation.h
 * Who said what: quotations, turns, speakers, and marked strings that are nobody's speech.
 *
 * Terms (Pareti 2015, PARC; RiQuA): the *content* of a quotation is what was said, its *cue* the word that says so ("said",
 * "according to"), its *source* the speaker; a *mention* is the place in the text that names the speaker.
 */
#ifndef QUOTH_QUOTATION_H
#define QUOTH_QUOTATION_H

#include <quoth/base.h>
#include <quoth/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Type of a quotation. Since: 0.1. */
typedef enum quoth_quote_type {
    QUOTH_QUOTE_DIRECT,      /**< All its words are in marks or set off by a dialogue dash. */
    QUOTH_QUOTE_MIXED,       /**< A reported clause of which a part is in marks. */
    QUOTH_QUOTE_INDIRECT,    /**< A reported clause without marks. */
    QUOTH_QUOTE_TURN,        /**< A transcript turn, one part a paragraph, without its head. */
    QUOTH_QUOTE_FREE_DIRECT  /**< Direct speech without marks where a language writes it so. */
} quoth_quote_type;

/** What a speaker is. Since: 0.1. */
typedef enum quoth_speaker_kind {
    QUOTH_SPEAKER_UNKNOWN,      /**< The text does not tell. */
    QUOTH_SPEAKER_PERSON,       /**< A person with a name. */
    QUOTH_SPEAKER_ORGANIZATION, /**< A company, an office, a medium. */
    QUOTH_SPEAKER_GROUP,        /**< Several people at once ("the engineers"). */
    QUOTH_SPEAKER_STATE,        /**< A country that speaks as one. */
    QUOTH_SPEAKER_ROLE          /**< Known by an office or epithet only ("the director"). */
} quoth_speaker_kind;

/** Grammatical gender that the text gives a speaker. Since: 0.1. */
typedef enum quoth_gender {
    QUOTH_GENDER_UNKNOWN, /**< The text does not tell, or it is no person. */
    QUOTH_GENDER_FEMALE,  /**< She. */
    QUOTH_GENDER_MALE     /**< He. */
} quoth_gender;

/** Why a marked string is no speech. Since: 0.1. */
typedef enum quoth_mark_reason {
    QUOTH_MARK_TITLE,  /**< Title of a work. */
    QUOTH_MARK_SCARE,  /**< The writer's distance. */
    QUOTH_MARK_TERM,   /**< A name or a word as a word. */
    QUOTH_MARK_OTHER   /**< Anything else. */
} quoth_mark_reason;

/** One quotation, in order of its first byte; an enclosing one comes before what it holds. Since: 0.1. */
typedef struct quoth_quote {
    int32_t type;                  /**< quoth_quote_type. */
    int32_t block;                 /**< Block of its first part, or -1. */
    int32_t speaker;               /**< Speaker index, or -1. */
    int32_t addressee;             /**< Speaker index of who is spoken to, or -1. */
    int32_t parent;                /**< Quotation that holds this one, or -1. */
    int32_t reserved;              /**< 0. */
    const quoth_span *parts;       /**< Content, marks and the punctuation inside them included. */
    size_t part_count;             /**< At least 1. */
    const quoth_span *quoted;      /**< The stretches inside marks, marks included. */
    size_t quoted_count;           /**< Entries of `quoted`; 0 where there are no marks. */
    quoth_span cue;                /**< The word that says so ("said"), or none. */
    quoth_span speaker_mention;    /**< Where the text names the speaker of this quotation, or none. */
    const char *language;          /**< BCP 47 as in quoth_block::language. */
    const char *evidence;          /**< Rule or model that found the speaker ("speaker-cue-after"); a static string. */
    double confidence;             /**< That content and speaker are right, 0 to 1. */
} quoth_quote;

/** Somebody who speaks. Since: 0.1. */
typedef struct quoth_speaker {
    const char *id;                /**< quoth_given_speaker::id, or NULL for speakers found in the text. */
    const char *name;              /**< Canonical name: the fullest in the text; a line break in it is a space. */
    int32_t kind;                  /**< quoth_speaker_kind. */
    int32_t gender;                /**< quoth_gender. */
    const char *const *aliases;    /**< Its other names in the text, by first appearance, written likewise. */
    size_t alias_count;            /**< Entries of `aliases`. */
    const quoth_span *mentions;    /**< Where the text mentions it, ascending. */
    size_t mention_count;          /**< Entries of `mentions`. */
} quoth_speaker;

/** A string in quotation marks that is nobody's speech. Since: 0.1. */
typedef struct quoth_mark {
    size_t start;                  /**< First byte, the opening mark included. */
    size_t end;                    /**< Byte after the last, the closing mark included. */
    int32_t reason;                /**< quoth_mark_reason. */
    int32_t reserved;              /**< 0. */
} quoth_mark;

/** Number of quotations. @param doc Not NULL. @return 0 without QUOTH_LAYER_QUOTES. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_document_quote_count(const quoth_document *doc);
/**
 * Quotation `i`. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is out of range.
 * Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_quote *quoth_document_quote(const quoth_document *doc, size_t i);

/** Number of speakers. @param doc Not NULL. @return 0 without QUOTH_LAYER_QUOTES. Cost: O(1). Threads: any. Since: 0.1. */
QUOTH_API size_t quoth_document_speaker_count(const quoth_document *doc);
/**
 * Speaker `i`, by first quotation. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is
 * out of range. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_speaker *quoth_document_speaker(const quoth_document *doc, size_t i);

/**
 * Find a speaker by name: one whose id, name or alias it is, else one in whose names it stands as whole words ("Kerry" in "John
 * Kerry"). Case counts for letters beyond ASCII only; of several the first is answered.
 *
 * @param doc  Document; not NULL.
 * @param name UTF-8; NULL and "" find nobody.
 * @return Speaker index, or -1. Cost: linear in the names of the speakers, times the length of `name`. Threads: any. Since: 0.1.
 */
QUOTH_API int32_t quoth_document_find_speaker(const quoth_document *doc, const char *name);

/**
 * Number of marked strings that are no speech. @param doc Not NULL. @return 0 without QUOTH_LAYER_QUOTES. Cost: O(1). Threads:
 * any. Since: 0.1.
 */
QUOTH_API size_t quoth_document_mark_count(const quoth_document *doc);
/**
 * Marked string `i`, ascending. @param doc Not NULL. @param i Index from 0. @return Borrowed from `doc`, or NULL when `i` is out
 * of range. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const quoth_mark *quoth_document_mark(const quoth_document *doc, size_t i);

/**
 * The name of a type as in the JSON format ("mixed"). @param type quoth_quote_type, any number. @return Static, NULL for what is
 * none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_quote_type_name(int32_t type);
/**
 * The name of a kind as in the JSON format ("person"). @param kind quoth_speaker_kind, any number. @return Static, NULL for what
 * is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_speaker_kind_name(int32_t kind);
/**
 * The name of a reason as in the JSON format ("scare"). @param reason quoth_mark_reason, any number. @return Static, NULL for
 * what is none. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_mark_reason_name(int32_t reason);

#ifdef __cplusplus
}
#endif
#endif
