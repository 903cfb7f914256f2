/* Whose verb it is: the subject of a verb of saying, in front of it or behind. */
#include "quote/subjects.h"

#include <string.h>

#include "text/utf8.h"

int qh_is_sign(const qh_finder *f, size_t i, char c) {
    static const struct {
        char ascii;
        uint32_t other;
    } others[] = {{',', 0xFF0C}, {',', 0x060C}, {',', 0x3001}, {':', 0xFF1A}, {'.', 0x3002}, {'.', 0x06D4}, {'.', 0x0964}};
    const qh_token *t = qh_token_at(f, i);
    size_t length;
    if (t->kind != QH_TOKEN_PUNCT || (unsigned char)f->text[t->start] < 0x80)
        return t->kind == QH_TOKEN_PUNCT && f->text[t->start] == c;
    uint32_t sign = qh_utf8_at(f->text, t->start, &length);
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (others[k].other == sign)
            return others[k].ascii == c;
    return 0;
}

static int is_char(const qh_finder *f, size_t i, char c) { return qh_is_sign(f, i, c); }

int qh_is_word(const qh_finder *f, size_t i, const char *word) {
    const qh_token *t = qh_token_at(f, i);
    return t->end - t->start == strlen(word) && !memcmp(f->text + t->start, word, t->end - t->start);
}

/* The first mention of the block that ends behind token i: its index, or the block's mention_end. */
static size_t mention_from(const qh_finder *f, uint32_t block, size_t i) {
    size_t low = f->ranges[block].mention, high = f->ranges[block].mention_end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->mentions.list.items[middle].end <= i)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int32_t qh_mention_starting(const qh_finder *f, uint32_t block, size_t low, size_t high) {
    size_t m = mention_from(f, block, low);
    return m < f->ranges[block].mention_end && f->mentions.list.items[m].first >= low && f->mentions.list.items[m].first < high
               ? (int32_t)m
               : -1;
}

/* The mention that ends right before token i, or -1. */
int32_t qh_mention_ending(const qh_finder *f, uint32_t block, size_t i) {
    size_t m = mention_from(f, block, i);
    return m > f->ranges[block].mention && f->mentions.list.items[m - 1].end == i ? (int32_t)m - 1 : -1;
}

static int is_adverb(const qh_finder *f, size_t i) {
    const qh_token *t = qh_token_at(f, i);
    size_t n = t->end - t->start;
    if (t->kind != QH_TOKEN_WORD)
        return 0;
    return t->classes & (QH_WORD_AUXILIARY | QH_WORD_NEGATION) || (n > 3 && !memcmp(f->text + t->end - 2, "ly", 2)) ||
           (n == 4 && !memcmp(f->text + t->start, "also", 4)) || (n == 4 && !memcmp(f->text + t->start, "then", 4));
}

uint32_t qh_block_traits(const qh_finder *f, uint32_t block) {
    return qh_lexicon_traits(f->p->lexicon, f->p->doc->blocks.items[block].language);
}

const qh_word_table *qh_block_words(const qh_finder *f, uint32_t block) {
    return qh_lexicon_table(f->p->lexicon, f->p->doc->blocks.items[block].language);
}

/* "a spokesman for the ministry": from the name after a preposition back to the noun in front. */
static int32_t chain_front(const qh_finder *f, uint32_t block, int32_t m, size_t low) {
    for (int hops = 0; hops < 4; hops++) {
        size_t first = f->mentions.list.items[m].first;
        if (first <= low + 1 || !(qh_token_at(f, first - 1)->classes & QH_WORD_PREPOSITION))
            return m;
        int32_t before = qh_mention_ending(f, block, first - 1);
        if (before < 0)
            return m;
        m = before;
    }
    return m;
}

/* Articles and prepositions tell a subject from an object. */
static int has_cases(const qh_finder *f, uint32_t block) { return (qh_block_traits(f, block) & QH_TRAIT_ARTICLES) != 0; }

/* "dem Sender", "im gleichen Interview": stands in a case, or behind a preposition, that no subject has. */
static int is_oblique(const qh_finder *f, uint32_t block, const qh_mention *m) {
    enum { CLOSED = QH_WORD_FUNCTION | QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_CUE | QH_WORD_AUXILIARY };
    size_t i = m->first, low = f->ranges[block].token;
    if (qh_token_at(f, i)->value == QH_OBLIQUE || (i > low && qh_token_at(f, i - 1)->value == QH_OBLIQUE))
        return 1;
    if (!has_cases(f, block))
        return i > low && qh_token_at(f, i - 1)->classes & QH_WORD_PREPOSITION;
    while (i > low + 1 && (qh_token_at(f, i - 1)->kind == QH_TOKEN_NUMBER ||
                           (qh_token_at(f, i - 1)->kind == QH_TOKEN_WORD && !(qh_token_at(f, i - 1)->classes & CLOSED) &&
                            !(qh_token_at(f, i - 1)->shape & QH_SHAPE_CAPITAL))))
        i--;
    return i > low && (qh_token_at(f, i - 1)->classes & QH_WORD_PREPOSITION || qh_token_at(f, i - 1)->value == QH_OBLIQUE);
}

/* The first mention of [low, end) that can be a subject; with `comma` only one that an apposition follows. */
int32_t qh_first_subject(const qh_finder *f, uint32_t block, size_t low, size_t end, int comma) {
    for (size_t i = mention_from(f, block, low); i < f->ranges[block].mention_end && f->mentions.list.items[i].end <= end; i++) {
        const qh_mention *c = &f->mentions.list.items[i];
        if (c->possessive || c->first < low || (comma && !is_char(f, c->end, ',')))
            continue;
        if (comma || c->first == low || !is_oblique(f, block, c))
            return (int32_t)i;
    }
    return -1;
}

/* "Ada spoke of Lidia, saying": whose verb a participle goes with. */
static int is_participle(const qh_finder *f, uint32_t block, size_t cue) {
    const qh_token *t = qh_token_at(f, cue);
    return !qh_block_traits(f, block) && t->end - t->start > 5 && !memcmp(f->text + t->end - 3, "ing", 3);
}

/* "when my mother mentioned it, I laughed and said": whom the last "I", "he", "she" in front means. */
static int32_t subject_of_joined(const qh_finder *f, uint32_t block, size_t low, size_t cue) {
    size_t m = mention_from(f, block, cue);
    for (; m-- > f->ranges[block].mention && f->mentions.list.items[m].first >= low;)
        if (f->mentions.list.items[m].kind == QH_MENTION_PRONOUN && f->mentions.list.items[m].end < cue)
            return (int32_t)m;
    return -1;
}

/* "till", "when", "but", or a semicolon: what a clause begins with; "and" only behind a comma, else it may join names. */
static int begins_clause(const qh_finder *f, size_t i) {
    enum {
        OTHERS = QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_AUXILIARY | QH_WORD_NEGATION | QH_WORD_PRONOUN |
                 QH_WORD_COMPLEMENTIZER
    };
    const qh_token *t = qh_token_at(f, i);
    if (is_char(f, i, ';') || is_char(f, i, ':'))
        return 1;
    if (!(t->classes & QH_WORD_FUNCTION) || t->classes & OTHERS)
        return 0;
    return !qh_is_word(f, i, "and") || (i > 0 && (is_char(f, i - 1, ',') || is_char(f, i - 1, ';')));
}

/* Where the last clause of [low, end) begins that has a subject of its own: "he was angry; but Ann, looking at Tom, said". */
static size_t clause_low(const qh_finder *f, uint32_t block, size_t low, size_t end) {
    for (size_t m = mention_from(f, block, end); m-- > f->ranges[block].mention;) {
        const qh_mention *c = &f->mentions.list.items[m];
        if (c->first <= low)
            break;
        if (c->end <= end && !c->possessive && begins_clause(f, c->first - 1))
            return c->first;
    }
    return low;
}

/* "The secretary of the association, Tom Gil, asked": the name that stands between commas and ends before token `end`, or -1. */
static int32_t named_between_commas(const qh_finder *f, uint32_t block, size_t low, size_t end) {
    int32_t m = qh_mention_ending(f, block, end);
    const qh_mention *name = m >= 0 ? &f->mentions.list.items[m] : NULL;
    int between = name && name->kind == QH_MENTION_NAME && name->first > low + 1 && is_char(f, name->first - 1, ',');
    return between && m > (int32_t)f->ranges[block].mention && name[-1].kind != QH_MENTION_NAME && name[-1].first >= low ? m : -1;
}

/* The first organisation that [low, end) names, or -1. */
static int32_t body_in(const qh_finder *f, uint32_t block, size_t low, size_t end) {
    for (size_t m = mention_from(f, block, low); m < f->ranges[block].mention_end && f->mentions.list.items[m].end <= end; m++)
        if (f->mentions.list.items[m].kind == QH_MENTION_ORGANIZATION && !f->mentions.list.items[m].possessive)
            return (int32_t)m;
    return -1;
}

/* The subject of the verb at token `cue`, in [low, cue): next to it, before an apposition, or its clause's first mention. */
int32_t qh_subject_of(const qh_finder *f, uint32_t block, size_t low, size_t cue) {
    size_t k = cue;
    int particles = (qh_block_traits(f, block) & (QH_TRAIT_VERB_LAST | QH_TRAIT_CASELESS)) != 0;
    while (k > low && (is_adverb(f, k - 1) || (particles && qh_token_at(f, k - 1)->classes & QH_WORD_FUNCTION)))
        k--;
    if (k > low && qh_token_at(f, k - 1)->classes & QH_WORD_COMPLEMENTIZER)
        k--; /* "a story that referred to" */
    int32_t m = qh_mention_ending(f, block, k);
    int case_fits = m >= 0 && (has_cases(f, block) ? !is_oblique(f, block, &f->mentions.list.items[m])
                                                   : qh_token_at(f, f->mentions.list.items[m].first)->value != QH_OBLIQUE);
    if (case_fits && f->mentions.list.items[m].first >= low && !f->mentions.list.items[m].possessive)
        return chain_front(f, block, m, low);
    int32_t joined = k > low && qh_is_word(f, k - 1, "and") ? subject_of_joined(f, block, low, k - 1) : -1;
    if (joined >= 0)
        return joined;
    m = case_fits ? m : -1;
    int comma = k > low && is_char(f, k - 1, ',') && !is_participle(f, block, cue);
    int32_t named = comma ? named_between_commas(f, block, low, k - 1) : -1;
    if (named >= 0)
        return named;
    size_t clause = clause_low(f, block, low, k);
    int32_t subject = comma ? qh_first_subject(f, block, clause, k, 1) : -1;
    if (subject < 0)
        subject = qh_first_subject(f, block, clause, k, 0);
    if (subject < 0 && m < 0 && qh_block_traits(f, block)) /* "В полиции сообщили, что …" */
        m = body_in(f, block, low, k);
    return subject >= 0 || m < 0 || f->mentions.list.items[m].first < low ? subject : m;
}

/* The language lets the subject follow its verb. */
static int inverts(const qh_finder *f, uint32_t block) { return (qh_block_traits(f, block) & QH_TRAIT_INVERTS) != 0; }

static int are_small_nouns(const qh_finder *f, size_t first, size_t end) {
    enum { MOST = 2, NOT_NOUNS = QH_WORD_FUNCTION | QH_WORD_PREPOSITION | QH_WORD_CUE | QH_WORD_CUE_WEAK | QH_WORD_AUXILIARY };
    for (size_t i = first; i < end; i++)
        if (qh_token_at(f, i)->kind != QH_TOKEN_WORD || qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL ||
            qh_token_at(f, i)->classes & NOT_NOUNS)
            return 0;
    return end > first && end - first <= MOST;
}

/* "da câmara,": a preposition, a noun or two, a comma. */
static int is_phrase_with_comma(const qh_finder *f, size_t first, size_t end) {
    enum { MOST = 4 };
    if (end < first + 3 || end - first > MOST || !is_char(f, end - 1, ',') ||
        !(qh_token_at(f, first)->classes & QH_WORD_PREPOSITION))
        return 0;
    for (size_t i = first; i + 1 < end; i++)
        if (qh_token_at(f, i)->kind != QH_TOKEN_WORD || qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL)
            return 0;
    return 1;
}

/* "dijo la portavoz de la empresa, Ana Pérez": the name behind the role says more. */
int32_t qh_named_behind(const qh_finder *f, uint32_t block, int32_t m) {
    enum { MOST = 3 };
    int32_t last = (int32_t)f->ranges[block].mention_end, from = m;
    uint8_t kind = m >= 0 ? f->mentions.list.items[m].kind : QH_MENTION_PRONOUN;
    if (m >= 0 && kind == QH_MENTION_PRONOUN) { /* bà Lan: the same word is a title */
        const qh_mention *title = &f->mentions.list.items[m];
        int named = m + 1 < last && title[1].first == title->end && title[1].kind == QH_MENTION_NAME;
        return named && qh_token_at(f, title->first)->classes & QH_WORD_TITLE ? m + 1 : m;
    }
    if (!inverts(f, block) || (kind != QH_MENTION_ROLE && kind != QH_MENTION_ORGANIZATION))
        return m;
    for (int32_t next = m + 1; next < last && next <= m + MOST; next++) {
        size_t end = f->mentions.list.items[from].end, first = f->mentions.list.items[next].first;
        int comma = end < first && is_char(f, end, ',') && first == end + 1;
        if (f->mentions.list.items[next].kind == QH_MENTION_NAME && !f->mentions.list.items[next].place &&
            (first == end || (comma && kind == QH_MENTION_ROLE)))
            return next;
        if (kind == QH_MENTION_ROLE && next == m + 1 && f->mentions.list.items[next].kind == QH_MENTION_NAME &&
            (are_small_nouns(f, end, first) || is_phrase_with_comma(f, end, first)))
            return next; /* директор музея Нина Белова; o presidente da câmara, Artur Nunes */
        if (first > end + 2 || first == end || !(qh_token_at(f, end)->classes & QH_WORD_PREPOSITION))
            return m;
        from = next; /* of the company, in Lisbon */
    }
    return m;
}

/* "said the more candid Lady Bertram", "exclaimed the voice of old Mr. Emerson": a mention a little further behind the verb. */
int32_t qh_subject_behind(const qh_finder *f, uint32_t block, size_t cue, size_t high) {
    enum { NEAR = 4, WITH_ADJECTIVES = 5, OF_VOICE = 7 };
    size_t near = cue + NEAR < high ? cue + NEAR : high;
    int32_t m = qh_mention_starting(f, block, cue + 1, near);
    if (m >= 0 || cue + 1 >= high || !(qh_token_at(f, cue + 1)->classes & QH_WORD_DETERMINER))
        return m;
    m = qh_mention_starting(f, block, near, cue + OF_VOICE < high ? cue + OF_VOICE : high);
    size_t first = m >= 0 ? f->mentions.list.items[m].first : 0;
    for (size_t i = cue + 1; i < first; i++)
        if (qh_token_at(f, i)->kind != QH_TOKEN_WORD)
            return -1;
    return first && (first < cue + WITH_ADJECTIVES || qh_is_word(f, first - 1, "of")) ? m : -1;
}

/* A pronoun that is nobody's object: er, ich. */
static int is_nominative(const qh_mention *m) {
    return m->kind == QH_MENTION_PRONOUN &&
           (m->pronoun == QH_PRONOUN_MALE || m->pronoun == QH_PRONOUN_FIRST || m->pronoun == QH_PRONOUN_FIRST_PLURAL);
}

/* "In Rom erklärte er: “…”", "Der Zeitung sagte Anna Brenner: “…”": the subject behind the verb, where none is right before it. */
static int32_t inverted_subject(const qh_finder *f, uint32_t block, int32_t front, size_t low, size_t cue, size_t end) {
    int32_t behind = qh_mention_starting(f, block, cue + 1, cue + 2);
    if (behind < 0 || f->mentions.list.items[behind].end > end || is_oblique(f, block, &f->mentions.list.items[behind]))
        return -1;
    const qh_mention *b = &f->mentions.list.items[behind], *a = front >= 0 ? &f->mentions.list.items[front] : NULL;
    int alone = !a || a->end < cue || (a->first > low && is_oblique(f, block, a)) || is_nominative(b);
    if (alone || (a->kind != QH_MENTION_NAME && a->kind != QH_MENTION_PRONOUN && b->kind == QH_MENTION_NAME))
        return behind;
    return -1;
}

/* Where the preposition stands that mention m is behind, small words between: "von der grünen Netzeitung"; SIZE_MAX for none. */
static size_t preposition_of(const qh_finder *f, const qh_mention *m, size_t low) {
    enum { MOST = 3 };
    for (size_t i = m->first; i-- > low && i + MOST >= m->first && qh_token_at(f, i)->kind == QH_TOKEN_WORD &&
                              !(qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL && i > low);)
        if (qh_token_at(f, i)->classes & QH_WORD_PREPOSITION)
            return i;
    return SIZE_MAX;
}

/* "Die Regierung wurde vom Verband aufgefordert, …": who does it. -1 where the verb is active or nobody is named. */
static int32_t agent_in(const qh_finder *f, uint32_t block, size_t low, size_t end) {
    size_t i = low;
    while (i < end && qh_token_at(f, i)->value != QH_PASSIVE)
        i++;
    for (size_t m = mention_from(f, block, low);
         i < end && m < f->ranges[block].mention_end && f->mentions.list.items[m].end <= end; m++) {
        size_t preposition = preposition_of(f, &f->mentions.list.items[m], low);
        if (preposition != SIZE_MAX && qh_token_at(f, preposition)->value == QH_AGENT)
            return (int32_t)m;
    }
    return -1;
}

/* "…, hieß es vom Sprecher Jan Roth", "In der Studie heißt es, …" */
int32_t qh_sayer_beside(const qh_finder *f, uint32_t block, int32_t it, size_t low, size_t cue) {
    const qh_mention *m = &f->mentions.list.items[it];
    size_t behind = m->end > cue ? m->end : cue + 1, last = f->ranges[block].mention_end;
    if (!has_cases(f, block) || m->pronoun != QH_PRONOUN_NEUTER)
        return -1;
    if ((size_t)it + 1 < last && preposition_of(f, m + 1, behind) == behind)
        return it + 1;
    for (size_t i = mention_from(f, block, low); i < last && f->mentions.list.items[i].end <= cue; i++)
        if (preposition_of(f, &f->mentions.list.items[i], low) != SIZE_MAX)
            return (int32_t)i;
    return -1;
}

/* The subject in front of the verb; or right behind it, where nothing stands before: "“Oh,” said Jane, “…”". */
static int32_t active_subject(const qh_finder *f, uint32_t block, size_t low, size_t cue, size_t end) {
    int32_t m = qh_subject_of(f, block, low, cue);
    int32_t behind = inverts(f, block) ? inverted_subject(f, block, m, low, cue, end) : -1;
    if (behind >= 0)
        return qh_named_behind(f, block, behind);
    if (m >= 0)
        return m;
    m = qh_mention_starting(f, block, cue + 1, cue + 3 < end ? cue + 3 : end);
    return m >= 0 && has_cases(f, block) && is_oblique(f, block, &f->mentions.list.items[m]) ? -1 : m;
}

int32_t qh_subject_around(const qh_finder *f, uint32_t block, size_t low, size_t cue, size_t end) {
    int32_t agent = has_cases(f, block) ? agent_in(f, block, low, end) : -1;
    if (agent >= 0)
        return qh_named_behind(f, block, agent);
    int32_t m = active_subject(f, block, low, cue, end), sayer = m >= 0 ? qh_sayer_beside(f, block, m, low, cue) : -1;
    return sayer >= 0 ? qh_named_behind(f, block, sayer) : m;
}

/* Angaben, Polizeiangaben: in languages of compounds their end tells what they are. */
static int is_noun_of_saying(const qh_finder *f, uint32_t block, const qh_token *t) {
    enum { SHORTEST = 5, FIRST = 3 };
    if (t->classes & QH_WORD_CUE_NOUN)
        return t->value == QH_SOURCE_NOUN;
    const qh_word_table *table = qh_block_words(f, block);
    if (!(qh_table_traits(table) & QH_TRAIT_COMPOUNDS))
        return 0;
    for (size_t at = t->start + FIRST; at + SHORTEST <= t->end; qh_utf8_next(f->text, &at))
        if (qh_table_word(table, f->text + at, t->end - at).value == QH_SOURCE_NOUN)
            return 1;
    return 0;
}

/* The noun of saying that a preposition leads to: "nach ersten Angaben", "nach einem Bericht"; 0 for none. */
static size_t noun_behind(const qh_finder *f, uint32_t block, size_t i, size_t end) {
    enum { NEAR = 5, NOT_BETWEEN = QH_WORD_PREPOSITION | QH_WORD_AUXILIARY | QH_WORD_CUE | QH_WORD_PRONOUN };
    for (size_t k = i + 1; k < end && k <= i + NEAR && qh_token_at(f, k)->kind == QH_TOKEN_WORD; k++) {
        const qh_token *t = qh_token_at(f, k);
        if (is_noun_of_saying(f, block, t) && t->shape & QH_SHAPE_CAPITAL)
            return k;
        if (t->shape & QH_SHAPE_CAPITAL || (t->classes & NOT_BETWEEN && !(t->classes & QH_WORD_DETERMINER)))
            break;
    }
    return 0;
}

int qh_according_at(const qh_finder *f, uint32_t block, size_t i, size_t end, qh_according *out) {
    const quoth_block *b = &f->p->doc->blocks.items[block];
    size_t length, start = qh_token_at(f, i)->start;
    if (qh_token_at(f, i)->kind != QH_TOKEN_WORD)
        return 0;
    qh_lexeme phrase = qh_lexicon_phrase(f->p->lexicon, b->language, f->text + start, b->end - start, QH_WORD_ACCORDING, &length);
    if (!(phrase.classes & QH_WORD_ACCORDING))
        return 0;
    *out = (qh_according){qh_token_from(&f->tokens, start + length), 0, phrase.value == QH_ACCORDING_BEHIND};
    if (phrase.value == QH_ACCORDING_COMMA && out->behind < end)
        return i > 0 && qh_token_at(f, i - 1)->kind != QH_TOKEN_WORD &&
               !(qh_token_at(f, out->behind)->classes & (QH_WORD_COMPLEMENTIZER | QH_WORD_AUXILIARY));
    if (phrase.value == QH_ACCORDING_NOUN && i > 0 && is_noun_of_saying(f, block, qh_token_at(f, i - 1)) &&
        qh_token_at(f, i - 1)->shape & QH_SHAPE_CAPITAL) {
        out->follows = 1; /* seiner Meinung nach */
        return 1;
    }
    if (phrase.value == QH_ACCORDING_NOUN) {
        out->noun = noun_behind(f, block, i, end);
        out->behind = out->noun + 1;
        return out->noun != 0;
    }
    return out->behind <= end;
}
