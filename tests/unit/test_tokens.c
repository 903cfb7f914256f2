/* Tokens: where they are cut, their kinds, shapes and sentence starts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "linguistics/tokens.h"

enum { W = QH_TOKEN_WORD, N = QH_TOKEN_NUMBER, M = QH_TOKEN_MARK, P = QH_TOKEN_PUNCT };
enum { CAPITAL = QH_SHAPE_CAPITAL, CAPS = QH_SHAPE_CAPITAL | QH_SHAPE_ALL_CAPS, STOP = QH_SHAPE_STOP };

typedef struct expected {
    const char *text;
    uint8_t kind, shape, sentence_start;
} expected;

static qh_arena arena;
static const qh_lexicon *lexicon;

static int set_up(void **state) {
    (void)state;
    quoth_error err;
    qh_arena_init(&arena, &qh_default_allocator);
    return qh_lexicon_new(&arena, &lexicon, &err) == QUOTH_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    qh_arena_free(&arena);
    return 0;
}

static qh_tokens tokens_of(const char *text, const char *language) {
    qh_tokens tokens = {0};
    assert_true(qh_tokenize(&arena, lexicon, text, (quoth_span){0, strlen(text)}, language, &tokens));
    return tokens;
}

static void check(const char *text, const char *language, const expected *want, size_t count) {
    qh_tokens tokens = tokens_of(text, language);
    for (size_t i = 0; i < tokens.list.count && i < count; i++) {
        const qh_token *t = &tokens.list.items[i];
        size_t size = t->end - t->start;
        if (size != strlen(want[i].text) || memcmp(text + t->start, want[i].text, size) != 0)
            fail_msg("token %zu is \"%.*s\", expected \"%s\"", i, (int)size, text + t->start, want[i].text);
        if (t->kind != want[i].kind || t->shape != want[i].shape || t->sentence_start != want[i].sentence_start)
            fail_msg("\"%s\": kind %d, shape %d, start %d", want[i].text, t->kind, t->shape, t->sentence_start);
    }
    assert_int_equal(tokens.list.count, count);
}

static const char news[] = "Mr. Smith doesn’t like ‘the dogs’ dinner,’ he said. U.S. forces left at 7:00 p.m. on Monday.";

static void kinds_and_shapes(void **state) {
    (void)state;
    static const expected want[] = {
        {"Mr.", W, CAPITAL | STOP, 1},
        {"Smith", W, CAPITAL, 0},
        {"doesn’t", W, 0, 0},
        {"like", W, 0, 0},
        {"‘", M, 0, 0},
        {"the", W, 0, 0},
        {"dogs", W, 0, 0},
        {"’", M, 0, 0},
        {"dinner", W, 0, 0},
        {",", P, 0, 0},
        {"’", M, 0, 0},
        {"he", W, 0, 0},
        {"said", W, 0, 0},
        {".", P, 0, 0},
        {"U.S.", W, CAPS | STOP, 1},
        {"forces", W, 0, 0},
        {"left", W, 0, 0},
        {"at", W, 0, 0},
        {"7:00", N, 0, 0},
        {"p.m.", W, STOP, 0},
        {"on", W, 0, 0},
        {"Monday", W, CAPITAL, 0},
        {".", P, 0, 0},
    };
    check(news, "en", want, sizeof want / sizeof *want);
}

static void words_and_runs(void **state) {
    (void)state;
    static const expected want[] = {
        {"NATO", W, CAPS, 1},   {"group’s", W, 0, 0}, {"10-year-old", N, 0, 0}, {"3,000.5", N, 0, 0}, {"---", P, 0, 0},
        {"al-Nusrah", W, 0, 0}, {"\"", M, 0, 0},      {"no", W, 0, 0},          {"\"", M, 0, 0},      {"...", P, 0, 0},
    };
    qh_tokens tokens;
    check("NATO group’s 10-year-old 3,000.5 --- al-Nusrah \"no\" ...", "en", want, sizeof want / sizeof *want);
    tokens = tokens_of("group’s", "en");
    assert_true(tokens.list.items[0].classes & QH_WORD_ORGANIZATION);
}

static void classes_of_tokens(void **state) {
    (void)state;
    qh_tokens tokens = tokens_of(news, "en");
    assert_int_equal(tokens.list.count, 23);
    assert_true(tokens.list.items[0].classes & QH_WORD_TITLE);
    assert_int_equal(tokens.list.items[11].value, QH_PRONOUN_MALE);
    assert_true(tokens.list.items[12].classes & QH_WORD_CUE);
    assert_true(tokens.list.items[21].classes & QH_WORD_WEEKDAY);
    assert_int_equal(tokens.list.items[21].value, 1);
}

static void spans_and_search(void **state) {
    (void)state;
    static const char text[] = "One two three four";
    qh_tokens tokens = {0};
    assert_true(qh_tokenize(&arena, lexicon, text, (quoth_span){4, 13}, "en", &tokens));
    assert_int_equal(tokens.list.count, 2);
    assert_int_equal(tokens.list.items[0].start, 4);
    assert_int_equal(tokens.list.items[1].end, 13);
    assert_int_equal(qh_token_from(&tokens, 0), 0);
    assert_int_equal(qh_token_from(&tokens, 4), 0);
    assert_int_equal(qh_token_from(&tokens, 5), 1);
    assert_int_equal(qh_token_from(&tokens, 9), 2);
    assert_true(qh_tokenize(&arena, lexicon, text, (quoth_span){13, 13}, "en", &tokens));
    assert_int_equal(tokens.list.count, 2);
}

static void writing_without_spaces(void **state) {
    (void)state;
    static const char text[] = "我们今天去北京。";
    qh_tokens tokens = tokens_of(text, "zh");
    size_t at = 0, long_words = 0;
    assert_true(tokens.list.count >= 4 && tokens.list.count < 8);
    for (size_t i = 0; i < tokens.list.count; i++) {
        const qh_token *t = &tokens.list.items[i];
        assert_int_equal(t->start, at);
        at = t->end;
        long_words += t->end - t->start > 3;
        assert_int_equal(t->kind, i + 1 < tokens.list.count ? W : P);
    }
    assert_int_equal(at, strlen(text));
    assert_true(long_words >= 2);
}

typedef struct budget {
    size_t left;
} budget;

static void *spend(void *user, size_t size) {
    budget *b = user;
    if (!b->left)
        return NULL;
    b->left--;
    return malloc(size);
}

static void give_back(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

static void no_memory(void **state) {
    (void)state;
    enum { COPIES = 2000 };
    size_t size = sizeof news - 1, failures = 0;
    char *text = malloc(size * COPIES);
    assert_non_null(text);
    for (size_t i = 0; i < COPIES; i++)
        memcpy(text + i * size, news, size);
    int done = 0;
    for (size_t limit = 0; !done; limit++) {
        budget b = {limit};
        quoth_allocator allocator = {&b, spend, give_back};
        qh_arena poor;
        qh_tokens tokens = {0};
        qh_arena_init(&poor, &allocator);
        done = qh_tokenize(&poor, lexicon, text, (quoth_span){0, size * COPIES}, "en", &tokens);
        failures += !done;
        qh_arena_free(&poor);
    }
    assert_true(failures > 1);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_and_shapes), cmocka_unit_test(words_and_runs),         cmocka_unit_test(classes_of_tokens),
        cmocka_unit_test(spans_and_search), cmocka_unit_test(writing_without_spaces), cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
