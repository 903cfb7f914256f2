/* How facts are put together: between the files of html_metadata_*.c. */
#ifndef QH_DOCUMENT_HTML_FACTS_H
#define QH_DOCUMENT_HTML_FACTS_H

#include "document/html_metadata.h"

/* What the words of an attribute name an element after, or-ed; the second half only means something beside another word. */
typedef enum qh_fact_name {
    QH_NAME_AUTHOR = 1 << 0,
    QH_NAME_DATE = 1 << 1,
    QH_NAME_UPDATE = 1 << 2,
    QH_NAME_PUBLISHED = 1 << 3,
    QH_NAME_TITLE = 1 << 4,      /* entry-title */
    QH_NAME_CARD = 1 << 5,       /* vcard, author-name */
    QH_NAME_ENTRY_DATE = 1 << 6, /* entry-date */
    QH_NAME_ASIDE = 1 << 7,
    QH_NAME_PRICE = 1 << 8,
    QH_NAME_NAME = 1 << 9,
    QH_NAME_PERSON = 1 << 10, /* as a property: author, creator */
    QH_NAME_BY = 1 << 11,
    QH_NAME_LINE = 1 << 12,
    QH_NAME_P = 1 << 13,
    QH_NAME_DT = 1 << 14,
    QH_NAME_OF_TITLE = 1 << 15,
    QH_NAME_OF_DATE = 1 << 16,
    QH_NAME_OF_NAME = 1 << 17,
    QH_NAME_PLAIN_TITLE = 1 << 18,
    QH_NAME_COMMENT = 1 << 19,
    QH_NAME_LIST = 1 << 20,
    QH_NAME_MORE = 1 << 21,
    QH_NAME_POSTS = 1 << 22,
    QH_NAME_READ = 1 << 23,
    QH_NAME_NEXT = 1 << 24
} qh_fact_name;

/* The names in the value of a class, id, itemprop or rel attribute, camelCase and hyphens understood. */
uint32_t qh_fact_names(const char *value, size_t size);

/* Whether an address leads to a person's page (/author/..., /team/...). */
int qh_fact_is_profile(const char *href, size_t size);

/* A stretch of the HTML source. */
typedef struct qh_fact_place {
    uint32_t start, end;
} qh_fact_place;

/* What a source may say of a field, and how often it may try. */
enum { QH_FACTS_OF_SOURCE = 4, QH_FACT_TRIES = 100 };

static inline int qh_fact_is_full(const qh_facts *facts, quoth_metadata_field field, qh_fact_source source) {
    return facts->counts[field][source] >= QH_FACTS_OF_SOURCE || facts->tries[field][source] >= QH_FACT_TRIES;
}

/*
 * Cleans a value as its field wants it and adds it; what says nothing is dropped, and so is what a source says once too often.
 * 0 when there is no memory.
 */
int qh_fact_add(qh_facts *facts, quoth_metadata_field field, qh_fact_source source, const char *value, size_t size,
                qh_fact_place place);

/* A hash that is equal for values that mean the same: case, white space and the kind of quotes and dashes aside. */
uint64_t qh_fact_key(const char *value, size_t size);

/* White space collapsed, references resolved, tags left out; NULL when there is no memory. */
char *qh_fact_plain(qh_arena *arena, const char *value, size_t size, size_t *plain_size);

/* The name in "By Jane Doe" -> "Jane Doe"; empty where it names nobody. `is_line`: running text may follow the name. */
qh_text qh_fact_author(qh_text value, int is_line);

/* Whether a line begins as bylines do ("By ", "Posted by ", "Von "). */
int qh_fact_is_byline(qh_text value);

/* Whether a line says no more than "Written by" or "Author:". */
int qh_fact_announces(qh_text value);

/* The date of a value as ISO 8601 in out[11]; *is_unsure: day and month could be the other way round. 0: none; -1: no memory. */
int qh_fact_date(qh_facts *facts, const char *value, size_t size, char out[11], uint8_t *is_unsure);

/* Everything that JSON-LD of the page says. 0 when there is no memory. */
int qh_facts_of_json(qh_facts *facts, const char *text, size_t size, uint32_t offset);

/* Dates that a program on the page holds under names like datePublished. 0 when there is no memory. */
int qh_facts_of_script(qh_facts *facts, const char *text, size_t size, uint32_t offset);

/* meta, link, title, headings, time, class words. 0 when there is no memory. */
int qh_facts_of_elements(qh_facts *facts);

/* The names of meta elements. 0 when there is no memory. */
int qh_facts_of_meta(qh_facts *facts, const qh_html_node *node);

/* The parts of <title>, lines near the title, what the address tells. 0 when there is no memory. */
int qh_facts_of_title(qh_facts *facts, const char *title, size_t size, qh_fact_place place);
int qh_facts_of_lines(qh_facts *facts);
int qh_facts_of_address(qh_facts *facts);

/* ---- small things ---- */

static inline char qh_fact_lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }

/* Whether `text` begins with `lower`, ASCII case aside. */
static inline int qh_fact_begins(const char *text, size_t size, const char *lower) {
    size_t i = 0;
    while (lower[i] && i < size && qh_fact_lower(text[i]) == lower[i])
        i++;
    return !lower[i];
}

static inline int qh_fact_holds(const char *text, size_t size, const char *lower) {
    for (size_t i = 0; i < size; i++)
        if (qh_fact_begins(text + i, size - i, lower))
            return 1;
    return 0;
}

#endif
