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

typedef QH_VEC(quoth_script_run) qh_runs;

/* The points between scripts, with those of `inside` in their places. */
static int add_points(const qh_text *text, const quoth_script_run *runs, size_t count, qh_arena *arena, qh_glue_list *points,
                      const qh_glue_list *inside) {
    size_t taken = 0, at;
    for (size_t i = 1; i < count; i++) {
        double confidence = qh_script_glue(text->bytes, text->size, &runs[i - 1], &runs[i], &at);
        if (confidence <= 0)
            continue;
        if (!take_before(text, arena, points, inside, &taken, at) || !push(arena, points, at, confidence))
            return 0;
        while (taken < inside->count && inside->items[taken].at <= runs[i].start) /* found twice */
            taken++;
    }
    return take_before(text, arena, points, inside, &taken, text->size);
}

static int read_runs(const qh_text *text, qh_arena *arena, qh_runs *runs) {
    qh_script_iterator it;
    quoth_script_run run;
    qh_script_iterator_init(&it, text->bytes, 0, text->size, 0);
    while (qh_script_next(&it, &run)) {
        quoth_script_run *kept = qh_vec_push(arena, runs);
        if (!kept)
            return 0;
        *kept = run;
    }
    return 1;
}

/* `runs` NULL: they are not known yet. */
static int find_points(const qh_text *text, const quoth_script_run *runs, size_t count, qh_arena *arena, qh_glue_list *points) {
    qh_arena scratch;
    qh_glue_list inside = {0};
    qh_runs own = {0};
    qh_arena_init(&scratch, &arena->allocator);
    int done = runs || read_runs(text, &scratch, &own);
    done = done && qh_typographic_glue(text->bytes, text->size, &scratch, &inside) &&
           add_points(text, runs ? runs : own.items, runs ? count : own.count, arena, points, &inside);
    qh_arena_free(&scratch);
    return done;
}

int qh_glue_points_of(const char *text, size_t size, qh_arena *arena, qh_glue_list *points) {
    qh_text whole = {text, size};
    return find_points(&whole, NULL, 0, arena, points);
}

int qh_glue_points(quoth_document *doc) {
    qh_text whole = {doc->text, doc->size};
    qh_glue_list points = {0};
    if (!find_points(&whole, doc->runs.items, doc->runs.count, &doc->arena, &points))
        return 0;
    doc->glue.items = points.items;
    doc->glue.count = points.count;
    doc->glue.capacity = points.capacity;
    return 1;
}
