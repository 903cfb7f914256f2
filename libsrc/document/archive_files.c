#define _POSIX_C_SOURCE 200809L /* fseeko */
#define _FILE_OFFSET_BITS 64

#include "document/archive_files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"

static int read_file(void *user, char *buffer, size_t size, size_t *got) {
    *got = fread(buffer, 1, size, user);
    return *got < size && ferror((FILE *)user);
}

/* Says which file it is. */
static quoth_status fail_in(quoth_error *err, quoth_status status, size_t offset, const char *name, const char *sentence) {
    return qh_fail(err, status, offset, "%s: %s", name, sentence);
}

static quoth_status fail_memory(quoth_archive *a, quoth_error *err) {
    qh_fail_memory(&a->why);
    return qh_fail_memory(err);
}

static void add_counts(quoth_archive *a, const quoth_archive_counts *more) {
    const quoth_archive_counts *done = &a->files->done;
    a->counts = (quoth_archive_counts){done->documents + more->documents, done->other + more->other,
                                       done->not_text + more->not_text, done->damaged + more->damaged};
}

static void close_file(quoth_archive *a) {
    struct qh_archive_files *f = a->files;
    f->done = a->counts;
    qh_archive_free(f->open);
    if (f->file)
        fclose(f->file);
    f->open = NULL;
    f->file = NULL;
}

quoth_status qh_archive_open_path(const quoth_archive_options *options, const char *path, quoth_archive **out, quoth_error *err) {
    struct stat about;
    if (stat(path, &about) != 0)
        return qh_fail(err, QUOTH_ERROR_READ, 0, "%s: %s", path, strerror(errno));
    int is_folder = S_ISDIR(about.st_mode);
    if (is_folder && (options->offset || options->end || options->split))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "offset, end and split are for one file, and %s is a folder", path);
    quoth_archive *a = qh_archive_new(options);
    if (!a)
        return qh_fail_memory(err);
    a->files = a->allocator.allocate(a->allocator.user, sizeof *a->files);
    if (a->files)
        *a->files = (struct qh_archive_files){.files = qh_files_new(&a->allocator, path, is_folder)};
    if (!a->files || !a->files->files) {
        qh_archive_free(a);
        return qh_fail_memory(err);
    }
    *out = a;
    return QUOTH_OK;
}

static quoth_status open_file(quoth_archive *a, const char *path, quoth_error *err) {
    struct qh_archive_files *f = a->files;
    f->file = fopen(path, "rb");
    int failed = !f->file || (a->options.offset && fseeko(f->file, (off_t)a->options.offset, SEEK_SET) != 0);
    if (failed) {
        quoth_status status = fail_in(err, QUOTH_ERROR_READ, 0, qh_files_name(f->files), strerror(errno));
        a->counts.damaged++;
        close_file(a);
        return status;
    }
    f->open = qh_archive_new(&a->options);
    if (!f->open)
        return fail_memory(a, err);
    f->open->unpack.in.read = read_file;
    f->open->unpack.in.user = f->file;
    return QUOTH_OK;
}

static quoth_status next_file(quoth_archive *a, quoth_error *err) {
    const char *path;
    switch (qh_files_next(a->files->files, &path)) {
    case QH_FILES_ONE:
        return open_file(a, path, err);
    case QH_FILES_UNREADABLE:
        a->files->done.damaged++;
        a->counts.damaged++;
        return fail_in(err, QUOTH_ERROR_READ, 0, path, strerror(errno));
    case QH_FILES_NO_MEMORY:
        return fail_memory(a, err);
    default:
        a->files->ended = 1;
        return QUOTH_OK;
    }
}

quoth_status qh_archive_files_next(quoth_archive *a, const quoth_record **out, quoth_error *err) {
    struct qh_archive_files *f = a->files;
    *out = NULL;
    if (a->why.code == QUOTH_ERROR_MEMORY)
        return qh_fail_memory(err);
    while (!f->ended) {
        quoth_error problem = {0};
        const quoth_record *record = NULL;
        quoth_status status = f->open ? QUOTH_OK : next_file(a, err);
        if (status != QUOTH_OK || !f->open)
            return status;
        status = qh_archive_next(f->open, &record, &problem);
        add_counts(a, &f->open->counts);
        if (status == QUOTH_OK && record) {
            a->record = *record;
            a->record.name = qh_files_name(f->files);
            *out = &a->record;
            return QUOTH_OK;
        }
        if (status == QUOTH_ERROR_MEMORY)
            return fail_memory(a, err);
        if (status == QUOTH_ERROR_READ)
            a->counts.damaged++;
        if (status != QUOTH_OK)
            fail_in(err, status, problem.offset, qh_files_name(f->files), problem.message);
        if (status == QUOTH_OK || !qh_archive_goes_on(f->open))
            close_file(a);
        if (status != QUOTH_OK)
            return status;
    }
    return QUOTH_OK;
}

void qh_archive_files_close(quoth_archive *a) {
    if (!a->files)
        return;
    close_file(a);
    qh_files_free(a->files->files);
    a->allocator.release(a->allocator.user, a->files, sizeof *a->files);
}
