#include "base/document.h"

quoth_document *qh_document_new(const quoth_allocator *allocator) {
    qh_arena arena;
    qh_arena_init(&arena, allocator);
    quoth_document *doc = qh_arena_zalloc(&arena, 1, sizeof *doc);
    if (!doc)
        return NULL;
    doc->arena = arena;
    atomic_init(&doc->owners, 1);
    return doc;
}
