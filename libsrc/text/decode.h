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

/*
 * Order of belief: byte order mark (UTF-8, UTF-16, UTF-32), the declared charset (NULL for none), UTF-16 or UTF-32 by their
 * zero bytes, ISO-2022 by its escapes, valid or slightly damaged UTF-8, the most plausible of the charsets in detect.c.
 * QUOTH_ERROR_CHARSET: the declared charset is unknown to ICU. QUOTH_ERROR_NOT_TEXT: the bytes are no text
 * in any encoding; err->offset is the first byte that says so. QUOTH_ERROR_MEMORY.
 */
quoth_status qh_decode(qh_arena *arena, const void *bytes, size_t size, const char *declared, qh_decoded *out, quoth_error *err);

#endif
