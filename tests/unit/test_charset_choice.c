/* Declared, contradicted and detected charsets: what an input's text comes out as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/charset_choice.h"
#include "text/charset.h"
#include "text/fluency.h"
#include "text/own_charset.h"
#include "text/source_map.h"
#include "text/utf8_valid.h"

#define BYTES(s) s, sizeof(s) - 1

/* "Der Schäfer hörte die Vögel über den Dächern.", and the like in Russian: "Сегодня вечером будет дождь." */
#define GERMAN_LATIN1                                                                                                              \
    "Der Sch\xE4"                                                                                                                  \
    "fer h\xF6rte die V\xF6gel \xFC"                                                                                               \
    "ber den D\xE4"                                                                                                                \
    "chern."
#define GERMAN_UTF8                                                                                                                \
    "Der Sch\xC3\xA4"                                                                                                              \
    "fer h\xC3\xB6rte die V\xC3\xB6gel \xC3\xBC"                                                                                   \
    "ber den D\xC3\xA4"                                                                                                            \
    "chern."
#define RUSSIAN_1251 "\xD1\xE5\xE3\xEE\xE4\xED\xFF \xE2\xE5\xF7\xE5\xF0\xEE\xEC \xE1\xF3\xE4\xE5\xF2 \xE4\xEE\xE6\xE4\xFC."
#define RUSSIAN_UTF8                                                                                                               \
    "\xD0\xA1\xD0\xB5\xD0\xB3\xD0\xBE\xD0\xB4\xD0\xBD\xD1\x8F \xD0\xB2\xD0\xB5\xD1\x87\xD0\xB5\xD1\x80\xD0\xBE\xD0\xBC "           \
    "\xD0\xB1\xD1\x83\xD0\xB4\xD0\xB5\xD1\x82 \xD0\xB4\xD0\xBE\xD0\xB6\xD0\xB4\xD1\x8C."

static qh_arena arena;

static int set_up(void **state) {
    (void)state;
    qh_arena_init(&arena, &qh_default_allocator);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    qh_arena_free(&arena);
    return 0;
}

static qh_decoded read_bytes(const char *bytes, size_t size, const char *transport, int is_html) {
    qh_decoded out = {0};
    quoth_error err = {0};
    /* An exact copy on the heap lets the sanitizer see every read beyond the input. */
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    quoth_status status = qh_read_charset(&arena, copy, size, transport, is_html, &out, &err);
    free(copy);
    if (status != QUOTH_OK)
        fail_msg("%d: %s", status, err.message);
    return out;
}

static void check(const char *bytes, size_t size, const char *transport, int is_html, const char *charset, const char *text) {
    qh_decoded out = read_bytes(bytes, size, transport, is_html);
    assert_string_equal(out.charset, charset);
    assert_string_equal(out.text, text);
}

static void transport_stands_above_the_markup(void **state) {
    (void)state;
    static const char page[] = "<meta charset=koi8-r><p>\xE4\xE0";
    check(BYTES(page), NULL, 1, "koi8-r", "<meta charset=koi8-r><p>\xD0\x94\xD0\xAE");
    check(BYTES(page), " ", 1, "koi8-r", "<meta charset=koi8-r><p>\xD0\x94\xD0\xAE");
    check(BYTES(page), "windows-1251", 1, "windows-1251", "<meta charset=koi8-r><p>\xD0\xB4\xD0\xB0");
    check(BYTES("\xEF\xBB\xBF<meta charset=koi8-r>\xC3\xA9"), "windows-1251", 1, "utf-8", "<meta charset=koi8-r>\xC3\xA9");
}

static void plain_text_declares_nothing_in_tags(void **state) {
    (void)state;
    assert_string_equal(read_bytes(BYTES("<meta charset=koi8-r>" RUSSIAN_1251), NULL, 0).charset, "windows-1251");
}

static void xml_declarations(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *charset;
    } cases[] = {
        {"<?xml version='1.0' encoding='KOI8-R'?><a>\xE4\xE0</a>", "koi8-r"},
        {"<?xml version=\"1.0\"\tencoding = \"windows-1251\" ?>\xE4\xE0", "windows-1251"},
        {"<?xml version=\"1.0\" encoding=\"utf-16\"?>\xC3\xA9", "utf-8"},
        {"<?xml version=\"1.0\" encoding=\"klingon\"?>\xC3\xA9", "utf-8"},
        {"<?xml version=\"1.0\" encoding=\"koi8-r?>\xC3\xA9", "utf-8"},
        {"<?xml version=\"1.0\" encoding=koi8-r?>\xC3\xA9", "utf-8"},
        {"<?xml version=\"1.0\" encoding", "utf-8"},
        {"<?xml version=\"1.0\"?><a encoding=\"koi8-r\">\xC3\xA9", "utf-8"},
        {"<?xml-model encoding=\"koi8-r\"?>\xC3\xA9", "utf-8"},
        {"<?xml", "utf-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int is_html = 0; is_html < 2; is_html++)
            assert_string_equal(read_bytes(cases[i].bytes, strlen(cases[i].bytes), NULL, is_html).charset, cases[i].charset);
}

static void utf8_beyond_chance_contradicts(void **state) {
    (void)state;
    static const char *const labels[] = {"iso-8859-1", "windows-1252", "windows-1251", "koi8-r", "utf-16", "utf-16be", "ibm850"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        check(BYTES(GERMAN_UTF8), labels[i], 0, "utf-8", GERMAN_UTF8);
    check(BYTES("<meta charset=iso-8859-1>" GERMAN_UTF8), NULL, 1, "utf-8", "<meta charset=iso-8859-1>" GERMAN_UTF8);
    check(BYTES(RUSSIAN_UTF8), "gbk", 0, "utf-8", RUSSIAN_UTF8);
    /* One sequence may be chance, some may be in charsets of two bytes a character; ASCII contradicts nothing. */
    check(BYTES("\xC3\xA9"), "iso-8859-1", 0, "windows-1252", "\xC3\x83\xC2\xA9");
    check(BYTES("\xC3\xA9\xC3\xA9"), "gbk", 0, "gbk", "\xE8\x8C\x85\xE8\x8C\x85");
    check(BYTES("plain words"), "iso-8859-1", 0, "windows-1252", "plain words");
}

static void what_is_hardly_utf8_contradicts(void **state) {
    (void)state;
    check(BYTES(RUSSIAN_1251), "utf-8", 0, "windows-1251", RUSSIAN_UTF8);
    check(BYTES("<meta charset=utf-8>" RUSSIAN_1251), NULL, 1, "windows-1251", "<meta charset=utf-8>" RUSSIAN_UTF8);
    /* A few strangers in it do not. */
    qh_decoded out = read_bytes(BYTES(RUSSIAN_UTF8 " caf\xE9"), "utf-8", 0);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 1);
    out = read_bytes(BYTES("caf\xE9"), "utf-8", 0);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 1);
}

static void ruined_text_contradicts(void **state) {
    (void)state;
    check(BYTES(RUSSIAN_1251 " " RUSSIAN_1251), "euc-jp", 0, "windows-1251", RUSSIAN_UTF8 " " RUSSIAN_UTF8);
    /* What is read without damage is believed, however odd. */
    assert_string_equal(read_bytes(BYTES(RUSSIAN_1251), "koi8-r", 0).charset, "koi8-r");
}

static void mixed_and_cut_off_utf8(void **state) {
    (void)state;
    qh_decoded out = read_bytes(BYTES(RUSSIAN_UTF8 " \xE9t\xE9"), NULL, 0);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 2);
    out = read_bytes(RUSSIAN_UTF8, sizeof RUSSIAN_UTF8 - 3, NULL, 0);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 1);
    out = read_bytes(BYTES("\x8A\xAF\x82\xCD\x82\xB1\x82\xEA\x82\xF0\x94\x46\x82\xDF\x82"), "shift_jis", 0);
    assert_int_equal(out.repaired, 1);
}

typedef struct guess {
    const char *bytes, *charset, *text;
} guess;

static void check_guesses(const guess *guesses, size_t count) {
    for (size_t i = 0; i < count; i++)
        check(guesses[i].bytes, strlen(guesses[i].bytes), NULL, 0, guesses[i].charset, guesses[i].text);
}

static void one_line_is_enough(void **state) {
    (void)state;
    static const guess guesses[] = {
        {GERMAN_LATIN1, "windows-1252", GERMAN_UTF8},
        {"Der Sch\x84"
         "fer h\x94rte die V\x94gel \x81"
         "ber den D\x84"
         "chern.",
         "ibm850", GERMAN_UTF8},
        {"Der Sch\x8A"
         "fer h\x9Arte die V\x9Agel \x9F"
         "ber den D\x8A"
         "chern.",
         "macintosh", GERMAN_UTF8},
        {RUSSIAN_1251, "windows-1251", RUSSIAN_UTF8},
        {"\xF3\xC5\xC7\xCF\xC4\xCE\xD1 \xD7\xC5\xDE\xC5\xD2\xCF\xCD \xC2\xD5\xC4\xC5\xD4 \xC4\xCF\xD6\xC4\xD8.", "koi8-r",
         RUSSIAN_UTF8},
        {"\x91\xA5\xA3\xAE\xA4\xAD\xEF \xA2\xA5\xE7\xA5\xE0\xAE\xAC \xA1\xE3\xA4\xA5\xE2 \xA4\xAE\xA6\xA4\xEC.", "ibm866",
         RUSSIAN_UTF8},
        /* Hungarian and Turkish differ from their western neighbours by a letter or two. */
        {"Az \xF5rs\xE9g a h\xE1z el\xF5tt \xE1ll, \xE9s n\xE9zi az es\xF5t.", "windows-1250",
         "Az \xC5\x91rs\xC3\xA9g a h\xC3\xA1z el\xC5\x91tt \xC3\xA1ll, \xC3\xA9s n\xC3\xA9zi az es\xC5\x91t."},
        {"Ya\xF0mur ba\xFElad\xFD, \xE7ocuklar ko\xFEtu.", "windows-1254",
         "Ya\xC4\x9Fmur ba\xC5\x9Flad\xC4\xB1, \xC3\xA7ocuklar ko\xC5\x9Ftu."},
        /* A headline in capitals is no other charset's small letters. */
        {"\xC7 \xC1\xC8\xC7\xCD\xC1 \xD0\xC5\xD1\xC9\xCC\xC5\xCD\xC5\xC9 \xD4\xCF\xD5\xD3 \xD4\xC1\xCE\xC9\xC4\xC9\xD9\xD4\xC5\xD3 "
         "\xD4\xCF\xD5 \xCA\xC1\xCB\xCF\xCA\xC1\xC9\xD1\xC9\xCF\xD5",
         "iso-8859-7", "Η ΑΘΗΝΑ ΠΕΡΙΜΕΝΕΙ ΤΟΥΣ ΤΑΞΙΔΙΩΤΕΣ ΤΟΥ ΚΑΛΟΚΑΙΡΙΟΥ"},
        /* "don't" and a pause, as word processors write them */
        {"\x93Well\x94, she said, \x93I don\x92t know \x85\x94", "windows-1252",
         "\xE2\x80\x9CWell\xE2\x80\x9D, she said, \xE2\x80\x9CI don\xE2\x80\x99t know \xE2\x80\xA6\xE2\x80\x9D"},
    };
    check_guesses(guesses, sizeof guesses / sizeof *guesses);
}

static void seven_bits_and_ebcdic(void **state) {
    (void)state;
    static const guess guesses[] = {
        {"Today ~{=qLl~} and more", "hz-gb-2312", "Today \xE4\xBB\x8A\xE5\xA4\xA9 and more"},
        {"a path like ~{name} or ~{x~}", "utf-8", "a path like ~{name} or ~{x~}"},
        {"\x1B$)C\x0E"
         "0!3J\x0F",
         "iso-2022-kr", "\xEA\xB0\x80\xEB\x84\x88"},
        {"\xE3\x88\x85\x40\x98\xA4\x89\x83\x92\x40\x86\x96\xA7\x40\x92\x95\x96\xA6\xA2\x40\xA3\x88\x85\x40\xA6\x81\xA8\x40\x88\x96"
         "\x94\x85",
         "ibm037", "The quick fox knows the way home"},
    };
    check_guesses(guesses, sizeof guesses / sizeof *guesses);
}

/* "오늘 저녁에는 비가 올 것 같습니다" */
static void johab_is_read_and_leads_back(void **state) {
    (void)state;
    static const char bytes[] =
        "\xB5\xA1\x93\x69 \xB8\xE1\x91\x62\xB5\x41\x93\x65 \xA7\xA1\x88\x61 \xB5\xA9 \x88\xF5 \x88\x7B\xAF\x73\x93\xA1\x94\x61";
    qh_decoded out = read_bytes(BYTES(bytes), NULL, 0);
    assert_string_equal(out.charset, "johab");
    assert_string_equal(out.text, "오늘 저녁에는 비가 올 것 같습니다");
    assert_int_equal(out.repaired, 0);
    assert_int_equal(qh_source_map_at(out.source, 6), 4);
    assert_int_equal(qh_source_map_at(out.source, 7), 5);
    out = read_bytes(BYTES("\xD9\x31\xE0\x31\xFF"
                           "a\xD0"),
                     "ksc5601-1992", 0);
    assert_string_equal(out.charset, "johab");
    assert_string_equal(out.text, "\xE3\x80\x80\xE4\xBC\xBD\xEF\xBF\xBD"
                                  "a\xEF\xBF\xBD");
    assert_int_equal(out.repaired, 2);
}

static void charsets_of_our_own(void **state) {
    (void)state;
    check(BYTES("Ti\xAA"
                "ng Vi\xAE"
                "t"),
          "viscii", 0, "viscii",
          "Ti\xE1\xBA\xBF"
          "ng Vi\xE1\xBB\x87"
          "t");
    check(BYTES("\xA1\xE0"), "koi8-t", 0, "koi8-t", "\xD3\xAF\xD0\xAE");
    check(BYTES("\xBA\xFE"), "iso-8859-16", 0, "iso-8859-16", "\xC8\x99\xC8\x9B");
    check(BYTES("\x8C\xE0"), "ptcp154", 0, "ptcp154", "\xD2\xA2\xD0\xB0");
    for (int own = 0; own < QH_OWN_TABLES; own++)
        for (unsigned byte = 0x20; byte < 0x7F; byte++)
            if (byte != 0x19 && byte != 0x1E)
                assert_int_equal(qh_own_tables[own][byte], byte);
}

/* The head of a long page may be in another language than the rest, and is no more than a part of the sample. */
static void long_inputs_are_sampled_all_over(void **state) {
    (void)state;
    enum { LINES = 3000 };
    char *bytes = malloc(LINES * sizeof RUSSIAN_1251 * 2);
    assert_non_null(bytes);
    size_t size = 0;
    for (size_t i = 0; i < LINES; i++) {
        const char *line = i < LINES / 8 ? "It costs \xA3"
                                           "5.\n"
                                         : RUSSIAN_1251 "\n";
        memcpy(bytes + size, line, strlen(line));
        size += strlen(line);
    }
    assert_string_equal(read_bytes(bytes, size, NULL, 0).charset, "windows-1251");
    free(bytes);
}

/* Whatever comes in, what comes out is valid and leads back to where something can be. */
static void random_bytes(void **state) {
    (void)state;
    uint32_t random = 3;
    for (size_t round = 0; round < 120; round++) {
        char bytes[700];
        size_t size = round * 5;
        for (size_t i = 0; i < size; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = (char)(random >> 24 | (round % 3 ? 0x20 : 0x80));
        }
        qh_decoded out;
        if (qh_read_charset(&arena, bytes, size, round % 4 ? NULL : "johab", round % 2, &out, NULL) != QUOTH_OK)
            continue;
        assert_int_equal(qh_utf8_valid_prefix(out.text, out.size), out.size);
        for (size_t at = 0, last = 0; at <= out.size; at++) {
            size_t source = qh_source_map_at(out.source, at);
            assert_true(source >= last && source <= size);
            last = source;
        }
    }
}

static void fluency_prefers_language(void **state) {
    (void)state;
    static uint16_t numbers[QH_FLUENCY_NUMBERS];
    static const uint32_t good[] = {'S', 'c', 'h', 0xE4, 'f', 'e', 'r'}, bad[] = {'S', 'c', 'h', 0x201E, 'f', 'e', 'r'},
                          ascii[] = {'a', 'b', 'c'};
    qh_fluency_prepare(numbers);
    assert_true(qh_fluency_cost(numbers, good, 7) < qh_fluency_cost(numbers, bad, 7));
    assert_true(qh_fluency_cost(numbers, ascii, 3) == 0);
    assert_true(qh_language_fluency(BYTES("Sch\xC3\xA4"
                                          "fer")) > qh_language_fluency(BYTES("Sch\xC3\xB0"
                                                                              "fer")));
    assert_true(qh_language_fluency(BYTES("only ascii")) == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(transport_stands_above_the_markup),
        TEST(plain_text_declares_nothing_in_tags),
        TEST(xml_declarations),
        TEST(utf8_beyond_chance_contradicts),
        TEST(what_is_hardly_utf8_contradicts),
        TEST(ruined_text_contradicts),
        TEST(mixed_and_cut_off_utf8),
        TEST(one_line_is_enough),
        TEST(seven_bits_and_ebcdic),
        TEST(johab_is_read_and_leads_back),
        TEST(charsets_of_our_own),
        TEST(long_inputs_are_sampled_all_over),
        TEST(random_bytes),
        TEST(fluency_prefers_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
