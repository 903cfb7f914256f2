/* Is it UTF-8? */
#ifndef QH_TEXT_UTF8_VALID_H
#define QH_TEXT_UTF8_VALID_H

#include <stddef.h>

/* How many bytes at the beginning of text are well-formed UTF-8: `size`, or where the first ill-formed or cut sequence begins
   (surrogates, overlong forms and what lies beyond U+10FFFF are ill-formed). With the vector instructions of this processor. */
size_t qh_utf8_valid_prefix(const char *text, size_t size);

/* The ways it is done, all with the same result; a processor without the instructions has only the first. */
size_t qh_utf8_valid_portable(const char *text, size_t size);
size_t qh_utf8_valid_ssse3(const char *text, size_t size);
size_t qh_utf8_valid_avx2(const char *text, size_t size);
size_t qh_utf8_valid_neon(const char *text, size_t size);

/* Goes on from `at`, where all before is well-formed but for a sequence that may be cut there. */
size_t qh_utf8_valid_from(const char *text, size_t at, size_t size);

#endif
