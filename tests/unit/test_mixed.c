/* Mixed scripts: resolved sets, restriction levels, words in disguise, skeletons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/uset.h>
#include <unicode/uspoof.h>

#include "data.h"
#include "script/look_alikes.h"
#include "script/mixed.h"
#include "text/chars.h"

static qh_mixed check(const char *text) {
    qh_mixed mixed;
    qh_mixed_of(text, (quoth_span){0, strlen(text)}, &mixed);
    return mixed;
}

/* ---- sets and levels ---- */

/* "Hang Kore": the codes in the order of their numbers; "ALL". */
static void describe(const qh_mixed *mixed, char *out) {
    if (mixed->any) {
        strcpy(out, "ALL");
        return;
    }
    *out = 0;
    for (unsigned s = 0; s < QH_SCRIPT_COUNT; s++)
        if (qh_script_set_has(&mixed->resolved, (qh_script)s))
            strcat(strcat(out, *out ? " " : ""), qh_script_code((qh_script)s));
}

static void expect_set(const char *text, const char *set) {
    char got[5 * QH_SCRIPT_COUNT];
    qh_mixed mixed = check(text);
    describe(&mixed, got);
    assert_string_equal(got, set);
    assert_int_equal(mixed.single, *set != 0);
}

static void test_sets(void **state) {
    (void)state;
    expect_set("", "ALL");
    expect_set("12:30, \xCC\x88", "Armn Cyrl Dupl Goth Grek Hebr Latn Perm Syrc Tale Tfng"); /* U+0308 */
    expect_set("12:30", "ALL");
    expect_set("word", "Latn");
    expect_set("漢字", "Hani Hanb Jpan Kore");
    expect_set("ひらカタ", "Jpan");
    expect_set("ひら漢", "Jpan");
    expect_set("한漢", "Kore");
    expect_set("漢ㄅ", "Hanb");
    expect_set("ひら한", "");
    expect_set("wоrd", "");
    expect_set("漢word", "");
    expect_set("ー", "Hira Kana Jpan");
}

static void test_levels(void **state) {
    (void)state;
    assert_int_equal(check("").level, QUOTH_RESTRICTION_ASCII_ONLY);
    assert_int_equal(check("plain 1").level, QUOTH_RESTRICTION_ASCII_ONLY);
    assert_int_equal(check("naïve").level, QUOTH_RESTRICTION_SINGLE_SCRIPT);
    assert_int_equal(check("слово 1").level, QUOTH_RESTRICTION_SINGLE_SCRIPT);
    assert_int_equal(check("DJです").level, QUOTH_RESTRICTION_HIGHLY);
    assert_int_equal(check("K팝").level, QUOTH_RESTRICTION_HIGHLY);
    assert_int_equal(check("vㄅ漢").level, QUOTH_RESTRICTION_HIGHLY);
    assert_int_equal(check("PDFهای").level, QUOTH_RESTRICTION_MODERATELY);
    assert_int_equal(check("appये").level, QUOTH_RESTRICTION_MODERATELY);
    assert_int_equal(check("wоrd").level, QUOTH_RESTRICTION_MINIMALLY);
    assert_int_equal(check("Δx").level, QUOTH_RESTRICTION_MINIMALLY);
    assert_int_equal(check("ひら한").level, QUOTH_RESTRICTION_MINIMALLY);
    assert_int_equal(check("wᎪrd").level, QUOTH_RESTRICTION_UNRESTRICTED);             /* Cherokee is in limited use */
    assert_int_equal(check("wоrd\xEE\x80\x80").level, QUOTH_RESTRICTION_UNRESTRICTED); /* private use */
}

static void test_numbers(void **state) {
    (void)state;
    assert_false(check("12 and 34").mixed_numbers);
    assert_false(check("١٢ و ٣").mixed_numbers);
    assert_true(check("1٢").mixed_numbers);
    assert_true(check("٣ ۳").mixed_numbers);
    assert_false(check("½ ² Ⅻ 9").mixed_numbers);
}

/* Characters whose properties are the same in ICU's Unicode and ours. */
static const uint32_t alphabet[] = {'a',    'Z',    '1',    '-',    0xE9,   0x430,  0x416, 0x3B1,  0x3A9,  0x561,
                                    0x5D0,  0x627,  0x661,  0x6F1,  0x905,  0x966,  0xE01, 0x10D0, 0x1200, 0x4E2D,
                                    0x3042, 0x30A2, 0x30FC, 0x3105, 0xAC00, 0x3006, 0x640, 0x1F600};

static int icu_level(USpoofChecker *checker, USpoofCheckResult *result, const char *text, size_t size, int *mixed_numbers) {
    UErrorCode status = U_ZERO_ERROR;
    uspoof_check2UTF8(checker, text, (int32_t)size, result, &status);
    int level = (int)uspoof_getCheckResultRestrictionLevel(result, &status) >> 28;
    *mixed_numbers = uset_size(uspoof_getCheckResultNumerics(result, &status)) > 1;
    assert_true(U_SUCCESS(status));
    return level;
}

/* ICU knows no profile unless told, so it never says Unrestricted. */
static void test_icu_levels(void **state) {
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    uspoof_setChecks(checker, USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS, &status);
    USpoofCheckResult *result = uspoof_openCheckResult(&status);
    assert_true(U_SUCCESS(status));
    uint32_t seed = 3;
    for (size_t round = 0; round < 20000; round++) {
        char text[64];
        size_t size = 0;
        for (size_t i = 0; i < 1 + round % 5; i++) {
            seed = seed * 1664525u + 1013904223u;
            size += qh_char_encode(alphabet[(seed >> 8) % (sizeof alphabet / sizeof *alphabet)], text + size);
        }
        text[size] = 0;
        int numbers, expected = icu_level(checker, result, text, size, &numbers);
        qh_mixed mixed = check(text);
        int level = mixed.level == QUOTH_RESTRICTION_UNRESTRICTED ? QUOTH_RESTRICTION_MINIMALLY : mixed.level;
        if (level != expected || mixed.mixed_numbers != numbers)
            fail_msg("%s: level %d, ICU %d; numbers %d, ICU %d", text, level, expected, mixed.mixed_numbers, numbers);
    }
    uspoof_closeCheckResult(result);
    uspoof_close(checker);
}

/* ---- words ---- */

static const char *const loud[] = {
    "pаypal", "Аpple", "ВЕLARUS", "раypal", "gооgle", "gοοgle", "miсrosoft", "Αmazon", "fаcebook", "Faceboоk", "twіtter", "Nеtflix",
    "YouТube", "OpenАІ", "lіnkedin", "іnstagram", "teӏegram", "whatѕapp", "ѕpotify", "Вitcoin", "еbay", "ЕBAY", "NАSA", "FВI",
    "Rоlех", "Tоyоta", "bаnk", "lоgin", "аdmin", "Miсrоsоft", "pαypal", "fαcebook", "αdmιn", "Gοοgle", "Βitcoin", "Ηotmail",
    "Νokia", "Ρaypal", "aρрle", "ԁropbox", "ցoogle", "gօօgle", "wһether", "troսble", "pаssword", "ᏀOOGLE", "ᎪPPLE", "ꓐank", "ⲟpen",
    "gסogle", "p2раypal", "HBО", "АТM", "ЅBERBANK", "vіsa", "dіgіtаl", "heӏlo", "pay\xC2\xADpаl", "Eurоpe", "İstаnbul",
    /* Latin in words of other scripts */
    "cобака", "Mосква", "Пpивет", "мoсква", "нeт", "eсли", "чтo", "Poccия", "пoлиция", "Kиев", "банкa", "caйт", "Caмсунг", "oнa",
    "сeкрет", "ещë", "їжaк", "iнтернет", "Jовановић", "Αθήνa", "Eλλάδα", "Τράπεζa", "Tο", "Mοscοw", "УКРАЇНСЬКA", "өгвөo",
    "абvabв\xD0\xBEo"};

static const char *const quiet[] = {
    /* mathematics, units, chemistry, biology */
    "Δx", "μm", "µm", "λ-calculus", "α-particle", "Σ", "kΩ", "Å", "Å", "°C", "mΩ", "Ωm", "σx", "xα", "hν", "ΔG", "ΔΔCt", "2πr",
    "πr²", "sinα", "cosβ", "sinαcosβ", "dσdt", "logσ", "μmol", "kαβ", "γ-rays", "E=mc²", "∂x", "ℓ2", "H₂O", "β-carotene", "TNFα",
    "NFκB", "IκBα", "IFNγ", "TGFβ1", "PPARγ", "θE", "InΔ", "32ΩDriver", "x̄", "Ⅻ", "№5", "βA",
    /* brands and fashion */
    "μTorrent", "KoЯn", "TETЯIS", "Яeady", "iФон", "eСпорт", "Δelta",
    /* grammar and glue */
    "IT-специалист", "Facebook'ом", "iPhone’а", "web-сайт", "SMSка", "VIPы", "PCшный", "сайтHTC", "компанияIBM", "ТвиттерTwitter",
    "QR-код", "PDF-файл", "5G-сети", "IPv6-адрес", "XXв", "IIго", "HTMLка", "FacebookΚοινοποίηση", "β2-адренорецептор", "PDFهای",
    "الـCEO", "appوgoogle", "ה-CEO", "בGoogle", "համարlife",
    /* East and South East Asia */
    "iPhone版", "T恤", "K팝", "DJです", "Googleで", "Tシャツ", "CDプレーヤー", "SKT텔레콤", "AppleのiPhone", "ใช้appนี้",
    "googleและfacebook", "αとβ", "Яの音",
    /* one script, whatever it looks like */
    "ТОР", "АТОМ", "ОХ", "ΑΒΓ", "ΟΧΙ", "Москва", "Ελλάδα", "Հայաստան", "café", "straße", "łódź", "İstanbul", "ığdır", "naïve",
    "Muḥammad", "ʿAlī", "ʻokina", "O’Brien", "ﬁn", "E", "word", "COVID-19", "👍🏽", "ｅmail",
    /* Copt beside Grek is philology */
    "ⲛογ"};

static size_t count_words(const char *text, qh_mixed_token *last) {
    qh_mixed_iterator it;
    size_t count = 0;
    qh_mixed_start(&it, text, (quoth_span){0, strlen(text)});
    while (qh_mixed_next(&it, last))
        count++;
    return count;
}

static void test_loud(void **state) {
    (void)state;
    qh_mixed_token token;
    size_t missed = 0;
    for (size_t i = 0; i < sizeof loud / sizeof *loud; i++)
        if (!count_words(loud[i], &token)) {
            print_message("not found: %s\n", loud[i]);
            missed++;
        }
    assert_int_equal(missed, 0);
}

static void test_quiet(void **state) {
    (void)state;
    qh_mixed_token token;
    size_t found = 0;
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (count_words(quiet[i], &token)) {
            print_message("found: %s\n", quiet[i]);
            found++;
        }
    assert_int_equal(found, 0);
}

static void test_token(void **state) {
    (void)state;
    qh_mixed_token token;
    assert_int_equal(count_words("log in at pаypal2.com now", &token), 1);
    assert_int_equal(token.start, 10);
    assert_int_equal(token.end, 18);
    assert_int_equal(token.script_count, 2);
    assert_int_equal(token.scripts[0], QH_SCRIPT_LATN);
    assert_int_equal(token.scripts[1], QH_SCRIPT_CYRL);
    assert_int_equal(token.level, QUOTH_RESTRICTION_MINIMALLY);
    assert_int_equal(token.reads_as, QH_SCRIPT_LATN);
    assert_int_equal(count_words("моя cобака", &token), 1);
    assert_int_equal(token.reads_as, QH_SCRIPT_CYRL);
    assert_int_equal(count_words("Αθήνa", &token), 1);
    assert_int_equal(token.reads_as, QH_SCRIPT_GREK);
    assert_int_equal(count_words("abvоwюz", &token), 1);
    assert_int_equal(token.reads_as, QH_SCRIPT_UNKNOWN);
    assert_int_equal(count_words("wᎪоαօбf", &token), 1);
    assert_int_equal(token.script_count, QH_MIXED_SCRIPTS);
    assert_int_equal(count_words("pаypal pаypal\nplain words pаypal", &token), 3);
}

/* A part of a text says what that part says as a text, on any bytes that are whole characters; spans ascend. */
static void test_random_words(void **state) {
    (void)state;
    static const char *const parts[] = {"a",        "р",  "ο", "X", "Я", "α", "1", " ", "-",     "\xC2\xAD",
                                        "\xCC\x81", "漢", "ة", "օ", "Ꭺ", "é", "ⲟ", "ก", "hello", "привет"};
    uint32_t seed = 5;
    for (size_t round = 0; round < 20000; round++) {
        char text[256] = "";
        for (size_t i = 0; i < 1 + round % 20; i++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, parts[(seed >> 8) % (sizeof parts / sizeof *parts)]);
        }
        qh_mixed_iterator it, again;
        qh_mixed_token token, same;
        size_t end = 0;
        qh_mixed_start(&it, text, (quoth_span){0, strlen(text)});
        while (qh_mixed_next(&it, &token)) {
            assert_true(token.start >= end && token.end > token.start && token.end <= strlen(text) && token.script_count >= 2);
            end = token.end;
            qh_mixed_start(&again, text, (quoth_span){token.start, token.end});
            assert_true(qh_mixed_next(&again, &same));
            assert_true(same.start == token.start && same.end == token.end && same.reads_as == token.reads_as);
        }
    }
}

/* ---- skeletons ---- */

static const char *skeleton(const char *text, char out[64]) {
    size_t need;
    assert_true(qh_skeleton(text, strlen(text), out, 64, &need));
    assert_int_equal(need, strlen(out));
    return out;
}

static void test_skeleton(void **state) {
    (void)state;
    char a[64], b[64];
    assert_string_equal(skeleton("pаypal", a), skeleton("paypal", b));
    assert_string_equal(skeleton("scope", a), skeleton("ѕсоре", b));
    assert_string_equal(skeleton("paypal", a), skeleton("paypaI", b));
    assert_string_not_equal(skeleton("paypal", a), skeleton("paypol", b));
    assert_string_equal(skeleton("", a), "");
    size_t need = 99;
    assert_true(qh_skeleton(NULL, 0, NULL, 0, &need));
    assert_int_equal(need, 0);
}

/* The room that is there is used, to a code point bound, with a NUL. */
static void test_skeleton_room(void **state) {
    (void)state;
    qh_spoof *spoof = qh_spoof_open();
    assert_non_null(spoof);
    const char *text = "жйa漢😀";
    char whole[64], part[64];
    size_t size, need;
    assert_true(qh_spoof_skeleton(spoof, text, strlen(text), whole, sizeof whole, &size));
    assert_true(qh_spoof_skeleton(spoof, text, strlen(text), NULL, 0, &need));
    assert_int_equal(need, size);
    for (size_t room = 1; room < sizeof part; room++) {
        memset(part, 'x', sizeof part);
        assert_true(qh_spoof_skeleton(spoof, text, strlen(text), part, room, &need));
        assert_int_equal(need, size);
        size_t used = strlen(part);
        assert_true(used < room && used + 4 > (room <= size ? room - 1 : size));
        assert_memory_equal(part, whole, used);
        assert_true(((unsigned char)whole[used] & 0xC0) != 0x80);
        for (size_t i = room; i < sizeof part; i++)
            assert_int_equal(part[i], 'x');
    }
    qh_spoof_close(spoof);
}

/* What we take for look-alikes ICU does, too, save poor likenesses, accents, and letters that its data has none for. */
static void test_look_alikes(void **state) {
    (void)state;
    size_t rows = 0, others = 0;
    for (uint32_t c = 0x370; c < 0x600; c++) {
        int weak;
        char letter[2] = {qh_look_of(c, &weak), 0}, text[8], a[64], b[64];
        if (!letter[0] || weak)
            continue;
        text[qh_char_encode(c, text)] = 0;
        skeleton(letter, b);
        rows++;
        others += strncmp(skeleton(text, a), b, strlen(b)) != 0;
    }
    assert_true(rows >= 100);
    assert_true(others <= 6); /* ӏ, ə twice, Ԛ, Լ, յ */
}

/* ---- another engine's cases ---- */

/* The text between the quotation marks behind `key`. */
static int field(const char *line, const char *key, char *out) {
    const char *at = strstr(line, key);
    return at && (sscanf(at + strlen(key), "\"%200[^\"]\"", out) == 1 || (*out = 0, at[strlen(key)] == '"'));
}

/* Whether the array holds exactly the codes of the set. */
static int same_set(const qh_mixed *mixed, const char *array) {
    if (strstr(array, "\"ALL\""))
        return mixed->any;
    size_t codes = 0, found = 0;
    for (const char *at = array; (at = strchr(at, '"')) != NULL; at += 6, codes++) {
        char code[5];
        if (sscanf(at, "\"%4[A-Za-z]\"", code) != 1)
            return 0;
        found += qh_script_set_has(&mixed->resolved, qh_script_by_code(code)) != 0;
    }
    size_t own = 0;
    for (unsigned s = 0; s < QH_SCRIPT_COUNT; s++)
        own += qh_script_set_has(&mixed->resolved, (qh_script)s) != 0;
    return found == codes && own == codes;
}

static void test_unicode_security(void **state) {
    (void)state;
    FILE *file = open_data("scripts/mixed_script_unicode_security.jsonl");
    if (!file) {
        print_message("skipped: the data folder has no scripts/mixed_script_unicode_security.jsonl\n");
        skip();
    }
    char line[1024], text[256] = "";
    size_t cases = 0, good = 0;
    while (fgets(line, sizeof line, file)) {
        if (!field(line, "\"text\": ", text))
            continue;
        qh_mixed mixed = check(text);
        const char *array = strstr(line, "\"augmented\": [");
        int right = array ? same_set(&mixed, array + 14)
                          : mixed.single == (strstr(line, "\"single_script\": true") != NULL) &&
                                (!strstr(line, "\"all\": true") || mixed.any) && (!strstr(line, "\"all\": false") || !mixed.any);
        if (!right)
            print_message("%s", line);
        cases++;
        good += right != 0;
    }
    fclose(file);
    print_message("%zu of %zu\n", good, cases);
    assert_true(cases >= 21);
    assert_int_equal(good, cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sets),          cmocka_unit_test(test_levels),       cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_icu_levels),    cmocka_unit_test(test_loud),         cmocka_unit_test(test_quiet),
        cmocka_unit_test(test_token),         cmocka_unit_test(test_random_words), cmocka_unit_test(test_skeleton),
        cmocka_unit_test(test_skeleton_room), cmocka_unit_test(test_look_alikes),  cmocka_unit_test(test_unicode_security),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
