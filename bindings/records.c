#include "records.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"

flat_blob flat_document_packed(const quoth_document *doc, int32_t table, int32_t unit, quoth_error *err) {
    flat_blob blob = {NULL, 0};
    if (quoth_document_pack(doc, table, unit, NULL, 0, &blob.size, err) != QUOTH_OK)
        return blob;
    blob.bytes = malloc(blob.size + 1);
    if (blob.bytes)
        quoth_document_pack(doc, table, unit, blob.bytes, blob.size, &blob.size, err);
    else {
        err->code = QUOTH_ERROR_MEMORY;
        err->offset = 0;
        strcpy(err->message, "out of memory");
    }
    return blob;
}

typedef struct reading {
    const flat_builder *to;
    const char *bytes;
} reading;

static int64_t integer_at(const char *word) {
    int64_t value;
    memcpy(&value, word, sizeof value);
    return value;
}

static double number_at(const char *word) {
    double value;
    memcpy(&value, word, sizeof value);
    return value;
}

static void *make_none(const reading *r) { return r->to->none(r->to->state); }

static void *make_integer(const reading *r, int64_t value) { return r->to->integer(r->to->state, value); }

static void *make_pair(const reading *r, int64_t start, int64_t end) {
    const flat_builder *to = r->to;
    if (to->span)
        return to->span(to->state, start, end);
    void *pair = to->list(to->state, 2);
    to->append(to->state, pair, 0, make_integer(r, start));
    to->append(to->state, pair, 1, make_integer(r, end));
    return pair;
}

static void *make_span(const reading *r, const char *word) {
    int64_t start = integer_at(word), end = integer_at(word + 8);
    return start < 0 ? make_none(r) : make_pair(r, start + r->to->first, end + r->to->first - r->to->inclusive);
}

static void *make_text(const reading *r, const char *word) {
    int64_t place = integer_at(word);
    return place < 0 ? make_none(r) : r->to->text(r->to->state, r->bytes + place, (size_t)integer_at(word + 8));
}

static void *make_code(const reading *r, const char *word) {
    const char *end = memchr(word, '\0', 8);
    return r->to->text(r->to->state, word, end ? (size_t)(end - word) : 8);
}

static void *make_item(const reading *r, flat_kind kind, const char *word) {
    if (kind == FLAT_CODES)
        return make_code(r, word);
    return kind == FLAT_SPANS ? make_span(r, word) : make_text(r, word);
}

static void *make_list(const reading *r, flat_kind kind, const char *word) {
    const flat_builder *to = r->to;
    size_t count = (size_t)integer_at(word + 8);
    const char *item = r->bytes + integer_at(word);
    void *list = to->list(to->state, count);
    for (size_t i = 0; i < count; i++, item += flat_item_words(kind) * 8)
        to->append(to->state, list, i, make_item(r, kind, item));
    return list;
}

static void *make_shares(const reading *r, const char *word) {
    const flat_builder *to = r->to;
    const char *item = r->bytes + integer_at(word);
    void *shares = to->record(to->state);
    for (int64_t left = integer_at(word + 8); left; left--, item += flat_item_words(FLAT_SHARES) * 8) {
        char code[9] = "";
        memcpy(code, item, 8);
        to->set(to->state, shares, code, to->number(to->state, number_at(item + 16)));
    }
    return shares;
}

static void *make_enumerator(const reading *r, const flat_field *field, int64_t value) {
    const char *name = field->value_name((int32_t)value);
    return name ? r->to->text(r->to->state, name, strlen(name)) : make_none(r);
}

static void *make_value(const reading *r, const flat_field *field, const char *word) {
    int64_t value = integer_at(word);
    switch (field->kind) {
    case FLAT_START:
        return make_integer(r, value + r->to->first);
    case FLAT_END:
        return make_integer(r, value + r->to->first - r->to->inclusive);
    case FLAT_SPAN:
        return make_span(r, word);
    case FLAT_BYTES:
        return make_pair(r, value, integer_at(word + 8));
    case FLAT_INDEX:
        return value < 0 ? make_none(r) : make_integer(r, value + r->to->first);
    case FLAT_FLAG:
        return r->to->flag(r->to->state, value != 0);
    case FLAT_ENUMERATOR:
        return make_enumerator(r, field, value);
    case FLAT_NUMBER:
        return r->to->number(r->to->state, number_at(word));
    case FLAT_TEXT:
        return make_text(r, word);
    case FLAT_CODE:
        return make_code(r, word);
    case FLAT_CODES:
    case FLAT_SPANS:
    case FLAT_TEXTS:
        return make_list(r, field->kind, word);
    case FLAT_SHARES:
        return make_shares(r, word);
    case FLAT_INTEGER:
    case FLAT_END_OF_ROW:
        break;
    }
    return make_integer(r, value);
}

/* The name as the language writes it, in `room` where it is another one. */
static const char *spelled(const reading *r, const char *name, char room[32]) {
    size_t size = 0;
    if (!r->to->camel_case || !strchr(name, '_'))
        return name;
    for (; *name && size < 31; name++)
        room[size++] = *name == '_' ? (char)(*++name - 'a' + 'A') : *name;
    room[size] = '\0';
    return room;
}

static void *make_row(const reading *r, const flat_field *field, const char *word) {
    const flat_builder *to = r->to;
    void *row = to->record(to->state);
    char room[32];
    for (; field->name; word += flat_words(field->kind) * 8, field++)
        to->set(to->state, row, spelled(r, field->name, room), make_value(r, field, word));
    return row;
}

void *flat_build(const quoth_document *doc, int32_t table, const flat_builder *builder, quoth_error *err) {
    flat_blob blob = flat_document_packed(doc, table, builder->unit, err);
    if (!blob.bytes)
        return NULL;
    size_t count = (size_t)integer_at(blob.bytes + 8);
    int64_t stride = integer_at(blob.bytes + 16) * 8;
    const char *row = blob.bytes + integer_at(blob.bytes + 24);
    reading r = {builder, blob.bytes};
    void *rows = builder->list(builder->state, count);
    for (size_t i = 0; i < count; i++, row += stride)
        builder->append(builder->state, rows, i, make_row(&r, flat_layout(table), row));
    free(blob.bytes);
    return rows;
}
