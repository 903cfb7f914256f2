/* Boosted trees over bytes: each tree asks whether a byte of the row is at most a threshold, its leaves are added up. */
#ifndef QH_MODEL_TREES_H
#define QH_MODEL_TREES_H

#include <stddef.h>
#include <stdint.h>

/*
 * A section: u32 trees, u32 columns (all columns asked for are below), then tree by tree: u8 nodes, u8 leaves (nodes + 1), u16
 * zero; the nodes as {column, threshold, next when at most, next when above}; the leaves' values as i16, padded to 4 bytes. A next
 * is the number of a later node, or of a leaf, counted on behind the nodes.
 */
enum { QH_TREES_NODES_MOST = 63, QH_TREES_HEAD = 8, QH_TREES_AT_ONCE = 32 };

typedef struct qh_trees {
    const uint8_t *bytes;
    uint32_t count, columns;
} qh_trees;

/* Checks that no walk can leave the section, on any bytes. 0 when one could. Linear in size. */
int qh_trees_check(const uint8_t *section, size_t size);

/* A section that was checked, now or when the library was built. */
qh_trees qh_trees_of(const uint8_t *section);

/* Bytes of room that qh_trees_add() needs. */
size_t qh_trees_room(const qh_trees *trees);

/*
 * Adds to sums[i] what the trees say about row i; rows are `stride` bytes apart, at least trees->columns. `room` is for
 * qh_trees_room() bytes.
 */
void qh_trees_add(const qh_trees *trees, const uint8_t *rows, size_t stride, size_t count, uint8_t *room, int32_t *sums);

/* One value of a column, or of a tree, for each of the rows that are asked at once. */
typedef struct qh_lanes_of_bytes {
    uint8_t of[QH_TREES_AT_ONCE];
} qh_lanes_of_bytes;

/* Parts of qh_trees_add(): the columns of at most QH_TREES_AT_ONCE rows, the first row's where there are fewer. */
void qh_trees_turn_portable(const uint8_t *rows, size_t stride, size_t count, size_t columns, qh_lanes_of_bytes *out);
void qh_trees_turn_avx2(const uint8_t *rows, size_t stride, size_t count, size_t columns, qh_lanes_of_bytes *out);

/* What `count` trees, one behind the other, say about the rows whose columns are given. */
void qh_trees_sum_portable(const uint8_t *tree, size_t count, const qh_lanes_of_bytes *columns, int32_t sums[QH_TREES_AT_ONCE]);
void qh_trees_sum_avx2(const uint8_t *tree, size_t count, const qh_lanes_of_bytes *columns, int32_t sums[QH_TREES_AT_ONCE]);

/* Bytes of a tree with so many nodes. */
static inline size_t qh_tree_size(uint32_t nodes) { return 4 + nodes * 4 + ((nodes + 1) * 2 + 3) / 4 * 4; }

#endif
