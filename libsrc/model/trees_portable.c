#include "model/model.h"
#include "model/trees.h"

/* Values of sixteen bits, for each of the rows. */
typedef struct lanes {
    int16_t of[QH_TREES_AT_ONCE];
} lanes;

static void fill(const uint8_t *leaf, lanes *out) {
    uint32_t value = qh_le16(leaf);
    for (int i = 0; i < QH_TREES_AT_ONCE; i++)
        out->of[i] = (int16_t)(value < 0x8000 ? (int32_t)value : (int32_t)value - 0x10000);
}

/* All rows answer all questions, from the leaves to the root, which compilers make vectors of. */
static void choose(const qh_lanes_of_bytes *column, uint8_t threshold, const lanes *at_most, const lanes *above, lanes *out) {
    lanes yes = *at_most, no = *above, chosen;
    for (int i = 0; i < QH_TREES_AT_ONCE; i++) {
        int low = -(column->of[i] <= threshold);
        chosen.of[i] = (int16_t)((yes.of[i] & low) | (no.of[i] & ~low));
    }
    *out = chosen;
}

void qh_trees_turn_portable(const uint8_t *rows, size_t stride, size_t count, size_t columns, qh_lanes_of_bytes *out) {
    for (size_t c = 0; c < columns; c++)
        for (size_t i = 0; i < QH_TREES_AT_ONCE; i++)
            out[c].of[i] = rows[(i < count ? i : 0) * stride + c];
}

void qh_trees_sum_portable(const uint8_t *tree, size_t count, const qh_lanes_of_bytes *columns, int32_t sums[QH_TREES_AT_ONCE]) {
    lanes values[2 * QH_TREES_NODES_MOST + 1];
    for (; count; count--) {
        uint32_t nodes = tree[0];
        for (uint32_t leaf = 0; leaf <= nodes; leaf++)
            fill(tree + 4 + (size_t)nodes * 4 + (size_t)leaf * 2, &values[nodes + leaf]);
        for (uint32_t i = nodes; i-- > 0;) {
            const uint8_t *node = tree + 4 + (size_t)i * 4;
            choose(&columns[node[0]], node[1], &values[node[2]], &values[node[3]], &values[i]);
        }
        for (int i = 0; i < QH_TREES_AT_ONCE; i++)
            sums[i] += values[0].of[i];
        tree += qh_tree_size(nodes);
    }
}
