/* The reader of HTML: tree -> leaves -> the text of the document and its blocks. */
#ifndef QH_DOCUMENT_HTML_H
#define QH_DOCUMENT_HTML_H

#include "base/parse.h"
#include "document/html_classes.h"
#include "document/html_leaves.h"

typedef struct qh_html_page {
    qh_html_tree tree;
    qh_html_text text;
    qh_html_class *classes; /* NULL: nothing is remembered */
} qh_html_page;

/* Whether it begins as HTML does (WHATWG MIME Sniffing, 7.1, and `<?xml` before one of its tags). */
int qh_html_looks(const void *bytes, size_t size);

/* Takes the document's text for HTML: parses it into p->html and puts the text of its leaves in its place. */
quoth_status qh_html_open(qh_parse *p);

/* Fills blocks and articles of p->doc, and of its metadata what the text tells. */
quoth_status qh_html_blocks(qh_parse *p);

/* Fills blocks, articles and metadata of p->doc from p->html. */
quoth_status qh_read_html(qh_parse *p);

#endif
