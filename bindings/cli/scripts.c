#include "scripts.h"

#include <stdio.h>

#include "output.h"
#include "runs.h"

enum { MOST_BYTES = 2000 }; /* of an excerpt, more than any screen is wide */

typedef struct view {
    const cli_screen *screen;
    const quoth_document *doc;
    const char *text;
    size_t size;
    int32_t unit;
    cli_buffer excerpt; /* reused */
} view;

/* An excerpt stops at a code point bound, so that the last character is whole. */
static size_t excerpt_end(const char *text, size_t start, size_t end) {
    if (end - start <= MOST_BYTES)
        return end;
    end = start + MOST_BYTES;
    while (((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static size_t offset(const view *v, size_t byte) { return quoth_document_offset(v->doc, byte, v->unit); }

static void show_excerpt(view *v, size_t start, size_t end, size_t column) {
    cli_buffer_clear(&v->excerpt);
    cli_clean(&v->excerpt, v->text + start, excerpt_end(v->text, start, end) - start);
    cli_put_short(v->excerpt.bytes, v->excerpt.size, v->screen->width - column);
    putc('\n', cli_out);
}

static void show_run(void *user, const quoth_script_run *run) {
    view *v = user;
    size_t column = (size_t)fprintf(cli_out, "%8zu %8zu  %-4s  %s  ", offset(v, run->start), offset(v, run->end), run->script,
                                    run->direction == QUOTH_DIRECTION_RTL ? "rtl" : "ltr");
    show_excerpt(v, run->start, run->end, column);
}

static void show_heading(const view *v, const char *name, size_t count) {
    putc('\n', cli_out);
    cli_style(v->screen, CLI_BOLD);
    fprintf(cli_out, "%s (%zu)", name, count);
    cli_style(v->screen, CLI_PLAIN);
    putc('\n', cli_out);
}

static int is_blank_at(const view *v, size_t at) { return v->text[at] == ' ' || v->text[at] == '\n'; }

/* The words on both sides of a point, within `half` bytes each. */
static void show_glue(view *v, const quoth_glue *glue) {
    const size_t half = 30;
    size_t start = glue->at > half ? glue->at - half : 0, end = v->size - glue->at > half ? glue->at + half : v->size;
    while (start > 0 && start < glue->at && !is_blank_at(v, start - 1))
        start++;
    while (end < v->size && end > glue->at && !is_blank_at(v, end))
        end--;
    const char *kind = quoth_glue_kind_name(glue->kind);
    fprintf(cli_out, "%8zu  %-10s  %.2f  ", offset(v, glue->at), kind ? kind : "?", glue->confidence);
    cli_buffer_clear(&v->excerpt);
    cli_clean(&v->excerpt, v->text + start, glue->at - start);
    cli_buffer_add_string(&v->excerpt, " | ");
    cli_clean(&v->excerpt, v->text + glue->at, end - glue->at);
    cli_put(v->excerpt.bytes, v->excerpt.size);
    putc('\n', cli_out);
}

static void show_mixed(view *v, const quoth_mixed_token *token) {
    size_t column = (size_t)fprintf(cli_out, "%8zu %8zu  ", offset(v, token->start), offset(v, token->end));
    for (int32_t i = 0; i < token->script_count; i++)
        column += (size_t)fprintf(cli_out, "%s%s", i ? "+" : "", token->scripts[i]);
    fputs("  ", cli_out);
    show_excerpt(v, token->start, token->end, column + 2);
}

static void show_shares(const view *v) {
    quoth_script_facts facts = QUOTH_SCRIPT_FACTS_INIT;
    if (quoth_script_facts_of(v->text, (quoth_span){0, v->size}, &facts, NULL) != QUOTH_OK || !facts.letters)
        return;
    show_heading(v, "Letters", facts.letters);
    for (size_t i = 0; i < facts.share_count; i++) {
        const char *name = quoth_script_name(facts.shares[i].script);
        fprintf(cli_out, "%-4s  %5.1f %%  %s\n", facts.shares[i].script, 100 * facts.shares[i].share, name ? name : "");
    }
}

void cli_show_scripts(const cli_screen *screen, const cli_options *options, const quoth_document *doc) {
    view v = {.screen = screen, .doc = doc, .unit = options->offsets};
    v.text = quoth_document_text(doc, &v.size);
    cli_each_run(options, doc, show_run, &v);
    size_t glue = quoth_document_glue_count(doc), mixed = quoth_document_mixed_token_count(doc);
    if (glue)
        show_heading(&v, "Glued without a space", glue);
    for (size_t i = 0; i < glue; i++)
        show_glue(&v, quoth_document_glue(doc, i));
    if (mixed)
        show_heading(&v, "Words that mix scripts", mixed);
    for (size_t i = 0; i < mixed; i++)
        show_mixed(&v, quoth_document_mixed_token(doc, i));
    show_shares(&v);
    cli_buffer_free(&v.excerpt);
}
