#include <string.h>

#include "script/runs_state.h"

/* Openers of one kind and script right behind one another, or one in the other, are one entry with their number: what nests deep
   nests alike. */
void qh_brackets_push(qh_script_iterator *it, const qh_run *run, uint32_t opener, size_t at) {
    enum { ROOM = sizeof it->brackets / sizeof *it->brackets };
    qh_script script = run->single == QH_NO_SCRIPT ? QH_SCRIPT_COMMON : run->single;
    if (it->depth) {
        qh_open_bracket *top = &it->brackets[it->depth - 1];
        if (top->opener == opener && top->script == script && top->count < UINT32_MAX) {
            top->count++;
            top->last = at;
            return;
        }
    }
    if (it->depth == ROOM)
        memmove(it->brackets, it->brackets + 1, --it->depth * sizeof *it->brackets);
    qh_open_bracket *top = &it->brackets[it->depth++];
    top->opener = opener & 0xFFFFFF;
    top->script = script;
    top->count = 1;
    top->first = top->last = at;
}

int qh_brackets_find(const qh_script_iterator *it, uint32_t c, unsigned flags) {
    int least = flags & QH_OPENS ? (int)it->depth - 1 : 0;
    for (int i = (int)it->depth - 1; i >= least && i >= 0; i--)
        if (qh_pair_matches(it->brackets[i].opener, c))
            return i;
    return -1;
}

void qh_brackets_close(qh_script_iterator *it, int index) {
    it->depth = (unsigned)index + 1;
    if (--it->brackets[index].count == 0)
        it->depth--;
}

void qh_brackets_settle(qh_script_iterator *it, size_t end, qh_script script) {
    while (it->depth && it->brackets[it->depth - 1].first >= end)
        it->depth--;
    if (it->depth && it->brackets[it->depth - 1].last >= end) { /* the base of a cluster that was cut off */
        it->brackets[it->depth - 1].last = end - 1;
        it->brackets[it->depth - 1].count--;
    }
    for (unsigned i = it->depth; i-- > 0 && it->brackets[i].last >= it->at;)
        if (it->brackets[i].script == QH_SCRIPT_COMMON)
            it->brackets[i].script = script;
}
