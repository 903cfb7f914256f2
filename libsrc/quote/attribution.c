/* The cue of a quotation and the mention of its speaker, from the clause behind it or in front of it. */
#include <string.h>

#include "quote/subjects.h"

enum { FARTHEST_AFTER = 16, FARTHEST_BEFORE = 60, FARTHEST_SPOKEN = 12 };

typedef struct window {
    const qh_finder *f;
    size_t first, end; /* tokens of the quotation */
    size_t low, high;  /* tokens of the block */
} window;

static int is_char(const qh_finder *f, size_t i, char c) { return qh_is_sign(f, i, c); }

static int is_word(const qh_finder *f, size_t i, const char *word) { return qh_is_word(f, i, word); }

static quoth_span span_of(const qh_finder *f, size_t i) { return (quoth_span){qh_token_at(f, i)->start, qh_token_at(f, i)->end}; }

static size_t sentence_low(const window *w, size_t i) {
    for (size_t last = i; i > w->low && last - i < FARTHEST_BEFORE && !qh_token_at(w->f, i)->sentence_start;)
        i--;
    return i;
}

static void settle(qh_found *q, quoth_span cue, int32_t mention, const char *evidence, double confidence) {
    q->cue = cue;
    q->mention = mention;
    q->evidence = evidence;
    q->confidence = mention >= 0 ? confidence : confidence * 0.6;
}

/* How far the clause behind the quotation reaches: to the sentence's end or the next mark. */
static size_t clause_end(const window *w) {
    size_t k = w->end, limit = w->high - w->end > FARTHEST_AFTER ? w->end + FARTHEST_AFTER : w->high;
    while (k < limit && qh_token_at(w->f, k)->kind != QH_TOKEN_MARK && !(k > w->end && qh_token_at(w->f, k)->sentence_start) &&
           !is_char(w->f, k, ';') && !is_char(w->f, k, ':') && !is_char(w->f, k, '.'))
        k++;
    return k;
}

/* "« … », déplore le sauveteur Karim", "– narzekał ratownik Paweł Kos": a small word that no pack knows, and who speaks right
 * behind. */
static int attribute_unknown(const window *w, uint32_t block, size_t k, size_t high, qh_found *q) {
    enum { SMALL = 2, NEAR = 5 };
    enum {
        KNOWN = QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_COMPLEMENTIZER | QH_WORD_AUXILIARY | QH_WORD_ACCORDING |
                QH_WORD_ROLE | QH_WORD_GROUP | QH_WORD_ORGANIZATION | QH_WORD_CUE_NOUN | QH_WORD_FUNCTION
    };
    const qh_finder *f = w->f;
    uint32_t traits = qh_block_traits(f, block);
    if (!(traits & QH_TRAIT_INVERTS) || traits & QH_TRAIT_CASELESS || qh_token_at(f, k)->sentence_start)
        return 0;
    for (size_t n = 0; n < SMALL && k + 1 < high && qh_token_at(f, k)->classes & (QH_WORD_FUNCTION | QH_WORD_PRONOUN); n++)
        k++;
    const qh_token *verb = qh_token_at(f, k);
    int32_t m = qh_mention_starting(f, block, k + 1, k + NEAR < high ? k + NEAR : high);
    int named = m >= 0 && f->mentions.list.items[m].first == k + 1 && f->mentions.list.items[m].kind == QH_MENTION_NAME;
    uint32_t known =
        named ? verb->classes & ~(uint32_t)(QH_WORD_AUXILIARY | QH_WORD_FUNCTION) : verb->classes; /* wollte Hanna wissen */
    if (verb->kind != QH_TOKEN_WORD || verb->shape & QH_SHAPE_CAPITAL || known & KNOWN)
        return 0;
    if (m < 0 || f->mentions.list.items[m].possessive)
        return 0;
    for (size_t i = k + 1; i < f->mentions.list.items[m].first; i++)
        if (qh_token_at(f, i)->kind != QH_TOKEN_WORD || qh_token_at(f, i)->classes & (QH_WORD_PREPOSITION | QH_WORD_COMPLEMENTIZER))
            return 0;
    settle(q, span_of(f, k), qh_named_behind(f, block, m), "cue-speaker-after", 0.8);
    return 1;
}

/* “…” diye itiraz etti takım kaptanı Kübra Baran: a name behind a verb that is last otherwise. */
static int32_t name_behind(const qh_finder *f, uint32_t block, size_t low, size_t high) {
    if (!(qh_block_traits(f, block) & QH_TRAIT_INVERTS))
        return -1;
    int32_t m = qh_mention_starting(f, block, low, high);
    for (int32_t last = (int32_t)f->ranges[block].mention_end; m >= 0 && m < last && f->mentions.list.items[m].first < high; m++)
        if (f->mentions.list.items[m].kind == QH_MENTION_NAME)
            return m;
    return -1;
}

static int attribute_after(const window *w, uint32_t block, qh_found *q) {
    const qh_finder *f = w->f;
    size_t high = clause_end(w), k = w->end;
    qh_according phrase;
    while (k < high && qh_token_at(f, k)->kind == QH_TOKEN_PUNCT)
        k++;
    if (k >= high)
        return 0;
    if (qh_according_at(f, block, k, w->high, &phrase) && !phrase.follows) {
        settle(q, (quoth_span){qh_token_at(f, k)->start, qh_token_at(f, phrase.behind - 1)->end},
               qh_named_behind(f, block, qh_mention_starting(f, block, phrase.behind, phrase.behind + 4)), "according-to-after",
               0.9);
        return 1;
    }
    for (size_t c = k; c < high; c++) {
        if (!(qh_token_at(f, c)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK)) || qh_token_at(f, c)->shape & QH_SHAPE_CAPITAL)
            continue;
        if (c + 1 < high && qh_block_traits(f, block) & QH_TRAIT_VERB_LAST && qh_token_at(f, c + 1)->classes & QH_WORD_CUE)
            continue; /* “…” diye sordu */
        int32_t m = c > k ? qh_subject_of(f, block, k, c) : -1;
        if (m >= 0 && f->mentions.list.items[m].first <= k + 2) {
            settle(q, span_of(f, c), m, "speaker-cue-after", 0.95);
            return 1;
        }
        m = c <= k + 1 ? qh_subject_behind(f, block, c, high) : -1;
        if (c <= k + 3 && m < 0 && qh_block_traits(f, block) & QH_TRAIT_VERB_LAST) { /* 田中さんは「…」と述べた */
            int within = w->first > w->low && !qh_token_at(f, w->first)->sentence_start;
            int32_t front = within ? qh_first_subject(f, block, sentence_low(w, w->first - 1), w->first, 0) : -1;
            settle(q, span_of(f, c), front >= 0 ? front : name_behind(f, block, c + 1, high), "speaker-cue-around", 0.9);
            return 1;
        }
        if (m >= 0) {
            settle(q, span_of(f, c), qh_named_behind(f, block, m), "cue-speaker-after", 0.95);
            return 1;
        }
    }
    return attribute_unknown(w, block, k, high, q);
}

/* "John Kirby: “…”" and "attributable to Spokesperson John Kirby: “…”". */
static int attribute_colon(const window *w, uint32_t block, size_t low, qh_found *q) {
    const qh_finder *f = w->f;
    if (!is_char(f, w->first - 1, ':'))
        return 0;
    int32_t m = qh_mention_ending(f, block, w->first - 1);
    if (m < 0 || f->mentions.list.items[m].kind == QH_MENTION_PRONOUN)
        return 0;
    size_t first = f->mentions.list.items[m].first;
    quoth_span cue = {0, 0};
    for (size_t back = 1; back <= 3 && first >= low + back; back++) {
        qh_according phrase;
        if (qh_according_at(f, block, first - back, w->first, &phrase) && !phrase.follows)
            cue = (quoth_span){qh_token_at(f, first - back)->start, qh_token_at(f, phrase.behind - 1)->end};
    }
    if (qh_span_is_empty(cue) && first > low + 2)
        return 0;
    settle(q, cue, m, "speaker-colon", 0.92);
    return 1;
}

/* "said in a statement": the verb is the cue, where one stands close before the noun. */
static size_t verb_of_noun(const qh_finder *f, size_t low, size_t noun) {
    enum { REACH = 4 };
    for (size_t i = noun; i-- > low && noun - i <= REACH;)
        if (qh_token_at(f, i)->classes & QH_WORD_CUE)
            return i;
    return noun;
}

/* Behind the last quotation mark of [low, end): another quotation's words are no part of the clause. */
static size_t behind_marks(const qh_finder *f, size_t low, size_t end) {
    size_t i = end;
    while (i > low && qh_token_at(f, i - 1)->kind != QH_TOKEN_MARK)
        i--;
    return i;
}

/* "resumed Rose; “…”": a word that is somebody's whole name is no verb. */
static int is_name(const qh_finder *f, uint32_t block, size_t i) {
    int32_t m = qh_mention_ending(f, block, i + 1);
    return m >= 0 && f->mentions.list.items[m].first == i && f->mentions.list.items[m].kind == QH_MENTION_NAME;
}

/* "The mayor, Ana Pérez, was clear: “…”": a colon behind a sentence without a verb of saying. */
static int attribute_subject(const window *w, uint32_t block, size_t low, qh_found *q) {
    enum { NEAR = 4 };
    const qh_finder *f = w->f;
    int colon = qh_block_traits(f, block) && is_char(f, w->first - 1, ':'); /* English has learned whom colons name */
    int32_t m = colon ? qh_first_subject(f, block, low, w->first, 0) : -1;
    if (m < 0 || f->mentions.list.items[m].first > low + NEAR)
        return 0;
    settle(q, (quoth_span){0, 0}, qh_named_behind(f, block, m), "speaker-colon", 0.8);
    return 1;
}

static int attribute_before(const window *w, uint32_t block, qh_found *q) {
    const qh_finder *f = w->f;
    if (w->first == w->low || is_char(f, w->first - 1, '.'))
        return 0; /* the cue of the sentence before is not this one's: resolve.c looks who speaks */
    size_t low = behind_marks(f, sentence_low(w, w->first - 1), w->first);
    if (low == w->first)
        return 0;
    if (attribute_colon(w, block, low, q))
        return 1;
    qh_according phrase;
    if (qh_according_at(f, block, low, w->first, &phrase) && !phrase.follows) {
        settle(q, (quoth_span){qh_token_at(f, low)->start, qh_token_at(f, phrase.behind - 1)->end},
               qh_named_behind(f, block, qh_mention_starting(f, block, phrase.behind, w->first)), "according-to-before", 0.85);
        return 1;
    }
    size_t spoken = w->high; /* the word "quote" itself is a cue only where there is no better one near */
    for (size_t c = w->first; c-- > low;) {
        uint32_t classes = qh_token_at(f, c)->classes;
        if (qh_token_at(f, c)->kind == QH_TOKEN_MARK || (spoken < w->high && spoken - c > FARTHEST_SPOKEN))
            break;
        if (classes & QH_WORD_QUOTE) {
            spoken = c;
            continue;
        }
        if (!(classes & (QH_WORD_CUE | QH_WORD_CUE_NAMING)) && !(classes & QH_WORD_CUE_NOUN && c + 4 > w->first) &&
            !(classes & QH_WORD_CUE_WEAK && c + 3 > w->first))
            continue;
        if (is_name(f, block, c))
            continue;
        if (!(classes & (QH_WORD_CUE | QH_WORD_CUE_NAMING)))
            c = verb_of_noun(f, low, c);
        settle(q, span_of(f, c), qh_named_behind(f, block, qh_subject_around(f, block, low, c, w->first)), "speaker-cue-before",
               0.9);
        return 1;
    }
    if (spoken < w->high)
        settle(q, span_of(f, spoken), -1, "spoken-mark", 0.6);
    return spoken < w->high || attribute_subject(w, block, low, q);
}

static int is_dash(const qh_finder *f, size_t i) {
    const char *c = f->text + qh_token_at(f, i)->start;
    return qh_token_at(f, i)->kind == QH_TOKEN_PUNCT &&
           (*c == '-' || *c == '~' || (!memcmp(c, "\xE2\x80", 2) && (unsigned char)c[2] >= 0x92 && (unsigned char)c[2] <= 0x95));
}

/* The name that a signature consists of, in block `block` from token `from` on; none in a longer line. */
static int32_t signed_by(const qh_finder *f, uint32_t block, size_t from) {
    enum { LONGEST = 12 };
    const qh_block_range *r = &f->ranges[block];
    if (from >= r->token_end || r->token_end - from > LONGEST)
        return -1;
    int32_t m = qh_mention_starting(f, block, from, from + 2);
    return m >= 0 && f->mentions.list.items[m].kind != QH_MENTION_PRONOUN ? m : -1;
}

/* "“…” — Jane Roe", in the same line or below. */
static int attribute_signature(const window *w, uint32_t block, qh_found *q) {
    const qh_finder *f = w->f;
    int32_t m = -1;
    size_t blocks = f->p->doc->blocks.count;
    if (w->end < w->high) {
        m = is_dash(f, w->end) ? signed_by(f, block, w->end + 1) : -1;
    } else if (block + 1 < blocks && f->ranges[block + 1].token < f->ranges[block + 1].token_end &&
               is_dash(f, f->ranges[block + 1].token)) {
        const qh_block_range *next = &f->ranges[block + 1];
        int alone = next->token + 1 == next->token_end;
        m = !alone               ? signed_by(f, block + 1, next->token + 1)
            : block + 2 < blocks ? signed_by(f, block + 2, f->ranges[block + 2].token)
                                 : -1;
    }
    if (m >= 0)
        settle(q, (quoth_span){0, 0}, m, "signature", 0.9);
    return m >= 0;
}

/* "Jane Roe:" as a line of its own over the quotation. */
static int attribute_heading(const window *w, uint32_t block, qh_found *q) {
    const qh_finder *f = w->f;
    if (w->first != w->low || !block)
        return 0;
    const qh_block_range *over = &f->ranges[block - 1];
    if (over->token_end < over->token + 2 || !is_char(f, over->token_end - 1, ':'))
        return 0;
    int32_t m = qh_mention_ending(f, block - 1, over->token_end - 1);
    if (m < 0 || f->mentions.list.items[m].kind == QH_MENTION_PRONOUN || f->mentions.list.items[m].first > over->token + 1)
        return 0;
    settle(q, (quoth_span){0, 0}, m, "speaker-colon", 0.9);
    return 1;
}

/* "Mr. Sikes continued." as the last words of the paragraph above, without a quotation in their sentence. */
static int attribute_begun(const window *w, uint32_t block, qh_found *q) {
    enum { LAST = 4 };
    const qh_finder *f = w->f;
    size_t low = sentence_low(w, w->first - 1);
    for (size_t i = low; i < w->first; i++)
        if (qh_token_at(f, i)->kind == QH_TOKEN_MARK)
            return 0;
    for (size_t c = w->first; c-- > low && w->first - c <= LAST;) {
        uint32_t classes = qh_token_at(f, c)->classes;
        int32_t m = classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK) ? qh_mention_ending(f, block, c) : -1;
        if (m < 0 || f->mentions.list.items[m].first < low || f->mentions.list.items[m].possessive)
            continue;
        settle(q, span_of(f, c), m, "speaker-cue-before", 0.8);
        return 1;
    }
    return 0;
}

/* "Ann pressed his hand and replied," or "The office said in a statement:" as the end of the paragraph above. */
static int attribute_over(const window *w, uint32_t block, qh_found *q) {
    const qh_finder *f = w->f;
    if (w->first != w->low || !block)
        return 0;
    const qh_block_range *over = &f->ranges[block - 1];
    if (over->token_end < over->token + 2)
        return 0;
    size_t last = over->token_end - 1;
    window front = {f, over->token_end, over->token_end, over->token, over->token_end};
    if (is_char(f, last, '.'))
        return attribute_begun(&front, block - 1, q);
    return (is_char(f, last, ',') || is_char(f, last, ':') || is_dash(f, last)) && attribute_before(&front, block - 1, q);
}

/* "Tom said, “Got it?” and Ann said, “No.”": the verb right in front is the quotation's, the one behind opens the next one. */
static int is_between_cues(const window *w) {
    const qh_finder *f = w->f;
    if (w->first < w->low + 2 || !(is_char(f, w->first - 1, ',') || is_char(f, w->first - 1, ':')))
        return 0;
    if (!(qh_token_at(f, w->first - 2)->classes & QH_WORD_CUE) || w->end >= w->high)
        return 0;
    size_t end = clause_end(w), k = w->end;
    while (k < end && qh_token_at(f, k)->kind == QH_TOKEN_PUNCT)
        k++;
    int next = end > k && end < w->high && qh_token_at(f, end)->kind == QH_TOKEN_MARK &&
               (is_char(f, end - 1, ',') || is_char(f, end - 1, ':'));
    return next || (k < end && (is_word(f, k, "and") || is_word(f, k, "but")));
}

/* Ends the quotation so that the sentence goes on behind it? */
static int is_open_ended(const window *w) {
    const qh_finder *f = w->f;
    size_t last = w->end - 1;
    while (last > w->first && qh_token_at(f, last)->kind == QH_TOKEN_MARK)
        last--;
    return !is_char(f, last, '.') || (w->end < w->high && is_char(f, w->end, ','));
}

/* "Sie sagte: „…“ Er ergänzte: „…“": a colon in front tells more than the sentence behind. */
static int is_introduced(const window *w, uint32_t block) {
    if (w->first < w->low + 2 || !qh_block_traits(w->f, block))
        return 0;
    return is_char(w->f, w->first - 1, ':') ||
           (is_char(w->f, w->first - 1, ',') && qh_token_at(w->f, w->first - 2)->classes & QH_WORD_CUE);
}

/* "He said that “…it is late.” Ann asked": what stands behind begins a sentence of its own. */
static int is_closed(const window *w) {
    return w->end < w->high && !is_open_ended(w) && qh_token_at(w->f, w->end)->sentence_start &&
           qh_token_at(w->f, w->end)->shape & QH_SHAPE_CAPITAL;
}

/* "heißt es im Bericht", "hieß es": nobody is named, or the place where it is said. */
static void leave_impersonal(const qh_finder *f, qh_found *q) {
    const qh_mention *m = q->mention >= 0 ? &f->mentions.list.items[q->mention] : NULL;
    if (!m || m->kind != QH_MENTION_PRONOUN || m->pronoun != QH_PRONOUN_NEUTER || !qh_block_traits(f, q->block))
        return;
    size_t i = m->end, high = f->ranges[q->block].token_end;
    q->mention = -1;
    q->source = m->span;
    if (i >= high || !(qh_token_at(f, i)->classes & QH_WORD_PREPOSITION))
        return;
    while (i + 1 < high && qh_token_at(f, i + 1)->kind == QH_TOKEN_WORD && !(qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL))
        i++;
    q->source = (quoth_span){qh_token_at(f, m->end)->start, qh_token_at(f, i)->end};
}

static void attribute(qh_finder *f, qh_found *q) {
    window w = {f, q->first, q->end, f->ranges[q->block].token, f->ranges[q->block].token_end};
    int front_first = is_introduced(&w, q->block) || is_closed(&w) || is_between_cues(&w);
    if (front_first && attribute_before(&w, q->block, q))
        return;
    if (w.end < w.high && attribute_after(&w, q->block, q))
        return;
    if (!front_first && attribute_before(&w, q->block, q))
        return;
    if (attribute_signature(&w, q->block, q) || attribute_heading(&w, q->block, q) || attribute_over(&w, q->block, q))
        return;
    q->confidence = 0.5;
}

void qh_attribute(qh_finder *f, qh_found *q) {
    attribute(f, q);
    leave_impersonal(f, q);
}
