/* What the caller brings along - cast, quotations, blocks, sentences, mentions - is used as it is or refused. */
#include "fuzz.h"

enum { MOST = 8 };

typedef struct given {
    quoth_span spans[MOST];
    size_t count;
} given;

/* Spans that mostly ascend, of whatever length. */
static given read_spans(fuzz_bytes *b) {
    given g = {.count = fuzz_byte(b) % (MOST + 1)};
    size_t at = 0;
    for (size_t i = 0; i < g.count; i++) {
        size_t skip = fuzz_byte(b), length = fuzz_byte(b);
        g.spans[i].start = skip == 255 ? SIZE_MAX : at + skip % 64;
        g.spans[i].end = length == 255 ? at : g.spans[i].start + length % 64;
        at = g.spans[i].end;
    }
    return g;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const adler[] = {"Ruth Adler", "the mayor"}, *const roe[] = {"Ann Roe"},
                             *const odd[] = {"\xE2\x80\x9C", "", "\xFF"};
    static const quoth_given_speaker cast[] = {{"adler", adler, 2}, {NULL, roe, 1}, {"odd", odd, 1}, {NULL, odd + 1, 2}};
    static const int32_t kinds[] = {-1,
                                    QUOTH_BLOCK_TURN,
                                    QUOTH_BLOCK_PARAGRAPH,
                                    QUOTH_BLOCK_TITLE,
                                    QUOTH_BLOCK_TABLE_CELL,
                                    QUOTH_BLOCK_NAVIGATION,
                                    QUOTH_BLOCK_LIST_ITEM,
                                    21};
    fuzz_bytes b = {data, size};
    uint8_t parts = fuzz_byte(&b), more = fuzz_byte(&b);
    int32_t chosen[MOST], said_by[MOST];
    given blocks = read_spans(&b), sentences = read_spans(&b), mentions = read_spans(&b), quotes = read_spans(&b);
    const quoth_span *first_parts[MOST];
    size_t part_counts[MOST];
    quoth_input input = QUOTH_INPUT_INIT;
    input.charset = "utf-8";
    input.media_type = parts & 1 ? "text/plain" : NULL;
    for (size_t i = 0; i < MOST; i++) {
        chosen[i] = kinds[fuzz_byte(&b) % (sizeof kinds / sizeof *kinds)];
        said_by[i] = (int32_t)(fuzz_byte(&b) % 6) - 2;
        first_parts[i] = &quotes.spans[i];
        part_counts[i] = more & 1 && i + 1 < quotes.count ? 2 : 1;
    }
    if (parts & 2)
        input.speakers = cast, input.speaker_count = more >> 1 & 1 ? 4 : 2;
    if (parts & 4)
        input.blocks = blocks.spans, input.block_count = blocks.count, input.block_kinds = more & 4 ? chosen : NULL;
    if (parts & 8)
        input.sentences = sentences.spans, input.sentence_count = sentences.count;
    if (parts & 16)
        input.mentions = mentions.spans, input.mention_count = mentions.count, input.mention_speakers = more & 8 ? said_by : NULL;
    if (parts & 32)
        input.quotes = first_parts, input.quote_part_counts = part_counts, input.quote_count = quotes.count;
    quoth_document *doc = fuzz_parse(b.at, b.left, &input);
    if (doc) {
        fuzz_check_document(doc, parts & 4 ? FUZZ_GIVEN_BLOCKS : 0);
        if (parts & 4)
            HOLDS(quoth_document_block_count(doc) == blocks.count);
        if (parts & 32)
            HOLDS(quoth_document_quote_count(doc) == (quoth_document_block_count(doc) ? quotes.count : 0));
    }
    quoth_document_release(doc);
    return 0;
}
