/* The model of speech: chains of tags, sections that cannot be used, probabilities, the embedded model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "quote/speech_model.h"

enum { SMALL_BITS = 3, SMALL_SIZE = QH_CHAIN_HEAD + (QH_CHAIN_TAGS << SMALL_BITS) };

static void set_step(uint8_t *section, int from, int to, int16_t value) {
    uint16_t bits = (uint16_t)value;
    section[4 + 2 * (from * QH_CHAIN_TAGS + to)] = (uint8_t)bits;
    section[5 + 2 * (from * QH_CHAIN_TAGS + to)] = (uint8_t)(bits >> 8);
}

/* Row r speaks for tag r by 10. */
static void small_section(uint8_t *section) {
    memset(section, 0, SMALL_SIZE);
    section[0] = SMALL_BITS;
    for (int r = 0; r < 1 << SMALL_BITS; r++)
        section[QH_CHAIN_HEAD + r * QH_CHAIN_TAGS + r] = 10;
}

static uint32_t feature_of_row(uint32_t row) { return row << (32 - SMALL_BITS); }

static int32_t best_of(const uint8_t *section, const uint32_t *rows, size_t count, unsigned allowed, uint8_t *tags) {
    qh_chain chain;
    int16_t sums[8][QH_CHAIN_TAGS];
    uint8_t from[8 * QH_CHAIN_TAGS];
    assert_true(qh_chain_of(section, SMALL_SIZE, &chain));
    for (size_t i = 0; i < count; i++) {
        uint32_t feature = feature_of_row(rows[i]);
        qh_chain_sum(&chain, &feature, 1, sums[i]);
    }
    return qh_chain_best(&chain, (const int16_t(*)[QH_CHAIN_TAGS])sums, count, allowed, from, tags);
}

static void paths_follow_features_and_steps(void **state) {
    (void)state;
    static const uint32_t rows[] = {1, 2, 2, 3};
    uint8_t section[SMALL_SIZE], tags[4];
    small_section(section);
    assert_int_equal(best_of(section, rows, 4, 0xFF, tags), 40);
    assert_memory_equal(tags, ((uint8_t[]){1, 2, 2, 3}), 4);
    set_step(section, 1, 2, QH_CHAIN_NEVER);
    set_step(section, 1, 0, QH_CHAIN_NEVER);
    set_step(section, 0, 2, 5);
    assert_int_equal(best_of(section, rows, 4, 0xFF, tags), 35);
    assert_memory_equal(tags, ((uint8_t[]){0, 2, 2, 3}), 4);
    set_step(section, QH_CHAIN_END, 3, QH_CHAIN_NEVER);
    best_of(section, rows, 4, 0xFF, tags);
    assert_int_not_equal(tags[3], 3);
    set_step(section, QH_CHAIN_START, 0, QH_CHAIN_NEVER);
    best_of(section, rows, 4, 0xFF, tags);
    assert_int_not_equal(tags[0], 0);
}

static void tags_can_be_forbidden(void **state) {
    (void)state;
    static const uint32_t rows[] = {1, 2, 2, 3};
    uint8_t section[SMALL_SIZE], tags[4];
    small_section(section);
    assert_int_equal(best_of(section, rows, 4, 0xFF & ~(1u << 2), tags), 20);
    assert_int_not_equal(tags[1], 2);
    assert_int_equal(best_of(section, rows, 0, 0xFF, tags), 0);
}

static void damaged_sections_are_refused(void **state) {
    (void)state;
    uint8_t section[SMALL_SIZE + 1] = {0};
    qh_chain chain;
    small_section(section);
    assert_true(qh_chain_of(section, SMALL_SIZE, &chain));
    for (size_t size = 0; size < SMALL_SIZE; size++)
        assert_false(qh_chain_of(section, size, &chain));
    assert_false(qh_chain_of(section, SMALL_SIZE + 1, &chain));
    assert_false(qh_chain_of(NULL, SMALL_SIZE, &chain));
    for (int bits = 0; bits < 256; bits++) {
        section[0] = (uint8_t)bits;
        assert_int_equal(qh_chain_of(section, SMALL_SIZE, &chain), bits == SMALL_BITS);
    }
}

static void probabilities_grow_with_scores(void **state) {
    (void)state;
    qh_calibration line = {65536, 0};
    double before = 0;
    assert_true(qh_logistic(0) == 0.5);
    for (int32_t x = -20 * QH_LOGISTIC_UNIT; x <= 20 * QH_LOGISTIC_UNIT; x += QH_LOGISTIC_UNIT) {
        double p = qh_logistic(x);
        assert_true(p >= before && p >= 0 && p <= 1 && p == qh_calibrated(&line, x));
        before = p;
    }
    assert_true(qh_logistic(INT32_MIN) < 1e-6 && qh_logistic(INT32_MAX) > 1 - 1e-6);
    line = (qh_calibration){INT32_MAX, INT32_MAX};
    assert_true(qh_calibrated(&line, INT32_MAX) > 0.99 && qh_calibrated(&line, INT32_MIN) < 0.01);
}

static void embedded_model_is_whole(void **state) {
    (void)state;
    size_t size;
    const char *why;
    const uint8_t *bytes = qh_speech_model_bytes(&size);
    qh_model file;
    qh_speech_model model, trusted;
    assert_true(qh_model_open(bytes, size, &file, &why));
    assert_true(qh_speech_model_of(&file, 1, &model));
    qh_speech_model_embedded(&trusted);
    assert_ptr_equal(model.words.rows, trusted.words.rows);
    assert_true(model.reported.slope > 0 && model.direct.slope > 0);
    file.features++;
    assert_false(qh_speech_model_of(&file, 1, &model));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_follow_features_and_steps), cmocka_unit_test(tags_can_be_forbidden),
        cmocka_unit_test(damaged_sections_are_refused),    cmocka_unit_test(probabilities_grow_with_scores),
        cmocka_unit_test(embedded_model_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
