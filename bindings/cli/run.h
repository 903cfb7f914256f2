/* All inputs of a run: parsed, shown, counted. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "corpus.h"

/* What a record says and what the command line says of an input, together. */
void cli_describe(const cli_session *session, const cli_item *item, quoth_input *input);

/* The exit status. */
int cli_run(cli_session *session);

#endif
