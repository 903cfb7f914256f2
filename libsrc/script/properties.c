#include "script/properties.h"

#include <string.h>

_Static_assert(QH_SCRIPT_COUNT <= 64 * QH_SCRIPT_SET_WORDS, "a bit for each script");

qh_script qh_script_of(uint32_t c) { return qh_properties_of(c)->script; }

static unsigned lowest_bit(uint64_t bits) {
    unsigned n = 0;
    for (unsigned step = 32; step; step /= 2)
        if (!(bits & ((UINT64_C(1) << step) - 1))) {
            bits >>= step;
            n += step;
        }
    return n;
}

size_t qh_script_extensions(uint32_t c, qh_script set[QH_SCRIPTS_MOST]) {
    const qh_script_set *from = &qh_script_sets[qh_properties_of(c)->set];
    size_t count = 0;
    for (unsigned word = 0; word < QH_SCRIPT_SET_WORDS; word++)
        for (uint64_t bits = from->bits[word]; bits; bits &= bits - 1)
            set[count++] = (qh_script)(64 * word + lowest_bit(bits));
    return count;
}

/* ---- pairs ---- */

/* The openers of a closing quotation mark; 0 for what is none. */
static uint32_t quote_opener(uint32_t c, uint32_t *other) {
    *other = 0;
    switch (c) {
    case 0xBB: /* » */
        return 0xAB;
    case 0x203A: /* › */
        return 0x2039;
    case 0x2018: /* ‘ */
        return 0x201A;
    case 0x201C: /* “ */
        return 0x201E;
    case 0x2019: /* ’ */
        *other = 0x201A;
        return 0x2018;
    case 0x201D: /* ” */
        *other = 0x201E;
        return 0x201C;
    case 0x301E: /* 〞 */
    case 0x301F: /* 〟 */
        return 0x301D;
    default:
        return 0;
    }
}

int qh_pair_matches(uint32_t opener, uint32_t c) {
    uint32_t other, first = quote_opener(c, &other);
    if (first)
        return opener == first || (other && opener == other);
    const qh_properties *left = qh_properties_of(opener), *right = qh_properties_of(c);
    return (left->flags & QH_OPENS) && (right->flags & QH_CLOSES) && left->other && left->other == right->other;
}

/* ---- scripts ---- */

const char *qh_script_code(qh_script script) { return qh_script_infos[script < QH_SCRIPT_COUNT ? script : QH_SCRIPT_UNKNOWN].code; }
const char *qh_script_name(qh_script script) { return qh_script_infos[script < QH_SCRIPT_COUNT ? script : QH_SCRIPT_UNKNOWN].name; }
int qh_script_is_rtl(qh_script script) { return script < QH_SCRIPT_COUNT && qh_script_infos[script].rtl; }
const char *qh_unicode_version(void) { return QH_UNICODE_VERSION; }

qh_script qh_script_by_code(const char *code) {
    for (unsigned script = 0; script < QH_SCRIPT_COUNT; script++)
        if (!strcmp(qh_script_infos[script].code, code))
            return (qh_script)script;
    return QH_SCRIPT_UNKNOWN;
}

int qh_script_is_cjk(qh_script script) {
    switch (script) {
    case QH_SCRIPT_BOPO:
    case QH_SCRIPT_HANB:
    case QH_SCRIPT_HANG:
    case QH_SCRIPT_HANI:
    case QH_SCRIPT_HIRA:
    case QH_SCRIPT_HRKT:
    case QH_SCRIPT_JPAN:
    case QH_SCRIPT_KANA:
    case QH_SCRIPT_KORE:
    case QH_SCRIPT_YIII:
        return 1;
    default:
        return 0;
    }
}

int qh_script_is_spaceless(qh_script script) {
    return qh_script_is_cjk(script) || script == QH_SCRIPT_THAI || script == QH_SCRIPT_LAOO || script == QH_SCRIPT_KHMR ||
           script == QH_SCRIPT_MYMR || script == QH_SCRIPT_TIBT;
}
