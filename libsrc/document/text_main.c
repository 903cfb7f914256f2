#include "document/text_main.h"

#include <string.h>

/* First those of main content, then those that others may have as well, then those of what is none. */
const int32_t qh_text_kinds[QH_TEXT_KINDS] = {
    QUOTH_BLOCK_HEADING, QUOTH_BLOCK_PARAGRAPH, QUOTH_BLOCK_LIST_ITEM, QUOTH_BLOCK_TITLE,      QUOTH_BLOCK_CAPTION,
    QUOTH_BLOCK_RELATED, QUOTH_BLOCK_LINK,      QUOTH_BLOCK_COMMENT,   QUOTH_BLOCK_NAVIGATION, QUOTH_BLOCK_BOILERPLATE};

enum { EITHER = 3, NO_MAIN = 5 }; /* where in the list they begin */

/* ---- the model ---- */

static int trees_of(const qh_model *model, const char *tag, int check, qh_trees *out) {
    size_t size;
    const uint8_t *section = qh_model_section(model, tag, &size);
    if (check && (!qh_trees_check(section, size) || qh_le32(section + 4) > QH_HTML_ROW))
        return 0;
    *out = qh_trees_of(section);
    return 1;
}

int qh_text_model_of(const qh_model *model, int check, qh_text_model *out) {
    size_t bias, words;
    const uint8_t *of_bias = qh_model_section(model, "bias", &bias), *of_words = qh_model_section(model, "word", &words);
    if (check && (model->features != QH_TEXT_FEATURES || bias != 4 || words != 1 << QH_HTML_WEIGHT_BITS))
        return 0;
    uint32_t value = qh_le32(of_bias);
    out->weights.bias = value < 0x80000000u ? (int32_t)value : -(int32_t)~value - 1;
    out->weights.weights = (const int8_t *)of_words;
    if (!trees_of(model, "one ", check, &out->first) || !trees_of(model, "two ", check, &out->second))
        return 0;
    char tag[5] = "kin0";
    for (int k = 0; k < QH_TEXT_KINDS; k++, tag[3]++)
        if (!trees_of(model, tag, check, &out->kinds[k]))
            return 0;
    return 1;
}

static void embedded(qh_text_model *out) {
    size_t size;
    const uint8_t *bytes = qh_text_model_bytes(&size);
    qh_model file = {bytes, (uint32_t)size, qh_le32(bytes + 12), qh_le32(bytes + 20)};
    qh_text_model_of(&file, 0, out);
}

int32_t *qh_text_logits(qh_arena *arena, const qh_text_page *page, const qh_text_model *model, uint8_t **rows) {
    size_t count = page->facts.count;
    size_t one = qh_trees_room(&model->first), two = qh_trees_room(&model->second);
    uint8_t *room = qh_arena_alloc(arena, one > two ? one : two);
    int32_t *first = qh_arena_zalloc(arena, count, sizeof *first), *second = qh_arena_zalloc(arena, count, sizeof *second);
    *rows = qh_arena_zalloc(arena, count, QH_HTML_ROW);
    if (!*rows || !room || !first || !second || !qh_text_fill_columns(arena, page, &model->weights, *rows))
        return NULL;
    qh_trees_add(&model->first, *rows, QH_HTML_ROW, count, room, first);
    if (!qh_html_fill_context(arena, &page->facts, first, *rows))
        return NULL;
    qh_trees_add(&model->second, *rows, QH_HTML_ROW, count, room, second);
    return second;
}

int32_t *qh_text_kind_scores(qh_arena *arena, const uint8_t *rows, size_t count, const qh_text_model *model) {
    size_t most = 0;
    for (size_t k = 0; k < QH_TEXT_KINDS; k++)
        most = qh_trees_room(&model->kinds[k]) > most ? qh_trees_room(&model->kinds[k]) : most;
    uint8_t *room = qh_arena_alloc(arena, most);
    int32_t *scores = qh_arena_zalloc(arena, count * QH_TEXT_KINDS, sizeof *scores), *of_kind;
    of_kind = qh_arena_zalloc(arena, count, sizeof *of_kind);
    if (!room || !scores || !of_kind)
        return NULL;
    for (size_t k = 0; k < QH_TEXT_KINDS; k++) {
        memset(of_kind, 0, count * sizeof *of_kind);
        qh_trees_add(&model->kinds[k], rows, QH_HTML_ROW, count, room, of_kind);
        for (size_t i = 0; i < count; i++)
            scores[i * QH_TEXT_KINDS + k] = of_kind[i];
    }
    return scores;
}

/* ---- does it look like a copied page? ---- */

/* A short line that is no sentence and nothing that running text has between its paragraphs. */
static int is_fragment(const qh_line *line) {
    return line->flags & QH_LINE_SHORT && line->words <= 12 && line->kind != QUOTH_BLOCK_TURN &&
           line->kind != QUOTH_BLOCK_PREFORMATTED && line->kind != QUOTH_BLOCK_BLOCKQUOTE &&
           !(line->flags & (QH_LINE_STOP | QH_LINE_QUOTE_START | QH_LINE_ELLIPSIS_END));
}

static int is_running_text(const qh_line *line) {
    return !(line->flags & QH_LINE_SHORT) || line->words > 12 || (line->flags & QH_LINE_STOP && line->words > 4);
}

int qh_text_looks_copied(const qh_lines *lines) {
    size_t fragments = 0, text = 0, turns = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        const qh_line *line = &lines->list.items[i];
        fragments += is_fragment(line) != 0;
        text += is_running_text(line) != 0;
        turns += line->kind == QUOTH_BLOCK_TURN;
    }
    return fragments >= 8 && fragments * 5 >= lines->list.count && text && turns * 4 < lines->list.count;
}

/* ---- decisions ---- */

/* Kinds that only main content has; what is set off as code stays so. */
static int is_content(int32_t kind) {
    return kind == QUOTH_BLOCK_HEADING || kind == QUOTH_BLOCK_PARAGRAPH || kind == QUOTH_BLOCK_LIST_ITEM ||
           kind == QUOTH_BLOCK_TABLE_CELL || kind == QUOTH_BLOCK_BLOCKQUOTE;
}

/*
 * Kinds that rules only suppose: a headline above a date that does not come again, the first headline of the page, what a run
 * of short lines is, what is left.
 */
static int is_supposed(const qh_line *line, int kept) {
    enum { NAME_WORDS = 3 }; /* headlines have more */
    switch (line->kind) {
    case QUOTH_BLOCK_PARAGRAPH:
        return 1;
    case QUOTH_BLOCK_TITLE:
        return !kept && line->confidence < 0.95;
    case QUOTH_BLOCK_RELATED:
        return line->confidence < 0.9 || line->words <= NAME_WORDS;
    case QUOTH_BLOCK_HEADING:
    case QUOTH_BLOCK_LABEL:
        return line->confidence < 0.9;
    default:
        return 0;
    }
}

static size_t best_kind(const int32_t *scores, size_t from, size_t to) {
    size_t best = from;
    for (size_t k = from + 1; k < to; k++)
        best = scores[k] > scores[best] ? k : best;
    return best;
}

/* What rules are sure that it leads to other texts. */
static int is_promotion(int32_t kind) {
    return kind == QUOTH_BLOCK_RELATED || kind == QUOTH_BLOCK_LINK || kind == QUOTH_BLOCK_LABEL ||
           kind == QUOTH_BLOCK_BOILERPLATE || kind == QUOTH_BLOCK_NAVIGATION;
}

static void decide(qh_line *line, int kept, double probability, const int32_t *scores) {
    int supposed = is_supposed(line, kept);
    if (!supposed && is_promotion(line->kind))
        return;
    line->main = kept ? QH_MAIN_YES : QH_MAIN_NO;
    line->main_probability = probability;
    if (!supposed && (kept || !is_content(line->kind)))
        return;
    line->kind = qh_text_kinds[kept ? best_kind(scores, 0, NO_MAIN) : best_kind(scores, EITHER, QH_TEXT_KINDS)];
    line->confidence = kept ? probability : 1 - probability;
    if (!kept) {
        line->level = line->header = 0;
        line->row = line->column = line->parent = -1;
    }
}

/* A heading between lines of main content is one, whatever its own look. */
static void keep_headings(const qh_text_page *page, uint8_t *kept) {
    for (size_t i = 1; i + 1 < page->facts.count; i++)
        if (page->lines->list.items[i].kind == QUOTH_BLOCK_HEADING && kept[i - 1] && kept[i + 1])
            kept[i] = 1;
}

static int decide_all(qh_arena *arena, const char *text, qh_lines *lines) {
    qh_text_model model;
    qh_text_page page;
    uint8_t *rows;
    embedded(&model);
    if (!qh_text_page_of(arena, text, lines, &page))
        return 0;
    size_t count = lines->list.count;
    const int32_t *logits = qh_text_logits(arena, &page, &model, &rows), *scores = NULL;
    uint8_t *kept = qh_arena_zalloc(arena, count, 1);
    if (logits)
        scores = qh_text_kind_scores(arena, rows, count, &model);
    if (!scores || !kept)
        return 0;
    qh_html_main_choose(&page.facts, logits, kept);
    if (!memchr(kept, 1, count)) /* a list, a table: nobody's page */
        return 1;
    keep_headings(&page, kept);
    for (size_t i = 0; i < count; i++)
        decide(&lines->list.items[i], kept[i], qh_html_probability(logits[i]), scores + i * QH_TEXT_KINDS);
    return 1;
}

/* What is looked at is much more than the lines and serves nobody else. */
int qh_text_main(const qh_parse *p, qh_lines *lines) {
    qh_arena arena;
    if (lines->form || !qh_text_looks_copied(lines))
        return 1;
    qh_arena_init(&arena, &p->scratch->allocator);
    int ok = decide_all(&arena, p->doc->text, lines);
    qh_arena_free(&arena);
    return ok;
}
