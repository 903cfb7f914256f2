#ifndef CLI_OUTLINE_H
#define CLI_OUTLINE_H

#include <quoth/quoth.h>

#include "terminal.h"

/*
 * The blocks by article, a line each; without `all`, long rows of paragraphs and the like are shown by their first ones,
 * and what stands beside the main content takes a line a run.
 */
void cli_show_outline(const cli_screen *screen, const quoth_document *doc, int all);

#endif
