/* One engine and one document, read by eight threads at once: documents, exports, and strings without a document. */
#include "support.h"

#include <pthread.h>

enum { THREADS = 8, TIMES = 12 };

typedef struct shared {
    quoth_engine *engine;
    quoth_document *doc;
    const char *json; /* of `doc` */
    size_t sum;       /* of `doc` */
    int same;         /* of one thread: it saw what the others saw */
} shared;

static int is_same(const quoth_document *doc, const char *json) {
    sink out = {0};
    int same = quoth_write_json(doc, NULL, sink_write, &out, NULL) == QUOTH_OK && strcmp(out.bytes, json) == 0;
    free(out.bytes);
    return same;
}

static size_t sum_of_strings(const char *text, size_t size) {
    size_t sum = 0;
    quoth_span span = {0, size};
    quoth_script_iterator runs;
    quoth_language_iterator segments;
    quoth_mixed_iterator words;
    quoth_language_guess guess = {0};
    char skeleton[64];
    assert_int_equal(quoth_script_iterator_init(&runs, text, span, 0, NULL), QUOTH_OK);
    for (const quoth_script_run *run; (run = quoth_script_iterator_next(&runs));)
        sum += run->end * (size_t)(run->script[0] + run->direction);
    assert_int_equal(quoth_language_iterator_init(&segments, text, span, NULL, NULL), QUOTH_OK);
    for (const quoth_language_segment *s; (s = quoth_language_iterator_next(&segments));)
        sum += s->end * (s->language ? (size_t)s->language[0] : 1);
    assert_int_equal(quoth_mixed_iterator_init(&words, text, span, NULL), QUOTH_OK);
    for (const quoth_mixed_token *w; (w = quoth_mixed_iterator_next(&words));)
        sum += w->end;
    assert_int_equal(quoth_identify_language(text, span, NULL, &guess, NULL), QUOTH_OK);
    assert_int_equal(quoth_confusable_skeleton(text, 32, skeleton, sizeof skeleton, NULL, NULL), QUOTH_OK);
    return sum + (size_t)guess.language[0] + strlen(skeleton);
}

static size_t sum_of_records(const quoth_document *doc) {
    size_t sum = quoth_document_source(doc)->bytes, size;
    const char *text = quoth_document_text(doc, &size);
    for (size_t i = 0; i < quoth_document_block_count(doc); i++)
        sum += quoth_document_block(doc, i)->end * (size_t)(1 + quoth_document_block(doc, i)->kind);
    for (size_t i = 0; i < quoth_document_quote_count(doc); i++)
        sum += quoth_document_source_span(doc, quoth_document_quote(doc, i)->parts[0]).end;
    for (size_t i = 0; i < quoth_document_speaker_count(doc); i++)
        sum += strlen(quoth_document_speaker(doc, i)->name);
    for (size_t i = 0; i < size; i += 7)
        sum += quoth_document_byte(doc, quoth_document_offset(doc, i, QUOTH_UNIT_UTF16), QUOTH_UNIT_UTF16);
    return sum + sum_of_strings(text, size);
}

static void *work(void *user) {
    shared *s = user;
    s->same = 1;
    for (int i = 0; i < TIMES; i++) {
        quoth_engine *engine = quoth_engine_retain(s->engine);
        quoth_document *own = NULL, *common = quoth_document_retain(s->doc);
        if (quoth_parse(engine, page, strlen(page), NULL, &own, NULL) != QUOTH_OK || !is_same(own, s->json) ||
            !is_same(common, s->json) || sum_of_records(own) != s->sum || sum_of_records(common) != s->sum)
            s->same = 0;
        quoth_document_release(own);
        quoth_document_release(common);
        quoth_engine_release(engine);
    }
    return NULL;
}

/* Every thread is an owner of both while it reads. */
static void threads_read(quoth_engine *engine, quoth_document *doc, const char *json, size_t sum) {
    pthread_t threads[THREADS];
    shared each[THREADS];
    for (int i = 0; i < THREADS; i++) {
        each[i] = (shared){engine, doc, json, sum, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &each[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(each[i].same);
    }
}

static void threads_share(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc = parse(engine, page, strlen(page), NULL);
    sink json = {0};
    assert_int_equal(quoth_write_json(doc, NULL, sink_write, &json, NULL), QUOTH_OK);
    threads_read(engine, doc, json.bytes, sum_of_records(doc));
    free(json.bytes);
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

/* Nobody has used the library in this process before: what is made on first use is made by eight threads at once. */
static void *first_use(void *user) {
    quoth_engine *engine = NULL;
    quoth_document *doc = NULL;
    quoth_input input = QUOTH_INPUT_INIT;
    input.charset = "windows-1251";
    if (quoth_engine_new(NULL, &engine, NULL) == QUOTH_OK)
        *(int *)user = quoth_parse(engine, page, strlen(page), &input, &doc, NULL) == QUOTH_OK;
    quoth_document_release(doc);
    quoth_engine_release(engine);
    return NULL;
}

static void threads_begin(void **state) {
    (void)state;
    pthread_t threads[THREADS];
    int done[THREADS] = {0};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, first_use, &done[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(done[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_begin), cmocka_unit_test(threads_share)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
