/* The arena, what it may take, the growable arrays and the error detail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/budget.h"
#include "base/error.h"
#include "base/vec.h"

typedef struct meter {
    size_t live, calls, fail_at;
} meter;

static void *take(void *user, size_t size) {
    meter *m = user;
    if (++m->calls == m->fail_at)
        return NULL;
    m->live += size;
    return malloc(size);
}

static void give(void *user, void *memory, size_t size) {
    ((meter *)user)->live -= size;
    free(memory);
}

static qh_arena arena_on(meter *m) {
    quoth_allocator allocator = {m, take, give};
    qh_arena arena;
    qh_arena_init(&arena, &allocator);
    return arena;
}

static void arena_gives_all_back(void **state) {
    (void)state;
    meter m = {0};
    qh_arena arena = arena_on(&m);
    for (size_t size = 0; size < 100000; size = size * 3 + 1) {
        char *memory = qh_arena_alloc(&arena, size);
        assert_non_null(memory);
        assert_int_equal((size_t)memory % _Alignof(max_align_t), 0);
        memset(memory, 0xA5, size);
    }
    assert_true(m.live > 0);
    qh_arena_free(&arena);
    assert_int_equal(m.live, 0);
}

static void last_allocation_grows_in_place(void **state) {
    (void)state;
    meter m = {0};
    qh_arena arena = arena_on(&m);
    char *first = qh_arena_alloc(&arena, 10);
    memcpy(first, "0123456789", 10);
    assert_ptr_equal(qh_arena_grow(&arena, first, 10, 100), first);
    assert_non_null(qh_arena_alloc(&arena, 1));
    char *moved = qh_arena_grow(&arena, first, 100, 200);
    assert_ptr_not_equal(moved, first);
    assert_memory_equal(moved, "0123456789", 10);
    qh_arena_free(&arena);
}

/* What a large array grew out of is given back at once: at the end there is little more than the array. */
static void large_arrays_leave_nothing_behind(void **state) {
    (void)state;
    enum { MANY = 100000 };
    meter m = {0};
    qh_arena arena = arena_on(&m);
    QH_VEC(size_t) large = {0}, other = {0};
    for (size_t i = 0; i < MANY; i++) {
        *(size_t *)qh_vec_push(&arena, &large) = i;
        if (i % 2)
            *(size_t *)qh_vec_push(&arena, &other) = i;
    }
    assert_true(m.live < (large.capacity + other.capacity) * sizeof *large.items + 70000);
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(large.items[i], i);
    qh_arena_free(&arena);
    assert_int_equal(m.live, 0);
}

static void a_budget_ends(void **state) {
    (void)state;
    meter m = {0};
    qh_budget budget;
    quoth_allocator outer = {&m, take, give}, within = qh_budget_open(&budget, &outer, 100);
    void *first = within.allocate(within.user, 60), *second = within.allocate(within.user, 40);
    assert_true(first && second);
    assert_int_equal(budget.is_passed, 0);
    assert_null(within.allocate(within.user, 1));
    assert_int_equal(budget.is_passed, 1);
    within.release(within.user, first, 60);
    assert_non_null(first = within.allocate(within.user, 60));
    give(&m, first, 60); /* as what outlives the budget is */
    give(&m, second, 40);
    assert_int_equal(m.live, 0);
}

static void sizes_that_overflow_are_refused(void **state) {
    (void)state;
    meter m = {0};
    qh_arena arena = arena_on(&m);
    assert_null(qh_arena_alloc(&arena, SIZE_MAX));
    assert_null(qh_arena_zalloc(&arena, SIZE_MAX / 2, 4));
    assert_null(qh_arena_copy(&arena, "", SIZE_MAX));
    assert_string_equal(qh_arena_copy(&arena, "quoth", 3), "quo");
    qh_arena_free(&arena);
}

static void array_keeps_its_elements(void **state) {
    (void)state;
    meter m = {0};
    qh_arena arena = arena_on(&m);
    QH_VEC(size_t) v = {0};
    for (size_t i = 0; i < 5000; i++) {
        size_t *p = qh_vec_push(&arena, &v);
        assert_non_null(p);
        *p = i;
    }
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(v.items[i], i);
    qh_arena_free(&arena);
}

static void full_array_survives_failure(void **state) {
    (void)state;
    meter m = {0, 0, 2};
    qh_arena arena = arena_on(&m);
    typedef struct piece {
        char bytes[512];
    } piece;
    QH_VEC(piece) v = {0};
    while (qh_vec_push(&arena, &v)) {
    }
    assert_true(v.count > 0 && v.count == v.capacity);
    qh_arena_free(&arena);
    assert_int_equal(m.live, 0);
}

static void error_is_filled_once(void **state) {
    (void)state;
    assert_int_equal(sizeof(quoth_error), 256);
    quoth_error err = {0};
    assert_int_equal(qh_fail(&err, QUOTH_ERROR_LIMIT, 7, "more than %d", 3), QUOTH_ERROR_LIMIT);
    assert_int_equal(err.code, QUOTH_ERROR_LIMIT);
    assert_int_equal(err.offset, 7);
    assert_string_equal(err.message, "more than 3");
    assert_int_equal(qh_fail_memory(NULL), QUOTH_ERROR_MEMORY);
    char longer[600];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    qh_fail(&err, QUOTH_ERROR_ARGUMENT, 0, "%s", longer);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_all_back),
        cmocka_unit_test(last_allocation_grows_in_place),
        cmocka_unit_test(large_arrays_leave_nothing_behind),
        cmocka_unit_test(a_budget_ends),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(array_keeps_its_elements),
        cmocka_unit_test(full_array_survives_failure),
        cmocka_unit_test(error_is_filled_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
