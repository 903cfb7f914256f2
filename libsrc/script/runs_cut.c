#include "script/runs_state.h"
#include "text/chars.h"
#include "text/utf8.h"

/* ---- lines ---- */

/* Where the last line that begins inside (from, to] begins, or 0. LF, CR, VT, FF, NEL, LS, PS end lines. */
static size_t last_line_start(const char *text, size_t from, size_t to) {
    for (size_t at = to, before; at > from; at = before) {
        before = at - 1;
        unsigned char byte = (unsigned char)text[before];
        if (byte < 0x80 ? (unsigned)byte - '\n' < 4 : (before = at, qh_is_line_break(qh_utf8_previous(text, &before))))
            return at;
    }
    return 0;
}

/* The start of the first line in (from, to) that is not blank; `to` when there is none. */
static size_t first_full_line(const char *text, size_t from, size_t to) {
    size_t start = 0;
    for (size_t at = from, next = at; at < to; at = next) {
        uint32_t c = qh_utf8_next(text, &next);
        if (qh_is_line_break(c))
            start = next;
        else if (start && !qh_is_space(c))
            return start;
    }
    return to;
}

/* ---- clusters ---- */

/* The start of the grapheme cluster that the character at `at` is in. Walks on from where the last walk ended or, when one is
   nearer, from a bound that is certain. */
static size_t cluster_start(const char *text, qh_cluster_walk *walk, size_t at) {
    size_t i = at;
    unsigned simple = qh_properties_of(qh_utf8_at(text, at, &(size_t){0}))->flags & QH_SIMPLE;
    while (i > walk->at) {
        size_t before = i;
        unsigned flags = qh_properties_of(qh_utf8_previous(text, &before))->flags & QH_SIMPLE;
        if (simple & flags)
            break;
        simple = flags;
        i = before;
    }
    if (i == at && i > walk->at)
        return at;
    if (i > walk->at)
        *walk = (qh_cluster_walk){.at = i, .start = i};
    while (walk->at <= at) {
        size_t here = walk->at;
        uint32_t c = qh_utf8_next(text, &walk->at);
        if (here != walk->start && qh_grapheme_break(walk->previous, c, &walk->state))
            walk->start = here;
        walk->previous = c;
    }
    return walk->start;
}

/* ---- the run's end ---- */

/* Lines without any script between two that have different ones. */
static int leaves_lines(const qh_script_iterator *it, const qh_run *run, size_t at) {
    qh_script after = qh_properties_of(qh_utf8_at(it->text, at, &(size_t){0}))->script;
    return qh_script_merged(qh_script_folded(qh_run_script(run), it->options), qh_script_folded(after, it->options)) ==
           QH_NO_SCRIPT;
}

size_t qh_run_cut(qh_script_iterator *it, qh_run *run, size_t at) {
    size_t strong = qh_run_strong_end(it, run), start = cluster_start(it->text, &run->walk, at);
    if (start < strong)
        return 0;
    size_t line = last_line_start(it->text, strong, start);
    if (!line)
        return start;
    size_t end = leaves_lines(it, run, at) ? first_full_line(it->text, strong, line) : line;
    if (end < line)
        it->neutral_end = line;
    return end;
}
