#include "script/glue.h"

/* Moves the points before `until` from the head of `more` to the end of `points`. */
static int take_before(const qh_text *text, qh_arena *arena, qh_glue_list *points, const qh_glue_list *more, size_t *taken,
                       size_t until) {
    for (; *taken < more->count && more->items[*taken].at < until; ++*taken) {
        quoth_glue *glue = qh_vec_push(arena, points);
        if (!glue)
            return 0;
        *glue = more->items[*taken];
        if (qh_glue_parts_languages(text->bytes, text->size, glue->at))
            glue->kind = QUOTH_GLUE_LANGUAGE;
    }
    return 1;
}

static int push(qh_arena *arena, qh_glue_list *points, size_t at, double confidence) {
    quoth_glue *glue = qh_vec_push(arena, points);
    if (glue)
        *glue = (quoth_glue){.at = at, .kind = QUOTH_GLUE_SCRIPT, .confidence = confidence};
    return glue != NULL;
}

/* The points between scripts, with those of `inside` in their places. */
static int add_points(const char *text, size_t size, qh_arena *arena, qh_glue_list *points, const qh_glue_list *inside) {
    qh_text whole = {text, size};
    qh_script_iterator it;
    quoth_script_run run, last = {0};
    size_t taken = 0, at;
    qh_script_iterator_init(&it, text, 0, size, 0);
    for (int first = 1; qh_script_next(&it, &run); first = 0, last = run) {
        double confidence = first ? 0 : qh_script_glue(text, size, &last, &run, &at);
        if (confidence <= 0)
            continue;
        if (!take_before(&whole, arena, points, inside, &taken, at) || !push(arena, points, at, confidence))
            return 0;
        while (taken < inside->count && inside->items[taken].at <= run.start) /* found twice */
            taken++;
    }
    return take_before(&whole, arena, points, inside, &taken, size);
}

int qh_glue_points_of(const char *text, size_t size, qh_arena *arena, qh_glue_list *points) {
    qh_arena scratch;
    qh_glue_list inside = {0};
    qh_arena_init(&scratch, &arena->allocator);
    int done = qh_typographic_glue(text, size, &scratch, &inside) && add_points(text, size, arena, points, &inside);
    qh_arena_free(&scratch);
    return done;
}

int qh_glue_points(quoth_document *doc) {
    qh_glue_list points = {0};
    if (!qh_glue_points_of(doc->text, doc->size, &doc->arena, &points))
        return 0;
    doc->glue.items = points.items;
    doc->glue.count = points.count;
    doc->glue.capacity = points.capacity;
    return 1;
}
