/* Values as they are wanted: plain text, names without "By" and roles, dates in ISO 8601. */
#include "document/dates.h"
#include "document/html_facts.h"
#include "text/chars.h"
#include "text/utf8.h"

/* ---- plain text ---- */

static int is_white(const char *text, size_t size, size_t at, size_t *length) {
    *length = 1;
    if (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))
        return 1;
    *length = 2;
    if (at + 1 < size && text[at] == '\xC2' && text[at + 1] == '\xA0')
        return 1;
    *length = 3;
    return at + 2 < size && text[at] == '\xE2' && text[at + 1] == '\x80' && (text[at + 2] == '\x8B' || text[at + 2] == '\xAF');
}

static size_t collapse(char *text, size_t size) {
    size_t used = 0, length;
    int blank = 0;
    for (size_t at = 0; at < size;) {
        if (is_white(text, size, at, &length)) {
            blank = used > 0;
            at += length;
            continue;
        }
        if (blank)
            text[used++] = ' ';
        blank = 0;
        text[used++] = text[at++];
    }
    text[used] = '\0';
    return used;
}

/* Reads it once more as HTML: values of JSON hold references and tags. */
static char *without_markup(qh_arena *arena, char *text, size_t *size) {
    char *out = qh_arena_alloc(arena, *size + 8);
    if (!out || *size > QH_HTML_MAX_SOURCE)
        return NULL;
    qh_html_tokenizer t;
    qh_html_token token = {.kind = QH_HTML_TEXT};
    qh_html_tokenizer_init(&t, arena, text, *size);
    size_t used = 0;
    for (;;) {
        if (!qh_html_next(&t, &token))
            return NULL;
        if (token.kind == QH_HTML_END)
            break;
        if (token.kind != QH_HTML_TEXT)
            continue;
        size_t length = qh_html_piece_size(&token.text);
        if (used + length > *size)
            break;
        memcpy(out + used, qh_html_piece_bytes(&token.text, text), length);
        used += length;
    }
    out[used] = '\0';
    *size = used;
    return out;
}

char *qh_fact_plain(qh_arena *arena, const char *value, size_t size, size_t *plain_size) {
    char *text = qh_arena_copy(arena, value, size);
    *plain_size = size;
    if (text && (memchr(text, '&', size) || memchr(text, '<', size)))
        text = without_markup(arena, text, plain_size);
    if (text)
        *plain_size = collapse(text, *plain_size);
    return text;
}

/* ---- names ---- */

/* clang-format off */
/* What stands before a name. */
static const char *const byline_words[] = {
    "article written by ", "this article was written by ", "written by: ", "written by ", "posted by: ", "posted by ", "published by ",
    "authored by ", "reviewed by ", "story by ", "words by ", "text by ", "post by ", "article by ", "started by ", "created by ",
    "contributed by ", "author: ", "author:", "author ", "by: ", "by ", "by:", "geschrieben von ", "verfasst von ", "veröffentlicht von ",
    "erstellt von ", "ein beitrag von ", "ein artikel von ", "von: ", "autor: ", "autorin: ", "autor ", "publié par ", "écrit par ",
    "auteur : ", "auteur: ", "publicado por ", "escrito por ", "scritto da ", "pubblicato da ", "geschreven door ", "geplaatst door ",
    "opublikował: ", "napisał: ", "napisane przez ", "opublikowane przez ", "автор: ", "Автор: ", NULL};

/* The same, but parts of names as well: only in lines that begin as bylines do. */
static const char *const particles[] = {"von ", "par ", "por ", "di ", "door ", "przez ", NULL};
/* clang-format on */

static size_t word_of(qh_text value, const char *const *words) {
    for (size_t i = 0; words[i]; i++)
        if (qh_fact_begins(value.bytes, value.size, words[i]))
            return strlen(words[i]);
    return 0;
}

static size_t byline_word(qh_text value, int is_line) {
    size_t length = word_of(value, byline_words);
    return length || !is_line ? length : word_of(value, particles);
}

static int is_same(const char *text, const char *lower, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (qh_fact_lower(text[i]) != lower[i])
            return 0;
    return 1;
}

int qh_fact_announces(qh_text value) {
    size_t size = value.size;
    while (size && (value.bytes[size - 1] == ':' || value.bytes[size - 1] == ' '))
        size--;
    for (size_t i = 0; size && byline_words[i]; i++) {
        size_t length = strlen(byline_words[i]);
        while (length && (byline_words[i][length - 1] == ':' || byline_words[i][length - 1] == ' '))
            length--;
        if (length == size && is_same(value.bytes, byline_words[i], size))
            return 1;
    }
    return 0;
}

int qh_fact_is_byline(qh_text value) {
    size_t length = byline_word(value, 1);
    if (!length || value.size - length > 90 || value.size == length)
        return 0;
    unsigned char first = (unsigned char)value.bytes[length];
    return (first >= 'A' && first <= 'Z') || first >= 0xC3;
}

/* Leaves out signs in front: icons of private fonts, bullets. */
static qh_text from_letter(qh_text value) {
    size_t length;
    while (value.size && !(qh_char_class(qh_utf8_at(value.bytes, 0, &length)) & (QH_CHAR_LETTER | QH_CHAR_DIGIT))) {
        value.bytes += length;
        value.size -= length;
    }
    return value;
}

static qh_text trim(qh_text value) {
    static const char edges[] = " ,;:|-/\"'*@~>";
    while (value.size && strchr(edges, *value.bytes)) {
        value.bytes++;
        value.size--;
    }
    while (value.size && strchr(edges, value.bytes[value.size - 1]))
        value.size--;
    return value;
}

/* In a line, what stands behind these is no name any more. */
static qh_text cut_line(qh_text value) {
    static const char *const ends[] = {
        " | ",  " \xE2\x80\xA2 ", " \xC2\xB7 ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " - ",  " / ",
        " on ", " published ",    " updated ",  " posted ",       " last ",         " in ", " \xE2\x97\x8F ",
        " at ", " am ",           " said",      " schrieb",       " \xE2\x8B\x85 ", NULL};
    for (size_t i = 1; i < value.size; i++) {
        for (size_t e = 0; ends[e]; e++)
            if (qh_fact_begins(value.bytes + i, value.size - i, ends[e])) {
                value.size = i;
                return value;
            }
        if (value.bytes[i] >= '0' && value.bytes[i] <= '9' && value.bytes[i - 1] == ' ') {
            value.size = i;
            return value;
        }
    }
    return value;
}

/* Names of months at the end of what was cut before a number: "Jane Doe January" of "Jane Doe January 5". */
static qh_text without_month(qh_text value) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", NULL};
    size_t start = value.size;
    while (start > 0 && value.bytes[start - 1] != ' ')
        start--;
    if (start == 0 || value.size - start > 9)
        return value;
    for (size_t i = 0; months[i]; i++)
        if (qh_fact_begins(value.bytes + start, value.size - start, months[i]))
            value.size = start - 1;
    return value;
}

static int is_day_name(qh_text value) {
    static const char *const names[] = {
        "january",  "february", "march",  "april",   "may",       "june",     "july",   "august",   "september", "october",
        "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",    "jan.",
        "feb.",     "mar.",     "apr.",   "aug.",    "sept.",     "oct.",     "nov.",   "dec.",     NULL};
    for (size_t i = 0; names[i]; i++)
        if (qh_fact_begins(value.bytes, value.size, names[i]) && value.size <= strlen(names[i]) + 1)
            return 1;
    return 0;
}

static int is_nobody(qh_text value) {
    static const char *const words[] = {"admin",        "administrator",
                                        "author",       "authors",
                                        "by",           "guest",
                                        "anonymous",    "unknown",
                                        "none",         "null",
                                        "n/a",          "editor",
                                        "user",         "root",
                                        "profile",      "follow",
                                        "share",        "posted",
                                        "written by",   "webmaster",
                                        "moderator",    "member",
                                        "super user",   "you",
                                        "contributor",  "about the author",
                                        "follow us",    "updated",
                                        "last updated", "fact checked",
                                        "the author",   "published",
                                        "on",           "share this",
                                        "written",      "reviewed",
                                        "edited",       "comments",
                                        "today",        "yesterday",
                                        "read more",    "view profile",
                                        "home",         NULL};
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == value.size && qh_fact_begins(value.bytes, value.size, words[i]))
            return 1;
    return qh_fact_holds(value.bytes, value.size, "http") || qh_fact_holds(value.bytes, value.size, "www.") ||
           memchr(value.bytes, '{', value.size) || memchr(value.bytes, '@', value.size) || is_day_name(value) ||
           qh_fact_holds(value.bytes, value.size, "author archive");
}

/* "Jane Doe @jane" -> "Jane Doe" */
static qh_text without_handle(qh_text value) {
    for (size_t i = 1; i + 1 < value.size; i++)
        if (value.bytes[i] == ' ' && (value.bytes[i + 1] == '@' || (value.bytes[i + 1] == '(' && value.bytes[i + 2] == '@')))
            value.size = i;
    return value;
}

qh_text qh_fact_author(qh_text value, int is_line) {
    static const qh_text nobody = {"", 0};
    value = from_letter(trim(without_handle(value)));
    for (size_t length; (length = byline_word(value, is_line)) != 0;)
        value = trim((qh_text){value.bytes + length, value.size - length});
    if (is_line)
        value = trim(without_month(trim(cut_line(value))));
    int letters = 0;
    for (size_t i = 0; i < value.size; i++)
        letters |= (value.bytes[i] & 0x80) || (value.bytes[i] | 0x20) >= 'a';
    return value.size < 2 || value.size > 160 || !letters || is_nobody(value) ? nobody : value;
}

/* ---- dates ---- */

static int number(const char *text, size_t size, size_t at, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++, at++) {
        if (at >= size || text[at] < '0' || text[at] > '9')
            return -1;
        value = value * 10 + (text[at] - '0');
    }
    return value;
}

/* 2016-09-12T…, 2016-09, 20160912: what machines write. */
static int iso_date(const char *text, size_t size, qh_date *date) {
    int year = number(text, size, 0, 4), dashed = size > 4 && (text[4] == '-' || text[4] == '/');
    size_t at = dashed ? 5 : 4;
    int month = number(text, size, at, 2), day = number(text, size, at + 2 + (size_t)dashed, 2);
    if (year < 1900 || year > 2100 || month < 1 || month > 12 || (!dashed && day < 0))
        return 0;
    size_t end = at + 2 + (day < 0 ? 0 : 2 + (size_t)dashed);
    if (day == 0 || day > 31 || (end < size && text[end] >= '0' && text[end] <= '9' && dashed))
        return 0;
    *date = (qh_date){year, month, day < 0 ? 0 : day, {0, end}, 0};
    return 1;
}

int qh_fact_date(qh_facts *facts, const char *value, size_t size, char out[11], uint8_t *is_unsure) {
    enum { LONGEST = 300 };
    qh_date date;
    *is_unsure = 0;
    if (!iso_date(value, size, &date)) {
        const char *const languages[] = {facts->language, "en"};
        date.span = (quoth_span){0, 0};
        for (size_t i = 0; i < 2 && qh_span_is_empty(date.span); i++) {
            qh_tokens tokens = {0};
            if (!qh_tokenize(facts->p->scratch, facts->p->lexicon, value, (quoth_span){0, size < LONGEST ? size : LONGEST},
                             languages[i], &tokens))
                return -1;
            date = qh_find_date(value, &tokens);
        }
        if (qh_span_is_empty(date.span) || date.year < 1900 || date.year > 2100)
            return 0;
        *is_unsure = (uint8_t)date.is_unsure;
    }
    qh_date_format(&date, out);
    return 1;
}
