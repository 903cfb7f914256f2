/* The text of an HTML tree: cut into leaves where a browser would begin a new box, in reading order. */
#ifndef QH_DOCUMENT_HTML_LEAVES_H
#define QH_DOCUMENT_HTML_LEAVES_H

#include "base/parse.h"
#include "document/html_tree.h"
#include "text/source_map.h"

/* A stretch of text that no block boundary cuts. */
typedef struct qh_html_leaf {
    quoth_span span;           /* in qh_html_text.bytes, trimmed, never empty */
    const qh_html_node *box;   /* the nearest element that makes a box of its own */
    const qh_html_node *inner; /* the parent of its first text */
    uint32_t link_bytes;       /* inside a[href] */
    uint32_t links;            /* a[href] that begin in it */
    uint32_t order;            /* number of elements that begin before it */
    uint8_t hidden;            /* a browser shows it only on demand, if at all */
    uint8_t breaks;            /* br inside, at most 255 */
    uint8_t after_break;       /* two br stand before it, or one br that begins a paragraph */
} qh_html_leaf;

typedef struct qh_html_text {
    char *bytes; /* NUL-terminated */
    size_t size, capacity;
    QH_VEC(qh_html_leaf) leaves;
    qh_source_map *map; /* text byte -> byte of the HTML source */
} qh_html_text;

/*
 * White space is collapsed as CSS does (pre, textarea and listing apart), br is a line feed, two of them cut. Script, style,
 * template and what else is no text of the page is left out. Leaves are an empty line apart, items and cells one line. Everything
 * is in `arena`. 0 when there is no memory. Linear.
 */
int qh_html_leaves(qh_arena *arena, const qh_html_tree *tree, qh_html_text *out);

/* Elements that make a box of their own: all but those of a line of text, whatever a style sheet may say. */
int qh_html_is_box(const qh_html_node *node);

#endif
