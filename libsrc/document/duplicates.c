/*
 * Repeats: the same text, case and white space aside, or nearly the same: at least 0.8 of all rows of three words are common
 * to both (Jaccard). Pairs are proposed by one permutation hashing (Li, Owen and Zhang 2012): of the rows that fall into a bin
 * the smallest hash; two texts that are so alike miss each other in all bins once in 400,000 times. Proposals differ in length by a
 * quarter at most, so checking them is linear too.
 */
#include "document/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "document/lines.h"
#include "document/shingles.h"

enum { SHORTEST = 12, SHORTEST_NEAR = 60, WORDS = 3, FEWEST_ROWS = 8, BINS = 8 };

/* Main content comes first, so that a title is no repeat of the breadcrumb above it. */
static int32_t *in_order(qh_parse *p) {
    size_t count = p->doc->blocks.count, next = 0;
    int32_t *order = qh_arena_alloc(p->scratch, (count + !count) * sizeof *order);
    for (int main = 1; order && main >= 0; main--)
        for (size_t i = 0; i < count; i++)
            if ((p->doc->blocks.items[i].main != 0) == main)
                order[next++] = (int32_t)i;
    return order;
}

static int find_repeats(qh_parse *p, const int32_t *order) {
    qh_hash_table table;
    if (!qh_hash_table_init(p->scratch, &table, p->doc->blocks.count))
        return 0;
    for (size_t i = 0; i < p->doc->blocks.count; i++) {
        quoth_block *block = &p->doc->blocks.items[order[i]];
        if (block->end - block->start >= SHORTEST)
            block->duplicate_of =
                qh_hash_table_first(&table, qh_folded_hash(p->doc->text, (quoth_span){block->start, block->end}), (size_t)order[i]);
    }
    return 1;
}

/* ---- near repeats ---- */

typedef struct rows {
    uint64_t *items;
    size_t count, capacity;
} rows;

typedef struct nearness {
    qh_parse *p;
    qh_hash_table table;
    rows of_block, of_other; /* reused room */
    int sorted;              /* of_block is */
} nearness;

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The block's rows of words. 0 when there is no memory. */
static int read_rows(nearness *n, const quoth_block *block, rows *out) {
    qh_shingles s = {.text = n->p->doc->text, .at = block->start, .end = block->end, .length = WORDS};
    out->count = 0;
    for (uint64_t hash; qh_next_shingle(&s, &hash);) {
        uint64_t *row = qh_vec_push(n->p->scratch, out);
        if (!row)
            return 0;
        *row = hash ^ hash >> 31;
    }
    return 1;
}

/* Ascending, each once. */
static void sort_rows(rows *r) {
    if (!r->count)
        return;
    qsort(r->items, r->count, sizeof *r->items, by_value);
    size_t kept = 1;
    for (size_t i = 1; i < r->count; i++)
        if (r->items[i] != r->items[kept - 1])
            r->items[kept++] = r->items[i];
    r->count = kept;
}

/* At least FEWEST_ROWS that differ. */
static int are_enough(const rows *r) {
    uint64_t seen[FEWEST_ROWS];
    size_t count = 0;
    for (size_t i = 0; i < r->count && count < FEWEST_ROWS; i++) {
        size_t k = 0;
        while (k < count && seen[k] != r->items[i])
            k++;
        if (k == count)
            seen[count++] = r->items[i];
    }
    return count == FEWEST_ROWS;
}

static int are_near(const rows *a, const rows *b) {
    size_t i = 0, k = 0, common = 0;
    while (i < a->count && k < b->count) {
        if (a->items[i] == b->items[k]) {
            common++;
            i++;
            k++;
        } else if (a->items[i] < b->items[k]) {
            i++;
        } else {
            k++;
        }
    }
    return common * 10 >= (a->count + b->count - common) * 8;
}

static int are_alike_in_size(const quoth_block *a, const quoth_block *b) {
    size_t x = a->end - a->start, y = b->end - b->start;
    return x * 4 <= y * 5 && y * 4 <= x * 5;
}

/* The block before it in order that this one repeats nearly, -1 for none, -2 when there is no memory. */
static int32_t near_repeat(nearness *n, size_t index) {
    uint64_t least[BINS];
    memset(least, 0xFF, sizeof least);
    const quoth_block *blocks = n->p->doc->blocks.items;
    n->sorted = 0;
    if (!read_rows(n, &blocks[index], &n->of_block))
        return -2;
    if (!are_enough(&n->of_block))
        return -1;
    for (size_t i = 0; i < n->of_block.count; i++) {
        uint64_t mixed = n->of_block.items[i] * 0x9E3779B97F4A7C15u;
        uint64_t *bin = &least[mixed >> 61];
        *bin = mixed < *bin ? mixed : *bin;
    }
    int32_t found = -1, last = -1;
    for (int bin = 0; bin < BINS; bin++) {
        int32_t other = least[bin] == UINT64_MAX ? -1 : qh_hash_table_first(&n->table, least[bin], index);
        if (found >= 0 || other < 0 || other == last || other == (int32_t)index ||
            !are_alike_in_size(&blocks[index], &blocks[other]))
            continue;
        last = other;
        if (!read_rows(n, &blocks[other], &n->of_other))
            return -2;
        sort_rows(&n->of_other);
        if (!n->sorted)
            sort_rows(&n->of_block);
        n->sorted = 1;
        if (are_near(&n->of_block, &n->of_other))
            found = blocks[other].duplicate_of >= 0 ? blocks[other].duplicate_of : other;
    }
    return found;
}

static int may_be_near(const quoth_block *block) { return block->duplicate_of < 0 && block->end - block->start >= SHORTEST_NEAR; }

static int find_near_repeats(qh_parse *p, const int32_t *order) {
    nearness n = {.p = p};
    size_t candidates = 0;
    for (size_t i = 0; i < p->doc->blocks.count; i++)
        candidates += may_be_near(&p->doc->blocks.items[i]) ? 1 : 0;
    if (!qh_hash_table_init(p->scratch, &n.table, candidates * BINS))
        return 0;
    for (size_t i = 0; i < p->doc->blocks.count; i++) {
        quoth_block *block = &p->doc->blocks.items[order[i]];
        if (!may_be_near(block))
            continue;
        int32_t found = near_repeat(&n, (size_t)order[i]);
        if (found == -2)
            return 0;
        block->duplicate_of = found;
    }
    return 1;
}

int qh_find_duplicates(qh_parse *p) {
    const int32_t *order = in_order(p);
    return order && find_repeats(p, order) && find_near_repeats(p, order) && qh_find_excerpts(p);
}
