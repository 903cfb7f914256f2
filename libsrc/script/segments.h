/* Stretches of one language in a text. */
#ifndef QH_SCRIPT_SEGMENTS_H
#define QH_SCRIPT_SEGMENTS_H

#include "script/language.h"
#include "script/script.h"

/*
 * A text changes its language between sentences, lines, scripts and at quotation marks: pieces between these are told by
 * themselves, with the language before them as prior, and join it unless they are surely in another. What has no letters joins what
 * precedes it, at the beginning what follows. Segments tile the span. Allocates nothing; linear.
 */
typedef struct qh_segment {
    size_t start, end;
    int language; /* -1: no letters in it, or they do not tell */
    int letters;  /* there are some */
    double confidence;
} qh_segment;

typedef struct qh_segment_iterator {
    qh_script_iterator runs;
    quoth_script_run run; /* that pieces are cut from */
    size_t at, end;
    qh_segment ahead; /* the piece that begins the next segment; start == end where there is none */
    qh_language_options options;
    double least;    /* below that confidence a segment's language is not told */
    int has_allowed; /* else all may be answered */
    uint8_t allowed[256];
} qh_segment_iterator;

/* `allowed` by language number, NULL for all; `prior` a language number or -1. */
void qh_segments_start(qh_segment_iterator *it, const char *text, quoth_span span, const uint8_t *allowed, int prior, double least);

/* The next segment; 0 behind the last. */
int qh_segments_next(qh_segment_iterator *it, qh_segment *out);

#endif
