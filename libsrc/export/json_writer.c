#include "export/json_writer.h"

#include <string.h>

#include "base/error.h"

void qh_json_init(qh_json *json, quoth_write_fn write, void *user, int compact) {
    json->write = write;
    json->user = user;
    json->compact = compact;
    json->failed = json->after_key = 0;
    json->depth = 0;
    json->has_items = json->is_list = 0;
    json->used = 0;
}

static void flush(qh_json *json) {
    if (json->used && !json->failed)
        json->failed = json->write(json->user, json->buffer, json->used) != 0;
    json->used = 0;
}

static void put(qh_json *json, const char *bytes, size_t size) {
    while (size) {
        size_t room = sizeof json->buffer - json->used, piece = size < room ? size : room;
        memcpy(json->buffer + json->used, bytes, piece);
        json->used += piece;
        bytes += piece;
        size -= piece;
        if (json->used == sizeof json->buffer)
            flush(json);
    }
}

static void put_char(qh_json *json, char c) { put(json, &c, 1); }

/* In the readable form the keys of the document and the records of its lists stand on lines of their own. */
static int breaks_line(const qh_json *json) {
    return !json->compact && (json->depth == 1 || (json->depth == 2 && (json->is_list >> 2 & 1)));
}

static void break_line(qh_json *json, unsigned depth) { put(json, "\n    ", 1 + 2 * (size_t)depth); }

static void before_item(qh_json *json) {
    if (json->after_key) {
        json->after_key = 0;
        return;
    }
    if (!json->depth)
        return;
    int first = !(json->has_items >> json->depth & 1);
    if (!first)
        put_char(json, ',');
    if (breaks_line(json))
        break_line(json, json->depth);
    else if (!first && !json->compact)
        put_char(json, ' ');
    json->has_items |= UINT32_C(1) << json->depth;
}

void qh_json_open(qh_json *json, char bracket) {
    before_item(json);
    put_char(json, bracket);
    uint32_t bit = UINT32_C(1) << ++json->depth;
    json->has_items &= ~bit;
    json->is_list = bracket == '[' ? json->is_list | bit : json->is_list & ~bit;
}

void qh_json_close(qh_json *json) {
    uint32_t bit = UINT32_C(1) << json->depth;
    if ((json->has_items & bit) && breaks_line(json))
        break_line(json, json->depth - 1);
    put_char(json, json->is_list & bit ? ']' : '}');
    json->depth--;
}

void qh_json_key(qh_json *json, const char *name) {
    before_item(json);
    put_char(json, '"');
    put(json, name, strlen(name));
    put(json, "\": ", json->compact ? 2 : 3);
    json->after_key = 1;
}

/* Length of the well-formed UTF-8 character at `p` (Unicode 3.9, table 3-7), 0 where there is none. */
static size_t character(const unsigned char *p, size_t size) {
    static const struct {
        unsigned char first, last, low, high, length;
    } rows[] = {{0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
                {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
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

static void put_escape(qh_json *json, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    static const char known[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *at = c ? strchr(known, c) : NULL;
    if (at) {
        char two[2] = {'\\', letters[at - known]};
        put(json, two, sizeof two);
    } else {
        char six[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        put(json, six, sizeof six);
    }
}

void qh_json_string(qh_json *json, const char *bytes, size_t size) {
    const unsigned char *p = (const unsigned char *)bytes;
    size_t done = 0, at = 0;
    before_item(json);
    put_char(json, '"');
    while (at < size) {
        size_t length = p[at] < 0x80 ? 1 : character(p + at, size - at);
        if (length && p[at] >= 0x20 && p[at] != '"' && p[at] != '\\') {
            at += length;
            continue;
        }
        put(json, bytes + done, at - done);
        if (length)
            put_escape(json, p[at]);
        else
            put(json, "\xEF\xBF\xBD", 3);
        done = ++at;
    }
    put(json, bytes + done, size - done);
    put_char(json, '"');
}

void qh_json_text(qh_json *json, const char *string) {
    if (string)
        qh_json_string(json, string, strlen(string));
    else
        qh_json_null(json);
}

static void put_digits(qh_json *json, size_t value) {
    char digits[3 * sizeof value];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    put(json, digits + at, sizeof digits - at);
}

void qh_json_number(qh_json *json, size_t value) {
    before_item(json);
    put_digits(json, value);
}

void qh_json_index(qh_json *json, int32_t value) {
    if (value < 0)
        qh_json_null(json);
    else
        qh_json_number(json, (size_t)value);
}

void qh_json_bool(qh_json *json, int value) {
    before_item(json);
    put(json, value ? "true" : "false", value ? 4 : 5);
}

void qh_json_null(qh_json *json) {
    before_item(json);
    put(json, "null", 4);
}

void qh_json_share(qh_json *json, double value) {
    unsigned parts = value >= 1 ? 10000 : value > 0 ? (unsigned)(value * 10000 + 0.5) : 0;
    char decimals[4];
    unsigned rest = parts % 10000;
    for (size_t i = sizeof decimals; i--; rest /= 10)
        decimals[i] = (char)('0' + rest % 10);
    size_t count = sizeof decimals;
    while (count > 1 && decimals[count - 1] == '0')
        count--;
    before_item(json);
    put_char(json, (char)('0' + parts / 10000));
    put_char(json, '.');
    put(json, decimals, count);
}

quoth_status qh_json_finish(qh_json *json, quoth_error *err) {
    put_char(json, '\n');
    flush(json);
    return json->failed ? qh_fail(err, QUOTH_ERROR_WRITE, 0, "the write function refused the output") : QUOTH_OK;
}
