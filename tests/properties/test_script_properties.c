/*
 * What holds for the runs of every text: they tile it, end between grapheme clusters, hold letters of their script only, are one
 * run when read alone, do not depend on the instructions they were found with, and take linear time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "script/runs_state.h"
#include "script/scan.h"
#include "text/chars.h"
#include "text/simd.h"
#include "text/utf8.h"

enum { ROOM = 4096, FOLDS_END = 16 };

static uint32_t next_random(uint32_t *seed) { return (*seed = *seed * 1664525u + 1013904223u) >> 8; }

/* ---- texts ---- */

static char text[ROOM];
static size_t size;
static char starts_cluster[ROOM + 1];

static void add(uint32_t c) {
    if (size + 4 < ROOM)
        size += qh_char_encode(c, text + size);
}

static void add_string(const char *string) {
    while (*string && size + 1 < ROOM)
        text[size++] = *string++;
}

static void find_clusters(void) {
    int32_t state = 0;
    uint32_t before = 0;
    memset(starts_cluster, 0, sizeof starts_cluster);
    for (size_t at = 0, start = 0; at < size; start = at) {
        uint32_t c = qh_utf8_next(text, &at);
        starts_cluster[start] = (char)(start == 0 || qh_grapheme_break(before, c, &state));
        before = c;
    }
    starts_cluster[size] = 1;
}

/* ---- what holds ---- */

static _Noreturn void fail_with(const char *what, size_t at) {
    fprintf(stderr, "%s at %zu of:", what, at);
    for (size_t i = 0; i < size;)
        fprintf(stderr, " %04X", qh_utf8_next(text, &i));
    fprintf(stderr, "\n");
    fail();
    abort();
}

/* Whether the bracket that closes at `at` may have been opened before `start` on its line. */
static int opened_before(size_t start, size_t at, uint32_t closer) {
    for (size_t i = at; i > 0;) {
        uint32_t c = qh_utf8_previous(text, &i);
        if (qh_is_line_break(c))
            return 0;
        if (i < start && qh_pair_opens(c) && qh_pair_matches(c, closer))
            return 1;
    }
    return 0;
}

static int has_foreign_closer(const quoth_script_run *run) {
    for (size_t at = run->start, here = at; at < run->end; here = at) {
        uint32_t c = qh_utf8_next(text, &at);
        if (qh_pair_may_close(c) && opened_before(run->start, here, c))
            return 1;
    }
    return 0;
}

/* Read alone, a run is one run of the same script: unless a bracket of it was opened before it. */
static void check_alone(const quoth_script_run *run, unsigned options) {
    qh_script_iterator it;
    quoth_script_run again;
    qh_script_iterator_init(&it, text, run->start, run->end, options);
    assert_true(qh_script_next(&it, &again));
    if ((again.end != run->end || strcmp(again.script, run->script) != 0) && !has_foreign_closer(run))
        fail_with("is more than a run", run->start);
}

/* Characters that begin a cluster and have a script have that of the run. */
static void check_letters(const quoth_script_run *run) {
    qh_script script = qh_script_by_code(run->script);
    for (size_t at = run->start, here = at; at < run->end; here = at) {
        const qh_properties *p = qh_properties_of(qh_utf8_next(text, &at));
        if (starts_cluster[here] && !qh_is_neutral_set(p->script) && !qh_script_set_has(&qh_script_sets[p->set], script) &&
            p->script != script)
            fail_with("is of another script", here);
    }
}

static void check_run(const quoth_script_run *run, size_t start, unsigned options) {
    if (run->start != start || run->end <= start || run->end > size)
        fail_with("does not tile", start);
    if (!starts_cluster[run->end])
        fail_with("ends in a cluster", run->end);
    if (run->direction != (qh_script_is_rtl(qh_script_by_code(run->script)) ? QUOTH_DIRECTION_RTL : QUOTH_DIRECTION_LTR))
        fail_with("has the wrong direction", start);
    if (!options)
        check_letters(run);
    check_alone(run, options);
}

static void check_same(qh_scan *scan, unsigned options) {
    qh_script_iterator a, b;
    quoth_script_run one, other;
    qh_script_iterator_init(&a, text, 0, size, options | QH_SCAN_PORTABLE);
    qh_script_iterator_init(&b, text, 0, size, options);
    b.scan = scan;
    while (qh_script_next(&a, &one))
        if (!qh_script_next(&b, &other) || one.start != other.start || one.end != other.end ||
            strcmp(one.script, other.script) != 0)
            fail_with("differs by vectors", one.start);
    assert_false(qh_script_next(&b, &other));
}

static void check_vectors(unsigned options) {
#if defined(QH_SIMD_X86)
    if (qh_simd_best() >= QH_SIMD_WITH_SSSE3)
        check_same(qh_scan_ssse3, options);
    if (qh_simd_best() >= QH_SIMD_WITH_AVX2)
        check_same(qh_scan_avx2, options);
#elif defined(QH_SIMD_NEON)
    check_same(qh_scan_neon, options);
#endif
    check_same(qh_scan_best(), options);
}

static void check(unsigned options) {
    qh_script_iterator it;
    quoth_script_run run;
    size_t end = 0;
    find_clusters();
    for (qh_script_iterator_init(&it, text, 0, size, options); qh_script_next(&it, &run); end = run.end)
        check_run(&run, end, options);
    assert_int_equal(end, size);
    check_vectors(options);
}

/* ---- random texts ---- */

static void test_any_characters(void **state) {
    (void)state;
    static const uint32_t ends[] = {0x80, 0x800, 0x3400, 0x10000, 0x20000, 0x110000};
    uint32_t seed = 11;
    for (unsigned round = 0; round < 20000; round++) {
        size = 0;
        for (unsigned i = 0, most = 1 + next_random(&seed) % 60; i < most; i++) {
            uint32_t c = next_random(&seed) % ends[next_random(&seed) % 6];
            add(c >= 0xD800 && c < 0xE000 ? 'a' : c);
        }
        check(round % 5 ? 0 : round / 5 % FOLDS_END);
    }
}

/* Characters that runs, clusters, lines and pairs stumble over. */
static const uint32_t hostile[] = {
    'a',     'Z',     ' ',     '1',     '.',     '(',     ')',     '[',     ']',    '{',    '}',     '"',     '\n',    '\r',
    '\v',    0x85,    0xA0,    0xAB,    0xBB,    0xB7,    0xE9,    0xD7,    0x2BC,  0x300,  0x301,   0x342,   0x363,   0x3B1,
    0x3E3,   0x430,   0x483,   0x485,   0x531,   0x589,   0x5D0,   0x5B0,   0x600,  0x60C,  0x61C,   0x627,   0x640,   0x64B,
    0x64E,   0x660,   0x670,   0x6DD,   0x6F0,   0x712,   0x915,   0x93F,   0x94D,  0x951,  0x953,   0x964,   0x995,   0x9CD,
    0xE01,   0xE33,   0xE3F,   0x1000,  0x10D0,  0x1100,  0x1161,  0x11A8,  0x1CD0, 0x1E00, 0x1F00,  0x200B,  0x200C,  0x200D,
    0x200E,  0x2014,  0x2018,  0x2019,  0x201A,  0x201C,  0x201D,  0x201E,  0x2026, 0x2028, 0x2029,  0x202F,  0x2039,  0x203A,
    0x20DD,  0x2329,  0x232A,  0x25CC,  0x2764,  0x3000,  0x3001,  0x3007,  0x3008, 0x3009, 0x300C,  0x300D,  0x301D,  0x301F,
    0x302A,  0x3030,  0x3042,  0x3099,  0x30A2,  0x30FB,  0x30FC,  0x3105,  0x3400, 0x4E2D, 0x4E3C,  0x9FFF,  0xAC00,  0xAC01,
    0xD7B0,  0xE000,  0xFE0F,  0xFEFF,  0xFF08,  0xFF09,  0xFF0C,  0xFF21,  0xFF71, 0xFFFD, 0x10450, 0x1D165, 0x1F1E6, 0x1F1E7,
    0x1F202, 0x1F3FD, 0x1F468, 0x1F469, 0x20000, 0xE0020, 0xE0061, 0xE0100,
};

static void test_hostile_characters(void **state) {
    (void)state;
    uint32_t seed = 12;
    for (unsigned round = 0; round < 60000; round++) {
        size = 0;
        for (unsigned i = 0, most = 1 + next_random(&seed) % 40; i < most; i++) {
            uint32_t c = hostile[next_random(&seed) % (sizeof hostile / sizeof *hostile)];
            for (unsigned times = next_random(&seed) % 16 ? 1 : 1 + next_random(&seed) % 40; times-- > 0;)
                add(c);
        }
        check(round % 5 ? 0 : round / 5 % FOLDS_END);
    }
}

/* Words, as vectors find them in real text. */
static void test_words(void **state) {
    (void)state;
    static const char *const words[] = {
        "plain words and more of them, ",
        "naïve café ",
        "“quoted” ",
        "it’s ",
        "(so) ",
        "[1] ",
        "привет миру ",
        "«да» ",
        "ёжик — тут ",
        "Ελλάδα ",
        "שלום לכולם ",
        "سلام عليكم، ",
        "می‌خواهم ",
        "مُحَمَّد ",
        "हिन्दी में ",
        "বাংলা ",
        "ไทยแลนด์ ",
        "中文文字，",
        "「日本語」",
        "ひらがな",
        "カタカナー",
        "한국어 문장 ",
        "ქართული ",
        "Հայերեն ",
        "አማርኛ ",
        "\n",
        "\r\n",
        "\n\n",
        "12 345\n",
        "– … ",
        "👩‍👩‍👧 ",
        "🇩🇪🇫🇷 ",
        "e\u0301",
        "\u0301",
        "\u064E",
        "（全）",
        "၁မြန်မာ ",
        "ខ្មែរ ",
        "བོད་ཡིག ",
        "ꦗꦮ ",
        "\u202F",
        "·",
        "100\u00A0% ",
    };
    uint32_t seed = 13;
    for (unsigned round = 0; round < 30000; round++) {
        size = 0;
        for (unsigned i = 0, most = 1 + next_random(&seed) % 24; i < most; i++) {
            const char *word = words[next_random(&seed) % (sizeof words / sizeof *words)];
            for (unsigned times = next_random(&seed) % 4 ? 1 : 1 + next_random(&seed) % 6; times-- > 0;)
                add_string(word);
        }
        check(round % 5 ? 0 : round / 5 % FOLDS_END);
    }
}

/* ---- every pair of scripts ---- */

static uint32_t letters[QH_SCRIPT_COUNT];

static void find_letters(void) {
    for (uint32_t c = 0x10FFFF; c > 0; c--) {
        const qh_properties *p = qh_properties_of(c);
        if (p->flags & QH_LETTER && p->flags & QH_SIMPLE && p->set == p->script)
            letters[p->script] = c;
    }
}

static void expect_two(qh_script a, qh_script b, size_t second) {
    qh_script_iterator it;
    quoth_script_run run;
    check(0);
    qh_script_iterator_init(&it, text, 0, size, 0);
    if (!qh_script_next(&it, &run) || run.end != second || strcmp(run.script, qh_script_code(a)) != 0)
        fail_with("is not the first run's end", run.end);
    if (!qh_script_next(&it, &run) || strcmp(run.script, qh_script_code(b)) != 0)
        fail_with("is not the second run", run.start);
}

/* "a b", "a (b b) a", and marks that are neither's. */
static void check_scripts(qh_script a, qh_script b) {
    static const uint32_t marks[] = {0x301, 0x64E, 0x20DD, 0x200D};
    size = 0;
    add(letters[a]), add_string(" "), add(letters[b]), add_string(".");
    size_t length = qh_char_encode(letters[a], (char[4]){0});
    expect_two(a, b, length + 1);
    size = 0;
    add(letters[a]), add_string(" ("), add(letters[b]), add_string("b "), add(letters[b]), add_string(") "), add(letters[a]);
    check(0);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size = 0;
        add(letters[a]), add(marks[i]), add(letters[b]), add(marks[i]), add_string("\n1"), add(marks[i]), add(letters[a]);
        check(0);
    }
}

static void test_script_pairs(void **state) {
    (void)state;
    find_letters();
    for (qh_script a = QH_SCRIPT_UNKNOWN + 1; a < QH_SCRIPT_COUNT; a++)
        for (qh_script b = QH_SCRIPT_UNKNOWN + 1; b < QH_SCRIPT_COUNT; b++)
            if (a != b && letters[a] && letters[b])
                check_scripts(a, b);
}

/* ---- linear time ---- */

static double seconds_of(const char *bytes, size_t length, unsigned options) {
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        qh_script_iterator it;
        quoth_script_run run = {0};
        clock_t start = clock();
        for (qh_script_iterator_init(&it, bytes, 0, length, options); qh_script_next(&it, &run);) {
        }
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
        assert_int_equal(run.end, length);
    }
    return best;
}

/* Eight times the text takes at most three times eight the time: quadratic time would be 64 times. */
static void check_linear(const char *unit, unsigned options) {
    enum { SHORT = 1 << 15, TIMES = 8 };
    size_t length = strlen(unit), small = SHORT / length * length, large = small * TIMES;
    char *bytes = malloc(large + 1);
    assert_non_null(bytes);
    bytes[0] = 'a';
    for (size_t i = 0; i < large; i += length)
        memcpy(bytes + 1 + i, unit, length);
    double few = seconds_of(bytes, small + 1, options), many = seconds_of(bytes, large + 1, options);
    if (many > 3 * TIMES * few + 0.003)
        fail_msg("\"%s\": %g s, then %g s", unit, few, many);
    free(bytes);
}

static void test_linear(void **state) {
    (void)state;
    static const char *const units[] = {
        "\u064E",
        "\u0301\u064E",
        "🏽\u064E",
        "(",
        "“",
        "\n1 ",
        "а\n(a",
        "([{",
        ")",
        "(a",
        "(а(a",
        "1)",
        "\u093F\u09BF",
        "क\u094D",
        "क\u094Dক\u09CD",
        "\u200D\u064E",
        "🇩",
        "🇩\u064E",
        "👩\u200D",
        "1 ",
        "1 (",
        "\n",
        "\r\n",
        "1\nа\n1\na\n",
        "、",
        "、a",
        "「",
        "「a",
        "」",
        "か漢",
        "漢\n1\nか",
        "\u1100",
        "\u1161\u11A8",
        "\u0600",
        "\u0600a",
        "\u202F",
        "\u202Fа",
        "a1а1",
        "'",
        "\u200C",
        "ا\u200C",
        "«а»",
        "«a",
        "‘a’",
        "„a“",
        "a                                        ",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        check_linear(units[i], 0);
        check_linear(units[i], QUOTH_SCRIPT_FOLD_JAPANESE | QUOTH_SCRIPT_FOLD_KOREAN | QH_SCAN_PORTABLE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_characters), cmocka_unit_test(test_hostile_characters),
        cmocka_unit_test(test_words),          cmocka_unit_test(test_script_pairs),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
