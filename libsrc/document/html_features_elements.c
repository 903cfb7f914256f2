/* The elements above the leaves: which leaves they hold, what they are named, and how far away a name is. */
#include <string.h>

#include "document/html_features.h"

static const uint16_t places[QH_HTML_PLACES] = {QH_TAG_ARTICLE, QH_TAG_MAIN, QH_TAG_NAV,   QH_TAG_FOOTER,
                                                QH_TAG_TABLE,   QH_TAG_OL,   QH_TAG_ASIDE, QH_TAG_HEADER,
                                                QH_TAG_FORM,    QH_TAG_UL,   QH_TAG_LI,    QH_TAG_BLOCKQUOTE};

/* ---- one element ---- */

static int is_white(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static int has_style(const char *bytes, size_t size, const char *wanted) {
    size_t at = 0;
    for (size_t i = 0; i < size; i++) {
        if (is_white(bytes[i]))
            continue;
        char c = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] | 0x20 : bytes[i]);
        at = c == wanted[at] ? at + 1 : c == wanted[0];
        if (!wanted[at])
            return 1;
    }
    return 0;
}

static int is_unseen(const char *style, size_t size) {
    return has_style(style, size, "display:none") || has_style(style, size, "visibility:hidden");
}

static uint8_t hidden_by(const qh_html_node *node, const char *source) {
    uint8_t hidden = 0;
    for (size_t i = 0; i < node->attribute_count; i++) {
        const qh_html_attribute *a = &node->attributes[i];
        const char *value = qh_html_piece_bytes(&a->value, source);
        size_t size = qh_html_piece_size(&a->value);
        if (a->id == QH_ATTR_STYLE && (is_unseen(value, size)))
            return 2;
        if (a->id == QH_ATTR_HIDDEN || (a->id == QH_ATTR_ARIA_HIDDEN && size == 4 && !memcmp(value, "true", 4)))
            hidden = 1;
    }
    return hidden;
}

static uint32_t letters_of(const char *value, size_t size) {
    uint32_t hash = 0; /* of none */
    for (size_t i = 0; i < size; i++)
        if ((value[i] | 0x20) >= 'a' && (value[i] | 0x20) <= 'z')
            hash = (hash ^ (unsigned char)(value[i] | 0x20)) * 16777619u;
    return hash;
}

static uint32_t letters_of_class(const qh_html_page *page, const char *value, size_t size) {
    qh_html_class *class = page->classes ? qh_html_class_of(page->classes, value, size) : NULL;
    if (!class)
        return letters_of(value, size);
    if (!(class->known & QH_CLASS_LETTERS))
        class->letters = letters_of(value, size);
    class->known |= QH_CLASS_LETTERS;
    return class->letters;
}

/* Tag and the letters of the class: items of one list have one signature, whatever their numbers. */
static uint32_t signature_of(const qh_html_node *node, const qh_html_page *page) {
    uint32_t tag = node->tag ? node->tag : node->hash;
    const qh_html_attribute *class = qh_html_attribute_of(node, QH_ATTR_CLASS);
    if (!class)
        return tag;
    const char *value = qh_html_piece_bytes(&class->value, page->tree.source);
    return letters_of_class(page, value, qh_html_piece_size(&class->value)) * 2654435761u ^ tag;
}

/* A stem weighs by how far up it stands. */
static uint16_t token_of(uint32_t stem, unsigned ring) {
    return (uint16_t)((stem * 4 + ring + 1) * 2654435761u >> (32 - QH_HTML_WEIGHT_BITS));
}

static unsigned ring_of(unsigned steps) { return steps == 0 ? 0 : steps <= 2 ? 1 : steps <= 5 ? 2 : 3; }

/* Each stem in all rings. */
static void weigh(const qh_html_facts *facts, const qh_html_weights *weights, qh_html_element *e) {
    int32_t score[QH_HTML_RINGS] = {0};
    for (uint32_t i = 0; i < e->stem_count; i++)
        for (unsigned ring = 0; ring < QH_HTML_RINGS; ring++)
            score[ring] += weights->weights[token_of(facts->stems.items[e->stems + i], ring)];
    memcpy(e->score, score, sizeof score);
}

static int read_element(qh_arena *arena, qh_html_facts *facts, const qh_html_weights *weights, qh_html_element *e) {
    const char *source = facts->page->tree.source;
    uint32_t stems[QH_HTML_STEMS_MOST + 1], count = 0;
    e->names = qh_html_names_of(e->node, facts->page, stems, &count);
    stems[count++] = (e->node->tag ? e->node->tag : e->node->hash) + 0x10000;
    e->stems = (uint32_t)facts->stems.count;
    e->stem_count = count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *stem = qh_vec_push(arena, &facts->stems);
        if (!stem)
            return 0;
        *stem = stems[i];
    }
    e->hidden = hidden_by(e->node, source);
    e->signature = signature_of(e->node, facts->page);
    if (weights)
        weigh(facts, weights, e);
    return 1;
}

/* ---- the elements above the leaves ---- */

/* The chain of elements that are open, outermost first; nodes stand at most about QH_HTML_MAX_DEPTH deep. */
typedef struct chain {
    QH_VEC(const qh_html_node *) above; /* of the leaf at hand, innermost first */
    QH_VEC(int32_t) open;
} chain;

static int look_up(qh_arena *arena, chain *c, const qh_html_node *box) {
    c->above.count = 0;
    for (const qh_html_node *node = box; node && node->kind == QH_HTML_NODE_ELEMENT; node = node->parent) {
        const qh_html_node **slot = qh_vec_push(arena, &c->above);
        if (!slot)
            return 0;
        *slot = node;
    }
    return 1;
}

static int open_element(qh_arena *arena, qh_html_facts *facts, const qh_html_weights *weights, chain *c, const qh_html_node *node,
                        size_t leaf) {
    int32_t *open = qh_vec_push(arena, &c->open);
    qh_html_element *e = open ? qh_vec_push(arena, &facts->elements) : NULL;
    if (!e)
        return 0;
    *open = (int32_t)facts->elements.count - 1;
    memset(e, 0, sizeof *e);
    e->node = node;
    e->first = (uint32_t)leaf;
    e->parent = c->open.count > 1 ? open[-1] : -1;
    e->depth = (uint32_t)c->open.count;
    return read_element(arena, facts, weights, e);
}

static int step(qh_arena *arena, qh_html_facts *facts, const qh_html_weights *weights, chain *c, size_t leaf) {
    if (!look_up(arena, c, facts->page->text.leaves.items[leaf].box))
        return 0;
    size_t same = 0, depth = c->above.count;
    while (same < depth && same < c->open.count &&
           facts->elements.items[c->open.items[same]].node == c->above.items[depth - 1 - same])
        same++;
    c->open.count = same;
    for (size_t i = same; i < depth; i++)
        if (!open_element(arena, facts, weights, c, c->above.items[depth - 1 - i], leaf))
            return 0;
    facts->owner[leaf] = depth ? c->open.items[depth - 1] : -1;
    for (int32_t e = facts->owner[leaf]; e >= 0; e = facts->elements.items[e].parent)
        facts->elements.items[e].end = (uint32_t)leaf + 1;
    return 1;
}

/* ---- distances ---- */

/* Those of the element above, one more where that holds more leaves; and none to what the element itself is. */
static void put_distances(qh_html_element *e, const qh_html_element *up, int wider) {
    uint8_t all[32]; /* a round number, for compilers that make vectors */
    _Static_assert(sizeof e->distance <= sizeof all, "room for all");
    memset(all, QH_HTML_NOWHERE, sizeof all);
    if (up)
        memcpy(all, up->distance, sizeof up->distance);
    for (size_t n = 0; n < sizeof all; n++)
        all[n] = (uint8_t)(all[n] + (wider & (all[n] < QH_HTML_FAR)));
    memcpy(e->distance, all, sizeof e->distance);
    for (uint32_t n = 0, names = e->names; names; n++, names >>= 1)
        if (names & 1)
            e->distance[n] = 0;
    for (size_t n = 0; n < QH_HTML_PLACES; n++)
        if (e->node->tag == places[n])
            e->distance[QH_NAMES + n] = 0;
}

/* Elements that hold the same leaves are one level. */
static void find_distances(qh_html_facts *facts) {
    for (size_t i = 0; i < facts->elements.count; i++) {
        qh_html_element *e = &facts->elements.items[i];
        const qh_html_element *up = e->parent >= 0 ? &facts->elements.items[e->parent] : NULL;
        int wider = !up || up->first != e->first || up->end != e->end;
        e->wider = wider ? e->parent : up->wider;
        if (up && up->hidden > e->hidden)
            e->hidden = up->hidden;
        put_distances(e, up, wider);
    }
}

/* ---- what weighs for a leaf ---- */

/* The line of text that it begins in, where that is an element of its own. */
static uint32_t inner_stems(const qh_html_facts *facts, size_t leaf, uint32_t *stems, uint32_t *names) {
    const qh_html_leaf *l = &facts->page->text.leaves.items[leaf];
    uint32_t count = 0;
    *names = 0;
    if (l->inner == l->box || l->inner->kind != QH_HTML_NODE_ELEMENT)
        return 0;
    *names = qh_html_names_of(l->inner, facts->page, stems, &count);
    stems[count++] = (l->inner->tag ? l->inner->tag : l->inner->hash) + 0x10000;
    return count;
}

size_t qh_html_tokens(const qh_html_facts *facts, size_t leaf, uint16_t *out) {
    uint32_t stems[QH_HTML_STEMS_MOST + 1], names, inner = inner_stems(facts, leaf, stems, &names);
    size_t count = 0;
    for (uint32_t i = 0; i < inner; i++)
        out[count++] = token_of(stems[i], QH_HTML_RINGS);
    unsigned steps = 0;
    for (int32_t at = facts->owner[leaf]; at >= 0 && steps < QH_HTML_ANCESTORS; steps++) {
        const qh_html_element *e = &facts->elements.items[at];
        for (uint32_t i = 0; i < e->stem_count; i++)
            out[count++] = token_of(facts->stems.items[e->stems + i], ring_of(steps));
        at = e->parent;
    }
    return count;
}

int32_t qh_html_score(const qh_html_facts *facts, const qh_html_weights *weights, size_t leaf) {
    int32_t sum = weights->bias + facts->inner[leaf].score;
    unsigned steps = 0;
    for (int32_t at = facts->owner[leaf]; at >= 0 && steps < QH_HTML_ANCESTORS; steps++) {
        sum += facts->elements.items[at].score[ring_of(steps)];
        at = facts->elements.items[at].parent;
    }
    return sum;
}

static void read_inner(qh_html_facts *facts, const qh_html_weights *weights, size_t leaf) {
    uint32_t stems[QH_HTML_STEMS_MOST + 1], count = inner_stems(facts, leaf, stems, &facts->inner[leaf].names);
    for (uint32_t i = 0; weights && i < count; i++)
        facts->inner[leaf].score += weights->weights[token_of(stems[i], QH_HTML_RINGS)];
}

int qh_html_find_elements(qh_arena *arena, const qh_html_weights *weights, qh_html_facts *facts) {
    chain c = {0};
    for (size_t i = 0; i < facts->count; i++) {
        if (!step(arena, facts, weights, &c, i))
            return 0;
        read_inner(facts, weights, i);
    }
    find_distances(facts);
    return 1;
}
