/* Tables handed out as Arrow: who owns what, and that memory may run out anywhere. bindings/python/tests reads the contents. */
#include "support.h"

#include "../../bindings/arrow_abi.h"

/* Counts what is allocated, and has nothing from the `fail_at`th request on. */
typedef struct counter {
    size_t live, calls, fail_at;
} counter;

static void *count_allocate(void *user, size_t size) {
    counter *c = user;
    if (c->fail_at && ++c->calls >= c->fail_at)
        return NULL;
    c->live++;
    return malloc(size);
}

static void count_release(void *user, void *memory, size_t size) {
    (void)size;
    ((counter *)user)->live--;
    free(memory);
}

static counter memory;

static quoth_document *counted_document(void) {
    memory = (counter){0, 0, 0};
    const quoth_allocator allocator = {&memory, count_allocate, count_release};
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.allocator = &allocator;
    quoth_engine *engine = new_engine(&options);
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    quoth_engine_release(engine);
    return doc;
}

static void refuses_wrong_arguments(void **state) {
    (void)state;
    quoth_error err = {0};
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray array;
    quoth_document *doc = counted_document();
    assert_int_equal(quoth_document_arrow_stream(NULL, 0, 0, &stream, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_arrow_stream(doc, 0, 0, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_arrow_stream(doc, 99, 0, &stream, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_arrow_stream(doc, 0, -1, &stream, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_arrow_array(doc, 0, 0, NULL, &array, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_arrow_array(doc, 0, 0, &schema, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_arrow_array(doc, -1, 0, &schema, &array, &err), QUOTH_ERROR_ARGUMENT);
    quoth_document_release(doc);
    assert_int_equal(memory.live, 0);
}

static void a_stream_owns_its_document(void **state) {
    (void)state;
    quoth_document *doc = counted_document();
    size_t quotes = quoth_document_quote_count(doc);
    struct ArrowArrayStream stream;
    assert_int_equal(quoth_document_arrow_stream(doc, QUOTH_TABLE_QUOTES, QUOTH_UNIT_BYTE, &stream, NULL), QUOTH_OK);
    quoth_document_release(doc);
    struct ArrowSchema schema;
    struct ArrowArray array;
    assert_int_equal(stream.get_schema(&stream, &schema), 0);
    assert_string_equal(schema.format, "+s");
    assert_int_equal(stream.get_next(&stream, &array), 0);
    assert_int_equal(array.length, quotes);
    assert_int_equal(array.n_children, schema.n_children);
    array.release(&array);
    assert_null(array.release);
    assert_int_equal(stream.get_next(&stream, &array), 0);
    assert_null(array.release); /* the end */
    schema.release(&schema);
    assert_null(stream.get_last_error(&stream));
    stream.release(&stream);
    assert_null(stream.release);
    assert_int_equal(memory.live, 0);
}

/* As the specification lets readers do: a child that was moved away lives on when its parent is released. */
static void a_child_can_be_moved_away(void **state) {
    (void)state;
    quoth_document *doc = counted_document();
    struct ArrowSchema schema;
    struct ArrowArray array;
    assert_int_equal(quoth_document_arrow_array(doc, QUOTH_TABLE_BLOCKS, QUOTH_UNIT_BYTE, &schema, &array, NULL), QUOTH_OK);
    quoth_document_release(doc);
    int64_t start = 0;
    while (strcmp(schema.children[start]->name, "start") != 0)
        start++;
    struct ArrowArray moved = *array.children[start];
    struct ArrowSchema moved_schema = *schema.children[start];
    array.children[start]->release = NULL;
    schema.children[start]->release = NULL;
    array.release(&array);
    schema.release(&schema);
    assert_string_equal(moved_schema.name, "start");
    assert_int_equal(((const int64_t *)moved.buffers[1])[0], 0);
    moved.release(&moved);
    moved_schema.release(&moved_schema);
    assert_int_equal(memory.live, 0);
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    quoth_document *doc = counted_document();
    size_t live = memory.live;
    for (int32_t table = QUOTH_TABLE_BLOCKS; table <= QUOTH_TABLE_MARKS; table++) {
        quoth_status status = QUOTH_ERROR_MEMORY;
        for (size_t n = 1; status != QUOTH_OK; n++) {
            struct ArrowSchema schema;
            struct ArrowArray array;
            quoth_error err = {0};
            memory.calls = 0;
            memory.fail_at = n;
            status = quoth_document_arrow_array(doc, table, QUOTH_UNIT_CODE_POINT, &schema, &array, &err);
            assert_int_equal(err.code, status);
            if (status == QUOTH_OK) {
                schema.release(&schema);
                array.release(&array);
            } else
                assert_int_equal(status, QUOTH_ERROR_MEMORY);
            assert_int_equal(memory.live, live);
        }
    }
    struct ArrowArrayStream stream;
    memory.fail_at = 1;
    assert_int_equal(quoth_document_arrow_stream(doc, 0, 0, &stream, NULL), QUOTH_ERROR_MEMORY);
    memory.fail_at = 0;
    assert_int_equal(quoth_document_arrow_stream(doc, 0, 0, &stream, NULL), QUOTH_OK);
    memory.calls = 0;
    memory.fail_at = 1;
    struct ArrowSchema schema;
    struct ArrowArray array;
    assert_int_not_equal(stream.get_schema(&stream, &schema), 0);
    assert_int_not_equal(stream.get_next(&stream, &array), 0);
    assert_string_equal(stream.get_last_error(&stream), "out of memory");
    memory.fail_at = 0;
    assert_int_equal(stream.get_next(&stream, &array), 0); /* what failed can be asked for again */
    array.release(&array);
    stream.release(&stream);
    quoth_document_release(doc);
    assert_int_equal(memory.live, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_wrong_arguments),
        cmocka_unit_test(a_stream_owns_its_document),
        cmocka_unit_test(a_child_can_be_moved_away),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
