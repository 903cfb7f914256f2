#include "script/around.h"
#include "script/glue.h"
#include "script/language.h"
#include "text/utf8.h"

enum { SIDE_BYTES = 400, LEAST_WORDS = 7 };
static const double SURE = 0.97;

static size_t side_end(const char *text, size_t size, size_t at) {
    size_t bound = size - at > SIDE_BYTES ? at + SIDE_BYTES : size;
    while (at < bound) {
        size_t next = at;
        if (qh_is_line_break(qh_utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

static size_t side_start(const char *text, size_t at) {
    for (size_t bound = at > SIDE_BYTES ? at - SIDE_BYTES : 0; at > bound;) {
        size_t before = at;
        if (qh_is_line_break(qh_utf8_previous(text, &before)))
            break;
        at = before;
    }
    return at;
}

static size_t words_in(const char *text, quoth_span side) {
    size_t words = 0;
    for (size_t i = side.start; i < side.end; i++)
        words += text[i] == ' ';
    return words + 1;
}

/* The language of a side, or -1 where that is not sure. */
static int language_of(const char *text, quoth_span side) {
    qh_language_guess guess;
    if (words_in(text, side) < LEAST_WORDS || !qh_language_guesses(text, side, NULL, &guess, 1))
        return -1;
    return guess.confidence >= SURE ? guess.language : -1;
}

int qh_glue_parts_languages(const char *text, size_t size, size_t at) {
    int left = language_of(text, (quoth_span){side_start(text, at), at});
    int right = left < 0 ? -1 : language_of(text, (quoth_span){at, side_end(text, size, at)});
    return right >= 0 && left != right;
}
