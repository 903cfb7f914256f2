#ifndef CLI_SCRIPTS_H
#define CLI_SCRIPTS_H

#include <quoth/quoth.h>

#include "options.h"
#include "terminal.h"

/* One run a line: bounds, script, direction, how it begins. Then what was glued and what mixes scripts, then the shares. */
void cli_show_scripts(const cli_screen *screen, const cli_options *options, const quoth_document *doc);

#endif
