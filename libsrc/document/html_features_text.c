/* The words of the leaves, and what their characters say. */
#include <string.h>

#include "document/html_features.h"

enum { IS_LETTER = 1, IS_CAPITAL = 2, IS_DIGIT = 4, IS_SPACE = 8, IS_DOT = 16, IS_COMMA = 32, IS_CLOSING = 64 };

/* The character at *at (which moves behind it). Beyond ASCII only punctuation is told from letters. */
static unsigned class_beyond(const unsigned char *text, size_t size, size_t *at) {
    const unsigned char *c = text + *at;
    size_t length = c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;
    *at += length < size - *at ? length : size - *at;
    if (c[0] == 0xC2)
        return c[1] == 0xA0 ? IS_SPACE : c[1] == 0xAA || c[1] == 0xB5 || c[1] == 0xBA ? IS_LETTER : c[1] == 0xBB ? IS_CLOSING : 0;
    if (c[0] == 0xE2 && c[1] == 0x80)
        return c[2] == 0xA6 ? IS_DOT : c[2] == 0x99 || c[2] == 0x9D ? IS_CLOSING : c[2] <= 0x8A ? IS_SPACE : 0;
    if (c[0] == 0xE2)
        return c[1] < 0xB0 ? 0 : IS_LETTER;
    if (c[0] == 0xE3 && c[1] == 0x80)
        return c[2] == 0x82 ? IS_DOT : c[2] == 0x81 ? IS_COMMA : c[2] == 0x80 ? IS_SPACE : 0;
    if (c[0] == 0xEF && c[1] == 0xBC)
        return c[2] == 0x81 || c[2] == 0x9F || c[2] == 0x8E ? IS_DOT : c[2] == 0x8C ? IS_COMMA : c[2] > 0x90 ? IS_LETTER : 0;
    return IS_LETTER;
}

static unsigned class_of(unsigned char c) {
    if (c >= 'a' && c <= 'z')
        return IS_LETTER;
    if (c >= 'A' && c <= 'Z')
        return IS_LETTER | IS_CAPITAL;
    if (c >= '0' && c <= '9')
        return IS_LETTER | IS_DIGIT;
    switch (c) {
    case ' ':
    case '\n':
    case '\t':
        return IS_SPACE;
    case '.':
    case '!':
    case '?':
        return IS_DOT;
    case ',':
        return IS_COMMA;
    case '"':
    case '\'':
    case ')':
    case ']':
        return IS_CLOSING;
    case '_':
        return IS_LETTER;
    default:
        return 0;
    }
}

/* The word being read. */
typedef struct word {
    uint32_t hash, size;
} word;

static int end_word(qh_arena *arena, qh_html_facts *facts, qh_html_counts *counts, word *w) {
    if (!w->size)
        return 1;
    uint32_t *hash = qh_vec_push(arena, &facts->words);
    if (!hash)
        return 0;
    *hash = w->hash * 2654435761u;
    counts->hash = (counts->hash ^ *hash) * 16777619u;
    counts->words++;
    *w = (word){0, 0};
    return 1;
}

static void count_character(qh_html_counts *counts, unsigned class, int begins_word) {
    counts->dots += (class & IS_DOT) != 0;
    counts->commas += (class & IS_COMMA) != 0;
    counts->digits += (class & IS_DIGIT) != 0;
    counts->symbols += !(class & (IS_LETTER | IS_SPACE));
    if (begins_word)
        counts->capitals += (class & IS_CAPITAL) != 0;
}

static int is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

/* A colon as in 10:30. */
static int is_clock(const unsigned char *colon) { return is_digit(colon[-1]) && is_digit(colon[1]) && is_digit(colon[2]); }

static int read_leaf(qh_arena *arena, qh_html_facts *facts, qh_html_counts *counts, const unsigned char *text, size_t size) {
    word w = {0, 0};
    unsigned last = 0, before = 0;
    counts->first_word = (uint32_t)facts->words.count;
    for (size_t at = 0; at < size;) {
        unsigned char c = text[at];
        size_t start = at;
        unsigned class = c < 0x80 ? class_of(c) : class_beyond(text, size, &at);
        at += c < 0x80;
        count_character(counts, class, (class & IS_LETTER) && !w.size);
        if (class & IS_LETTER) {
            for (; start < at; start++)
                w.hash = qh_html_hash_step(w.hash, class & IS_CAPITAL ? c | 0x20 : text[start]);
            w.size++;
        } else {
            counts->clock |= c == ':' && start > 0 && at + 1 < size && is_clock(text + start);
            if (!end_word(arena, facts, counts, &w))
                return 0;
        }
        before = class & IS_SPACE ? before : last;
        last = class & IS_SPACE ? last : class;
    }
    counts->stop = last & IS_DOT || (last & IS_CLOSING && before & IS_DOT);
    counts->colon = size && text[size - 1] == ':';
    counts->capital = size && class_of(text[0]) & IS_CAPITAL;
    return end_word(arena, facts, counts, &w);
}

static uint8_t rank_of(const qh_html_node *box) {
    for (int steps = 0; box && box->kind == QH_HTML_NODE_ELEMENT && steps < 5; steps++, box = box->parent)
        if (box->tag >= QH_TAG_H1 && box->tag <= QH_TAG_H6)
            return (uint8_t)(box->tag - QH_TAG_H1 + 1);
    return 0;
}

int qh_html_count_texts(qh_arena *arena, qh_html_facts *facts) {
    const qh_html_text *text = &facts->page->text;
    uint32_t heading = UINT32_MAX;
    for (size_t i = 0; i < facts->count; i++) {
        const qh_html_leaf *leaf = &text->leaves.items[i];
        qh_html_counts *counts = &facts->leaves[i];
        size_t size = leaf->span.end - leaf->span.start;
        memset(counts, 0, sizeof *counts);
        counts->bytes = (uint32_t)size;
        counts->links = leaf->links;
        counts->link_bytes = leaf->link_bytes < size ? leaf->link_bytes : (uint32_t)size;
        if (!read_leaf(arena, facts, counts, (const unsigned char *)text->bytes + leaf->span.start, size))
            return 0;
        counts->rank = rank_of(leaf->box);
        counts->heading = heading;
        heading = counts->rank ? (uint32_t)i : heading;
        facts->headings += counts->rank > 0;
        counts->sentences = counts->words >= 8 && counts->stop && counts->link_bytes * 2 < counts->bytes;
    }
    return 1;
}
