/* The two kinds of glue points that script/ finds. */
#ifndef QH_SCRIPT_GLUE_H
#define QH_SCRIPT_GLUE_H

#include "script/script.h"

/* Adds the points inside one script to doc->glue, ascending; 0 when there is no memory. */
int qh_typographic_glue(quoth_document *doc);

#endif
