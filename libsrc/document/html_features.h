/*
 * What is known about the leaves of a page when it is decided which of them are its main content. Everything is a whole number
 * and ends as a byte, so that training and running agree to the last bit on any machine. Linear in the page.
 */
#ifndef QH_DOCUMENT_HTML_FEATURES_H
#define QH_DOCUMENT_HTML_FEATURES_H

#include "document/html.h"
#include "document/html_cues_table.h"
#include "document/lines.h"

/* Changes whenever a column or a token means something else. */
enum { QH_HTML_FEATURES = 2 };

/* What class, id, role and the like are searched for. */
enum qh_html_name {
    QH_NAME_COMMENT,
    QH_NAME_NAV,
    QH_NAME_FOOT,
    QH_NAME_HEAD,
    QH_NAME_MODAL,
    QH_NAME_BODY,
    QH_NAME_PRODUCT,
    QH_NAME_REVIEW,
    QH_NAME_LIST,
    QH_NAME_SLIDE,
    QH_NAME_TAB,
    QH_NAME_PRICE,
    QH_NAME_THREAD,
    QH_NAME_SEARCH,
    QH_NAME_CODE,
    QH_NAMES
};

/* What a short leaf introduces, by its words. */
enum qh_html_intro {
    QH_INTRO_RELATED,
    QH_INTRO_COMMENTS,
    QH_INTRO_SUBSCRIBE, /* or to share */
    QH_INTRO_ORIGIN,    /* who wrote it, its pictures, its tags */
    QH_INTRO_OFFER,
    QH_INTRO_RIGHTS,
    QH_INTROS
};

enum {
    QH_HTML_PLACES = 12,     /* elements whose distance counts, as names do */
    QH_HTML_STEMS_MOST = 24, /* of one element */
    QH_HTML_ANCESTORS = 24,  /* whose stems are looked at */
    QH_HTML_RINGS = 4,       /* stems weigh by how far away they are */
    QH_HTML_WEIGHT_BITS = 14,
    QH_HTML_TOKENS_MOST = (QH_HTML_ANCESTORS + 1) * (QH_HTML_STEMS_MOST + 1),
    QH_HTML_FAR = 14, /* the largest distance; QH_HTML_NOWHERE is none */
    QH_HTML_NOWHERE = 15,
    QH_HTML_COLUMNS = 123, /* of the first stage */
    QH_HTML_CONTEXT = 46,  /* more of the second */
    QH_HTML_ROW = QH_HTML_COLUMNS + QH_HTML_CONTEXT
};

/* An element that holds leaves, directly or further down. */
typedef struct qh_html_element {
    const qh_html_node *node;
    int32_t parent;      /* index, less than its own, or -1 */
    int32_t wider;       /* the nearest ancestor that holds more leaves, or -1 */
    uint32_t first, end; /* its leaves */
    uint32_t signature;  /* of its tag and class */
    uint32_t depth;
    uint32_t stems, stem_count;                  /* in qh_html_facts.stems */
    uint32_t names;                              /* bits of qh_html_name */
    uint8_t hidden;                              /* 1 said to be, 2 by its style; the most of its ancestors */
    uint8_t distance[QH_NAMES + QH_HTML_PLACES]; /* how many wider levels up, QH_HTML_FAR at most */
    uint8_t intro[QH_INTROS];                    /* as distance, of the nearest whose first leaf is such */
    int32_t score[QH_HTML_RINGS];                /* the sum of its stems' weights */
} qh_html_element;

/* The element inside a leaf that its first text stands in, where there is one. */
typedef struct qh_html_inner {
    uint32_t names;
    int32_t score;
} qh_html_inner;

/* What the text of a leaf says. */
typedef struct qh_html_counts {
    uint32_t first_word, words; /* in qh_html_facts.words */
    uint32_t bytes, links, link_bytes, dots, commas, capitals, symbols, digits;
    uint32_t hash;                     /* of all words */
    uint32_t copies;                   /* leaves with the same words */
    uint32_t copy;                     /* of them, before it */
    uint32_t seen;                     /* of its runs of four words, how many came before on the page, in 255ths */
    uint32_t title_words, title_share; /* words in the title; share of the title's words, in 255ths */
    uint8_t clock, stop, colon, capital;
    uint32_t heading;  /* the last heading before it, or UINT32_MAX */
    uint8_t rank;      /* of the heading that it is, or 0 */
    uint8_t sentences; /* running text that ends as a sentence does */
} qh_html_counts;

/* What the words of a leaf say about its purpose. */
typedef struct qh_html_cues {
    uint8_t place[QH_CUES]; /* how early the first word of each class stands: 4 first to 1 late, 0 nowhere */
    uint8_t share;          /* of the words that are cues, in 255ths */
    uint8_t intro;          /* bits of qh_html_intro */
} qh_html_cues;

/* Leaves with equal paths, as a group. */
typedef struct qh_html_group {
    uint32_t leaves, words, bytes, link_bytes, sentence_words;
} qh_html_group;

typedef struct qh_html_facts {
    const qh_html_page *page;
    size_t count; /* of leaves */
    QH_VEC(qh_html_element) elements;
    QH_VEC(uint32_t) stems; /* hashes */
    QH_VEC(uint32_t) words; /* hashes */
    int32_t *owner;         /* by leaf: its box, or -1 */
    qh_html_inner *inner;   /* by leaf */
    qh_html_counts *leaves;
    qh_html_cues *cues;       /* by leaf */
    uint32_t *path[2];        /* by leaf: its group by own signature, and by three */
    qh_html_group *groups[2]; /* group_room[which] places */
    size_t group_room[2];
    size_t title; /* the leaf that is the page's title, or count */
    uint32_t headings;
} qh_html_facts;

/* Weights of tokens, 1 << QH_HTML_WEIGHT_BITS of them, and what all leaves get. */
typedef struct qh_html_weights {
    const int8_t *weights;
    int32_t bias;
} qh_html_weights;

/* 0 when there is no memory. Needs page->text and page->tree. */
int qh_html_find_facts(qh_arena *arena, const qh_html_page *page, const qh_html_weights *weights, qh_html_facts *out);

/* Counts what is in a text and appends its words; everything but links, copies and the title's words. 0 when there is no memory. */
int qh_html_count_text(qh_arena *arena, qh_html_facts *facts, qh_html_counts *counts, const char *text, size_t size);

/* The parts of it. */
int qh_html_find_elements(qh_arena *arena, const qh_html_weights *weights, qh_html_facts *facts);
int qh_html_count_texts(qh_arena *arena, qh_html_facts *facts);
int qh_html_find_cues(qh_arena *arena, qh_html_facts *facts);
int qh_html_find_copies(qh_arena *arena, qh_html_facts *facts);
int qh_html_find_title(qh_arena *arena, qh_html_facts *facts);
int qh_html_find_paths(qh_arena *arena, qh_html_facts *facts);

/* Names and stems of one element's attributes: bits; hashes to stems (room for QH_HTML_STEMS_MOST), their number to *count. */
uint32_t qh_html_names_of(const qh_html_node *node, const qh_html_page *page, uint32_t *stems, uint32_t *count);

/* The tokens that weigh for a leaf, at most QH_HTML_TOKENS_MOST; qh_html_score() is the bias and the sum of their weights. */
size_t qh_html_tokens(const qh_html_facts *facts, size_t leaf, uint16_t *out);
int32_t qh_html_score(const qh_html_facts *facts, const qh_html_weights *weights, size_t leaf);

/*
 * The first QH_HTML_COLUMNS bytes of each row; rows are QH_HTML_ROW bytes apart. `weights` may be NULL. `lines` are those of
 * qh_html_kinds().
 */
void qh_html_fill_columns(const qh_html_facts *facts, const qh_lines *lines, const qh_html_weights *weights, uint8_t *rows);

/* The other QH_HTML_CONTEXT bytes, from what the first stage says about each leaf (qh_html_logit units). 0 without memory. */
int qh_html_fill_context(qh_arena *arena, const qh_html_facts *facts, const int32_t *logits, uint8_t *rows);

/* ---- numbers as bytes ---- */

static inline unsigned qh_highest_bit(uint64_t n) {
#if defined(__GNUC__)
    return 63u - (unsigned)__builtin_clzll(n);
#else
    unsigned bit = 0;
    while (n >>= 1)
        bit++;
    return bit;
#endif
}

/* Exact to 15, then eight steps for each doubling. */
static inline uint8_t qh_log_byte(uint64_t n) {
    if (n < 16)
        return (uint8_t)n;
    unsigned e = qh_highest_bit(n) - 3;
    uint64_t byte = 16 + (uint64_t)(e - 1) * 8 + ((n >> e) & 7);
    return (uint8_t)(byte < 255 ? byte : 255);
}

/* part / whole in 255ths; a part that is larger counts as all. */
static inline uint8_t qh_share_byte(uint64_t part, uint64_t whole) {
    if (part >= whole)
        return part ? 255 : 0;
    return (uint8_t)((part * 255 + whole / 2) / whole);
}

#endif
