/*
 * Writes what pages say about themselves, with all signs, for metadata.py.
 *
 * stdin: pages, each as its length (4 bytes, little-endian) and its bytes. stdout: a line for each value of each page: number of
 * the page, field, value, confidence, and the columns of html_metadata_weights.inc that are set, separated by tabs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/charset_choice.h"
#include "document/html_metadata.h"
#include "linguistics/lexicon.h"

static void write_bits(uint64_t bits, int offset) {
    for (int i = 0; bits; i++, bits >>= 1)
        if (bits & 1)
            printf(" %d", i + offset);
}

static int write_field(const qh_facts *facts, size_t page, int32_t field) {
    qh_fact_groups groups = {0};
    if (!qh_facts_group(facts, field, &groups))
        return 0;
    for (size_t i = 0; i < groups.count; i++) {
        const qh_fact_group *group = &groups.items[i];
        printf("%zu\t%s\t%s\t%.4f\t", page, quoth_metadata_field_name(field), group->best->value, group->confidence);
        write_bits(group->sources, 0);
        write_bits(group->page, QH_FACT_SOURCES);
        write_bits(group->signs, QH_FACT_SOURCES + QH_PAGE_SIGNS);
        putchar('\n');
    }
    return 1;
}

/* As quoth_parse() does, up to the blocks; what the reader of HTML answers itself is not looked at. */
static int read_page(qh_parse *p, const char *bytes, size_t size, size_t page) {
    qh_decoded decoded = {0};
    if (qh_read_charset(&p->doc->arena, bytes, size, NULL, 1, &decoded, NULL) != QUOTH_OK)
        return 1;
    p->doc->text = decoded.text;
    p->doc->size = decoded.size;
    p->doc->source_map = decoded.source;
    qh_facts facts;
    if (qh_html_open(p) != QUOTH_OK || qh_html_blocks(p) != QUOTH_OK || !qh_facts_gather(p, &facts))
        return 0;
    for (int32_t field = 0; field < QH_METADATA_FIELDS; field++)
        if (!write_field(&facts, page, field))
            return 0;
    return 1;
}

static int run(const qh_lexicon *lexicon, const char *bytes, size_t size, size_t page) {
    static const quoth_input input = QUOTH_INPUT_INIT;
    quoth_document doc = {0};
    qh_arena scratch;
    qh_arena_init(&doc.arena, &qh_default_allocator);
    qh_arena_init(&scratch, &qh_default_allocator);
    qh_parse p = {.doc = &doc, .lexicon = lexicon, .input = &input, .scratch = &scratch, .max_blocks = SIZE_MAX};
    int ok = read_page(&p, bytes, size, page);
    qh_arena_free(&doc.arena);
    qh_arena_free(&scratch);
    return ok;
}

int main(void) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    const qh_lexicon *lexicon;
    if (qh_lexicon_new(&arena, &lexicon, NULL) != QUOTH_OK)
        return 1;
    unsigned char head[4];
    int ok = 1;
    for (size_t page = 0; ok && fread(head, 1, 4, stdin) == 4; page++) {
        size_t size = head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
        char *bytes = malloc(size + 1);
        ok = bytes && fread(bytes, 1, size, stdin) == size && run(lexicon, bytes, size, page);
        free(bytes);
    }
    qh_arena_free(&arena);
    return !ok;
}
