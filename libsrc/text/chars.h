/* What kind of character it is: ASCII by table, the rest by utf8proc's general category. */
#ifndef QH_TEXT_CHARS_H
#define QH_TEXT_CHARS_H

#include <stddef.h>
#include <stdint.h>

enum qh_char_class {
    QH_CHAR_UPPER = 1,        /* Lu, Lt */
    QH_CHAR_LOWER = 2,        /* Ll */
    QH_CHAR_LETTER = 4,       /* L*, also with UPPER or LOWER */
    QH_CHAR_MARK = 8,         /* M* */
    QH_CHAR_DIGIT = 16,       /* Nd */
    QH_CHAR_SPACE = 32,       /* White_Space: Z*, TAB to CR, NEL */
    QH_CHAR_PUNCTUATION = 64, /* P* */
    QH_CHAR_OTHER = 128       /* S*, C*, Nl, No */
};

/* Of the first 256 code points, and of the others. */
extern const uint8_t qh_char_classes[256];
unsigned qh_char_class_beyond(uint32_t c);

/* The classes of a code point, or-ed. */
static inline unsigned qh_char_class(uint32_t c) { return c < 256 ? qh_char_classes[c] : qh_char_class_beyond(c); }

static inline int qh_is_space(uint32_t c) {
    return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : (qh_char_class(c) & QH_CHAR_SPACE) != 0;
}
static inline int qh_is_letter(uint32_t c) { return (qh_char_class(c) & QH_CHAR_LETTER) != 0; }
static inline int qh_is_upper(uint32_t c) { return (qh_char_class(c) & QH_CHAR_UPPER) != 0; }
static inline int qh_is_lower(uint32_t c) { return (qh_char_class(c) & QH_CHAR_LOWER) != 0; }
static inline int qh_is_digit(uint32_t c) { return c < 0x80 ? c - '0' < 10 : (qh_char_class(c) & QH_CHAR_DIGIT) != 0; }

/* Of what is not ASCII. */
uint32_t qh_char_lower_beyond(uint32_t c);

/* Simple lower-case mapping (UnicodeData.txt). */
static inline uint32_t qh_char_lower(uint32_t c) { return c >= 0x80 ? qh_char_lower_beyond(c) : c - 'A' < 26 ? c + 32 : c; }

/* Appends c as UTF-8 to out (4 bytes of room) and returns its length. */
size_t qh_char_encode(uint32_t c, char *out);

/* The next extended grapheme cluster bound behind `at` (< size), UAX #29. */
size_t qh_grapheme_next(const char *text, size_t size, size_t at);

/* Nonzero between code points a and b when a grapheme cluster may end there; *state starts at 0 and is carried along (UAX #29). */
int qh_grapheme_break(uint32_t a, uint32_t b, int32_t *state);

#endif
