#include "export/options.h"

#include <string.h>

#include "base/error.h"

/* As quoth_engine_options: the caller's struct may be of an older or newer library. */
static quoth_status read_options(const quoth_export_options *in, quoth_export_options *out, quoth_error *err) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    if (in) {
        if (in->struct_size < sizeof in->struct_size)
            return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0,
                           "struct_size of the options is too small; set it with QUOTH_EXPORT_OPTIONS_INIT");
        memcpy(&options, in, in->struct_size < sizeof options ? in->struct_size : sizeof options);
    }
    if (options.offsets < QUOTH_UNIT_BYTE || options.offsets > QUOTH_UNIT_UTF16)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown unit of offsets %d", (int)options.offsets);
    *out = options;
    return QUOTH_OK;
}

quoth_status qh_export_options(const quoth_document *doc, const quoth_export_options *in, quoth_write_fn write,
                               quoth_export_options *out, quoth_error *err) {
    if (!doc || !write)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, doc ? "write is NULL" : "doc is NULL");
    return read_options(in, out, err);
}

quoth_status qh_report_options(const quoth_document *doc, const quoth_export_options *in, quoth_write_fn write,
                               quoth_export_options *out, quoth_error *err) {
    if (!write)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "write is NULL");
    quoth_status status = read_options(in, out, err);
    if (status == QUOTH_OK && (out->part < QUOTH_PART_ALL || out->part > QUOTH_PART_END))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown part %d", (int)out->part);
    if (status == QUOTH_OK && !doc && (out->part == QUOTH_PART_ALL || out->part == QUOTH_PART_DOCUMENT))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "doc is NULL");
    return status;
}

int qh_export_wants(const quoth_export_options *options, const quoth_quote *quote) {
    return options->speaker < 0 || quote->speaker == options->speaker;
}
