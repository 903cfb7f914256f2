/* What the caller knows already: a cast from a file or a corpus line, quotations from a corpus line. */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include <jansson.h>

#include <quoth/quoth.h>

#include "buffer.h"

typedef struct cli_cast {
    quoth_given_speaker *speakers;
    size_t count;
    const char **names; /* of all speakers, one after the other */
    cli_buffer text;    /* what the names point into, where they come from a file */
} cli_cast;

/* Lines such as "Jane Roe = Jane, Ms. Roe"; empty ones and those that begin with # say nothing. NULL, or what is wrong. */
const char *cli_cast_read(cli_cast *cast, const char *path);
/* [{"id", "names"}]; the strings stay the line's. */
void cli_cast_from_json(cli_cast *cast, const json_t *entities);
void cli_cast_free(cli_cast *cast);

typedef struct cli_quotations {
    const quoth_span **quotes;
    size_t *part_counts;
    size_t count;
    quoth_span *parts; /* of all quotes, one after the other */
} cli_quotations;

/* [{"spans": [[start, end], ...]}] in code points of `text`. */
void cli_quotations_from_json(cli_quotations *quotations, const json_t *quotes, const char *text, size_t size);
void cli_quotations_free(cli_quotations *quotations);

#endif
