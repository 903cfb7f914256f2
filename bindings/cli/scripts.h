#ifndef CLI_SCRIPTS_H
#define CLI_SCRIPTS_H

#include <quoth/quoth.h>

#include "terminal.h"

/* One run a line: bounds in `unit`, script, direction, how it begins. */
void cli_show_scripts(const cli_screen *screen, const quoth_document *doc, int32_t unit);

/* One language a line: its share of the blocks' code points, its blocks. */
void cli_show_languages(const quoth_document *doc);

#endif
