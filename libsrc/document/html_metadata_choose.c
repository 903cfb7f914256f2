/* How sure a value is: a logistic model over who gives it and what the page is like, learned by libsrc/train/metadata.py. */
#include "document/html_facts.h"
#include "linguistics/lexicon.h"
#include "text/chars.h"
#include "text/utf8.h"

#include "document/html_metadata_weights.inc"

/* ---- groups ---- */

/* Whose spelling is taken: headings and structured data before what is cut or guessed. */
static int rank(const qh_fact *fact) {
    static const uint8_t ranks[QH_FACT_SOURCES] = {
        [QH_FACT_HEADING] = 1,     [QH_FACT_HEADING_LATER] = 2, [QH_FACT_LD_ARTICLE] = 3, [QH_FACT_LD_FORUM] = 3,
        [QH_FACT_OG] = 4,          [QH_FACT_LD_PAGE] = 5,       [QH_FACT_LD_PRODUCT] = 5, [QH_FACT_ITEMPROP] = 5,
        [QH_FACT_META] = 6,        [QH_FACT_ARTICLE] = 4,       [QH_FACT_CITATION] = 4,   [QH_FACT_VENDOR] = 6,
        [QH_FACT_TWITTER] = 6,     [QH_FACT_REL] = 6,           [QH_FACT_LINK] = 3,       [QH_FACT_MICROFORMAT] = 7,
        [QH_FACT_TIME] = 7,        [QH_FACT_TITLE] = 8,         [QH_FACT_CLASS] = 8,      [QH_FACT_HTML] = 3,
        [QH_FACT_TITLE_FRONT] = 9, [QH_FACT_TITLE_LONG] = 9,    [QH_FACT_LINE] = 9,       [QH_FACT_TEXT] = 10,
        [QH_FACT_TITLE_BACK] = 10, [QH_FACT_PROFILE] = 7,       [QH_FACT_BELOW] = 9};
    return ranks[fact->source] ? ranks[fact->source] : 20;
}

static int is_day_first(const qh_facts *facts) {
    return facts->language && strcmp(facts->language, "en") && strcmp(facts->language, "und");
}

/* Whether a sure date of the page is written like this. */
static int is_confirmed(const qh_facts *facts, const char *date) {
    for (size_t i = 0; i < facts->list.count; i++) {
        const qh_fact *fact = &facts->list.items[i];
        if ((fact->field == QUOTH_METADATA_DATE || fact->field == QUOTH_METADATA_MODIFIED) && !fact->is_unsure &&
            !strcmp(fact->value, date))
            return 1;
    }
    return 0;
}

/* A date that could be read in two ways stands where the language tells how, or another date of the page is the same. */
static int is_settled(const qh_facts *facts, const qh_fact *fact) {
    return !fact->is_unsure || is_day_first(facts) || is_confirmed(facts, fact->value);
}

static int is_same(const qh_fact *a, const qh_fact *b) { return a->key == b->key; }

static int join(const qh_facts *facts, qh_fact_groups *groups, const qh_fact *fact) {
    for (size_t i = 0; i < groups->count; i++) {
        qh_fact_group *group = &groups->items[i];
        if (!is_same(group->best, fact))
            continue;
        group->sources |= 1ull << fact->source;
        if (rank(fact) < rank(group->best))
            group->best = fact;
        return 1;
    }
    qh_fact_group *group = qh_vec_push(facts->p->scratch, groups);
    if (!group)
        return 0;
    *group = (qh_fact_group){.best = fact, .sources = 1ull << fact->source, .signs = groups->count == 1 ? 1u << QH_SIGN_FIRST : 0};
    return 1;
}

/* ---- signs ---- */

static int count_bits(uint64_t bits) {
    int count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static uint32_t words_of(const qh_fact *fact) {
    size_t blanks = 0, digits = 0, commas = 0;
    for (size_t i = 0; i < fact->size; i++) {
        char c = fact->value[i];
        blanks += c == ' ';
        digits += c >= '0' && c <= '9';
        commas += c == ',' || c == '|';
    }
    return (blanks == 0 ? 1u << QH_SIGN_ONE_WORD : 0) | (blanks >= 4 ? 1u << QH_SIGN_MANY_WORDS : 0) |
           (digits ? 1u << QH_SIGN_DIGITS : 0) | (commas ? 1u << QH_SIGN_COMMA : 0);
}

/* Whether the value is what the site is called, or its address without blanks. */
static int is_site(const qh_facts *facts, const qh_fact *fact) {
    for (size_t i = 0; i < facts->list.count; i++) {
        const qh_fact *other = &facts->list.items[i];
        if (other->field == QUOTH_METADATA_SITE && other->key == fact->key && other->source != QH_FACT_TEXT)
            return 1;
    }
    const char *host = facts->host;
    size_t used = 0;
    for (size_t at = 0; host && at < fact->size; at++) {
        char c = qh_fact_lower(fact->value[at]);
        if (c == ' ' || c == '\'' || c == '&')
            continue;
        if (host[used++] != c)
            return 0;
    }
    return host && used > 2;
}

static int begins(const qh_fact *whole, const qh_fact *part) {
    return whole->size > part->size && part->size > 2 && !memcmp(whole->value, part->value, part->size);
}

static uint32_t text_signs(const qh_facts *facts, const qh_fact_groups *groups, const qh_fact_group *group) {
    uint32_t signs = words_of(group->best) | (is_site(facts, group->best) ? 1u << QH_SIGN_SITE : 0);
    for (size_t i = 0; i < groups->count; i++) {
        signs |= begins(groups->items[i].best, group->best) ? 1u << QH_SIGN_PART : 0;
        signs |= begins(group->best, groups->items[i].best) ? 1u << QH_SIGN_WHOLE : 0;
    }
    return signs;
}

static uint32_t date_signs(const qh_facts *facts, const qh_fact_groups *groups, const qh_fact_group *group) {
    uint32_t signs = 1u << QH_SIGN_EARLIEST | 1u << QH_SIGN_LATEST | (group->best->size < 10 ? 1u << QH_SIGN_IMPRECISE : 0);
    for (size_t i = 0; i < groups->count; i++) {
        int order = strcmp(groups->items[i].best->value, group->best->value);
        signs &= ~(order < 0 ? 1u << QH_SIGN_EARLIEST : order > 0 ? 1u << QH_SIGN_LATEST : 0);
    }
    for (size_t i = 0; i < facts->list.count; i++)
        if (facts->list.items[i].field == QUOTH_METADATA_MODIFIED && facts->list.items[i].key == group->best->key)
            signs |= 1u << QH_SIGN_MODIFIED;
    return signs;
}

/* A month in the address stands for every day of it. */
static void share_address(qh_fact_groups *groups) {
    for (size_t i = 0; i < groups->count; i++) {
        const qh_fact_group *month = &groups->items[i];
        if (!(month->sources >> QH_FACT_ADDRESS & 1) || month->best->size >= 10)
            continue;
        for (size_t k = 0; k < groups->count; k++)
            if (begins(groups->items[k].best, month->best))
                groups->items[k].sources |= 1ull << QH_FACT_ADDRESS;
    }
}

/* The kind of page tells whether its heading or its <title> is the title: it counts for the heading. */
static uint32_t page_of(const qh_facts *facts, const qh_fact_group *group, int32_t field) {
    return field != QUOTH_METADATA_TITLE || group->sources >> QH_FACT_HEADING & 1 ? facts->page : 0;
}

/* ---- titles ---- */

static int is_letter(char c) { return (c & 0x80) || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* Whether the word stands in the text, ASCII case aside. */
static int has_word(const qh_fact *text, const char *word, size_t size) {
    for (size_t at = 0; at + size <= text->size; at++) {
        size_t i = 0;
        while (i < size && qh_fact_lower(text->value[at + i]) == qh_fact_lower(word[i]))
            i++;
        if (i == size && (at == 0 || !is_letter(text->value[at - 1])))
            return 1;
    }
    return 0;
}

static uint32_t title_signs(const qh_facts *facts, const qh_fact *fact) {
    const qh_fact *title = NULL;
    for (size_t i = 0; i < facts->list.count && !title; i++)
        if (facts->list.items[i].field == QUOTH_METADATA_TITLE && facts->list.items[i].source == QH_FACT_TITLE)
            title = &facts->list.items[i];
    size_t words = 0, found = 0;
    for (size_t at = 0, end; title && at < fact->size; at = end + 1) {
        for (end = at; end < fact->size && is_letter(fact->value[end]);)
            end++;
        words += end > at;
        found += end > at && has_word(title, fact->value + at, end - at);
    }
    if (!title)
        return 0;
    return (found * 10 >= words * 6 ? 1u << QH_SIGN_ALIKE : 0) | (found * 10 < words * 3 ? 1u << QH_SIGN_UNLIKE : 0) |
           (words <= 2 ? 1u << QH_SIGN_SHORT : 0);
}

/* ---- authors ---- */

static uint32_t author_signs(const qh_facts *facts, const qh_fact *fact) {
    const uint32_t given = QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME;
    size_t words = 0, capitals = 0, first = strcspn(fact->value, " ");
    for (size_t at = 0, length; at < fact->size; at++) {
        if (at > 0 && fact->value[at - 1] != ' ')
            continue;
        words++;
        capitals += (qh_char_class(qh_utf8_at(fact->value, at, &length)) & QH_CHAR_UPPER) != 0;
    }
    uint32_t classes = qh_lexicon_word(facts->p->lexicon, "en", fact->value, first).classes |
                       qh_lexicon_word(facts->p->lexicon, facts->language, fact->value, first).classes;
    return (words >= 2 && words <= 4 && capitals == words ? 1u << QH_SIGN_NAME : 0) |
           (classes & given ? 1u << QH_SIGN_GIVEN_NAME : 0);
}

static uint32_t signs_of(const qh_facts *facts, const qh_fact_groups *groups, const qh_fact_group *group, int32_t field) {
    int is_date = field == QUOTH_METADATA_DATE || field == QUOTH_METADATA_MODIFIED, sources = count_bits(group->sources);
    return group->signs | 1u << QH_SIGN_BIAS | (groups->count > 1 ? 1u << QH_SIGN_RIVAL : 0) |
           (groups->count > 3 ? 1u << QH_SIGN_RIVALS : 0) | (sources > 1 ? 1u << QH_SIGN_AGREED : 0) |
           (sources > 3 ? 1u << QH_SIGN_AGREED_MORE : 0) |
           (is_date ? date_signs(facts, groups, group) : text_signs(facts, groups, group)) |
           (field == QUOTH_METADATA_TITLE ? title_signs(facts, group->best) : 0) |
           (field == QUOTH_METADATA_AUTHOR ? author_signs(facts, group->best) : 0);
}

/* ---- confidence ---- */

static double sum_of(const float *weights, uint64_t bits) {
    double sum = 0;
    for (size_t i = 0; bits; i++, bits >>= 1)
        sum += bits & 1 ? (double)weights[i] : 0;
    return sum;
}

/* 1 / (1 + e^-x), without the mathematical library; the error is below 0.001. */
static double logistic(double x) {
    double limited = x > 20 ? 20 : x < -20 ? -20 : x, power = 1 - limited / 65536;
    for (int i = 0; i < 16; i++)
        power *= power;
    return 1 / (1 + power);
}

static double confidence_of(const qh_fact_group *group, int32_t field) {
    const float *weights = qh_fact_weights[field];
    double sum = sum_of(weights, group->sources) + sum_of(weights + QH_FACT_SOURCES, group->page) +
                 sum_of(weights + QH_FACT_SOURCES + QH_PAGE_SIGNS, group->signs);
    return logistic(sum);
}

int qh_facts_group(const qh_facts *facts, int32_t field, qh_fact_groups *groups) {
    for (size_t i = 0; i < facts->list.count; i++) {
        const qh_fact *fact = &facts->list.items[i];
        if (fact->field == field && is_settled(facts, fact) && !join(facts, groups, fact))
            return 0;
    }
    if (field == QUOTH_METADATA_DATE)
        share_address(groups);
    for (size_t i = 0; i < groups->count; i++) {
        groups->items[i].signs = signs_of(facts, groups, &groups->items[i], field);
        groups->items[i].page = page_of(facts, &groups->items[i], field);
    }
    for (size_t i = 0; i < groups->count; i++)
        groups->items[i].confidence = confidence_of(&groups->items[i], field);
    return 1;
}

const qh_fact_group *qh_facts_best(const qh_fact_groups *groups) {
    const qh_fact_group *best = NULL;
    for (size_t i = 0; i < groups->count; i++)
        if (!best || groups->items[i].confidence > best->confidence)
            best = &groups->items[i];
    return best;
}

double qh_facts_threshold(int32_t field) { return (double)qh_fact_thresholds[field]; }
