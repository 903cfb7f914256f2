/* Plain text with a form of its own: e-mail, subtitles, Markdown, Project Gutenberg's frames, printed pages. */
#ifndef QH_DOCUMENT_FORMATS_H
#define QH_DOCUMENT_FORMATS_H

#include "document/lines.h"

/* What a header or front matter says; empty spans for what it does not. */
typedef struct qh_facts {
    quoth_span title, author, date;
} qh_facts;

/*
 * Each works on physical lines, decides the kinds of those it knows and leaves the others open. They answer 1 when the text has
 * that form, 0 when not, and -1 when there is no memory.
 */
int qh_read_subtitles(qh_parse *p, qh_lines *lines);
int qh_read_mail(const qh_parse *p, qh_lines *lines, qh_facts *facts);
int qh_read_markdown(qh_parse *p, qh_lines *lines, qh_facts *facts);

/* Quoted lines in text without a mail's header. */
void qh_read_quoting(const qh_parse *p, qh_lines *lines);

/* Header and licence that Project Gutenberg puts around a book. */
void qh_read_gutenberg(const qh_parse *p, qh_lines *lines, qh_facts *facts);

/* Running heads and page numbers beside form feeds. 0 when there is no memory. */
int qh_read_pages(qh_parse *p, qh_lines *lines);

/* Decides a line. */
void qh_line_decide(qh_line *line, int32_t kind, double confidence);

/* Does the line begin with `word`, ASCII letters of either case, `word` being in lower case? */
int qh_line_begins(const qh_parse *p, const qh_line *line, const char *word);

/* What is behind the first colon of a line, trimmed and without quotation marks around it. */
quoth_span qh_line_value(const qh_parse *p, const qh_line *line);

#endif
