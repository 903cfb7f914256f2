/* Reports that a phrase attributes without a verb of its own: "nach Angaben der Bahn", "selon Ana", "wie die Bahn mitteilte". */
#include "quote/reported_rules.h"

static const qh_token *at(const qh_reporter *r, size_t i) { return qh_reporter_token(r, i); }

static int is_comma(const qh_reporter *r, size_t i) { return qh_reporter_comma(r, i); }

static size_t end_of(const qh_reporter *r, int32_t mention) { return r->f->mentions.list.items[mention].end; }

/* "A szakszervezet szerint tíz állás került veszélybe", "Polise göre …": the phrase stands behind who says it. */
static qh_found *report_behind_phrase(qh_reporter *r, int32_t mention, size_t phrase, size_t behind) {
    size_t start = behind < r->end && is_comma(r, behind) ? behind + 1 : behind;
    qh_found *q = qh_add_report(r, start, r->end);
    if (!q)
        return NULL;
    q->cue = qh_reporter_span(r, phrase, behind);
    q->mention = mention;
    return q;
}

/* "Der Bahn zufolge fällt der Zug aus", "Der Zug fiel Berichten zufolge aus": the words in front are who says it. */
static qh_found *report_with_name_in_front(qh_reporter *r, size_t phrase, size_t behind) {
    enum { FAR = 6 };
    int32_t m = qh_mention_ending(r->f, r->block, phrase);
    size_t first = m >= 0 ? r->f->mentions.list.items[m].first : phrase - 1;
    while (first > r->first && phrase - first < FAR &&
           (at(r, first - 1)->classes & QH_WORD_DETERMINER ||
            (m < 0 && at(r, first - 1)->kind == QH_TOKEN_WORD && !(at(r, first - 1)->shape & QH_SHAPE_CAPITAL) &&
             at(r, first - 1)->classes == 0)))
        first--;
    qh_found *q = qh_add_report_around(r, first, behind);
    if (!q)
        return NULL;
    q->cue = qh_reporter_span(r, phrase, behind);
    q->mention = m >= 0 ? qh_named_behind(r->f, r->block, m) : -1;
    q->source = qh_reporter_span(r, first, phrase);
    return q;
}

/* der, des, einer, von: what leads from a noun of saying on to who says it. */
static int is_genitive(const qh_reporter *r, size_t i) {
    const qh_token *t = at(r, i);
    char last = r->f->text[t->end - 1];
    return t->classes & QH_WORD_PREPOSITION || (t->classes & QH_WORD_DETERMINER && (last == 'r' || last == 's'));
}

/* Who says it stands right behind the phrase, after determiners, adjectives and a preposition at most. */
static int32_t mention_behind(const qh_reporter *r, const qh_according *phrase) {
    enum { NEAR = 3 };
    size_t behind = phrase->behind;
    int32_t m = qh_mention_starting(r->f, r->block, behind, behind + NEAR < r->end ? behind + NEAR : r->end);
    size_t first = m >= 0 ? r->f->mentions.list.items[m].first : 0;
    if (m >= 0 && phrase->noun && !is_genitive(r, behind) && (first > behind || at(r, behind)->classes & QH_WORD_DETERMINER))
        return -1;
    for (size_t i = behind; i < first; i++)
        if (at(r, i)->kind != QH_TOKEN_WORD || (at(r, i)->classes & QH_WORD_AUXILIARY && !(at(r, i)->classes & QH_WORD_DETERMINER)))
            return -1;
    return m;
}

/* Behind what goes with the name: ", die sich auf Sprecher stützen,". */
static size_t behind_name(const qh_reporter *r, size_t i) {
    enum { LONGEST = 16 };
    int relative = i + 1 < r->end && is_comma(r, i) && at(r, i + 1)->classes & QH_WORD_DETERMINER && r->traits & QH_TRAIT_COMMAS;
    for (size_t k = i + 2; relative && k < r->end && k < i + LONGEST; k++)
        if (is_comma(r, k))
            return k;
    return i;
}

/* Behind the nouns of "des französischen Netzbetreibers", "von drei Augenzeugen". */
static size_t noun_phrase_end(const qh_reporter *r, size_t i) {
    enum { ADJECTIVES = 4 };
    size_t k = i + 1;
    while (k < r->end && k <= i + ADJECTIVES && at(r, k)->kind == QH_TOKEN_WORD && !(at(r, k)->shape & QH_SHAPE_CAPITAL) &&
           !(at(r, k)->classes & QH_WORD_AUXILIARY))
        k++;
    size_t nouns = k;
    while (k < r->end && at(r, k)->kind == QH_TOKEN_WORD && at(r, k)->shape & QH_SHAPE_CAPITAL)
        k++;
    return k > nouns ? k : i;
}

/* Who says it is not known as a mention: all up to the comma. */
static size_t unknown_end(const qh_reporter *r, size_t i) {
    while (i < r->end && !is_comma(r, i))
        i++;
    return i;
}

/* ", da nach Angaben der Bahn Strom fehlt": where a clause around token i begins that hangs on another, or the sentence. */
static size_t clause_start(const qh_reporter *r, size_t i) {
    enum { HANGS = QH_WORD_FUNCTION | QH_WORD_DETERMINER | QH_WORD_COMPLEMENTIZER };
    size_t k = i;
    while (k > r->first && !is_comma(r, k - 1))
        k--;
    return r->traits & QH_TRAIT_COMMAS && k < i && k > r->first && at(r, k)->classes & HANGS ? k : r->first;
}

static qh_found *report_with_phrase(qh_reporter *r, size_t i, const qh_according *phrase) {
    int32_t m = mention_behind(r, phrase);
    size_t after = phrase->behind;
    if (m >= 0) {
        m = qh_named_behind(r->f, r->block, m);
        after = end_of(r, m);
    } else if (phrase->noun && is_genitive(r, after)) {
        after = noun_phrase_end(r, after);
    } else if (!phrase->noun) {
        if (i == r->first || !is_comma(r, i - 1) || !(at(r, after)->classes & QH_WORD_DETERMINER))
            return NULL;
        after = unknown_end(r, after); /* "…, so das Ergebnis der Studie" */
    }
    size_t clause = clause_start(r, i), behind = behind_name(r, after);
    qh_found *q = clause > r->first ? qh_add_report(r, clause, unknown_end(r, behind)) : qh_add_report_around(r, i, behind);
    if (!q)
        return NULL;
    q->cue = m < 0 ? qh_reporter_span(r, i, i + 1) : qh_reporter_span(r, i, phrase->behind);
    q->mention = m;
    q->source = m < 0 ? qh_reporter_span(r, i + 1, after) : (quoth_span){0, 0};
    return q;
}

/* "Según Ana, el barco llega tarde.", "Die Firma wartet laut Ana auf Post.", "El barco, según Ana, llega tarde." */
qh_found *qh_report_according(qh_reporter *r) {
    qh_according phrase;
    for (size_t i = r->first; i < r->end && !r->direct[i]; i++) {
        if (!qh_according_at(r->f, r->block, i, r->end, &phrase) || (phrase.behind >= r->end && !phrase.follows))
            continue;
        if (phrase.follows && i > r->first)
            return report_with_name_in_front(r, i, phrase.behind);
        int32_t front = phrase.noun ? -1 : qh_mention_starting(r->f, r->block, r->first, r->first + 2);
        int preposition = (at(r, i)->classes & QH_WORD_PREPOSITION) != 0;
        if (i > r->first && front >= 0 && end_of(r, front) + 1 >= i && end_of(r, front) <= i &&
            (!preposition || r->traits & (QH_TRAIT_POSTPOSITIONS | QH_TRAIT_CASES)))
            return report_behind_phrase(r, front, i, phrase.behind);
        if (i > r->first && !is_comma(r, i - 1) && !preposition)
            continue;
        qh_found *q = report_with_phrase(r, i, &phrase);
        if (q || r->f->status != QUOTH_OK)
            return q;
    }
    return NULL;
}

/* The verb of saying in [first, end), the last one; or `end`. */
static size_t verb_in(const qh_reporter *r, size_t first, size_t end) {
    for (size_t i = end; i-- > first;)
        if (at(r, i)->classes & QH_REPORTING_VERBS && !(at(r, i)->shape & QH_SHAPE_CAPITAL))
            return i;
    return end;
}

enum { LONGEST_CLAUSE = 24 };

/* Where the clause that begins at token i ends: at the first comma behind a verb of saying, or with the sentence. */
static size_t clause_end(const qh_reporter *r, size_t i) {
    for (size_t k = i + 2; k < r->end && k < i + LONGEST_CLAUSE; k++)
        if (is_comma(r, k) && verb_in(r, i + 1, k) < k)
            return k;
    return r->end;
}

/* "Wie die Bahn mitteilt, fällt der Zug aus." "La strada è chiusa, come ha detto Anna." */
qh_found *qh_report_as(qh_reporter *r) {
    for (size_t i = r->first; i + 2 < r->end && !r->direct[i]; i++) {
        if (at(r, i)->value != QH_AS || !(at(r, i)->classes & QH_WORD_FUNCTION) || (i > r->first && !is_comma(r, i - 1)))
            continue;
        size_t end = clause_end(r, i), verb = verb_in(r, i + 1, end);
        if (verb == end || end > i + LONGEST_CLAUSE || (i == r->first && end == r->end))
            continue;
        int32_t m = qh_mention_starting(r->f, r->block, i + 1, verb);
        m = m < 0 ? qh_mention_starting(r->f, r->block, verb + 1, end) : m;
        qh_found *q = qh_add_report_around(r, i, end);
        if (!q)
            return NULL;
        q->cue = qh_reporter_span(r, verb, verb + 1);
        q->mention = m < 0 ? m : qh_named_behind(r->f, r->block, m);
        q->source = m < 0 && verb > i + 1 ? qh_reporter_span(r, i + 1, verb) : (quoth_span){0, 0};
        return q;
    }
    return NULL;
}
