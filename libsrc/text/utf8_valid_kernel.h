/*
 * Validation by three lookups (Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", 2021), on the vector
 * operations of the header included before: two neighbouring bytes are looked up by three of their nibbles, each giving the
 * errors it allows; an error that all three allow is one.
 */
#include "text/utf8_valid.h"

enum {
    SHORT = 1 << 0, /* a lead byte without its continuation */
    LONG = 1 << 1,  /* a continuation behind ASCII */
    OVER3 = 1 << 2, /* E0 80..9F */
    LARGE = 1 << 3, /* F4 90.. and F5.. 90.. */
    SURROGATE = 1 << 4,
    OVER2 = 1 << 5,  /* C0, C1 */
    LARGE4 = 1 << 6, /* F5.. 80..8F */
    OVER4 = 1 << 6,  /* F0 80..8F */
    TWO = 1 << 7,    /* two continuations: right behind the first bytes of three or four */
    CARRY = SHORT | LONG | TWO
};

/* clang-format off */
static const uint8_t first_high[16] = {
    LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, TWO, TWO, TWO, TWO,
    SHORT | OVER2, SHORT, SHORT | OVER3 | SURROGATE, SHORT | LARGE | LARGE4 | OVER4,
};
static const uint8_t first_low[16] = {
    CARRY | OVER3 | OVER2 | OVER4, CARRY | OVER2, CARRY, CARRY, CARRY | LARGE,
    CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4,
    CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4,
    CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4 | SURROGATE, CARRY | LARGE | LARGE4, CARRY | LARGE | LARGE4,
};
static const uint8_t second_high[16] = {
    SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
    LONG | OVER2 | TWO | OVER3 | LARGE4 | OVER4, LONG | OVER2 | TWO | OVER3 | LARGE,
    LONG | OVER2 | TWO | SURROGATE | LARGE, LONG | OVER2 | TWO | SURROGATE | LARGE,
    SHORT, SHORT, SHORT, SHORT,
};
/* clang-format on */

/* Nonzero where v does not go on as `before` wants. */
static inline QH_SIMD qh_v errors_of(qh_v v, qh_v before) {
    qh_v back = v_back1(v, before);
    qh_v special = v_and(v_and(v_lookup(v_table(first_high), v_high(back)), v_lookup(v_table(first_low), v_low(back))),
                         v_lookup(v_table(second_high), v_high(v)));
    qh_v third = v_minus(v_back2(v, before), v_fill(0xE0 - 0x80)), fourth = v_minus(v_back3(v, before), v_fill(0xF0 - 0x80));
    return v_xor(v_and(v_or(third, fourth), v_fill(0x80)), special);
}

/* Whether a sequence is cut at the end of v. */
static inline QH_SIMD int is_cut(qh_v v) {
    static const uint8_t most[32] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,  255,  255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0xEF, 0xDF, 0xBF};
    return v_any(v_minus(v, v_load(most + sizeof most - V_BYTES)));
}

QH_SIMD size_t QH_SIMD_NAME(qh_utf8_valid)(const char *text, size_t size) {
    qh_v before = v_fill(0);
    size_t at = 0;
    for (; size - at >= 2 * V_BYTES; at += 2 * V_BYTES) {
        qh_v a = v_load(text + at), b = v_load(text + at + V_BYTES);
        if (!v_any_high(v_or(a, b))) {
            if (is_cut(before))
                break;
        } else if (v_any(v_or(errors_of(a, before), errors_of(b, a))))
            break;
        before = b;
    }
    return qh_utf8_valid_from(text, at, size);
}
