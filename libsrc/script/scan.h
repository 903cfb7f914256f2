/* Passing over stretches of one script many bytes at a time. */
#ifndef QH_SCRIPT_SCAN_H
#define QH_SCRIPT_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "script/script.h"

enum {
    QH_SCAN_HIGH,      /* a byte belongs by itself when these two have a bit in common: */
    QH_SCAN_LOW,       /* ASCII and continuations */
    QH_SCAN_PAIR_HIGH, /* a byte and the next are allowed, or denied, when these four have: */
    QH_SCAN_PAIR_LOW,  /* by the high and low nibble of the byte */
    QH_SCAN_NEXT_HIGH, /* and of the next; */
    QH_SCAN_NEXT_LOW,
    QH_SCAN_ALLOWS, /* these bits allow, the others deny */
    QH_SCAN_ROWS
};

/* Of each 64 code points up to U+FFFF the script, where they all belong to it or join any run, without any pair or line end; else
 * 0. */
enum { QH_SCAN_BLOCKS = 1024 };
extern const uint8_t qh_scan_blocks[QH_SCAN_BLOCKS];

/* Which bytes a stretch of the script may hold, looked up by nibbles. */
typedef struct qh_scan_table {
    qh_script script;
    uint8_t rows[2][QH_SCAN_ROWS][16]; /* [1] where a pair of brackets or quotation marks is open */
} qh_scan_table;

/* The table of a script; NULL for one that is read character by character. */
const qh_scan_table *qh_scan_table_of(qh_script script);

/*
 * From `at`, a character's start, to the first character that may not belong to the stretch, or near `size`. All between are of the
 * script, by its property or its extensions, or join any run: Common without extensions or unassigned; no openers, and where a pair
 * is open no closers and line ends. Much else that does belong may stop it.
 */
typedef size_t qh_scan(const qh_scan_table *table, int open, const char *text, size_t at, size_t size);

qh_scan qh_scan_portable, qh_scan_ssse3, qh_scan_avx2, qh_scan_neon;

/* The best that this processor has. */
qh_scan *qh_scan_best(void);

#endif
