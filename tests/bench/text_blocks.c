/*
 * Blocks of plain texts, by a model that is named: text_blocks MODEL. It stands in for the embedded one, so that all that runs is
 * the library. Standard input: texts, each as its size (4 bytes, little-endian) and its bytes; standard output: for each the number
 * of its blocks, then start, end, kind and main of each, 4 bytes a number.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quoth/quoth.h>

#include "document/text_main.h"

static uint8_t *model;
static size_t model_size;

const uint8_t *qh_text_model_bytes(size_t *size) {
    *size = model_size;
    return model;
}

static void fail(const char *what) {
    fprintf(stderr, "text_blocks: %s\n", what);
    exit(1);
}

static void read_model(const char *path) {
    FILE *file = fopen(path, "rb");
    qh_model opened;
    qh_text_model checked;
    const char *why = "is no model of text";
    if (!file || fseek(file, 0, SEEK_END))
        fail(path);
    model_size = (size_t)ftell(file);
    model = malloc(model_size);
    rewind(file);
    if (!model || fread(model, 1, model_size, file) != model_size)
        fail(path);
    if (!qh_model_open(model, model_size, &opened, &why) || !qh_text_model_of(&opened, 1, &checked))
        fail(why);
    fclose(file);
}

static void write_number(size_t number) {
    for (int i = 0; i < 4; i++)
        putchar((int)(number >> 8 * i & 0xFF));
}

static void write_blocks(const quoth_document *doc) {
    size_t count = doc ? quoth_document_block_count(doc) : 0;
    write_number(count);
    for (size_t i = 0; i < count; i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        write_number(block->start);
        write_number(block->end);
        write_number((size_t)block->kind);
        write_number((size_t)block->main);
    }
}

int main(int argc, char **argv) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_engine *engine;
    unsigned char head[4];
    if (argc != 2)
        fail("usage: text_blocks MODEL");
    read_model(argv[1]);
    input.media_type = "text/plain; charset=utf-8";
    options.layers = QUOTH_LAYER_SCRIPTS | QUOTH_LAYER_BLOCKS;
    if (quoth_engine_new(&options, &engine, NULL) != QUOTH_OK)
        fail("out of memory");
    while (fread(head, 1, sizeof head, stdin) == sizeof head) {
        uint32_t size = qh_le32(head);
        char *bytes = calloc((size_t)size + 1, 1);
        quoth_document *doc = NULL;
        if (!bytes || fread(bytes, 1, size, stdin) != size)
            fail("a text is cut short");
        if (quoth_parse(engine, bytes, size, &input, &doc, NULL) != QUOTH_OK)
            fail("a text cannot be read");
        write_blocks(doc);
        quoth_document_release(doc);
        free(bytes);
    }
    quoth_engine_release(engine);
    free(model);
    return 0;
}
