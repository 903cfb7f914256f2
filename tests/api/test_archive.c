/* Archives through the public functions: arguments, memory that runs out, and pages that become documents. */
#include "support.h"

#define RECORD(type, fields, length, content)                                                                                      \
    "WARC/1.1\r\nWARC-Type: " type "\r\n" fields "Content-Length: " length "\r\n\r\n" content "\r\n\r\n"

static const char archive_bytes[] = RECORD("warcinfo", "", "4", "a: b")
    RECORD("response", "WARC-Target-URI: http://example.org/a\r\nContent-Type: application/http\r\n", "81",
           "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<p>Sch\xF6ne Br\xFC"
           "cke.") RECORD("conversion", "Content-Type: text/plain; charset=made-up\r\n", "12", "Plain words.");

enum { ARCHIVE = sizeof archive_bytes - 1 };

static quoth_archive *open_archive(const quoth_archive_options *options) {
    quoth_archive *archive = NULL;
    assert_int_equal(quoth_archive_open_bytes(options, archive_bytes, ARCHIVE, &archive, NULL), QUOTH_OK);
    assert_non_null(archive);
    return archive;
}

static int give_nothing(void *user, char *buffer, size_t size, size_t *got) {
    (void)user;
    (void)buffer;
    assert_true(size > 0);
    *got = 0;
    return 0;
}

static void *allocate_nothing(void *user, size_t size) {
    (void)user;
    (void)size;
    return NULL;
}

static void arguments(void **state) {
    (void)state;
    quoth_archive *archive = (quoth_archive *)(uintptr_t)&archive_bytes;
    const quoth_record *record;
    quoth_error err = {0};
    quoth_archive_options small = {1, NULL, 0, 0, 0, 0, 0}, backwards = QUOTH_ARCHIVE_OPTIONS_INIT, half = backwards;
    quoth_allocator no_release = {NULL, allocate_nothing, NULL};
    backwards.offset = 2;
    backwards.end = 1;
    half.allocator = &no_release;
    assert_int_equal(quoth_archive_open_bytes(NULL, NULL, 1, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(archive);
    assert_int_equal(err.code, QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_open(NULL, NULL, NULL, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_open(NULL, give_nothing, NULL, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_open_bytes(&small, "", 0, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_open_bytes(&backwards, "", 0, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_open_bytes(&half, "", 0, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_next(NULL, &record, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(record);
    archive = open_archive(NULL);
    assert_int_equal(quoth_archive_next(archive, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_true(quoth_archive_goes_on(archive));
    quoth_archive_close(archive);
    quoth_archive_close(NULL);
}

static void nothing_to_read(void **state) {
    (void)state;
    quoth_archive *archive;
    const quoth_record *record;
    assert_int_equal(quoth_archive_open(NULL, give_nothing, NULL, &archive, NULL), QUOTH_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
        assert_null(record);
    }
    quoth_archive_close(archive);
    assert_int_equal(quoth_archive_open_bytes(NULL, NULL, 0, &archive, NULL), QUOTH_OK);
    assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
    assert_null(record);
    quoth_archive_close(archive);
}

static quoth_document *parse_record(const quoth_engine *engine, const quoth_record *record) {
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_record_input(record, &input);
    return parse(engine, record->bytes, record->size, &input);
}

static void records_become_documents(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_archive *archive = open_archive(NULL);
    const quoth_record *record;
    assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
    quoth_document *doc = parse_record(engine, record);
    assert_string_equal(quoth_document_text(doc, NULL), "Schöne Brücke.");
    assert_string_equal(quoth_document_source(doc)->url, "http://example.org/a");
    assert_string_equal(quoth_document_source(doc)->type, "html");
    quoth_document_release(doc);
    assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
    assert_string_equal(record->charset, "made-up");
    doc = parse_record(engine, record); /* a charset nobody knows is no reason to lose a page */
    assert_string_equal(quoth_document_text(doc, NULL), "Plain words.");
    assert_string_equal(quoth_document_source(doc)->type, "text");
    quoth_document_release(doc);
    assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
    assert_null(record);
    assert_int_equal(quoth_archive_count(archive)->documents, 2);
    assert_int_equal(quoth_archive_count(archive)->other, 1);
    quoth_archive_close(archive);
    quoth_engine_release(engine);
}

static void limits_are_passed_over(void **state) {
    (void)state;
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.max_record_bytes = 20;
    quoth_archive *archive = open_archive(&options);
    const quoth_record *record;
    quoth_error err = {0};
    assert_int_equal(quoth_archive_next(archive, &record, &err), QUOTH_ERROR_LIMIT);
    assert_non_null(strstr(err.message, "81 bytes"));
    assert_true(quoth_archive_goes_on(archive));
    assert_int_equal(quoth_archive_next(archive, &record, &err), QUOTH_OK);
    assert_string_equal(record->bytes, "Plain words.");
    quoth_archive_close(archive);
}

typedef struct meter {
    size_t calls, fail_at, live;
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

/* gzip that stores, so that no compressor is needed. */
static const char packed[] = "\x1F\x8B\x08\0\0\0\0\0\0\x03\x01\x05\0\xFA\xFFHello\x82\x89\xD1\xF7\x05\0\0\0";

static quoth_status read_with(meter *m, const char *bytes, size_t size) {
    quoth_allocator allocator = {m, meter_allocate, meter_release};
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.allocator = &allocator;
    quoth_archive *archive;
    const quoth_record *record = NULL;
    quoth_status status = quoth_archive_open_bytes(&options, bytes, size, &archive, NULL);
    if (status == QUOTH_OK)
        status = quoth_archive_next(archive, &record, NULL);
    if (status == QUOTH_ERROR_MEMORY && archive)
        assert_false(quoth_archive_goes_on(archive));
    assert_true((status == QUOTH_OK) == (record != NULL));
    quoth_archive_close(archive);
    assert_int_equal(m->live, 0);
    return status;
}

static void memory_runs_out(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
    } inputs[] = {{archive_bytes, ARCHIVE}, {packed, sizeof packed - 1}};
    for (size_t i = 0; i < 2; i++) {
        quoth_status status = QUOTH_ERROR_MEMORY;
        size_t n = 1;
        for (; status != QUOTH_OK && n < 100; n++) {
            meter m = {0, n, 0};
            status = read_with(&m, inputs[i].bytes, inputs[i].size);
            assert_true(status == QUOTH_OK || status == QUOTH_ERROR_MEMORY);
        }
        assert_int_equal(status, QUOTH_OK);
        assert_true(n > 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments),
        cmocka_unit_test(nothing_to_read),
        cmocka_unit_test(records_become_documents),
        cmocka_unit_test(limits_are_passed_over),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
