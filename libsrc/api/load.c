#include <string.h>

#include "api/image.h"
#include "base/columns.h"
#include "base/error.h"
#include "text/offset_map.h"
#include "text/source_map.h"
#include "text/utf8_valid.h"

/* Reads an image from front to back. After the first failure everything is 0, and what is read does not matter any more. */
typedef struct loader {
    quoth_document *doc;
    const unsigned char *bytes;
    size_t size, at;
    quoth_status status;
} loader;

static void fail(loader *l, quoth_status status) {
    if (l->status == QUOTH_OK)
        l->status = status;
}

static void check(loader *l, int holds) {
    if (!holds)
        fail(l, QUOTH_ERROR_DAMAGED);
}

static const char *get(loader *l, size_t size) {
    check(l, size <= l->size - l->at);
    if (l->status != QUOTH_OK)
        return NULL;
    l->at += size;
    return (const char *)l->bytes + l->at - size;
}

static int64_t get_word(loader *l) {
    const unsigned char *bytes = (const unsigned char *)get(l, QH_IMAGE_WORD);
    uint64_t word = 0;
    for (int i = 0; bytes && i < QH_IMAGE_WORD; i++)
        word |= (uint64_t)bytes[i] << 8 * i;
    return (int64_t)word;
}

static double get_number(loader *l) {
    int64_t word = get_word(l);
    double number;
    memcpy(&number, &word, sizeof number);
    return number;
}

static size_t get_size(loader *l) {
    int64_t word = get_word(l);
    check(l, word >= 0);
    return l->status == QUOTH_OK ? (size_t)word : 0;
}

/* A number of items of `item_size` bytes at least, for which there are bytes left. */
static size_t get_count(loader *l, size_t item_size) {
    size_t count = get_size(l);
    check(l, count <= (l->size - l->at) / item_size);
    return l->status == QUOTH_OK ? count : 0;
}

static int32_t get_int(loader *l) {
    int64_t word = get_word(l);
    check(l, word >= INT32_MIN && word <= INT32_MAX);
    return l->status == QUOTH_OK ? (int32_t)word : 0;
}

static void *reserve(loader *l, size_t count, size_t size) {
    void *memory = l->status == QUOTH_OK ? qh_arena_zalloc(&l->doc->arena, count, size) : NULL;
    if (!memory)
        fail(l, QUOTH_ERROR_MEMORY);
    return memory;
}

/* Text without NUL, unless it is the text itself. */
static const char *get_text(loader *l, size_t size) {
    const char *bytes = get(l, size);
    if (!bytes)
        return NULL;
    check(l, qh_utf8_valid_prefix(bytes, size) == size);
    const char *copy = l->status == QUOTH_OK ? qh_arena_copy(&l->doc->arena, bytes, size) : NULL;
    if (!copy)
        fail(l, QUOTH_ERROR_MEMORY);
    return copy;
}

static const char *get_string(loader *l) {
    int64_t size = get_word(l);
    if (size == -1 || l->status != QUOTH_OK)
        return NULL;
    check(l, size >= 0);
    const char *string = l->status == QUOTH_OK ? get_text(l, (size_t)size) : NULL;
    check(l, !string || strlen(string) == (size_t)size);
    return string;
}

static const char *get_needed_string(loader *l) {
    const char *string = get_string(l);
    check(l, string != NULL);
    return string ? string : "";
}

static void get_code(loader *l, char *code) {
    const char *bytes = get(l, QH_IMAGE_WORD);
    if (!bytes)
        return;
    check(l, memchr(bytes, '\0', QH_IMAGE_WORD) != NULL && qh_utf8_valid_prefix(bytes, QH_IMAGE_WORD) == QH_IMAGE_WORD);
    memcpy(code, bytes, QH_IMAGE_WORD);
}

static size_t get_offset(loader *l) {
    size_t at = get_size(l);
    check(l, at <= l->doc->size && (l->status != QUOTH_OK || ((unsigned char)l->doc->text[at] & 0xC0) != 0x80));
    return l->status == QUOTH_OK ? at : 0;
}

static quoth_span get_span(loader *l) {
    quoth_span span;
    span.start = get_offset(l);
    span.end = get_offset(l);
    check(l, span.start <= span.end);
    return span;
}

static quoth_span *get_spans(loader *l, size_t *count) {
    *count = get_count(l, 2 * QH_IMAGE_WORD);
    quoth_span *spans = reserve(l, *count, sizeof *spans);
    for (size_t i = 0; spans && i < *count; i++)
        spans[i] = get_span(l);
    return spans;
}

static const char **get_strings(loader *l, size_t *count) {
    *count = get_count(l, QH_IMAGE_WORD);
    const char **strings = reserve(l, *count, sizeof *strings);
    for (size_t i = 0; strings && i < *count; i++)
        strings[i] = get_needed_string(l);
    return strings;
}

static quoth_script_share *get_shares(loader *l, size_t *count) {
    *count = get_count(l, 3 * QH_IMAGE_WORD);
    quoth_script_share *shares = reserve(l, *count, sizeof *shares);
    for (size_t i = 0; shares && i < *count; i++) {
        get_code(l, shares[i].script);
        shares[i].letters = get_size(l);
        shares[i].share = get_number(l);
    }
    return shares;
}

static int32_t get_codes(loader *l, char *codes) {
    size_t most = sizeof(((quoth_mixed_token *)0)->scripts) / QH_IMAGE_WORD, count = get_count(l, QH_IMAGE_WORD);
    check(l, count <= most);
    for (size_t i = 0; l->status == QUOTH_OK && i < count; i++)
        get_code(l, codes + i * QH_IMAGE_WORD);
    return (int32_t)count;
}

static int32_t get_enum(loader *l, const qh_column *column) {
    int32_t value = get_int(l);
    check(l, value == 0 || column->value_name(value) || (value == -1 && column->target == -1));
    return value;
}

static void get_field(loader *l, const qh_column *column, char *record) {
    void *field = record + column->at;
    size_t *count = (size_t *)(record + column->count_at);
    switch (column->kind) {
    case QH_OFFSET:
        *(size_t *)field = get_offset(l);
        break;
    case QH_SPAN:
        *(quoth_span *)field = get_span(l);
        break;
    case QH_INDEX:
    case QH_INT:
    case QH_FLAG:
        *(int32_t *)field = get_int(l);
        break;
    case QH_ENUM:
        *(int32_t *)field = get_enum(l, column);
        break;
    case QH_NUMBER:
        *(double *)field = get_number(l);
        break;
    case QH_TEXT:
        *(const char **)field = get_string(l);
        break;
    case QH_CODE:
        get_code(l, field);
        break;
    case QH_CODES:
        *(int32_t *)(record + column->count_at) = get_codes(l, field);
        break;
    case QH_SPANS:
        *(quoth_span **)field = get_spans(l, count);
        break;
    case QH_TEXTS:
        *(const char ***)field = get_strings(l, count);
        break;
    case QH_SHARES:
        *(quoth_script_share **)field = get_shares(l, count);
        break;
    default:
        break;
    }
}

static void *get_table(loader *l, const qh_table *table, size_t *count) {
    *count = get_count(l, QH_IMAGE_WORD * (table->column_count - 1) / 2);
    char *records = reserve(l, *count, table->record_size);
    for (size_t i = 0; records && i < *count && l->status == QUOTH_OK; i++)
        for (size_t c = 0; c < table->column_count; c++)
            get_field(l, &table->columns[c], records + i * table->record_size);
    return records;
}

static void get_metadata(loader *l) {
    const char **fields[QH_METADATA_FIELDS];
    qh_metadata_strings(&l->doc->metadata, fields);
    for (int i = 0; i < QH_METADATA_FIELDS; i++) {
        *fields[i] = get_string(l);
        l->doc->origins[i].place = get_string(l);
        l->doc->origins[i].confidence = get_number(l);
        l->doc->origins[i].start = get_size(l);
        l->doc->origins[i].end = get_size(l);
    }
}

static void get_pieces(loader *l, qh_source_map *map) {
    size_t count = get_count(l, 3 * QH_IMAGE_WORD);
    map->pieces.items = reserve(l, count, sizeof *map->pieces.items);
    for (size_t i = 0; map->pieces.items && i < count; i++) {
        qh_source_piece *piece = &map->pieces.items[i];
        piece->text = get_size(l);
        piece->source = get_size(l);
        uint64_t units = (uint64_t)get_word(l);
        piece->text_unit = (uint32_t)(units >> 32);
        piece->source_unit = (uint32_t)units;
        map->moved |= i && piece->source < piece[-1].source;
    }
    map->pieces.count = map->pieces.capacity = count;
}

/* Pieces follow each other, and none leads out of the source. */
static void check_map(loader *l, const qh_source_map *map) {
    size_t count = map->pieces.count;
    for (size_t i = 0; l->status == QUOTH_OK && i < count; i++) {
        const qh_source_piece *piece = &map->pieces.items[i];
        size_t end = i + 1 < count ? piece[1].text : map->text_size;
        check(l, piece->text <= end && piece->text_unit > 0 && piece->source <= map->source_size && (i || !piece->text));
        size_t characters = l->status == QUOTH_OK ? (end - piece->text) / piece->text_unit : 0;
        check(l, !piece->source_unit || characters <= (map->source_size - piece->source) / piece->source_unit);
    }
}

static void get_maps(loader *l) {
    size_t count = get_size(l);
    check(l, count <= QH_IMAGE_MOST_MAPS);
    const qh_source_map **link = &l->doc->source_map;
    size_t text_size = l->doc->size;
    for (size_t i = 0; l->status == QUOTH_OK && i < count; i++) {
        qh_source_map *map = reserve(l, 1, sizeof *map);
        if (!map)
            return;
        map->text_size = get_size(l);
        map->source_size = get_size(l);
        get_pieces(l, map);
        check(l, map->text_size == text_size);
        check_map(l, map);
        text_size = map->source_size;
        *link = map;
        link = &map->outer;
    }
    check(l, text_size == l->doc->source.bytes);
}

/* Indices lead to records that there are; blocks, runs and parts stand in their order. */
static void check_indices(loader *l, const qh_table *table) {
    size_t rows = table->row_count(l->doc);
    qh_rows each = {.doc = l->doc};
    for (size_t i = 0; i < rows; i++) {
        const char *record = table->next_row(&each);
        for (size_t c = 0; c < table->column_count; c++) {
            const qh_column *column = &table->columns[c];
            if (column->kind != QH_INDEX)
                continue;
            int32_t index = *(const int32_t *)(record + column->at);
            check(l, index >= -1 && (column->target < 0 || index < (int64_t)qh_table_of(column->target)->row_count(l->doc)));
        }
    }
}

static void check_order(loader *l) {
    const quoth_document *doc = l->doc;
    size_t end = 0;
    for (size_t i = 0; i < doc->blocks.count; end = doc->blocks.items[i++].end) {
        const quoth_block *block = &doc->blocks.items[i];
        check(l, block->start >= end && block->end > block->start);
        check(l, block->parent < (int64_t)i && block->turn < (int64_t)i); /* so that these chains end */
    }
    end = 0;
    for (size_t i = 0; i < doc->runs.count; end = doc->runs.items[i++].end)
        check(l, doc->runs.items[i].start == end && doc->runs.items[i].end > end);
    for (size_t i = 0; i < doc->quotes.count; i++) {
        const quoth_quote *quote = &doc->quotes.items[i];
        check(l, quote->part_count > 0 && quote->parent < (int64_t)i && quote->evidence);
        for (size_t n = 0; n < quote->part_count; n++)
            check(l, quote->parts[n].start < quote->parts[n].end && (!n || quote->parts[n].start >= quote->parts[n - 1].end));
        for (size_t n = 0; n < quote->quoted_count; n++)
            check(l, quote->quoted[n].start < quote->quoted[n].end);
    }
    for (size_t i = 0; i < doc->speakers.count; i++)
        check(l, doc->speakers.items[i].name != NULL);
    for (size_t i = 0; i < doc->articles.count; i++)
        check(l, doc->articles.items[i].start <= doc->articles.items[i].end);
    for (size_t i = 0; i < doc->marks.count; i++)
        check(l, doc->marks.items[i].start < doc->marks.items[i].end);
    for (size_t i = 0; i < doc->mixed.count; i++)
        check(l, doc->mixed.items[i].start < doc->mixed.items[i].end);
}

#define GET_TABLE(l, table, list) ((list).items = get_table((l), qh_table_of(table), &(list).count), (list).capacity = (list).count)

static void get_tables(loader *l) {
    GET_TABLE(l, QUOTH_TABLE_BLOCKS, l->doc->blocks);
    GET_TABLE(l, QUOTH_TABLE_SCRIPTS, l->doc->runs);
    GET_TABLE(l, QUOTH_TABLE_QUOTES, l->doc->quotes);
    GET_TABLE(l, QUOTH_TABLE_SPEAKERS, l->doc->speakers);
    GET_TABLE(l, QUOTH_TABLE_ARTICLES, l->doc->articles);
    GET_TABLE(l, QUOTH_TABLE_GLUE, l->doc->glue);
    GET_TABLE(l, QUOTH_TABLE_MIXED_TOKENS, l->doc->mixed);
    GET_TABLE(l, QUOTH_TABLE_MARKS, l->doc->marks);
    check(l, l->at == l->size);
    for (size_t i = 0; l->status == QUOTH_OK && i < QH_IMAGE_TABLE_COUNT; i++)
        check_indices(l, qh_table_of(QH_IMAGE_TABLES[i]));
    if (l->status == QUOTH_OK)
        check_order(l);
}

static void get_document(loader *l) {
    quoth_document *doc = l->doc;
    const char *magic = get(l, sizeof QH_IMAGE_MAGIC);
    check(l, magic && memcmp(magic, QH_IMAGE_MAGIC, sizeof QH_IMAGE_MAGIC) == 0 && get_word(l) == QH_IMAGE_VERSION);
    doc->size = get_size(l);
    doc->text = get_text(l, doc->size);
    if (l->status != QUOTH_OK)
        return;
    doc->offset_map = qh_offset_map_new(&doc->arena, doc->text, doc->size);
    if (!doc->offset_map)
        fail(l, QUOTH_ERROR_MEMORY);
    doc->source.name = get_string(l);
    doc->source.url = get_string(l);
    doc->source.type = get_needed_string(l);
    doc->source.charset = get_needed_string(l);
    doc->source.bytes = get_size(l);
    doc->source.repaired = get_size(l);
    get_metadata(l);
    get_maps(l);
    get_tables(l);
}

quoth_status quoth_document_load(const quoth_allocator *allocator, const void *bytes, size_t size, quoth_document **out,
                                 quoth_error *err) {
    if (!out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "out is NULL");
    *out = NULL;
    if ((!bytes && size) || (allocator && (!allocator->allocate || !allocator->release)))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "%s", bytes || !size ? "half an allocator" : "bytes is NULL");
    quoth_document *doc = qh_document_new(allocator ? allocator : &qh_default_allocator);
    if (!doc)
        return qh_fail_memory(err);
    loader l = {doc, bytes, size, 0, QUOTH_OK};
    get_document(&l);
    if (l.status == QUOTH_OK) {
        *out = doc;
        return QUOTH_OK;
    }
    quoth_document_release(doc);
    return l.status == QUOTH_ERROR_MEMORY
               ? qh_fail_memory(err)
               : qh_fail(err, QUOTH_ERROR_DAMAGED, l.at, "the saved document is damaged at byte %zu", l.at);
}
