/* Bytes in any encoding -> valid UTF-8, with the way back to the bytes. */
#ifndef QH_TEXT_DECODE_H
#define QH_TEXT_DECODE_H

#include <quoth/base.h>

#include "base/arena.h"

struct qh_source_map;

typedef struct qh_decoded {
    const char *text; /* valid UTF-8, NUL-terminated, no byte order mark */
    size_t size;
    const char *charset;                /* lower-case IANA name, in the arena or static */
    size_t repaired;                    /* damaged sequences replaced by U+FFFD */
    const struct qh_source_map *source; /* NULL: text byte i is input byte i */
} qh_decoded;

/* How much a language explains of a text, in natural units of likelihood: the more, the better. NULL where nobody can tell. */
typedef double qh_fluency_judge(const char *text, size_t size);

/*
 * Order of belief: byte order mark (UTF-8, UTF-16, UTF-32), the declared charset (NULL for none), UTF-16 or UTF-32 by their
 * zero bytes, ISO-2022 and HZ by their escapes, EBCDIC by its spaces and letters, valid or slightly damaged UTF-8, the most likely
 * of the charsets in detect.c.
 *
 * A declaration is believed unless the bytes contradict it: another charset is declared and they are UTF-8 beyond chance; UTF-8 is
 * declared and they are mostly not; or a tenth of the characters and no fewer than ten are no characters in what is declared, and
 * another charset reads them better. A charset that reads all bytes is believed, however odd the text.
 *
 * QUOTH_ERROR_CHARSET: the declared charset is unknown. QUOTH_ERROR_NOT_TEXT: the bytes are no text in any encoding; err->offset is
 * the first byte that says so. QUOTH_ERROR_MEMORY.
 */
quoth_status qh_decode(qh_arena *arena, const void *bytes, size_t size, const char *declared, qh_fluency_judge *judge,
                       qh_decoded *out, quoth_error *err);

#endif
