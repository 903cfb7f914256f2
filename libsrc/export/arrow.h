/*
 * The Arrow C data interface and C stream interface, as their specification has them
 * (https://arrow.apache.org/docs/format/CDataInterface.html), and what builds them.
 */
#ifndef QH_EXPORT_ARROW_H
#define QH_EXPORT_ARROW_H

#include <stdint.h>

#include <quoth/base.h>

#include "base/arena.h"
#include "base/columns.h"

#define ARROW_FLAG_NULLABLE 2

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

/* A tree of arrays or schemas lies in one arena. Readers may move children away, so each node owns a share of it. */
typedef struct qh_arrow_tree qh_arrow_tree;

/* NULL when there is no memory. */
qh_arrow_tree *qh_arrow_tree_new(const quoth_allocator *allocator);
/* For a tree that failed before anybody saw it. */
void qh_arrow_tree_free(qh_arrow_tree *tree);
qh_arena *qh_arrow_arena(qh_arrow_tree *tree);

/* Make a node of the tree with `children` new ones; 0 when there is no memory. */
int qh_arrow_array_init(qh_arrow_tree *tree, struct ArrowArray *array, size_t length, size_t buffers, size_t children);
int qh_arrow_schema_init(qh_arrow_tree *tree, struct ArrowSchema *schema, const char *name, const char *format, int nullable,
                         size_t children);

/* What a table looks like, and all its rows as one struct array; QUOTH_ERROR_MEMORY leaves the out-parameter alone. */
quoth_status qh_arrow_schema(const quoth_allocator *allocator, const qh_table *table, struct ArrowSchema *out);
quoth_status qh_arrow_array(const quoth_allocator *allocator, const qh_table *table, const quoth_document *doc, int32_t unit,
                            struct ArrowArray *out);

/* Columns of Arrow that a column of a table becomes: two for a span. */
size_t qh_arrow_columns(const qh_column *column);

#endif
