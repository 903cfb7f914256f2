#ifndef QH_LINGUISTICS_WORD_TABLE_H
#define QH_LINGUISTICS_WORD_TABLE_H

/* The words of one language pack. */

#include "linguistics/lexicon.h"
#include "linguistics/lexicon_key.h"
#include "linguistics/packs.h"

enum {
    MOST_WORDS = 5,
    START_WORDS = 64, /* of 64 bits, for the beginnings of phrases */
    PHRASES = QH_WORD_LABEL | QH_WORD_LINK | QH_WORD_CAPTION | QH_WORD_BYLINE | QH_WORD_ACCORDING
};

typedef struct word_entry {
    uint32_t hash;
    uint32_t key; /* where its bytes start in the table's keys */
    uint32_t classes;
    int16_t value;
    uint16_t length;
} word_entry;

/* Open addressing over small numbers, so that a word that is not there costs one read from a table that stays in the cache. */
struct qh_word_table {
    const char *code;
    uint32_t traits;
    int phrasal;     /* some verbs of saying have several words */
    uint16_t *slots; /* index of an entry plus 1; 0: free */
    size_t mask;     /* slots - 1, a power of two less one */
    word_entry *entries;
    size_t entry_count, capacity;
    char *keys;
    size_t keys_used;
    uint64_t starts[START_WORDS]; /* a bit for the hash of the first word of each entry among PHRASES */
};

/* The slot of the key, or the free one where it would go. */
static inline uint16_t *find_slot(const qh_word_table *table, const folded_key *key, uint32_t hash) {
    for (size_t i = hash & table->mask;; i = (i + 1) & table->mask) {
        uint16_t *slot = &table->slots[i];
        const word_entry *entry = *slot ? &table->entries[*slot - 1] : NULL;
        if (!entry ||
            (entry->hash == hash && entry->length == key->length && memcmp(table->keys + entry->key, key->bytes, key->length) == 0))
            return slot;
    }
}

static inline qh_lexeme find_hashed(const qh_word_table *table, const folded_key *key, uint32_t hash) {
    uint16_t slot = *find_slot(table, key, hash);
    return slot ? (qh_lexeme){table->entries[slot - 1].classes, table->entries[slot - 1].value} : (qh_lexeme){0, 0};
}

static inline qh_lexeme find_key(const qh_word_table *table, const folded_key *key) {
    if (key->length > LONGEST_KEY || !key->length)
        return (qh_lexeme){0, 0};
    return find_hashed(table, key, hash_of(key));
}

static inline int may_start(const qh_word_table *table, uint32_t hash) {
    return (int)(table->starts[hash / 64 % START_WORDS] >> hash % 64 & 1);
}

/* lexicon_pack.c: reads a pack into a table of zeros. QUOTH_ERROR_MODEL names the line that cannot be read; QUOTH_ERROR_MEMORY. */
quoth_status qh_table_read(qh_arena *arena, qh_word_table *table, const qh_pack *embedded, quoth_error *err);

#endif
