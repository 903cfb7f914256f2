#include <string.h>

#include "script/properties.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { LATIN = 25, UNKNOWN = 103 }; /* UScriptCode */

/* The run that is being read. */
typedef struct qh_run {
    qh_script set[QH_SCRIPTS_MOST]; /* scripts that every strong character so far allows */
    size_t count;                   /* of set; 0 until the first strong character */
    qh_script property;             /* Script of the first strong character */
    size_t strong_end;              /* end of the last strong character and the marks on it */
} qh_run;

/* ---- lines ---- */

/* Where the last line that begins inside (from, to] begins, or 0. LF, CR, VT, FF, NEL, LS, PS end lines. */
static size_t last_line_start(const char *text, size_t from, size_t to) {
    for (size_t at = to; at > from; at--) {
        unsigned char c = (unsigned char)text[at - 1];
        if (c >= '\n' && c <= '\r')
            return at;
        if (c == 0x85 && at - from >= 2 && (unsigned char)text[at - 2] == 0xC2)
            return at;
        if ((c & 0xFE) == 0xA8 && at - from >= 3 && !memcmp(text + at - 3, "\xE2\x80", 2))
            return at;
    }
    return 0;
}

/* ---- brackets ---- */

static void push_bracket(qh_script_iterator *it, uint32_t opener, size_t at, const qh_run *run) {
    enum { ROOM = sizeof it->brackets / sizeof *it->brackets };
    if (it->depth == ROOM)
        memmove(it->brackets, it->brackets + 1, (--it->depth) * sizeof *it->brackets);
    it->brackets[it->depth].opener = opener;
    it->brackets[it->depth].script = run->count == 1 ? run->set[0] : QH_SCRIPT_COMMON;
    it->brackets[it->depth++].at = at;
}

/* The index of the open bracket that c closes, or -1. „…“ and ‚…‘ close only what was opened last. */
static int find_bracket(const qh_script_iterator *it, uint32_t c) {
    int least = qh_pair_opens(c) ? (int)it->depth - 1 : 0;
    for (int i = (int)it->depth - 1; i >= least && i >= 0; i--)
        if (qh_pair_matches(it->brackets[i].opener, c))
            return i;
    return -1;
}

/* What was opened inside the run and not told its script yet gets the run's; what lies behind it will be read again. */
static void settle_brackets(qh_script_iterator *it, size_t end, qh_script script) {
    while (it->depth && it->brackets[it->depth - 1].at >= end)
        it->depth--;
    for (unsigned i = it->depth; i-- > 0 && it->brackets[i].at >= it->at;)
        if (it->brackets[i].script == QH_SCRIPT_COMMON)
            it->brackets[i].script = script;
}

/* ---- joining ---- */

static int is_neutral(qh_script script) { return script == QH_SCRIPT_COMMON || script == QH_SCRIPT_INHERITED || script == UNKNOWN; }

/* Intersects the run's scripts with `set`; 0, and nothing changes, when none is left. */
static int narrow(qh_run *run, const qh_script *set, size_t count) {
    if (!run->count) {
        memcpy(run->set, set, count * sizeof *set);
        run->count = count;
        return 1;
    }
    size_t kept = 0;
    for (size_t i = 0; i < run->count; i++)
        for (size_t j = 0; j < count; j++)
            if (run->set[i] == set[j]) {
                qh_script script = run->set[i];
                run->set[i] = run->set[kept];
                run->set[kept++] = script;
                break;
            }
    if (kept)
        run->count = kept;
    return kept > 0;
}

static int join_strong(qh_run *run, qh_script property, const qh_script *set, size_t count, size_t next) {
    if (!narrow(run, set, count))
        return 0;
    if (is_neutral(run->property))
        run->property = property;
    run->strong_end = next;
    return 1;
}

/* A closing bracket belongs to the run of its opener, if that stands on the same line. It is neutral where all since the opener
   was, and where the scripts are those of one CJK text. */
static int join_closer(qh_script_iterator *it, qh_run *run, int opener, size_t at, size_t next) {
    qh_script script = it->brackets[opener].script;
    int joins = script == QH_SCRIPT_COMMON || it->brackets[opener].at >= run->strong_end ||
                (run->count && qh_script_is_cjk(script) && qh_script_is_cjk(run->set[0])) ||
                last_line_start(it->text, it->brackets[opener].at, at) != 0 || join_strong(run, QH_SCRIPT_COMMON, &script, 1, next);
    if (joins)
        it->depth = (unsigned)opener;
    return joins;
}

/* Adds the character at [at, next) to the run; 0 when its script does not fit. */
static int join(qh_script_iterator *it, qh_run *run, uint32_t c, size_t at, size_t next) {
    qh_script set[QH_SCRIPTS_MOST], property = qh_script_of(c);
    if (run->count == 1 && run->set[0] == property) {
        run->strong_end = next;
        return 1;
    }
    if (property == QH_SCRIPT_COMMON && it->depth && qh_pair_may_close(c)) {
        int opener = find_bracket(it, c);
        if (opener >= 0)
            return join_closer(it, run, opener, at, next);
    }
    size_t count = qh_script_extensions(c, set);
    if (property == QH_SCRIPT_INHERITED && run->strong_end == at) { /* on a strong base, or leading without any base */
        run->strong_end = next;
        if (run->count)
            narrow(run, set, count);
        return 1;
    }
    if (!(count == 1 && is_neutral(set[0])) && !join_strong(run, property, set, count, next))
        return 0;
    if (property == QH_SCRIPT_COMMON && qh_pair_opens(c))
        push_bracket(it, c, at, run);
    return 1;
}

/* ---- ASCII ---- */

static int has_zero(uint64_t x) { return ((x - 0x0101010101010101u) & ~x & 0x8080808080808080u) != 0; }

/* Whether eight bytes are ASCII without brackets. */
static int is_plain(const char *bytes) {
    uint64_t x;
    memcpy(&x, bytes, sizeof x);
    uint64_t folded = x & 0xDFDFDFDFDFDFDFDFu; /* { is [, } is ] */
    return !(x & 0x8080808080808080u) && !has_zero((x & 0xFEFEFEFEFEFEFEFEu) ^ 0x2828282828282828u) &&
           !has_zero(folded ^ 0x5B5B5B5B5B5B5B5Bu) && !has_zero(folded ^ 0x5D5D5D5D5D5D5D5Du);
}

/* Passes over ASCII without brackets, all of which fits a Latin run. */
static size_t skip_plain(const qh_script_iterator *it, qh_run *run, size_t at) {
    size_t start = at;
    while (it->size - at >= 8 && is_plain(it->text + at))
        at += 8;
    size_t strong = at;
    while (strong > start && qh_script_of((unsigned char)it->text[strong - 1]) != LATIN)
        strong--;
    if (strong > start)
        run->strong_end = strong;
    return at;
}

/* ---- ending ---- */

/* The start of the grapheme cluster that text[at] is in, looked for behind the strong character that ends at `strong`;
   0 when it is that character's own. */
static size_t cluster_start(const char *text, size_t strong, size_t at) {
    size_t before = at, start = 0;
    int32_t state = 0;
    uint32_t c = qh_utf8_at(text, at, &(size_t){0}), previous = qh_utf8_previous(text, &before);
    if (previous != 0x200D && qh_grapheme_break(previous, c, &state))
        return at;
    size_t i = strong;
    previous = qh_utf8_previous(text, &i);
    state = 0;
    for (i = strong; i <= at;) {
        size_t here = i;
        c = qh_utf8_next(text, &i);
        if (qh_grapheme_break(previous, c, &state))
            start = here;
        previous = c;
    }
    return start;
}

/* Where the run ends when the character at `at` does not fit it; 0 when it has to stay with the base before it. What is neutral at
   the start of the line belongs to what follows there. */
static size_t cut(const qh_script_iterator *it, const qh_run *run, size_t at) {
    size_t start = cluster_start(it->text, run->strong_end, at);
    if (!start)
        return 0;
    size_t line = last_line_start(it->text, run->strong_end, start);
    return line ? line : start;
}

/* One script of those that are left: the characters' own, else the one that most writers have in mind. */
static qh_script chosen(const qh_run *run) {
    static const qh_script order[] = {LATIN, 2 /* Arab */, 10 /* Deva */, 17 /* Hani */, 22 /* Kana */, 8 /* Cyrl */,
                                      14 /* Grek */};
    if (!run->count)
        return QH_SCRIPT_COMMON;
    for (size_t i = 0; i < run->count; i++)
        if (run->set[i] == run->property)
            return run->property;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < run->count; i++)
            if (run->set[i] == order[k])
                return order[k];
    return run->set[0];
}

static size_t read_run(qh_script_iterator *it, qh_run *run) {
    size_t at = it->at;
    while (at < it->size) {
        if (run->count == 1 && run->set[0] == LATIN && (at = skip_plain(it, run, at)) >= it->size)
            break;
        size_t next = at;
        uint32_t c = qh_utf8_next(it->text, &next);
        if (!join(it, run, c, at, next)) {
            size_t end = cut(it, run, at);
            if (end)
                return end;
            run->strong_end = next;
        }
        at = next;
    }
    return it->size;
}

int qh_script_next(qh_script_iterator *it, quoth_script_run *out) {
    if (it->at >= it->size)
        return 0;
    qh_run run;
    run.count = 0;
    run.property = QH_SCRIPT_COMMON;
    run.strong_end = it->at;
    size_t end = read_run(it, &run);
    qh_script script = chosen(&run);
    settle_brackets(it, end, script);
    *out = (quoth_script_run){
        .start = it->at, .end = end, .direction = qh_script_is_rtl(script) ? QUOTH_DIRECTION_RTL : QUOTH_DIRECTION_LTR};
    memcpy(out->script, qh_script_code(script), 4);
    it->at = end;
    return 1;
}

int qh_script_runs(quoth_document *doc) {
    qh_script_iterator it = {.text = doc->text, .size = doc->size};
    quoth_script_run run;
    while (qh_script_next(&it, &run)) {
        quoth_script_run *kept = qh_vec_push(&doc->arena, &doc->runs);
        if (!kept)
            return 0;
        *kept = run;
    }
    return 1;
}
