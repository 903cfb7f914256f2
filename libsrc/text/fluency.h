/* How well decoded text reads: what tells the right charset from the others. */
#ifndef QH_TEXT_FLUENCY_H
#define QH_TEXT_FLUENCY_H

#include <stddef.h>
#include <stdint.h>

enum { QH_FLUENCY_NUMBERS = 0x10000 };

/* Fills in `numbers`, which has room for QH_FLUENCY_NUMBERS and is what qh_fluency_cost() looks characters up in. */
void qh_fluency_prepare(uint16_t *numbers);

/*
 * The negative log-likelihood, in natural units, of the characters beyond ASCII and of those next to them. Texts decoded from the
 * same bytes can be compared: the lowest is the most likely.
 */
double qh_fluency_cost(const uint16_t *numbers, const uint32_t *points, size_t count);

#endif
