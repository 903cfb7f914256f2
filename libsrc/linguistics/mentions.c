#include "linguistics/mentions.h"

#include <string.h>

#include "base/one_of.h"
#include "text/chars.h"
#include "text/utf8.h"

/* Bytes of a possessive ending (’s, 's, ’, ') at the end of a word. */
static size_t possessive_length(const char *text, quoth_span word) {
    size_t size = word.end - word.start, s = size > 1 && (text[word.end - 1] == 's' || text[word.end - 1] == 'S') ? 1 : 0;
    size_t at = word.end - s;
    if (size > s + 3 && !memcmp(text + at - 3, "\xE2\x80\x99", 3))
        return s + 3;
    return size > s + 1 && text[at - 1] == '\'' ? s + 1 : 0;
}

uint64_t qh_word_hash(const char *text, quoth_span word) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t at = word.start, end = word.end - possessive_length(text, word); at < end;)
        hash = (hash ^ qh_char_lower(qh_utf8_next(text, &at))) * 0x100000001b3u;
    return hash ? hash : 1;
}

static uint64_t *slot_of(const qh_word_set *set, uint64_t hash) {
    size_t at = (size_t)(hash >> 7) & set->mask;
    while (set->slots[at] && set->slots[at] != hash)
        at = (at + 1) & set->mask;
    return &set->slots[at];
}

static int is_word(const qh_token *token) { return token->kind == QH_TOKEN_WORD; }

int qh_lower_words(qh_arena *arena, const char *text, const qh_tokens *tokens, qh_word_set *out) {
    size_t words = 0, size = 64;
    for (size_t i = 0; i < tokens->list.count; i++)
        words += (size_t)is_word(&tokens->list.items[i]);
    while (size < words * 2)
        size *= 2;
    out->slots = qh_arena_zalloc(arena, size, sizeof *out->slots);
    out->mask = size - 1;
    if (!out->slots)
        return 0;
    for (size_t i = 0; i < tokens->list.count; i++) {
        const qh_token *token = &tokens->list.items[i];
        if (!is_word(token))
            continue;
        uint64_t hash = qh_word_hash(text, (quoth_span){token->start, token->end});
        if (token->shape & QH_SHAPE_CAPITAL && (i == 0 || !is_word(&tokens->list.items[i - 1])))
            continue;
        if (token->shape & QH_SHAPE_CAPITAL)
            hash = ~hash;
        *slot_of(out, hash) = hash;
    }
    return 1;
}

typedef struct finder {
    qh_arena *arena;
    const char *text;
    const qh_token *tokens;
    size_t first, end; /* of the block */
    const qh_word_set *lower;
    qh_mentions *out;
    uint32_t traits; /* of the language */
} finder;

static int seen_lower(const finder *f, size_t i) {
    uint64_t hash = qh_word_hash(f->text, (quoth_span){f->tokens[i].start, f->tokens[i].end});
    return *slot_of(f->lower, hash) == hash;
}

/* Does the text write it with a capital where no sentence begins? */
static int seen_inside(const finder *f, size_t i) {
    uint64_t hash = ~qh_word_hash(f->text, (quoth_span){f->tokens[i].start, f->tokens[i].end});
    return *slot_of(f->lower, hash) == hash;
}

/* Does a sentence or a quotation begin here, so that a capital proves nothing? */
static int at_start(const finder *f, size_t i) {
    if (i == f->first || f->tokens[i].sentence_start)
        return 1;
    const qh_token *before = &f->tokens[i - 1];
    int dash = f->traits && !memcmp(f->text + before->start, "\xE2\x80", 2); /* — Menjëherë, u përgjigj Niku. */
    return before->kind == QH_TOKEN_MARK ||
           (before->kind == QH_TOKEN_PUNCT && (dash || qh_one_of(f->text[before->start], ":.!?-[(")));
}

enum { NOT_NAME = QH_WORD_PRONOUN | QH_WORD_MONTH | QH_WORD_WEEKDAY | QH_WORD_COMPLEMENTIZER };
enum { CLOSED = QH_WORD_FUNCTION | QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_AUXILIARY | QH_WORD_NEGATION | QH_WORD_CUE };
enum { KNOWN_NAME = QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME | QH_WORD_PLACE | QH_WORD_TITLE };

/* "al-Saraj", "el-Amin": the article is small, the name behind its hyphen is not. */
static int has_article(const finder *f, size_t i) {
    const qh_token *token = &f->tokens[i];
    size_t at = token->start + 3;
    return token->end - token->start > 4 && f->text[token->start + 2] == '-' && qh_is_upper(qh_utf8_next(f->text, &at));
}

/* The word behind a sentence's first one shows that this is a name: another capital, a verb of speaking. */
static int goes_on(const finder *f, size_t i) {
    if (i + 1 >= f->end || !is_word(&f->tokens[i + 1]))
        return f->end - f->first < 6; /* a name by itself: a heading, a signature */
    return f->tokens[i + 1].shape & QH_SHAPE_CAPITAL ||
           f->tokens[i + 1].classes & (QH_WORD_CUE | QH_WORD_AUXILIARY | QH_WORD_CUE_WEAK);
}

/* "Julio Prieto": a month's name before a surname, where months have no capital. */
static int is_month_name(const finder *f, size_t i) {
    const qh_token *token = &f->tokens[i], *next = token + 1;
    return f->traits && !(f->traits & QH_TRAIT_CAPITALS) && !(token->classes & (NOT_NAME & ~(unsigned)QH_WORD_MONTH)) &&
           i + 1 < f->end && is_word(next) && next->shape & QH_SHAPE_CAPITAL && !(next->classes & NOT_NAME);
}

/* Can the token be a word of a name? At a sentence's start it takes more than the capital. */
static int is_name_word(const finder *f, size_t i, int inside) {
    const qh_token *token = &f->tokens[i];
    if (inside && is_word(token) && has_article(f, i))
        return 1;
    if (!is_word(token) || !(token->shape & QH_SHAPE_CAPITAL) || (token->classes & NOT_NAME && !is_month_name(f, i)))
        return 0;
    if (inside && !(token->classes & (QH_WORD_FUNCTION | QH_WORD_DETERMINER | QH_WORD_PREPOSITION)))
        return 1;
    if (token->classes & QH_WORD_FUNCTION && token->classes & (QH_WORD_MALE | QH_WORD_FEMALE))
        return 0; /* "him" */
    if (token->classes & KNOWN_NAME && !(token->classes & (QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_AUXILIARY)))
        return !(token->classes & QH_WORD_AUXILIARY) && (!at_start(f, i) || !seen_lower(f, i) || token->classes & QH_WORD_TITLE);
    if (at_start(f, i) && f->traits && token->classes & QH_WORD_ACCORDING)
        return 0; /* Selon Marie Dupont */
    if (token->classes & CLOSED || (token->shape & QH_SHAPE_ALL_CAPS && token->end - token->start < 2))
        return 0;
    return !at_start(f, i) || (!seen_lower(f, i) && (seen_inside(f, i) || goes_on(f, i)));
}

static int equals(const finder *f, const qh_token *token, const char *word) {
    size_t size = strlen(word);
    return token->end - token->start == size && !memcmp(f->text + token->start, word, size);
}

static int is_possessive(const finder *f, const qh_token *token) {
    return possessive_length(f->text, (quoth_span){token->start, token->end}) > 0;
}

/* "a carriage for Miss Quested": who is called Mr, Lady, Dr is no part of another's name. */
static int is_personal_title(const finder *f, size_t i) {
    if (i + 1 >= f->end || !(f->tokens[i].classes & QH_WORD_TITLE) || !(f->tokens[i + 1].shape & QH_SHAPE_CAPITAL))
        return 0;
    return f->tokens[i].shape & QH_SHAPE_STOP || f->tokens[i].classes & (QH_WORD_MALE | QH_WORD_FEMALE);
}

/* Small words inside names: "Ludwig van Beethoven", "Observatory for Human Rights", "Office of the UN High Commissioner". */
static size_t join_name(const finder *f, size_t i) {
    static const char *const particles[] = {"of", "for", "de",  "da", "di", "del", "van", "von", "der", "den", "la",
                                            "le", "bin", "ibn", "al", "el", "e",   "du",  "dos", "y",   "zu"};
    size_t next = i;
    if (i >= f->end || !is_word(&f->tokens[i]) || i == f->first || is_possessive(f, &f->tokens[i - 1]))
        return 0;
    for (size_t k = 0; k < sizeof particles / sizeof *particles && next == i; k++)
        if (equals(f, &f->tokens[i], particles[k]))
            next = i + 1;
    if (next == i || is_personal_title(f, next))
        return 0;
    if (next < f->end &&
        (equals(f, &f->tokens[next], "the") || equals(f, &f->tokens[next], "la") || equals(f, &f->tokens[next], "den")))
        next++;
    return next < f->end && is_name_word(f, next, 1) ? next - i : 0;
}

static uint8_t gender_of(uint32_t classes) {
    int male = (classes & QH_WORD_MALE) != 0, female = (classes & QH_WORD_FEMALE) != 0;
    return (uint8_t)(male == female ? QUOTH_GENDER_UNKNOWN : male ? QUOTH_GENDER_MALE : QUOTH_GENDER_FEMALE);
}

static void place(const finder *f, qh_mention *m, size_t first, size_t end) {
    m->first = (uint32_t)first;
    m->end = (uint32_t)end;
    m->span = (quoth_span){f->tokens[first].start, f->tokens[end - 1].end};
    if (f->text[m->span.start] == '-') /* dit-il, a-t-il */
        m->span.start += f->text[m->span.start + 2] == '-' ? 3 : 1;
    m->possessive = (uint8_t)is_possessive(f, &f->tokens[end - 1]);
    m->subject = (uint8_t)at_start(f, first);
    m->alias = -1;
    m->entity = 0;
}

/* "I’m", "she’ll": the verb is no part of who is meant. */
static void leave_verb(const finder *f, quoth_span *pronoun) {
    for (size_t at = pronoun->start + 1; at < pronoun->end; at++)
        if (f->text[at] == '\'' || (pronoun->end - at > 2 && !memcmp(f->text + at, "\xE2\x80\x99", 3)))
            pronoun->end = at;
}

static int add(const finder *f, qh_mention *m, size_t first, size_t end) {
    qh_mention *room = qh_vec_push(f->arena, &f->out->list);
    if (!room)
        return 0;
    place(f, m, first, end);
    if (m->kind == QH_MENTION_PRONOUN)
        leave_verb(f, &m->span);
    *room = *m;
    return 1;
}

/* "the ambassador to Baghdad Hassan Danaei": a place, then somebody's given name. */
static int is_place_before_name(const finder *f, size_t i) {
    enum { GIVEN = QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME };
    return f->tokens[i].classes & QH_WORD_PLACE && !(f->tokens[i].classes & GIVEN) && f->tokens[i + 1].classes & GIVEN;
}

/* The end of the name that begins at i; the head is its last capitalised word before any "of". */
static size_t name_end(const finder *f, size_t i, uint32_t *head) {
    size_t end = i + 1;
    *head = (uint32_t)i;
    for (int plain = 1; end < f->end;) {
        if (is_possessive(f, &f->tokens[end - 1]))
            break;
        if (f->tokens[end].start == f->tokens[end - 1].end && f->tokens[end].kind != QH_TOKEN_WORD)
            break;
        if (end == i + 1 && is_place_before_name(f, i))
            break;
        size_t joined = join_name(f, end);
        if (!joined && !is_name_word(f, end, 1))
            break;
        plain &= !joined;
        end += joined + 1;
        if (plain)
            *head = (uint32_t)(end - 1);
    }
    return end;
}

/* Where every noun has a capital: one word alone is a name if it is known as one, or speaks. */
static int is_noun_alone(const finder *f, size_t i, size_t end) {
    enum { SPEAKS = QH_WORD_CUE | QH_WORD_CUE_WEAK };
    uint32_t classes = f->tokens[end - 1].classes;
    if (!(f->traits & QH_TRAIT_CAPITALS) || end != i + 1 || classes & KNOWN_NAME || f->tokens[i].shape & QH_SHAPE_ALL_CAPS)
        return 0;
    size_t front = i > f->first && f->tokens[i - 1].classes & QH_WORD_DETERMINER ? i - 1 : i;
    uint32_t ahead = front > f->first ? f->tokens[front - 1].classes : 0;
    int spoken = end < f->end && f->tokens[end].classes & SPEAKS && !(f->tokens[end].shape & QH_SHAPE_CAPITAL);
    return !(ahead & (SPEAKS | QH_WORD_TITLE | QH_WORD_ACCORDING | QH_WORD_ROLE)) && !(spoken && !(ahead & QH_WORD_PREPOSITION));
}

/* A role in front of a name is a mention of its own: Vereinschef Corny Littmann. */
static int is_role_before_name(const finder *f, size_t i) {
    enum { NAMES = QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME };
    return f->traits & QH_TRAIT_CAPITALS && f->tokens[i].classes & (QH_WORD_ROLE | QH_WORD_ORGANIZATION | QH_WORD_GROUP) &&
           !(f->tokens[i].classes & (QH_WORD_TITLE | QH_WORD_GIVEN_NAME)) &&
           !(f->tokens[i].classes & NAMES & ~(unsigned)(QH_WORD_MALE | QH_WORD_FEMALE));
}

static int is_open_word(const finder *f, size_t i) {
    enum {
        CLOSED_OR_SAYS =
            CLOSED | QH_WORD_PRONOUN | QH_WORD_COMPLEMENTIZER | QH_WORD_CUE_WEAK | QH_WORD_CUE_NAMING | QH_WORD_ACCORDING
    };
    return i < f->end && is_word(&f->tokens[i]) && !(f->tokens[i].classes & CLOSED_OR_SAYS);
}

/* Nothing that leads on to the word at i stands in front of it: a sentence's start, a sign, a small word that is no preposition. */
static int is_free_in_front(const finder *f, size_t i) {
    if (i == f->first || f->tokens[i].sentence_start || !is_word(&f->tokens[i - 1]))
        return 1;
    uint32_t before = f->tokens[i - 1].classes;
    if (f->traits & QH_TRAIT_POSTPOSITIONS && before & QH_WORD_PREPOSITION)
        return 1; /* संघ के अध्यक्ष बलराम धनुष ने */
    return before & (QH_WORD_FUNCTION | QH_WORD_COMPLEMENTIZER) && !(before & QH_WORD_PREPOSITION);
}

static int is_speaking(const finder *f, size_t i) {
    return i < f->end && f->tokens[i].classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK | QH_WORD_CUE_NAMING);
}

static int is_comma(const finder *f, size_t i) {
    const char *c = f->text + f->tokens[i].start;
    return *c == ',' || !memcmp(c, "\xD8\x8C", 2) || !memcmp(c, "\xEF\xBC\x8C", 3) || !memcmp(c, "\xE3\x80\x81", 3);
}

static int is_colon_or_mark(const finder *f, size_t i) {
    if (i >= f->end || is_word(&f->tokens[i]))
        return 0;
    const char *c = f->text + f->tokens[i].start;
    return f->tokens[i].kind == QH_TOKEN_MARK || *c == ':' || !memcmp(c, "\xEF\xBC\x9A", 3);
}

/* "سعید مرادی، مدیر موزه، گفت": commas around what he is, then the verb. */
static int is_before_apposition(const finder *f, size_t end) {
    enum { LONGEST = 7 };
    if (end >= f->end || is_word(&f->tokens[end]) || !is_comma(f, end))
        return 0;
    for (size_t k = end + 1; k + 1 < f->end && k < end + LONGEST; k++)
        if (!is_word(&f->tokens[k]))
            return is_comma(f, k) && is_speaking(f, k + 1);
    return 0;
}

/* "Gall geht in seiner Rede davon aus": a verb of saying, no noun made of it, in the next words of the clause. */
static int speaks_within(const finder *f, size_t i, size_t reach) {
    for (size_t k = i; k < f->end && k < i + reach && is_word(&f->tokens[k]); k++)
        if (is_speaking(f, k) && !(f->tokens[k].shape & QH_SHAPE_CAPITAL))
            return 1;
    return 0;
}

/*
 * Without capitals a name is what stands beside the verb of saying and is no small word: in front of it, with its particle, or
 * right behind it where the language lets the subject follow. Also what a colon or quotation mark follows.
 */
static size_t find_caseless_name(const finder *f, size_t i, qh_mention *m) {
    enum { LONGEST = 6, PARTICLES = 2, SOON = 5 };
    size_t end = i;
    while (end < i + LONGEST && is_open_word(f, end))
        end++;
    if (end == i)
        return i;
    size_t behind = end;
    while (behind < f->end && behind < end + PARTICLES && is_word(&f->tokens[behind]) &&
           f->tokens[behind].classes & QH_WORD_FUNCTION && !(f->tokens[behind].classes & QH_WORD_PREPOSITION))
        behind++;
    int marked = f->traits & QH_TRAIT_VERB_LAST && behind > end && speaks_within(f, behind, SOON); /* 村長は月曜日に語った */
    int follows = i > f->first && is_speaking(f, i - 1) && (f->traits & QH_TRAIT_INVERTS || is_colon_or_mark(f, end));
    int leads =
        is_free_in_front(f, i) && (marked || is_speaking(f, behind) || is_colon_or_mark(f, behind) || is_before_apposition(f, end));
    int attributed = i > f->first && f->tokens[i - 1].classes & QH_WORD_ACCORDING;
    if (!follows && !leads && !attributed)
        return i;
    *m = (qh_mention){.kind = QH_MENTION_NAME, .head = (uint32_t)(end - 1), .titled = (f->tokens[i].classes & QH_WORD_TITLE) != 0};
    for (size_t k = i; k < end; k++) {
        m->gender = m->gender ? m->gender : gender_of(f->tokens[k].classes);
        if (end == i + 1 && f->tokens[k].classes & (QH_WORD_ROLE | QH_WORD_GROUP | QH_WORD_ORGANIZATION))
            m->kind = f->tokens[k].classes & QH_WORD_GROUP ? QH_MENTION_GROUP : QH_MENTION_ROLE;
    }
    return end;
}

static size_t find_name(const finder *f, size_t i, qh_mention *m) {
    size_t start = i;
    if (f->traits & QH_TRAIT_CASELESS) {
        size_t caseless = find_caseless_name(f, i, m);
        if (caseless > i)
            return caseless;
    }
    *m = (qh_mention){.kind = QH_MENTION_NAME};
    if (is_role_before_name(f, i))
        return start;
    if (f->tokens[i].classes & QH_WORD_DETERMINER && i + 1 < f->end && is_name_word(f, i + 1, 1) &&
        !(f->tokens[i + 1].classes & KNOWN_NAME & ~(unsigned)(QH_WORD_PLACE | QH_WORD_TITLE)))
        i++;
    else if (!is_name_word(f, i, 0))
        return start;
    m->titled = (f->tokens[i].classes & QH_WORD_TITLE) != 0;
    size_t end = name_end(f, i, &m->head);
    if (is_noun_alone(f, i, end))
        return start;
    for (size_t k = i; k < end && !m->gender; k++)
        m->gender = gender_of(f->tokens[k].classes);
    m->place = (f->tokens[m->head].classes & QH_WORD_PLACE) != 0;
    return end;
}

/* Nothing but a noun goes with a name in front of a head ("Obama administration officials"): "Aziz liked soldiers" and "Bingley
 * both" are two. */
static int ends_modifiers(const finder *f, size_t i, size_t k, int determined) {
    enum { HEADS = QH_WORD_ROLE | QH_WORD_ORGANIZATION | QH_WORD_GROUP };
    uint32_t classes = f->tokens[k].classes;
    if (classes & HEADS)
        return (classes & QH_WORD_FUNCTION) != 0;
    return !determined && f->tokens[i].shape & QH_SHAPE_CAPITAL && !at_start(f, i) && !(f->tokens[k].shape & QH_SHAPE_CAPITAL);
}

/* "The letter reads", "a study found": what is written speaks, where it is a verb's subject. */
static int is_speaking_thing(const finder *f, size_t i, size_t k) {
    enum { SPEAKS = QH_WORD_CUE | QH_WORD_CUE_WEAK };
    if (f->traits || !(f->tokens[k].classes & QH_WORD_CUE_NOUN) || k == i || k + 1 >= f->end || is_possessive(f, &f->tokens[k]))
        return 0;
    const qh_token *verb = &f->tokens[k + 1];
    if (!is_word(verb) || !(verb->classes & SPEAKS) || verb->classes & (QH_WORD_CUE_NOUN | QH_WORD_PREPOSITION) ||
        !memcmp(f->text + verb->end - 3, "ing", 3) || (k + 2 < f->end && equals(f, &f->tokens[k + 2], "by")))
        return 0; /* nor "a question asked by a voter" */
    return i == f->first || !(f->tokens[i - 1].classes & QH_WORD_PREPOSITION);
}

/* "« … », balbutia la fillette": behind a quotation and a word that may be a verb. */
static int is_behind_quotation(const finder *f, size_t i) {
    if (i < f->first + 3 || !is_open_word(f, i - 1) || f->tokens[i - 1].shape & QH_SHAPE_CAPITAL)
        return 0;
    const qh_token *sign = &f->tokens[i - 2];
    return sign->kind == QH_TOKEN_MARK || (sign->kind == QH_TOKEN_PUNCT && f->tokens[i - 3].kind == QH_TOKEN_MARK);
}

/* "El fiscal preguntó", "dit la vieille dame", "según el sindicato": a noun with an article beside a verb of saying is somebody. */
static size_t find_speaking_noun(const finder *f, size_t i, qh_mention *m) {
    enum { LONGEST = 3, SAYS = QH_WORD_CUE | QH_WORD_CUE_WEAK };
    size_t k = i + 1;
    if (!f->traits || f->traits & (QH_TRAIT_CASELESS | QH_TRAIT_CAPITALS) || !(f->tokens[i].classes & QH_WORD_DETERMINER))
        return i;
    while (k < f->end && k <= i + LONGEST && is_open_word(f, k) && !(f->tokens[k].shape & QH_SHAPE_CAPITAL) && !is_speaking(f, k) &&
           !(f->tokens[k].classes & NOT_NAME))
        k++;
    if (k == i + 1 || k > i + LONGEST)
        return i;
    size_t verb = k;
    while (verb < f->end && verb < k + 3 && is_word(&f->tokens[verb]) &&
           f->tokens[verb].classes & (QH_WORD_AUXILIARY | QH_WORD_FUNCTION) && !is_speaking(f, verb))
        verb++;
    uint32_t before = i > f->first ? f->tokens[i - 1].classes : 0;
    int leads = (i == f->first || !(before & QH_WORD_PREPOSITION)) && verb < f->end && f->tokens[verb].classes & SAYS &&
                !(f->tokens[verb].shape & QH_SHAPE_CAPITAL);
    int follows = (before & (SAYS | QH_WORD_ACCORDING) && !(f->tokens[i - 1].shape & QH_SHAPE_CAPITAL && before & SAYS)) ||
                  is_behind_quotation(f, i);
    if (!leads && !follows)
        return i;
    size_t head = i + 2; /* the adjectives follow: "el viejo pescador" is left to the roles */
    *m = (qh_mention){.kind = QH_MENTION_ROLE, .head = (uint32_t)(head - 1), .gender = gender_of(f->tokens[head - 1].classes)};
    return leads ? k : head;
}

/* Behind "der Tagesschau", "in Riad", "des zuständigen Amtes": what goes with the noun in front of token k. */
static size_t behind_modifiers(const finder *f, size_t k) {
    enum { LONGEST = 8, LEADS = QH_WORD_DETERMINER | QH_WORD_PREPOSITION };
    for (size_t low = k, next = k; next < f->end && next < low + LONGEST && is_word(&f->tokens[next]); next++)
        if (f->tokens[next].shape & QH_SHAPE_CAPITAL)
            k = next + 1;
        else if (is_speaking(f, next) || (next == k && !(f->tokens[next].classes & LEADS)))
            break;
    return k;
}

static int is_lower_word(const finder *f, size_t i) {
    return i < f->end && is_word(&f->tokens[i]) && !(f->tokens[i].shape & QH_SHAPE_CAPITAL) &&
           !(f->tokens[i].classes & (QH_WORD_PREPOSITION | QH_WORD_DETERMINER));
}

/* Where nouns have capitals: "Die Botschaft in Riad teilte mit", "meldeten die Internet-Nachrichten", "Ermittler sagten". */
static size_t find_speaking_capital(const finder *f, size_t i, qh_mention *m) {
    enum { SMALL = 2, CLAUSE = 10, SAYS = QH_WORD_CUE | QH_WORD_CUE_WEAK, LINKS = QH_WORD_AUXILIARY | QH_WORD_FUNCTION };
    enum { SMALL_WORDS = CLOSED | QH_WORD_PRONOUN | QH_WORD_COMPLEMENTIZER | QH_WORD_ACCORDING };
    size_t k = i + ((f->tokens[i].classes & QH_WORD_DETERMINER) != 0);
    if (!(f->traits & QH_TRAIT_CAPITALS) || f->tokens[i].value == QH_OBLIQUE)
        return i;
    for (size_t n = 0; k > i && n < SMALL && k + 1 < f->end && is_open_word(f, k) && !(f->tokens[k].shape & QH_SHAPE_CAPITAL); n++)
        k++;
    uint32_t before = i > f->first ? f->tokens[i - 1].classes : 0;
    if (k >= f->end || !is_word(&f->tokens[k]) || !(f->tokens[k].shape & QH_SHAPE_CAPITAL) ||
        f->tokens[k].classes & (NOT_NAME | SMALL_WORDS) || before & (QH_WORD_PREPOSITION | QH_WORD_DETERMINER) ||
        (i > f->first && f->tokens[i - 1].shape & QH_SHAPE_CAPITAL))
        return i;
    size_t end = behind_modifiers(f, k + 1), verb = end;
    while (verb < f->end && verb < end + SMALL && is_word(&f->tokens[verb]) && f->tokens[verb].classes & LINKS &&
           !is_speaking(f, verb))
        verb++;
    int free = i == f->first || f->tokens[i].sentence_start || !is_word(&f->tokens[i - 1]) ||
               before & (QH_WORD_FUNCTION | QH_WORD_COMPLEMENTIZER);
    int leads = free && verb < f->end && f->tokens[verb].classes & SAYS && !(f->tokens[verb].shape & QH_SHAPE_CAPITAL);
    int begins = i == f->first || f->tokens[i].sentence_start;
    leads |= begins && is_lower_word(f, end) && speaks_within(f, end, CLAUSE);
    int follows = k > i && before & SAYS && !(f->tokens[i - 1].shape & QH_SHAPE_CAPITAL);
    if (!leads && !follows)
        return i;
    *m = (qh_mention){.kind = QH_MENTION_ROLE, .head = (uint32_t)k, .gender = gender_of(f->tokens[k].classes)};
    return leads ? end : k + 1;
}

/* "A szakszervezet szerint", "यूनियन के अनुसार": who begins a sentence in front of the phrase that attributes it. */
static size_t find_attributed(const finder *f, size_t i, qh_mention *m) {
    enum { LONGEST = 4 };
    size_t k = i;
    if (!f->traits || !(i == f->first || f->tokens[i].sentence_start))
        return i;
    k += f->tokens[k].classes & QH_WORD_DETERMINER ? 1 : 0;
    size_t first = k;
    while (k < first + LONGEST && is_open_word(f, k))
        k++;
    size_t phrase = k < f->end && is_word(&f->tokens[k]) && !(f->tokens[k].classes & QH_WORD_ACCORDING) &&
                            f->tokens[k].classes & QH_WORD_FUNCTION
                        ? k + 1
                        : k;
    if (k == first || phrase >= f->end || !(f->tokens[phrase].classes & QH_WORD_ACCORDING))
        return i;
    *m = (qh_mention){.kind = QH_MENTION_ROLE, .head = (uint32_t)(k - 1), .gender = gender_of(f->tokens[k - 1].classes)};
    return k;
}

/* "La empresa ferroviaria sostiene": adjectives behind their noun, up to a verb of saying. The end of the phrase. */
static size_t with_adjectives(const finder *f, size_t end) {
    enum { MOST = 2 };
    size_t k = end;
    while (f->traits && !(f->traits & (QH_TRAIT_CASELESS | QH_TRAIT_VERB_LAST)) && k < end + MOST && is_open_word(f, k) &&
           !is_speaking(f, k) && !(f->tokens[k].shape & QH_SHAPE_CAPITAL))
        k++;
    size_t verb = k;
    while (verb < f->end && verb < k + 2 && f->tokens[verb].classes & QH_WORD_AUXILIARY && !is_speaking(f, verb))
        verb++;
    return k > end && is_speaking(f, verb) ? k : end;
}

/* A noun phrase with a role, organisation or group noun as its head: determiner, up to four words, head. */
static size_t find_noun(const finder *f, size_t i, qh_mention *m) {
    enum { MOST_MODIFIERS = 4 };
    enum { HEADS = QH_WORD_ROLE | QH_WORD_ORGANIZATION | QH_WORD_GROUP };
    int article = (f->tokens[i].classes & QH_WORD_DETERMINER) != 0;
    int determined = article || (!f->traits && i > f->first && is_possessive(f, &f->tokens[i - 1])); /* "Obama’s strategist" */
    size_t k = article ? i + 1 : i, head = 0;
    int thing = 0;
    for (size_t n = 0; k < f->end && n <= MOST_MODIFIERS && is_word(&f->tokens[k]); k++, n++) {
        uint32_t classes = f->tokens[k].classes;
        if (n && ends_modifiers(f, i, k, determined))
            break;
        if (f->traits && classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK) && !(classes & HEADS))
            break;
        if (determined && is_speaking_thing(f, i, k)) {
            head = k + 1;
            thing = 1;
            break;
        }
        if (classes & HEADS && !(classes & QH_WORD_AUXILIARY))
            head = k + 1;
        else if (head || classes & (CLOSED & ~(unsigned)QH_WORD_CUE) || classes & QH_WORD_PRONOUN ||
                 is_possessive(f, &f->tokens[k]) || (classes & QH_WORD_CUE && (n > 0 || !determined)))
            break;
    }
    if (!head)
        return i;
    uint32_t classes = f->tokens[head - 1].classes;
    int group = (classes & QH_WORD_GROUP) != 0;
    int capital = f->tokens[i].shape & QH_SHAPE_CAPITAL && !at_start(f, i);
    int bare = f->traits & (QH_TRAIT_NO_ARTICLES | QH_TRAIT_CAPITALS) && classes & QH_WORD_ROLE && head == i + 1;
    bare |= f->traits & QH_TRAIT_NO_ARTICLES && classes & QH_WORD_ORGANIZATION && head == i + 1;
    if (!determined && !group && !capital && !bare && !(classes & QH_WORD_ROLE && at_start(f, i) && (!f->traits || head == i + 1)))
        return i;
    *m = (qh_mention){.kind = (uint8_t)(group                                     ? QH_MENTION_GROUP
                                        : thing || classes & QH_WORD_ORGANIZATION ? QH_MENTION_ORGANIZATION
                                                                                  : QH_MENTION_ROLE),
                      .head = (uint32_t)(head - 1),
                      .gender = gender_of(classes),
                      .plural = (uint8_t)group};
    return with_adjectives(f, head);
}

static size_t find_pronoun(const finder *f, size_t i, qh_mention *m) {
    const qh_token *token = &f->tokens[i];
    if (!(token->classes & QH_WORD_PRONOUN) || token->value == QH_PRONOUN_NONE)
        return i;
    *m = (qh_mention){.kind = QH_MENTION_PRONOUN, .head = (uint32_t)i, .pronoun = (uint8_t)token->value};
    m->plural = token->value == QH_PRONOUN_PLURAL || token->value == QH_PRONOUN_FIRST_PLURAL;
    m->gender = (uint8_t)(token->value == QH_PRONOUN_MALE     ? QUOTH_GENDER_MALE
                          : token->value == QH_PRONOUN_FEMALE ? QUOTH_GENDER_FEMALE
                                                              : QUOTH_GENDER_UNKNOWN);
    return i + 1;
}

int qh_find_mentions(qh_arena *arena, const char *text, const qh_tokens *tokens, size_t first, size_t end, const qh_word_set *lower,
                     uint32_t traits, qh_mentions *out) {
    finder f = {arena, text, tokens->list.items, first, end, lower, out, traits};
    for (size_t i = first; i < end;) {
        qh_mention m = {0}, longer = {0};
        size_t stop = is_word(&f.tokens[i]) ? find_pronoun(&f, i, &m) : i + 1;
        if (stop > i && !is_word(&f.tokens[i])) {
            i = stop;
            continue;
        }
        if (stop == i)
            stop = find_name(&f, i, &m);
        size_t noun = m.kind == QH_MENTION_PRONOUN && stop > i ? i : find_noun(&f, i, &longer);
        if (noun == i && stop == i && is_word(&f.tokens[i]))
            noun = find_speaking_noun(&f, i, &longer);
        if (noun == i && stop == i && is_word(&f.tokens[i]))
            noun = find_speaking_capital(&f, i, &longer);
        if (noun == i && stop == i && is_word(&f.tokens[i]))
            noun = find_attributed(&f, i, &longer);
        if (noun > stop ||
            (noun == stop && noun > i && m.kind == QH_MENTION_NAME && !(f.tokens[longer.head].shape & QH_SHAPE_CAPITAL))) {
            stop = noun;
            m = longer;
        }
        if (stop > i && !add(&f, &m, i, stop))
            return 0;
        i = stop > i ? stop : i + 1;
    }
    return 1;
}

void qh_make_mention(const char *text, const qh_tokens *tokens, size_t low, size_t first, size_t end, qh_mention *out) {
    finder f = {NULL, text, tokens->list.items, low, end, NULL, NULL, 0};
    int capital = f.tokens[end - 1].shape & QH_SHAPE_CAPITAL;
    *out = (qh_mention){.kind = (uint8_t)(capital ? QH_MENTION_NAME : QH_MENTION_ROLE), .head = (uint32_t)end - 1};
    out->titled = (f.tokens[first].classes & QH_WORD_TITLE) != 0;
    for (size_t k = first; k < end && !out->gender; k++)
        out->gender = gender_of(f.tokens[k].classes);
    place(&f, out, first, end);
}
