/*
 * The two plain shapes of a report, as English news has them: "Ada Roe said (that) the bridge is safe." and "The bridge is safe,
 * Ada Roe said." Whoever has learned from few of them passes over those that begin with a name or an unknown word.
 */
#include <string.h>

#include "quote/reported_link.h"

typedef struct reader {
    const qh_finder *f;
    const qh_sentence *s;
    uint32_t block;
    uint32_t low, end; /* elements without a dateline and the final stop */
} reader;

static const qh_token *token_of(const reader *r, uint32_t i) { return qh_token_at(r->f, r->s->elements[i].first); }

static int is_one_token(const reader *r, uint32_t i) { return r->s->elements[i].end - r->s->elements[i].first == 1; }

static int has_class(const reader *r, uint32_t i, uint32_t classes) {
    return i < r->end && is_one_token(r, i) && token_of(r, i)->kind == QH_TOKEN_WORD && token_of(r, i)->classes & classes;
}

static int is_sign(const reader *r, uint32_t i, char c) {
    return i < r->end && is_one_token(r, i) && qh_is_sign(r->f, r->s->elements[i].first, c);
}

static int is_word(const reader *r, uint32_t i, const char *word) {
    const qh_token *t = i < r->end ? token_of(r, i) : NULL;
    return t && t->end - t->start == strlen(word) && !memcmp(r->f->text + t->start, word, t->end - t->start);
}

static int ends_in_ing(const reader *r, uint32_t i) {
    const qh_token *t = token_of(r, i);
    return t->end - t->start > 4 && !memcmp(r->f->text + t->end - 3, "ing", 3);
}

/* A finite verb of speaking. */
static int is_cue(const reader *r, uint32_t i) {
    return has_class(r, i, QH_WORD_CUE) && !has_class(r, i, QH_WORD_AUXILIARY | QH_WORD_ROLE) && !ends_in_ing(r, i) &&
           !(token_of(r, i)->shape & QH_SHAPE_CAPITAL);
}

/* Behind the mention that begins at element `i`; `i` where none does, or one that says nothing of others: "I said that". */
static uint32_t behind_mention(const reader *r, uint32_t i) {
    if (i >= r->end)
        return i;
    const qh_block_range *range = &r->f->ranges[r->block];
    uint32_t low = range->mention, high = range->mention_end, first = r->s->elements[i].first;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->f->mentions.list.items[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == range->mention_end)
        return i;
    const qh_mention *m = &r->f->mentions.list.items[low];
    if (m->first != first || m->possessive || m->place ||
        (m->kind == QH_MENTION_PRONOUN && (m->pronoun == QH_PRONOUN_FIRST || m->pronoun == QH_PRONOUN_ANY)))
        return i;
    while (i < r->end && r->s->elements[i].first < m->end)
        i++;
    return i;
}

/* ", a professor of law," and "(R-Utah)". */
static uint32_t behind_apposition(const reader *r, uint32_t i) {
    enum { LONGEST = 16 };
    char close = is_sign(r, i, ',') ? ',' : is_sign(r, i, '(') ? ')' : 0;
    for (uint32_t k = i + 1; close && k < r->end && k < i + LONGEST; k++)
        if (is_sign(r, k, close))
            return k + 1;
    return i;
}

/* "also", "later", "has": between a subject and its verb. */
static uint32_t behind_adverbs(const reader *r, uint32_t i) {
    static const char *const words[] = {"also", "then", "later", "has", "had", "have", "once", "earlier", "even"};
    for (uint32_t from = i; i < r->end && i < from + 3 && is_one_token(r, i); i++) {
        const qh_token *t = token_of(r, i);
        size_t k = 0;
        while (k < sizeof words / sizeof *words && !is_word(r, i, words[k]))
            k++;
        int adverb = t->end - t->start > 4 && !memcmp(r->f->text + t->end - 2, "ly", 2);
        if (k == sizeof words / sizeof *words && !adverb)
            break;
    }
    return i;
}

/* Behind "White House spokesman Josh Ernst", "many Democrats"; `i` where nobody is named. */
static uint32_t behind_source(const reader *r, uint32_t i) {
    uint32_t first = has_class(r, i, QH_WORD_DETERMINER) && behind_mention(r, i) == i ? i + 1 : i, k = behind_mention(r, first);
    if (k == first || is_word(r, i, "no"))
        return i;
    for (uint32_t next; k < r->end && (next = behind_mention(r, k)) > k;)
        k = next;
    return k;
}

/* "of the economy", "to Mr. Obama": behind a noun, up to its comma or verb. */
static uint32_t behind_complement(const reader *r, uint32_t i) {
    enum { LONGEST = 8, ENDS = QH_WORD_AUXILIARY | QH_WORD_COMPLEMENTIZER | QH_WORD_PRONOUN };
    if (!has_class(r, i, QH_WORD_PREPOSITION))
        return i;
    for (uint32_t k = i + 1; k < r->end && k < i + LONGEST && is_one_token(r, k) && !has_class(r, k, ENDS); k++)
        if (is_sign(r, k, ',') || is_cue(r, k))
            return k;
    return i;
}

/* The verb whose subject begins at element `i`, and who that is; `end` for none. */
static uint32_t verb_of_subject(const reader *r, uint32_t i, qh_stretch *source) {
    *source = (qh_stretch){i, behind_source(r, i), QH_TAG_SOURCE};
    if (qh_stretch_is_empty(source))
        return r->end;
    uint32_t noun = behind_complement(r, source->end), named = is_sign(r, noun, ',') ? behind_mention(r, noun + 1) : 0;
    if (named > noun + 1 && !has_class(r, noun + 1, QH_WORD_DETERMINER))
        *source = (qh_stretch){noun + 1, named, QH_TAG_SOURCE}; /* "The minister of the economy, Mr. Roe, argues" */
    uint32_t k = behind_apposition(r, noun);
    k = is_sign(r, k, '(') ? behind_apposition(r, k) : k;
    k = behind_adverbs(r, k);
    return is_cue(r, k) ? k : r->end;
}

/* Has the stretch what a clause needs? */
static int is_clause(const reader *r, uint32_t first, uint32_t end) {
    enum { SHORTEST = 4 };
    uint8_t seen = 0;
    for (uint32_t i = first; i < end; i++) {
        if (!is_one_token(r, i))
            return 0; /* holds a whole quotation */
        seen |= has_class(r, i, QH_WORD_CUE | QH_WORD_CUE_WEAK) ? QH_VERBAL_PAST : r->s->elements[i].verbal;
    }
    return end >= first + SHORTEST && (seen & (QH_VERBAL_AUXILIARY | QH_VERBAL_PAST | QH_VERBAL_PRONOUN) || first == r->low);
}

/* "said on Monday that", "told reporters in Velling that": behind the complementizer, or `end`. */
static uint32_t behind_that(const reader *r, uint32_t cue) {
    enum { FARTHEST = 16 };
    for (uint32_t i = cue + 1; i < r->end && i <= cue + FARTHEST; i++) {
        if (has_class(r, i, QH_WORD_COMPLEMENTIZER))
            return is_word(r, i, "that") ? i + 1 : r->end;
        if (!is_one_token(r, i) || has_class(r, i, QH_WORD_AUXILIARY | QH_WORD_CUE) || is_sign(r, i, ';'))
            break;
    }
    return r->end;
}

/* A finite verb before anything begins another clause. */
static int has_verb_near(const reader *r, uint32_t first) {
    enum { FARTHEST = 12 };
    for (uint32_t i = first + 1; i < r->end && i < first + FARTHEST && is_one_token(r, i); i++) {
        if (has_class(r, i, QH_WORD_AUXILIARY))
            return 1;
        if (is_sign(r, i, ',') || has_class(r, i, QH_WORD_COMPLEMENTIZER | QH_WORD_PRONOUN))
            return 0;
    }
    return 0;
}

/* Where the clause that the verb reports begins, or `end`. */
static uint32_t clause_behind(const reader *r, uint32_t cue) {
    uint32_t i = behind_that(r, cue);
    if (i < r->end)
        return i;
    i = cue + 1;
    if (has_class(r, i, QH_WORD_WEEKDAY))
        i++;
    if (i + 1 >= r->end || !is_one_token(r, i) || has_class(r, i, QH_WORD_PREPOSITION | QH_WORD_COMPLEMENTIZER))
        return r->end;
    if (has_class(r, i, QH_WORD_PRONOUN) || is_word(r, i, "there"))
        return r->s->elements[i + 1].verbal & (QH_VERBAL_AUXILIARY | QH_VERBAL_PAST) || is_word(r, cue, "said") ? i : r->end;
    return has_verb_near(r, i) ? i : r->end;
}

static int read_front(const reader *r, qh_report *out) {
    uint32_t i = r->low;
    qh_stretch source;
    static const char *const openers[] = {"But", "And", "Yet", "However", "Still", "Also", "Meanwhile", "Later"};
    for (size_t k = 0; k < sizeof openers / sizeof *openers && i == r->low; k++)
        if (is_word(r, i, openers[k]))
            i += is_sign(r, i + 1, ',') ? 2 : 1;
    uint32_t cue = i < r->end ? verb_of_subject(r, i, &source) : r->end;
    if (cue == r->end)
        return 0;
    uint32_t first = clause_behind(r, cue);
    if (first == r->end || !is_clause(r, first, r->end))
        return 0;
    *out =
        (qh_report){.content = {first, r->end, QH_TAG_CONTENT}, .cue = {cue, cue + 1, QH_TAG_CUE}, .source = source, .tagged = 1};
    return 1;
}

/* No more than a time or place follows. */
static int is_tail(const reader *r, uint32_t i) {
    enum { LONGEST = 9, BEGINS = QH_WORD_PREPOSITION | QH_WORD_WEEKDAY | QH_WORD_MONTH };
    if (r->end > i + LONGEST || (i < r->end && !has_class(r, i, BEGINS)))
        return 0;
    for (; i < r->end; i++)
        if (!is_one_token(r, i) || has_class(r, i, QH_WORD_AUXILIARY | QH_WORD_CUE | QH_WORD_COMPLEMENTIZER) || is_sign(r, i, ','))
            return 0;
    return 1;
}

/* ", Ada Roe said" or ", said Ada Roe" behind the comma at element `c`: where that ends, 0 where there is none. */
static uint32_t read_aside(const reader *r, uint32_t c, qh_report *out) {
    qh_stretch source;
    uint32_t cue = verb_of_subject(r, c + 1, &source), end = cue + 1;
    if (cue == r->end && is_cue(r, c + 1)) {
        cue = c + 1;
        source = (qh_stretch){c + 2, behind_source(r, c + 2), QH_TAG_SOURCE};
        end = source.end;
    }
    if (cue == r->end || qh_stretch_is_empty(&source))
        return 0;
    *out = (qh_report){.content = {r->low, c, QH_TAG_CONTENT}, .cue = {cue, cue + 1, QH_TAG_CUE}, .source = source, .tagged = 1};
    return end;
}

static int read_back(const reader *r, qh_report *out) {
    enum { FARTHEST = 24 };
    for (uint32_t c = r->end; c-- > r->low && r->end - c < FARTHEST;) {
        uint32_t end = is_sign(r, c, ',') ? read_aside(r, c, out) : 0;
        if (end && is_tail(r, end) && is_clause(r, r->low, c))
            return 1;
    }
    return 0;
}

int qh_plain_report(const qh_finder *f, const qh_sentence *s, uint32_t block, qh_report *out) {
    reader r = {f, s, block, 0, (uint32_t)s->count};
    while (r.end > 0 && is_one_token(&r, r.end - 1) && token_of(&r, r.end - 1)->kind == QH_TOKEN_PUNCT)
        r.end--;
    size_t dateline = f->p->doc->blocks.items[block].dateline.end;
    while (r.low < r.end && (token_of(&r, r.low)->start < dateline || (dateline && token_of(&r, r.low)->kind == QH_TOKEN_PUNCT)))
        r.low++;
    return r.end > r.low && (read_front(&r, out) || read_back(&r, out));
}
