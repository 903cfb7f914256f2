#include "api/engine.h"

#include <string.h>

#include "base/error.h"

enum { DEFAULT_INPUT_BYTES = 1 << 30, DEFAULT_BLOCKS = 16 * 1000 * 1000 };

int qh_read_struct(void *out, size_t known, const void *in, size_t size) {
    if (size < sizeof size)
        return 0;
    memcpy(out, in, size < known ? size : known);
    memcpy(out, &known, sizeof known);
    return 1;
}

static uint32_t with_implied(uint32_t layers) {
    if (!layers)
        return QUOTH_LAYER_ALL;
    if (layers & QUOTH_LAYER_QUOTES)
        layers |= QUOTH_LAYER_BLOCKS;
    if (layers & QUOTH_LAYER_BLOCKS)
        layers |= QUOTH_LAYER_SCRIPTS;
    return layers;
}

static quoth_status read_options(const quoth_engine_options *in, quoth_engine_options *out, quoth_error *err) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    if (in && !qh_read_struct(&options, sizeof options, in, in->struct_size))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0,
                       "struct_size of the options is too small; set it with QUOTH_ENGINE_OPTIONS_INIT");
    if (options.layers & ~(uint32_t)QUOTH_LAYER_ALL)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown layers 0x%x",
                       (unsigned)(options.layers & ~(uint32_t)QUOTH_LAYER_ALL));
    if (!options.allocator)
        options.allocator = &qh_default_allocator;
    if (!options.allocator->allocate || !options.allocator->release)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "the allocator needs both allocate and release");
    options.layers = with_implied(options.layers);
    if (!options.max_input_bytes)
        options.max_input_bytes = DEFAULT_INPUT_BYTES;
    if (!options.max_blocks)
        options.max_blocks = DEFAULT_BLOCKS;
    *out = options;
    return QUOTH_OK;
}

static quoth_status make(const quoth_engine_options *options, qh_arena *arena, quoth_engine **out, quoth_error *err) {
    quoth_engine *engine = qh_arena_zalloc(arena, 1, sizeof *engine);
    if (!engine)
        return qh_fail_memory(err);
    quoth_status status = qh_lexicon_new(arena, &engine->lexicon, err);
    if (status == QUOTH_OK && options->language_count)
        status = qh_read_candidates(options->languages, options->language_count, engine->allowed, err);
    if (status != QUOTH_OK)
        return status;
    atomic_init(&engine->owners, 1);
    engine->options = *options;
    engine->arena = *arena;
    engine->options.allocator = &engine->arena.allocator;
    *out = engine;
    return QUOTH_OK;
}

quoth_status quoth_engine_new(const quoth_engine_options *options, quoth_engine **out, quoth_error *err) {
    if (!out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "out is NULL");
    *out = NULL;
    quoth_engine_options complete = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_status status = read_options(options, &complete, err);
    if (status != QUOTH_OK)
        return status;
    qh_arena arena;
    qh_arena_init(&arena, complete.allocator);
    status = make(&complete, &arena, out, err);
    if (status != QUOTH_OK)
        qh_arena_free(&arena);
    return status;
}

quoth_engine *quoth_engine_retain(quoth_engine *engine) {
    if (engine)
        atomic_fetch_add_explicit(&engine->owners, 1, memory_order_relaxed);
    return engine;
}

void quoth_engine_release(quoth_engine *engine) {
    if (!engine || atomic_fetch_sub_explicit(&engine->owners, 1, memory_order_acq_rel) != 1)
        return;
    qh_arena arena = engine->arena; /* the engine lies in its own arena */
    qh_arena_free(&arena);
}
