#include "document/archive_unpack.h"

#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "document/archive_warc.h"

/* How much is unpacked at once, how much is looked at to see what begins, how much of it is unpacked for that. */
enum { STEP = 64 * 1024, LOOK = 4096, TRY = 1024 };

/* zlib's numbers for what it reads. */
enum { GZIP = 15 + 16, ZLIB = 15, RAW = -15 };

/* zlib does not say how long the memory was that it gives back. */
typedef union block {
    size_t size;
    max_align_t aligned;
} block;

static voidpf zlib_allocate(voidpf user, uInt count, uInt size) {
    const quoth_allocator *allocator = user;
    size_t bytes = (size_t)count * size + sizeof(block);
    block *b = allocator->allocate(allocator->user, bytes);
    if (!b)
        return NULL;
    b->size = bytes;
    return b + 1;
}

static void zlib_release(voidpf user, voidpf memory) {
    const quoth_allocator *allocator = user;
    block *b = (block *)memory - 1;
    allocator->release(allocator->user, b, b->size);
}

static int inflate_open(z_stream *z, const quoth_allocator *allocator, int form) {
    *z = (z_stream){.zalloc = zlib_allocate, .zfree = zlib_release, .opaque = (voidpf)(uintptr_t)allocator};
    return inflateInit2(z, form) == Z_OK;
}

void qh_unpack_init(qh_unpack *u, const quoth_allocator *allocator) {
    *u = (qh_unpack){0};
    u->window.allocator = u->in.kept.allocator = allocator;
}

void qh_unpack_free(qh_unpack *u) {
    const quoth_allocator *allocator = u->window.allocator;
    if (u->gzip) {
        inflateEnd(u->gzip);
        allocator->release(allocator->user, u->gzip, sizeof(z_stream));
    }
    ZSTD_freeDCtx(u->zstd);
    qh_bytes_free(&u->in.kept);
    qh_bytes_free(&u->window);
}

static int is_gzip(const unsigned char *p, size_t size) {
    return size >= 4 && p[0] == 0x1F && p[1] == 0x8B && p[2] == Z_DEFLATED && !(p[3] & 0xE0);
}

static int is_zstd(const unsigned char *p, size_t size) { return size >= 4 && memcmp(p, "\x28\xB5\x2F\xFD", 4) == 0; }

static int is_skippable(const unsigned char *p, size_t size) {
    return size >= 8 && (p[0] & 0xF0) == 0x50 && memcmp(p + 1, "\x2A\x4D\x18", 3) == 0;
}

int qh_unpack_knows(const unsigned char *bytes, size_t size) {
    return is_gzip(bytes, size) || is_zstd(bytes, size) || is_skippable(bytes, size);
}

static int input_stopped(const qh_unpack *u) {
    return u->in.no_memory ? QH_UNPACK_NO_MEMORY : u->in.failed ? QH_UNPACK_READ_FAILED : QH_UNPACK_END;
}

static int fail(qh_unpack *u, const char *problem) {
    u->problem = problem;
    u->kind = QH_MEMBER_NONE;
    u->broken = 0;
    return QH_UNPACK_DAMAGED;
}

static int begin(qh_unpack *u, int kind) {
    u->kind = u->last = kind;
    u->member_at = u->base + u->window.size;
    return QH_UNPACK_MORE;
}

/* The gzip decoder, at its start; NULL when there is no memory. */
static z_stream *fresh_gzip(qh_unpack *u) {
    const quoth_allocator *allocator = u->window.allocator;
    if (u->gzip) {
        inflateReset(u->gzip);
        return u->gzip;
    }
    z_stream *z = allocator->allocate(allocator->user, sizeof *z);
    if (z && !inflate_open(z, allocator, GZIP)) {
        allocator->release(allocator->user, z, sizeof *z);
        z = NULL;
    }
    u->gzip = z;
    return z;
}

static int begin_gzip(qh_unpack *u) { return fresh_gzip(u) ? begin(u, QH_MEMBER_GZIP) : QH_UNPACK_NO_MEMORY; }

static int begin_zstd(qh_unpack *u) {
    if (!u->zstd)
        u->zstd = ZSTD_createDCtx();
    if (!u->zstd)
        return QH_UNPACK_NO_MEMORY;
    ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    size_t have = qh_archive_peek(&u->in, 18);
    if (ZSTD_getDictID_fromFrame(u->in.bytes + u->in.at, have) != 0) {
        u->problem = "it is compressed with a Zstandard dictionary, which is not supported";
        return QH_UNPACK_UNSUPPORTED;
    }
    return begin(u, QH_MEMBER_ZSTD);
}

/* Skippable frames say nothing, but for the one that holds a dictionary (0x5D). */
static int skip_frame(qh_unpack *u) {
    const unsigned char *p = u->in.bytes + u->in.at;
    if (p[0] == 0x5D) {
        u->problem = "it is compressed with a Zstandard dictionary, which is not supported";
        return QH_UNPACK_UNSUPPORTED;
    }
    uint64_t left = 8 + ((uint64_t)p[4] | (uint64_t)p[5] << 8 | (uint64_t)p[6] << 16 | (uint64_t)p[7] << 24);
    while (left) {
        size_t have = qh_archive_peek(&u->in, 1);
        if (!have)
            return fail(u, "the file ends inside a Zstandard frame");
        if (have > left)
            have = (size_t)left;
        u->in.at += have;
        left -= have;
    }
    return QH_UNPACK_MORE;
}

/* Blocks of zeros behind the last member come from tapes and from writers that were interrupted. */
static void skip_zeros(qh_archive_input *in) {
    while (qh_archive_peek(in, 1) && !in->bytes[in->at])
        in->at++;
}

int qh_unpack_open(qh_unpack *u) {
    int step = QH_UNPACK_MORE;
    uint64_t last_member = u->member;
    if (u->last)
        skip_zeros(&u->in);
    while (step == QH_UNPACK_MORE) {
        size_t have = qh_archive_peek(&u->in, LOOK);
        const unsigned char *p = u->in.bytes + u->in.at;
        u->member = qh_archive_place(&u->in);
        if (!have) { /* what is left of the window is still the last one's */
            u->member = last_member;
            return input_stopped(u);
        }
        if (is_gzip(p, have))
            return begin_gzip(u);
        if (is_zstd(p, have))
            return begin_zstd(u);
        if (is_skippable(p, have))
            step = skip_frame(u);
        else if (!u->last || qh_warc_begins((const char *)p, have))
            return begin(u, QH_MEMBER_PLAIN);
        else
            step = fail(u, "bytes that belong to no compressed record");
    }
    return step;
}

static int more_plain(qh_unpack *u) {
    size_t have = qh_archive_peek(&u->in, 1);
    if (have > STEP)
        have = STEP;
    if (!qh_bytes_reserve(&u->window, have))
        return QH_UNPACK_NO_MEMORY;
    memcpy(u->window.data + u->window.size, u->in.bytes + u->in.at, have);
    u->window.size += have;
    u->in.at += have;
    return QH_UNPACK_MORE;
}

/* What came out before the damage counts, so that records which end before it are read: the damage is reported by the next step. */
static int damage_after(qh_unpack *u, size_t got, const char *problem) {
    if (!got)
        return fail(u, problem);
    u->problem = problem;
    u->broken = 1;
    return QH_UNPACK_MORE;
}

static int more_gzip(qh_unpack *u) {
    z_stream *z = u->gzip;
    size_t have = u->in.size - u->in.at;
    uInt given = have > UINT32_MAX ? UINT32_MAX : (uInt)have;
    z->next_in = (Bytef *)(uintptr_t)(u->in.bytes + u->in.at);
    z->avail_in = given;
    z->next_out = (Bytef *)u->window.data + u->window.size;
    z->avail_out = STEP;
    int result = inflate(z, Z_NO_FLUSH);
    size_t got = STEP - z->avail_out;
    u->in.at += given - z->avail_in;
    u->window.size += got;
    if (result == Z_STREAM_END)
        u->kind = QH_MEMBER_NONE;
    else if (result == Z_MEM_ERROR)
        return QH_UNPACK_NO_MEMORY;
    else if (result != Z_OK && result != Z_BUF_ERROR)
        return damage_after(u, got, "the compressed data is damaged");
    return QH_UNPACK_MORE;
}

static int more_zstd(qh_unpack *u) {
    ZSTD_inBuffer in = {u->in.bytes + u->in.at, u->in.size - u->in.at, 0};
    ZSTD_outBuffer out = {u->window.data + u->window.size, STEP, 0};
    size_t result = ZSTD_decompressStream(u->zstd, &out, &in);
    u->in.at += in.pos;
    u->window.size += out.pos;
    if (ZSTD_isError(result))
        return damage_after(u, out.pos, "the compressed data is damaged");
    if (result == 0)
        u->kind = QH_MEMBER_NONE;
    return QH_UNPACK_MORE;
}

/* The member goes on, but the input does not. */
static int input_is_out(qh_unpack *u) {
    int why = input_stopped(u);
    if (why != QH_UNPACK_END)
        return why;
    if (u->kind != QH_MEMBER_PLAIN)
        return fail(u, "the file ends inside a compressed record");
    u->kind = QH_MEMBER_NONE;
    return QH_UNPACK_MEMBER_END;
}

int qh_unpack_more(qh_unpack *u) {
    int step = QH_UNPACK_MORE;
    size_t before = u->window.size;
    if (u->broken)
        return fail(u, u->problem);
    while (step == QH_UNPACK_MORE && u->window.size == before) {
        if (u->kind == QH_MEMBER_NONE)
            return QH_UNPACK_MEMBER_END;
        if (!qh_archive_peek(&u->in, 1))
            return input_is_out(u);
        if (!qh_bytes_reserve(&u->window, STEP))
            return QH_UNPACK_NO_MEMORY;
        step = u->kind == QH_MEMBER_PLAIN ? more_plain(u) : u->kind == QH_MEMBER_GZIP ? more_gzip(u) : more_zstd(u);
    }
    return step;
}

/* Whether a gzip member begins here and a record in it. The decoder is free: its member has been given up. */
static int is_packed_record(qh_unpack *u, const unsigned char *bytes, size_t size) {
    char out[16];
    z_stream *z = is_gzip(bytes, size) ? fresh_gzip(u) : NULL;
    if (!z)
        return 0;
    z->next_in = (Bytef *)(uintptr_t)bytes;
    z->avail_in = size > TRY ? TRY : (uInt)size;
    z->next_out = (Bytef *)out;
    z->avail_out = sizeof out;
    inflate(z, Z_NO_FLUSH);
    return qh_warc_version(out, sizeof out - z->avail_out) != 0;
}

static int is_start(qh_unpack *u, const unsigned char *p, size_t size) {
    switch (*p) {
    case 0x1F:
        return is_packed_record(u, p, size);
    case 0x28:
        return is_zstd(p, size);
    case 'W':
        return (p == u->in.bytes || p[-1] == '\n') && qh_warc_begins((const char *)p, size);
    default:
        return 0;
    }
}

/* A hostile file could have every few bytes read anew from far behind: what may be stepped back over grows with what was read
 * since. */
static void step_back(qh_unpack *u) {
    uint64_t here = qh_archive_place(&u->in), most = here > u->damaged_at ? (here - u->damaged_at) * 8 + 4096 : 4096;
    uint64_t to = here > most ? here - most : 0;
    if (here > u->damaged_at)
        u->damaged_at = here;
    if (here <= u->member)
        u->in.at += u->in.at < u->in.size;
    else
        qh_archive_step_back(&u->in, to > u->member ? to : u->member + 1);
}

static void empty(qh_unpack *u) {
    u->base += u->window.size;
    u->window.size = u->at = 0;
    u->kind = QH_MEMBER_NONE;
    u->broken = 0;
}

int qh_unpack_recover(qh_unpack *u, int may_step_back) {
    qh_archive_input *in = &u->in;
    if (may_step_back)
        step_back(u);
    empty(u);
    for (;;) {
        size_t have = qh_archive_peek(in, LOOK);
        if (!have)
            return 0;
        const unsigned char *p = in->bytes + in->at, *end = p + have, *stop = have < LOOK ? end : end - LOOK + 1;
        while (p < stop && !is_start(u, p, (size_t)(end - p)))
            p++;
        in->at = (size_t)(p - in->bytes);
        if (p < stop)
            return 1;
    }
}

void qh_unpack_forget(qh_unpack *u) {
    if (!u->at || u->at < u->window.size / 2)
        return;
    memmove(u->window.data, u->window.data + u->at, u->window.size - u->at);
    u->base += u->at;
    u->window.size -= u->at;
    u->at = 0;
}

/* A zlib header counts in 31s; what is called deflate comes with one or without. */
static int form_of(int kind, const unsigned char *p, size_t size) {
    if (kind == 'g')
        return GZIP;
    return size >= 2 && (p[0] & 0x0F) == Z_DEFLATED && (p[0] * 256 + p[1]) % 31 == 0 ? ZLIB : RAW;
}

static int inflate_all(z_stream *z, const char *bytes, size_t size, size_t limit, qh_bytes *out) {
    int result = Z_OK;
    z->next_in = (Bytef *)(uintptr_t)bytes;
    z->avail_in = size > UINT32_MAX ? UINT32_MAX : (uInt)size;
    while (result == Z_OK) {
        if (out->size > limit)
            return QH_UNPACK_UNSUPPORTED;
        if (!qh_bytes_reserve(out, STEP))
            return QH_UNPACK_NO_MEMORY;
        z->next_out = (Bytef *)out->data + out->size;
        z->avail_out = STEP;
        result = inflate(z, Z_NO_FLUSH);
        out->size += STEP - z->avail_out;
    }
    if (out->size > limit)
        return QH_UNPACK_UNSUPPORTED;
    return result == Z_STREAM_END ? QH_UNPACK_END : result == Z_BUF_ERROR ? QH_UNPACK_MORE : QH_UNPACK_DAMAGED;
}

static int unzstd_all(const char *bytes, size_t size, size_t limit, qh_bytes *out) {
    ZSTD_DCtx *zstd = ZSTD_createDCtx();
    ZSTD_inBuffer in = {bytes, size, 0};
    size_t left = zstd ? 1 : 0;
    int answer = zstd ? QH_UNPACK_MORE : QH_UNPACK_NO_MEMORY;
    while (left && answer == QH_UNPACK_MORE && qh_bytes_reserve(out, STEP)) {
        ZSTD_outBuffer to = {out->data + out->size, STEP, 0};
        left = ZSTD_decompressStream(zstd, &to, &in);
        out->size += to.pos;
        answer = ZSTD_isError(left) ? QH_UNPACK_DAMAGED : !left ? QH_UNPACK_END : QH_UNPACK_MORE;
        if (out->size > limit)
            answer = QH_UNPACK_UNSUPPORTED;
        else if (in.pos == size && !to.pos)
            break;
    }
    ZSTD_freeDCtx(zstd);
    return answer;
}

int qh_unpack_all(int kind, const char *bytes, size_t size, size_t limit, qh_bytes *out) {
    out->size = 0;
    if (kind == 'z')
        return unzstd_all(bytes, size, limit, out);
    z_stream z;
    if (!inflate_open(&z, out->allocator, form_of(kind, (const unsigned char *)bytes, size)))
        return QH_UNPACK_NO_MEMORY;
    int answer = inflate_all(&z, bytes, size, limit, out);
    inflateEnd(&z);
    return answer;
}
