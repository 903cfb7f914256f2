/* All layers on any text: quotations, speakers and turns, put together from marks, names, cues and heads. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const languages[] = {NULL, "en", "de", "fr", "ru", "fa", "ar", "sq", "es", "it", "nl", "pt", "ja"};
    fuzz_bytes bytes = {data, size};
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = "text/plain";
    input.charset = "utf-8";
    input.language = languages[fuzz_byte(&bytes) % (sizeof languages / sizeof *languages)];
    quoth_document *doc = fuzz_parse(bytes.at, bytes.left, &input);
    if (doc)
        fuzz_check_document(doc, 0);
    quoth_document_release(doc);
    return 0;
}

static const char *const pieces[] = {"“",
                                     "”",
                                     "\"",
                                     "‘",
                                     "’",
                                     "'",
                                     "«",
                                     "»",
                                     "‹",
                                     "›",
                                     "„",
                                     "‚",
                                     "「",
                                     "」",
                                     "『",
                                     "』",
                                     "``",
                                     "''",
                                     "— ",
                                     "– ",
                                     "-- ",
                                     "\n\n",
                                     "\n",
                                     ". ",
                                     ", ",
                                     "? ",
                                     "! ",
                                     "… ",
                                     ": ",
                                     "; ",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     " said ",
                                     " asked ",
                                     "according to ",
                                     " told ",
                                     " that ",
                                     " he ",
                                     " she ",
                                     "I ",
                                     " it ",
                                     "Ann Roe",
                                     "Mr. Roe",
                                     "Dr Ruth Adler",
                                     "the mayor",
                                     "John",
                                     "JOHN: ",
                                     "MS ADLER: ",
                                     "Q: ",
                                     "A: ",
                                     "**Ann:** ",
                                     "> ",
                                     "> > ",
                                     "- ",
                                     "* ",
                                     "# ",
                                     "1. ",
                                     "1) ",
                                     "By Ann Roe\n",
                                     "LONDON (Reuters) - ",
                                     "March 3, 2020",
                                     "Also read:\n",
                                     " sagte er, ",
                                     " dit-elle, ",
                                     " сказал он, ",
                                     "گفت: ",
                                     "قال ",
                                     " dijo ",
                                     " ha detto ",
                                     " zei ",
                                     " disse ",
                                     "と言った。",
                                     "曰：",
                                     "\xC2\xA0",
                                     "\xE2\x80\x8B",
                                     "\xE2\x80\x8F",
                                     "\xEF\xBB\xBF",
                                     "\f",
                                     "\t",
                                     "\r\n",
                                     "\xCC\x81",
                                     "[12:30] ",
                                     "00:01.000 --> 00:02.000\n",
                                     "From: a\nTo: b\n\n",
                                     "-- \n",
                                     "The state of it. ",
                                     "“It is safe,” said Ann Roe. "};

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    uint32_t random = seed | 1;
    if (fuzz_next(&random) % 4 == 0)
        return LLVMFuzzerMutate(data, size, most);
    if (!size)
        return fuzz_splice(data, size, most, 0, 0, "\1", 1);
    size_t at = 1 + fuzz_next(&random) % size, out = 0;
    while (at < size && (data[at] & 0xC0) == 0x80)
        at++;
    const char *piece = pieces[fuzz_next(&random) % (sizeof pieces / sizeof *pieces)];
    uint32_t choice = fuzz_next(&random) % 8;
    if (choice < 2) /* in place of some characters */
        for (out = fuzz_next(&random) % 12; at + out < size && (data[at + out] & 0xC0) == 0x80;)
            out++;
    if (choice == 2) { /* a stretch of it once more */
        size_t from = 1 + fuzz_next(&random) % size, count = fuzz_next(&random) % 96;
        char again[96];
        count = from + count <= size ? count : 0;
        memcpy(again, data + from, count);
        return fuzz_splice(data, size, most, at, 0, again, count);
    }
    return fuzz_splice(data, size, most, at, out, piece, strlen(piece));
}
