#include <string.h>

#include "export/arrow.h"

/* The table that is written, and the column of it that is being written. */
typedef struct writer {
    qh_arrow_tree *tree;
    const quoth_document *doc;
    const char *text;
    const qh_table *table;
    const qh_column *column;
    size_t rows;
    int32_t unit;
} writer;

typedef struct view {
    const char *bytes; /* NULL for null */
    size_t size;
} view;

static void *reserve(writer *w, size_t count, size_t size) { return qh_arena_zalloc(qh_arrow_arena(w->tree), count + 1, size); }

/* For what is written in full. */
static void *reserve_raw(writer *w, size_t count, size_t size) {
    return count < SIZE_MAX / size ? qh_arena_alloc(qh_arrow_arena(w->tree), (count + 1) * size) : NULL;
}

static void set_bit(uint8_t *bits, size_t i) { bits[i / 8] |= (uint8_t)(1u << i % 8); }

static int64_t offset(const writer *w, size_t byte) { return (int64_t)quoth_document_offset(w->doc, byte, w->unit); }

static const void *field(const writer *w, const char *record) { return record + w->column->at; }

static size_t size_at(const char *record, size_t at) { return *(const size_t *)(record + at); }

static view string(const char *bytes) { return (view){bytes, bytes ? strlen(bytes) : 0}; }

static view content(const writer *w, size_t start, size_t end) {
    return start < end ? (view){w->text + start, end - start} : (view){NULL, 0};
}

/* The string of a column, apart from what has to be put together. */
static view string_of(const writer *w, const char *record) {
    const void *at = field(w, record);
    quoth_span span;
    switch (w->column->kind) {
    case QH_ENUM:
        return string(w->column->value_name(*(const int32_t *)at));
    case QH_TEXT:
        return string(*(const char *const *)at);
    case QH_CODE:
        return string(at);
    case QH_SPAN_CONTENT:
        span = *(const quoth_span *)at;
        return content(w, span.start, span.end);
    case QH_SPEAKER_NAME: {
        int32_t index = *(const int32_t *)at;
        const quoth_speaker *speaker = index < 0 ? NULL : quoth_document_speaker(w->doc, (size_t)index);
        return string(speaker ? speaker->name : NULL);
    }
    default: {
        size_t start = size_at(record, w->table->start_at);
        return (view){w->text + start, size_at(record, w->table->end_at) - start};
    }
    }
}

/* Parts joined by a space; `out` NULL only measures. */
static size_t join_parts(const writer *w, const char *record, char *out) {
    const quoth_span *parts = *(const quoth_span *const *)field(w, record);
    size_t count = size_at(record, w->column->count_at), size = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && out)
            out[size] = ' ';
        size += i > 0;
        if (out)
            memcpy(out + size, w->text + parts[i].start, parts[i].end - parts[i].start);
        size += parts[i].end - parts[i].start;
    }
    return size;
}

static int write_strings(writer *w, struct ArrowArray *array) {
    uint8_t *valid = reserve(w, w->rows / 8 + 1, 1);
    int64_t *offsets = reserve_raw(w, w->rows + 1, sizeof *offsets);
    if (offsets)
        offsets[0] = 0;
    if (!valid || !offsets || !qh_arrow_array_init(w->tree, array, w->rows, 3, 0))
        return 0;
    int joined = w->column->kind == QH_PARTS_CONTENT;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++) {
        const char *record = w->table->next_row(&each);
        view v = joined ? (view){"", join_parts(w, record, NULL)} : string_of(w, record);
        offsets[i + 1] = offsets[i] + (int64_t)v.size;
        if (v.bytes)
            set_bit(valid, i);
        else
            array->null_count++;
    }
    char *bytes = reserve_raw(w, (size_t)offsets[w->rows], 1);
    each = (qh_rows){.doc = w->doc};
    for (size_t i = 0; bytes && i < w->rows; i++) {
        const char *record = w->table->next_row(&each);
        view v = joined ? (view){NULL, 0} : string_of(w, record);
        if (joined)
            join_parts(w, record, bytes + offsets[i]);
        else if (v.size)
            memcpy(bytes + offsets[i], v.bytes, v.size);
    }
    array->buffers[0] = array->null_count ? valid : NULL;
    array->buffers[1] = offsets;
    array->buffers[2] = bytes;
    return bytes != NULL;
}

/* The first or second number of a column that has two; 0 for null. */
static int number_of(const writer *w, const char *record, size_t i, size_t second, int64_t *out) {
    const void *at = field(w, record);
    quoth_span span;
    switch (w->column->kind) {
    case QH_ROW:
        *out = (int64_t)i;
        return 1;
    case QH_OFFSET:
        *out = offset(w, *(const size_t *)at);
        return 1;
    case QH_SOURCE:
        span = (quoth_span){size_at(record, w->table->start_at), size_at(record, w->table->end_at)};
        span = quoth_document_source_span(w->doc, span);
        *out = (int64_t)(second ? span.end : span.start);
        return 1;
    default:
        span = *(const quoth_span *)at;
        if (span.start < span.end)
            *out = offset(w, second ? span.end : span.start);
        return span.start < span.end;
    }
}

static int write_numbers(writer *w, struct ArrowArray *array, size_t second) {
    uint8_t *valid = reserve(w, w->rows / 8 + 1, 1);
    int64_t *values = reserve(w, w->rows, sizeof *values);
    if (!valid || !values || !qh_arrow_array_init(w->tree, array, w->rows, 2, 0))
        return 0;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++) {
        if (number_of(w, w->table->next_row(&each), i, second, &values[i]))
            set_bit(valid, i);
        else
            array->null_count++;
    }
    array->buffers[0] = array->null_count ? valid : NULL;
    array->buffers[1] = values;
    return 1;
}

static int write_ints(writer *w, struct ArrowArray *array) {
    uint8_t *valid = reserve(w, w->rows / 8 + 1, 1);
    int32_t *values = reserve_raw(w, w->rows, sizeof *values);
    if (!valid || !values || !qh_arrow_array_init(w->tree, array, w->rows, 2, 0))
        return 0;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++) {
        int32_t value = *(const int32_t *)field(w, w->table->next_row(&each));
        int null = w->column->kind == QH_INDEX && value < 0;
        values[i] = null ? 0 : value;
        array->null_count += null;
        if (!null)
            set_bit(valid, i);
    }
    array->buffers[0] = array->null_count ? valid : NULL;
    array->buffers[1] = values;
    return 1;
}

static int write_flags(writer *w, struct ArrowArray *array) {
    uint8_t *bits = reserve(w, w->rows / 8 + 1, 1);
    if (!bits || !qh_arrow_array_init(w->tree, array, w->rows, 2, 0))
        return 0;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++)
        if (*(const int32_t *)field(w, w->table->next_row(&each)))
            set_bit(bits, i);
    array->buffers[1] = bits;
    return 1;
}

static int write_doubles(writer *w, struct ArrowArray *array) {
    double *values = reserve_raw(w, w->rows, sizeof *values);
    if (!values || !qh_arrow_array_init(w->tree, array, w->rows, 2, 0))
        return 0;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++)
        values[i] = *(const double *)field(w, w->table->next_row(&each));
    array->buffers[1] = values;
    return 1;
}

static size_t item_count(const writer *w, const char *record) {
    const void *at = record + w->column->count_at;
    return w->column->kind == QH_CODES ? (size_t) * (const int32_t *)at : *(const size_t *)at;
}

static view item_string(const writer *w, const char *record, size_t n) {
    const void *at = field(w, record);
    switch (w->column->kind) {
    case QH_TEXTS:
        return string((*(const char *const *const *)at)[n]);
    case QH_CODES:
        return string((const char *)at + n * sizeof(((quoth_script_share *)0)->script));
    default:
        return string((*(const quoth_script_share *const *)at)[n].script);
    }
}

static int write_item_strings(writer *w, struct ArrowArray *array, size_t items) {
    int64_t *offsets = reserve_raw(w, items + 1, sizeof *offsets);
    if (offsets)
        offsets[0] = 0;
    if (!offsets || !qh_arrow_array_init(w->tree, array, items, 3, 0))
        return 0;
    size_t item = 0;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++) {
        const char *record = w->table->next_row(&each);
        for (size_t n = 0; n < item_count(w, record); n++, item++)
            offsets[item + 1] = offsets[item] + (int64_t)item_string(w, record, n).size;
    }
    char *bytes = reserve_raw(w, (size_t)offsets[items], 1);
    each = (qh_rows){.doc = w->doc};
    for (size_t i = item = 0; bytes && i < w->rows; i++) {
        const char *record = w->table->next_row(&each);
        for (size_t n = 0; n < item_count(w, record); n++, item++) {
            view v = item_string(w, record, n);
            memcpy(bytes + offsets[item], v.bytes, v.size);
        }
    }
    array->buffers[1] = offsets;
    array->buffers[2] = bytes;
    return bytes != NULL;
}

/* Spans: both bounds. Shares: letters, and the share itself. Words are what either has eight bytes for. */
static int write_item_words(writer *w, struct ArrowArray *array, size_t items, size_t which) {
    char *words = reserve_raw(w, items, sizeof(int64_t));
    if (!words || !qh_arrow_array_init(w->tree, array, items, 2, 0))
        return 0;
    array->buffers[1] = words;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++) {
        const char *record = w->table->next_row(&each);
        for (size_t n = 0; n < item_count(w, record); n++, words += sizeof(int64_t)) {
            int64_t word;
            if (w->column->kind == QH_SPANS) {
                quoth_span span = (*(const quoth_span *const *)field(w, record))[n];
                word = offset(w, which ? span.end : span.start);
            } else {
                const quoth_script_share *share = &(*(const quoth_script_share *const *)field(w, record))[n];
                word = (int64_t)share->letters;
                if (which)
                    memcpy(&word, &share->share, sizeof word);
            }
            memcpy(words, &word, sizeof word);
        }
    }
    return 1;
}

static int write_items(writer *w, struct ArrowArray *array, size_t items) {
    if (w->column->kind == QH_TEXTS || w->column->kind == QH_CODES)
        return write_item_strings(w, array, items);
    int shares = w->column->kind == QH_SHARES;
    if (!qh_arrow_array_init(w->tree, array, items, 1, shares ? 3 : 2))
        return 0;
    struct ArrowArray **fields = array->children;
    if (shares && !write_item_strings(w, *fields++, items))
        return 0;
    return write_item_words(w, fields[0], items, 0) && write_item_words(w, fields[1], items, 1);
}

static int write_lists(writer *w, struct ArrowArray *array) {
    int64_t *offsets = reserve_raw(w, w->rows + 1, sizeof *offsets);
    if (offsets)
        offsets[0] = 0;
    if (!offsets || !qh_arrow_array_init(w->tree, array, w->rows, 2, 1))
        return 0;
    qh_rows each = {.doc = w->doc};
    for (size_t i = 0; i < w->rows; i++)
        offsets[i + 1] = offsets[i] + (int64_t)item_count(w, w->table->next_row(&each));
    array->buffers[1] = offsets;
    return write_items(w, array->children[0], (size_t)offsets[w->rows]);
}

static int write_column(writer *w, struct ArrowArray **out) {
    switch (w->column->kind) {
    case QH_OFFSET:
    case QH_ROW:
        return write_numbers(w, out[0], 0);
    case QH_SPAN:
    case QH_SOURCE:
        return write_numbers(w, out[0], 0) && write_numbers(w, out[1], 1);
    case QH_INDEX:
    case QH_INT:
        return write_ints(w, out[0]);
    case QH_FLAG:
        return write_flags(w, out[0]);
    case QH_NUMBER:
        return write_doubles(w, out[0]);
    case QH_CODES:
    case QH_SPANS:
    case QH_TEXTS:
    case QH_SHARES:
        return write_lists(w, out[0]);
    default:
        return write_strings(w, out[0]);
    }
}

static int write_columns(writer *w, struct ArrowArray *root) {
    size_t count = 0, at = 0;
    for (size_t i = 0; i < w->table->column_count; i++)
        count += qh_arrow_columns(&w->table->columns[i]);
    if (!qh_arrow_array_init(w->tree, root, w->rows, 1, count))
        return 0;
    for (size_t i = 0; i < w->table->column_count; at += qh_arrow_columns(w->column), i++) {
        w->column = &w->table->columns[i];
        if (!write_column(w, root->children + at))
            return 0;
    }
    return 1;
}

quoth_status qh_arrow_array(const quoth_allocator *allocator, const qh_table *table, const quoth_document *doc, int32_t unit,
                            struct ArrowArray *out) {
    qh_arrow_tree *tree = qh_arrow_tree_new(allocator);
    if (!tree)
        return QUOTH_ERROR_MEMORY;
    writer w = {tree, doc, quoth_document_text(doc, NULL), table, NULL, table->row_count(doc), unit};
    struct ArrowArray root;
    if (!write_columns(&w, &root)) {
        qh_arrow_tree_free(tree);
        return QUOTH_ERROR_MEMORY;
    }
    *out = root;
    return QUOTH_OK;
}
