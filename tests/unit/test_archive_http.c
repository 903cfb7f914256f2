/* Payloads of HTTP responses in archives, and the headers they come with. */
#include "archives.h"
#include "document/archive_warc.h"

static bytes http_record(const char *fields, const char *body, size_t size) {
    bytes message = {0};
    add_string(&message, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n");
    add_string(&message, fields);
    add_string(&message, "\r\n\r\n");
    add(&message, body, size);
    bytes record = make_record("WARC/1.0", "response", PAGE_FIELDS("9"), message.data, message.size, "\r\n");
    free(message.data);
    return record;
}

static void check_http(const char *fields, const char *body, size_t size, quoth_status status, const char *want,
                       const char *truncated) {
    bytes b = http_record(fields, body, size);
    quoth_archive *archive;
    const quoth_record *r;
    quoth_error err = {0};
    assert_int_equal(quoth_archive_open_bytes(NULL, b.data, b.size, &archive, NULL), QUOTH_OK);
    assert_int_equal(quoth_archive_next(archive, &r, &err), status);
    if (status != QUOTH_OK) {
        assert_non_null(strstr(err.message, want));
        assert_true(quoth_archive_goes_on(archive));
    } else {
        assert_string_equal(r->bytes, want);
        assert_int_equal(r->size, strlen(want));
        assert_true(truncated ? r->truncated && !strcmp(r->truncated, truncated) : !r->truncated);
    }
    quoth_archive_close(archive);
    free(b.data);
}

static void content_encodings(void **state) {
    (void)state;
    static const char text[] = "<p>Packed.</p>";
    size_t size = strlen(text);
    bytes gzip = {0}, twice = {0}, zstd = {0}, raw, zlib = {0};
    add_gzip(&gzip, text, size);
    add_gzip(&twice, gzip.data, gzip.size);
    add_zstd(&zstd, text, size);
    char out[256];
    uLongf out_size = sizeof out;
    assert_int_equal(compress((Bytef *)out, &out_size, (const Bytef *)text, size), Z_OK);
    add(&zlib, out, out_size);
    raw = (bytes){zlib.data + 2, zlib.size - 6, 0};
    check_http("Content-Encoding: gzip", gzip.data, gzip.size, QUOTH_OK, text, NULL);
    check_http("content-encoding: X-GZip", gzip.data, gzip.size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: gzip, gzip", twice.data, twice.size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: gzip, identity ,gzip,", twice.data, twice.size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: deflate", zlib.data, zlib.size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: deflate", raw.data, raw.size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: zstd", zstd.data, zstd.size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: gzip", text, size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: identity", text, size, QUOTH_OK, text, NULL);
    check_http("Content-Encoding: gzip", gzip.data, gzip.size - 8, QUOTH_OK, text, "unspecified");
    check_http("Content-Encoding: br", text, size, QUOTH_ERROR_MEDIA_TYPE, "\"br\" is not supported", NULL);
    gzip.data[gzip.size - 6] ^= 1;
    check_http("Content-Encoding: gzip", gzip.data, gzip.size, QUOTH_ERROR_DAMAGED, "content encoding cannot be undone", NULL);
    free(gzip.data);
    free(twice.data);
    free(zstd.data);
    free(zlib.data);
}

static void chunks(void **state) {
    (void)state;
    static const struct {
        const char *body, *text, *truncated;
    } cases[] = {
        {"3\r\nabc\r\n0a;x=y\r\n0123456789\r\n0\r\n\r\n", "abc0123456789", NULL},
        {"3\nabc\n0\n\n", "abc", NULL},
        {"3\r\nabc\r\n5\r\nde", "abcde", "unspecified"},
        {"3\r\nabc\r\n", "abc", "unspecified"},
        {"<p>No chunks.</p>", "<p>No chunks.</p>", NULL},
        {"ffffffffffffffffffffff\r\nabc", "ffffffffffffffffffffff\r\nabc", NULL},
        {"0\r\n\r\n", "", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_http("Transfer-Encoding: chunked", cases[i].body, strlen(cases[i].body), QUOTH_OK, cases[i].text, cases[i].truncated);
}

static void headers(void **state) {
    (void)state;
    char header[] = "A: 1\r\nLong : one\r\n two\r\n\tthree  \r\nb:2\nempty:\r\n\r\n";
    size_t size = sizeof header - 1;
    assert_int_equal(qh_header_end(header, size, 0), size);
    assert_string_equal(qh_header_field(header, size, "LONG"), "one   two  \tthree");
    assert_string_equal(qh_header_field(header, size, "b"), "2");
    assert_string_equal(qh_header_field(header, size, "a"), "1");
    assert_string_equal(qh_header_field(header, size, "Empty"), "");
    assert_null(qh_header_field(header, size, "Lon"));
    static const char *const types[][3] = {
        {"text/html", "text/html", NULL},     {"TEXT/html ;x=y; Charset = 'UTF-8' ; z", "text/html", "UTF-8"},
        {"; charset=koi8-r", NULL, "koi8-r"}, {"text/html; charset=", "text/html", NULL},
        {"text/html;", "text/html", NULL},    {"text/html, text/plain", "text/html", NULL}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char value[64];
        const char *type, *charset;
        strcpy(value, types[i][0]);
        qh_split_media_type(value, &type, &charset);
        assert_true(types[i][1] ? type && !strcmp(type, types[i][1]) : !type);
        assert_true(types[i][2] ? charset && !strcmp(charset, types[i][2]) : !charset);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_encodings),
        cmocka_unit_test(chunks),
        cmocka_unit_test(headers),
    };
    return cmocka_run_group_tests_name("archive_http", tests, NULL, NULL);
}
