/* Growable arrays in an arena: `QH_VEC(int) v = {0}; int *p = qh_vec_push(arena, &v);` p is NULL when there is no memory. */
#ifndef QH_BASE_VEC_H
#define QH_BASE_VEC_H

#include "base/arena.h"

#define QH_VEC(T)                                                                                                                  \
    struct {                                                                                                                       \
        T *items;                                                                                                                  \
        size_t count, capacity;                                                                                                    \
    }

/* Room for one element more: the old or the new array; *capacity stays where there is no memory. */
void *qh_vec_room(qh_arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

/* A pointer to one new, uninitialised element at the end. */
#define qh_vec_push(arena, v)                                                                                                      \
    (((v)->count < (v)->capacity ||                                                                                                \
      ((v)->items = qh_vec_room((arena), (v)->items, (v)->count, &(v)->capacity, sizeof *(v)->items), (v)->count < (v)->capacity)) \
         ? &(v)->items[(v)->count++]                                                                                               \
         : NULL)

/* Room for `most` elements of an empty array, so that it leaves no smaller ones behind in the arena; 0 when there is no memory. */
#define qh_vec_reserve(arena, v, most)                                                                                             \
    ((v)->capacity || !(most) ||                                                                                                   \
     ((most) <= SIZE_MAX / sizeof *(v)->items && ((v)->items = qh_arena_alloc((arena), (most) * sizeof *(v)->items)) != NULL &&    \
      ((v)->capacity = (most)) != 0))

#endif
