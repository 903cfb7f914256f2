#include "document/html_cues.h"

#include <string.h>

enum { WORDS_READ = 24, INTRO_WORDS = 8, FAR_LEAVES = 255 };

/* How early in a leaf the first word of a class stands. */
enum { LATE = 1, SOON = 2, EARLY = 3, FIRST = 4 };

/* ---- the words of a leaf ---- */

static uint32_t classes_of(uint32_t hash) {
    uint32_t prefix = hash >> (32 - QH_HTML_CUE_BITS);
    for (uint32_t i = qh_cue_places[prefix]; i < qh_cue_places[prefix + 1]; i++)
        if (qh_cue_hashes[i] == hash)
            return qh_cue_classes[i];
    return 0;
}

static uint8_t place_of(uint32_t word) { return word < 1 ? FIRST : word < 3 ? EARLY : word < 8 ? SOON : LATE; }

static uint8_t intros_of(const uint8_t place[QH_CUES]) {
    int more = place[QH_CUE_READ] && (place[QH_CUE_MORE] || place[QH_CUE_ALSO]);
    int intros[QH_INTROS] = {
        [QH_INTRO_RELATED] = place[QH_CUE_RELATED] || more || place[QH_CUE_MORE] == FIRST,
        [QH_INTRO_COMMENTS] = place[QH_CUE_COMMENT],
        [QH_INTRO_SUBSCRIBE] = place[QH_CUE_SUBSCRIBE] || place[QH_CUE_SHARE],
        [QH_INTRO_ORIGIN] = place[QH_CUE_AUTHOR] || place[QH_CUE_TAGS] || place[QH_CUE_PHOTO],
        [QH_INTRO_OFFER] = place[QH_CUE_SHOP] || place[QH_CUE_ACTION],
        [QH_INTRO_RIGHTS] = place[QH_CUE_RIGHTS],
    };
    uint8_t bits = 0;
    for (int i = 0; i < QH_INTROS; i++)
        bits |= (uint8_t)((intros[i] != 0) << i);
    return bits;
}

static void read_words(const qh_html_facts *facts, size_t leaf, qh_html_cues *cues) {
    const qh_html_counts *counts = &facts->leaves[leaf];
    uint32_t read = counts->words < WORDS_READ ? counts->words : WORDS_READ, found = 0;
    for (uint32_t i = 0; i < read; i++) {
        uint32_t classes = classes_of(facts->words.items[counts->first_word + i]);
        found += classes != 0;
        for (int c = 0; classes; c++, classes >>= 1)
            if (classes & 1 && !cues->place[c])
                cues->place[c] = place_of(i);
    }
    cues->share = qh_share_byte(found, read);
    if (found && counts->words <= INTRO_WORDS)
        cues->intro = intros_of(cues->place);
}

/* ---- boxes that begin with an intro ---- */

static uint8_t farther(uint8_t distance, int wider) { return (uint8_t)(distance + (wider && distance < QH_HTML_FAR)); }

static void find_distances(qh_html_facts *facts) {
    for (size_t i = 0; i < facts->elements.count; i++) {
        qh_html_element *e = &facts->elements.items[i];
        const qh_html_element *up = e->parent >= 0 ? &facts->elements.items[e->parent] : NULL;
        int wider = !up || up->first != e->first || up->end != e->end;
        uint8_t intro = e->end - e->first > 1 ? facts->cues[e->first].intro : 0;
        for (int n = 0; n < QH_INTROS; n++)
            e->intro[n] = intro >> n & 1 ? 0 : up ? farther(up->intro[n], wider) : QH_HTML_NOWHERE;
    }
}

int qh_html_find_cues(qh_arena *arena, qh_html_facts *facts) {
    facts->cues = qh_arena_zalloc(arena, facts->count, sizeof *facts->cues);
    if (!facts->cues)
        return 0;
    for (size_t i = 0; i < facts->count; i++)
        read_words(facts, i, &facts->cues[i]);
    find_distances(facts);
    return 1;
}

/* ---- columns ---- */

uint8_t *qh_html_put_cues(const qh_html_facts *facts, size_t leaf, qh_html_cues_before *before, uint8_t *x) {
    const qh_html_cues *cues = &facts->cues[leaf];
    int32_t owner = facts->owner[leaf];
    memcpy(x, cues->place, QH_CUES);
    x += QH_CUES;
    for (int i = 0; i < QH_HTML_INTROS_BEFORE; i++) {
        if (cues->intro >> i & 1)
            before->last[i] = leaf;
        size_t last = before->last[i], far = last == SIZE_MAX ? FAR_LEAVES : leaf - last;
        *x++ = (uint8_t)(far < FAR_LEAVES ? far : FAR_LEAVES);
    }
    *x++ = cues->share;
    for (int n = 0; n < QH_INTROS; n++)
        *x++ = owner >= 0 ? facts->elements.items[owner].intro[n] : QH_HTML_NOWHERE;
    *x++ = before->heading;
    if (facts->leaves[leaf].rank)
        before->heading = cues->intro;
    return x;
}
