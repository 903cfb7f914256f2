/* From classified lines to the document's blocks, articles and metadata. */
#ifndef QH_DOCUMENT_STRUCTURE_H
#define QH_DOCUMENT_STRUCTURE_H

#include "document/lines.h"

/* QUOTH_ERROR_MEMORY, QUOTH_ERROR_LIMIT (max_blocks). */
quoth_status qh_make_blocks(qh_parse *p, const qh_lines *lines);

#endif
