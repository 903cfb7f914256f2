/* The run that is being read, and what its parts do to it (internal to runs*.c). */
#ifndef QH_SCRIPT_RUNS_STATE_H
#define QH_SCRIPT_RUNS_STATE_H

#include "script/around.h"
#include "script/properties.h"
#include "script/scan.h"

enum { QH_NO_SCRIPT = 255 };

/* A walk over grapheme clusters, forward only. */
typedef struct qh_cluster_walk {
    size_t at;    /* end of what was walked over */
    size_t start; /* of the cluster that its last character is in */
    uint32_t previous;
    int32_t state;
} qh_cluster_walk;

typedef struct qh_run {
    qh_script_set set;          /* scripts that every strong character so far allows */
    int decided;                /* there was a strong character */
    qh_script single;           /* the one script of the set, or QH_NO_SCRIPT */
    qh_script property;         /* Script of the first strong character */
    size_t strong_end;          /* end of the last strong character and the marks on it; but see qh_run_strong_end() */
    size_t scanned;             /* end of the last stretch that was passed over without a look at its last strong character */
    size_t settled;             /* end of the last such stretch that was looked at since */
    size_t baseless_end;        /* end of the last marks without a base */
    const qh_scan_table *table; /* of the single script */
    int is_long;                /* and to be passed over by vectors */
    qh_cluster_walk walk;
} qh_run;

static inline int qh_is_neutral_set(unsigned set) { return set <= QH_SCRIPT_UNKNOWN; }

static inline int qh_is_pair(const qh_properties *p) {
    return p->script == QH_SCRIPT_COMMON && (p->flags & (QH_OPENS | QH_CLOSES)) != 0;
}

/* Whether the character is one of the run's single script, with no other effect on it. */
static inline int qh_is_own(const qh_run *run, const qh_properties *p) {
    return p->script == run->single || (p->set >= QH_SCRIPT_COUNT && run->single != QH_NO_SCRIPT && !qh_is_pair(p) &&
                                        qh_script_set_has(&qh_script_sets[p->set], run->single));
}

/* Whether it joins any run. A space that some scripts are said to use is a space in all; joiners are inherited, but from nothing
   that matters here. */
static inline int qh_is_neutral(uint32_t c, const qh_properties *p) {
    return p->set == QH_SCRIPT_COMMON || p->set == QH_SCRIPT_UNKNOWN || c == 0x202F || (c | 1) == 0x200D;
}

/* The end of the last strong character. */
size_t qh_run_strong_end(const qh_script_iterator *it, qh_run *run);

/* One script of those that are left: the characters' own, else the one that most writers have in mind. */
qh_script qh_run_script(const qh_run *run);

/* ---- brackets (runs_brackets.c) ---- */

void qh_brackets_push(qh_script_iterator *it, const qh_run *run, uint32_t opener, size_t at);

/* The index of the open bracket that c closes, or -1. „…“ and ‚…‘ close only what was opened last. */
int qh_brackets_find(const qh_script_iterator *it, uint32_t c, unsigned flags);

/* Closes the bracket, and what was opened in it. */
void qh_brackets_close(qh_script_iterator *it, int index);

/* The run ended: what was opened in it and not told its script gets the run's; what lies behind it will be read again. */
void qh_brackets_settle(qh_script_iterator *it, size_t end, qh_script script);

/* ---- ending (runs_cut.c) ---- */

/* Where the run ends when the character at `at` does not fit it; 0 when it has to stay with the base before it. What is neutral at
   the start of its line belongs to what follows there; lines that are neutral altogether are of neither side (it->neutral_end). */
size_t qh_run_cut(qh_script_iterator *it, qh_run *run, size_t at);

/* ---- folding (runs_fold.c) ---- */

qh_script qh_script_folded(qh_script script, unsigned options);

/* What two folded scripts are together, QH_NO_SCRIPT for two runs. */
qh_script qh_script_merged(qh_script a, qh_script b);

#endif
