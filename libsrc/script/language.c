#include <string.h>

#include <unicode/uscript.h>

#include "script/properties.h"
#include "script/words.h"
#include "text/chars.h"
#include "text/utf8.h"

enum {
    SCRIPTS_MOST = 256,
    WORD_BYTES = 48,   /* no frequent word is longer */
    WORDS_MOST = 2000, /* enough to know */
    LEAST_SCORE = 5,   /* one word that few languages share */
    SHORT_WORDS = 12,  /* below that, the document's language has the benefit of the doubt */
    PRIOR_MARGIN = 5
};

static const char *const tags[QH_LANGUAGES] = {"en", "de", "fr", "es", "it", "nl", "pt",  "sv", "da", "no", "pl",
                                               "cs", "sk", "ro", "hu", "tr", "fi", "sq",  "hr", "sl", "lt", "lv",
                                               "et", "ca", "is", "af", "id", "vi", "eu",  "ru", "uk", "be", "bg",
                                               "sr", "mk", "kk", "ar", "fa", "ur", "ckb", "ps", "hi", "mr", "ne"};

/* Scripts that more than one of our languages writes. */
static const struct {
    UScriptCode script;
    qh_language first, end;
} shared[] = {{USCRIPT_LATIN, QH_EN, QH_RU},
              {USCRIPT_CYRILLIC, QH_RU, QH_AR},
              {USCRIPT_ARABIC, QH_AR, QH_HI},
              {USCRIPT_DEVANAGARI, QH_HI, QH_LANGUAGES}};

/* Scripts that tell the language. */
static const struct {
    UScriptCode script;
    char tag[4];
} alone[] = {{USCRIPT_GREEK, "el"},     {USCRIPT_HEBREW, "he"},   {USCRIPT_ARMENIAN, "hy"}, {USCRIPT_GEORGIAN, "ka"},
             {USCRIPT_BENGALI, "bn"},   {USCRIPT_TAMIL, "ta"},    {USCRIPT_TELUGU, "te"},   {USCRIPT_KANNADA, "kn"},
             {USCRIPT_MALAYALAM, "ml"}, {USCRIPT_GUJARATI, "gu"}, {USCRIPT_GURMUKHI, "pa"}, {USCRIPT_ORIYA, "or"},
             {USCRIPT_SINHALA, "si"},   {USCRIPT_THAI, "th"},     {USCRIPT_LAO, "lo"},      {USCRIPT_KHMER, "km"},
             {USCRIPT_MYANMAR, "my"},   {USCRIPT_TIBETAN, "bo"},  {USCRIPT_ETHIOPIC, "am"}, {USCRIPT_THAANA, "dv"},
             {USCRIPT_SYRIAC, "syr"},   {USCRIPT_CHEROKEE, "chr"}};

/* What has been read of a stretch. */
typedef struct qh_evidence {
    uint32_t letters[SCRIPTS_MOST]; /* by script */
    int32_t scores[QH_LANGUAGES];
    size_t words;
} qh_evidence;

/* ---- reading ---- */

static int count_bits(qh_languages set) {
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

/* The fewer languages share it, the more it tells. */
static int weight(qh_languages set) {
    int n = count_bits(set);
    return n == 1 ? 8 : n == 2 ? 6 : n <= 4 ? 4 : 2;
}

static void add(qh_evidence *e, qh_languages set, int32_t value) {
    for (unsigned i = 0; set; i++, set >>= 1)
        if (set & 1)
            e->scores[i] += value;
}

static qh_languages of_script(qh_script script) {
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (script == shared[i].script)
            return (QH_ONLY(shared[i].end) - 1) & ~(QH_ONLY(shared[i].first) - 1);
    return 0;
}

static void add_letter(qh_evidence *e, uint32_t lower, qh_script script) {
    qh_languages set = qh_letter_languages(lower);
    if (!set)
        return;
    add(e, set, weight(set) / 2);
    add(e, of_script(script) & ~set, -3);
}

static void add_word(qh_evidence *e, const char *word, size_t size) {
    e->words++;
    if (!size || size > WORD_BYTES)
        return;
    qh_languages set = qh_frequent_word(word, size);
    if (set)
        add(e, set, size == 1 ? weight(set) / 4 : weight(set));
}

/* Letters, the marks on them, and the joiners inside Persian and Indic words. */
static int continues_word(uint32_t c, size_t size) {
    if (c < 0x80)
        return (c | 0x20) - 'a' < 26;
    return (qh_char_class(c) & QH_CHAR_LETTER) || (size && ((qh_char_class(c) & QH_CHAR_MARK) || c == 0x200D));
}

static void read_letter(qh_evidence *e, uint32_t c, uint32_t lower) {
    qh_script script = qh_script_of(c);
    if (script == QH_SCRIPT_COMMON || script == QH_SCRIPT_INHERITED || script >= SCRIPTS_MOST)
        return;
    e->letters[script]++;
    if (c >= 0x80)
        add_letter(e, lower, script);
}

static void read_words(qh_evidence *e, const char *text, quoth_span span) {
    char word[WORD_BYTES + 4];
    size_t size = 0;
    for (size_t at = span.start; at < span.end && e->words < WORDS_MOST;) {
        uint32_t c = qh_utf8_next(text, &at);
        if (continues_word(c, size)) {
            uint32_t lower = qh_char_lower(c);
            read_letter(e, c, lower);
            size = size > WORD_BYTES ? size : size + qh_char_encode(lower, word + size);
        } else if (size) {
            add_word(e, word, size);
            size = 0;
        }
    }
    if (size)
        add_word(e, word, size);
}

/* ---- judging ---- */

/* A Han letter says as much as a few Latin ones. */
static uint32_t cjk_letters(const qh_evidence *e) {
    return 2 * (e->letters[USCRIPT_HAN] + e->letters[USCRIPT_HIRAGANA] + e->letters[USCRIPT_KATAKANA] + e->letters[USCRIPT_HANGUL] +
                e->letters[USCRIPT_BOPOMOFO]);
}

static const char *cjk_language(const qh_evidence *e) {
    uint32_t kana = e->letters[USCRIPT_HIRAGANA] + e->letters[USCRIPT_KATAKANA], han = e->letters[USCRIPT_HAN];
    if (e->letters[USCRIPT_HANGUL] > kana && 3 * e->letters[USCRIPT_HANGUL] >= han)
        return "ko";
    return kana * 10 >= han + 1 ? "ja" : "zh";
}

static qh_script dominant(const qh_evidence *e) {
    size_t best = 0;
    for (size_t i = 1; i < SCRIPTS_MOST; i++)
        if (e->letters[i] > e->letters[best])
            best = i;
    return (qh_script)best;
}

int qh_language_number(const char *tag) {
    if (!tag)
        return -1;
    size_t size = strcspn(tag, "-_");
    for (int i = 0; i < QH_LANGUAGES; i++)
        if (strlen(tags[i]) == size && !strncmp(tags[i], tag, size))
            return i;
    return -1;
}

static const char *judge(const qh_evidence *e, qh_language first, qh_language end, const char *prior) {
    int best = (int)first, expected = qh_language_number(prior);
    for (int i = (int)first + 1; i < (int)end; i++)
        if (e->scores[i] > e->scores[best])
            best = i;
    if (expected >= (int)first && expected < (int)end) {
        int32_t margin = e->words < SHORT_WORDS ? PRIOR_MARGIN : 1;
        if (e->scores[best] - e->scores[expected] < margin && e->scores[expected] > -PRIOR_MARGIN)
            return tags[expected];
    }
    return e->scores[best] < LEAST_SCORE ? "und" : tags[best];
}

static const char *alone_language(qh_script script) {
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++)
        if (script == alone[i].script)
            return alone[i].tag;
    return "und";
}

const char *qh_language_of(const char *text, quoth_span span, const char *prior) {
    qh_evidence e;
    memset(&e, 0, sizeof e);
    read_words(&e, text, span);
    qh_script script = dominant(&e);
    uint32_t cjk = cjk_letters(&e);
    if (!e.letters[script])
        return NULL;
    if (cjk > e.letters[script] || qh_script_is_cjk(script))
        return cjk_language(&e);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (script == shared[i].script)
            return judge(&e, shared[i].first, shared[i].end, prior);
    return alone_language(script);
}

/* ---- the dominant script ---- */

static size_t letters_in(const char *text, size_t start, size_t end) {
    size_t n = 0;
    for (size_t at = start; at < end;)
        n += qh_is_letter(qh_utf8_next(text, &at)) != 0;
    return n;
}

/* The first run that ends behind `at`. */
static size_t run_at(const quoth_document *doc, size_t at) {
    size_t low = 0, high = doc->runs.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->runs.items[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void qh_dominant_script(const quoth_document *doc, quoth_span span, char script[8], int32_t *direction) {
    enum { KINDS = 16 }; /* scripts of one stretch; more is no text */
    size_t letters[KINDS] = {0}, kinds = 0, best = 0;
    const quoth_script_run *of[KINDS];
    for (size_t i = run_at(doc, span.start); i < doc->runs.count && doc->runs.items[i].start < span.end; i++) {
        const quoth_script_run *run = &doc->runs.items[i];
        size_t k = 0;
        while (k < kinds && memcmp(of[k]->script, run->script, sizeof run->script))
            k++;
        if (k == KINDS)
            continue;
        of[k] = run;
        kinds += k == kinds;
        letters[k] +=
            letters_in(doc->text, run->start > span.start ? run->start : span.start, run->end < span.end ? run->end : span.end);
        best = letters[k] > letters[best] ? k : best;
    }
    memcpy(script, kinds && letters[best] ? of[best]->script : "Zyyy\0\0\0", 8);
    *direction = kinds && letters[best] ? of[best]->direction : QUOTH_DIRECTION_LTR;
}
