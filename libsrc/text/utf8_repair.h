/* Checking and repairing UTF-8 as the WHATWG decoder does: one U+FFFD for each maximal subpart of a damaged sequence. */
#ifndef QH_TEXT_UTF8_REPAIR_H
#define QH_TEXT_UTF8_REPAIR_H

#include "text/decode.h"

/* Bytes in front of the first damaged sequence; `size` when all is valid. */
size_t qh_utf8_valid(const unsigned char *bytes, size_t size);

/* Length of the damaged sequence (maximal subpart) at bytes[0], where no valid one starts. */
size_t qh_utf8_subpart(const unsigned char *bytes, size_t size);

/* Counts the multi-byte sequences and the damaged ones at the beginning; a sequence that the end cuts off is neither. */
void qh_utf8_count(const unsigned char *bytes, size_t size, size_t *good, size_t *bad);

/* Whether text that is not valid UTF-8 looks like UTF-8 that was damaged or cut off, and not like another encoding. */
int qh_utf8_is_damaged(const unsigned char *bytes, size_t size);

/* Takes bytes that qh_utf8_valid() found to be valid. QUOTH_OK or QUOTH_ERROR_MEMORY. */
quoth_status qh_utf8_take(qh_arena *arena, const unsigned char *bytes, size_t size, qh_decoded *out, quoth_error *err);

/* Reads bytes[skip..size) as UTF-8 and repairs it; out->source starts at `skip`. QUOTH_OK or QUOTH_ERROR_MEMORY. */
quoth_status qh_utf8_read(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, qh_decoded *out, quoth_error *err);

#endif
