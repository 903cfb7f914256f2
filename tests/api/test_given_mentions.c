/* The caller's mentions and who they are: only these can speak, and they are whom the caller says. */
#include "support.h"

static const char story[] = "Ruth Adler met Clara Novak at the mill. The women walked on in silence.\n\n"
                            "“The wheel is broken,” she said. “Nobody will mend it,” the other answered.\n\n"
                            "According to the miller, the mill had stood for a century.\n";

enum { RUTH, CLARA, SHE, OTHER, MENTIONS };

static quoth_engine *engine;

static int open_engine(void **state) {
    (void)state;
    return quoth_engine_new(NULL, &engine, NULL);
}

static int close_engine(void **state) {
    (void)state;
    quoth_engine_release(engine);
    return 0;
}

static quoth_span find(const char *what) {
    const char *at = strstr(story, what);
    assert_non_null(at);
    return (quoth_span){(size_t)(at - story), (size_t)(at - story) + strlen(what)};
}

/* Into `mentions`: the two women by name, and as "she" and "the other". */
static quoth_input mentioned(quoth_span *mentions) {
    mentions[RUTH] = find("Ruth Adler");
    mentions[CLARA] = find("Clara Novak");
    mentions[SHE] = find("she");
    mentions[OTHER] = find("the other");
    quoth_input input = QUOTH_INPUT_INIT;
    input.mentions = mentions;
    input.mention_count = MENTIONS;
    return input;
}

static const quoth_speaker *speaker_of(const quoth_document *doc, const char *words) {
    for (size_t i = 0; i < quoth_document_quote_count(doc); i++) {
        const quoth_quote *q = quoth_document_quote(doc, i);
        if (q->parts[0].start == find(words).start)
            return q->speaker < 0 ? NULL : quoth_document_speaker(doc, (size_t)q->speaker);
    }
    fail_msg("no quotation begins with %s", words);
    return NULL;
}

/* The same quotations under both readings of the pronoun: the caller's word decides. */
static void believes_who_is_who(void **state) {
    (void)state;
    for (int32_t who = 0; who < 2; who++) {
        quoth_span mentions[MENTIONS];
        const int32_t speakers[] = {0, 1, who, 1 - who};
        quoth_input input = mentioned(mentions);
        input.mention_speakers = speakers;
        quoth_document *doc = parse(engine, story, strlen(story), &input);
        const quoth_speaker *she = speaker_of(doc, "“The wheel"), *other = speaker_of(doc, "“Nobody");
        assert_string_equal(she->name, who ? "Clara Novak" : "Ruth Adler");
        assert_string_equal(she->id, who ? "1" : "0");
        assert_string_equal(other->name, who ? "Ruth Adler" : "Clara Novak");
        assert_int_equal(she->mention_count, 2);
        assert_int_equal(she->mentions[0].start, mentions[who ? CLARA : RUTH].start);
        assert_int_equal(she->mentions[1].start, mentions[SHE].start);
        assert_int_equal(she->mentions[1].end, mentions[SHE].end);
        quoth_document_release(doc);
    }
}

/* With the caller's speakers the numbers are theirs. */
static void names_given_speakers(void **state) {
    (void)state;
    const char *const names[] = {"Adler", "Novak"};
    const quoth_given_speaker cast[] = {{"mayor", &names[0], 1}, {"reporter", &names[1], 1}};
    quoth_span mentions[MENTIONS];
    const int32_t speakers[] = {0, 1, 1, 0};
    quoth_input input = mentioned(mentions);
    input.speakers = cast;
    input.speaker_count = 2;
    input.mention_speakers = speakers;
    quoth_document *doc = parse(engine, story, strlen(story), &input);
    assert_string_equal(speaker_of(doc, "“The wheel")->id, "reporter");
    assert_string_equal(speaker_of(doc, "“Nobody")->id, "mayor");
    quoth_document_release(doc);
}

/* Who is not among the mentions does not speak; what is left open is found. */
static void knows_no_others(void **state) {
    (void)state;
    quoth_span mentions[MENTIONS];
    quoth_input input = mentioned(mentions);
    quoth_document *doc = parse(engine, story, strlen(story), &input);
    for (size_t i = 0; i < quoth_document_speaker_count(doc); i++)
        for (size_t k = 0; k < quoth_document_speaker(doc, i)->mention_count; k++) {
            int known = 0;
            for (size_t m = 0; m < MENTIONS; m++)
                known |= quoth_document_speaker(doc, i)->mentions[k].start == mentions[m].start;
            assert_true(known);
        }
    assert_int_equal(quoth_document_find_speaker(doc, "the miller"), -1);
    quoth_document_release(doc);
    input.mention_count = 0; /* nobody at all */
    doc = parse(engine, story, strlen(story), &input);
    assert_true(quoth_document_quote_count(doc) >= 2);
    assert_int_equal(quoth_document_speaker_count(doc), 0);
    quoth_document_release(doc);
}

/* The head of a turn is whom the caller says. */
static void believes_heads(void **state) {
    (void)state;
    const char *head = strstr(page, "MAYOR ADLER");
    quoth_span mentions[] = {{(size_t)(strstr(page, "Clara Novak") - page), 0}, {(size_t)(head - page), 0}};
    mentions[0].end = mentions[0].start + strlen("Clara Novak");
    mentions[1].end = mentions[1].start + strlen("MAYOR ADLER");
    const int32_t speakers[] = {1, 1};
    quoth_input input = QUOTH_INPUT_INIT;
    input.mentions = mentions;
    input.mention_speakers = speakers;
    input.mention_count = 2;
    quoth_document *doc = parse(engine, page, strlen(page), &input);
    const quoth_quote *last = quoth_document_quote(doc, quoth_document_quote_count(doc) - 1);
    assert_int_equal(last->type, QUOTH_QUOTE_TURN);
    assert_string_equal(quoth_document_speaker(doc, (size_t)last->speaker)->name, "Clara Novak");
    quoth_document_release(doc);
}

static void expect(const quoth_input *input, const char *says) {
    quoth_document *doc = NULL;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(engine, story, strlen(story), input, &doc, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(doc);
    if (!strstr(err.message, says))
        fail_msg("\"%s\" does not say \"%s\"", err.message, says);
}

static void checks_mentions(void **state) {
    (void)state;
    quoth_span mentions[MENTIONS];
    int32_t speakers[] = {0, 1, 4, -1};
    quoth_input input = mentioned(mentions);
    input.mention_speakers = speakers;
    expect(&input, "speaker 4 of mention 2 is not below 4");
    speakers[2] = -2;
    expect(&input, "speaker -2 of mention 2");
    speakers[2] = 3;
    mentions[1].start = mentions[0].start + 1;
    expect(&input, "mention 1 begins at byte 1");
    mentions[1] = (quoth_span){strlen(story), strlen(story) + 1};
    expect(&input, "mention 1, [");
    input.mentions = NULL;
    expect(&input, "mentions is NULL");
    input.mention_count = 0;
    expect(&input, "without mentions");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(believes_who_is_who), cmocka_unit_test(names_given_speakers), cmocka_unit_test(knows_no_others),
        cmocka_unit_test(believes_heads),      cmocka_unit_test(checks_mentions),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
