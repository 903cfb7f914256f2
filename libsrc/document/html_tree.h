/*
 * The tree of an HTML source: tree construction of the HTML standard, section 13.2.6, with scripting off. Linear in the source
 * whatever it holds: elements stand at most about QH_HTML_MAX_DEPTH deep (what is deeper becomes a sibling; text and order
 * stay), open formatting elements come back a bounded number of times.
 */
#ifndef QH_DOCUMENT_HTML_TREE_H
#define QH_DOCUMENT_HTML_TREE_H

#include <quoth/engine.h>

#include "base/error.h"
#include "document/html_tokenizer.h"

enum { QH_HTML_MAX_DEPTH = 512 };

typedef enum qh_html_node_kind {
    QH_HTML_NODE_DOCUMENT,
    QH_HTML_NODE_ELEMENT,
    QH_HTML_NODE_TEXT,
    QH_HTML_NODE_COMMENT,
    QH_HTML_NODE_DOCTYPE
} qh_html_node_kind;

typedef enum qh_html_space { QH_HTML_SPACE_HTML, QH_HTML_SPACE_SVG, QH_HTML_SPACE_MATHML } qh_html_space;

typedef struct qh_html_node qh_html_node;
struct qh_html_node {
    qh_html_node *parent, *previous, *next;
    union {
        struct {
            qh_html_node *first, *last; /* document, element; what a template holds are its children */
        };
        qh_html_piece *last_piece; /* text */
    };
    uint8_t kind, space; /* qh_html_node_kind, qh_html_space */
    uint16_t tag;        /* QH_TAG_... of the name in lower case, whatever the name space */
    uint8_t is_open;     /* for the builder */
    uint8_t is_implied;  /* an element without a tag in the source, or opened again */
    uint16_t attribute_count;
    uint32_t start, end; /* of the start tag or the comment in the source; empty where there is none */
    union {
        struct {
            const qh_html_attribute *attributes;
            const char *name; /* not NUL-terminated */
            uint32_t name_size, hash;
        };
        qh_html_piece text; /* text, comment: the first piece */
        const qh_html_doctype *doctype;
    };
};

typedef struct qh_html_tree {
    const char *source;
    size_t size;
    qh_html_node *document;           /* kind QH_HTML_NODE_DOCUMENT */
    qh_html_node *html, *head, *body; /* body NULL where there is a frameset */
    size_t elements, pieces;
    uint8_t quirks; /* 2 for quirks mode, 1 for limited quirks */
} qh_html_tree;

/*
 * Everything of the tree is in the arena or the source, which is as qh_html_tokenizer_init() wants it. `input` (may be NULL) is
 * asked whether to stop. QUOTH_ERROR_MEMORY, QUOTH_ERROR_CANCELLED, QUOTH_ERROR_LIMIT: the source is larger than
 * QH_HTML_MAX_SOURCE.
 */
quoth_status qh_html_parse(qh_arena *arena, const char *source, size_t size, const quoth_input *input, qh_html_tree *tree,
                           quoth_error *err);

/* The element's attribute with QH_ATTR_... `id` and no prefix, or NULL. */
const qh_html_attribute *qh_html_attribute_of(const qh_html_node *element, uint16_t id);

/* Bytes of a chain of pieces. */
size_t qh_html_text_size(const qh_html_piece *first);

/* A NUL-terminated copy of a chain of pieces; NULL when there is no memory. */
char *qh_html_text_copy(qh_arena *arena, const char *source, const qh_html_piece *first, size_t *size);

/* The node that follows in document order within `root`, or NULL. qh_html_skip() leaves out what is inside `node`. */
const qh_html_node *qh_html_skip(const qh_html_node *node, const qh_html_node *root);

static inline const qh_html_node *qh_html_follow(const qh_html_node *node, const qh_html_node *root) {
    int has_children = node->kind <= QH_HTML_NODE_ELEMENT && node->first;
    return has_children ? node->first : qh_html_skip(node, root);
}

#endif
