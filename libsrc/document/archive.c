#include "document/archive.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "document/archive_files.h"
#include "document/archive_warc.h"

/* Longest header, what it takes to know a version line, what may stand between one and the first colon. */
enum { HEADER_MOST = 64 * 1024, VERSION = 16, LOOK = 512, DETECT = 4096 };

enum { FORMAT_UNSEEN, FORMAT_WARC, FORMAT_FILE, FORMAT_DONE };

/* What has to be done before the next record can be read: look for a header in what is unpacked, for a member in the file. */
enum { RECOVER_NOTHING, RECOVER_SEEK, RECOVER_DAMAGE, RECOVER_MEMBER };

/* One record while it is read: places are indices of the window. */
typedef struct reading {
    quoth_archive *archive;
    quoth_error *err;
    uint64_t start, offset; /* of the record, unpacked and in the file */
    int alone;              /* it begins its member */
    size_t at, header, content;
} reading;

quoth_archive *qh_archive_new(const quoth_archive_options *options) {
    const quoth_allocator *allocator = options->allocator;
    quoth_archive *a = allocator->allocate(allocator->user, sizeof *a);
    if (!a)
        return NULL;
    *a = (quoth_archive){.allocator = *allocator, .options = *options};
    a->options.allocator = &a->allocator;
    qh_unpack_init(&a->unpack, &a->allocator);
    a->bodies[0].allocator = a->bodies[1].allocator = &a->allocator;
    a->unpack.in.base = options->offset;
    if (options->split) {
        a->format = FORMAT_WARC;
        a->recover = RECOVER_MEMBER;
    }
    return a;
}

void qh_archive_free(quoth_archive *a) {
    if (!a)
        return;
    qh_archive_files_close(a);
    quoth_allocator allocator = a->allocator;
    qh_unpack_free(&a->unpack);
    qh_bytes_free(&a->bodies[0]);
    qh_bytes_free(&a->bodies[1]);
    allocator.release(allocator.user, a, sizeof *a);
}

/* A failure that the archive goes on after. */
static quoth_status report(quoth_archive *a, quoth_error *err, quoth_status status, uint64_t place, int recover,
                           const char *sentence) {
    a->recover = recover;
    a->counts.damaged++;
    return qh_fail(err, status, (size_t)place, "%s", sentence);
}

/* What a step of unpacking means that brought no more bytes. */
static quoth_status end_step(quoth_archive *a, quoth_error *err, int step) {
    uint64_t place = qh_archive_place(&a->unpack.in);
    switch (step) {
    case QH_UNPACK_DAMAGED:
        return report(a, err, QUOTH_ERROR_DAMAGED, a->unpack.member, RECOVER_DAMAGE, a->unpack.problem);
    case QH_UNPACK_UNSUPPORTED:
        qh_fail(&a->why, QUOTH_ERROR_MEDIA_TYPE, (size_t)place, "%s", a->unpack.problem);
        break;
    case QH_UNPACK_READ_FAILED:
        qh_fail(&a->why, QUOTH_ERROR_READ, (size_t)place, "the archive cannot be read on");
        break;
    case QH_UNPACK_NO_MEMORY:
        qh_fail_memory(&a->why);
        break;
    }
    a->format = FORMAT_DONE;
    if (a->why.code && err)
        *err = a->why;
    return a->why.code;
}

/* On into the next member, since the record is not complete: QH_UNPACK_MEMBER_END where another record begins there. */
static int cross(qh_unpack *u) {
    int step = qh_unpack_open(u);
    uint64_t end = 0;
    while (step == QH_UNPACK_MORE && end < VERSION) {
        step = qh_unpack_more(u);
        end = u->base + u->window.size - u->member_at;
    }
    if (step != QH_UNPACK_MORE && step != QH_UNPACK_MEMBER_END)
        return step;
    return qh_warc_version(u->window.data + (u->member_at - u->base), (size_t)end) ? QH_UNPACK_MEMBER_END : QH_UNPACK_MORE;
}

/* At least `need` bytes from the next one on. */
static int fill(qh_unpack *u, size_t need) {
    while (u->window.size - u->at < need) {
        int step = qh_unpack_more(u);
        if (step == QH_UNPACK_MEMBER_END)
            step = cross(u);
        if (step != QH_UNPACK_MORE)
            return step;
    }
    return QH_UNPACK_MORE;
}

static int is_line_end(char c) { return c == '\r' || c == '\n'; }

/* Passes over blank lines, which are let go, so that no number of them fills the memory. */
static int skip_blank(qh_unpack *u) {
    size_t from = u->at;
    for (;;) {
        while (u->at < u->window.size && is_line_end(u->window.data[u->at]))
            u->at++;
        if (u->at < u->window.size)
            return QH_UNPACK_MORE;
        u->base += u->at - from;
        u->at = u->window.size = from;
        int step = qh_unpack_more(u);
        if (step != QH_UNPACK_MORE)
            return step;
    }
}

/* To the first byte of the next record. */
static int to_next(qh_unpack *u) {
    int step;
    do {
        qh_unpack_forget(u);
        step = skip_blank(u);
        if (step == QH_UNPACK_MORE)
            return step;
        if (step == QH_UNPACK_MEMBER_END)
            step = qh_unpack_open(u);
    } while (step == QH_UNPACK_MORE);
    return step;
}

/* Where a record begins in the window, from `at` to `end`; `end` where none does. */
static size_t find_record(const qh_unpack *u, size_t at, size_t end) {
    const char *data = u->window.data;
    int at_line = at == 0 || data[at - 1] == '\n';
    while (at < end) {
        if (at_line && qh_warc_begins(data + at, u->window.size - at))
            return at;
        const char *feed = memchr(data + at, '\n', end - at);
        if (!feed)
            break;
        at = (size_t)(feed - data) + 1;
        at_line = 1;
    }
    return end;
}

/* To the next header line in what is unpacked, or to the start of the next member. */
static int seek(qh_unpack *u) {
    for (;;) {
        size_t found = find_record(u, u->at, u->window.size);
        if (found < u->window.size) {
            u->at = found;
            return QH_UNPACK_MORE;
        }
        if (u->window.size - u->at > LOOK)
            u->at = u->window.size - LOOK;
        qh_unpack_forget(u);
        int step = qh_unpack_more(u);
        if (step == QH_UNPACK_MEMBER_END) {
            step = qh_unpack_open(u);
            u->at = u->window.size;
            return step;
        }
        if (step != QH_UNPACK_MORE)
            return step;
    }
}

/* Damage that the search meets is the damage that it was begun for. */
static int recover(quoth_archive *a) {
    int how = a->recover, step = QH_UNPACK_MORE;
    a->recover = RECOVER_NOTHING;
    if (how == RECOVER_SEEK)
        step = seek(&a->unpack);
    if (step == QH_UNPACK_DAMAGED)
        how = RECOVER_DAMAGE;
    if (how == RECOVER_DAMAGE || how == RECOVER_MEMBER)
        step = qh_unpack_recover(&a->unpack, how == RECOVER_DAMAGE) ? QH_UNPACK_MORE : QH_UNPACK_END;
    return step;
}

static void begin_reading(reading *r) {
    qh_unpack *u = &r->archive->unpack;
    r->at = u->at;
    r->start = qh_unpack_place(u);
    r->alone = u->last != QH_MEMBER_PLAIN && r->start == u->member_at;
    r->offset = u->last == QH_MEMBER_PLAIN ? u->member + (r->start - u->member_at) : u->member;
}

static quoth_status damaged(reading *r, int how, const char *sentence) {
    return report(r->archive, r->err, QUOTH_ERROR_DAMAGED, r->offset, how, sentence);
}

/* The record cannot be completed. */
static quoth_status broken_off(reading *r, int step, size_t search_from) {
    qh_unpack *u = &r->archive->unpack;
    if (step == QH_UNPACK_MEMBER_END) {
        u->at = (size_t)(u->member_at - u->base);
        return damaged(r, RECOVER_NOTHING, "the record is cut off: the next one begins before it is complete");
    }
    if (step == QH_UNPACK_END) {
        u->at = search_from;
        return damaged(r, RECOVER_SEEK, "the file ends before the record is complete");
    }
    return end_step(r->archive, r->err, step);
}

/* The first byte behind a header, or that of a record which begins before it is complete (*cut); 0 where neither comes. */
static size_t scan_header(const char *bytes, size_t size, size_t from, int *cut) {
    for (const char *feed; (feed = memchr(bytes + from, '\n', size - from));) {
        from = (size_t)(feed - bytes) + 1;
        size_t line = from < size && bytes[from] == '\r' ? from + 1 : from;
        if (line < size && bytes[line] == '\n')
            return line + 1;
        *cut = qh_warc_begins(bytes + from, size - from);
        if (*cut)
            return from;
    }
    return 0;
}

static quoth_status read_header(reading *r) {
    qh_unpack *u = &r->archive->unpack;
    int step = fill(u, VERSION), cut = 0;
    if (step != QH_UNPACK_MORE && step != QH_UNPACK_END && step != QH_UNPACK_MEMBER_END)
        return end_step(r->archive, r->err, step);
    size_t version = qh_warc_version(u->window.data + u->at, u->window.size - u->at), from = 0;
    if (!version)
        return damaged(r, RECOVER_SEEK, "no record begins where one should");
    while (!(r->header = scan_header(u->window.data + u->at, u->window.size - u->at, from, &cut))) {
        size_t have = u->window.size - u->at;
        from = have > LOOK ? have - LOOK : 0;
        step = have > HEADER_MOST ? QH_UNPACK_END : fill(u, have + 1);
        if (step != QH_UNPACK_MORE)
            return broken_off(r, step, r->at + version);
    }
    if (!cut)
        return QUOTH_OK;
    u->at += r->header;
    return damaged(r, RECOVER_NOTHING, "its header is cut off: another record begins inside of it");
}

static quoth_status too_long(reading *r) {
    quoth_archive *a = r->archive;
    a->unpack.at += r->header;
    report(a, NULL, QUOTH_ERROR_LIMIT, r->offset, a->packed_each && r->alone ? RECOVER_MEMBER : RECOVER_SEEK, "");
    return qh_fail(r->err, QUOTH_ERROR_LIMIT, (size_t)r->offset, "the record is %zu bytes long, more than max_record_bytes (%zu)",
                   r->content, a->options.max_record_bytes);
}

static quoth_status read_content(reading *r) {
    qh_unpack *u = &r->archive->unpack;
    const char *length = qh_header_field(u->window.data + r->at, r->header, "Content-Length");
    if (!qh_read_number(length, &r->content)) {
        u->at += r->header;
        return damaged(r, RECOVER_SEEK, length ? "its Content-Length is no number" : "it has no Content-Length");
    }
    if (r->content > r->archive->options.max_record_bytes)
        return too_long(r);
    int step = fill(u, r->header + r->content);
    return step == QH_UNPACK_MORE ? QUOTH_OK : broken_off(r, step, r->at + r->header);
}

/* Whether what follows the record in its member is a record: damage that comes before this can be seen waits for the next call. */
static int record_follows(qh_unpack *u) {
    int step = QH_UNPACK_MORE;
    while (step == QH_UNPACK_MORE && u->window.size - u->at < VERSION)
        step = qh_unpack_more(u);
    u->broken = step == QH_UNPACK_DAMAGED;
    return u->broken || qh_warc_version(u->window.data + u->at, u->window.size - u->at) != 0;
}

/* What stands behind the content tells whether its length was right, and whether the record is alone in its member. */
static quoth_status read_tail(reading *r) {
    quoth_archive *a = r->archive;
    qh_unpack *u = &a->unpack;
    size_t content = r->at + r->header;
    u->at = content + r->content;
    int step = skip_blank(u);
    if (step == QH_UNPACK_MORE && !record_follows(u)) {
        size_t inside = find_record(u, content, u->at);
        int is_short = inside == u->at;
        u->at = inside;
        return damaged(r, is_short ? RECOVER_SEEK : RECOVER_NOTHING,
                       is_short ? "its Content-Length is wrong: what follows is no record"
                                : "its Content-Length is wrong: another record begins inside of it");
    }
    if (step != QH_UNPACK_MORE && step != QH_UNPACK_MEMBER_END)
        return end_step(a, r->err, step);
    a->record.offset = r->offset;
    a->record.length = 0;
    if (u->last == QH_MEMBER_PLAIN)
        a->record.length = qh_unpack_place(u) - r->start;
    else if (r->alone && step == QH_UNPACK_MEMBER_END)
        a->record.length = qh_archive_place(&u->in) - r->offset;
    a->packed_each = u->last != QH_MEMBER_PLAIN && a->record.length != 0;
    return QUOTH_OK;
}

static int is_one_of(const char *word, const char *const *words) {
    for (; word && *words; words++)
        if (qh_same_word(word, *words))
            return 1;
    return 0;
}

static int is_document(const char *type) {
    static const char *const types[] = {"response", "resource", "conversion", NULL};
    return is_one_of(type, types);
}

const char *qh_reader_type(const char *media_type) {
    static const char *const pages[] = {"text/html", "application/xhtml+xml", NULL};
    static const char *const plain[] = {"text/plain", "text/markdown", "text/x-markdown", NULL};
    return is_one_of(media_type, pages) ? media_type : is_one_of(media_type, plain) ? "text/plain" : NULL;
}

/* Servers that say no proper type leave it to a guess. */
static int may_be_text(const char *media_type) { return !media_type || !strchr(media_type, '/') || qh_reader_type(media_type); }

/* The byte is put back before the window is read on. */
static void terminate(quoth_archive *a, char *at) {
    a->patched = at;
    a->patch = *at;
    *at = '\0';
}

static const char *without_brackets(char *url) {
    size_t size = url ? strlen(url) : 0;
    if (size < 2 || url[0] != '<' || url[size - 1] != '>')
        return url;
    url[size - 1] = '\0';
    return url + 1;
}

static void read_fields(quoth_record *record, char *header, size_t size) {
    record->id = qh_header_field(header, size, "WARC-Record-ID");
    record->url = without_brackets(qh_header_field(header, size, "WARC-Target-URI"));
    record->date = qh_header_field(header, size, "WARC-Date");
    record->truncated = qh_header_field(header, size, "WARC-Truncated");
}

/* The payload of the record and what it is: an HTTP message, or the content itself. */
static void read_payload(qh_http *http, char *header, size_t header_size, size_t content) {
    char *type = qh_header_field(header, header_size, "Content-Type"), *identified;
    const char *media_type = NULL, *charset = NULL;
    if (type)
        qh_split_media_type(type, &media_type, &charset);
    if (media_type && (strcmp(media_type, "application/http") == 0)) {
        qh_http_open(http, header + header_size, content);
    } else {
        *http = (qh_http){.body = header + header_size, .size = content, .media_type = media_type, .charset = charset};
    }
    identified = http->media_type ? NULL : qh_header_field(header, header_size, "WARC-Identified-Payload-Type");
    if (identified)
        qh_split_media_type(identified, &http->media_type, &charset);
}

static quoth_status give(reading *r, const quoth_record **out) {
    quoth_archive *a = r->archive;
    quoth_record *record = &a->record;
    char *header = a->unpack.window.data + r->at;
    qh_http http;
    record->type = qh_header_field(header, r->header, "WARC-Type");
    if (!is_document(record->type)) {
        a->counts.other++;
        return QUOTH_OK;
    }
    read_payload(&http, header, r->header, r->content);
    if (!may_be_text(http.media_type)) {
        a->counts.not_text++;
        return QUOTH_OK;
    }
    quoth_status status = qh_http_decode(&http, a->options.max_record_bytes, a->bodies, r->err);
    if (status == QUOTH_ERROR_MEMORY)
        return end_step(a, r->err, QH_UNPACK_NO_MEMORY);
    if (status != QUOTH_OK) {
        report(a, NULL, status, r->offset, RECOVER_NOTHING, "");
        if (r->err)
            r->err->offset = (size_t)r->offset;
        return status;
    }
    read_fields(record, header, r->header);
    record->media_type = http.media_type;
    record->charset = http.charset;
    record->http_status = http.status;
    if (http.cut && !record->truncated)
        record->truncated = "unspecified";
    record->bytes = http.body;
    record->size = http.size;
    terminate(a, http.body + http.size);
    a->counts.documents++;
    *out = record;
    return QUOTH_OK;
}

/* One record; *out stays NULL where it is no document, and at the end. */
static quoth_status next_record(quoth_archive *a, const quoth_record **out, quoth_error *err) {
    int step = recover(a);
    if (step == QH_UNPACK_MORE)
        step = to_next(&a->unpack);
    if (step != QH_UNPACK_MORE)
        return end_step(a, err, step);
    reading r = {.archive = a, .err = err};
    begin_reading(&r);
    if (a->options.end && r.offset >= a->options.end)
        return end_step(a, err, QH_UNPACK_END);
    quoth_status status = read_header(&r);
    if (status == QUOTH_OK)
        status = read_content(&r);
    if (status == QUOTH_OK)
        status = read_tail(&r);
    return status == QUOTH_OK ? give(&r, out) : status;
}

/* All members of a file that is no WARC are one record; what stands behind the last one is no part of it. */
static quoth_status read_file(quoth_archive *a, const quoth_record **out, quoth_error *err) {
    qh_unpack *u = &a->unpack;
    size_t most = a->options.max_record_bytes;
    int step = QH_UNPACK_MORE;
    while (step == QH_UNPACK_MORE && u->window.size <= most) {
        step = qh_unpack_more(u);
        if (step == QH_UNPACK_MEMBER_END) {
            step = qh_unpack_open(u);
            step = step == QH_UNPACK_DAMAGED ? QH_UNPACK_END : step;
        }
    }
    if (step != QH_UNPACK_MORE && step != QH_UNPACK_END) {
        quoth_status status = end_step(a, err, step);
        a->format = FORMAT_DONE;
        return status;
    }
    a->format = FORMAT_DONE;
    if (step == QH_UNPACK_MORE) {
        a->counts.damaged++;
        return qh_fail(err, QUOTH_ERROR_LIMIT, 0, "the file is longer than max_record_bytes (%zu) when it is unpacked", most);
    }
    if (!u->window.size)
        return QUOTH_OK;
    a->record = (quoth_record){.type = "file", .bytes = u->window.data, .size = u->window.size, .offset = a->options.offset};
    a->record.length = qh_archive_place(&u->in) - a->options.offset;
    terminate(a, u->window.data + u->window.size);
    a->counts.documents++;
    *out = &a->record;
    return QUOTH_OK;
}

static quoth_status look(quoth_archive *a, quoth_error *err) {
    qh_unpack *u = &a->unpack;
    int step = qh_unpack_open(u);
    while (step == QH_UNPACK_MORE && u->window.size < DETECT)
        step = qh_unpack_more(u);
    u->broken = step == QH_UNPACK_DAMAGED;
    if (step != QH_UNPACK_MORE && step != QH_UNPACK_MEMBER_END && step != QH_UNPACK_DAMAGED)
        return end_step(a, err, step);
    a->format = qh_warc_begins(u->window.data, u->window.size) ? FORMAT_WARC : FORMAT_FILE;
    return QUOTH_OK;
}

quoth_status qh_archive_next(quoth_archive *a, const quoth_record **out, quoth_error *err) {
    quoth_status status = QUOTH_OK;
    if (a->files)
        return qh_archive_files_next(a, out, err);
    *out = NULL;
    if (a->patched)
        *a->patched = a->patch;
    a->patched = NULL;
    if (a->why.code) {
        if (err)
            *err = a->why;
        return a->why.code;
    }
    if (a->format == FORMAT_UNSEEN)
        status = look(a, err);
    if (status == QUOTH_OK && a->format == FORMAT_FILE)
        return read_file(a, out, err);
    while (status == QUOTH_OK && !*out && a->format == FORMAT_WARC)
        status = next_record(a, out, err);
    return status;
}

int qh_archive_goes_on(const quoth_archive *a) { return !a->why.code && (a->files ? !a->files->ended : a->format != FORMAT_DONE); }

int qh_archive_looks(const void *bytes, size_t size) { return qh_unpack_knows(bytes, size) || qh_warc_begins(bytes, size); }
