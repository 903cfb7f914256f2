/* What gathering candidates and describing them share. */
#ifndef QH_QUOTE_CANDIDATES_H
#define QH_QUOTE_CANDIDATES_H

#include "quote/ranker.h"

enum { QH_LOOK_BACK = 120, QH_LOOK_BLOCKS = 30 }; /* mentions, paragraphs */

/* The first mention that begins at token `token` or later. */
size_t qh_mention_from(const qh_finder *f, size_t token);

/* The block of a token, looked for from block `near` on. */
uint32_t qh_block_of_token(const qh_finder *f, size_t token, uint32_t near);

/* The same, from anywhere; O(log blocks). */
uint32_t qh_block_at(const qh_finder *f, size_t token);

#endif
