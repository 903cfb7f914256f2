#include "scripts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 2000 }; /* of an excerpt, more than any screen is wide */

/* An excerpt stops at a code point bound, so that the last character is whole. */
static size_t excerpt_end(const char *text, size_t start, size_t end) {
    if (end - start <= MOST_BYTES)
        return end;
    end = start + MOST_BYTES;
    while (((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return end;
}

void cli_show_scripts(const cli_screen *screen, const quoth_document *doc, int32_t unit) {
    const char *text = quoth_document_text(doc, NULL);
    cli_buffer excerpt = {0};
    for (size_t i = 0; i < quoth_document_script_run_count(doc); i++) {
        const quoth_script_run *run = quoth_document_script_run(doc, i);
        size_t start = quoth_document_offset(doc, run->start, unit), end = quoth_document_offset(doc, run->end, unit);
        size_t column =
            (size_t)printf("%8zu %8zu  %-4s  %s  ", start, end, run->script, run->direction == QUOTH_DIRECTION_RTL ? "rtl" : "ltr");
        cli_buffer_clear(&excerpt);
        cli_clean(&excerpt, text + run->start, excerpt_end(text, run->start, run->end) - run->start);
        cli_put_short(excerpt.bytes, excerpt.size, screen->width - column);
        putchar('\n');
    }
    cli_buffer_free(&excerpt);
}

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

void cli_show_languages(const quoth_document *doc) {
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
    for (size_t i = 0; i < count; i++)
        printf("%-8s %5.1f %%  %zu block%s\n", list[i].language, 100.0 * (double)list[i].characters / (double)all, list[i].blocks,
               list[i].blocks == 1 ? "" : "s");
    free(list);
}
