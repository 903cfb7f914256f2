/* One arena per document: everything is carved from a few large chunks and freed at once. */
#ifndef QH_BASE_ARENA_H
#define QH_BASE_ARENA_H

#include <quoth/base.h>

typedef struct qh_arena_chunk qh_arena_chunk;

typedef struct qh_arena {
    quoth_allocator allocator;
    qh_arena_chunk *chunks; /* newest first */
    size_t chunk_size;      /* of the next chunk */
} qh_arena;

/* malloc and free, for who brings no allocator. */
extern const quoth_allocator qh_default_allocator;

void qh_arena_init(qh_arena *arena, const quoth_allocator *allocator);
void qh_arena_free(qh_arena *arena);

/* Memory aligned for any type, not cleared; NULL when there is none. A size of 0 is served as 1. */
void *qh_arena_alloc(qh_arena *arena, size_t size);

/* `count` cleared elements; NULL when there is no memory or the product overflows. */
void *qh_arena_zalloc(qh_arena *arena, size_t count, size_t size);

/* Makes the `size` bytes at `old` `new_size` long: in place when they were the last allocation, else by copy. */
void *qh_arena_grow(qh_arena *arena, void *old, size_t size, size_t new_size);

/* A NUL-terminated copy. */
char *qh_arena_copy(qh_arena *arena, const char *bytes, size_t size);

#endif
