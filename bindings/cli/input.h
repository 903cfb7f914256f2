/* Files, pipes and standard input, read to their end; archives record by record; folders file by file. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <quoth/quoth.h>

#include "buffer.h"

/* Appends all of `path` ("-" is standard input); NULL, or the sentence that says why it cannot be read. */
const char *cli_read(const char *path, cli_buffer *out);

/* "quoth: PATH: sentence" on standard error, free of control characters. */
void cli_complain(const char *path, const char *sentence);

/* One input: a file, or a record of an archive. */
typedef struct cli_item {
    const char *name; /* what it is called in output: a record is FILE#OFFSET */
    const char *bytes;
    size_t size;
    const quoth_record *record; /* NULL for a plain file */
    int one_of_many;            /* it comes from a folder or a WARC */
} cli_item;

/* Bytes of an archive whose records are wanted. */
typedef struct cli_range {
    uint64_t offset, length; /* length 0: no range */
} cli_range;

/* Takes one input; 0 when it could not be used. */
typedef int (*cli_use_fn)(void *user, const cli_item *item);

/*
 * Hands on what `path` holds: a file, the file that a gzip or Zstandard file holds, the documents of a WARC, or all of that from
 * every file of a folder. `name` is what it is called in output. Says itself what cannot be read; 0 when there was such, or an
 * input of no use.
 */
int cli_each(const char *path, const char *name, const cli_range *range, int one_of_many, cli_use_fn use, void *user);

/* All files of a folder and the folders in it, in the order of their paths; hidden ones are left out. */
int cli_each_file(const char *folder, cli_use_fn use, void *user);

#endif
