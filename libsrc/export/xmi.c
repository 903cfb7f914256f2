/*
 * UIMA CAS as XMI: the text as Sofa, offsets in UTF-16, types of include/quoth/schemas/uima-types.xml. Identifiers are given by
 * place, so that references may point ahead: the Sofa is 1, then come the document, speakers, blocks, script runs, quotations,
 * their cues, their speaker mentions, marks, and the parts of quotations.
 */
#include <string.h>

#include <quoth/quoth.h>

#include "export/options.h"
#include "export/xml.h"

enum { FIRST = 3 }; /* behind the Sofa and the document */

typedef struct xmi {
    const quoth_document *doc;
    size_t speakers, blocks, runs, quotes, cues, mentions, marks, parts, end; /* first identifiers of each */
    qh_output out;
} xmi;

static void give_identifiers(xmi *x) {
    x->speakers = FIRST;
    x->blocks = x->speakers + quoth_document_speaker_count(x->doc);
    x->runs = x->blocks + quoth_document_block_count(x->doc);
    x->quotes = x->runs + quoth_document_script_run_count(x->doc);
    x->cues = x->quotes + quoth_document_quote_count(x->doc);
    x->mentions = x->cues + quoth_document_quote_count(x->doc);
    x->marks = x->mentions + quoth_document_quote_count(x->doc);
    x->parts = x->marks + quoth_document_mark_count(x->doc);
    x->end = x->parts;
    for (size_t i = 0; i < quoth_document_quote_count(x->doc); i++)
        x->end += quoth_document_quote(x->doc, i)->part_count;
}

static void begin(xmi *x, const char *type, size_t id) {
    qh_put_string(&x->out, "\n<quoth:");
    qh_put_string(&x->out, type);
    qh_xml_number(&x->out, "xmi:id", id);
}

static void put_bounds(xmi *x, size_t start, size_t end) {
    qh_put_string(&x->out, " sofa=\"1\"");
    qh_xml_number(&x->out, "begin", quoth_document_offset(x->doc, start, QUOTH_UNIT_UTF16));
    qh_xml_number(&x->out, "end", quoth_document_offset(x->doc, end, QUOTH_UNIT_UTF16));
}

static void put_reference(xmi *x, const char *name, size_t first, int32_t index) {
    if (index >= 0)
        qh_xml_number(&x->out, name, first + (size_t)index);
}

static void put_share(xmi *x, const char *name, double share) {
    qh_put_char(&x->out, ' ');
    qh_put_string(&x->out, name);
    qh_put_string(&x->out, "=\"");
    qh_put_share(&x->out, share);
    qh_put_char(&x->out, '"');
}

static void end(xmi *x) { qh_put_string(&x->out, "/>"); }

static int is_some(quoth_span span) { return span.start < span.end; }

static void write_speaker(xmi *x, size_t i) {
    const quoth_speaker *speaker = quoth_document_speaker(x->doc, i);
    begin(x, "Speaker", x->speakers + i);
    qh_xml_attribute(&x->out, "name", speaker->name);
    qh_xml_attribute(&x->out, "kind", quoth_speaker_kind_name(speaker->kind));
    qh_put_char(&x->out, '>');
    for (size_t n = 0; n < speaker->alias_count; n++)
        qh_xml_element(&x->out, "aliases", speaker->aliases[n]);
    qh_put_string(&x->out, "</quoth:Speaker>");
}

static void write_block(xmi *x, size_t i) {
    const quoth_block *block = quoth_document_block(x->doc, i);
    begin(x, "Block", x->blocks + i);
    put_bounds(x, block->start, block->end);
    qh_xml_attribute(&x->out, "kind", quoth_block_kind_name(block->kind));
    qh_xml_attribute(&x->out, "language", block->language);
    qh_xml_attribute(&x->out, "main", block->main ? "true" : "false");
    put_share(x, "confidence", block->confidence);
    put_reference(x, "duplicateOf", x->blocks, block->duplicate_of);
    end(x);
}

static void write_run(xmi *x, size_t i) {
    const quoth_script_run *run = quoth_document_script_run(x->doc, i);
    begin(x, "ScriptRun", x->runs + i);
    put_bounds(x, run->start, run->end);
    qh_xml_attribute(&x->out, "script", run->script);
    end(x);
}

static void write_quote(xmi *x, size_t i) {
    const quoth_quote *quote = quoth_document_quote(x->doc, i);
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(x->doc, (size_t)quote->speaker);
    begin(x, "Quotation", x->quotes + i);
    put_bounds(x, quote->parts[0].start, quote->parts[quote->part_count - 1].end);
    qh_xml_attribute(&x->out, "kind", quoth_quote_type_name(quote->type));
    qh_xml_attribute(&x->out, "speakerName", speaker ? speaker->name : NULL);
    put_reference(x, "speaker", x->speakers, quote->speaker);
    put_reference(x, "addressee", x->speakers, quote->addressee);
    put_reference(x, "parent", x->quotes, quote->parent);
    put_reference(x, "cue", x->cues + i, is_some(quote->cue) - 1);
    put_reference(x, "mention", x->mentions + i, is_some(quote->speaker_mention) - 1);
    qh_xml_attribute(&x->out, "language", quote->language);
    put_share(x, "confidence", quote->confidence);
    qh_xml_attribute(&x->out, "evidence", quote->evidence);
    end(x);
}

/* A cue or a mention, where there is one. */
static void write_beside(xmi *x, const char *type, size_t id, quoth_span span) {
    if (!is_some(span))
        return;
    begin(x, type, id);
    put_bounds(x, span.start, span.end);
    end(x);
}

static void write_mark(xmi *x, size_t i) {
    const quoth_mark *mark = quoth_document_mark(x->doc, i);
    begin(x, "NoSpeech", x->marks + i);
    put_bounds(x, mark->start, mark->end);
    qh_xml_attribute(&x->out, "reason", quoth_mark_reason_name(mark->reason));
    end(x);
}

static void write_parts(xmi *x) {
    size_t id = x->parts;
    for (size_t i = 0; i < quoth_document_quote_count(x->doc); i++) {
        const quoth_quote *quote = quoth_document_quote(x->doc, i);
        for (size_t p = 0; p < quote->part_count; p++) {
            begin(x, "QuotationPart", id++);
            put_bounds(x, quote->parts[p].start, quote->parts[p].end);
            qh_xml_number(&x->out, "quotation", x->quotes + i);
            end(x);
        }
    }
}

static void write_records(xmi *x) {
    size_t quotes = quoth_document_quote_count(x->doc);
    for (size_t i = 0; i < quoth_document_speaker_count(x->doc); i++)
        write_speaker(x, i);
    for (size_t i = 0; i < quoth_document_block_count(x->doc); i++)
        write_block(x, i);
    for (size_t i = 0; i < quoth_document_script_run_count(x->doc); i++)
        write_run(x, i);
    for (size_t i = 0; i < quotes; i++)
        write_quote(x, i);
    for (size_t i = 0; i < quotes; i++)
        write_beside(x, "Cue", x->cues + i, quoth_document_quote(x->doc, i)->cue);
    for (size_t i = 0; i < quotes; i++)
        write_beside(x, "SpeakerMention", x->mentions + i, quoth_document_quote(x->doc, i)->speaker_mention);
    for (size_t i = 0; i < quoth_document_mark_count(x->doc); i++)
        write_mark(x, i);
    write_parts(x);
}

/* What is in the index of the view: everything that was written. */
static void write_members(xmi *x) {
    qh_put_string(&x->out, "\n<cas:View sofa=\"1\" members=\"2");
    for (size_t id = FIRST; id < x->end && !x->out.failed; id++) {
        size_t quote = id < x->mentions ? id - x->cues : id - x->mentions;
        if (id >= x->cues && id < x->marks) {
            const quoth_quote *q = quoth_document_quote(x->doc, quote);
            if (!is_some(id < x->mentions ? q->cue : q->speaker_mention))
                continue;
        }
        qh_put_char(&x->out, ' ');
        qh_put_number(&x->out, id);
    }
    qh_put_string(&x->out, "\"/>");
}

static void write_all(xmi *x) {
    size_t size;
    const char *text = quoth_document_text(x->doc, &size), *language = quoth_document_metadata(x->doc)->language;
    qh_put_string(&x->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" "
                           "xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:quoth=\"http:///org/quoth.ecore\" xmi:version=\"2.0\">\n"
                           "<cas:NULL xmi:id=\"0\"/>\n<tcas:DocumentAnnotation xmi:id=\"2\"");
    put_bounds(x, 0, size);
    qh_xml_attribute(&x->out, "language", language ? language : "x-unspecified");
    end(x);
    write_records(x);
    qh_put_string(&x->out, "\n<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\" sofaString=\"");
    qh_xml_value(&x->out, text, size);
    qh_put_string(&x->out, "\"/>");
    write_members(x);
    qh_put_string(&x->out, "\n</xmi:XMI>\n");
}

quoth_status quoth_write_xmi(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                             quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    xmi x;
    x.doc = doc;
    give_identifiers(&x);
    qh_output_init(&x.out, write, user);
    write_all(&x);
    return qh_output_finish(&x.out, err);
}
