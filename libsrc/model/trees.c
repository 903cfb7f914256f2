#include "model/trees.h"

#include "model/model.h"

enum { NODE = 4 };

static size_t size_of(uint32_t nodes, uint32_t leaves) { return 4 + nodes * NODE + (leaves * 2 + 3) / 4 * 4; }

/* A child comes behind its parent, so that every walk ends. */
static int check_tree(const uint8_t *tree, uint32_t nodes, uint32_t leaves, uint32_t columns) {
    for (uint32_t i = 0; i < nodes; i++) {
        const uint8_t *node = tree + 4 + i * NODE;
        if (node[0] >= columns)
            return 0;
        for (int side = 2; side < 4; side++) {
            uint32_t next = node[side];
            if (next < QH_TREES_LEAF ? next <= i || next >= nodes : next - QH_TREES_LEAF >= leaves)
                return 0;
        }
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
        uint32_t nodes = qh_le16(section + at), leaves = qh_le16(section + at + 2);
        if (!nodes || nodes >= QH_TREES_LEAF || leaves != nodes + 1 || size - at < size_of(nodes, leaves) ||
            !check_tree(section + at, nodes, leaves, columns))
            return 0;
        at += size_of(nodes, leaves);
    }
    return at == size;
}

qh_trees qh_trees_of(const uint8_t *section) { return (qh_trees){section + QH_TREES_HEAD, qh_le32(section), qh_le32(section + 4)}; }

static uint32_t walk(const uint8_t *nodes, const uint8_t *row) {
    uint32_t at = 0;
    do {
        const uint8_t *node = nodes + at * NODE;
        at = node[2 + (row[node[0]] > node[1])];
    } while (at < QH_TREES_LEAF);
    return at - QH_TREES_LEAF;
}

static int32_t leaf_value(const uint8_t *leaves, uint32_t leaf) {
    int32_t value = (int32_t)qh_le16(leaves + 2 * leaf);
    return value < 0x8000 ? value : value - 0x10000;
}

/* Tree by tree: one tree and the rows of a page stay in the cache. */
void qh_trees_add(const qh_trees *trees, const uint8_t *rows, size_t stride, size_t count, int32_t *sums) {
    const uint8_t *tree = trees->bytes;
    for (uint32_t t = 0; t < trees->count; t++) {
        uint32_t nodes = qh_le16(tree), leaves = qh_le16(tree + 2);
        const uint8_t *values = tree + 4 + nodes * NODE;
        for (size_t i = 0; i < count; i++)
            sums[i] += leaf_value(values, walk(tree + 4, rows + i * stride));
        tree += size_of(nodes, leaves);
    }
}
