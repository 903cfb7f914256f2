#include <string.h>

#include <quoth/quoth.h>

#include "base/error.h"
#include "base/columns.h"

enum { WORD = 8, HEADER_WORDS = 4 };

/* Rows are written at `row`, what they point to at `pool`; what lies beyond the room is only counted. */
typedef struct packing {
    const quoth_document *doc;
    int32_t unit;
    char *out;
    size_t room;
    size_t row, pool;
} packing;

static void put(packing *p, size_t *at, const void *bytes, size_t size) {
    if (p->room >= size && *at <= p->room - size)
        memcpy(p->out + *at, bytes, size);
    *at += size;
}

static void put_word(packing *p, size_t *at, int64_t word) { put(p, at, &word, WORD); }

static void put_number(packing *p, size_t *at, double number) { put(p, at, &number, WORD); }

static void put_code(packing *p, size_t *at, const char *code) {
    char word[WORD] = "";
    memcpy(word, code, strlen(code));
    put(p, at, word, WORD);
}

static int64_t offset(const packing *p, size_t byte) { return p->room ? (int64_t)quoth_document_offset(p->doc, byte, p->unit) : 0; }

static void put_span(packing *p, size_t *at, quoth_span span) {
    int none = span.start >= span.end;
    put_word(p, at, none ? -1 : offset(p, span.start));
    put_word(p, at, none ? -1 : offset(p, span.end));
}

/* The bytes go to the end of the pool, padded to whole words. */
static void put_string(packing *p, size_t *at, const char *string) {
    static const char padding[WORD] = "";
    size_t size = string ? strlen(string) : 0;
    put_word(p, at, string ? (int64_t)p->pool : -1);
    put_word(p, at, (int64_t)size);
    if (!size)
        return;
    put(p, &p->pool, string, size);
    put(p, &p->pool, padding, (WORD - size % WORD) % WORD);
}

/* Items of a list stand together, their strings behind them. */
static size_t put_list(packing *p, size_t count, size_t words) {
    size_t at = p->pool;
    put_word(p, &p->row, (int64_t)at);
    put_word(p, &p->row, (int64_t)count);
    p->pool += count * words * WORD;
    return at;
}

static void put_spans(packing *p, const quoth_span *spans, size_t count) {
    size_t at = put_list(p, count, 2);
    for (size_t i = 0; i < count; i++)
        put_span(p, &at, spans[i]);
}

static void put_strings(packing *p, const char *const *strings, size_t count) {
    size_t at = put_list(p, count, 2);
    for (size_t i = 0; i < count; i++)
        put_string(p, &at, strings[i]);
}

static void put_codes(packing *p, const char *codes, size_t count) {
    size_t at = put_list(p, count, 1);
    for (size_t i = 0; i < count; i++)
        put_code(p, &at, codes + i * WORD);
}

static void put_shares(packing *p, const quoth_script_share *shares, size_t count) {
    size_t at = put_list(p, count, 3);
    for (size_t i = 0; i < count; i++) {
        put_code(p, &at, shares[i].script);
        put_word(p, &at, (int64_t)shares[i].letters);
        put_number(p, &at, shares[i].share);
    }
}

static void put_source(packing *p, const qh_table *table, const char *record) {
    quoth_span text = {*(const size_t *)(record + table->start_at), *(const size_t *)(record + table->end_at)};
    quoth_span source = p->room ? quoth_document_source_span(p->doc, text) : text;
    put_word(p, &p->row, (int64_t)source.start);
    put_word(p, &p->row, (int64_t)source.end);
}

static void put_field(packing *p, const qh_table *table, const qh_column *column, const char *record) {
    const void *field = record + column->at;
    const size_t *count = (const size_t *)(record + column->count_at);
    switch (column->kind) {
    case QH_OFFSET:
        put_word(p, &p->row, offset(p, *(const size_t *)field));
        break;
    case QH_SPAN:
        put_span(p, &p->row, *(const quoth_span *)field);
        break;
    case QH_SOURCE:
        put_source(p, table, record);
        break;
    case QH_INDEX:
    case QH_INT:
    case QH_FLAG:
    case QH_ENUM:
        put_word(p, &p->row, *(const int32_t *)field);
        break;
    case QH_NUMBER:
        put_number(p, &p->row, *(const double *)field);
        break;
    case QH_TEXT:
        put_string(p, &p->row, *(const char *const *)field);
        break;
    case QH_CODE:
        put_code(p, &p->row, field);
        break;
    case QH_CODES:
        put_codes(p, field, (size_t) * (const int32_t *)(record + column->count_at));
        break;
    case QH_SPANS:
        put_spans(p, *(const quoth_span *const *)field, *count);
        break;
    case QH_TEXTS:
        put_strings(p, *(const char *const *const *)field, *count);
        break;
    case QH_SHARES:
        put_shares(p, *(const quoth_script_share *const *)field, *count);
        break;
    case QH_ROW:
    case QH_CONTENT:
    case QH_SPAN_CONTENT:
    case QH_PARTS_CONTENT:
    case QH_SPEAKER_NAME:
        break;
    }
}

static void put_table(packing *p, const qh_table *table) {
    size_t words = 0, rows = table->row_count(p->doc);
    for (size_t i = 0; i < table->column_count; i++)
        words += qh_column_words(&table->columns[i]);
    const size_t header[HEADER_WORDS] = {1, rows, words, HEADER_WORDS * WORD};
    for (size_t i = 0; i < HEADER_WORDS; i++)
        put_word(p, &p->row, (int64_t)header[i]);
    p->pool = p->row + rows * words * WORD;
    qh_rows each = {.doc = p->doc};
    for (size_t i = 0; i < rows; i++) {
        const char *record = table->next_row(&each);
        for (size_t c = 0; c < table->column_count; c++)
            put_field(p, table, &table->columns[c], record);
    }
}

quoth_status quoth_document_pack(const quoth_document *doc, int32_t table, int32_t unit, void *out, size_t room, size_t *need,
                                 quoth_error *err) {
    if (!doc || !need || (!out && room))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "%s is NULL", !doc ? "doc" : !need ? "need" : "out");
    if (unit < QUOTH_UNIT_BYTE || unit > QUOTH_UNIT_UTF16)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown unit of offsets %d", (int)unit);
    const qh_table *found = qh_table_of(table);
    if (!found)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown table %d", (int)table);
    packing p = {doc, unit, out, room, 0, 0};
    put_table(&p, found);
    *need = p.pool;
    return QUOTH_OK;
}
