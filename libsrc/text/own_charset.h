/* The charsets that ICU has not. */
#ifndef QH_TEXT_OWN_CHARSET_H
#define QH_TEXT_OWN_CHARSET_H

#include <stddef.h>
#include <stdint.h>

enum { QH_OWN_TABLES = 5 };

/* By byte, the character, or U+FFFD; the order is that of the names in own_charset.c. */
extern const uint16_t qh_own_tables[QH_OWN_TABLES][256];

/* Number of a charset by its name (lower case), from 0; -1 when it is none of these. */
int qh_own_charset(const char *name);

/* Whether it is Johab, which is KS X 1001 but for Hangul. */
int qh_own_is_johab(int own);

/*
 * Reads the character at bytes[0] and returns its length; *point is U+FFFD where there is none. In Johab *ks is the same
 * character's code in KS X 1001 (EUC-KR), which the caller decodes, or 0 when *point is it. 0: a sequence that the end cuts off.
 */
size_t qh_own_next(int own, const unsigned char *bytes, size_t size, uint32_t *point, unsigned char ks[2]);

#endif
