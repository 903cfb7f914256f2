/* Kinds, tables, articles and repeats of HTML pages; pages made to take long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <quoth/quoth.h>

static quoth_engine *engine;

static int set_up(void **state) {
    (void)state;
    return quoth_engine_new(NULL, &engine, NULL) == QUOTH_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    quoth_engine_release(engine);
    return 0;
}

static quoth_document *parse_bytes(const char *source, size_t size) {
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_document *doc = NULL;
    input.media_type = "text/html";
    input.charset = "utf-8";
    assert_int_equal(quoth_parse(engine, source, size, &input, &doc, NULL), QUOTH_OK);
    return doc;
}

static quoth_document *parse(const char *source) { return parse_bytes(source, strlen(source)); }

/* The first block whose text begins so. */
static const quoth_block *block_of(const quoth_document *doc, const char *start) {
    const char *text = quoth_document_text(doc, NULL);
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        if (block->end - block->start >= strlen(start) && !memcmp(text + block->start, start, strlen(start)))
            return block;
    }
    fail_msg("no block begins with %s", start);
    return NULL;
}

static int32_t index_of(const quoth_document *doc, const char *start) {
    return (int32_t)(block_of(doc, start) - quoth_document_block(doc, 0));
}

static int32_t kind_of(const quoth_document *doc, const char *start) { return block_of(doc, start)->kind; }

static void check_cell(const quoth_document *doc, const char *start, int32_t row, int32_t column, int32_t header) {
    const quoth_block *block = block_of(doc, start);
    assert_int_equal(block->kind, QUOTH_BLOCK_TABLE_CELL);
    assert_int_equal(block->row, row);
    assert_int_equal(block->column, column);
    assert_int_equal(block->header, header);
}

static void cells_stand_where_spans_leave_room(void **state) {
    (void)state;
    quoth_document *doc =
        parse("<h1>T</h1><table><thead><tr><td>aa<td colspan=2>bb<td rowspan=0>cc</thead>"
              "<tbody><tr><th rowspan=2>dd<td>ee<td>ff<tr><td colspan=2>gg<td>hh<tr><td>ii</tbody><tfoot><tr><td>foot</table>");
    check_cell(doc, "aa", 0, 0, 1);
    check_cell(doc, "bb", 0, 1, 1);
    check_cell(doc, "cc", 0, 3, 1);
    check_cell(doc, "dd", 1, 0, 1);
    check_cell(doc, "ff", 1, 2, 0);
    check_cell(doc, "gg", 2, 1, 0);
    check_cell(doc, "hh", 2, 3, 0);
    check_cell(doc, "ii", 3, 0, 0);
    check_cell(doc, "foot", 4, 0, 0);
    quoth_document_release(doc);
}

static void layout_tables_hold_paragraphs(void **state) {
    (void)state;
    static const char *const pages[] = {
        "<h1>T</h1><table role=presentation><tr><td>Some words.<td>b<tr><td>c<td>d</table>",
        "<h1>T</h1><table><tr><td>Some words.<tr><td>b<tr><td>c</table>",
        "<h1>T</h1><table><tr><td>Some words.<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f<td>g</table></table>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        quoth_document *doc = parse(pages[i]);
        assert_int_equal(kind_of(doc, "Some words."), QUOTH_BLOCK_PARAGRAPH);
        quoth_document_release(doc);
    }
}

static void items_know_their_parents(void **state) {
    (void)state;
    quoth_document *doc =
        parse("<h1>T</h1><p>Bring these:<ol><li>one<ul><li>inner<ul><li>deep</ul></ul><li><p>two<p>more of two</ol>");
    assert_int_equal(kind_of(doc, "Bring"), QUOTH_BLOCK_LABEL);
    assert_int_equal(block_of(doc, "one")->parent, index_of(doc, "Bring"));
    assert_int_equal(block_of(doc, "two")->parent, index_of(doc, "Bring"));
    assert_int_equal(block_of(doc, "inner")->parent, index_of(doc, "one"));
    assert_int_equal(block_of(doc, "deep")->parent, index_of(doc, "inner"));
    assert_int_equal(block_of(doc, "more of two")->parent, index_of(doc, "two"));
    assert_int_equal(block_of(doc, "deep")->level, 3);
    quoth_document_release(doc);
}

static void a_role_makes_a_heading(void **state) {
    (void)state;
    quoth_document *doc =
        parse("<h1>A title</h1><div role=heading aria-level=4>Part</div><p>Text enough for a page to be one, and more.</p>");
    assert_int_equal(kind_of(doc, "Part"), QUOTH_BLOCK_HEADING);
    assert_int_equal(block_of(doc, "Part")->level, 4);
    quoth_document_release(doc);
}

static void the_title_agrees_with_the_page(void **state) {
    (void)state;
    quoth_document *doc = parse("<title>The crane of the north quay | Harbour News</title><h1>Harbour News</h1>"
                                "<h2>The crane of the north quay</h2><p>It lifts timber.</p>");
    assert_int_equal(kind_of(doc, "The crane"), QUOTH_BLOCK_TITLE);
    assert_int_equal(kind_of(doc, "Harbour"), QUOTH_BLOCK_HEADING);
    quoth_document_release(doc);
}

static void nearly_the_same_is_a_repeat(void **state) {
    (void)state;
#define TEXT "a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo"
    quoth_document *doc =
        parse("<h1>T</h1><p>First " TEXT "<p>Other " TEXT "<p>Far a b c d e f g h i nn oo pp qq rr ss tt uu vv ww xx yy zz ab "
              "ac ad ae af ag ah ai aj ak al am an ao ap aq ar");
    assert_int_equal(block_of(doc, "Other")->duplicate_of, index_of(doc, "First"));
    assert_int_equal(block_of(doc, "Far")->duplicate_of, -1);
    quoth_document_release(doc);
}

/* ---- pages made to take long ---- */

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

/* Seconds for `count` times the unit, and a check that its text arrived. */
static double time_of(const char *unit, size_t count) {
    size_t size = strlen(unit), used = 0;
    char *page = malloc(size * count + 64);
    assert_non_null(page);
    used = (size_t)sprintf(page, "<h1>T</h1>");
    for (size_t i = 0; i < count; i++, used += size)
        memcpy(page + used, unit, size);
    double begin = seconds();
    quoth_document *doc = parse_bytes(page, used);
    double spent = seconds() - begin;
    assert_true(quoth_document_block_count(doc) > 0);
    quoth_document_release(doc);
    free(page);
    return spent;
}

static void time_grows_with_the_page(void **state) {
    (void)state;
    static const char *const units[] = {"<div>x",
                                        "<li>x",
                                        "<ul><li>x",
                                        "<blockquote>x",
                                        "<section class=comments>x",
                                        "<article><h2>x</h2>y",
                                        "<table><tr><td>x",
                                        "<td rowspan=65534 colspan=1000>x",
                                        "<tr><td rowspan=65534>x<td rowspan=65533>y",
                                        "<table><tr><td colspan=1000 rowspan=2>x</table>",
                                        "<p>a b c d e f g h i j k l m n o p q r s t u v w x y z</p>",
                                        "<p>one two three four five six seven eight nine…"};
#ifdef __SANITIZE_ADDRESS__
    enum { FEW = 1000, MANY = 10000 };
#else
    enum { FEW = 10000, MANY = 100000 };
#endif
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double few = time_of(units[i], FEW), many = time_of(units[i], MANY);
        if (many > few * 30 + 1.5)
            fail_msg("%s: %.2f s for %d, %.2f s for %d", units[i], few, FEW, many, MANY);
    }
}

static void many_cells_in_a_table_end(void **state) {
    (void)state;
    enum { CELLS = 100000 };
    static const char cell[] = "<tr><td rowspan=65534 colspan=1000>x<td>y";
    char *page = malloc(sizeof cell * CELLS + 64);
    assert_non_null(page);
    size_t used = (size_t)sprintf(page, "<h1>T</h1><table><th>h");
    for (size_t i = 0; i < CELLS; i++, used += sizeof cell - 1)
        memcpy(page + used, cell, sizeof cell - 1);
    quoth_document *doc = parse_bytes(page, used);
    assert_int_equal(quoth_document_block_count(doc), 2 * CELLS + 2);
    assert_int_equal(quoth_document_block(doc, 2 * CELLS)->kind, QUOTH_BLOCK_TABLE_CELL);
    quoth_document_release(doc);
    free(page);
}

static void spans_lead_back_to_the_source(void **state) {
    (void)state;
    static const char page[] = "<h1>T&eacute;</h1><ul><li>one &amp; two</ul><table><tr><th>aa<th>bb<tr><td>cc<td>dd</table>";
    quoth_document *doc = parse(page);
    const quoth_block *item = block_of(doc, "one");
    quoth_span source = quoth_document_source_span(doc, (quoth_span){item->start, item->end});
    assert_int_equal(source.end - source.start, strlen("one &amp; two"));
    assert_memory_equal(page + source.start, "one &amp; two", source.end - source.start);
    quoth_document_release(doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_where_spans_leave_room), cmocka_unit_test(layout_tables_hold_paragraphs),
        cmocka_unit_test(items_know_their_parents),           cmocka_unit_test(a_role_makes_a_heading),
        cmocka_unit_test(the_title_agrees_with_the_page),     cmocka_unit_test(nearly_the_same_is_a_repeat),
        cmocka_unit_test(spans_lead_back_to_the_source),      cmocka_unit_test(many_cells_in_a_table_end),
        cmocka_unit_test(time_grows_with_the_page),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
