#include "script/glue.h"

#include <string.h>

#include "script/around.h"
#include "script/properties.h"
#include "text/chars.h"
#include "text/utf8.h"

/* The boundary of two runs that touch. */
typedef struct qh_touch {
    const char *text;
    size_t start, at, end;  /* the first run is [start, at), the second [at, end) */
    size_t size;            /* of the text */
    uint32_t before;        /* last character of the first, closing punctuation passed over */
    uint32_t first, second; /* first two characters of the second */
    qh_script left, right;
    int closed; /* a bracket or quotation mark closes in between */
    int ended;  /* a sentence ends in between */
} qh_touch;

static int closes(uint32_t c) { return c == ')' || c == ']' || c == 0x201D || c == 0xBB || c == '"'; }

static int is_cased(uint32_t c) { return (qh_char_class(c) & (QH_CHAR_UPPER | QH_CHAR_LOWER)) != 0; }

/* Reads what stands on both sides; 0 when something that joins, or nothing that begins a text, stands there. */
static int read_touch(qh_touch *t) {
    size_t at = t->at, next = t->at;
    t->first = qh_utf8_next(t->text, &next);
    t->second = next < t->end ? qh_utf8_at(t->text, next, &(size_t){0}) : 0;
    if (!qh_is_letter(t->first) || qh_is_lower(t->first))
        return 0;
    size_t mark = at;
    uint32_t opening = at > t->start ? qh_utf8_previous(t->text, &mark) : 0;
    if (opening == 0xAB || opening == 0x201C || opening == 0x201E) {
        t->at = at = mark;
        t->end = t->size; /* the closing mark is of the first run */
    }
    for (unsigned passed = 0;; passed++) {
        if (at <= t->start || passed > 2)
            return 0;
        t->before = qh_utf8_previous(t->text, &at);
        if (closes(t->before))
            t->closed = 1;
        else if (qh_ends_sentence(t->before))
            t->ended = 1;
        else
            break;
    }
    return (qh_char_class(t->before) & (QH_CHAR_LETTER | QH_CHAR_MARK | QH_CHAR_DIGIT)) && t->before != 0x640 /* ـ joins */;
}

/* ---- the first text ---- */

/* Letters of the word that ends at the boundary, punctuation passed over; *start is where it begins. */
static unsigned last_word(const qh_touch *t, size_t *start, size_t *end) {
    unsigned letters = 0;
    size_t at = t->at;
    for (*start = *end = at; at > t->start && letters < 16; *start = at) {
        unsigned class = qh_char_class(qh_utf8_previous(t->text, &at));
        if (class & QH_CHAR_LETTER)
            letters++;
        else if (letters && !(class & QH_CHAR_MARK))
            break;
        else if (!letters && class & (QH_CHAR_SPACE | QH_CHAR_DIGIT))
            break;
        else if (!letters)
            *end = at;
    }
    return letters;
}

/* Articles, prepositions and conjunctions that Arabic and Hebrew write in front of any word, foreign ones too. */
static int is_prefix(const qh_touch *t, size_t start, size_t end, unsigned letters) {
    static const char *const arabic[] = {"ال", "وال", "بال", "لل", "فال", "كال", "و", "ب", "ل", "ف", "ك", "ولل"};
    static const char hebrew[] = "משהוכלב";
    if (t->left == QH_SCRIPT_HEBR && letters <= 3) {
        for (size_t i = start; i + 1 < end; i += 2)
            if (!memchr(hebrew, t->text[i], sizeof hebrew - 1) || !strstr(hebrew, (char[3]){t->text[i], t->text[i + 1], 0}))
                return 0;
        return 1;
    }
    for (size_t i = 0; t->left == QH_SCRIPT_ARAB && i < sizeof arabic / sizeof *arabic; i++)
        if (strlen(arabic[i]) == end - start && !memcmp(arabic[i], t->text + start, end - start))
            return 1;
    return 0;
}

/* The first text is one: a word and, unless it begins the line, another. A single letter is a formula or an affix. */
static int left_is_text(const qh_touch *t, qh_side side) {
    size_t start, end;
    unsigned letters = last_word(t, &start, &end);
    if (letters && (letters < 2 || is_prefix(t, start, end, letters)))
        return 0;
    return side.words >= (side.reaches_edge && letters ? 1u : 2u) ||
           (side.words == 1 && side.reaches_edge && qh_is_digit(t->before));
}

/* ---- the second text ---- */

/* "3D Systems", "5G Open RAN", "4K": a digit and one letter are one word. */
static int is_letter_of_digit(const qh_touch *t) {
    return qh_is_digit(t->before) && !t->closed && !t->ended && !is_cased(t->second) && t->second != '.';
}

/* Without capitals nothing shows a beginning, and suffixes are written so ("PDFهای", "Googleలో"): only whole texts count. */
static int uncased_is_text(const qh_touch *t, qh_side left, qh_side right) {
    if (t->right != QH_SCRIPT_ARAB && t->right != QH_SCRIPT_HEBR && !t->ended)
        return 0;
    unsigned letters = 0;
    for (size_t at = t->at; at < t->end && letters < 3 && qh_is_letter(qh_utf8_next(t->text, &at));)
        letters++;
    size_t room = t->end - t->at;
    int suffix = room >= 4 && !memcmp(t->text + t->at, "ها", 4);
    return letters >= 3 && !suffix && left.words >= (left.reaches_edge ? 3u : (unsigned)QH_SIDE_WORDS) && right.words >= 3;
}

static int right_is_text(const qh_touch *t, qh_side left, qh_side right) {
    if (!is_cased(t->first))
        return uncased_is_text(t, left, right);
    if (is_letter_of_digit(t))
        return 0;
    if (qh_is_upper(t->before) && !t->closed && !t->ended && !qh_is_lower(t->second))
        return 0; /* look-alikes inside one word: "МОSCOW" */
    return right.words >= 3 || (right.words == 2 && right.reaches_edge);
}

/* How sure it is that two texts touch here; 0 where they don't. */
static double judge(qh_touch *t) {
    if (!read_touch(t))
        return 0;
    size_t at = t->at;
    t->right = qh_script_of(t->first);
    do
        t->left = qh_script_of(qh_utf8_previous(t->text, &at));
    while (at > t->start && t->left <= QH_SCRIPT_INHERITED);
    if (qh_script_is_spaceless(t->left) || qh_script_is_spaceless(t->right))
        return 0;
    qh_side right = qh_words_after(t->text, t->size, t->at, t->end);
    qh_side left = qh_words_before(t->text, t->start, t->at);
    if (!left_is_text(t, left) || !right_is_text(t, left, right))
        return 0;
    return t->closed ? 0.9 : left.words >= 2 && right.words >= 3 ? 0.99 : 0.96;
}

double qh_script_glue(const char *text, size_t size, const quoth_script_run *a, const quoth_script_run *b, size_t *at) {
    qh_touch touch = {.text = text, .start = a->start, .at = b->start, .end = b->end, .size = size};
    double confidence = judge(&touch);
    *at = touch.at;
    return confidence;
}
