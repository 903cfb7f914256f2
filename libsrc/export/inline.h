/*
 * What is marked inside blocks: quotations, cues, mentions of speakers, marked strings. They may nest and overlap as they like;
 * a visitor sees each block's text cut into pieces with marks that are opened and closed like brackets, so that a tree can be
 * written. A mark that overlaps another one, or runs over several blocks, comes in pieces.
 */
#ifndef QH_EXPORT_INLINE_H
#define QH_EXPORT_INLINE_H

#include "base/arena.h"

#include <quoth/quoth.h>

enum { QH_INLINE_DEPTH = 32 }; /* marks that would lie deeper are left out */

typedef enum qh_inline_kind {
    QH_INLINE_QUOTE,   /* part of a quotation that is no turn */
    QH_INLINE_QUOTED,  /* stretch in marks of a mixed quotation */
    QH_INLINE_MENTION, /* of the speaker of a quotation */
    QH_INLINE_CUE,
    QH_INLINE_MARK /* marked string that is nobody's speech */
} qh_inline_kind;

typedef struct qh_inline {
    size_t start, end;
    int32_t kind;
    int32_t index; /* of the quotation or mark */
    int32_t part;  /* of the quotation */
    int32_t piece; /* how often it was opened before */
} qh_inline;

typedef struct qh_inlines {
    const quoth_document *doc;
    qh_arena arena;
    qh_inline *items; /* by start, longer ones first */
    size_t count, next;
    size_t open[QH_INLINE_DEPTH], depth;
    int32_t *turns; /* by block: the quotation that the turn is, or -1 */
} qh_inlines;

typedef struct qh_inline_visitor {
    void (*open)(void *user, const qh_inline *item);
    void (*close)(void *user, const qh_inline *item);
    void (*text)(void *user, size_t start, size_t end);
} qh_inline_visitor;

/* On failure too, qh_inlines_close() frees what there is. */
quoth_status qh_inlines_open(qh_inlines *inlines, const quoth_document *doc, quoth_error *err);
void qh_inlines_close(qh_inlines *inlines);

/* The stretches have to ascend from call to call. */
void qh_inlines_visit(qh_inlines *inlines, size_t start, size_t end, const qh_inline_visitor *visitor, void *user);

/* Where the words of a turn begin, behind its head and what follows that; the start of a block that has no head. */
size_t qh_turn_body(const quoth_document *doc, const quoth_block *block);

#endif
