/* Which blocks repeat an earlier one, and which excerpt another. */
#ifndef QH_DOCUMENT_DUPLICATES_H
#define QH_DOCUMENT_DUPLICATES_H

#include "base/parse.h"

/* Fills duplicate_of and excerpt_of of all blocks, in linear time. 0 when there is no memory. */
int qh_find_duplicates(qh_parse *p);

/* The second half of it. */
int qh_find_excerpts(qh_parse *p);

#endif
