/* Files, pipes and standard input, read to their end; archives record by record. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <quoth/quoth.h>

#include "buffer.h"
#include "files.h"

/* Appends all of `path` ("-" is standard input); NULL, or the sentence that says why it cannot be read. */
const char *cli_read(const char *path, cli_buffer *out);

/* One input: a file, a record of an archive, or what there is to say of one that cannot be read. */
typedef struct cli_item {
    const char *name; /* what it is called in output: a record is FILE#OFFSET */
    const char *bytes;
    size_t size;
    const char *url, *media_type, *charset; /* as the record says, or NULL */
    const char *problem;                    /* it has no bytes but this sentence */
    int is_note;                            /* the problem is no failure */
    int one_of_many;                        /* it comes from a folder or a WARC */
    size_t line;                            /* of corpus lines: the number of those before */
    uint64_t place;                         /* bytes of its file that were read before it */
} cli_item;

/* Bytes of an archive whose records are wanted. */
typedef struct cli_range {
    uint64_t offset, length; /* length 0: no range */
} cli_range;

/* Takes one input; 0 ends the reading. */
typedef int (*cli_use_fn)(void *user, const cli_item *item);

/*
 * Hands on what a file holds: itself, the file that a gzip or Zstandard file holds, the documents of a WARC, or why there is
 * nothing. 0 when `use` said that nothing more is wanted.
 */
int cli_each(const cli_file *file, const cli_range *range, int is_archive, cli_use_fn use, void *user);

#endif
