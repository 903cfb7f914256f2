#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* What is LARGE has a chunk of its own, which goes when it is grown: what a vector grew out of is not kept until the end. */
enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024, LARGE = 8 * 1024 };

struct qh_arena_chunk {
    qh_arena_chunk *next;
    size_t size; /* of the whole chunk, for the allocator */
    size_t used; /* from the start of the chunk */
    alignas(max_align_t) char data[];
};

static void *default_allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void default_release(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

const quoth_allocator qh_default_allocator = {NULL, default_allocate, default_release};

void qh_arena_init(qh_arena *arena, const quoth_allocator *allocator) {
    arena->allocator = *allocator;
    arena->chunks = NULL;
    arena->chunk_size = FIRST_CHUNK;
}

void qh_arena_free(qh_arena *arena) {
    for (qh_arena_chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        arena->allocator.release(arena->allocator.user, chunk, chunk->size);
    }
    arena->chunks = NULL;
}

static size_t aligned(size_t size) {
    size_t unit = alignof(max_align_t);
    return size > SIZE_MAX - unit ? 0 : (size + unit - 1) / unit * unit;
}

static qh_arena_chunk *new_chunk(const qh_arena *arena, size_t size) {
    qh_arena_chunk *chunk = arena->allocator.allocate(arena->allocator.user, size);
    if (!chunk)
        return NULL;
    chunk->next = NULL;
    chunk->size = size;
    chunk->used = sizeof(qh_arena_chunk);
    return chunk;
}

/* A chunk that small things are carved from, in front of the others. */
static qh_arena_chunk *add_chunk(qh_arena *arena) {
    qh_arena_chunk *chunk = new_chunk(arena, arena->chunk_size);
    if (!chunk)
        return NULL;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    if (arena->chunk_size < LARGEST_CHUNK)
        arena->chunk_size *= 2;
    return chunk;
}

/* A chunk for one thing, behind the one that small things are carved from. */
static qh_arena_chunk *add_large(qh_arena *arena, size_t need) {
    qh_arena_chunk *chunk = need < SIZE_MAX - sizeof(qh_arena_chunk) ? new_chunk(arena, need + sizeof(qh_arena_chunk)) : NULL;
    if (!chunk)
        return NULL;
    qh_arena_chunk **at = arena->chunks ? &arena->chunks->next : &arena->chunks;
    chunk->next = *at;
    *at = chunk;
    return chunk;
}

static void release_large(qh_arena *arena, const void *memory) {
    for (qh_arena_chunk **at = &arena->chunks, *chunk; (chunk = *at) != NULL; at = &chunk->next)
        if (chunk->data == memory) {
            *at = chunk->next;
            arena->allocator.release(arena->allocator.user, chunk, chunk->size);
            return;
        }
}

void *qh_arena_alloc(qh_arena *arena, size_t size) {
    size_t need = aligned(size ? size : 1);
    if (!need)
        return NULL;
    qh_arena_chunk *chunk = arena->chunks;
    if (need >= LARGE)
        chunk = add_large(arena, need);
    else if (!chunk || chunk->size - chunk->used < need)
        chunk = add_chunk(arena);
    if (!chunk)
        return NULL;
    void *memory = (char *)chunk + chunk->used;
    chunk->used += need;
    return memory;
}

void *qh_arena_zalloc(qh_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *memory = qh_arena_alloc(arena, count * size);
    return memory ? memset(memory, 0, count * size) : NULL;
}

/* Extends the last allocation of the newest chunk where there is room behind it. */
static int extend(qh_arena_chunk *chunk, char *old, size_t size, size_t new_size) {
    size_t had = aligned(size), need = aligned(new_size);
    if (!chunk || !had || !need || need >= LARGE || old + had != (char *)chunk + chunk->used ||
        chunk->size - chunk->used < need - had)
        return 0;
    chunk->used += need - had;
    return 1;
}

void *qh_arena_grow(qh_arena *arena, void *old, size_t size, size_t new_size) {
    if (old && new_size >= size && extend(arena->chunks, old, size, new_size))
        return old;
    void *memory = qh_arena_alloc(arena, new_size);
    if (memory && old && size) {
        memcpy(memory, old, size < new_size ? size : new_size);
        if (aligned(size) >= LARGE)
            release_large(arena, old);
    }
    return memory;
}

char *qh_arena_copy(qh_arena *arena, const char *bytes, size_t size) {
    char *copy = size < SIZE_MAX ? qh_arena_alloc(arena, size + 1) : NULL;
    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}
