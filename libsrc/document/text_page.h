/*
 * A text as the page that it was copied from: its lines are leaves, and the stretches between its headings elements, so that what
 * is known of pages (html_features.h) serves text as well. Whole numbers and bytes only. Linear in the text.
 */
#ifndef QH_DOCUMENT_TEXT_PAGE_H
#define QH_DOCUMENT_TEXT_PAGE_H

#include "document/html_features.h"
#include "document/lines.h"

/* Changes whenever a column or a token means something else. */
enum { QH_TEXT_FEATURES = 1, QH_TEXT_TOKENS_MOST = 80 };

typedef struct qh_text_page {
    const char *text;
    const qh_lines *lines;
    qh_html_facts facts;
    uint32_t *run; /* by line: the first line of its run of sentences, or of its run of anything else */
    int english;   /* the weights of words hold for it */
} qh_text_page;

/* `out` reads the lines, whose kinds the rules have decided. 0 when there is no memory. */
int qh_text_page_of(qh_arena *arena, const char *text, const qh_lines *lines, qh_text_page *out);

/* A line that reads as running text. */
static inline int qh_text_is_sentence(const qh_text_page *page, size_t line) { return page->facts.leaves[line].sentences; }

/* The tokens that weigh for a line. */
size_t qh_text_tokens(const qh_text_page *page, size_t line, uint16_t *out);

/* The first QH_HTML_COLUMNS bytes of each row; rows are QH_HTML_ROW bytes apart. 0 when there is no memory. */
int qh_text_fill_columns(qh_arena *arena, const qh_text_page *page, const qh_html_weights *weights, uint8_t *rows);

#endif
