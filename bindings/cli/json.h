#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <quoth/quoth.h>

#include "buffer.h"

/* The whole document on standard output. */
quoth_status cli_print_json(const quoth_document *doc, int32_t unit, int compact, quoth_error *err);

/* The whole document in code points, compact, added to `out`. */
quoth_status cli_keep_json(const quoth_document *doc, cli_buffer *out, quoth_error *err);

#endif
