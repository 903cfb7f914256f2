#include "script/segments.h"

#include <string.h>

#include "script/around.h"
#include "script/properties.h"
#include "text/chars.h"
#include "text/utf8.h"

/* Less than this is no reason to change the language: names, titles, a word said in passing. */
static const double SURE = 0.8;
enum { LEAST_WORDS = 3 };

/* ---- pieces ---- */

static int is_quotation_mark(uint32_t c) {
    return c == '"' || c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D || c == 0x201E || (c >= 0x300C && c <= 0x300F);
}

/* Where the piece that begins at `at` ends: behind a sentence and its blanks, behind a line, before and behind a quotation. */
static size_t piece_end(const char *text, size_t at, size_t end) {
    int stopped = 0, letters = 0, spaced = 0;
    while (at < end) {
        size_t next = at;
        uint32_t c = qh_utf8_next(text, &next);
        if (qh_is_line_break(c))
            return next;
        if (is_quotation_mark(c) && letters)
            return spaced || c == 0x300C || c == 0x300E ? at : next;
        spaced = qh_is_space(c);
        if (stopped && !qh_is_space(c) && !qh_ends_sentence(c) && !(qh_properties_of(c)->flags & QH_CLOSES))
            return at;
        if (qh_ends_sentence(c) && letters) {
            size_t behind = next;
            uint32_t follows = behind < end ? qh_utf8_next(text, &behind) : ' ';
            stopped =
                c >= 0x3000 || qh_is_space(follows) || qh_ends_sentence(follows) || (qh_properties_of(follows)->flags & QH_CLOSES);
        } else if (qh_is_letter(c)) {
            letters = 1;
        }
        at = next;
    }
    return end;
}

static size_t words_in(const char *text, size_t start, size_t end) {
    size_t words = 0;
    int inside = 0;
    for (size_t at = start; at < end && words <= LEAST_WORDS;) {
        uint32_t c = qh_utf8_next(text, &at);
        int letter = qh_is_letter(c) || (inside && (qh_char_class(c) & QH_CHAR_MARK));
        words += letter && (!inside || qh_script_is_spaceless(qh_script_of(c)));
        inside = letter;
    }
    return words;
}

/* The next piece: a part of one run. 0 at the end of the span. */
static int next_piece(qh_segment_iterator *it, qh_segment *piece) {
    const char *text = it->runs.text;
    if (it->at >= it->end)
        return 0;
    while (it->run.end <= it->at)
        if (!qh_script_next(&it->runs, &it->run))
            return 0;
    *piece = (qh_segment){it->at, piece_end(text, it->at, it->run.end), -1, 0, 0};
    it->at = piece->end;
    return 1;
}

/* ---- languages ---- */

static void tell(qh_segment_iterator *it, qh_segment *piece) {
    qh_language_guess guess;
    piece->letters = qh_language_guesses(it->runs.text, (quoth_span){piece->start, piece->end}, &it->options, &guess, 1) > 0;
    if (!piece->letters)
        return;
    piece->language = guess.language;
    piece->confidence = guess.confidence;
}

/* Whether the piece begins another segment. In another script it need not be long. */
static int parts(const qh_segment_iterator *it, const qh_segment *segment, const qh_segment *piece) {
    if (!segment->letters || !piece->letters || piece->language == segment->language)
        return 0;
    return piece->confidence >= SURE && words_in(it->runs.text, piece->start, piece->end) >= LEAST_WORDS;
}

static void join(qh_segment *segment, const qh_segment *piece) {
    segment->end = piece->end;
    if (!piece->letters || (segment->letters && segment->confidence >= piece->confidence))
        return;
    if (!segment->letters || piece->language == segment->language) {
        segment->language = piece->language;
        segment->confidence = piece->confidence;
        segment->letters = 1;
    }
}

void qh_segments_start(qh_segment_iterator *it, const char *text, quoth_span span, const uint8_t *allowed, int prior,
                       double least) {
    memset(it, 0, sizeof *it);
    qh_script_iterator_init(&it->runs, text, span.start, span.end, 0);
    it->at = span.start;
    it->end = span.end;
    it->options = (qh_language_options){NULL, prior, 0, NULL};
    it->least = least;
    it->has_allowed = allowed != NULL;
    if (allowed)
        memcpy(it->allowed, allowed, sizeof it->allowed);
}

int qh_segments_next(qh_segment_iterator *it, qh_segment *out) {
    it->options.allowed = it->has_allowed ? it->allowed : NULL; /* the iterator may have been moved */
    *out = it->ahead;
    it->ahead.start = it->ahead.end = 0;
    if (out->start == out->end) {
        if (!next_piece(it, out))
            return 0;
        tell(it, out);
    }
    for (qh_segment piece; next_piece(it, &piece);) {
        if (out->letters)
            it->options.prior = out->language;
        tell(it, &piece);
        if (parts(it, out, &piece)) {
            it->ahead = piece;
            break;
        }
        join(out, &piece);
    }
    return 1;
}
