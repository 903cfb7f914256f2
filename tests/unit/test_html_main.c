/* Main content: trees that never leave their section, features that count what they say, a choice, memory that ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/html_kinds.h"
#include "document/html_main.h"
#include "text/simd.h"

/* ---- trees ---- */

/* One tree: column 1 at most 10 ? (column 0 at most 5 ? 100 : -200) : 7. */
static const uint8_t one_tree[] = {1, 0, 0, 0, 2, 0, 0, 0, 2, 3, 0, 0, 1, 10, 1, 4, 0, 5, 2, 3, 100, 0, 0x38, 0xFF, 7, 0, 0, 0};

enum { ROWS = 37 };

static void ask(int alike, int32_t sums[ROWS]) {
    qh_trees trees = qh_trees_of(one_tree);
    uint8_t rows[ROWS * 3] = {0}, room[3 * QH_TREES_AT_ONCE + sizeof one_tree];
    assert_true(qh_trees_room(&trees) <= sizeof room);
    for (int i = 0; i < ROWS; i++) {
        rows[3 * i] = (uint8_t)((alike & 1 ? 0 : i % 3) == 1 ? 6 : 5);
        rows[3 * i + 1] = (uint8_t)((alike & 2 ? 0 : i % 3) == 2 ? 11 : 10);
        sums[i] = i;
    }
    qh_trees_add(&trees, rows, 3, ROWS, room, sums);
}

/* Columns that are alike in all rows are asked once: neither, the first, the second, both. */
static void trees_add_leaves(void **state) {
    (void)state;
    static const int32_t wanted[4][3] = {{100, -200, 7}, {100, 100, 7}, {100, -200, 100}, {100, 100, 100}};
    assert_true(qh_trees_check(one_tree, sizeof one_tree));
    for (int alike = 0; alike < 4; alike++) {
        int32_t sums[ROWS];
        ask(alike, sums);
        for (int i = 0; i < ROWS; i++)
            assert_int_equal(sums[i], i + wanted[alike][i % 3]);
    }
}

/* Whatever instructions there are, the trees say the same. */
static void vectors_say_what_numbers_say(void **state) {
    (void)state;
#if defined(QH_SIMD_X86)
    if (qh_simd_best() != QH_SIMD_WITH_AVX2)
        skip();
    uint8_t rows[QH_TREES_AT_ONCE * 50];
    qh_lanes_of_bytes turned[2][37];
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (uint8_t)(i * 29 + i / 50);
    for (size_t count = 1; count <= QH_TREES_AT_ONCE; count += 31) {
        qh_trees_turn_portable(rows, 50, count, 37, turned[0]);
        qh_trees_turn_avx2(rows, 50, count, 37, turned[1]);
        assert_memory_equal(turned[0], turned[1], sizeof turned[0]);
    }
    qh_lanes_of_bytes columns[2];
    int32_t one[QH_TREES_AT_ONCE] = {0}, other[QH_TREES_AT_ONCE] = {0};
    for (int i = 0; i < QH_TREES_AT_ONCE; i++) {
        columns[0].of[i] = (uint8_t)(i * 37);
        columns[1].of[i] = (uint8_t)(i * 91);
    }
    qh_trees_sum_portable(one_tree + QH_TREES_HEAD, 1, columns, one);
    qh_trees_sum_avx2(one_tree + QH_TREES_HEAD, 1, columns, other);
    assert_memory_equal(one, other, sizeof one);
#else
    skip();
#endif
}

static void damaged_trees_are_refused(void **state) {
    (void)state;
    uint8_t damaged[sizeof one_tree];
    for (size_t size = 0; size < sizeof one_tree; size++)
        assert_false(qh_trees_check(one_tree, size));
    static const struct {
        size_t at;
        uint8_t value;
    } damages[] = {{0, 2}, {4, 1}, {8, 3}, {9, 2}, {12, 2}, {14, 0}, {15, 5}, {15, 2}, {18, 1}, {19, 2}};
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        memcpy(damaged, one_tree, sizeof damaged);
        damaged[damages[i].at] = damages[i].value;
        assert_false(qh_trees_check(damaged, sizeof damaged));
    }
}

static void the_embedded_model_is_whole(void **state) {
    (void)state;
    size_t size;
    const char *why;
    qh_model model;
    qh_html_main_model of;
    const uint8_t *bytes = qh_html_main_bytes(&size);
    assert_true(qh_model_open(bytes, size, &model, &why));
    assert_true(qh_html_main_model_of(&model, 1, &of));
    assert_true(size < 120 * 1024);
}

static void odds_are_probabilities(void **state) {
    (void)state;
    assert_float_equal(qh_html_probability(0), 0.5, 1e-9);
    assert_float_equal(qh_html_probability(QH_HTML_LOGIT), 0.7310585786, 1e-6);
    assert_float_equal(qh_html_probability(-3 * QH_HTML_LOGIT), 0.0474258732, 1e-6);
    assert_true(qh_html_probability(INT32_MAX) <= 1 && qh_html_probability(-INT32_MAX) >= 0);
}

static void numbers_become_bytes_in_order(void **state) {
    (void)state;
    for (uint64_t n = 1; n < 100000; n++)
        assert_true(qh_log_byte(n) >= qh_log_byte(n - 1));
    assert_int_equal(qh_log_byte(15), 15);
    assert_int_equal(qh_log_byte(16), 16);
    assert_int_equal(qh_log_byte(UINT64_MAX), 255);
    assert_int_equal(qh_share_byte(1, 2), 128);
    assert_int_equal(qh_share_byte(0, 0), 0);
    assert_int_equal(qh_share_byte(9, 3), 255);
}

/* ---- facts ---- */

typedef struct read_page {
    qh_arena arena;
    qh_html_page page;
    qh_html_facts facts;
} read_page;

static void read_source(read_page *p, const char *source) {
    qh_arena_init(&p->arena, &qh_default_allocator);
    p->page.classes = NULL;
    assert_int_equal(qh_html_parse(&p->arena, source, strlen(source), NULL, &p->page.tree, NULL), QUOTH_OK);
    assert_true(qh_html_leaves(&p->arena, &p->page.tree, &p->page.text));
    assert_true(qh_html_find_facts(&p->arena, &p->page, NULL, &p->facts));
}

static void leaves_are_counted(void **state) {
    (void)state;
    read_page p;
    read_source(&p, "<title>The Mill burned</title><body><h2>The mill burned down</h2>"
                    "<p>At 10:45 it was still quiet (<a href=x>they say</a>) then. Nobody saw a thing.</p>"
                    "<ul class='post-list a1'><li>Read on</li><li>Read on</li></ul>");
    assert_int_equal(p.facts.count, 4);
    const qh_html_counts *c = p.facts.leaves;
    assert_int_equal(c[0].words, 4);
    assert_int_equal(c[0].rank, 2);
    assert_int_equal(c[0].title_share, 255);
    assert_int_equal(c[0].title_words, 3);
    assert_int_equal(p.facts.title, 0);
    assert_int_equal(c[1].words, 14);
    assert_int_equal(c[1].links, 1);
    assert_int_equal(c[1].link_bytes, 8);
    assert_int_equal(c[1].dots, 2);
    assert_int_equal(c[1].capitals, 2);
    assert_int_equal(c[1].digits, 4);
    assert_true(c[1].clock && c[1].stop && c[1].sentences);
    assert_int_equal(c[2].copies, 2);
    assert_int_equal(c[3].copy, 1);
    assert_int_equal(c[2].seen, 0);
    assert_int_equal(c[3].seen, 255);
    assert_int_equal(p.facts.path[1][2], p.facts.path[1][3]);
    assert_int_not_equal(p.facts.path[1][1], p.facts.path[1][3]);
    qh_arena_free(&p.arena);
}

static void names_have_a_distance(void **state) {
    (void)state;
    read_page p;
    read_source(&p, "<div class=mainNav><div><p>one</p></div><section><p>two</p><p>three</p></section></div><p id=comments>four");
    assert_int_equal(p.facts.count, 4);
    const qh_html_element *of[4];
    for (size_t i = 0; i < 4; i++)
        of[i] = &p.facts.elements.items[p.facts.owner[i]];
    assert_int_equal(of[0]->distance[QH_NAME_NAV], 1);
    assert_int_equal(of[1]->distance[QH_NAME_NAV], 2);
    assert_int_equal(of[3]->distance[QH_NAME_NAV], QH_HTML_NOWHERE);
    assert_int_equal(of[3]->distance[QH_NAME_COMMENT], 0);
    assert_int_equal(of[1]->distance[QH_NAME_COMMENT], QH_HTML_NOWHERE);
    qh_arena_free(&p.arena);
}

/* The trainer sums the weights of tokens, the library those that it keeps by element. */
static void scores_are_sums_of_tokens(void **state) {
    (void)state;
    static int8_t table[1 << QH_HTML_WEIGHT_BITS];
    for (size_t i = 0; i < sizeof table; i++)
        table[i] = (int8_t)((int)(i * 37 % 251) - 125);
    qh_html_weights weights = {table, -3};
    read_page p;
    read_source(&p,
                "<div class='a-b cd' id=entryContent role=main><p>x<section class=foo><div><div><ul><li><b class='q r'>y</b></ul>");
    assert_int_equal(p.facts.count, 2);
    assert_true(qh_html_find_facts(&p.arena, &p.page, &weights, &p.facts));
    for (size_t leaf = 0; leaf < 2; leaf++) {
        uint16_t tokens[QH_HTML_TOKENS_MOST];
        int32_t sum = weights.bias;
        size_t count = qh_html_tokens(&p.facts, leaf, tokens);
        assert_true(count > 8);
        for (size_t i = 0; i < count; i++)
            sum += table[tokens[i]];
        assert_int_equal(qh_html_score(&p.facts, &weights, leaf), sum);
    }
    qh_arena_free(&p.arena);
}

/* Words of any language say what a short text introduces, and boxes are what they begin with. */
static void words_are_cues(void **state) {
    (void)state;
    read_page p;
    read_source(&p, "<div><p>The mill burned down in the night</p><p>Foto: dpa</p></div>"
                    "<aside><h3>Das könnte Sie auch interessieren</h3><ul><li>A mill</li><li>A river</li></ul></aside>"
                    "<div><p>\xC3\x84HNLICHE Texte</p><p>КОММЕНТАРИИ</p></div>");
    assert_int_equal(p.facts.count, 7);
    const qh_html_cues *c = p.facts.cues;
    assert_int_equal(c[0].intro, 0);
    assert_int_equal(c[0].share, 0);
    assert_int_equal(c[1].place[QH_CUE_PHOTO], 4);
    assert_int_equal(c[1].share, 255);
    assert_int_equal(c[1].intro, 1 << QH_INTRO_ORIGIN);
    assert_int_equal(c[2].place[QH_CUE_RELATED], 2);
    assert_int_equal(c[2].intro, 1 << QH_INTRO_RELATED);
    assert_int_equal(c[5].intro, 1 << QH_INTRO_RELATED);
    assert_int_equal(c[6].intro, 1 << QH_INTRO_COMMENTS);
    const qh_html_element *item = &p.facts.elements.items[p.facts.owner[4]], *text = &p.facts.elements.items[p.facts.owner[1]];
    assert_int_equal(item->intro[QH_INTRO_RELATED], 2);
    assert_int_equal(item->intro[QH_INTRO_COMMENTS], QH_HTML_NOWHERE);
    assert_int_equal(text->intro[QH_INTRO_ORIGIN], QH_HTML_NOWHERE);
    qh_arena_free(&p.arena);
}

/* ---- choosing ---- */

static void likely_leaves_and_the_lead_are_kept(void **state) {
    (void)state;
    read_page p;
    read_source(&p,
                "<title>A mill burned</title><p>Menu and more of it<h1>A mill burned</h1>"
                "<p>In the night of Tuesday an old mill burned down to its very ground.</p><p>Share this with all of your friends"
                "<p>The mill stood there for two hundred years, and nobody knows why it burned.</p><p>Imprint");
    static const int32_t unsure = -1 * QH_HTML_LOGIT, sure = 4 * QH_HTML_LOGIT;
    const int32_t logits[] = {-sure, -sure, unsure, -sure, sure, -sure};
    uint8_t kept[6] = {0};
    assert_int_equal(p.facts.count, 6);
    qh_html_main_choose(&p.facts, logits, kept);
    static const uint8_t wanted[] = {0, 0, 1, 0, 1, 0};
    assert_memory_equal(kept, wanted, sizeof wanted);
    qh_arena_free(&p.arena);
}

static void a_page_without_content_keeps_nothing(void **state) {
    (void)state;
    read_page p;
    read_source(&p, "<p>Page not found<p>Go to the start page");
    const int32_t logits[] = {-4 * QH_HTML_LOGIT, -4 * QH_HTML_LOGIT};
    uint8_t kept[2] = {0};
    qh_html_main_choose(&p.facts, logits, kept);
    assert_false(kept[0] || kept[1]);
    qh_arena_free(&p.arena);
}

/* ---- all of it ---- */

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

static int decide_with(meter *m, const char *source) {
    quoth_allocator allocator = {m, take, give};
    qh_arena arena;
    qh_html_page page = {.classes = NULL};
    qh_html_facts facts;
    qh_lines lines = {0};
    size_t size;
    const uint8_t *bytes = qh_html_main_bytes(&size);
    qh_model file = {bytes, (uint32_t)size, qh_le32(bytes + 12), qh_le32(bytes + 20)};
    qh_html_main_model model;
    qh_arena_init(&arena, &allocator);
    qh_html_main_model_of(&file, 0, &model);
    int good = qh_html_parse(&arena, source, strlen(source), NULL, &page.tree, NULL) == QUOTH_OK &&
               qh_html_leaves(&arena, &page.tree, &page.text) && qh_html_find_facts(&arena, &page, &model.weights, &facts) &&
               qh_html_kinds(&arena, &facts, &lines) && qh_html_main_logits(&arena, &facts, &lines, &model) != NULL;
    qh_arena_free(&arena);
    assert_int_equal(m->live, 0);
    return good;
}

static void memory_may_end_anywhere(void **state) {
    (void)state;
    char *source = malloc(200000);
    size_t used = 0;
    assert_non_null(source);
    for (int i = 0; i < 1500; i++)
        used += (size_t)snprintf(source + used, 200000 - used, "<div class='item n%d'><p>Word number %d of many words here.</div>",
                                 i, i);
    meter whole = {0, 0, 0};
    assert_true(decide_with(&whole, source));
    for (size_t at = 1; at <= whole.calls; at++) {
        meter failing = {0, 0, at};
        assert_false(decide_with(&failing, source));
    }
    free(source);
}

static void odd_pages_are_read(void **state) {
    (void)state;
    static const char *const sources[] = {"",
                                          "<p>",
                                          "x",
                                          "<svg><p>x",
                                          "<frameset><frame>",
                                          "<math><mi>x</mi></math>",
                                          "\xC2\xA0",
                                          "<p>\xE2\x80\xA6",
                                          "<h1></h1><title></title>",
                                          "<template><p>x</template>",
                                          "<p style=\"display: none\">x<p hidden>y"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        meter m = {0, 0, 0};
        assert_true(decide_with(&m, sources[i]));
    }
}

static const char story[] =
    "<!doctype html><title>The old mill burned down</title><body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a>"
    "<li><a href=/sport>Sport</a></ul></nav><main><article><h1>The old mill burned down</h1>"
    "<div class=article-body><p>The old mill at the river burned down in the night of Tuesday, and nobody was hurt. "
    "Firemen from three villages came, but there was little that they could do.</p>"
    "<p>It had stood there for two hundred years. Its last owner sold it to the town in spring, which wanted to make a museum "
    "of it and had already paid for a new roof.</p>"
    "<p>What caused the fire is not known yet. The mayor said that he would wait for the report before he decides whether it is "
    "built up again.</p></div></article></main>"
    "<footer class=site-footer><p><a href=/imprint>Imprint</a> <a href=/privacy>Privacy</a></p><p>Copyright 2020 The "
    "Paper</p></footer>";

/* The whole way, from bytes to the blocks of a document. */
static void an_article_is_the_main_content(void **state) {
    (void)state;
    quoth_engine *engine;
    quoth_document *doc;
    assert_int_equal(quoth_engine_new(NULL, &engine, NULL), QUOTH_OK);
    assert_int_equal(quoth_parse(engine, story, sizeof story - 1, NULL, &doc, NULL), QUOTH_OK);
    const char *text = quoth_document_text(doc, NULL);
    size_t paragraphs = 0;
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        assert_true(block->main_probability >= 0 && block->main_probability <= 1);
        int is_story = !strncmp(text + block->start, "The old mill at", 15) || !strncmp(text + block->start, "It had", 6) ||
                       !strncmp(text + block->start, "What caused", 11);
        paragraphs += is_story ? 1 : 0;
        if (is_story)
            assert_true(block->main && block->main_probability > 0.5 && block->kind == QUOTH_BLOCK_PARAGRAPH);
        if (!strncmp(text + block->start, "Home", 4) || !strncmp(text + block->start, "Imprint", 7))
            assert_true(!block->main && block->main_probability < 0.5 && block->kind != QUOTH_BLOCK_PARAGRAPH);
    }
    assert_int_equal(paragraphs, 3);
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_add_leaves),
        cmocka_unit_test(vectors_say_what_numbers_say),
        cmocka_unit_test(damaged_trees_are_refused),
        cmocka_unit_test(the_embedded_model_is_whole),
        cmocka_unit_test(odds_are_probabilities),
        cmocka_unit_test(numbers_become_bytes_in_order),
        cmocka_unit_test(leaves_are_counted),
        cmocka_unit_test(names_have_a_distance),
        cmocka_unit_test(scores_are_sums_of_tokens),
        cmocka_unit_test(words_are_cues),
        cmocka_unit_test(likely_leaves_and_the_lead_are_kept),
        cmocka_unit_test(a_page_without_content_keeps_nothing),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(odd_pages_are_read),
        cmocka_unit_test(an_article_is_the_main_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
