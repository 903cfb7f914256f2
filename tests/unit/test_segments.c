/* Stretches of one language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "script/segments.h"

/* "en|de": the texts of the segments, and their languages in `languages` with commas between. */
static void segments_of(const char *text, const uint8_t *allowed, char *out, size_t room, char *languages) {
    qh_segment_iterator it;
    qh_segment segment;
    size_t used = 0, end = 0;
    *out = *languages = '\0';
    qh_segments_start(&it, text, (quoth_span){0, strlen(text)}, allowed, -1, 0.4);
    while (qh_segments_next(&it, &segment)) {
        assert_int_equal(segment.start, end);
        assert_true(segment.end > segment.start);
        end = segment.end;
        used += (size_t)snprintf(out + used, room - used, "%s%.*s", used ? "|" : "", (int)(segment.end - segment.start),
                                 text + segment.start);
        strcat(strcat(languages, *languages ? "," : ""), segment.letters ? qh_language_tag(segment.language) : "-");
    }
    assert_int_equal(end, strlen(text));
}

static void test_bounds(void **state) {
    (void)state;
    static const struct {
        const char *want, *languages;
    } cases[] = {
        {"The harbour stays open all winter, said the mayor of the town. |Wir werden den Hafen im nächsten Jahr nicht schließen.",
         "en,de"},
        {"Der Bürgermeister der kleinen Stadt sagte gestern: |“We will never close this harbour again.”| Danach ging er wieder "
         "nach Hause.",
         "de,en,de"},
        {"La mairie ne fermera pas le port cette année.\n|The harbour will not be closed this year.", "fr,en"},
        {"The harbour will not be closed this year. |Порт в этом году закрывать не будут.", "en,ru"},
        {"12.5 % ... the harbour will not be closed this year, 2026!", "en"},
        {"Then the mayor of Złota Góra said that the word Мост means bridge.", "en"},
        {"1, 2, 3", "-"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512] = "", got[512], languages[64];
        for (const char *c = cases[i].want; *c; c++)
            if (*c != '|')
                strncat(text, c, 1);
        segments_of(text, NULL, got, sizeof got, languages);
        assert_string_equal(got, cases[i].want);
        assert_string_equal(languages, cases[i].languages);
    }
}

static void test_candidates(void **state) {
    (void)state;
    uint8_t allowed[256] = {0};
    char got[512], languages[64];
    allowed[qh_language_number("en")] = 1;
    segments_of("The harbour stays open all winter. Wir werden den Hafen im nächsten Jahr nicht schließen.", allowed, got,
                sizeof got, languages);
    assert_string_equal(languages, "en");
}

/* A span inside a text: nothing outside it is read or given. */
static void test_span(void **state) {
    (void)state;
    const char *text = "xxx The harbour stays open all winter. xxx";
    qh_segment_iterator it;
    qh_segment segment;
    qh_segments_start(&it, text, (quoth_span){4, 38}, NULL, -1, 0.4);
    assert_true(qh_segments_next(&it, &segment));
    assert_int_equal(segment.start, 4);
    assert_int_equal(segment.end, 38);
    assert_false(qh_segments_next(&it, &segment));
    qh_segments_start(&it, NULL, (quoth_span){0, 0}, NULL, -1, 0.4);
    assert_false(qh_segments_next(&it, &segment));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bounds), cmocka_unit_test(test_candidates),
                                       cmocka_unit_test(test_span)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
