#include "export/output.h"

#include <string.h>

#include "base/error.h"

void qh_output_init(qh_output *out, quoth_write_fn write, void *user) {
    out->write = write;
    out->user = user;
    out->failed = 0;
    out->used = 0;
}

static void flush(qh_output *out) {
    if (out->used && !out->failed)
        out->failed = out->write(out->user, out->buffer, out->used) != 0;
    out->used = 0;
}

void qh_put(qh_output *out, const char *bytes, size_t size) {
    while (size) {
        size_t room = sizeof out->buffer - out->used, piece = size < room ? size : room;
        memcpy(out->buffer + out->used, bytes, piece);
        out->used += piece;
        bytes += piece;
        size -= piece;
        if (out->used == sizeof out->buffer)
            flush(out);
    }
}

void qh_put_char(qh_output *out, char c) { qh_put(out, &c, 1); }

void qh_put_string(qh_output *out, const char *string) { qh_put(out, string, strlen(string)); }

void qh_put_number(qh_output *out, size_t value) {
    char digits[3 * sizeof value];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    qh_put(out, digits + at, sizeof digits - at);
}

void qh_put_share(qh_output *out, double value) {
    unsigned parts = value >= 1 ? 10000 : value > 0 ? (unsigned)(value * 10000 + 0.5) : 0;
    char decimals[4];
    unsigned rest = parts % 10000;
    for (size_t i = sizeof decimals; i--; rest /= 10)
        decimals[i] = (char)('0' + rest % 10);
    size_t count = sizeof decimals;
    while (count > 1 && decimals[count - 1] == '0')
        count--;
    qh_put_char(out, (char)('0' + parts / 10000));
    qh_put_char(out, '.');
    qh_put(out, decimals, count);
}

size_t qh_character(const char *bytes, size_t size) {
    static const struct {
        unsigned char first, last, low, high, length;
    } rows[] = {{0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
                {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    const unsigned char *p = (const unsigned char *)bytes;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        if (*p < rows[r].first || *p > rows[r].last)
            continue;
        if (rows[r].length > size || (rows[r].length > 1 && (p[1] < rows[r].low || p[1] > rows[r].high)))
            return 0;
        for (size_t i = 2; i < rows[r].length; i++)
            if ((p[i] & 0xC0) != 0x80)
                return 0;
        return rows[r].length;
    }
    return 0;
}

void qh_put_repaired(qh_output *out, const char *bytes, size_t size) {
    size_t done = 0, at = 0;
    while (at < size) {
        size_t length = qh_character(bytes + at, size - at);
        if (length) {
            at += length;
            continue;
        }
        qh_put(out, bytes + done, at - done);
        qh_put_string(out, "\xEF\xBF\xBD");
        done = ++at;
    }
    qh_put(out, bytes + done, size - done);
}

quoth_status qh_output_finish(qh_output *out, quoth_error *err) {
    flush(out);
    return out->failed ? qh_fail(err, QUOTH_ERROR_WRITE, 0, "the write function refused the output") : QUOTH_OK;
}
