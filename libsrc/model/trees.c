#include "model/trees.h"

#include <string.h>

#include "model/model.h"

enum { NODE = 4, LANES = QH_TREES_AT_ONCE };

static size_t size_of(uint32_t nodes) { return 4 + nodes * NODE + ((nodes + 1) * 2 + 3) / 4 * 4; }

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
        if (!nodes || nodes > QH_TREES_NODES_MOST || section[at + 1] != nodes + 1 || size - at < size_of(nodes) ||
            !check_tree(section + at, nodes, columns))
            return 0;
        at += size_of(nodes);
    }
    return at == size;
}

qh_trees qh_trees_of(const uint8_t *section) { return (qh_trees){section + QH_TREES_HEAD, qh_le32(section), qh_le32(section + 4)}; }

static int32_t leaf_value(const uint8_t *leaves, uint32_t leaf) {
    int32_t value = (int32_t)qh_le16(leaves + 2 * leaf);
    return value < 0x8000 ? value : value - 0x10000;
}

/* One byte for each of the rows. */
typedef struct lanes {
    uint8_t of[LANES];
} lanes;

/* Which rows stand where a node leads: all rows are asked all questions at once, which compilers make vectors of. */
static void split(const lanes *column, uint8_t threshold, const lanes *here, lanes *at_most, lanes *above) {
    lanes x = *column, all = *here, yes, no;
    for (int i = 0; i < LANES; i++) {
        uint8_t low = (uint8_t)(x.of[i] <= threshold ? 0xFF : 0);
        yes.of[i] = all.of[i] & low;
        no.of[i] = (uint8_t)(all.of[i] & ~low);
    }
    *at_most = yes;
    *above = no;
}

static void note(const lanes *here, uint8_t leaf, lanes *found) {
    lanes all = *here, so_far = *found;
    for (int i = 0; i < LANES; i++)
        so_far.of[i] |= all.of[i] & leaf;
    *found = so_far;
}

/* The leaf of each row. */
static lanes find_leaves(const uint8_t *tree, const lanes *columns) {
    uint32_t nodes = tree[0];
    lanes here[2 * QH_TREES_NODES_MOST + 1], found;
    memset(&here[0], 0xFF, sizeof here[0]);
    memset(&found, 0, sizeof found);
    for (uint32_t i = 0; i < nodes; i++) {
        const uint8_t *node = tree + 4 + i * NODE;
        split(&columns[node[0]], node[1], &here[i], &here[node[2]], &here[node[3]]);
    }
    for (uint32_t leaf = 1; leaf <= nodes; leaf++)
        note(&here[nodes + leaf], (uint8_t)leaf, &found);
    return found;
}

static void add_lanes(const qh_trees *trees, const lanes *columns, size_t count, int32_t *sums) {
    const uint8_t *tree = trees->bytes;
    for (uint32_t t = 0; t < trees->count; t++) {
        lanes found = find_leaves(tree, columns);
        const uint8_t *leaves = tree + 4 + (size_t)tree[0] * NODE;
        for (size_t i = 0; i < count; i++)
            sums[i] += leaf_value(leaves, found.of[i]);
        tree += size_of(tree[0]);
    }
}

void qh_trees_add(const qh_trees *trees, const uint8_t *rows, size_t stride, size_t count, uint8_t *room, int32_t *sums) {
    lanes *columns = (lanes *)room;
    for (size_t from = 0; from < count; from += LANES) {
        size_t some = count - from < LANES ? count - from : LANES;
        for (size_t c = 0; c < trees->columns; c++)
            for (size_t i = 0; i < LANES; i++)
                columns[c].of[i] = rows[(from + (i < some ? i : 0)) * stride + c];
        add_lanes(trees, columns, some, sums + from);
    }
}
