/* What the parts of the tokenizer share. */
#ifndef QH_DOCUMENT_HTML_SCAN_H
#define QH_DOCUMENT_HTML_SCAN_H

#include "document/html_tokenizer.h"

/* Classes of bytes. The NUL is in all that end a loop: it stands behind the source too. */
enum {
    QH_SCAN_SPACE = 1,
    QH_SCAN_TAG_NAME = 2,  /* ends the name of a tag */
    QH_SCAN_ATTR_NAME = 4, /* ends the name of an attribute */
    QH_SCAN_TEXT = 8,      /* is not plain text */
    QH_SCAN_VALUE = 16,    /* is not plain in a value between quotation marks */
    QH_SCAN_UPPER = 32,    /* the bit that lower case has more */
    QH_SCAN_UNQUOTED = 64, /* is not plain in a value without marks */
    QH_SCAN_ALPHA = 128
};

extern const uint8_t qh_scan_class[256];

static inline uint8_t qh_scan_class_of(char c) { return qh_scan_class[(unsigned char)c]; }
static inline int qh_scan_is(char c, unsigned set) { return (qh_scan_class_of(c) & set) != 0; }
static inline char qh_scan_lower(char c) { return (char)(c | (qh_scan_class_of(c) & QH_SCAN_UPPER)); }

/* Behind white space. */
static inline uint32_t qh_scan_space(const char *source, uint32_t at) {
    while (qh_scan_is(source[at], QH_SCAN_SPACE))
        at++;
    return at;
}

/* The first such byte at or behind `at`, or the end of the source. */
static inline uint32_t qh_scan_find(const qh_html_tokenizer *t, uint32_t at, char byte) {
    const char *found = at < t->size ? memchr(t->source + at, byte, t->size - at) : NULL;
    return found ? (uint32_t)(found - t->source) : t->size;
}

/* Whether source[at...] is `word`, which is in lower case, in any case. Stops at the NUL behind the source. */
int qh_scan_word(const char *source, uint32_t at, const char *word, uint32_t size);

/* A chain of pieces that grows; the first piece is the owner's. */
typedef struct qh_scan_chain {
    qh_html_piece *first, *last; /* last NULL: none yet */
} qh_scan_chain;

/* The following return 0 when there is no memory (t->failed is set then). */
int qh_scan_add_verbatim(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end);
int qh_scan_add_bytes(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end, const char *bytes, size_t size);

/* source[start, end) with line ends made one byte and NULs made U+FFFD. An empty chain becomes one empty piece. */
int qh_scan_add_raw(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end);

/* A name in lower case with U+FFFD for NULs; in the source itself where that is so already. NULL when there is no memory. */
const char *qh_scan_name(qh_html_tokenizer *t, uint32_t start, uint32_t end, uint32_t *size);

/*
 * The character reference at source[at] == '&': fills the piece (but `next`) and returns 1, or 0 when it is none. `in_value`: the
 * rule for attributes.
 */
int qh_html_reference(const char *source, uint32_t at, int in_value, qh_html_piece *piece);

/* html_tags.c: source[t->at] is '<' with a letter or '/' and a letter behind it. Leaves QH_HTML_END where the tag has no end. */
int qh_html_scan_tag(qh_html_tokenizer *t, qh_html_token *token);

/* html_markup.c: source[t->at] is "<!", "<?" or "</" with no letter behind it. */
int qh_html_scan_markup(qh_html_tokenizer *t, qh_html_token *token);

/* html_raw.c: where the text that starts at t->at ends, for RCDATA, RAWTEXT, SCRIPT, PLAINTEXT and CDATA. */
uint32_t qh_html_raw_end(const qh_html_tokenizer *t);

#endif
