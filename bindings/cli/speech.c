#include "speech.h"

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
    printf("%s (%zu)\n", title, count);
    cli_style(v->screen, CLI_PLAIN);
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
    fputs("  ", stdout);
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
    fputs("  ", stdout);
    read_parts(v, quote);
    column = cli_put_wrapped(v->screen, v->text.bytes, v->text.size, column, indent);
    char facts[64];
    const char *type = quoth_quote_type_name(quote->type);
    size_t size = (size_t)snprintf(facts, sizeof facts, "%s %.2f", type ? type : "?", quote->confidence);
    if (column + 2 + size > v->screen->width) {
        putchar('\n');
        cli_spaces(indent);
    } else {
        fputs("  ", stdout);
    }
    cli_style(v->screen, CLI_DIM);
    fputs(facts, stdout);
    cli_style(v->screen, CLI_PLAIN);
    putchar('\n');
}

/* An enclosing quotation comes before what it holds, so its depth is known. */
static void show_quotes(view *v) {
    size_t count = quoth_document_quote_count(v->doc);
    unsigned char *depths = cli_allocate(count, sizeof *depths);
    heading(v, "Quotations", count);
    for (size_t i = 0; i < count; i++) {
        const quoth_quote *quote = quoth_document_quote(v->doc, i);
        if (quote->parent >= 0 && (size_t)quote->parent < i) {
            unsigned char above = depths[quote->parent];
            depths[i] = above < DEEPEST ? (unsigned char)(above + 1) : above;
        }
        show_quote(v, quote, depths[i]);
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
    size_t column = (size_t)printf("%5zu  ", quotes);
    cli_buffer_clear(&v->text);
    cli_clean(&v->text, name, strlen(name));
    cli_style_name(v->screen, name);
    column += cli_put_short(v->text.bytes, v->text.size, v->screen->width / 2);
    cli_style(v->screen, CLI_PLAIN);
    cli_style(v->screen, CLI_DIM);
    column += (size_t)printf("  %s", kind ? kind : "unknown");
    read_aliases(v, speaker);
    if (v->text.size && column + 8 < v->screen->width) {
        fputs("  ", stdout);
        cli_put_short(v->text.bytes, v->text.size, v->screen->width - column - 2);
    }
    cli_style(v->screen, CLI_PLAIN);
    putchar('\n');
}

static void show_speakers(view *v) {
    size_t count = quoth_document_speaker_count(v->doc);
    if (!count)
        return;
    size_t *quotes = cli_allocate(count, sizeof *quotes);
    for (size_t i = 0; i < quoth_document_quote_count(v->doc); i++) {
        int32_t speaker = quoth_document_quote(v->doc, i)->speaker;
        if (speaker >= 0 && (size_t)speaker < count)
            quotes[speaker]++;
    }
    putchar('\n');
    heading(v, "Speakers", count);
    for (size_t i = 0; i < count; i++)
        show_speaker_line(v, quoth_document_speaker(v->doc, i), quotes[i]);
    free(quotes);
}

void cli_show_speech(const cli_screen *screen, const quoth_document *doc) {
    view v = {screen, doc, {0}};
    show_quotes(&v);
    show_speakers(&v);
    cli_buffer_free(&v.text);
}
