/* Word lists: the English pack, folding of keys, phrases, the choice of the pack. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "linguistics/lexicon.h"

static qh_arena arena;
static const qh_lexicon *lexicon;

static int set_up(void **state) {
    (void)state;
    quoth_error err;
    qh_arena_init(&arena, &qh_default_allocator);
    return qh_lexicon_new(&arena, &lexicon, &err) == QUOTH_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    qh_arena_free(&arena);
    return 0;
}

static qh_lexeme look_up(const char *language, const char *word) { return qh_lexicon_word(lexicon, language, word, strlen(word)); }

static void check(const char *word, uint32_t class) {
    if (!(look_up("en", word).classes & class))
        fail_msg("\"%s\" has classes %x, not %x", word, (unsigned)look_up("en", word).classes, (unsigned)class);
}

static void classes(void **state) {
    (void)state;
    check("said", QH_WORD_CUE);
    check("smiled", QH_WORD_CUE_WEAK);
    check("that", QH_WORD_COMPLEMENTIZER);
    check("Mrs.", QH_WORD_TITLE);
    check("spokesman", QH_WORD_ROLE);
    check("ministry", QH_WORD_ORGANIZATION);
    check("residents", QH_WORD_GROUP);
    check("with", QH_WORD_PREPOSITION);
    check("would", QH_WORD_AUXILIARY);
    check("never", QH_WORD_NEGATION);
    check("France", QH_WORD_PLACE);
    check("according to", QH_WORD_ACCORDING);
    assert_int_equal(look_up("en", "zxqv").classes, 0);
    assert_int_equal(look_up("en", "").classes, 0);
    assert_int_equal(look_up("en", "said").classes & (QH_WORD_MONTH | QH_WORD_PRONOUN), 0);
}

static void forms_and_letters(void **state) {
    (void)state;
    assert_true(look_up("es", "afirmaron").classes & QH_WORD_CUE);
    assert_true(look_up("es", "AFIRM\xC3\x93").classes & QH_WORD_CUE);
    assert_int_equal(look_up("es", "afirm").classes & QH_WORD_CUE, 0);
    assert_true(look_up("ru", "\xD1\x81\xD0\xBA\xD0\xB0\xD0\xB7\xD0\xB0\xD0\xBB\xD0\xB0").classes & QH_WORD_CUE); /* сказала */
    assert_true(look_up("hi", "\xE0\xA4\x95\xE0\xA4\xB9\xE0\xA4\xBE").classes & QH_WORD_CUE);                     /* कहा */
    assert_true(look_up("zh-Hant", "\xE8\xAA\xAA").classes & QH_WORD_CUE);                                        /* 說 */
    assert_int_equal(look_up("de", "sei").value, QH_MOOD_REPORTING);
    assert_int_equal(look_up("fr", "-t-il").value, QH_PRONOUN_MALE);
}

static void traits(void **state) {
    (void)state;
    assert_int_equal(qh_lexicon_traits(lexicon, "en-GB"), 0);
    assert_int_equal(qh_lexicon_traits(lexicon, "und"), 0);
    assert_int_equal(qh_lexicon_traits(lexicon, "es"), QH_TRAIT_DASHES | QH_TRAIT_INVERTS);
    assert_true(qh_lexicon_traits(lexicon, "de-AT") & QH_TRAIT_CAPITALS);
    assert_true(qh_lexicon_traits(lexicon, "ja") & QH_TRAIT_CASELESS);
}

static void folding(void **state) {
    (void)state;
    check("SAID", QH_WORD_CUE);
    check("Point  \t Out", QH_WORD_CUE);
    check("point\xC2\xA0out", QH_WORD_CUE);
    check("pointed\nout", QH_WORD_CUE);
    check("vice\xE2\x80\x91president", QH_WORD_TITLE);
    check("sa\xC2\xADid", QH_WORD_CUE);
    assert_int_equal(look_up("en", "he\xE2\x80\x99s").value, QH_PRONOUN_MALE);
    assert_int_equal(look_up("en", "he's").value, QH_PRONOUN_MALE);
}

static void long_keys(void **state) {
    (void)state;
    char word[400];
    for (size_t size = 1; size < sizeof word; size++) {
        memset(word, 'q', size);
        word[size - 1] = '.';
        assert_int_equal(qh_lexicon_word(lexicon, "en", word, size).classes & QH_WORD_CUE, 0);
    }
}

static void full_stops(void **state) {
    (void)state;
    check("said.", QH_WORD_CUE);
    check("Mr.", QH_WORD_ABBREVIATION);
    check("u.s.", QH_WORD_ABBREVIATION);
    check("no.", QH_WORD_ABBREVIATION);
    check("no.", QH_WORD_NUMBERED);
    assert_int_equal(look_up("en", "mr.").classes & QH_WORD_NUMBERED, 0);
    assert_int_equal(look_up("en", "no").classes & QH_WORD_ABBREVIATION, 0);
}

static void values(void **state) {
    (void)state;
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    for (int i = 0; i < 12; i++) {
        check(months[i], QH_WORD_MONTH);
        assert_int_equal(look_up("en", months[i]).value, i + 1);
    }
    assert_int_equal(look_up("en", "Sept.").value, 9);
    assert_int_equal(look_up("en", "Monday").value, 1);
    assert_int_equal(look_up("en", "Sun.").value, 7);
}

static void pronouns(void **state) {
    (void)state;
    static const struct {
        const char *word;
        qh_pronoun value;
    } cases[] = {
        {"I", QH_PRONOUN_FIRST},    {"we", QH_PRONOUN_FIRST_PLURAL}, {"you", QH_PRONOUN_SECOND},  {"He", QH_PRONOUN_MALE},
        {"she", QH_PRONOUN_FEMALE}, {"it", QH_PRONOUN_NEUTER},       {"They", QH_PRONOUN_PLURAL}, {"who", QH_PRONOUN_ANY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(cases[i].word, QH_WORD_PRONOUN);
        assert_int_equal(look_up("en", cases[i].word).value, cases[i].value);
    }
}

static size_t phrase(const char *text, uint32_t class) {
    size_t length;
    qh_lexeme found = qh_lexicon_phrase(lexicon, "en", text, strlen(text), class, &length);
    assert_int_equal(length != 0, (found.classes & class) != 0);
    return length;
}

static void phrases(void **state) {
    (void)state;
    assert_int_equal(phrase("According to the mayor", QH_WORD_ACCORDING), strlen("According to"));
    assert_int_equal(phrase("according  to\nhim", QH_WORD_ACCORDING), strlen("according  to"));
    assert_int_equal(phrase("according together", QH_WORD_ACCORDING), 0);
    assert_int_equal(phrase("in the words of a poet", QH_WORD_ACCORDING), strlen("in the words of"));
    assert_int_equal(phrase("pointed out that", QH_WORD_CUE), strlen("pointed out"));
    assert_int_equal(phrase("said", QH_WORD_MONTH), 0);
    assert_int_equal(phrase("", QH_WORD_CUE), 0);
}

static void packs(void **state) {
    (void)state;
    const qh_word_table *english = qh_lexicon_table(lexicon, "en");
    static const char *const others[] = {"und", "", "xx", "tlh-Latn", "en-GB", "EN_us", "e", "english"};
    assert_ptr_equal(qh_lexicon_table(lexicon, NULL), english);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_ptr_equal(qh_lexicon_table(lexicon, others[i]), english);
    assert_true(qh_table_word(english, "said", 4).classes & QH_WORD_CUE);
    assert_true(look_up("xx", "said").classes & QH_WORD_CUE);
}

typedef struct budget {
    size_t left;
} budget;

static void *spend(void *user, size_t size) {
    budget *b = user;
    if (!b->left)
        return NULL;
    b->left--;
    return malloc(size);
}

static void give_back(void *user, void *memory, size_t size) {
    (void)user;
    (void)size;
    free(memory);
}

static void no_memory(void **state) {
    (void)state;
    quoth_status st = QUOTH_ERROR_MEMORY;
    for (size_t limit = 0; st != QUOTH_OK; limit++) {
        budget b = {limit};
        quoth_allocator allocator = {&b, spend, give_back};
        qh_arena poor;
        quoth_error err;
        const qh_lexicon *none = NULL;
        qh_arena_init(&poor, &allocator);
        st = qh_lexicon_new(&poor, &none, &err);
        assert_true(st == QUOTH_OK ? none != NULL : st == QUOTH_ERROR_MEMORY && !none);
        qh_arena_free(&poor);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes), cmocka_unit_test(forms_and_letters), cmocka_unit_test(traits),
        cmocka_unit_test(folding), cmocka_unit_test(long_keys),         cmocka_unit_test(full_stops),
        cmocka_unit_test(values),  cmocka_unit_test(pronouns),          cmocka_unit_test(phrases),
        cmocka_unit_test(packs),   cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
