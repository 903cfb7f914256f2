#ifndef CLI_LANGUAGES_H
#define CLI_LANGUAGES_H

#include <quoth/quoth.h>

#include "options.h"
#include "terminal.h"

/* The tags of --candidates, split in place; NULL-terminated by `count`. */
typedef struct cli_candidates {
    const char *tags[256];
    size_t count;
    cli_buffer text;
} cli_candidates;

/* NULL, or the sentence that says what is wrong. */
const char *cli_candidates_read(cli_candidates *candidates, const char *list);

/* One language a line: its share of the blocks' code points, its blocks. With --segments one stretch of one language a line. */
void cli_show_languages(const cli_screen *screen, const cli_options *options, const cli_candidates *candidates,
                        const quoth_document *doc);

#endif
