#include "base/columns.h"

#include <stddef.h>

static const char *direction_name(int32_t direction) {
    return direction == QUOTH_DIRECTION_RTL ? "rtl" : direction == QUOTH_DIRECTION_LTR ? "ltr" : NULL;
}

static const char *gender_name(int32_t gender) {
    return gender == QUOTH_GENDER_FEMALE ? "female" : gender == QUOTH_GENDER_MALE ? "male" : NULL;
}

#define ONE(kind, type, field)                                                                                                     \
    { #field, {#field, NULL }, NULL, offsetof(type, field), 0, kind, 0 }
#define NAMED(type, field, names)                                                                                                  \
    { #field, {#field, NULL }, names, offsetof(type, field), 0, QH_ENUM, 0 }
#define NAMED_OR_NONE(type, field, names)                                                                                          \
    { #field, {#field, NULL }, names, offsetof(type, field), 0, QH_ENUM, -1 }
#define INDEX(type, field, target)                                                                                                 \
    { #field, {#field, NULL }, NULL, offsetof(type, field), 0, QH_INDEX, target }
#define BOUNDS(kind, type, field)                                                                                                  \
    { #field, {#field "_start", #field "_end" }, NULL, offsetof(type, field), 0, kind, 0 }
#define STRING(type, field)                                                                                                        \
    { #field, {#field "_at", #field "_size" }, NULL, offsetof(type, field), 0, QH_TEXT, 0 }
#define LIST(kind, type, field, count)                                                                                             \
    { #field, {#field "_at", #field "_count" }, NULL, offsetof(type, field), offsetof(type, count), kind, 0 }
#define SOURCE                                                                                                                     \
    { "source", {"source_start", "source_end"}, NULL, 0, 0, QH_SOURCE, 0 }
/* For readers of Arrow, who have no second table at hand. */
#define ROW(name)                                                                                                                  \
    { name, {NULL, NULL}, NULL, 0, 0, QH_ROW, 0 }
#define CONTENT                                                                                                                    \
    { "text", {NULL, NULL}, NULL, 0, 0, QH_CONTENT, 0 }
#define DERIVED(name, kind, type, field)                                                                                           \
    { name, {NULL, NULL}, NULL, offsetof(type, field), 0, kind, 0 }
#define JOINED(name, type, field, count)                                                                                           \
    { name, {NULL, NULL}, NULL, offsetof(type, field), offsetof(type, count), QH_PARTS_CONTENT, 0 }

static const qh_column block_columns[] = {
    ROW("block"),
    ONE(QH_OFFSET, quoth_block, start),
    ONE(QH_OFFSET, quoth_block, end),
    NAMED(quoth_block, kind, quoth_block_kind_name),
    CONTENT,
    INDEX(quoth_block, article, QUOTH_TABLE_ARTICLES),
    INDEX(quoth_block, parent, QUOTH_TABLE_BLOCKS),
    ONE(QH_INT, quoth_block, level),
    INDEX(quoth_block, turn, QUOTH_TABLE_BLOCKS),
    INDEX(quoth_block, duplicate_of, QUOTH_TABLE_BLOCKS),
    INDEX(quoth_block, excerpt_of, QUOTH_TABLE_BLOCKS),
    INDEX(quoth_block, row, -1),
    INDEX(quoth_block, column, -1),
    ONE(QH_FLAG, quoth_block, header),
    ONE(QH_FLAG, quoth_block, main),
    NAMED(quoth_block, direction, direction_name),
    BOUNDS(QH_SPAN, quoth_block, speaker_head),
    BOUNDS(QH_SPAN, quoth_block, dateline),
    BOUNDS(QH_SPAN, quoth_block, byline),
    STRING(quoth_block, language),
    ONE(QH_CODE, quoth_block, script),
    ONE(QH_NUMBER, quoth_block, confidence),
    ONE(QH_NUMBER, quoth_block, language_confidence),
    LIST(QH_SHARES, quoth_block, script_shares, script_share_count),
    NAMED_OR_NONE(quoth_block, first_strong, direction_name),
    ONE(QH_NUMBER, quoth_block, main_probability),
    SOURCE,
};

static const qh_column script_columns[] = {
    ROW("run"),
    ONE(QH_OFFSET, quoth_script_run, start),
    ONE(QH_OFFSET, quoth_script_run, end),
    ONE(QH_CODE, quoth_script_run, script),
    NAMED(quoth_script_run, direction, direction_name),
    CONTENT,
};

static const qh_column quote_columns[] = {
    ROW("quote"),
    NAMED(quoth_quote, type, quoth_quote_type_name),
    JOINED("text", quoth_quote, parts, part_count),
    DERIVED("speaker_name", QH_SPEAKER_NAME, quoth_quote, speaker),
    INDEX(quoth_quote, speaker, QUOTH_TABLE_SPEAKERS),
    INDEX(quoth_quote, addressee, QUOTH_TABLE_SPEAKERS),
    INDEX(quoth_quote, parent, QUOTH_TABLE_QUOTES),
    INDEX(quoth_quote, block, QUOTH_TABLE_BLOCKS),
    LIST(QH_SPANS, quoth_quote, parts, part_count),
    LIST(QH_SPANS, quoth_quote, quoted, quoted_count),
    DERIVED("cue", QH_SPAN_CONTENT, quoth_quote, cue),
    BOUNDS(QH_SPAN, quoth_quote, cue),
    BOUNDS(QH_SPAN, quoth_quote, speaker_mention),
    STRING(quoth_quote, language),
    STRING(quoth_quote, evidence),
    ONE(QH_NUMBER, quoth_quote, confidence),
};

static const qh_column speaker_columns[] = {
    ROW("speaker"),
    STRING(quoth_speaker, id),
    STRING(quoth_speaker, name),
    NAMED(quoth_speaker, kind, quoth_speaker_kind_name),
    NAMED(quoth_speaker, gender, gender_name),
    LIST(QH_TEXTS, quoth_speaker, aliases, alias_count),
    LIST(QH_SPANS, quoth_speaker, mentions, mention_count),
};

static const qh_column mention_columns[] = {
    ROW("mention"),
    INDEX(struct qh_mention_row, speaker, QUOTH_TABLE_SPEAKERS),
    ONE(QH_OFFSET, struct qh_mention_row, start),
    ONE(QH_OFFSET, struct qh_mention_row, end),
    CONTENT,
    DERIVED("speaker_name", QH_SPEAKER_NAME, struct qh_mention_row, speaker),
};

static const qh_column article_columns[] = {
    ROW("article"),
    ONE(QH_OFFSET, quoth_article, start),
    ONE(QH_OFFSET, quoth_article, end),
    INDEX(quoth_article, title, QUOTH_TABLE_BLOCKS),
    STRING(quoth_article, author),
    STRING(quoth_article, date),
    STRING(quoth_article, site),
};

static const qh_column glue_columns[] = {
    ROW("glue"),
    ONE(QH_OFFSET, quoth_glue, at),
    NAMED(quoth_glue, kind, quoth_glue_kind_name),
    ONE(QH_NUMBER, quoth_glue, confidence),
};

static const qh_column mixed_columns[] = {
    ROW("mixed_token"),
    ONE(QH_OFFSET, quoth_mixed_token, start),
    ONE(QH_OFFSET, quoth_mixed_token, end),
    NAMED(quoth_mixed_token, restriction_level, quoth_restriction_level_name),
    LIST(QH_CODES, quoth_mixed_token, scripts, script_count),
    CONTENT,
};

static const qh_column mark_columns[] = {
    ROW("mark"),
    ONE(QH_OFFSET, quoth_mark, start),
    ONE(QH_OFFSET, quoth_mark, end),
    NAMED(quoth_mark, reason, quoth_mark_reason_name),
    CONTENT,
};

#define ROWS(name)                                                                                                                 \
    static const void *next_##name(qh_rows *rows) { return quoth_document_##name(rows->doc, rows->next++); }

ROWS(article)
ROWS(block)
ROWS(script_run)
ROWS(glue)
ROWS(mixed_token)
ROWS(quote)
ROWS(speaker)
ROWS(mark)

static size_t mention_count(const quoth_document *doc) {
    size_t count = 0;
    for (size_t i = 0; i < quoth_document_speaker_count(doc); i++)
        count += quoth_document_speaker(doc, i)->mention_count;
    return count;
}

static const void *next_mention(qh_rows *rows) {
    const quoth_speaker *speaker = quoth_document_speaker(rows->doc, rows->speaker);
    while (speaker && rows->mention == speaker->mention_count) {
        rows->mention = 0;
        speaker = quoth_document_speaker(rows->doc, ++rows->speaker);
    }
    if (!speaker)
        return NULL;
    quoth_span at = speaker->mentions[rows->mention++];
    rows->row = (struct qh_mention_row){(int32_t)rows->speaker, at.start, at.end};
    return &rows->row;
}

#define TABLE(name, columns, type, count, next)                                                                                    \
    { name, columns, sizeof(columns) / sizeof *(columns), sizeof(type), offsetof(type, start), offsetof(type, end), count, next }
#define UNBOUNDED(name, columns, type, count, next)                                                                                \
    { name, columns, sizeof(columns) / sizeof *(columns), sizeof(type), 0, 0, count, next }

static const qh_table tables[] = {
    [QUOTH_TABLE_BLOCKS] = TABLE("blocks", block_columns, quoth_block, quoth_document_block_count, next_block),
    [QUOTH_TABLE_SCRIPTS] = TABLE("scripts", script_columns, quoth_script_run, quoth_document_script_run_count, next_script_run),
    [QUOTH_TABLE_QUOTES] = UNBOUNDED("quotes", quote_columns, quoth_quote, quoth_document_quote_count, next_quote),
    [QUOTH_TABLE_SPEAKERS] = UNBOUNDED("speakers", speaker_columns, quoth_speaker, quoth_document_speaker_count, next_speaker),
    [QUOTH_TABLE_MENTIONS] = TABLE("mentions", mention_columns, struct qh_mention_row, mention_count, next_mention),
    [QUOTH_TABLE_ARTICLES] = TABLE("articles", article_columns, quoth_article, quoth_document_article_count, next_article),
    [QUOTH_TABLE_GLUE] = UNBOUNDED("glue", glue_columns, quoth_glue, quoth_document_glue_count, next_glue),
    [QUOTH_TABLE_MIXED_TOKENS] =
        TABLE("mixed_tokens", mixed_columns, quoth_mixed_token, quoth_document_mixed_token_count, next_mixed_token),
    [QUOTH_TABLE_MARKS] = TABLE("marks", mark_columns, quoth_mark, quoth_document_mark_count, next_mark),
};

const qh_table *qh_table_of(int32_t table) {
    return table >= 0 && (size_t)table < sizeof tables / sizeof *tables ? &tables[table] : NULL;
}

size_t qh_column_words(const qh_column *column) { return column->words[1] ? 2 : column->words[0] ? 1 : 0; }

const char *quoth_table_name(int32_t table) {
    const qh_table *found = qh_table_of(table);
    return found ? found->name : NULL;
}

const char *quoth_table_column(int32_t table, size_t word) {
    const qh_table *found = qh_table_of(table);
    for (size_t i = 0; found && i < found->column_count; i++) {
        size_t words = qh_column_words(&found->columns[i]);
        if (word < words)
            return found->columns[i].words[word];
        word -= words;
    }
    return NULL;
}
