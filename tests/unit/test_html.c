/* The HTML parser: source offsets, depth and growth that are bounded, text that is not lost, memory that ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/html_charset.h"
#include "document/html_tree.h"

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

/* A tree and what it lives in. */
typedef struct parsed {
    qh_arena arena;
    qh_html_tree tree;
} parsed;

static void parse(parsed *p, const char *source) {
    qh_arena_init(&p->arena, &qh_default_allocator);
    assert_int_equal(qh_html_parse(&p->arena, source, strlen(source), NULL, &p->tree, NULL), QUOTH_OK);
}

static const qh_html_node *next_of(const parsed *p, const qh_html_node *node) { return qh_html_follow(node, p->tree.document); }

static const qh_html_node *first_element(const parsed *p, uint16_t tag) {
    const qh_html_node *node = p->tree.document;
    while (node && !(node->kind == QH_HTML_NODE_ELEMENT && node->tag == tag))
        node = next_of(p, node);
    assert_non_null(node);
    return node;
}

/* The text of all text nodes, one after the other; the caller frees it. */
static char *all_text(const parsed *p) {
    char *text = malloc(p->tree.size + 1);
    assert_non_null(text);
    size_t used = 0;
    for (const qh_html_node *node = p->tree.document; node; node = next_of(p, node)) {
        if (node->kind != QH_HTML_NODE_TEXT)
            continue;
        for (const qh_html_piece *piece = &node->text; piece; piece = piece->next) {
            memcpy(text + used, qh_html_piece_bytes(piece, p->tree.source), qh_html_piece_size(piece));
            used += qh_html_piece_size(piece);
        }
    }
    text[used] = '\0';
    return text;
}

static size_t depth_of(const parsed *p) {
    size_t deepest = 0;
    for (const qh_html_node *node = p->tree.document; node; node = next_of(p, node)) {
        size_t depth = 0;
        for (const qh_html_node *up = node; up; up = up->parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

static void check_piece(const qh_html_piece *piece, uint32_t start, uint32_t end, const char *bytes) {
    assert_non_null(piece);
    assert_int_equal(piece->start, start);
    assert_int_equal(piece->end, end);
    assert_int_equal(piece->size == QH_HTML_VERBATIM, !bytes);
    if (bytes) {
        assert_int_equal(piece->size, strlen(bytes));
        assert_memory_equal(piece->bytes, bytes, piece->size);
    }
}

static void text_knows_its_source(void **state) {
    (void)state;
    parsed p;
    parse(&p, "<p>a &amp; b\r\nc\rd&NotEqualTilde;&notit;");
    const qh_html_node *text = first_element(&p, QH_TAG_P)->first;
    const qh_html_piece *piece = &text->text;
    check_piece(piece, 3, 5, NULL);
    check_piece(piece = piece->next, 5, 10, "&");
    check_piece(piece = piece->next, 10, 12, NULL);
    check_piece(piece = piece->next, 13, 15, NULL);
    check_piece(piece = piece->next, 15, 16, "\n");
    check_piece(piece = piece->next, 16, 17, NULL);
    check_piece(piece = piece->next, 17, 32, "\xE2\x89\x82\xCC\xB8");
    check_piece(piece = piece->next, 32, 36, "\xC2\xAC");
    check_piece(piece = piece->next, 36, 39, NULL);
    assert_null(piece->next);
    size_t size;
    char *copy = qh_html_text_copy(&p.arena, p.tree.source, &text->text, &size);
    assert_string_equal(copy, "a & b\nc\nd\xE2\x89\x82\xCC\xB8\xC2\xACit;");
    assert_int_equal(size, strlen(copy));
    qh_arena_free(&p.arena);
}

static void values_know_their_source(void **state) {
    (void)state;
    parsed p;
    parse(&p, "<A HREF='x?a=1&amp;b=2&copy=3' id=\"\r\n\" hidden class=c>t</a>");
    const qh_html_node *link = first_element(&p, QH_TAG_A);
    assert_int_equal(link->start, 0);
    assert_int_equal(p.tree.source[link->end - 1], '>');
    const qh_html_attribute *href = qh_html_attribute_of(link, QH_ATTR_HREF);
    assert_non_null(href);
    check_piece(&href->value, 9, 14, NULL);
    check_piece(href->value.next, 14, 19, "&");
    check_piece(href->value.next->next, 19, 29, NULL);
    const qh_html_attribute *id = qh_html_attribute_of(link, QH_ATTR_ID);
    assert_int_equal(qh_html_text_size(&id->value), 1);
    assert_int_equal(qh_html_text_size(&qh_html_attribute_of(link, QH_ATTR_HIDDEN)->value), 0);
    assert_int_equal(qh_html_text_size(&qh_html_attribute_of(link, QH_ATTR_CLASS)->value), 1);
    assert_null(qh_html_attribute_of(link, QH_ATTR_NAME));
    qh_arena_free(&p.arena);
}

static void known_names_are_found(void **state) {
    (void)state;
    for (uint16_t i = 1; i < QH_TAG_KNOWN; i++) {
        uint32_t hash = 0;
        for (size_t k = 0; k < qh_html_tags[i].size; k++)
            hash = qh_html_hash_step(hash, (unsigned char)qh_html_tags[i].name[k]);
        assert_int_equal(qh_html_tag_of(hash, qh_html_tags[i].name, qh_html_tags[i].size), i);
    }
    for (uint16_t i = 1; i < QH_ATTR_KNOWN; i++) {
        uint32_t hash = 0;
        for (size_t k = 0; k < qh_html_attributes[i].size; k++)
            hash = qh_html_hash_step(hash, (unsigned char)qh_html_attributes[i].name[k]);
        assert_int_equal(qh_html_attribute_id_of(hash, qh_html_attributes[i].name, qh_html_attributes[i].size), i);
    }
}

/* `head`, then `unit` with %zu for a number `times` times, then `tail`. */
static char *repeat(const char *head, const char *unit, const char *tail, size_t times) {
    size_t room = strlen(head) + times * (strlen(unit) + 20) + strlen(tail) + 1;
    char *source = malloc(room);
    assert_non_null(source);
    char *at = source + sprintf(source, "%s", head);
    const char *number = strstr(unit, "%zu");
    for (size_t i = 0; i < times; i++) {
        int before = number ? (int)(number - unit) : (int)strlen(unit);
        at += sprintf(at, "%.*s", before, unit);
        if (number)
            at += sprintf(at, "%zu%s", i, number + 3);
    }
    strcpy(at, tail);
    return source;
}

enum { MANY = 6000 };

static const char *const nests[] = {
    "<div>",
    "<p>",
    "<b>",
    "<a href=%zu>",
    "<font color=%zu>x",
    "<table>",
    "<table><tr><td>",
    "<li>",
    "<dd>",
    "<select>",
    "<svg>",
    "<button>",
    "<nobr>",
    "<template>",
    "<b><i><p></b></i>",
    "<a><div></a>",
    "<x-y>",
    "<math>",
    "<svg><desc>",
    "<form><div></form>",
    "<object>",
    "<p><font color=%zu>x",
    "<ruby><rt>",
    "</p>",
    "<h1>",
    "</br>",
    "<body a%zu=1>",
    "<frameset>",
    "<table>x",
    "<template><td>",
    "<select><option>",
    "<!--",
};

/* Bounds on depth and on nodes: what is made is linear in the source whatever it is. */
static void nesting_is_bounded(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        char *source = repeat("", nests[i], "end", MANY);
        parsed p;
        parse(&p, source);
        assert_true(depth_of(&p) < 3 * QH_HTML_MAX_DEPTH);
        assert_true(p.tree.elements <= 3 * (size_t)MANY * strlen(nests[i]));
        qh_arena_free(&p.arena);
        free(source);
    }
}

static void deep_text_keeps_its_order(void **state) {
    (void)state;
    static const char *const units[][2] = {
        {"<div>", "<div>%zu "},
        {"", "<section><p>%zu "},
        {"", "<b>%zu "},
        {"", "<ul><li>%zu "},
        {"", "<table><tr><td>%zu "},
        {"", "<svg><desc>%zu "},
        {"", "<x-y>%zu "},
        {"", "<blockquote><textarea>%zu </textarea>"},
        {"", "<div><select><option>%zu "},
        {"", "<table><caption>%zu "},
        {"", "<button><div>%zu "},
    };
    char *expected = repeat("", "%zu ", "end", 2000);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char *source = repeat(units[i][0], units[i][1], "end", 2000);
        parsed p;
        parse(&p, source);
        char *text = all_text(&p);
        assert_string_equal(text, expected);
        free(text);
        qh_arena_free(&p.arena);
        free(source);
    }
    free(expected);
}

/* What had no room on the stack waits for its own end tag: what follows stands where it should. */
static void deep_pages_close_as_they_opened(void **state) {
    (void)state;
    enum { DEEP = 700 };
    char *open = repeat("<main>", "<div>", "", DEEP), *source = repeat(open, "</div>", "</main><p>after", DEEP);
    parsed p;
    parse(&p, source);
    assert_ptr_equal(first_element(&p, QH_TAG_P)->parent, p.tree.body);
    qh_arena_free(&p.arena);
    free(open);
    free(source);
}

static void attributes_of_one_tag_are_bounded(void **state) {
    (void)state;
    char *source = repeat("<p ", "a%zu=1 ", " a0=2>x", MANY);
    parsed p;
    parse(&p, source);
    assert_int_equal(first_element(&p, QH_TAG_P)->attribute_count, QH_HTML_MAX_ATTRIBUTES);
    qh_arena_free(&p.arena);
    free(source);
}

static const char rich[] =
    "<!DOCTYPE html><html lang=en><head><title>T &amp; U</title><script>if (a<b) {}</script><style>p>a{}</style></head>"
    "<body class='a b'><p>one<p>two<b>bold<i>both</b>italic</i><table><tr><td>cell<td>cell</table><ul><li>x<li>y</ul>"
    "<svg viewbox='0 0 1 1'><foreignobject><p>in</p></foreignobject></svg><template><tr><td>t</template><select><option>o"
    "</select><form><input type=hidden></form>\r\n<!-- comment\r\n --><custom-tag A=1 a=2>c</custom-tag><table>foster<tr></table>";

static void memory_that_ends_is_reported(void **state) {
    (void)state;
    char *source = repeat(rich, "<p title='&lt;%zu'>a&amp;b<Xx>\r<font color=%zu>", "", 60);
    quoth_status status = QUOTH_ERROR_MEMORY;
    for (size_t n = 1; status != QUOTH_OK; n++) {
        meter m = {0, 0, n};
        quoth_allocator allocator = {&m, take, give};
        parsed p;
        qh_arena_init(&p.arena, &allocator);
        quoth_error err = {0};
        status = qh_html_parse(&p.arena, source, strlen(source), NULL, &p.tree, &err);
        assert_int_equal(err.code, status);
        if (status != QUOTH_OK) {
            assert_int_equal(status, QUOTH_ERROR_MEMORY);
            assert_null(p.tree.document);
        }
        qh_arena_free(&p.arena);
        assert_int_equal(m.live, 0);
        assert_true(n < 1000);
    }
    free(source);
}

static int is_cancelled(void *user) { return --*(int *)user < 0; }

static void parsing_can_be_cancelled(void **state) {
    (void)state;
    char *source = repeat("", "<p>some words</p>", "", MANY);
    int patience = 1;
    quoth_input input = QUOTH_INPUT_INIT;
    input.cancelled = is_cancelled;
    input.cancel_user = &patience;
    parsed p;
    qh_arena_init(&p.arena, &qh_default_allocator);
    assert_int_equal(qh_html_parse(&p.arena, source, strlen(source), &input, &p.tree, NULL), QUOTH_ERROR_CANCELLED);
    qh_arena_free(&p.arena);
    free(source);
}

/* Every start of a page is a page too: nothing is read behind its end. */
static void each_prefix_is_a_page(void **state) {
    (void)state;
    for (size_t size = 0; size < sizeof rich; size++) {
        char *source = malloc(size + 1);
        assert_non_null(source);
        memcpy(source, rich, size);
        source[size] = '\0';
        parsed p;
        parse(&p, source);
        assert_non_null(p.tree.html);
        assert_non_null(p.tree.head);
        qh_arena_free(&p.arena);
        free(source);
    }
}

static void check_charset(const char *source, const char *expected) {
    qh_charset charset;
    int found = qh_html_charset(source, strlen(source), &charset);
    assert_int_equal(found, expected != NULL);
    if (expected)
        assert_string_equal(charset.name, expected);
}

static void charset_is_read(void **state) {
    (void)state;
    check_charset("<html><meta charset=koi8-r>", "koi8-r");
    check_charset("<!-- <meta charset=koi8-r> --><META HTTP-EQUIV=content-type CONTENT='text/html; charset=Big5'>", "big5");
    check_charset("<meta content='text/html; charset=big5'>", NULL);
    check_charset("<meta charset=utf-16le>", "utf-8");
    check_charset("<meta charset=no-such-charset><p>", NULL);
    check_charset("", NULL);
    check_charset("<meta charset=", NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_knows_its_source),
        cmocka_unit_test(values_know_their_source),
        cmocka_unit_test(known_names_are_found),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(deep_text_keeps_its_order),
        cmocka_unit_test(deep_pages_close_as_they_opened),
        cmocka_unit_test(attributes_of_one_tag_are_bounded),
        cmocka_unit_test(memory_that_ends_is_reported),
        cmocka_unit_test(parsing_can_be_cancelled),
        cmocka_unit_test(each_prefix_is_a_page),
        cmocka_unit_test(charset_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
