/* What the first bytes give away: files that are no text, wide encodings without a byte order mark. */
#ifndef QH_TEXT_SNIFF_H
#define QH_TEXT_SNIFF_H

#include <quoth/base.h>

/* The name of the file format whose magic number the bytes begin with ("a PNG image"), or NULL. */
const char *qh_sniff_format(const unsigned char *bytes, size_t size);

/* Whether the first 4 KB hold more control characters than text does; *at is the first one. */
int qh_sniff_controls(const unsigned char *bytes, size_t size, size_t *at);

/* "utf-16le", "utf-16be", "utf-32le" or "utf-32be" when the first 4 KB can hardly be anything else, or NULL. */
const char *qh_sniff_wide(const unsigned char *bytes, size_t size);

/* "iso-2022-jp", "iso-2022-kr", "iso-2022-cn" or "hz-gb-2312" when seven-bit bytes hold its escape sequences, or NULL. */
const char *qh_sniff_escapes(const unsigned char *bytes, size_t size);

/* "ibm037" or "ibm500" when the first 4 KB are hardly anything but EBCDIC, or NULL. */
const char *qh_sniff_ebcdic(const unsigned char *bytes, size_t size);

#endif
