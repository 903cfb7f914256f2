/* Sentences as elements: a word, a mark or a whole direct quotation each, with a light part of speech and the cues near it. */
#include <string.h>

#include "quote/reported.h"
#include "text/chars.h"
#include "text/utf8.h"

/* Parts of speech, as far as closed classes, shapes and endings tell them. */
typedef enum category {
    OTHER,
    QUOTE, /* a direct quotation */
    OPENING,
    CLOSING,
    COMMA,
    STOP,
    COLON,
    SEMICOLON,
    DASH,
    BRACKET,
    SIGN,
    NUMBER,
    COMPLEMENTIZER,
    NEGATION,
    AUXILIARY,
    DETERMINER,
    PREPOSITION,
    FUNCTION,
    CUE_VERB,
    CUE_NOUN,
    NAMING,
    WEAK,
    TITLE,
    ROLE,
    ORGANIZATION,
    GROUP,
    DATE,
    NAME,
    CAPITAL,
    ADVERB,
    PAST,
    GERUND,
    PLURAL,
    NOMINAL,
    PRONOUN /* and what kind of one */
} category;

static uint32_t hash_of(const char *text, size_t start, size_t end) {
    uint32_t hash = 0x811C9DC5u;
    for (size_t at = start; at < end;) {
        uint32_t c = qh_utf8_next(text, &at);
        hash = (hash ^ qh_char_lower(c == 0x2019 ? '\'' : c)) * 0x01000193u;
    }
    return hash;
}

/* Without a possessive ending. */
static size_t stem_end(const char *text, const qh_token *t) {
    size_t n = t->end - t->start;
    if (n > 2 && (text[t->end - 1] | 32) == 's' && text[t->end - 2] == '\'')
        return t->end - 2;
    if (n > 4 && (text[t->end - 1] | 32) == 's' && !memcmp(text + t->end - 4, "\xE2\x80\x99", 3))
        return t->end - 4;
    return t->end;
}

static int ends_in(const char *text, size_t start, size_t end, const char *ending, size_t n) {
    return end - start > n + 2 && !memcmp(text + end - n, ending, n);
}

static category by_ending(const char *text, size_t start, size_t end) {
    static const struct {
        const char *ending;
        size_t size;
        category category;
    } endings[] = {{"ed", 2, PAST},      {"ing", 3, GERUND},   {"ly", 2, ADVERB},   {"tion", 4, NOMINAL},
                   {"ment", 4, NOMINAL}, {"ness", 4, NOMINAL}, {"ity", 3, NOMINAL}, {"ance", 4, NOMINAL},
                   {"ence", 4, NOMINAL}, {"ss", 2, OTHER},     {"s", 1, PLURAL}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(text, start, end, endings[i].ending, endings[i].size))
            return endings[i].category;
    return OTHER;
}

static category of_sign(const char *text, const qh_token *t) {
    size_t length;
    uint32_t c = qh_utf8_at(text, t->start, &length);
    switch (c) {
    case ',':
        return COMMA;
    case '.':
    case '!':
    case '?':
    case 0x2026:
        return STOP;
    case ':':
        return COLON;
    case ';':
        return SEMICOLON;
    case '(':
    case ')':
    case '[':
    case ']':
        return BRACKET;
    default:
        return c == '-' || (c >= 0x2012 && c <= 0x2015) ? DASH : SIGN;
    }
}

static category of_word(const char *text, const qh_token *t, size_t end) {
    static const struct {
        uint32_t classes;
        category category;
    } closed[] = {{QH_WORD_COMPLEMENTIZER, COMPLEMENTIZER},
                  {QH_WORD_NEGATION, NEGATION},
                  {QH_WORD_AUXILIARY, AUXILIARY},
                  {QH_WORD_DETERMINER, DETERMINER},
                  {QH_WORD_PREPOSITION, PREPOSITION},
                  {QH_WORD_CUE, CUE_VERB},
                  {QH_WORD_CUE_NOUN, CUE_NOUN},
                  {QH_WORD_CUE_NAMING, NAMING},
                  {QH_WORD_FUNCTION, FUNCTION},
                  {QH_WORD_TITLE, TITLE},
                  {QH_WORD_CUE_WEAK, WEAK},
                  {QH_WORD_ROLE, ROLE},
                  {QH_WORD_ORGANIZATION, ORGANIZATION},
                  {QH_WORD_GROUP, GROUP},
                  {QH_WORD_MONTH | QH_WORD_WEEKDAY, DATE}};
    if (t->classes & QH_WORD_PRONOUN && t->value != QH_PRONOUN_NONE)
        return (category)(PRONOUN + t->value);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (t->classes & closed[i].classes)
            return closed[i].category;
    if (t->shape & QH_SHAPE_CAPITAL)
        return t->classes & (QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME | QH_WORD_PLACE) ? NAME : CAPITAL;
    return by_ending(text, t->start, end);
}

static int has_bit(const uint8_t *bits, uint32_t i) { return bits[i / 8] >> i % 8 & 1; }

static qh_cue_strength strength_of(const qh_token *t, uint32_t word, const uint8_t *learned) {
    if (t->kind != QH_TOKEN_WORD)
        return QH_CUE_NO;
    if (t->classes & QH_WORD_CUE)
        return QH_CUE_VERB;
    if (t->classes & QH_WORD_CUE_NOUN)
        return QH_CUE_NOUN;
    if (t->classes & QH_WORD_CUE_NAMING)
        return QH_CUE_NAMING;
    uint32_t hash = qh_chain_feature(0, word, 0);
    if (learned && has_bit(learned, hash >> (32 - QH_CUE_BITS)) && has_bit(learned, hash & ((1u << QH_CUE_BITS) - 1)))
        return QH_CUE_LEARNED;
    return t->classes & QH_WORD_CUE_WEAK ? QH_CUE_WEAK : QH_CUE_NO;
}

static uint8_t verbal_of(unsigned of) {
    if (of >= PRONOUN)
        return QH_VERBAL_PRONOUN;
    switch (of) {
    case AUXILIARY:
        return QH_VERBAL_AUXILIARY;
    case PAST:
    case CUE_VERB:
        return QH_VERBAL_PAST;
    case PLURAL:
        return QH_VERBAL_S;
    default:
        return 0;
    }
}

static void read_token(const qh_finder *f, size_t i, int quoted, qh_element *e) {
    const qh_token *t = qh_token_at(f, i);
    size_t end = t->kind == QH_TOKEN_WORD ? stem_end(f->text, t) : t->end, suffix = end - t->start > 3 ? end - 3 : t->start;
    while (suffix > t->start && ((unsigned char)f->text[suffix] & 0xC0) == 0x80)
        suffix--;
    *e = (qh_element){.first = (uint32_t)i,
                      .end = (uint32_t)i + 1,
                      .word = t->kind == QH_TOKEN_NUMBER ? 1 : hash_of(f->text, t->start, end),
                      .suffix = hash_of(f->text, suffix, end),
                      .quoted = (uint8_t)quoted,
                      .shape = (uint8_t)(t->shape | (end < t->end ? 8 : 0))};
    if (t->kind == QH_TOKEN_MARK)
        e->category = (uint8_t)(quoted ? OPENING : CLOSING);
    else if (t->kind == QH_TOKEN_WORD)
        e->category = (uint8_t)of_word(f->text, t, end);
    else
        e->category = (uint8_t)(t->kind == QH_TOKEN_NUMBER ? NUMBER : of_sign(f->text, t));
    e->cue = (uint8_t)strength_of(t, e->word, f->speech->cues);
    e->verbal = verbal_of(e->category);
}

/* ---- the nearest cues ---- */

static void pass(const qh_element *e, qh_to_cue *seen) {
    seen->commas = (uint8_t)(seen->commas + (e->category == COMMA && seen->commas < 3));
    seen->that = (uint8_t)(seen->that | (e->category == COMPLEMENTIZER));
    seen->marks = (uint8_t)(seen->marks | (e->category == OPENING || e->category == CLOSING || e->category == QUOTE));
    seen->subjects = (uint8_t)(seen->subjects + (e->category >= PRONOUN && seen->subjects < 2));
}

static void find_cues(qh_sentence *s) {
    qh_to_cue seen = {.cue = -1};
    for (size_t i = 0; i < s->count; i++) {
        s->cues[i].left = seen;
        pass(&s->elements[i], &seen);
        if (s->elements[i].cue)
            seen = (qh_to_cue){.cue = (int32_t)i};
        s->has_cue |= s->elements[i].cue != QH_CUE_NO && s->elements[i].cue != QH_CUE_WEAK;
    }
    seen = (qh_to_cue){.cue = -1};
    for (size_t i = s->count; i-- > 0;) {
        s->cues[i].right = seen;
        pass(&s->elements[i], &seen);
        if (s->elements[i].cue)
            seen = (qh_to_cue){.cue = (int32_t)i};
    }
}

/* ---- what lies between two signs ---- */

static int parts_clauses(const qh_element *e) { return e->category >= COMMA && e->category <= BRACKET; }

static void find_clauses(qh_sentence *s) {
    uint32_t lead = 0;
    uint8_t behind = 0, ahead = 0;
    for (size_t i = 0; i < s->count; i++) {
        qh_element *e = &s->elements[i];
        if (parts_clauses(e))
            lead = behind = 0;
        else {
            lead = lead ? lead : e->word;
            behind |= e->verbal;
        }
        e->lead = lead;
        e->behind = behind;
    }
    for (size_t i = s->count; i-- > 0;) {
        qh_element *e = &s->elements[i];
        ahead = parts_clauses(e) ? 0 : (uint8_t)(ahead | e->verbal);
        e->ahead = ahead;
    }
}

void qh_read_sentence(const qh_finder *f, const qh_covered_list *covered, size_t *next, uint32_t block, size_t *at,
                      qh_sentence *out) {
    size_t high = f->ranges[block].token_end, i = *at;
    int quoted = 0;
    out->count = 0;
    out->has_cue = 0;
    while (i < high && out->count < QH_SENTENCE_MOST && !(i > *at && qh_token_at(f, i)->sentence_start)) {
        while (*next < covered->count && covered->items[*next].end <= i)
            ++*next;
        qh_element *e = &out->elements[out->count++];
        if (*next < covered->count && covered->items[*next].first <= i) {
            size_t end = covered->items[*next].end < high ? covered->items[*next].end : high;
            *e = (qh_element){.first = (uint32_t)i, .end = (uint32_t)end, .word = 2, .category = QUOTE};
            i = end;
            continue;
        }
        quoted ^= qh_token_at(f, i)->kind == QH_TOKEN_MARK;
        read_token(f, i++, quoted, e);
    }
    *at = i;
    find_cues(out);
    find_clauses(out);
}
