#include "document/charset_choice.h"

#include <string.h>

#include "document/html_charset.h"
#include "script/language_read.h"

/*
 * By the development lines in all charsets. The model's own unit is the e-fold of its confidence in words of some ten letters, so
 * these hold however finely a model divides its evidence. What speaks for other languages counts against the best one: a letter of
 * another charset leaves a word's language as sure as it was, but is at home in others.
 */
static const double WORTH = 5;     /* natural units of likelihood for an e-fold */
static const double AHEAD = 0.2;   /* of what the best language is ahead of the second by */
static const double OTHERS = 0.09; /* of the evidence for the others */
static const double ALONE = 2;     /* natural units for a letter whose script has one language: the model says no more of these */

enum { WORD_LETTERS = 10 };

typedef struct evidence {
    uint32_t sums[QH_LANGUAGE_GROUPS][QH_GROUP_MOST];
    uint32_t alone;
} evidence;

static void add_word(evidence *sum, const qh_language_table *table, const char *text, quoth_span word) {
    qh_reading reading;
    qh_read_languages(&reading, table, NULL, text, word);
    sum->alone += reading.alone_all;
    for (int g = 0; g < QH_LANGUAGE_GROUPS; g++)
        for (int i = 0; reading.begun >> g & 1 && i < QH_GROUP_MOST; i++)
            sum->sums[g][i] += reading.groups[g].sums[i];
}

/* Natural units for a unit of evidence. */
static double worth_of_unit(const qh_language_table *table) {
    size_t length = qh_language_length(WORD_LETTERS);
    return WORTH * qh_le16(table->heats + 2 * (QH_GROUP_LATIN * QH_LENGTHS + length)) / 65536;
}

/* The evidence for the best of a group's languages, as far as others do not share it. */
static double lead(const uint32_t *sums) {
    double first = 0, second = 0, all = 0;
    for (int i = 0; i < QH_GROUP_MOST; i++) {
        double value = sums[i];
        all += value;
        second = value > first ? first : value > second ? value : second;
        first = value > first ? value : first;
    }
    return first + AHEAD * (first - second) - OTHERS * (all - first);
}

/* Of Han the model knows which language, not how likely it is beside kana. */
static double best_of(const evidence *e, double worth) {
    double best = ALONE * e->alone;
    for (int g = 0; g < QH_GROUP_HAN; g++) {
        double value = worth * lead(e->sums[g]);
        best = value > best ? value : best;
    }
    return best;
}

double qh_language_fluency(const char *text, size_t size) {
    evidence sum = {{{0}}, 0};
    qh_language_table table = qh_language_embedded();
    for (size_t start = 0, end; start < size; start = end + 1) {
        unsigned any = 0;
        for (end = start; end < size && text[end] != ' ' && text[end] != '\n'; end++)
            any |= (unsigned char)text[end];
        if (any & 0x80)
            add_word(&sum, &table, text, (quoth_span){start, end});
    }
    return best_of(&sum, worth_of_unit(&table));
}

enum { XML_LOOK = 512 };

static size_t skip_space(const char *text, size_t at, size_t end) {
    while (at < end && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')))
        at++;
    return at;
}

/* Where the value of encoding="…" begins in <?xml …>, or 0; *value_end is its end. */
static size_t find_encoding(const char *text, size_t end, size_t *value_end) {
    static const char word[] = "encoding";
    for (size_t at = 5; at + sizeof word < end; at++) {
        if (memcmp(text + at, word, sizeof word - 1) != 0)
            continue;
        size_t value = skip_space(text, at + sizeof word - 1, end);
        if (value == end || text[value] != '=')
            continue;
        value = skip_space(text, value + 1, end);
        const char *close = value < end ? memchr(text + value + 1, text[value], end - value - 1) : NULL;
        if (!close || (text[value] != '"' && text[value] != '\''))
            return 0;
        *value_end = (size_t)(close - text);
        return value + 1;
    }
    return 0;
}

/* The charset that an XML declaration names, when it is known. UTF-16 cannot be: these bytes could be read. */
static int xml_charset(const char *text, size_t size, qh_charset *out) {
    char label[QH_CHARSET_NAME];
    size_t look = size < XML_LOOK ? size : XML_LOOK, value_end = 0;
    if (look < 6 || memcmp(text, "<?xml", 5) != 0 || skip_space(text, 5, 6) == 5)
        return 0;
    const char *close = memchr(text, '>', look);
    size_t value = close ? find_encoding(text, (size_t)(close - text), &value_end) : 0;
    if (!value || value_end - value >= sizeof label)
        return 0;
    memcpy(label, text + value, value_end - value);
    label[value_end - value] = '\0';
    if (!qh_charset_find(label, out))
        return 0;
    return strncmp(out->name, "utf-16", 6) != 0 || qh_charset_find("utf-8", out);
}

quoth_status qh_read_charset(qh_arena *arena, const void *bytes, size_t size, const char *transport, int is_html, qh_decoded *out,
                             quoth_error *err) {
    qh_charset declared;
    const char *label = qh_charset_is_given(transport) ? transport : NULL;
    if (!label && ((is_html && qh_html_charset(bytes, size, &declared)) || xml_charset(bytes, size, &declared)))
        label = declared.name;
    return qh_decode(arena, bytes, size, label, qh_language_fluency, out, err);
}
