/* Whether a character is one of some; NUL, which texts may hold, is none. */
#ifndef QH_BASE_ONE_OF_H
#define QH_BASE_ONE_OF_H

#include <string.h>

static inline int qh_one_of(int c, const char *some) { return c && strchr(some, c) != NULL; }

#endif
