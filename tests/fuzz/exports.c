/* Every format of any document, read again; a writer that is refused says so; what was saved and loaded is written the same. */
#include "check_output.h"
#include "fuzz.h"

#include "../../bindings/arrow_abi.h"

typedef quoth_status write_call(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);

static fuzz_sink write_with(write_call *call, const quoth_document *doc, const quoth_export_options *options) {
    fuzz_sink out = {0};
    HOLDS(call(doc, options, fuzz_sink_write, &out, NULL) == QUOTH_OK);
    if (!out.bytes)
        out.bytes = calloc(1, 1);
    HOLDS(out.bytes && fuzz_is_utf8(out.bytes, out.size));
    fuzz_sink stopped = {.refuse_at = out.size / 2 + 1};
    quoth_error err = {0};
    if (out.size)
        HOLDS(call(doc, options, fuzz_sink_write, &stopped, &err) == QUOTH_ERROR_WRITE && err.code == QUOTH_ERROR_WRITE);
    free(stopped.bytes);
    return out;
}

static const char *empty_report(void) {
    static char *page;
    if (!page) {
        quoth_document *doc = fuzz_parse("", 0, NULL);
        page = write_with(quoth_write_report, doc, NULL).bytes;
        quoth_document_release(doc);
    }
    return page;
}

static void check_formats(const quoth_document *doc, const quoth_export_options *options) {
    static write_call *const calls[] = {quoth_write_json, quoth_write_web_annotation, quoth_write_tei,      quoth_write_xmi,
                                        quoth_write_csv,  quoth_write_brat,           quoth_write_markdown, quoth_write_report};
    size_t size;
    quoth_document_text(doc, &size);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        fuzz_sink out = write_with(calls[i], doc, options);
        if (i < 2)
            check_json(out.bytes, out.size);
        else if (i < 4)
            check_xml(out.bytes, out.size);
        else if (i == 4)
            check_csv(out.bytes, out.size);
        else if (i == 5)
            check_brat(out.bytes, out.size, quoth_document_offset(doc, size, QUOTH_UNIT_CODE_POINT));
        else if (i == 7)
            check_report(out.bytes, out.size, empty_report());
        free(out.bytes);
    }
}

static void check_saved(const quoth_document *doc) {
    fuzz_sink saved = {0};
    quoth_document *loaded;
    HOLDS(quoth_document_save(doc, fuzz_sink_write, &saved, NULL) == QUOTH_OK);
    HOLDS(quoth_document_load(NULL, saved.bytes, saved.size, &loaded, NULL) == QUOTH_OK);
    fuzz_sink before = write_with(quoth_write_json, doc, NULL), after = write_with(quoth_write_json, loaded, NULL);
    HOLDS(before.size == after.size && memcmp(before.bytes, after.bytes, before.size) == 0);
    quoth_document_release(loaded);
    free(saved.bytes);
    free(before.bytes);
    free(after.bytes);
}

static void check_arrow(quoth_document *doc, int32_t unit) {
    for (int32_t table = 0; quoth_table_name(table); table++) {
        struct ArrowArrayStream stream;
        struct ArrowSchema schema;
        struct ArrowArray array;
        HOLDS(quoth_document_arrow_stream(doc, table, unit, &stream, NULL) == QUOTH_OK);
        HOLDS(stream.get_schema(&stream, &schema) == 0 && stream.get_next(&stream, &array) == 0);
        HOLDS(schema.n_children == array.n_children && array.length >= 0);
        for (int64_t c = 0; c < array.n_children; c++)
            HOLDS(array.children[c]->length == array.length);
        array.release(&array);
        schema.release(&schema);
        stream.release(&stream);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_bytes bytes = {data, size};
    uint8_t way = fuzz_byte(&bytes);
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.offsets = (way >> 1) % 3;
    options.compact = way >> 3 & 1;
    options.speaker = way & 16 ? 0 : -1;
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = way & 1 ? "text/html" : "text/plain";
    input.name = way & 32 ? "a <b> & \"c\"'\n]]>=1+1" : NULL;
    input.url = way & 64 ? "javascript:\"><script>" : NULL;
    quoth_document *doc = fuzz_parse(bytes.at, bytes.left, &input);
    if (!doc)
        return 0;
    if (options.speaker >= 0 && !quoth_document_speaker_count(doc))
        options.speaker = -1;
    check_formats(doc, &options);
    check_saved(doc);
    check_arrow(doc, options.offsets);
    quoth_document_release(doc);
    return 0;
}
