/* The HTML report: the text of a block with what is marked in it. */
#include <stdio.h>
#include <string.h>

#include "export/report.h"

static const quoth_quote *quote_at(const qh_report *r, int32_t index) { return quoth_document_quote(r->doc, (size_t)index); }

static void put_hue(qh_report *r, int32_t speaker) {
    if (speaker < 0) {
        qh_put_string(&r->out, " cx");
        return;
    }
    qh_put_string(&r->out, " c");
    qh_put_number(&r->out, r->hues[speaker]);
}

static void put_index(qh_report *r, const char *attribute, int32_t index) {
    if (index >= 0)
        qh_xml_number(&r->out, attribute, (size_t)index);
}

void qh_report_quotation(qh_report *r, int32_t index, const char *more_classes) {
    const quoth_quote *quote = quote_at(r, index);
    const char *type = quoth_quote_type_name(quote->type);
    qh_put_string(&r->out, " class=\"q t-");
    qh_put_string(&r->out, type ? type : "unknown");
    put_hue(r, quote->speaker);
    qh_put_string(&r->out, more_classes);
    qh_put_char(&r->out, '"');
    put_index(r, "data-q", index);
    if (r->is_begun[index])
        return;
    r->is_begun[index] = 1;
    put_index(r, "data-s", quote->speaker);
    put_index(r, "data-to", quote->addressee);
    put_index(r, "data-in", quote->parent);
    qh_xml_attribute(&r->out, "data-t", type);
    qh_xml_attribute(&r->out, "data-l", quote->language);
    qh_xml_attribute(&r->out, "data-e", quote->evidence);
    qh_put_string(&r->out, " data-p=\"");
    qh_put_share(&r->out, quote->confidence);
    qh_put_char(&r->out, '"');
}

static void open_linked(qh_report *r, const char *kind, const qh_inline *item) {
    qh_put_string(&r->out, "<span class=\"");
    qh_put_string(&r->out, kind);
    put_hue(r, quote_at(r, item->index)->speaker);
    qh_put_char(&r->out, '"');
    put_index(r, "data-q", item->index);
    qh_put_char(&r->out, '>');
}

static void open_item(void *user, const qh_inline *item) {
    qh_report *r = user;
    switch (item->kind) {
    case QH_INLINE_QUOTE:
        qh_put_string(&r->out, "<q");
        qh_report_quotation(r, item->index, "");
        qh_put_char(&r->out, '>');
        break;
    case QH_INLINE_QUOTED:
        qh_put_string(&r->out, "<span class=\"quoted\">");
        break;
    case QH_INLINE_CUE:
        open_linked(r, "cue", item);
        break;
    case QH_INLINE_MENTION:
        open_linked(r, "who", item);
        break;
    default:
        qh_put_string(&r->out, "<span class=\"nospeech\" title=\"No speech: ");
        qh_put_string(&r->out, quoth_mark_reason_name(quoth_document_mark(r->doc, (size_t)item->index)->reason));
        qh_put_string(&r->out, "\">");
    }
}

static void close_item(void *user, const qh_inline *item) {
    qh_report *r = user;
    qh_put_string(&r->out, item->kind == QH_INLINE_QUOTE ? "</q>" : "</span>");
}

/* Texts that were stuck together are shown apart. */
static void put_text(void *user, size_t start, size_t end) {
    qh_report *r = user;
    const char *text = quoth_document_text(r->doc, NULL);
    const quoth_glue *glue;
    while ((glue = quoth_document_glue(r->doc, r->glue)) && glue->at < end) {
        r->glue++;
        if (glue->at < start)
            continue;
        qh_html_text(&r->out, text + start, glue->at - start);
        start = glue->at;
        qh_put_string(&r->out, "<span class=\"glue\" title=\"Two texts were stuck together here (");
        qh_put_string(&r->out, quoth_glue_kind_name(glue->kind));
        qh_put_string(&r->out, ")\"></span>");
    }
    qh_html_text(&r->out, text + start, end - start);
}

void qh_report_text(qh_report *r, size_t start, size_t end) {
    static const qh_inline_visitor visitor = {open_item, close_item, put_text};
    qh_inlines_visit(&r->inlines, start, end, &visitor, r);
}
