/* From classified lines to the document's blocks, articles and metadata; then what repeats and what excerpts what. */
#ifndef QH_DOCUMENT_STRUCTURE_H
#define QH_DOCUMENT_STRUCTURE_H

#include "document/lines.h"

/* QUOTH_ERROR_MEMORY, QUOTH_ERROR_LIMIT (max_blocks). */
quoth_status qh_make_blocks(qh_parse *p, const qh_lines *lines);

/* Fills duplicate_of and excerpt_of of all blocks, in linear time. 0 when there is no memory. */
int qh_find_duplicates(qh_parse *p);

#endif
