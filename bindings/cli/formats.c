#include "formats.h"

typedef quoth_status (*write_document)(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);

typedef struct writer {
    write_document write;
    const char *extension;
    int is_stream, compact;
} writer;

static const writer formats[] = {
    [CLI_FORMAT_TEXT] = {NULL, ".txt", 1, 0},
    [CLI_FORMAT_JSON] = {quoth_write_json, ".json", 1, 0},
    [CLI_FORMAT_JSONL] = {quoth_write_json, ".jsonl", 1, 1},
    [CLI_FORMAT_CORPUS] = {NULL, ".jsonl", 1, 0},
    [CLI_FORMAT_TEI] = {quoth_write_tei, ".tei.xml", 0, 0},
    [CLI_FORMAT_WEB_ANNOTATION] = {quoth_write_web_annotation, ".jsonld", 0, 0},
    [CLI_FORMAT_BRAT] = {quoth_write_brat, ".ann", 0, 0},
    [CLI_FORMAT_XMI] = {quoth_write_xmi, ".xmi", 0, 0},
    [CLI_FORMAT_CSV] = {quoth_write_csv, ".csv", 1, 0},
    [CLI_FORMAT_MARKDOWN] = {quoth_write_markdown, ".md", 0, 0},
    [CLI_FORMAT_HTML] = {quoth_write_report, ".html", 1, 0},
};

const char *cli_format_extension(int format) { return formats[format].extension; }

int cli_format_is_stream(int format) { return formats[format].is_stream; }

int cli_format_has_voices(int format) {
    return format == CLI_FORMAT_TEXT || format == CLI_FORMAT_CSV || format == CLI_FORMAT_WEB_ANNOTATION ||
           format == CLI_FORMAT_BRAT;
}

static int print(void *user, const char *bytes, size_t size) { return fwrite(bytes, 1, size, user) != size; }

static int keep(void *user, const char *bytes, size_t size) {
    cli_buffer_add(user, bytes, size);
    return 0;
}

quoth_status cli_write_document(const quoth_document *doc, int format, int32_t unit, int32_t speaker, int is_part, FILE *out,
                                quoth_error *err) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.offsets = unit;
    options.compact = formats[format].compact;
    options.speaker = speaker;
    options.part = is_part ? QUOTH_PART_DOCUMENT : QUOTH_PART_ALL;
    return formats[format].write(doc, &options, print, out, err);
}

void cli_write_frame(int format, int is_end, FILE *out) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.part = is_end ? QUOTH_PART_END : QUOTH_PART_BEGIN;
    if (format == CLI_FORMAT_HTML)
        quoth_write_report(NULL, &options, print, out, NULL);
}

quoth_status cli_keep_json(const quoth_document *doc, cli_buffer *out, quoth_error *err) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.compact = 1;
    return quoth_write_json(doc, &options, keep, out, err);
}
