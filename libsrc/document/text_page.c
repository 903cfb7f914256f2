#include "document/text_page.h"

#include <string.h>

enum { LOOKS = 1 << 10, FIRST_WORDS = 1 << 12, WEIGHTS_MASK = (1 << QH_HTML_WEIGHT_BITS) - 1 };

static int count_lines(qh_arena *arena, qh_text_page *page) {
    qh_html_facts *facts = &page->facts;
    for (size_t i = 0; i < facts->count; i++) {
        const qh_line *line = &page->lines->list.items[i];
        qh_html_counts *counts = &facts->leaves[i];
        if (!qh_html_count_text(arena, facts, counts, page->text + line->span.start, line->span.end - line->span.start))
            return 0;
        counts->rank = line->kind == QUOTH_BLOCK_HEADING || line->kind == QUOTH_BLOCK_TITLE || line->kind == QUOTH_BLOCK_LABEL;
        counts->sentences = counts->words >= 8 && (counts->stop || line->flags & QH_LINE_SEVERAL || !(line->flags & QH_LINE_SHORT));
    }
    return 1;
}

/* ---- elements: runs of lines of one sort, and the sections that they are in ---- */

static int32_t add_element(qh_arena *arena, qh_html_facts *facts, size_t first, int32_t wider) {
    qh_html_element *element = qh_vec_push(arena, &facts->elements);
    if (!element)
        return -1;
    *element = (qh_html_element){.parent = wider, .wider = wider, .first = (uint32_t)first, .end = (uint32_t)first};
    return (int32_t)facts->elements.count - 1;
}

static int find_elements(qh_arena *arena, qh_text_page *page) {
    qh_html_facts *facts = &page->facts;
    int32_t section = -1, run = -1;
    for (size_t i = 0; i < facts->count; i++) {
        int begins = !i || (facts->leaves[i].rank && !facts->leaves[i - 1].rank);
        int turns = begins || facts->leaves[i].sentences != facts->leaves[i - 1].sentences;
        if (begins)
            section = add_element(arena, facts, i, -1);
        if (turns)
            run = add_element(arena, facts, i, section);
        if (section < 0 || run < 0)
            return 0;
        facts->elements.items[section].end++;
        facts->elements.items[run].end++;
        facts->owner[i] = run;
        page->run[i] = i && facts->leaves[i].sentences == facts->leaves[i - 1].sentences ? page->run[i - 1] : (uint32_t)i;
    }
    return 1;
}

/* ---- lines that look alike, lines that begin alike ---- */

static uint32_t look_of(const qh_html_counts *counts, const qh_line *line) {
    uint32_t words = counts->words < 3    ? counts->words
                     : counts->words < 6  ? 3
                     : counts->words < 12 ? 4
                     : counts->words < 40 ? 5
                                          : 6;
    uint32_t indent = line->indent > 7 ? 3 : line->indent / 2;
    uint32_t mark = (line->flags & (QH_LINE_BULLET | QH_LINE_NUMBERED | QH_LINE_STAR)) != 0;
    return words | indent << 3 | mark << 5 | (uint32_t)counts->stop << 6 | (uint32_t)(counts->digits * 3 > counts->bytes) << 7 |
           (uint32_t)(counts->capitals * 4 > counts->words * 3) << 8 | (uint32_t)(line->blanks > 0) << 9;
}

static int find_groups(qh_arena *arena, qh_text_page *page) {
    qh_html_facts *facts = &page->facts;
    const size_t rooms[2] = {LOOKS, FIRST_WORDS};
    for (int which = 0; which < 2; which++) {
        facts->path[which] = qh_arena_zalloc(arena, facts->count, sizeof **facts->path);
        facts->group_room[which] = rooms[which];
        if (!facts->path[which])
            return 0;
    }
    for (size_t i = 0; i < facts->count; i++) {
        const qh_html_counts *counts = &facts->leaves[i];
        facts->path[0][i] = look_of(counts, &page->lines->list.items[i]);
        facts->path[1][i] = counts->words ? facts->words.items[counts->first_word] >> 20 & (FIRST_WORDS - 1) : 0;
    }
    return 1;
}

/* ---- the first line, which in a copy of a page is its title ---- */

enum { TITLE_WORDS = 32 };

static void compare_with_first(qh_html_facts *facts) {
    if (!facts->count)
        return;
    const qh_html_counts *title = &facts->leaves[0];
    const uint32_t *words = facts->words.items + title->first_word;
    uint32_t count = title->words < TITLE_WORDS ? title->words : TITLE_WORDS;
    uint8_t filter[256] = {0};
    for (uint32_t w = 0; w < count; w++)
        filter[words[w] >> 24] = 1;
    for (size_t i = 1; i < facts->count; i++) {
        qh_html_counts *counts = &facts->leaves[i];
        uint32_t most = counts->words < TITLE_WORDS ? counts->words : TITLE_WORDS;
        for (uint32_t k = 0; k < most; k++) {
            uint32_t hash = facts->words.items[counts->first_word + k], w = 0;
            while (filter[hash >> 24] && w < count && words[w] != hash)
                w++;
            counts->title_words += filter[hash >> 24] && w < count;
        }
        counts->title_share = qh_share_byte(counts->title_words, counts->words);
    }
}

int qh_text_page_of(qh_arena *arena, const char *text, const qh_lines *lines, qh_text_page *out) {
    memset(out, 0, sizeof *out);
    out->text = text;
    out->lines = lines;
    out->english = lines->language && !strncmp(lines->language, "en", 2);
    qh_html_facts *facts = &out->facts;
    facts->count = facts->title = lines->list.count;
    facts->leaves = qh_arena_zalloc(arena, facts->count, sizeof *facts->leaves);
    facts->owner = qh_arena_zalloc(arena, facts->count, sizeof *facts->owner);
    out->run = qh_arena_zalloc(arena, facts->count, sizeof *out->run);
    if (!facts->leaves || !facts->owner || !out->run || !count_lines(arena, out) || !find_elements(arena, out) ||
        !find_groups(arena, out) || !qh_html_find_copies(arena, facts))
        return 0;
    compare_with_first(facts);
    return 1;
}

/* ---- tokens ---- */

static uint16_t token(uint32_t a, uint32_t b) { return (uint16_t)(((a ^ b * 0x9E3779B1u) * 0x85EBCA6Bu >> 16) & WEIGHTS_MASK); }

/* Single words and pairs of the beginning, the last word, and the line as a whole. */
size_t qh_text_tokens(const qh_text_page *page, size_t line, uint16_t *out) {
    enum { WORDS = 24, WHOLE = 1, FIRST, LAST, SINGLE, PAIR };
    const qh_html_counts *counts = &page->facts.leaves[line];
    const uint32_t *words = page->facts.words.items + counts->first_word;
    uint32_t read = counts->words < WORDS ? counts->words : WORDS;
    size_t count = 0;
    if (!read)
        return 0;
    out[count++] = token(counts->hash, WHOLE);
    out[count++] = token(words[0], FIRST);
    out[count++] = token(words[counts->words - 1], LAST);
    for (uint32_t i = 0; i < read; i++) {
        out[count++] = token(words[i], SINGLE);
        if (i)
            out[count++] = token(words[i - 1] * 31 + words[i], PAIR);
    }
    return count;
}
