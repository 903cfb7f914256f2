/* The parse call: arguments, media types, encodings, what a caller gives, cancelling. */
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

/* Parses `page` with a wrong input; the message has to hold `says`. */
static void expect(quoth_status status, const quoth_input *input, const char *says) {
    quoth_document *doc = (quoth_document *)&input;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(engine, page, strlen(page), input, &doc, &err), status);
    assert_null(doc);
    assert_int_equal(err.code, status);
    if (!strstr(err.message, says))
        fail_msg("\"%s\" does not say \"%s\"", err.message, says);
    assert_int_equal(quoth_parse(engine, page, strlen(page), input, &doc, NULL), status);
}

static void refuses_wrong_arguments(void **state) {
    (void)state;
    quoth_document *doc = (quoth_document *)&state;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(NULL, page, 4, NULL, &doc, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(doc);
    assert_int_equal(quoth_parse(engine, NULL, 4, NULL, &doc, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_parse(engine, page, 4, NULL, NULL, &err), QUOTH_ERROR_ARGUMENT);
}

static void writes_errors_on_failure_only(void **state) {
    (void)state;
    quoth_document *doc;
    quoth_error err = {42, 7, 3, "kept"};
    assert_int_equal(sizeof err, 256);
    assert_int_equal(quoth_parse(engine, page, strlen(page), NULL, &doc, &err), QUOTH_OK);
    assert_int_equal(err.code, 42);
    assert_string_equal(err.message, "kept");
    quoth_document_release(doc);
}

static void reads_empty_input(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, NULL, 0, NULL);
    size_t size = 1;
    assert_string_equal(quoth_document_text(doc, &size), "");
    assert_int_equal(size, 0);
    assert_int_equal(quoth_document_block_count(doc) + quoth_document_script_run_count(doc), 0);
    assert_int_equal(quoth_document_quote_count(doc), 0);
    assert_null(quoth_document_block(doc, 0));
    quoth_document_release(doc);
}

static void copies_names(void **state) {
    (void)state;
    char name[] = "page.txt", url[] = "https://example.org/page";
    quoth_input input = QUOTH_INPUT_INIT;
    input.name = name;
    input.url = url;
    quoth_document *doc = parse(engine, page, strlen(page), &input);
    memset(name, 'x', sizeof name - 1);
    memset(url, 'x', sizeof url - 1);
    const quoth_source *source = quoth_document_source(doc);
    assert_string_equal(source->name, "page.txt");
    assert_string_equal(source->url, "https://example.org/page");
    assert_string_equal(source->type, "text");
    assert_string_equal(source->charset, "utf-8");
    assert_int_equal(source->bytes, strlen(page));
    assert_int_equal(source->repaired, 0);
    quoth_document_release(doc);
}

static void reads_older_and_newer_inputs(void **state) {
    (void)state;
    struct {
        quoth_input known;
        char later[32];
    } newer = {QUOTH_INPUT_INIT, "unknown"};
    newer.known.struct_size = sizeof newer;
    newer.known.name = "newer";
    quoth_document *doc = parse(engine, page, strlen(page), &newer.known);
    assert_string_equal(quoth_document_source(doc)->name, "newer");
    quoth_document_release(doc);
    quoth_input older = QUOTH_INPUT_INIT;
    older.struct_size = offsetof(quoth_input, media_type);
    older.media_type = "image/png";
    doc = parse(engine, page, strlen(page), &older);
    quoth_document_release(doc);
    older.struct_size = 0;
    expect(QUOTH_ERROR_ARGUMENT, &older, "struct_size");
}

static void knows_media_types(void **state) {
    (void)state;
    quoth_input input = QUOTH_INPUT_INIT;
    const char *const good[] = {
        "text/plain",  "Text/PLAIN",          " text/plain ;charset=utf-8", "text/plain; format=flowed; charset=\"UTF-8\"",
        "text/plain;", "text/plain; charset="};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        input.media_type = good[i];
        quoth_document_release(parse(engine, page, strlen(page), &input));
    }
    const char *const bad[] = {"image/png", "text/plainer", "text", "application/pdf; charset=utf-8"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        input.media_type = bad[i];
        expect(QUOTH_ERROR_MEDIA_TYPE, &input, bad[i]);
    }
}

static void believes_the_declared_charset(void **state) {
    (void)state;
    const char bytes[] = "caf\xE9 \xA4\n"; /* the currency sign, or the euro sign in ISO 8859-15 */
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = "text/plain; charset=ISO-8859-15";
    quoth_document *doc = parse(engine, bytes, strlen(bytes), &input);
    assert_string_equal(quoth_document_text(doc, NULL), "café €\n");
    quoth_document_release(doc);
    input.charset = "iso-8859-1"; /* stands above the parameter */
    doc = parse(engine, bytes, strlen(bytes), &input);
    assert_string_equal(quoth_document_text(doc, NULL), "café ¤\n");
    quoth_document_release(doc);
    input.charset = "no-such-charset";
    expect(QUOTH_ERROR_CHARSET, &input, "no-such-charset");
}

static void refuses_what_is_no_text(void **state) {
    (void)state;
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89";
    quoth_document *doc;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(engine, png, sizeof png - 1, NULL, &doc, &err), QUOTH_ERROR_NOT_TEXT);
    assert_null(doc);
}

static void keeps_nul_characters(void **state) {
    (void)state;
    static const char bytes[] = "One line.\n\nA NUL\0 in another.\n";
    quoth_document *doc = parse(engine, bytes, sizeof bytes - 1, NULL);
    size_t size;
    const char *text = quoth_document_text(doc, &size);
    assert_int_equal(size, sizeof bytes - 1);
    assert_memory_equal(text, bytes, sizeof bytes);
    quoth_document_release(doc);
}

static void leads_back_to_the_bytes(void **state) {
    (void)state;
    static const char bytes[] = "\xEF\xBB\xBFÄ 😀 \xFFz";
    quoth_input input = QUOTH_INPUT_INIT;
    input.charset = "utf-8";
    quoth_document *doc = parse(engine, bytes, sizeof bytes - 1, &input);
    size_t size;
    assert_string_equal(quoth_document_text(doc, &size), "Ä 😀 \uFFFDz");
    assert_int_equal(quoth_document_source(doc)->repaired, 1);
    quoth_span z = quoth_document_source_span(doc, (quoth_span){size - 1, SIZE_MAX});
    assert_int_equal(z.start, sizeof bytes - 2);
    assert_int_equal(z.end, sizeof bytes - 1);
    assert_int_equal(quoth_document_offset(doc, size, QUOTH_UNIT_CODE_POINT), 6);
    assert_int_equal(quoth_document_offset(doc, size, QUOTH_UNIT_UTF16), 7);
    assert_int_equal(quoth_document_offset(doc, SIZE_MAX, QUOTH_UNIT_BYTE), size);
    for (size_t i = 0; i <= 6; i++)
        assert_int_equal(quoth_document_offset(doc, quoth_document_byte(doc, i, QUOTH_UNIT_CODE_POINT), QUOTH_UNIT_CODE_POINT), i);
    quoth_document_release(doc);
}

static void checks_what_is_given(void **state) {
    (void)state;
    quoth_input input = QUOTH_INPUT_INIT;
    input.speaker_count = 1;
    expect(QUOTH_ERROR_ARGUMENT, &input, "speakers is NULL");
    quoth_given_speaker nobody = {"x", NULL, 0};
    input.speakers = &nobody;
    expect(QUOTH_ERROR_ARGUMENT, &input, "speaker 0");
    const char *names[] = {"Ruth Adler", NULL};
    quoth_given_speaker somebody = {NULL, names, 2};
    input.speakers = &somebody;
    expect(QUOTH_ERROR_ARGUMENT, &input, "name 1 of speaker 0");
    somebody.name_count = 1;
    quoth_document_release(parse(engine, page, strlen(page), &input));
}

static void checks_given_quotations(void **state) {
    (void)state;
    const char *start = strstr(page, "“It"), *end = strstr(page, ",”");
    quoth_span part = {(size_t)(start - page), (size_t)(end - page) + 4};
    const quoth_span *const quotes[] = {&part};
    size_t counts[] = {1};
    quoth_input input = QUOTH_INPUT_INIT;
    input.quotes = quotes;
    input.quote_count = 1;
    expect(QUOTH_ERROR_ARGUMENT, &input, "quote_part_counts");
    input.quote_part_counts = counts;
    quoth_document *doc = parse(engine, page, strlen(page), &input);
    quoth_document_release(doc);
    part.start++; /* inside the mark */
    expect(QUOTH_ERROR_ARGUMENT, &input, "part 0 of quotation 0");
    part = (quoth_span){0, sizeof page + 5};
    expect(QUOTH_ERROR_ARGUMENT, &input, "part 0 of quotation 0");
    part = (quoth_span){9, 9};
    expect(QUOTH_ERROR_ARGUMENT, &input, "part 0 of quotation 0");
    counts[0] = 0;
    expect(QUOTH_ERROR_ARGUMENT, &input, "no part");
}

static int stop_after(void *user) {
    int *left = user;
    return (*left)-- <= 0;
}

/* Whenever the caller says stop, everything is given back and the call says so. */
static void can_be_cancelled(void **state) {
    (void)state;
    quoth_input input = QUOTH_INPUT_INIT;
    input.cancelled = stop_after;
    quoth_status status = QUOTH_ERROR_CANCELLED;
    int asked = 0;
    for (; status != QUOTH_OK && asked < 1000; asked++) {
        int left = asked;
        quoth_document *doc;
        quoth_error err = {0};
        input.cancel_user = &left;
        status = quoth_parse(engine, page, strlen(page), &input, &doc, &err);
        if (status != QUOTH_OK)
            assert_int_equal(status, QUOTH_ERROR_CANCELLED);
        quoth_document_release(doc);
    }
    assert_int_equal(status, QUOTH_OK);
    assert_true(asked > 2);
}

static void tiles_the_text(void **state) {
    (void)state;
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    size_t at = 0, size;
    const char *text = quoth_document_text(doc, &size);
    for (size_t i = 0; i < quoth_document_script_run_count(doc); i++) {
        const quoth_script_run *run = quoth_document_script_run(doc, i);
        assert_int_equal(run->start, at);
        assert_true(run->end > run->start);
        at = run->end;
    }
    assert_int_equal(at, size);
    at = 0;
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        for (; at < block->start; at++)
            assert_non_null(strchr(" \n", text[at]));
        assert_true(block->end > block->start);
        assert_non_null(quoth_block_kind_name(block->kind));
        at = block->end;
    }
    assert_null(quoth_document_script_run(doc, SIZE_MAX));
    assert_null(quoth_document_article(doc, 1000));
    quoth_document_release(doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_wrong_arguments),
        cmocka_unit_test(writes_errors_on_failure_only),
        cmocka_unit_test(reads_empty_input),
        cmocka_unit_test(copies_names),
        cmocka_unit_test(reads_older_and_newer_inputs),
        cmocka_unit_test(knows_media_types),
        cmocka_unit_test(believes_the_declared_charset),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(keeps_nul_characters),
        cmocka_unit_test(leads_back_to_the_bytes),
        cmocka_unit_test(checks_what_is_given),
        cmocka_unit_test(checks_given_quotations),
        cmocka_unit_test(can_be_cancelled),
        cmocka_unit_test(tiles_the_text),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
