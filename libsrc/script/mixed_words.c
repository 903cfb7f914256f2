#include <string.h>

#include "script/look_alikes.h"
#include "script/mixed.h"
#include "text/bits.h"
#include "text/chars.h"
#include "text/utf8.h"

typedef enum qh_case { NO_CASE, UPPER, LOWER } qh_case;

/* Letters of one script in a row. */
typedef struct qh_segment {
    size_t start, end;
    unsigned letters, lowers;
    qh_script script;
    unsigned char strong, weak; /* scripts (QH_AS_…) that all its letters look like: everywhere, amid a word */
    qh_case first, last;
} qh_segment;

/* ---- scripts ---- */

static unsigned host_of(qh_script script) {
    switch (script) {
    case QH_SCRIPT_LATN:
        return QH_AS_LATN;
    case QH_SCRIPT_CYRL:
        return QH_AS_CYRL;
    case QH_SCRIPT_GREK:
        return QH_AS_GREK;
    case QH_SCRIPT_ARMN:
        return QH_AS_ARMN;
    default:
        return 0;
    }
}

/* Scripts of shapes like Latin or Greek ones that no living text mixes into words of those. */
static int is_rare(qh_script script) {
    static const qh_script rare[] = {QH_SCRIPT_CANS, QH_SCRIPT_CARI, QH_SCRIPT_CHER, QH_SCRIPT_COPT, QH_SCRIPT_DSRT,
                                     QH_SCRIPT_GOTH, QH_SCRIPT_ITAL, QH_SCRIPT_LISU, QH_SCRIPT_LYCI, QH_SCRIPT_LYDI,
                                     QH_SCRIPT_OSGE, QH_SCRIPT_RUNR, QH_SCRIPT_TFNG, QH_SCRIPT_WARA};
    return memchr(rare, script, sizeof rare) != NULL;
}

/* Common and inherited letters go with any script. */
static int is_strong(qh_script script) {
    return script != QH_SCRIPT_COMMON && script != QH_SCRIPT_INHERITED && script != QH_SCRIPT_UNKNOWN;
}

/* ---- likeness ---- */

static int is_in(uint64_t looks, char look) { return (int)(looks >> (look - '@') & 1); }

/* Narrows the scripts that the segment may be taken for by one more letter. */
static void look(const qh_mixed_iterator *it, qh_segment *s, uint32_t c) {
    int weak;
    char as = qh_look_of(c, &weak);
    unsigned strong = 0, amid = 0;
    if (as) {
        amid = (s->script != QH_SCRIPT_LATN ? QH_AS_LATN : 0u) | (is_in(it->looks[0] | it->looks[1], as) ? QH_AS_CYRL : 0u) |
               (is_in(it->looks[2], as) ? QH_AS_GREK : 0u) | (is_in(it->looks[3], as) ? QH_AS_ARMN : 0u);
        strong = weak ? 0 : is_in(it->looks[0], as) ? amid : amid & ~(unsigned)QH_AS_CYRL;
    }
    s->strong &= (unsigned char)strong;
    s->weak &= (unsigned char)amid;
}

static void add_letter(const qh_mixed_iterator *it, qh_segment *s, uint32_t c, size_t end) {
    unsigned class = qh_char_class(c);
    s->last = class & QH_CHAR_UPPER ? UPPER : class & QH_CHAR_LOWER ? LOWER : NO_CASE;
    if (!s->letters++)
        s->first = s->last;
    s->lowers += s->last == LOWER;
    s->end = end;
    look(it, s, c);
}

/* ---- judging ---- */

/* "sinαcosβ", "dσdt": Greek between Latin letters that is mathematics all the same. */
static int is_formula(const char *text, const qh_segment *before, const qh_segment *behind) {
    static const char names[] = "sin cos tan cot log exp max min lim det";
    for (const char *name = names; name < names + sizeof names - 1; name += 4)
        if ((before->end - before->start >= 3 && !memcmp(text + before->end - 3, name, 3)) ||
            (behind->end - behind->start >= 3 && !memcmp(text + behind->start, name, 3)))
            return 1;
    return before->letters + behind->letters < 3 ||
           (before->letters == 1 && text[before->start] == 'd' && text[behind->start] == 'd');
}

/* Letters of one script on both sides. */
static int intrudes_amid(const char *text, const qh_segment *before, const qh_segment *s, const qh_segment *behind) {
    unsigned host = host_of(before->script);
    int amid_small = before->last == LOWER && behind->first == LOWER;
    if (!host_of(s->script))
        return host == QH_AS_LATN && s->letters == 1 && amid_small && s->script != QH_SCRIPT_ARAB /* و is "and" */;
    if (host == QH_AS_GREK && s->script == QH_SCRIPT_LATN && before->letters + behind->letters < 3)
        return 0;
    if (s->strong & host)
        return 1;
    return (s->weak & host) && amid_small && !(s->script == QH_SCRIPT_GREK && is_formula(text, before, behind));
}

/* Where a Latin word or abbreviation touches a word of another script by grammar, glue or fashion, not by disguise. */
static int is_joint(const qh_segment *s, const qh_segment *first, const qh_segment *second) {
    int latin = s->script == QH_SCRIPT_LATN;
    if (first->letters >= 2 && !first->lowers && second->first == LOWER) /* "PCшный" */
        return 1;
    if (latin && s == second && s->letters >= 2 && !s->lowers && first->last == LOWER) /* "сайтHTC" */
        return 1;
    return latin && s == first && s->letters == 1 && s->lowers && second->first == UPPER; /* "iФон" */
}

/* At one end of the word, or between letters of two other scripts. */
static int intrudes_beside(const qh_segment *s, const qh_segment *first, const qh_segment *second) {
    const qh_segment *other = s == first ? second : first;
    if (!(s->strong & host_of(other->script)) || is_joint(s, first, second))
        return 0;
    return other->script != QH_SCRIPT_GREK || s->script != QH_SCRIPT_LATN || other->letters >= 3; /* "Δx", "βA" */
}

static int clashes(qh_script rare, const qh_segment *other) {
    return other && host_of(other->script) && !(rare == QH_SCRIPT_COPT && other->script == QH_SCRIPT_GREK);
}

/* Whether the segment is in disguise between its neighbours, either of which may be NULL. */
static int intrudes(const char *text, const qh_segment *before, const qh_segment *s, const qh_segment *behind) {
    if (is_rare(s->script))
        return clashes(s->script, before) || clashes(s->script, behind);
    if (before && behind && before->script == behind->script)
        return intrudes_amid(text, before, s, behind);
    return (before && intrudes_beside(s, before, s)) || (behind && intrudes_beside(s, s, behind));
}

/* ---- reading ---- */

/* The last three segments of the letters in a row, and what is known of the word. */
typedef struct qh_reader {
    qh_segment segments[3];
    unsigned count;
    unsigned letters, others; /* of the word; not Latin */
    int last_other_is_small;
    int others_intrude, latin_intrudes;
    unsigned reads_as;
} qh_reader;

static void judge_segment(qh_reader *r, const char *text, const qh_segment *before, const qh_segment *s, const qh_segment *behind) {
    if (intrudes(text, before, s, behind))
        *(s->script == QH_SCRIPT_LATN ? &r->latin_intrudes : &r->others_intrude) = 1;
}

/* Judges what is complete; `ends` when nothing follows the last segment. */
static void judge(qh_reader *r, const char *text, int ends) {
    qh_segment *last = r->segments + r->count - 1;
    if (r->count >= 2) {
        judge_segment(r, text, r->count == 3 ? last - 2 : NULL, last - 1, last);
        if (ends)
            judge_segment(r, text, last - 1, last, NULL);
    }
    if (r->count && (ends || r->count == 3)) {
        memmove(r->segments, r->segments + 1, 2 * sizeof *r->segments);
        r->count = ends ? 0 : 2;
    }
}

static void begin_segment(qh_reader *r, const char *text, qh_script script, size_t at) {
    if (r->count)
        judge(r, text, 0);
    r->segments[r->count++] = (qh_segment){.start = at, .end = at, .script = script, .strong = 0xF, .weak = 0xF};
}

static void close_segment(qh_reader *r) {
    if (!r->count)
        return;
    const qh_segment *s = r->segments + r->count - 1;
    r->reads_as &= host_of(s->script) | s->weak;
    r->letters += s->letters;
    if (s->script != QH_SCRIPT_LATN) {
        r->others += s->letters;
        r->last_other_is_small = s->last == LOWER;
    }
}

/* A single capital of another script among Latin letters is fashion ("KoЯn", "TETЯIS"), unless it is the one in disguise. */
static int is_suspicious(const qh_reader *r) {
    if (!r->latin_intrudes || r->others_intrude)
        return r->others_intrude;
    return r->others > 1 || ((r->reads_as & ~(unsigned)QH_AS_LATN) && (r->last_other_is_small || r->letters <= 3));
}

static void end_letters(qh_reader *r, const char *text) {
    close_segment(r);
    judge(r, text, 1);
}

static void note_script(qh_mixed_token *out, qh_script script) {
    if (out->script_count < QH_MIXED_SCRIPTS && !memchr(out->scripts, script, out->script_count))
        out->scripts[out->script_count++] = script;
}

static qh_script script_read(const qh_reader *r) {
    static const qh_script order[] = {QH_SCRIPT_LATN, QH_SCRIPT_CYRL, QH_SCRIPT_GREK, QH_SCRIPT_ARMN};
    for (unsigned i = 0; i < sizeof order; i++)
        if (r->reads_as >> i & 1)
            return order[i];
    return QH_SCRIPT_UNKNOWN;
}

/* Whether the word that out spans, which holds more than one script, is suspicious; fills the rest of out. */
static int examine(const qh_mixed_iterator *it, qh_mixed_token *out) {
    qh_reader r = {.reads_as = 0xF};
    out->script_count = 0;
    for (size_t at = out->start; at < out->end;) {
        size_t here = at;
        uint32_t c = qh_utf8_next(it->text, &at);
        const qh_properties *p = qh_properties_of(c);
        if ((p->flags & QH_LETTER) && is_strong(p->script)) {
            note_script(out, p->script);
            if (!r.count || r.segments[r.count - 1].script != p->script) {
                close_segment(&r);
                begin_segment(&r, it->text, p->script, here);
            }
            add_letter(it, r.segments + r.count - 1, c, at);
        }
        if ((p->flags & QH_DIGIT) || ((p->flags & QH_LETTER) && qh_script_is_spaceless(p->script)))
            end_letters(&r, it->text);
    }
    end_letters(&r, it->text);
    out->reads_as = script_read(&r);
    return is_suspicious(&r);
}

/* ---- words ---- */

/* Soft hyphen, ZWNJ, ZWJ, word joiner, BOM: they hide between letters. */
static int is_hidden(uint32_t c) { return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF; }

/* The end of the word that starts at `start`; `start` when there is none. */
static size_t word_end(const qh_mixed_iterator *it, size_t start, int *mixes) {
    qh_script script = QH_SCRIPT_COMMON;
    size_t end = start;
    *mixes = 0;
    for (size_t at = start; at < it->end;) {
        uint32_t c = qh_utf8_next(it->text, &at);
        const qh_properties *p = qh_properties_of(c);
        if (p->flags & (QH_LETTER | QH_MARK | QH_DIGIT))
            end = at;
        else if (end == start || !is_hidden(c))
            break;
        if ((p->flags & QH_LETTER) && is_strong(p->script)) {
            *mixes |= script != QH_SCRIPT_COMMON && script != p->script;
            script = p->script;
        }
    }
    return end;
}

static int is_ascii_word(char byte) {
    unsigned char c = (unsigned char)byte;
    return (c | 0x20u) - 'a' < 26 || c - 0u - '0' < 10;
}

/* The start of the next word that is not ASCII alone, or the end. */
static size_t next_word(const qh_mixed_iterator *it) {
    size_t at = it->at;
    while (it->end - at >= 8 && !(qh_bits_load(it->text + at) & QH_BITS_HIGH))
        at += 8;
    while (at < it->end && (unsigned char)it->text[at] < 0x80)
        at++;
    if (at < it->end)
        while (at > it->at && is_ascii_word(it->text[at - 1]))
            at--;
    return at;
}

void qh_mixed_start(qh_mixed_iterator *it, const char *text, quoth_span span) {
    it->text = text;
    it->at = span.start;
    it->end = span.end;
    qh_looks_of_scripts(it->looks);
}

int qh_mixed_next(qh_mixed_iterator *it, qh_mixed_token *out) {
    qh_mixed_token token;
    while ((token.start = next_word(it)) < it->end) {
        int mixes;
        it->at = token.end = word_end(it, token.start, &mixes);
        if (token.end == token.start)
            qh_utf8_next(it->text, &it->at);
        else if (mixes && examine(it, &token)) {
            qh_mixed mixed;
            qh_mixed_of(it->text, (quoth_span){token.start, token.end}, &mixed);
            token.level = mixed.level;
            *out = token;
            return 1;
        }
    }
    it->at = it->end;
    return 0;
}
