/* The ranker of speakers: the embedded model, probabilities, a model that is damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "quote/ranker.h"

static void the_embedded_model_passes_all_checks(void **state) {
    (void)state;
    size_t size;
    const char *why;
    qh_speaker_model model;
    const uint8_t *bytes = qh_speaker_bytes(&size);
    assert_true(qh_speaker_model_open(bytes, size, &model, &why));
    assert_true(model.trees.count > 0);
    assert_true(size < 200 * 1024);
}

static void a_damaged_model_is_refused(void **state) {
    (void)state;
    size_t size;
    const char *why = NULL;
    qh_speaker_model model;
    const uint8_t *bytes = qh_speaker_bytes(&size);
    uint8_t *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    copy[size / 2] ^= 1;
    assert_false(qh_speaker_model_open(copy, size, &model, &why));
    assert_non_null(why);
    memcpy(copy, bytes, size);
    copy[12] ^= 1; /* other features, the checksum put right */
    uint32_t sum = qh_model_checksum(copy, size);
    for (int i = 0; i < 4; i++)
        copy[24 + i] = (uint8_t)(sum >> 8 * i);
    assert_false(qh_speaker_model_open(copy, size, &model, &why));
    assert_non_null(why);
    free(copy);
}

static void scores_become_shares_of_one(void **state) {
    (void)state;
    qh_candidate list[3] = {{.score = 0}, {.score = 2 * QH_SPEAKER_LOGIT}, {.score = INT32_MIN / 2}};
    qh_share_out(list, 3);
    assert_true(list[1].p > 0.87f && list[1].p < 0.89f); /* e^2 / (e^2 + 1) */
    assert_true(list[0].p > 0.11f && list[0].p < 0.13f);
    assert_true(list[2].p < 1e-6f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_embedded_model_passes_all_checks),
        cmocka_unit_test(a_damaged_model_is_refused),
        cmocka_unit_test(scores_become_shares_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
