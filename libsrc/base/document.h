/* The one object that all stages fill and everybody reads: see include/quoth/document.h for what the records mean. */
#ifndef QH_BASE_DOCUMENT_H
#define QH_BASE_DOCUMENT_H

#include <stdatomic.h>

#include <quoth/quoth.h>

#include "base/arena.h"
#include "base/vec.h"

enum { QH_METADATA_FIELDS = QUOTH_METADATA_DESCRIPTION + 1 };

struct quoth_document {
    qh_arena arena; /* holds everything below, and the document itself is freed with it */
    atomic_uint owners;
    const char *text;
    size_t size;
    const struct qh_offset_map *offset_map; /* text/offset_map.h */
    const struct qh_source_map *source_map; /* text/source_map.h */
    quoth_source source;
    quoth_metadata metadata;
    quoth_metadata_origin origins[QH_METADATA_FIELDS]; /* place NULL: the field is not set */
    QH_VEC(quoth_article) articles;
    QH_VEC(quoth_block) blocks;
    QH_VEC(quoth_script_run) runs;
    QH_VEC(quoth_glue) glue;
    QH_VEC(quoth_mixed_token) mixed;
    QH_VEC(quoth_quote) quotes;
    QH_VEC(quoth_speaker) speakers;
    QH_VEC(quoth_mark) marks;
};

/* An empty document with one owner, in an arena of its own; NULL when there is no memory. */
quoth_document *qh_document_new(const quoth_allocator *allocator);

/* Views that stages hand each other. */
typedef struct qh_text {
    const char *bytes; /* valid UTF-8, NUL-terminated */
    size_t size;
} qh_text;

static inline int qh_span_is_empty(quoth_span span) { return span.end <= span.start; }
static inline int qh_span_contains(quoth_span outer, quoth_span inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}
static inline int qh_spans_overlap(quoth_span a, quoth_span b) { return a.start < b.end && b.start < a.end; }

#endif
