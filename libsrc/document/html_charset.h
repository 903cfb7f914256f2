/* The charset that the markup itself declares. */
#ifndef QH_DOCUMENT_HTML_CHARSET_H
#define QH_DOCUMENT_HTML_CHARSET_H

#include "text/charset.h"

/*
 * Reads <meta charset> and <meta http-equiv> as section 13.2.3.2 of the HTML standard says, in the first 64 KB: browsers look at
 * 1,024 bytes first and start again when a declaration comes later. 1: *out is a
 * charset that is known (UTF-16 means UTF-8: these bytes could be read). 0: none is declared.
 */
int qh_html_charset(const void *bytes, size_t size, qh_charset *out);

#endif
