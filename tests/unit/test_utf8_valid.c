/* Each way of validating says what utf8proc says, and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "text/chars.h"
#include "text/simd.h"
#include "text/utf8_valid.h"

enum { ROOM = 320 };

static size_t reference(const char *text, size_t size) {
    const char *begin = text;
    for (size_t left = size; left > 0;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)begin, (utf8proc_ssize_t)left, &c);
        if (length <= 0)
            break;
        begin += length;
        left -= (size_t)length;
    }
    return (size_t)(begin - text);
}

static void expect(const char *text, size_t size) {
    size_t right = reference(text, size);
    assert_int_equal(qh_utf8_valid_portable(text, size), right);
    assert_int_equal(qh_utf8_valid_prefix(text, size), right);
#if defined(QH_SIMD_X86)
    if (qh_simd_best() >= QH_SIMD_WITH_SSSE3)
        assert_int_equal(qh_utf8_valid_ssse3(text, size), right);
    if (qh_simd_best() >= QH_SIMD_WITH_AVX2)
        assert_int_equal(qh_utf8_valid_avx2(text, size), right);
#elif defined(QH_SIMD_NEON)
    assert_int_equal(qh_utf8_valid_neon(text, size), right);
#endif
}

/* All pairs of bytes, at places around the bounds of vectors. */
static void test_pairs(void **state) {
    (void)state;
    char text[ROOM];
    for (unsigned pair = 0; pair < 0x10000; pair++)
        for (size_t at = 30; at < 34; at++) {
            memset(text, 'a', 96);
            text[at] = (char)(pair >> 8);
            text[at + 1] = (char)(pair & 255);
            expect(text, 96);
        }
}

/* Lead bytes with all second bytes and good and bad thirds and fourths. */
static void test_sequences(void **state) {
    (void)state;
    static const unsigned char tails[] = {'a', 0x80, 0xBF, 0xC2, 0xF0};
    char text[ROOM];
    for (unsigned lead = 0xE0; lead < 0x100; lead++)
        for (unsigned second = 0x7F; second < 0xC1; second++)
            for (size_t k = 0; k < 25; k++) {
                memset(text, 'a', 96);
                memcpy(text + 62, (char[]){(char)lead, (char)second, (char)tails[k / 5], (char)tails[k % 5]}, 4);
                expect(text, 96);
                expect(text, 66);
            }
}

static uint32_t next_random(uint32_t *seed) { return (*seed = *seed * 1664525u + 1013904223u) >> 8; }

/* Random text, as it is and damaged in one place, cut anywhere. */
static void test_random(void **state) {
    (void)state;
    static const uint32_t bounds[] = {0x80, 0x800, 0x10000, 0x110000};
    uint32_t seed = 5;
    for (size_t round = 0; round < 200000; round++) {
        char text[ROOM];
        size_t size = 0, most = 4 + next_random(&seed) % (ROOM - 8);
        while (size < most) {
            uint32_t c = next_random(&seed) % bounds[next_random(&seed) % 4];
            size += qh_char_encode(c >= 0xD800 && c < 0xE000 && round % 8 ? 'x' : c, text + size);
        }
        if (round % 2)
            text[next_random(&seed) % size] = (char)next_random(&seed);
        expect(text, round % 3 ? size : next_random(&seed) % size);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs), cmocka_unit_test(test_sequences),
                                       cmocka_unit_test(test_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
