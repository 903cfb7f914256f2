/* Frequent words of the languages that are written with capitals. */
#ifndef QH_SCRIPT_FREQUENT_H
#define QH_SCRIPT_FREQUENT_H

#include <stddef.h>
#include <stdint.h>

/* A set of languages, one bit each. */
typedef uint64_t qh_language_set;

/* The languages in which the lower-case word is one of the most frequent; 0 for none. O(log words). */
qh_language_set qh_frequent_in(const char *word, size_t size);

#endif
