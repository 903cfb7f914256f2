/* Bytes in any declared or detected encoding: text that is valid, offsets that lead there and back, the same result again. */
#include "fuzz.h"

/* One of each kind of decoder; "" is detected. */
static const char *const charsets[] = {
    "",           "utf-8",     "utf-16",      "utf-16be",    "utf-32",  "utf-7",          "windows-1252",    "windows-1256",
    "koi8-r",     "shift_jis", "euc-jp",      "iso-2022-jp", "gb18030", "big5",           "euc-kr",          "hz-gb-2312",
    "iso-8859-8", "macintosh", "iso-2022-kr", "windows-874", "ibm037",  "x-user-defined", "no-such-charset", "utf-32le"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_bytes bytes = {data, size};
    const char *charset = charsets[fuzz_byte(&bytes) % (sizeof charsets / sizeof *charsets)];
    static quoth_engine *engine;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.layers = QUOTH_LAYER_SCRIPTS;
    if (!engine)
        HOLDS(quoth_engine_new(&options, &engine, NULL) == QUOTH_OK);
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = "text/plain";
    input.charset = *charset ? charset : NULL;
    quoth_document *doc, *again;
    char *copy = fuzz_copy(bytes.at, bytes.left);
    quoth_status status = quoth_parse(engine, copy, bytes.left, &input, &doc, NULL);
    free(copy);
    if (status != QUOTH_OK) {
        HOLDS(status == QUOTH_ERROR_CHARSET || status == QUOTH_ERROR_NOT_TEXT);
        return 0;
    }
    fuzz_check_document(doc, FUZZ_GIVEN_BLOCKS);
    size_t text_size, again_size;
    const char *text = quoth_document_text(doc, &text_size);
    HOLDS(quoth_document_source(doc)->bytes == bytes.left);

    /* Its text as UTF-8 is itself, unless it begins with what is then a byte order mark. */
    input.charset = "utf-8";
    if (text_size < 3 || memcmp(text, "\xEF\xBB\xBF", 3) != 0) {
        if (quoth_parse(engine, text, text_size, &input, &again, NULL) == QUOTH_OK) {
            const char *same = quoth_document_text(again, &again_size);
            if (strcmp(quoth_document_source(again)->charset, "utf-8") == 0)
                HOLDS(again_size == text_size && memcmp(same, text, text_size) == 0);
            quoth_document_release(again);
        }
    }
    quoth_document_release(doc);
    return 0;
}
