/* Which blocks quote from a longer one: teasers, quotations set off, texts cut short by dots. Linear. */
#include <string.h>

#include "base/one_of.h"
#include "document/duplicates.h"
#include "document/shingles.h"

enum { SHINGLE = 8 }; /* words in a row that two texts share only when one quotes the other */

static qh_shingles shingles_of(const char *text, size_t start, size_t end) {
    return (qh_shingles){.text = text, .at = start, .end = end, .length = SHINGLE};
}

static int ends_in_dots(const char *text, const quoth_block *block) {
    size_t end = block->end;
    while (end > block->start && qh_one_of(text[end - 1], ")]\""))
        end--;
    return end >= block->start + 3 && (!memcmp(text + end - 3, "...", 3) || !memcmp(text + end - 3, "\xE2\x80\xA6", 3));
}

static int may_be_excerpt(const char *text, const quoth_block *block) {
    switch (block->kind) {
    case QUOTH_BLOCK_TEASER:
    case QUOTH_BLOCK_BLOCKQUOTE:
    case QUOTH_BLOCK_SUBTITLE:
        return 1;
    case QUOTH_BLOCK_PARAGRAPH:
    case QUOTH_BLOCK_LIST_ITEM:
    case QUOTH_BLOCK_RELATED:
    case QUOTH_BLOCK_BOILERPLATE:
        return ends_in_dots(text, block);
    default:
        return 0;
    }
}

static int is_source(const char *text, const quoth_block *block) {
    int runs = block->kind == QUOTH_BLOCK_PARAGRAPH || block->kind == QUOTH_BLOCK_TURN || block->kind == QUOTH_BLOCK_BLOCKQUOTE;
    return runs && (block->kind == QUOTH_BLOCK_BLOCKQUOTE || !may_be_excerpt(text, block));
}

enum { ASKED = -1 }; /* stands for no block yet */

/* Enters the rows of an excerpt, of which the sources will be asked. */
static void ask(const qh_hash_table *table, const char *text, size_t start, size_t end) {
    qh_shingles s = shingles_of(text, start, end);
    for (uint64_t hash; qh_next_shingle(&s, &hash);) {
        qh_hash_entry *entry = qh_hash_table_find(table, hash);
        if (!entry->block)
            *entry = (qh_hash_entry){hash, ASKED};
    }
}

/* Who has them first. */
static void answer(const qh_hash_table *table, const char *text, const quoth_block *block, size_t index) {
    qh_shingles s = shingles_of(text, block->start, block->end);
    for (uint64_t hash; qh_next_shingle(&s, &hash);) {
        qh_hash_entry *entry = qh_hash_table_find(table, hash);
        if (entry->block == ASKED)
            entry->block = (int32_t)index + 1;
    }
}

static size_t excerpt_start(const quoth_block *block) {
    return qh_span_is_empty(block->dateline) ? block->start : block->dateline.end;
}

/* The first longer block that shares a row of words; only a teaser may say more beside what it quotes. */
static int32_t source_of(const qh_hash_table *table, const quoth_document *doc, size_t index) {
    const quoth_block *block = &doc->blocks.items[index];
    size_t start = excerpt_start(block), shared = 0, all = 0;
    qh_shingles s = shingles_of(doc->text, start, block->end);
    int32_t found = -1;
    for (uint64_t hash; qh_next_shingle(&s, &hash); all++) {
        const qh_hash_entry *entry = qh_hash_table_find(table, hash);
        int32_t source = entry->block > 0 ? entry->block - 1 : -1;
        if (found < 0 && source >= 0 && source != (int32_t)index &&
            doc->blocks.items[source].end - doc->blocks.items[source].start > block->end - start)
            found = source;
        shared += found >= 0 && source == found;
    }
    return block->kind == QUOTH_BLOCK_TEASER || shared * 2 >= all ? found : -1;
}

static int is_excerpt(const char *text, const quoth_block *block) { return may_be_excerpt(text, block) && block->duplicate_of < 0; }

int qh_find_excerpts(qh_parse *p) {
    quoth_document *doc = p->doc;
    size_t bytes = 0;
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const quoth_block *block = &doc->blocks.items[i];
        bytes += is_excerpt(doc->text, block) ? block->end - block->start : 0;
    }
    qh_hash_table table;
    if (!bytes)
        return 1;
    if (!qh_hash_table_init(p->scratch, &table, bytes / 2))
        return 0;
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (is_excerpt(doc->text, &doc->blocks.items[i]))
            ask(&table, doc->text, excerpt_start(&doc->blocks.items[i]), doc->blocks.items[i].end);
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (is_source(doc->text, &doc->blocks.items[i]))
            answer(&table, doc->text, &doc->blocks.items[i], i);
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (is_excerpt(doc->text, &doc->blocks.items[i]))
            doc->blocks.items[i].excerpt_of = source_of(&table, doc, i);
    return 1;
}
