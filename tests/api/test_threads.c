/* One engine and one document, read by four threads at once. */
#include "support.h"

#include <pthread.h>

enum { THREADS = 4, TIMES = 25 };

typedef struct shared {
    quoth_engine *engine;
    quoth_document *doc;
    const char *json; /* of `doc` */
    int same;         /* of one thread: its documents are written as that */
} shared;

static int is_same(const quoth_document *doc, const char *json) {
    sink out = {0};
    int same = quoth_write_json(doc, NULL, sink_write, &out, NULL) == QUOTH_OK && strcmp(out.bytes, json) == 0;
    free(out.bytes);
    return same;
}

static void *work(void *user) {
    shared *s = user;
    s->same = 1;
    for (int i = 0; i < TIMES; i++) {
        quoth_engine *engine = quoth_engine_retain(s->engine);
        quoth_document *own = NULL, *common = quoth_document_retain(s->doc);
        if (quoth_parse(engine, page, strlen(page), NULL, &own, NULL) != QUOTH_OK || !is_same(own, s->json) ||
            !is_same(common, s->json))
            s->same = 0;
        quoth_document_release(own);
        quoth_document_release(common);
        quoth_engine_release(engine);
    }
    return NULL;
}

static void threads_share(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    sink json = {0};
    assert_int_equal(quoth_write_json(doc, NULL, sink_write, &json, NULL), QUOTH_OK);
    pthread_t threads[THREADS];
    shared each[THREADS];
    for (int i = 0; i < THREADS; i++) {
        each[i] = (shared){engine, doc, json.bytes, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &each[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(each[i].same);
    }
    free(json.bytes);
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_share)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
