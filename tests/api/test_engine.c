/* Engines: options of any age, layers, limits, owners. */
#include "support.h"

static void makes_and_releases(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    assert_ptr_equal(quoth_engine_retain(engine), engine);
    quoth_engine_release(engine);
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    quoth_engine_release(engine);
    assert_true(quoth_document_block_count(doc) > 0); /* documents outlive their engine */
    quoth_document_release(doc);
}

static void takes_null_owners(void **state) {
    (void)state;
    assert_null(quoth_engine_retain(NULL));
    quoth_engine_release(NULL);
    assert_null(quoth_document_retain(NULL));
    quoth_document_release(NULL);
}

static void expect_refused(const quoth_engine_options *options) {
    quoth_engine *engine = (quoth_engine *)&options;
    quoth_error err = {0};
    assert_int_equal(quoth_engine_new(options, &engine, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(engine);
    assert_int_equal(err.code, QUOTH_ERROR_ARGUMENT);
    assert_true(err.message[0] != '\0');
    assert_int_equal(quoth_engine_new(options, &engine, NULL), QUOTH_ERROR_ARGUMENT);
}

static void *some_memory(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void refuses_wrong_options(void **state) {
    (void)state;
    quoth_error err = {0};
    assert_int_equal(quoth_engine_new(NULL, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_string_equal(err.message, "out is NULL");
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.layers = 64;
    expect_refused(&options);
    quoth_engine_options small = QUOTH_ENGINE_OPTIONS_INIT;
    small.struct_size = 3;
    expect_refused(&small);
    quoth_allocator half = {NULL, some_memory, NULL};
    quoth_engine_options halved = QUOTH_ENGINE_OPTIONS_INIT;
    halved.allocator = &half;
    expect_refused(&halved);
}

static void reads_older_options(void **state) {
    (void)state;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.struct_size = offsetof(quoth_engine_options, max_input_bytes);
    options.max_input_bytes = 1; /* an older library did not know it, so it is not read */
    quoth_engine *engine = new_engine(&options);
    quoth_document_release(parse(engine, page, strlen(page), NULL));
    quoth_engine_release(engine);
}

static void reads_newer_options(void **state) {
    (void)state;
    struct {
        quoth_engine_options known;
        char later[64];
    } options = {QUOTH_ENGINE_OPTIONS_INIT, "fields that this library does not know"};
    options.known.struct_size = sizeof options;
    options.known.max_input_bytes = 5;
    quoth_engine *engine = new_engine(&options.known);
    quoth_document *doc;
    assert_int_equal(quoth_parse(engine, "123456", 6, NULL, &doc, NULL), QUOTH_ERROR_LIMIT);
    quoth_document_release(parse(engine, "12345", 5, NULL));
    quoth_engine_release(engine);
}

/* The counts of runs, blocks and quotations that an engine of `layers` finds. */
static void count(uint32_t layers, size_t counts[3]) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.layers = layers;
    quoth_engine *engine = new_engine(&options);
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    counts[0] = quoth_document_script_run_count(doc);
    counts[1] = quoth_document_block_count(doc);
    counts[2] = quoth_document_quote_count(doc) + quoth_document_speaker_count(doc) + quoth_document_mark_count(doc);
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

static void computes_wanted_layers(void **state) {
    (void)state;
    size_t scripts[3], blocks[3], quotes[3], all[3];
    count(QUOTH_LAYER_SCRIPTS, scripts);
    count(QUOTH_LAYER_BLOCKS, blocks);
    count(QUOTH_LAYER_QUOTES, quotes);
    count(0, all);
    assert_true(scripts[0] > 1 && scripts[1] == 0 && scripts[2] == 0);
    assert_true(blocks[0] == scripts[0] && blocks[1] > 3 && blocks[2] == 0);
    assert_memory_equal(quotes, all, sizeof all);
    assert_true(all[0] == scripts[0] && all[1] == blocks[1]);
}

static void keeps_limits(void **state) {
    (void)state;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.max_input_bytes = 20;
    quoth_engine *engine = new_engine(&options);
    quoth_document *doc = NULL;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(engine, page, 100, NULL, &doc, &err), QUOTH_ERROR_LIMIT);
    assert_null(doc);
    assert_string_equal(err.message, "the input has 100 bytes, more than max_input_bytes (20)");
    quoth_engine_release(engine);
}

static void limits_blocks(void **state) {
    (void)state;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.max_blocks = 2;
    quoth_engine *engine = new_engine(&options);
    quoth_document *doc = NULL;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(engine, page, strlen(page), NULL, &doc, &err), QUOTH_ERROR_LIMIT);
    assert_null(doc);
    assert_non_null(strstr(err.message, "max_blocks"));
    quoth_engine_release(engine);
}

static void limits_memory(void **state) {
    (void)state;
    enum { MARKS = 2 << 20 };
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_document *doc = NULL;
    quoth_error err = {0};
    char *marks = malloc(MARKS);
    assert_non_null(marks);
    memset(marks, '"', MARKS);
    quoth_engine *engine = new_engine(NULL);
    assert_int_equal(quoth_parse(engine, marks, MARKS, NULL, &doc, &err), QUOTH_ERROR_LIMIT); /* some 600 MB otherwise */
    assert_null(doc);
    assert_string_equal(err.message, "the input needs more memory than max_memory_bytes (352321536)");
    assert_int_equal(quoth_parse(engine, page, strlen(page), NULL, &doc, &err), QUOTH_OK);
    quoth_document_release(doc);
    quoth_engine_release(engine);
    options.max_memory_bytes = SIZE_MAX;
    engine = new_engine(&options);
    assert_int_equal(quoth_parse(engine, marks, MARKS, NULL, &doc, &err), QUOTH_OK);
    assert_true(quoth_document_mark_count(doc) > 0);
    quoth_document_release(doc);
    quoth_engine_release(engine);
    options.max_memory_bytes = 1;
    engine = new_engine(&options);
    assert_int_equal(quoth_parse(engine, page, strlen(page), NULL, &doc, &err), QUOTH_ERROR_LIMIT);
    assert_string_equal(err.message, "the input needs more memory than max_memory_bytes (1)");
    quoth_engine_release(engine);
    free(marks);
}

static void names_what_it_is(void **state) {
    (void)state;
    assert_true(quoth_version()[0] >= '0' && quoth_version()[0] <= '9');
    assert_int_equal(quoth_version_number(), QUOTH_VERSION_NUMBER);
    assert_true(strlen(quoth_unicode_version()) >= 3);
    assert_non_null(strstr(quoth_model_version(), "language "));
    assert_non_null(strstr(quoth_model_version(), "main "));
    assert_string_equal(quoth_status_name(QUOTH_OK), "QUOTH_OK");
    assert_string_equal(quoth_status_name(QUOTH_ERROR_WRITE), "QUOTH_ERROR_WRITE");
    assert_string_equal(quoth_status_name(QUOTH_ERROR_DAMAGED), "QUOTH_ERROR_DAMAGED");
    const int32_t others[] = {1, -12, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_equal(quoth_status_name(others[i]), "unknown status");
}

static void names_enumerators(void **state) {
    (void)state;
    assert_string_equal(quoth_block_kind_name(QUOTH_BLOCK_LIST_ITEM), "list_item");
    assert_string_equal(quoth_block_kind_name(QUOTH_BLOCK_PREFORMATTED), "preformatted");
    assert_string_equal(quoth_quote_type_name(QUOTH_QUOTE_MIXED), "mixed");
    assert_string_equal(quoth_speaker_kind_name(QUOTH_SPEAKER_ROLE), "role");
    assert_string_equal(quoth_mark_reason_name(QUOTH_MARK_SCARE), "scare");
    const int32_t others[] = {-1, 1000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_null(quoth_block_kind_name(others[i]));
        assert_null(quoth_quote_type_name(others[i]));
        assert_null(quoth_speaker_kind_name(others[i]));
        assert_null(quoth_mark_reason_name(others[i]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_and_releases),  cmocka_unit_test(takes_null_owners),   cmocka_unit_test(refuses_wrong_options),
        cmocka_unit_test(reads_older_options), cmocka_unit_test(reads_newer_options), cmocka_unit_test(computes_wanted_layers),
        cmocka_unit_test(keeps_limits),        cmocka_unit_test(limits_blocks),       cmocka_unit_test(limits_memory),
        cmocka_unit_test(names_what_it_is),    cmocka_unit_test(names_enumerators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
