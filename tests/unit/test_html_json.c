/* JSON of pages: what is read of it, and what hostile text cannot do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/html_json.h"

typedef struct fixture {
    qh_arena arena;
    qh_html_json json;
} fixture;

static void read_bytes(fixture *f, const char *text, size_t size) {
    qh_arena_init(&f->arena, &qh_default_allocator);
    assert_true(qh_html_json_read(&f->arena, text, size, &f->json));
}

static void read_text(fixture *f, const char *text) { read_bytes(f, text, strlen(text)); }

static void assert_string(fixture *f, uint32_t at, const char *expected) {
    size_t size;
    assert_int_not_equal(at, QH_HTML_JSON_NONE);
    assert_int_equal(f->json.values.items[at].kind, QH_HTML_JSON_STRING);
    const char *copy = qh_html_json_copy(&f->arena, &f->json, at, &size);
    assert_non_null(copy);
    assert_string_equal(copy, expected);
    assert_int_equal(size, strlen(expected));
}

/* The decoded value of "v" in {"v":"…"}. */
static void assert_value(const char *text, const char *expected) {
    fixture f;
    read_text(&f, text);
    assert_string(&f, qh_html_json_get(&f.json, 0, "v"), expected);
    qh_arena_free(&f.arena);
}

static void test_values(void **state) {
    (void)state;
    fixture f;
    read_text(&f, " {\"a\" : \"x\", \"b\":[1, {\"c\":\"y\"}, true, null], \"d\":{}} ");
    assert_true(f.json.is_whole);
    assert_string(&f, qh_html_json_get(&f.json, 0, "a"), "x");
    uint32_t list = qh_html_json_get(&f.json, 0, "b");
    assert_int_equal(f.json.values.items[list].kind, QH_HTML_JSON_ARRAY);
    uint32_t second = f.json.values.items[f.json.values.items[list].first].next;
    assert_string(&f, qh_html_json_get(&f.json, second, "c"), "y");
    assert_int_equal(f.json.values.items[second].parent, list);
    uint32_t last = qh_html_json_get(&f.json, 0, "d");
    assert_int_equal(f.json.values.items[last].kind, QH_HTML_JSON_OBJECT);
    assert_int_equal(f.json.values.items[last].first, QH_HTML_JSON_NONE);
    assert_int_equal(qh_html_json_get(&f.json, 0, "e"), QH_HTML_JSON_NONE);
    assert_int_equal(qh_html_json_get(&f.json, list, "a"), QH_HTML_JSON_NONE);
    assert_int_equal(qh_html_json_get(&f.json, QH_HTML_JSON_NONE, "a"), QH_HTML_JSON_NONE);
    qh_arena_free(&f.arena);
}

static void test_place(void **state) {
    (void)state;
    fixture f;
    const char *text = "<!-- {\"v\":\"four\"} -->";
    read_text(&f, text);
    const qh_html_json_value *value = &f.json.values.items[qh_html_json_get(&f.json, 0, "v")];
    assert_memory_equal(text + value->start, "four", 4);
    assert_int_equal(value->end - value->start, 4);
    qh_arena_free(&f.arena);
}

static void test_escapes(void **state) {
    (void)state;
    assert_value("{\"v\":\"a\\n\\t\\\"b\\\\ \\/\"}", "a\n\t\"b\\ /");
    assert_value("{\"v\":\"\\u00e9\\u20AC\"}", "\xC3\xA9\xE2\x82\xAC");
    assert_value("{\"v\":\"\\ud83d\\ude00!\"}", "\xF0\x9F\x98\x80!");
    assert_value("{\"v\":\"line\nfeed\"}", "line\nfeed");
}

/* Halves of surrogate pairs, no digits, a NUL: one replacement character each, nothing lost behind them. */
static void test_bad_escapes(void **state) {
    (void)state;
    assert_value("{\"v\":\"\\ud83dx\"}", "\xEF\xBF\xBDx");
    assert_value("{\"v\":\"\\ude00\\ud83d\"}", "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_value("{\"v\":\"\\ud83d\\u0041\"}", "\xEF\xBF\xBD"
                                               "A");
    assert_value("{\"v\":\"\\u0000z\"}", "\xEF\xBF\xBDz");
    assert_value("{\"v\":\"\\u12\"}", "\xEF\xBF\xBD"
                                      "12");
    assert_value("{\"v\":\"\\u\\u\\u\\u\"}", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

/* What stands before an error is kept. */
static void test_cut_off(void **state) {
    (void)state;
    static const char *const texts[] = {"{\"a\":\"x\",\"b\":\"no end",   "{\"a\":\"x\",\"b",      "{\"a\":\"x\" \"b\":1}",
                                        "{\"a\":\"x\",\"b\":\"no end\\", "{\"a\":\"x\",\"b\":[{", "{\"a\":\"x\",,\"b\":1}",
                                        "{\"a\":\"x\",\"b\":}",          "{\"a\":\"x\",\"b\" 1}", "{\"a\":\"x\"]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture f;
        read_text(&f, texts[i]);
        assert_false(f.json.is_whole);
        assert_string(&f, qh_html_json_get(&f.json, 0, "a"), "x");
        qh_arena_free(&f.arena);
    }
}

static void test_nothing(void **state) {
    (void)state;
    static const char *const texts[] = {"", "no json", "\"x\"", "<![CDATA[ ]]>"};
    for (size_t i = 0; i < 3; i++) {
        fixture f;
        read_text(&f, texts[i]);
        assert_false(f.json.is_whole);
        assert_int_equal(f.json.values.count, 0);
        qh_arena_free(&f.arena);
    }
}

static void test_leniency(void **state) {
    (void)state;
    assert_value("//<![CDATA[\n{\"v\":\"x\",}\n//]]>", "x");
    fixture f;
    read_text(&f, "[1,2,]");
    assert_true(f.json.is_whole);
    assert_int_equal(f.json.values.count, 3);
    qh_arena_free(&f.arena);
}

static void test_depth(void **state) {
    (void)state;
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    memset(text, '[', SIZE);
    fixture f;
    read_bytes(&f, text, SIZE);
    assert_false(f.json.is_whole);
    assert_int_equal(f.json.values.count, QH_HTML_JSON_MAX_DEPTH);
    qh_arena_free(&f.arena);
    free(text);
}

/* Every prefix of a text is read without a byte beyond it: the sanitizers look. */
static void test_prefixes(void **state) {
    (void)state;
    static const char text[] = "{\"v\":[\"\\ud83d\\ude00\",{\"w\":-1.5e3,\"x\":\"\\\\\"},null],\"y\":\"z\"}";
    for (size_t size = 0; size < sizeof text; size++) {
        char *copy = malloc(size + 1);
        assert_non_null(copy);
        memcpy(copy, text, size);
        fixture f;
        read_bytes(&f, copy, size);
        assert_int_equal(f.json.is_whole, size >= sizeof text - 1);
        for (uint32_t i = 0; i < f.json.values.count; i++) {
            size_t length;
            if (f.json.values.items[i].kind == QH_HTML_JSON_STRING)
                assert_non_null(qh_html_json_copy(&f.arena, &f.json, i, &length));
        }
        qh_arena_free(&f.arena);
        free(copy);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),      cmocka_unit_test(test_place),   cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_bad_escapes), cmocka_unit_test(test_cut_off), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_leniency),    cmocka_unit_test(test_depth),   cmocka_unit_test(test_prefixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
