/* Headers of records: a version line, fields, a blank line (ISO 28500); HTTP headers are made the same way. */
#ifndef QH_DOCUMENT_ARCHIVE_WARC_H
#define QH_DOCUMENT_ARCHIVE_WARC_H

#include <stddef.h>

/* Bytes of a version line ("WARC/1.0" and its line end), 0 where there is none. */
size_t qh_warc_version(const char *bytes, size_t size);

/* Whether a version line with a field behind it begins here: text that begins with the word WARC has none. */
int qh_warc_begins(const char *bytes, size_t size);

/* The first byte behind the blank line that ends a header, 0 where there is none from `from` on. */
size_t qh_header_end(const char *bytes, size_t size, size_t from);

/*
 * The value of the first field of that name, trimmed, in place: unfolded and NUL-terminated; NULL where there is none. Names are
 * compared without case.
 */
char *qh_header_field(char *header, size_t size, const char *name);

/* A whole number; 0 where the text is none or it is too large. */
int qh_read_number(const char *text, size_t *out);

/* Whether two ASCII strings differ in nothing but case. */
int qh_same_word(const char *a, const char *b);

/* Cuts "Text/HTML; charset=utf-8" into "text/html" and "utf-8" (NULL where it says none). */
void qh_split_media_type(char *value, const char **type, const char **charset);

#endif
