/* Script runs (UAX #24), glue points, and the language of a stretch of text. */
#ifndef QH_SCRIPT_SCRIPT_H
#define QH_SCRIPT_SCRIPT_H

#include <quoth/document.h>

#include "base/document.h"

/* A script as a small number; its four-letter code by qh_script_code(). */
typedef uint16_t qh_script;
enum { QH_SCRIPT_COMMON = 0, QH_SCRIPT_INHERITED = 1 }; /* the numbers of UScriptCode */

qh_script qh_script_of(uint32_t c);                   /* the Script property */
const char *qh_script_code(qh_script script);         /* "Latn"; static */
int qh_script_is_rtl(qh_script script);
const char *qh_unicode_version(void);                 /* "15.0" */

/*
 * Runs by Script_Extensions: a run goes on while one script is left that all its characters may have. Common, Inherited and
 * unassigned characters join what precedes them, at the start of the text what follows. At the start of a line they join the first
 * script of that line, if it has one ("“Yes”", "3. No" or "[1]" below an Arabic paragraph are no Arabic). Closing brackets and
 * quotation marks belong to the run of their opener on the same line. No run ends inside a grapheme cluster: a mark of another
 * script stays with its base. Linear: no byte is read more than a few times, however lines and marks are laid.
 */

/* Streaming: call until it returns 0. `text` must stay; allocates nothing. Start with {text, size, 0 …}. */
typedef struct qh_script_iterator {
    const char *text;
    size_t size;
    size_t at;                  /* end of the last run */
    struct { uint32_t opener; qh_script script; size_t at; } brackets[32];
    unsigned depth;             /* pairs that are open; the oldest are forgotten beyond the array */
} qh_script_iterator;
int qh_script_next(qh_script_iterator *it, quoth_script_run *run);

/* All runs of the text into doc->runs; 0 when there is no memory. */
int qh_script_runs(quoth_document *doc);

/* All glue points of the text into doc->glue (scripts of doc->runs, then typography); 0 when there is no memory. */
int qh_glue_points(quoth_document *doc);

/* Facts of a stretch of the text, from doc->runs: its dominant script ("Zyyy" without letters) and direction. O(log n + length). */
void qh_dominant_script(const quoth_document *doc, quoth_span span, char script[8], int32_t *direction);

/* The language of a stretch: BCP 47, static; "und" where the letters do not tell, NULL where there are no letters.
   `prior` is what the document is in, taken for short stretches that speak neither for nor against it; NULL for none. */
const char *qh_language_of(const char *text, quoth_span span, const char *prior);

#endif
