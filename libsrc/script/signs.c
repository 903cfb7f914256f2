#include "script/signs.h"

#include <string.h>

#include "base/one_of.h"
#include "script/around.h"
#include "script/known_names.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { HEARD_BYTES = 32768, SHORT_WORDS = 200, LANGUAGES = 64, WORD_BYTES = 64 };

/* The languages that have the word among their frequent ones. */
static qh_language_set languages_with(const char *text, size_t at, size_t end) {
    char word[WORD_BYTES + 4];
    size_t size = 0;
    while (at < end && size < WORD_BYTES)
        size += qh_char_encode(qh_char_lower(qh_utf8_next(text, &at)), word + size);
    return at == end ? qh_frequent_in(word, size) : 0;
}

static size_t word_end(const char *text, size_t size, size_t at) {
    for (size_t next = at; at < size; at = next)
        if (!qh_is_word_part(qh_utf8_next(text, &next)))
            break;
    return at;
}

/* Short words that were looked up, each where its bytes as a number say; most words of a text come again and again. */
enum { KNOWN_WORDS = 1024, KNOWN_BYTES = 8 };
typedef struct known_words {
    uint64_t words[KNOWN_WORDS]; /* 0 for none */
    qh_language_set languages[KNOWN_WORDS];
} known_words;

/* `word`: its last bytes as a number. */
static qh_language_set languages_of_known(known_words *known, const char *text, size_t at, size_t end, uint64_t word) {
    if (end - at > KNOWN_BYTES)
        return languages_with(text, at, end);
    size_t place = (size_t)(word * UINT64_C(0x9E3779B97F4A7C15) >> 54) % KNOWN_WORDS;
    if (known->words[place] != word) {
        known->words[place] = word;
        known->languages[place] = languages_with(text, at, end);
    }
    return known->languages[place];
}

qh_language_set qh_languages_heard(const char *text, size_t size) {
    unsigned counts[LANGUAGES] = {0}, most = 0;
    known_words known;
    memset(known.words, 0, sizeof known.words);
    size_t until = size < HEARD_BYTES ? size : HEARD_BYTES;
    for (size_t at = 0, next = 0; at < until; at = next) {
        if (!qh_is_letter(qh_utf8_next(text, &next)))
            continue;
        uint64_t word = 0;
        for (next = at; next < size && ((unsigned char)text[next] | 0x20u) - 'a' < 26u; next++)
            word = word << 8 | (unsigned char)text[next];
        for (size_t end = word_end(text, size, next); next < end; next++)
            word = word << 8 | (unsigned char)text[next];
        qh_language_set set = languages_of_known(&known, text, at, next, word);
        for (unsigned i = 0; set; i++, set >>= 1)
            if (set & 1 && ++counts[i] > most)
                most = counts[i];
    }
    qh_language_set heard = 0;
    for (unsigned i = 0; i < LANGUAGES; i++)
        if (counts[i] && counts[i] * 5 >= most * 3)
            heard |= (UINT64_C(1) << i);
    return heard;
}

static unsigned letters_of(const char *text, size_t at, size_t end) {
    unsigned letters = 0;
    while (at < end)
        letters += (qh_char_class(qh_utf8_next(text, &at)) & QH_CHAR_LETTER) != 0;
    return letters;
}

#define IF(condition, bit) ((condition) ? UINT64_C(1) << (bit) : 0)

/* Whether the word in front of the one at `at` begins with a capital. */
static int capital_in_front(const char *text, size_t at) {
    unsigned class = 0, bytes = 0;
    if (at == 0 || text[at - 1] != ' ')
        return 0;
    for (at--; at > 0 && bytes < WORD_BYTES; bytes++) {
        unsigned c = qh_char_class(qh_utf8_previous(text, &at));
        if (!(c & (QH_CHAR_LETTER | QH_CHAR_MARK)) && c != QH_CHAR_PUNCTUATION)
            break;
        class = c;
    }
    return (class & QH_CHAR_UPPER) != 0;
}

static uint64_t left_signs(const qh_witness *w, const qh_asked *a, qh_language_set languages) {
    const qh_joint *j = &a->joint;
    const qh_word_fact *fact = qh_witness_of(w, a->left);
    unsigned class = qh_char_class(qh_utf8_at(w->text, j->left, &(size_t){0}));
    unsigned letters = letters_of(w->text, j->left, j->stop);
    int lower = (class & QH_CHAR_LOWER) != 0;
    size_t before = j->left;
    return IF(languages_with(w->text, j->left, j->stop) & languages, QH_LEFT_FREQUENT) |
           IF(fact->seen & (lower ? QH_SEEN_LOWER : QH_SEEN_CAPITAL), QH_LEFT_SEEN) | IF(lower, QH_LEFT_LOWER) |
           IF(letters == 2, QH_LEFT_SHORT) | IF(letters >= 6, QH_LEFT_LONG) |
           IF(qh_begins_identifier(w->text + j->left, j->stop - j->left), QH_LEFT_HEAD) |
           IF(class & QH_CHAR_UPPER && capital_in_front(w->text, j->left), QH_LEFT_NAME) |
           IF(before > 0 && !qh_is_space(qh_utf8_previous(w->text, &before)), QH_LEFT_TIED) |
           IF(class & QH_CHAR_DIGIT && j->stop - j->left == 4, QH_LEFT_YEAR) |
           IF(fact->heads > 1 || (fact->heads && fact->head_of != (uint32_t)a->mixed), QH_HEADS_OTHER);
}

/* What comes behind the second text's first word. */
static uint64_t then_signs(const qh_witness *w, size_t end, qh_language_set languages) {
    uint64_t set = 0;
    size_t at = end;
    while (at < w->size && at - end < 4 && w->text[at] == ' ')
        at++;
    if (at == end)
        return IF(at < w->size && !qh_is_space(qh_utf8_at(w->text, at, &(size_t){0})), QH_RIGHT_COMMA);
    if (at < w->size && qh_one_of(w->text[at], "([{=<>+|;:."))
        set |= IF(w->text[at], QH_THEN_BRACKET);
    if (at < w->size && qh_is_lower(qh_utf8_at(w->text, at, &(size_t){0}))) {
        size_t bound = w->size - at < WORD_BYTES ? w->size : at + WORD_BYTES;
        set |= IF(1, QH_THEN_LOWER) | IF(languages_with(w->text, at, word_end(w->text, bound, at)) & languages, QH_THEN_FREQUENT);
    }
    return set;
}

static uint64_t right_signs(const qh_witness *w, const qh_asked *a, qh_language_set languages) {
    const qh_joint *j = &a->joint;
    const qh_word_fact *fact = qh_witness_of(w, a->right);
    unsigned letters = letters_of(w->text, j->word, j->end);
    size_t second = j->word;
    qh_utf8_next(w->text, &second);
    int frequent = (languages_with(w->text, j->word, j->end) & languages) != 0;
    return IF(frequent, QH_RIGHT_FREQUENT) | IF(fact->seen & QH_SEEN_CAPITAL, QH_RIGHT_CAPITAL) |
           IF(fact->seen & QH_SEEN_LOWER, QH_RIGHT_LOWER) | IF(fact->seen & QH_SEEN_START, QH_RIGHT_START) |
           IF(letters <= 3, QH_RIGHT_SHORT) | IF(letters == 1, QH_RIGHT_SINGLE) |
           IF(letters > 1 && qh_is_upper(qh_utf8_at(w->text, second, &(size_t){0})), QH_RIGHT_CAPS) |
           IF(qh_ends_name(w->text + j->word, j->end - j->word), QH_RIGHT_TAIL) | then_signs(w, j->end, languages) |
           IF(!frequent && (fact->tails > 1 || (fact->tails && fact->tail_of != (uint32_t)a->mixed)), QH_TAILS_OTHER);
}

static uint64_t line_signs(const qh_witness *w, const qh_joint *j) {
    qh_side left = qh_words_before(w->text, 0, j->at), right = qh_words_after(w->text, w->size, j->at, w->size);
    return IF(left.words <= 1, QH_BEFORE_ONE) | IF(left.words >= QH_SIDE_WORDS, QH_BEFORE_MANY) |
           IF(right.words <= 1, QH_AFTER_ONE) | IF(right.words == 2, QH_AFTER_TWO) | IF(right.words == 3, QH_AFTER_FEW) |
           IF(left.reaches_edge && left.words > 1 && left.words <= 4, QH_SHORT_LINE);
}

/* "..." and "…" pause as often as they end. */
static int has_ellipsis(const char *text, size_t at, size_t end) {
    return end - at > 1 && ((text[at] == '.' && text[at + 1] == '.') || !memcmp(text + at, "…", end - at < 3 ? 2 : 3));
}

static uint64_t all_of(uint64_t set, qh_sign a, qh_sign b) { return set >> a & set >> b & 1; }

uint64_t qh_signs_of(const qh_witness *w, const qh_asked *a, qh_language_set languages) {
    const qh_joint *j = &a->joint;
    uint64_t set = left_signs(w, a, languages) | right_signs(w, a, languages) | line_signs(w, j);
    set |= IF(qh_witness_of(w, a->mixed)->seen & QH_SEEN_OFTEN, QH_MIXED_OFTEN);
    set |= IF(qh_witness_of(w, a->mixed)->seen & QH_SEEN_APART, QH_APART);
    set |= IF(w->compounds > 3 && w->compounds > w->words / 1000, QH_COMPOUNDS_SOME);
    set |= IF(w->compounds > 3 && w->compounds > w->words / 200, QH_COMPOUNDS_MANY);
    set |= IF(memchr(w->text + j->stop, '"', j->word - j->stop), QH_QUOTE_BETWEEN);
    set |= IF(w->words < SHORT_WORDS, QH_TEXT_SHORT);
    set |= IF(w->words < SHORT_WORDS && !(set >> QH_RIGHT_FREQUENT & 1), QH_SHORT_UNKNOWN);
    set |= IF(has_ellipsis(w->text, j->stop, j->at), QH_ELLIPSIS);
    set |= all_of(set, QH_LEFT_LOWER, QH_THEN_LOWER) << QH_LOWER_BOTH;
    set |= all_of(set, QH_LEFT_LOWER, QH_COMPOUNDS_MANY) << QH_LOWER_COMPOUNDS;
    set |= all_of(set, QH_RIGHT_START, QH_RIGHT_LOWER) << QH_START_LOWER;
    uint64_t known = (UINT64_C(1) << QH_LEFT_FREQUENT) | (UINT64_C(1) << QH_LEFT_SEEN) | (UINT64_C(1) << QH_RIGHT_FREQUENT) |
                     (UINT64_C(1) << QH_RIGHT_CAPITAL);
    return set | IF(!(set & known), QH_NEITHER_KNOWN);
}

static int has(uint64_t signs, qh_sign sign) { return (int)(signs >> sign & 1); }

/* "firstName", "toString"; "useQuery" here and "useQuery" there. A stop may well have lost its space twice. */
int qh_is_compound_name(qh_joint_kind kind, uint64_t signs) {
    if (has(signs, QH_LEFT_HEAD) && has(signs, QH_RIGHT_TAIL))
        return 1;
    if (kind == QH_JOINT_STOP || kind == QH_JOINT_CLOSED)
        return has(signs, QH_MIXED_OFTEN) && !has(signs, QH_RIGHT_FREQUENT);
    if (kind == QH_JOINT_WORD && has(signs, QH_LEFT_SHORT) &&
        !(has(signs, QH_LEFT_LOWER) && has(signs, QH_LEFT_FREQUENT) && has(signs, QH_RIGHT_FREQUENT)))
        return 1;
    return has(signs, QH_MIXED_OFTEN) || (kind == QH_JOINT_WORD && has(signs, QH_AFTER_ONE));
}
