/* Offsets of the map against counting by hand, at every byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/chars.h"
#include "text/offset_map.h"
#include "text/utf8.h"

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static uint32_t random_character(uint32_t *state, int ascii_only) {
    static const uint32_t firsts[] = {0x20,  0x41,  0xE0,   0x3B1,  0x430,  0x5D0,   0x627,
                                      0x905, 0xE01, 0x3042, 0x4E00, 0xAC00, 0x1F600, 0x20000};
    size_t which = ascii_only ? next_random(state) % 2 : next_random(state) % (sizeof firsts / sizeof *firsts);
    return firsts[which] + next_random(state) % 20;
}

static size_t random_text(char *out, size_t characters, uint32_t seed, int ascii_only) {
    size_t size = 0;
    for (size_t i = 0; i < characters; i++)
        size += qh_char_encode(random_character(&seed, ascii_only), out + size);
    out[size] = '\0';
    return size;
}

static void check_character(const qh_offset_map *map, size_t start, size_t end, size_t points, size_t units) {
    for (size_t byte = start; byte < end; byte++) {
        assert_int_equal(qh_offset_from_byte(map, byte, QUOTH_UNIT_BYTE), start);
        assert_int_equal(qh_offset_from_byte(map, byte, QUOTH_UNIT_CODE_POINT), points);
        assert_int_equal(qh_offset_from_byte(map, byte, QUOTH_UNIT_UTF16), units);
        assert_int_equal(qh_offset_to_byte(map, byte, QUOTH_UNIT_BYTE), start);
    }
    assert_int_equal(qh_offset_to_byte(map, points, QUOTH_UNIT_CODE_POINT), start);
    assert_int_equal(qh_offset_to_byte(map, units, QUOTH_UNIT_UTF16), start);
    if (end - start == 4)
        assert_int_equal(qh_offset_to_byte(map, units + 1, QUOTH_UNIT_UTF16), start);
}

static void check_end(const qh_offset_map *map, size_t size, size_t points, size_t units) {
    for (size_t beyond = 0; beyond < 3; beyond++) {
        assert_int_equal(qh_offset_from_byte(map, size + beyond, QUOTH_UNIT_BYTE), size);
        assert_int_equal(qh_offset_from_byte(map, size + beyond, QUOTH_UNIT_CODE_POINT), points);
        assert_int_equal(qh_offset_from_byte(map, size + beyond, QUOTH_UNIT_UTF16), units);
        assert_int_equal(qh_offset_to_byte(map, size + beyond, QUOTH_UNIT_BYTE), size);
        assert_int_equal(qh_offset_to_byte(map, points + beyond, QUOTH_UNIT_CODE_POINT), size);
        assert_int_equal(qh_offset_to_byte(map, units + beyond, QUOTH_UNIT_UTF16), size);
    }
    assert_int_equal(qh_offset_from_byte(map, SIZE_MAX, QUOTH_UNIT_UTF16), units);
    assert_int_equal(qh_offset_to_byte(map, SIZE_MAX, QUOTH_UNIT_CODE_POINT), size);
}

static void check_text(const char *text, size_t size) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    const qh_offset_map *map = qh_offset_map_new(&arena, text, size);
    assert_non_null(map);
    size_t points = 0, units = 0;
    for (size_t at = 0; at < size;) {
        size_t start = at;
        uint32_t c = qh_utf8_next(text, &at);
        check_character(map, start, at, points, units);
        points++;
        units += c > 0xFFFF ? 2 : 1;
    }
    check_end(map, size, points, units);
    qh_arena_free(&arena);
}

static void empty_text(void **state) {
    (void)state;
    check_text("", 0);
}

static void every_bound_of_random_texts(void **state) {
    (void)state;
    char *text = malloc(4 * 400 + 1);
    assert_non_null(text);
    for (uint32_t seed = 1; seed <= 200; seed++) {
        check_text(text, random_text(text, seed * 2, seed, 0));
        check_text(text, random_text(text, seed, seed, 1));
    }
    free(text);
}

static void one_character_at_every_place_of_a_block(void **state) {
    (void)state;
    static const char *const wide[] = {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
    char text[260];
    for (size_t i = 0; i < 3 * 200; i++) {
        size_t length = strlen(wide[i % 3]);
        memset(text, 'x', sizeof text);
        memcpy(text + i / 3, wide[i % 3], length);
        check_text(text, i / 3 + length + i % 50);
    }
}

static void nul_bytes_count(void **state) {
    (void)state;
    check_text("a\0\xC3\xA9\0b", 6);
}

/* Serves `left` allocations and then none. */
static void *serve_some(void *user, size_t size) {
    size_t *left = user;
    return *left ? --*left, malloc(size) : NULL;
}

static void release(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

static void memory_runs_out(void **state) {
    (void)state;
    size_t size = 1 << 20, failures = 0;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'a', size);
    memcpy(text, "\xC3\xA9", 2);
    for (size_t n = 0;; n++) {
        size_t left = n;
        quoth_allocator allocator = {&left, serve_some, release};
        qh_arena arena;
        qh_arena_init(&arena, &allocator);
        int made = qh_offset_map_new(&arena, text, size) != NULL;
        qh_arena_free(&arena);
        if (made)
            break;
        failures++;
    }
    assert_true(failures >= 2);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_text),
        cmocka_unit_test(every_bound_of_random_texts),
        cmocka_unit_test(one_character_at_every_place_of_a_block),
        cmocka_unit_test(nul_bytes_count),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
