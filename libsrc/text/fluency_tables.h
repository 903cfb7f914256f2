/* What text of all languages is made of: see fluency_table.py, which writes the tables. */
#ifndef QH_TEXT_FLUENCY_TABLES_H
#define QH_TEXT_FLUENCY_TABLES_H

#include <stdint.h>

/* Characters by number, in ascending order; letters are lower case, '0' is any ASCII digit. */
extern const uint16_t qh_fluency_count;
extern const uint16_t qh_fluency_points[];
extern const uint8_t qh_fluency_single[]; /* cost of a character by itself */
extern const uint8_t qh_fluency_behind[]; /* added to it behind this one, when the pair is not listed */

/* The pairs that begin with character i are starts[i] to starts[i + 1]: the second character's number, ascending, and its cost. */
extern const uint16_t qh_fluency_starts[];
extern const uint16_t qh_fluency_seconds[];
extern const uint8_t qh_fluency_pairs[];

#endif
