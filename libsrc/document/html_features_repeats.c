/* What comes again on a page: texts, runs of words, paths of elements. */
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
    const uint32_t *words = counts->words ? facts->words.items + counts->first_word : NULL;
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
