/* The pass over a stretch, on the vector operations of the header included before. */
#include "script/scan.h"

/* Zero where a byte does not belong; `next` is one byte further. */
static inline QH_SIMD qh_v belongs(const qh_v t[QH_SCAN_ROWS], qh_v v, qh_v next) {
    qh_v high = v_high(v), low = v_low(v);
    qh_v first = v_and(v_lookup(t[QH_SCAN_PAIR_HIGH], high), v_lookup(t[QH_SCAN_PAIR_LOW], low));
    qh_v second = v_and(v_lookup(t[QH_SCAN_NEXT_HIGH], v_high(next)), v_lookup(t[QH_SCAN_NEXT_LOW], v_low(next)));
    qh_v pair = v_and(first, second), allowed = v_and(pair, t[QH_SCAN_ALLOWS]);
    qh_v itself = v_and(v_lookup(t[QH_SCAN_HIGH], high), v_lookup(t[QH_SCAN_LOW], low));
    return v_and(v_or(itself, allowed), v_equal(pair, allowed));
}

/* The start of the character that text[at] is in. */
static inline size_t start_of(const char *text, size_t at) {
    while (((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

QH_SIMD size_t QH_SIMD_NAME(qh_scan)(const qh_scan_table *table, int open, const char *text, size_t at, size_t size) {
    qh_v t[QH_SCAN_ROWS];
    for (int i = 0; i < QH_SCAN_ROWS; i++)
        t[i] = v_table(table->rows[open][i]);
    for (; size - at > V_BYTES; at += V_BYTES) {
        uint64_t strange = v_zeros(belongs(t, v_load(text + at), v_load(text + at + 1)));
        if (strange) {
            at += (size_t)__builtin_ctzll(strange) / V_MASK_BITS;
            break;
        }
    }
    return at < size ? start_of(text, at) : at;
}
