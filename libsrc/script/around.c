#include "script/around.h"

#include "text/chars.h"
#include "text/utf8.h"

enum { FAR_BYTES = 256 };

int qh_ends_sentence(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 /* … */ || c == 0x61F /* ؟ */ || c == 0x6D4 /* ۔ */ ||
           c == 0x964 /* । */ || c == 0x3002 /* 。 */ || c == 0xFF01 /* ！ */ || c == 0xFF1F /* ？ */;
}

int qh_is_blank(uint32_t c) {
    return (qh_is_space(c) && !qh_is_line_break(c)) || (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D);
}

/* Counts a character; `in_word` says whether its chunk has had a letter. */
static void count(qh_side *side, int *in_word, uint32_t c) {
    if (qh_is_blank(c)) {
        *in_word = 0;
    } else if (!*in_word && qh_is_letter(c)) {
        *in_word = 1;
        side->words++;
    }
}

qh_side qh_words_after(const char *text, size_t size, size_t at, size_t bound) {
    qh_side side = {0, 0};
    int in_word = 0;
    size_t end = bound - at > FAR_BYTES ? at + FAR_BYTES : bound;
    while (at < end && side.words < QH_SIDE_WORDS) {
        uint32_t c = qh_utf8_next(text, &at);
        if (qh_is_line_break(c)) {
            side.reaches_edge = 1;
            return side;
        }
        count(&side, &in_word, c);
    }
    side.reaches_edge = at >= size || (at >= bound && qh_is_line_break(qh_utf8_at(text, at, &(size_t){0})));
    return side;
}

qh_side qh_words_before(const char *text, size_t bound, size_t at) {
    qh_side side = {0, 0};
    int in_word = 0;
    size_t end = at - bound > FAR_BYTES ? at - FAR_BYTES : bound;
    while (at > end && side.words < QH_SIDE_WORDS) {
        uint32_t c = qh_utf8_previous(text, &at);
        if (qh_is_line_break(c)) {
            side.reaches_edge = 1;
            return side;
        }
        count(&side, &in_word, c);
    }
    size_t before = at;
    side.reaches_edge = at == 0 || (at <= bound && qh_is_line_break(qh_utf8_previous(text, &before)));
    return side;
}
