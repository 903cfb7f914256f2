#include "text/sniff.h"

#include <string.h>

enum { LOOK = 4096 };

typedef struct magic {
    size_t at, size;
    const char *bytes, *name;
} magic;

#define MAGIC(at, bytes, name)                                                                                                     \
    { at, sizeof(bytes) - 1, bytes, name }

static const magic magics[] = {
    MAGIC(0, "\x89PNG\r\n\x1A\n", "a PNG image"),
    MAGIC(0, "\xFF\xD8\xFF", "a JPEG image"),
    MAGIC(0, "GIF87a", "a GIF image"),
    MAGIC(0, "GIF89a", "a GIF image"),
    MAGIC(8, "WEBPVP8", "a WebP image"),
    MAGIC(0, "II*\0", "a TIFF image"),
    MAGIC(0, "MM\0*", "a TIFF image"),
    MAGIC(0,
          "\x7F"
          "ELF",
          "an ELF program"),
    MAGIC(0, "MZ\x90\0", "a Windows program"),
    MAGIC(0, "\xCA\xFE\xBA\xBE", "a Java class"),
    MAGIC(0, "\0asm", "a WebAssembly module"),
    MAGIC(0, "\x1F\x8B\x08", "a gzip archive"),
    MAGIC(0, "PK\x03\x04", "a ZIP archive"),
    MAGIC(0, "PK\x05\x06", "a ZIP archive"),
    MAGIC(0,
          "\xFD"
          "7zXZ\0",
          "an xz archive"),
    MAGIC(0, "\x28\xB5\x2F\xFD", "a Zstandard archive"),
    MAGIC(0, "7z\xBC\xAF\x27\x1C", "a 7z archive"),
    MAGIC(4, "1AY&SY", "a bzip2 archive"),
    MAGIC(0, "Rar!\x1A\x07", "a RAR archive"),
    MAGIC(0, "%PDF-", "a PDF document"),
    MAGIC(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an OLE document"),
    MAGIC(0, "SQLite format 3\0", "an SQLite database"),
    MAGIC(0, "OggS\0", "Ogg media"),
    MAGIC(4, "ftyp", "MPEG-4 media"),
    MAGIC(0, "wOFF\0", "a WOFF font"),
    MAGIC(0, "wOF2\0", "a WOFF font"),
};

const char *qh_sniff_format(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const magic *m = &magics[i];
        if (size >= m->at + m->size && memcmp(bytes + m->at, m->bytes, m->size) == 0)
            return m->name;
    }
    return NULL;
}

static int is_odd_control(uint32_t c) { return c < 0x20 && !(c >= '\b' && c <= '\r') && c != 0x1B; }

int qh_sniff_controls(const unsigned char *bytes, size_t size, size_t *at) {
    size_t look = size < LOOK ? size : LOOK, controls = 0;
    *at = 0;
    for (size_t i = 0; i < look; i++)
        if (is_odd_control(bytes[i]) && controls++ == 0)
            *at = i;
    return controls > 2 && controls * 20 > look;
}

static uint32_t read_unit(const unsigned char *p, size_t width, int big) {
    uint32_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | p[big ? i : width - 1 - i];
    return value;
}

/* What the units of a wide encoding look like. */
typedef struct look {
    size_t units, ascii, steady, bad;
} look;

static int is_east_asian(uint32_t c) { return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || c >= 0xFF00; }

static int is_neighbour(uint32_t a, uint32_t b) {
    return a < 0x80 || b < 0x80 || a >> 8 == b >> 8 || (is_east_asian(a) && is_east_asian(b));
}

static int is_bad(uint32_t c, int utf16) {
    if (c < 0x80)
        return is_odd_control(c) || c == 0x7F;
    if (utf16 && c >= 0xD800 && c <= 0xDFFF)
        return 0;
    return c < 0xA0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xF8FF) || (c & 0xFFFE) == 0xFFFE;
}

static look look_at(const unsigned char *bytes, size_t size, size_t width, int big) {
    look l = {0, 0, 0, 0};
    uint32_t before = 0;
    for (size_t i = 0; i + width <= size; i += width) {
        uint32_t c = read_unit(bytes + i, width, big);
        l.units++;
        l.ascii += c < 0x80;
        l.steady += (size_t)is_neighbour(before, c);
        l.bad += (size_t)is_bad(c, width == 2);
        before = c;
    }
    return l;
}

static int is_utf32(look l) { return l.units && l.bad * 100 <= l.units; }

/* Mostly ASCII, or with ASCII spaces among characters that keep company: bytes of narrow text jump from block to block. */
static int is_utf16(look l, int narrow_is_odd) {
    if (!l.units || l.bad * 50 > l.units || !l.ascii)
        return 0;
    return l.ascii * 2 >= l.units || (narrow_is_odd && l.steady * 10 >= l.units * 8);
}

const char *qh_sniff_wide(const unsigned char *bytes, size_t size) {
    size_t look_size = size < LOOK ? size : LOOK, at;
    if (!memchr(bytes, 0, look_size))
        return NULL;
    if (size >= 4 && is_utf32(look_at(bytes, look_size, 4, 0)))
        return "utf-32le";
    if (size >= 4 && is_utf32(look_at(bytes, look_size, 4, 1)))
        return "utf-32be";
    look little = look_at(bytes, look_size, 2, 0), big = look_at(bytes, look_size, 2, 1);
    int odd = 0;
    for (size_t i = 0; i < look_size && !odd; i++)
        odd = bytes[i] >= 0x80;
    odd = odd || qh_sniff_controls(bytes, size, &at);
    int is_little = is_utf16(little, odd), is_big = is_utf16(big, odd);
    if (is_little && is_big)
        is_little = little.ascii + little.steady >= big.ascii + big.steady;
    return is_little ? "utf-16le" : is_big ? "utf-16be" : NULL;
}

/* The escape sequence behind ESC at p[0], of which p[1] to p[3] can be read. */
static const char *escape(const unsigned char *p) {
    if (p[1] != '$')
        return NULL;
    if (p[2] == ')')
        return p[3] == 'C' ? "iso-2022-kr" : p[3] == 'A' || p[3] == 'G' ? "iso-2022-cn" : NULL;
    if (p[2] == '(' && p[3] == 'D')
        return "iso-2022-jp-1";
    return p[2] == 'B' || p[2] == '@' ? "iso-2022-jp" : NULL;
}

/* Pairs of bytes that HZ may have between its tildes, up to the closing one; 0 when there is anything else. */
static size_t hz_pairs(const unsigned char *p, size_t size) {
    size_t at = 0;
    while (at + 1 < size && p[at] >= 0x21 && p[at] <= 0x77 && p[at + 1] >= 0x21 && p[at + 1] <= 0x7E)
        at += 2;
    return at + 1 < size && p[at] == '~' && p[at + 1] == '}' ? at / 2 : 0;
}

static int is_hz(const unsigned char *bytes, size_t size) {
    size_t pairs = 0;
    for (size_t at = 0; at + 2 < size; at++) {
        const unsigned char *p = memchr(bytes + at, '~', size - at - 2);
        if (!p)
            break;
        at = (size_t)(p - bytes) + 1;
        if (*p != '~' || p[1] != '{')
            continue;
        size_t here = hz_pairs(p + 2, size - at - 1);
        if (!here)
            return 0;
        pairs += here;
        at += 2 * here + 2;
    }
    return pairs >= 2;
}

const char *qh_sniff_escapes(const unsigned char *bytes, size_t size) {
    for (const unsigned char *p = bytes; p && (size_t)(bytes + size - p) >= 4; p++) {
        p = memchr(p, 0x1B, (size_t)(bytes + size - p) - 3);
        if (!p)
            break;
        const char *found = escape(p);
        if (found)
            return found;
    }
    return is_hz(bytes, size) ? "hz-gb-2312" : NULL;
}

static int is_ebcdic_letter(unsigned char c) {
    unsigned low = c & 15;
    return c >= 0x81 && c <= 0xE9 && low >= (c >> 4 == 0xA || c >> 4 == 0xE ? 2 : 1) && low <= 9 && (c < 0xAA || c > 0xC0);
}

/*
 * Its space is ASCII's at sign and its letters and digits lie beyond ASCII; what is neither is rare. The exclamation mark and the
 * opening bracket of ibm500 are a bar and a cent in ibm037.
 */
const char *qh_sniff_ebcdic(const unsigned char *bytes, size_t size) {
    size_t seen = size < LOOK ? size : LOOK, spaces = 0, letters = 0, ascii = 0, marks = 0;
    for (size_t i = 0; i < seen; i++) {
        spaces += bytes[i] == 0x40;
        marks += bytes[i] == 0x4F || bytes[i] == 0x4A;
        letters += (size_t)is_ebcdic_letter(bytes[i]);
        ascii += bytes[i] == ' ' || (bytes[i] >= 'a' && bytes[i] <= 'z' && bytes[i] != 'k');
    }
    int is_ebcdic = seen >= 16 && spaces * 20 >= seen && letters * 10 >= seen * 6 && ascii * 50 <= seen;
    return !is_ebcdic ? NULL : marks ? "ibm500" : "ibm037";
}
