#include "text/utf8_valid.h"

#include <stdint.h>
#include <string.h>

#include "text/simd.h"

/* Bytes of the sequence that a lead byte begins, and what its second byte may be (Unicode, table 3-7); 0 for no lead byte. */
static size_t sequence(unsigned char lead, unsigned char *least, unsigned char *most) {
    *least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/* Length of the well-formed sequence at p, not of ASCII; 0 for none. */
static size_t well_formed(const unsigned char *p, size_t room) {
    unsigned char least, most;
    size_t length = sequence(p[0], &least, &most);
    if (!length || length > room || p[1] < least || p[1] > most)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

static size_t valid_from(const unsigned char *p, size_t at, size_t size) {
    while (at < size) {
        uint64_t eight;
        if (size - at >= sizeof eight && (memcpy(&eight, p + at, sizeof eight), !(eight & 0x8080808080808080u))) {
            at += sizeof eight;
            continue;
        }
        size_t length = p[at] < 0x80 ? 1 : well_formed(p + at, size - at);
        if (!length)
            return at;
        at += length;
    }
    return size;
}

size_t qh_utf8_valid_portable(const char *text, size_t size) { return valid_from((const unsigned char *)text, 0, size); }

size_t qh_utf8_valid_from(const char *text, size_t at, size_t size) {
    const unsigned char *p = (const unsigned char *)text;
    size_t back = 1;
    while (back < 3 && back < at && (p[at - back] & 0xC0) == 0x80)
        back++;
    if (back <= at && p[at - back] >= 0xC0) {
        unsigned char least, most;
        size_t length = sequence(p[at - back], &least, &most);
        if (!length || length > back)
            return valid_from(p, at - back, size);
    }
    return valid_from(p, at, size);
}

size_t qh_utf8_valid_prefix(const char *text, size_t size) {
    switch (qh_simd_best()) {
#if defined(QH_SIMD_X86)
    case QH_SIMD_WITH_AVX2:
        return qh_utf8_valid_avx2(text, size);
    case QH_SIMD_WITH_SSSE3:
        return qh_utf8_valid_ssse3(text, size);
#elif defined(QH_SIMD_NEON)
    case QH_SIMD_WITH_NEON:
        return qh_utf8_valid_neon(text, size);
#endif
    default:
        return qh_utf8_valid_portable(text, size);
    }
}
