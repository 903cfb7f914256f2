/* The engine: configuration and language packs in one arena, which holds the engine as well. */
#ifndef QH_API_ENGINE_H
#define QH_API_ENGINE_H

#include <stdatomic.h>

#include <quoth/engine.h>

#include "api/candidates.h"
#include "linguistics/lexicon.h"

struct quoth_engine {
    qh_arena arena;
    atomic_uint owners;
    quoth_engine_options options; /* defaults and implied layers filled in; `allocator` points to the arena's */
    const qh_lexicon *lexicon;
    uint8_t allowed[QH_CANDIDATES_MOST]; /* languages by number, where options.languages names any */
};

/*
 * Copies the fields that a caller's struct of `size` bytes has over the defaults in `out` (`known` bytes). Older libraries knew
 * fewer fields, newer ones know more. 0 when `size` cannot be right.
 */
int qh_read_struct(void *out, size_t known, const void *in, size_t size);

#endif
