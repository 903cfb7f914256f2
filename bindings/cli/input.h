/* Files, pipes and standard input, read to their end. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "buffer.h"

/* Appends all of `path` ("-" is standard input); NULL, or the sentence that says why it cannot be read. */
const char *cli_read(const char *path, cli_buffer *out);

/* "quoth: PATH: sentence" on standard error, free of control characters. */
void cli_complain(const char *path, const char *sentence);

#endif
