/* The reader of flattened pages and plain text: lines -> blocks, articles, metadata, duplicates. */
#ifndef QH_DOCUMENT_PLAIN_H
#define QH_DOCUMENT_PLAIN_H

#include "document/formats.h"

/* The lines of the text, their kinds decided by rules, and what a header says. */
quoth_status qh_plain_lines(qh_parse *p, qh_lines *lines, qh_facts *facts);

/* Fills blocks, articles and metadata of p->doc from its text, runs and glue points. */
quoth_status qh_read_plain(qh_parse *p);

#endif
