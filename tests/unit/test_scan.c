/* The vector tables hold nothing that the properties do not, in each way of passing over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "script/runs_state.h"
#include "script/scan.h"
#include "text/chars.h"
#include "text/simd.h"

enum { ROOM = 96 };

/* Whether a run of the script may pass over c without looking at it. */
static int may_pass(qh_script script, int open, uint32_t c) {
    const qh_properties *p = qh_properties_of(c);
    const qh_run run = {.single = script};
    if (qh_is_own(&run, p))
        return 1;
    return qh_is_neutral(c, p) && !(p->flags & QH_OPENS) && !(open && (p->flags & QH_CLOSES || qh_is_line_break(c)));
}

/* Whether c is passed over behind `before` spaces. */
static int passes(qh_scan *scan, const qh_scan_table *table, int open, uint32_t c, size_t before) {
    char text[ROOM];
    memset(text, ' ', sizeof text);
    size_t length = qh_char_encode(c, text + before), end = scan(table, open, text, 0, sizeof text);
    assert_true(end <= before || end >= before + length);
    return end > before;
}

/* Letters of the script that are passed over. */
static size_t check(qh_scan *scan, const qh_scan_table *table, int open, size_t before) {
    size_t letters = 0;
    for (uint32_t c = 1; c < 0x20000; c++) {
        if ((c >= 0xD800 && c < 0xE000) || !passes(scan, table, open, c, before))
            continue;
        if (!may_pass(table->script, open, c))
            fail_msg("%s passes over U+%04X", qh_script_code(table->script), c);
        letters += qh_script_of(c) == table->script && qh_is_letter(c);
    }
    return letters;
}

static void check_all(qh_scan *scan) {
    for (qh_script script = 0; script < QH_SCRIPT_COUNT; script++) {
        const qh_scan_table *table = qh_scan_table_of(script);
        if (!table)
            continue;
        assert_int_equal(table->script, script);
        for (int open = 0; open < 2; open++) {
            size_t letters = check(scan, table, open, 0);
            assert_true(letters >= 22 && check(scan, table, open, 15) == letters && check(scan, table, open, 31) == letters);
        }
    }
}

static void test_tables(void **state) {
    (void)state;
    int some = 0;
#if defined(QH_SIMD_X86)
    if (qh_simd_best() >= QH_SIMD_WITH_SSSE3)
        check_all(qh_scan_ssse3), some++;
    if (qh_simd_best() >= QH_SIMD_WITH_AVX2)
        check_all(qh_scan_avx2), some++;
#elif defined(QH_SIMD_NEON)
    check_all(qh_scan_neon), some++;
#endif
    if (!some)
        skip();
}

/* The portable way passes over ASCII of Latin text, eight bytes at a time. */
static void test_portable(void **state) {
    (void)state;
    const qh_scan_table *latin = qh_scan_table_of(QH_SCRIPT_LATN), *greek = qh_scan_table_of(QH_SCRIPT_GREK);
    assert_int_equal(qh_scan_portable(latin, 1, "twelve bytes and so on", 0, 22), 16);
    for (uint32_t c = 1; c < 0x80; c++)
        if (passes(qh_scan_portable, latin, 1, c, 3))
            assert_true(may_pass(QH_SCRIPT_LATN, 1, c));
    assert_int_equal(qh_scan_portable(greek, 0, "           ", 0, 11), 0);
}

static void test_blocks(void **state) {
    (void)state;
    for (uint32_t c = 0x80; c < 0x10000; c++) {
        qh_script script = qh_scan_blocks[c / 64];
        if (script && !may_pass(script, 1, c))
            fail_msg("%s has U+%04X in a block of its own", qh_script_code(script), c);
    }
    assert_int_equal(qh_scan_blocks[0x430 / 64], QH_SCRIPT_CYRL);
    assert_int_equal(qh_scan_blocks[0x4E2D / 64], QH_SCRIPT_HANI);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables), cmocka_unit_test(test_blocks),
                                       cmocka_unit_test(test_portable)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
