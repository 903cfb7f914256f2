/* Which kind each line is, from its look and its neighbours. */
#ifndef QH_DOCUMENT_CLASSIFY_H
#define QH_DOCUMENT_CLASSIFY_H

#include "document/lines.h"

/* Decides the kind of every line. 0 when there is no memory. */
int qh_classify(qh_parse *p, qh_lines *lines);

/*
 * The same where the page has said what most lines are: decides the open ones by their own look and as turns of a transcript; what
 * is left is running text. 0 when there is no memory.
 */
int qh_classify_rest(qh_parse *p, qh_lines *lines);

/* Looks for a source and date in front of running text; fills line->dateline and the kind of a teaser. 0: no memory. */
int qh_read_dateline(qh_parse *p, qh_line *line);

/* Could the line be a headline: short, one sentence at most, no full stop. Whatever its kind is by now. */
int qh_is_headline(const qh_line *line);

/* Headers: titles, subtitles, bylines and datelines, found from their datelines upward and from the top of the page. */
void qh_find_headers(const qh_parse *p, qh_lines *lines);

#endif
