#include "script/runs_state.h"

qh_script qh_script_folded(qh_script script, unsigned options) {
    switch (script) {
    case QH_SCRIPT_HIRA:
    case QH_SCRIPT_KANA:
        return options & QUOTH_SCRIPT_FOLD_JAPANESE ? QH_SCRIPT_JPAN : options & QUOTH_SCRIPT_FOLD_KANA ? QH_SCRIPT_HRKT : script;
    case QH_SCRIPT_HANG:
        return options & QUOTH_SCRIPT_FOLD_KOREAN ? QH_SCRIPT_KORE : script;
    case QH_SCRIPT_BOPO:
        return options & QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO ? QH_SCRIPT_HANB : script;
    default:
        return script;
    }
}

/* What Han may be a part of. */
static int holds_han(qh_script script) { return script == QH_SCRIPT_JPAN || script == QH_SCRIPT_KORE || script == QH_SCRIPT_HANB; }

qh_script qh_script_merged(qh_script a, qh_script b) {
    if (a == b || (b == QH_SCRIPT_HANI && holds_han(a)))
        return a;
    return a == QH_SCRIPT_HANI && holds_han(b) ? b : QH_NO_SCRIPT;
}
