#include <string.h>

#include <quoth/language.h>

#include "api/candidates.h"
#include "api/engine.h"
#include "api/strings.h"
#include "base/error.h"
#include "script/segments.h"

/* The caller's options as the identification takes them. */
typedef struct wishes {
    qh_language_options options;
    uint8_t allowed[QH_CANDIDATES_MOST];
} wishes;

static quoth_status read_wishes(const quoth_language_options *in, double least, wishes *out, quoth_error *err) {
    quoth_language_options complete = QUOTH_LANGUAGE_OPTIONS_INIT;
    if (in && !qh_read_struct(&complete, sizeof complete, in, in->struct_size))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0,
                       "struct_size of the options is too small; set it with QUOTH_LANGUAGE_OPTIONS_INIT");
    out->options = (qh_language_options){
        .prior = complete.prior ? qh_language_number(complete.prior) : -1,
        .least = complete.least_confidence == 0 ? least : complete.least_confidence,
    };
    if (complete.prior && out->options.prior < 0)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "prior, \"%.40s\", is no language that can be told", complete.prior);
    if (!complete.candidate_count)
        return QUOTH_OK;
    out->options.allowed = out->allowed;
    return qh_read_candidates(complete.candidates, complete.candidate_count, out->allowed, err);
}

quoth_status quoth_rank_languages(const char *text, quoth_span span, const quoth_language_options *options,
                                  quoth_language_guess *guesses, size_t room, size_t *count, quoth_error *err) {
    if (!count || (!guesses && room))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, count ? "guesses is NULL and room is %zu" : "count is NULL", room);
    *count = 0;
    wishes w;
    quoth_status status = read_wishes(options, 0, &w, err);
    if (status == QUOTH_OK)
        status = qh_check_string(text, span, err);
    if (status != QUOTH_OK)
        return status;
    qh_language_guess found[QH_CANDIDATES_MOST];
    size_t all = qh_language_guesses(text, span, &w.options, found, QH_CANDIDATES_MOST);
    for (size_t i = 0; i < all && *count < room && found[i].confidence >= w.options.least; i++)
        guesses[(*count)++] = (quoth_language_guess){qh_language_tag(found[i].language), found[i].confidence, 0};
    return QUOTH_OK;
}

quoth_status quoth_identify_language(const char *text, quoth_span span, const quoth_language_options *options,
                                     quoth_language_guess *guess, quoth_error *err) {
    if (!guess)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "guess is NULL");
    *guess = (quoth_language_guess){NULL, 0, 0};
    wishes w;
    quoth_status status = read_wishes(options, QH_LANGUAGE_LEAST, &w, err);
    if (status == QUOTH_OK)
        status = qh_check_string(text, span, err);
    if (status != QUOTH_OK)
        return status;
    guess->language = qh_language_tell(text, span, &w.options, &guess->confidence);
    return QUOTH_OK;
}

/* What lies in the caller's memory. */
typedef struct segments_state {
    qh_segment_iterator it;
    quoth_language_segment segment;
} segments_state;
_Static_assert(sizeof(segments_state) <= sizeof(quoth_language_iterator), "the public iterator holds the library's");

quoth_status quoth_language_iterator_init(quoth_language_iterator *it, const char *text, quoth_span span,
                                          const quoth_language_options *options, quoth_error *err) {
    if (!it)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "it is NULL");
    memset(it, 0, sizeof *it);
    wishes w;
    quoth_status status = read_wishes(options, QH_LANGUAGE_LEAST, &w, err);
    if (status == QUOTH_OK)
        status = qh_check_string(text, span, err);
    if (status == QUOTH_OK)
        qh_segments_start(&((segments_state *)it)->it, text, span, w.options.allowed, w.options.prior, w.options.least);
    return status;
}

const quoth_language_segment *quoth_language_iterator_next(quoth_language_iterator *it) {
    segments_state *state = (segments_state *)it;
    qh_segment found;
    if (!qh_segments_next(&state->it, &found))
        return NULL;
    const char *tag = !found.letters ? NULL : found.confidence < state->it.least ? "und" : qh_language_tag(found.language);
    state->segment = (quoth_language_segment){found.start, found.end, tag, found.confidence};
    return &state->segment;
}

size_t quoth_language_count(void) { return (size_t)qh_language_count(); }

const char *quoth_language_tag(size_t i) { return i < quoth_language_count() ? qh_language_tag((int)i) : NULL; }

const char *quoth_language_iso3(const char *tag) {
    int n = qh_language_number(tag);
    return n < 0 ? NULL : qh_language_iso3(n);
}

const char *quoth_language_name(const char *tag) {
    int n = qh_language_number(tag);
    return n < 0 ? NULL : qh_language_name(n);
}
