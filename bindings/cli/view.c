#include "view.h"

#include "languages.h"
#include "outline.h"
#include "output.h"
#include "scripts.h"
#include "speech.h"

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
        fwrite(clean.bytes, 1, clean.size, cli_out);
        putc('\n', cli_out);
    }
    cli_buffer_free(&clean);
}

static void show_speech(const cli_screen *screen, const quoth_document *doc) {
    cli_show_quotes(screen, doc, -1);
    if (!quoth_document_speaker_count(doc))
        return;
    putc('\n', cli_out);
    cli_show_speakers(screen, doc, -1);
}

static void show(const cli_session *session, const cli_screen *screen, const quoth_document *doc, int32_t speaker) {
    const cli_options *options = session->options;
    switch (options->command) {
    case CLI_TEXT:
        show_main_text(screen, doc);
        break;
    case CLI_QUOTES:
        if (speaker < 0)
            show_speech(screen, doc);
        else
            cli_show_quotes(screen, doc, speaker);
        break;
    case CLI_SPEAKERS:
        cli_show_speakers(screen, doc, speaker);
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
        if (speaker >= 0) {
            cli_show_quotes(screen, doc, speaker);
            break;
        }
        cli_show_outline(screen, doc, 0);
        putc('\n', cli_out);
        show_speech(screen, doc);
    }
}

quoth_status cli_view(const cli_session *session, const cli_screen *screen, const quoth_document *doc, quoth_error *err) {
    quoth_status status = QUOTH_OK;
    const cli_options *options = session->options;
    int32_t speaker = options->speaker ? quoth_document_find_speaker(doc, options->speaker) : -1;
    if (options->speaker && speaker < 0) /* nothing of that voice is here */
        return QUOTH_OK;
    if (options->format == CLI_FORMAT_TEXT)
        show(session, screen, doc, speaker);
    else
        status = cli_write_document(doc, options->format, options->offsets, speaker, !session->writes_files, cli_out, err);
    if (options->format == CLI_FORMAT_BRAT) { /* what the annotations count in */
        size_t size;
        const char *text = quoth_document_text(doc, &size);
        fwrite(text, 1, size, cli_beside);
    }
    return status;
}

uint32_t cli_view_layers(const cli_options *options) {
    if (options->layers)
        return options->layers;
    switch (options->command) {
    case CLI_SCRIPTS:
        return options->per_block ? QUOTH_LAYER_BLOCKS : QUOTH_LAYER_SCRIPTS;
    case CLI_LANGUAGE: /* of the text as a whole, or of its blocks */
        return options->type == CLI_TYPE_CORPUS || options->segments ? QUOTH_LAYER_SCRIPTS : QUOTH_LAYER_BLOCKS;
    case CLI_BLOCKS:
    case CLI_TEXT:
        return QUOTH_LAYER_BLOCKS;
    default:
        return QUOTH_LAYER_ALL;
    }
}
