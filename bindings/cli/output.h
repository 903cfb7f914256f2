/* Where the thread prints: each input's output and messages are kept until its turn comes. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdio.h>

extern _Thread_local FILE *cli_out;
extern _Thread_local FILE *cli_err; /* NULL: standard error */

/* A second file beside the first: the text of brat's annotations. */
extern _Thread_local FILE *cli_beside;

/* "quoth: PATH: sentence", free of control characters. */
void cli_complain(const char *path, const char *sentence);

#endif
