/* Transcript turns: lines that begin with a speaker's head, and the paragraphs that go on after them. */
#ifndef QH_DOCUMENT_TRANSCRIPT_H
#define QH_DOCUMENT_TRANSCRIPT_H

#include "document/lines.h"

/* Marks turns among the lines that are still open. 0 when there is no memory. */
int qh_find_turns(qh_parse *p, qh_lines *lines);

#endif
