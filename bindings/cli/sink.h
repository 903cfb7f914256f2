/* Where the output of a run goes: standard output, a file that is complete or not there, or a folder with a file a document. */
#ifndef CLI_SINK_H
#define CLI_SINK_H

#include <stdio.h>

#include "buffer.h"
#include "names.h"

typedef struct cli_sink {
    const char *path; /* NULL: standard output */
    int is_folder;
    FILE *file;           /* NULL for a folder */
    cli_buffer temporary; /* name of the file until it is complete; empty where it is written in place */
    int failed;           /* errno, once nothing can be written any more */
    int place;            /* among what a signal removes */
    cli_names written;    /* paths of a folder's files */
} cli_sink;

/* NULL, or the sentence that says why nothing can be written there. */
const char *cli_sink_open(cli_sink *sink, const char *path);

/*
 * FOLDER/NAME.EXTENSION of a folder, the folders on the way made; folders above are not left, and a file that this run has written is
 * not written again. NULL, or what is wrong.
 */
const char *cli_sink_put_file(cli_sink *sink, const char *name, const char *extension, const char *bytes, size_t size);

/* A file that is complete or not there, beside or without another sink. NULL, or what is wrong. */
const char *cli_write_file(const char *path, const char *bytes, size_t size);

void cli_sink_put(cli_sink *sink, const char *bytes, size_t size);

/* 0 when not everything was written; says why, except to a reader that has gone away (a pager, head). */
int cli_sink_close(cli_sink *sink);

/* Ctrl-C and the like end the command at once, as everywhere, but leave no half file and no half line. */
void cli_sink_catch_signals(void);

#endif
