#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quoth/quoth.h>

#include "corpus.h"
#include "given.h"
#include "input.h"
#include "languages.h"
#include "options.h"
#include "outline.h"
#include "scripts.h"
#include "speech.h"
#include "terminal.h"

/* The blocks that are the page's own content, one a line. A terminal gets them cleaned, a file or pipe as they are. */
static void show_main_text(const cli_screen *screen, const quoth_document *doc) {
    const char *text = quoth_document_text(doc, NULL);
    cli_buffer clean = {0};
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        if (!block->main)
            continue;
        cli_buffer_clear(&clean);
        if (screen->terminal)
            cli_clean(&clean, text + block->start, block->end - block->start);
        else
            cli_buffer_add(&clean, text + block->start, block->end - block->start);
        fwrite(clean.bytes, 1, clean.size, stdout);
        putchar('\n');
    }
    cli_buffer_free(&clean);
}

static void show_text(const cli_session *session, const cli_screen *screen, const quoth_document *doc) {
    const cli_options *options = session->options;
    switch (options->command) {
    case CLI_QUOTES:
        cli_show_speech(screen, doc);
        break;
    case CLI_BLOCKS:
        cli_show_outline(screen, doc, 1);
        break;
    case CLI_SCRIPTS:
        cli_show_scripts(screen, options, doc);
        break;
    case CLI_LANGUAGE:
        cli_show_languages(screen, options, session->candidates, doc);
        break;
    default:
        cli_show_outline(screen, doc, 0);
        putchar('\n');
        cli_show_speech(screen, doc);
    }
}

static void show_name(const cli_screen *screen, const char *path, int first) {
    if (!first)
        putchar('\n');
    cli_style(screen, CLI_BOLD);
    fputs("== ", stdout);
    cli_put_string(path);
    fputs(" ==\n", stdout);
    cli_style(screen, CLI_PLAIN);
}

/* What the inputs of one run share, and how many were shown. */
typedef struct job {
    const cli_session *session;
    const cli_screen *screen;
    size_t shown;
} job;

static int show(job *j, const quoth_document *doc, const cli_item *item) {
    const cli_options *options = j->session->options;
    if (options->main_text) {
        show_main_text(j->screen, doc);
    } else if (options->format != CLI_FORMAT_TEXT) {
        if (j->shown && !cli_format_is_stream(options->format)) {
            cli_complain(item->name, "a second document, but one file of this format holds one");
            return 0;
        }
        cli_write_document(doc, options->format, options->offsets, j->shown != 0, stdout);
    } else {
        if (options->file_count > 1 || item->one_of_many)
            show_name(j->screen, item->name, !j->shown);
        show_text(j->session, j->screen, doc);
    }
    j->shown++;
    return 1;
}

static const char *const media_types[] = {
    [CLI_TYPE_TEXT] = "text/plain", [CLI_TYPE_HTML] = "text/html", [CLI_TYPE_MARKDOWN] = "text/markdown"};

static int use_document(job *j, const cli_item *item) {
    quoth_input input = j->session->input;
    quoth_document *doc;
    quoth_error err = {0};
    const char *charset = input.charset;
    if (item->record)
        quoth_record_input(item->record, &input);
    if (charset)
        input.charset = charset;
    input.name = item->name;
    if (j->session->options->type != CLI_TYPE_AUTO)
        input.media_type = media_types[j->session->options->type];
    if (quoth_parse(j->session->engine, item->bytes, item->size, &input, &doc, &err) != QUOTH_OK) {
        cli_complain(item->name, err.message);
        return 0;
    }
    int good = show(j, doc, item);
    quoth_document_release(doc);
    return good;
}

static int use_item(void *user, const cli_item *item) {
    job *j = user;
    if (j->session->options->type != CLI_TYPE_CORPUS)
        return use_document(j, item);
    return cli_answer_corpus(j->session, item->name, item->bytes, item->size);
}

static uint32_t layers_of(const cli_options *options) {
    if (options->main_text)
        return QUOTH_LAYER_BLOCKS;
    switch (options->command) {
    case CLI_SCRIPTS:
        return options->per_block ? QUOTH_LAYER_BLOCKS : QUOTH_LAYER_SCRIPTS;
    case CLI_LANGUAGE: /* of the text as a whole, or of its blocks */
        return options->type == CLI_TYPE_CORPUS || options->segments ? QUOTH_LAYER_SCRIPTS : QUOTH_LAYER_BLOCKS;
    case CLI_BLOCKS:
        return QUOTH_LAYER_BLOCKS;
    default:
        return QUOTH_LAYER_ALL;
    }
}

/* The reason of an earlier failure is asked for once more. A reader that has gone away (a pager, head) needs no message. */
static int finish_output(void) {
    if (ferror(stdout)) {
        clearerr(stdout);
        putchar('\n');
    }
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 1;
    if (errno != EPIPE)
        cli_complain("standard output", errno ? strerror(errno) : "it cannot be written to");
    return 0;
}

static int run(const cli_options *options, const quoth_engine *engine, const cli_cast *cast, const cli_candidates *candidates) {
    cli_session session = {options, engine, candidates, QUOTH_INPUT_INIT};
    session.input.charset = options->charset;
    session.input.language = options->language;
    session.input.speakers = cast->speakers;
    session.input.speaker_count = cast->count;
    cli_screen screen;
    cli_screen_open(&screen, options->color);
    job j = {&session, &screen, 0};
    int good = 1;
    for (size_t i = 0; i < options->file_count && !ferror(stdout); i++)
        if (!cli_each(options->files[i], options->files[i], &options->range, 0, use_item, &j))
            good = 0;
    return finish_output() && good;
}

static quoth_engine *new_engine(const cli_options *options, const cli_candidates *candidates) {
    quoth_engine_options wanted = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    quoth_error err = {0};
    wanted.layers = layers_of(options);
    wanted.languages = candidates->count ? candidates->tags : NULL;
    wanted.language_count = candidates->count;
    if (quoth_engine_new(&wanted, &engine, &err) != QUOTH_OK)
        fprintf(stderr, "quoth: %s\n", err.message);
    return engine;
}

int main(int argc, char **argv) {
    cli_options options;
    cli_cast cast = {0};
    cli_candidates candidates = {.count = 0};
    int status = cli_options_read(argc, argv, &options);
    if (status >= 0)
        return finish_output() ? status : 1;
    const char *problem = options.candidates ? cli_candidates_read(&candidates, options.candidates) : NULL;
    const char *about = problem ? options.candidates : options.speakers;
    if (!problem && options.speakers)
        problem = cli_cast_read(&cast, options.speakers);
    quoth_engine *engine = problem ? NULL : new_engine(&options, &candidates);
    int good = 0;
    if (problem)
        cli_complain(about, problem);
    else if (engine)
        good = run(&options, engine, &cast, &candidates);
    quoth_engine_release(engine);
    cli_cast_free(&cast);
    cli_buffer_free(&candidates.text);
    return good ? 0 : 1;
}
