#include "document/html_main.h"

#include <string.h>

/* e^-x for x from 0 to 16 by its series at x / 1024, squared ten times: the same on every machine, without libm. */
static double decay(double x) {
    double y = x / 1024, power = 1 - y + y * y / 2 - y * y * y / 6;
    for (int i = 0; i < 10; i++)
        power *= power;
    return power;
}

double qh_html_probability(int32_t logit) {
    int32_t size = logit < 0 ? -logit : logit, most = 16 * QH_HTML_LOGIT;
    double rest = decay((double)(size < most ? size : most) / QH_HTML_LOGIT);
    return logit < 0 ? rest / (1 + rest) : 1 / (1 + rest);
}

static int32_t signed_of(uint32_t value) { return value < 0x80000000u ? (int32_t)value : -(int32_t)~value - 1; }

int qh_html_main_model_of(const qh_model *model, int check, qh_html_main_model *out) {
    size_t bias, stems, one, two;
    const uint8_t *of_bias = qh_model_section(model, "bias", &bias), *of_stems = qh_model_section(model, "stem", &stems);
    const uint8_t *of_one = qh_model_section(model, "one ", &one), *of_two = qh_model_section(model, "two ", &two);
    if (check &&
        (model->features != QH_HTML_FEATURES || bias != 4 || stems != 1 << QH_HTML_WEIGHT_BITS || !qh_trees_check(of_one, one) ||
         !qh_trees_check(of_two, two) || qh_le32(of_one + 4) > QH_HTML_COLUMNS || qh_le32(of_two + 4) > QH_HTML_ROW))
        return 0;
    out->weights.bias = signed_of(qh_le32(of_bias));
    out->weights.weights = (const int8_t *)of_stems;
    out->first = qh_trees_of(of_one);
    out->second = qh_trees_of(of_two);
    return 1;
}

void qh_html_main_embedded(qh_html_main_model *out) {
    size_t size;
    const uint8_t *bytes = qh_html_main_bytes(&size);
    qh_model file = {bytes, (uint32_t)size, qh_le32(bytes + 12), qh_le32(bytes + 20)};
    qh_html_main_model_of(&file, 0, out);
}

int32_t *qh_html_main_logits(qh_arena *arena, const qh_html_facts *facts, const qh_lines *lines, const qh_html_main_model *model) {
    size_t room_one = qh_trees_room(&model->first), room_two = qh_trees_room(&model->second);
    uint8_t *rows = qh_arena_alloc(arena, facts->count * QH_HTML_ROW),
            *room = qh_arena_alloc(arena, room_one > room_two ? room_one : room_two);
    int32_t *first = qh_arena_zalloc(arena, facts->count, sizeof *first);
    int32_t *second = qh_arena_zalloc(arena, facts->count, sizeof *second);
    if (!rows || !room || !first || !second)
        return NULL;
    qh_html_fill_columns(facts, lines, &model->weights, rows);
    qh_trees_add(&model->first, rows, QH_HTML_ROW, facts->count, room, first);
    if (!qh_html_fill_context(arena, facts, first, rows))
        return NULL;
    qh_trees_add(&model->second, rows, QH_HTML_ROW, facts->count, room, second);
    return second;
}

/* Kinds of content; others say more about a block than that it is none. */
static int is_content(int32_t kind) {
    switch (kind) {
    case QH_KIND_OPEN:
    case QUOTH_BLOCK_SUBTITLE:
    case QUOTH_BLOCK_HEADING:
    case QUOTH_BLOCK_PARAGRAPH:
    case QUOTH_BLOCK_LIST_ITEM:
    case QUOTH_BLOCK_TABLE_CELL:
    case QUOTH_BLOCK_BLOCKQUOTE:
    case QUOTH_BLOCK_FOOTNOTE:
    case QUOTH_BLOCK_PREFORMATTED:
        return 1;
    default:
        return 0;
    }
}

static void decide(qh_line *line, int kept, double probability) {
    line->main = kept ? QH_MAIN_YES : QH_MAIN_NO;
    line->main_probability = probability;
    int keeps_kind = kept || !is_content(line->kind);
    if (keeps_kind && (kept || line->aside == QH_KIND_OPEN || line->kind == QUOTH_BLOCK_TITLE || line->kind == QUOTH_BLOCK_COMMENT))
        return;
    line->kind = line->aside != QH_KIND_OPEN ? line->aside : QUOTH_BLOCK_BOILERPLATE;
    line->confidence = 1 - probability;
    line->level = line->header = 0;
    line->row = line->column = line->parent = -1;
}

/* A heading between blocks of main content is one, whatever its own look. */
static void keep_headings(const qh_html_facts *facts, const qh_lines *lines, uint8_t *kept) {
    for (size_t i = 1; i + 1 < facts->count; i++) {
        const qh_line *line = &lines->list.items[i];
        if (line->kind == QUOTH_BLOCK_HEADING && line->aside == QH_KIND_OPEN && !line->comment && kept[i - 1] && kept[i + 1])
            kept[i] = 1;
    }
}

/* What is said about a text or a picture is not what the reader came for, wherever it stands. */
static int is_note(int32_t kind) {
    return kind == QUOTH_BLOCK_CAPTION || kind == QUOTH_BLOCK_BYLINE || kind == QUOTH_BLOCK_DATELINE;
}

int qh_html_main(qh_arena *arena, const qh_html_facts *facts, const qh_html_main_model *model, qh_lines *lines) {
    const int32_t *logits = qh_html_main_logits(arena, facts, lines, model);
    uint8_t *kept = qh_arena_zalloc(arena, facts->count, 1);
    if (!logits || !kept)
        return 0;
    qh_html_main_choose(facts, logits, kept);
    keep_headings(facts, lines, kept);
    for (size_t i = 0; i < facts->count; i++)
        decide(&lines->list.items[i], kept[i] && !is_note(lines->list.items[i].kind), qh_html_probability(logits[i]));
    return 1;
}
