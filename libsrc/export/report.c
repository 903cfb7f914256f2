/* The HTML report: the page, and a document's head. report_blocks.c and report_text.c write what is in it. */
#include "export/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "export/options.h"

static void put_data(qh_report *r, const char *name, const char *value) { qh_html_attribute(&r->out, name, value); }

static int is_web_address(const char *url) { return strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0; }

static void put_fact(qh_report *r, const char *name, const char *value) {
    if (!value)
        return;
    qh_put_string(&r->out, "<div><dt>");
    qh_put_string(&r->out, name);
    qh_put_string(&r->out, "</dt><dd>");
    qh_html_text(&r->out, value, strlen(value));
    qh_put_string(&r->out, "</dd></div>");
}

/* Only an address of the web becomes a link: whoever wrote the page wrote this too. */
static void put_address(qh_report *r, const char *url) {
    if (!url || !is_web_address(url)) {
        put_fact(r, "Address", url);
        return;
    }
    qh_put_string(&r->out, "<div><dt>Address</dt><dd><a rel=\"noopener noreferrer\"");
    put_data(r, "href", url);
    qh_put_char(&r->out, '>');
    qh_html_text(&r->out, url, strlen(url));
    qh_put_string(&r->out, "</a></dd></div>");
}

static const char *title_of(const quoth_document *doc) {
    const char *title = quoth_document_metadata(doc)->title, *name = quoth_document_source(doc)->name;
    return title && *title ? title : name && *name ? name : "Untitled";
}

static void put_head(qh_report *r) {
    const quoth_metadata *metadata = quoth_document_metadata(r->doc);
    const quoth_source *source = quoth_document_source(r->doc);
    qh_put_string(&r->out, "<header class=\"about\"><h2 dir=\"auto\">");
    qh_html_text(&r->out, title_of(r->doc), strlen(title_of(r->doc)));
    qh_put_string(&r->out, "</h2><dl>");
    put_fact(r, "Author", metadata->author);
    put_fact(r, "Published", metadata->date);
    put_fact(r, "In", metadata->site);
    put_address(r, source->url ? source->url : metadata->url);
    put_fact(r, "File", source->name);
    qh_put_string(&r->out, "</dl></header>\n");
}

typedef struct voice {
    size_t speaker, quotes;
} voice;

static int by_quotes(const void *a, const void *b) {
    const voice *x = a, *y = b;
    if (x->quotes != y->quotes)
        return x->quotes > y->quotes ? -1 : 1;
    return x->speaker < y->speaker ? -1 : x->speaker > y->speaker;
}

/* Those who are quoted most have colours of their own; the others share muted ones. */
static int choose_hues(qh_report *r) {
    enum { OWN = 12, MUTED = 12 };
    size_t count = quoth_document_speaker_count(r->doc);
    voice *voices = qh_arena_zalloc(&r->inlines.arena, count + 1, sizeof *voices);
    r->hues = qh_arena_zalloc(&r->inlines.arena, count + 1, 1);
    if (!voices || !r->hues)
        return 0;
    for (size_t i = 0; i < count; i++)
        voices[i].speaker = i;
    const quoth_quote *quote;
    for (size_t i = 0; (quote = quoth_document_quote(r->doc, i)); i++)
        if (quote->speaker >= 0)
            voices[quote->speaker].quotes++;
    if (count)
        qsort(voices, count, sizeof *voices, by_quotes);
    for (size_t i = 0; i < count; i++)
        r->hues[voices[i].speaker] = (unsigned char)(i < OWN ? i : OWN + i % MUTED);
    return 1;
}

/* Who speaks: what the panel is made of, and what a reader without scripts sees. */
static void put_cast(qh_report *r) {
    size_t count = quoth_document_speaker_count(r->doc);
    if (!count)
        return;
    qh_put_string(&r->out, "<ol class=\"cast\" aria-label=\"Speakers\">");
    for (size_t i = 0; i < count; i++) {
        const quoth_speaker *speaker = quoth_document_speaker(r->doc, i);
        qh_put_string(&r->out, "<li");
        qh_xml_number(&r->out, "data-hue", r->hues[i]);
        put_data(r, "data-kind", quoth_speaker_kind_name(speaker->kind));
        qh_put_string(&r->out, "><bdi>");
        qh_html_text(&r->out, speaker->name, strlen(speaker->name));
        qh_put_string(&r->out, "</bdi>");
        for (size_t n = 0; n < speaker->alias_count; n++) {
            qh_put_string(&r->out, "<bdi class=\"alias\">");
            qh_html_text(&r->out, speaker->aliases[n], strlen(speaker->aliases[n]));
            qh_put_string(&r->out, "</bdi>");
        }
        qh_put_string(&r->out, "</li>");
    }
    qh_put_string(&r->out, "</ol>\n");
}

static void put_document(qh_report *r) {
    const quoth_source *source = quoth_document_source(r->doc);
    qh_put_string(&r->out, "<article class=\"doc\" tabindex=\"-1\"");
    put_data(r, "data-name", source->name ? source->name : "Untitled");
    put_data(r, "data-title", title_of(r->doc));
    qh_put_string(&r->out, ">\n");
    put_head(r);
    put_cast(r);
    qh_put_string(&r->out, "<div class=\"text\">\n");
    qh_report_blocks(r);
    qh_put_string(&r->out, "</div>\n</article>\n");
}

static quoth_status put_one(qh_report *r, const quoth_document *doc, quoth_error *err) {
    quoth_status status = qh_inlines_open(&r->inlines, doc, err);
    if (status == QUOTH_OK) {
        r->is_begun = qh_arena_zalloc(&r->inlines.arena, quoth_document_quote_count(doc), 1);
        status = r->is_begun && choose_hues(r) ? QUOTH_OK : qh_fail_memory(err);
    }
    if (status == QUOTH_OK)
        put_document(r);
    qh_inlines_close(&r->inlines);
    return status;
}

quoth_status quoth_write_report(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                                quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_report_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    qh_report r;
    memset(&r, 0, offsetof(qh_report, out));
    r.doc = doc;
    qh_output_init(&r.out, write, user);
    if (complete.part == QUOTH_PART_ALL || complete.part == QUOTH_PART_BEGIN) {
        const char *title = doc ? title_of(doc) : "Report";
        qh_put_string(&r.out, (const char *)qh_report_head);
        qh_html_text(&r.out, title, strlen(title));
        qh_put_string(&r.out, (const char *)qh_report_body);
    }
    if (complete.part == QUOTH_PART_ALL || complete.part == QUOTH_PART_DOCUMENT)
        status = put_one(&r, doc, err);
    if (complete.part == QUOTH_PART_ALL || complete.part == QUOTH_PART_END)
        qh_put_string(&r.out, (const char *)qh_report_tail);
    return status == QUOTH_OK ? qh_output_finish(&r.out, err) : status;
}
