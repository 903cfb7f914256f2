/* Dates in the data of programs: "datePublished":"2024-05-17T…", publishedAt:"…". */
#include "base/one_of.h"
#include "document/html_facts.h"

static int is_key(const char *end, const char *begin) {
    static const char *const keys[] = {"datepublished",    "publisheddate",          "publishdate",    "publishedat",
                                       "published_at",     "publish_date",           "published_time", "pubdate",
                                       "publication_date", "first_publication_date", "date_published", NULL};
    for (size_t i = 0; keys[i]; i++) {
        size_t size = strlen(keys[i]);
        if ((size_t)(end - begin) >= size && qh_fact_begins(end - size, size, keys[i]))
            return 1;
    }
    return 0;
}

/* Behind a date's year: back over quotes, colon and backslashes to the name in front of it. */
static int is_named(const char *text, size_t at) {
    size_t back = at;
    int colon = 0;
    while (back > 0 && qh_one_of(text[back - 1], "\\\": '")) {
        colon |= text[back - 1] == ':';
        back--;
    }
    return colon && is_key(text + back, text);
}

int qh_facts_of_script(qh_facts *facts, const char *text, size_t size, uint32_t offset) {
    enum { DATE = 10 };
    for (const char *at = text, *end = text + size; (at = memchr(at, '-', (size_t)(end - at))) != NULL; at++) {
        size_t start = (size_t)(at - text);
        if (start < 4 || size - start < 6 || at[3] != '-' || (text[start - 4] != '2' && text[start - 4] != '1') ||
            !is_named(text, start - 4))
            continue;
        start -= 4;
        if (!qh_fact_add(facts, QUOTH_METADATA_DATE, QH_FACT_SCRIPT, text + start, DATE,
                         (qh_fact_place){offset + (uint32_t)start, offset + (uint32_t)start + DATE}))
            return 0;
    }
    return 1;
}
