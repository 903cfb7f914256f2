#include "document/shingles.h"

#include "text/chars.h"
#include "text/utf8.h"

int qh_hash_table_init(qh_arena *arena, qh_hash_table *table, size_t count) {
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    table->entries = qh_arena_zalloc(arena, size, sizeof *table->entries);
    table->mask = size - 1;
    return table->entries != NULL;
}

qh_hash_entry *qh_hash_table_find(const qh_hash_table *table, uint64_t hash) {
    size_t at = (size_t)(hash * 0x9E3779B97F4A7C15u >> 20) & table->mask;
    while (table->entries[at].block && table->entries[at].hash != hash)
        at = (at + 1) & table->mask;
    return &table->entries[at];
}

int32_t qh_hash_table_first(const qh_hash_table *table, uint64_t hash, size_t block) {
    qh_hash_entry *entry = qh_hash_table_find(table, hash);
    if (entry->block)
        return entry->block - 1;
    *entry = (qh_hash_entry){hash, (int32_t)block + 1};
    return -1;
}

/* Thai to Khmer, Han and kana: texts that put no space between words. */
static int is_unspaced(uint32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static int next_word(qh_shingles *s, uint64_t *hash) {
    uint64_t h = 0xcbf29ce484222325u;
    size_t letters = 0;
    while (s->at < s->end) {
        size_t before = s->at;
        uint32_t c = qh_utf8_next(s->text, &s->at);
        int alone = is_unspaced(c);
        if (alone && letters) {
            s->at = before;
            break;
        }
        if (qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_DIGIT | QH_CHAR_MARK)) {
            h = (h ^ qh_char_lower(c)) * 0x100000001b3u;
            letters++;
        } else if (letters) {
            break;
        }
        if (alone && letters)
            break;
    }
    *hash = h;
    return letters > 0;
}

/* Made anew from the ring for each row: short enough to need no rolling hash. */
int qh_next_shingle(qh_shingles *s, uint64_t *hash) {
    do {
        if (!next_word(s, &s->ring[s->count % s->length]))
            return 0;
    } while (++s->count < s->length);
    uint64_t h = 0;
    for (size_t i = s->count - s->length; i < s->count; i++)
        h = (h ^ s->ring[i % s->length]) * 0x9E3779B97F4A7C15u + (h >> 29);
    *hash = h;
    return 1;
}
