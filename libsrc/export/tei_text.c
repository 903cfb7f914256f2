/* TEI P5: the text of a block with what is marked in it. */
#include <string.h>

#include "export/tei.h"

static void put_id(qh_tei *t, int32_t index, uint32_t piece) {
    qh_put_char(&t->out, 'q');
    qh_put_number(&t->out, (size_t)index);
    if (!piece)
        return;
    qh_put_char(&t->out, '.');
    qh_put_number(&t->out, piece);
}

static void put_speaker(qh_tei *t, const char *attribute, int32_t speaker) {
    if (speaker < 0)
        return;
    qh_put_string(&t->out, attribute);
    qh_put_number(&t->out, (size_t)speaker);
    qh_put_char(&t->out, '"');
}

void qh_tei_quotation(qh_tei *t, int32_t index) {
    const quoth_quote *quote = quoth_document_quote(t->doc, (size_t)index);
    uint32_t piece = t->pieces[index]++;
    qh_put_string(&t->out, " xml:id=\"");
    put_id(t, index, piece);
    qh_put_char(&t->out, '"');
    if (piece) {
        qh_put_string(&t->out, " prev=\"#");
        put_id(t, index, piece - 1);
        qh_put_char(&t->out, '"');
    }
    put_speaker(t, " who=\"#s", quote->speaker);
    qh_put_string(&t->out, " cert=\"");
    qh_put_share(&t->out, quote->confidence);
    qh_put_char(&t->out, '"');
}

static int is_direct(const quoth_quote *quote) {
    return quote->type == QUOTH_QUOTE_DIRECT || quote->type == QUOTH_QUOTE_FREE_DIRECT;
}

static void open_quote(qh_tei *t, const qh_inline *item) {
    const quoth_quote *quote = quoth_document_quote(t->doc, (size_t)item->index);
    qh_put_string(&t->out, t->has_no_said ? "<q" : "<said");
    qh_tei_quotation(t, item->index);
    if (!t->has_no_said)
        qh_xml_attribute(&t->out, "direct", is_direct(quote) ? "true" : "false");
    if (quote->addressee >= 0)
        put_speaker(t, " toWhom=\"#s", quote->addressee);
    qh_put_char(&t->out, '>');
}

static void open_item(void *user, const qh_inline *item) {
    qh_tei *t = user;
    switch (item->kind) {
    case QH_INLINE_QUOTE:
        open_quote(t, item);
        return;
    case QH_INLINE_QUOTED:
        qh_put_string(&t->out, "<q type=\"spoken\">");
        return;
    case QH_INLINE_CUE:
        qh_put_string(&t->out, "<seg type=\"cue\" corresp=\"#");
        put_id(t, item->index, 0);
        qh_put_string(&t->out, "\">");
        return;
    case QH_INLINE_MENTION:
        qh_put_string(&t->out, "<rs type=\"speaker\"");
        put_speaker(t, " ref=\"#s", quoth_document_quote(t->doc, (size_t)item->index)->speaker);
        qh_put_char(&t->out, '>');
        return;
    default:
        qh_put_string(&t->out, "<q");
        qh_xml_attribute(&t->out, "type", quoth_mark_reason_name(quoth_document_mark(t->doc, (size_t)item->index)->reason));
        qh_put_char(&t->out, '>');
    }
}

static void close_item(void *user, const qh_inline *item) {
    static const char *const ends[] = {[QH_INLINE_QUOTE] = "</said>",
                                       [QH_INLINE_QUOTED] = "</q>",
                                       [QH_INLINE_MENTION] = "</rs>",
                                       [QH_INLINE_CUE] = "</seg>",
                                       [QH_INLINE_MARK] = "</q>"};
    qh_tei *t = user;
    qh_put_string(&t->out, item->kind == QH_INLINE_QUOTE && t->has_no_said ? "</q>" : ends[item->kind]);
}

static void put_text(void *user, size_t start, size_t end) {
    qh_tei *t = user;
    qh_xml_text(&t->out, quoth_document_text(t->doc, NULL) + start, end - start);
}

void qh_tei_inside(qh_tei *t, quoth_span span) {
    static const qh_inline_visitor visitor = {open_item, close_item, put_text};
    qh_inlines_visit(&t->inlines, span.start, span.end, &visitor, t);
}

void qh_tei_element(qh_tei *t, const char *element, const char *type, const char *language, quoth_span span) {
    qh_put_char(&t->out, '<');
    qh_put_string(&t->out, element);
    qh_xml_attribute(&t->out, "type", type);
    qh_tei_language(t, language);
    qh_put_char(&t->out, '>');
    t->has_no_said = strcmp(element, "byline") == 0 || strcmp(element, "dateline") == 0;
    qh_tei_inside(t, span);
    t->has_no_said = 0;
    qh_put_string(&t->out, "</");
    qh_put_string(&t->out, element);
    qh_put_char(&t->out, '>');
}
