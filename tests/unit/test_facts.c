/* Shares of scripts, dominant and first-strong direction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "script/facts.h"

static quoth_script_facts facts_of(const char *text) {
    quoth_script_facts facts;
    qh_script_facts(text, (quoth_span){0, strlen(text)}, &facts);
    return facts;
}

static void test_dominant(void **state) {
    (void)state;
    quoth_script_facts facts = facts_of("گزارش کمپ Can we, 12");
    assert_string_equal(facts.script, "Arab");
    assert_int_equal(facts.direction, QUOTH_DIRECTION_RTL);
    assert_int_equal(facts.first_strong, QUOTH_DIRECTION_RTL);
    assert_int_equal(facts.letters, 13);
    assert_int_equal(facts.share_count, 2);
    assert_string_equal(facts.shares[1].script, "Latn");
    assert_int_equal(facts.shares[1].letters, 5);
    assert_true(facts.shares[0].share > 0.61 && facts.shares[0].share + facts.shares[1].share > 0.999);
    facts = facts_of("(c) 5 ﷼ گزارش کمپ");
    assert_string_equal(facts.script, "Arab");
    assert_int_equal(facts.first_strong, QUOTH_DIRECTION_LTR);
    assert_int_equal(facts.direction, QUOTH_DIRECTION_RTL);
}

static void test_span(void **state) {
    (void)state;
    const char *text = "گزارش کمپ Can we";
    quoth_script_facts facts;
    qh_script_facts(text, (quoth_span){18, strlen(text)}, &facts);
    assert_string_equal(facts.script, "Latn");
    assert_int_equal(facts.share_count, 1);
}

static void test_nothing(void **state) {
    (void)state;
    static const char *const texts[] = {"", " \n", "12, 3!", "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        quoth_script_facts facts = facts_of(texts[i]);
        assert_string_equal(facts.script, "Zyyy");
        assert_int_equal(facts.letters, 0);
        assert_int_equal(facts.share_count, 0);
        assert_int_equal(facts.first_strong, -1);
        assert_int_equal(facts.direction, QUOTH_DIRECTION_LTR);
    }
}

/* What an isolate holds is passed over until it is closed; a closer without opener closes nothing (UAX #9, P2). */
static void test_first_strong(void **state) {
    (void)state;
    assert_int_equal(facts_of("\u2067שלום\u2069 abc").first_strong, QUOTH_DIRECTION_LTR);
    assert_int_equal(facts_of("\u2066a\u2068b\u2069c\u2069 ש abc").first_strong, QUOTH_DIRECTION_RTL);
    assert_int_equal(facts_of("\u2067שלום").first_strong, -1);
    assert_int_equal(facts_of("\u2069ש").first_strong, QUOTH_DIRECTION_RTL);
}

/* The prolonged sound mark is Common and of the kana it prolongs; alone it is of no script. */
static void test_common_letters(void **state) {
    (void)state;
    quoth_script_facts facts = facts_of("スーパー");
    assert_int_equal(facts.share_count, 1);
    assert_string_equal(facts.script, "Kana");
    assert_int_equal(facts.letters, 4);
    assert_string_equal(facts_of("ーー").script, "Zyyy");
}

/* More scripts than fit: the largest stay, the sum is of all. */
static void test_many(void **state) {
    (void)state;
    quoth_script_facts facts = facts_of("a бббббб אאאא ب ა ა ა क க ಕ ก ខ ሀ");
    assert_int_equal(facts.share_count, 8);
    for (size_t i = 1; i < facts.share_count; i++)
        assert_true(facts.shares[i - 1].letters >= facts.shares[i].letters);
    assert_string_equal(facts.shares[0].script, "Cyrl");
    size_t sum = 0;
    for (size_t i = 0; i < facts.share_count; i++)
        sum += facts.shares[i].letters;
    assert_true(sum < facts.letters);
    assert_int_equal(facts.letters, 21);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dominant),     cmocka_unit_test(test_span),           cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_first_strong), cmocka_unit_test(test_common_letters), cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
