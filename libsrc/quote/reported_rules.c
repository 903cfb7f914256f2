/* Reported speech where nothing is learned: by the verbs, complementizers and moods of the language's pack. */
#include <string.h>

#include "quote/reported.h"

typedef struct reporter {
    qh_finder *f;
    uint8_t *direct; /* by token: in a direct quotation */
    uint32_t *mixed; /* by token: 1 + the marked phrase that begins there */
    uint32_t block;
    size_t first, end; /* tokens of the sentence, without its final stop */
    int32_t source;    /* mention that reported last in this block, or -1 */
    int reported;      /* the sentence before was a report */
    uint32_t traits;
} reporter;

enum { CUES = QH_WORD_CUE | QH_WORD_CUE_NOUN | QH_WORD_CUE_WEAK };

static const qh_token *at(const reporter *r, size_t i) { return qh_token_at(r->f, i); }

static int is_comma(const reporter *r, size_t i) { return qh_is_sign(r->f, i, ','); }

/* A form that is used for what others say; `weak` ones are also used for what is not so. */
static int has_mood(const reporter *r, size_t first, size_t end, int weak) {
    enum { REACH = 80 };
    for (size_t i = first; i < end && i < first + REACH; i++) {
        if (at(r, i)->classes & QH_WORD_AUXILIARY &&
            (at(r, i)->value == QH_MOOD_REPORTING || (weak && at(r, i)->value == QH_MOOD_WEAK)))
            return 1;
        if (at(r, i)->kind == QH_TOKEN_MARK || (at(r, i)->classes & QH_WORD_PRONOUN && at(r, i)->value == QH_PRONOUN_FIRST))
            return 0;
    }
    return 0;
}

static int holds_direct(const reporter *r, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        if (r->direct[i])
            return 1;
    return 0;
}

static int add_part(reporter *r, qh_found *q, size_t first, size_t end) {
    quoth_span *part = first < end ? qh_vec_push(r->f->p->scratch, &q->parts) : NULL;
    if (part)
        *part = (quoth_span){at(r, first)->start, at(r, end - 1)->end};
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

/* A report of [first, end); its cue and speaker are looked for in front of token `front`, or are `mention`'s. */
static qh_found *add_report(reporter *r, size_t first, size_t end) {
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

/* A noun reports by itself where a comma or preposition leads on to the clause; "the report that he wrote" does not. */
static int introduces(const reporter *r, size_t cue, size_t that) {
    if (at(r, cue)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK) && !(at(r, cue)->shape & QH_SHAPE_CAPITAL && cue > r->first))
        return 1;
    return at(r, cue)->classes & QH_WORD_CUE_NOUN && that <= cue + 2 && that > cue + 1 &&
           (is_comma(r, that - 1) || at(r, that - 1)->classes & QH_WORD_PREPOSITION);
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
            qh_found *q = add_report(r, i + 1, r->end);
            if (q)
                attribute(r, q, r->traits & QH_TRAIT_INVERTS ? i : cue + 1); /* the subject may stand between */
            return q;
        } else if (at(r, i)->classes & CUES)
            cue = i;
    }
    return NULL;
}

/* "Er sagte, der Bau sei fertig."; also where the language needs neither mood nor complementizer: 他表示，… */
static qh_found *report_with_mood(reporter *r) {
    enum { REACH = 14 };
    int bare = r->traits & QH_TRAIT_CASELESS && !(r->traits & (QH_TRAIT_INVERTS | QH_TRAIT_VERB_LAST));
    for (size_t i = r->first; i < r->end; i++) {
        if (!(at(r, i)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK)) || (at(r, i)->shape & QH_SHAPE_CAPITAL && i > r->first))
            continue;
        for (size_t k = i + 1; k < r->end && k < i + REACH && at(r, k)->kind != QH_TOKEN_MARK; k++)
            if (is_comma(r, k) && ((bare && k == i + 1) || has_mood(r, k + 1, r->end, 1))) {
                qh_found *q = add_report(r, k + 1, r->end);
                if (q)
                    attribute(r, q, i + 1);
                return q;
            }
    }
    return NULL;
}

/* Leads the word back to a verb behind it: と, …다고, -dığını; `apart` when that is a word of its own. */
static int is_quotative(const reporter *r, size_t i, int *apart) {
    enum { LONGEST = 24 };
    const qh_token *t = at(r, i);
    char ending[LONGEST + 1] = "-";
    *apart = (t->classes & QH_WORD_COMPLEMENTIZER) != 0;
    if (*apart || t->kind != QH_TOKEN_WORD)
        return *apart;
    const qh_word_table *table = qh_lexicon_table(r->f->p->lexicon, r->f->p->doc->blocks.items[r->block].language);
    for (size_t start = t->end - 1; start > t->start + 1 && t->end - start < LONGEST; start--) {
        if (((unsigned char)r->f->text[start] & 0xC0) == 0x80)
            continue;
        memcpy(ending + 1, r->f->text + start, t->end - start);
        if (qh_table_word(table, ending, t->end - start + 1).classes & QH_WORD_COMPLEMENTIZER)
            return 1;
    }
    return 0;
}

static int32_t mention_at(const reporter *r, size_t low, size_t high) {
    size_t first = r->f->ranges[r->block].mention, last = r->f->ranges[r->block].mention_end, end = last;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (r->f->mentions.list.items[middle].first < low)
            first = middle + 1;
        else
            last = middle;
    }
    return first < end && r->f->mentions.list.items[first].first < high ? (int32_t)first : -1;
}

/* Behind the subject that begins the sentence, its particles and comma; *mention is -1 where none does. */
static size_t behind_subject(const reporter *r, int32_t *mention) {
    enum { NEAR = 2, PARTICLES = 3 };
    int32_t m = mention_at(r, r->first, r->first + NEAR);
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
        if (!(at(r, c)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK)) || !is_quotative(r, c - 1, &apart))
            continue;
        int32_t m;
        size_t start = behind_subject(r, &m), end = apart && at(r, c - 2)->end < at(r, c - 1)->start ? c - 1 : c;
        for (size_t i = start; i < end; i++)
            if (at(r, i)->kind == QH_TOKEN_MARK)
                return NULL;
        qh_found *q = start < end ? add_report(r, start, end) : NULL;
        if (!q)
            return NULL;
        q->cue = (quoth_span){at(r, c)->start, at(r, c)->end};
        q->mention = m >= 0 ? m : r->source;
        return q;
    }
    return NULL;
}

/* The phrase that attributes without a verb at token i: *behind is the token after it. */
static int according_at(const reporter *r, size_t i, size_t *behind) {
    const quoth_block *b = &r->f->p->doc->blocks.items[r->block];
    size_t length, start = at(r, i)->start;
    if (at(r, i)->kind != QH_TOKEN_WORD ||
        !(qh_lexicon_phrase(r->f->p->lexicon, b->language, r->f->text + start, b->end - start, QH_WORD_ACCORDING, &length).classes &
          QH_WORD_ACCORDING))
        return 0;
    *behind = qh_token_from(&r->f->tokens, start + length);
    return *behind < r->end;
}

/* "A szakszervezet szerint tíz állás került veszélybe", "Polise göre …": the phrase stands behind who says it. */
static qh_found *report_behind_phrase(reporter *r, int32_t mention, size_t phrase, size_t behind) {
    size_t start = behind < r->end && is_comma(r, behind) ? behind + 1 : behind;
    qh_found *q = add_report(r, start, r->end);
    if (!q)
        return NULL;
    q->cue = (quoth_span){at(r, phrase)->start, at(r, behind - 1)->end};
    q->mention = mention;
    return q;
}

/* "Según Ana, el barco llega tarde.", "Die Firma wartet laut Ana auf Post.", "El barco, según Ana, llega tarde." */
static qh_found *report_according(reporter *r) {
    size_t behind;
    for (size_t i = r->first; i < r->end && !r->direct[i]; i++) {
        if (!according_at(r, i, &behind))
            continue;
        int32_t front = mention_at(r, r->first, r->first + 2);
        if (i > r->first && front >= 0 && r->f->mentions.list.items[front].end + 1 >= i &&
            r->f->mentions.list.items[front].end <= i)
            return report_behind_phrase(r, front, i, behind);
        int32_t m = mention_at(r, behind, behind + 3);
        int free = i == r->first || is_comma(r, i - 1) || at(r, i)->classes & QH_WORD_PREPOSITION;
        if (m < 0 || !free)
            continue;
        m = qh_named_behind(r->f, r->block, m);
        size_t after = r->f->mentions.list.items[m].end, rest = after;
        if (rest < r->end && is_comma(r, rest))
            rest++;
        size_t before = i > r->first && is_comma(r, i - 1) ? i - 1 : i;
        qh_found *q = i == r->first ? add_report(r, rest, r->end) : add_report(r, r->first, before);
        if (!q)
            return NULL;
        if (i > r->first && rest + 1 < r->end && !holds_direct(r, rest, r->end) &&
            (!add_part(r, q, rest, r->end) || !take_phrases(r, q, rest, r->end)))
            r->f->status = QUOTH_ERROR_MEMORY;
        q->cue = (quoth_span){at(r, i)->start, at(r, behind - 1)->end};
        q->mention = m;
        return q;
    }
    return NULL;
}

/* "Le pont est fermé, a déclaré Marie Dupont." */
static qh_found *report_in_front(reporter *r) {
    enum { LONGEST = 16, REACH = 4, SHORTEST = 3 };
    if (!(r->traits & QH_TRAIT_INVERTS))
        return NULL;
    for (size_t k = r->end; k-- > r->first + SHORTEST && r->end - k < LONGEST;) {
        if (at(r, k)->kind == QH_TOKEN_MARK)
            return NULL;
        if (!is_comma(r, k) || k + 2 >= r->end)
            continue;
        size_t c = k + 1;
        while (c + 1 < r->end && c < k + REACH && !(at(r, c)->classes & QH_WORD_CUE) &&
               at(r, c)->classes & (QH_WORD_AUXILIARY | QH_WORD_FUNCTION))
            c++;
        if (!(at(r, c)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK)) || at(r, c)->shape & QH_SHAPE_CAPITAL)
            continue;
        int32_t m = mention_at(r, c + 1, c + 3);
        qh_found *q = m >= 0 ? add_report(r, r->first, k) : NULL;
        if (!q)
            return NULL;
        q->cue = (quoth_span){at(r, c)->start, at(r, c)->end};
        q->mention = qh_named_behind(r->f, r->block, m);
        return q;
    }
    return NULL;
}

/* "Der Bau sei fertig.": goes on with what somebody says. */
static qh_found *report_that_goes_on(reporter *r) {
    if (!has_mood(r, r->first, r->end, r->reported))
        return NULL;
    qh_found *q = add_report(r, r->first, r->end);
    if (q)
        q->mention = r->source;
    return q;
}

static void read_sentence(reporter *r) {
    qh_found *q = report_verb_last(r);
    q = q ? q : report_with_that(r);
    q = q ? q : report_with_mood(r);
    q = q ? q : report_according(r);
    q = q ? q : report_in_front(r);
    q = q ? q : report_that_goes_on(r);
    r->reported = q != NULL;
    if (q && q->mention >= 0)
        r->source = q->mention;
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
                r->direct[t] = 1;
    }
    return 1;
}

static int is_stop(const reporter *r, size_t i) { return at(r, i)->kind == QH_TOKEN_PUNCT; }

static void read_block(reporter *r) {
    const qh_block_range *range = &r->f->ranges[r->block];
    r->source = -1;
    r->reported = 0;
    for (size_t first = range->token, end; first < range->token_end && r->f->status == QUOTH_OK; first = end) {
        for (end = first + 1; end < range->token_end && !at(r, end)->sentence_start;)
            end++;
        r->first = first;
        for (r->end = end; r->end > first + 1 && is_stop(r, r->end - 1);)
            r->end--;
        read_sentence(r);
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
