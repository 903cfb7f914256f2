/* Facts that stand in running text: parts of <title>, lines near the title, the address. */
#include "document/html_facts.h"

/* ---- title ---- */

static size_t separator_at(const char *text, size_t size, size_t at) {
    static const char *const separators[] = {" | ",
                                             " - ",
                                             " \xE2\x80\x93 ",
                                             " \xE2\x80\x94 ",
                                             " \xC2\xBB ",
                                             " \xC2\xAB ",
                                             " :: ",
                                             " \xC2\xB7 ",
                                             " \xE2\x80\xA2 ",
                                             " // ",
                                             " < ",
                                             " > ",
                                             " ~ ",
                                             " \xE2\x80\xBA ",
                                             NULL};
    for (size_t i = 0; separators[i]; i++)
        if (qh_fact_begins(text + at, size - at, separators[i]))
            return strlen(separators[i]);
    return 0;
}

int qh_facts_of_title(qh_facts *facts, const char *title, size_t size, qh_fact_place place) {
    size_t plain, first = 0, last = 0, behind = 0;
    char *text = qh_fact_plain(facts->p->scratch, title, size, &plain);
    if (!text)
        return 0;
    for (size_t at = 1, length; at < plain; at++)
        if ((length = separator_at(text, plain, at)) != 0) {
            first = first ? first : at;
            behind = behind ? behind : at + length;
            last = at;
        }
    if (!qh_fact_add(facts, QUOTH_METADATA_TITLE, QH_FACT_TITLE, text, plain, place))
        return 0;
    if (!first)
        return 1;
    return qh_fact_add(facts, QUOTH_METADATA_TITLE, QH_FACT_TITLE_FRONT, text, first, place) &&
           (last == first || qh_fact_add(facts, QUOTH_METADATA_TITLE, QH_FACT_TITLE_LONG, text, last, place)) &&
           qh_fact_add(facts, QUOTH_METADATA_TITLE, QH_FACT_TITLE_BACK, text + behind, plain - behind, place) &&
           qh_fact_add(facts, QUOTH_METADATA_SITE, QH_FACT_TITLE_BACK, text + last + separator_at(text, plain, last),
                       plain - last - separator_at(text, plain, last), place);
}

/* ---- lines ---- */

static qh_fact_place place_of(const qh_parse *p, const quoth_block *block) {
    const qh_source_map *map = p->html->text.map;
    qh_source_map inner = *map;
    inner.outer = NULL;
    return (qh_fact_place){(uint32_t)qh_source_map_at(&inner, block->start), (uint32_t)qh_source_map_end(&inner, block->end)};
}

/* Whether the first date of the line is that of a change. */
static int is_update(qh_text line) {
    size_t digit = 0;
    while (digit < line.size && (line.bytes[digit] < '0' || line.bytes[digit] > '9'))
        digit++;
    return qh_fact_holds(line.bytes, digit, "updated") && !qh_fact_holds(line.bytes, digit, "published");
}

static int read_line(qh_facts *facts, const quoth_block *block) {
    enum { LONGEST = 160 };
    qh_text line = {facts->p->doc->text + block->start, block->end - block->start};
    if (line.size > LONGEST)
        return 1;
    qh_fact_place place = place_of(facts->p, block);
    if (qh_fact_is_byline(line) && !qh_fact_add(facts, QUOTH_METADATA_AUTHOR, QH_FACT_LINE, line.bytes, line.size, place))
        return 0;
    return qh_fact_add(facts, is_update(line) ? QUOTH_METADATA_MODIFIED : QUOTH_METADATA_DATE, QH_FACT_LINE, line.bytes, line.size,
                       place);
}

/* "Written by" on a line of its own: the next one is the name. */
static int read_below(qh_facts *facts, const quoth_block *block) {
    enum { LONGEST = 60 };
    const quoth_document *doc = facts->p->doc;
    const quoth_block *next = block + 1;
    if (next == doc->blocks.items + doc->blocks.count || next->end - next->start > LONGEST ||
        !qh_fact_announces((qh_text){doc->text + block->start, block->end - block->start}))
        return 1;
    return qh_fact_add(facts, QUOTH_METADATA_AUTHOR, QH_FACT_BELOW, doc->text + next->start, next->end - next->start,
                       place_of(facts->p, next));
}

static int add_text(qh_facts *facts, quoth_metadata_field field, const char *value) {
    return !value || qh_fact_add(facts, field, QH_FACT_TEXT, value, strlen(value), (qh_fact_place){0, 0});
}

static void note_length(qh_facts *facts) {
    const quoth_document *doc = facts->p->doc;
    size_t bytes = 0;
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.items[i].kind == QUOTH_BLOCK_PARAGRAPH)
            bytes += doc->blocks.items[i].end - doc->blocks.items[i].start;
    facts->page |= bytes < 1500 ? QH_PAGE_SHORT : bytes > 6000 ? QH_PAGE_LONG : 0;
}

static void note_title(qh_facts *facts, const quoth_block *title) {
    size_t blanks = 0;
    for (size_t i = title->start; i < title->end; i++)
        blanks += facts->p->doc->text[i] == ' ';
    facts->page |= blanks >= 5 ? QH_PAGE_LONG_TITLE : 0;
}

static int is_heading(const qh_html_node *node) { return node->tag >= QH_TAG_H1 && node->tag <= QH_TAG_H3; }

/* The block of the likeliest title, a heading if there is one; else that of the first article; -1: none. -2: no memory. */
static int64_t title_block(qh_facts *facts) {
    const quoth_document *doc = facts->p->doc;
    qh_fact_groups groups = {0};
    if (!qh_facts_group(facts, QUOTH_METADATA_TITLE, &groups))
        return -2;
    const qh_fact_group *best = qh_facts_best(&groups);
    int64_t found = -1;
    for (size_t i = 0; best && i < doc->blocks.count; i++) {
        const quoth_block *block = &doc->blocks.items[i];
        if (block->end - block->start > 2 * best->best->size + 8 ||
            qh_fact_key(doc->text + block->start, block->end - block->start) != best->best->key)
            continue;
        if (is_heading(facts->p->html->text.leaves.items[i].box))
            return (int64_t)i;
        found = found < 0 ? (int64_t)i : found;
    }
    return found >= 0 ? found : doc->articles.count ? doc->articles.items[0].title : -1;
}

/* Lines above and below the title. */
static int read_around(qh_facts *facts, size_t title) {
    enum { BEFORE = 5, BEHIND = 16 };
    const quoth_document *doc = facts->p->doc;
    note_title(facts, &doc->blocks.items[title]);
    for (size_t i = title > BEFORE ? title - BEFORE : 0; i < doc->blocks.count && i <= title + BEHIND; i++)
        if (i != title && (!read_line(facts, &doc->blocks.items[i]) || !read_below(facts, &doc->blocks.items[i])))
            return 0;
    return 1;
}

int qh_facts_of_lines(qh_facts *facts) {
    const quoth_document *doc = facts->p->doc;
    note_length(facts);
    int64_t title = title_block(facts);
    if (title < -1 || (title >= 0 && !read_around(facts, (size_t)title)))
        return 0;
    const quoth_article *article = doc->articles.count ? &doc->articles.items[0] : NULL;
    if (!article || article->title < 0)
        return 1;
    const quoth_block *block = &doc->blocks.items[article->title];
    return qh_fact_add(facts, QUOTH_METADATA_TITLE, QH_FACT_TEXT, doc->text + block->start, block->end - block->start,
                       place_of(facts->p, block)) &&
           add_text(facts, QUOTH_METADATA_AUTHOR, article->author) && add_text(facts, QUOTH_METADATA_DATE, article->date) &&
           add_text(facts, QUOTH_METADATA_SITE, article->site);
}

/* ---- address ---- */

static void note_words(qh_facts *facts, const char *path, size_t size) {
    static const struct {
        const char *word;
        uint32_t sign;
    } words[] = {{"blog", QH_PAGE_BLOG},
                 {"news", QH_PAGE_BLOG},
                 {"article", QH_PAGE_BLOG},
                 {"post", QH_PAGE_BLOG},
                 {"story", QH_PAGE_BLOG},
                 {"insights", QH_PAGE_BLOG},
                 {"resources", QH_PAGE_BLOG},
                 {"forum", QH_PAGE_FORUM},
                 {"thread", QH_PAGE_FORUM},
                 {"topic", QH_PAGE_FORUM},
                 {"discuss", QH_PAGE_FORUM},
                 {"community", QH_PAGE_FORUM},
                 {"question", QH_PAGE_FORUM},
                 {"docs", QH_PAGE_DOCUMENTATION},
                 {"/doc/", QH_PAGE_DOCUMENTATION},
                 {"/api", QH_PAGE_DOCUMENTATION},
                 {"reference", QH_PAGE_DOCUMENTATION},
                 {"manual", QH_PAGE_DOCUMENTATION},
                 {"/product", QH_PAGE_PRICE},
                 {"/shop", QH_PAGE_PRICE},
                 {"/collections/", QH_PAGE_PRICE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qh_fact_holds(path, size, words[i].word))
            facts->page |= words[i].sign;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* /2024/05/17/, /2024/05/, 2024-05-17, 20240517 */
static int read_path_date(qh_facts *facts, const char *path, size_t size) {
    for (size_t i = 1; i + 7 <= size; i++) {
        if (is_digit(path[i - 1]) || (path[i] != '1' && path[i] != '2') ||
            (path[i + 4] != '/' && path[i + 4] != '-' && !is_digit(path[i + 4])))
            continue;
        size_t length = i + 10 <= size ? 10 : 7;
        char date[11];
        uint8_t unsure;
        int found = qh_fact_date(facts, path + i, length, date, &unsure);
        if (found < 0)
            return 0;
        if (!found)
            continue;
        facts->page |= QH_PAGE_DATED;
        return qh_fact_add(facts, QUOTH_METADATA_DATE, QH_FACT_ADDRESS, date, strlen(date), (qh_fact_place){0, 0});
    }
    return 1;
}

static void note_steps(qh_facts *facts, const char *path, size_t size) {
    size_t steps = 0, digits = 0, most = 0;
    for (size_t i = 0; i < size; i++) {
        steps += path[i] == '/' && i + 1 < size;
        digits = is_digit(path[i]) ? digits + 1 : 0;
        most = digits > most ? digits : most;
    }
    facts->page |= steps == 0 ? QH_PAGE_ROOT : steps == 1 ? QH_PAGE_SHALLOW : 0;
    facts->page |= most >= 5 ? QH_PAGE_NUMBERED : 0;
}

static const char *address_of(const qh_facts *facts) {
    if (facts->p->doc->source.url)
        return facts->p->doc->source.url;
    for (size_t i = 0; i < facts->list.count; i++)
        if (facts->list.items[i].field == QUOTH_METADATA_URL)
            return facts->list.items[i].value;
    return NULL;
}

int qh_facts_of_address(qh_facts *facts) {
    const char *url = address_of(facts), *host = url ? strstr(url, "://") : NULL;
    if (!host)
        return 1;
    host += 3;
    const char *path = host + strcspn(host, "/?#");
    facts->host = host + (qh_fact_begins(host, strlen(host), "www.") ? 4 : 0);
    size_t size = strlen(path);
    note_words(facts, host, strlen(host));
    note_steps(facts, path, size);
    return read_path_date(facts, path, size);
}
