/* The format of model files: any bytes may come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"
#include "script/language.h"
#include "script/language_table.h"

static void put32(uint8_t *at, uint32_t value) {
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

enum { SMALL = 64 + 2 * 64 };

/* Two sections, "abcd" with 5 bytes and "efgh" with 3. */
static void make_small(uint8_t *bytes) {
    memset(bytes, 0, SMALL);
    memcpy(bytes, "QHMODEL", 8);
    put32(bytes + 8, QH_MODEL_FORMAT);
    put32(bytes + 12, 7);
    put32(bytes + 16, SMALL);
    put32(bytes + 20, 2);
    memcpy(bytes + 32, "abcd", 4);
    put32(bytes + 36, 64);
    put32(bytes + 40, 5);
    memcpy(bytes + 48, "efgh", 4);
    put32(bytes + 52, 128);
    put32(bytes + 56, 3);
    memcpy(bytes + 64, "hello", 5);
    memcpy(bytes + 128, "you", 3);
    put32(bytes + 24, qh_model_checksum(bytes, SMALL));
}

static int opens(const uint8_t *bytes, size_t size, const char **why) {
    qh_model model;
    *why = NULL;
    int good = qh_model_open(bytes, size, &model, why);
    assert_true(good || *why);
    return good;
}

static void test_small(void **state) {
    (void)state;
    uint8_t bytes[SMALL];
    qh_model model;
    const char *why;
    size_t size;
    make_small(bytes);
    assert_true(qh_model_open(bytes, sizeof bytes, &model, &why));
    assert_int_equal(model.features, 7);
    assert_memory_equal(qh_model_section(&model, "efgh", &size), "you", 3);
    assert_int_equal(size, 3);
    assert_memory_equal(qh_model_section(&model, "abcd", &size), "hello", 5);
    assert_null(qh_model_section(&model, "zzzz", &size));
}

static void test_crc(void **state) {
    (void)state;
    assert_int_equal(qh_crc32(0, "123456789", 9), 0xCBF43926);
    assert_int_equal(qh_crc32(qh_crc32(0, "1234", 4), "56789", 5), 0xCBF43926);
}

/* Each byte changed, each length cut: refused with a sentence. Copies make the sanitizer see every read. */
static void test_damage(void **state) {
    (void)state;
    uint8_t bytes[SMALL];
    const char *why;
    make_small(bytes);
    for (size_t size = 0; size < SMALL; size++) {
        uint8_t *copy = malloc(size ? size : 1);
        assert_non_null(copy);
        memcpy(copy, bytes, size);
        assert_false(opens(copy, size, &why));
        free(copy);
    }
    for (size_t i = 0; i < SMALL; i++)
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] ^= (uint8_t)(1 << bit);
            assert_false(opens(bytes, SMALL, &why));
            bytes[i] ^= (uint8_t)(1 << bit);
        }
}

/* A right checksum over wrong bounds. */
static void test_bounds(void **state) {
    (void)state;
    static const uint32_t wrong[][2] = {{36, 65}, {36, 1024}, {36, 0xFFFFFFF0}, {40, 0xFFFFFFFF}, {40, 65},
                                        {52, 32}, {20, 3},    {20, 0xFFFFFFFF}, {16, 1}};
    const char *why;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint8_t bytes[SMALL];
        make_small(bytes);
        put32(bytes + wrong[i][0], wrong[i][1]);
        put32(bytes + 24, qh_model_checksum(bytes, SMALL));
        assert_false(opens(bytes, SMALL, &why));
    }
}

static void test_embedded(void **state) {
    (void)state;
    size_t size;
    const uint8_t *bytes = qh_language_model(&size);
    qh_model model;
    qh_language_table table;
    const char *why = "";
    assert_true(size <= 1 << 20);
    if (!qh_model_open(bytes, size, &model, &why))
        fail_msg("%s", why);
    assert_true(qh_language_table_of(&model, &table));
    assert_true(qh_language_table_fits(&table));
    qh_language_table embedded = qh_language_embedded(); /* takes the sections by their order */
    assert_ptr_equal(embedded.chars, table.chars);
    assert_ptr_equal(embedded.table, table.table);
    assert_ptr_equal(embedded.codes, table.codes);
    assert_ptr_equal(embedded.heats, table.heats);
    assert_int_equal(embedded.buckets, table.buckets);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),  cmocka_unit_test(test_crc),      cmocka_unit_test(test_damage),
        cmocka_unit_test(test_bounds), cmocka_unit_test(test_embedded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
