#include "text/decode.h"

#include <string.h>

#include "base/error.h"
#include "text/charset.h"
#include "text/convert.h"
#include "text/detect.h"
#include "text/sniff.h"
#include "text/source_map.h"
#include "text/utf8_repair.h"

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

/* A declaration of UTF-16 or UTF-32 without byte order leaves the order to the bytes. */
static quoth_status decode_declared(qh_arena *arena, const unsigned char *bytes, size_t size, const char *label, qh_decoded *out,
                                    quoth_error *err) {
    qh_charset charset;
    const char *wide = NULL;
    size_t length = strlen(label);
    if (qh_charset_find(label, &charset) && strncmp(charset.name, "utf-", 4) == 0 && length >= 2 &&
        (label[length - 1] == '6' || label[length - 1] == '2'))
        wide = qh_sniff_wide(bytes, size);
    if (wide && strncmp(wide, charset.name, 6) == 0)
        label = wide;
    return decode_label(arena, bytes, size, 0, label, out, err);
}

static quoth_status decode_detected(qh_arena *arena, const unsigned char *bytes, size_t size, qh_decoded *out, quoth_error *err) {
    qh_charset charset;
    qh_arena scratch;
    qh_arena_init(&scratch, &arena->allocator);
    int found = qh_detect(&scratch, bytes, size, &charset);
    qh_arena_free(&scratch);
    return found ? decode_as(arena, bytes, size, 0, &charset, out, err) : qh_fail_memory(err);
}

static quoth_status decode_undeclared(qh_arena *arena, const unsigned char *bytes, size_t size, qh_decoded *out, quoth_error *err) {
    size_t at, valid = qh_utf8_valid(bytes, size);
    const char *label = qh_sniff_wide(bytes, size);
    if (!label && valid == size)
        label = qh_sniff_escapes(bytes, size);
    if (label)
        return decode_label(arena, bytes, size, 0, label, out, err);
    if (qh_sniff_controls(bytes, size, &at))
        return not_text(err, at, bytes[at]);
    if (valid == size)
        return qh_utf8_take(arena, bytes, size, out, err);
    if (qh_utf8_is_damaged(bytes, size))
        return qh_utf8_read(arena, bytes, size, 0, out, err);
    return decode_detected(arena, bytes, size, out, err);
}

quoth_status qh_decode(qh_arena *arena, const void *bytes, size_t size, const char *declared, qh_decoded *out, quoth_error *err) {
    const unsigned char *input = size ? bytes : (const unsigned char *)"";
    const mark *bom = find_mark(input, size);
    if (bom)
        return decode_label(arena, input, size, bom->size, bom->charset, out, err);
    const char *format = qh_sniff_format(input, size);
    if (format)
        return qh_fail(err, QUOTH_ERROR_NOT_TEXT, 0, "not text: %s", format);
    if (qh_charset_is_given(declared))
        return decode_declared(arena, input, size, declared, out, err);
    return decode_undeclared(arena, input, size, out, err);
}
