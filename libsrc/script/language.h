/* Which language a stretch of text is in. */
#ifndef QH_SCRIPT_LANGUAGE_H
#define QH_SCRIPT_LANGUAGE_H

#include <quoth/document.h>

#include "base/arena.h"
#include "model/model.h"

/* Languages by number, from 0; the numbers change with the version, the tags do not. */
int qh_language_count(void);
const char *qh_language_tag(int n);  /* BCP 47: ISO 639-1, else 639-3 */
const char *qh_language_iso3(int n); /* ISO 639-3 */
const char *qh_language_name(int n); /* English */

/* By BCP 47 tag, whatever follows the language ("en-GB", "sr_Latn"), or by ISO 639-3; "no" is nb. -1 for others and NULL. */
int qh_language_number(const char *tag);

/* What words said that were read before, of one thread; see script/language_read.h. */
typedef struct qh_language_memory qh_language_memory;
qh_language_memory *qh_language_memory_new(qh_arena *arena);

typedef struct qh_language_options {
    const uint8_t *allowed;     /* by language number, nonzero where it may be answered; NULL for all */
    int prior;                  /* the language that the surroundings are in, or -1: counts the more, the less there is to read */
    double least;               /* guesses below this confidence are left out */
    qh_language_memory *memory; /* changes no answer; or NULL */
} qh_language_options;

typedef struct qh_language_guess {
    int language;
    double confidence; /* the probability that the language is right */
} qh_language_guess;

/*
 * What language the letters of the span are in, best first; returns how many guesses are in `out`, 0 when there are no letters or
 * none is sure enough. The span's script decides between languages of different scripts. At most QH_LANGUAGE_READ bytes are looked
 * at, from the beginning, the middle and the end. Allocates nothing. `options` may be NULL.
 */
enum { QH_LANGUAGE_READ = 4096 };
size_t qh_language_guesses(const char *text, quoth_span span, const qh_language_options *options, qh_language_guess *out,
                           size_t room);

/* The best guess's tag, "und" when its confidence is below options->least, NULL where there are no letters. */
const char *qh_language_tell(const char *text, quoth_span span, const qh_language_options *options, double *confidence);

/* The same for a document's own stretches: `prior` is a tag or NULL. *confidence is the best guess's also where it is "und". */
#define QH_LANGUAGE_LEAST 0.12
const char *qh_language_among(const char *text, quoth_span span, const uint8_t *allowed, const char *prior, double *confidence);

/* The embedded model (language.model), which unit/test_model opens with all checks. */
const uint8_t *qh_language_model(size_t *size);

#endif
