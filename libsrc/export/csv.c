/* CSV (RFC 4180): one quotation a record. */
#include <string.h>

#include <quoth/quoth.h>

#include "export/options.h"
#include "export/output.h"

typedef struct csv {
    const quoth_document *doc;
    int32_t unit;
    int has_fields; /* in this record */
    qh_output out;
} csv;

static const char header[] = "source,id,type,speaker,speaker_kind,quotation,cue,speaker_mention,start,end,article,block,parent,"
                             "language,confidence,evidence\r\n";

static void begin_field(csv *c) {
    if (c->has_fields)
        qh_put_char(&c->out, ',');
    c->has_fields = 1;
}

/* Every text is quoted, its quotation marks doubled. */
static void put_quoted(csv *c, const char *bytes, size_t size) {
    size_t done = 0;
    for (size_t at = 0; at < size; at++)
        if (bytes[at] == '"') {
            qh_put_repaired(&c->out, bytes + done, at + 1 - done);
            qh_put_char(&c->out, '"');
            done = at + 1;
        }
    qh_put_repaired(&c->out, bytes + done, size - done);
}

static void put_text(csv *c, const char *string) {
    begin_field(c);
    if (!string)
        return;
    qh_put_char(&c->out, '"');
    put_quoted(c, string, strlen(string));
    qh_put_char(&c->out, '"');
}

static void put_spans(csv *c, const quoth_span *spans, size_t count) {
    const char *text = quoth_document_text(c->doc, NULL);
    begin_field(c);
    if (!count || spans->start >= spans->end)
        return;
    qh_put_char(&c->out, '"');
    for (size_t i = 0; i < count; i++) {
        if (i)
            qh_put_string(&c->out, " … ");
        put_quoted(c, text + spans[i].start, spans[i].end - spans[i].start);
    }
    qh_put_char(&c->out, '"');
}

static void put_index(csv *c, int32_t index) {
    begin_field(c);
    if (index >= 0)
        qh_put_number(&c->out, (size_t)index);
}

static void put_offset(csv *c, size_t byte) {
    begin_field(c);
    qh_put_number(&c->out, quoth_document_offset(c->doc, byte, c->unit));
}

static void write_quote(csv *c, size_t index) {
    const quoth_quote *quote = quoth_document_quote(c->doc, index);
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(c->doc, (size_t)quote->speaker);
    const quoth_block *block = quote->block < 0 ? NULL : quoth_document_block(c->doc, (size_t)quote->block);
    c->has_fields = 0;
    put_text(c, quoth_document_source(c->doc)->name);
    put_index(c, (int32_t)index);
    put_text(c, quoth_quote_type_name(quote->type));
    put_text(c, speaker ? speaker->name : NULL);
    put_text(c, speaker ? quoth_speaker_kind_name(speaker->kind) : NULL);
    put_spans(c, quote->parts, quote->part_count);
    put_spans(c, &quote->cue, 1);
    put_spans(c, &quote->speaker_mention, 1);
    put_offset(c, quote->parts[0].start);
    put_offset(c, quote->parts[quote->part_count - 1].end);
    put_index(c, block ? block->article : -1);
    put_index(c, quote->block);
    put_index(c, quote->parent);
    put_text(c, quote->language);
    begin_field(c);
    qh_put_share(&c->out, quote->confidence);
    put_text(c, quote->evidence);
    qh_put_string(&c->out, "\r\n");
}

quoth_status quoth_write_csv(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                             quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    csv c;
    c.doc = doc;
    c.unit = complete.offsets;
    qh_output_init(&c.out, write, user);
    if (!complete.continued)
        qh_put_string(&c.out, header);
    for (size_t i = 0; i < quoth_document_quote_count(doc) && !c.out.failed; i++)
        if (qh_export_wants(&complete, quoth_document_quote(doc, i)))
            write_quote(&c, i);
    return qh_output_finish(&c.out, err);
}
