#include "text/convert.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "base/error.h"
#include "text/chars.h"
#include "text/own_charset.h"
#include "text/source_map.h"

enum { CHUNK = 2048, UNITS = 4 * CHUNK };

/* A character that one table of a charset has for another's: the tables that Python, Java and iconv agree on are followed. */
typedef struct variant {
    uint16_t from, to;
} variant;

/* JIS X 0208 itself; ICU has Windows' characters. */
static const variant japanese[] = {
    {0xFF5E, 0x301C}, {0xFF0D, 0x2212}, {0x2225, 0x2016}, {0xFFE0, 0xA2}, {0xFFE1, 0xA3}, {0xFFE2, 0xAC}, {0, 0}};
/* KS X 1001 as in EUC-KR. */
static const variant korean[] = {{0x30FB, 0xB7},  {0x2010, 0xAD}, {0x2014, 0x2015}, {0x301C, 0x223C}, {0x25C9, 0x2299},
                                 {0x2DC, 0xFF5E}, {0, 0}};

typedef struct conversion {
    UConverter *icu;
    const variant *variants; /* ends with zeros; NULL for none */
    qh_arena *arena;
    const unsigned char *bytes;
    size_t size;
    size_t carried; /* source of a character that an earlier chunk began */
    char *text;     /* the output and its room */
    size_t used, room;
    uint32_t waiting; /* character whose end is not known yet, and its source */
    size_t waiting_source;
    int is_waiting;
    size_t repaired;
    qh_source_map *map;
} conversion;

/* Writes U+FFFD and counts; ICU's own substitution writes U+001A for some charsets. */
static void on_damage(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t length,
                      UConverterCallbackReason reason, UErrorCode *status) {
    static const UChar replacement = 0xFFFD;
    (void)bytes;
    (void)length;
    if (reason > UCNV_IRREGULAR)
        return;
    size_t *repaired = (size_t *)(uintptr_t)context;
    ++*repaired;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

/* Reads the code point at units[*at]; ICU's U16_NEXT does not compile without warnings. */
static uint32_t next_point(const UChar *units, int32_t *at, int32_t count) {
    uint32_t c = units[(*at)++];
    if (c < 0xD800 || c > 0xDFFF)
        return c;
    if (c > 0xDBFF || *at == count || (units[*at] & 0xFC00) != 0xDC00)
        return 0xFFFD;
    return 0x10000 + ((c & 0x3FF) << 10) + (units[(*at)++] & 0x3FFu);
}

static UConverter *open_converter(const char *name, size_t *repaired, UErrorCode *status) {
    UConverter *icu = ucnv_open(name, status);
    if (U_SUCCESS(*status))
        ucnv_setToUCallBack(icu, on_damage, repaired, NULL, NULL, status);
    return icu;
}

static int make_room(conversion *c, size_t more) {
    if (c->room - c->used >= more)
        return 1;
    size_t room = c->room + c->room / 2 + more;
    char *grown = room > c->room ? qh_arena_grow(c->arena, c->text, c->room, room) : NULL;
    if (!grown)
        return 0;
    c->text = grown;
    c->room = room;
    return 1;
}

/* Writes the waiting character, which ends where the next one starts. */
static int flush_waiting(conversion *c, size_t source_end) {
    if (!c->is_waiting)
        return 1;
    size_t length = qh_char_encode(c->waiting, c->text + c->used);
    uint32_t source_length = (uint32_t)(source_end - c->waiting_source);
    if (!qh_source_map_add(c->arena, c->map, c->used, c->waiting_source, (uint32_t)length, source_length))
        return 0;
    c->used += length;
    c->is_waiting = 0;
    return 1;
}

static uint32_t varied(const variant *variants, uint32_t point) {
    for (const variant *v = variants; v && v->from; v++)
        if (v->from == point)
            return v->to;
    return point;
}

static int add_point(conversion *c, uint32_t point, size_t source) {
    if (c->is_waiting && source < c->waiting_source)
        source = c->waiting_source;
    if (!flush_waiting(c, source))
        return 0;
    c->waiting = varied(c->variants, point);
    c->waiting_source = source;
    c->is_waiting = 1;
    return 1;
}

/* Takes what ICU made of one chunk; the offsets count from `base`. */
static int take(conversion *c, const UChar *units, const int32_t *offsets, int32_t count, size_t base) {
    if (!make_room(c, ((size_t)count + 1) * 4))
        return 0;
    for (int32_t i = 0; i < count;) {
        size_t source = offsets[i] < 0 ? c->carried : base + (size_t)offsets[i];
        if (!add_point(c, next_point(units, &i, count), source))
            return 0;
    }
    return 1;
}

static int convert_all(conversion *c, size_t skip, UErrorCode *status) {
    UChar units[UNITS];
    int32_t offsets[UNITS];
    const char *at = (const char *)c->bytes + skip, *end = (const char *)c->bytes + c->size;
    c->carried = skip;
    do {
        const char *start = at, *stop = end - at > CHUNK ? at + CHUNK : end;
        UChar *target = units;
        *status = U_ZERO_ERROR;
        ucnv_toUnicode(c->icu, &target, units + UNITS, &at, stop, offsets, stop == end, status);
        int overflow = *status == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(*status) && !overflow)
            return 0;
        size_t base = (size_t)(start - (const char *)c->bytes);
        if (!take(c, units, offsets, (int32_t)(target - units), base))
            return 0;
        UErrorCode ignored = U_ZERO_ERROR;
        int32_t pending = ucnv_toUCountPending(c->icu, &ignored);
        c->carried = (size_t)(at - (const char *)c->bytes) - (size_t)(pending > 0 ? pending : 0);
    } while (at < end || *status == U_BUFFER_OVERFLOW_ERROR);
    return flush_waiting(c, c->size);
}

/* ICU's converter for a charset; Johab's is that of KS X 1001, and what is ours alone needs none. */
static UConverter *converter_of(const qh_charset *charset, int own, size_t *repaired, UErrorCode *status) {
    if (own >= 0 && !qh_own_is_johab(own))
        return NULL;
    return open_converter(own >= 0 ? "windows-949" : charset->converter, repaired, status);
}

/* The next character of a charset that ICU has not, and its length; 0 when the end cuts it off. */
static size_t next_own(int own, UConverter *ks_converter, const unsigned char *bytes, size_t size, uint32_t *point) {
    unsigned char ks[2];
    size_t length = qh_own_next(own, bytes, size, point, ks);
    if (length && ks[0]) {
        UChar unit[2] = {0, 0};
        UErrorCode status = U_ZERO_ERROR;
        ucnv_toUChars(ks_converter, unit, 2, (const char *)ks, 2, &status);
        *point = unit[0] ? unit[0] : 0xFFFD;
    }
    return length;
}

static int convert_own(conversion *c, int own, size_t skip) {
    for (size_t at = skip; at < c->size;) {
        uint32_t point = 0xFFFD;
        size_t length = next_own(own, c->icu, c->bytes + at, c->size - at, &point);
        c->repaired += point == 0xFFFD;
        if (!make_room(c, 8) || !add_point(c, point, at))
            return 0;
        at += length ? length : c->size - at;
    }
    return flush_waiting(c, c->size);
}

static const variant *variants_of(const char *name) {
    if (strcmp(name, "euc-jp") == 0 || strncmp(name, "iso-2022-jp", 11) == 0)
        return japanese;
    return strcmp(name, "iso-2022-kr") == 0 ? korean : NULL;
}

static quoth_status run(conversion *c, size_t skip, const qh_charset *charset, quoth_error *err) {
    UErrorCode status = U_ZERO_ERROR;
    int own = qh_own_charset(charset->converter);
    c->variants = variants_of(charset->name);
    c->icu = converter_of(charset, own, &c->repaired, &status);
    if (U_FAILURE(status))
        return status == U_MEMORY_ALLOCATION_ERROR ? qh_fail_memory(err)
                                                   : qh_fail(err, QUOTH_ERROR_CHARSET, 0, "unknown charset \"%s\"", charset->name);
    int done = make_room(c, (c->size - skip) + 64) && (own >= 0 ? convert_own(c, own, skip) : convert_all(c, skip, &status)) &&
               make_room(c, 1);
    ucnv_close(c->icu);
    return done ? QUOTH_OK : qh_fail_memory(err);
}

quoth_status qh_convert(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, const qh_charset *charset,
                        qh_decoded *out, quoth_error *err) {
    conversion c = {.arena = arena, .bytes = bytes, .size = size};
    size_t name_size = strlen(charset->name);
    char *name = qh_arena_copy(arena, charset->name, name_size);
    c.map = qh_arena_zalloc(arena, 1, sizeof *c.map);
    if (!name || !c.map)
        return qh_fail_memory(err);
    quoth_status status = run(&c, skip, charset, err);
    if (status != QUOTH_OK)
        return status;
    c.text[c.used] = '\0';
    qh_source_map_end_at(c.map, c.used, size);
    *out = (qh_decoded){c.text, c.used, name, c.repaired, c.map};
    return QUOTH_OK;
}

static size_t sample_own(int own, UConverter *icu, const unsigned char *bytes, size_t size, uint32_t *out) {
    size_t count = 0;
    for (size_t at = 0, length = 1; at < size && length; at += length) {
        length = next_own(own, icu, bytes + at, size - at, &out[count]);
        count += length != 0;
    }
    return count;
}

static size_t sample_icu(UConverter *icu, const unsigned char *bytes, size_t size, uint32_t *out) {
    const char *at = (const char *)bytes, *end = at + size;
    UErrorCode status;
    size_t count = 0;
    do {
        UChar units[UNITS];
        UChar *target = units;
        status = U_ZERO_ERROR;
        const char *stop = end - at > CHUNK ? at + CHUNK : end;
        ucnv_toUnicode(icu, &target, units + UNITS, &at, stop, NULL, 0, &status);
        for (int32_t i = 0, n = (int32_t)(target - units); i < n && count < 2 * size;)
            out[count++] = next_point(units, &i, n);
    } while ((at < end && U_SUCCESS(status)) || status == U_BUFFER_OVERFLOW_ERROR);
    return count;
}

size_t qh_convert_sample(const qh_charset *charset, const unsigned char *bytes, size_t size, uint32_t *out) {
    UErrorCode status = U_ZERO_ERROR;
    size_t repaired = 0;
    int own = qh_own_charset(charset->converter);
    UConverter *icu = converter_of(charset, own, &repaired, &status);
    if (U_FAILURE(status))
        return SIZE_MAX;
    size_t count = own >= 0 ? sample_own(own, icu, bytes, size, out) : sample_icu(icu, bytes, size, out);
    ucnv_close(icu);
    return count;
}
