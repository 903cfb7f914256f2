#include <stdatomic.h>

#include "export/arrow.h"

struct qh_arrow_tree {
    qh_arena arena; /* holds the tree itself */
    atomic_size_t nodes;
};

qh_arrow_tree *qh_arrow_tree_new(const quoth_allocator *allocator) {
    qh_arena arena;
    qh_arena_init(&arena, allocator);
    qh_arrow_tree *tree = qh_arena_zalloc(&arena, 1, sizeof *tree);
    if (!tree)
        return NULL;
    tree->arena = arena;
    atomic_init(&tree->nodes, 0);
    return tree;
}

void qh_arrow_tree_free(qh_arrow_tree *tree) {
    qh_arena arena = tree->arena;
    qh_arena_free(&arena);
}

qh_arena *qh_arrow_arena(qh_arrow_tree *tree) { return &tree->arena; }

static void release_node(qh_arrow_tree *tree) {
    if (atomic_fetch_sub_explicit(&tree->nodes, 1, memory_order_acq_rel) == 1)
        qh_arrow_tree_free(tree);
}

/* Children that a reader has moved away are marked released and go on living elsewhere. */
static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++)
        if (array->children[i]->release)
            array->children[i]->release(array->children[i]);
    qh_arrow_tree *tree = array->private_data;
    array->release = NULL;
    release_node(tree);
}

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++)
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
    qh_arrow_tree *tree = schema->private_data;
    schema->release = NULL;
    release_node(tree);
}

int qh_arrow_array_init(qh_arrow_tree *tree, struct ArrowArray *array, size_t length, size_t buffers, size_t children) {
    *array = (struct ArrowArray){.length = (int64_t)length, .n_buffers = (int64_t)buffers, .n_children = (int64_t)children};
    array->buffers = qh_arena_zalloc(&tree->arena, buffers + 1, sizeof *array->buffers);
    array->children = qh_arena_zalloc(&tree->arena, children + 1, sizeof(struct ArrowArray *));
    struct ArrowArray *nodes = qh_arena_zalloc(&tree->arena, children + 1, sizeof *nodes);
    if (!array->buffers || !array->children || !nodes)
        return 0;
    for (size_t i = 0; i < children; i++)
        array->children[i] = &nodes[i];
    array->release = release_array;
    array->private_data = tree;
    atomic_fetch_add_explicit(&tree->nodes, 1, memory_order_relaxed);
    return 1;
}

int qh_arrow_schema_init(qh_arrow_tree *tree, struct ArrowSchema *schema, const char *name, const char *format, int nullable,
                         size_t children) {
    *schema = (struct ArrowSchema){.format = format, .name = name, .n_children = (int64_t)children};
    schema->flags = nullable ? ARROW_FLAG_NULLABLE : 0;
    schema->children = qh_arena_zalloc(&tree->arena, children + 1, sizeof(struct ArrowSchema *));
    struct ArrowSchema *nodes = qh_arena_zalloc(&tree->arena, children + 1, sizeof *nodes);
    if (!schema->children || !nodes)
        return 0;
    for (size_t i = 0; i < children; i++)
        schema->children[i] = &nodes[i];
    schema->release = release_schema;
    schema->private_data = tree;
    atomic_fetch_add_explicit(&tree->nodes, 1, memory_order_relaxed);
    return 1;
}
