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

enum { TEXT = 0, VALUE = 1, HTML = 2 };

/* HTML knows fewer characters than XML, and no reference to a carriage return. NULL: as it is. */
static const char *instead_of(const char *p, size_t left, size_t length, int where) {
    unsigned char c = (unsigned char)*p, next = left > 1 ? (unsigned char)p[1] : 0;
    if (!length || is_no_character(p, length))
        return "\xEF\xBF\xBD";
    if (where & HTML) {
        if (c == '\r')
            return next == '\n' ? "" : "\n";
        int is_control = c == 0x7F || c == '\v' || (c == 0xC2 && next < 0xA0); /* and U+0080 to U+009F */
        int is_noncharacter = (length == 3 && c == 0xEF && next == 0xB7 && (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0xAF) ||
                              (length == 4 && (next & 0x0F) == 0x0F && (unsigned char)p[2] == 0xBF && (unsigned char)p[3] >= 0xBE);
        if (is_control || is_noncharacter)
            return "\xEF\xBF\xBD";
    }
    return length == 1 ? escape_of(c, where & VALUE) : NULL;
}

static void put_escaped(qh_output *out, const char *bytes, size_t size, int where) {
    size_t done = 0, at = 0;
    while (at < size) {
        size_t length = qh_character(bytes + at, size - at);
        const char *instead = instead_of(bytes + at, size - at, length, where);
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

void qh_xml_text(qh_output *out, const char *bytes, size_t size) { put_escaped(out, bytes, size, TEXT); }

void qh_xml_value(qh_output *out, const char *bytes, size_t size) { put_escaped(out, bytes, size, VALUE); }

void qh_html_text(qh_output *out, const char *bytes, size_t size) { put_escaped(out, bytes, size, HTML | TEXT); }

void qh_html_attribute(qh_output *out, const char *name, const char *value) {
    if (!value)
        return;
    qh_put_char(out, ' ');
    qh_put_string(out, name);
    qh_put_string(out, "=\"");
    put_escaped(out, value, strlen(value), HTML | VALUE);
    qh_put_char(out, '"');
}

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
