/* Script properties and runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/uscript.h>

#include "script/properties.h"
#include "text/chars.h"
#include "text/utf8.h"

/* "Latn 0-4, Arab 4-10" of all runs. */
static void describe(const char *text, size_t size, unsigned options, char *out, size_t room) {
    qh_script_iterator it;
    qh_script_iterator_init(&it, text, 0, size, options);
    quoth_script_run run;
    size_t used = 0;
    out[0] = 0;
    while (qh_script_next(&it, &run) && used + 40 < room)
        used += (size_t)snprintf(out + used, room - used, "%s%s %zu-%zu", used ? ", " : "", run.script, run.start, run.end);
}

static void expect_folded(const char *text, unsigned options, const char *runs) {
    char got[512];
    describe(text, strlen(text), options, got, sizeof got);
    assert_string_equal(got, runs);
}

static void expect(const char *text, const char *runs) { expect_folded(text, 0, runs); }

static void test_properties(void **state) {
    (void)state;
    assert_string_equal(qh_script_code(qh_script_of('a')), "Latn");
    assert_string_equal(qh_script_code(qh_script_of(0x644)), "Arab");
    assert_string_equal(qh_script_code(qh_script_of('1')), "Zyyy");
    assert_string_equal(qh_script_code(QH_SCRIPT_INHERITED), "Zinh");
    assert_string_equal(qh_script_code(250), "Zzzz");
    assert_true(qh_script_is_rtl(qh_script_of(0x5D0)) && qh_script_is_rtl(qh_script_of(0x7C1)) &&
                qh_script_is_rtl(qh_script_of(0x10D00)));
    assert_false(qh_script_is_rtl(qh_script_of('a')));
    assert_string_equal(qh_unicode_version(), "18.0");
}

/* The fast path says what ICU says. */
static void test_latin_path(void **state) {
    (void)state;
    for (uint32_t c = 0; c < 0x300; c++) {
        UErrorCode status = U_ZERO_ERROR;
        assert_string_equal(qh_script_code(qh_script_of(c)), uscript_getShortName(uscript_getScript((UChar32)c, &status)));
        qh_script set[QH_SCRIPTS_MOST];
        if (c < 0x250)
            assert_int_equal(qh_script_extensions(c, set), c == 0xB7 ? 16 : 1); /* · got extensions in Unicode 16 */
    }
}

static void test_runs(void **state) {
    (void)state;
    expect("", "");
    expect("12 + 3 = 15!", "Zyyy 0-12");
    expect("plain words", "Latn 0-11");
    expect("… 3 words", "Latn 0-11");
    expect("گزارش 3U.S law", "Arab 0-12, Latn 12-19");
    expect("привет hello", "Cyrl 0-13, Latn 13-18");
    expect("ok 👍🏽 да", "Latn 0-12, Cyrl 12-16");
    expect("تمام، words", "Arab 0-11, Latn 11-16");
    expect("10\u202F000 руб", "Cyrl 0-15");
    expect("A「", "Latn 0-1, Hani 1-4");
    expect("カナかな漢字", "Kana 0-6, Hira 6-12, Hani 12-18");
}

static void test_pairs(void **state) {
    (void)state;
    expect("ab (где) cd", "Latn 0-4, Cyrl 4-10, Latn 10-14");
    expect("ab “где” cd", "Latn 0-6, Cyrl 6-12, Latn 12-18");
    expect("ab „где“ cd", "Latn 0-6, Cyrl 6-12, Latn 12-18");
    expect("да «[yes]» нет", "Cyrl 0-8, Latn 8-11, Cyrl 11-21");
    expect("ab ) где ( cd", "Latn 0-5, Cyrl 5-14, Latn 14-16");
    expect("(где\nab) cd", "Cyrl 0-8, Latn 8-14"); /* another line, another pair */
    expect("あ「国」あ", "Hira 0-6, Hani 6-12, Hira 12-15");
}

/* "где ([([…ab…])])": brackets of one kind are paired at any depth, of two kinds the last 32; others join these. */
static size_t count_deep(const char *openers, const char *closers, size_t depth) {
    static const char head[] = "где ";
    char *text = malloc(2 * depth + sizeof head + 2);
    assert_non_null(text);
    size_t size = sizeof head - 1, runs = 0;
    memcpy(text, head, size);
    for (size_t i = 0; i < depth; i++)
        text[size++] = openers[i % strlen(openers)];
    text[size++] = 'a';
    text[size++] = 'b';
    for (size_t i = 0; i < depth; i++)
        text[size++] = closers[i % strlen(closers)];
    qh_script_iterator it;
    quoth_script_run run;
    for (qh_script_iterator_init(&it, text, 0, size, 0); qh_script_next(&it, &run); runs++)
        if (runs == 2)
            assert_int_equal(run.end - run.start, depth);
    assert_int_equal(it.depth, 0);
    free(text);
    return runs;
}

static void test_deep_brackets(void **state) {
    (void)state;
    assert_int_equal(count_deep("(", ")", 100), 3);
    assert_int_equal(count_deep("(", ")", 100000), 3);
    assert_int_equal(count_deep("([", "])", 32), 3);
    assert_int_equal(count_deep("([", "])", 100000), 3);
    expect("да (нет (ab (cd) ef) да) нет", "Cyrl 0-14, Latn 14-24, Cyrl 24-38");
    assert_true(sizeof(qh_script_iterator) <= 1000);
}

/* A span of a string, and each way of folding. */
static void test_spans_and_folds(void **state) {
    (void)state;
    const char *text = "ab カナかな漢字 한글韓 ㄅ字 cd";
    expect_folded(text, 0, "Latn 0-3, Kana 3-9, Hira 9-15, Hani 15-22, Hang 22-28, Hani 28-32, Bopo 32-35, Hani 35-39, Latn 39-41");
    expect_folded(text, QUOTH_SCRIPT_FOLD_KANA,
                  "Latn 0-3, Hrkt 3-15, Hani 15-22, Hang 22-28, Hani 28-32, Bopo 32-35, Hani 35-39, Latn 39-41");
    expect_folded(text, QUOTH_SCRIPT_FOLD_JAPANESE,
                  "Latn 0-3, Jpan 3-22, Hang 22-28, Hani 28-32, Bopo 32-35, Hani 35-39, Latn 39-41");
    expect_folded(text, QUOTH_SCRIPT_FOLD_KOREAN | QUOTH_SCRIPT_FOLD_KANA,
                  "Latn 0-3, Hrkt 3-15, Kore 15-32, Bopo 32-35, Hani 35-39, Latn 39-41");
    expect_folded(text, QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO,
                  "Latn 0-3, Kana 3-9, Hira 9-15, Hani 15-22, Hang 22-28, Hanb 28-39, Latn 39-41");
    expect_folded(text, QUOTH_SCRIPT_FOLD_JAPANESE | QUOTH_SCRIPT_FOLD_KOREAN | QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO,
                  "Latn 0-3, Jpan 3-22, Kore 22-32, Hanb 32-39, Latn 39-41");
    expect_folded("漢\n1\nか", QUOTH_SCRIPT_FOLD_JAPANESE, "Jpan 0-9");
    expect_folded("漢\n1\nか", 0, "Hani 0-4, Zyyy 4-6, Hira 6-9");
    qh_script_iterator it;
    quoth_script_run run;
    qh_script_iterator_init(&it, text, 9, 12, 0);
    assert_true(qh_script_next(&it, &run) && run.start == 9 && run.end == 12 && !strcmp(run.script, "Hira"));
    assert_false(qh_script_next(&it, &run));
}

static void test_lines(void **state) {
    (void)state;
    expect("گزارش\n“Yes”", "Arab 0-11, Latn 11-20");
    expect("گزارش\n\n[1] No", "Arab 0-12, Latn 12-18");
    expect("گزارش\n12\nNo", "Arab 0-11, Zyyy 11-14, Latn 14-16");
    expect("ab\n12\ncd", "Latn 0-8");
    expect("ab\n\n12\n\nда", "Latn 0-4, Zyyy 4-8, Cyrl 8-12"); /* a blank line ends what precedes it */
    expect("ab\n12\n", "Latn 0-6");
    expect("12\nда", "Cyrl 0-7");
    expect("گزارش\r\n3. No", "Arab 0-12, Latn 12-17");
    expect("да\xE2\x80\xA9(no)", "Cyrl 0-7, Latn 7-11");
}

static void test_clusters(void **state) {
    (void)state;
    expect("a\u064Eb", "Latn 0-4");              /* an Arabic mark on a Latin letter */
    expect("ab 1\u064Eل", "Latn 0-3, Arab 3-8"); /* on a digit: the digit goes with it */
    expect("a\u0E33b", "Latn 0-5");              /* a Thai spacing mark */
    expect("\u064Eabc", "Latn 0-5");             /* no base at all */
    expect("a\u0301\u064E\u0301\u0951\u064Ebc", "Latn 0-14");
    expect("\u05D0\u0301 \u05D1", "Hebr 0-7");
    expect("\u25CC\u0301", "Zyyy 0-5"); /* a mark of the block for all scripts on a neutral base */
    expect("да \u25CC\u0951", "Cyrl 0-5, Deva 5-11");
    expect("ab\n\u064E\u064E да", "Latn 0-3, Cyrl 3-12"); /* marks on nothing */
    expect("🈂🏾\u200D👨\u0301 да", "Cyrl 0-22");
}

static uint32_t next_random(uint32_t *seed) { return *seed = *seed * 1664525u + 1013904223u; }

static const uint32_t alphabet[] = {'a',    'B',   ' ',    '1',     '(',     ')',    '"',     '\n',   0x301,  0x64E,
                                    0x644,  0x60C, 0x5D0,  0x430,   0x3B1,   0x4E2D, 0x3042,  0x30FC, 0x3001, 0x201C,
                                    0x201D, 0xAB,  0xBB,   0x1F468, 0x200D,  0x200C, 0x1F1E6, 0x600,  0x915,  0x93F,
                                    0x964,  0xE33, 0x2028, 0x1F3FD, 0x1F202, 0xE000, 0xE9};

static size_t random_text(uint32_t *seed, char *text, size_t characters) {
    size_t size = 0;
    for (size_t i = 0; i < characters; i++)
        size += qh_char_encode(alphabet[(next_random(seed) >> 8) % (sizeof alphabet / sizeof *alphabet)], text + size);
    return size;
}

static int is_cluster_break(const char *text, size_t size, size_t at) {
    int32_t state = 0;
    uint32_t previous = 0;
    for (size_t i = 0; i < size;) {
        size_t here = i;
        uint32_t c = qh_utf8_next(text, &i);
        int breaks = here == 0 || qh_grapheme_break(previous, c, &state);
        if (here == at)
            return breaks;
        previous = c;
    }
    return at == size;
}

/* Without the opener that it belongs to, a closing bracket is neutral. */
static int has_closer(const char *text, size_t at, size_t end) {
    while (at < end)
        if (qh_pair_may_close(qh_utf8_next(text, &at)))
            return 1;
    return 0;
}

/* Runs tile, keep clusters whole, and are one run when read on their own. */
static void test_random(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (size_t round = 0; round < 20000; round++) {
        char text[4 * 48];
        size_t size = random_text(&seed, text, 1 + round % 48), end = 0;
        qh_script_iterator it;
        qh_script_iterator_init(&it, text, 0, size, 0);
        quoth_script_run run, again;
        while (qh_script_next(&it, &run)) {
            assert_int_equal(run.start, end);
            assert_true(run.end > run.start && is_cluster_break(text, size, run.end));
            end = run.end;
            qh_script_iterator part;
            qh_script_iterator_init(&part, text, run.start, run.end, 0);
            assert_true(qh_script_next(&part, &again));
            assert_true(again.end == run.end || has_closer(text, run.start, run.end));
        }
        assert_int_equal(end, size);
    }
}

/* Marks, brackets and line starts laid so that a careless reader looks back ever further. */
static void test_linear(void **state) {
    (void)state;
    enum { TIMES = 200000 };
    static const char *const units[] = {"\u064E", "\u0301\u064E", "🏽\u064E", "(", "“", "\n1 ", "а\n(a"};
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        size_t unit = strlen(units[k]), size = 1 + unit * TIMES;
        char *text = malloc(size);
        assert_non_null(text);
        text[0] = 'a';
        for (size_t i = 0; i < TIMES; i++)
            memcpy(text + 1 + i * unit, units[k], unit);
        qh_script_iterator it;
        qh_script_iterator_init(&it, text, 0, size, 0);
        quoth_script_run run = {0};
        while (qh_script_next(&it, &run)) {
        }
        assert_int_equal(run.end, size);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_properties),    cmocka_unit_test(test_latin_path), cmocka_unit_test(test_runs),
        cmocka_unit_test(test_pairs),         cmocka_unit_test(test_lines),      cmocka_unit_test(test_spans_and_folds),
        cmocka_unit_test(test_deep_brackets), cmocka_unit_test(test_clusters),   cmocka_unit_test(test_random),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
