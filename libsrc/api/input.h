/* What a caller gives beside the bytes: complete, and checked as far as its type tells. */
#ifndef QH_API_INPUT_H
#define QH_API_INPUT_H

#include "base/parse.h"

/* A complete copy of *in, which may be NULL. QUOTH_ERROR_ARGUMENT where it contradicts itself. */
quoth_status qh_read_input(const quoth_input *in, quoth_input *out, quoth_error *err);

/* The caller's blocks, sentences and quotations can only be checked once there is a text. */
quoth_status qh_check_spans(const qh_parse *p);

#endif
