#ifndef CLI_SPEECH_H
#define CLI_SPEECH_H

#include <quoth/quoth.h>

#include "terminal.h"

/* The quotations in the order of the text, then the speakers and how often they speak. */
void cli_show_speech(const cli_screen *screen, const quoth_document *doc);

#endif
