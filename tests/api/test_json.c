/* The JSON export's call; what it writes is read back in tests/cli. */
#include "support.h"

static quoth_engine *engine;

static int open_engine(void **state) {
    (void)state;
    return quoth_engine_new(NULL, &engine, NULL);
}

static int close_engine(void **state) {
    (void)state;
    quoth_engine_release(engine);
    return 0;
}

static char *json_of(const quoth_document *doc, const quoth_export_options *options) {
    sink out = {0};
    assert_int_equal(quoth_write_json(doc, options, sink_write, &out, NULL), QUOTH_OK);
    return out.bytes;
}

static void refuses_wrong_arguments(void **state) {
    (void)state;
    sink out = {0};
    quoth_error err = {0};
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    assert_int_equal(quoth_write_json(NULL, NULL, sink_write, &out, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_write_json(doc, NULL, NULL, &out, &err), QUOTH_ERROR_ARGUMENT);
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.offsets = 9;
    assert_int_equal(quoth_write_json(doc, &options, sink_write, &out, &err), QUOTH_ERROR_ARGUMENT);
    options.offsets = -1;
    assert_int_equal(quoth_write_json(doc, &options, sink_write, &out, &err), QUOTH_ERROR_ARGUMENT);
    options = (quoth_export_options)QUOTH_EXPORT_OPTIONS_INIT;
    options.struct_size = 1;
    assert_int_equal(quoth_write_json(doc, &options, sink_write, &out, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(out.bytes);
    quoth_document_release(doc);
}

static void stops_when_output_is_refused(void **state) {
    (void)state;
    enum { TIMES = 60 };
    char *bytes = malloc(TIMES * strlen(page) + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(bytes + i * strlen(page), page, sizeof page);
    quoth_document *doc = parse(engine, bytes, TIMES * strlen(page), NULL);
    quoth_error err = {0};
    sink out = {NULL, 0, 0, 2};
    assert_int_equal(quoth_write_json(doc, NULL, sink_write, &out, &err), QUOTH_ERROR_WRITE);
    assert_int_equal(out.pieces, 2); /* it is not asked again */
    assert_int_equal(err.code, QUOTH_ERROR_WRITE);
    free(out.bytes);
    free(bytes);
    quoth_document_release(doc);
}

static void writes_one_line_when_compact(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.compact = 1;
    char *json = json_of(doc, &options);
    assert_ptr_equal(strchr(json, '\n'), json + strlen(json) - 1);
    assert_null(strstr(json, "\": "));
    free(json);
    options = (quoth_export_options)QUOTH_EXPORT_OPTIONS_INIT;
    options.struct_size = offsetof(quoth_export_options, compact); /* of an older library */
    options.compact = 1;
    char *older = json_of(doc, &options), *usual = json_of(doc, NULL);
    assert_string_equal(older, usual);
    assert_non_null(strstr(usual, "\n  \"format\": 1,\n"));
    free(older);
    free(usual);
    quoth_document_release(doc);
}

static void escapes_strings(void **state) {
    (void)state;
    static const char bytes[] = "a\"b\\c\td\x01\0e\x7f é 😀";
    quoth_input input = QUOTH_INPUT_INIT;
    input.charset = "utf-8";
    input.name = "caf\xE9\xF0\x9F\x98.txt"; /* names may be any bytes */
    quoth_document *doc = parse(engine, bytes, sizeof bytes - 1, &input);
    char *json = json_of(doc, NULL);
    assert_non_null(strstr(json, "\"a\\\"b\\\\c\\td\\u0001\\u0000e\x7f é 😀\""));
    assert_non_null(strstr(json, "\"caf\uFFFD\uFFFD\uFFFD\uFFFD.txt\""));
    free(json);
    quoth_document_release(doc);
}

static void counts_in_the_wanted_unit(void **state) {
    (void)state;
    const size_t ends[] = {[QUOTH_UNIT_BYTE] = 10, [QUOTH_UNIT_CODE_POINT] = 6, [QUOTH_UNIT_UTF16] = 7};
    quoth_document *doc = parse(engine, "😀 fünf", strlen("😀 fünf"), NULL);
    for (int32_t unit = QUOTH_UNIT_BYTE; unit <= QUOTH_UNIT_UTF16; unit++) {
        quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
        options.offsets = unit;
        options.compact = 1;
        char *json = json_of(doc, &options), *runs = strstr(json, "\"scripts\"");
        assert_non_null(runs);
        assert_int_equal(strtoul(strstr(runs, "\"end\":") + 6, NULL, 10), ends[unit]);
        free(json);
    }
    quoth_document_release(doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_wrong_arguments),      cmocka_unit_test(stops_when_output_is_refused),
        cmocka_unit_test(writes_one_line_when_compact), cmocka_unit_test(escapes_strings),
        cmocka_unit_test(counts_in_the_wanted_unit),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
