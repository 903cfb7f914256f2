/* Script runs (UAX #24), glue points, and the language of a stretch of text. */
#ifndef QH_SCRIPT_SCRIPT_H
#define QH_SCRIPT_SCRIPT_H

#include <quoth/document.h>

#include "base/document.h"
#include "script/tables.h"

/* A script as a small number; its four-letter code by qh_script_code(). */
typedef uint8_t qh_script; /* QH_SCRIPT_LATN … of script/tables.h */

qh_script qh_script_of(uint32_t c);           /* the Script property */
const char *qh_script_code(qh_script script); /* "Latn"; static */
int qh_script_is_rtl(qh_script script);
const char *qh_unicode_version(void); /* "18.0": of the tables */

/*
 * Runs by Script_Extensions (UAX #24) tile the text; include/quoth/script.h names the choices behind them. Besides:
 * - Pairs do not reach over lines, since an opener that nobody closed would then bind what has no part in it.
 * - Han that is beside several scripts it could be folded with joins what precedes.
 *
 * Linear: no byte is read more than a few times, however lines and marks are laid.
 */
enum { QH_SCAN_PORTABLE = 1 << 16 }; /* beside quoth_script_option: without vector instructions; the result is the same */

/* Openers of one kind in one script that no other bracket is open between. */
typedef struct qh_open_bracket {
    uint32_t opener : 24;
    uint32_t script : 8; /* QH_SCRIPT_COMMON until the run is told its script */
    uint32_t count;
    size_t first, last; /* where they stand */
} qh_open_bracket;

struct qh_scan_table;

/* Init, then call next until it returns 0. `text` must stay; allocates nothing. Text outside [start, end) is not read. */
typedef struct qh_script_iterator {
    const char *text;
    size_t size;           /* end of the span */
    size_t at;             /* end of the last run */
    size_t neutral_end;    /* end of lines without a script, which begin at the end of the last run */
    size_t read_end;       /* end of a run that was read ahead, before it is folded */
    qh_script read_script; /* of that */
    unsigned options;
    unsigned depth; /* of brackets */
    size_t (*scan)(const struct qh_scan_table *table, int open, const char *text, size_t at, size_t size);
    qh_open_bracket brackets[32];
} qh_script_iterator;
void qh_script_iterator_init(qh_script_iterator *it, const char *text, size_t start, size_t end, unsigned options);
int qh_script_next(qh_script_iterator *it, quoth_script_run *run);

/* All runs of the text into doc->runs; 0 when there is no memory. */
int qh_script_runs(quoth_document *doc);

/* All glue points of the text into doc->glue (scripts of doc->runs, then typography); 0 when there is no memory. */
int qh_glue_points(quoth_document *doc);

#endif
