#include "export/arrow.h"

#include <errno.h>

#include "base/document.h"
#include "base/error.h"

/* A stream gives one batch: all rows. */
typedef struct stream {
    quoth_document *doc;
    const qh_table *table;
    int32_t unit;
    int given;
    const char *error;
} stream;

static const quoth_allocator *allocator_of(const quoth_document *doc) { return &doc->arena.allocator; }

static int remember(stream *s, quoth_status status) {
    s->error = status == QUOTH_OK ? NULL : "out of memory";
    return status == QUOTH_OK ? 0 : ENOMEM;
}

static int get_schema(struct ArrowArrayStream *self, struct ArrowSchema *out) {
    stream *s = self->private_data;
    return remember(s, qh_arrow_schema(allocator_of(s->doc), s->table, out));
}

static int get_next(struct ArrowArrayStream *self, struct ArrowArray *out) {
    stream *s = self->private_data;
    if (s->given) {
        out->release = NULL; /* the end */
        return 0;
    }
    int failed = remember(s, qh_arrow_array(allocator_of(s->doc), s->table, s->doc, s->unit, out));
    s->given = !failed;
    return failed;
}

static const char *get_last_error(struct ArrowArrayStream *self) { return ((stream *)self->private_data)->error; }

static void release_stream(struct ArrowArrayStream *self) {
    stream *s = self->private_data;
    quoth_document *doc = s->doc;
    const quoth_allocator allocator = *allocator_of(doc);
    allocator.release(allocator.user, s, sizeof *s);
    quoth_document_release(doc);
    self->release = NULL;
}

static quoth_status check(const quoth_document *doc, int32_t table, int32_t unit, const void *out, quoth_error *err) {
    if (!doc || !out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, doc ? "out is NULL" : "doc is NULL");
    if (unit < QUOTH_UNIT_BYTE || unit > QUOTH_UNIT_UTF16)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown unit of offsets %d", (int)unit);
    return qh_table_of(table) ? QUOTH_OK : qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown table %d", (int)table);
}

quoth_status quoth_document_arrow_stream(quoth_document *doc, int32_t table, int32_t unit, struct ArrowArrayStream *out,
                                         quoth_error *err) {
    quoth_status status = check(doc, table, unit, out, err);
    if (status != QUOTH_OK)
        return status;
    const quoth_allocator *allocator = allocator_of(doc);
    stream *s = allocator->allocate(allocator->user, sizeof *s);
    if (!s)
        return qh_fail_memory(err);
    *s = (stream){quoth_document_retain(doc), qh_table_of(table), unit, 0, NULL};
    *out = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, s};
    return QUOTH_OK;
}

quoth_status quoth_document_arrow_array(const quoth_document *doc, int32_t table, int32_t unit, struct ArrowSchema *schema,
                                        struct ArrowArray *array, quoth_error *err) {
    quoth_status status = check(doc, table, unit, schema && array ? array : NULL, err);
    if (status != QUOTH_OK)
        return status;
    struct ArrowSchema built;
    if (qh_arrow_schema(allocator_of(doc), qh_table_of(table), &built) != QUOTH_OK)
        return qh_fail_memory(err);
    if (qh_arrow_array(allocator_of(doc), qh_table_of(table), doc, unit, array) != QUOTH_OK) {
        built.release(&built);
        return qh_fail_memory(err);
    }
    *schema = built;
    return QUOTH_OK;
}
