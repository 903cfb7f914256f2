#include "document/archive_http.h"

#include <string.h>

#include "base/error.h"
#include "base/one_of.h"
#include "document/archive_unpack.h"
#include "document/archive_warc.h"

static int read_status(const char *bytes, size_t size) {
    const char *space = memchr(bytes, ' ', size < 16 ? size : 16);
    if (size < 12 || memcmp(bytes, "HTTP/", 5) != 0 || !space || space + 4 > bytes + size)
        return 0;
    int status = 0;
    for (int i = 1; i <= 3; i++)
        status = space[i] >= '0' && space[i] <= '9' ? status * 10 + space[i] - '0' : 0;
    return status;
}

void qh_http_open(qh_http *http, char *bytes, size_t size) {
    *http = (qh_http){.body = bytes, .size = size, .status = read_status(bytes, size)};
    if (!http->status)
        return;
    size_t end = qh_header_end(bytes, size, 0);
    if (!end) { /* a header and no more */
        http->body = bytes + size;
        http->size = 0;
        return;
    }
    http->body = bytes + end;
    http->size = size - end;
    char *type = qh_header_field(bytes, end, "Content-Type"), *chunked = qh_header_field(bytes, end, "Transfer-Encoding");
    if (type)
        qh_split_media_type(type, &http->media_type, &http->charset);
    http->chunked = chunked && qh_same_word(chunked, "chunked");
    http->encodings = qh_header_field(bytes, end, "Content-Encoding");
}

static int hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads the line "1a2b; extension"; the first byte behind it, NULL where there is no such line. */
static const char *chunk_size(const char *at, const char *end, size_t *out) {
    size_t size = 0;
    const char *digit = at;
    for (; digit < end && hex(*digit) >= 0 && digit - at < 15; digit++)
        size = size * 16 + (size_t)hex(*digit);
    if (digit == at || (digit < end && !memchr(" \t;\r\n", *digit, 5)))
        return NULL;
    const char *feed = memchr(digit, '\n', (size_t)(end - digit));
    *out = size;
    return feed ? feed + 1 : NULL;
}

/* Moves the chunks together, which only ever moves them to the front. */
static void join_chunks(qh_http *http) {
    const char *at = http->body, *end = at + http->size;
    char *to = http->body;
    size_t size = 0;
    const char *data = chunk_size(at, end, &size);
    if (!data)
        return;
    while (data && size) {
        size_t have = (size_t)(end - data) < size ? (size_t)(end - data) : size;
        memmove(to, data, have);
        to += have;
        at = data + have;
        if (at < end && *at == '\r')
            at++;
        if (at < end && *at == '\n')
            at++;
        data = chunk_size(at, end, &size);
    }
    http->cut = !data;
    http->size = (size_t)(to - http->body);
}

static int kind_of(const char *encoding) {
    if (qh_same_word(encoding, "gzip") || qh_same_word(encoding, "x-gzip"))
        return 'g';
    return qh_same_word(encoding, "deflate") ? 'd' : qh_same_word(encoding, "zstd") ? 'z' : 0;
}

/* Whether the body can be what its header says. Raw deflate has no mark; markup that begins as such is not packed. */
static int is_packed(int kind, const char *body, size_t size) {
    if (kind == 'd')
        return size && !memchr("<\xEF", body[0], 2);
    return qh_unpack_knows((const unsigned char *)body, size);
}

static quoth_status undo(qh_http *http, int kind, size_t limit, qh_bytes *out, quoth_error *err) {
    switch (qh_unpack_all(kind, http->body, http->size, limit, out)) {
    case QH_UNPACK_NO_MEMORY:
        return qh_fail_memory(err);
    case QH_UNPACK_UNSUPPORTED:
        return qh_fail(err, QUOTH_ERROR_LIMIT, 0,
                       "the payload is longer than max_record_bytes (%zu) when its content encoding is undone", limit);
    case QH_UNPACK_DAMAGED:
        return qh_fail(err, QUOTH_ERROR_DAMAGED, 0, "the payload is damaged: its content encoding cannot be undone");
    case QH_UNPACK_MORE:
        http->cut = 1;
        break;
    }
    http->body = out->data;
    http->size = out->size;
    return QUOTH_OK;
}

/* The message is limited and free of control characters whatever the server sent. */
static quoth_status fail_unknown(const char *encoding, quoth_error *err) {
    char shown[33];
    size_t size = 0;
    for (; encoding[size] && size < sizeof shown - 1; size++)
        shown[size] = encoding[size] >= ' ' && encoding[size] <= '~' ? encoding[size] : '?';
    shown[size] = '\0';
    return qh_fail(err, QUOTH_ERROR_MEDIA_TYPE, 0, "the content encoding \"%s\" is not supported", shown);
}

/* The last word of a list with commas, which is cut off; NULL where nothing is left. */
static char *last_word(char *list) {
    size_t size = strlen(list);
    while (size && qh_one_of(list[size - 1], " \t,"))
        size--;
    list[size] = '\0';
    if (!size)
        return NULL;
    char *comma = strrchr(list, ',');
    if (!comma)
        return list + strspn(list, " \t");
    *comma = '\0';
    return comma + 1 + strspn(comma + 1, " \t");
}

quoth_status qh_http_decode(qh_http *http, size_t limit, qh_bytes buffers[2], quoth_error *err) {
    enum { MOST = 4 };
    if (http->chunked)
        join_chunks(http);
    char *encoding = http->encodings ? last_word(http->encodings) : NULL;
    for (int undone = 0; encoding && http->size;) {
        int kind = kind_of(encoding), is_first = encoding == http->encodings + strspn(http->encodings, " \t");
        int nothing = qh_same_word(encoding, "identity") || qh_same_word(encoding, "none");
        if (!nothing && (!kind || undone == MOST))
            return fail_unknown(encoding, err);
        if (!nothing && is_packed(kind, http->body, http->size)) {
            quoth_status status = undo(http, kind, limit, &buffers[undone++ % 2], err);
            if (status != QUOTH_OK)
                return status;
        }
        encoding = is_first ? NULL : last_word(http->encodings);
    }
    return QUOTH_OK;
}
