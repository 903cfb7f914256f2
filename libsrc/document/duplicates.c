/* Which blocks repeat an earlier one, and which excerpt another: by hashes, in linear time. */
#include <string.h>

#include "document/structure.h"
#include "text/chars.h"
#include "text/utf8.h"

typedef struct entry {
    uint64_t hash;
    int32_t block; /* + 1; 0 is free */
} entry;

typedef struct table {
    entry *entries;
    size_t mask;
} table;

static int table_init(qh_arena *arena, table *t, size_t count) {
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    t->entries = qh_arena_zalloc(arena, size, sizeof *t->entries);
    t->mask = size - 1;
    return t->entries != NULL;
}

/* The entry of the hash, or the free one where it belongs. */
static entry *table_find(const table *t, uint64_t hash) {
    size_t at = (size_t)(hash * 0x9E3779B97F4A7C15u >> 20) & t->mask;
    while (t->entries[at].block && t->entries[at].hash != hash)
        at = (at + 1) & t->mask;
    return &t->entries[at];
}

/* First block with the hash so far, as an index; remembers this one when there is none. */
static int32_t first_with(const table *t, uint64_t hash, size_t block) {
    entry *e = table_find(t, hash);
    if (e->block)
        return e->block - 1;
    *e = (entry){hash, (int32_t)block + 1};
    return -1;
}

static int find_repeats(qh_parse *p) {
    table t;
    if (!table_init(p->scratch, &t, p->doc->blocks.count))
        return 0;
    for (size_t i = 0; i < p->doc->blocks.count; i++) {
        quoth_block *block = &p->doc->blocks.items[i];
        quoth_span span = {block->start, block->end};
        if (block->end - block->start >= 12)
            block->duplicate_of = first_with(&t, qh_folded_hash(p->doc->text, span), i);
    }
    return 1;
}

/* ---- excerpts ---- */

enum { SHINGLE = 8 }; /* words in a row that two texts share only when one quotes the other */

/* The words of a stretch as hashes, letters and digits only. */
typedef struct words {
    const char *text;
    size_t at, end;
} words;

static int next_word(words *w, uint64_t *hash) {
    uint64_t h = 0xcbf29ce484222325u;
    size_t letters = 0;
    while (w->at < w->end) {
        uint32_t c = qh_utf8_next(w->text, &w->at);
        if (qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_DIGIT | QH_CHAR_MARK)) {
            h = (h ^ qh_char_lower(c)) * 0x100000001b3u;
            letters++;
        } else if (letters) {
            break;
        }
    }
    *hash = h;
    return letters > 0;
}

/* The hash of the last SHINGLE words, made anew from the ring: short enough to need no rolling hash. */
static uint64_t shingle_of(const uint64_t *ring, size_t count) {
    uint64_t h = 0;
    for (size_t i = count - SHINGLE; i < count; i++)
        h = (h ^ ring[i % SHINGLE]) * 0x9E3779B97F4A7C15u + (h >> 29);
    return h;
}

static void remember_shingles(const table *t, const char *text, const quoth_block *block, size_t index) {
    words w = {text, block->start, block->end};
    uint64_t ring[SHINGLE];
    size_t count = 0;
    while (next_word(&w, &ring[count % SHINGLE]))
        if (++count >= SHINGLE)
            first_with(t, shingle_of(ring, count), index);
}

/* The first block that shares a shingle with this one. */
static int32_t find_shingle(const table *t, const char *text, quoth_span span) {
    words w = {text, span.start, span.end};
    uint64_t ring[SHINGLE];
    size_t count = 0;
    while (next_word(&w, &ring[count % SHINGLE])) {
        entry *e = ++count >= SHINGLE ? table_find(t, shingle_of(ring, count)) : NULL;
        if (e && e->block)
            return e->block - 1;
    }
    return -1;
}

static int is_running_text(const quoth_block *block) {
    return block->kind == QUOTH_BLOCK_PARAGRAPH || block->kind == QUOTH_BLOCK_TURN || block->kind == QUOTH_BLOCK_BLOCKQUOTE;
}

static int find_excerpts(qh_parse *p) {
    size_t teasers = 0, bytes = 0;
    for (size_t i = 0; i < p->doc->blocks.count; i++) {
        const quoth_block *block = &p->doc->blocks.items[i];
        teasers += block->kind == QUOTH_BLOCK_TEASER;
        bytes += is_running_text(block) ? block->end - block->start : 0;
    }
    table t;
    if (!teasers || !bytes)
        return 1;
    if (!table_init(p->scratch, &t, bytes / 4))
        return 0;
    for (size_t i = 0; i < p->doc->blocks.count; i++)
        if (is_running_text(&p->doc->blocks.items[i]))
            remember_shingles(&t, p->doc->text, &p->doc->blocks.items[i], i);
    for (size_t i = 0; i < p->doc->blocks.count; i++) {
        quoth_block *block = &p->doc->blocks.items[i];
        size_t start = qh_span_is_empty(block->dateline) ? block->start : block->dateline.end;
        if (block->kind == QUOTH_BLOCK_TEASER)
            block->excerpt_of = find_shingle(&t, p->doc->text, (quoth_span){start, block->end});
    }
    return 1;
}

int qh_find_duplicates(qh_parse *p) { return find_repeats(p) && find_excerpts(p); }
