/* How facts are put together: between the files of html_metadata_*.c. */
#ifndef QH_DOCUMENT_HTML_FACTS_H
#define QH_DOCUMENT_HTML_FACTS_H

#include "document/html_metadata.h"

/* A stretch of the HTML source. */
typedef struct qh_fact_place {
    uint32_t start, end;
} qh_fact_place;

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
