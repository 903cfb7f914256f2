#include <string.h>

#include "api/image.h"
#include "base/columns.h"
#include "base/error.h"
#include "text/source_map.h"

enum { BUFFER = 8192 };

typedef struct saver {
    quoth_write_fn write;
    void *user;
    size_t used;
    int refused;
    char buffer[BUFFER];
} saver;

static void flush(saver *s) {
    if (s->used && !s->refused)
        s->refused = s->write(s->user, s->buffer, s->used) != 0;
    s->used = 0;
}

static void put(saver *s, const char *bytes, size_t size) {
    while (size && !s->refused) {
        if (s->used == BUFFER)
            flush(s);
        size_t part = size < BUFFER - s->used ? size : BUFFER - s->used;
        memcpy(s->buffer + s->used, bytes, part);
        s->used += part;
        bytes += part;
        size -= part;
    }
}

static void put_word(saver *s, int64_t word) {
    char bytes[QH_IMAGE_WORD];
    for (int i = 0; i < QH_IMAGE_WORD; i++)
        bytes[i] = (char)((uint64_t)word >> 8 * i & 0xFF);
    put(s, bytes, sizeof bytes);
}

static void put_number(saver *s, double number) {
    int64_t word;
    memcpy(&word, &number, sizeof word);
    put_word(s, word);
}

static void put_size(saver *s, size_t size) { put_word(s, (int64_t)size); }

static void put_string(saver *s, const char *string) {
    size_t size = string ? strlen(string) : 0;
    put_word(s, string ? (int64_t)size : -1);
    put(s, string, size);
}

static void put_code(saver *s, const char *code) {
    char bytes[QH_IMAGE_WORD] = "";
    memcpy(bytes, code, strlen(code));
    put(s, bytes, sizeof bytes);
}

static void put_span(saver *s, quoth_span span) {
    put_size(s, span.start);
    put_size(s, span.end);
}

static void put_shares(saver *s, const quoth_script_share *shares, size_t count) {
    put_size(s, count);
    for (size_t i = 0; i < count; i++) {
        put_code(s, shares[i].script);
        put_size(s, shares[i].letters);
        put_number(s, shares[i].share);
    }
}

static void put_field(saver *s, const qh_column *column, const char *record) {
    const void *field = record + column->at;
    const size_t *count = (const size_t *)(record + column->count_at);
    switch (column->kind) {
    case QH_OFFSET:
        put_size(s, *(const size_t *)field);
        break;
    case QH_SPAN:
        put_span(s, *(const quoth_span *)field);
        break;
    case QH_INDEX:
    case QH_INT:
    case QH_FLAG:
    case QH_ENUM:
        put_word(s, *(const int32_t *)field);
        break;
    case QH_NUMBER:
        put_number(s, *(const double *)field);
        break;
    case QH_TEXT:
        put_string(s, *(const char *const *)field);
        break;
    case QH_CODE:
        put_code(s, field);
        break;
    case QH_CODES: {
        int32_t codes = *(const int32_t *)(record + column->count_at);
        put_word(s, codes);
        for (int32_t i = 0; i < codes; i++)
            put_code(s, (const char *)field + i * QH_IMAGE_WORD);
        break;
    }
    case QH_SPANS:
        put_size(s, *count);
        for (size_t i = 0; i < *count; i++)
            put_span(s, (*(const quoth_span *const *)field)[i]);
        break;
    case QH_TEXTS:
        put_size(s, *count);
        for (size_t i = 0; i < *count; i++)
            put_string(s, (*(const char *const *const *)field)[i]);
        break;
    case QH_SHARES:
        put_shares(s, *(const quoth_script_share *const *)field, *count);
        break;
    default:
        break; /* computed from the others */
    }
}

static void put_table(saver *s, const quoth_document *doc, const qh_table *table) {
    size_t rows = table->row_count(doc);
    put_size(s, rows);
    qh_rows each = {.doc = doc};
    for (size_t i = 0; i < rows && !s->refused; i++) {
        const char *record = table->next_row(&each);
        for (size_t c = 0; c < table->column_count; c++)
            put_field(s, &table->columns[c], record);
    }
}

static void put_metadata(saver *s, const quoth_document *doc) {
    quoth_metadata metadata = doc->metadata;
    const char **fields[QH_METADATA_FIELDS];
    qh_metadata_strings(&metadata, fields);
    for (int i = 0; i < QH_METADATA_FIELDS; i++) {
        put_string(s, *fields[i]);
        put_string(s, doc->origins[i].place);
        put_number(s, doc->origins[i].confidence);
        put_span(s, (quoth_span){doc->origins[i].start, doc->origins[i].end});
    }
}

static void put_maps(saver *s, const qh_source_map *first) {
    size_t count = 0;
    for (const qh_source_map *map = first; map; map = map->outer)
        count++;
    put_size(s, count);
    for (const qh_source_map *map = first; map; map = map->outer) {
        put_span(s, (quoth_span){map->text_size, map->source_size});
        put_size(s, map->pieces.count);
        for (size_t i = 0; i < map->pieces.count; i++) {
            put_span(s, (quoth_span){map->pieces.items[i].text, map->pieces.items[i].source});
            put_word(s, (int64_t)((uint64_t)map->pieces.items[i].text_unit << 32 | map->pieces.items[i].source_unit));
        }
    }
}

quoth_status quoth_document_save(const quoth_document *doc, quoth_write_fn write, void *user, quoth_error *err) {
    if (!doc || !write)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, doc ? "write is NULL" : "doc is NULL");
    saver s;
    s.write = write;
    s.user = user;
    s.used = 0;
    s.refused = 0;
    put(&s, QH_IMAGE_MAGIC, sizeof QH_IMAGE_MAGIC);
    put_word(&s, QH_IMAGE_VERSION);
    put_size(&s, doc->size);
    put(&s, doc->text, doc->size);
    put_string(&s, doc->source.name);
    put_string(&s, doc->source.url);
    put_string(&s, doc->source.type);
    put_string(&s, doc->source.charset);
    put_span(&s, (quoth_span){doc->source.bytes, doc->source.repaired});
    put_metadata(&s, doc);
    put_maps(&s, doc->source_map);
    for (size_t i = 0; i < QH_IMAGE_TABLE_COUNT; i++)
        put_table(&s, doc, qh_table_of(QH_IMAGE_TABLES[i]));
    flush(&s);
    return s.refused ? qh_fail(err, QUOTH_ERROR_WRITE, 0, "the write function refused output") : QUOTH_OK;
}
