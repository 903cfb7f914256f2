#include "script/glue.h"

#include "api/strings.h"
#include "base/arena.h"
#include "base/error.h"

quoth_status quoth_glue_points(const char *text, size_t size, const quoth_allocator *allocator, quoth_glue_fn found, void *user,
                               quoth_error *err) {
    if (!found)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "found is NULL");
    quoth_status status = qh_check_string(text, (quoth_span){0, size}, err);
    if (status != QUOTH_OK)
        return status;
    qh_arena arena;
    qh_arena_init(&arena, allocator ? allocator : &qh_default_allocator);
    qh_glue_list list = {0};
    status = qh_glue_points_of(text ? text : "", size, &arena, &list) ? QUOTH_OK : qh_fail_memory(err);
    for (size_t i = 0; status == QUOTH_OK && i < list.count; i++)
        if (found(user, &list.items[i]))
            status = qh_fail(err, QUOTH_ERROR_CANCELLED, list.items[i].at, "cancelled by the caller");
    qh_arena_free(&arena);
    return status;
}
