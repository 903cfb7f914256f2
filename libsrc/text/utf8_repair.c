#include "text/utf8_repair.h"

#include <string.h>

#include "base/error.h"
#include "text/bits.h"
#include "text/source_map.h"
#include "text/utf8_valid.h"

static int is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* Length of the sequence that a lead byte opens; 0 for what is no lead byte. */
static size_t sequence_length(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Overlong forms, surrogates and code points beyond U+10FFFF all show in the second byte. */
static int is_second(unsigned char lead, unsigned char byte) {
    switch (lead) {
    case 0xE0:
        return byte >= 0xA0 && byte <= 0xBF;
    case 0xED:
        return byte >= 0x80 && byte <= 0x9F;
    case 0xF0:
        return byte >= 0x90 && byte <= 0xBF;
    case 0xF4:
        return byte >= 0x80 && byte <= 0x8F;
    default:
        return is_tail(byte);
    }
}

/* Length of the valid multi-byte sequence at bytes[0], or 0. */
static size_t valid_sequence(const unsigned char *bytes, size_t size) {
    size_t length = sequence_length(bytes[0]);
    if (length < 2 || length > size || !is_second(bytes[0], bytes[1]))
        return 0;
    if (length > 2 && !is_tail(bytes[2]))
        return 0;
    return length > 3 && !is_tail(bytes[3]) ? 0 : length;
}

static size_t ascii_run(const unsigned char *bytes, size_t size) {
    size_t i = 0;
    for (; i + 16 <= size; i += 16)
        if ((qh_bits_load(bytes + i) | qh_bits_load(bytes + i + 8)) & QH_BITS_HIGH)
            break;
    while (i < size && bytes[i] < 0x80)
        i++;
    return i;
}

/* Most scripts that are not ASCII come in runs of two bytes a letter. */
static size_t two_byte_run(const unsigned char *bytes, size_t size) {
    size_t i = 0;
    while (i + 2 <= size && bytes[i] >= 0xC2 && bytes[i] < 0xE0 && is_tail(bytes[i + 1]))
        i += 2;
    return i;
}

size_t qh_utf8_valid(const unsigned char *bytes, size_t size) {
    size_t at = 0;
    while (at < size) {
        if (bytes[at] < 0x80) {
            at += ascii_run(bytes + at, size - at);
            continue;
        }
        size_t length = two_byte_run(bytes + at, size - at);
        if (!length)
            length = valid_sequence(bytes + at, size - at);
        if (!length)
            break;
        at += length;
    }
    return at;
}

size_t qh_utf8_subpart(const unsigned char *bytes, size_t size) {
    size_t length = sequence_length(bytes[0]), at = 1;
    if (length < 2 || size < 2 || !is_second(bytes[0], bytes[1]))
        return 1;
    for (at = 2; at < length && at < size && is_tail(bytes[at]);)
        at++;
    return at;
}

static int is_cut_off(const unsigned char *bytes, size_t size) {
    size_t length = sequence_length(bytes[0]);
    return size < length && qh_utf8_subpart(bytes, size) == size;
}

/* Sequences that tell what encoding a text is in. */
enum { ENOUGH = 20000 };

void qh_utf8_count(const unsigned char *bytes, size_t size, size_t *good, size_t *bad) {
    *good = *bad = 0;
    for (size_t at = 0; at < size && *good + *bad < ENOUGH;) {
        if (bytes[at] < 0x80) {
            at += ascii_run(bytes + at, size - at);
            continue;
        }
        size_t length = valid_sequence(bytes + at, size - at);
        *good += length != 0;
        if (!length && !(*good && is_cut_off(bytes + at, size - at)))
            ++*bad;
        at += length ? length : qh_utf8_subpart(bytes + at, size - at);
    }
}

int qh_utf8_is_damaged(const unsigned char *bytes, size_t size) {
    size_t good, bad;
    qh_utf8_count(bytes, size, &good, &bad);
    return good && (!bad || (good >= 4 && good >= 9 * bad));
}

/* Where the repaired text goes, or only its size while `text` is NULL. */
typedef struct repair {
    char *text;
    size_t size, repaired;
} repair;

static int repair_all(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, repair *r, qh_source_map *map) {
    for (size_t at = skip; at < size;) {
        size_t good = qh_utf8_valid(bytes + at, size - at);
        if (r->text && good) {
            if (!qh_source_map_add(arena, map, r->size, at, 1, 1))
                return 0;
            memcpy(r->text + r->size, bytes + at, good);
        }
        r->size += good;
        at += good;
        if (at == size)
            break;
        size_t bad = qh_utf8_subpart(bytes + at, size - at);
        if (r->text) {
            if (!qh_source_map_add(arena, map, r->size, at, 3, (uint32_t)bad))
                return 0;
            memcpy(r->text + r->size, "\xEF\xBF\xBD", 3);
        }
        r->size += 3;
        r->repaired++;
        at += bad;
    }
    return 1;
}

static quoth_status repair_copy(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, qh_decoded *out,
                                quoth_error *err) {
    qh_source_map *map = qh_arena_zalloc(arena, 1, sizeof *map);
    repair r = {NULL, 0, 0};
    if (!map || size > SIZE_MAX / 3 - 1)
        return qh_fail_memory(err);
    repair_all(arena, bytes, size, skip, &r, map);
    r = (repair){qh_arena_alloc(arena, r.size + 1), 0, 0};
    if (!r.text || !repair_all(arena, bytes, size, skip, &r, map))
        return qh_fail_memory(err);
    r.text[r.size] = '\0';
    qh_source_map_end_at(map, r.size, size);
    *out = (qh_decoded){r.text, r.size, "utf-8", r.repaired, map};
    return QUOTH_OK;
}

quoth_status qh_utf8_take(qh_arena *arena, const unsigned char *bytes, size_t size, qh_decoded *out, quoth_error *err) {
    char *text = qh_arena_copy(arena, (const char *)bytes, size);
    if (!text)
        return qh_fail_memory(err);
    *out = (qh_decoded){text, size, "utf-8", 0, NULL};
    return QUOTH_OK;
}

quoth_status qh_utf8_read(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, qh_decoded *out,
                          quoth_error *err) {
    if (skip || qh_utf8_valid_prefix((const char *)bytes, size) < size)
        return repair_copy(arena, bytes, size, skip, out, err);
    return qh_utf8_take(arena, bytes, size, out, err);
}
