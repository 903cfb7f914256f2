/* W3C Web Annotation (JSON-LD): a page of annotations on quotations, their cues and speaker mentions, and marked strings. */
#include <stdio.h>
#include <string.h>

#include <quoth/quoth.h>

#include "export/json_writer.h"
#include "export/options.h"

enum { CONTEXT = 32 }; /* code points before and behind */

typedef struct annotations {
    const quoth_document *doc;
    qh_json json;
} annotations;

static void key_text(annotations *a, const char *key, const char *string) {
    qh_json_key(&a->json, key);
    qh_json_text(&a->json, string);
}

static void key_stretch(annotations *a, const char *key, size_t start, size_t end) {
    qh_json_key(&a->json, key);
    qh_json_string(&a->json, quoth_document_text(a->doc, NULL) + start, end - start);
}

static void put_bounds(annotations *a, const char *type, size_t start, size_t end) {
    qh_json_open(&a->json, '{');
    key_text(a, "type", type);
    qh_json_key(&a->json, "start");
    qh_json_number(&a->json, start);
    qh_json_key(&a->json, "end");
    qh_json_number(&a->json, end);
    qh_json_close(&a->json);
}

static void put_selectors(annotations *a, quoth_span span) {
    size_t start = quoth_document_offset(a->doc, span.start, QUOTH_UNIT_CODE_POINT);
    size_t end = quoth_document_offset(a->doc, span.end, QUOTH_UNIT_CODE_POINT);
    size_t before = quoth_document_byte(a->doc, start < CONTEXT ? 0 : start - CONTEXT, QUOTH_UNIT_CODE_POINT);
    size_t behind = quoth_document_byte(a->doc, end + CONTEXT, QUOTH_UNIT_CODE_POINT);
    quoth_span source = quoth_document_source_span(a->doc, span);
    put_bounds(a, "TextPositionSelector", start, end);
    qh_json_open(&a->json, '{');
    key_text(a, "type", "TextQuoteSelector");
    key_stretch(a, "exact", span.start, span.end);
    key_stretch(a, "prefix", before, span.start);
    key_stretch(a, "suffix", span.end, behind);
    qh_json_close(&a->json);
    put_bounds(a, "DataPositionSelector", source.start, source.end);
}

static void put_source(annotations *a) {
    const quoth_source *source = quoth_document_source(a->doc);
    qh_json_key(&a->json, "source");
    if (source->url)
        qh_json_iri(&a->json, source->url, 0);
    else if (source->name)
        qh_json_iri(&a->json, source->name, 1);
    else
        qh_json_text(&a->json, "urn:quoth:document");
}

static void put_resource(annotations *a, quoth_span span) {
    qh_json_open(&a->json, '{');
    key_text(a, "type", "SpecificResource");
    put_source(a);
    qh_json_key(&a->json, "selector");
    qh_json_open(&a->json, '[');
    put_selectors(a, span);
    qh_json_close(&a->json);
    qh_json_close(&a->json);
}

/* Several stretches are one target of which each is needed. */
static void put_target(annotations *a, const quoth_span *spans, size_t count) {
    qh_json_key(&a->json, "target");
    if (count == 1) {
        put_resource(a, spans[0]);
        return;
    }
    qh_json_open(&a->json, '{');
    key_text(a, "type", "Composite");
    qh_json_key(&a->json, "items");
    qh_json_open(&a->json, '[');
    for (size_t i = 0; i < count; i++)
        put_resource(a, spans[i]);
    qh_json_close(&a->json);
    qh_json_close(&a->json);
}

static void put_body(annotations *a, const char *purpose, const char *value) {
    qh_json_open(&a->json, '{');
    key_text(a, "type", "TextualBody");
    key_text(a, "purpose", purpose);
    key_text(a, "value", value);
    qh_json_close(&a->json);
}

static void put_id(annotations *a, const char *key, const char *what, size_t index, const char *suffix) {
    char id[48];
    snprintf(id, sizeof id, "#%s-%zu%s", what, index, suffix);
    if (key)
        qh_json_key(&a->json, key);
    qh_json_text(&a->json, id);
}

static void begin_annotation(annotations *a, const char *what, size_t index, const char *suffix, const char *motivation) {
    qh_json_open(&a->json, '{');
    put_id(a, "id", what, index, suffix);
    key_text(a, "type", "Annotation");
    key_text(a, "motivation", motivation);
    qh_json_key(&a->json, "body");
    qh_json_open(&a->json, '[');
}

static void end_annotation(annotations *a, const quoth_span *spans, size_t count) {
    qh_json_close(&a->json);
    put_target(a, spans, count);
    qh_json_close(&a->json);
}

/* The cue or the mention: linked to its quotation. */
static void put_beside(annotations *a, size_t index, const char *suffix, const char *tag, quoth_span span) {
    if (span.start >= span.end)
        return;
    begin_annotation(a, "quotation", index, suffix, "linking");
    put_id(a, NULL, "quotation", index, "");
    put_body(a, "tagging", tag);
    end_annotation(a, &span, 1);
}

static void put_quote(annotations *a, size_t index) {
    const quoth_quote *quote = quoth_document_quote(a->doc, index);
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(a->doc, (size_t)quote->speaker);
    begin_annotation(a, "quotation", index, "", "identifying");
    if (speaker)
        put_body(a, "identifying", speaker->name);
    put_body(a, "classifying", quoth_quote_type_name(quote->type));
    end_annotation(a, quote->parts, quote->part_count);
    put_beside(a, index, "-cue", "cue", quote->cue);
    put_beside(a, index, "-speaker", "speaker mention", quote->speaker_mention);
}

static void put_mark(annotations *a, size_t index) {
    const quoth_mark *mark = quoth_document_mark(a->doc, index);
    quoth_span span = {mark->start, mark->end};
    begin_annotation(a, "mark", index, "", "classifying");
    put_body(a, "classifying", quoth_mark_reason_name(mark->reason));
    end_annotation(a, &span, 1);
}

quoth_status quoth_write_web_annotation(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write,
                                        void *user, quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    annotations a;
    a.doc = doc;
    qh_json_init(&a.json, write, user, complete.compact != 0);
    qh_json_open(&a.json, '{');
    key_text(&a, "@context", "http://www.w3.org/ns/anno.jsonld");
    key_text(&a, "id", "#annotations");
    key_text(&a, "type", "AnnotationPage");
    qh_json_key(&a.json, "items");
    qh_json_open(&a.json, '[');
    for (size_t i = 0; i < quoth_document_quote_count(doc) && !a.json.out.failed; i++)
        if (qh_export_wants(&complete, quoth_document_quote(doc, i)))
            put_quote(&a, i);
    for (size_t i = 0; i < quoth_document_mark_count(doc) && complete.speaker < 0 && !a.json.out.failed; i++)
        put_mark(&a, i);
    qh_json_close(&a.json);
    qh_json_close(&a.json);
    return qh_json_finish(&a.json, err);
}
