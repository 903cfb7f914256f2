#include "json.h"

#include <stdio.h>

static int print(void *user, const char *bytes, size_t size) { return fwrite(bytes, 1, size, user) != size; }

static int keep(void *user, const char *bytes, size_t size) {
    cli_buffer_add(user, bytes, size);
    return 0;
}

quoth_status cli_print_json(const quoth_document *doc, int32_t unit, int compact, quoth_error *err) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.offsets = unit;
    options.compact = compact;
    return quoth_write_json(doc, &options, print, stdout, err);
}

quoth_status cli_keep_json(const quoth_document *doc, cli_buffer *out, quoth_error *err) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.compact = 1;
    return quoth_write_json(doc, &options, keep, out, err);
}
