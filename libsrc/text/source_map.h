/* Text byte -> input byte for decoded or repaired text: pieces in which characters keep one length on either side. */
#ifndef QH_TEXT_SOURCE_MAP_H
#define QH_TEXT_SOURCE_MAP_H

#include <quoth/base.h>

#include "base/vec.h"

typedef struct qh_source_piece {
    size_t text, source;             /* where it starts on either side */
    uint32_t text_unit, source_unit; /* bytes of each character in it on either side */
} qh_source_piece;

typedef struct qh_source_map {
    QH_VEC(qh_source_piece) pieces;
    size_t text_size, source_size;
    int moved;                         /* pieces do not stand in the order of the source (HTML's foster parents) */
    const struct qh_source_map *outer; /* where its source is the text of another map; NULL: it is the input */
} qh_source_map;

/* Appends one character; 0 when there is no memory. */
int qh_source_map_add(qh_arena *arena, qh_source_map *map, size_t text, size_t source, uint32_t text_unit, uint32_t source_unit);

/* The last call: how long both sides are. Pieces of text that was cut off are let go. */
void qh_source_map_end_at(qh_source_map *map, size_t text_size, size_t source_size);

/* The input byte of text byte `at`; `map` NULL is the identity. O(log n). */
size_t qh_source_map_at(const qh_source_map *map, size_t at);

/* The input byte behind the character that ends at text byte `at`, which may stand far before the next one's. O(log n). */
size_t qh_source_map_end(const qh_source_map *map, size_t at);

/* The shortest stretch of the input that holds all characters of a stretch of the text. O(log n), linear where pieces were moved.
 */
quoth_span qh_source_map_span(const qh_source_map *map, quoth_span span);

#endif
