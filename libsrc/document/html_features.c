#include "document/html_features.h"

#include <string.h>

#include "document/html_cues.h"

int qh_html_find_facts(qh_arena *arena, const qh_html_page *page, const qh_html_weights *weights, qh_html_facts *out) {
    memset(out, 0, sizeof *out);
    out->page = page;
    out->count = page->text.leaves.count;
    out->owner = qh_arena_zalloc(arena, out->count, sizeof *out->owner);
    out->leaves = qh_arena_zalloc(arena, out->count, sizeof *out->leaves);
    out->inner = qh_arena_zalloc(arena, out->count, sizeof *out->inner);
    return out->owner && out->leaves && out->inner && qh_html_find_elements(arena, weights, out) &&
           qh_html_count_texts(arena, out) && qh_html_find_cues(arena, out) && qh_html_find_copies(arena, out) &&
           qh_html_find_title(arena, out) && qh_html_find_paths(arena, out);
}

/* ---- of the page ---- */

enum { PAGE_TAGS = 9, PAGE_SUMS = 7, PAGE_COLUMNS = PAGE_TAGS + QH_NAMES + PAGE_SUMS };

static void fill_sums(const qh_html_facts *facts, uint8_t *out) {
    uint64_t bytes = 0, links = 0, sentences = 0, words = facts->words.count;
    for (size_t i = 0; i < facts->count; i++) {
        bytes += facts->leaves[i].bytes;
        links += facts->leaves[i].link_bytes;
        sentences += facts->leaves[i].sentences ? facts->leaves[i].words : 0;
    }
    out[0] = qh_log_byte(words);
    out[1] = qh_log_byte(facts->count);
    out[2] = qh_share_byte(links, bytes);
    out[3] = qh_share_byte(sentences, words);
    out[4] = qh_log_byte(sentences);
    out[5] = qh_log_byte(facts->count ? words * 4 / facts->count : 0);
    out[6] = qh_log_byte(facts->headings);
}

static void fill_page(const qh_html_facts *facts, uint8_t out[PAGE_COLUMNS]) {
    static const uint16_t tags[PAGE_TAGS] = {QH_TAG_ARTICLE, QH_TAG_MAIN, QH_TAG_P,      QH_TAG_LI,    QH_TAG_FORM,
                                             QH_TAG_SECTION, QH_TAG_H2,   QH_TAG_BUTTON, QH_TAG_OPTION};
    uint32_t counts[PAGE_TAGS + QH_NAMES] = {0}, of_tag[QH_TAG_KNOWN] = {0};
    for (size_t i = 0; i < facts->elements.count; i++) {
        const qh_html_element *e = &facts->elements.items[i];
        of_tag[e->node->tag]++;
        for (uint32_t n = PAGE_TAGS, names = e->names; names; n++, names >>= 1)
            counts[n] += names & 1;
    }
    for (int t = 0; t < PAGE_TAGS; t++)
        counts[t] = of_tag[tags[t]];
    for (int i = 0; i < PAGE_TAGS + QH_NAMES; i++)
        out[i] = qh_log_byte(counts[i]);
    fill_sums(facts, out + PAGE_TAGS + QH_NAMES);
}

/* ---- of a leaf ---- */

/* Kinds of elements as numbers, those that are alike beside each other. */
static uint8_t tag_number(const qh_html_node *node) {
    static const uint8_t numbers[QH_TAG_KNOWN] = {
        [QH_TAG_P] = 1,        [QH_TAG_BLOCKQUOTE] = 2,  [QH_TAG_PRE] = 3,     [QH_TAG_ARTICLE] = 4,  [QH_TAG_MAIN] = 5,
        [QH_TAG_SECTION] = 6,  [QH_TAG_DIV] = 7,         [QH_TAG_BODY] = 8,    [QH_TAG_DETAILS] = 9,  [QH_TAG_SUMMARY] = 10,
        [QH_TAG_DD] = 11,      [QH_TAG_DT] = 12,         [QH_TAG_DL] = 13,     [QH_TAG_LI] = 14,      [QH_TAG_OL] = 15,
        [QH_TAG_UL] = 16,      [QH_TAG_TD] = 17,         [QH_TAG_TH] = 18,     [QH_TAG_TR] = 19,      [QH_TAG_TABLE] = 20,
        [QH_TAG_CAPTION] = 21, [QH_TAG_FIGCAPTION] = 22, [QH_TAG_FIGURE] = 23, [QH_TAG_H1] = 24,      [QH_TAG_H2] = 25,
        [QH_TAG_H3] = 26,      [QH_TAG_H4] = 27,         [QH_TAG_H5] = 28,     [QH_TAG_H6] = 29,      [QH_TAG_HEADER] = 30,
        [QH_TAG_STRONG] = 31,  [QH_TAG_B] = 32,          [QH_TAG_EM] = 33,     [QH_TAG_I] = 34,       [QH_TAG_SPAN] = 35,
        [QH_TAG_FONT] = 36,    [QH_TAG_CODE] = 37,       [QH_TAG_TIME] = 38,   [QH_TAG_SMALL] = 39,   [QH_TAG_A] = 40,
        [QH_TAG_LABEL] = 41,   [QH_TAG_FORM] = 42,       [QH_TAG_BUTTON] = 43, [QH_TAG_OPTION] = 44,  [QH_TAG_ADDRESS] = 45,
        [QH_TAG_ASIDE] = 46,   [QH_TAG_FOOTER] = 47,     [QH_TAG_NAV] = 48,    [QH_TAG_NOSCRIPT] = 49};
    return node->kind == QH_HTML_NODE_ELEMENT ? numbers[node->tag] : 0;
}

static uint8_t *put_text(const qh_html_counts *c, uint8_t *x) {
    *x++ = qh_log_byte(c->words);
    *x++ = qh_log_byte(c->bytes);
    *x++ = qh_share_byte(c->link_bytes, c->bytes);
    *x++ = qh_log_byte(c->links);
    *x++ = qh_log_byte(c->dots);
    *x++ = qh_log_byte(c->commas);
    *x++ = qh_share_byte(c->capitals, c->words);
    *x++ = qh_share_byte(c->symbols, c->bytes);
    *x++ = qh_share_byte(c->digits, c->bytes);
    *x++ = (uint8_t)(c->clock + 2 * c->capital);
    *x++ = (uint8_t)(c->stop + 2 * c->colon);
    *x++ = qh_log_byte(c->copies);
    *x++ = qh_log_byte(c->copy);
    *x++ = (uint8_t)c->seen;
    *x++ = qh_share_byte(c->title_words, c->words);
    *x++ = (uint8_t)c->title_share;
    *x++ = c->rank;
    return x;
}

static uint8_t *put_group(const qh_html_group *g, size_t words, uint8_t *x) {
    *x++ = qh_log_byte(g->leaves);
    *x++ = qh_log_byte(g->words);
    *x++ = qh_log_byte((uint64_t)g->words * 4 / g->leaves);
    *x++ = qh_share_byte(g->link_bytes, g->bytes);
    *x++ = qh_share_byte(g->sentence_words, g->words);
    *x++ = qh_share_byte(g->words, words);
    return x;
}

static uint8_t *put_elements(const qh_html_facts *facts, size_t i, uint8_t *x) {
    const qh_html_leaf *leaf = &facts->page->text.leaves.items[i];
    const qh_html_element *e = facts->owner[i] >= 0 ? &facts->elements.items[facts->owner[i]] : NULL;
    uint32_t inner = facts->inner[i].names;
    *x++ = (uint8_t)(leaf->hidden * 4 + (e ? e->hidden : 0));
    *x++ = qh_log_byte(e ? e->depth : 0);
    *x++ = tag_number(leaf->box);
    *x++ = tag_number(leaf->box->parent);
    *x++ = leaf->inner == leaf->box ? 0 : tag_number(leaf->inner);
    for (size_t n = 0; n < QH_NAMES + QH_HTML_PLACES; n++)
        *x++ = inner >> n & 1 && n < QH_NAMES ? 0 : (uint8_t)((e ? e->distance[n] : QH_HTML_NOWHERE) + 1);
    return x;
}

/* How far a leaf is from the title. */
typedef struct place {
    uint64_t words, title_words; /* before the leaf; before the title */
} place;

static uint8_t *put_place(const qh_html_facts *facts, size_t i, const place *h, uint8_t *x) {
    int known = facts->title < facts->count, behind = known && i > facts->title;
    uint64_t far = !known ? 0 : behind ? h->words - h->title_words : h->title_words - h->words;
    uint8_t distance = qh_log_byte(far / 8);
    *x++ = !known              ? 0
           : i == facts->title ? 128
           : behind            ? (uint8_t)(129 + (distance < 126 ? distance : 126))
                               : (uint8_t)(127 - (distance < 126 ? distance : 126));
    uint32_t heading = facts->leaves[i].heading;
    *x++ = heading != UINT32_MAX ? qh_log_byte(i - heading) : 255;
    *x++ = heading != UINT32_MAX ? facts->leaves[heading].rank : 0;
    return x;
}

/* The score of stems: sixteen steps for one unit of log odds. */
static uint8_t score_byte(int32_t score) {
    int32_t shifted = (score + 256) / 2;
    return score < -256 ? 0 : shifted > 255 ? 255 : (uint8_t)shifted;
}

/* What the elements around it say that it is. */
static uint8_t *put_kind(const qh_line *line, uint8_t *x) {
    *x++ = (uint8_t)(line->kind + 1);
    *x++ = (uint8_t)(line->aside + 1);
    *x++ = (uint8_t)line->comment;
    return x;
}

void qh_html_fill_columns(const qh_html_facts *facts, const qh_lines *lines, const qh_html_weights *weights, uint8_t *rows) {
    uint8_t page[PAGE_COLUMNS];
    place h = {0, 0};
    qh_html_cues_before before = QH_HTML_CUES_BEFORE_INIT;
    fill_page(facts, page);
    for (size_t i = 0; i < facts->title && facts->title < facts->count; i++)
        h.title_words += facts->leaves[i].words;
    for (size_t i = 0; i < facts->count; i++) {
        uint8_t *row = rows + i * QH_HTML_ROW, *x = row;
        const qh_html_counts *counts = &facts->leaves[i];
        *x++ = weights ? score_byte(qh_html_score(facts, weights, i)) : 0;
        x = put_text(counts, x);
        x = put_group(&facts->groups[0][facts->path[0][i]], facts->words.count, x);
        x = put_group(&facts->groups[1][facts->path[1][i]], facts->words.count, x);
        x = put_place(facts, i, &h, x);
        x = put_elements(facts, i, x);
        x = put_kind(&lines->list.items[i], x);
        x = qh_html_put_cues(facts, i, &before, x);
        memcpy(x, page, sizeof page);
        h.words += counts->words;
    }
}

_Static_assert(1 + 17 + 12 + 3 + 5 + QH_NAMES + QH_HTML_PLACES + 3 + QH_HTML_CUE_COLUMNS + PAGE_COLUMNS == QH_HTML_COLUMNS,
               "as many columns as are filled");
