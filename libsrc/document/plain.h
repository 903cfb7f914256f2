/* The reader of flattened pages and plain text: lines -> blocks, articles, metadata, duplicates. */
#ifndef QH_DOCUMENT_PLAIN_H
#define QH_DOCUMENT_PLAIN_H

#include "base/parse.h"

/* Fills blocks, articles and metadata of p->doc from its text, runs and glue points. */
quoth_status qh_read_plain(qh_parse *p);

#endif
