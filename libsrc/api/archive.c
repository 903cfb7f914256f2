#include <stddef.h>

#include "api/engine.h"
#include "base/arena.h"
#include "base/error.h"
#include "document/archive.h"
#include "document/archive_files.h"
#include "text/charset.h"

enum { DEFAULT_RECORD_BYTES = 64 * 1024 * 1024 };

static quoth_status read_options(const quoth_archive_options *in, quoth_archive_options *out, quoth_error *err) {
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    if (in && !qh_read_struct(&options, sizeof options, in, in->struct_size))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0,
                       "struct_size of the options is too small; set it with QUOTH_ARCHIVE_OPTIONS_INIT");
    if (!options.allocator)
        options.allocator = &qh_default_allocator;
    if (!options.allocator->allocate || !options.allocator->release)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "the allocator needs both allocate and release");
    if (options.end && options.end < options.offset)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "end lies before offset");
    if (!options.max_record_bytes)
        options.max_record_bytes = DEFAULT_RECORD_BYTES;
    *out = options;
    return QUOTH_OK;
}

static quoth_status read_call(const quoth_archive_options *options, quoth_archive_options *complete, quoth_archive **out,
                              quoth_error *err) {
    if (!out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "out is NULL");
    *out = NULL;
    return read_options(options, complete, err);
}

static quoth_status open_archive(const quoth_archive_options *options, quoth_archive **out, quoth_error *err) {
    quoth_archive_options complete = QUOTH_ARCHIVE_OPTIONS_INIT;
    quoth_status status = read_call(options, &complete, out, err);
    if (status != QUOTH_OK)
        return status;
    *out = qh_archive_new(&complete);
    return *out ? QUOTH_OK : qh_fail_memory(err);
}

quoth_status quoth_archive_open(const quoth_archive_options *options, quoth_read_fn read, void *user, quoth_archive **out,
                                quoth_error *err) {
    quoth_status status = open_archive(options, out, err);
    if (status != QUOTH_OK)
        return status;
    if (!read) {
        quoth_archive_close(*out);
        *out = NULL;
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "read is NULL");
    }
    (*out)->unpack.in.read = read;
    (*out)->unpack.in.user = user;
    return QUOTH_OK;
}

quoth_status quoth_archive_open_bytes(const quoth_archive_options *options, const void *bytes, size_t size, quoth_archive **out,
                                      quoth_error *err) {
    quoth_status status = open_archive(options, out, err);
    if (status != QUOTH_OK)
        return status;
    if (!bytes && size) {
        quoth_archive_close(*out);
        *out = NULL;
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "bytes is NULL and size is %zu", size);
    }
    (*out)->unpack.in.bytes = bytes;
    (*out)->unpack.in.size = size;
    return QUOTH_OK;
}

quoth_status quoth_archive_open_path(const quoth_archive_options *options, const char *path, quoth_archive **out,
                                     quoth_error *err) {
    quoth_archive_options complete = QUOTH_ARCHIVE_OPTIONS_INIT;
    quoth_status status = read_call(options, &complete, out, err);
    if (status != QUOTH_OK)
        return status;
    if (!path)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "path is NULL");
    return qh_archive_open_path(&complete, path, out, err);
}

quoth_status quoth_archive_next(quoth_archive *archive, const quoth_record **out, quoth_error *err) {
    if (out)
        *out = NULL;
    if (!archive || !out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, archive ? "out is NULL" : "archive is NULL");
    return qh_archive_next(archive, out, err);
}

int quoth_archive_goes_on(const quoth_archive *archive) { return qh_archive_goes_on(archive); }

const quoth_archive_counts *quoth_archive_count(const quoth_archive *archive) { return &archive->counts; }

int quoth_is_archive(const void *bytes, size_t size) { return size && qh_archive_looks(bytes, size); }

void quoth_record_input(const quoth_record *record, quoth_input *input) {
    qh_charset charset;
    if (record->name)
        input->name = record->name;
    input->url = record->url;
    input->media_type = qh_reader_type(record->media_type);
    input->charset = record->charset && qh_charset_find(record->charset, &charset) ? record->charset : NULL;
}

void quoth_archive_close(quoth_archive *archive) { qh_archive_free(archive); }
