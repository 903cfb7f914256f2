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

enum { WORD = QH_CHAR_LETTER | QH_CHAR_DIGIT | QH_CHAR_MARK };

static uint64_t add(uint64_t hash, uint32_t c) { return (hash ^ c) * 0x100000001b3u; }

/* Letters and digits of ASCII from s->at on. */
static uint64_t read_ascii(qh_shingles *s, uint64_t hash) {
    size_t at = s->at;
    for (unsigned char c; at < s->end && (c = (unsigned char)s->text[at]) < 0x80 && qh_char_classes[c] & WORD; at++)
        hash = add(hash, c | (qh_char_classes[c] & QH_CHAR_UPPER ? 0x20u : 0));
    s->at = at;
    return hash;
}

static int next_word(qh_shingles *s, uint64_t *hash) {
    uint64_t h = 0xcbf29ce484222325u;
    int letters = 0;
    while (s->at < s->end) {
        size_t before = s->at;
        h = read_ascii(s, h);
        letters |= s->at > before;
        if (s->at == s->end)
            break;
        before = s->at;
        uint32_t c = qh_utf8_next(s->text, &s->at);
        int alone = is_unspaced(c);
        if (alone && letters) {
            s->at = before;
            break;
        }
        if (qh_char_class(c) & WORD) {
            h = add(h, qh_char_lower(c));
            letters = 1;
        } else if (letters) {
            break;
        }
        if (alone && letters)
            break;
    }
    *hash = h;
    return letters;
}

/* Made anew from the ring for each row: short enough to need no rolling hash. */
int qh_next_shingle(qh_shingles *s, uint64_t *hash) {
    do {
        if (!next_word(s, &s->ring[s->next]))
            return 0;
        s->next = s->next + 1 < s->length ? s->next + 1 : 0;
    } while (++s->count < s->length);
    uint64_t h = 0;
    size_t at = s->next; /* where the oldest is */
    for (size_t i = 0; i < s->length; i++) {
        h = (h ^ s->ring[at]) * 0x9E3779B97F4A7C15u + (h >> 29);
        at = at + 1 < s->length ? at + 1 : 0;
    }
    *hash = h;
    return 1;
}
