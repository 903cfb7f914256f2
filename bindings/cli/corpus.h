/* Corpus lines: a JSON object with "id" and "text" in, one answer out, in the order of the input. */
#ifndef CLI_CORPUS_H
#define CLI_CORPUS_H

#include <quoth/quoth.h>

#include "input.h"
#include "languages.h"
#include "options.h"

/* What all files of one run share. */
typedef struct cli_session {
    const cli_options *options;
    const quoth_engine *engine;
    const cli_candidates *candidates;
    quoth_input input; /* language, charset and cast of the command line */
    int writes_files;  /* a file for each document */
} cli_session;

/* Answers every line; 0 when one of them was bad. */
int cli_answer_corpus(const cli_session *session, const cli_item *item);

#endif
