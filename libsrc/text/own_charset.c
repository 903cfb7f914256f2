#include "text/own_charset.h"

#include <string.h>

enum { JOHAB = QH_OWN_TABLES, DAMAGE = 0xFFFD };

static const char *const names[] = {"iso-8859-16", "koi8-t", "ptcp154", "viscii", "tcvn", "johab"};

int qh_own_charset(const char *name) {
    for (int i = 0; i <= JOHAB; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    return -1;
}

int qh_own_is_johab(int own) { return own == JOHAB; }

/* The letters of a syllable by their five bits, from 1; 0 for no letter, -1 for what is not used. */
static int initial_of(unsigned bits) { return bits >= 1 && bits <= 20 ? (int)bits - 1 : -1; }

static int medial_of(unsigned bits) {
    unsigned column = bits & 7;
    if (bits == 2)
        return 0;
    if (bits < 3 || bits > 29 || (bits > 7 && column < 2))
        return -1;
    return (int)(bits < 8 ? bits - 2 : bits < 16 ? bits - 4 : bits < 24 ? bits - 6 : bits - 8);
}

static int final_of(unsigned bits) {
    return bits >= 1 && bits <= 17 ? (int)bits - 1 : bits >= 19 && bits <= 29 ? (int)bits - 2 : -1;
}

/* Letters alone are those of the block Hangul Compatibility Jamo. */
static uint32_t syllable(unsigned code) {
    static const uint8_t initials[] = {0,    0x31, 0x32, 0x34, 0x37, 0x38, 0x39, 0x41, 0x42, 0x43,
                                       0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E};
    static const uint8_t finals[] = {0,    0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x39, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E,
                                     0x3F, 0x40, 0x41, 0x42, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E};
    int initial = initial_of(code >> 10 & 31), medial = medial_of(code >> 5 & 31), final = final_of(code & 31);
    if (initial < 0 || medial < 0 || final < 0)
        return DAMAGE;
    if (initial && medial)
        return 0xAC00 + ((uint32_t)(initial - 1) * 21 + (uint32_t)(medial - 1)) * 28 + (uint32_t) final;
    if ((initial != 0) + (medial != 0) + (final != 0) != 1)
        return DAMAGE;
    return 0x3100u + (initial ? initials[initial] : medial ? 0x4Eu + (unsigned)medial : finals[final]);
}

/* Signs (leads D9 to DE) and ideographs (E0 to F9) are KS X 1001's rows, two to a lead byte. */
static int signs_and_ideographs(unsigned lead, unsigned tail, unsigned char ks[2]) {
    if ((tail < 0x31 || tail > 0x7E) && (tail < 0x91 || tail > 0xFE))
        return 0;
    unsigned cell = tail < 0x91 ? tail - 0x31 : tail - 0x91 + 78;
    unsigned row = lead < 0xE0 ? 2 * (lead - 0xD9) : 2 * (lead - 0xE0) + 41;
    ks[0] = (unsigned char)(0xA1 + row + cell / 94);
    ks[1] = (unsigned char)(0xA1 + cell % 94);
    return 1;
}

static size_t next_johab(const unsigned char *bytes, size_t size, uint32_t *point, unsigned char ks[2]) {
    unsigned lead = bytes[0];
    *point = lead < 0x80 ? lead : DAMAGE;
    int is_hangul = lead >= 0x84 && lead <= 0xD3, is_other = lead >= 0xD9 && lead <= 0xF9 && lead != 0xDF;
    if (!is_hangul && !is_other)
        return 1;
    if (size < 2)
        return 0;
    if (is_hangul)
        *point = syllable(lead << 8 | bytes[1]);
    if (is_hangul ? *point != DAMAGE : signs_and_ideographs(lead, bytes[1], ks))
        return 2;
    return bytes[1] < 0x80 ? 1 : 2; /* ASCII behind a damaged sequence is no part of it */
}

size_t qh_own_next(int own, const unsigned char *bytes, size_t size, uint32_t *point, unsigned char ks[2]) {
    ks[0] = 0;
    if (own == JOHAB)
        return next_johab(bytes, size, point, ks);
    *point = qh_own_tables[own][bytes[0]];
    return 1;
}
