/* The reader of plain text and Markdown: lines, blocks, turns, mail, subtitles. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static quoth_engine *engine;
    fuzz_bytes bytes = {data, size};
    int is_markdown = fuzz_byte(&bytes) & 1;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.layers = QUOTH_LAYER_BLOCKS;
    options.max_blocks = 1000;
    if (!engine)
        HOLDS(quoth_engine_new(&options, &engine, NULL) == QUOTH_OK);
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = is_markdown ? "text/markdown" : "text/plain";
    input.charset = "utf-8";
    quoth_document *doc;
    quoth_error err = {0};
    char *copy = fuzz_copy(bytes.at, bytes.left);
    quoth_status status = quoth_parse(engine, copy, bytes.left, &input, &doc, &err);
    free(copy);
    if (status != QUOTH_OK) {
        HOLDS(status == QUOTH_ERROR_NOT_TEXT || (status == QUOTH_ERROR_LIMIT && strstr(err.message, "max_blocks")));
        return 0;
    }
    fuzz_check_document(doc, 0);
    HOLDS(quoth_document_block_count(doc) <= 1000);
    quoth_document_release(doc);
    return 0;
}
