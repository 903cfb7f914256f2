/* HTML through the public functions: spans lead back to the source, hostile pages stay whole and cheap. */
#include "support.h"

#include <time.h>

#ifdef __SANITIZE_ADDRESS__
enum { SLOWED = 6 };
#else
enum { SLOWED = 1 };
#endif

static const quoth_input html = {.struct_size = sizeof(quoth_input), .media_type = "text/html"};

static quoth_document *parse_html(const quoth_engine *engine, const char *bytes) {
    return parse(engine, bytes, strlen(bytes), &html);
}

static const quoth_block *block_with(const quoth_document *doc, const char *wanted) {
    const char *text = quoth_document_text(doc, NULL);
    for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        if (block->end - block->start == strlen(wanted) && !memcmp(text + block->start, wanted, strlen(wanted)))
            return block;
    }
    fail_msg("no block \"%s\"", wanted);
    return NULL;
}

static void a_span_leads_back_to_its_source(void **state) {
    (void)state;
    static const char page_bytes[] = "<!DOCTYPE html><body><p>Salt &amp; <b>\n  smoke</b></p><p>Ende</p>";
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc = parse_html(engine, page_bytes);
    assert_string_equal(quoth_document_source(doc)->type, "html");
    const quoth_block *block = block_with(doc, "Salt & smoke");
    quoth_span source = quoth_document_source_span(doc, (quoth_span){block->start, block->end});
    assert_memory_equal(page_bytes + source.start, "Salt &amp;", 10);
    assert_memory_equal(page_bytes + source.end - 5, "smoke", 5);
    source = quoth_document_source_span(doc, (quoth_span){block->start + 5, block->start + 6});
    assert_int_equal(source.end - source.start, 5); /* &amp; */
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

#define TEXT                                                                                                                       \
    "<p>The ferry between the two harbours will run all winter, the office said, since the new boat can stand rough water.</p>"    \
    "<p>Fishermen had asked for it for years, and the council agreed when the pier on the other side was finished in June.</p>"

static void cells_have_places(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc =
        parse_html(engine, "<title>Night ferry</title><article><h1>Night ferry</h1>" TEXT "<table><tr><th colspan=2>Way there"
                           "<th>Way back<tr><td rowspan=2>Monday<td>six<td>seven<tr><td><td>nine</table>" TEXT);
    static const struct {
        const char *text;
        int32_t row, column, header;
    } cells[] = {{"Way there", 0, 0, 1}, {"Way back", 0, 2, 1}, {"Monday", 1, 0, 0},
                 {"six", 1, 1, 0},       {"seven", 1, 2, 0},    {"nine", 2, 2, 0}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const quoth_block *block = block_with(doc, cells[i].text);
        assert_int_equal(block->kind, QUOTH_BLOCK_TABLE_CELL);
        assert_int_equal(block->row, cells[i].row);
        assert_int_equal(block->column, cells[i].column);
        assert_int_equal(block->header, cells[i].header);
    }
    quoth_document_release(doc);
    doc = parse_html(engine,
                     "<article><h1>Night ferry</h1>" TEXT "<table role=presentation><tr><td>Left side<td>Right side</table>" TEXT);
    assert_int_not_equal(block_with(doc, "Left side")->kind, QUOTH_BLOCK_TABLE_CELL);
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

/* ---- hostile pages ---- */

static char *repeated(const char *before, const char *piece, size_t count, const char *behind, size_t *size) {
    size_t first = strlen(before), each = strlen(piece);
    *size = first + count * each + strlen(behind);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    memcpy(bytes, before, first);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + first + i * each, piece, each);
    memcpy(bytes + first + count * each, behind, strlen(behind) + 1);
    return bytes;
}

static void tiles(const quoth_document *doc) {
    size_t size, at = 0;
    const char *text = quoth_document_text(doc, &size);
    for (size_t i = 0; i <= quoth_document_block_count(doc); i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        size_t start = block ? block->start : size;
        assert_true(start >= at);
        for (; at < start; at++)
            assert_true(text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\f' || text[at] == '\r');
        at = block ? block->end : size;
    }
}

static double seconds_of(const quoth_engine *engine, const char *piece, size_t count) {
    size_t size;
    char *bytes = repeated("<!DOCTYPE html><body>", piece, count, "", &size);
    clock_t start = clock();
    quoth_document *doc = parse(engine, bytes, size, &html);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    tiles(doc);
    quoth_document_release(doc);
    free(bytes);
    return seconds;
}

/* Four times the page takes about four times as long; quadratic time would be sixteen times. */
static void pictures_keep_their_words(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc =
        parse_html(engine, "<p>Sales rose in spring.</p><svg><title>Chart</title><desc>Bars</desc><style>.a{}</style><g>"
                           "<text x=1>April <tspan>2019</tspan></text><text>May</text></g></svg><p>Then they fell.</p>");
    assert_string_equal(quoth_document_text(doc, NULL), "Sales rose in spring.\n\nApril 2019\n\nMay\n\nThen they fell.");
    block_with(doc, "April 2019");
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

static void a_frame_that_closes_itself_swallows_nothing(void **state) {
    (void)state;
    quoth_engine *engine = new_engine(NULL);
    quoth_document *doc =
        parse_html(engine, "<body><noscript><iframe src=a /></noscript><p>One.</p><iframe>Two</iframe><p>Three.</p>");
    assert_string_equal(quoth_document_text(doc, NULL), "One.\n\nThree.");
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

static void hostile_pages_are_read_in_linear_time(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "<div>x ",    "<p>x ",       "<b>x ",        "<a href=y>x ",   "<table>x ",      "<table><tr><td>x ", "<li>x ",
        "<ul><li>x ", "<svg>x ",     "<math>x ",     "<template>x ",   "<select>x ",     "<button>x ",        "<article><h1>x",
        "<font>x ",   "<nobr>x ",    "<form>x ",     "<details>x ",    "<blockquote>x ", "<pre>x ",           "<section id=toc>x ",
        "<a><b><p>x", "<!--x",       "&amp &notit;", "<br><br>x ",     "<dl><dt>x<dd>y", "<ruby><rt>x",       "<h1>x ",
        "<tr><td>x",  "<table><th>", "<i></p>x",     "<div hidden>x ", "<marquee>x",     "<x-y>z ",           "<option>x"};
    quoth_engine *engine = new_engine(NULL);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        enum { SMALL = 3000 / SLOWED, LARGE = 4 * SMALL, TRIES = 3 };
        int linear = 0;
        for (int try = 0; try < TRIES && !linear; try++)
            linear = seconds_of(engine, pieces[i], LARGE) < 10 * seconds_of(engine, pieces[i], SMALL) + 0.02;
        if (!linear)
            fail_msg("more than linear: %s", pieces[i]);
    }
    quoth_engine_release(engine);
}

static void spans_of_cells_are_bounded(void **state) {
    (void)state;
    static const char *const pieces[] = {"<tr><td rowspan=65534 colspan=1000>x", "<td rowspan=99999999999 colspan=99999999>x",
                                         "<tr><td rowspan=65534>x<td>y"};
    quoth_engine *engine = new_engine(NULL);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t size;
        char *bytes = repeated("<table><tr><th>x<th>y", pieces[i], 5000, "</table>", &size);
        quoth_document *doc = parse(engine, bytes, size, &html);
        tiles(doc);
        quoth_document_release(doc);
        free(bytes);
    }
    quoth_engine_release(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_leads_back_to_its_source),
        cmocka_unit_test(cells_have_places),
        cmocka_unit_test(pictures_keep_their_words),
        cmocka_unit_test(a_frame_that_closes_itself_swallows_nothing),
        cmocka_unit_test(hostile_pages_are_read_in_linear_time),
        cmocka_unit_test(spans_of_cells_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
