#include "script/scan.h"

#include <string.h>

#include "text/simd.h"

static uint64_t spread(unsigned char c) { return c * UINT64_C(0x0101010101010101); }

/* Nonzero when one of eight bytes of ASCII is less than n. */
static uint64_t has_less(uint64_t x, unsigned char n) { return (x - spread(n)) & ~x & spread(0x80); }

/* Whether eight bytes are ASCII without brackets and control characters. { is [, } is ] but for a bit that is put out. */
static int is_plain(const char *bytes) {
    uint64_t x;
    memcpy(&x, bytes, sizeof x);
    if (x & spread(0x80))
        return 0;
    uint64_t folded = x & spread(0xDF);
    return !(has_less(x, ' ') | has_less((x & spread(0xFE)) ^ spread('('), 1) | has_less(folded ^ spread('['), 1) |
             has_less(folded ^ spread(']'), 1));
}

size_t qh_scan_portable(const qh_scan_table *table, int open, const char *text, size_t at, size_t size) {
    (void)open;
    if (table->script == QH_SCRIPT_LATN)
        while (size - at >= 8 && is_plain(text + at))
            at += 8;
    return at;
}

qh_scan *qh_scan_best(void) {
    switch (qh_simd_best()) {
#if defined(QH_SIMD_X86)
    case QH_SIMD_WITH_AVX2:
        return qh_scan_avx2;
    case QH_SIMD_WITH_SSSE3:
        return qh_scan_ssse3;
#elif defined(QH_SIMD_NEON)
    case QH_SIMD_WITH_NEON:
        return qh_scan_neon;
#endif
    default:
        return qh_scan_portable;
    }
}
