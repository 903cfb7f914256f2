/* What the caller brings along to a parse, unpacked: see flat_parse() in flat.h. */
#ifndef QUOTH_FLAT_INPUT_H
#define QUOTH_FLAT_INPUT_H

#include <quoth/quoth.h>

/* Memory behind a quoth_input; what points into the packed data is freed after the call. Initialise with {0}. */
typedef struct flat_given {
    const char **names;
    quoth_given_speaker *speakers;
    quoth_span *blocks, *sentences, *mentions, *parts;
    int32_t *block_kinds, *mention_speakers;
    const quoth_span **quotes;
    size_t *part_counts;
} flat_given;

quoth_status flat_give_speakers(flat_given *g, const char *bytes, size_t size, quoth_input *input, quoth_error *err);
quoth_status flat_give_known(flat_given *g, const void *bytes, size_t size, quoth_input *input, quoth_error *err);
void flat_free_given(flat_given *g);

quoth_status flat_fail(quoth_error *err, quoth_status status, const char *message);
quoth_status flat_fail_memory(quoth_error *err);

/* Pointers to strings that follow each other, each ended by NUL; NULL when there is no memory. */
const char **flat_strings_of(const char *bytes, size_t size, size_t *count);
quoth_status flat_ends_with_nul(const char *bytes, size_t size, quoth_error *err);

#endif
