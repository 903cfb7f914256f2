/* The cue of a quotation and the mention of its speaker, from the clause behind it or in front of it. */
#include <string.h>

#include "quote/finder.h"
#include "text/utf8.h"

enum { FARTHEST_AFTER = 16, FARTHEST_BEFORE = 60, FARTHEST_SPOKEN = 12 };

typedef struct window {
    const qh_finder *f;
    size_t first, end; /* tokens of the quotation */
    size_t low, high;  /* tokens of the block */
} window;

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

static int is_word(const qh_finder *f, size_t i, const char *word) {
    const qh_token *t = qh_token_at(f, i);
    return t->end - t->start == strlen(word) && !memcmp(f->text + t->start, word, t->end - t->start);
}

static quoth_span span_of(const qh_finder *f, size_t i) { return (quoth_span){qh_token_at(f, i)->start, qh_token_at(f, i)->end}; }

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

static int32_t mention_starting(const qh_finder *f, uint32_t block, size_t low, size_t high) {
    size_t m = mention_from(f, block, low);
    return m < f->ranges[block].mention_end && f->mentions.list.items[m].first >= low && f->mentions.list.items[m].first < high
               ? (int32_t)m
               : -1;
}

/* The mention that ends right before token i, or -1. */
static int32_t mention_ending(const qh_finder *f, uint32_t block, size_t i) {
    size_t m = mention_from(f, block, i);
    return m > f->ranges[block].mention && f->mentions.list.items[m - 1].end == i ? (int32_t)m - 1 : -1;
}

static size_t sentence_low(const window *w, size_t i) {
    for (size_t last = i; i > w->low && last - i < FARTHEST_BEFORE && !qh_token_at(w->f, i)->sentence_start;)
        i--;
    return i;
}

static int is_adverb(const qh_finder *f, size_t i) {
    const qh_token *t = qh_token_at(f, i);
    size_t n = t->end - t->start;
    if (t->kind != QH_TOKEN_WORD)
        return 0;
    return t->classes & (QH_WORD_AUXILIARY | QH_WORD_NEGATION) || (n > 3 && !memcmp(f->text + t->end - 2, "ly", 2)) ||
           (n == 4 && !memcmp(f->text + t->start, "also", 4)) || (n == 4 && !memcmp(f->text + t->start, "then", 4));
}

/* "a spokesman for the ministry": from the name after a preposition back to the noun in front. */
static int32_t chain_front(const qh_finder *f, uint32_t block, int32_t m, size_t low) {
    for (int hops = 0; hops < 4; hops++) {
        size_t first = f->mentions.list.items[m].first;
        if (first <= low + 1 || !(qh_token_at(f, first - 1)->classes & QH_WORD_PREPOSITION))
            return m;
        int32_t before = mention_ending(f, block, first - 1);
        if (before < 0)
            return m;
        m = before;
    }
    return m;
}

/* The first mention of [low, end) that can be a subject; with `comma` only one that an apposition follows. */
static int32_t first_subject(const qh_finder *f, uint32_t block, size_t low, size_t end, int comma) {
    for (size_t i = mention_from(f, block, low); i < f->ranges[block].mention_end && f->mentions.list.items[i].end <= end; i++) {
        const qh_mention *c = &f->mentions.list.items[i];
        if (c->possessive || c->first < low || (comma && !is_char(f, c->end, ',')))
            continue;
        if (comma || c->first == low || !(qh_token_at(f, c->first - 1)->classes & QH_WORD_PREPOSITION))
            return (int32_t)i;
    }
    return -1;
}

static uint32_t traits_of(const qh_finder *f, uint32_t block) {
    return qh_lexicon_traits(f->p->lexicon, f->p->doc->blocks.items[block].language);
}

/* "Ada spoke of Lidia, saying": whose verb a participle goes with. */
static int is_participle(const qh_finder *f, uint32_t block, size_t cue) {
    const qh_token *t = qh_token_at(f, cue);
    return !traits_of(f, block) && t->end - t->start > 5 && !memcmp(f->text + t->end - 3, "ing", 3);
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
    return !is_word(f, i, "and") || (i > 0 && (is_char(f, i - 1, ',') || is_char(f, i - 1, ';')));
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

/* The subject of the verb at token `cue`, in [low, cue): next to it, before an apposition, or its clause's first mention. */
static int32_t subject_of(const window *w, uint32_t block, size_t low, size_t cue) {
    const qh_finder *f = w->f;
    size_t k = cue;
    int particles = (traits_of(f, block) & (QH_TRAIT_VERB_LAST | QH_TRAIT_CASELESS)) != 0;
    while (k > low && (is_adverb(f, k - 1) || (particles && qh_token_at(f, k - 1)->classes & QH_WORD_FUNCTION)))
        k--;
    if (k > low && qh_token_at(f, k - 1)->classes & QH_WORD_COMPLEMENTIZER)
        k--; /* "a story that referred to" */
    int32_t m = mention_ending(f, block, k);
    if (m >= 0 && f->mentions.list.items[m].first >= low && !f->mentions.list.items[m].possessive)
        return chain_front(f, block, m, low);
    int32_t joined = k > low && is_word(f, k - 1, "and") ? subject_of_joined(f, block, low, k - 1) : -1;
    if (joined >= 0)
        return joined;
    int comma = k > low && is_char(f, k - 1, ',') && !is_participle(f, block, cue);
    size_t clause = clause_low(f, block, low, k);
    int32_t subject = comma ? first_subject(f, block, clause, k, 1) : -1;
    if (subject < 0)
        subject = first_subject(f, block, clause, k, 0);
    return subject >= 0 || m < 0 || f->mentions.list.items[m].first < low ? subject : m;
}

/* The language lets the subject follow its verb. */
static int inverts(const qh_finder *f, uint32_t block) { return (traits_of(f, block) & QH_TRAIT_INVERTS) != 0; }

static int are_small_nouns(const qh_finder *f, size_t first, size_t end) {
    enum { MOST = 2, NOT_NOUNS = QH_WORD_FUNCTION | QH_WORD_PREPOSITION | QH_WORD_CUE | QH_WORD_CUE_WEAK | QH_WORD_AUXILIARY };
    for (size_t i = first; i < end; i++)
        if (qh_token_at(f, i)->kind != QH_TOKEN_WORD || qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL ||
            qh_token_at(f, i)->classes & NOT_NOUNS)
            return 0;
    return end > first && end - first <= MOST;
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
            are_small_nouns(f, end, first))
            return next; /* директор музея Нина Белова */
        if (first > end + 2 || first == end || !(qh_token_at(f, end)->classes & QH_WORD_PREPOSITION))
            return m;
        from = next; /* of the company, in Lisbon */
    }
    return m;
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

static int according_at(const window *w, uint32_t block, size_t k, size_t *length) {
    const quoth_block *b = &w->f->p->doc->blocks.items[block];
    const qh_token *t = qh_token_at(w->f, k);
    return (qh_lexicon_phrase(w->f->p->lexicon, b->language, w->f->text + t->start, b->end - t->start, QH_WORD_ACCORDING, length)
                .classes &
            QH_WORD_ACCORDING) != 0;
}

static int attribute_after(const window *w, uint32_t block, qh_found *q) {
    const qh_finder *f = w->f;
    size_t high = clause_end(w), k = w->end, length;
    while (k < high && qh_token_at(f, k)->kind == QH_TOKEN_PUNCT)
        k++;
    if (k >= high)
        return 0;
    if (according_at(w, block, k, &length)) {
        size_t start = qh_token_at(f, k)->start;
        size_t after = qh_token_from(&f->tokens, start + length);
        settle(q, (quoth_span){start, start + length}, qh_named_behind(f, block, mention_starting(f, block, after, after + 4)),
               "according-to-after", 0.9);
        return 1;
    }
    for (size_t c = k; c < high; c++) {
        if (!(qh_token_at(f, c)->classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK)) || qh_token_at(f, c)->shape & QH_SHAPE_CAPITAL)
            continue;
        int32_t m = c > k ? subject_of(w, block, k, c) : -1;
        if (m >= 0 && f->mentions.list.items[m].first <= k + 2) {
            settle(q, span_of(f, c), m, "speaker-cue-after", 0.95);
            return 1;
        }
        m = c <= k + 1 ? mention_starting(f, block, c + 1, c + 4 < high ? c + 4 : high) : -1;
        if (c <= k + 3 && m < 0 && traits_of(f, block) & QH_TRAIT_VERB_LAST) { /* 田中さんは「…」と述べた */
            settle(q, span_of(f, c), w->first > w->low ? first_subject(f, block, sentence_low(w, w->first - 1), w->first, 0) : -1,
                   "speaker-cue-around", 0.9);
            return 1;
        }
        if (m >= 0) {
            settle(q, span_of(f, c), qh_named_behind(f, block, m), "cue-speaker-after", 0.95);
            return 1;
        }
    }
    return 0;
}

/* "John Kirby: “…”" and "attributable to Spokesperson John Kirby: “…”". */
static int attribute_colon(const window *w, uint32_t block, size_t low, qh_found *q) {
    const qh_finder *f = w->f;
    if (!is_char(f, w->first - 1, ':'))
        return 0;
    int32_t m = mention_ending(f, block, w->first - 1);
    if (m < 0 || f->mentions.list.items[m].kind == QH_MENTION_PRONOUN)
        return 0;
    size_t first = f->mentions.list.items[m].first;
    quoth_span cue = {0, 0};
    for (size_t back = 1; back <= 3 && first >= low + back; back++) {
        size_t length;
        if (according_at(w, block, first - back, &length)) {
            size_t start = qh_token_at(f, first - back)->start;
            cue = (quoth_span){start, start + length};
        }
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

/* "In Rom erklärte er: “…”", "Der Zeitung sagte Anna Brenner: “…”": the subject behind the verb, where none is right before it. */
static int32_t inverted_subject(const window *w, uint32_t block, int32_t front, size_t low, size_t cue) {
    const qh_finder *f = w->f;
    int32_t behind = mention_starting(f, block, cue + 1, cue + 2);
    if (behind < 0 || f->mentions.list.items[behind].end > w->first)
        return -1;
    const qh_mention *b = &f->mentions.list.items[behind], *a = front >= 0 ? &f->mentions.list.items[front] : NULL;
    int alone = !a || a->end < cue || (a->first > low && qh_token_at(f, a->first - 1)->classes & QH_WORD_PREPOSITION);
    if (alone || (a->kind != QH_MENTION_NAME && a->kind != QH_MENTION_PRONOUN && b->kind == QH_MENTION_NAME))
        return behind;
    return -1;
}

/* "resumed Rose; “…”": a word that is somebody's whole name is no verb. */
static int is_name(const qh_finder *f, uint32_t block, size_t i) {
    int32_t m = mention_ending(f, block, i + 1);
    return m >= 0 && f->mentions.list.items[m].first == i && f->mentions.list.items[m].kind == QH_MENTION_NAME;
}

/* The subject in front of the verb; or right behind it, where nothing stands before: "“Oh,” said Jane, “…”". */
static int32_t subject_around(const window *w, uint32_t block, size_t low, size_t cue) {
    int32_t m = subject_of(w, block, low, cue);
    int32_t behind = inverts(w->f, block) ? inverted_subject(w, block, m, low, cue) : -1;
    if (behind >= 0)
        return qh_named_behind(w->f, block, behind);
    return m >= 0 ? m : mention_starting(w->f, block, cue + 1, cue + 3 < w->first ? cue + 3 : w->first);
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
    size_t length;
    if (according_at(w, block, low, &length)) {
        size_t start = qh_token_at(f, low)->start, after = qh_token_from(&f->tokens, start + length);
        settle(q, (quoth_span){start, start + length}, qh_named_behind(f, block, mention_starting(f, block, after, w->first)),
               "according-to-before", 0.85);
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
        settle(q, span_of(f, c), subject_around(w, block, low, c), "speaker-cue-before", 0.9);
        return 1;
    }
    if (spoken < w->high)
        settle(q, span_of(f, spoken), -1, "spoken-mark", 0.6);
    return spoken < w->high;
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
    int32_t m = mention_starting(f, block, from, from + 2);
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
    int32_t m = mention_ending(f, block - 1, over->token_end - 1);
    if (m < 0 || f->mentions.list.items[m].kind == QH_MENTION_PRONOUN || f->mentions.list.items[m].first > over->token + 1)
        return 0;
    settle(q, (quoth_span){0, 0}, m, "speaker-colon", 0.9);
    return 1;
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
    if (!is_char(f, last, ',') && !is_char(f, last, ':') && !is_dash(f, last))
        return 0;
    return attribute_before(&(window){f, over->token_end, over->token_end, over->token, over->token_end}, block - 1, q);
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
    if (w->first < w->low + 2 || !traits_of(w->f, block))
        return 0;
    return is_char(w->f, w->first - 1, ':') ||
           (is_char(w->f, w->first - 1, ',') && qh_token_at(w->f, w->first - 2)->classes & QH_WORD_CUE);
}

/* "He said that “…it is late.” Ann asked": what stands behind begins a sentence of its own. */
static int is_closed(const window *w) {
    return w->end < w->high && !is_open_ended(w) && qh_token_at(w->f, w->end)->sentence_start &&
           qh_token_at(w->f, w->end)->shape & QH_SHAPE_CAPITAL;
}

void qh_attribute(qh_finder *f, qh_found *q) {
    window w = {f, q->first, q->end, f->ranges[q->block].token, f->ranges[q->block].token_end};
    int front_first = is_introduced(&w, q->block) || is_closed(&w);
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
