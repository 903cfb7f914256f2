/* Dialogue set off by dashes: "—Thanks, old chap, he cried. That will do." Speech runs to the end of its line but for clauses with
 * a cue. */
#include <string.h>

#include "quote/finder.h"
#include "text/chars.h"
#include "text/utf8.h"

typedef struct line {
    const qh_finder *f;
    uint32_t block;
    size_t first, end; /* tokens, the dash among them */
} line;

static uint32_t char_at(const qh_finder *f, size_t i) {
    size_t length;
    return qh_utf8_at(f->text, qh_token_at(f, i)->start, &length);
}

static int is_dash(const qh_finder *f, size_t i) {
    uint32_t c = char_at(f, i);
    return qh_token_at(f, i)->kind == QH_TOKEN_PUNCT && (c == 0x2014 || c == 0x2013 || c == 0x2015);
}

static int begins_line(const qh_finder *f, size_t i, size_t low) {
    if (i == low)
        return 1;
    size_t before = qh_token_at(f, i - 1)->end, start = qh_token_at(f, i)->start;
    return memchr(f->text + before, '\n', start - before) != NULL;
}

/* A dash with a word, mark or dots behind it at the start of a line. */
static int begins_speech(const qh_finder *f, size_t i, size_t low, size_t high) {
    return is_dash(f, i) && begins_line(f, i, low) && i + 1 < high && qh_token_at(f, i + 1)->kind != QH_TOKEN_NUMBER &&
           !begins_line(f, i + 1, low);
}

static int is_prose(const quoth_block *block) {
    return block->kind == QUOTH_BLOCK_PARAGRAPH || block->kind == QUOTH_BLOCK_LIST_ITEM || block->kind == QUOTH_BLOCK_BLOCKQUOTE;
}

/* Does the text set its speeches off by dashes: often, and not once in a long while? */
static int has_dialogue(const qh_finder *f) {
    enum { FEWEST = 3, ONE_OF = 40 };
    size_t speeches = 0, lines = 0;
    for (size_t b = 0; b < f->p->doc->blocks.count; b++) {
        const qh_block_range *r = &f->ranges[b];
        for (size_t i = r->token; is_prose(&f->p->doc->blocks.items[b]) && i < r->token_end; i++) {
            lines += (size_t)begins_line(f, i, r->token);
            speeches += (size_t)begins_speech(f, i, r->token, r->token_end);
        }
    }
    return speeches >= FEWEST && speeches * ONE_OF >= lines;
}

/* ---- clauses of the narrator ---- */

static int is_stop(const qh_finder *f, size_t i) {
    uint32_t c = char_at(f, i);
    return qh_token_at(f, i)->kind == QH_TOKEN_PUNCT && (c == '.' || c == '!' || c == '?' || c == 0x2026);
}

static int is_comma(const qh_finder *f, size_t i) { return char_at(f, i) == ','; }

enum { VERBS = QH_WORD_CUE | QH_WORD_CUE_WEAK };

/* A small verb of saying, also with its pronoun behind a hyphen: dit-il. */
static int is_verb(const line *l, size_t i) {
    const qh_finder *f = l->f;
    const qh_token *t = qh_token_at(f, i);
    if (t->kind != QH_TOKEN_WORD || t->shape & QH_SHAPE_CAPITAL)
        return 0;
    if (t->classes & VERBS)
        return 1;
    const char *hyphen = memchr(f->text + t->start, '-', t->end - t->start);
    const char *language = f->p->doc->blocks.items[l->block].language;
    return hyphen &&
           qh_lexicon_word(f->p->lexicon, language, f->text + t->start, (size_t)(hyphen - f->text) - t->start).classes & VERBS;
}

static int is_subject(const qh_finder *f, size_t i, int capital) {
    const qh_token *t = qh_token_at(f, i);
    if (t->kind != QH_TOKEN_WORD)
        return 0;
    if (t->shape & QH_SHAPE_CAPITAL)
        return capital && !(t->classes & (QH_WORD_PRONOUN | QH_WORD_FUNCTION));
    return (t->classes & (QH_WORD_PRONOUN | QH_WORD_DETERMINER)) != 0;
}

/* Begins the narrator's clause at token i: a verb and who speaks, in either order? Names in front only where no sentence begins. */
static int begins_clause(const line *l, size_t i) {
    enum { REACH = 4 };
    const qh_finder *f = l->f;
    int verb = is_verb(l, i), sentence = i > l->first && char_at(f, i - 1) == '.';
    if (verb && memchr(f->text + qh_token_at(f, i)->start, '-', qh_token_at(f, i)->end - qh_token_at(f, i)->start))
        return 1;
    if (!verb && !is_subject(f, i, !sentence))
        return 0;
    for (size_t k = i + 1; k < l->end && k <= i + REACH; k++) {
        if (qh_token_at(f, k)->kind != QH_TOKEN_WORD)
            return 0;
        if (verb ? is_subject(f, k, 1) : is_verb(l, k))
            return 1;
        if (verb && k > i + 1)
            return 0;
    }
    return 0;
}

static int ends_in(const qh_finder *f, size_t i, const char *ending) {
    const qh_token *t = qh_token_at(f, i);
    size_t n = strlen(ending);
    return t->end - t->start > n && !memcmp(f->text + t->end - n, ending, n);
}

/* "said Nora, and mean it": a comma close behind the clause, and no adverbial that belongs to it ("taking her hand", "with a
 * sigh"). */
static int gives_back(const line *l, size_t i, size_t comma) {
    enum { LONGEST_CLAUSE = 4 };
    const qh_finder *f = l->f;
    if (comma > i + LONGEST_CLAUSE || comma + 1 >= l->end)
        return 0;
    const qh_token *next = qh_token_at(f, comma + 1);
    return next->kind == QH_TOKEN_WORD && !(next->classes & QH_WORD_PREPOSITION) && !ends_in(f, comma + 1, "ing") &&
           !ends_in(f, comma + 1, "ant") && !ends_in(f, comma + 1, "ly") && !ends_in(f, comma + 1, "ment");
}

/* Behind the narrator's clause: its sentence ends, or a comma or dash gives the word back to who spoke. */
static size_t clause_end(const line *l, size_t i) {
    for (size_t k = i + 1; k < l->end; k++) {
        if (is_stop(l->f, k) || is_dash(l->f, k))
            return k + 1;
        if (is_comma(l->f, k) && k + 1 < l->end && (is_dash(l->f, k + 1) || gives_back(l, i, k)))
            return k + 1;
    }
    return l->end;
}

static int add_part(qh_finder *f, qh_found *q, size_t first, size_t end) {
    quoth_span span = {qh_token_at(f, first)->start, qh_token_at(f, end - 1)->end};
    quoth_span *part = qh_vec_push(f->p->scratch, &q->parts), *quoted = qh_vec_push(f->p->scratch, &q->quoted);
    if (!part || !quoted)
        return 0;
    *part = *quoted = span;
    return 1;
}

static int read_line(qh_finder *f, const line *l) {
    qh_found *q = qh_add_found(f, QUOTH_QUOTE_DIRECT, l->block);
    if (!q)
        return 0;
    q->first = (uint32_t)l->first;
    size_t start = l->first;
    for (size_t i = l->first + 2; i <= l->end; i++) {
        int boundary = i < l->end && (is_comma(f, i - 1) || is_stop(f, i - 1) || is_dash(f, i - 1));
        if (i < l->end && !(boundary && begins_clause(l, i)))
            continue;
        if (start < i && !add_part(f, q, start, i))
            return 0;
        q->end = q->end ? q->end : (uint32_t)i;
        start = i < l->end ? clause_end(l, i) : l->end;
        i = start + 1;
    }
    if (start < l->end && !add_part(f, q, start, l->end))
        return 0;
    q->confidence = 0.6;
    qh_attribute(f, q);
    return 1;
}

int qh_find_dialogue(qh_finder *f) {
    if (!has_dialogue(f))
        return 1;
    for (uint32_t b = 0; b < f->p->doc->blocks.count; b++) {
        const qh_block_range *r = &f->ranges[b];
        if (!is_prose(&f->p->doc->blocks.items[b]))
            continue;
        for (size_t i = r->token; i < r->token_end; i++) {
            if (!begins_speech(f, i, r->token, r->token_end))
                continue;
            line l = {f, b, i, i + 1};
            while (l.end < r->token_end && !(begins_line(f, l.end, r->token) && is_dash(f, l.end)))
                l.end++;
            if (!read_line(f, &l))
                return 0;
            i = l.end - 1;
        }
    }
    return 1;
}
