/* Character classes, letter case, encoding, grapheme clusters, source maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "text/chars.h"
#include "text/source_map.h"
#include "text/utf8.h"

static unsigned class_by_name(uint32_t c) {
    const char *category = utf8proc_category_string((utf8proc_int32_t)c);
    if ((c >= 9 && c <= 13) || c == 0x85)
        return QH_CHAR_SPACE;
    switch (category[0]) {
    case 'L':
        return QH_CHAR_LETTER | (category[1] == 'u' || category[1] == 't' ? (unsigned)QH_CHAR_UPPER : 0) |
               (category[1] == 'l' ? (unsigned)QH_CHAR_LOWER : 0);
    case 'M':
        return QH_CHAR_MARK;
    case 'N':
        return category[1] == 'd' ? QH_CHAR_DIGIT : QH_CHAR_OTHER;
    case 'P':
        return QH_CHAR_PUNCTUATION;
    case 'Z':
        return QH_CHAR_SPACE;
    default:
        return QH_CHAR_OTHER;
    }
}

static void classes_agree_with_categories(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        if (qh_char_class(c) != class_by_name(c))
            fail_msg("U+%04X: %u, expected %u", c, qh_char_class(c), class_by_name(c));
    assert_int_equal(qh_char_class(0x110000), QH_CHAR_OTHER);
    assert_int_equal(qh_char_class(UINT32_MAX), QH_CHAR_OTHER);
}

static void short_questions(void **state) {
    (void)state;
    for (uint32_t c = 0; c < 0x3100; c++) {
        unsigned class = qh_char_class(c);
        assert_int_equal(qh_is_space(c), (class & QH_CHAR_SPACE) != 0);
        assert_int_equal(qh_is_digit(c), (class & QH_CHAR_DIGIT) != 0);
        assert_int_equal(qh_is_letter(c), (class & QH_CHAR_LETTER) != 0);
        assert_int_equal(qh_is_upper(c), (class & QH_CHAR_UPPER) != 0);
        assert_int_equal(qh_is_lower(c), (class & QH_CHAR_LOWER) != 0);
    }
}

static void lower_case(void **state) {
    (void)state;
    static const uint32_t pairs[][2] = {{'A', 'a'},     {'Z', 'z'},       {'z', 'z'},         {'@', '@'},          {'[', '['},
                                        {0xC9, 0xE9},   {0xDF, 0xDF},     {0x130, 'i'},       {0x1C5, 0x1C6},      {0x3A3, 0x3C3},
                                        {0x410, 0x430}, {0x4E00, 0x4E00}, {0x10400, 0x10428}, {0x110000, 0x110000}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(qh_char_lower(pairs[i][0]), pairs[i][1]);
}

static void encoding_and_reading_back(void **state) {
    (void)state;
    static const uint32_t points[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    static const size_t lengths[] = {1, 1, 2, 2, 3, 3, 3, 3, 4, 4};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char bytes[5] = {0};
        size_t length, at = 0;
        assert_int_equal(qh_char_encode(points[i], bytes), lengths[i]);
        assert_int_equal(qh_utf8_at(bytes, 0, &length), points[i]);
        assert_int_equal(length, lengths[i]);
        assert_int_equal(qh_utf8_next(bytes, &at), points[i]);
        assert_int_equal(qh_utf8_previous(bytes, &at), points[i]);
        assert_int_equal(at, 0);
    }
}

/* Clusters are set apart by '|'. */
static void check_clusters(const char *marked) {
    char text[128] = {0};
    size_t bounds[64], count = 0, size = 0;
    for (const char *p = marked; *p; p++) {
        if (*p == '|')
            bounds[count++] = size;
        else
            text[size++] = *p;
    }
    bounds[count++] = size;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at = qh_grapheme_next(text, size, at);
        assert_int_equal(at, bounds[i]);
    }
}

static void grapheme_clusters(void **state) {
    (void)state;
    check_clusters("a|b|c");
    check_clusters("\r\n|x|\n|\r|y");
    check_clusters("e\xCC\x81|e\xCC\x81\xCC\xA7|.");
    check_clusters("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7|x");                                     /* woman, joiner, girl */
    check_clusters("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA|\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7|\xF0\x9F\x87\xAA"); /* two flags and a half */
    check_clusters("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB|\xEA\xB0\x80");                                  /* jamo, a syllable */
    check_clusters("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD|!");                                                 /* thumb and skin tone */
}

static void source_map_of_nothing(void **state) {
    (void)state;
    qh_source_map map = {.text_size = 0, .source_size = 3};
    assert_int_equal(qh_source_map_at(NULL, 17), 17);
    assert_int_equal(qh_source_map_at(&map, 0), 3);
    assert_int_equal(qh_source_map_at(&map, 9), 3);
}

static void source_map_pieces(void **state) {
    (void)state;
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    qh_source_map map = {.text_size = 12, .source_size = 11};
    /* Two letters of 1 to 1, three of 2 to 1, one of 3 to 2, then a gap of two source bytes and one of 1 to 1. */
    assert_true(qh_source_map_add(&arena, &map, 0, 1, 1, 1));
    assert_true(qh_source_map_add(&arena, &map, 1, 2, 1, 1));
    for (size_t i = 0; i < 3; i++)
        assert_true(qh_source_map_add(&arena, &map, 2 + 2 * i, 3 + i, 2, 1));
    assert_true(qh_source_map_add(&arena, &map, 8, 6, 3, 2));
    assert_true(qh_source_map_add(&arena, &map, 11, 10, 1, 1));
    assert_int_equal(map.pieces.count, 4);
    static const size_t expected[] = {1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 10, 11, 11};
    for (size_t at = 0; at < sizeof expected / sizeof *expected; at++)
        assert_int_equal(qh_source_map_at(&map, at), expected[at]);
    qh_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_agree_with_categories),
        cmocka_unit_test(short_questions),
        cmocka_unit_test(lower_case),
        cmocka_unit_test(encoding_and_reading_back),
        cmocka_unit_test(grapheme_clusters),
        cmocka_unit_test(source_map_of_nothing),
        cmocka_unit_test(source_map_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
