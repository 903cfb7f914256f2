/* Stages run on what the caller already has: blocks and sentences; progress. */
#include "support.h"

static quoth_engine *engine;

static int open_engine(void **state) {
    (void)state;
    return quoth_engine_new(NULL, &engine, NULL);
}

static int close_engine(void **state) {
    (void)state;
    quoth_engine_release(engine);
    return 0;
}

static quoth_span find(const char *text, const char *what) {
    const char *at = strstr(text, what);
    assert_non_null(at);
    return (quoth_span){(size_t)(at - text), (size_t)(at - text) + strlen(what)};
}

static void expect(const quoth_input *input, const char *says) {
    quoth_document *doc = (quoth_document *)&input;
    quoth_error err = {0};
    assert_int_equal(quoth_parse(engine, page, strlen(page), input, &doc, &err), QUOTH_ERROR_ARGUMENT);
    assert_null(doc);
    if (!strstr(err.message, says))
        fail_msg("\"%s\" does not say \"%s\"", err.message, says);
}

static void takes_blocks_with_kinds(void **state) {
    (void)state;
    const quoth_span blocks[] = {find(page, "\nBy Clara Novak\n"), find(page, "The old bridge"),
                                 find(page, "“It is safe,” said Mayor Ruth Adler."), find(page, "MR. OKAFOR: Who paid for it?"),
                                 find(page, "The state did. We are grateful.")};
    const int32_t kinds[] = {QUOTH_BLOCK_HEADING, QUOTH_BLOCK_CAPTION, -1, QUOTH_BLOCK_TURN, QUOTH_BLOCK_TURN};
    quoth_input input = QUOTH_INPUT_INIT;
    input.blocks = blocks;
    input.block_kinds = kinds;
    input.block_count = sizeof blocks / sizeof *blocks;
    quoth_document *doc = parse(engine, page, strlen(page), &input);
    assert_int_equal(quoth_document_block_count(doc), input.block_count);
    for (size_t i = 0; i < input.block_count; i++) {
        const quoth_block *block = quoth_document_block(doc, i);
        assert_int_equal(block->start, blocks[i].start + (i == 0)); /* trimmed */
        assert_int_equal(block->end, blocks[i].end - (i == 0));
        assert_int_equal(block->kind, kinds[i] < 0 ? QUOTH_BLOCK_PARAGRAPH : kinds[i]);
        assert_string_equal(block->script, "Latn");
    }
    assert_int_equal(quoth_document_block(doc, 3)->speaker_head.start, blocks[3].start);
    assert_int_equal(quoth_document_block(doc, 4)->turn, 3);
    assert_int_equal(quoth_document_quote_count(doc), 2); /* the quotation, and one turn of two paragraphs */
    assert_int_equal(quoth_document_quote(doc, 1)->part_count, 2);
    quoth_document_release(doc);
}

static void takes_blocks_without_kinds(void **state) {
    (void)state;
    quoth_span blocks[] = {{0, strlen(page)}};
    quoth_input input = QUOTH_INPUT_INIT;
    input.blocks = blocks;
    input.block_count = 1;
    quoth_document *doc = parse(engine, page, strlen(page), &input);
    assert_int_equal(quoth_document_block_count(doc), 1);
    assert_true(quoth_document_quote_count(doc) >= 1);
    quoth_document_release(doc);
    input.block_count = 0; /* no block at all */
    doc = parse(engine, page, strlen(page), &input);
    assert_int_equal(quoth_document_block_count(doc), 0);
    assert_int_equal(quoth_document_quote_count(doc), 0);
    quoth_document_release(doc);
}

static void reads_markup_as_text_where_blocks_are_given(void **state) {
    (void)state;
    const char html[] = "<p>“It floats,” said Ruth Adler.</p>";
    quoth_span blocks[] = {{3, strlen(html) - 4}};
    quoth_input input = QUOTH_INPUT_INIT;
    input.blocks = blocks;
    input.block_count = 1;
    quoth_document *doc = parse(engine, html, strlen(html), &input);
    assert_string_equal(quoth_document_text(doc, NULL), html);
    assert_string_equal(quoth_document_source(doc)->type, "text");
    quoth_document_release(doc);
    input.media_type = "text/html";
    expect(&input, "plain text only");
}

static void checks_blocks(void **state) {
    (void)state;
    quoth_span blocks[] = {{0, 6}, {4, 12}};
    int32_t kinds[] = {QUOTH_BLOCK_TITLE, 1000};
    quoth_input input = QUOTH_INPUT_INIT;
    input.block_count = 2;
    expect(&input, "blocks is NULL");
    input.blocks = blocks;
    expect(&input, "block 1 begins at byte 4");
    blocks[1] = (quoth_span){7, 7};
    expect(&input, "block 1, [7, 7), is no stretch");
    blocks[1] = (quoth_span){7, strlen(page) + 1};
    expect(&input, "is no stretch");
    blocks[1] = (quoth_span){strlen(page) - 2, strlen(page) - 1};
    blocks[0].end = find(page, "“It").start + 1; /* inside a code point */
    expect(&input, "block 0");
    blocks[0].end = 6;
    blocks[1] = (quoth_span){find(page, "years\n\n").end - 2, find(page, "years\n\n").end};
    expect(&input, "white space");
    blocks[1] = (quoth_span){7, 14};
    input.block_kinds = kinds;
    expect(&input, "kind 1000 of block 1");
    input.blocks = NULL;
    input.block_count = 0;
    expect(&input, "without blocks");
}

/* Of the clause that a sentence's bound cuts off, the speaker is not taken. */
static void takes_sentences(void **state) {
    (void)state;
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_span sentences[] = {find(page, "“It is safe,” said Mayor Ruth Adler."), {0, 0}};
    input.sentences = sentences;
    input.sentence_count = 2;
    expect(&input, "sentence 1, [0, 0), is no stretch");
    sentences[1] = (quoth_span){sentences[0].start, sentences[0].end};
    expect(&input, "sentence 1 begins");
    input.sentence_count = 1;
    quoth_document *doc = parse(engine, page, strlen(page), &input);
    assert_true(quoth_document_quote_count(doc) >= 1);
    quoth_document_release(doc);
    input.sentences = NULL;
    expect(&input, "sentences is NULL");
}

typedef struct progress {
    double last;
    size_t told;
} progress;

static void tell(void *user, double done) {
    progress *p = user;
    assert_true(done >= p->last && done <= 1);
    p->last = done;
    p->told++;
}

static void tells_progress(void **state) {
    (void)state;
    enum { TIMES = 4000 };
    char *many = malloc(TIMES * strlen(page) + 1), *html = malloc(TIMES * (strlen(page) + 16) + 1);
    assert_non_null(many);
    assert_non_null(html);
    size_t size = 0, html_size = 0;
    for (int i = 0; i < TIMES; i++) {
        memcpy(many + size, page, strlen(page));
        size += strlen(page);
        memcpy(html + html_size, "<p>", 3);
        memcpy(html + html_size + 3, page, strlen(page));
        html_size += strlen(page) + 3;
    }
    progress of_text = {0}, of_html = {0}, of_small = {0};
    quoth_input input = QUOTH_INPUT_INIT;
    input.progress = tell;
    input.progress_user = &of_text;
    quoth_document_release(parse(engine, many, size, &input));
    assert_true(of_text.told > 10);
    assert_true(of_text.last == 1);
    input.progress_user = &of_html;
    quoth_document_release(parse(engine, html, html_size, &input));
    assert_true(of_html.told > 5);
    assert_true(of_html.last == 1);
    input.progress_user = &of_small;
    quoth_document_release(parse(engine, page, strlen(page), &input));
    assert_true(of_small.last == 1);
    free(many);
    free(html);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_blocks_with_kinds),
        cmocka_unit_test(takes_blocks_without_kinds),
        cmocka_unit_test(reads_markup_as_text_where_blocks_are_given),
        cmocka_unit_test(checks_blocks),
        cmocka_unit_test(takes_sentences),
        cmocka_unit_test(tells_progress),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
