/* Dialogue set off by dashes: "—Thanks, old chap, he cried. That will do." Speech runs to the end of its line but for clauses with
 * a cue. Where the language writes dialogue so, dashes set off the narrator too: "—Llega tarde —dijo Ana—. No esperes." */
#include <string.h>

#include "quote/subjects.h"
#include "text/chars.h"
#include "text/utf8.h"

typedef struct line {
    const qh_finder *f;
    uint32_t block;
    size_t first, end; /* tokens, the dash among them */
    int marked;        /* in quotation marks: what they close is speech */
    int usual;         /* the language writes dialogue so */
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

static int is_usual(const qh_finder *f, uint32_t block) {
    return (qh_lexicon_traits(f->p->lexicon, f->p->doc->blocks.items[block].language) & QH_TRAIT_DASHES) != 0;
}

static int is_spaced(const qh_finder *f, size_t i) { return qh_token_at(f, i - 1)->end < qh_token_at(f, i)->start; }

/* "Il demanda : — Pourquoi ?" */
static int begins_behind_colon(const qh_finder *f, size_t i, size_t low, size_t high) {
    return i > low && i + 1 < high && is_dash(f, i) && char_at(f, i - 1) == ':' &&
           (qh_token_at(f, i + 1)->kind == QH_TOKEN_PUNCT || qh_token_at(f, i + 1)->shape & QH_SHAPE_CAPITAL);
}

static int is_stop(const qh_finder *f, size_t i) {
    uint32_t c = char_at(f, i);
    return qh_token_at(f, i)->kind == QH_TOKEN_PUNCT && (c == '.' || c == '!' || c == '?' || c == 0x2026);
}

/* A stop in front of the dash at token i, and a word with a capital at token `next` behind it. */
static int begins_sentence(const qh_finder *f, size_t i, size_t next) {
    return is_stop(f, i - 1) && qh_token_at(f, next)->kind == QH_TOKEN_WORD && qh_token_at(f, next)->shape & QH_SHAPE_CAPITAL;
}

/* "Старик сел к огню. — Завтра приду, — сказал он.": in a paragraph that narration begins. */
static int begins_behind_stop(const qh_finder *f, size_t i, size_t low, size_t high) {
    enum { LONGEST = 16 }; /* of the narration */
    if (i <= low + 1 || i > low + LONGEST || i + 1 >= high || !is_dash(f, i) || !is_spaced(f, i) || is_dash(f, low))
        return 0;
    size_t next = i + 1 + (qh_token_at(f, i + 1)->kind == QH_TOKEN_PUNCT && i + 2 < high ? 1 : 0); /* —¿Y tú? */
    return begins_sentence(f, i, next);
}

/* "… ? — Mes enfants et vous, répliqua-t-il. — Bien." */
static int begins_inside(const qh_finder *f, size_t i, size_t low, size_t high) {
    if (i <= low + 1 || i + 1 >= high || !is_dash(f, i) || !is_spaced(f, i) || is_dash(f, i - 1))
        return 0;
    return begins_sentence(f, i, i + 1);
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

static int is_comma(const qh_finder *f, size_t i) { return char_at(f, i) == ','; }

enum { VERBS = QH_WORD_CUE | QH_WORD_CUE_WEAK };

/* A small verb of saying. */
static int is_verb(const line *l, size_t i) {
    const qh_token *t = qh_token_at(l->f, i);
    return t->kind == QH_TOKEN_WORD && !(t->shape & QH_SHAPE_CAPITAL) && t->classes & VERBS;
}

static int is_subject(const qh_finder *f, size_t i, int capital) {
    const qh_token *t = qh_token_at(f, i);
    if (t->kind != QH_TOKEN_WORD)
        return 0;
    if (t->shape & QH_SHAPE_CAPITAL)
        return capital && !(t->classes & (QH_WORD_PRONOUN | QH_WORD_FUNCTION));
    return (t->classes & (QH_WORD_PRONOUN | QH_WORD_DETERMINER)) != 0;
}

/* "stammade flickan.", "wyjąkała Ewa": a small word that no pack knows, then who speaks, then a stop. */
static int is_unknown_verb(const line *l, size_t i) {
    enum { KNOWN = QH_WORD_FUNCTION | QH_WORD_PREPOSITION | QH_WORD_DETERMINER | QH_WORD_AUXILIARY | QH_WORD_ROLE | QH_WORD_GROUP };
    const qh_finder *f = l->f;
    const qh_token *t = qh_token_at(f, i);
    if (t->kind != QH_TOKEN_WORD || t->shape & QH_SHAPE_CAPITAL || t->classes & KNOWN || i + 1 >= l->end)
        return 0;
    size_t who = i + 1 + (qh_token_at(f, i + 1)->classes & QH_WORD_DETERMINER ? 1 : 0);
    if (who >= l->end || qh_token_at(f, who)->kind != QH_TOKEN_WORD)
        return 0;
    const qh_token *next = qh_token_at(f, who);
    int dash = is_dash(f, i - 1);
    if (is_comma(f, i - 1) && who == i + 1)
        return 0; /* ", cher Paul" */
    int article =
        dash && who > i + 1 && !(next->classes & KNOWN & ~(unsigned)(QH_WORD_ROLE | QH_WORD_GROUP)); /* dadogta a kislány */
    int somebody =
        article || (next->shape & QH_SHAPE_CAPITAL ? !(next->classes & QH_WORD_FUNCTION) : (next->classes & QH_WORD_ROLE) != 0);
    return somebody && (who + 1 >= l->end || is_stop(f, who + 1) || is_comma(f, who + 1) || is_dash(f, who + 1) ||
                        qh_token_at(f, who + 1)->classes & QH_WORD_FUNCTION || qh_token_at(f, who + 1)->shape & QH_SHAPE_CAPITAL);
}

/* "s'écria le bandit", "disse-lhe a mãe", "me dit-il": the verb in front of who speaks, behind small pronouns. */
static int begins_inverted(const line *l, size_t i) {
    enum { REACH = 3 };
    const qh_finder *f = l->f;
    size_t k = i;
    while (k < l->end && k < i + 2 && !is_verb(l, k) && qh_token_at(f, k)->classes & (QH_WORD_FUNCTION | QH_WORD_PRONOUN) &&
           !(qh_token_at(f, k)->shape & QH_SHAPE_CAPITAL))
        k++;
    if (k >= l->end || !is_verb(l, k))
        return i < l->end && i > l->first && is_unknown_verb(l, i);
    for (size_t n = k + 1; n < l->end && n <= k + REACH; n++) {
        const qh_token *t = qh_token_at(f, n);
        if (t->kind != QH_TOKEN_WORD)
            return 0;
        if (is_subject(f, n, 1) || t->classes & (QH_WORD_ROLE | QH_WORD_GROUP))
            return 1;
        if (!(t->classes & (QH_WORD_FUNCTION | QH_WORD_AUXILIARY | VERBS)))
            return 0;
    }
    return 0;
}

/* A sign that a narrator's clause may follow; the semicolon is also the Greek question mark. */
static int is_boundary(const line *l, size_t i) {
    return is_comma(l->f, i) || is_stop(l->f, i) || (l->usual && char_at(l->f, i) == ';');
}

/* Begins the narrator's clause at token i: a verb and who speaks, in either order? Names in front only where no sentence begins. */
static int begins_clause(const line *l, size_t i) {
    enum { REACH = 4 };
    const qh_finder *f = l->f;
    if (l->usual)
        return begins_inverted(l, i);
    int verb = is_verb(l, i), sentence = i > l->first && char_at(f, i - 1) == '.';
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
    if ((comma > i + LONGEST_CLAUSE && !l->marked) || comma + 1 >= l->end)
        return 0;
    const qh_token *next = qh_token_at(f, comma + 1);
    if (l->marked && comma <= i + 2 && next->kind == QH_TOKEN_WORD)
        return 1; /* « Très bien, reprit-elle, à vendredi. » */
    return next->kind == QH_TOKEN_WORD && !(next->classes & QH_WORD_PREPOSITION) && !ends_in(f, comma + 1, "ing") &&
           !ends_in(f, comma + 1, "ant") && !ends_in(f, comma + 1, "ly") && !ends_in(f, comma + 1, "ment");
}

/* Behind the narrator's clause: its sentence ends, or a comma or dash gives the word back to who spoke. */
static size_t clause_end(const line *l, size_t i) {
    for (size_t k = i + 1; k < l->end; k++) {
        if (is_stop(l->f, k) || is_dash(l->f, k) || (l->usual && char_at(l->f, k) == ';'))
            return k + 1;
        if (is_comma(l->f, k) && k + 1 < l->end && (is_dash(l->f, k + 1) || gives_back(l, i, k)))
            return k + 1;
    }
    return l->end;
}

/* ---- clauses between dashes ---- */

/* A dash that opens what the narrator says as a bracket would: "tarde —dijo". */
static int opens_aside(const line *l, size_t i) {
    return i + 1 < l->end && is_dash(l->f, i) && is_spaced(l->f, i) && !is_spaced(l->f, i + 1);
}

/* "— Да, — сказал он": a small letter and a verb of saying among the first words behind the dash. */
static int is_told(const line *l, size_t i) {
    enum { REACH = 4 };
    const qh_finder *f = l->f;
    if (qh_token_at(f, i)->kind != QH_TOKEN_WORD || qh_token_at(f, i)->shape & QH_SHAPE_CAPITAL)
        return 0;
    for (size_t k = i; k < l->end && k < i + REACH && qh_token_at(f, k)->kind == QH_TOKEN_WORD; k++)
        if (is_verb(l, k))
            return 1;
    return (i >= 2 && is_boundary(l, i - 2)) || is_unknown_verb(l, i);
}

/* "– Lan hỏi.": a name and its verb, and nothing more. */
static int is_told_by_name(const line *l, size_t i) {
    enum { LONGEST_NAME = 4 };
    const qh_finder *f = l->f;
    size_t k = i;
    while (k < l->end && k < i + LONGEST_NAME && qh_token_at(f, k)->kind == QH_TOKEN_WORD &&
           qh_token_at(f, k)->shape & QH_SHAPE_CAPITAL)
        k++;
    return k > i && k < l->end && is_verb(l, k) &&
           (k + 1 == l->end || is_stop(f, k + 1) || is_comma(f, k + 1) || is_dash(f, k + 1));
}

/* Behind the narrator's words that a dash in front of token i opens; 0 where it opens none. */
static size_t told_end(const line *l, size_t i) {
    const qh_finder *f = l->f;
    if (!l->usual || !is_dash(f, i - 1) || !(opens_aside(l, i - 1) || is_told(l, i) || is_told_by_name(l, i)))
        return 0;
    while (i < l->end && !is_dash(f, i))
        i++;
    for (i += i < l->end; i < l->end && (is_stop(f, i) || is_comma(f, i)) && !is_spaced(f, i);)
        i++;
    return i;
}

/* Nothing where no word stands in it. */
static int add_part(qh_finder *f, qh_found *q, size_t first, size_t end) {
    size_t words = 0;
    for (size_t i = first; i < end; i++)
        words += (size_t)(qh_token_at(f, i)->kind == QH_TOKEN_WORD || qh_token_at(f, i)->kind == QH_TOKEN_NUMBER);
    if (!words && q->parts.count)
        return 1;
    quoth_span span = {qh_token_at(f, first)->start, qh_token_at(f, end - 1)->end};
    quoth_span *part = qh_vec_push(f->p->scratch, &q->parts), *quoted = qh_vec_push(f->p->scratch, &q->quoted);
    if (!part || !quoted)
        return 0;
    *part = *quoted = span;
    return 1;
}

/* The line without what the narrator says in it; q->end is where its first part ends. */
static int cut_line(qh_finder *f, qh_found *q, const line *l) {
    size_t start = l->first;
    for (size_t i = l->first + 2; i <= l->end; i++) {
        int boundary = i < l->end && (is_boundary(l, i - 1) || is_dash(f, i - 1));
        size_t told = boundary ? told_end(l, i) : 0;
        if (i < l->end && !told && !(boundary && begins_clause(l, i)))
            continue;
        size_t end = told ? i - 1 : i;
        if (start < end && !add_part(f, q, start, end))
            return 0;
        q->end = q->end ? q->end : (uint32_t)end;
        start = told ? told : i < l->end ? clause_end(l, i) : l->end;
        i = start + 1;
    }
    return start >= l->end || add_part(f, q, start, l->end);
}

int qh_cut_narrator(qh_finder *f, qh_found *q, size_t end) {
    line l = {f, q->block, q->first, end, 1, is_usual(f, q->block)};
    size_t i = l.first + 2;
    while (l.usual && i < end && !(is_boundary(&l, i - 1) && begins_inverted(&l, i)) && !(is_dash(f, i - 1) && told_end(&l, i)))
        i++;
    if (!l.usual || i >= end)
        return 1;
    q->parts.count = q->quoted.count = 0;
    q->end = 0;
    return cut_line(f, q, &l);
}

static int read_line(qh_finder *f, const line *l) {
    qh_found *q = qh_add_found(f, QUOTH_QUOTE_DIRECT, l->block);
    if (!q)
        return 0;
    q->first = (uint32_t)l->first;
    if (!cut_line(f, q, l))
        return 0;
    q->confidence = 0.6;
    uint32_t end = q->end;
    if (l->usual && end == l->end)
        q->end = f->ranges[l->block].token_end; /* nothing behind the line is about it */
    qh_attribute(f, q);
    q->end = end;
    return 1;
}

/* -it, -èrent: the endings of a word that stand for themselves in the pack. */
static int has_narrated_ending(const qh_word_table *table, const char *text, const qh_token *t) {
    enum { LONGEST = 6, SHORTEST_STEM = 1 };
    for (size_t n = 1; n <= LONGEST && t->start + n + SHORTEST_STEM <= t->end; n++)
        if (qh_table_ending(table, text, t->end - n, t->end).value == QH_NARRATED)
            return 1;
    return 0;
}

/* "Elle sortit.", "Un mouvement se fit autour d'elle": somebody else, and a verb that nobody speaks, among its first words. */
static int is_narrated(const line *l, size_t i) {
    enum { REACH = 5 };
    const qh_finder *f = l->f;
    const qh_word_table *table = qh_block_words(f, l->block);
    for (size_t k = i; k < l->end && k < i + REACH && qh_token_at(f, k)->kind == QH_TOKEN_WORD; k++) {
        const qh_token *t = qh_token_at(f, k);
        if (t->classes & QH_WORD_PRONOUN && (t->value == QH_PRONOUN_FIRST || t->value == QH_PRONOUN_SECOND))
            return 0;
        if (k > i && !(t->shape & QH_SHAPE_CAPITAL) &&
            !(t->classes & (QH_WORD_FUNCTION | QH_WORD_DETERMINER | QH_WORD_AUXILIARY)) && has_narrated_ending(table, f->text, t))
            return 1;
    }
    return 0;
}

/* Behind speech that a colon introduced within its paragraph the story may go on: where it does, or where marks end. */
static size_t story_from(const line *l) {
    int marks = 0;
    for (size_t k = l->first + 2; k < l->end; k++) {
        uint32_t c = char_at(l->f, k);
        marks += c == 0xAB ? 1 : 0;
        if (c == 0xBB && !marks--)
            return k + 1;
        if (qh_token_at(l->f, k)->sentence_start && is_narrated(l, k))
            return k;
    }
    return l->end;
}

/* The line of speech that begins at token i of the block: up to the next one, and to the sentence that introduces it. */
static line line_at(const qh_finder *f, uint32_t block, size_t i, int usual, int crowded) {
    const qh_block_range *r = &f->ranges[block];
    line l = {f, block, i, i + 1, 0, usual};
    while (l.end < r->token_end && !(begins_line(f, l.end, r->token) && is_dash(f, l.end)) &&
           !(usual && begins_behind_colon(f, l.end, r->token, r->token_end))) {
        if (crowded && begins_inside(f, l.end, r->token, r->token_end))
            return l;
        l.end++;
    }
    if (l.end < r->token_end && !begins_line(f, l.end, r->token))
        for (size_t k = l.end; k-- > i + 2;)
            if (qh_token_at(f, k)->sentence_start) {
                l.end = k;
                break;
            }
    if (usual && !begins_line(f, i, r->token))
        l.end = story_from(&l);
    return l;
}

/* A narrator's clause shows that the dash is no bullet. */
static int has_narrator(const line *l) {
    for (size_t i = l->first + 2; i < l->end; i++)
        if ((is_boundary(l, i - 1) || is_dash(l->f, i - 1)) &&
            (is_dash(l->f, i - 1) ? is_told(l, i) || is_told_by_name(l, i) : begins_clause(l, i)))
            return 1;
    return 0;
}

/* Several dashes that a sentence begins behind, and narrators in the sentences: a dialogue whose paragraphs were joined. */
static int is_crowded(const qh_finder *f, uint32_t b) {
    enum { FEWEST = 3, ONE_OF = 3 };
    const qh_block_range *r = &f->ranges[b];
    size_t speeches = 0, told = 0;
    for (size_t i = r->token; i < r->token_end; i++) {
        if (!begins_inside(f, i, r->token, r->token_end))
            continue;
        line l = line_at(f, b, i, 1, 1);
        speeches++;
        told += (size_t)has_narrator(&l);
        i = l.end - 1;
    }
    return speeches >= FEWEST && told * ONE_OF >= speeches;
}

/* Calls with each line of speech of a block; stops where 0 comes back. */
typedef int (*line_visitor)(qh_finder *f, const line *l);

static int each_line(qh_finder *f, uint32_t b, int usual, line_visitor visit) {
    const qh_block_range *r = &f->ranges[b];
    if (!is_prose(&f->p->doc->blocks.items[b]))
        return 1;
    int crowded = usual && is_crowded(f, b);
    for (size_t i = r->token; i < r->token_end; i++) {
        int behind_stop = usual && begins_behind_stop(f, i, r->token, r->token_end);
        if (!begins_speech(f, i, r->token, r->token_end) && !(usual && begins_behind_colon(f, i, r->token, r->token_end)) &&
            !behind_stop && !(crowded && begins_inside(f, i, r->token, r->token_end)))
            continue;
        if (usual && qh_token_at(f, i + 1)->kind == QH_TOKEN_MARK)
            continue; /* — « Oui. »: the marks tell */
        line l = line_at(f, b, i, usual, crowded);
        if (behind_stop && !crowded && !has_narrator(&l))
            continue; /* a dash of another kind */
        if (!visit(f, &l))
            return 0;
        i = l.end - 1;
    }
    return 1;
}

static int has_no_narrator(qh_finder *f, const line *l) {
    (void)f;
    return !has_narrator(l);
}

/* Is there a line that dashes surely make a dialogue, in a language that writes it so? */
static int is_written_so(qh_finder *f) {
    for (uint32_t b = 0; b < f->p->doc->blocks.count; b++)
        if (is_usual(f, b) && !each_line(f, b, 1, has_no_narrator))
            return 1;
    return 0;
}

int qh_find_dialogue(qh_finder *f) {
    int often = has_dialogue(f), written = often || is_written_so(f);
    for (uint32_t b = 0; b < f->p->doc->blocks.count; b++) {
        int usual = is_usual(f, b);
        if ((usual ? written : often) && !each_line(f, b, usual, read_line))
            return 0;
    }
    return 1;
}
