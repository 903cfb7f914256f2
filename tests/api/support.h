/* What the tests of the public functions share. */
#ifndef TESTS_API_SUPPORT_H
#define TESTS_API_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <quoth/quoth.h>

/* A small page with a title, a quotation, a turn and two scripts. */
static const char page[] = "Bridge reopens after two years\n\n"
                           "By Clara Novak\n\n"
                           "The old bridge over the river was opened again on Monday. “It is safe,” said Mayor Ruth Adler. "
                           "Engineers believe that it will last for fifty years.\n\n"
                           "MR. OKAFOR: Who paid for it?\n\n"
                           "MAYOR ADLER: The state did. We are grateful.\n\n"
                           "Мост открыт для всех жителей города.\n";

static inline quoth_engine *new_engine(const quoth_engine_options *options) {
    quoth_engine *engine = NULL;
    assert_int_equal(quoth_engine_new(options, &engine, NULL), QUOTH_OK);
    assert_non_null(engine);
    return engine;
}

static inline quoth_document *parse(const quoth_engine *engine, const char *bytes, size_t size, const quoth_input *input) {
    quoth_document *doc = NULL;
    quoth_error err = {0};
    if (quoth_parse(engine, bytes, size, input, &doc, &err) != QUOTH_OK)
        fail_msg("%s", err.message);
    assert_non_null(doc);
    return doc;
}

/* Collects what a document is written as. */
typedef struct sink {
    char *bytes;
    size_t size, pieces, refuse_from; /* the piece that is refused, 0 for none */
} sink;

static inline int sink_write(void *user, const char *bytes, size_t size) {
    sink *s = user;
    if (s->refuse_from && ++s->pieces >= s->refuse_from)
        return 1;
    char *grown = realloc(s->bytes, s->size + size + 1);
    assert_non_null(grown);
    memcpy(grown + s->size, bytes, size);
    s->bytes = grown;
    s->size += size;
    grown[s->size] = '\0';
    return 0;
}

#endif
