/* Model files: any bytes are refused, or every answer stays inside them. */
#include "fuzz.h"
#include "model_speakers.h"

#include "document/html_main.h"
#include "document/text_main.h"
#include "model/chain.h"
#include "model/model.h"
#include "model/trees.h"
#include "quote/speech_model.h"
#include "script/language_table.h"

static void ask_trees(const uint8_t *section, size_t size) {
    enum { ROWS = 40, STRIDE = 256 };
    if (!qh_trees_check(section, size))
        return;
    qh_trees trees = qh_trees_of(section);
    if (trees.columns > STRIDE || trees.count > 1000)
        return;
    static uint8_t rows[ROWS * STRIDE];
    int32_t sums[ROWS] = {0}, alone[ROWS] = {0};
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (uint8_t)(i * i >> 3);
    uint8_t *room = malloc(qh_trees_room(&trees) + 1);
    HOLDS(room);
    qh_trees_add(&trees, rows, STRIDE, ROWS, room, sums);
    for (size_t i = 0; i < ROWS; i++) {
        qh_trees_add(&trees, rows + i * STRIDE, STRIDE, 1, room, alone + i);
        HOLDS(sums[i] == alone[i]);
    }
    free(room);
}

static void ask_chain(const uint8_t *section, size_t size) {
    enum { COUNT = 12 };
    qh_chain chain;
    if (!qh_chain_of(section, size, &chain))
        return;
    int16_t sums[COUNT][QH_CHAIN_TAGS];
    uint8_t from[COUNT * QH_CHAIN_TAGS], tags[COUNT];
    for (uint32_t i = 0; i < COUNT; i++)
        qh_chain_sum(&chain, (uint32_t[]){qh_chain_feature(i, 1, 2), qh_chain_feature(1, i, UINT32_MAX)}, 2, sums[i]);
    qh_chain_best(&chain, (const int16_t(*)[QH_CHAIN_TAGS])sums, COUNT, 0xFF, from, tags);
    for (size_t i = 0; i < COUNT; i++)
        HOLDS(tags[i] < QH_CHAIN_TAGS);
}

static void open_models(const qh_model *model) {
    qh_language_table languages;
    qh_html_main_model main;
    qh_text_model text;
    qh_speech_model speech;
    if (qh_language_table_of(model, &languages))
        qh_language_table_fits(&languages);
    qh_html_main_model_of(model, 1, &main);
    qh_text_model_of(model, 1, &text);
    qh_speech_model_of(model, 1, &speech);
}

static void put32(uint8_t *at, uint32_t value) {
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

/* The first byte: 0 a file, 1 a file whose size and checksum are put right, 2 trees, 3 a chain. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_bytes b = {data, size};
    uint8_t way = fuzz_byte(&b) % 4;
    size_t left = b.left;
    uint8_t *bytes = (uint8_t *)fuzz_copy(b.at, left);
    qh_model model;
    const char *why = NULL;
    if (way == 1 && left >= QH_MODEL_HEAD) {
        put32(bytes + 16, (uint32_t)left);
        put32(bytes + 24, qh_model_checksum(bytes, left));
    }
    if (way < 2) {
        int opens = qh_model_open(bytes, left, &model, &why);
        HOLDS(opens || why);
        for (uint32_t i = 0; opens && i < model.sections; i++) {
            size_t section_size;
            const uint8_t *section =
                qh_model_section(&model, (const char *)bytes + QH_MODEL_HEAD + i * QH_MODEL_ENTRY, &section_size);
            HOLDS(section && section >= bytes && section_size <= left - (size_t)(section - bytes));
            ask_trees(section, section_size);
            ask_chain(section, section_size);
        }
        if (opens)
            open_models(&model);
        HOLDS(fuzz_open_speakers(bytes, left));
    } else if (way == 2) {
        ask_trees(bytes, left);
    } else {
        ask_chain(bytes, left);
    }
    free(bytes);
    return 0;
}
