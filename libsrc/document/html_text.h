/* Text of an HTML source: pieces that are slices of it, and pieces that stand for something else in it. */
#ifndef QH_DOCUMENT_HTML_TEXT_H
#define QH_DOCUMENT_HTML_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { QH_HTML_VERBATIM = 0xFF };

/* source[start, end): the text itself, or what `size` other bytes stand for (a reference, a line end, a NUL). */
typedef struct qh_html_piece {
    uint32_t start, end;
    uint8_t size; /* of bytes[], or QH_HTML_VERBATIM */
    char bytes[7];
    struct qh_html_piece *next;
} qh_html_piece;

static inline const char *qh_html_piece_bytes(const qh_html_piece *piece, const char *source) {
    return piece->size == QH_HTML_VERBATIM ? source + piece->start : piece->bytes;
}

static inline size_t qh_html_piece_size(const qh_html_piece *piece) {
    return piece->size == QH_HTML_VERBATIM ? piece->end - piece->start : piece->size;
}

/* Small things of one size from an arena, without the arena's alignment to 16 bytes. */
typedef struct qh_html_pool {
    char *at, *end;
} qh_html_pool;

/* NULL when there is no memory. `size` is a multiple of the size of a pointer and always the same for one pool. */
static inline void *qh_html_take(qh_arena *arena, qh_html_pool *pool, size_t size) {
    enum { AT_ONCE = 64 };
    if (pool->at == pool->end) {
        pool->at = qh_arena_alloc(arena, size * AT_ONCE);
        pool->end = pool->at ? pool->at + size * AT_ONCE : NULL;
    }
    void *taken = pool->at;
    if (taken)
        pool->at += size;
    return taken;
}

#endif
