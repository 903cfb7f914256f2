/* The formats of a whole document: their names, their files, the functions that write them. */
#ifndef CLI_FORMATS_H
#define CLI_FORMATS_H

#include <stdio.h>

#include <quoth/quoth.h>

#include "buffer.h"

enum cli_format {
    CLI_FORMAT_TEXT,
    CLI_FORMAT_JSON,
    CLI_FORMAT_JSONL,
    CLI_FORMAT_CORPUS,
    CLI_FORMAT_TEI,
    CLI_FORMAT_WEB_ANNOTATION,
    CLI_FORMAT_BRAT,
    CLI_FORMAT_XMI,
    CLI_FORMAT_CSV,
    CLI_FORMAT_MARKDOWN,
    CLI_FORMAT_HTML
};

/* Of a file of that format, with the point. */
const char *cli_format_extension(int format);
/* Whether documents may follow each other in one file. */
int cli_format_is_stream(int format);
/* Whether it can hold one voice alone. */
int cli_format_has_voices(int format);

/* What stands before (`is_end` 0) and behind the documents of a format that has such. */
void cli_write_frame(int format, int is_end, FILE *out);

/* The whole document, or (speaker 0 and more) what that one says; `is_part`: the frame is written apart. */
quoth_status cli_write_document(const quoth_document *doc, int format, int32_t unit, int32_t speaker, int is_part, FILE *out,
                                quoth_error *err);

/* The whole document as JSON in code points, compact, added to `out`. */
quoth_status cli_keep_json(const quoth_document *doc, cli_buffer *out, quoth_error *err);

#endif
