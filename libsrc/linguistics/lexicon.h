/* Word lists by language ("packs": data in lang/<code>/lexicon.txt, embedded at build time). */
#ifndef QH_LINGUISTICS_LEXICON_H
#define QH_LINGUISTICS_LEXICON_H

#include <quoth/base.h>

#include "base/arena.h"

/* Word classes. A word may be in several; a class is a bit. Section names of the pack files are in comments. */
typedef enum qh_word_class {
    QH_WORD_MONTH = 1u << 0,      /* [month] in order; the number of the month is its value */
    QH_WORD_WEEKDAY = 1u << 1,    /* [weekday] */
    QH_WORD_CUE = 1u << 2,        /* [cue] verbs of speaking, all finite forms: said says say ... */
    QH_WORD_CUE_NOUN = 1u << 3,   /* [cue noun] statement report claim slogan message ... */
    QH_WORD_CUE_WEAK = 1u << 4,   /* [cue weak] verbs that speak only beside a quotation: smiled went laughed nodded added ... */
    QH_WORD_CUE_NAMING = 1u << 5, /* [cue naming] called dubbed described denounced labelled: marked words are mixed */
    QH_WORD_COMPLEMENTIZER = 1u << 6, /* [complementizer] that whether */
    QH_WORD_TITLE = 1u << 7,          /* [title] before names: mr mrs dr president secretary senator sir */
    QH_WORD_ROLE = 1u << 8,           /* [role] common nouns for speaking people: spokesman director minister official man woman */
    QH_WORD_ORGANIZATION = 1u << 9,   /* [organization] head nouns: agency ministry group company police */
    QH_WORD_GROUP = 1u << 10,         /* [group] plural or collective nouns for people: officials leaders residents critics */
    QH_WORD_PRONOUN = 1u << 11,       /* [pronoun] subject pronouns; value: see qh_pronoun */
    QH_WORD_FUNCTION = 1u << 12,      /* [function] closed-class words: articles, prepositions, auxiliaries, conjunctions */
    QH_WORD_DETERMINER = 1u << 13,    /* [determiner] the a an his her their this ... */
    QH_WORD_PREPOSITION = 1u << 14,   /* [preposition]; [case ending] too, which does what prepositions do */
    QH_WORD_AUXILIARY = 1u << 15,     /* [auxiliary] be have do modal forms */
    QH_WORD_MALE = 1u << 16,          /* [male] given names, titles, role nouns */
    QH_WORD_FEMALE = 1u << 17,        /* [female] */
    QH_WORD_GIVEN_NAME = 1u << 18,    /* [given name] frequent given names without clear gender */
    QH_WORD_LABEL = 1u << 19,         /* [label] whole lines that introduce a box: "also read", "related" (phrases) */
    QH_WORD_LINK = 1u << 20,          /* [link] link labels: "link to the source", "read more", "pdf version" (phrases) */
    QH_WORD_CAPTION = 1u << 21,       /* [caption] first words of captions: photo figure image map "file photo" (phrases) */
    QH_WORD_BYLINE = 1u << 22,        /* [byline] by von par por */
    QH_WORD_QUESTION = 1u << 23,      /* [question] turn heads of an unnamed questioner: question q reporter */
    QH_WORD_NO_HEAD = 1u << 24,       /* [no head] words before a colon that are no speaker: note update warning summary */
    QH_WORD_PLACE = 1u << 25,         /* [place] countries and great cities: states speak too */
    QH_WORD_ABBREVIATION = 1u << 26,  /* [abbreviation] end in a full stop without ending a sentence: mr dr u.s e.g no vol */
    QH_WORD_WORK = 1u << 27,          /* [work] nouns before a title of a work: film book song article titled entitled */
    QH_WORD_NEGATION = 1u << 28,      /* [negation] not never no n't */
    QH_WORD_ACCORDING = 1u << 29, /* [according] phrases that attribute without a verb: "according to", "selon", "laut" (phrases) */
    QH_WORD_QUOTE = 1u << 30      /* [spoken mark] quote unquote */
} qh_word_class;

/*
 * [abbreviation number], always with QH_WORD_ABBREVIATION: the full stop belongs to the word only before a number (no. 5, art. 3).
 * An enumerator cannot hold this bit.
 */
#define QH_WORD_NUMBERED (1u << 31)

/* Value of a word in [pronoun], written `he=male` in the packs. */
typedef enum qh_pronoun {
    QH_PRONOUN_NONE,
    QH_PRONOUN_FIRST,
    QH_PRONOUN_FIRST_PLURAL,
    QH_PRONOUN_SECOND,
    QH_PRONOUN_MALE,
    QH_PRONOUN_FEMALE,
    QH_PRONOUN_NEUTER,
    QH_PRONOUN_PLURAL,
    QH_PRONOUN_ANY /* third person, gender unknown */
} qh_pronoun;

/* Value of a word in [mood], with QH_WORD_AUXILIARY: forms of the verb that show that somebody else says so (sei, habe). */
enum { QH_MOOD_REPORTING = 100, QH_MOOD_WEAK = 101 /* [mood weak]: also what is not so (wäre, hätte) */ };

/* Values of words in [as], with QH_WORD_FUNCTION, that lead to a verb of saying (wie die Bahn mitteilt, come ha detto Anna), and in
 * [infinitive], which stand in front of one (zu, te). */
enum { QH_AS = 102, QH_INFINITIVE = 103 };

/*
 * Values of words in [according]: `nach=noun` only before a noun of saying, one of [source noun] (nach Angaben der Bahn);
 * `zufolge=behind` who says it; `so=comma` only behind a comma.
 */
enum { QH_ACCORDING_NOUN = 104, QH_ACCORDING_BEHIND = 105, QH_ACCORDING_COMMA = 108, QH_SOURCE_NOUN = 107 };

/* Value of endings in [narrated ending], with a hyphen in front: of verbs that tell what happened, and are not spoken (-èrent). */
enum { QH_NARRATED = 109 };

/* Value of words in [determiner] that no subject has: `dem=oblique`. */
enum { QH_OBLIQUE = 106 };

/* Values of words for what is done to somebody, and by whom: wurde … von. */
enum { QH_PASSIVE = 111, QH_AGENT = 112 };

/* Values of words that tell that others say so: soll … haben; and that what was said before leads to this: demnach. */
enum { QH_HEARSAY = 113, QH_THUS = 114 };

/*
 * How a language is written, its pack's [trait]. Packs hold words and phrases with commas between them, `a|b` for one thing (a
 * month), `word=value` for pronouns, and `stem(/a/i)` for stem, stema, stemi. Entries that begin with a hyphen are words that stick
 * to the end of another: -il (dit-il), -lhe (disse-lhe), -는 (with the trait "particles").
 */
typedef enum qh_trait {
    QH_TRAIT_DASHES = 1u << 0,        /* dash dialogue: a dash at the start of a line begins speech */
    QH_TRAIT_INVERTS = 1u << 1,       /* inverts: the subject stands behind the verb where something else is in front */
    QH_TRAIT_CAPITALS = 1u << 2,      /* noun capitals: all nouns have them, so a capital makes no name */
    QH_TRAIT_POSTPOSITIONS = 1u << 9, /* postpositions: [preposition] holds words that stand behind their noun */
    QH_TRAIT_CASES = 1u << 8,     /* cases: names change their ends, which the pack has in [case ending], with a hyphen in front */
    QH_TRAIT_PARTICLES = 1u << 7, /* particles: words take them at their ends; the pack has them with a hyphen in front */
    QH_TRAIT_COMPOUNDS = 1u << 3, /* compounds: the end of a noun tells what it is */
    QH_TRAIT_NO_ARTICLES = 1u << 4, /* no articles: a noun needs no determiner */
    QH_TRAIT_CASELESS = 1u << 5,    /* no capitals: names are found by their place */
    QH_TRAIT_VERB_LAST = 1u << 6,   /* verb last: what is said stands in front of the verb */
    QH_TRAIT_COMMAS = 1u << 10,     /* comma clauses: every clause stands between commas, so that a report ends at one */
    QH_TRAIT_ARTICLES = 1u << 11    /* article cases: articles and prepositions tell a subject from an object */
} qh_trait;

typedef struct qh_lexeme {
    uint32_t classes; /* 0: unknown word */
    int32_t value;    /* month 1-12, weekday 1-7 or qh_pronoun */
} qh_lexeme;

typedef struct qh_lexicon qh_lexicon;

/* Reads all embedded packs. QUOTH_ERROR_MODEL names the pack and line that cannot be read; QUOTH_ERROR_MEMORY. */
quoth_status qh_lexicon_new(qh_arena *arena, const qh_lexicon **out, quoth_error *err);

/*
 * The classes of a word or phrase. `language` is a BCP 47 tag; its pack is asked, a relative's where it has none (da: sv), and the
 * English one where that is missing too ("und", NULL, unknown). Case is ignored (Unicode simple lower case), runs of white space in
 * a phrase count as one space, ’ equals ', all hyphens are one, and spelling variants that tell no words apart are levelled (ё,
 * Arabic and Persian yeh and kaf, vowel signs, joiners, soft hyphens). A word that ends in a full stop and is not known with it is
 * looked up without. O(length).
 */
qh_lexeme qh_lexicon_word(const qh_lexicon *lexicon, const char *language, const char *word, size_t size);

/* The class of the longest phrase (up to 5 words) that starts at `word`, among `classes`; *length gets its bytes, 0 for none. */
qh_lexeme qh_lexicon_phrase(const qh_lexicon *lexicon, const char *language, const char *word, size_t size, uint32_t classes,
                            size_t *length);

/* The same for several sets of classes in one reading: the caller sets `wanted`, the rest is answered. */
typedef struct qh_phrase {
    uint32_t wanted;
    qh_lexeme found;
    size_t length; /* 0 for none */
} qh_phrase;
void qh_lexicon_phrases(const qh_lexicon *lexicon, const char *language, const char *word, size_t size, qh_phrase *phrases,
                        size_t count);

/* The pack that answers for a language, for who asks often; lives as long as the lexicon. */
typedef struct qh_word_table qh_word_table;
const qh_word_table *qh_lexicon_table(const qh_lexicon *lexicon, const char *language);

/* The qh_trait bits of a language's pack; 0 where there is no such pack. */
uint32_t qh_lexicon_traits(const qh_lexicon *lexicon, const char *language);

/* The same of a pack. */
uint32_t qh_table_traits(const qh_word_table *table);

/* Has the pack traits and verbs of saying of several words? */
int qh_table_is_phrasal(const qh_word_table *table);

/* As qh_lexicon_word, in one pack. */
qh_lexeme qh_table_word(const qh_word_table *table, const char *word, size_t size);

/* The same of the ending text[start, end), which the pack has with a hyphen in front; none is longer than QH_ENDING_MOST bytes. */
enum { QH_ENDING_MOST = 24 };
qh_lexeme qh_table_ending(const qh_word_table *table, const char *text, size_t start, size_t end);

#endif
