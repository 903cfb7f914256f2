#include "export/json_writer.h"

#include <string.h>

#include "base/one_of.h"

void qh_json_init(qh_json *json, quoth_write_fn write, void *user, int compact) {
    qh_output_init(&json->out, write, user);
    json->compact = compact;
    json->after_key = 0;
    json->depth = 0;
    json->has_items = json->is_list = 0;
}

static void put(qh_json *json, const char *bytes, size_t size) { qh_put(&json->out, bytes, size); }

static void put_char(qh_json *json, char c) { qh_put_char(&json->out, c); }

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
        size_t length = p[at] < 0x80 ? 1 : qh_character(bytes + at, size - at);
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

static int is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

static int stands_in_iri(const char *p, int is_path) {
    if (*p == '%')
        return !is_path && is_hex(p[1]) && is_hex(p[2]);
    return *p > ' ' && *p < 0x7F && !qh_one_of(*p, "\"<>\\^`{|}") && !(is_path && qh_one_of(*p, "?#:[]"));
}

void qh_json_iri(qh_json *json, const char *string, int is_path) {
    static const char hex[] = "0123456789ABCDEF";
    before_item(json);
    put_char(json, '"');
    for (const char *p = string; *p; p++) {
        char encoded[3] = {'%', hex[(unsigned char)*p >> 4], hex[(unsigned char)*p & 15]};
        if (stands_in_iri(p, is_path) && !(is_path && p == string && strncmp(p, "//", 2) == 0)) /* no host follows */
            put_char(json, *p);
        else
            put(json, encoded, sizeof encoded);
    }
    put_char(json, '"');
}

void qh_json_number(qh_json *json, size_t value) {
    before_item(json);
    qh_put_number(&json->out, value);
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
    before_item(json);
    qh_put_share(&json->out, value);
}

quoth_status qh_json_finish(qh_json *json, quoth_error *err) {
    put_char(json, '\n');
    return qh_output_finish(&json->out, err);
}
