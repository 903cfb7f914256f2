#include "base/document.h"
#include "text/offset_map.h"
#include "text/source_map.h"

quoth_document *quoth_document_retain(quoth_document *doc) {
    if (doc)
        atomic_fetch_add_explicit(&doc->owners, 1, memory_order_relaxed);
    return doc;
}

void quoth_document_release(quoth_document *doc) {
    if (!doc || atomic_fetch_sub_explicit(&doc->owners, 1, memory_order_acq_rel) != 1)
        return;
    qh_arena arena = doc->arena; /* the document lies in its own arena */
    qh_arena_free(&arena);
}

const char *quoth_document_text(const quoth_document *doc, size_t *size) {
    if (size)
        *size = doc->size;
    return doc->text;
}

const quoth_source *quoth_document_source(const quoth_document *doc) { return &doc->source; }

const quoth_metadata *quoth_document_metadata(const quoth_document *doc) { return &doc->metadata; }

const quoth_metadata_origin *quoth_document_metadata_origin(const quoth_document *doc, int32_t field) {
    return field >= 0 && field < QH_METADATA_FIELDS && doc->origins[field].place ? &doc->origins[field] : NULL;
}

quoth_span quoth_document_source_span(const quoth_document *doc, quoth_span span) {
    size_t end = span.end < doc->size ? span.end : doc->size;
    size_t start = span.start < end ? span.start : end;
    return qh_source_map_span(doc->source_map, (quoth_span){start, end});
}

static quoth_unit known_unit(int32_t unit) {
    return unit == QUOTH_UNIT_CODE_POINT || unit == QUOTH_UNIT_UTF16 ? (quoth_unit)unit : QUOTH_UNIT_BYTE;
}

size_t quoth_document_offset(const quoth_document *doc, size_t byte, int32_t unit) {
    return qh_offset_from_byte(doc->offset_map, byte, known_unit(unit));
}

size_t quoth_document_byte(const quoth_document *doc, size_t offset, int32_t unit) {
    return qh_offset_to_byte(doc->offset_map, offset, known_unit(unit));
}

/* Every list is read by its count and one item of it. */
#define LIST(type, name, field)                                                                                                    \
    size_t quoth_document_##name##_count(const quoth_document *doc) { return doc->field.count; }                                   \
    const type *quoth_document_##name(const quoth_document *doc, size_t i) {                                                       \
        return i < doc->field.count ? &doc->field.items[i] : NULL;                                                                 \
    }

LIST(quoth_article, article, articles)
LIST(quoth_block, block, blocks)
LIST(quoth_script_run, script_run, runs)
LIST(quoth_glue, glue, glue)
LIST(quoth_mixed_token, mixed_token, mixed)
LIST(quoth_quote, quote, quotes)
LIST(quoth_speaker, speaker, speakers)
LIST(quoth_mark, mark, marks)
