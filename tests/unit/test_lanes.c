/* Both ways of computing in lanes give the same bits: the instructions of SSE2 and the loops for other processors. */
#include "script/lanes.h"

/* The same header again under other names, as a processor without SSE2 sees it. */
#undef QH_SCRIPT_LANES_H
#undef __SSE2__
#define qh_lanes loop
#define qh_lanes_all loop_all
#define qh_lanes_load loop_load
#define qh_lanes_of_integers loop_of_integers
#define qh_lanes_store loop_store
#define qh_lanes_add loop_add
#define qh_lanes_less loop_less
#define qh_lanes_times loop_times
#define qh_lanes_greater loop_greater
#define qh_lanes_same loop_same
#define qh_lanes_whole loop_whole
#define qh_lanes_exp loop_exp
#include "script/lanes.h"
#undef qh_lanes
#undef qh_lanes_all
#undef qh_lanes_load
#undef qh_lanes_of_integers
#undef qh_lanes_store
#undef qh_lanes_add
#undef qh_lanes_less
#undef qh_lanes_times
#undef qh_lanes_greater
#undef qh_lanes_same
#undef qh_lanes_whole
#undef qh_lanes_exp

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t next(uint32_t *seed) { return *seed = *seed * 1664525u + 1013904223u; }

static void draw(uint32_t *seed, float x[4]) {
    for (int i = 0; i < 4; i++)
        x[i] = (float)(int32_t)next(seed) / 16777216.0f;
}

static void assert_same(qh_lanes a, loop b) {
    float x[4], y[4];
    qh_lanes_store(x, a);
    loop_store(y, b);
    assert_memory_equal(x, y, sizeof x);
}

static void operations_agree(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        float x[4], y[4];
        draw(&seed, x);
        draw(&seed, y);
        y[round % 4] = x[round % 4];
        qh_lanes a = qh_lanes_load(x), b = qh_lanes_load(y);
        loop c = loop_load(x), d = loop_load(y);
        assert_same(qh_lanes_add(a, b), loop_add(c, d));
        assert_same(qh_lanes_less(a, b), loop_less(c, d));
        assert_same(qh_lanes_times(a, b), loop_times(c, d));
        assert_same(qh_lanes_greater(a, b), loop_greater(c, d));
        assert_same(qh_lanes_all(x[0]), loop_all(x[0]));
        assert_int_equal(qh_lanes_same(a, b), loop_same(c, d));
        assert_int_not_equal(qh_lanes_same(a, b) & 1u << round % 4, 0);
    }
}

static void integers_agree(void **state) {
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 20000; round++) {
        uint32_t whole[4] = {next(&seed), next(&seed) >> 8, next(&seed) >> 20, (uint32_t)round};
        assert_same(qh_lanes_of_integers(whole), loop_of_integers(whole));
    }
}

static void powers_agree_and_are_right(void **state) {
    (void)state;
    for (int i = 0; i < 80000; i++) {
        float x[4] = {(float)-i / 1000, (float)-i / 1001, (float)-i / 1009, (float)-i / 1013}, y[4];
        qh_lanes a = qh_lanes_exp(qh_lanes_load(x));
        assert_same(a, loop_exp(loop_load(x)));
        qh_lanes_store(y, a);
        for (int k = 0; k < 4; k++)
            assert_true(fabs(y[k] / exp(x[k]) - 1) < 2e-5);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_agree),
        cmocka_unit_test(integers_agree),
        cmocka_unit_test(powers_agree_and_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
