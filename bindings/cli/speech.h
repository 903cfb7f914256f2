#ifndef CLI_SPEECH_H
#define CLI_SPEECH_H

#include <quoth/quoth.h>

#include "terminal.h"

/* The quotations in the order of the text, of one speaker or (-1) of all. */
void cli_show_quotes(const cli_screen *screen, const quoth_document *doc, int32_t speaker);

/* The speakers, or one of them, and how often they speak. */
void cli_show_speakers(const cli_screen *screen, const quoth_document *doc, int32_t speaker);

#endif
