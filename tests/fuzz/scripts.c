/* Everything that reads a span of any string: scripts, facts, mixed words, skeletons, glue, languages. */
#include "fuzz.h"

static int take_glue(void *user, const quoth_glue *glue) {
    size_t *last = user;
    HOLDS(glue->at > *last && quoth_glue_kind_name(glue->kind));
    *last = glue->at;
    return 0;
}

static size_t read_runs(const char *text, quoth_span span, uint32_t options) {
    quoth_script_iterator it;
    size_t at = span.start, runs = 0;
    HOLDS(quoth_script_iterator_init(&it, text, span, options, NULL) == QUOTH_OK);
    for (const quoth_script_run *run; (run = quoth_script_iterator_next(&it));) {
        HOLDS(run->start == at && run->end > at && run->end <= span.end && strlen(run->script) == 4);
        at = run->end;
        runs++;
    }
    HOLDS(at == span.end);
    return runs;
}

static void read_languages(const char *text, quoth_span span) {
    quoth_language_iterator it;
    quoth_language_guess guess, guesses[5];
    size_t at = span.start, count;
    HOLDS(quoth_language_iterator_init(&it, text, span, NULL, NULL) == QUOTH_OK);
    for (const quoth_language_segment *segment; (segment = quoth_language_iterator_next(&it));) {
        HOLDS(segment->start == at && segment->end > at && segment->end <= span.end);
        HOLDS(segment->confidence >= 0 && segment->confidence <= 1);
        at = segment->end;
    }
    HOLDS(at == span.end);
    HOLDS(quoth_identify_language(text, span, NULL, &guess, NULL) == QUOTH_OK && guess.confidence >= 0 && guess.confidence <= 1);
    HOLDS(quoth_rank_languages(text, span, NULL, guesses, 5, &count, NULL) == QUOTH_OK && count <= 5);
    for (size_t i = 1; i < count; i++)
        HOLDS(guesses[i].confidence <= guesses[i - 1].confidence);
}

static void read_skeleton(const char *text, size_t size) {
    char room[64];
    size_t need = 0, again = 0;
    HOLDS(quoth_confusable_skeleton(text, size, room, sizeof room, &need, NULL) == QUOTH_OK);
    HOLDS(strlen(room) < sizeof room && fuzz_is_utf8(room, strlen(room)));
    char *whole = malloc(need + 1);
    HOLDS(whole && quoth_confusable_skeleton(text, size, whole, need + 1, &again, NULL) == QUOTH_OK);
    HOLDS(again == need && whole[need] == '\0' && fuzz_is_utf8(whole, need));
    free(whole);
}

static void read_text(const char *text, size_t size, quoth_span span, uint32_t options) {
    quoth_mixed_iterator mixed;
    quoth_script_facts facts = QUOTH_SCRIPT_FACTS_INIT;
    quoth_script_check check = QUOTH_SCRIPT_CHECK_INIT;
    size_t at = span.start, glue = 0;
    size_t raw = read_runs(text, span, 0);
    HOLDS(read_runs(text, span, options & 15) <= raw);
    HOLDS(quoth_script_facts_of(text, span, &facts, NULL) == QUOTH_OK && facts.share_count <= 8);
    HOLDS(quoth_check_scripts(text, span, &check, NULL) == QUOTH_OK && check.script_count <= 16);
    HOLDS(quoth_mixed_iterator_init(&mixed, text, span, NULL) == QUOTH_OK);
    for (const quoth_mixed_token *token; (token = quoth_mixed_iterator_next(&mixed)); at = token->end)
        HOLDS(token->start >= at && token->end > token->start && token->end <= span.end);
    HOLDS(quoth_glue_points(text, size, NULL, take_glue, &glue, NULL) == QUOTH_OK && glue <= size);
    read_languages(text, span);
    if (size < 2000)
        read_skeleton(text, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_bytes bytes = {data, size};
    uint32_t options = fuzz_byte(&bytes);
    size_t cut = fuzz_byte(&bytes);
    char *text = fuzz_copy(bytes.at, bytes.left);
    quoth_script_iterator it;
    quoth_span all = {0, bytes.left}, part = {cut < bytes.left ? cut : 0, bytes.left};
    quoth_error err = {0};
    int is_valid = fuzz_is_utf8(text, bytes.left);
    quoth_status status = quoth_script_iterator_init(&it, text, all, 0, &err);
    HOLDS((status == QUOTH_OK) == is_valid);
    if (is_valid)
        read_text(text, bytes.left, all, options);
    else
        HOLDS(err.offset < bytes.left && fuzz_is_utf8(text, err.offset));
    if (is_valid && fuzz_is_utf8(text + part.start, part.end - part.start))
        read_text(text, bytes.left, part, options);
    free(text);
    return 0;
}
