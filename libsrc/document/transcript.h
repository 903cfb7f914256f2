/* Transcript turns: lines that begin with a speaker's head, and the paragraphs that go on after them. */
#ifndef QH_DOCUMENT_TRANSCRIPT_H
#define QH_DOCUMENT_TRANSCRIPT_H

#include "document/lines.h"

/* Finds the speakers' heads of a transcript among the open lines: line->head, and QH_LINE_HEAD where no title can be meant. 0 when
 * there is no memory. */
int qh_find_heads(qh_parse *p, qh_lines *lines);

/* Turns the lines with a head, and the open ones that go on after them, into turns. */
void qh_find_turns(const qh_parse *p, qh_lines *lines);

#endif
