/* What the fuzz targets share: a claim that must hold, a cursor over the fuzzer's bytes, and the claims about any document. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quoth/quoth.h>

/* Each target is one program: libFuzzer's main() or that of replay.c calls these. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

#define HOLDS(claim)                                                                                                               \
    do {                                                                                                                           \
        if (!(claim)) {                                                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #claim);                                             \
            abort();                                                                                                               \
        }                                                                                                                          \
    } while (0)

/* The fuzzer's bytes: options from the front, the rest is input. */
typedef struct fuzz_bytes {
    const uint8_t *at;
    size_t left;
} fuzz_bytes;

static inline uint8_t fuzz_byte(fuzz_bytes *b) {
    if (!b->left)
        return 0;
    b->left--;
    return *b->at++;
}

/* A copy of its own, so that the sanitizer sees a read behind its end; never NULL. */
static inline char *fuzz_copy(const void *bytes, size_t size) {
    char *copy = malloc(size ? size : 1);
    HOLDS(copy);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

/* Small numbers from a seed, for mutators: the same on every machine. */
static inline uint32_t fuzz_next(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Replaces [at, at + out) of the data by `in` bytes, as far as there is room; returns the new size. */
size_t fuzz_splice(uint8_t *data, size_t size, size_t most, size_t at, size_t out, const char *in, size_t in_size);

/* An engine with all layers, made once. */
const quoth_engine *fuzz_engine(void);

/* Parses what may be refused; NULL then. */
quoth_document *fuzz_parse(const void *bytes, size_t size, const quoth_input *input);

int fuzz_is_utf8(const char *text, size_t size);

/* Spans on code point bounds, blocks that tile the text, lists in order, indices that lead somewhere, numbers in range. */
enum { FUZZ_GIVEN_BLOCKS = 1 }; /* the caller's blocks need not cover the text */
void fuzz_check_document(const quoth_document *doc, int flags);

/* A document that was loaded from any bytes: what quoth_document_load() vouches for. */
void fuzz_check_loaded(const quoth_document *doc);

/* Collects output, or refuses it after some bytes. */
typedef struct fuzz_sink {
    char *bytes;
    size_t size, room, refuse_at; /* refuse_at: 0 for never */
} fuzz_sink;
int fuzz_sink_write(void *user, const char *bytes, size_t size);

#endif
