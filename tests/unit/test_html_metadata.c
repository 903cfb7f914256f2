/* What pages say about themselves: each place, what is no author, dates in many languages, silence where nothing is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <quoth/quoth.h>

#define BODY                                                                                                                       \
    "<article><h1>The river that came back to the town</h1><p>The water rose slowly at first, and nobody on the bridge thought "   \
    "much of it. By the evening the lower streets were closed, and the people who lived there carried their chairs upstairs.</p>"  \
    "<p>In the morning the bakers opened as they always do. They sold bread over a plank, and the children thought that it was "   \
    "the best day of the year, which for them perhaps it was.</p></article>"

static quoth_document *parse(const char *page) {
    quoth_engine *engine = NULL;
    quoth_document *doc = NULL;
    quoth_input input = QUOTH_INPUT_INIT;
    input.media_type = "text/html";
    assert_int_equal(quoth_engine_new(NULL, &engine, NULL), QUOTH_OK);
    assert_int_equal(quoth_parse(engine, page, strlen(page), &input, &doc, NULL), QUOTH_OK);
    quoth_engine_release(engine);
    return doc;
}

static void assert_text(const char *value, const char *expected) {
    if (!expected) {
        assert_null(value);
        return;
    }
    assert_non_null(value);
    assert_string_equal(value, expected);
}

/* A page with `head` and the text above. */
static quoth_document *parse_head(const char *head) {
    char page[8192];
    snprintf(page, sizeof page,
             "<!DOCTYPE html><html lang=\"en\"><head><meta property=\"og:type\" content=\"article\">%s</head><body>" BODY
             "</body></html>",
             head);
    return parse(page);
}

static void assert_author(const char *head, const char *expected) {
    quoth_document *doc = parse_head(head);
    assert_text(quoth_document_metadata(doc)->author, expected);
    quoth_document_release(doc);
}

static void assert_date(const char *head, const char *expected) {
    quoth_document *doc = parse_head(head);
    assert_text(quoth_document_metadata(doc)->date, expected);
    quoth_document_release(doc);
}

static const char article[] =
    "<title>The river that came back to the town | Harbour Post</title><link rel=\"canonical\" "
    "href=\"https://harbour.example/river\">"
    "<meta name=\"description\" content=\"How a town lives with its river.\"><script type=\"application/ld+json\">"
    "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"The river that came back to the "
    "town\","
    "\"author\":{\"@id\":\"#ada\"},\"datePublished\":\"2021-03-04T08:00:00+01:00\",\"dateModified\":\"2021-03-06\","
    "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Harbour Post\"}},"
    "{\"@type\":\"Person\",\"@id\":\"#ada\",\"name\":\"Ada N\\u00f8rgaard\"}]}</script>";

static void test_article(void **state) {
    (void)state;
    quoth_document *doc = parse_head(article);
    const quoth_metadata *m = quoth_document_metadata(doc);
    assert_text(m->title, "The river that came back to the town");
    assert_text(m->author, "Ada N\xC3\xB8rgaard");
    assert_text(m->date, "2021-03-04");
    assert_text(m->modified, "2021-03-06");
    assert_text(m->site, "Harbour Post");
    assert_text(m->language, "en");
    assert_text(m->url, "https://harbour.example/river");
    assert_text(m->description, "How a town lives with its river.");
    assert_text(quoth_document_article(doc, 0)->author, m->author);
    assert_text(quoth_document_article(doc, 0)->date, m->date);
    quoth_document_release(doc);
}

static void test_origin(void **state) {
    (void)state;
    char page[8192];
    snprintf(page, sizeof page, "<html lang=\"en\"><head>%s</head><body>" BODY "</body></html>", article);
    quoth_document *doc = parse(page);
    const quoth_metadata_origin *date = quoth_document_metadata_origin(doc, QUOTH_METADATA_DATE);
    assert_non_null(date);
    assert_string_equal(date->place, "json-ld");
    assert_memory_equal(page + date->start, "2021-03-04T08:00:00+01:00", date->end - date->start);
    assert_true(date->confidence > 0.2 && date->confidence < 1);
    const quoth_metadata_origin *title = quoth_document_metadata_origin(doc, QUOTH_METADATA_TITLE);
    assert_non_null(title);
    assert_string_equal(title->place, "heading");
    assert_memory_equal(page + title->start, "The river that came back to the town", title->end - title->start);
    assert_null(quoth_document_metadata_origin(doc, -1));
    assert_null(quoth_document_metadata_origin(doc, QUOTH_METADATA_DESCRIPTION + 1));
    quoth_document_release(doc);
}

/* Two places that agree are surer than one. */
static void test_agreement(void **state) {
    (void)state;
    static const char one[] = "<meta property=\"article:published_time\" content=\"2020-05-06T10:00:00Z\">";
    static const char two[] =
        "<meta property=\"article:published_time\" content=\"2020-05-06T10:00:00Z\">"
        "<script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"datePublished\":\"2020-05-06\"}</script>";
    quoth_document *a = parse_head(one), *b = parse_head(two);
    assert_true(quoth_document_metadata_origin(a, QUOTH_METADATA_DATE)->confidence <
                quoth_document_metadata_origin(b, QUOTH_METADATA_DATE)->confidence);
    quoth_document_release(a);
    quoth_document_release(b);
}

static void test_silence(void **state) {
    (void)state;
    quoth_document *doc = parse("<html><body><p>Opening hours and prices.</p><p>Call us.</p></body></html>");
    const quoth_metadata *m = quoth_document_metadata(doc);
    assert_null(m->author);
    assert_null(m->date);
    assert_null(m->modified);
    assert_null(m->site);
    assert_null(m->url);
    assert_null(m->description);
    for (int32_t field = QUOTH_METADATA_AUTHOR; field <= QUOTH_METADATA_SITE; field++)
        assert_null(quoth_document_metadata_origin(doc, field));
    quoth_document_release(doc);
}

static void test_authors(void **state) {
    (void)state;
    assert_author("<meta name=\"author\" content=\"By Jane Doe\">", "Jane Doe");
    assert_author("<meta name=\"author\" content=\"Di Jones\">", "Di Jones");
    assert_author("<meta name=\"author\" content=\"admin\">", NULL);
    assert_author("<meta name=\"author\" content=\"Jane Doe @janedoe\">", "Jane Doe");
    assert_author("<meta name=\"author\" content=\"https://example.org/jane\">", NULL);
    assert_author("<meta name=\"author\" content=\"jane@example.org\">", NULL);
    assert_author(
        "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"author\":[{\"name\":\"Jane Doe\"},\"John Roe\"]}</script>",
        "Jane Doe, John Roe");
    assert_author("<meta name=\"citation_author\" content=\"Jane Doe\"><meta name=\"citation_author\" content=\"John Roe\">"
                  "<meta name=\"citation_title\" content=\"The river that came back to the town\">",
                  "Jane Doe, John Roe");
    assert_author("<meta name=\"twitter:label1\" content=\"Written by\"><meta name=\"twitter:data1\" content=\"Jane Doe\">",
                  "Jane Doe");
    assert_author("<meta name=\"twitter:label1\" content=\"Reading time\"><meta name=\"twitter:data1\" content=\"Five Minutes\">",
                  NULL);
}

/* Authors of reviews and comments in the data are not the page's. */
static void test_inner_objects(void **state) {
    (void)state;
    assert_author(
        "<script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"Kettle\",\"review\":{\"@type\":\"Review\","
        "\"author\":\"Jane Doe\",\"datePublished\":\"2020-01-02\"}}</script>",
        NULL);
}

static void test_visible(void **state) {
    (void)state;
    quoth_document *doc =
        parse("<html lang=\"de\"><head><title>Der Fluss kam zur\xC3\xBC"
              "ck - Hafenpost</title></head><body><article>"
              "<h1>Der Fluss kam zur\xC3\xBC"
              "ck</h1><p class=\"byline\">Von Erika Mustermann</p>"
              "<time datetime=\"2019-11-05T09:00\">5. November 2019</time>"
              "<p>Das Wasser stieg zuerst langsam, und niemand auf der Br\xC3\xBC"
              "cke dachte sich viel dabei. Am Abend waren die "
              "unteren Stra\xC3\x9F"
              "en gesperrt, und wer dort wohnte, trug seine St\xC3\xBChle nach oben.</p></article></body></html>");
    const quoth_metadata *m = quoth_document_metadata(doc);
    assert_text(m->title, "Der Fluss kam zur\xC3\xBC"
                          "ck");
    assert_text(m->author, "Erika Mustermann");
    assert_text(m->date, "2019-11-05");
    assert_text(m->language, "de");
    quoth_document_release(doc);
}

#define PUBLISHED(value) "<meta property=\"article:published_time\" content=\"" value "\">"

static void test_dates(void **state) {
    (void)state;
    assert_date(PUBLISHED("2016-09-12T10:00:00Z"), "2016-09-12");
    assert_date(PUBLISHED("20160912"), "2016-09-12");
    assert_date(PUBLISHED("Mon, 12 Sep 2016 10:00:00 GMT"), "2016-09-12");
    assert_date(PUBLISHED("Sept. 12, 2016"), "2016-09-12");
    assert_date(PUBLISHED("Mar 9, 2016"), "2016-03-09");
    assert_date(PUBLISHED("2016 Sep 12"), "2016-09-12");
    assert_date(PUBLISHED("12. September 2016"), "2016-09-12");
    assert_date(PUBLISHED("12 wrze\xC5\x9Bnia 2016"), "2016-09-12");
    assert_date(PUBLISHED("3 pa\xC5\xBA"
                          "dziernika 2016"),
                "2016-10-03");
    assert_date(PUBLISHED("12 septembre 2016"), "2016-09-12");
    assert_date(PUBLISHED("12 de septiembre de 2016"), "2016-09-12");
    assert_date(PUBLISHED("12 settembre 2016"), "2016-09-12");
    assert_date(PUBLISHED("12 de setembro de 2016"), "2016-09-12");
    assert_date(PUBLISHED("12 maart 2016"), "2016-03-12");
    assert_date(PUBLISHED("12 \xD1\x81\xD0\xB5\xD0\xBD\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F 2016"), "2016-09-12");
    assert_date(PUBLISHED("2016\xE5\xB9\xB4"
                          "9\xE6\x9C\x88"
                          "12\xE6\x97\xA5"),
                "2016-09-12");
    assert_date(PUBLISHED("2016\xEB\x85\x84 9\xEC\x9B\x94 12\xEC\x9D\xBC"), "2016-09-12");
    assert_date(PUBLISHED("13/09/2016"), "2016-09-13");
    assert_date(PUBLISHED("09/13/2016"), "2016-09-13");
    assert_date(PUBLISHED("2016-13-45"), NULL);
    assert_date(PUBLISHED("yesterday"), NULL);
    assert_date(PUBLISHED(""), NULL);
}

/* Day or month first: the region tells, else another date of the page; else nothing is said. */
static void test_unsure_dates(void **state) {
    (void)state;
    assert_date(PUBLISHED("03/04/2016"), NULL);
    assert_date("<meta property=\"og:locale\" content=\"en_US\">" PUBLISHED("03/04/2016"), "2016-03-04");
    assert_date("<meta property=\"article:modified_time\" content=\"2016-04-03\">" PUBLISHED("03/04/2016"), "2016-04-03");
}

static void assert_language(const char *page, const char *expected) {
    quoth_document *doc = parse(page);
    assert_text(quoth_document_metadata(doc)->language, expected);
    quoth_document_release(doc);
}

/* A long text tells its language, whatever the page says; a page without letters has the one that is said. */
static void test_languages(void **state) {
    (void)state;
    assert_language("<html lang=\"de\"><body>" BODY BODY "</body></html>", "en");
    assert_language("<html lang=\"PT-br\"><body><p>2024</p></body></html>", "pt-br");
    assert_language("<html><head><meta property=\"og:locale\" content=\"fr_CA\"></head><body><p>1</p></body></html>", "fr-CA");
    assert_language("<html lang=\"{{lang}}\"><body>" BODY "</body></html>", "en");
}

/* Thousands of dates that are none cost no more than their length, and hide no date that is one. */
static void test_many_tries(void **state) {
    (void)state;
    enum { COUNT = 20000 };
    static const char head[] = "<html lang=\"en\"><head>" PUBLISHED("2016-09-12") "</head><body>",
                      box[] = "<p class=\"date author\">x 1</p>";
    char *page = malloc(sizeof head + COUNT * (sizeof box - 1));
    assert_non_null(page);
    memcpy(page, head, sizeof head);
    for (size_t i = 0; i < COUNT; i++)
        memcpy(page + sizeof head - 1 + i * (sizeof box - 1), box, sizeof box);
    quoth_document *doc = parse(page);
    assert_text(quoth_document_metadata(doc)->date, "2016-09-12");
    quoth_document_release(doc);
    free(page);
}

/* Damaged data says what stands before the damage; nothing breaks. */
static void test_hostile(void **state) {
    (void)state;
    assert_date(
        "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\":\"2020-01-02\",\"author\":[[[[{</script>",
        "2020-01-02");
    assert_author(
        "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"},\"@id\":\"#a\"}</script>", NULL);
    assert_author("<script type=\"application/ld+json\">{\"@type\":{\"@type\":[]},\"author\":{\"name\":{\"name\":1}}}</script>",
                  NULL);
    assert_author("<script type=\"application/ld+json\">[[],{\"@type\":[\"Article\",1],\"author\":[]}]</script>", NULL);
}

/* Memory that ends at any allocation is an error, not a fall. */
typedef struct meter {
    size_t calls, fail_at;
} meter;

static void *take(void *user, size_t size) {
    meter *m = user;
    return ++m->calls == m->fail_at ? NULL : malloc(size);
}

static void give(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

static void test_memory(void **state) {
    (void)state;
    char page[8192];
    snprintf(page, sizeof page, "<html lang=\"en\"><head>%s</head><body>" BODY "</body></html>", article);
    meter m = {0, 0};
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    const quoth_allocator allocator = {&m, take, give};
    options.allocator = &allocator;
    quoth_engine *engine = NULL;
    assert_int_equal(quoth_engine_new(&options, &engine, NULL), QUOTH_OK);
    quoth_status status = QUOTH_ERROR_MEMORY;
    for (size_t n = 1; n < 200 && status != QUOTH_OK; n++) {
        quoth_document *doc = NULL;
        m = (meter){0, n};
        status = quoth_parse(engine, page, strlen(page), NULL, &doc, NULL);
        assert_true(status == QUOTH_OK || status == QUOTH_ERROR_MEMORY);
        quoth_document_release(doc);
    }
    assert_int_equal(status, QUOTH_OK);
    quoth_engine_release(engine);
}

static void test_names(void **state) {
    (void)state;
    assert_string_equal(quoth_metadata_field_name(QUOTH_METADATA_MODIFIED), "modified");
    assert_null(quoth_metadata_field_name(-1));
    assert_null(quoth_metadata_field_name(QUOTH_METADATA_DESCRIPTION + 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_article),   cmocka_unit_test(test_origin),     cmocka_unit_test(test_agreement),
        cmocka_unit_test(test_silence),   cmocka_unit_test(test_authors),    cmocka_unit_test(test_inner_objects),
        cmocka_unit_test(test_visible),   cmocka_unit_test(test_dates),      cmocka_unit_test(test_unsure_dates),
        cmocka_unit_test(test_hostile),   cmocka_unit_test(test_memory),     cmocka_unit_test(test_names),
        cmocka_unit_test(test_languages), cmocka_unit_test(test_many_tries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
