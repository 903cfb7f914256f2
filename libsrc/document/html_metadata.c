#include "document/html_metadata.h"

#include "document/html_facts.h"
#include "text/chars.h"
#include "text/utf8.h"

/* ---- keys ---- */

/* Typographic variants that tell no values apart. */
static uint32_t fold(uint32_t c) {
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
        return '\'';
    case 0x201C:
    case 0x201D:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
        return '-';
    default:
        return qh_char_lower(c);
    }
}

uint64_t qh_fact_key(const char *value, size_t size) {
    uint64_t hash = 1469598103934665603u;
    for (size_t at = 0; at < size;) {
        uint32_t c = qh_utf8_next(value, &at);
        if (!qh_is_space(c))
            hash = (hash ^ fold(c)) * 1099511628211u;
    }
    return hash;
}

/* ---- adding ---- */

static int push(qh_facts *facts, quoth_metadata_field field, qh_fact_source source, const char *value, size_t size,
                qh_fact_place place, uint8_t is_unsure) {
    qh_fact *fact = qh_vec_push(facts->p->scratch, &facts->list);
    if (!fact)
        return 0;
    facts->counts[field][source]++;
    *fact = (qh_fact){.field = (uint8_t)field,
                      .source = (uint8_t)source,
                      .is_unsure = is_unsure,
                      .size = (uint32_t)size,
                      .value = value,
                      .start = place.start,
                      .end = place.end,
                      .key = qh_fact_key(value, size)};
    return 1;
}

/* Whether the page is written as in the United States, month first: lang="en-US", og:locale en_US. */
static int is_month_first(const qh_facts *facts) {
    int found = 0;
    for (size_t i = 0; i < facts->list.count; i++) {
        const qh_fact *fact = &facts->list.items[i];
        if (fact->field == QUOTH_METADATA_LANGUAGE && fact->source != QH_FACT_META)
            found |= fact->size == 5 && qh_fact_begins(fact->value + 2, 3, "-us");
    }
    return found;
}

static void swap_day(char date[11]) {
    char day[2] = {date[8], date[9]};
    memcpy(date + 8, date + 5, 2);
    memcpy(date + 5, day, 2);
}

static int push_date(qh_facts *facts, quoth_metadata_field field, qh_fact_source source, qh_text text, qh_fact_place place) {
    char date[11];
    uint8_t is_unsure;
    int found = qh_fact_date(facts, text.bytes, text.size, date, &is_unsure);
    if (found <= 0)
        return found == 0;
    if (is_unsure && is_month_first(facts)) {
        swap_day(date);
        is_unsure = 0;
    }
    const char *value = qh_arena_copy(facts->p->scratch, date, strlen(date));
    return value && push(facts, field, source, value, strlen(date), place, is_unsure);
}

static int push_author(qh_facts *facts, qh_fact_source source, qh_text text, qh_fact_place place) {
    int is_line = source == QH_FACT_LINE || source == QH_FACT_CLASS || source == QH_FACT_CLASS_LATER ||
                  source == QH_FACT_MICROFORMAT || source == QH_FACT_REL || source == QH_FACT_ASIDE || source == QH_FACT_PROFILE ||
                  source == QH_FACT_BELOW;
    qh_text name = qh_fact_author(text, is_line);
    const char *value = qh_arena_copy(facts->p->scratch, name.bytes, name.size);
    if (!value)
        return 0;
    /* Several citation_author elements are one list. */
    for (size_t i = 0; name.size && source == QH_FACT_CITATION && i < facts->list.count; i++) {
        qh_fact *before = &facts->list.items[i];
        if (before->field != QUOTH_METADATA_AUTHOR || before->source != source || before->size + name.size > 300)
            continue;
        char *joined = qh_arena_alloc(facts->p->scratch, before->size + name.size + 3);
        if (!joined)
            return 0;
        memcpy(joined, before->value, before->size);
        memcpy(joined + before->size, ", ", 2);
        memcpy(joined + before->size + 2, value, name.size + 1);
        before->value = joined;
        before->size += (uint32_t)name.size + 2;
        before->key = qh_fact_key(joined, before->size);
        return 1;
    }
    return !name.size || push(facts, QUOTH_METADATA_AUTHOR, source, value, name.size, place, 0);
}

/* A BCP 47 tag in its usual form; anything else is no language. */
static int push_language(qh_facts *facts, qh_fact_source source, qh_text text, qh_fact_place place) {
    enum { LONGEST = 12 };
    size_t primary = 0, at = 0;
    char *tag = qh_arena_copy(facts->p->scratch, text.bytes, text.size);
    if (!tag)
        return 0;
    for (; at < text.size && at < LONGEST; at++) {
        char c = tag[at] == '_' ? '-' : tag[at], lower = qh_fact_lower(c);
        if (!(lower >= 'a' && lower <= 'z') && !(c >= '0' && c <= '9') && c != '-')
            return 1;
        primary = c == '-' && !primary ? at : primary;
        tag[at] = primary ? c : lower;
    }
    primary = primary ? primary : at;
    return at < text.size || primary < 2 || primary > 3 || push(facts, QUOTH_METADATA_LANGUAGE, source, tag, at, place, 0);
}

int qh_fact_add(qh_facts *facts, quoth_metadata_field field, qh_fact_source source, const char *value, size_t size,
                qh_fact_place place) {
    enum { LONGEST = 4000 };
    if (size == 0 || size > LONGEST || qh_fact_is_full(facts, field, source))
        return 1;
    facts->tries[field][source]++;
    qh_text text;
    text.bytes = qh_fact_plain(facts->p->scratch, value, size, &text.size);
    if (!text.bytes)
        return 0;
    if (text.size == 0)
        return 1;
    if (field == QUOTH_METADATA_DATE || field == QUOTH_METADATA_MODIFIED)
        return push_date(facts, field, source, text, place);
    if (field == QUOTH_METADATA_AUTHOR)
        return push_author(facts, source, text, place);
    if (field == QUOTH_METADATA_LANGUAGE)
        return push_language(facts, source, text, place);
    if (field == QUOTH_METADATA_URL && !qh_fact_begins(text.bytes, text.size, "http"))
        return 1;
    return push(facts, field, source, text.bytes, text.size, place, 0);
}

/* ---- gathering ---- */

static void note_authors(qh_facts *facts) {
    const uint64_t by_class =
        1u << QH_FACT_CLASS | 1u << QH_FACT_MICROFORMAT | 1u << QH_FACT_LINE | 1u << QH_FACT_CLASS_LATER | 1ull << QH_FACT_BELOW;
    for (size_t i = 0; i < facts->list.count; i++)
        if (facts->list.items[i].field == QUOTH_METADATA_AUTHOR)
            facts->page |= by_class >> facts->list.items[i].source & 1 ? QH_PAGE_BYLINE : QH_PAGE_AUTHOR;
}

int qh_facts_gather(qh_parse *p, qh_facts *facts) {
    *facts = (qh_facts){.p = p, .language = p->doc->metadata.language};
    if (!qh_facts_of_elements(facts) || !qh_facts_of_lines(facts) || !qh_facts_of_address(facts))
        return 0;
    note_authors(facts);
    return 1;
}

/* ---- answering ---- */

static const char *const places[QH_FACT_SOURCES] = {
    [QH_FACT_LD_ARTICLE] = "json-ld", [QH_FACT_LD_FORUM] = "json-ld",  [QH_FACT_LD_PAGE] = "json-ld",
    [QH_FACT_LD_PRODUCT] = "json-ld", [QH_FACT_LD_OTHER] = "json-ld",  [QH_FACT_OG] = "og",
    [QH_FACT_ARTICLE] = "og",         [QH_FACT_TWITTER] = "twitter",   [QH_FACT_DUBLIN_CORE] = "meta",
    [QH_FACT_CITATION] = "meta",      [QH_FACT_VENDOR] = "meta",       [QH_FACT_META] = "meta",
    [QH_FACT_TITLE] = "title",        [QH_FACT_TITLE_FRONT] = "title", [QH_FACT_TITLE_LONG] = "title",
    [QH_FACT_TITLE_BACK] = "title",   [QH_FACT_HEADING] = "heading",   [QH_FACT_HEADING_LATER] = "heading",
    [QH_FACT_ITEMPROP] = "microdata", [QH_FACT_TIME] = "time",         [QH_FACT_TIME_LATER] = "time",
    [QH_FACT_REL] = "link",           [QH_FACT_MICROFORMAT] = "class", [QH_FACT_CLASS] = "byline",
    [QH_FACT_CLASS_LATER] = "byline", [QH_FACT_LINK] = "link",         [QH_FACT_ADDRESS] = "url",
    [QH_FACT_LINE] = "byline",        [QH_FACT_TEXT] = "text",         [QH_FACT_HTML] = "html",
    [QH_FACT_SCRIPT] = "script",      [QH_FACT_ASIDE] = "byline",      [QH_FACT_PROFILE] = "link",
    [QH_FACT_BELOW] = "byline"};

static const char **value_of(quoth_metadata *m, int32_t field) {
    switch (field) {
    case QUOTH_METADATA_TITLE:
        return &m->title;
    case QUOTH_METADATA_AUTHOR:
        return &m->author;
    case QUOTH_METADATA_DATE:
        return &m->date;
    case QUOTH_METADATA_MODIFIED:
        return &m->modified;
    case QUOTH_METADATA_SITE:
        return &m->site;
    case QUOTH_METADATA_LANGUAGE:
        return &m->language;
    case QUOTH_METADATA_URL:
        return &m->url;
    default:
        return &m->description;
    }
}

static int answer(qh_parse *p, int32_t field, const qh_fact_group *group) {
    const qh_source_map *outer = p->html->text.map->outer;
    const qh_fact *fact = group->best;
    const char **value = value_of(&p->doc->metadata, field);
    *value = qh_arena_copy(&p->doc->arena, fact->value, fact->size);
    quoth_metadata_origin *origin = &p->doc->origins[field];
    *origin = (quoth_metadata_origin){.confidence = group->confidence, .place = places[fact->source]};
    if (fact->end > fact->start) {
        origin->start = qh_source_map_at(outer, fact->start);
        origin->end = qh_source_map_end(outer, fact->end);
    }
    return *value != NULL;
}

static int answer_field(qh_parse *p, const qh_facts *facts, int32_t field) {
    qh_fact_groups groups = {0};
    if (!qh_facts_group(facts, field, &groups))
        return 0;
    const qh_fact_group *best = qh_facts_best(&groups);
    if (best && best->confidence >= qh_facts_threshold(field))
        return answer(p, field, best);
    *value_of(&p->doc->metadata, field) = NULL;
    return 1;
}

static int same_language(const char *a, const char *b) {
    size_t size = strcspn(a, "-_");
    return size == strcspn(b, "-_") && qh_fact_begins(b, size, a);
}

/* The text knows its language when there is enough of it; what the page says helps where it does not. */
static int answer_language(qh_parse *p, const qh_facts *facts) {
    enum { ENOUGH = 400 };
    const char *text = p->doc->metadata.language;
    int is_told = text && strcmp(text, "und") != 0;
    qh_fact_groups groups = {0};
    if (!qh_facts_group(facts, QUOTH_METADATA_LANGUAGE, &groups))
        return 0;
    const qh_fact_group *said = qh_facts_best(&groups);
    int agree = is_told && said && same_language(text, said->best->value);
    if (said && (!is_told || (!agree && p->doc->size <= ENOUGH)))
        return answer(p, QUOTH_METADATA_LANGUAGE, said);
    if (is_told)
        p->doc->origins[QUOTH_METADATA_LANGUAGE] = (quoth_metadata_origin){.confidence = agree                   ? 0.99
                                                                                         : p->doc->size > ENOUGH ? 0.95
                                                                                                                 : 0.6,
                                                                           .place = "text"};
    return 1;
}

static void prefer(const char **fact, const char *other, int surely) {
    if (other && (surely || !*fact))
        *fact = other;
}

/* What the page says of itself was weighed against its text and is of its only article; of several it is the first one's, if
 * anybody's. */
static void complete_article(quoth_document *doc) {
    if (!doc->articles.count)
        return;
    quoth_article *article = &doc->articles.items[0];
    int only = doc->articles.count == 1;
    prefer(&article->author, doc->metadata.author, only);
    prefer(&article->date, doc->metadata.date, only);
    prefer(&article->site, doc->metadata.site, only);
}

quoth_status qh_html_metadata(qh_parse *p) {
    qh_facts facts;
    if (!qh_facts_gather(p, &facts) || !answer_language(p, &facts))
        return qh_fail_memory(p->err);
    for (int32_t field = 0; field < QH_METADATA_FIELDS; field++) {
        if (field == QUOTH_METADATA_LANGUAGE || (field == QUOTH_METADATA_URL && !facts.counts[field][QH_FACT_LINK] &&
                                                 !facts.counts[field][QH_FACT_OG] && p->doc->metadata.url))
            continue;
        if (!answer_field(p, &facts, field))
            return qh_fail_memory(p->err);
    }
    complete_article(p->doc);
    return QUOTH_OK;
}
