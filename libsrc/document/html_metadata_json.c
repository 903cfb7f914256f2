/* JSON-LD of a page (schema.org): what its article, thread, page or product says about itself. */
#include "document/html_facts.h"
#include "document/html_json.h"

enum { MOST_NAMES = 12, MOST_LOOKUPS = 64, MOST_OBJECTS = 256 };

typedef struct ld_reader {
    qh_facts *facts;
    qh_html_json json;
    uint32_t offset; /* of the text in the source; UINT32_MAX: it stands there otherwise */
    int lookups;
} ld_reader;

/* ---- values ---- */

static qh_fact_place place_of(const ld_reader *r, uint32_t at) {
    const qh_html_json_value *value = &r->json.values.items[at];
    return r->offset == UINT32_MAX ? (qh_fact_place){0, 0} : (qh_fact_place){r->offset + value->start, r->offset + value->end};
}

static int is_string(const ld_reader *r, uint32_t at) {
    return at != QH_HTML_JSON_NONE && r->json.values.items[at].kind == QH_HTML_JSON_STRING;
}

/* The object with this @id that has more to say than it. */
static uint32_t by_id(ld_reader *r, uint32_t id) {
    const qh_html_json_value *wanted = &r->json.values.items[id];
    if (!is_string(r, id) || ++r->lookups > MOST_LOOKUPS)
        return QH_HTML_JSON_NONE;
    for (uint32_t i = 0; i < r->json.values.count; i++) {
        const qh_html_json_value *value = &r->json.values.items[i];
        if (value->kind != QH_HTML_JSON_STRING || i == id || value->key_size != 3 || memcmp(r->json.text + value->key, "@id", 3) ||
            value->end - value->start != wanted->end - wanted->start ||
            memcmp(r->json.text + value->start, r->json.text + wanted->start, value->end - value->start))
            continue;
        if (qh_html_json_get(&r->json, value->parent, "name") != QH_HTML_JSON_NONE)
            return value->parent;
    }
    return QH_HTML_JSON_NONE;
}

/* A string: the value itself, or the name of the person or organisation that it is. */
static uint32_t name_of(ld_reader *r, uint32_t at) {
    if (at == QH_HTML_JSON_NONE || r->json.values.items[at].kind == QH_HTML_JSON_STRING)
        return at;
    if (r->json.values.items[at].kind == QH_HTML_JSON_ARRAY)
        at = r->json.values.items[at].first;
    if (is_string(r, at))
        return at;
    uint32_t name = qh_html_json_get(&r->json, at, "name");
    if (name == QH_HTML_JSON_NONE)
        name = qh_html_json_get(&r->json, by_id(r, qh_html_json_get(&r->json, at, "@id")), "name");
    if (name != QH_HTML_JSON_NONE && r->json.values.items[name].kind == QH_HTML_JSON_ARRAY)
        name = r->json.values.items[name].first;
    return is_string(r, name) ? name : QH_HTML_JSON_NONE;
}

static int add(ld_reader *r, quoth_metadata_field field, qh_fact_source source, uint32_t at) {
    at = name_of(r, at);
    if (!is_string(r, at))
        return 1;
    size_t size;
    char *value = qh_html_json_copy(r->facts->p->scratch, &r->json, at, &size);
    return value && qh_fact_add(r->facts, field, source, value, size, place_of(r, at));
}

/* Several authors are one value, joined by commas. */
static int add_authors(ld_reader *r, qh_fact_source source, uint32_t at) {
    if (at == QH_HTML_JSON_NONE)
        return 1;
    const qh_html_json_value *list = &r->json.values.items[at];
    if (list->kind != QH_HTML_JSON_ARRAY || list->first == QH_HTML_JSON_NONE ||
        r->json.values.items[list->first].next == QH_HTML_JSON_NONE)
        return add(r, QUOTH_METADATA_AUTHOR, source, at);
    char joined[320];
    size_t used = 0;
    uint32_t names = 0;
    for (uint32_t i = list->first; i != QH_HTML_JSON_NONE && names < MOST_NAMES; i = r->json.values.items[i].next) {
        uint32_t name = name_of(r, i);
        size_t size;
        char *value = is_string(r, name) ? qh_html_json_copy(r->facts->p->scratch, &r->json, name, &size) : NULL;
        if (!is_string(r, name))
            continue;
        if (!value)
            return 0;
        qh_text clean = qh_fact_author((qh_text){value, size}, 0);
        if (!clean.size || used + clean.size + 3 > sizeof joined)
            continue;
        memcpy(joined + used, ", ", used ? 2 : 0);
        used += used ? 2 : 0;
        memcpy(joined + used, clean.bytes, clean.size);
        used += clean.size;
        names++;
    }
    return !names || qh_fact_add(r->facts, QUOTH_METADATA_AUTHOR, source, joined, used, place_of(r, at));
}

/* ---- objects ---- */

static int type_ends(const ld_reader *r, uint32_t at, const char *ending) {
    const qh_html_json_value *value = &r->json.values.items[at];
    size_t size = value->end - value->start, length = strlen(ending);
    return value->kind == QH_HTML_JSON_STRING && size >= length && !memcmp(r->json.text + value->end - length, ending, length);
}

static int one_of(const ld_reader *r, uint32_t at, const char *const *endings) {
    for (size_t i = 0; endings[i]; i++)
        if (type_ends(r, at, endings[i]))
            return 1;
    return 0;
}

/* The source that a type stands for, or -1 where the object is about something else. */
static int source_of_type(const ld_reader *r, uint32_t type) {
    static const char *const forums[] = {"DiscussionForumPosting", "QAPage", "Question", NULL};
    static const char *const articles[] = {
        "Article", "BlogPosting", "SocialMediaPosting", "LiveBlogPosting", "Report", "Review", "Recipe", "HowTo", NULL};
    static const char *const lists[] = {"ItemList", "CollectionPage", "SearchResultsPage", NULL};
    static const char *const products[] = {"Product", "ProductGroup", "Service", "SoftwareApplication", NULL};
    static const char *const others[] = {"CreativeWork", "VideoObject", "Course", "Blog", "Dataset", "Book", "Event", NULL};
    if (one_of(r, type, forums))
        return QH_FACT_LD_FORUM;
    if (one_of(r, type, articles))
        return QH_FACT_LD_ARTICLE;
    if (one_of(r, type, lists))
        r->facts->page |= QH_PAGE_LD_LIST;
    if (one_of(r, type, products))
        return QH_FACT_LD_PRODUCT;
    return type_ends(r, type, "Page") ? QH_FACT_LD_PAGE : one_of(r, type, others) ? QH_FACT_LD_OTHER : -1;
}

static int source_of(const ld_reader *r, uint32_t type) {
    static const uint32_t signs[] = {[QH_FACT_LD_ARTICLE] = QH_PAGE_LD_ARTICLE,
                                     [QH_FACT_LD_FORUM] = QH_PAGE_LD_FORUM,
                                     [QH_FACT_LD_PAGE] = 0,
                                     [QH_FACT_LD_PRODUCT] = QH_PAGE_LD_PRODUCT,
                                     [QH_FACT_LD_OTHER] = 0};
    if (type == QH_HTML_JSON_NONE)
        return -1;
    int source = -1;
    if (r->json.values.items[type].kind != QH_HTML_JSON_ARRAY)
        source = source_of_type(r, type);
    else
        for (uint32_t i = r->json.values.items[type].first; i != QH_HTML_JSON_NONE && source < 0; i = r->json.values.items[i].next)
            source = source_of_type(r, i);
    if (source >= 0)
        r->facts->page |= signs[source];
    return source;
}

static int read_site(ld_reader *r, uint32_t at, uint32_t type) {
    if (type_ends(r, type, "WebSite"))
        return add(r, QUOTH_METADATA_SITE, QH_FACT_LD_PAGE, qh_html_json_get(&r->json, at, "name"));
    if (type_ends(r, type, "Organization"))
        return add(r, QUOTH_METADATA_SITE, QH_FACT_LD_OTHER, qh_html_json_get(&r->json, at, "name"));
    return 1;
}

static int read_object(ld_reader *r, uint32_t at) {
    static const struct {
        const char *key;
        quoth_metadata_field field;
    } plain[] = {{"headline", QUOTH_METADATA_TITLE},          {"name", QUOTH_METADATA_TITLE},
                 {"datePublished", QUOTH_METADATA_DATE},      {"dateCreated", QUOTH_METADATA_DATE},
                 {"uploadDate", QUOTH_METADATA_DATE},         {"dateModified", QUOTH_METADATA_MODIFIED},
                 {"publisher", QUOTH_METADATA_SITE},          {"inLanguage", QUOTH_METADATA_LANGUAGE},
                 {"description", QUOTH_METADATA_DESCRIPTION}, {"url", QUOTH_METADATA_URL}};
    uint32_t type = qh_html_json_get(&r->json, at, "@type");
    int source = source_of(r, type);
    if (source < 0)
        return type == QH_HTML_JSON_NONE || read_site(r, at, type);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (!add(r, plain[i].field, (qh_fact_source)source, qh_html_json_get(&r->json, at, plain[i].key)))
            return 0;
    uint32_t page = qh_html_json_get(&r->json, at, "mainEntityOfPage"), author = qh_html_json_get(&r->json, at, "author");
    if (page != QH_HTML_JSON_NONE && !is_string(r, page))
        page = qh_html_json_get(&r->json, page, "@id");
    return add(r, QUOTH_METADATA_URL, (qh_fact_source)source, page) &&
           add_authors(r, (qh_fact_source)source, author != QH_HTML_JSON_NONE ? author : qh_html_json_get(&r->json, at, "creator"));
}

/* Whether it stands for the page: nothing but lists, graphs and main entities around it. */
static int is_outer(const ld_reader *r, uint32_t at) {
    for (; at != QH_HTML_JSON_NONE; at = r->json.values.items[at].parent) {
        const qh_html_json_value *value = &r->json.values.items[at];
        const char *key = r->json.text + value->key;
        if (value->key_size && !(value->key_size == 6 && !memcmp(key, "@graph", 6)) &&
            !(value->key_size == 10 && !memcmp(key, "mainEntity", 10)))
            return 0;
    }
    return 1;
}

int qh_facts_of_json(qh_facts *facts, const char *text, size_t size, uint32_t offset) {
    ld_reader r = {.facts = facts, .offset = offset};
    if (!qh_html_json_read(facts->p->scratch, text, size, &r.json))
        return 0;
    size_t objects = 0;
    for (uint32_t i = 0; i < r.json.values.count && objects < MOST_OBJECTS; i++) {
        if (r.json.values.items[i].kind != QH_HTML_JSON_OBJECT || !is_outer(&r, i))
            continue;
        objects++;
        if (!read_object(&r, i))
            return 0;
    }
    return 1;
}
