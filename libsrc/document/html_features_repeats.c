/* What comes again on a page: texts, runs of words, paths of elements, and the words of its title. */
#include <string.h>

#include "document/html_features.h"

/* A set of hashes by open addressing, never more than half full. */
typedef struct hash_set {
    uint32_t *keys; /* 0 for none */
    uint32_t mask;
} hash_set;

static int make_set(qh_arena *arena, hash_set *set, size_t most) {
    size_t size = 16;
    while (size < most * 2)
        size *= 2;
    set->mask = (uint32_t)size - 1;
    set->keys = qh_arena_zalloc(arena, size, sizeof *set->keys);
    return set->keys != NULL;
}

/* The place of a hash, where it is entered if it was not there. */
static uint32_t place_of(hash_set *set, uint32_t hash, int *is_new) {
    uint32_t key = hash ? hash : 1, at = key * 2654435761u >> 7 & set->mask;
    while (set->keys[at] && set->keys[at] != key)
        at = (at + 1) & set->mask;
    *is_new = !set->keys[at];
    set->keys[at] = key;
    return at;
}

/* ---- texts ---- */

static int count_copies(qh_arena *arena, qh_html_facts *facts) {
    hash_set set;
    if (!make_set(arena, &set, facts->count))
        return 0;
    uint32_t *copies = qh_arena_zalloc(arena, (size_t)set.mask + 1, sizeof *copies);
    if (!copies)
        return 0;
    int is_new;
    for (size_t i = 0; i < facts->count; i++)
        facts->leaves[i].copy = copies[place_of(&set, facts->leaves[i].hash, &is_new)]++;
    for (size_t i = 0; i < facts->count; i++)
        facts->leaves[i].copies = copies[place_of(&set, facts->leaves[i].hash, &is_new)];
    return 1;
}

/* Runs of four words, or all words where there are fewer. */
static void count_seen(const qh_html_facts *facts, hash_set *set, qh_html_counts *counts) {
    const uint32_t *words = facts->words.items + counts->first_word;
    uint32_t runs = counts->words < 4 ? counts->words > 0 : counts->words - 3, seen = 0;
    for (uint32_t i = 0; i < runs; i++) {
        uint32_t hash = counts->hash;
        if (counts->words >= 4)
            hash = ((words[i] * 31 + words[i + 1]) * 31 + words[i + 2]) * 31 + words[i + 3];
        int is_new;
        place_of(set, hash, &is_new);
        seen += !is_new;
    }
    counts->seen = qh_share_byte(seen, runs);
}

int qh_html_find_copies(qh_arena *arena, qh_html_facts *facts) {
    hash_set set;
    if (!count_copies(arena, facts) || !make_set(arena, &set, facts->words.count + facts->count))
        return 0;
    for (size_t i = 0; i < facts->count; i++)
        count_seen(facts, &set, &facts->leaves[i]);
    return 1;
}

/* ---- paths ---- */

static uint32_t path_of(const qh_html_facts *facts, size_t leaf, int steps) {
    uint32_t hash = 1;
    for (int32_t at = facts->owner[leaf]; at >= 0 && steps > 0; steps--) {
        hash = (hash ^ facts->elements.items[at].signature) * 2654435761u;
        at = facts->elements.items[at].parent;
    }
    return hash;
}

static int group_paths(qh_arena *arena, qh_html_facts *facts, int which, int steps) {
    hash_set set;
    if (!make_set(arena, &set, facts->count))
        return 0;
    facts->path[which] = qh_arena_zalloc(arena, facts->count, sizeof **facts->path);
    facts->groups[which] = qh_arena_zalloc(arena, (size_t)set.mask + 1, sizeof **facts->groups);
    if (!facts->path[which] || !facts->groups[which])
        return 0;
    facts->group_room[which] = (size_t)set.mask + 1;
    for (size_t i = 0; i < facts->count; i++) {
        int is_new;
        const qh_html_counts *counts = &facts->leaves[i];
        facts->path[which][i] = place_of(&set, path_of(facts, i, steps), &is_new);
        qh_html_group *group = &facts->groups[which][facts->path[which][i]];
        group->leaves++;
        group->words += counts->words;
        group->bytes += counts->bytes;
        group->link_bytes += counts->link_bytes;
        group->sentence_words += counts->sentences ? counts->words : 0;
    }
    return 1;
}

int qh_html_find_paths(qh_arena *arena, qh_html_facts *facts) {
    return group_paths(arena, facts, 0, 1) && group_paths(arena, facts, 1, 3);
}

/* ---- the title ---- */

enum { TITLE_WORDS = 64 };

typedef struct title {
    uint32_t words[TITLE_WORDS], count;
    size_t seen[TITLE_WORDS]; /* the leaf that it was seen in last, from 1 */
    uint8_t filter[256];
} title;

static void add_title_word(title *t, uint32_t hash) {
    for (uint32_t i = 0; i < t->count; i++)
        if (t->words[i] == hash)
            return;
    if (t->count == TITLE_WORDS)
        return;
    t->words[t->count++] = hash;
    t->filter[hash >> 24] = 1;
}

static void read_title(title *t, const char *text, size_t size) {
    uint32_t hash = 0, letters = 0;
    for (size_t i = 0; i <= size; i++) {
        unsigned char c = i < size ? (unsigned char)text[i] : ' ';
        if (c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            hash = qh_html_hash_step(hash, c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            letters++;
        } else if (letters) {
            add_title_word(t, hash * 2654435761u);
            hash = letters = 0;
        }
    }
}

/* The first title of the head, and the one that is meant for other sites. */
static int read_titles(qh_arena *arena, const qh_html_tree *tree, title *t) {
    size_t size;
    for (const qh_html_node *node = tree->head ? tree->head->first : NULL; node; node = node->next) {
        if (node->kind != QH_HTML_NODE_ELEMENT)
            continue;
        const qh_html_node *text = node->tag == QH_TAG_TITLE ? node->first : NULL;
        const qh_html_attribute *property = node->tag == QH_TAG_META ? qh_html_attribute_of(node, QH_ATTR_PROPERTY) : NULL;
        const qh_html_piece *piece = text && text->kind == QH_HTML_NODE_TEXT ? &text->text : NULL;
        if (property && qh_html_piece_size(&property->value) == 8 &&
            !memcmp(qh_html_piece_bytes(&property->value, tree->source), "og:title", 8)) {
            const qh_html_attribute *content = qh_html_attribute_of(node, QH_ATTR_CONTENT);
            piece = content ? &content->value : NULL;
        }
        if (!piece)
            continue;
        char *copy = qh_html_text_copy(arena, tree->source, piece, &size);
        if (!copy)
            return 0;
        read_title(t, copy, size);
    }
    return 1;
}

static void compare_with_title(const qh_html_facts *facts, title *t, size_t leaf) {
    qh_html_counts *counts = &facts->leaves[leaf];
    uint32_t found = 0;
    for (uint32_t i = 0; i < counts->words; i++) {
        uint32_t hash = facts->words.items[counts->first_word + i];
        if (!t->filter[hash >> 24])
            continue;
        for (uint32_t w = 0; w < t->count; w++) {
            if (t->words[w] != hash)
                continue;
            counts->title_words++;
            found += t->seen[w] != leaf + 1;
            t->seen[w] = leaf + 1;
        }
    }
    counts->title_share = qh_share_byte(found, t->count);
}

int qh_html_find_title(qh_arena *arena, qh_html_facts *facts) {
    title t = {.count = 0};
    if (!read_titles(arena, &facts->page->tree, &t))
        return 0;
    size_t first = facts->count;
    facts->title = facts->count;
    for (size_t i = 0; i < facts->count; i++) {
        compare_with_title(facts, &t, i);
        const qh_html_counts *counts = &facts->leaves[i];
        if (counts->rank && counts->title_share >= 128 && facts->title == facts->count)
            facts->title = i;
        if (counts->rank == 1 && first == facts->count)
            first = i;
    }
    if (facts->title == facts->count)
        facts->title = first;
    return 1;
}
