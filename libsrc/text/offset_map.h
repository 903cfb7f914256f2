/* Byte <-> code point <-> UTF-16 offsets of one text: checkpoints every 64 bytes, built once in O(n). */
#ifndef QH_TEXT_OFFSET_MAP_H
#define QH_TEXT_OFFSET_MAP_H

#include <quoth/document.h>

#include "base/arena.h"

typedef struct qh_offset_map qh_offset_map;

/* NULL when there is no memory. `text` is valid UTF-8 and must outlive the map. */
qh_offset_map *qh_offset_map_new(qh_arena *arena, const char *text, size_t size);

/* Semantics as quoth_document_offset() and quoth_document_byte(). */
size_t qh_offset_from_byte(const qh_offset_map *map, size_t byte, quoth_unit unit); /* O(1) */
size_t qh_offset_to_byte(const qh_offset_map *map, size_t offset, quoth_unit unit); /* O(log n) */

#endif
