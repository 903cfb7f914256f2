/* What each leaf of a page is, from the elements around it. */
#ifndef QH_DOCUMENT_HTML_KINDS_H
#define QH_DOCUMENT_HTML_KINDS_H

#include "document/html_features.h"
#include "document/lines.h"

/*
 * Adds a line for each leaf to `lines`, which has none. Fills kind (QH_KIND_OPEN where only the text can tell), aside, level, parent, part, and the places of cells.
 * 0 when there is no memory. Linear.
 */
int qh_html_kinds(qh_arena *arena, const qh_html_facts *facts, qh_lines *lines);

#endif
