/* Glue points: two texts stuck together, and everything that only looks so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "script/glue.h"

static void open_document(quoth_document *doc, const quoth_allocator *allocator, const char *text) {
    memset(doc, 0, sizeof *doc);
    qh_arena_init(&doc->arena, allocator);
    doc->text = text;
    doc->size = strlen(text);
}

/* Exactly the points before each of `second`, a NULL-terminated list of what follows them in the text's order. */
static void expect(const char *text, int32_t kind, const char *const *second) {
    quoth_document doc;
    open_document(&doc, &qh_default_allocator, text);
    assert_true(qh_script_runs(&doc) && qh_glue_points(&doc));
    size_t n = 0;
    for (; second[n]; n++) {
        assert_true(n < doc.glue.count);
        const quoth_glue *glue = &doc.glue.items[n];
        assert_true(glue->kind == kind && glue->confidence > 0.5 && glue->confidence < 1);
        if (strncmp(text + glue->at, second[n], strlen(second[n])))
            fail_msg("\"%s\" instead of \"%s\"", text + glue->at, second[n]);
    }
    if (doc.glue.count != n)
        fail_msg("false: \"%s\" in \"%s\"", text + doc.glue.items[n].at, text);
    qh_arena_free(&doc.arena);
}

#define EXPECT(text, kind, ...) expect(text, kind, (const char *const[]){__VA_ARGS__, NULL})

static void expect_none(const char *text) { expect(text, -1, (const char *const[]){NULL}); }

static void test_scripts_touch(void **state) {
    (void)state;
    EXPECT("عکس خبری از جلسه 7Minister opens new bridge", QUOTH_GLUE_SCRIPT, "Minister");
    EXPECT("تصویر نخست وزیر جدیدCan the Cabinet Survive?", QUOTH_GLUE_SCRIPT, "Can the");
    EXPECT("Фото автораHow the bridge was built\nФото 2Why it fell down", QUOTH_GLUE_SCRIPT, "How", "Why");
    EXPECT("Photo by the authorМост открыли после ремонта", QUOTH_GLUE_SCRIPT, "Мост");
    EXPECT("Bridge opened after long repairsخبرهای تازه شهر ما", QUOTH_GLUE_SCRIPT, "خبرهای");
    EXPECT("How the bridge was built«Мост» открыли после ремонта", QUOTH_GLUE_SCRIPT, "«Мост");
}

static void test_scripts_meet_normally(void **state) {
    (void)state;
    static const char *const texts[] = {
        "گزارش Minister opens new bridge",
        "חברת ל-Google Cloud Platform חדשה",
        "השקת הGoogle Play Store החדשה",
        "شركة بالGoogle Play Store Services",
        "アプリをGoogle Play Storeで入手する",
        "使用Microsoft Visual Studio Code编辑",
        "ใช้Google Cloud Platform Console",
        "модель 3D Systems Corporation New York",
        "сеть 5G Open RAN Alliance Group",
        "IT-компания Apple выпустила",
        "где α-Particle Emission Rate Is",
        "the μSome Physics Unit Name",
        "PDFهای جدید را دانلود کنید",
        "the AppleПай",
        "(МИД/Foo Bar Baz)",
        "МОSCOW TIME ZONE NOW",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_none(texts[i]);
}

static void test_capitals_inside(void **state) {
    (void)state;
    EXPECT("Village fears the old cultCan the Mayor Stop It at Last?", QUOTH_GLUE_TYPOGRAPHY, "Can the");
    EXPECT("Minister Daneshvar spoke.\nThe talks in Norway ended.\nHassan DaneshvarNorway to host the next talks",
           QUOTH_GLUE_TYPOGRAPHY, "Norway to");
    EXPECT("The last warning.Municipality of the old town was sold\nThe Municipality denies it", QUOTH_GLUE_TYPOGRAPHY,
           "Municipality of");
    EXPECT("We went home after that.The next day it was over.", QUOTH_GLUE_TYPOGRAPHY, "The next");
    EXPECT("Она пришла домой после этого.Потом она и он ушли, а потом Потом", QUOTH_GLUE_TYPOGRAPHY, "Потом она");
}

static void test_marks_between(void **state) {
    (void)state;
    EXPECT("She said: “I will come soon.”The next day she left the town.", QUOTH_GLUE_TYPOGRAPHY, "The next");
    EXPECT("Er sagte: „Ich komme bald.“Dann ging er nach Hause.", QUOTH_GLUE_TYPOGRAPHY, "Dann ging");
    EXPECT("They left the house early.“The door was open,” she said.", QUOTH_GLUE_TYPOGRAPHY, "“The door");
    EXPECT("They left the house early.\"The door was open,\" she said.", QUOTH_GLUE_TYPOGRAPHY, "\"The door");
    EXPECT("\"We are coming home.\"\"The door is open.\"", QUOTH_GLUE_TYPOGRAPHY, "\"The door");
    EXPECT("The minister arrived late last night (Foto)The talks will go on in the morning.", QUOTH_GLUE_TYPOGRAPHY, "The talks");
}

static void test_figures_and_capitals(void **state) {
    (void)state;
    EXPECT("Published on 12 May 2019The president arrived in the town", QUOTH_GLUE_TYPOGRAPHY, "The president");
    EXPECT("The head of the UN spoke.\nA message from the UNThe president arrived in the town", QUOTH_GLUE_TYPOGRAPHY,
           "The president");
    expect_none("We store it in 1Password and run it at 1000Hz with 188Watt on the 1st of May.");
    expect_none("All APIs, URLs and PDFs of the NGOs are in the CDs and the DVDs of the MPs.");
}

static void test_greek(void **state) {
    (void)state;
    EXPECT("Ο Νίκος πήγε στην αγορά.Ο δήμαρχος μίλησε για το έργο", QUOTH_GLUE_TYPOGRAPHY, "Ο δήμαρχος");
    EXPECT("Ο Νίκος πήγε στην αγοράΟ δήμαρχος μίλησε για το έργο", QUOTH_GLUE_TYPOGRAPHY, "Ο δήμαρχος");
}

static void test_names_and_code(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The old McCain and MacDonald met DeVito and O’Neill there.",
        "We saw it on YouTube and on an iPhone via PayPal and LinkedIn there.",
        "Java and Script: we like JavaScript for the web and Script alone.",
        "Word and Press: a WordPress site for the Press and the Word.",
        "She bought a PlayStation at the Station to Play with.",
        "the value firstName of the form is read by getElement first",
        "call firstThe(value) for the first of the list",
        "see https://example.org/someThe and the rest of it",
        "mail someThe@example.org for the rest of it",
        "open some_fileThe or the rest of it",
        "we use Node.js and www.Example.com and Example.Com every day",
        "they said #someThe and @someThe in the end of it",
        "Prof.Miller and the rest of the team",
        "a foodBase here and there\na foodBase again for the Base and food",
        "mix of NaCl and some CaCO and the rest",
        "System.Collections.Generic is the name of the space",
        "It is the bigThe",
        "Er fuhr mit der BahnCard und die LehrerInnen und BürgerInnen kamen auch.",
        "Tha mi à Alba agus an tSeachtain mhór i nAthrach",
        "They speak isiZulu in kwaZulu and kiSwahili in eThekwini now.",
        "He used eBay, LinkedIn, WhatsApp, GitHub, OpenAI and DuckDuckGo a lot.",
        "All on LinkedIn can see it. I am on LinkedIn now.",
        "The plant makes 500MWh and 20kWh and 30mAh at 50MHz.",
        "Dissolve NaCl in C2H5OH and add some KMnO to it.",
        "In IJmuiden stond de IJsselmeer boot van Jan.",
        "He wrote it in LaTeX, in PostScript, in TypeScript and in macOS.",
        "J.R.R. Tolkien and the U.S. and D.C. and Ph.D. and a.m. and z.B. and e.V. there",
        "call sync.Pool and filepath.Walk and asyncio.Task of the library",
        "the camelCase identifier and the PascalCase one and the userName field",
        "L’Italia e l’Europa, dall’Italia all’Europa per la prima volta",
        "we have useQuery and useState and then we call useQuery for the rest",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_none(texts[i]);
}

static void test_names_said_twice(void **state) {
    (void)state;
    expect_none("A farm and the Next shop. The farmNext shop is big.\nI like the farmNext shop very much.");
    EXPECT("A farm and the Next shop.\nBy the farmNext shop is big.\nBy the farmNext shop is big.", QUOTH_GLUE_TYPOGRAPHY,
           "Next shop", "Next shop");
}

/* Any string, without a document and without a NUL. */
static void test_bare_string(void **state) {
    (void)state;
    static const char text[] = "It ended after that.The next day came.And more";
    qh_arena arena;
    qh_glue_list points = {0};
    qh_arena_init(&arena, &qh_default_allocator);
    char *copy = malloc(38);
    memcpy(copy, text, 38);
    assert_true(qh_glue_points_of(copy, 38, &arena, &points));
    assert_int_equal(points.count, 1);
    assert_int_equal(points.items[0].at, 20);
    points.count = 0;
    assert_true(qh_glue_points_of(NULL, 0, &arena, &points));
    assert_int_equal(points.count, 0);
    free(copy);
    qh_arena_free(&arena);
}

/* Whatever text, the points lie in it, ascend, and are on code point bounds. */
static void test_random(void **state) {
    (void)state;
    static const char *const parts[] = {"a",    "bc", "The ", "Er", ".", "\"", "“", "”",   "„", "…",  " ",  "\n",
                                        "2019", "(",  ")",    "Ж",  "ж", "Ω",  "ش", "’",   "é", "É",  "́",   "word",
                                        "A",    "«",  "NA",   "」", "#", "of", "»", "the", "!", "字", "x.Y"};
    uint32_t seed = 7;
    for (unsigned round = 0; round < 400; round++) {
        char text[2048];
        size_t size = 0;
        while (size < 1900) {
            seed = seed * 1664525u + 1013904223u;
            const char *part = parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
            memcpy(text + size, part, strlen(part));
            size += strlen(part);
        }
        qh_arena arena;
        qh_glue_list points = {0};
        qh_arena_init(&arena, &qh_default_allocator);
        assert_true(qh_glue_points_of(text, size, &arena, &points));
        for (size_t i = 0; i < points.count; i++) {
            assert_true(points.items[i].at < size && ((unsigned char)text[points.items[i].at] & 0xC0) != 0x80);
            assert_true(!i || points.items[i - 1].at < points.items[i].at);
        }
        qh_arena_free(&arena);
    }
}

static void test_ascending(void **state) {
    (void)state;
    quoth_document doc;
    open_document(
        &doc, &qh_default_allocator,
        "It ended after that.The next day came.\nФото автораHow the bridge was built\nIt ended after that.The next day came.");
    assert_true(qh_script_runs(&doc) && qh_glue_points(&doc));
    assert_int_equal(doc.glue.count, 3);
    for (size_t i = 1; i < doc.glue.count; i++)
        assert_true(doc.glue.items[i - 1].at < doc.glue.items[i].at);
    qh_arena_free(&doc.arena);
}

static void *allocate_some(void *user, size_t size) {
    size_t *left = user;
    return *left ? --*left, malloc(size) : NULL;
}

static void release(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

/* Each allocation fails in turn; the sanitizer sees leaks. */
static void test_no_memory(void **state) {
    (void)state;
    for (size_t n = 0;; n++) {
        size_t left = n;
        quoth_allocator some = {&left, allocate_some, release};
        quoth_document doc;
        open_document(&doc, &some, "Фото автораHow the bridge was built\nIt ended after that.The next day came.");
        int done = qh_script_runs(&doc) && qh_glue_points(&doc);
        qh_arena_free(&doc.arena);
        if (done)
            return;
        assert_true(n < 100);
    }
}

static void test_languages(void **state) {
    (void)state;
    EXPECT("Der Hafen bleibt den ganzen Winter über offen, sagte der Bürgermeister gesternThe harbour will not be closed before "
           "the end of the year",
           QUOTH_GLUE_LANGUAGE, "The harbour");
    EXPECT("The harbour stays open all winter long, said the mayor of the townThe old ferry will not be sold before the end of the "
           "year",
           QUOTH_GLUE_TYPOGRAPHY, "The old");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages),       cmocka_unit_test(test_scripts_touch),  cmocka_unit_test(test_scripts_meet_normally),
        cmocka_unit_test(test_capitals_inside), cmocka_unit_test(test_marks_between),  cmocka_unit_test(test_figures_and_capitals),
        cmocka_unit_test(test_greek),           cmocka_unit_test(test_names_and_code), cmocka_unit_test(test_names_said_twice),
        cmocka_unit_test(test_bare_string),     cmocka_unit_test(test_random),         cmocka_unit_test(test_ascending),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
