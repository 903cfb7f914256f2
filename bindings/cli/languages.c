#include "languages.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- candidates ---- */

const char *cli_candidates_read(cli_candidates *candidates, const char *list) {
    enum { ROOM = sizeof candidates->tags / sizeof *candidates->tags };
    cli_buffer_add_string(&candidates->text, list);
    for (char *tag = candidates->text.bytes; tag;) {
        char *comma = strchr(tag, ',');
        if (comma)
            *comma = '\0';
        if (!quoth_language_iso3(tag))
            return "--candidates names a language that cannot be told";
        if (candidates->count == ROOM)
            return "--candidates names too many languages";
        candidates->tags[candidates->count++] = tag;
        tag = comma ? comma + 1 : NULL;
    }
    return NULL;
}

/* ---- shares ---- */

typedef struct share {
    const char *language;
    size_t characters, blocks;
} share;

static share *find_share(share *list, size_t *count, const char *language) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp(list[i].language, language) == 0)
            return &list[i];
    list[*count].language = language;
    return &list[(*count)++];
}

static int by_characters(const void *a, const void *b) {
    size_t x = ((const share *)a)->characters, y = ((const share *)b)->characters;
    return x < y ? 1 : x > y ? -1 : strcmp(((const share *)a)->language, ((const share *)b)->language);
}

static void show_shares(const quoth_document *doc) {
    size_t blocks = quoth_document_block_count(doc), count = 0, all = 0;
    share *list = cli_allocate(blocks, sizeof *list);
    for (size_t i = 0; i < blocks; i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        if (!block->language)
            continue;
        size_t characters = quoth_document_offset(doc, block->end, QUOTH_UNIT_CODE_POINT) -
                            quoth_document_offset(doc, block->start, QUOTH_UNIT_CODE_POINT);
        share *found = find_share(list, &count, block->language);
        found->characters += characters;
        found->blocks++;
        all += characters;
    }
    if (count)
        qsort(list, count, sizeof *list, by_characters);
    for (size_t i = 0; i < count; i++) {
        const char *name = quoth_language_name(list[i].language);
        fprintf(cli_out, "%-8s %5.1f %%  %zu block%s%s%s\n", list[i].language, 100.0 * (double)list[i].characters / (double)all,
                list[i].blocks, list[i].blocks == 1 ? "" : "s", name ? ", " : "", name ? name : "");
    }
    free(list);
}

/* ---- segments ---- */

static void show_segment(const cli_screen *screen, const cli_options *options, const quoth_document *doc,
                         const quoth_language_segment *segment, cli_buffer *excerpt) {
    const size_t most = 2000; /* bytes, more than any screen is wide */
    const char *text = quoth_document_text(doc, NULL);
    size_t end = segment->end - segment->start > most ? segment->start + most : segment->end;
    size_t column =
        (size_t)fprintf(cli_out, "%8zu %8zu  %-4s  %.2f  ", quoth_document_offset(doc, segment->start, options->offsets),
                        quoth_document_offset(doc, segment->end, options->offsets), segment->language ? segment->language : "-",
                        segment->confidence);
    while (((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    cli_buffer_clear(excerpt);
    cli_clean(excerpt, text + segment->start, end - segment->start);
    cli_put_short(excerpt->bytes, excerpt->size, screen->width - column);
    putc('\n', cli_out);
}

static void show_segments(const cli_screen *screen, const cli_options *options, const cli_candidates *candidates,
                          const quoth_document *doc) {
    quoth_language_options wanted = QUOTH_LANGUAGE_OPTIONS_INIT;
    quoth_language_iterator it;
    quoth_span span = {0, 0};
    cli_buffer excerpt = {0};
    const char *text = quoth_document_text(doc, &span.end);
    wanted.candidates = candidates->count ? candidates->tags : NULL;
    wanted.candidate_count = candidates->count;
    wanted.prior = quoth_language_iso3(options->language) ? options->language : NULL;
    if (quoth_language_iterator_init(&it, text, span, &wanted, NULL) == QUOTH_OK)
        for (const quoth_language_segment *segment; (segment = quoth_language_iterator_next(&it));)
            show_segment(screen, options, doc, segment, &excerpt);
    cli_buffer_free(&excerpt);
}

void cli_show_languages(const cli_screen *screen, const cli_options *options, const cli_candidates *candidates,
                        const quoth_document *doc) {
    if (options->segments)
        show_segments(screen, options, candidates, doc);
    else
        show_shares(doc);
}
