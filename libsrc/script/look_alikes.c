#include "script/look_alikes.h"

#include <stddef.h>

typedef struct qh_look {
    uint16_t c;
    char look, weak;
} qh_look;

/* clang-format off */
static const qh_look rows[] = {
    /* Latin with the accents that Cyrillic and Greek letters have, too */
    {0xC0, 'A', 0}, {0xC1, 'A', 0}, {0xC2, 'A', 0}, {0xC4, 'A', 0}, {0xC7, 'C', 0}, {0xC8, 'E', 0}, {0xC9, 'E', 0}, {0xCA, 'E', 0},
    {0xCB, 'E', 0}, {0xCD, 'I', 0}, {0xCF, 'I', 0}, {0xD3, 'O', 0}, {0xD4, 'O', 0}, {0xD6, 'O', 0}, {0xDD, 'Y', 0}, {0xE0, 'a', 0}, {0xE1, 'a', 0},
    {0xE2, 'a', 0}, {0xE4, 'a', 0}, {0xE7, 'c', 0}, {0xE8, 'e', 0}, {0xE9, 'e', 0}, {0xEA, 'e', 0}, {0xEB, 'e', 0}, {0xED, 'i', 0},
    {0xEF, 'i', 0}, {0xF3, 'o', 0}, {0xF4, 'o', 0}, {0xF6, 'o', 0}, {0xFA, 'u', 0}, {0xFD, 'y', 0}, {0xFF, 'y', 0}, {0x102, 'A', 0}, {0x103, 'a', 0},
    {0x114, 'E', 0}, {0x115, 'e', 0}, {0x18F, '[', 0}, {0x259, '@', 0},
    /* Greek: capitals, omicron, iota, and letters with accents are never mathematics */
    {0x37F, 'J', 0}, {0x386, 'A', 0}, {0x388, 'E', 0}, {0x389, 'H', 0}, {0x38A, 'I', 0}, {0x38C, 'O', 0}, {0x38E, 'Y', 0},
    {0x391, 'A', 0}, {0x392, 'B', 0}, {0x395, 'E', 0}, {0x396, 'Z', 0}, {0x397, 'H', 0}, {0x399, 'I', 0}, {0x39A, 'K', 0},
    {0x39C, 'M', 0}, {0x39D, 'N', 0}, {0x39F, 'O', 0}, {0x3A1, 'P', 0}, {0x3A4, 'T', 0}, {0x3A5, 'Y', 0}, {0x3A7, 'X', 0},
    {0x3AA, 'I', 0}, {0x3AB, 'Y', 0}, {0x3AC, 'a', 0}, {0x3AF, 'i', 0}, {0x3B1, 'a', 1}, {0x3B3, 'y', 1}, {0x3B7, 'n', 1},
    {0x3B9, 'i', 0}, {0x3BA, 'k', 1}, {0x3BD, 'v', 1}, {0x3BF, 'o', 0}, {0x3C1, 'p', 1}, {0x3C3, 'o', 1}, {0x3C4, 't', 1},
    {0x3C5, 'u', 1}, {0x3C9, 'w', 1}, {0x3CA, 'i', 0}, {0x3CC, 'o', 0}, {0x3CD, 'u', 0}, {0x3F1, 'p', 1}, {0x3F2, 'c', 0}, {0x3F3, 'j', 0},
    {0x3F9, 'C', 0}, {0x3FA, 'M', 0},
    /* Cyrillic */
    {0x400, 'E', 0}, {0x401, 'E', 0}, {0x405, 'S', 0}, {0x406, 'I', 0}, {0x407, 'I', 0}, {0x408, 'J', 0}, {0x40C, 'K', 0}, {0x40E, 'Y', 0}, {0x410, 'A', 0},
    {0x412, 'B', 0}, {0x415, 'E', 0}, {0x41A, 'K', 0}, {0x41C, 'M', 0}, {0x41D, 'H', 0}, {0x41E, 'O', 0}, {0x420, 'P', 0},
    {0x421, 'C', 0}, {0x422, 'T', 0}, {0x423, 'Y', 0}, {0x425, 'X', 0}, {0x430, 'a', 0}, {0x433, 'r', 1}, {0x435, 'e', 0},
    {0x43A, 'k', 1}, {0x43E, 'o', 0}, {0x43F, 'n', 1}, {0x440, 'p', 0}, {0x441, 'c', 0}, {0x442, 't', 1}, {0x443, 'y', 0},
    {0x445, 'x', 0}, {0x44C, 'b', 1}, {0x450, 'e', 0}, {0x451, 'e', 0}, {0x455, 's', 0}, {0x456, 'i', 0}, {0x457, 'i', 0},
    {0x458, 'j', 0}, {0x45E, 'y', 0}, {0x461, 'w', 0}, {0x474, 'V', 0}, {0x475, 'v', 0}, {0x4AA, 'C', 0}, {0x4AB, 'c', 0}, {0x4AE, 'Y', 0}, {0x4AF, 'y', 0},
    {0x4BB, 'h', 0}, {0x4BD, 'e', 0}, {0x4C0, 'I', 0}, {0x4CF, 'l', 0}, {0x4D0, 'A', 0}, {0x4D1, 'a', 0}, {0x4D2, 'A', 0}, {0x4D3, 'a', 0},
    {0x4D6, 'E', 0}, {0x4D7, 'e', 0}, {0x4D8, '[', 0}, {0x4D9, '@', 0}, {0x4E6, 'O', 0}, {0x4E7, 'o', 0}, {0x501, 'd', 0},
    {0x50C, 'G', 0}, {0x51A, 'Q', 0}, {0x51B, 'q', 0}, {0x51C, 'W', 0}, {0x51D, 'w', 0},
    /* Armenian */
    {0x53C, 'L', 0}, {0x54D, 'U', 0}, {0x54F, 'S', 0}, {0x555, 'O', 0}, {0x561, 'w', 1}, {0x563, 'q', 1}, {0x566, 'q', 0}, {0x570, 'h', 0},
    {0x575, 'j', 0}, {0x578, 'n', 0}, {0x57C, 'n', 0}, {0x57D, 'u', 0}, {0x581, 'g', 0}, {0x585, 'o', 0},
};
/* clang-format on */

enum { ROWS = sizeof rows / sizeof *rows, GREEK = 0x37F, CYRILLIC = 0x400, ARMENIAN = 0x530 };

char qh_look_of(uint32_t c, int *weak) {
    *weak = 0;
    if (c < 0x80)
        return (char)c;
    size_t low = 0, high = ROWS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle].c < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ROWS || rows[low].c != c)
        return 0;
    *weak = rows[low].weak;
    return rows[low].look;
}

void qh_looks_of_scripts(uint64_t looks[4]) {
    looks[0] = looks[1] = looks[2] = looks[3] = 0;
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].c >= GREEK)
            looks[rows[i].c >= ARMENIAN ? 3 : rows[i].c < CYRILLIC ? 2 : rows[i].weak] |= UINT64_C(1) << (rows[i].look - '@');
}
