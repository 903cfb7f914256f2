/* Properties of one character, and of scripts, from generated tables. */
#ifndef QH_SCRIPT_PROPERTIES_H
#define QH_SCRIPT_PROPERTIES_H

#include "script/script.h"

/* Bit s for script s. */
typedef struct qh_script_set {
    uint64_t bits[QH_SCRIPT_SET_WORDS];
} qh_script_set;

enum {
    QH_OPENS = 1, /* brackets (Bidi_Paired_Bracket) and directed quotation marks; “ and ‘ may open as well as close („…“) */
    QH_CLOSES = 2,
    QH_LTR = 4,     /* bidi class L; none for what is unassigned */
    QH_RTL = 8,     /* bidi class R or AL */
    QH_LETTER = 16, /* general category L* */
    QH_SIMPLE = 32, /* between two of these there is always a bound of grapheme clusters */
    QH_MARK = 64,   /* general category M* */
    QH_DIGIT = 128  /* general category Nd */
};

typedef struct qh_properties {
    qh_script script; /* the Script property */
    uint8_t flags;
    uint16_t set;  /* index into qh_script_sets[]: Script_Extensions; that of its one script for characters without any */
    uint8_t other; /* of QH_DIGIT the value; of a bracket the number of its pair; else 0 */
} qh_properties;

typedef struct qh_script_info {
    char code[5];
    char name[24];
    uint8_t rtl;
} qh_script_info;

extern const qh_script_info qh_script_infos[QH_SCRIPT_COUNT];
extern const qh_script_set qh_script_sets[QH_SCRIPT_SETS]; /* number s, s < QH_SCRIPT_COUNT, is { s } */
extern const qh_properties qh_property_rows[];
extern const uint8_t qh_trie_tops[QH_TRIE_TOPS + 1];
extern const uint16_t qh_trie_middles[];
extern const uint16_t qh_trie_leaves[];

/* Any number is allowed; beyond U+10FFFF all is Unknown. */
static inline const qh_properties *qh_properties_of(uint32_t c) {
    uint32_t top = c / (QH_TRIE_LEAF * QH_TRIE_MIDDLE);
    uint32_t middle = qh_trie_tops[top < QH_TRIE_TOPS ? top : QH_TRIE_TOPS] * (uint32_t)QH_TRIE_MIDDLE;
    uint32_t leaf = qh_trie_middles[middle + c / QH_TRIE_LEAF % QH_TRIE_MIDDLE] * (uint32_t)QH_TRIE_LEAF;
    return &qh_property_rows[qh_trie_leaves[leaf + c % QH_TRIE_LEAF]];
}

static inline int qh_script_set_has(const qh_script_set *set, qh_script script) {
    return (int)(set->bits[script / 64] >> script % 64 & 1);
}

static inline void qh_script_set_add(qh_script_set *set, qh_script script) { set->bits[script / 64] |= UINT64_C(1) << script % 64; }

/* Script_Extensions of c, ascending; a character without any has its Script alone. Returns how many. */
size_t qh_script_extensions(uint32_t c, qh_script set[QH_SCRIPTS_MOST]);

/* ---- pairs ---- */

static inline int qh_pair_opens(uint32_t c) { return (qh_properties_of(c)->flags & QH_OPENS) != 0; }
static inline int qh_pair_may_close(uint32_t c) { return (qh_properties_of(c)->flags & QH_CLOSES) != 0; }
int qh_pair_matches(uint32_t opener, uint32_t c);

/* ---- scripts ---- */

qh_script qh_script_by_code(const char *code); /* "Latn"; QH_SCRIPT_UNKNOWN for none */
const char *qh_script_name(qh_script script);  /* "Latin", "Old_Italic": the long name of the property's value; static */

/* Han and what is written beside it: Hira, Kana, Hang, Bopo, Yiii, and their combinations. */
int qh_script_is_cjk(qh_script script);

/* Written without spaces between words or beside Latin letters: touching another script is no news there. */
int qh_script_is_spaceless(qh_script script);

#endif
