/* Files and folders as one stream of records. */
#define _POSIX_C_SOURCE 200809L
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/quoth-files-XXXXXX";

static const char warc[] =
    "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nFirst.\r\n\r\n"
    "WARC/1.1\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nSecond.\r\n\r\n";

static const char *in_folder(const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *text) {
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    mkdir(in_folder("b"), 0777);
    mkdir(in_folder("b/deep"), 0777);
    mkdir(in_folder(".git"), 0777);
    write_file("a.txt", "A page.");
    write_file("b.txt", "Sorted before what is below b.");
    write_file("b/c.html", "<p>Markup.</p>");
    write_file("b/deep/crawl.warc", warc);
    write_file("b/empty.txt", "");
    write_file(".git/hidden.txt", "hidden");
    write_file(".hidden", "hidden");
    write_file("z.gz", "\x1F\x8B\x08\x01" "timexo\xFF\xFF\xFF\xFF damaged");
    write_file("zz.txt", "The last.");
    return symlink(folder, in_folder("b/loop")) | symlink("nothing", in_folder("b/broken"));
}

static int remove_folder(void **state) {
    (void)state;
    const char *const names[] = {"a.txt", "b.txt",  "b/c.html", "b/deep/crawl.warc", "b/empty.txt", ".git/hidden.txt", ".hidden",
                                 "z.gz",  "zz.txt", "b/loop",   "b/broken"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(in_folder(names[i]));
    rmdir(in_folder("b/deep"));
    rmdir(in_folder("b"));
    rmdir(in_folder(".git"));
    return rmdir(folder);
}

static void reads_all_below_a_folder(void **state) {
    (void)state;
    static const char *const expected[][2] = {{"a.txt", "A page."},
                                              {"b.txt", "Sorted before what is below b."},
                                              {"b/c.html", "<p>Markup.</p>"},
                                              {"b/deep/crawl.warc", "First."},
                                              {"b/deep/crawl.warc", "Second."},
                                              {"z.gz", NULL},
                                              {"zz.txt", "The last."}};
    quoth_archive *archive;
    quoth_error err = {0};
    char path[600];
    for (int slash = 0; slash < 2; slash++) {
        snprintf(path, sizeof path, "%s%s", folder, slash ? "/" : "");
        assert_int_equal(quoth_archive_open_path(NULL, path, &archive, &err), QUOTH_OK);
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
            const quoth_record *record;
            quoth_status status = quoth_archive_next(archive, &record, &err);
            assert_true(quoth_archive_goes_on(archive));
            if (!expected[i][1]) {
                assert_int_equal(status, QUOTH_ERROR_DAMAGED);
                assert_non_null(strstr(err.message, "z.gz: "));
                assert_null(record);
                continue;
            }
            assert_int_equal(status, QUOTH_OK);
            assert_string_equal(record->name, expected[i][0]);
            assert_string_equal(record->bytes, expected[i][1]);
            quoth_input input = QUOTH_INPUT_INIT;
            quoth_record_input(record, &input);
            assert_ptr_equal(input.name, record->name);
        }
        for (int i = 0; i < 2; i++) {
            const quoth_record *record;
            assert_int_equal(quoth_archive_next(archive, &record, &err), QUOTH_OK);
            assert_null(record);
        }
        assert_false(quoth_archive_goes_on(archive));
        assert_int_equal(quoth_archive_count(archive)->documents, 6);
        assert_int_equal(quoth_archive_count(archive)->damaged, 1);
        quoth_archive_close(archive);
    }
}

static void reads_a_stretch_of_one_file(void **state) {
    (void)state;
    quoth_archive *archive;
    const quoth_record *record;
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.offset = 5;
    options.end = sizeof warc - 1;
    options.split = 1;
    quoth_error err = {0};
    assert_int_equal(quoth_archive_open_path(&options, in_folder("b/deep/crawl.warc"), &archive, NULL), QUOTH_OK);
    assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
    assert_string_equal(record->bytes, "Second.");
    assert_string_equal(record->name, in_folder("b/deep/crawl.warc"));
    assert_int_equal(quoth_archive_next(archive, &record, NULL), QUOTH_OK);
    assert_null(record);
    quoth_archive_close(archive);
    assert_int_equal(quoth_archive_open_path(&options, folder, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(archive);
    assert_non_null(strstr(err.message, "folder"));
}

static void says_what_is_not_there(void **state) {
    (void)state;
    quoth_archive *archive;
    quoth_error err = {0};
    assert_int_equal(quoth_archive_open_path(NULL, in_folder("none"), &archive, &err), QUOTH_ERROR_READ);
    assert_null(archive);
    assert_non_null(strstr(err.message, strerror(ENOENT)));
    assert_int_equal(quoth_archive_open_path(NULL, NULL, &archive, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_archive_open_path(NULL, folder, NULL, &err), QUOTH_ERROR_ARGUMENT);
    char name[400] = "x";
    for (size_t i = 1; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "\xC3\xA9", 3);
    assert_int_equal(quoth_archive_open_path(NULL, name, &archive, &err), QUOTH_ERROR_READ);
    size_t size = strlen(err.message);
    assert_true(size > 200 && size % 2 == 1); /* cut between two characters */
}

/* The n-th allocation fails. */
typedef struct meter {
    size_t count, fail;
    size_t live;
} meter;

static void *allocate(void *user, size_t size) {
    meter *m = user;
    if (++m->count == m->fail)
        return NULL;
    m->live++;
    return malloc(size);
}

static void release(void *user, void *memory, size_t size) {
    (void)size;
    ((meter *)user)->live--;
    free(memory);
}

static void memory_runs_out(void **state) {
    (void)state;
    quoth_status status = QUOTH_ERROR_MEMORY;
    size_t n = 1;
    for (; status == QUOTH_ERROR_MEMORY && n < 1000; n++) {
        meter m = {0, n, 0};
        quoth_allocator allocator = {&m, allocate, release};
        quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
        options.allocator = &allocator;
        quoth_archive *archive;
        const quoth_record *record = NULL;
        status = quoth_archive_open_path(&options, folder, &archive, NULL);
        while (status == QUOTH_OK || status == QUOTH_ERROR_DAMAGED) {
            status = quoth_archive_next(archive, &record, NULL);
            if (status == QUOTH_OK && !record)
                break;
        }
        assert_true(status == QUOTH_OK || status == QUOTH_ERROR_MEMORY);
        quoth_archive_close(archive);
        assert_int_equal(m.live, 0);
    }
    assert_int_equal(status, QUOTH_OK);
    assert_true(n > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_below_a_folder),
        cmocka_unit_test(reads_a_stretch_of_one_file),
        cmocka_unit_test(says_what_is_not_there),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests_name("files", tests, make_folder, remove_folder);
}
