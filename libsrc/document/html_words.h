/* What class, id, role, rel, itemprop and itemtype of an element say about the text in it. */
#ifndef QH_DOCUMENT_HTML_WORDS_H
#define QH_DOCUMENT_HTML_WORDS_H

#include "document/html.h"

enum qh_html_word {
    QH_WORDS_NAVIGATION = 1 << 0,
    QH_WORDS_ASIDE = 1 << 1, /* advertisement, sharing, consent and the like */
    QH_WORDS_RELATED = 1 << 2,
    QH_WORDS_COMMENTS = 1 << 3,
    QH_WORDS_CAPTION = 1 << 4,
    QH_WORDS_BYLINE = 1 << 5,
    QH_WORDS_DATE = 1 << 6,
    QH_WORDS_SUBTITLE = 1 << 7,
    QH_WORDS_QUOTE = 1 << 8, /* a pull quote */
    QH_WORDS_NOTES = 1 << 9,
    QH_WORDS_CONTENTS = 1 << 10,
    QH_WORDS_TITLE = 1 << 11,
    QH_WORDS_ARTICLE = 1 << 12, /* itemtype alone */
    QH_WORDS_HEADING = 1 << 13, /* role alone */
    QH_WORDS_PLAIN = 1 << 14    /* role alone: the element means nothing */
};

/* The words or-ed: whole words, and two that follow each other ("pull-quote", "tableOfContents"). Linear. */
uint32_t qh_html_words_of(const qh_html_node *element, const qh_html_page *page);

#endif
