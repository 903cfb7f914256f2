/* Saved documents: any bytes are refused or give a document that can be read, written and saved again. */
#include "fuzz.h"

typedef quoth_status write_call(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static write_call *const calls[] = {quoth_write_json, quoth_write_tei, quoth_write_web_annotation, quoth_write_brat,
                                        quoth_write_xmi,  quoth_write_csv, quoth_write_markdown,       quoth_write_report};
    quoth_document *doc, *again;
    quoth_error err = {0};
    char *copy = fuzz_copy(data, size);
    quoth_status status = quoth_document_load(NULL, copy, size, &doc, &err);
    free(copy);
    if (status != QUOTH_OK) {
        HOLDS(status == QUOTH_ERROR_DAMAGED && !doc && err.code == status);
        return 0;
    }
    fuzz_check_loaded(doc);
    fuzz_sink saved = {0}, once_more = {0};
    HOLDS(quoth_document_save(doc, fuzz_sink_write, &saved, NULL) == QUOTH_OK);
    HOLDS(quoth_document_load(NULL, saved.bytes, saved.size, &again, NULL) == QUOTH_OK);
    HOLDS(quoth_document_save(again, fuzz_sink_write, &once_more, NULL) == QUOTH_OK);
    HOLDS(saved.size == once_more.size && memcmp(saved.bytes, once_more.bytes, saved.size) == 0);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        fuzz_sink out = {0};
        HOLDS(calls[i](doc, NULL, fuzz_sink_write, &out, NULL) == QUOTH_OK);
        HOLDS(fuzz_is_utf8(out.bytes ? out.bytes : "", out.size));
        free(out.bytes);
    }
    quoth_document_find_speaker(doc, "Ann");
    free(saved.bytes);
    free(once_more.bytes);
    quoth_document_release(doc);
    quoth_document_release(again);
    return 0;
}
