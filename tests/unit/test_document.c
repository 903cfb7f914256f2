/* Dates of datelines, folded hashes, and the looks of single lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "document/dates.h"
#include "document/lines.h"

typedef struct fixture {
    qh_arena arena;
    const qh_lexicon *lexicon;
} fixture;

static int set_up(void **state) {
    static fixture f;
    qh_arena_init(&f.arena, &qh_default_allocator);
    *state = &f;
    return qh_lexicon_new(&f.arena, &f.lexicon, NULL) == QUOTH_OK ? 0 : -1;
}

static int tear_down(void **state) {
    qh_arena_free(&((fixture *)*state)->arena);
    return 0;
}

static void check_date(fixture *f, const char *language, const char *text, const char *want, const char *span) {
    qh_tokens tokens = {0};
    assert_true(qh_tokenize(&f->arena, f->lexicon, text, (quoth_span){0, strlen(text)}, language, &tokens));
    qh_date date = qh_find_date(text, &tokens);
    if (!want) {
        assert_true(date.span.end == date.span.start);
        return;
    }
    char iso[11];
    qh_date_format(&date, iso);
    assert_string_equal(iso, want);
    assert_int_equal(date.span.end - date.span.start, strlen(span));
    assert_memory_equal(text + date.span.start, span, strlen(span));
}

static void dates_are_read(void **state) {
    fixture *f = *state;
    check_date(f, "en", "The Harbour Post, September 12, 2016", "2016-09-12", "September 12, 2016");
    check_date(f, "en", "September 10 2016", "2016-09-10", "September 10 2016");
    check_date(f, "en", "3rd of May 1999", "1999-05-03", "3rd of May 1999");
    check_date(f, "en", "October 2014", "2014-10", "October 2014");
    check_date(f, "en", "2021-02-28", "2021-02-28", "2021-02-28");
    check_date(f, "de", "12. März 2020", "2020-03-12", "12. März 2020");
    check_date(f, "en", "25/12/2019", "2019-12-25", "25/12/2019");
    check_date(f, "en", "12/25/2019", "2019-12-25", "12/25/2019");
}

static void no_date_is_made_up(void **state) {
    fixture *f = *state;
    check_date(f, "en", "The children may go.", NULL, NULL);
    check_date(f, "en", "May 12 was cold", NULL, NULL);
    check_date(f, "en", "Room 2016", NULL, NULL);
    check_date(f, "en", "99/99/2019", NULL, NULL);
    check_date(f, "en", "", NULL, NULL);
}

static uint64_t hash(const char *text) { return qh_folded_hash(text, (quoth_span){0, strlen(text)}); }

static void repeats_are_equal_when_folded(void **state) {
    (void)state;
    assert_true(hash("The  Old\tPier") == hash("the old pier"));
    assert_true(hash("ÉTÉ") == hash("été"));
    assert_true(hash("the old pier") != hash("the oldpier"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(no_date_is_made_up),
        cmocka_unit_test(repeats_are_equal_when_folded),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
