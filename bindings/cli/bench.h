#ifndef CLI_BENCH_H
#define CLI_BENCH_H

#include "corpus.h"

/* How fast the files are parsed, layer by layer; the exit status. */
int cli_bench(const cli_session *session);

#endif
