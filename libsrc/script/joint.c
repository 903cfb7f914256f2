#include "script/joint.h"

#include <string.h>

#include "base/one_of.h"
#include "script/known_names.h"
#include "script/script.h"
#include "text/chars.h"
#include "text/utf8.h"

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

enum {
    WORD_BYTES = 64,   /* longer words are none */
    CHUNK_BYTES = 128, /* longer chunks are no prose */
    MARKS_MOST = 5,    /* stops and closing marks between the texts */
    LINE_BYTES = 512   /* how far back quotation marks are paired */
};

int qh_is_stop(uint32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

int qh_is_word_part(uint32_t c) { return (qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_MARK)) != 0; }

static int is_closing(uint32_t c) { return c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB; }

static int is_opening(uint32_t c) {
    return c == '(' || c == '[' || c == 0x201E || c == 0x2018 || c == 0xAB || c == 0xBF || c == 0xA1;
}

static int is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }

static uint32_t before(const char *text, size_t at) { return at ? qh_utf8_previous(text, &at) : ' '; }

/* ---- the two words ---- */

/* Start of the word that ends at `end`: two or more small letters with or without a capital in front, behind which there are at
   least `least`; `end` when it is none. */
static size_t small_word(const char *text, size_t end, unsigned least) {
    size_t at = end, start = end;
    unsigned lower = 0, capital = 0;
    while (at > 0 && end - at < WORD_BYTES) {
        unsigned class = qh_char_class(qh_utf8_previous(text, &at));
        if (!(class & (QH_CHAR_LETTER | QH_CHAR_MARK)))
            break;
        if (capital || !(class & (QH_CHAR_LOWER | QH_CHAR_UPPER | QH_CHAR_MARK)))
            return end;
        capital = class & QH_CHAR_UPPER;
        lower += (class & QH_CHAR_LOWER) != 0;
        start = at;
    }
    return lower >= (capital ? least : 2) && end - start < WORD_BYTES ? start : end;
}

/* Start of the stretch of characters of these classes alone that ends at `end`. */
static size_t stretch(const char *text, size_t end, unsigned classes) {
    size_t at = end, start = end;
    while (at > 0 && end - at < WORD_BYTES && qh_char_class(qh_utf8_previous(text, &at)) & classes)
        start = at;
    return start;
}

/* End of the word at `at` that begins with a capital and goes on with `least` small letters, or is all capitals where it may be
   `loose`; `at` when it is none. */
static size_t capital_word(const char *text, size_t size, size_t at, unsigned least, int loose) {
    size_t start = at, end;
    unsigned lower = 0, upper = 1;
    qh_utf8_next(text, &at);
    for (end = at; at < size && end - start < WORD_BYTES; end = at) {
        unsigned class = qh_char_class(qh_utf8_next(text, &at));
        if (!(class & (QH_CHAR_LETTER | QH_CHAR_MARK)))
            break;
        if (!(class & (QH_CHAR_LOWER | QH_CHAR_UPPER | QH_CHAR_MARK)))
            return start;
        upper += (class & QH_CHAR_UPPER) != 0;
        lower += (class & QH_CHAR_LOWER) != 0;
    }
    int alone =
        upper == 1 && !lower && least < 2 && end < size && (text[end] == ' ' || is_apostrophe(qh_utf8_at(text, end, &(size_t){0})));
    int good = (upper == 1 && lower >= least) || alone || (loose && !lower && upper > 1);
    return good && end - start < WORD_BYTES ? end : start;
}

/* ---- what stands around them ---- */

static int may_stand_before(uint32_t c) {
    return qh_is_space(c) || is_opening(c) || c == '"' || c == '\'' || c == '-' || c == 0x201C || c == 0x2019 ||
           (c >= 0x2010 && c <= 0x2015) || c == ':' || c == ',';
}

/* What may stand behind the second word: white space, or punctuation that no letter follows. */
static int ends_word(const char *text, size_t size, size_t at) {
    if (at >= size)
        return 1;
    uint32_t c = qh_utf8_next(text, &at);
    if (qh_is_space(c) || c == 0x2019 || c == '\'' || c == '-' || c == 0x2026 || (c >= 0x2010 && c <= 0x2015))
        return 1;
    if (!qh_one_of((int)(c < 0x80 ? c : 'x'), ",.:;!?)") && !is_closing(c) && c != '"')
        return 0;
    return at >= size || !qh_is_word_part(qh_utf8_at(text, at, &(size_t){0}));
}

/* Addresses, tags, identifiers: what is written without white space on purpose. Figures only where the joint is one. */
static int is_prose(const char *text, size_t size, const qh_joint *joint) {
    size_t start = joint->at, end = joint->at;
    while (start > 0 && !qh_is_space((unsigned char)text[start - 1]) && joint->at - start < CHUNK_BYTES)
        start--;
    while (end < size && !qh_is_space((unsigned char)text[end]) && end - joint->at < CHUNK_BYTES)
        end++;
    if (joint->at - start == CHUNK_BYTES || end - joint->at == CHUNK_BYTES)
        return 0;
    const char *never = joint->kind == QH_JOINT_DIGIT ? "@#_\\=<>{}|~^$&*`" : "/@#_\\=<>{}|~^$%&+*`0123456789";
    for (size_t i = start; i < end; i++)
        if (strchr(never, text[i]))
            return 0;
    return end - start < 4 || memcmp(text + start, "www.", 4) != 0;
}

/* Abbreviations before a name, and what comes last in the name of a site. */
static int is_fixed_pair(const char *text, const qh_joint *j) {
    static const char *const titles[] = {"Prof", "Capt", "Supt", "Cmdr", "Hon", "Messrs", "Insp", "Dr",  "St", "Mr",
                                         "Mrs",  "Ms",   "Gen",  "Sen",  "Rep", "Gov",    "Lt",   "Sgt", "Ph"};
    static const char *const sites[] = {"Com", "Net", "Org", "Info", "Edu", "Gov", "Biz", "NET", "COM", "ORG"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (j->stop - j->left == strlen(titles[i]) && !memcmp(text + j->left, titles[i], j->stop - j->left))
            return 1;
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++)
        if (j->end - j->word == strlen(sites[i]) && !memcmp(text + j->word, sites[i], j->end - j->word))
            return 1;
    return 0;
}

/* "1000Hz", "188Watt", "1080P", "2Da". */
static int is_unit(const char *text, const qh_joint *j) {
    static const char *const units[] = {"Watt", "Volt", "Amp", "Bit",  "Mbit", "Gbit", "Byte", "Uhr", "Mio",
                                        "Thlr", "Hrs",  "Whr", "Mbps", "Gbps", "Kbps", "Fps",  "Rpm", "Mpx"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (j->end - j->word == strlen(units[i]) && !memcmp(text + j->word, units[i], j->end - j->word))
            return 1;
    static const char short_words[] = " A I An As At By He If In Is It My No On Or So To Up We Am Da Du Er Es Im Ja Ob Um Wo Zu De "
                                      "En Le La Se El Un Al Il Na No Za Po Ta ";
    char word[8] = " ";
    size_t size = j->end - j->word;
    if (size > 2 || (unsigned char)text[j->word] >= 0x80)
        return 0;
    memcpy(word + 1, text + j->word, size);
    memcpy(word + 1 + size, " ", 2);
    return !strstr(short_words, word);
}

/* ---- between them ---- */

/* Whether the mark at `at` closes: “ after „, and " when it is the second, fourth … of its line. */
static int closes_here(const char *text, size_t at, uint32_t mark) {
    unsigned count = 0;
    for (size_t from = at; from > 0 && at - from < LINE_BYTES;) {
        uint32_t c = qh_utf8_previous(text, &from);
        if (c == '\n')
            break;
        if (mark == 0x201C && (c == 0x201C || c == 0x201D || c == 0x201E))
            return c == 0x201E;
        count += c == '"';
    }
    return mark == '"' && count % 2;
}

typedef struct qh_between {
    size_t start; /* of the stops and closing marks */
    size_t at;    /* behind them */
    int stops, closings;
} qh_between;

/* Reads back from the second word over an opening mark, closing marks and stops. */
static qh_between read_between(const char *text, size_t word) {
    qh_between b = {.start = word, .at = word};
    for (unsigned marks = 0; b.start > 0 && marks < MARKS_MOST; marks++) {
        size_t at = b.start;
        uint32_t c = qh_utf8_previous(text, &at);
        int either = c == '"' || c == 0x201C;
        int opens = !marks && (is_opening(c) || (either && (before(text, at) == c || !closes_here(text, at, c))));
        if (opens)
            b.at = at;
        else if (qh_is_stop(c))
            b.stops++;
        else if (is_closing(c) || either)
            b.closings++;
        else
            break;
        b.start = at;
    }
    return b;
}

static int is_one_letter(const char *text, const qh_joint *j) {
    size_t at = j->left;
    qh_utf8_next(text, &at);
    return at == j->stop;
}

/* The last word of the first text, by what stands in between; 0 when the shape is another. */
static int read_left(const char *text, const qh_between *b, qh_joint *j) {
    unsigned last = qh_char_class(before(text, b->start)), open = b->at < j->word;
    j->at = b->at;
    j->stop = b->start;
    if (b->stops)
        j->kind = QH_JOINT_STOP;
    else if (open)
        return 0;
    else if (b->closings && before(text, b->at) != 0x2019) /* "dall’Italia" */
        j->kind = QH_JOINT_CLOSED;
    else if (b->closings)
        return 0;
    else
        j->kind = last & QH_CHAR_DIGIT ? QH_JOINT_DIGIT : last & QH_CHAR_UPPER ? QH_JOINT_CAPITALS : QH_JOINT_WORD;
    if (last & QH_CHAR_DIGIT)
        j->left = stretch(text, j->stop, QH_CHAR_DIGIT);
    else if (last & QH_CHAR_UPPER)
        j->left = stretch(text, j->stop, QH_CHAR_UPPER);
    else
        j->left = small_word(text, j->stop, j->kind == QH_JOINT_WORD ? 3 : 2);
    if (last & QH_CHAR_UPPER && j->left < j->stop && is_one_letter(text, j))
        return 0; /* initials */
    return j->left < j->stop && may_stand_before(before(text, j->left));
}

/* A figure may have its points and signs in front. */
static int read_joint(const char *text, size_t size, size_t word, qh_joint *j) {
    if (capital_word(text, size, word, 1, 1) == word)
        return 0;
    qh_between between = read_between(text, word);
    if (between.start == 0)
        return 0;
    j->word = word;
    if (!read_left(text, &between, j))
        return 0;
    j->end = capital_word(text, size, word, j->kind == QH_JOINT_CAPITALS ? 2 : 1,
                          j->kind == QH_JOINT_STOP || j->kind == QH_JOINT_CLOSED);
    if (j->end == word || !ends_word(text, size, j->end) || !is_prose(text, size, j))
        return 0;
    if (j->kind == QH_JOINT_STOP && between.closings == 0 && is_fixed_pair(text, j))
        return 0;
    if (j->kind == QH_JOINT_DIGIT && is_unit(text, j))
        return 0;
    if ((j->kind == QH_JOINT_WORD || j->kind == QH_JOINT_CAPITALS) && qh_is_name(text + j->left, j->end - j->left))
        return 0;
    qh_script left = qh_script_of(before(text, j->stop)), right = qh_script_of(qh_utf8_at(text, word, &(size_t){0}));
    return left == right || left == QH_SCRIPT_COMMON;
}

/* The next character that may be a capital with no white space in front. */
static size_t next_capital(const char *text, size_t at, size_t size) {
#if defined(__SSE2__) && defined(__GNUC__)
    const __m128i to_a = _mm_set1_epi8((char)(0x80 - 'A')), letters = _mm_set1_epi8((char)(0x80 + 26)), blank = _mm_set1_epi8(' ');
    for (; at > 0 && size - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text + at));
        __m128i before = _mm_loadu_si128((const __m128i *)(const void *)(text + at - 1));
        __m128i capital = _mm_cmplt_epi8(_mm_add_epi8(v, to_a), letters), low = _mm_cmpeq_epi8(_mm_max_epu8(before, blank), blank);
        int found = _mm_movemask_epi8(_mm_or_si128(v, _mm_andnot_si128(low, capital)));
        if (found)
            return at + (size_t)__builtin_ctz((unsigned)found);
    }
#endif
    while (at < size && (unsigned char)text[at] < 0x80 && (text[at] < 'A' || text[at] > 'Z'))
        at++;
    return at;
}

int qh_joint_next(const char *text, size_t size, size_t *from, qh_joint *joint) {
    for (size_t at = *from, next; (at = next_capital(text, at, size)) < size; at = next) {
        next = at;
        uint32_t c = qh_utf8_next(text, &next);
        if (at == 0 || (unsigned char)text[at - 1] <= ' ' || !qh_is_upper(c))
            continue;
        if (read_joint(text, size, at, joint)) {
            *from = next;
            return 1;
        }
    }
    *from = size;
    return 0;
}
