/* The generated tables, at every code point, against ICU and utf8proc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <utf8proc.h>

#include "data.h"
#include "script/properties.h"
#include "text/chars.h"

enum { CODE_POINTS = 0x110000, SHOWN = 20 };

/* Characters that are in ICU's Unicode; a newer ICU than our tables knows some that we do not. */
static int is_known(uint32_t c) {
    UVersionInfo age;
    u_charAge((UChar32)c, age);
    return age[0] != 0 && age[0] <= atoi(qh_unicode_version());
}

static int icu_is_of_15(void) { return !strncmp(U_UNICODE_VERSION, "15.", 3); }

/* ---- what changed on purpose ---- */

typedef struct qh_change {
    uint32_t first, last;
} qh_change;

/* Script_Extensions that are others in Unicode 18 than in 15. */
static const qh_change changed_extensions[] = {
    /* 16: combining marks and modifier letters name the scripts that use them (4 of them again in 17) */
    {0x2BC, 0x2BC},
    {0x2C7, 0x2C7},
    {0x2C9, 0x2CB},
    {0x2CD, 0x2CD},
    {0x2D7, 0x2D7},
    {0x2D9, 0x2D9},
    {0x300, 0x30E},
    {0x310, 0x311},
    {0x313, 0x313},
    {0x323, 0x325},
    {0x32D, 0x32E},
    {0x330, 0x331},
    {0x358, 0x358},
    {0x35E, 0x35E},
    {0x1DF8, 0x1DF8},
    /* 16: punctuation of some scripts only: middle dot, Greek and Coptic numeral signs, Armenian full stop, Runic points */
    {0xB7, 0xB7},
    {0x374, 0x375},
    {0x589, 0x589},
    {0x10FB, 0x10FB},
    {0x16EB, 0x16ED},
    {0x202F, 0x202F},
    {0x204F, 0x204F},
    {0x205A, 0x205A},
    {0x205D, 0x205D},
    {0x2E17, 0x2E17},
    {0x2E30, 0x2E31},
    {0x2E3C, 0x2E3C},
    {0x2E41, 0x2E41},
    {0x3001, 0x3002},
    {0x3008, 0x300B},
    /* 16: Garay writes Arabic punctuation; Gurung Khema, Ol Onal, Tulu-Tigalari write Indic signs and digits */
    {0x60C, 0x60C},
    {0x61B, 0x61B},
    {0x61F, 0x61F},
    {0x964, 0x965},
    {0xCE6, 0xCEF},
    {0x1CD3, 0x1CD3},
    {0x1CF2, 0x1CF2},
    {0x1CF4, 0x1CF4},
    {0xA830, 0xA835},
    {0xA838, 0xA838},
    {0xA8F1, 0xA8F1},
    /* 16: ideographic description characters are Han and Tangut */
    {0x2FF0, 0x2FFB},
    /* 17: Vedic signs in Newa, Telugu, Tirhuta, Sharada */
    {0x951, 0x952},
    {0x1CD5, 0x1CD8},
    {0x1CE2, 0x1CE2},
    {0x1CE9, 0x1CEB},
    {0x1CED, 0x1CED},
    /* 18: Tamil visarga in Kannada, Malayalam, Telugu; two Vedic signs are Bengali only */
    {0xB83, 0xB83},
    {0x1CF5, 0x1CF6}};

/* Bidi_Class that is another one in Unicode 18 than in 15. */
static const qh_change changed_bidi[] = {
    {0x1B3A, 0x1B3A},   {0x1B3C, 0x1B3C},   {0x1B42, 0x1B42},   /* Balinese vowel signs of category Mn: NSM became L */
    {0x1171E, 0x1171E},                                         /* Ahom consonant sign medial ra: NSM became L */
    {0x1D6C1, 0x1D6C1}, {0x1D6FB, 0x1D6FB}, {0x1D735, 0x1D735}, /* mathematical nabla: L became ON, like U+2207 */
    {0x1D76F, 0x1D76F}, {0x1D7A9, 0x1D7A9}};

static int is_changed(uint32_t c, const qh_change *changes, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (c >= changes[i].first && c <= changes[i].last)
            return 1;
    return 0;
}
#define CHANGED(c, changes) is_changed(c, changes, sizeof(changes) / sizeof *(changes))

static void tell(size_t *wrong, const char *what, uint32_t c, const char *ours, const char *theirs) {
    if ((*wrong)++ < SHOWN)
        print_message("%s of U+%04X: %s, expected %s\n", what, (unsigned)c, ours, theirs);
}

/* ---- scripts ---- */

static void test_script(void **state) {
    (void)state;
    size_t wrong = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        UErrorCode status = U_ZERO_ERROR;
        const char *theirs = uscript_getShortName(uscript_getScript((UChar32)c, &status)), *ours = qh_script_code(qh_script_of(c));
        if (is_known(c) && strcmp(ours, theirs))
            tell(&wrong, "Script", c, ours, theirs);
    }
    assert_int_equal(wrong, 0);
}

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

/* The codes, sorted, with a space behind each. */
static void join(char codes[][5], size_t count, char *out) {
    qsort(codes, count, sizeof *codes, by_text);
    for (size_t i = 0; i < count; i++)
        out += sprintf(out, "%s ", codes[i]);
    *out = 0;
}

static void our_extensions(uint32_t c, char *out) {
    qh_script set[QH_SCRIPTS_MOST];
    char codes[QH_SCRIPTS_MOST][5];
    size_t count = qh_script_extensions(c, set);
    for (size_t i = 0; i < count; i++)
        strcpy(codes[i], qh_script_code(set[i]));
    join(codes, count, out);
}

static void icu_extensions(uint32_t c, char *out) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode numbers[64];
    char codes[64][5];
    int32_t count = uscript_getScriptExtensions((UChar32)c, numbers, 64, &status);
    for (int32_t i = 0; i < count; i++)
        strcpy(codes[i], uscript_getShortName(numbers[i]));
    join(codes, (size_t)count, out);
}

static void test_extensions(void **state) {
    (void)state;
    size_t wrong = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        char ours[5 * 64 + 1], theirs[5 * 64 + 1];
        our_extensions(c, ours);
        icu_extensions(c, theirs);
        if (is_known(c) && strcmp(ours, theirs) && !CHANGED(c, changed_extensions))
            tell(&wrong, "Script_Extensions", c, ours, theirs);
        if (icu_is_of_15() && !strcmp(ours, theirs) && CHANGED(c, changed_extensions) && is_known(c))
            tell(&wrong, "Script_Extensions", c, ours, "a change");
    }
    assert_int_equal(wrong, 0);
}

static void test_names(void **state) {
    (void)state;
    for (unsigned s = 0; s < QH_SCRIPT_COUNT; s++) {
        const char *code = qh_script_code((qh_script)s);
        assert_int_equal(qh_script_by_code(code), s);
        int32_t number = u_getPropertyValueEnum(UCHAR_SCRIPT, code);
        if (number < 0) /* newer than ICU */
            continue;
        assert_int_equal(uscript_isRightToLeft((UScriptCode)number), qh_script_is_rtl((qh_script)s));
        const char *name = u_getPropertyValueName(UCHAR_SCRIPT, number, U_LONG_PROPERTY_NAME);
        if (strcmp(name, code)) /* ICU has no long names of the combinations */
            assert_string_equal(qh_script_name((qh_script)s), name);
    }
    assert_string_equal(qh_script_name(QH_SCRIPT_JPAN), "Japanese");
    assert_true(qh_script_is_rtl(QH_SCRIPT_GARA) && qh_script_is_rtl(QH_SCRIPT_HEBR) && !qh_script_is_rtl(QH_SCRIPT_TODR));
    assert_int_equal(qh_script_by_code("Qaaa"), QH_SCRIPT_UNKNOWN);
    assert_int_equal(qh_script_by_code(""), QH_SCRIPT_UNKNOWN);
    assert_string_equal(qh_script_code(255), "Zzzz");
    assert_string_equal(qh_script_name(255), "Unknown");
    assert_false(qh_script_is_rtl(255));
}

static void test_sets(void **state) {
    (void)state;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        const qh_properties *p = qh_properties_of(c);
        assert_true(p->set < QH_SCRIPT_SETS && p->script < QH_SCRIPT_COUNT);
        int alone = p->set == p->script;
        assert_true(alone || p->set >= QH_SCRIPT_COUNT);
        assert_true(!alone || qh_script_set_has(&qh_script_sets[p->set], p->script));
    }
}

static void test_beyond(void **state) {
    (void)state;
    static const uint32_t numbers[] = {CODE_POINTS, 0x1FFFFF, 0x7FFFFFFF, 0x80000041, UINT32_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const qh_properties *p = qh_properties_of(numbers[i]);
        assert_true(p->script == QH_SCRIPT_UNKNOWN && p->set == QH_SCRIPT_UNKNOWN && !p->flags && !p->other);
    }
}

/* ---- categories and directions ---- */

enum { CATEGORIES = QH_LETTER | QH_MARK | QH_DIGIT, DIRECTIONS = QH_LTR | QH_RTL };

static int icu_categories(uint32_t c) {
    uint32_t mask = U_GET_GC_MASK((UChar32)c);
    return (mask & U_GC_L_MASK ? QH_LETTER : 0) | (mask & U_GC_M_MASK ? QH_MARK : 0) | (mask & U_GC_ND_MASK ? QH_DIGIT : 0);
}

static int icu_directions(uint32_t c) {
    UCharDirection d = u_charDirection((UChar32)c);
    return d == U_LEFT_TO_RIGHT ? QH_LTR : d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC ? QH_RTL : 0;
}

static int utf8proc_categories(uint32_t c) {
    unsigned class = qh_char_class(c);
    return (class & QH_CHAR_LETTER ? QH_LETTER : 0) | (class & QH_CHAR_MARK ? QH_MARK : 0) | (class & QH_CHAR_DIGIT ? QH_DIGIT : 0);
}

static int utf8proc_directions(uint32_t c) {
    int class = utf8proc_get_property((utf8proc_int32_t)c)->bidi_class;
    int rtl = class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL;
    return class == UTF8PROC_BIDI_CLASS_L ? QH_LTR : rtl ? QH_RTL : 0;
}

static void tell_flags(size_t *wrong, const char *what, uint32_t c, int ours, int theirs) {
    char a[16], b[16];
    sprintf(a, "%#x", (unsigned)ours);
    sprintf(b, "%#x", (unsigned)theirs);
    tell(wrong, what, c, a, b);
}

static void test_flags(void **state) {
    (void)state;
    size_t wrong = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        int flags = qh_properties_of(c)->flags, changed = CHANGED(c, changed_bidi);
        int in_icu = is_known(c) && U_GET_GC_MASK((UChar32)c) != U_GC_CN_MASK;
        int in_utf8proc = in_icu && utf8proc_category((utf8proc_int32_t)c) != UTF8PROC_CATEGORY_CN;
        if (in_icu && (flags & CATEGORIES) != icu_categories(c))
            tell_flags(&wrong, "ICU category", c, flags, icu_categories(c));
        if (in_icu && !changed && (flags & DIRECTIONS) != icu_directions(c))
            tell_flags(&wrong, "ICU direction", c, flags, icu_directions(c));
        if (in_utf8proc && (flags & CATEGORIES) != utf8proc_categories(c))
            tell_flags(&wrong, "utf8proc category", c, flags, utf8proc_categories(c));
        if (in_utf8proc && !changed && (flags & DIRECTIONS) != utf8proc_directions(c))
            tell_flags(&wrong, "utf8proc direction", c, flags, utf8proc_directions(c));
        if (in_icu && (flags & QH_DIGIT) && qh_properties_of(c)->other != u_charDigitValue((UChar32)c))
            tell_flags(&wrong, "digit", c, qh_properties_of(c)->other, u_charDigitValue((UChar32)c));
    }
    assert_int_equal(wrong, 0);
}

/* ---- pairs ---- */

static int is_quote(uint32_t c) {
    return c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || (c >= 0x301D && c <= 0x301F);
}

static void test_brackets(void **state) {
    (void)state;
    size_t wrong = 0, brackets = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        int type = u_getIntPropertyValue((UChar32)c, UCHAR_BIDI_PAIRED_BRACKET_TYPE), flags = qh_properties_of(c)->flags;
        if (is_quote(c) || !is_known(c))
            continue;
        brackets += type != U_BPT_NONE;
        int expected = type == U_BPT_OPEN ? QH_OPENS : type == U_BPT_CLOSE ? QH_CLOSES : 0;
        if ((flags & (QH_OPENS | QH_CLOSES)) != expected)
            tell_flags(&wrong, "bracket", c, flags, expected);
        if (type == U_BPT_OPEN && !qh_pair_matches(c, (uint32_t)u_getBidiPairedBracket((UChar32)c)))
            tell(&wrong, "bracket", c, "alone", "its pair");
    }
    assert_int_equal(wrong, 0);
    assert_true(brackets >= 128);
}

/* No opener matches another's closer, save the canonically equivalent ones. */
static void test_strangers(void **state) {
    (void)state;
    uint32_t openers[200], closers[200];
    size_t o = 0, k = 0, matches = 0;
    for (uint32_t c = 0; c < 0x10000; c++) {
        if (qh_pair_opens(c) && !is_quote(c))
            openers[o++] = c;
        if (qh_pair_may_close(c) && !is_quote(c))
            closers[k++] = c;
    }
    for (size_t i = 0; i < o; i++)
        for (size_t j = 0; j < k; j++)
            matches += qh_pair_matches(openers[i], closers[j]) != 0;
    assert_int_equal(o, k);
    assert_int_equal(matches, o + 2);
    assert_true(qh_pair_matches(0x2329, 0x3009) && qh_pair_matches(0x3008, 0x232A));
}

static void test_quotes(void **state) {
    (void)state;
    static const struct {
        uint32_t opener, closer;
    } good[] = {{0x201C, 0x201D}, {0x201E, 0x201C}, {0x201E, 0x201D}, {0x2018, 0x2019}, {0x201A, 0x2018},
                {0x201A, 0x2019}, {0xAB, 0xBB},     {0x2039, 0x203A}, {0x301D, 0x301E}, {0x301D, 0x301F}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(qh_pair_opens(good[i].opener) && qh_pair_may_close(good[i].closer) &&
                    qh_pair_matches(good[i].opener, good[i].closer));
    assert_false(qh_pair_matches(0x201C, 0x2019) || qh_pair_matches('(', ']') || qh_pair_matches(')', '(') ||
                 qh_pair_matches('0', '0') || qh_pair_matches('a', 'b') || qh_pair_matches(0x201C, ')'));
}

/* ---- grapheme clusters ---- */

/* utf8proc breaks between any two simple characters: all of them against one of each of its classes. */
static void test_simple(void **state) {
    (void)state;
    enum { CLASSES = 64 };
    uint32_t of[CLASSES] = {0};
    size_t wrong = 0, simple = 0;
    for (uint32_t c = 1; c < CODE_POINTS; c++)
        if (qh_properties_of(c)->flags & QH_SIMPLE)
            of[utf8proc_get_property((utf8proc_int32_t)c)->boundclass % CLASSES] = c;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (!(qh_properties_of(c)->flags & QH_SIMPLE))
            continue;
        simple++;
        for (size_t k = 0; k < CLASSES; k++) {
            int32_t before = 0, behind = 0;
            if (of[k] && (!qh_grapheme_break(of[k], c, &before) || !qh_grapheme_break(c, of[k], &behind)))
                tell_flags(&wrong, "a cluster joins", c, (int)c, (int)of[k]);
        }
    }
    assert_int_equal(wrong, 0);
    assert_true(simple > 250000);
    static const uint32_t fast[] = {'a', ' ', '\n', '1', 0xE9, 0x430, 0x644, 0x5D0, 0x915, 0x4E2D, 0x3042, 0xAC00, 0xAC01, 0x1F600};
    for (size_t i = 0; i < sizeof fast / sizeof *fast; i++)
        assert_true(qh_properties_of(fast[i])->flags & QH_SIMPLE);
    static const uint32_t slow[] = {'\r',   0x301,   0x200D,  0x600,   0xE33,  0x1100, 0x1161,
                                    0x11A8, 0x1F1E6, 0x1F3FB, 0x11A3A, 0xFF9E, 0x93F};
    for (size_t i = 0; i < sizeof slow / sizeof *slow; i++)
        assert_false(qh_properties_of(slow[i])->flags & QH_SIMPLE);
}

/* ---- another engine's list ---- */

static void test_harfbuzz(void **state) {
    (void)state;
    FILE *file = open_data("scripts/cp_script_harfbuzz.jsonl");
    if (!file) {
        print_message("skipped: the data folder has no scripts/cp_script_harfbuzz.jsonl\n");
        skip();
    }
    size_t lines = 0, wrong = 0;
    unsigned c;
    char script[5];
    while (fscanf(file, " {\"source\": \"harfbuzz\", \"cp\": %u, \"script\": \"%4[A-Za-z]\"}", &c, script) == 2) {
        lines++;
        if (strcmp(qh_script_code(qh_script_of(c)), script))
            tell(&wrong, "HarfBuzz script", c, qh_script_code(qh_script_of(c)), script);
    }
    fclose(file);
    print_message("%zu of %zu\n", lines - wrong, lines);
    assert_true(lines >= 180);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_script),   cmocka_unit_test(test_extensions), cmocka_unit_test(test_names),
        cmocka_unit_test(test_sets),     cmocka_unit_test(test_beyond),     cmocka_unit_test(test_flags),
        cmocka_unit_test(test_brackets), cmocka_unit_test(test_strangers),  cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_simple),   cmocka_unit_test(test_harfbuzz),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
