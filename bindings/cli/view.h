/* A document as the command line asks for it. */
#ifndef CLI_VIEW_H
#define CLI_VIEW_H

#include <quoth/quoth.h>

#include "corpus.h"
#include "terminal.h"

/* For people, or in a format; to cli_out. */
quoth_status cli_view(const cli_session *session, const cli_screen *screen, const quoth_document *doc, quoth_error *err);

/* What the engine has to find for that. */
uint32_t cli_view_layers(const cli_options *options);

#endif
