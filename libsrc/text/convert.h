/* Any charset that ICU knows, and those of own_charset.h -> UTF-8, exact to the character. */
#ifndef QH_TEXT_CONVERT_H
#define QH_TEXT_CONVERT_H

#include "text/charset.h"
#include "text/decode.h"

/*
 * Decodes bytes[skip..size); out->charset is the charset's name. QUOTH_ERROR_MEMORY, or QUOTH_ERROR_CHARSET when ICU has no such
 * converter.
 */
quoth_status qh_convert(qh_arena *arena, const unsigned char *bytes, size_t size, size_t skip, const qh_charset *charset,
                        qh_decoded *out, quoth_error *err);

/*
 * Decodes up to `size` bytes to code points, damage as U+FFFD, and returns their number (at most 2 * size); SIZE_MAX when ICU has
 * no such converter. A sequence that the end cuts off is left out.
 */
size_t qh_convert_sample(const qh_charset *charset, const unsigned char *bytes, size_t size, uint32_t *out);

#endif
