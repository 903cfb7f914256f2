#include "text/chars.h"

#include <utf8proc.h>

#include "text/utf8.h"

enum {
    UP = QH_CHAR_UPPER | QH_CHAR_LETTER,
    LO = QH_CHAR_LOWER | QH_CHAR_LETTER,
    LE = QH_CHAR_LETTER,
    MA = QH_CHAR_MARK,
    DI = QH_CHAR_DIGIT,
    SP = QH_CHAR_SPACE,
    PU = QH_CHAR_PUNCTUATION,
    OT = QH_CHAR_OTHER
};

/* clang-format off */
const uint8_t qh_char_classes[256] = {
    OT, OT, OT, OT, OT, OT, OT, OT, OT, SP, SP, SP, SP, SP, OT, OT,
    OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT,
    SP, PU, PU, PU, OT, PU, PU, PU, PU, PU, PU, OT, PU, PU, PU, PU,
    DI, DI, DI, DI, DI, DI, DI, DI, DI, DI, PU, PU, OT, OT, OT, PU,
    PU, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, PU, PU, PU, OT, PU,
    OT, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, PU, OT, PU, OT, OT,
    OT, OT, OT, OT, OT, SP, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT,
    OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT, OT,
    SP, PU, OT, OT, OT, OT, OT, PU, OT, OT, LE, PU, OT, OT, OT, OT,
    OT, OT, OT, OT, OT, LO, PU, PU, OT, OT, LE, PU, OT, OT, OT, PU,
    UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, UP, UP, UP, UP, OT, UP, UP, UP, UP, UP, UP, UP, LO,
    LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, LO, LO, LO, LO, OT, LO, LO, LO, LO, LO, LO, LO, LO,
};

static const uint8_t by_category[] = {
    [UTF8PROC_CATEGORY_CN] = OT, [UTF8PROC_CATEGORY_LU] = UP, [UTF8PROC_CATEGORY_LL] = LO, [UTF8PROC_CATEGORY_LT] = UP,
    [UTF8PROC_CATEGORY_LM] = LE, [UTF8PROC_CATEGORY_LO] = LE, [UTF8PROC_CATEGORY_MN] = MA, [UTF8PROC_CATEGORY_MC] = MA,
    [UTF8PROC_CATEGORY_ME] = MA, [UTF8PROC_CATEGORY_ND] = DI, [UTF8PROC_CATEGORY_NL] = OT, [UTF8PROC_CATEGORY_NO] = OT,
    [UTF8PROC_CATEGORY_PC] = PU, [UTF8PROC_CATEGORY_PD] = PU, [UTF8PROC_CATEGORY_PS] = PU, [UTF8PROC_CATEGORY_PE] = PU,
    [UTF8PROC_CATEGORY_PI] = PU, [UTF8PROC_CATEGORY_PF] = PU, [UTF8PROC_CATEGORY_PO] = PU, [UTF8PROC_CATEGORY_SM] = OT,
    [UTF8PROC_CATEGORY_SC] = OT, [UTF8PROC_CATEGORY_SK] = OT, [UTF8PROC_CATEGORY_SO] = OT, [UTF8PROC_CATEGORY_ZS] = SP,
    [UTF8PROC_CATEGORY_ZL] = SP, [UTF8PROC_CATEGORY_ZP] = SP, [UTF8PROC_CATEGORY_CC] = OT, [UTF8PROC_CATEGORY_CF] = OT,
    [UTF8PROC_CATEGORY_CS] = OT, [UTF8PROC_CATEGORY_CO] = OT,
};
/* clang-format on */

unsigned qh_char_class_beyond(uint32_t c) {
    return c > 0x10FFFF ? (unsigned)OT : by_category[utf8proc_category((utf8proc_int32_t)c)];
}

uint32_t qh_char_lower_beyond(uint32_t c) { return c > 0x10FFFF ? c : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c); }

size_t qh_char_encode(uint32_t c, char *out) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

int qh_grapheme_break(uint32_t a, uint32_t b, int32_t *state) {
    return utf8proc_grapheme_break_stateful((utf8proc_int32_t)a, (utf8proc_int32_t)b, state);
}

size_t qh_grapheme_next(const char *text, size_t size, size_t at) {
    int32_t state = 0;
    uint32_t before = qh_utf8_next(text, &at);
    while (at < size) {
        size_t length;
        uint32_t c = qh_utf8_at(text, at, &length);
        if ((before < 0x80 && c < 0x80 && before != '\r') || qh_grapheme_break(before, c, &state))
            break;
        before = c;
        at += length;
    }
    return at;
}
