/* Reading valid UTF-8 (all text behind text/decode.h is valid). */
#ifndef QH_TEXT_UTF8_H
#define QH_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point that starts at text[at]; *length is its bytes. `at` is below the text's size and on a code point bound. */
static inline uint32_t qh_utf8_at(const char *text, size_t at, size_t *length) {
    const unsigned char *p = (const unsigned char *)text + at;
    if (p[0] < 0x80) {
        *length = 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *length = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *length = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *length = 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* Reads the code point at *at and moves *at behind it. */
static inline uint32_t qh_utf8_next(const char *text, size_t *at) {
    size_t length;
    uint32_t c = qh_utf8_at(text, *at, &length);
    *at += length;
    return c;
}

/* Reads the code point that ends at *at (> 0) and moves *at to its start. */
static inline uint32_t qh_utf8_previous(const char *text, size_t *at) {
    size_t start = *at - 1;
    while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
        start--;
    size_t length;
    *at = start;
    return qh_utf8_at(text, start, &length);
}

#endif
