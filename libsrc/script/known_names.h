/* Names and identifiers that look like two texts stuck together. */
#ifndef QH_SCRIPT_KNOWN_NAMES_H
#define QH_SCRIPT_KNOWN_NAMES_H

#include <stddef.h>

/* "LinkedIn", "YouTube": nonzero for a well-known one. O(log names). */
int qh_is_name(const char *word, size_t size);

/* The second half of many of them ("Book", "Query"), the first half of identifiers ("get", "index"). */
int qh_ends_name(const char *word, size_t size);
int qh_begins_identifier(const char *word, size_t size);

#endif
