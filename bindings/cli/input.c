#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, LOOK = 4096, LONGEST_RECORD = 256 * 1024 * 1024 };

/* Adds what one read brings; 0 at the end, -1 when it fails. */
static int read_piece(int file, cli_buffer *out) {
    ssize_t got;
    cli_buffer_reserve(out, PIECE);
    do
        got = read(file, out->bytes + out->size, out->capacity - out->size - 1);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        out->size += (size_t)got;
    out->bytes[out->size] = '\0';
    return got > 0 ? 1 : (int)got;
}

static const char *read_all(int file, cli_buffer *out) {
    int got;
    do
        got = read_piece(file, out);
    while (got > 0);
    if (got < 0)
        return strerror(errno);
    return out->size ? NULL : "empty file";
}

static const char *read_open(int file, cli_buffer *out) {
    struct stat about;
    if (fstat(file, &about) == 0) {
        if (S_ISDIR(about.st_mode))
            return "is a directory";
        if (S_ISREG(about.st_mode) && about.st_size > 0)
            cli_buffer_reserve(out, (size_t)about.st_size + 1);
    }
    return read_all(file, out);
}

const char *cli_read(const char *path, cli_buffer *out) {
    if (strcmp(path, "-") == 0)
        return read_open(STDIN_FILENO, out);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return strerror(errno);
    const char *sentence = read_open(file, out);
    close(file);
    return sentence;
}

/* An open file, of which the first bytes have been read to see what it is. */
typedef struct stream {
    int file;
    cli_buffer first;
    size_t given; /* of them */
    int error;    /* errno of a read that failed */
} stream;

static int give_bytes(void *user, char *buffer, size_t size, size_t *got) {
    stream *s = user;
    ssize_t count;
    *got = s->first.size - s->given < size ? s->first.size - s->given : size;
    if (*got) {
        memcpy(buffer, s->first.bytes + s->given, *got);
        s->given += *got;
        return 0;
    }
    do
        count = read(s->file, buffer, size);
    while (count < 0 && errno == EINTR);
    s->error = count < 0 ? errno : 0;
    *got = count < 0 ? 0 : (size_t)count;
    return count < 0;
}

/* What one file is read for. */
typedef struct errand {
    const cli_file *file;
    const cli_range *range;
    int is_archive; /* whatever it looks like */
    cli_use_fn use;
    void *user;
} errand;

static int report(const errand *e, const char *path, const char *problem, int is_note) {
    cli_item item = {.name = path, .problem = problem, .is_note = is_note, .one_of_many = e->file->is_of_folder};
    return e->use(e->user, &item);
}

/* The name of a file without what its compression added to it. */
static void add_unpacked_name(cli_buffer *out, const char *name) {
    static const char *const suffixes[] = {".gz", ".zst"};
    size_t size = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t suffix = strlen(suffixes[i]);
        if (size > suffix && strcmp(name + size - suffix, suffixes[i]) == 0) {
            size -= suffix;
            break;
        }
    }
    cli_buffer_add(out, name, size);
}

static int use_record(const errand *e, const quoth_record *record) {
    cli_buffer name = {0};
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_record_input(record, &input);
    cli_item item = {.name = e->file->name,
                     .bytes = record->bytes,
                     .size = record->size,
                     .url = input.url,
                     .media_type = input.media_type,
                     .charset = input.charset,
                     .one_of_many = e->file->is_of_folder,
                     .place = record->offset};
    if (strcmp(record->type, "file") != 0) {
        char place[32];
        snprintf(place, sizeof place, "#%llu", (unsigned long long)record->offset);
        cli_buffer_add_string(&name, e->file->name);
        cli_buffer_add_string(&name, place);
        item.one_of_many = 1;
        item.name = name.bytes;
    } else if (e->file->is_of_folder) {
        add_unpacked_name(&name, e->file->name);
        item.name = name.bytes;
    }
    int goes_on = e->use(e->user, &item);
    cli_buffer_free(&name);
    return goes_on;
}

static int report_at(const errand *e, const stream *s, const quoth_error *err) {
    char place[32];
    cli_buffer where = {0};
    snprintf(place, sizeof place, "#%zu", err->offset);
    cli_buffer_add_string(&where, e->file->path);
    cli_buffer_add_string(&where, place);
    int goes_on = report(e, where.bytes, err->code == QUOTH_ERROR_READ && s->error ? strerror(s->error) : err->message, 0);
    cli_buffer_free(&where);
    return goes_on;
}

/* Pictures and the like are no failure, but nobody shall think that they were read. */
static int note_passed_over(const errand *e, const quoth_archive_counts *counts) {
    char sentence[96];
    if (!counts->not_text)
        return 1;
    snprintf(sentence, sizeof sentence, "passed over %llu record%s that %s no text", (unsigned long long)counts->not_text,
             counts->not_text == 1 ? "" : "s", counts->not_text == 1 ? "is" : "are");
    return report(e, e->file->path, sentence, 1);
}

static int use_records(const errand *e, stream *s, quoth_archive *archive) {
    for (;;) {
        const quoth_record *record = NULL;
        quoth_error err = {0};
        quoth_status status = quoth_archive_next(archive, &record, &err);
        if (status == QUOTH_OK && !record)
            return note_passed_over(e, quoth_archive_count(archive));
        if (status == QUOTH_OK ? !use_record(e, record) : !report_at(e, s, &err))
            return 0;
        if (status != QUOTH_OK && !quoth_archive_goes_on(archive))
            return note_passed_over(e, quoth_archive_count(archive));
    }
}

static int use_archive(const errand *e, stream *s) {
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    quoth_archive *archive;
    quoth_error err = {0};
    options.max_record_bytes = LONGEST_RECORD;
    options.offset = e->range->offset;
    options.end = e->range->offset + e->range->length;
    options.split = e->range->length != 0;
    if (quoth_archive_open(&options, give_bytes, s, &archive, &err) != QUOTH_OK)
        return report_at(e, s, &err);
    int goes_on = use_records(e, s, archive);
    quoth_archive_close(archive);
    return goes_on;
}

static int use_plain(const errand *e, stream *s) {
    const char *problem = read_all(s->file, &s->first);
    cli_item item = {.name = e->file->name, .bytes = s->first.bytes, .size = s->first.size, .one_of_many = e->file->is_of_folder};
    return problem ? report(e, e->file->path, problem, 0) : e->use(e->user, &item);
}

static int use_stream(const errand *e, stream *s) {
    struct stat about;
    int got = 1;
    if (e->range->length && lseek(s->file, (off_t)e->range->offset, SEEK_SET) < 0)
        return report(e, e->file->path, "--range is for files", 0);
    while (got > 0 && s->first.size < LOOK)
        got = read_piece(s->file, &s->first);
    if (got < 0)
        return report(e, e->file->path, strerror(errno), 0);
    if (e->is_archive || e->range->length || quoth_is_archive(s->first.bytes, s->first.size))
        return use_archive(e, s);
    if (fstat(s->file, &about) == 0 && S_ISREG(about.st_mode) && (size_t)about.st_size > s->first.size)
        cli_buffer_reserve(&s->first, (size_t)about.st_size - s->first.size + 1);
    return use_plain(e, s);
}

int cli_each(const cli_file *file, const cli_range *range, int is_archive, cli_use_fn use, void *user) {
    errand e = {file, range, is_archive, use, user};
    stream s = {.file = STDIN_FILENO};
    int is_file = strcmp(file->path, "-") != 0;
    if (file->problem)
        return report(&e, file->path, file->problem, 0);
    if (is_file)
        s.file = open(file->path, O_RDONLY | O_CLOEXEC);
    if (s.file < 0)
        return report(&e, file->path, strerror(errno), 0);
    int goes_on = use_stream(&e, &s);
    if (is_file)
        close(s.file);
    cli_buffer_free(&s.first);
    return goes_on;
}
