/* Titles, and the articles of a page that has several. */
#ifndef QH_DOCUMENT_HTML_TITLES_H
#define QH_DOCUMENT_HTML_TITLES_H

#include "document/html_around.h"

/*
 * Makes the heading of each article its title, and sets line->part where a page has several articles: elements that are articles
 * (`article`, itemtype Article) with a heading and running text of their own. Else the page is one article: its title is the
 * heading that shares most with `title` of the head, or the first of the highest rank. 0 when there is no memory. Linear.
 */
int qh_html_find_articles(qh_arena *arena, const qh_html_facts *facts, const qh_around *around, qh_lines *lines);

#endif
