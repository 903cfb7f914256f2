/* Each allocation fails in turn: the call says so and nothing is left. */
#include "support.h"

#include <stdio.h>

typedef struct meter {
    size_t calls, fail_at; /* the call that fails, counted from 1; 0 for none */
    size_t live;           /* bytes */
} meter;

static void *meter_allocate(void *user, size_t size) {
    meter *m = user;
    assert_true(size > 0);
    if (++m->calls == m->fail_at)
        return NULL;
    m->live += size;
    return test_malloc(size);
}

static void meter_release(void *user, void *memory, size_t size) {
    meter *m = user;
    assert_non_null(memory);
    m->live -= size;
    test_free(memory);
}

static void engine_gives_all_back(void **state) {
    (void)state;
    quoth_status status = QUOTH_ERROR_MEMORY;
    for (size_t n = 1; status != QUOTH_OK; n++) {
        meter m = {0, n, 0};
        quoth_allocator allocator = {&m, meter_allocate, meter_release};
        quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
        options.allocator = &allocator;
        quoth_engine *engine;
        quoth_error err = {0};
        status = quoth_engine_new(&options, &engine, &err);
        assert_int_equal(err.code, status);
        if (status != QUOTH_OK) {
            assert_int_equal(status, QUOTH_ERROR_MEMORY);
            assert_null(engine);
        }
        quoth_engine_release(engine);
        assert_int_equal(m.live, 0);
        assert_true(n < 10000);
    }
}

/* A longer page, so that every list has to grow. */
static char *long_page(size_t *size) {
    enum { TIMES = 40 };
    *size = TIMES * strlen(page);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(bytes + i * strlen(page), page, sizeof page);
    return bytes;
}

/* Returns how many allocations the parse makes that succeeds. */
static size_t parses_until_it_fits(const char *bytes, size_t size, const quoth_input *input) {
    meter m = {0};
    quoth_allocator allocator = {&m, meter_allocate, meter_release};
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.allocator = &allocator;
    quoth_engine *engine = new_engine(&options);
    size_t of_engine = m.live;
    quoth_status status = QUOTH_ERROR_MEMORY;
    for (size_t n = 1; status != QUOTH_OK; n++) {
        m.calls = 0;
        m.fail_at = n;
        quoth_document *doc;
        quoth_error err = {0};
        status = quoth_parse(engine, bytes, size, input, &doc, &err);
        assert_int_equal(err.code, status);
        if (status != QUOTH_OK) {
            assert_int_equal(status, QUOTH_ERROR_MEMORY);
            assert_null(doc);
        }
        quoth_document_release(doc);
        assert_int_equal(m.live, of_engine);
        assert_true(n < 10000);
    }
    quoth_engine_release(engine);
    assert_int_equal(m.live, 0);
    return m.calls;
}

static void parse_gives_all_back(void **state) {
    (void)state;
    size_t size;
    char *bytes = long_page(&size);
    quoth_input input = QUOTH_INPUT_INIT;
    input.name = "page.txt";
    input.media_type = "text/plain; charset=utf-8";
    parses_until_it_fits(bytes, size, &input);
    free(bytes);
}

static void decoding_gives_all_back(void **state) {
    (void)state;
    size_t size;
    char *bytes = long_page(&size);
    quoth_input input = QUOTH_INPUT_INIT;
    input.charset = "windows-1252"; /* every second character is another length then */
    parses_until_it_fits(bytes, size, &input);
    free(bytes);
}

static void html_gives_all_back(void **state) {
    (void)state;
    static const char bytes[] =
        "<title>A day</title><article><h1>A day</h1><p>By Ruth Adler<p>“It is safe,” she said. It had &amp; has been so for years."
        "<table><tr><th rowspan=2>Day<td>one<tr><td>two</table><ul><li>a<ul><li>b</ul></ul>"
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":{\"name\":\"R\"}}</script></article>";
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = "text/html";
    parses_until_it_fits(bytes, sizeof bytes - 1, &input);
}

static void sample_gives_all_back(void **state) {
    (void)state;
    static char bytes[1 << 16];
    FILE *file = fopen(SAMPLE, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_in_range(size, 1000, sizeof bytes - 1);
    assert_true(parses_until_it_fits(bytes, size, NULL) > 1);
}

typedef struct small_input {
    const char *bytes;
    size_t size;
    const char *charset;
} small_input;

#define SMALL(bytes) bytes, sizeof bytes - 1

static void small_inputs_give_all_back(void **state) {
    (void)state;
    static const small_input inputs[] = {
        {SMALL(""), NULL},
        {SMALL("a"), NULL},
        {SMALL("\0\0"), "utf-8"},
        {SMALL("“Stay,” said Ann Roe. “It is late.”"), NULL},
        {SMALL("Q: Who is there?\n\nMR ROE: Nobody.\n"), NULL},
        {SMALL("قالت مريم: «سنبحر الليلة».\n"), NULL},
        {SMALL("「今夜出航します」と田中さんは言った。タイタニック号の話です。\n"), NULL},
        {SMALL("\xFF\xFE"
               "A\0n\0n\0"),
         NULL},
        {SMALL("caf\xE9 \x93hello\x94, said Ann Roe"), "windows-1252"},
        {SMALL("bad \xC3 bytes \xF0\x9F, said Ann"), "utf-8"},
        {SMALL("pаypal"), NULL},
        {SMALL("Title\n\n1. one\n2. two\n\nAlso read:\nThe tunnel that nobody wants"), NULL},
    };
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        quoth_input input = QUOTH_INPUT_INIT;
        input.charset = inputs[i].charset;
        assert_true(parses_until_it_fits(inputs[i].bytes, inputs[i].size, &input) > 0);
    }
}

static void given_speakers_give_all_back(void **state) {
    (void)state;
    static const char *const names[] = {"Ruth Adler", "Mayor Adler"};
    const quoth_given_speaker cast[] = {{"adler", names, 2}};
    const quoth_span part = {4, 10};
    const quoth_span *const quotes[] = {&part};
    const size_t counts[] = {1};
    quoth_input input = QUOTH_INPUT_INIT;
    input.url = "a:b";
    input.language = "en";
    input.speakers = cast;
    input.speaker_count = 1;
    parses_until_it_fits(page, strlen(page), &input);
    input.quotes = quotes;
    input.quote_part_counts = counts;
    input.quote_count = 1;
    parses_until_it_fits(page, strlen(page), &input);
}

static void exports_give_all_back(void **state) {
    (void)state;
    meter m = {0};
    quoth_allocator allocator = {&m, meter_allocate, meter_release};
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.allocator = &allocator;
    quoth_engine *engine = new_engine(&options);
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    size_t before = m.live;
    quoth_status status = QUOTH_ERROR_MEMORY;
    for (size_t n = 1; status != QUOTH_OK; n++) {
        sink out = {0};
        m.calls = 0;
        m.fail_at = n;
        status = quoth_write_tei(doc, NULL, sink_write, &out, NULL);
        assert_true(status == QUOTH_OK || status == QUOTH_ERROR_MEMORY);
        assert_int_equal(m.live, before);
        assert_true(n < 100);
        free(out.bytes);
    }
    m.fail_at = 0;
    quoth_document_release(doc);
    quoth_engine_release(engine);
    assert_int_equal(m.live, 0);
}

static int take_glue(void *user, const quoth_glue *glue) {
    *(size_t *)user += glue->at > 0;
    return 0;
}

static void glue_points_give_all_back(void **state) {
    (void)state;
    static const char text[] = "Lighthouse museum opens its cellarThe tunnel that nobody wantsولینگ در زمستان";
    quoth_status status = QUOTH_ERROR_MEMORY;
    size_t found = 0;
    for (size_t n = 1; status != QUOTH_OK; n++) {
        meter m = {0, n, 0};
        quoth_allocator allocator = {&m, meter_allocate, meter_release};
        quoth_error err = {0};
        found = 0;
        status = quoth_glue_points(text, strlen(text), &allocator, take_glue, &found, &err);
        assert_true(status == QUOTH_OK || status == QUOTH_ERROR_MEMORY);
        assert_int_equal(err.code, status);
        assert_int_equal(m.live, 0);
        assert_true(n < 10000);
    }
    assert_true(found > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(engine_gives_all_back),      cmocka_unit_test(parse_gives_all_back),
        cmocka_unit_test(decoding_gives_all_back),    cmocka_unit_test(sample_gives_all_back),
        cmocka_unit_test(small_inputs_give_all_back), cmocka_unit_test(given_speakers_give_all_back),
        cmocka_unit_test(glue_points_give_all_back),  cmocka_unit_test(exports_give_all_back),
        cmocka_unit_test(html_gives_all_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
