/* How much decoded text looks like text of some language. */
#ifndef QH_TEXT_PLAUSIBLE_H
#define QH_TEXT_PLAUSIBLE_H

#include <stddef.h>
#include <stdint.h>

enum { QH_PLAUSIBLE_TABLE = 0x10000 };

typedef struct qh_plausible {
    double sum;     /* over the characters that are not ASCII: 1 for each that fits, down to -4 for damage */
    size_t foreign; /* the number of these characters */
} qh_plausible;

/* At most 65,535 points are read. `table` is room for QH_PLAUSIBLE_TABLE numbers. */
qh_plausible qh_plausibility(const uint32_t *points, size_t count, uint16_t *table);

#endif
