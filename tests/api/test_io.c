/* Outputs that refuse and inputs that fail, at each place in turn: the call says so and nothing is left. */
#include "support.h"

typedef struct counter {
    size_t live;
} counter;

static void *count_allocate(void *user, size_t size) {
    ((counter *)user)->live += size;
    return malloc(size);
}

static void count_release(void *user, void *memory, size_t size) {
    ((counter *)user)->live -= size;
    free(memory);
}

static counter memory;
static const quoth_allocator allocator = {&memory, count_allocate, count_release};

/* ---- writing ---- */

typedef quoth_status write_call(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);

static quoth_status save(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                         quoth_error *err) {
    (void)options;
    return quoth_document_save(doc, write, user, err);
}

/* The disk is full from the `full_at`th byte on. */
typedef struct disk {
    size_t size, full_at;
    int refusals;
} disk;

static int disk_write(void *user, const char *bytes, size_t size) {
    disk *d = user;
    assert_non_null(bytes);
    assert_int_equal(d->refusals, 0); /* who was refused does not ask again */
    d->size += size;
    d->refusals += d->size > d->full_at;
    return d->refusals;
}

static quoth_document *long_document(void) {
    enum { TIMES = 60 };
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.allocator = &allocator;
    quoth_engine *engine = new_engine(&options);
    char *bytes = malloc(TIMES * strlen(page) + 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(bytes + i * strlen(page), page, sizeof page);
    quoth_document *doc = parse(engine, bytes, TIMES * strlen(page), NULL);
    quoth_engine_release(engine);
    free(bytes);
    return doc;
}

static void full_disks(void **state) {
    (void)state;
    static write_call *const calls[] = {quoth_write_json,     quoth_write_tei,    quoth_write_web_annotation,
                                        quoth_write_brat,     quoth_write_xmi,    quoth_write_csv,
                                        quoth_write_markdown, quoth_write_report, save};
    quoth_document *doc = long_document();
    size_t before = memory.live;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        disk whole = {0, SIZE_MAX, 0};
        assert_int_equal(calls[i](doc, NULL, disk_write, &whole, NULL), QUOTH_OK);
        for (size_t at = 0; at < whole.size; at += 1 + whole.size / 100) {
            disk full = {0, at, 0};
            quoth_error err = {0};
            assert_int_equal(calls[i](doc, NULL, disk_write, &full, &err), QUOTH_ERROR_WRITE);
            assert_int_equal(err.code, QUOTH_ERROR_WRITE);
            assert_int_equal(full.refusals, 1);
            assert_int_equal(memory.live, before);
        }
    }
    quoth_document_release(doc);
    assert_int_equal(memory.live, 0);
}

/* Every beginning of a saved document is refused. */
static void saved_documents_that_were_cut(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc = parse(engine, page, strlen(page), NULL), *loaded;
    sink out = {0};
    assert_int_equal(quoth_document_save(doc, sink_write, &out, NULL), QUOTH_OK);
    for (size_t size = 0; size < out.size; size++) {
        char *cut = malloc(size + 1);
        assert_non_null(cut);
        memcpy(cut, out.bytes, size);
        assert_int_equal(quoth_document_load(&allocator, cut, size, &loaded, NULL), QUOTH_ERROR_DAMAGED);
        assert_null(loaded);
        assert_int_equal(memory.live, 0);
        free(cut);
    }
    quoth_document_release(doc);
    quoth_engine_release(engine);
    free(out.bytes);
}

/* ---- reading ---- */

#define RECORD "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
static const char archive_bytes[] = RECORD RECORD RECORD;

/* Gives `piece` bytes at a time, and fails from the `fails_at`th on. */
typedef struct file {
    size_t at, piece, fails_at;
    int failures;
} file;

static int file_read(void *user, char *buffer, size_t size, size_t *got) {
    file *f = user;
    size_t left = sizeof archive_bytes - 1 - f->at;
    assert_int_equal(f->failures, 0);
    if (f->at >= f->fails_at) {
        f->failures++;
        return 5;
    }
    *got = f->piece < size ? f->piece : size;
    *got = *got < left ? *got : left;
    memcpy(buffer, archive_bytes + f->at, *got);
    f->at += *got;
    return 0;
}

/* Reads all records; returns how many, and the status behind the last. */
static size_t read_records(file *f, quoth_status *status) {
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    quoth_archive *archive;
    const quoth_record *record = NULL;
    size_t count = 0;
    options.allocator = &allocator;
    assert_int_equal(quoth_archive_open(&options, file_read, f, &archive, NULL), QUOTH_OK);
    while ((*status = quoth_archive_next(archive, &record, NULL)) == QUOTH_OK && record) {
        assert_int_equal(record->size, 5);
        assert_memory_equal(record->bytes, "hello", 6);
        count++;
    }
    if (*status != QUOTH_OK) {
        assert_null(record);
        assert_int_equal(quoth_archive_goes_on(archive), 0);
        assert_int_equal(quoth_archive_next(archive, &record, NULL), *status);
    }
    quoth_archive_close(archive);
    assert_int_equal(memory.live, 0);
    return count;
}

static void short_reads(void **state) {
    (void)state;
    for (size_t piece = 1; piece < sizeof archive_bytes; piece++) {
        file f = {0, piece, SIZE_MAX, 0};
        quoth_status status;
        assert_int_equal(read_records(&f, &status), 3);
        assert_int_equal(status, QUOTH_OK);
    }
}

static void failing_reads(void **state) {
    (void)state;
    for (size_t at = 0; at < sizeof archive_bytes; at++) {
        file f = {0, 1, at, 0};
        quoth_status status;
        size_t count = read_records(&f, &status);
        assert_int_equal(status, QUOTH_ERROR_READ);
        assert_int_equal(f.failures, 1);
        assert_true(count <= at / (sizeof RECORD - 1));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_disks),
        cmocka_unit_test(saved_documents_that_were_cut),
        cmocka_unit_test(short_reads),
        cmocka_unit_test(failing_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
