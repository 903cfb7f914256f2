/* Archives: the same records however the bytes come, packed or not, and an end after finitely many calls. */
#include "fuzz.h"

#include <zlib.h>
#include <zstd.h>

typedef struct source {
    const char *bytes;
    size_t size, at, piece;
    int fails; /* at the end of the bytes */
} source;

static int read_some(void *user, char *buffer, size_t size, size_t *got) {
    source *s = user;
    size_t left = s->size - s->at;
    *got = size < s->piece ? size : s->piece;
    *got = *got < left ? *got : left;
    memcpy(buffer, s->bytes + s->at, *got);
    s->at += *got;
    return !left && s->fails;
}

enum { READ_FAILED = 1 };

typedef struct sum {
    uint64_t hash;
    size_t records;
    int ended;
} sum;

static void mix(sum *s, const void *bytes, size_t size) {
    const unsigned char *p = bytes;
    for (size_t i = 0; i < size; i++)
        s->hash = (s->hash ^ p[i]) * 0x100000001B3u;
    s->hash = (s->hash ^ size) * 0x100000001B3u;
}

static void mix_record(sum *s, const quoth_record *record) {
    const char *const strings[] = {record->type,       record->id,      record->url,      record->date,
                                   record->media_type, record->charset, record->truncated};
    HOLDS(record->type && record->bytes && record->bytes[record->size] == '\0');
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        mix(s, strings[i] ? strings[i] : "", strings[i] ? strlen(strings[i]) : 0);
    mix(s, record->bytes, record->size);
    mix(s, &record->offset, sizeof record->offset);
    mix(s, &record->length, sizeof record->length);
    s->records++;
}

static sum read_all(const char *bytes, size_t size, size_t piece, int fails, const quoth_archive_options *options) {
    source from = {bytes, size, 0, piece, fails};
    quoth_archive *archive;
    sum s = {0};
    uint64_t place = 0;
    HOLDS(quoth_archive_open(options, read_some, &from, &archive, NULL) == QUOTH_OK);
    for (size_t calls = 0; !s.ended; calls++) {
        const quoth_record *record;
        quoth_error err = {0};
        quoth_status status = quoth_archive_next(archive, &record, &err);
        HOLDS(calls <= 2 * size + 10);
        HOLDS(status == QUOTH_OK || (!record && err.code == status && err.message[0]));
        if (status == QUOTH_ERROR_READ)
            HOLDS(fails);
        else
            HOLDS(status == QUOTH_OK || status == QUOTH_ERROR_DAMAGED || status == QUOTH_ERROR_LIMIT ||
                  status == QUOTH_ERROR_MEDIA_TYPE);
        if (record) {
            HOLDS(record->offset >= place && record->size <= options->max_record_bytes);
            HOLDS(!record->length || record->offset - options->offset + record->length <= size);
            place = record->offset;
            quoth_input input = QUOTH_INPUT_INIT;
            quoth_record_input(record, &input);
            mix_record(&s, record);
        }
        mix(&s, &status, sizeof status);
        s.ended = status == QUOTH_OK ? !record : !quoth_archive_goes_on(archive);
    }
    HOLDS(quoth_archive_count(archive)->documents == s.records);
    quoth_archive_close(archive);
    return s;
}

static char *gzip(const char *bytes, size_t *size) {
    z_stream z = {0};
    size_t room = *size + 1024;
    char *out = malloc(room);
    HOLDS(out && deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    z.next_in = (Bytef *)(uintptr_t)bytes;
    z.avail_in = (uInt)*size;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    HOLDS(deflate(&z, Z_FINISH) == Z_STREAM_END);
    *size = room - z.avail_out;
    deflateEnd(&z);
    return out;
}

static char *zstd(const char *bytes, size_t *size) {
    size_t room = ZSTD_compressBound(*size);
    char *out = malloc(room);
    HOLDS(out);
    *size = ZSTD_compress(out, room, bytes, *size, 1);
    HOLDS(!ZSTD_isError(*size));
    return out;
}

/* The first byte says how the rest is packed before it is read, so that the fuzzer need not guess checksums. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_bytes bytes = {data, size};
    uint8_t way = fuzz_byte(&bytes), piece = fuzz_byte(&bytes);
    size_t packed_size = bytes.left;
    char *packed = way % 3 == 1   ? gzip((const char *)bytes.at, &packed_size)
                   : way % 3 == 2 ? zstd((const char *)bytes.at, &packed_size)
                                  : fuzz_copy(bytes.at, bytes.left);
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.max_record_bytes = 1 << 16;
    options.split = way & 0x40 ? 1 : 0;
    options.offset = way & 0x40 ? 1000 : 0;
    sum whole = read_all(packed, packed_size, SIZE_MAX, 0, &options);
    sum pieces = read_all(packed, packed_size, 1u + piece % 37u, 0, &options);
    HOLDS(whole.hash == pieces.hash && whole.records == pieces.records);
    read_all(packed, packed_size, 1u + piece, READ_FAILED, &options);
    quoth_is_archive(packed, packed_size);
    free(packed);
    return 0;
}
