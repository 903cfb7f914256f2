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

static void put_plain(const char *string) {
    for (const unsigned char *p = (const unsigned char *)string; *p; p++)
        fputc(*p < 0x20 || *p == 0x7F ? '?' : *p, stderr);
}

void cli_complain(const char *path, const char *sentence) {
    fputs("quoth: ", stderr);
    put_plain(path);
    fputs(": ", stderr);
    put_plain(sentence);
    fputc('\n', stderr);
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
    const char *path, *name;
    const cli_range *range;
    int one_of_many;
    cli_use_fn use;
    void *user;
} errand;

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
    cli_item item = {e->name, record->bytes, record->size, record, e->one_of_many};
    if (strcmp(record->type, "file") != 0) {
        char place[32];
        snprintf(place, sizeof place, "#%llu", (unsigned long long)record->offset);
        cli_buffer_add_string(&name, e->name);
        cli_buffer_add_string(&name, place);
        item.one_of_many = 1;
        item.name = name.bytes;
    } else if (e->one_of_many) {
        add_unpacked_name(&name, e->name);
        item.name = name.bytes;
    }
    int good = e->use(e->user, &item);
    cli_buffer_free(&name);
    return good;
}

static void complain_at(const errand *e, const stream *s, const quoth_error *err) {
    char place[32];
    cli_buffer where = {0};
    snprintf(place, sizeof place, "#%zu", err->offset);
    cli_buffer_add_string(&where, e->path);
    cli_buffer_add_string(&where, place);
    cli_complain(where.bytes, err->code == QUOTH_ERROR_READ && s->error ? strerror(s->error) : err->message);
    cli_buffer_free(&where);
}

/* Pictures and the like are no failure, but nobody shall think that they were read. */
static void note_passed_over(const errand *e, const quoth_archive_counts *counts) {
    char sentence[96];
    if (!counts->not_text)
        return;
    snprintf(sentence, sizeof sentence, "passed over %llu record%s that %s no text", (unsigned long long)counts->not_text,
             counts->not_text == 1 ? "" : "s", counts->not_text == 1 ? "is" : "are");
    cli_complain(e->path, sentence);
}

static int use_archive(const errand *e, stream *s) {
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    quoth_archive *archive;
    const quoth_record *record = NULL;
    quoth_error err = {0};
    int good = 1;
    options.max_record_bytes = LONGEST_RECORD;
    options.offset = e->range->offset;
    options.end = e->range->offset + e->range->length;
    options.split = e->range->length != 0;
    quoth_status status = quoth_archive_open(&options, give_bytes, s, &archive, &err);
    do {
        if (status == QUOTH_OK)
            status = quoth_archive_next(archive, &record, &err);
        if (status != QUOTH_OK)
            complain_at(e, s, &err);
        if (status != QUOTH_OK || (record && !use_record(e, record)))
            good = 0;
        if (status != QUOTH_OK && archive && quoth_archive_goes_on(archive))
            status = QUOTH_OK;
        else if (!record)
            break;
    } while (status == QUOTH_OK && !ferror(stdout));
    if (archive)
        note_passed_over(e, quoth_archive_count(archive));
    quoth_archive_close(archive);
    return good;
}

static int use_plain(const errand *e, stream *s) {
    const char *problem = read_all(s->file, &s->first);
    cli_item item = {e->name, s->first.bytes, s->first.size, NULL, e->one_of_many};
    if (!problem)
        return e->use(e->user, &item);
    cli_complain(e->path, problem);
    return 0;
}

static int use_stream(const errand *e, stream *s) {
    struct stat about;
    int got = 1;
    if (e->range->length && lseek(s->file, (off_t)e->range->offset, SEEK_SET) < 0) {
        cli_complain(e->path, "--range is for files");
        return 0;
    }
    while (got > 0 && s->first.size < LOOK)
        got = read_piece(s->file, &s->first);
    if (got < 0) {
        cli_complain(e->path, strerror(errno));
        return 0;
    }
    if (e->range->length || quoth_is_archive(s->first.bytes, s->first.size))
        return use_archive(e, s);
    if (fstat(s->file, &about) == 0 && S_ISREG(about.st_mode) && (size_t)about.st_size > s->first.size)
        cli_buffer_reserve(&s->first, (size_t)about.st_size - s->first.size + 1);
    return use_plain(e, s);
}

int cli_each(const char *path, const char *name, const cli_range *range, int one_of_many, cli_use_fn use, void *user) {
    errand e = {path, name, range, one_of_many, use, user};
    stream s = {.file = STDIN_FILENO};
    struct stat about;
    int is_file = strcmp(path, "-") != 0;
    if (is_file && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return cli_each_file(path, use, user);
    if (is_file)
        s.file = open(path, O_RDONLY | O_CLOEXEC);
    if (s.file < 0) {
        cli_complain(path, strerror(errno));
        return 0;
    }
    int good = use_stream(&e, &s);
    if (is_file)
        close(s.file);
    cli_buffer_free(&s.first);
    return good;
}
