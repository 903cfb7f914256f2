/* Which marked strings are speech, which part of a reported clause, and which are nobody's speech. */
#include <string.h>

#include "quote/finder.h"
#include "quote/mark_features.h"
#include "quote/speech_model.h"
#include "text/chars.h"
#include "text/utf8.h"

typedef struct look {
    size_t first, end; /* tokens with the marks */
    size_t low, high;  /* tokens of the block */
    size_t words, capitals;
    int stop;       /* ends in . ! ? … or a dash, inside the marks */
    int comma;      /* ends in a comma inside, or one follows */
    int capital;    /* begins with a capital */
    int whole;      /* is the whole block */
    int introduced; /* a colon or comma right before */
    int colon;      /* it is a colon */
    int cries;      /* ends in ! ? or a dash: no stop of the host sentence */
    int begins;     /* begins its sentence */
    int foreign;    /* not English, whose rule is learned */
    int caseless;   /* the script has no capitals */
    int nouns;      /* all nouns have capitals */
    int dashed;     /* a comma and a dash inside: the narrator's */
    int next_cue;   /* a verb of saying right behind */
    int dashes;     /* the language sets off the narrator by dashes */
    int verb_last;  /* the verb of saying stands behind what is said */
    int code;       /* stands in program text */
} look;

static int is_char(const qh_finder *f, size_t i, char c) { return qh_is_sign(f, i, c); }

static int is_dash(const qh_finder *f, size_t i) {
    size_t length;
    uint32_t c = qh_utf8_at(f->text, qh_token_at(f, i)->start, &length);
    return c == 0x2014 || c == 0x2013;
}

static int is_end(const qh_finder *f, size_t i) {
    size_t length;
    uint32_t c = qh_utf8_at(f->text, qh_token_at(f, i)->start, &length);
    return qh_token_at(f, i)->kind == QH_TOKEN_PUNCT &&
           (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x06D4 || c == 0x0964 || c == 0x2014 || c == 0x2013 ||
            c == '-' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F);
}

/* `name = "x"`, `f("x")`, `"x";`: strings of a program. */
static int in_code(const qh_finder *f, const qh_marked *m, size_t high) {
    const char *text = f->text;
    size_t start = qh_token_at(f, m->first)->start, end = qh_token_at(f, m->end - 1)->end;
    int curly = (unsigned char)text[start] >= 0x80;
    if (curly || start == 0 || m->first == 0)
        return 0;
    size_t at = start - 1;
    while (at > 0 && text[at] == ' ')
        at--;
    int call = text[at] == '(' && at > 0 && text[at - 1] > ' ' && text[at - 1] != '(';
    return text[at] == '=' || text[at] == '{' || text[at] == '[' || call || text[at] == '+' ||
           (m->end < high && (text[end] == ';' || text[end] == ']' || text[end] == '}'));
}

/* ; in Greek */
static int is_greek_question(const qh_finder *f, uint32_t block, size_t i) {
    const char *language = f->p->doc->blocks.items[block].language;
    return language && !strncmp(language, "el", 2) && is_char(f, i, ';');
}

static look look_at(const qh_finder *f, const qh_marked *m) {
    look l = {.first = m->first, .end = m->end, .low = f->ranges[m->block].token, .high = f->ranges[m->block].token_end};
    size_t last = m->closed ? m->end - 1 : m->end;
    for (size_t i = m->first + 1; i < last; i++) {
        const qh_token *t = qh_token_at(f, i);
        if (t->kind != QH_TOKEN_WORD && t->kind != QH_TOKEN_NUMBER)
            continue;
        l.capital |= l.words == 0 && t->shape & QH_SHAPE_CAPITAL;
        l.words++;
        l.capitals += t->shape & QH_SHAPE_CAPITAL || t->classes & (QH_WORD_PREPOSITION | QH_WORD_DETERMINER) ? 1 : 0;
    }
    while (last > m->first + 1 && qh_token_at(f, last - 1)->kind == QH_TOKEN_MARK)
        last--;
    l.stop = last > m->first + 1 && (is_end(f, last - 1) || (m->closed && is_greek_question(f, m->block, last - 1)));
    l.comma = (last > m->first + 1 && is_char(f, last - 1, ',')) || (m->end < l.high && is_char(f, m->end, ','));
    l.whole = m->first == l.low && m->end >= l.high;
    l.colon = m->first > l.low && is_char(f, m->first - 1, ':');
    l.cries = l.stop && !is_char(f, last - 1, '.');
    l.begins = m->first == l.low || qh_token_at(f, m->first)->sentence_start;
    uint32_t traits = qh_lexicon_traits(f->p->lexicon, f->p->doc->blocks.items[m->block].language);
    l.comma |= traits & QH_TRAIT_DASHES && m->end < l.high && is_dash(f, m->end);
    l.foreign = traits != 0;
    l.caseless = (traits & QH_TRAIT_CASELESS) != 0;
    l.dashes = (traits & QH_TRAIT_DASHES) != 0;
    for (size_t i = m->first + 2; l.dashes && i < last; i++)
        l.dashed |= is_dash(f, i) && is_char(f, i - 1, ',');
    l.next_cue = m->end < l.high && qh_token_at(f, m->end)->classes & QH_WORD_CUE;
    l.nouns = (traits & QH_TRAIT_CAPITALS) != 0;
    l.capital |= l.caseless;
    l.verb_last = (traits & QH_TRAIT_VERB_LAST) != 0;
    l.code = in_code(f, m, l.high);
    l.introduced = m->first > l.low && (is_char(f, m->first - 1, ':') || is_char(f, m->first - 1, ','));
    return l;
}

static size_t sentence_low(const qh_finder *f, const look *l) {
    enum { LONGEST = 64 }; /* tokens: beyond it nothing is near, and the whole stays linear */
    size_t i = l->first;
    while (i > l->low && l->first - i < LONGEST && !qh_token_at(f, i)->sentence_start)
        i--;
    return i == l->first && i > l->low && !is_end(f, i - 1) ? i - 1 : i;
}

/* The nearest token in front with one of the classes, at most `reach` tokens away in the same sentence; 0 with *found 0. */
static size_t class_before(const qh_finder *f, const look *l, uint32_t classes, size_t reach, int *found) {
    size_t low = sentence_low(f, l);
    *found = 0;
    for (size_t i = l->first; i-- > low && l->first - i <= reach;)
        if (qh_token_at(f, i)->classes & classes) {
            *found = 1;
            return i;
        }
    return 0;
}

static quoth_span tokens_span(const qh_finder *f, size_t first, size_t end) {
    return (quoth_span){qh_token_at(f, first)->start, qh_token_at(f, end - 1)->end};
}

static int add_part(qh_finder *f, qh_found *q, quoth_span part, quoth_span quoted) {
    quoth_span *a = qh_vec_push(f->p->scratch, &q->parts), *b = qh_vec_push(f->p->scratch, &q->quoted);
    if (!a || !b)
        return 0;
    *a = part;
    *b = quoted;
    return 1;
}

static qh_found *add_marked(qh_finder *f, const qh_marked *m, int32_t type, double confidence) {
    qh_found *q = qh_add_found(f, type, m->block);
    if (!q)
        return NULL;
    q->first = m->first;
    q->end = m->end;
    q->confidence = confidence;
    quoth_span span = tokens_span(f, m->first, m->end);
    return add_part(f, q, span, span) ? q : NULL;
}

static int not_speech(qh_finder *f, const qh_marked *m, int32_t reason) {
    qh_found *q = add_marked(f, m, QH_NOT_SPEECH, 0.7);
    if (q)
        q->reason = reason;
    return q != NULL;
}

/* The end of the reported clause that holds the marks: the sentence's, without its final stop. */
static size_t clause_end(const qh_finder *f, const look *l) {
    size_t i = l->end;
    int inside = l->stop && l->end <= l->high;
    while (i < l->high && !(inside && i == l->end && qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL) &&
           !(qh_token_at(f, i)->sentence_start && i > l->end) && !is_char(f, i, ';'))
        i++;
    while (i > l->end && is_end(f, i - 1))
        i--;
    return i;
}

/* The cue of the reported clause that the marks stand in, its complementizer in *that; -1 where there is none. */
static int64_t cue_of_clause(const qh_finder *f, const look *l, int *that) {
    enum { REACH = 5, CUES = QH_WORD_CUE | QH_WORD_CUE_NOUN };
    int found;
    size_t low = sentence_low(f, l), k = class_before(f, l, QH_WORD_COMPLEMENTIZER, 30, &found);
    for (size_t i = k; found && i < l->first; i++)
        found = qh_token_at(f, i)->kind != QH_TOKEN_MARK;
    if (!found || k == low)
        return -1;
    *that = (int)(l->first - k);
    size_t cue = k - 1;
    while (cue > low && k - cue < REACH && !(qh_token_at(f, cue)->classes & CUES))
        cue--;
    return qh_token_at(f, cue)->classes & CUES ? (int64_t)cue : -1;
}

/* "promising that members would be treated as “protected persons” under the Convention": the whole clause is the content, and the
 * quotation is direct where all of that is in marks. */
static int reported_clause(qh_finder *f, const qh_marked *m, const look *l, int full) {
    int back = 0;
    size_t cue = (size_t)cue_of_clause(f, l, &back), that = l->first - (size_t)back;
    qh_found *q = add_marked(f, m, full ? QUOTH_QUOTE_DIRECT : QUOTH_QUOTE_MIXED, 0.8);
    if (!q)
        return 0;
    size_t end = full ? l->end : clause_end(f, l);
    q->parts.items[0] = tokens_span(f, full ? l->first : that + 1, end);
    q->first = (uint32_t)cue + 1; /* the cue is right before */
    qh_attribute(f, q);
    q->first = m->first;
    return 1;
}

static int is_title(const qh_finder *f, const look *l) {
    int work;
    class_before(f, l, QH_WORD_WORK, 3, &work);
    return work ||
           (l->words >= 2 && l->words <= 10 && l->capitals == l->words && !l->stop && !l->comma && !l->introduced && !l->nouns);
}

/* A marked phrase built into the sentence. What follows "quote" is attributed by what stands in front of it alone. */
static int mixed(qh_finder *f, const qh_marked *m, double confidence, int spoken) {
    qh_found *q = add_marked(f, m, QUOTH_QUOTE_MIXED, confidence);
    if (!q)
        return 0;
    if (spoken)
        q->end = f->ranges[m->block].token_end;
    qh_attribute(f, q);
    q->end = m->end;
    return 1;
}

/* "“Yes,” he said, “I know.”": the second half joins the first when only the clause of the cue stands between. */
static qh_found *first_half(const qh_finder *f, const qh_marked *m, const look *l) {
    if (!f->found.count || m->first == l->low)
        return NULL;
    qh_found *before = &f->found.items[f->found.count - 1];
    if (before->type != QUOTH_QUOTE_DIRECT || before->block != m->block || before->end >= m->first || m->first - before->end > 14 ||
        qh_span_is_empty(before->cue))
        return NULL;
    int joined = is_char(f, m->first - 1, ',') || (l->dashes && is_dash(f, m->first - 1));
    if (!joined || before->cue.start < qh_token_at(f, before->end)->start)
        return NULL;
    for (size_t i = before->end; i < m->first; i++)
        if (qh_token_at(f, i)->kind == QH_TOKEN_MARK || is_char(f, i, '.'))
            return NULL;
    return before;
}

static int direct(qh_finder *f, const qh_marked *m, const look *l) {
    qh_found *before = first_half(f, m, l);
    quoth_span span = tokens_span(f, m->first, m->end);
    if (before) {
        before->end = m->end;
        return add_part(f, before, span, span);
    }
    qh_found *q = add_marked(f, m, QUOTH_QUOTE_DIRECT, 0.6);
    if (!q || !qh_cut_narrator(f, q, m->end))
        return 0;
    qh_attribute(f, q);
    q->end = m->end;
    return 1;
}

/* "«Sì», ripeté Luca": a small word that no pack knows, then a name. */
static int unknown_cue_behind(const qh_finder *f, const look *l) {
    size_t i = l->end;
    while (i < l->high && qh_token_at(f, i)->kind == QH_TOKEN_PUNCT && i < l->end + 2)
        i++;
    if (i + 1 >= l->high || qh_token_at(f, i)->classes || qh_token_at(f, i)->kind != QH_TOKEN_WORD)
        return 0;
    const qh_token *name = qh_token_at(f, i + 1);
    return !(qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL) && name->kind == QH_TOKEN_WORD && name->shape & QH_SHAPE_CAPITAL;
}

/* A cue within a few words behind. */
static int cue_behind(const qh_finder *f, const look *l) {
    enum { REACH = 6 };
    for (size_t i = l->end; i < l->high && i < l->end + REACH && !(i > l->end && qh_token_at(f, i)->sentence_start); i++)
        if (qh_token_at(f, i)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK))
            return 1;
    return l->foreign && unknown_cue_behind(f, l);
}

/* “여동생입니다”라고: a particle that leads to the verb right behind the marks. */
static int is_led_back(const qh_finder *f, const look *l) {
    return l->end < l->high && qh_token_at(f, l->end)->classes & QH_WORD_COMPLEMENTIZER &&
           qh_token_at(f, l->end)->start == qh_token_at(f, l->end - 1)->end;
}

/* "Az edző „katasztrófának” nevezte": the verb that says what somebody calls it stands behind. */
static int is_named_behind(const qh_finder *f, const look *l) {
    enum { REACH = 3, MOST_WORDS = 4 };
    for (size_t i = l->end; l->foreign && l->words <= MOST_WORDS && i < l->high && i < l->end + REACH; i++) {
        if (qh_token_at(f, i)->kind != QH_TOKEN_WORD || (i > l->end && qh_token_at(f, i)->sentence_start))
            return 0;
        if (qh_token_at(f, i)->classes & QH_WORD_CUE_NAMING)
            return 1;
    }
    return 0;
}

/* Somebody's words, all of them: by the punctuation, the place in the paragraph and the cues beside it. */
static int is_speech(const qh_finder *f, const look *l) {
    int adjacent, cue, ended = l->stop || l->comma;
    class_before(f, l, QH_WORD_CUE, 2, &adjacent);
    class_before(f, l, QH_WORD_CUE | QH_WORD_CUE_NOUN | QH_WORD_ACCORDING, 12, &cue);
    if (l->whole)
        return l->stop || l->words >= 4;
    if (l->begins && ended)
        return l->first == l->low || l->words >= 2 || l->cries || (l->foreign && cue_behind(f, l));
    if ((l->cries || (l->comma && (l->words > 2 || l->capital))) && cue_behind(f, l))
        return 1;
    if (l->verb_last && (l->words >= 2 || l->next_cue || is_led_back(f, l)) && cue_behind(f, l))
        return 1;
    if (l->dashed && l->begins && l->capital)
        return 1;
    if (l->colon && (l->words >= 4 || l->capital) && (l->stop || cue || l->caseless))
        return 1;
    if (l->colon && l->words >= (l->foreign ? 3 : 8))
        return 1; /* also where the closing mark is lost */
    if (l->introduced && !l->colon && cue)
        return l->capital || l->stop;
    if (adjacent)
        return l->words >= 4 || (l->capital && ended);
    return (f->dialogue && ended) || (cue && l->capital && l->stop && l->words >= 4) ||
           (l->begins && l->words >= (l->first == l->low ? 4u : 8u));
}

/* "According to Viktor Hallam, the tunnel was “a gift to nobody”." */
static int begins_according(const qh_finder *f, const qh_marked *m, const look *l) {
    const quoth_block *b = &f->p->doc->blocks.items[m->block];
    size_t start = qh_token_at(f, sentence_low(f, l))->start, length;
    qh_lexeme phrase = qh_lexicon_phrase(f->p->lexicon, b->language, f->text + start, qh_token_at(f, l->first)->start - start,
                                         QH_WORD_ACCORDING, &length);
    return (phrase.classes & QH_WORD_ACCORDING) != 0;
}

enum { LONG_PHRASE = 5 };

typedef enum rule {
    RULE_EMPTY,
    RULE_SPOKEN,
    RULE_TITLE,
    RULE_CLAUSE,
    RULE_SPEECH,
    RULE_WORK,
    RULE_PHRASE,
    RULE_LONG,
    RULE_TERM,
    RULE_SCARE
} rule;

/* The rule that would decide, from what is near alone. */
static rule rule_of(const qh_finder *f, const qh_marked *m, const look *l) {
    int naming, spoken, cue, work, that;
    if (!l->words || l->code)
        return RULE_EMPTY;
    class_before(f, l, QH_WORD_QUOTE, l->introduced ? 2 : 1, &spoken);
    if (spoken)
        return RULE_SPOKEN;
    if (!l->whole && is_title(f, l))
        return RULE_TITLE;
    if (!l->whole && !(l->colon && l->foreign) && cue_of_clause(f, l, &that) >= 0)
        return RULE_CLAUSE;
    if (is_named_behind(f, l))
        return RULE_PHRASE;
    if (is_speech(f, l))
        return RULE_SPEECH;
    class_before(f, l, QH_WORD_WORK, 5, &work);
    if (work)
        return RULE_WORK;
    class_before(f, l, QH_WORD_CUE_NAMING, 5, &naming);
    class_before(f, l, QH_WORD_CUE | QH_WORD_CUE_NOUN, 12, &cue);
    if (naming || (cue && l->words >= 2) || begins_according(f, m, l))
        return RULE_PHRASE;
    if (l->words >= LONG_PHRASE && l->capitals < l->words)
        return RULE_LONG; /* too long for a term: somebody's words, built into the sentence */
    return l->capital && l->words > 1 ? RULE_TERM : RULE_SCARE;
}

uint32_t qh_rule_of_mark(const qh_finder *f, const qh_marked *m) {
    look l = look_at(f, m);
    return (uint32_t)rule_of(f, m, &l);
}

static int decide(qh_finder *f, const qh_marked *m) {
    look l = look_at(f, m);
    rule by = rule_of(f, m, &l);
    if (by > RULE_CLAUSE && by != RULE_SPEECH && first_half(f, m, &l))
        by = RULE_SPEECH;
    switch (by) {
    case RULE_EMPTY:
        return not_speech(f, m, QUOTH_MARK_OTHER);
    case RULE_SPOKEN:
        return mixed(f, m, 0.8, 1);
    case RULE_TITLE:
    case RULE_WORK:
        return not_speech(f, m, QUOTH_MARK_TITLE);
    case RULE_CLAUSE:
        return reported_clause(f, m, &l, l.words >= 5 && qh_token_at(f, m->first - 1)->classes & QH_WORD_COMPLEMENTIZER);
    case RULE_SPEECH:
        return direct(f, m, &l);
    case RULE_PHRASE:
        return mixed(f, m, 0.7, 0);
    case RULE_LONG:
        return mixed(f, m, 0.5, 0);
    default:
        return not_speech(f, m, by == RULE_TERM ? QUOTH_MARK_TERM : QUOTH_MARK_SCARE);
    }
}

/* What is learned decides where it was learned for; elsewhere the rules do. */
static int is_learned(const qh_finder *f, const qh_marked *m) {
    const char *language = f->p->doc->blocks.items[m->block].language;
    return language && language[0] == 'e' && language[1] == 'n';
}

static const int32_t reasons[] = {[QH_MARK_TITLE] = QUOTH_MARK_TITLE,
                                  [QH_MARK_SCARE] = QUOTH_MARK_SCARE,
                                  [QH_MARK_TERM] = QUOTH_MARK_TERM,
                                  [QH_MARK_OTHER] = QUOTH_MARK_OTHER};

/* The likeliest kind, speech or not first; and how sure that is. */
static qh_mark_kind likeliest(const int16_t *sums, int32_t *margin) {
    int speech = sums[QH_MARK_MIXED] > sums[QH_MARK_DIRECT] ? QH_MARK_MIXED : QH_MARK_DIRECT, other = QH_MARK_TITLE;
    for (int kind = QH_MARK_SCARE; kind <= QH_MARK_OTHER; kind++)
        if (sums[kind] > sums[other])
            other = kind;
    *margin = sums[speech] - sums[other];
    return (qh_mark_kind)(sums[speech] >= sums[other] ? speech : other);
}

/* "said it “is not over.”": a small letter behind a word that is no cue: the sentence around it goes on in the marks. */
static int is_built_in(const qh_finder *f, const qh_marked *m, const look *l) {
    if (m->first == l->low || l->capital || qh_token_at(f, m->first)->sentence_start)
        return 0;
    const qh_token *before = qh_token_at(f, m->first - 1);
    return before->kind == QH_TOKEN_WORD && !(before->classes & QH_WORD_CUE);
}

static int add_kind(qh_finder *f, const qh_marked *m, const look *l, rule by, qh_mark_kind kind) {
    if ((kind == QH_MARK_DIRECT && !is_built_in(f, m, l)) || first_half(f, m, l))
        return direct(f, m, l);
    if (kind != QH_MARK_MIXED && kind != QH_MARK_DIRECT)
        return not_speech(f, m, reasons[kind]);
    return by == RULE_CLAUSE ? reported_clause(f, m, l, 0) : mixed(f, m, 0.7, 0);
}

static int decide_learned(qh_finder *f, const qh_marked *m) {
    uint32_t features[QH_MARK_FEATURES_MOST];
    int16_t sums[QH_CHAIN_TAGS];
    int32_t margin;
    size_t added = f->found.count;
    look l = look_at(f, m);
    rule by = rule_of(f, m, &l);
    if (by <= RULE_SPOKEN)
        return by == RULE_SPOKEN ? mixed(f, m, 0.8, 1) : not_speech(f, m, QUOTH_MARK_OTHER);
    qh_chain_sum(&f->speech->marks, features, qh_mark_features(f, m, features), sums);
    qh_mark_kind kind = likeliest(sums, &margin);
    int ok = add_kind(f, m, &l, by, kind);
    if (ok && added < f->found.count)
        f->found.items[added].margin = margin;
    return ok;
}

/* The quotation that the marked string `index` begins or goes on with, or NULL. */
static qh_found *found_of(const qh_finder *f, const qh_marked *m) {
    const qh_marked *begin = m->continues >= 0 ? &f->marked.items[m->continues] : m;
    quoth_span want = tokens_span(f, begin->first, begin->end);
    for (size_t i = f->found.count; i-- > 0 && f->found.count - i < 64;)
        if (f->found.items[i].type != QH_NOT_SPEECH && f->found.items[i].quoted.count &&
            f->found.items[i].quoted.items[0].start == want.start)
            return &f->found.items[i];
    return NULL;
}

static int decide_any(qh_finder *f, const qh_marked *m) { return is_learned(f, m) ? decide_learned(f, m) : decide(f, m); }

static int continue_quote(qh_finder *f, const qh_marked *m) {
    qh_found *q = found_of(f, m);
    quoth_span span = tokens_span(f, m->first, m->end);
    if (!q)
        return decide_any(f, m);
    return add_part(f, q, span, span);
}

int qh_decide_marks(qh_finder *f) {
    for (size_t i = 0; i < f->marked.count; i++) {
        const qh_marked *m = &f->marked.items[i];
        if (m->end <= m->first + 1)
            continue;
        if (m->continues >= 0 ? !continue_quote(f, m) : !decide_any(f, m))
            return 0;
    }
    return 1;
}

/* The last block that begins at or before a place, else the first. */
static size_t block_before(const quoth_document *doc, size_t at) {
    size_t low = 0, high = doc->blocks.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (doc->blocks.items[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int qh_given_quotes(qh_finder *f) {
    const quoth_document *doc = f->p->doc;
    for (size_t i = 0; i < f->p->input->quote_count && doc->blocks.count; i++) {
        const quoth_span *parts = f->p->input->quotes[i];
        size_t count = f->p->input->quote_part_counts[i];
        size_t block = block_before(doc, parts[0].start);
        qh_found *q = qh_add_found(f, QUOTH_QUOTE_DIRECT, (uint32_t)block);
        if (!q)
            return 0;
        for (size_t k = 0; k < count; k++)
            if (!add_part(f, q, parts[k], parts[k]))
                return 0;
        q->first = (uint32_t)qh_token_from(&f->tokens, parts[0].start);
        q->end = (uint32_t)qh_token_from(&f->tokens, parts[0].end);
        if (q->first < q->end && q->first < f->ranges[block].token_end && q->end <= f->ranges[block].token_end)
            qh_attribute(f, q);
    }
    return 1;
}
