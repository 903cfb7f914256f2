#include "layout.h"

#include <stddef.h>

#include "records.h"

static const char *direction_name(int32_t direction) {
    return direction == QUOTH_DIRECTION_RTL ? "rtl" : direction == QUOTH_DIRECTION_LTR ? "ltr" : NULL;
}

static const char *gender_name(int32_t gender) {
    return gender == QUOTH_GENDER_FEMALE ? "female" : gender == QUOTH_GENDER_MALE ? "male" : NULL;
}

#define BOUNDS                                                                                                                     \
    {"start", FLAT_START, NULL}, { "end", FLAT_END, NULL }
#define END_OF_ROW                                                                                                                 \
    { NULL, FLAT_END_OF_ROW, NULL }

static const flat_field blocks[] = {
    BOUNDS,
    {"kind", FLAT_ENUMERATOR, quoth_block_kind_name},
    {"article", FLAT_INDEX, NULL},
    {"parent", FLAT_INDEX, NULL},
    {"level", FLAT_INTEGER, NULL},
    {"turn", FLAT_INDEX, NULL},
    {"duplicate_of", FLAT_INDEX, NULL},
    {"excerpt_of", FLAT_INDEX, NULL},
    {"row", FLAT_INDEX, NULL},
    {"column", FLAT_INDEX, NULL},
    {"header", FLAT_FLAG, NULL},
    {"main", FLAT_FLAG, NULL},
    {"direction", FLAT_ENUMERATOR, direction_name},
    {"speaker_head", FLAT_SPAN, NULL},
    {"dateline", FLAT_SPAN, NULL},
    {"byline", FLAT_SPAN, NULL},
    {"language", FLAT_TEXT, NULL},
    {"script", FLAT_CODE, NULL},
    {"confidence", FLAT_NUMBER, NULL},
    {"language_confidence", FLAT_NUMBER, NULL},
    {"script_shares", FLAT_SHARES, NULL},
    {"first_strong", FLAT_ENUMERATOR, direction_name},
    {"main_probability", FLAT_NUMBER, NULL},
    {"source", FLAT_BYTES, NULL},
    END_OF_ROW,
};
static const flat_field scripts[] = {
    BOUNDS,
    {"script", FLAT_CODE, NULL},
    {"direction", FLAT_ENUMERATOR, direction_name},
    END_OF_ROW,
};
static const flat_field quotes[] = {
    {"type", FLAT_ENUMERATOR, quoth_quote_type_name},
    {"speaker_index", FLAT_INDEX, NULL},
    {"addressee_index", FLAT_INDEX, NULL},
    {"parent_index", FLAT_INDEX, NULL},
    {"block", FLAT_INDEX, NULL},
    {"parts", FLAT_SPANS, NULL},
    {"quoted", FLAT_SPANS, NULL},
    {"cue", FLAT_SPAN, NULL},
    {"speaker_mention", FLAT_SPAN, NULL},
    {"language", FLAT_TEXT, NULL},
    {"evidence", FLAT_TEXT, NULL},
    {"confidence", FLAT_NUMBER, NULL},
    END_OF_ROW,
};
static const flat_field speakers[] = {
    {"id", FLAT_TEXT, NULL},
    {"name", FLAT_TEXT, NULL},
    {"kind", FLAT_ENUMERATOR, quoth_speaker_kind_name},
    {"gender", FLAT_ENUMERATOR, gender_name},
    {"aliases", FLAT_TEXTS, NULL},
    {"mentions", FLAT_SPANS, NULL},
    END_OF_ROW,
};
static const flat_field mentions[] = {
    {"speaker_index", FLAT_INDEX, NULL},
    BOUNDS,
    END_OF_ROW,
};
static const flat_field articles[] = {
    BOUNDS,
    {"title_index", FLAT_INDEX, NULL},
    {"author", FLAT_TEXT, NULL},
    {"date", FLAT_TEXT, NULL},
    {"site", FLAT_TEXT, NULL},
    END_OF_ROW,
};
static const flat_field glue[] = {
    {"at", FLAT_START, NULL},
    {"kind", FLAT_ENUMERATOR, quoth_glue_kind_name},
    {"confidence", FLAT_NUMBER, NULL},
    END_OF_ROW,
};
static const flat_field mixed_tokens[] = {
    BOUNDS,
    {"restriction_level", FLAT_ENUMERATOR, quoth_restriction_level_name},
    {"scripts", FLAT_CODES, NULL},
    END_OF_ROW,
};
static const flat_field marks[] = {
    BOUNDS,
    {"reason", FLAT_ENUMERATOR, quoth_mark_reason_name},
    END_OF_ROW,
};

static const flat_field *const layouts[] = {
    [QUOTH_TABLE_BLOCKS] = blocks,     [QUOTH_TABLE_SCRIPTS] = scripts,   [QUOTH_TABLE_QUOTES] = quotes,
    [QUOTH_TABLE_SPEAKERS] = speakers, [QUOTH_TABLE_MENTIONS] = mentions, [QUOTH_TABLE_ARTICLES] = articles,
    [QUOTH_TABLE_GLUE] = glue,         [QUOTH_TABLE_MARKS] = marks,       [QUOTH_TABLE_MIXED_TOKENS] = mixed_tokens,
};

static const struct {
    const char *name;
    int32_t words, item_words;
} kinds[] = {
    [FLAT_START] = {"start", 1, 0},   [FLAT_END] = {"end", 1, 0},       [FLAT_SPAN] = {"span", 2, 0},
    [FLAT_BYTES] = {"bytes", 2, 0},   [FLAT_INDEX] = {"index", 1, 0},   [FLAT_INTEGER] = {"integer", 1, 0},
    [FLAT_FLAG] = {"flag", 1, 0},     [FLAT_NUMBER] = {"number", 1, 0}, [FLAT_ENUMERATOR] = {"enumerator", 1, 0},
    [FLAT_TEXT] = {"text", 2, 0},     [FLAT_CODE] = {"code", 1, 0},     [FLAT_CODES] = {"codes", 2, 1},
    [FLAT_SPANS] = {"spans", 2, 2},   [FLAT_TEXTS] = {"texts", 2, 2},   [FLAT_SHARES] = {"shares", 2, 3},
    [FLAT_END_OF_ROW] = {NULL, 0, 0},
};

const flat_field *flat_layout(int32_t table) {
    return table >= 0 && (size_t)table < sizeof layouts / sizeof *layouts ? layouts[table] : NULL;
}

int32_t flat_words(flat_kind kind) { return kinds[kind].words; }

int32_t flat_item_words(flat_kind kind) { return kinds[kind].item_words; }

static const flat_field END = END_OF_ROW;

static const flat_field *field_of(int32_t table, int32_t field) {
    const flat_field *at = flat_layout(table);
    if (!at || field < 0)
        return &END;
    while (field-- && at->name)
        at++;
    return at;
}

const char *flat_field_name(int32_t table, int32_t field) { return field_of(table, field)->name; }

const char *flat_field_kind(int32_t table, int32_t field) { return kinds[field_of(table, field)->kind].name; }

const char *flat_field_value_name(int32_t table, int32_t field, int32_t value) {
    const flat_field *at = field_of(table, field);
    return at->value_name ? at->value_name(value) : NULL;
}
