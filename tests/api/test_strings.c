/* Scripts and languages of strings that belong to no document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <quoth/quoth.h>

static quoth_span whole(const char *text) { return (quoth_span){0, strlen(text)}; }

/* "0-5 Latn ltr; 5-9 Arab rtl" */
static void runs_of(const char *text, quoth_span span, uint32_t options, char *out, size_t room) {
    quoth_script_iterator it;
    size_t used = 0;
    *out = '\0';
    assert_int_equal(quoth_script_iterator_init(&it, text, span, options, NULL), QUOTH_OK);
    for (const quoth_script_run *run; (run = quoth_script_iterator_next(&it));)
        used += (size_t)snprintf(out + used, room - used, "%s%zu-%zu %s %s", used ? "; " : "", run->start, run->end, run->script,
                                 run->direction == QUOTH_DIRECTION_RTL ? "rtl" : "ltr");
    assert_null(quoth_script_iterator_next(&it));
}

static void test_runs(void **state) {
    (void)state;
    char got[256];
    runs_of("Hello سلام", whole("Hello سلام"), 0, got, sizeof got);
    assert_string_equal(got, "0-6 Latn ltr; 6-14 Arab rtl");
    runs_of("Hello سلام", (quoth_span){4, 10}, 0, got, sizeof got); /* offsets stay those of the whole */
    assert_string_equal(got, "4-6 Latn ltr; 6-10 Arab rtl");
    runs_of(NULL, (quoth_span){0, 0}, 0, got, sizeof got);
    assert_string_equal(got, "");
    runs_of("12 !", whole("12 !"), 0, got, sizeof got);
    assert_string_equal(got, "0-4 Zyyy ltr");
}

static void test_folding(void **state) {
    (void)state;
    static const struct {
        uint32_t options;
        const char *text, *want;
    } cases[] = {
        {0, "ひカ漢", "0-3 Hira ltr; 3-6 Kana ltr; 6-9 Hani ltr"},
        {QUOTH_SCRIPT_FOLD_KANA, "ひカ漢", "0-6 Hrkt ltr; 6-9 Hani ltr"},
        {QUOTH_SCRIPT_FOLD_JAPANESE, "ひカ漢", "0-9 Jpan ltr"},
        {QUOTH_SCRIPT_FOLD_KOREAN, "한漢", "0-6 Kore ltr"},
        {QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO, "ㄅ漢", "0-6 Hanb ltr"},
        {QUOTH_SCRIPT_FOLD_JAPANESE | QUOTH_SCRIPT_FOLD_KOREAN, "ab 한", "0-3 Latn ltr; 3-6 Kore ltr"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[256];
        runs_of(cases[i].text, whole(cases[i].text), cases[i].options, got, sizeof got);
        assert_string_equal(got, cases[i].want);
    }
}

static void refused(quoth_status status, const quoth_error *err, size_t offset, const char *word) {
    assert_int_equal(status, QUOTH_ERROR_ARGUMENT);
    assert_int_equal(err->code, QUOTH_ERROR_ARGUMENT);
    assert_int_equal(err->offset, offset);
    assert_non_null(strstr(err->message, word));
}

/* Every function refuses the same things with the same words. */
static void test_bad_strings(void **state) {
    (void)state;
    static const struct {
        const char *text;
        quoth_span span;
        size_t offset;
        const char *word;
    } cases[] = {
        {"abc\xFFz", {0, 5}, 3, "UTF-8"},
        {"abc\xE2\x80", {1, 5}, 3, "UTF-8"},
        {"\xC0\x80", {0, 2}, 0, "UTF-8"},
        {"\xED\xA0\x80", {0, 3}, 0, "UTF-8"},
        {"a\xF4\x90\x80\x80", {0, 5}, 1, "UTF-8"},
        {"é", {1, 2}, 1, "UTF-8"},
        {"é", {0, 1}, 0, "UTF-8"},
        {NULL, {0, 3}, 0, "NULL"},
        {"abc", {2, 1}, 2, "behind"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        quoth_span span = cases[i].span;
        quoth_script_iterator runs;
        quoth_mixed_iterator mixed;
        quoth_language_iterator segments;
        quoth_script_facts facts = QUOTH_SCRIPT_FACTS_INIT;
        quoth_script_check check = QUOTH_SCRIPT_CHECK_INIT;
        quoth_language_guess guess;
        size_t count;
        quoth_error err = {0};
        refused(quoth_script_iterator_init(&runs, text, span, 0, &err), &err, cases[i].offset, cases[i].word);
        assert_null(quoth_script_iterator_next(&runs));
        refused(quoth_mixed_iterator_init(&mixed, text, span, &err), &err, cases[i].offset, cases[i].word);
        assert_null(quoth_mixed_iterator_next(&mixed));
        refused(quoth_language_iterator_init(&segments, text, span, NULL, &err), &err, cases[i].offset, cases[i].word);
        assert_null(quoth_language_iterator_next(&segments));
        refused(quoth_script_facts_of(text, span, &facts, &err), &err, cases[i].offset, cases[i].word);
        refused(quoth_check_scripts(text, span, &check, &err), &err, cases[i].offset, cases[i].word);
        refused(quoth_identify_language(text, span, NULL, &guess, &err), &err, cases[i].offset, cases[i].word);
        assert_null(guess.language);
        refused(quoth_rank_languages(text, span, NULL, &guess, 1, &count, &err), &err, cases[i].offset, cases[i].word);
        assert_int_equal(count, 0);
    }
}

static void test_bad_arguments(void **state) {
    (void)state;
    quoth_script_iterator it;
    quoth_error err = {0};
    refused(quoth_script_iterator_init(&it, "a", whole("a"), 64, &err), &err, 0, "0x40");
    refused(quoth_script_iterator_init(NULL, "a", whole("a"), 0, &err), &err, 0, "NULL");
    refused(quoth_script_facts_of("a", whole("a"), NULL, &err), &err, 0, "NULL");
    quoth_script_facts facts = {.struct_size = 0};
    refused(quoth_script_facts_of("a", whole("a"), &facts, &err), &err, 0, "struct_size");
    refused(quoth_glue_points("a", 1, NULL, NULL, NULL, &err), &err, 0, "found");
    refused(quoth_confusable_skeleton("a", 1, NULL, 3, NULL, &err), &err, 0, "room");
}

/* A caller of an older library has a shorter struct: nothing is written behind it. */
static void test_short_struct(void **state) {
    (void)state;
    quoth_script_facts facts = QUOTH_SCRIPT_FACTS_INIT;
    facts.struct_size = offsetof(quoth_script_facts, letters);
    facts.letters = 4711;
    assert_int_equal(quoth_script_facts_of("abc", whole("abc"), &facts, NULL), QUOTH_OK);
    assert_string_equal(facts.script, "Latn");
    assert_int_equal(facts.letters, 4711);
}

static void test_facts(void **state) {
    (void)state;
    const char *text = "Три words";
    quoth_script_facts facts = QUOTH_SCRIPT_FACTS_INIT;
    assert_int_equal(quoth_script_facts_of(text, whole(text), &facts, NULL), QUOTH_OK);
    assert_int_equal(facts.struct_size, sizeof facts);
    assert_string_equal(facts.script, "Latn");
    assert_int_equal(facts.share_count, 2);
    assert_string_equal(facts.shares[1].script, "Cyrl");
    assert_int_equal(facts.letters, 8);
}

static int keep_glue(void *user, const quoth_glue *glue) {
    size_t *at = user;
    at[0]++;
    at[1] = glue->at;
    return at[0] == 5;
}

static void test_glue(void **state) {
    (void)state;
    const char *text =
        "The council will meet again on Monday, say people who know itThe old ferry is back at the pier after a long winter";
    size_t seen[2] = {0, 0};
    assert_int_equal(quoth_glue_points(text, strlen(text), NULL, keep_glue, seen, NULL), QUOTH_OK);
    assert_int_equal(seen[0], 1);
    assert_int_equal(seen[1], strstr(text, "The old") - text);
    quoth_error err = {0};
    seen[0] = 4;
    assert_int_equal(quoth_glue_points(text, strlen(text), NULL, keep_glue, seen, &err), QUOTH_ERROR_CANCELLED);
    assert_int_equal(err.offset, seen[1]);
}

static void test_check(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int32_t single, level, any;
        const char *first;
    } cases[] = {
        {"abc", 1, QUOTH_RESTRICTION_ASCII_ONLY, 0, "Latn"}, {"née", 1, QUOTH_RESTRICTION_SINGLE_SCRIPT, 0, "Latn"},
        {"123", 1, QUOTH_RESTRICTION_ASCII_ONLY, 1, ""},     {"p\u0430ypal", 0, QUOTH_RESTRICTION_MINIMALLY, 0, ""},
        {"abcねガ漢", 0, QUOTH_RESTRICTION_HIGHLY, 0, ""},   {"ねガ", 1, QUOTH_RESTRICTION_SINGLE_SCRIPT, 0, "Jpan"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quoth_script_check check = QUOTH_SCRIPT_CHECK_INIT;
        assert_int_equal(quoth_check_scripts(cases[i].text, whole(cases[i].text), &check, NULL), QUOTH_OK);
        assert_int_equal(check.single_script, cases[i].single);
        assert_int_equal(check.restriction_level, cases[i].level);
        assert_int_equal(check.any, cases[i].any);
        assert_string_equal(check.scripts[0], cases[i].first);
    }
}

static void test_mixed(void **state) {
    (void)state;
    const char *text = "Log in to p\u0430ypal now, 5 µm from Δx and the T恤 shop";
    quoth_mixed_iterator it;
    assert_int_equal(quoth_mixed_iterator_init(&it, text, whole(text), NULL), QUOTH_OK);
    const quoth_mixed_token *token = quoth_mixed_iterator_next(&it);
    assert_non_null(token);
    assert_int_equal(token->start, 10);
    assert_int_equal(token->end, 17);
    assert_int_equal(token->script_count, 2);
    assert_string_equal(token->scripts[0], "Latn");
    assert_string_equal(token->scripts[1], "Cyrl");
    assert_null(quoth_mixed_iterator_next(&it));
}

static void test_skeleton(void **state) {
    (void)state;
    char a[32], b[32], cut[4];
    size_t need;
    assert_int_equal(quoth_confusable_skeleton("p\u0430ypal", 7, a, sizeof a, &need, NULL), QUOTH_OK);
    assert_int_equal(quoth_confusable_skeleton("paypal", 6, b, sizeof b, NULL, NULL), QUOTH_OK);
    assert_string_equal(a, b);
    assert_int_equal(need, strlen(a));
    assert_int_equal(quoth_confusable_skeleton("paypal", 6, cut, sizeof cut, &need, NULL), QUOTH_OK);
    assert_int_equal(need, strlen(b));
    assert_memory_equal(cut, b, 3);
    assert_int_equal(cut[3], 0);
    quoth_error err = {0};
    char *long_text = calloc(1, (1 << 20) + 1);
    assert_non_null(long_text);
    memset(long_text, 'a', (1 << 20) + 1);
    assert_int_equal(quoth_confusable_skeleton(long_text, (1 << 20) + 1, NULL, 0, NULL, &err), QUOTH_ERROR_LIMIT);
    free(long_text);
}

static void test_properties(void **state) {
    (void)state;
    const char *codes[8];
    assert_string_equal(quoth_script_of('a'), "Latn");
    assert_string_equal(quoth_script_of(0x644), "Arab");
    assert_string_equal(quoth_script_of('1'), "Zyyy");
    assert_string_equal(quoth_script_of(0x300), "Zinh");
    assert_string_equal(quoth_script_of(0xFFFFFFFF), "Zzzz");
    assert_int_equal(quoth_script_extensions(0x30FC, codes, 8), 2);
    assert_string_equal(codes[0], "Hira");
    assert_string_equal(codes[1], "Kana");
    assert_true(quoth_script_extensions(0x640, codes, 1) > 8); /* more than fit are counted */
    assert_int_equal(quoth_script_extensions('a', NULL, 0), 1);
    assert_string_equal(quoth_script_name("Arab"), "Arabic");
    assert_null(quoth_script_name("Xxxx"));
    assert_null(quoth_script_name(NULL));
    assert_int_equal(quoth_script_direction("Hebr"), QUOTH_DIRECTION_RTL);
    assert_int_equal(quoth_script_direction("Latn"), QUOTH_DIRECTION_LTR);
    assert_int_equal(quoth_script_direction(NULL), QUOTH_DIRECTION_LTR);
}

static void test_language(void **state) {
    (void)state;
    static const struct {
        const char *text, *tag;
    } cases[] = {
        {"The ferry will not sail before the storm is over.", "en"},
        {"Die Fähre fährt erst, wenn der Sturm vorbei ist.", "de"},
        {"Le bateau ne partira pas avant la fin de la tempête.", "fr"},
        {"Паром не выйдет в море, пока не кончится буря.", "ru"},
        {"این کشتی تا پایان طوفان حرکت نخواهد کرد.", "fa"},
        {"船は嵐が終わるまで出航しません。", "ja"},
        {"123 ...", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quoth_language_guess guess;
        assert_int_equal(quoth_identify_language(cases[i].text, whole(cases[i].text), NULL, &guess, NULL), QUOTH_OK);
        if (!cases[i].tag)
            assert_null(guess.language);
        else
            assert_string_equal(guess.language, cases[i].tag);
        assert_true(guess.confidence >= 0 && guess.confidence <= 1);
    }
}

static void test_language_options(void **state) {
    (void)state;
    static const char *const candidates[] = {"nl", "en-GB"}, *const wrong[] = {"nl", "xx"};
    const char *text = "Die Fähre fährt erst, wenn der Sturm vorbei ist.";
    quoth_language_options options = QUOTH_LANGUAGE_OPTIONS_INIT;
    quoth_language_guess guess, list[80];
    quoth_error err = {0};
    size_t count;
    options.candidates = candidates;
    options.candidate_count = 2;
    options.least_confidence = -1;
    assert_int_equal(quoth_identify_language(text, whole(text), &options, &guess, NULL), QUOTH_OK);
    assert_string_equal(guess.language, "nl");
    options.candidates = wrong;
    refused(quoth_identify_language(text, whole(text), &options, &guess, &err), &err, 0, "xx");
    options = (quoth_language_options)QUOTH_LANGUAGE_OPTIONS_INIT;
    options.prior = "klingon";
    refused(quoth_identify_language(text, whole(text), &options, &guess, &err), &err, 0, "klingon");
    options.prior = "da";
    assert_int_equal(quoth_identify_language("i", 1 ? whole("i") : whole(""), &options, &guess, NULL), QUOTH_OK);
    assert_int_equal(quoth_rank_languages("Fährhotel", whole("Fährhotel"), NULL, list, 80, &count, NULL), QUOTH_OK);
    assert_true(count > 1);
    assert_string_equal(list[0].language, "de");
    for (size_t i = 1; i < count; i++)
        assert_true(list[i].confidence <= list[i - 1].confidence);
}

static void test_language_names(void **state) {
    (void)state;
    assert_true(quoth_language_count() >= 77);
    for (size_t i = 0; i < quoth_language_count(); i++) {
        const char *tag = quoth_language_tag(i);
        assert_non_null(tag);
        assert_int_equal(strlen(quoth_language_iso3(tag)), 3);
        assert_non_null(quoth_language_name(tag));
    }
    assert_null(quoth_language_tag(quoth_language_count()));
    assert_string_equal(quoth_language_iso3("de-AT"), "deu");
    assert_string_equal(quoth_language_name("deu"), "German");
    assert_null(quoth_language_iso3("xx"));
    assert_null(quoth_language_name(NULL));
}

static void test_segments(void **state) {
    (void)state;
    const char *text =
        "The minister answered with a long speech about the harbour and its people. "
        "Wir werden den Hafen nicht schließen, und wir werden auch die Fähre behalten. Этот корабль останется здесь.";
    quoth_language_iterator it;
    size_t end = 0, count = 0;
    const char *seen[8] = {NULL};
    assert_int_equal(quoth_language_iterator_init(&it, text, whole(text), NULL, NULL), QUOTH_OK);
    for (const quoth_language_segment *segment; count < 8 && (segment = quoth_language_iterator_next(&it)); count++) {
        assert_int_equal(segment->start, end);
        end = segment->end;
        seen[count] = segment->language;
    }
    assert_int_equal(end, strlen(text));
    assert_int_equal(count, 3);
    assert_string_equal(seen[0], "en");
    assert_string_equal(seen[1], "de");
    assert_string_equal(seen[2], "ru");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_bad_strings),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_short_struct),
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_glue),
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_mixed),
        cmocka_unit_test(test_skeleton),
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_language_options),
        cmocka_unit_test(test_language_names),
        cmocka_unit_test(test_segments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
