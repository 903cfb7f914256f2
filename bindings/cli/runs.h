/* Script runs as the command line asks for them: across the document or by block, raw or folded. */
#ifndef CLI_RUNS_H
#define CLI_RUNS_H

#include <quoth/quoth.h>

#include "options.h"

typedef void (*cli_run_fn)(void *user, const quoth_script_run *run);

void cli_each_run(const cli_options *options, const quoth_document *doc, cli_run_fn use, void *user);

#endif
