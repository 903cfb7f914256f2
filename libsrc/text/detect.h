/* Which charset bytes are in that nobody declared and that are no UTF-8. */
#ifndef QH_TEXT_DETECT_H
#define QH_TEXT_DETECT_H

#include "base/arena.h"
#include "text/charset.h"
#include "text/decode.h"

/*
 * Decodes samples with each candidate and takes the most likely text; `judge`, unless it is NULL, is asked about the best of them.
 * windows-1252 where nothing tells. 0: no memory.
 */
int qh_detect(qh_arena *scratch, const unsigned char *bytes, size_t size, qh_fluency_judge *judge, qh_charset *out);

/* *out: "utf-16le" or "utf-16be" where bytes that nothing gives away read well in it, or NULL. 0: no memory. */
int qh_detect_wide(qh_arena *scratch, const unsigned char *bytes, size_t size, const char **out);

#endif
