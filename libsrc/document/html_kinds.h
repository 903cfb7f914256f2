/* What the markup says about each leaf. */
#ifndef QH_DOCUMENT_HTML_KINDS_H
#define QH_DOCUMENT_HTML_KINDS_H

#include "document/html.h"
#include "document/lines.h"

/*
 * Line i is leaf i of p->html. Decides the kind, level and place of what its elements name (headings, items, cells, captions,
 * quotations, verse and code, navigation, what is not shown, comments); the rest stays open. 0 when there is no memory.
 */
int qh_html_kinds(const qh_parse *p, qh_lines *lines);

#endif
