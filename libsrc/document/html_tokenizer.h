/*
 * The tokenizer of the HTML standard, section 13.2.5: one call, one token. It reads decoded text (valid UTF-8 with a NUL
 * behind it) and copies none of it: text and values are pieces of the source. Parse errors are not reported.
 */
#ifndef QH_DOCUMENT_HTML_TOKENIZER_H
#define QH_DOCUMENT_HTML_TOKENIZER_H

#include "base/vec.h"
#include "document/html_names.h"
#include "document/html_text.h"

/* What the text is read as. QH_HTML_DATA comes back by itself behind the end tag. */
typedef enum qh_html_content {
    QH_HTML_DATA,
    QH_HTML_RCDATA,
    QH_HTML_RAWTEXT,
    QH_HTML_SCRIPT,
    QH_HTML_PLAINTEXT,
    QH_HTML_CDATA
} qh_html_content;

/* Larger sources are refused: offsets are 32 bits. */
#define QH_HTML_MAX_SOURCE (UINT32_MAX - 16)

/* An attribute more in one tag is read but not kept. */
enum { QH_HTML_MAX_ATTRIBUTES = 512 };

typedef enum qh_html_prefix { QH_HTML_NO_PREFIX, QH_HTML_XLINK, QH_HTML_XML, QH_HTML_XMLNS } qh_html_prefix;

typedef struct qh_html_attribute {
    const char *name; /* not NUL-terminated; in lower case but for SVG's own */
    uint32_t name_size, hash;
    uint16_t id;    /* QH_ATTR_... of the name in lower case */
    uint8_t prefix; /* qh_html_prefix; the name is without it */
    qh_html_piece value;
} qh_html_attribute;

typedef enum qh_html_kind {
    QH_HTML_TEXT, /* one piece */
    QH_HTML_START_TAG,
    QH_HTML_END_TAG,
    QH_HTML_COMMENT,
    QH_HTML_DOCTYPE,
    QH_HTML_END
} qh_html_kind;

typedef struct qh_html_doctype {
    qh_html_piece name, public_id, system_id;
    uint8_t has_name, has_public, has_system, quirks;
} qh_html_doctype;

typedef struct qh_html_token {
    qh_html_kind kind;
    uint32_t start, end; /* in the source */
    qh_html_piece text;  /* of QH_HTML_TEXT and QH_HTML_COMMENT */
    const char *name;    /* tags, in lower case; the rest holds for them too */
    uint32_t name_size, hash;
    uint16_t tag; /* QH_TAG_... */
    uint8_t self_closing;
    uint32_t attribute_count;
    qh_html_attribute *attributes;  /* until the next call */
    const qh_html_doctype *doctype; /* until the next call */
} qh_html_token;

typedef struct qh_html_tokenizer {
    const char *source;
    uint32_t size, at;
    qh_html_content content;
    uint8_t in_foreign; /* for the caller to set: <![CDATA[ is markup */
    uint8_t has_cr, has_nul;
    uint8_t failed;      /* no memory */
    uint32_t raw_end;    /* where the text of RCDATA, RAWTEXT, SCRIPT, CDATA ends; 0 while it is not known */
    const char *raw_tag; /* name of the end tag that ends it */
    uint32_t raw_tag_size;
    qh_arena *arena;
    qh_html_pool pieces;
    QH_VEC(qh_html_attribute) attributes;
    qh_html_doctype doctype;
} qh_html_tokenizer;

/* `source` holds `size` bytes (at most QH_HTML_MAX_SOURCE) and a NUL, and outlives the tokenizer and its tokens. */
void qh_html_tokenizer_init(qh_html_tokenizer *t, qh_arena *arena, const char *source, size_t size);

/* What follows a start tag is read as `content`, until the end tag of that name (lower case, outlives the tokenizer). */
void qh_html_tokenizer_switch(qh_html_tokenizer *t, qh_html_content content, const char *name, uint32_t size);

/* The next token; QH_HTML_END for ever at the end. 0 when there is no memory. */
int qh_html_next(qh_html_tokenizer *t, qh_html_token *token);

#endif
