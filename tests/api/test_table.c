/* The packed tables: what a binding reads is what the records say. */
#include "support.h"

static quoth_engine *engine;
static quoth_document *doc;

static int open_document(void **state) {
    (void)state;
    engine = new_engine(NULL);
    doc = parse(engine, page, strlen(page), NULL);
    return 0;
}

static int close_document(void **state) {
    (void)state;
    quoth_document_release(doc);
    quoth_engine_release(engine);
    return 0;
}

static int64_t *pack(int32_t table, int32_t unit, size_t *need) {
    assert_int_equal(quoth_document_pack(doc, table, unit, NULL, 0, need, NULL), QUOTH_OK);
    size_t size = *need;
    int64_t *words = malloc(size);
    assert_non_null(words);
    assert_int_equal(quoth_document_pack(doc, table, unit, words, size, need, NULL), QUOTH_OK);
    assert_int_equal(*need, size);
    return words;
}

static size_t column(int32_t table, const char *name) {
    for (size_t i = 0;; i++) {
        const char *found = quoth_table_column(table, i);
        assert_non_null(found);
        if (strcmp(found, name) == 0)
            return i;
    }
}

static const int64_t *row_of(const int64_t *words, size_t row) {
    return words + (size_t)words[3] / sizeof *words + row * (size_t)words[2];
}

static void refuses_wrong_arguments(void **state) {
    (void)state;
    size_t need;
    quoth_error err = {0};
    assert_int_equal(quoth_document_pack(NULL, 0, 0, NULL, 0, &need, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_pack(doc, 0, 0, NULL, 8, &need, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_pack(doc, 0, 0, NULL, 0, NULL, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_pack(doc, -1, 0, NULL, 0, &need, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_pack(doc, QUOTH_TABLE_MARKS + 1, 0, NULL, 0, &need, &err), QUOTH_ERROR_ARGUMENT);
    assert_int_equal(quoth_document_pack(doc, 0, 3, NULL, 0, &need, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(quoth_table_name(-1));
    assert_null(quoth_table_name(QUOTH_TABLE_MARKS + 1));
    assert_null(quoth_table_column(-1, 0));
    assert_null(quoth_table_column(QUOTH_TABLE_GLUE, 3));
}

static void packs_every_table(void **state) {
    (void)state;
    const size_t rows[] = {
        [QUOTH_TABLE_BLOCKS] = quoth_document_block_count(doc),     [QUOTH_TABLE_SCRIPTS] = quoth_document_script_run_count(doc),
        [QUOTH_TABLE_QUOTES] = quoth_document_quote_count(doc),     [QUOTH_TABLE_SPEAKERS] = quoth_document_speaker_count(doc),
        [QUOTH_TABLE_ARTICLES] = quoth_document_article_count(doc), [QUOTH_TABLE_MARKS] = quoth_document_mark_count(doc)};
    for (int32_t table = QUOTH_TABLE_BLOCKS; table <= QUOTH_TABLE_MARKS; table++) {
        size_t need, words = 0;
        int64_t *packed = pack(table, QUOTH_UNIT_BYTE, &need);
        while (quoth_table_column(table, words))
            words++;
        assert_int_equal(packed[0], 1);
        assert_int_equal(packed[2], words);
        if (table < QUOTH_TABLE_MENTIONS || table == QUOTH_TABLE_ARTICLES || table == QUOTH_TABLE_MARKS)
            assert_int_equal(packed[1], rows[table]);
        assert_true(need >= (size_t)packed[3] + (size_t)packed[1] * words * sizeof *packed);
        free(packed);
    }
}

static void quotes_are_the_records(void **state) {
    (void)state;
    size_t need;
    int64_t *words = pack(QUOTH_TABLE_QUOTES, QUOTH_UNIT_CODE_POINT, &need);
    assert_true(words[1] >= 3);
    for (size_t i = 0; i < (size_t)words[1]; i++) {
        const quoth_quote *quote = quoth_document_quote(doc, i);
        const int64_t *row = row_of(words, i);
        assert_int_equal(row[column(QUOTH_TABLE_QUOTES, "type")], quote->type);
        assert_int_equal(row[column(QUOTH_TABLE_QUOTES, "speaker")], quote->speaker);
        assert_memory_equal(&row[column(QUOTH_TABLE_QUOTES, "confidence")], &quote->confidence, sizeof quote->confidence);
        size_t parts = column(QUOTH_TABLE_QUOTES, "parts_at");
        assert_int_equal(row[parts + 1], quote->part_count);
        for (size_t n = 0; n < quote->part_count; n++) {
            const int64_t *part = words + (size_t)row[parts] / sizeof *words + 2 * n;
            assert_int_equal(part[0], quoth_document_offset(doc, quote->parts[n].start, QUOTH_UNIT_CODE_POINT));
            assert_int_equal(part[1], quoth_document_offset(doc, quote->parts[n].end, QUOTH_UNIT_CODE_POINT));
        }
        size_t cue = column(QUOTH_TABLE_QUOTES, "cue_start");
        assert_int_equal(row[cue] < 0, quote->cue.start == quote->cue.end);
        const char *evidence = (const char *)words + row[column(QUOTH_TABLE_QUOTES, "evidence_at")];
        assert_int_equal(row[column(QUOTH_TABLE_QUOTES, "evidence_size")], strlen(quote->evidence));
        assert_memory_equal(evidence, quote->evidence, strlen(quote->evidence));
    }
    free(words);
}

static void mentions_are_those_of_the_speakers(void **state) {
    (void)state;
    size_t need, row = 0;
    int64_t *words = pack(QUOTH_TABLE_MENTIONS, QUOTH_UNIT_BYTE, &need);
    for (size_t s = 0; s < quoth_document_speaker_count(doc); s++) {
        const quoth_speaker *speaker = quoth_document_speaker(doc, s);
        for (size_t n = 0; n < speaker->mention_count; n++, row++) {
            const int64_t *found = row_of(words, row);
            assert_int_equal(found[column(QUOTH_TABLE_MENTIONS, "speaker")], s);
            assert_int_equal(found[column(QUOTH_TABLE_MENTIONS, "start")], speaker->mentions[n].start);
            assert_int_equal(found[column(QUOTH_TABLE_MENTIONS, "end")], speaker->mentions[n].end);
        }
    }
    assert_int_equal(row, words[1]);
    assert_true(row > 0);
    free(words);
}

/* Nothing is written behind the room, however small it is. */
static void keeps_within_the_room(void **state) {
    (void)state;
    for (int32_t table = QUOTH_TABLE_BLOCKS; table <= QUOTH_TABLE_MARKS; table++) {
        size_t need, whole;
        int64_t *words = pack(table, QUOTH_UNIT_UTF16, &whole);
        for (size_t room = 0; room < whole; room += 8) {
            char *out = malloc(room + 1); /* the sanitizer watches its end */
            assert_non_null(out);
            out[room] = 'x';
            assert_int_equal(quoth_document_pack(doc, table, QUOTH_UNIT_UTF16, out, room, &need, NULL), QUOTH_OK);
            assert_int_equal(need, whole);
            assert_int_equal(out[room], 'x');
            free(out);
        }
        free(words);
    }
}

static void an_empty_document_has_empty_tables(void **state) {
    (void)state;
    quoth_document *empty = parse(engine, "", 0, NULL);
    for (int32_t table = QUOTH_TABLE_BLOCKS; table <= QUOTH_TABLE_MARKS; table++) {
        int64_t words[4];
        size_t need;
        assert_int_equal(quoth_document_pack(empty, table, QUOTH_UNIT_BYTE, words, sizeof words, &need, NULL), QUOTH_OK);
        assert_int_equal(need, sizeof words);
        assert_int_equal(words[1], 0);
    }
    quoth_document_release(empty);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_wrong_arguments), cmocka_unit_test(packs_every_table),
        cmocka_unit_test(quotes_are_the_records),  cmocka_unit_test(mentions_are_those_of_the_speakers),
        cmocka_unit_test(keeps_within_the_room),   cmocka_unit_test(an_empty_document_has_empty_tables),
    };
    return cmocka_run_group_tests(tests, open_document, close_document);
}
