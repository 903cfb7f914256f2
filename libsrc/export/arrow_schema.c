#include "export/arrow.h"

/* Formats of the interface; offsets of strings and lists have 64 bits, so that no document is too long. */
static const char INT32[] = "i", INT64[] = "l", FLOAT64[] = "g", BOOLEAN[] = "b", TEXT[] = "U", LIST[] = "+L", STRUCT[] = "+s";

size_t qh_arrow_columns(const qh_column *column) { return column->kind == QH_SPAN || column->kind == QH_SOURCE ? 2 : 1; }

static const char *format_of(qh_column_kind kind) {
    switch (kind) {
    case QH_OFFSET:
    case QH_SPAN:
    case QH_SOURCE:
    case QH_ROW:
        return INT64;
    case QH_INDEX:
    case QH_INT:
        return INT32;
    case QH_FLAG:
        return BOOLEAN;
    case QH_NUMBER:
        return FLOAT64;
    case QH_ENUM:
    case QH_TEXT:
    case QH_CODE:
    case QH_CONTENT:
    case QH_SPAN_CONTENT:
    case QH_PARTS_CONTENT:
    case QH_SPEAKER_NAME:
        return TEXT;
    case QH_CODES:
    case QH_SPANS:
    case QH_TEXTS:
    case QH_SHARES:
        return LIST;
    }
    return TEXT;
}

static int is_nullable(qh_column_kind kind) {
    return kind == QH_SPAN || kind == QH_INDEX || kind == QH_ENUM || kind == QH_TEXT || kind == QH_SPAN_CONTENT ||
           kind == QH_SPEAKER_NAME;
}

static int init_item(qh_arrow_tree *tree, struct ArrowSchema *item, qh_column_kind kind) {
    if (kind == QH_TEXTS || kind == QH_CODES)
        return qh_arrow_schema_init(tree, item, "item", TEXT, 0, 0);
    if (kind == QH_SPANS)
        return qh_arrow_schema_init(tree, item, "item", STRUCT, 0, 2) &&
               qh_arrow_schema_init(tree, item->children[0], "start", INT64, 0, 0) &&
               qh_arrow_schema_init(tree, item->children[1], "end", INT64, 0, 0);
    return qh_arrow_schema_init(tree, item, "item", STRUCT, 0, 3) &&
           qh_arrow_schema_init(tree, item->children[0], "script", TEXT, 0, 0) &&
           qh_arrow_schema_init(tree, item->children[1], "letters", INT64, 0, 0) &&
           qh_arrow_schema_init(tree, item->children[2], "share", FLOAT64, 0, 0);
}

static int init_column(qh_arrow_tree *tree, struct ArrowSchema **out, const qh_column *column) {
    const char *format = format_of(column->kind);
    int nullable = is_nullable(column->kind);
    if (qh_arrow_columns(column) == 2)
        return qh_arrow_schema_init(tree, out[0], column->words[0], format, nullable, 0) &&
               qh_arrow_schema_init(tree, out[1], column->words[1], format, nullable, 0);
    if (format != LIST)
        return qh_arrow_schema_init(tree, out[0], column->name, format, nullable, 0);
    return qh_arrow_schema_init(tree, out[0], column->name, LIST, 0, 1) && init_item(tree, out[0]->children[0], column->kind);
}

static int init_columns(qh_arrow_tree *tree, struct ArrowSchema *root, const qh_table *table) {
    size_t count = 0, at = 0;
    for (size_t i = 0; i < table->column_count; i++)
        count += qh_arrow_columns(&table->columns[i]);
    if (!qh_arrow_schema_init(tree, root, "", STRUCT, 0, count))
        return 0;
    for (size_t i = 0; i < table->column_count; at += qh_arrow_columns(&table->columns[i++]))
        if (!init_column(tree, root->children + at, &table->columns[i]))
            return 0;
    return 1;
}

quoth_status qh_arrow_schema(const quoth_allocator *allocator, const qh_table *table, struct ArrowSchema *out) {
    qh_arrow_tree *tree = qh_arrow_tree_new(allocator);
    if (!tree)
        return QUOTH_ERROR_MEMORY;
    struct ArrowSchema root;
    if (!init_columns(tree, &root, table)) {
        qh_arrow_tree_free(tree);
        return QUOTH_ERROR_MEMORY;
    }
    *out = root;
    return QUOTH_OK;
}
