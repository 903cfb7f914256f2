/* The names under which meta elements say things. */
#include "document/html_facts.h"

typedef struct meta_name {
    const char *name; /* lower case */
    uint8_t field, source;
} meta_name;

#define T QUOTH_METADATA_TITLE
#define A QUOTH_METADATA_AUTHOR
#define D QUOTH_METADATA_DATE
#define M QUOTH_METADATA_MODIFIED
#define S QUOTH_METADATA_SITE
#define L QUOTH_METADATA_LANGUAGE
#define U QUOTH_METADATA_URL
#define X QUOTH_METADATA_DESCRIPTION

static const meta_name names[] = {
    {"og:title", T, QH_FACT_OG},
    {"twitter:title", T, QH_FACT_TWITTER},
    {"dc.title", T, QH_FACT_DUBLIN_CORE},
    {"dcterms.title", T, QH_FACT_DUBLIN_CORE},
    {"citation_title", T, QH_FACT_CITATION},
    {"parsely-title", T, QH_FACT_VENDOR},
    {"sailthru.title", T, QH_FACT_VENDOR},
    {"title", T, QH_FACT_META},
    {"headline", T, QH_FACT_META},
    {"article:author", A, QH_FACT_ARTICLE},
    {"article:author_name", A, QH_FACT_ARTICLE},
    {"og:author", A, QH_FACT_OG},
    {"book:author", A, QH_FACT_OG},
    {"author", A, QH_FACT_META},
    {"byl", A, QH_FACT_META},
    {"dc.creator", A, QH_FACT_DUBLIN_CORE},
    {"dcterms.creator", A, QH_FACT_DUBLIN_CORE},
    {"citation_author", A, QH_FACT_CITATION},
    {"parsely-author", A, QH_FACT_VENDOR},
    {"sailthru.author", A, QH_FACT_VENDOR},
    {"cxenseparse:author", A, QH_FACT_VENDOR},
    {"article:published_time", D, QH_FACT_ARTICLE},
    {"article:published", D, QH_FACT_ARTICLE},
    {"article.published", D, QH_FACT_ARTICLE},
    {"og:published_time", D, QH_FACT_OG},
    {"og:article:published_time", D, QH_FACT_OG},
    {"date", D, QH_FACT_META},
    {"pubdate", D, QH_FACT_META},
    {"publishdate", D, QH_FACT_META},
    {"publish-date", D, QH_FACT_META},
    {"publish_date", D, QH_FACT_META},
    {"published_time", D, QH_FACT_META},
    {"published-date", D, QH_FACT_META},
    {"published_date", D, QH_FACT_META},
    {"publication-date", D, QH_FACT_META},
    {"publicationdate", D, QH_FACT_META},
    {"article-date", D, QH_FACT_META},
    {"ms.date", D, QH_FACT_META},
    {"created", D, QH_FACT_META},
    {"published", D, QH_FACT_META},
    {"publication_date", D, QH_FACT_META},
    {"datepublished", D, QH_FACT_ITEMPROP},
    {"datecreated", D, QH_FACT_ITEMPROP},
    {"dc.date", D, QH_FACT_DUBLIN_CORE},
    {"dc.date.issued", D, QH_FACT_DUBLIN_CORE},
    {"dc.date.created", D, QH_FACT_DUBLIN_CORE},
    {"dcterms.date", D, QH_FACT_DUBLIN_CORE},
    {"dcterms.created", D, QH_FACT_DUBLIN_CORE},
    {"dcterms.issued", D, QH_FACT_DUBLIN_CORE},
    {"citation_publication_date", D, QH_FACT_CITATION},
    {"citation_online_date", D, QH_FACT_CITATION},
    {"citation_date", D, QH_FACT_CITATION},
    {"parsely-pub-date", D, QH_FACT_VENDOR},
    {"sailthru.date", D, QH_FACT_VENDOR},
    {"cxenseparse:recs:publishtime", D, QH_FACT_VENDOR},
    {"article:modified_time", M, QH_FACT_ARTICLE},
    {"og:updated_time", M, QH_FACT_OG},
    {"last-modified", M, QH_FACT_META},
    {"lastmod", M, QH_FACT_META},
    {"revised", M, QH_FACT_META},
    {"datemodified", M, QH_FACT_ITEMPROP},
    {"dc.date.modified", M, QH_FACT_DUBLIN_CORE},
    {"dcterms.modified", M, QH_FACT_DUBLIN_CORE},
    {"og:site_name", S, QH_FACT_OG},
    {"application-name", S, QH_FACT_META},
    {"dc.publisher", S, QH_FACT_DUBLIN_CORE},
    {"dcterms.publisher", S, QH_FACT_DUBLIN_CORE},
    {"citation_journal_title", S, QH_FACT_CITATION},
    {"og:locale", L, QH_FACT_OG},
    {"content-language", L, QH_FACT_META},
    {"dc.language", L, QH_FACT_DUBLIN_CORE},
    {"dcterms.language", L, QH_FACT_DUBLIN_CORE},
    {"og:url", U, QH_FACT_OG},
    {"twitter:url", U, QH_FACT_TWITTER},
    {"og:description", X, QH_FACT_OG},
    {"twitter:description", X, QH_FACT_TWITTER},
    {"description", X, QH_FACT_META},
    {"dc.description", X, QH_FACT_DUBLIN_CORE},
    {"dcterms.description", X, QH_FACT_DUBLIN_CORE},
};

static qh_text value_of(const qh_facts *facts, const qh_html_node *node, uint16_t id) {
    const qh_html_attribute *attribute = qh_html_attribute_of(node, id);
    qh_text text = {NULL, 0};
    if (attribute)
        text.bytes = qh_html_text_copy(facts->p->scratch, facts->p->html->tree.source, &attribute->value, &text.size);
    return text;
}

static void note_type(qh_facts *facts, qh_text content) {
    static const struct {
        const char *type;
        uint32_t sign;
    } types[] = {{"article", QH_PAGE_OG_ARTICLE}, {"website", QH_PAGE_OG_WEBSITE}, {"product", QH_PAGE_OG_PRODUCT}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (qh_fact_begins(content.bytes, content.size, types[i].type))
            facts->page |= types[i].sign;
}

static void note_generator(qh_facts *facts, qh_text content) {
    static const char *const makers[] = {"docusaurus", "sphinx", "mkdocs",    "docutils", "vitepress",
                                         "gitbook",    "hugo",   "starlight", NULL};
    for (size_t i = 0; makers[i]; i++)
        if (qh_fact_begins(content.bytes, content.size, makers[i]))
            facts->page |= QH_PAGE_GENERATED;
}

/* twitter:label1 = "Written by", twitter:data1 = the author. */
static int read_label(qh_facts *facts, qh_text key, qh_text content, qh_fact_place place) {
    static const char *const labels[] = {"written by",  "author",     "verfasst von",    "geschrieben von", "Écrit par",
                                         "escrito por", "scritto da", "geschreven door", "napisane przez",  NULL};
    for (size_t i = 0; key.size == 14 && qh_fact_begins(key.bytes, key.size, "twitter:label") && labels[i]; i++)
        if (qh_fact_begins(content.bytes, content.size, labels[i]))
            facts->author_label = key.bytes[13];
    if (!facts->author_label || key.size != 13 || !qh_fact_begins(key.bytes, key.size, "twitter:data") ||
        key.bytes[12] != facts->author_label)
        return 1;
    return qh_fact_add(facts, QUOTH_METADATA_AUTHOR, QH_FACT_TWITTER, content.bytes, content.size, place);
}

int qh_facts_of_meta(qh_facts *facts, const qh_html_node *node) {
    static const uint16_t keys[] = {QH_ATTR_PROPERTY, QH_ATTR_NAME, QH_ATTR_ITEMPROP, QH_ATTR_HTTP_EQUIV};
    const qh_html_attribute *at = qh_html_attribute_of(node, QH_ATTR_CONTENT);
    qh_text content = at ? value_of(facts, node, QH_ATTR_CONTENT) : (qh_text){"", 0};
    if (!content.bytes)
        return 0;
    for (size_t k = 0; at && k < sizeof keys / sizeof *keys; k++) {
        if (!qh_html_attribute_of(node, keys[k]))
            continue;
        qh_text key = value_of(facts, node, keys[k]);
        if (!key.bytes)
            return 0;
        qh_fact_place place = {at->value.start, at->value.end};
        if (!read_label(facts, key, content, place))
            return 0;
        if (qh_fact_begins(key.bytes, key.size, "og:type"))
            note_type(facts, content);
        if (qh_fact_begins(key.bytes, key.size, "product:price"))
            facts->page |= QH_PAGE_PRICE;
        if (qh_fact_begins(key.bytes, key.size, "generator"))
            note_generator(facts, content);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (*names[i].name == qh_fact_lower(*key.bytes) && strlen(names[i].name) == key.size &&
                qh_fact_begins(key.bytes, key.size, names[i].name) &&
                !qh_fact_add(facts, names[i].field, names[i].source, content.bytes, content.size, place))
                return 0;
    }
    return 1;
}
