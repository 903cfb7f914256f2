/* Reported speech where nothing is learned: by the verbs, complementizers and moods of the language's pack. */
#include <string.h>

#include "base/one_of.h"
#include "quote/reported.h"
#include "quote/reported_rules.h"

typedef qh_reporter reporter;

enum { CUES = QH_WORD_CUE | QH_WORD_CUE_NOUN | QH_WORD_CUE_WEAK };

static const qh_token *at(const reporter *r, size_t i) { return qh_reporter_token(r, i); }

static int is_comma(const reporter *r, size_t i) { return qh_reporter_comma(r, i); }

/* A form that is used for what others say; `weak` ones are also used for what is not so. */
static size_t mood_in(const reporter *r, size_t first, size_t end, int weak) {
    enum { REACH = 80 };
    for (size_t i = first; i < end && i < first + REACH; i++) {
        const qh_token *t = at(r, i);
        if (t->classes & QH_WORD_AUXILIARY && (i == r->first || !(t->shape & QH_SHAPE_CAPITAL)) &&
            (t->value == QH_MOOD_REPORTING || (weak && t->value == QH_MOOD_WEAK)))
            return i;
        if (t->kind == QH_TOKEN_MARK || (t->classes & QH_WORD_PRONOUN && t->value == QH_PRONOUN_FIRST))
            break;
    }
    return end;
}

static int has_mood(const reporter *r, size_t first, size_t end, int weak) { return mood_in(r, first, end, weak) < end; }

static int holds_direct(const reporter *r, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        if (r->direct[i])
            return 1;
    return 0;
}

static int add_part(reporter *r, qh_found *q, size_t first, size_t end) {
    quoth_span *part = first < end ? qh_vec_push(r->f->p->scratch, &q->parts) : NULL;
    if (part)
        *part = qh_reporter_span(r, first, end);
    return part != NULL || first >= end;
}

/* Marked phrases within the content are part of it: it takes what they have in marks. */
static int take_phrases(reporter *r, qh_found *q, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        qh_found *phrase = r->mixed[i] ? &r->f->found.items[r->mixed[i] - 1] : NULL;
        if (!phrase || phrase == q || !phrase->quoted.count)
            continue;
        quoth_span *quoted = qh_vec_push(r->f->p->scratch, &q->quoted);
        if (!quoted)
            return 0;
        *quoted = phrase->quoted.items[0];
        q->type = QUOTH_QUOTE_MIXED;
        phrase->parts.count = 0; /* none of its own any more */
        r->mixed[i] = 0;
    }
    return 1;
}

qh_found *qh_add_report(reporter *r, size_t first, size_t end) {
    enum { FEWEST = 2 };
    if (end < first + FEWEST || holds_direct(r, first, end))
        return NULL;
    qh_found *q = qh_add_found(r->f, QUOTH_QUOTE_INDIRECT, r->block);
    if (!q || !add_part(r, q, first, end) || !take_phrases(r, q, first, end)) {
        r->f->status = QUOTH_ERROR_MEMORY;
        return NULL;
    }
    q->first = (uint32_t)first;
    q->end = (uint32_t)end;
    q->evidence = "reported-clause";
    q->confidence = 0.6;
    return q;
}

qh_found *qh_add_report_around(reporter *r, size_t from, size_t behind) {
    size_t before = from > r->first && is_comma(r, from - 1) ? from - 1 : from;
    if (behind < r->end && is_comma(r, behind))
        behind++;
    qh_found *q = from == r->first ? qh_add_report(r, behind, r->end) : qh_add_report(r, r->first, before);
    if (q && from > r->first && behind + 1 < r->end && !holds_direct(r, behind, r->end) &&
        (!add_part(r, q, behind, r->end) || !take_phrases(r, q, behind, r->end)))
        r->f->status = QUOTH_ERROR_MEMORY;
    return q;
}

/* Who says it and by which word, from what stands in front of token `front`. */
static void attribute(reporter *r, qh_found *q, size_t front) {
    uint32_t first = q->first, end = q->end;
    q->first = (uint32_t)front;
    q->end = r->f->ranges[r->block].token_end;
    qh_attribute(r->f, q);
    q->first = first;
    q->end = end;
    q->evidence = "reported-clause";
}

static int is_neuter(const reporter *r, size_t i) {
    return at(r, i)->classes & QH_WORD_PRONOUN && at(r, i)->value == QH_PRONOUN_NEUTER;
}

/* A verb of saying: "es gibt" is none, nor is a noun's capital. */
static int is_verb(const reporter *r, size_t i) {
    if (!(at(r, i)->classes & QH_REPORTING_VERBS) ||
        (at(r, i)->shape & QH_SHAPE_CAPITAL && (i > r->first || r->traits & QH_TRAIT_CAPITALS)))
        return 0;
    int weak = !(at(r, i)->classes & QH_WORD_CUE);
    return !weak || !((i > r->first && is_neuter(r, i - 1)) || (i + 1 < r->end && is_neuter(r, i + 1)));
}

/* A noun reports by itself where a comma or preposition leads on to the clause; "the report that he wrote" does not. */
static int introduces(const reporter *r, size_t cue, size_t that) {
    if (at(r, that - 1)->classes & QH_WORD_ACCORDING && at(r, that - 1)->classes & QH_WORD_FUNCTION)
        return 0; /* so dass */
    if (is_verb(r, cue))
        return 1;
    return at(r, cue)->classes & QH_WORD_CUE_NOUN && that <= cue + 2 && that > cue + 1 &&
           (is_comma(r, that - 1) || at(r, that - 1)->classes & QH_WORD_PREPOSITION);
}

/* Where what is said ends before the next verb of saying: "…, und kündigte an". */
static size_t content_end(const reporter *r, size_t first) {
    enum { SUBJECTS = QH_WORD_PRONOUN | QH_WORD_DETERMINER | QH_WORD_COMPLEMENTIZER };
    for (size_t i = first + 2; r->traits & QH_TRAIT_COMMAS && i + 2 < r->end; i++) {
        int joined = at(r, i + 1)->classes & QH_WORD_FUNCTION && !(at(r, i + 1)->classes & SUBJECTS);
        if (qh_is_sign(r->f, i, ';') || (is_comma(r, i) && is_verb(r, joined ? i + 2 : i + 1)))
            return i;
    }
    return r->end;
}

/* "Ana dijo ayer que …", "Er erklärte am Montag, dass …" */
static qh_found *report_with_that(reporter *r) {
    enum { REACH = 12, NEAR = 3 };
    size_t cue = r->end;
    size_t quoted = 0; /* behind a quotation, whose cue leads to no clause: “…”, ribatte Villa, che abita qui */
    for (size_t i = r->first; i < r->end; i++) {
        if (at(r, i)->kind == QH_TOKEN_MARK || r->direct[i]) {
            cue = r->end;
            quoted = i + 1;
        } else if (quoted && cue < i && cue < quoted + NEAR && at(r, i)->classes & QH_WORD_COMPLEMENTIZER && is_comma(r, i - 1))
            return NULL;
        else if (at(r, i)->classes & QH_WORD_COMPLEMENTIZER && cue < i && i <= cue + REACH && introduces(r, cue, i)) {
            qh_found *q = qh_add_report(r, i + 1, content_end(r, i + 1));
            if (q)
                attribute(r, q, r->traits & QH_TRAIT_INVERTS ? i : cue + 1); /* the subject may stand between */
            return q;
        } else if (at(r, i)->classes & CUES)
            cue = i;
    }
    return NULL;
}

/* "die Union benötige": a verb with the ending of a mood, right behind a noun or pronoun, that no list of moods has. */
static int has_unlisted_mood(const reporter *r, size_t first, size_t end) {
    enum { REACH = 10, SHORTEST = 4 };
    const qh_word_table *table = qh_block_words(r->f, r->block);
    for (size_t i = first + 1; i < end && i < first + REACH; i++) {
        const qh_token *t = at(r, i), *before = at(r, i - 1);
        if (t->kind != QH_TOKEN_WORD || before->kind != QH_TOKEN_WORD)
            return 0;
        if (!t->classes && !(t->shape & QH_SHAPE_CAPITAL) && t->end - t->start > SHORTEST &&
            (before->shape & QH_SHAPE_CAPITAL || before->classes & QH_WORD_PRONOUN) &&
            qh_table_ending(table, r->f->text, t->end - 1, t->end).value == QH_MOOD_REPORTING)
            return i + 1 < end;
    }
    return 0;
}

/* The clause behind a verb of saying and a comma has its own verb in front of its end, as no clause that hangs on a noun has. */
static int is_main_clause(const reporter *r, size_t first, size_t end) {
    enum { FEWEST = 4, LINKS = QH_WORD_COMPLEMENTIZER | QH_WORD_PREPOSITION };
    size_t last = first;
    while (last < end && !is_comma(r, last))
        last++;
    const qh_token *head = at(r, first), *tail = at(r, last - 1);
    if (last < first + FEWEST || head->kind != QH_TOKEN_WORD || head->classes & LINKS ||
        !(head->classes & (QH_WORD_DETERMINER | QH_WORD_PRONOUN) || head->shape & QH_SHAPE_CAPITAL))
        return 0;
    return tail->shape & QH_SHAPE_CAPITAL || (tail->kind != QH_TOKEN_WORD && !(at(r, first)->classes & QH_WORD_DETERMINER)) ||
           (head->classes & QH_WORD_PRONOUN && !(head->classes & QH_WORD_DETERMINER));
}

/* aufzuhalten: the small word is within the verb, as the pack's -zu- says. */
static int holds_infinitive(const reporter *r, const qh_token *t) {
    enum { PREFIX = 2, INFIX = 2, STEM = 4, LONGEST = 40 };
    const qh_word_table *table = qh_block_words(r->f, r->block);
    if (t->classes || t->shape & QH_SHAPE_CAPITAL || t->end - t->start > LONGEST)
        return 0;
    for (size_t i = t->start + PREFIX; i + INFIX + STEM <= t->end; i++) {
        char infix[INFIX + 3] = {'-', r->f->text[i], r->f->text[i + 1], '-'};
        if (r->f->text[t->end - 1] == 'n' && qh_table_word(table, infix, INFIX + 2).value == QH_INFINITIVE)
            return 1;
    }
    return 0;
}

/* "…, die Brücke zu sperren" */
static int is_infinitive(const reporter *r, size_t first, size_t end) {
    if (at(r, first)->value == QH_INFINITIVE && at(r, first)->classes & QH_WORD_PREPOSITION)
        return 0; /* um, ohne */
    for (size_t i = first; i < end && at(r, i)->kind == QH_TOKEN_WORD; i++)
        if (i > first && holds_infinitive(r, at(r, i)))
            return i + 1 == end || at(r, i + 1)->kind != QH_TOKEN_WORD || at(r, i + 1)->classes & QH_WORD_FUNCTION;
        else if (i + 1 < end && at(r, i)->value == QH_INFINITIVE && at(r, i)->classes & QH_WORD_FUNCTION &&
                 !(at(r, i + 1)->shape & QH_SHAPE_CAPITAL))
            return i + 2 == end || at(r, i + 2)->kind != QH_TOKEN_WORD || at(r, i + 2)->classes & QH_WORD_FUNCTION;
    return 0;
}

/* May what stands behind the comma at token k be what the verb of saying at token i leads to? */
static int is_said(const reporter *r, size_t i, size_t k) {
    enum { CLOSE = 6 };
    if (r->traits & QH_TRAIT_CASELESS && !(r->traits & (QH_TRAIT_INVERTS | QH_TRAIT_VERB_LAST)))
        return k == i + 1; /* neither mood nor complementizer: 他表示，… */
    if (has_mood(r, k + 1, r->end, 1))
        return 1;
    if (!(r->traits & QH_TRAIT_COMMAS))
        return 0;
    return is_infinitive(r, k + 1, r->end) || has_unlisted_mood(r, k + 1, r->end) ||
           (k <= i + CLOSE && at(r, i)->classes & QH_WORD_CUE && is_main_clause(r, k + 1, r->end));
}

/* "Er sagte, der Bau sei fertig.", "Sie riet, die Brücke zu sperren." */
static qh_found *report_with_mood(reporter *r) {
    enum { REACH = 16 };
    for (size_t i = r->first; i < r->end; i++) {
        if (!is_verb(r, i))
            continue;
        for (size_t k = i + 1; k + 1 < r->end && k < i + REACH && at(r, k)->kind != QH_TOKEN_MARK; k++)
            if (is_comma(r, k) && is_said(r, i, k)) {
                qh_found *q = qh_add_report(r, k + 1, content_end(r, k + 1));
                if (q)
                    attribute(r, q, r->traits & QH_TRAIT_COMMAS ? k : i + 1);
                return q;
            }
    }
    return NULL;
}

/* Leads the word back to a verb behind it: と, …다고, -dığını; `apart` when that is a word of its own. */
static int is_quotative(const reporter *r, size_t i, int *apart) {
    const qh_token *t = at(r, i);
    *apart = (t->classes & QH_WORD_COMPLEMENTIZER) != 0;
    if (*apart || t->kind != QH_TOKEN_WORD)
        return *apart;
    const qh_word_table *table = qh_block_words(r->f, r->block);
    for (size_t start = t->end - 1; start > t->start + 1 && t->end - start <= QH_ENDING_MOST; start--)
        if (((unsigned char)r->f->text[start] & 0xC0) != 0x80 &&
            qh_table_ending(table, r->f->text, start, t->end).classes & QH_WORD_COMPLEMENTIZER)
            return 1;
    return 0;
}

/* Behind the subject that begins the sentence, its particles and comma; *mention is -1 where none does. */
static size_t behind_subject(const reporter *r, int32_t *mention) {
    enum { NEAR = 2, PARTICLES = 3 };
    int32_t m = qh_mention_starting(r->f, r->block, r->first, r->first + NEAR);
    *mention = m < 0 ? m : qh_named_behind(r->f, r->block, m);
    size_t i = m < 0 ? r->first : r->f->mentions.list.items[*mention].end, most = i + PARTICLES;
    while (m >= 0 && i < most && i < r->end &&
           (is_comma(r, i) || (at(r, i)->classes & QH_WORD_FUNCTION && !(at(r, i)->classes & QH_WORD_COMPLEMENTIZER))))
        i++;
    return i;
}

/* "警察はけが人はいないと発表した", "Polis yaralı olmadığını açıkladı": what is said stands in front of the verb. */
static qh_found *report_verb_last(reporter *r) {
    enum { REACH = 5 };
    int apart;
    if (!(r->traits & QH_TRAIT_VERB_LAST))
        return NULL;
    for (size_t c = r->end; c-- > r->first + 2 && r->end - c <= REACH;) {
        if (!(at(r, c)->classes & QH_REPORTING_VERBS) || !is_quotative(r, c - 1, &apart))
            continue;
        int32_t m;
        size_t start = behind_subject(r, &m), end = apart && at(r, c - 2)->end < at(r, c - 1)->start ? c - 1 : c;
        for (size_t i = start; i < end; i++)
            if (at(r, i)->kind == QH_TOKEN_MARK)
                return NULL;
        qh_found *q = start < end ? qh_add_report(r, start, end) : NULL;
        if (!q)
            return NULL;
        q->cue = qh_reporter_span(r, c, c + 1);
        q->mention = m >= 0 ? m : r->source;
        return q;
    }
    return NULL;
}

static int is_clause_end(const reporter *r, size_t i) { return i >= r->end || is_comma(r, i) || qh_is_sign(r->f, i, ';'); }

/* What stands behind who says it is a circumstance at most: "…, sagte Anna am Montag", "…, rief ich leise dazwischen". */
static int ends_clause(const reporter *r, size_t i) {
    enum { MOST = 6, LONGEST = 12, ADVERBS = 3 };
    if (is_clause_end(r, i) || (!(r->traits & QH_TRAIT_COMMAS) && r->end - i <= LONGEST))
        return 1;
    for (size_t k = i; r->traits & QH_TRAIT_COMMAS && k < i + ADVERBS; k++) {
        const qh_token *t = at(r, k);
        if (t->kind != QH_TOKEN_WORD || t->shape & QH_SHAPE_CAPITAL || t->classes & (QH_WORD_AUXILIARY | QH_WORD_DETERMINER))
            break;
        if (is_clause_end(r, k + 1))
            return t->value != QH_INFINITIVE;
    }
    int phrase = at(r, i)->classes & (QH_WORD_PREPOSITION | QH_WORD_DETERMINER) && at(r, i)->value != QH_INFINITIVE;
    return phrase && r->end - i <= MOST;
}

/* The verb of saying behind a comma: "…, a déclaré", "…, sagte"; or `end`. */
static size_t verb_behind(const reporter *r, size_t comma) {
    enum { REACH = 4 };
    size_t c = comma + 1;
    while (c + 1 < r->end && c < comma + REACH && !(at(r, c)->classes & QH_WORD_CUE) &&
           at(r, c)->classes & (QH_WORD_AUXILIARY | QH_WORD_FUNCTION))
        c++;
    int pointed = c == comma + 2 && at(r, comma + 1)->classes & QH_WORD_DETERMINER; /* das heißt */
    return c < r->end && !pointed && is_verb(r, c) && !(at(r, c)->shape & QH_SHAPE_CAPITAL) ? c : r->end;
}

/* "Le pont est fermé, a déclaré Marie Dupont.", "Ich weiß nicht, sagte er, wo er ist." */
static qh_found *report_in_front(reporter *r) {
    enum { SHORTEST = 3 };
    if (!(r->traits & QH_TRAIT_INVERTS))
        return NULL;
    for (size_t k = r->first + (r->traits & QH_TRAIT_COMMAS ? 1 : SHORTEST); k + 2 < r->end; k++) {
        if (at(r, k)->kind == QH_TOKEN_MARK)
            return NULL;
        int called = at(r, k)->kind == QH_TOKEN_PUNCT && qh_one_of(r->f->text[at(r, k)->start], "?!");
        size_t c = is_comma(r, k) || called ? verb_behind(r, k) : r->end;
        int32_t m = c + 1 < r->end ? qh_mention_starting(r->f, r->block, c + 1, c + 3 < r->end ? c + 3 : r->end) : -1;
        m = m >= 0 ? qh_named_behind(r->f, r->block, m) : m;
        if (m < 0 || !ends_clause(r, r->f->mentions.list.items[m].end))
            continue;
        qh_found *q = qh_add_report(r, r->first, k + (called ? 1 : 0));
        if (!q)
            return NULL;
        size_t behind = r->f->mentions.list.items[m].end + 1;
        if (is_comma(r, k) && behind < r->end && is_comma(r, behind - 1) && !holds_direct(r, behind, r->end) &&
            r->traits & QH_TRAIT_COMMAS &&
            !(at(r, behind)->classes & (QH_WORD_DETERMINER | QH_WORD_FUNCTION | QH_WORD_PREPOSITION)) &&
            !add_part(r, q, behind, r->end))
            r->f->status = QUOTH_ERROR_MEMORY;
        int32_t sayer = qh_sayer_beside(r->f, r->block, m, c, c);
        q->cue = qh_reporter_span(r, c, c + 1);
        q->mention = sayer >= 0 ? sayer : m;
        return q;
    }
    return NULL;
}

/* "Der Bau ist fertig. Das teilte die Bahn mit.", "…, das sagte Anna": a demonstrative for what stands in front. */
static qh_found *report_pointed_at(reporter *r) {
    size_t i = r->first;
    if (!(r->traits & QH_TRAIT_COMMAS))
        return NULL;
    while (i + 2 < r->end && !((i == r->first || is_comma(r, i - 1)) && at(r, i)->classes & QH_WORD_DETERMINER &&
                               is_verb(r, i + 1) && at(r, i + 1)->classes & QH_WORD_CUE))
        i++;
    int32_t m = i + 2 < r->end ? qh_mention_starting(r->f, r->block, i + 2, i + 5) : -1;
    if (m < 0)
        return NULL;
    qh_found *q = i > r->first                           ? qh_add_report(r, r->first, i - 1)
                  : r->before < r->first && !r->reported ? qh_add_report(r, r->before, r->before_end)
                                                         : NULL;
    if (!q)
        return NULL;
    q->cue = qh_reporter_span(r, i + 1, i + 2);
    q->mention = qh_named_behind(r->f, r->block, m);
    return q;
}

/* "Er sagte: Ich komme morgen.": a colon, and no marks. */
static qh_found *report_behind_colon(reporter *r) {
    enum { REACH = 6, SHORTEST = 3 };
    for (size_t k = r->first + 1; k + SHORTEST < r->end; k++) {
        if (at(r, k)->kind == QH_TOKEN_MARK)
            return NULL;
        if (!qh_is_sign(r->f, k, ':'))
            continue;
        for (size_t i = k; i-- > r->first && k - i <= REACH;)
            if (is_verb(r, i) && at(r, i)->classes & QH_WORD_CUE) {
                qh_found *q = qh_add_report(r, k + 1, r->end);
                if (q)
                    attribute(r, q, k);
                return q;
            }
        return NULL;
    }
    return NULL;
}

/* Who does something in [first, end), or -1. */
static int32_t subject_in(const reporter *r, size_t first, size_t end) {
    int32_t m = r->traits & QH_TRAIT_COMMAS ? qh_first_subject(r->f, r->block, first, end, 0) : -1;
    int pronoun = m >= 0 ? r->f->mentions.list.items[m].pronoun : 0;
    return pronoun == QH_PRONOUN_NEUTER || pronoun == QH_PRONOUN_ANY ? -1 : m;
}

/* The sentence is part of the report of the one before, which mood alone tells too. */
static qh_found *go_on(reporter *r) {
    qh_found *q = &r->f->found.items[r->going - 1];
    if (holds_direct(r, r->first, r->end))
        return NULL;
    q->parts.items[q->parts.count - 1].end = at(r, r->end - 1)->end;
    q->end = (uint32_t)r->end;
    if (!take_phrases(r, q, r->first, r->end))
        r->f->status = QUOTH_ERROR_MEMORY;
    r->goes_on = 1;
    return q;
}

/* "Der Bau sei fertig.": goes on with what somebody says; only the clause that says so, where it hangs on another: ", da er fertig
 * sei". */
static qh_found *report_that_goes_on(reporter *r) {
    size_t mood = mood_in(r, r->first, r->end, r->reported), first = r->first;
    if (mood == r->end)
        return NULL;
    if (r->going && mood + 2 < r->end)
        return go_on(r);
    for (size_t i = mood; mood + 2 >= r->end && i > r->first; i--)
        if (is_comma(r, i) && at(r, i + 1)->classes & QH_WORD_FUNCTION) {
            first = i + 1;
            break;
        }
    qh_found *q = qh_add_report(r, first, r->end);
    int32_t subject = q && first > r->first ? subject_in(r, r->first, first - 1) : -1;
    if (q)
        q->mention = subject >= 0 ? subject : r->source;
    r->goes_on = q && first == r->first;
    return q;
}

/* "Er soll das Haus verlassen haben.": others say so; who, is what was said before, or nobody. */
static qh_found *report_by_hearsay(reporter *r) {
    enum { SHORTEST = 4, NO_VERB = QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_FUNCTION };
    size_t i = r->first;
    while (i < r->end && at(r, i)->value != QH_HEARSAY)
        i++;
    if (i + SHORTEST > r->end || !(at(r, r->end - 1)->classes & QH_WORD_AUXILIARY) || at(r, r->end - 2)->kind != QH_TOKEN_WORD ||
        at(r, r->end - 2)->shape & QH_SHAPE_CAPITAL || at(r, r->end - 2)->classes & NO_VERB)
        return NULL;
    qh_found *q = qh_add_report(r, r->first, r->end);
    if (q) {
        q->cue = qh_reporter_span(r, i, i + 1);
        q->source = r->source < 0 ? q->cue : (quoth_span){0, 0};
        q->mention = r->source;
    }
    return q;
}

/* "Demnach wird die Bahn gebaut.": by what was said before. */
static qh_found *report_that_follows(reporter *r) {
    if (at(r, r->first)->value != QH_THUS)
        return NULL;
    qh_found *q = qh_add_report(r, r->first + 1, r->end);
    if (q) {
        q->cue = qh_reporter_span(r, r->first, r->first + 1);
        q->mention = r->source;
    }
    return q;
}

static qh_found *find_report(reporter *r) {
    static qh_found *(*const rules[])(reporter *) = {
        report_verb_last,  report_with_that,    report_with_mood,    qh_report_as,        qh_report_according, report_in_front,
        report_pointed_at, report_behind_colon, report_that_follows, report_that_goes_on, report_by_hearsay};
    qh_found *q = NULL;
    for (size_t i = 0; !q && i < sizeof rules / sizeof *rules && r->f->status == QUOTH_OK; i++)
        q = rules[i](r);
    return q;
}

/* Who speaks or does something in a sentence without a report, or -1. */
static int32_t actor_of(const reporter *r) {
    for (size_t i = r->first; i < r->end; i++)
        if (r->direct[i])
            return r->f->found.items[r->direct[i] - 1].mention;
    return subject_in(r, r->first, r->end);
}

/* "Er sagte, er komme, und kündigte an, dass es dauere": behind the end of what is said another verb may follow. */
static qh_found *report_again(reporter *r, const qh_found *q) {
    enum { FEWEST = 4 };
    if (!(r->traits & QH_TRAIT_COMMAS) || q->first <= r->first || q->end + FEWEST >= r->end)
        return NULL;
    r->first = q->end + 1;
    qh_found *next = report_with_that(r);
    return next ? next : report_with_mood(r);
}

static void read_sentence(reporter *r) {
    enum { MOST_REPORTS = 8 }; /* each may look at the whole sentence */
    r->goes_on = 0;
    qh_found *q = find_report(r);
    r->going = r->goes_on && q ? (size_t)(q - r->f->found.items) + 1 : 0;
    int32_t actor = q ? -1 : actor_of(r); /* whom the next sentence may report of */
    r->reported = q != NULL;
    r->source = actor >= 0 ? actor : r->source;
    for (int n = 0; q && n < MOST_REPORTS; n++, q = report_again(r, q))
        r->source = q->mention >= 0 ? q->mention : r->source;
}

/* Which tokens are in direct quotations, and where marked phrases begin. */
static int map_found(reporter *r) {
    size_t count = r->f->tokens.list.count + 1;
    r->direct = qh_arena_zalloc(r->f->p->scratch, count, sizeof *r->direct);
    r->mixed = qh_arena_zalloc(r->f->p->scratch, count, sizeof *r->mixed);
    if (!r->direct || !r->mixed)
        return 0;
    for (size_t i = 0; i < r->f->found.count; i++) {
        const qh_found *q = &r->f->found.items[i];
        if (q->type == QUOTH_QUOTE_MIXED && q->quoted.count)
            r->mixed[qh_token_from(&r->f->tokens, q->quoted.items[0].start)] = (uint32_t)i + 1;
        for (size_t k = 0; q->type == QUOTH_QUOTE_DIRECT && k < q->parts.count; k++)
            for (size_t t = qh_token_from(&r->f->tokens, q->parts.items[k].start);
                 t + 1 < count && at(r, t)->start < q->parts.items[k].end; t++)
                r->direct[t] = (uint32_t)i + 1;
    }
    return 1;
}

static int is_stop(const reporter *r, size_t i) { return at(r, i)->kind == QH_TOKEN_PUNCT; }

static void read_block(reporter *r) {
    const qh_block_range *range = &r->f->ranges[r->block];
    r->source = -1;
    r->reported = 0;
    r->going = 0;
    r->before = range->token_end;
    for (size_t first = range->token, end; first < range->token_end && r->f->status == QUOTH_OK; first = end) {
        for (end = first + 1; end < range->token_end && !at(r, end)->sentence_start;)
            end++;
        r->first = first;
        for (r->end = end; r->end > first + 1 && is_stop(r, r->end - 1);)
            r->end--;
        size_t stop = r->end;
        read_sentence(r);
        r->before = first;
        r->before_end = stop;
    }
}

int qh_find_reported_by_rules(qh_finder *f) {
    reporter r = {.f = f};
    int mapped = 0;
    for (uint32_t b = 0; b < f->p->doc->blocks.count && f->status == QUOTH_OK; b++) {
        const quoth_block *block = &f->p->doc->blocks.items[b];
        if (!qh_may_report(block) || !qh_lexicon_traits(f->p->lexicon, block->language))
            continue;
        if (!mapped && !map_found(&r))
            return 0;
        mapped = 1;
        r.block = b;
        r.traits = qh_lexicon_traits(f->p->lexicon, block->language);
        read_block(&r);
    }
    return f->status != QUOTH_ERROR_MEMORY;
}
