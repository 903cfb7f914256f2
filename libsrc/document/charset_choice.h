/* Which charset an input is in: what is declared, what its bytes say, what reads best. */
#ifndef QH_DOCUMENT_CHARSET_CHOICE_H
#define QH_DOCUMENT_CHARSET_CHOICE_H

#include "text/decode.h"

/* A judge for qh_decode(): what the language model makes of the words with letters beyond ASCII, for the one best language. */
double qh_language_fluency(const char *text, size_t size);

/*
 * Decodes an input. In order of belief: byte order mark; `transport`, the charset that came with the bytes, or NULL; for HTML its
 * <meta>; an XML declaration; then what qh_decode() finds. A declaration is believed unless the bytes contradict it (see
 * text/decode.h). Status as qh_decode().
 */
quoth_status qh_read_charset(qh_arena *arena, const void *bytes, size_t size, const char *transport, int is_html, qh_decoded *out,
                             quoth_error *err);

#endif
