/* The words of the leaves, and what their characters say. */
#include <string.h>

#include "document/html_features.h"

/* A capital's class is the bit that its small letter has more. */
enum { IS_LETTER = 1, IS_DIGIT = 2, IS_SPACE = 4, IS_DOT = 8, IS_COMMA = 16, IS_CAPITAL = 32, IS_CLOSING = 64 };

#define FIVE(first, class)                                                                                                         \
    [(first)] = (class), [(first) + 1] = (class), [(first) + 2] = (class), [(first) + 3] = (class), [(first) + 4] = (class)
#define TEN(first, class) FIVE((first), (class)), FIVE((first) + 5, (class))
#define LETTERS(first, class)                                                                                                      \
    TEN((first), (class)), TEN((first) + 10, (class)), FIVE((first) + 20, (class)), [(first) + 25] = (class)

static const uint8_t classes[0x80] = {
    LETTERS('a', IS_LETTER),
    LETTERS('A', IS_LETTER | IS_CAPITAL),
    TEN('0', IS_LETTER | IS_DIGIT),
    ['_'] = IS_LETTER,
    [' '] = IS_SPACE,
    ['\n'] = IS_SPACE,
    ['\t'] = IS_SPACE,
    ['.'] = IS_DOT,
    ['!'] = IS_DOT,
    ['?'] = IS_DOT,
    [','] = IS_COMMA,
    ['"'] = IS_CLOSING,
    ['\''] = IS_CLOSING,
    [')'] = IS_CLOSING,
    [']'] = IS_CLOSING,
};

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

static int is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

/* A colon as in 10:30. */
static int is_clock(const unsigned char *colon) { return is_digit(colon[-1]) && is_digit(colon[1]) && is_digit(colon[2]); }

/* Letters and figures of ASCII from `at` on; returns where they end. */
static size_t read_ascii(qh_html_counts *counts, word *w, const unsigned char *text, size_t at, size_t size) {
    size_t start = at;
    uint32_t hash = w->hash, digits = 0;
    for (unsigned class; at < size && text[at] < 0x80 && (class = classes[text[at]]) & IS_LETTER; at++) {
        hash = qh_html_hash_step(hash, (unsigned char)(text[at] | (class & IS_CAPITAL)));
        digits += class & IS_DIGIT;
    }
    counts->capitals += !w->size && classes[text[start]] & IS_CAPITAL;
    counts->digits += digits / IS_DIGIT;
    w->hash = hash;
    w->size += (uint32_t)(at - start);
    return at;
}

static void count_other(qh_html_counts *counts, unsigned class) {
    counts->dots += (class & IS_DOT) != 0;
    counts->commas += (class & IS_COMMA) != 0;
    counts->symbols += !(class & IS_SPACE);
}

/* What the last characters were, white space apart. */
typedef struct ending {
    unsigned last, before;
} ending;

/* A letter beyond ASCII, or what is none; returns behind it. 0 when there is no memory. */
static size_t read_other(qh_arena *arena, qh_html_facts *facts, qh_html_counts *counts, word *w, const unsigned char *text,
                         size_t start, size_t size, ending *e) {
    size_t at = start + (text[start] < 0x80);
    unsigned class = text[start] < 0x80 ? classes[text[start]] : class_beyond(text, size, &at);
    if (class & IS_LETTER) {
        for (size_t i = start; i < at; i++)
            w->hash = qh_html_hash_step(w->hash, text[i]);
        w->size++;
    } else {
        count_other(counts, class);
        counts->clock |= text[start] == ':' && start > 0 && at + 1 < size && is_clock(text + start);
        if (!end_word(arena, facts, counts, w))
            return 0;
    }
    if (!(class & IS_SPACE))
        *e = (ending){class, e->last};
    return at;
}

static int read_leaf(qh_arena *arena, qh_html_facts *facts, qh_html_counts *counts, const unsigned char *text, size_t size) {
    word w = {0, 0};
    ending e = {0, 0};
    counts->first_word = (uint32_t)facts->words.count;
    for (size_t at = 0; at < size;) {
        size_t start = at;
        if (text[at] < 0x80 && classes[text[at]] & IS_LETTER) {
            at = read_ascii(counts, &w, text, at, size);
            e = (ending){IS_LETTER, at - start > 1 ? IS_LETTER : e.last};
        } else if (!(at = read_other(arena, facts, counts, &w, text, at, size, &e))) {
            return 0;
        }
    }
    counts->stop = e.last & IS_DOT || (e.last & IS_CLOSING && e.before & IS_DOT);
    counts->colon = size && text[size - 1] == ':';
    counts->capital = size && text[0] >= 'A' && text[0] <= 'Z';
    return end_word(arena, facts, counts, &w);
}

int qh_html_count_text(qh_arena *arena, qh_html_facts *facts, qh_html_counts *counts, const char *text, size_t size) {
    memset(counts, 0, sizeof *counts);
    counts->bytes = (uint32_t)size;
    return read_leaf(arena, facts, counts, (const unsigned char *)text, size);
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
        if (!qh_html_count_text(arena, facts, counts, text->bytes + leaf->span.start, size))
            return 0;
        counts->links = leaf->links;
        counts->link_bytes = leaf->link_bytes < size ? leaf->link_bytes : (uint32_t)size;
        counts->rank = rank_of(leaf->box);
        counts->heading = heading;
        heading = counts->rank ? (uint32_t)i : heading;
        facts->headings += counts->rank > 0;
        counts->sentences = counts->words >= 8 && counts->stop && counts->link_bytes * 2 < counts->bytes;
    }
    return 1;
}
