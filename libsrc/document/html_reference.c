/* Character references, 13.2.5.72 to 13.2.5.80. */
#include "document/html_entities.h"
#include "document/html_scan.h"

/* What 0x80 to 0x9F stand for. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
};

static uint32_t meant(uint32_t c) {
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0xFFFD;
    return c >= 0x80 && c <= 0x9F ? windows_1252[c - 0x80] : c;
}

static uint8_t encode(uint32_t c, char *bytes) {
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | c >> 18);
    bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t digit_of(char c, uint32_t base) {
    if (is_digit(c))
        return (uint32_t)(c - '0');
    char low = qh_scan_lower(c);
    return base == 16 && low >= 'a' && low <= 'f' ? (uint32_t)(low - 'a') + 10 : 16;
}

/* source[at] is "&#". */
static int numeric(const char *source, uint32_t at, qh_html_piece *piece) {
    uint32_t base = qh_scan_lower(source[at + 2]) == 'x' ? 16 : 10, value = 0, digit;
    uint32_t first = at + (base == 16 ? 3 : 2), i = first;
    for (; (digit = digit_of(source[i], base)) < base; i++)
        value = value > 0x10FFFF ? value : value * base + digit;
    if (i == first)
        return 0;
    piece->start = at;
    piece->end = i + (source[i] == ';');
    piece->size = encode(meant(value), piece->bytes);
    return 1;
}

static const char *name_of(const qh_html_entity *entity) { return (const char *)qh_html_entity_names + entity->name; }

/* The byte at `depth` of a name; 0 behind its end, which sorts first. */
static unsigned char byte_at(const qh_html_entity *entity, size_t depth) {
    return depth < entity->name_size ? (unsigned char)name_of(entity)[depth] : 0;
}

/* The first entity in [low, high), which agree up to `depth`, whose byte there is at least `byte`. */
static size_t lower_bound(size_t low, size_t high, size_t depth, unsigned byte) {
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (byte_at(&qh_html_entities[middle], depth) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The entity with the longest name that the text begins with, or NULL. */
static const qh_html_entity *longest(const char *text) {
    const qh_html_entity *found = NULL;
    if (!qh_scan_is(text[0], QH_SCAN_ALPHA))
        return NULL;
    size_t low = qh_html_entity_initials[text[0] - 'A'], high = qh_html_entity_initials[text[0] - 'A' + 1];
    for (size_t depth = 1; low < high; depth++) {
        if (qh_html_entities[low].name_size == depth)
            found = &qh_html_entities[low];
        unsigned byte = (unsigned char)text[depth];
        if (!byte)
            break;
        low = lower_bound(low, high, depth, byte);
        high = lower_bound(low, high, depth, byte + 1);
    }
    return found;
}

static int named(const char *source, uint32_t at, int in_value, qh_html_piece *piece) {
    const qh_html_entity *entity = longest(source + at + 1);
    if (!entity)
        return 0;
    uint32_t end = at + 1 + entity->name_size;
    char next = source[end];
    if (in_value && source[end - 1] != ';' && (next == '=' || is_digit(next) || qh_scan_is(next, QH_SCAN_ALPHA)))
        return 0;
    piece->start = at;
    piece->end = end;
    piece->size = entity->size;
    memcpy(piece->bytes, entity->bytes, sizeof entity->bytes);
    return 1;
}

int qh_html_reference(const char *source, uint32_t at, int in_value, qh_html_piece *piece) {
    return source[at + 1] == '#' ? numeric(source, at, piece) : named(source, at, in_value, piece);
}
