#include "base/vec.h"

void *qh_vec_room(qh_arena *arena, void *items, size_t count, size_t *capacity, size_t item_size) {
    if (count < *capacity)
        return items;
    /* Most lists are of one thing: the parts of a quotation, the mentions of a speaker. */
    size_t more = !*capacity ? 2 : *capacity < 1024 ? *capacity * 2 : *capacity + *capacity / 2;
    if (more <= *capacity || more > SIZE_MAX / item_size)
        return items;
    void *grown = qh_arena_grow(arena, items, *capacity * item_size, more * item_size);
    if (!grown)
        return items;
    *capacity = more;
    return grown;
}
