/* The caller's own blocks in place of a reader's. */
#ifndef QH_DOCUMENT_GIVEN_H
#define QH_DOCUMENT_GIVEN_H

#include "base/parse.h"

/* Makes the blocks of p->input->blocks, one each, and what belongs to them. */
quoth_status qh_read_given(qh_parse *p);

#endif
