/* Texts copied from pages: what looks like one, what is known of lines, the model, memory that ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/plain.h"
#include "document/text_main.h"
#include "linguistics/lexicon.h"
#include "script/script.h"

static const char copied[] =
    "The old mill burned down - The Paper\nHome\nNews\nSport\nWeather\nSubscribe\nLog in\nThe old mill burned down\n"
    "The old mill at the river burned down in the night of Tuesday, and nobody was hurt. Firemen from three villages came, but "
    "there was little that they could do.\n"
    "It had stood there for two hundred years. Its last owner sold it to the town in spring, which wanted to make a museum of it "
    "and had already paid for a new roof.\n"
    "What caused the fire is not known yet. The mayor said that he would wait for the report before he decides whether it is built "
    "up again.\n"
    "Share this\nRead more\nHome\nImprint\nPrivacy\nTerms of use\nContact\n\xC2\xA9 2020 The Paper. All rights reserved.\n";

static const char prose[] =
    "Chapter I\n\nThe old mill at the river burned down in the night of Tuesday, and nobody was hurt.\n\n"
    "“Who was it?” she asked.\n\n“Nobody knows.”\n\n“Nobody?”\n\nHe shook his head, and they went home without a word.\n\n"
    "What caused the fire is not known yet. The mayor said that he would wait for the report.\n\nChapter II\n\n"
    "In the morning they met again, and this time he had brought his dog along.\n";

/* A text read up to the rules about its lines. */
typedef struct reading {
    quoth_document doc;
    qh_arena scratch, words;
    const qh_lexicon *lexicon;
    qh_parse p;
    qh_lines lines;
} reading;

static int read_text(reading *r, const qh_lexicon *lexicon, const quoth_allocator *allocator, const char *text) {
    static const quoth_input input = QUOTH_INPUT_INIT;
    qh_facts facts = {0};
    memset(r, 0, sizeof *r);
    qh_arena_init(&r->doc.arena, allocator);
    qh_arena_init(&r->scratch, allocator);
    r->doc.text = text;
    r->doc.size = strlen(text);
    r->p = (qh_parse){.doc = &r->doc, .lexicon = lexicon, .input = &input, .scratch = &r->scratch, .max_blocks = SIZE_MAX};
    return qh_script_runs(&r->doc) && qh_glue_points(&r->doc) && qh_plain_lines(&r->p, &r->lines, &facts) == QUOTH_OK;
}

static void close_text(reading *r) {
    qh_arena_free(&r->doc.arena);
    qh_arena_free(&r->scratch);
}

static const qh_lexicon *lexicon;
static qh_arena lexicon_arena;

static int open_lexicon(void **state) {
    (void)state;
    qh_arena_init(&lexicon_arena, &qh_default_allocator);
    return qh_lexicon_new(&lexicon_arena, &lexicon, NULL) != QUOTH_OK;
}

static int close_lexicon(void **state) {
    (void)state;
    qh_arena_free(&lexicon_arena);
    return 0;
}

static int looks_copied(const char *text) {
    reading r;
    assert_true(read_text(&r, lexicon, &qh_default_allocator, text));
    int answer = qh_text_looks_copied(&r.lines);
    close_text(&r);
    return answer;
}

static void copied_pages_are_told_from_prose(void **state) {
    (void)state;
    assert_true(looks_copied(copied));
    assert_false(looks_copied(prose));
    assert_false(looks_copied(""));
    assert_false(looks_copied("Home\nNews\nSport\nWeather\nSubscribe\nLog in\nImprint\n")); /* no text, no page */
}

static void the_embedded_model_is_whole(void **state) {
    (void)state;
    size_t size;
    const char *why;
    qh_model file;
    qh_text_model model;
    const uint8_t *bytes = qh_text_model_bytes(&size);
    assert_true(qh_model_open(bytes, size, &file, &why));
    assert_true(qh_text_model_of(&file, 1, &model));
    assert_true(size < 60 * 1024);
    file.features++;
    assert_false(qh_text_model_of(&file, 1, &model));
}

static void lines_are_leaves(void **state) {
    (void)state;
    reading r;
    qh_text_page page;
    assert_true(read_text(&r, lexicon, &qh_default_allocator, copied));
    assert_true(qh_text_page_of(&r.scratch, copied, &r.lines, &page));
    assert_int_equal(page.facts.count, 19);
    assert_true(page.english);
    assert_int_equal(page.facts.leaves[1].copies, 2); /* Home */
    assert_int_equal(page.facts.leaves[13].copy, 1);
    assert_int_equal(page.facts.leaves[7].title_share, 255);
    assert_true(qh_text_is_sentence(&page, 8) && !qh_text_is_sentence(&page, 7));
    assert_int_equal(page.run[10], 8);
    assert_int_equal(page.run[11], 11);
    close_text(&r);
}

static void tokens_fit_their_room(void **state) {
    (void)state;
    char line[4000] = "";
    for (int i = 0; i < 300; i++)
        snprintf(line + strlen(line), sizeof line - strlen(line), "word%d ", i);
    reading r;
    qh_text_page page;
    uint16_t tokens[QH_TEXT_TOKENS_MOST];
    assert_true(read_text(&r, lexicon, &qh_default_allocator, line));
    assert_true(qh_text_page_of(&r.scratch, line, &r.lines, &page));
    size_t count = qh_text_tokens(&page, 0, tokens);
    assert_in_range(count, 10, QH_TEXT_TOKENS_MOST);
    for (size_t i = 0; i < count; i++)
        assert_true(tokens[i] < 1 << QH_HTML_WEIGHT_BITS);
    close_text(&r);
}

static void menus_and_footers_are_no_main_content(void **state) {
    (void)state;
    reading r;
    assert_true(read_text(&r, lexicon, &qh_default_allocator, copied));
    assert_true(qh_text_main(&r.p, &r.lines));
    for (size_t i = 0; i < r.lines.list.count; i++) {
        const qh_line *line = &r.lines.list.items[i];
        assert_true(line->main_probability >= 0 && line->main_probability <= 1);
        if (i >= 8 && i < 11)
            assert_true(line->main == QH_MAIN_YES && line->kind == QUOTH_BLOCK_PARAGRAPH);
        else if (i != 0 && i != 7)
            assert_int_not_equal(line->main, QH_MAIN_YES); /* or by its kind: a link, a label */
    }
    close_text(&r);
}

static void prose_is_left_alone(void **state) {
    (void)state;
    reading r;
    assert_true(read_text(&r, lexicon, &qh_default_allocator, prose));
    assert_true(qh_text_main(&r.p, &r.lines));
    for (size_t i = 0; i < r.lines.list.count; i++)
        assert_int_equal(r.lines.list.items[i].main, QH_MAIN_BY_KIND);
    close_text(&r);
}

/* ---- memory ---- */

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

/* Reads with memory that never ends, decides with the meter's. */
static int decide_with(meter *m, const char *text) {
    quoth_allocator allocator = {m, take, give};
    reading r;
    qh_arena arena;
    assert_true(read_text(&r, lexicon, &qh_default_allocator, text));
    qh_arena_init(&arena, &allocator);
    r.p.scratch = &arena;
    int good = qh_text_main(&r.p, &r.lines);
    qh_arena_free(&arena);
    close_text(&r);
    assert_int_equal(m->live, 0);
    return good;
}

static void memory_may_end_anywhere(void **state) {
    (void)state;
    size_t room = 200000, used = 0;
    char *text = malloc(room);
    assert_non_null(text);
    for (int i = 0; i < 700; i++)
        used += (size_t)snprintf(text + used, room - used,
                                 i % 3 ? "Menu %d\n" : "This is sentence number %d, and it is of some length.\n", i);
    meter whole = {0, 0, 0};
    assert_true(decide_with(&whole, text));
    assert_true(whole.calls > 3);
    for (size_t at = 1; at <= whole.calls; at++) {
        meter failing = {0, 0, at};
        assert_false(decide_with(&failing, text));
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copied_pages_are_told_from_prose),
        cmocka_unit_test(the_embedded_model_is_whole),
        cmocka_unit_test(lines_are_leaves),
        cmocka_unit_test(tokens_fit_their_room),
        cmocka_unit_test(menus_and_footers_are_no_main_content),
        cmocka_unit_test(prose_is_left_alone),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
