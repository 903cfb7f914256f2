/* Documents saved and loaded: the same again, whatever memory does, and nothing else than what was saved. */
#include "support.h"

static quoth_engine *engine;
static quoth_document *doc;
static sink saved;

static int save_document(void **state) {
    (void)state;
    engine = new_engine(NULL);
    doc = parse(engine, page, strlen(page), NULL);
    return quoth_document_save(doc, sink_write, &saved, NULL) != QUOTH_OK;
}

static int close_document(void **state) {
    (void)state;
    free(saved.bytes);
    quoth_document_release(doc);
    quoth_engine_release(engine);
    return 0;
}

static char *json_of(const quoth_document *document) {
    sink out = {0};
    assert_int_equal(quoth_write_json(document, NULL, sink_write, &out, NULL), QUOTH_OK);
    return out.bytes;
}

static void is_the_same_again(void **state) {
    (void)state;
    quoth_document *again = NULL;
    assert_int_equal(quoth_document_load(NULL, saved.bytes, saved.size, &again, NULL), QUOTH_OK);
    char *before = json_of(doc), *after = json_of(again);
    assert_string_equal(before, after);
    free(before);
    free(after);
    quoth_document_release(again);
}

static void refuses_wrong_arguments(void **state) {
    (void)state;
    quoth_document *out = doc;
    quoth_error err = {0};
    const quoth_allocator half = {NULL, NULL, NULL};
    assert_int_equal(quoth_document_save(NULL, sink_write, &saved, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_save(doc, NULL, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_load(NULL, saved.bytes, saved.size, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_load(&half, saved.bytes, saved.size, &out, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_load(NULL, NULL, 1, &out, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(out);
    assert_int_equal(quoth_document_load(NULL, NULL, 0, &out, &err), QUOTH_ERROR_DAMAGED);
    sink refusing = {NULL, 0, 0, 1};
    assert_int_equal(quoth_document_save(doc, sink_write, &refusing, &err), QUOTH_ERROR_WRITE);
}

/* One bit after another is turned over: it loads and can be written out, or it is refused. */
static void survives_any_damage(void **state) {
    (void)state;
    for (size_t bit = 0; bit < 8 * saved.size; bit += 3) {
        quoth_document *out;
        saved.bytes[bit / 8] = (char)(saved.bytes[bit / 8] ^ 1 << bit % 8);
        quoth_error err = {0};
        quoth_status status = quoth_document_load(NULL, saved.bytes, saved.size, &out, &err);
        if (status == QUOTH_OK) {
            free(json_of(out));
            quoth_document_release(out);
        } else {
            assert_int_equal(status, QUOTH_ERROR_DAMAGED);
            assert_null(out);
            assert_true(err.offset <= saved.size);
        }
        saved.bytes[bit / 8] = (char)(saved.bytes[bit / 8] ^ 1 << bit % 8);
    }
}

/* Memory that ends after so many requests. */
static void *allocate(void *user, size_t size) {
    size_t *left = user;
    return *left ? --*left, malloc(size) : NULL;
}

static void release(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    quoth_status status = QUOTH_ERROR_MEMORY;
    for (size_t n = 0; status != QUOTH_OK; n++) {
        size_t left = n;
        const quoth_allocator allocator = {&left, allocate, release};
        quoth_document *out;
        status = quoth_document_load(&allocator, saved.bytes, saved.size, &out, NULL);
        assert_true(status == QUOTH_OK || (status == QUOTH_ERROR_MEMORY && !out));
        quoth_document_release(out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_again),
        cmocka_unit_test(refuses_wrong_arguments),
        cmocka_unit_test(survives_any_damage),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, save_document, close_document);
}
