/* Bytes in, valid UTF-8 and its way back out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/decode.h"
#include "text/source_map.h"
#include "text/utf8_repair.h"

#define BYTES(s) s, sizeof(s) - 1
#define FFFD "\xEF\xBF\xBD"

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

static qh_decoded decode(const char *bytes, size_t size, const char *declared) {
    qh_decoded out = {0};
    quoth_error err = {0};
    /* An exact copy on the heap lets the sanitizer see every read beyond the input. */
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    quoth_status status = qh_decode(&arena, copy, size, declared, NULL, &out, &err);
    free(copy);
    if (status != QUOTH_OK)
        fail_msg("%d: %s", status, err.message);
    assert_int_equal(out.text[out.size], 0);
    assert_int_equal(qh_utf8_valid((const unsigned char *)out.text, out.size), out.size);
    return out;
}

static void check(const char *bytes, size_t size, const char *declared, const char *charset, const char *text, size_t text_size) {
    qh_decoded out = decode(bytes, size, declared);
    assert_string_equal(out.charset, charset);
    assert_int_equal(out.size, text_size);
    assert_memory_equal(out.text, text, text_size);
}

static void check_failure(const char *bytes, size_t size, const char *declared, quoth_status code, size_t offset,
                          const char *message) {
    qh_decoded out;
    quoth_error err = {0};
    assert_int_equal(qh_decode(&arena, bytes, size, declared, NULL, &out, &err), code);
    assert_int_equal(err.code, code);
    assert_int_equal(err.offset, offset);
    assert_string_equal(err.message, message);
    assert_int_equal(qh_decode(&arena, bytes, size, declared, NULL, &out, NULL), code);
}

/* --- valid UTF-8 ------------------------------------------------------------------------------------------------------------- */

static void valid_text_is_kept(void **state) {
    (void)state;
    static const char text[] = "Plain, na\xC3\xAFve, \xD0\xB4\xD0\xB0, \xE4\xBD\xA0, \xF0\x9F\x98\x80.\r\n\tEnd\xF4\x8F\xBF\xBF";
    qh_decoded out = decode(BYTES(text), NULL);
    assert_string_equal(out.text, text);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 0);
    assert_null(out.source);
}

static void empty_input(void **state) {
    (void)state;
    static const char *const declared[] = {NULL, "", " ", "utf-8", "windows-1251", "utf-16", "iso-2022-jp"};
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
        qh_decoded out;
        assert_int_equal(qh_decode(&arena, NULL, 0, declared[i], NULL, &out, NULL), QUOTH_OK);
        assert_int_equal(out.size, 0);
        assert_string_equal(out.text, "");
        assert_int_equal(qh_source_map_at(out.source, 0), 0);
    }
}

static void few_nul_bytes_are_kept(void **state) {
    (void)state;
    check(BYTES("A sentence with a\0stray byte, and one more\0here."), NULL, "utf-8",
          BYTES("A sentence with a\0stray byte, and one more\0here."));
    check(BYTES("Short\x03"), NULL, "utf-8", BYTES("Short\x03"));
}

static void long_ascii_with_one_character_at_every_place(void **state) {
    (void)state;
    char text[80];
    for (size_t at = 0; at < sizeof text - 2; at++) {
        memset(text, 'a', sizeof text);
        memcpy(text + at, "\xC3\xA9", 2);
        assert_int_equal(qh_utf8_valid((const unsigned char *)text, sizeof text), sizeof text);
        text[at + 1] = 'x';
        assert_int_equal(qh_utf8_valid((const unsigned char *)text, sizeof text), at);
    }
}

/* --- damaged UTF-8 ----------------------------------------------------------------------------------------------------------- */

typedef struct damage {
    const char *bytes, *text; /* text has one '?' for each U+FFFD */
} damage;

static const damage damages[] = {
    {"\x80", "?"},                                    /* lone continuation */
    {"\xBF\x80", "??"},                               /* two of them */
    {"\xC0\xAF", "??"},                               /* overlong, two bytes */
    {"\xC1\xBF", "??"},                               /* overlong, two bytes */
    {"\xE0\x80\xAF", "???"},                          /* overlong, three bytes */
    {"\xE0\x9F\xBF", "???"},                          /* overlong, three bytes */
    {"\xF0\x80\x80\xAF", "????"},                     /* overlong, four bytes */
    {"\xF0\x8F\xBF\xBF", "????"},                     /* overlong, four bytes */
    {"\xED\xA0\x80", "???"},                          /* first surrogate */
    {"\xED\xBF\xBF", "???"},                          /* last surrogate */
    {"\xED\xA0\x80\xED\xB0\x80", "??????"},           /* pair of surrogates */
    {"\xF4\x90\x80\x80", "????"},                     /* beyond U+10FFFF */
    {"\xF5\x80\x80\x80", "????"},                     /* no lead byte */
    {"\xF8\x88\x80\x80\x80", "?????"},                /* five bytes */
    {"\xFC\x84\x80\x80\x80\x80", "??????"},           /* six bytes */
    {"\xFE", "?"},                                    /* never a byte of UTF-8 */
    {"\xFF", "?"},                                    /* never a byte of UTF-8 */
    {"\xC3", "?"},                                    /* cut off */
    {"\xE2", "?"},                                    /* cut off */
    {"\xE2\x82", "?"},                                /* cut off: one maximal subpart */
    {"\xF0\x9F", "?"},                                /* cut off: one maximal subpart */
    {"\xF0\x9F\x98", "?"},                            /* cut off: one maximal subpart */
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF", "????"},     /* Unicode, table 3-11 */
    {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82", "????????"}, /* Unicode, table 3-8 */
    {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF", "????????"}, /* Unicode, table 3-9 */
    {"\xF4\x91\x92\x93\xFF", "?????"},                /* Unicode, table 3-10 */
    {"\xC3\xC3\xA9", "?\xC3\xA9"},                    /* cut off by a whole one */
    {"\xE2\x82\xE2\x82\xAC", "?\xE2\x82\xAC"},        /* cut off by a whole one */
    {"\xF0\x9F\x98z", "?z"},                          /* cut off by ASCII */
};

/* Puts U+FFFD for '?' and counts them. */
static size_t expand(const char *marked, char *out, size_t *count) {
    size_t size = 0;
    for (*count = 0; *marked; marked++) {
        if (*marked != '?') {
            out[size++] = *marked;
            continue;
        }
        memcpy(out + size, FFFD, 3);
        size += 3;
        ++*count;
    }
    return size;
}

static void check_damage(const damage *d, const char *before, const char *after) {
    char bytes[64] = "", marked[64] = "", text[200];
    strcat(strcat(strcat(bytes, before), d->bytes), after);
    strcat(strcat(strcat(marked, before), d->text), after);
    size_t count, size = expand(marked, text, &count);
    qh_decoded out = decode(bytes, strlen(bytes), "utf-8");
    assert_int_equal(out.size, size);
    assert_memory_equal(out.text, text, size);
    assert_int_equal(out.repaired, count);
    assert_non_null(out.source);
    for (size_t i = 0; i <= strlen(before); i++)
        assert_int_equal(qh_source_map_at(out.source, i), i);
    for (size_t i = 0; i <= strlen(after); i++)
        assert_int_equal(qh_source_map_at(out.source, size - i), strlen(bytes) - i);
}

static void damaged_sequences(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        check_damage(&damages[i], "", "");
        check_damage(&damages[i], "before ", "");
        check_damage(&damages[i], "before ", " after");
    }
}

static void repaired_text_leads_back(void **state) {
    (void)state;
    /* Damages of 1, 3, 2 and 2 bytes, two of the same length side by side. */
    qh_decoded out = decode(BYTES("a\xFF"
                                  "b\xF0\x9F\x98"
                                  "c\xE2\x82\xE2\x82\xC3\xA9"),
                            "utf-8");
    static const size_t text[] = {0, 1, 4, 5, 8, 9, 12, 15, 17}, source[] = {0, 1, 2, 3, 6, 7, 9, 11, 13};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_int_equal(qh_source_map_at(out.source, text[i]), source[i]);
    assert_int_equal(out.repaired, 4);
    assert_int_equal(qh_source_map_at(out.source, 3), 1);
}

static void mostly_valid_is_damaged_utf8(void **state) {
    (void)state;
    static const char cyrillic[] = "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82\xD0\xBC\xD0\xB8\xD1\x80 \xFF!";
    qh_decoded out = decode(BYTES(cyrillic), NULL);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 1);
    out = decode(BYTES("caf\xC3\xA9, cut of\xC3"), NULL);
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.repaired, 1);
}

/* --- byte order marks and wide encodings ------------------------------------------------------------------------------------- */

static void utf8_mark_is_dropped(void **state) {
    (void)state;
    qh_decoded out = decode(BYTES("\xEF\xBB\xBFna\xC3\xAFve"), "windows-1251");
    assert_string_equal(out.text, "na\xC3\xAFve");
    assert_string_equal(out.charset, "utf-8");
    assert_int_equal(out.source->pieces.count, 1);
    for (size_t i = 0; i <= out.size; i++)
        assert_int_equal(qh_source_map_at(out.source, i), i + 3);
    out = decode(BYTES("\xEF\xBB\xBF"), NULL);
    assert_int_equal(out.size, 0);
    assert_int_equal(qh_source_map_at(out.source, 0), 3);
}

static void wide_marks(void **state) {
    (void)state;
    check(BYTES("\xFF\xFE"
                "a\0\xE9\0\xAC\x20\x3D\xD8\x00\xDE"),
          NULL, "utf-16le", BYTES("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
    check(BYTES("\xFE\xFF\0a\0\xE9\x20\xAC\xD8\x3D\xDE\x00"), "utf-8", "utf-16be", BYTES("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
    check(BYTES("\xFF\xFE\0\0a\0\0\0\x00\xF6\x01\0"), NULL, "utf-32le", BYTES("a\xF0\x9F\x98\x80"));
    check(BYTES("\0\0\xFE\xFF\0\0\0a\0\x01\xF6\x00"), NULL, "utf-32be", BYTES("a\xF0\x9F\x98\x80"));
}

static void utf16_leads_back(void **state) {
    (void)state;
    qh_decoded out = decode(BYTES("\xFF\xFE"
                                  "a\0\xE9\0\x3D\xD8\x00\xDE\x3D\xD8"
                                  "b\0\x00\xDE"
                                  "c\0x"),
                            NULL);
    assert_string_equal(out.text, "a\xC3\xA9\xF0\x9F\x98\x80" FFFD "b" FFFD "c" FFFD);
    assert_int_equal(out.repaired, 3); /* two lone surrogates and half a unit */
    static const size_t text[] = {0, 1, 3, 7, 10, 11, 14, 15, 18}, source[] = {2, 4, 6, 10, 12, 14, 16, 18, 19};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_int_equal(qh_source_map_at(out.source, text[i]), source[i]);
}

/* Widens UTF-8 of the basic plane. */
static size_t widen(const char *text, size_t width, int big, char *out) {
    size_t size = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p;) {
        uint32_t c = *p++;
        if (c >= 0xE0) {
            c = (c & 0x0F) << 12 | (uint32_t)(p[0] & 0x3F) << 6 | (p[1] & 0x3F);
            p += 2;
        } else if (c >= 0xC0)
            c = (c & 0x1F) << 6 | (*p++ & 0x3F);
        for (size_t i = 0; i < width; i++)
            out[size++] = (char)(c >> 8 * (big ? width - 1 - i : i));
    }
    return size;
}

static void wide_text_without_mark(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Plain words.\n",
        "\xD0\x9F\xD0\xBE\xD1\x87\xD1\x82\xD0\xB8 \xD0\xB2\xD1\x81\xD1\x91 \xD0\xB3\xD0\xBE\xD1\x82\xD0\xBE\xD0\xB2\xD0\xBE.",
        "\xE4\xBB\x8A\xE5\xA4\xA9\xE5\xA4\xA9\xE6\xB0\x94\xE5\xBE\x88\xE5\xA5\xBD\n\xE6\x98\x8E\xE5\xA4\xA9\xE8\xA7\x81",
    };
    char bytes[400];
    for (size_t i = 0; i < 3; i++) {
        check(bytes, widen(texts[i], 2, 0, bytes), NULL, "utf-16le", texts[i], strlen(texts[i]));
        check(bytes, widen(texts[i], 2, 1, bytes), NULL, "utf-16be", texts[i], strlen(texts[i]));
        check(bytes, widen(texts[i], 4, 0, bytes), NULL, "utf-32le", texts[i], strlen(texts[i]));
        check(bytes, widen(texts[i], 4, 1, bytes), NULL, "utf-32be", texts[i], strlen(texts[i]));
        check(bytes, widen(texts[i], 2, 1, bytes), "UTF-16", "utf-16be", texts[i], strlen(texts[i]));
        check(bytes, widen(texts[i], 2, 0, bytes), "UTF-16", "utf-16le", texts[i], strlen(texts[i]));
    }
}

/* --- other encodings --------------------------------------------------------------------------------------------------------- */

typedef struct letter {
    const char *text, *bytes;
} letter;

/* Sets letters in a random order, more than ICU is given at once, and leads every one back. */
static void check_way_back(const char *charset, const letter *letters, size_t letter_count, size_t prefix) {
    enum { LENGTH = 6000 };
    char *bytes = calloc(LENGTH + prefix, 4), *text = calloc(LENGTH + prefix, 4);
    size_t *text_at = calloc(LENGTH, sizeof *text_at), *byte_at = calloc(LENGTH, sizeof *byte_at);
    assert_true(bytes && text && text_at && byte_at);
    memset(bytes, 'x', prefix);
    memset(text, 'x', prefix);
    size_t byte_size = prefix, text_size = prefix;
    uint32_t random = 7;
    for (size_t i = 0; i < LENGTH; i++) {
        random = random * 1664525u + 1013904223u;
        const letter *l = &letters[(random >> 16) % letter_count];
        text_at[i] = text_size;
        byte_at[i] = byte_size;
        memcpy(text + text_size, l->text, strlen(l->text));
        memcpy(bytes + byte_size, l->bytes, strlen(l->bytes));
        text_size += strlen(l->text);
        byte_size += strlen(l->bytes);
    }
    qh_decoded out = decode(bytes, byte_size, charset);
    assert_int_equal(out.size, text_size);
    assert_memory_equal(out.text, text, text_size);
    assert_int_equal(out.repaired, 0);
    for (size_t i = 0; i < LENGTH; i++)
        for (size_t j = text_at[i]; j < (i + 1 < LENGTH ? text_at[i + 1] : text_size); j++)
            assert_int_equal(qh_source_map_at(out.source, j), byte_at[i]);
    assert_int_equal(qh_source_map_at(out.source, text_size), byte_size);
    free(bytes);
    free(text);
    free(text_at);
    free(byte_at);
}

static void every_character_leads_back(void **state) {
    (void)state;
    static const letter windows_1251[] = {{"a", "a"}, {" ", " "}, {"\xD0\xB4", "\xE4"}, {"\xE2\x80\x94", "\x97"}};
    static const letter shift_jis[] = {
        {"a", "a"}, {"\xE3\x81\x82", "\x82\xA0"}, {"\xEF\xBD\xB1", "\xB1"}, {"\xE8\xA1\xA8", "\x95\\"}};
    static const letter gb18030[] = {
        {"a", "a"}, {"\xE4\xBD\xA0", "\xC4\xE3"}, {"\xF0\x9F\x98\x80", "\x94\x39\xFC\x36"}, {"1", "1"}};
    static const letter euc_jp[] = {
        {"a", "a"}, {"\xE3\x81\x82", "\xA4\xA2"}, {"\xEF\xBD\xB1", "\x8E\xB1"}, {"\xE4\xB8\x82", "\x8F\xB0\xA1"}};
    for (size_t prefix = 0; prefix < 5; prefix++) {
        check_way_back("windows-1251", windows_1251, 4, prefix);
        check_way_back("shift_jis", shift_jis, 4, prefix);
        check_way_back("gb18030", gb18030, 4, prefix);
        check_way_back("euc-jp", euc_jp, 4, prefix);
    }
}

static void escape_sequences_belong_to_no_character(void **state) {
    (void)state;
    qh_decoded out = decode(BYTES("ab\x1B$B$\"$$\x1B(Bcd"), NULL);
    assert_string_equal(out.charset, "iso-2022-jp");
    assert_string_equal(out.text, "ab\xE3\x81\x82\xE3\x81\x84"
                                  "cd");
    assert_int_equal(qh_source_map_at(out.source, 0), 0);
    assert_int_equal(qh_source_map_at(out.source, 1), 1);
    assert_int_equal(qh_source_map_at(out.source, 2), 5);
    assert_int_equal(qh_source_map_at(out.source, 5), 7);
    assert_int_equal(qh_source_map_at(out.source, 8), 12);
    assert_int_equal(qh_source_map_at(out.source, 9), 13);
}

static void declared_damage_is_repaired(void **state) {
    (void)state;
    qh_decoded out = decode(BYTES("a\x82 b\xFF"
                                  "c\x82"),
                            "shift_jis");
    assert_string_equal(out.text, "a" FFFD " b" FFFD "c" FFFD);
    assert_int_equal(out.repaired, 3);
    static const size_t text[] = {0, 1, 4, 5, 6, 9, 10, 13}, source[] = {0, 1, 2, 3, 4, 5, 6, 7};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_int_equal(qh_source_map_at(out.source, text[i]), source[i]);
}

static void declared_charset_is_honoured(void **state) {
    (void)state;
    check(BYTES("\xE4\xE0"), "windows-1251", "windows-1251", BYTES("\xD0\xB4\xD0\xB0"));
    check(BYTES("\xE4\xE0"), " KOI8-R\n", "koi8-r", BYTES("\xD0\x94\xD0\xAE"));
    check(BYTES("\xC3\xA9"), "windows-1252", "windows-1252", BYTES("\xC3\x83\xC2\xA9"));
    check(BYTES("\xC1\xE2"), "iso-8859-7", "iso-8859-7", BYTES("\xCE\x91\xCE\xB2"));
    check(BYTES("\xC3\xA9\xFF"), "UTF8", "utf-8", BYTES("\xC3\xA9" FFFD));
}

static void labels_mean_what_the_web_means(void **state) {
    (void)state;
    static const char *const latin1[] = {"iso-8859-1", "ISO_8859-1:1987", "latin1", "L1", "ascii", "US-ASCII", "windows-1252"};
    for (size_t i = 0; i < sizeof latin1 / sizeof *latin1; i++)
        check(BYTES("\x93hi\x94\x80"), latin1[i], "windows-1252", BYTES("\xE2\x80\x9Chi\xE2\x80\x9D\xE2\x82\xAC"));
    check(BYTES("\x80\xFD"), "iso-8859-9", "windows-1254", BYTES("\xE2\x82\xAC\xC4\xB1"));
    check(BYTES("\x80\xA1"), "tis-620", "windows-874", BYTES("\xE2\x82\xAC\xE0\xB8\x81"));
    check(BYTES("\xC4\xE3\x94\x39\xFC\x36"), "gb2312", "gbk", BYTES("\xE4\xBD\xA0\xF0\x9F\x98\x80"));
    check(BYTES("\x87\x40"), "Shift_JIS", "shift_jis", BYTES("\xE2\x91\xA0"));
    check(BYTES("\x81\x41\xB0\xA1"), "ks_c_5601-1987", "euc-kr", BYTES("\xEA\xB0\x82\xEA\xB0\x80"));
    check(BYTES("a\0\xE9\0"), "unicode", "utf-16le", BYTES("a\xC3\xA9"));
}

static void unknown_charsets(void **state) {
    (void)state;
    check_failure(BYTES("abc"), "klingon-8", QUOTH_ERROR_CHARSET, 0, "unknown charset \"klingon-8\"");
    check_failure(BYTES("abc"), "../../windows-1251", QUOTH_ERROR_CHARSET, 0, "unknown charset \"../../windows-1251\"");
    check_failure(BYTES("abc"), "utf-8,swaplfnl", QUOTH_ERROR_CHARSET, 0, "unknown charset \"utf-8,swaplfnl\"");
    check_failure(BYTES("abc"), "utf-8 latin1", QUOTH_ERROR_CHARSET, 0, "unknown charset \"utf-8 latin1\"");
    check_failure(BYTES("abc"), "caf\xE9\x01", QUOTH_ERROR_CHARSET, 0, "unknown charset \"caf??\"");
    char label[300];
    memset(label, 'u', sizeof label);
    label[sizeof label - 1] = '\0';
    qh_decoded out;
    assert_int_equal(qh_decode(&arena, "abc", 3, label, NULL, &out, NULL), QUOTH_ERROR_CHARSET);
}

/* --- guesses ----------------------------------------------------------------------------------------------------------------- */

static void charsets_are_guessed(void **state) {
    (void)state;
    check(BYTES("\xCF\xF0\xE5\xEC\xFC\xE5\xF0 \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xE2\xFB\xE1\xEE\xF0\xEE\xE2 \xED\xE5 "
                "\xE1\xF3\xE4\xE5\xF2."),
          NULL, "windows-1251",
          BYTES("\xD0\x9F\xD1\x80\xD0\xB5\xD0\xBC\xD1\x8C\xD0\xB5\xD1\x80 \xD1\x81\xD0\xBA\xD0\xB0\xD0\xB7\xD0\xB0\xD0\xBB, "
                "\xD1\x87\xD1\x82\xD0\xBE \xD0\xB2\xD1\x8B\xD0\xB1\xD0\xBE\xD1\x80\xD0\xBE\xD0\xB2 \xD0\xBD\xD0\xB5 "
                "\xD0\xB1\xD1\x83\xD0\xB4\xD0\xB5\xD1\x82."));
    check(BYTES("\x8A\xAF\x82\xCD\x82\xB1\x82\xEA\x82\xF0\x94\x46\x82\xDF\x82\xBD"), NULL, "shift_jis",
          BYTES("\xE5\xAE\x98\xE3\x81\xAF\xE3\x81\x93\xE3\x82\x8C\xE3\x82\x92\xE8\xAA\x8D\xE3\x82\x81\xE3\x81\x9F"));
    check(BYTES("Il a d\xE9"
                "clar\xE9 qu'il \xE9tait pr\xEAt \xE0 partir \x97 enfin."),
          NULL, "windows-1252",
          BYTES("Il a d\xC3\xA9"
                "clar\xC3\xA9 qu'il \xC3\xA9tait pr\xC3\xAAt \xC3\xA0 partir \xE2\x80\x94 enfin."));
    check(BYTES("It costs \xA3"
                "100, not \xA3"
                "50."),
          NULL, "windows-1252",
          BYTES("It costs \xC2\xA3"
                "100, not \xC2\xA3"
                "50."));
    check(BYTES("don\x92t"), NULL, "windows-1252", BYTES("don\xE2\x80\x99t"));
}

/* --- what is no text --------------------------------------------------------------------------------------------------------- */

static void files_of_other_kinds(void **state) {
    (void)state;
    check_failure(BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), NULL, QUOTH_ERROR_NOT_TEXT, 0, "not text: a PNG image");
    check_failure(BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "utf-8", QUOTH_ERROR_NOT_TEXT, 0, "not text: a PNG image");
    check_failure(BYTES("\x7F"
                        "ELF\x02\x01\x01"),
                  NULL, QUOTH_ERROR_NOT_TEXT, 0, "not text: an ELF program");
    check_failure(BYTES("\x1F\x8B\x08\x00\x00"), NULL, QUOTH_ERROR_NOT_TEXT, 0, "not text: a gzip archive");
    check_failure(BYTES("PK\x03\x04\x14\0"), NULL, QUOTH_ERROR_NOT_TEXT, 0, "not text: a ZIP archive");
    check_failure(BYTES("%PDF-1.7\n"), NULL, QUOTH_ERROR_NOT_TEXT, 0, "not text: a PDF document");
}

static void control_characters(void **state) {
    (void)state;
    check_failure(BYTES("data\x03\x01\x02\x9C\x07\x1E"), NULL, QUOTH_ERROR_NOT_TEXT, 4, "not text: control character 0x03");
    check_failure(BYTES("data\x03\x01\x02\x9C\x07\x1E"), "latin1", QUOTH_ERROR_NOT_TEXT, 4, "not text: control character 0x03");
    check_failure(BYTES("\xFF\xFE"
                        "d\0\x03\0\x01\0\x02\0"),
                  NULL, QUOTH_ERROR_NOT_TEXT, 4, "not text: control character 0x03");
    check(BYTES("\x1B[1mbold\x1B[0m\f\v\b\ttext"), NULL, "utf-8", BYTES("\x1B[1mbold\x1B[0m\f\v\b\ttext"));
}

/* --- memory ------------------------------------------------------------------------------------------------------------------ */

typedef struct budget {
    size_t left, held;
} budget;

static void *serve_some(void *user, size_t size) {
    budget *b = user;
    void *memory = b->left ? malloc(size) : NULL;
    if (!memory)
        return NULL;
    b->left--;
    b->held += size;
    return memory;
}

static void take_back(void *user, void *memory, size_t size) {
    ((budget *)user)->held -= size;
    free(memory);
}

static size_t failures_until_success(const char *bytes, size_t size, const char *declared) {
    for (size_t n = 0;; n++) {
        budget b = {n, 0};
        quoth_allocator allocator = {&b, serve_some, take_back};
        qh_arena poor;
        qh_arena_init(&poor, &allocator);
        qh_decoded out;
        quoth_error err = {0};
        quoth_status status = qh_decode(&poor, bytes, size, declared, NULL, &out, &err);
        qh_arena_free(&poor);
        assert_int_equal(b.held, 0);
        if (status == QUOTH_OK)
            return n;
        assert_int_equal(status, QUOTH_ERROR_MEMORY);
        assert_int_equal(err.code, QUOTH_ERROR_MEMORY);
        assert_true(n < 1000);
    }
}

static void memory_runs_out(void **state) {
    (void)state;
    enum { SIZE = 200000 };
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = i % 7 == 3 ? ' ' : (char)(0xE0 + i % 11);
    assert_true(failures_until_success(BYTES("plain"), NULL) >= 1);
    assert_true(failures_until_success(bytes, SIZE, "utf-8") >= 3);
    assert_true(failures_until_success(bytes, SIZE, "windows-1251") >= 3);
    assert_true(failures_until_success(bytes, SIZE, NULL) >= 4);
    free(bytes);
}

/* Whatever comes in, what comes out is valid and leads back to where something can be. */
static void random_bytes(void **state) {
    (void)state;
    static const char *const labels[] = {NULL,          "utf-8", "shift_jis", "gb18030",   "utf-16",
                                         "iso-2022-jp", "utf-7", "big5",      "hz-gb-2312"};
    uint32_t random = 1;
    for (size_t round = 0; round < 900; round++) {
        unsigned char bytes[97];
        size_t size = round % sizeof bytes;
        for (size_t i = 0; i < size; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = (unsigned char)(random >> 16);
            if (bytes[i] < 0x20)
                bytes[i] = bytes[i] < 4 ? 0x1B : '$';
        }
        qh_decoded out;
        quoth_status status = qh_decode(&arena, bytes, size, labels[round % 9], NULL, &out, NULL);
        if (status == QUOTH_ERROR_NOT_TEXT)
            continue;
        assert_int_equal(status, QUOTH_OK);
        assert_int_equal(qh_utf8_valid((const unsigned char *)out.text, out.size), out.size);
        for (size_t at = 0, last = 0; at <= out.size; at++) {
            size_t source = qh_source_map_at(out.source, at);
            assert_true(source >= last && source <= size);
            last = source;
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(valid_text_is_kept),
        TEST(empty_input),
        TEST(few_nul_bytes_are_kept),
        TEST(long_ascii_with_one_character_at_every_place),
        TEST(damaged_sequences),
        TEST(repaired_text_leads_back),
        TEST(mostly_valid_is_damaged_utf8),
        TEST(utf8_mark_is_dropped),
        TEST(wide_marks),
        TEST(utf16_leads_back),
        TEST(wide_text_without_mark),
        TEST(every_character_leads_back),
        TEST(escape_sequences_belong_to_no_character),
        TEST(declared_damage_is_repaired),
        TEST(declared_charset_is_honoured),
        TEST(labels_mean_what_the_web_means),
        TEST(unknown_charsets),
        TEST(charsets_are_guessed),
        TEST(files_of_other_kinds),
        TEST(control_characters),
        TEST(memory_runs_out),
        TEST(random_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
