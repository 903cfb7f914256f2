#include "linguistics/tokens.h"
#include "linguistics/lexicon_key.h"

#include <string.h>

#include "linguistics/sentences.h"
#include "linguistics/word_break.h"
#include "text/chars.h"
#include "text/utf8.h"

/* What a character is to the scanner. */
enum kind { SPACE, LETTER, DIGIT, JOINED, SOLID, QUOTE, OTHER };

typedef struct scanner {
    qh_arena *arena;
    const qh_word_table *table;
    const char *text;
    size_t start, end;
    qh_tokens *out;
    qh_word_break breaker;
} scanner;

#define O OTHER
#define S SPACE
#define D DIGIT
#define L LETTER
static const unsigned char ascii_kind[128] = {
    O,     O, O,     O, O, O, O, O,     O, S, S, S, S, S, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, /* controls */
    S,     O, QUOTE, O, O, O, O, QUOTE, O, O, O, O, O, O, O, O, D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
    O,     L, L,     L, L, L, L, L,     L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
    QUOTE, L, L,     L, L, L, L, L,     L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O};
#undef O
#undef S
#undef D
#undef L

static int is_quote(uint32_t c) {
    switch (c) {
    case 0x00AB: /* « » */
    case 0x00BB:
    case 0x00B4: /* acute accent, typed as an apostrophe */
    case 0x2039: /* ‹ › */
    case 0x203A:
    case 0xFF02:
    case 0xFF07:
    case 0xFF62:
    case 0xFF63:
        return 1;
    default:
        break;
    }
    return (c >= 0x2018 && c <= 0x201F) || (c >= 0x3008 && c <= 0x300F) || (c >= 0x301D && c <= 0x301F) ||
           (c >= 0x275B && c <= 0x275E) || (c >= 0xFE41 && c <= 0xFE44) || c == 0x2E42;
}

/* Soft hyphen and joiners, which belong to the word around them. */
static int is_joiner(uint32_t c) { return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060; }

/* Direction marks and the zero width space, which are no tokens. */
static int is_invisible(uint32_t c) {
    return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static enum kind kind_of(uint32_t c) {
    unsigned class = qh_char_class(c);
    if (class & (QH_CHAR_LETTER | QH_CHAR_MARK))
        return qh_is_solid(c) ? SOLID : class & QH_CHAR_MARK ? JOINED : LETTER;
    if (class & QH_CHAR_DIGIT)
        return DIGIT;
    if (is_quote(c))
        return QUOTE;
    if (is_joiner(c))
        return JOINED;
    return class & QH_CHAR_SPACE || is_invisible(c) ? SPACE : OTHER;
}

/* The kind of the character at `at`, whose bytes are *length; SPACE with length 0 at the end. */
static enum kind kind_at(const scanner *s, size_t at, size_t *length) {
    *length = 0;
    if (at >= s->end)
        return SPACE;
    *length = 1;
    unsigned char byte = (unsigned char)s->text[at];
    return byte < 0x80 ? (enum kind)ascii_kind[byte] : kind_of(qh_utf8_at(s->text, at, length));
}

static int letter_at(const scanner *s, size_t at) {
    size_t length;
    return kind_at(s, at, &length) == LETTER;
}

static int alnum_at(const scanner *s, size_t at) {
    size_t length;
    enum kind kind = kind_at(s, at, &length);
    return kind == LETTER || kind == DIGIT;
}

static uint32_t char_at(const scanner *s, size_t at) {
    size_t length;
    return at < s->end ? qh_utf8_at(s->text, at, &length) : 0;
}

static uint32_t char_before(const scanner *s, size_t at) { return at > s->start ? qh_utf8_previous(s->text, &at) : 0; }

static int is_ascii_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

static int is_ascii_alnum(char c) {
    return (unsigned char)c < 0x80 && (ascii_kind[(unsigned char)c] == LETTER || ascii_kind[(unsigned char)c] == DIGIT);
}

/* Where letters, digits and what joins them end; also where Latin sticks to Hebrew or Arabic without a space. */
static size_t run_end(const scanner *s, size_t at) {
    size_t length, start = at;
    for (;;) {
        while (at < s->end && is_ascii_alnum(s->text[at]))
            at++;
        enum kind kind = kind_at(s, at, &length);
        if (kind != LETTER && kind != DIGIT && kind != JOINED)
            return at;
        uint32_t c = char_at(s, at);
        int right_to_left = kind == LETTER && c >= 0x0590 && c <= 0x08FF;
        if (right_to_left && at > start && is_ascii_letter(s->text[at - 1]))
            return at;
        at += length;
        if (right_to_left && at < s->end && is_ascii_letter(s->text[at]))
            return at;
    }
}

static int knows(const scanner *s, size_t start, size_t end) {
    return qh_table_word(s->table, s->text + start, end - start).classes != 0;
}

/* Nonzero when one letter stands alone between `segment` and `at`. */
static int is_single_letter(const scanner *s, size_t segment, size_t at) {
    size_t length;
    return kind_at(s, segment, &length) == LETTER && segment + length == at;
}

/* The bytes of a full stop that joins, else 0: u.s, e.g, ph.d, example.com; but not "end.The" where a space is missing. */
static size_t stop_joins(const scanner *s, size_t segment, size_t at) {
    if (char_at(s, at + 1) == '-') /* U.S.-Russia */
        return alnum_at(s, at + 2) && is_single_letter(s, segment, at) ? 2 : 0;
    if (!letter_at(s, at + 1))
        return 0;
    size_t next = run_end(s, at + 1);
    if (is_single_letter(s, at + 1, next) && char_at(s, next) != '\'')
        return is_single_letter(s, segment, at) || knows(s, segment, at + 1);
    return qh_is_lower(char_before(s, at)) && qh_is_lower(char_at(s, at + 1)) && (!is_single_letter(s, segment, at));
}

/* The bytes of a pronoun behind a hyphen that is a word of its own where the pack has it so: dit-il, a-t-elle, disse-lhe. */
static size_t clitic_length(const scanner *s, size_t at) {
    size_t end = at;
    if (!letter_at(s, at + 1))
        return 0;
    while (end < s->end && end - at <= LONGEST_KEY && s->text[end] == '-' && letter_at(s, end + 1))
        end = run_end(s, end + 1); /* no longer than what a pack could know */
    return knows(s, at, end) ? end - at : 0;
}

static int is_hebrew(uint32_t c) { return c >= 0x05D0 && c <= 0x05EA; }

/* The bytes of the connector at `at` that joins the run from `segment` to what follows; 0 where the word ends. */
static size_t connector(const scanner *s, size_t segment, size_t at) {
    uint32_t c = char_at(s, at);
    switch (c) {
    case '\'':
        return letter_at(s, at + 1) ? 1 : 0;
    case 0x2019:
        return letter_at(s, at + 3) ? 3 : 0;
    case 0x2018:
        return qh_is_lower(char_before(s, at)) && qh_is_lower(char_at(s, at + 3)) ? 3 : 0;
    case '-':
        return alnum_at(s, at + 1) && !clitic_length(s, at) ? 1 : 0;
    case 0x2010:
    case 0x2011:
        return alnum_at(s, at + 3) ? 3 : 0;
    case '&':
        return qh_is_upper(char_before(s, at)) && qh_is_upper(char_at(s, at + 1)) ? 1 : 0;
    case '.':
        return stop_joins(s, segment, at);
    case '"': /* צה"ל */
        return is_hebrew(char_before(s, at)) && is_hebrew(char_at(s, at + 1)) ? 1 : 0;
    default:
        return 0;
    }
}

static int is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }

/* What may join a word of ASCII letters to what follows it. */
static int may_join(char c) { return (unsigned char)c >= 0x80 || c == '\'' || c == '-' || c == '&' || c == '.'; }

/* Where the word ends that starts at `start` and whose first character has been read up to `at`. */
static size_t word_end(const scanner *s, size_t start, size_t at) {
    size_t segment = at;
    while (at < s->end && is_ascii_alnum(s->text[at]))
        at++;
    if (at == s->end || !may_join(s->text[at]))
        return at;
    for (at = run_end(s, segment);; at = run_end(s, segment)) {
        size_t length = connector(s, segment, at);
        if (!length)
            return at;
        if (is_apostrophe(char_at(s, at)) && knows(s, start, at + length))
            return at + length; /* an elision: l’ d’ qu’ */
        segment = at + length;
    }
}

static int push(scanner *s, size_t start, size_t end, qh_token_kind kind) {
    qh_token *token = qh_vec_push(s->arena, &s->out->list);
    if (!token)
        return 0;
    memset(token, 0, sizeof *token);
    token->start = start;
    token->end = end;
    token->kind = (uint8_t)kind;
    return 1;
}

static uint8_t shape_of(const char *text, size_t start, size_t end) {
    size_t capitals = 0;
    for (size_t at = start; at < end;) {
        uint32_t c = qh_utf8_next(text, &at);
        int lower = c < 0x80 ? c >= 'a' && c <= 'z' : qh_is_lower(c);
        int upper = c < 0x80 ? c >= 'A' && c <= 'Z' : !lower && qh_is_upper(c);
        if (lower)
            return capitals ? QH_SHAPE_CAPITAL : 0;
        if (!upper && !capitals && c >= 0x80 && qh_is_letter(c))
            return 0;
        capitals += (size_t)upper;
    }
    return (uint8_t)(capitals > 1 ? QH_SHAPE_CAPITAL | QH_SHAPE_ALL_CAPS : capitals ? QH_SHAPE_CAPITAL : 0);
}

/* The bytes of a possessive 's at the end of a word; 0 for none. */
static size_t possessive(const char *text, size_t start, size_t end) {
    size_t size = end - start;
    if (size < 3 || (text[end - 1] | 32) != 's')
        return 0;
    if (text[end - 2] == '\'')
        return 2;
    return size > 4 && memcmp(text + end - 4, "\xE2\x80\x99", 3) == 0 ? 4 : 0;
}

/* Classes that the case of the word rules out: china is no state, US is no pronoun. */
static uint32_t classes_by_case(uint32_t classes, uint8_t shape, int lower) {
    uint32_t people = QH_WORD_TITLE | QH_WORD_ROLE | QH_WORD_GROUP | QH_WORD_PRONOUN | QH_WORD_DETERMINER;
    if (lower) {
        classes &= ~(uint32_t)(QH_WORD_PLACE | QH_WORD_GIVEN_NAME);
        if (!(classes & people) && (!(classes & QH_WORD_FUNCTION) || (classes & QH_WORD_AUXILIARY)))
            classes &= ~(uint32_t)(QH_WORD_MALE | QH_WORD_FEMALE);
    }
    if ((shape & QH_SHAPE_ALL_CAPS) && (classes & QH_WORD_PLACE))
        classes &= ~(uint32_t)QH_WORD_FUNCTION;
    return classes;
}

/* What the end of a compound tells of it: Vereinschef, woordvoerster. Short words that tell a sex end many surnames: Hartmann. */
static uint32_t classes_by_end(const scanner *s, const qh_token *token) {
    enum { KINDS = QH_WORD_ROLE | QH_WORD_ORGANIZATION | QH_WORD_GROUP, SEX = QH_WORD_MALE | QH_WORD_FEMALE };
    enum { SHORTEST = 4, LONG = 5, FIRST = 3, MOST = 32 };
    size_t at = token->start + FIRST;
    for (int n = 0; n < MOST && at + SHORTEST <= token->end; n++) {
        uint32_t classes = qh_table_word(s->table, s->text + at, token->end - at).classes;
        if (classes & KINDS && (token->end - at >= LONG || !(classes & SEX)))
            return classes & (KINDS | SEX);
        qh_utf8_next(s->text, &at);
    }
    return 0;
}

static void classify(const scanner *s, qh_token *token) {
    const char *text = s->text;
    qh_lexeme lexeme = qh_table_word(s->table, text + token->start, token->end - token->start);
    size_t tail = lexeme.classes ? 0 : possessive(text, token->start, token->end);
    if (tail)
        lexeme = qh_table_word(s->table, text + token->start, token->end - token->start - tail);
    token->shape |= shape_of(text, token->start, token->end);
    if (!lexeme.classes && qh_table_traits(s->table) & QH_TRAIT_COMPOUNDS && !(token->shape & QH_SHAPE_ALL_CAPS))
        lexeme.classes = classes_by_end(s, token);
    int lower = !(token->shape & QH_SHAPE_CAPITAL) && lexeme.classes && qh_is_lower(char_at(s, token->start));
    token->classes = classes_by_case(lexeme.classes, token->shape, lower);
    token->value = lexeme.value;
}

static size_t skip_spaces(const scanner *s, size_t at) {
    while (at < s->end && (s->text[at] == ' ' || s->text[at] == '\t'))
        at++;
    return at;
}

/* A letter with a stop is an initial (J. Smith) unless the text ends there or the letter is the pronoun I. */
static int is_initial(const scanner *s, size_t start, size_t at) {
    size_t next = skip_spaces(s, at + 1);
    if (!qh_is_upper(char_at(s, start)) || !(alnum_at(s, next) || char_at(s, next) == ','))
        return 0;
    if (!(qh_table_word(s->table, s->text + start, at - start).classes & QH_WORD_PRONOUN))
        return 1;
    const qh_token *last = s->out->list.count ? &s->out->list.items[s->out->list.count - 1] : NULL;
    return last && last->kind == QH_TOKEN_WORD && (last->shape & QH_SHAPE_CAPITAL) && !(last->classes & QH_WORD_FUNCTION) &&
           last->end + 1 == start && next > at + 1;
}

/* Nonzero when the full stop at `at` belongs to the word before it: Mr. U.S. no. 5 */
static int takes_stop(const scanner *s, size_t start, size_t at) {
    if (at >= s->end || s->text[at] != '.' || (at + 1 < s->end && s->text[at + 1] == '.'))
        return 0;
    uint32_t classes = qh_table_word(s->table, s->text + start, at + 1 - start).classes;
    if (classes & QH_WORD_ABBREVIATION) {
        size_t length;
        return !(classes & QH_WORD_NUMBERED) || kind_at(s, skip_spaces(s, at + 1), &length) == DIGIT;
    }
    if (is_single_letter(s, start, at))
        return is_initial(s, start, at);
    size_t last = at;
    qh_utf8_previous(s->text, &last);
    return last > start + 1 && s->text[last - 1] == '.' && qh_is_letter(char_at(s, last));
}

/* Where a particle at the end of an unknown word begins that the pack has, with a hyphen in front: 김민수|는. `end` for none.
 * *classes: those of the particle. */
static size_t particle_start(const scanner *s, size_t start, size_t end, uint32_t *classes) {
    enum { MOST = 3 };
    size_t at = end, found = end;
    if (!(qh_table_traits(s->table) & QH_TRAIT_PARTICLES) || knows(s, start, end))
        return end;
    for (int n = 0; n < MOST && at > start; n++) {
        qh_utf8_previous(s->text, &at);
        if (at <= start)
            break;
        uint32_t known = qh_table_ending(s->table, s->text, at, end).classes;
        if (known) {
            found = at;
            *classes = known | QH_WORD_FUNCTION;
        }
    }
    return found;
}

static size_t scan_word(scanner *s, size_t start, size_t from) {
    uint32_t classes = 0;
    size_t end = word_end(s, start, from), particle = particle_start(s, start, end, &classes);
    if (particle < end) {
        if (!push(s, start, particle, QH_TOKEN_WORD))
            return 0;
        classify(s, &s->out->list.items[s->out->list.count - 1]);
        if (!push(s, particle, end, QH_TOKEN_WORD))
            return 0;
        s->out->list.items[s->out->list.count - 1].classes = classes;
        return end;
    }
    int stop = takes_stop(s, start, end);
    if (!push(s, start, end + (size_t)stop, QH_TOKEN_WORD))
        return 0;
    qh_token *token = &s->out->list.items[s->out->list.count - 1];
    token->shape = stop ? QH_SHAPE_STOP : 0;
    classify(s, token);
    return token->end;
}

static int digit_at(const scanner *s, size_t at) {
    size_t length;
    return kind_at(s, at, &length) == DIGIT;
}

/* Where the digits that start at `at` and the letters behind them end; letters that begin an abbreviation are left: 5p.m. */
static size_t number_run(const scanner *s, size_t at) {
    size_t end = run_end(s, at), digits = at, length;
    if (char_at(s, end) != '.' || !letter_at(s, end + 1))
        return end;
    while (kind_at(s, digits, &length) == DIGIT)
        digits += length;
    return digits;
}

/* 3,000.5 7:00 1980s 10-year-old */
static size_t scan_number(scanner *s, size_t start, size_t from) {
    size_t at = number_run(s, from);
    for (uint32_t c = char_at(s, at);; c = char_at(s, at)) {
        size_t length = c == 0x2019 ? 3 : c == 0x066B || c == 0x066C ? 2 : 1;
        int digits = c == '.' || c == ',' || c == ':' || c == 0x066B || c == 0x066C;
        int letters = c == '-' || is_apostrophe(c);
        if (!(digits && digit_at(s, at + length)) && !(letters && letter_at(s, at + length)))
            break;
        at = number_run(s, at + length);
    }
    int stop = takes_stop(s, start, at); /* ordinals where the language writes them so: 3. Oktober */
    if (!push(s, start, at + (size_t)stop, QH_TOKEN_NUMBER))
        return 0;
    s->out->list.items[s->out->list.count - 1].shape = stop ? QH_SHAPE_STOP : 0;
    return at + (size_t)stop;
}

/* The bytes of an apostrophe at `at` that stands for letters left out of the word or number behind it; 0 where it is a mark. */
static size_t leading_apostrophe(const scanner *s, size_t at) {
    uint32_t c = char_at(s, at);
    if (!is_apostrophe(c))
        return 0;
    size_t length = c == '\'' ? 1 : 3, from = at + length, end = run_end(s, from);
    if (digit_at(s, from)) { /* ’90s ’68 */
        int decade = end == from + 3 && (s->text[end - 1] | 32) == 's';
        return digit_at(s, from + 1) && (decade || (end == from + 2 && c == 0x2019)) ? length : 0;
    }
    if (!letter_at(s, from) || !knows(s, at, end))
        return 0;
    /* 'Round may also be a quotation that begins; 'Tis cannot. */
    return c == 0x2019 || qh_is_lower(char_at(s, from)) || !knows(s, from, end) ? length : 0;
}

static size_t scan_mark(scanner *s, size_t at, size_t length) {
    size_t apostrophe = leading_apostrophe(s, at);
    if (apostrophe)
        return digit_at(s, at + apostrophe) ? scan_number(s, at, at + apostrophe) : scan_word(s, at, at + apostrophe);
    char c = s->text[at];
    if ((c == '`' || c == '\'') && at + 1 < s->end && s->text[at + 1] == c)
        length = 2;
    return push(s, at, at + length, QH_TOKEN_MARK) ? at + length : 0;
}

/* Runs of one dash or stop are one token. */
static size_t scan_other(scanner *s, size_t at, size_t length) {
    uint32_t c = char_at(s, at);
    size_t end = at + length, clitic = c == '-' && at > s->start && letter_at(s, at + 1) ? clitic_length(s, at) : 0;
    if (clitic && qh_is_letter(char_before(s, at))) {
        if (!push(s, at, at + clitic, QH_TOKEN_WORD))
            return 0;
        classify(s, &s->out->list.items[s->out->list.count - 1]);
        return at + clitic;
    }
    if (c == '.' || c == '-' || c == 0x2026 || (c >= 0x2012 && c <= 0x2015) || c == '_' || c == '=' || c == '*')
        while (char_at(s, end) == c)
            end += length;
    return push(s, at, end, QH_TOKEN_PUNCT) ? end : 0;
}

/* Writing without spaces between words. */
static size_t scan_solid(scanner *s, size_t start) {
    size_t end = start, length;
    while (end < s->end) {
        enum kind kind = kind_at(s, end, &length);
        if (kind != SOLID && kind != JOINED)
            break;
        end += length;
    }
    qh_word_break_start(&s->breaker, s->text + start, end - start);
    for (size_t at = start; at < end;) {
        size_t next = start + qh_word_break_next(&s->breaker, at - start);
        if (!push(s, at, next, QH_TOKEN_WORD))
            return 0;
        classify(s, &s->out->list.items[s->out->list.count - 1]);
        at = next;
    }
    return end;
}

/* Reads the token at `at` and returns where it ends; 0 when there is no memory. */
static size_t scan_token(scanner *s, size_t at, enum kind kind, size_t length) {
    switch (kind) {
    case SPACE:
        return at + length;
    case LETTER:
        return scan_word(s, at, at);
    case JOINED:
        return scan_word(s, at, at);
    case DIGIT:
        return scan_number(s, at, at);
    case SOLID:
        return scan_solid(s, at);
    case QUOTE:
        return scan_mark(s, at, length);
    default:
        return scan_other(s, at, length);
    }
}

/*
 * The first word of a verb of several words is the verb: اعلام کرد, trả lời. Names without capitals also stand behind به گفته. Who
 * somebody is becomes one word: bà ngoại, juru bicara.
 */
static void mark_phrases(const scanner *s, const qh_lexicon *lexicon, const char *language, size_t first) {
    enum { BODIES = QH_WORD_ROLE | QH_WORD_ORGANIZATION | QH_WORD_GROUP };
    uint32_t wanted = QH_WORD_CUE | BODIES | (qh_table_traits(s->table) & QH_TRAIT_CASELESS ? QH_WORD_ACCORDING : 0);
    qh_token *items = s->out->list.items;
    size_t kept = first;
    for (size_t i = first; i < s->out->list.count; i++) {
        size_t length = 0, k = i, end;
        items[kept] = items[i];
        if (items[i].kind != QH_TOKEN_WORD) {
            kept++;
            continue;
        }
        qh_lexeme phrase = qh_lexicon_phrase(lexicon, language, s->text + items[i].start, s->end - items[i].start, wanted, &length);
        for (end = items[i].start + length; k + 1 < s->out->list.count && items[k].end < end;)
            k++;
        if (k == i || items[k].end != end) {
            kept++;
            continue;
        }
        int verb = (phrase.classes & QH_WORD_CUE) != 0, body = !verb && phrase.classes & BODIES;
        for (size_t n = i; n <= k && !body; n++) {
            items[kept] = items[n];
            items[kept++].classes = n == (verb ? i : k) ? phrase.classes & wanted : QH_WORD_FUNCTION;
        }
        if (body) {
            items[kept].end = items[k].end;
            items[kept++].classes = phrase.classes;
        }
        i = k;
    }
    s->out->list.count = kept;
}

int qh_tokenize(qh_arena *arena, const qh_lexicon *lexicon, const char *text, quoth_span span, const char *language,
                qh_tokens *out) {
    scanner s = {arena, qh_lexicon_table(lexicon, language), text, span.start, span.end, out, {0}};
    size_t first = out->list.count, length;
    int complete = 1;
    for (size_t at = span.start; complete && at < span.end;) {
        if (text[at] == ' ') {
            at++;
            continue;
        }
        enum kind kind = kind_at(&s, at, &length);
        at = scan_token(&s, at, kind, length);
        complete = at != 0;
    }
    qh_word_break_end(&s.breaker);
    if (complete && qh_table_is_phrasal(s.table))
        mark_phrases(&s, lexicon, language, first);
    if (complete)
        qh_mark_sentences(text, out, first);
    return complete;
}

size_t qh_token_from(const qh_tokens *tokens, size_t at) {
    size_t low = 0, high = tokens->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->list.items[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
