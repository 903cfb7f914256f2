#include <string.h>

#include "script/runs_state.h"
#include "text/chars.h"
#include "text/utf8.h"

/* ---- the run's scripts ---- */

static int is_ascii_letter(unsigned char byte) { return (unsigned)(byte | 0x20) - 'a' < 26; }

/* Whether the character that ends at *end is one of the run's single script. Moves *end to its start. */
static int ends_own(const qh_run *run, const char *text, size_t *end) {
    unsigned char byte = (unsigned char)text[*end - 1];
    if (byte < 0x80) {
        --*end;
        return run->single == QH_SCRIPT_LATN && is_ascii_letter(byte);
    }
    return qh_is_own(run, qh_properties_of(qh_utf8_previous(text, end)));
}

size_t qh_run_strong_end(const qh_script_iterator *it, qh_run *run) {
    size_t least = run->settled > run->strong_end ? run->settled : run->strong_end;
    for (size_t end = run->scanned, start = end; end > least; end = start)
        if (ends_own(run, it->text, &start)) {
            run->strong_end = end;
            break;
        }
    run->settled = run->scanned;
    return run->strong_end;
}

/* The script of a set that has one, else QH_NO_SCRIPT. */
static qh_script only_script(const qh_script_set *set) {
    qh_script found = QH_NO_SCRIPT;
    for (qh_script script = 0; script < QH_SCRIPT_COUNT; script++)
        if (qh_script_set_has(set, script)) {
            if (found != QH_NO_SCRIPT)
                return QH_NO_SCRIPT;
            found = script;
        }
    return found;
}

/* Gives the run its first set. */
static void decide(qh_run *run, unsigned set) {
    run->set = qh_script_sets[set];
    run->single = set < QH_SCRIPT_COUNT ? (qh_script)set : QH_NO_SCRIPT;
    run->decided = 1;
}

/* Intersects the run's scripts with a set; 0, and nothing changes, when none is left. */
static int narrow(qh_run *run, unsigned set) {
    if (!run->decided) {
        decide(run, set);
        return 1;
    }
    if (run->single != QH_NO_SCRIPT)
        return qh_script_set_has(&qh_script_sets[set], run->single);
    qh_script_set both = qh_script_sets[set];
    uint64_t left = 0;
    for (unsigned i = 0; i < QH_SCRIPT_SET_WORDS; i++)
        left |= both.bits[i] &= run->set.bits[i];
    if (!left)
        return 0;
    run->set = both;
    run->single = only_script(&both);
    return 1;
}

static int join_strong(qh_run *run, qh_script property, unsigned set, size_t next) {
    if (!narrow(run, set))
        return 0;
    if (qh_is_neutral_set(run->property))
        run->property = property;
    run->strong_end = next;
    return 1;
}

qh_script qh_run_script(const qh_run *run) {
    static const qh_script order[] = {QH_SCRIPT_DEVA, QH_SCRIPT_LATN, QH_SCRIPT_ARAB, QH_SCRIPT_HANI,
                                      QH_SCRIPT_KANA, QH_SCRIPT_CYRL, QH_SCRIPT_GREK};
    if (!run->decided)
        return QH_SCRIPT_COMMON;
    if (run->single != QH_NO_SCRIPT)
        return run->single;
    if (qh_script_set_has(&run->set, run->property))
        return run->property;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (qh_script_set_has(&run->set, order[i]))
            return order[i];
    for (qh_script script = 0;; script++)
        if (qh_script_set_has(&run->set, script))
            return script;
}

/* ---- joining ---- */

/* A closing bracket belongs to the run of its opener. It is neutral where all since the opener was, and where the scripts are those
   of one CJK text. */
static int join_closer(qh_script_iterator *it, qh_run *run, int index, size_t next) {
    const qh_open_bracket *opener = &it->brackets[index];
    qh_script script = opener->script;
    int joins = script == QH_SCRIPT_COMMON || opener->last >= qh_run_strong_end(it, run) ||
                (run->decided && qh_script_is_cjk(script) && qh_script_is_cjk(qh_run_script(run))) ||
                join_strong(run, QH_SCRIPT_COMMON, script, next);
    if (joins)
        qh_brackets_close(it, index);
    return joins;
}

/* Whether the mark at `at` stands on nothing: behind a line end or another control character. */
static int has_no_base(const char *text, uint32_t mark, size_t at) {
    int32_t state = 0;
    return qh_grapheme_break(qh_utf8_previous(text, &at), mark, &state);
}

/* A mark of another script, or of none, that has a base in the run inherits its script. Without a base it is neutral; and on a
   neutral one, if it is of the block for all scripts: its extensions name some of those that use it. */
static int join_mark(const qh_script_iterator *it, qh_run *run, uint32_t c, unsigned set, size_t at, size_t next) {
    if (qh_run_strong_end(it, run) == at) { /* also leading */
        run->strong_end = next;
        if (run->decided)
            narrow(run, set);
        return 1;
    }
    if (at == run->baseless_end || has_no_base(it->text, c, at)) {
        run->baseless_end = next;
        return 1;
    }
    return qh_is_neutral_set(set) || (c >= 0x300 && c < 0x370) || join_strong(run, QH_SCRIPT_INHERITED, set, next);
}

/* Adds the character at [at, next) to the run; 0 when its script does not fit. */
static int join(qh_script_iterator *it, qh_run *run, uint32_t c, size_t at, size_t next) {
    const qh_properties *p = qh_properties_of(c);
    if (qh_is_own(run, p)) {
        run->strong_end = next;
        return 1;
    }
    if (qh_is_line_break(c)) { /* pairs are looked for in one line */
        it->depth = 0;
        return 1;
    }
    if (it->depth && qh_is_pair(p) && p->flags & QH_CLOSES) {
        int index = qh_brackets_find(it, c, p->flags);
        if (index >= 0)
            return join_closer(it, run, index, next);
    }
    if (!qh_is_neutral(c, p)) {
        if (p->script == QH_SCRIPT_INHERITED)
            return join_mark(it, run, c, p->set, at, next);
        if (!join_strong(run, p->script, p->set, next))
            return 0;
    }
    if (qh_is_pair(p) && p->flags & QH_OPENS)
        qh_brackets_push(it, run, c, at);
    return 1;
}

/* ---- reading ---- */

/* ASCII as bits: letters; what opens; what matters where a pair is open. */
static const uint64_t ascii_letters = UINT64_C(0x07FFFFFE07FFFFFE);
static const uint64_t ascii_openers[2] = {UINT64_C(1) << '(', UINT64_C(0x0800000008000000)};
static const uint64_t ascii_closers[2] = {UINT64_C(1) << ')' | 0x3C00, UINT64_C(0x2000000020000000)};

static int has_bit(const uint64_t bits[2], unsigned char c) { return (int)(bits[c >> 6] >> (c & 63) & 1); }

/* Length of the character whose whole block is the script's; 0 for one that has to be looked at. Not of ASCII. */
static size_t own_length(qh_script script, const unsigned char *p) {
    if (p[0] < 0xE0)
        return qh_scan_blocks[p[0] & 0x1F] == script ? 2 : 0;
    return p[0] < 0xF0 && qh_scan_blocks[(p[0] & 0x0F) << 6 | (p[1] & 0x3F)] == script ? 3 : 0;
}

/* Whether a character that is not of ASCII and not of such a block may be passed over. */
static int may_pass(const qh_script_iterator *it, const qh_properties *p, uint32_t c) {
    return qh_is_neutral(c, p) && !(p->flags & (it->depth ? QH_OPENS | QH_CLOSES : QH_OPENS)) &&
           !(it->depth && qh_is_line_break(c));
}

/* Passes over characters of the run's single script and those that join any, up to `until`. */
static size_t skip_characters(const qh_script_iterator *it, qh_run *run, size_t at, size_t until) {
    const uint64_t open = it->depth ? ~UINT64_C(0) : 0, foreign = run->single == QH_SCRIPT_LATN ? 0 : ascii_letters;
    const uint64_t stops[2] = {ascii_openers[0] | (ascii_closers[0] & open),
                               ascii_openers[1] | (ascii_closers[1] & open) | foreign};
    const qh_script script = run->single;
    size_t scanned = run->scanned;
    while (at < until) {
        const unsigned char *bytes = (const unsigned char *)it->text + at;
        size_t length = 1;
        if (bytes[0] < 0x80 ? has_bit(stops, bytes[0]) : !(length = own_length(script, bytes))) {
            size_t next = at;
            uint32_t c = qh_utf8_next(it->text, &next);
            const qh_properties *p = qh_properties_of(c);
            if (qh_is_own(run, p))
                run->strong_end = next;
            else if (c < 0x80 || !may_pass(it, p, c))
                break;
            at = next;
            continue;
        }
        at += length;
        scanned = at;
    }
    run->scanned = scanned;
    return at;
}

/* The same by vectors, but for the first few characters of a run and after vectors had to stop soon. */
static size_t skip(const qh_script_iterator *it, qh_run *run, size_t at) {
    enum { SHORT = 8, FEW = 8 };
    if (!run->is_long) {
        size_t few = it->size - at > FEW ? at + FEW : it->size;
        at = skip_characters(it, run, at, few);
        if (at < few || at >= it->size)
            return at;
        run->is_long = 1;
        run->table = it->scan == qh_scan_portable && run->single != QH_SCRIPT_LATN ? NULL : qh_scan_table_of(run->single);
    }
    if (!run->table)
        return skip_characters(it, run, at, it->size);
    size_t to = it->scan(run->table, it->depth != 0, it->text, at, it->size);
    if (to > at)
        run->scanned = to;
    run->is_long = to - at >= SHORT;
    return to;
}

static size_t read_run(qh_script_iterator *it, qh_run *run) {
    size_t at = it->at;
    while (at < it->size) {
        if (run->single != QH_NO_SCRIPT && (at = skip(it, run, at)) >= it->size)
            break;
        size_t next = at;
        uint32_t c = qh_utf8_next(it->text, &next);
        if (!join(it, run, c, at, next)) {
            size_t end = qh_run_cut(it, run, at);
            if (end)
                return end;
            run->strong_end = next;
        }
        at = next;
    }
    return it->size;
}

/* The next run before any folding: its end, its script. */
static size_t next_run(qh_script_iterator *it, qh_script *script) {
    size_t end = it->neutral_end;
    *script = QH_SCRIPT_COMMON;
    if (end > it->at)
        return end;
    qh_run run = {.single = QH_NO_SCRIPT, .strong_end = it->at, .walk = {.at = it->at, .start = it->at}};
    end = read_run(it, &run);
    *script = qh_run_script(&run);
    qh_brackets_settle(it, end, *script);
    return end;
}

/* ---- the iterator ---- */

void qh_script_iterator_init(qh_script_iterator *it, const char *text, size_t start, size_t end, unsigned options) {
    it->text = text;
    it->size = end;
    it->at = start;
    it->neutral_end = 0;
    it->options = options;
    it->depth = 0;
    it->scan = options & QH_SCAN_PORTABLE ? qh_scan_portable : qh_scan_best();
    it->read_end = start;
    it->read_script = QH_NO_SCRIPT;
}

/* Neighbours that fold into one script are one run; the first that does not is kept for the next call. */
static size_t fold_runs(qh_script_iterator *it, size_t end, qh_script *script) {
    while (end < it->size) {
        it->at = end;
        it->read_end = next_run(it, &it->read_script);
        it->read_script = qh_script_folded(it->read_script, it->options);
        qh_script both = qh_script_merged(*script, it->read_script);
        if (both == QH_NO_SCRIPT)
            break;
        *script = both;
        end = it->read_end;
    }
    return end;
}

int qh_script_next(qh_script_iterator *it, quoth_script_run *out) {
    enum {
        FOLDS = QUOTH_SCRIPT_FOLD_KANA | QUOTH_SCRIPT_FOLD_JAPANESE | QUOTH_SCRIPT_FOLD_KOREAN | QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO
    };
    size_t start = it->at, end = it->read_end;
    qh_script script = it->read_script;
    if (start >= it->size)
        return 0;
    if (end <= start)
        end = next_run(it, &script);
    if (it->options & FOLDS) {
        script = qh_script_folded(script, it->options);
        end = fold_runs(it, end, &script);
    }
    *out = (quoth_script_run){
        .start = start, .end = end, .direction = qh_script_is_rtl(script) ? QUOTH_DIRECTION_RTL : QUOTH_DIRECTION_LTR};
    memcpy(out->script, qh_script_code(script), 4);
    it->at = end;
    return 1;
}

int qh_script_runs(quoth_document *doc) {
    qh_script_iterator it;
    quoth_script_run run;
    qh_script_iterator_init(&it, doc->text, 0, doc->size, 0);
    while (qh_script_next(&it, &run)) {
        quoth_script_run *kept = qh_vec_push(&doc->arena, &doc->runs);
        if (!kept)
            return 0;
        *kept = run;
    }
    return 1;
}
