/* What the tests of archives make them with. */
#ifndef TESTS_UNIT_ARCHIVES_H
#define TESTS_UNIT_ARCHIVES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

#include <quoth/quoth.h>

enum { PLAIN, GZIP_EACH, GZIP_ALL, ZSTD_EACH, ZSTD_ALL, WAYS };

typedef struct bytes {
    char *data;
    size_t size, capacity;
} bytes;

static inline void add(bytes *b, const char *data, size_t size) {
    assert_true(size < SIZE_MAX / 4);
    if (b->size + size + 1 > b->capacity) {
        b->capacity = (b->size + size + 1) * 2;
        b->data = realloc(b->data, b->capacity);
    }
    assert_non_null(b->data);
    for (size_t i = 0; i < size; i++)
        b->data[b->size++] = data[i];
    b->data[b->size] = '\0';
}

static inline void add_string(bytes *b, const char *string) { add(b, string, strlen(string)); }

static inline void add_gzip(bytes *b, const char *data, size_t size) {
    z_stream z = {0};
    char out[8192];
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)data;
    z.avail_in = (uInt)size;
    int result = Z_OK;
    while (result == Z_OK) {
        z.next_out = (Bytef *)out;
        z.avail_out = sizeof out;
        result = deflate(&z, Z_FINISH);
        add(b, out, sizeof out - z.avail_out);
    }
    assert_int_equal(result, Z_STREAM_END);
    deflateEnd(&z);
}

static inline void add_zstd(bytes *b, const char *data, size_t size) {
    size_t room = ZSTD_compressBound(size);
    char *out = malloc(room);
    assert_non_null(out);
    add(b, out, 0);
    size_t got = ZSTD_compress(out, room, data, size, 3);
    assert_false(ZSTD_isError(got));
    add(b, out, got);
    free(out);
}

static inline void pack(bytes *out, int way, const char *data, size_t size) {
    if (way == PLAIN)
        add(out, data, size);
    else if (way == GZIP_EACH || way == GZIP_ALL)
        add_gzip(out, data, size);
    else
        add_zstd(out, data, size);
}

static inline bytes make_record(const char *version, const char *type, const char *fields, const char *content, size_t size,
                                const char *end) {
    bytes r = {0};
    char length[64];
    snprintf(length, sizeof length, "%sContent-Length: %zu%s", end, size, end);
    add_string(&r, version);
    add_string(&r, end);
    add_string(&r, "WARC-Type: ");
    add_string(&r, type);
    if (*fields)
        add_string(&r, end);
    add_string(&r, fields);
    add_string(&r, length);
    add_string(&r, end);
    add(&r, content, size);
    add_string(&r, end);
    add_string(&r, end);
    return r;
}

#define PAGE_FIELDS(id)                                                                                                            \
    "WARC-Record-ID: <urn:uuid:" id ">\r\nWARC-Target-URI: http://example.org/" id                                                 \
    "\r\nContent-Type: application/http; msgtype=response"

#endif
