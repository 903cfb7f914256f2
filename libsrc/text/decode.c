#include "text/decode.h"

#include <string.h>

#include "base/error.h"
#include "text/charset.h"
#include "text/convert.h"
#include "text/detect.h"
#include "text/sniff.h"
#include "text/source_map.h"
#include "text/utf8_repair.h"
#include "text/utf8_valid.h"

typedef struct mark {
    size_t size;
    const char *bytes, *charset;
} mark;

/* UTF-32 in front: its little-endian mark begins with that of UTF-16. */
static const mark marks[] = {
    {4, "\xFF\xFE\0\0", "utf-32le"}, {4, "\0\0\xFE\xFF", "utf-32be"}, {3, "\xEF\xBB\xBF", "utf-8"},
    {2, "\xFF\xFE", "utf-16le"},     {2, "\xFE\xFF", "utf-16be"},
};

static const mark *find_mark(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (size >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0)
            return &marks[i];
    return NULL;
}

static quoth_status not_text(quoth_error *err, size_t offset, unsigned char control) {
    return qh_fail(err, QUOTH_ERROR_NOT_TEXT, offset, "not text: control character 0x%02X", control);
}

/* Decodes with a known charset. What comes out is checked: only then is it clear what is a control character. */
static quoth_status decode_as(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, const qh_charset *charset,
                              qh_decoded *out, quoth_error *err) {
    quoth_status status = strcmp(charset->name, "utf-8") == 0 ? qh_utf8_read(arena, bytes, size, skip, out, err)
                                                              : qh_convert(arena, bytes, size, skip, charset, out, err);
    size_t at;
    if (status != QUOTH_OK || !qh_sniff_controls((const unsigned char *)out->text, out->size, &at))
        return status;
    return not_text(err, qh_source_map_at(out->source, at), (unsigned char)out->text[at]);
}

/* The message stays readable whatever a stranger's page declares. */
static quoth_status unknown_charset(quoth_error *err, const char *label) {
    char shown[QH_CHARSET_NAME] = {0};
    for (size_t i = 0; label[i] && i < QH_CHARSET_NAME - 1; i++)
        shown[i] = label[i] >= ' ' && label[i] <= '~' ? label[i] : '?';
    return qh_fail(err, QUOTH_ERROR_CHARSET, 0, "unknown charset \"%s\"", shown);
}

static quoth_status decode_label(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, const char *label,
                                 qh_decoded *out, quoth_error *err) {
    qh_charset charset;
    if (!qh_charset_find(label, &charset))
        return unknown_charset(err, label);
    return decode_as(arena, bytes, size, skip, &charset, out, err);
}

/* What is decoded, without what becomes of it. */
typedef struct input {
    qh_arena *arena;
    const unsigned char *bytes;
    size_t size;
    qh_fluency_judge *judge;
} input;

static quoth_status decode_detected(const input *in, qh_decoded *out, quoth_error *err) {
    qh_charset charset;
    qh_arena scratch;
    qh_arena_init(&scratch, &in->arena->allocator);
    int found = qh_detect(&scratch, in->bytes, in->size, in->judge, &charset);
    qh_arena_free(&scratch);
    return found ? decode_as(in->arena, in->bytes, in->size, 0, &charset, out, err) : qh_fail_memory(err);
}

/* Two bytes of UTF-8 are easily a character of these. */
static int is_multibyte(const char *name) {
    static const char *const names[] = {"gb", "big5", "shift_jis", "euc-", "iso-2022-", "hz", "johab", "utf-"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(name, names[i], strlen(names[i])) == 0)
            return 1;
    return 0;
}

static int is_wide(const char *name) { return strncmp(name, "utf-16", 6) == 0 || strncmp(name, "utf-32", 6) == 0; }

/* Sequences of UTF-8 that are no chance, and damages that are no accident. */
enum { CHANCE = 2, CHANCE_MULTIBYTE = 10, ACCIDENTS = 10, LONG_ASCII = 16 };

/* UTF-8 where another charset is declared; text without a zero byte is not wide either. */
static int is_really_utf8(const unsigned char *bytes, size_t size, const char *name) {
    size_t good, bad;
    if (is_wide(name) && size >= LONG_ASCII && !memchr(bytes, 0, size) && qh_utf8_valid_prefix((const char *)bytes, size) == size)
        return 1;
    qh_utf8_count(bytes, size, &good, &bad);
    return good >= (is_multibyte(name) ? CHANCE_MULTIBYTE : CHANCE) && good >= 20 * bad;
}

static int is_hardly_utf8(const unsigned char *bytes, size_t size) {
    size_t good, bad;
    if (qh_utf8_valid_prefix((const char *)bytes, size) == size)
        return 0;
    qh_utf8_count(bytes, size, &good, &bad);
    return bad >= ACCIDENTS && good < bad;
}

static int is_ruined(const qh_decoded *d) {
    size_t foreign = 0;
    for (size_t i = 0; i < d->size; i++)
        foreign += (unsigned char)d->text[i] >= 0xC0;
    return d->repaired >= ACCIDENTS && d->repaired * 10 >= foreign;
}

/* A declaration of UTF-16 or UTF-32 without byte order leaves the order to the bytes. */
static void find_order(const input *in, const char *label, qh_charset *charset) {
    size_t length = strlen(label);
    if (!is_wide(charset->name) || (label[length - 1] != '6' && label[length - 1] != '2'))
        return;
    const char *wide = qh_sniff_wide(in->bytes, in->size);
    if (wide && strncmp(wide, charset->name, 6) == 0)
        qh_charset_find(wide, charset);
}

static quoth_status decode_declared(const input *in, const char *label, qh_decoded *out, quoth_error *err) {
    qh_charset charset;
    if (!qh_charset_find(label, &charset))
        return unknown_charset(err, label);
    find_order(in, label, &charset);
    if (strcmp(charset.name, "utf-8") == 0) {
        if (is_hardly_utf8(in->bytes, in->size))
            return decode_detected(in, out, err);
    } else if (is_really_utf8(in->bytes, in->size, charset.name)) {
        return qh_utf8_read(in->arena, in->bytes, in->size, 0, out, err);
    }
    quoth_status status = decode_as(in->arena, in->bytes, in->size, 0, &charset, out, err);
    qh_decoded other;
    if (status != QUOTH_OK || strcmp(charset.name, "utf-8") == 0 || is_wide(charset.name) || !is_ruined(out))
        return status;
    status = decode_detected(in, &other, err);
    if (status == QUOTH_OK && other.repaired < out->repaired)
        *out = other;
    return status;
}

static int detect_wide(const input *in, const char **label) {
    qh_arena scratch;
    qh_arena_init(&scratch, &in->arena->allocator);
    int done = qh_detect_wide(&scratch, in->bytes, in->size, label);
    qh_arena_free(&scratch);
    return done;
}

/* The charset that the bytes give away without their text being compared; *label is NULL for none. 0: no memory. */
static int sniff(const input *in, size_t valid, int has_controls, const char **label) {
    *label = qh_sniff_wide(in->bytes, in->size);
    if (!*label && valid == in->size)
        *label = qh_sniff_escapes(in->bytes, in->size);
    if (!*label && valid < in->size)
        *label = qh_sniff_ebcdic(in->bytes, in->size);
    return *label || (valid == in->size && !has_controls) || detect_wide(in, label);
}

static quoth_status decode_undeclared(const input *in, qh_decoded *out, quoth_error *err) {
    size_t at, valid = qh_utf8_valid_prefix((const char *)in->bytes, in->size);
    int has_controls = qh_sniff_controls(in->bytes, in->size, &at);
    const char *label;
    if (!has_controls && valid < in->size && qh_utf8_is_damaged(in->bytes, in->size))
        return qh_utf8_read(in->arena, in->bytes, in->size, 0, out, err);
    if (!sniff(in, valid, has_controls, &label))
        return qh_fail_memory(err);
    if (label)
        return decode_label(in->arena, in->bytes, in->size, 0, label, out, err);
    if (has_controls)
        return not_text(err, at, in->bytes[at]);
    if (valid == in->size)
        return qh_utf8_take(in->arena, in->bytes, in->size, out, err);
    return decode_detected(in, out, err);
}

quoth_status qh_decode(qh_arena *arena, const void *bytes, size_t size, const char *declared, qh_fluency_judge *judge,
                       qh_decoded *out, quoth_error *err) {
    input in = {arena, size ? bytes : (const unsigned char *)"", size, judge};
    const mark *bom = find_mark(in.bytes, size);
    if (bom)
        return decode_label(arena, in.bytes, size, bom->size, bom->charset, out, err);
    const char *format = qh_sniff_format(in.bytes, size);
    if (format)
        return qh_fail(err, QUOTH_ERROR_NOT_TEXT, 0, "not text: %s", format);
    return qh_charset_is_given(declared) ? decode_declared(&in, declared, out, err) : decode_undeclared(&in, out, err);
}
