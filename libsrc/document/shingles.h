/* Words of blocks as hashes, and a table from hashes to the block that had them first. */
#ifndef QH_DOCUMENT_SHINGLES_H
#define QH_DOCUMENT_SHINGLES_H

#include "base/parse.h"

typedef struct qh_hash_entry {
    uint64_t hash;
    int32_t block; /* + 1; 0 is free */
} qh_hash_entry;

typedef struct qh_hash_table {
    qh_hash_entry *entries;
    size_t mask;
} qh_hash_table;

/* Room for `count` hashes. 0 when there is no memory. */
int qh_hash_table_init(qh_arena *arena, qh_hash_table *table, size_t count);

/* The entry of the hash, or the free one where it belongs. */
qh_hash_entry *qh_hash_table_find(const qh_hash_table *table, uint64_t hash);

/* First block with the hash so far, as an index; remembers this one when there is none (-1). */
int32_t qh_hash_table_first(const qh_hash_table *table, uint64_t hash, size_t block);

enum { QH_LONGEST_SHINGLE = 8 };

/* The stretch's words in rows of `length`, one after the other; letters and digits only, case folded. */
typedef struct qh_shingles {
    const char *text;
    size_t at, end;
    size_t length, count; /* words of a row; words so far */
    size_t next;          /* place of the next word in the ring */
    uint64_t ring[QH_LONGEST_SHINGLE];
} qh_shingles;

/* The hash of the next row; 0 at the end. A character of a script without word spaces counts as a word. */
int qh_next_shingle(qh_shingles *shingles, uint64_t *hash);

#endif
