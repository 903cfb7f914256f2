#include "export/xml.h"

#include <string.h>

static const char *escape_of(unsigned char c, int attribute) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\r': /* a reader would take it for a line feed */
        return "&#13;";
    default:
        return c < 0x20 ? "\xEF\xBF\xBD" : NULL;
    }
}

/* U+FFFE and U+FFFF */
static int is_no_character(const char *p, size_t length) {
    return length == 3 && memcmp(p, "\xEF\xBF", 2) == 0 && (unsigned char)p[2] >= 0xBE;
}

static void put_escaped(qh_output *out, const char *bytes, size_t size, int attribute) {
    size_t done = 0, at = 0;
    while (at < size) {
        size_t length = qh_character(bytes + at, size - at);
        const char *instead = length == 1 ? escape_of((unsigned char)bytes[at], attribute) : NULL;
        if (!length || is_no_character(bytes + at, length))
            instead = "\xEF\xBF\xBD";
        if (instead) {
            qh_put(out, bytes + done, at - done);
            qh_put_string(out, instead);
        }
        at += length ? length : 1;
        if (instead)
            done = at;
    }
    qh_put(out, bytes + done, size - done);
}

void qh_xml_text(qh_output *out, const char *bytes, size_t size) { put_escaped(out, bytes, size, 0); }

void qh_xml_value(qh_output *out, const char *bytes, size_t size) { put_escaped(out, bytes, size, 1); }

void qh_xml_attribute(qh_output *out, const char *name, const char *value) {
    if (!value)
        return;
    qh_put_char(out, ' ');
    qh_put_string(out, name);
    qh_put_string(out, "=\"");
    qh_xml_value(out, value, strlen(value));
    qh_put_char(out, '"');
}

void qh_xml_number(qh_output *out, const char *name, size_t value) {
    qh_put_char(out, ' ');
    qh_put_string(out, name);
    qh_put_string(out, "=\"");
    qh_put_number(out, value);
    qh_put_char(out, '"');
}

void qh_xml_element(qh_output *out, const char *name, const char *text) {
    if (!text)
        return;
    qh_put_char(out, '<');
    qh_put_string(out, name);
    qh_put_char(out, '>');
    qh_xml_text(out, text, strlen(text));
    qh_put_string(out, "</");
    qh_put_string(out, name);
    qh_put_char(out, '>');
}
