/* What is written is read again, by readers that know nothing of the writers. */
#ifndef TESTS_FUZZ_CHECK_OUTPUT_H
#define TESTS_FUZZ_CHECK_OUTPUT_H

#include <stddef.h>

void check_json(const char *bytes, size_t size);

/* Well-formed: one root, tags and attributes that close, no character that XML does not know. */
void check_xml(const char *bytes, size_t size);

/* RFC 4180: as many fields in each record as in the first. */
void check_csv(const char *bytes, size_t size);

/* brat: lines of a tag, a tab and more; text-bound spans inside a text of so many code points. */
void check_brat(const char *bytes, size_t size, size_t code_points);

/* A page in which no text became an element that acts: as many of these as in the report of an empty document. */
void check_report(const char *bytes, size_t size, const char *empty);

#endif
