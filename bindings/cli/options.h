/* The command line. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "formats.h"
#include "input.h"

enum cli_command { CLI_DOCUMENT, CLI_QUOTES, CLI_SPEAKERS, CLI_BLOCKS, CLI_SCRIPTS, CLI_LANGUAGE, CLI_TEXT, CLI_BENCH, CLI_REPORT };
enum cli_type { CLI_TYPE_AUTO, CLI_TYPE_TEXT, CLI_TYPE_HTML, CLI_TYPE_MARKDOWN, CLI_TYPE_WARC, CLI_TYPE_CORPUS };
enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };
enum cli_given { CLI_GIVEN_SPEAKERS = 1, CLI_GIVEN_QUOTES = 2 };

typedef struct cli_options {
    int command, format, type, color;
    int given;       /* cli_given or-ed */
    int32_t offsets; /* quoth_unit */
    uint32_t layers; /* quoth_layer values or-ed; 0: those that the output needs */
    int quiet, fail_fast;
    size_t jobs;       /* threads */
    size_t max_memory; /* bytes that one document may take; 0: as many as the library gives */
    int per_block;     /* script runs of each block, not of the whole text */
    int segments;      /* stretches of one language, not shares */
    uint32_t fold;     /* quoth_script_option values or-ed */
    const char *charset, *language;
    const char *candidates; /* tags with commas between them */
    const char *speakers;   /* path */
    const char *speaker;    /* whose voice alone is wanted */
    const char *output;     /* path */
    cli_range range;        /* of the one file */
    char **files;
    size_t file_count;
} cli_options;

/* -1 to go on; else the exit status, everything having been said. */
int cli_options_read(int argc, char **argv, cli_options *out);

#endif
