#include "speech.h"
#include "output.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HANG = 4, DEEPEST = 4 };

typedef struct view {
    const cli_screen *screen;
    const quoth_document *doc;
    cli_buffer text; /* reused */
} view;

static void heading(const view *v, const char *title, size_t count) {
    cli_style(v->screen, CLI_BOLD);
    fprintf(cli_out, "%s (%zu)", title, count);
    cli_style(v->screen, CLI_PLAIN);
    putc('\n', cli_out);
}

static void read_span(view *v, quoth_span span) {
    cli_buffer_clear(&v->text);
    cli_clean(&v->text, quoth_document_text(v->doc, NULL) + span.start, span.end - span.start);
}

/* Who speaks: the canonical name, or only what the text calls somebody, or nobody named. Returns the columns used. */
static size_t show_speaker(view *v, const quoth_quote *quote, size_t room) {
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(v->doc, (size_t)quote->speaker);
    if (speaker && speaker->name) {
        cli_buffer_clear(&v->text);
        cli_clean(&v->text, speaker->name, strlen(speaker->name));
        cli_style_name(v->screen, speaker->name);
    } else {
        read_span(v, quote->speaker_mention);
        if (!v->text.size)
            cli_buffer_add_string(&v->text, "?");
        cli_style(v->screen, CLI_DIM);
    }
    size_t used = cli_put_short(v->text.bytes, v->text.size, room);
    cli_style(v->screen, CLI_PLAIN);
    return used;
}

static size_t show_cue(view *v, const quoth_quote *quote, size_t room) {
    if (quote->cue.start >= quote->cue.end)
        return 0;
    read_span(v, quote->cue);
    fputs("  ", cli_out);
    return 2 + cli_put_short(v->text.bytes, v->text.size, room);
}

/* The paragraphs of a turn stay apart, the pieces of a quotation that its cue splits are joined. */
static void read_parts(view *v, const quoth_quote *quote) {
    const char *text = quoth_document_text(v->doc, NULL);
    cli_buffer_clear(&v->text);
    for (size_t i = 0; i < quote->part_count; i++) {
        if (i)
            cli_buffer_add_string(&v->text, quote->type == QUOTH_QUOTE_TURN ? "\n" : " … ");
        cli_clean(&v->text, text + quote->parts[i].start, quote->parts[i].end - quote->parts[i].start);
    }
}

static void show_quote(view *v, const quoth_quote *quote, size_t depth) {
    size_t left = HANG * depth, indent = left + HANG, room = v->screen->width - left;
    cli_spaces(left);
    size_t column = left + show_speaker(v, quote, room / 2);
    column += show_cue(v, quote, room / 4) + 2;
    fputs("  ", cli_out);
    read_parts(v, quote);
    column = cli_put_wrapped(v->screen, v->text.bytes, v->text.size, column, indent);
    char facts[64];
    const char *type = quoth_quote_type_name(quote->type);
    size_t size = (size_t)snprintf(facts, sizeof facts, "%s %.2f", type ? type : "?", quote->confidence);
    if (column + 2 + size > v->screen->width) {
        putc('\n', cli_out);
        cli_spaces(indent);
    } else {
        fputs("  ", cli_out);
    }
    cli_style(v->screen, CLI_DIM);
    fputs(facts, cli_out);
    cli_style(v->screen, CLI_PLAIN);
    putc('\n', cli_out);
}

static size_t count_quotes(const view *v, int32_t speaker) {
    size_t count = 0;
    for (size_t i = 0; i < quoth_document_quote_count(v->doc); i++)
        count += speaker < 0 || quoth_document_quote(v->doc, i)->speaker == speaker;
    return count;
}

/* An enclosing quotation comes before what it holds, so its depth is known. */
static void show_quotes(view *v, int32_t speaker) {
    size_t count = quoth_document_quote_count(v->doc);
    unsigned char *depths = cli_allocate(count, sizeof *depths);
    heading(v, "Quotations", count_quotes(v, speaker));
    for (size_t i = 0; i < count; i++) {
        const quoth_quote *quote = quoth_document_quote(v->doc, i);
        if (quote->parent >= 0 && (size_t)quote->parent < i) {
            unsigned char above = depths[quote->parent];
            depths[i] = above < DEEPEST ? (unsigned char)(above + 1) : above;
        }
        if (speaker < 0 || quote->speaker == speaker)
            show_quote(v, quote, speaker < 0 ? depths[i] : 0);
    }
    free(depths);
}

static void read_aliases(view *v, const quoth_speaker *speaker) {
    cli_buffer_clear(&v->text);
    for (size_t i = 0; i < speaker->alias_count; i++) {
        if (i)
            cli_buffer_add_string(&v->text, ", ");
        cli_clean(&v->text, speaker->aliases[i], strlen(speaker->aliases[i]));
    }
}

static void show_speaker_line(view *v, const quoth_speaker *speaker, size_t quotes) {
    const char *name = speaker->name ? speaker->name : "?", *kind = quoth_speaker_kind_name(speaker->kind);
    size_t column = (size_t)fprintf(cli_out, "%5zu  ", quotes);
    cli_buffer_clear(&v->text);
    cli_clean(&v->text, name, strlen(name));
    cli_style_name(v->screen, name);
    column += cli_put_short(v->text.bytes, v->text.size, v->screen->width / 2);
    cli_style(v->screen, CLI_PLAIN);
    cli_style(v->screen, CLI_DIM);
    column += (size_t)fprintf(cli_out, "  %s", kind ? kind : "unknown");
    read_aliases(v, speaker);
    if (v->text.size && column + 8 < v->screen->width) {
        fputs("  ", cli_out);
        cli_put_short(v->text.bytes, v->text.size, v->screen->width - column - 2);
    }
    cli_style(v->screen, CLI_PLAIN);
    putc('\n', cli_out);
}

typedef struct voice {
    size_t speaker, quotes;
} voice;

/* Those who are quoted most come first, then by place in the text. */
static int by_quotes(const void *a, const void *b) {
    const voice *x = a, *y = b;
    if (x->quotes != y->quotes)
        return x->quotes > y->quotes ? -1 : 1;
    return x->speaker < y->speaker ? -1 : x->speaker > y->speaker;
}

static void show_speakers(view *v, int32_t only) {
    size_t count = quoth_document_speaker_count(v->doc);
    voice *voices = cli_allocate(count, sizeof *voices);
    for (size_t i = 0; i < count; i++)
        voices[i].speaker = i;
    for (size_t i = 0; i < quoth_document_quote_count(v->doc); i++) {
        int32_t speaker = quoth_document_quote(v->doc, i)->speaker;
        if (speaker >= 0 && (size_t)speaker < count)
            voices[speaker].quotes++;
    }
    if (count)
        qsort(voices, count, sizeof *voices, by_quotes);
    heading(v, "Speakers", only < 0 ? count : 1);
    for (size_t i = 0; i < count; i++)
        if (only < 0 || (size_t)only == voices[i].speaker)
            show_speaker_line(v, quoth_document_speaker(v->doc, voices[i].speaker), voices[i].quotes);
    free(voices);
}

void cli_show_quotes(const cli_screen *screen, const quoth_document *doc, int32_t speaker) {
    view v = {screen, doc, {0}};
    show_quotes(&v, speaker);
    cli_buffer_free(&v.text);
}

void cli_show_speakers(const cli_screen *screen, const quoth_document *doc, int32_t speaker) {
    view v = {screen, doc, {0}};
    show_speakers(&v, speaker);
    cli_buffer_free(&v.text);
}
