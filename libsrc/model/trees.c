#include "model/trees.h"

#include <string.h>

#include "model/model.h"
#include "text/simd.h"

enum { NODE = 4 };

/* Everything but the first node has one parent, which is before it. */
static int check_tree(const uint8_t *tree, uint32_t nodes, uint32_t columns) {
    uint8_t parents[2 * QH_TREES_NODES_MOST + 1] = {0};
    for (uint32_t i = 0; i < nodes; i++) {
        const uint8_t *node = tree + 4 + i * NODE;
        if (node[0] >= columns)
            return 0;
        for (int side = 2; side < 4; side++)
            if (node[side] <= i || node[side] > 2 * nodes || parents[node[side]]++)
                return 0;
    }
    return 1;
}

int qh_trees_check(const uint8_t *section, size_t size) {
    if (!section || size < QH_TREES_HEAD)
        return 0;
    uint32_t count = qh_le32(section), columns = qh_le32(section + 4);
    size_t at = QH_TREES_HEAD;
    for (uint32_t i = 0; i < count; i++) {
        if (size - at < 4)
            return 0;
        uint32_t nodes = section[at];
        if (!nodes || nodes > QH_TREES_NODES_MOST || section[at + 1] != nodes + 1 || size - at < qh_tree_size(nodes) ||
            !check_tree(section + at, nodes, columns))
            return 0;
        at += qh_tree_size(nodes);
    }
    return at == size;
}

qh_trees qh_trees_of(const uint8_t *section) { return (qh_trees){section + QH_TREES_HEAD, qh_le32(section), qh_le32(section + 4)}; }

static int32_t leaf_value(const uint8_t *leaves, uint32_t leaf) {
    int32_t value = (int32_t)qh_le16(leaves + 2 * leaf);
    return value < 0x8000 ? value : value - 0x10000;
}

/* ---- asking ---- */

enum { COLUMNS_MOST = 256 };

/* The columns in which the rows differ, nonzero in each. */
static void find_differences(const uint8_t *rows, size_t stride, size_t count, size_t columns, uint8_t *differ) {
    memset(differ, 0, columns);
    for (size_t i = 1; i < count; i++) {
        const uint8_t *row = rows + i * stride;
        size_t c = 0;
        for (; c + 8 <= columns; c += 8) {
            uint64_t first, own, all;
            memcpy(&first, rows + c, 8);
            memcpy(&own, row + c, 8);
            memcpy(&all, differ + c, 8);
            all |= first ^ own;
            memcpy(differ + c, &all, 8);
        }
        for (; c < columns; c++)
            differ[c] |= rows[c] ^ row[c];
    }
}

/* Where each node leads that all rows answer alike, else to itself; leaves are themselves. */
static void resolve(const uint8_t *tree, const uint8_t *row, const uint8_t *differ, uint8_t *to) {
    uint32_t nodes = tree[0];
    for (uint32_t leaf = nodes; leaf <= 2 * nodes; leaf++)
        to[leaf] = (uint8_t)leaf;
    for (uint32_t i = nodes; i-- > 0;) {
        const uint8_t *node = tree + 4 + i * NODE;
        to[i] = differ[node[0]] ? (uint8_t)i : to[node[row[node[0]] <= node[1] ? 2 : 3]];
    }
}

/* Writes the tree without what is resolved and without what no row can reach; returns the bytes. Its root is a node. */
static size_t prune(const uint8_t *tree, const uint8_t *to, uint8_t *out) {
    uint32_t nodes = tree[0], kept = 0, leaves = 0;
    uint8_t number[2 * QH_TREES_NODES_MOST + 1] = {0}, reached[2 * QH_TREES_NODES_MOST + 1] = {0};
    reached[to[0]] = 1;
    for (uint32_t i = 0; i < nodes; i++) {
        const uint8_t *node = tree + 4 + i * NODE;
        if (!reached[i])
            continue;
        reached[to[node[2]]] = reached[to[node[3]]] = 1;
        number[i] = (uint8_t)kept++;
    }
    uint8_t *values = out + 4 + kept * NODE;
    for (uint32_t leaf = nodes; leaf <= 2 * nodes; leaf++) {
        if (!reached[leaf])
            continue;
        number[leaf] = (uint8_t)(kept + leaves);
        memcpy(values + 2 * leaves++, tree + 4 + nodes * NODE + 2 * (leaf - nodes), 2);
    }
    for (uint32_t i = 0; i < nodes; i++) {
        const uint8_t *node = tree + 4 + i * NODE;
        if (reached[i])
            memcpy(out + 4 + number[i] * NODE, (uint8_t[]){node[0], node[1], number[to[node[2]]], number[to[node[3]]]}, NODE);
    }
    memcpy(out, (uint8_t[]){(uint8_t)kept, (uint8_t)leaves, 0, 0}, 4);
    return qh_tree_size(kept);
}

/* The trees for rows that differ in some columns only, into `out`; returns how many. The others say the same of all rows: *same. */
static size_t prune_all(const qh_trees *trees, const uint8_t *row, const uint8_t *differ, uint8_t *out, int32_t *same) {
    const uint8_t *tree = trees->bytes;
    size_t count = 0;
    for (uint32_t t = 0; t < trees->count; t++, tree += qh_tree_size(tree[0])) {
        uint8_t to[2 * QH_TREES_NODES_MOST + 1];
        resolve(tree, row, differ, to);
        if (to[0] >= tree[0]) {
            *same += leaf_value(tree + 4 + tree[0] * NODE, to[0] - tree[0]);
            continue;
        }
        out += prune(tree, to, out);
        count++;
    }
    return count;
}

/* The functions for the instructions that there are. */
typedef struct kernels {
    void (*turn)(const uint8_t *rows, size_t stride, size_t count, size_t columns, qh_lanes_of_bytes *out);
    void (*sum)(const uint8_t *tree, size_t count, const qh_lanes_of_bytes *columns, int32_t sums[QH_TREES_AT_ONCE]);
} kernels;

static kernels best_kernels(void) {
#if defined(QH_SIMD_X86)
    if (qh_simd_best() == QH_SIMD_WITH_AVX2)
        return (kernels){qh_trees_turn_avx2, qh_trees_sum_avx2};
#endif
    return (kernels){qh_trees_turn_portable, qh_trees_sum_portable};
}

size_t qh_trees_room(const qh_trees *trees) {
    size_t size = trees->columns * sizeof(qh_lanes_of_bytes);
    const uint8_t *tree = trees->bytes;
    for (uint32_t t = 0; t < trees->count; t++, tree += qh_tree_size(tree[0]))
        size += qh_tree_size(tree[0]);
    return size;
}

/* Trees that ask what is the same in all rows need not be asked again for each. */
void qh_trees_add(const qh_trees *trees, const uint8_t *rows, size_t stride, size_t count, uint8_t *room, int32_t *sums) {
    size_t asked = trees->columns < COLUMNS_MOST ? trees->columns : COLUMNS_MOST;
    uint8_t differ[COLUMNS_MOST], *pruned = room + trees->columns * sizeof(qh_lanes_of_bytes);
    qh_lanes_of_bytes *columns = (qh_lanes_of_bytes *)(void *)room;
    kernels best = best_kernels();
    int32_t same = 0;
    if (!count)
        return;
    find_differences(rows, stride, count, asked, differ);
    size_t left = prune_all(trees, rows, differ, pruned, &same);
    for (size_t from = 0; from < count; from += QH_TREES_AT_ONCE) {
        int32_t some_sums[QH_TREES_AT_ONCE] = {0};
        size_t some = count - from < QH_TREES_AT_ONCE ? count - from : QH_TREES_AT_ONCE;
        best.turn(rows + from * stride, stride, some, asked, columns);
        best.sum(pruned, left, columns, some_sums);
        for (size_t i = 0; i < some; i++)
            sums[from + i] += same + some_sums[i];
    }
}
