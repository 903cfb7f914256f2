/* The calls of all exports; what they write is read by others in tests/export. */
#include "support.h"

typedef quoth_status (*write_fn)(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);

static const write_fn writers[] = {quoth_write_tei, quoth_write_web_annotation, quoth_write_brat,  quoth_write_xmi,
                                   quoth_write_csv, quoth_write_markdown,       quoth_write_report};
enum { WRITERS = sizeof writers / sizeof *writers };

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

static void refuse_wrong_arguments(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    sink out = {0};
    quoth_error err = {0};
    options.offsets = 3;
    for (size_t i = 0; i < WRITERS; i++) {
        assert_int_equal(writers[i](NULL, NULL, sink_write, &out, &err), QUOTH_ERROR_ARGUMENT);
        assert_int_equal(writers[i](doc, NULL, NULL, &out, &err), QUOTH_ERROR_ARGUMENT);
        assert_int_equal(writers[i](doc, &options, sink_write, &out, &err), QUOTH_ERROR_ARGUMENT);
    }
    assert_null(out.bytes);
    quoth_document_release(doc);
}

static void stop_when_output_is_refused(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    for (size_t i = 0; i < WRITERS; i++) {
        sink out = {NULL, 0, 0, 1};
        quoth_error err = {0};
        assert_int_equal(writers[i](doc, NULL, sink_write, &out, &err), QUOTH_ERROR_WRITE);
        assert_int_equal(out.pieces, 1);
        assert_int_equal(err.code, QUOTH_ERROR_WRITE);
    }
    quoth_document_release(doc);
}

/* The caller's quotations may overlap and run over blocks; a tree holds them in pieces. */
static void cut_what_overlaps(void **state) {
    (void)state;
    static const char text[] = "One two three four.\n\nFive six seven eight.\n";
    const quoth_span first = {4, 13}, second = {8, 30}, third = {0, 41};
    const quoth_span *const quotes[] = {&first, &second, &third};
    const size_t counts[] = {1, 1, 1};
    quoth_input input = QUOTH_INPUT_INIT;
    input.quotes = quotes;
    input.quote_part_counts = counts;
    input.quote_count = 3;
    quoth_document *doc = parse(engine, text, strlen(text), &input);
    sink out = {0};
    assert_int_equal(quoth_write_tei(doc, NULL, sink_write, &out, NULL), QUOTH_OK);
    size_t opened = 0, closed = 0;
    for (const char *p = out.bytes; (p = strstr(p, "<said ")); p++)
        opened++;
    for (const char *p = out.bytes; (p = strstr(p, "</said>")); p++)
        closed++;
    assert_int_equal(opened, closed);
    assert_true(opened >= 5);
    assert_non_null(strstr(out.bytes, "prev=\"#q"));
    free(out.bytes);
    quoth_document_release(doc);
}

/* Of thousands of quotations that lie in each other only the outermost are marked: time and size stay linear. */
static void bound_the_depth(void **state) {
    (void)state;
    enum { MANY = 2000 };
    static char text[2 * MANY + 2];
    static quoth_span spans[MANY];
    static const quoth_span *quotes[MANY];
    static size_t counts[MANY];
    memset(text, 'a', sizeof text - 2);
    text[sizeof text - 2] = '\n';
    for (size_t i = 0; i < MANY; i++) {
        spans[i] = (quoth_span){i, 2 * MANY - i};
        quotes[i] = &spans[i];
        counts[i] = 1;
    }
    quoth_input input = QUOTH_INPUT_INIT;
    input.quotes = quotes;
    input.quote_part_counts = counts;
    input.quote_count = MANY;
    quoth_document *doc = parse(engine, text, sizeof text - 1, &input);
    sink out = {0};
    assert_int_equal(quoth_write_tei(doc, NULL, sink_write, &out, NULL), QUOTH_OK);
    assert_true(out.size < 32 * 1024);
    free(out.bytes);
    quoth_document_release(doc);
}

static void write_nothing_twice(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    sink whole = {0}, rest = {0};
    assert_int_equal(quoth_write_csv(doc, &options, sink_write, &whole, NULL), QUOTH_OK);
    options.continued = 1;
    assert_int_equal(quoth_write_csv(doc, &options, sink_write, &rest, NULL), QUOTH_OK);
    assert_string_equal(strstr(whole.bytes, "\r\n") + 2, rest.bytes);
    free(whole.bytes);
    free(rest.bytes);
    quoth_document_release(doc);
}

static void write_an_empty_document(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, "", 0, NULL);
    for (size_t i = 0; i < WRITERS; i++) {
        sink out = {0};
        assert_int_equal(writers[i](doc, NULL, sink_write, &out, NULL), QUOTH_OK);
        free(out.bytes);
    }
    quoth_document_release(doc);
}

/* Three parts behind each other are the report of a document, its title apart. */
static void write_a_report_in_parts(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    sink whole = {0}, parts = {0};
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    assert_int_equal(quoth_write_report(doc, NULL, sink_write, &whole, NULL), QUOTH_OK);
    for (options.part = QUOTH_PART_BEGIN; options.part <= QUOTH_PART_END; options.part++)
        assert_int_equal(quoth_write_report(doc, &options, sink_write, &parts, NULL), QUOTH_OK);
    assert_string_equal(whole.bytes, parts.bytes);
    assert_int_equal(quoth_write_report(doc, &options, sink_write, &parts, NULL), QUOTH_ERROR_ARGUMENT);
    options.part = QUOTH_PART_DOCUMENT;
    assert_int_equal(quoth_write_report(NULL, &options, sink_write, &parts, NULL), QUOTH_ERROR_ARGUMENT);
    options.part = QUOTH_PART_END;
    assert_int_equal(quoth_write_report(NULL, &options, sink_write, &parts, NULL), QUOTH_OK);
    free(whole.bytes);
    free(parts.bytes);
    quoth_document_release(doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuse_wrong_arguments),  cmocka_unit_test(stop_when_output_is_refused),
        cmocka_unit_test(cut_what_overlaps),       cmocka_unit_test(bound_the_depth),
        cmocka_unit_test(write_nothing_twice),     cmocka_unit_test(write_an_empty_document),
        cmocka_unit_test(write_a_report_in_parts),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
