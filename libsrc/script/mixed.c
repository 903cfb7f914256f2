#include "script/mixed.h"

#include <string.h>

#include <unicode/uset.h>
#include <unicode/uspoof.h>

#include "base/arena.h"
#include "text/utf8.h"

/* ---- sets ---- */

static void intersect(qh_script_set *a, const qh_script_set *b) {
    for (unsigned i = 0; i < QH_SCRIPT_SET_WORDS; i++)
        a->bits[i] &= b->bits[i];
}

static int is_empty(const qh_script_set *set) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < QH_SCRIPT_SET_WORDS; i++)
        bits |= set->bits[i];
    return !bits;
}

static const qh_script_set all_scripts = {{UINT64_MAX, UINT64_MAX, UINT64_MAX}};
_Static_assert(QH_SCRIPT_SET_WORDS == 3, "as many words as all_scripts has");

/* Script_Extensions with the combinations that a script is part of; all scripts for Common and Inherited. */
static qh_script_set augmented(const qh_script_set *extensions) {
    qh_script_set set = *extensions;
    if (qh_script_set_has(&set, QH_SCRIPT_COMMON) || qh_script_set_has(&set, QH_SCRIPT_INHERITED))
        return all_scripts;
    int han = qh_script_set_has(&set, QH_SCRIPT_HANI);
    if (han || qh_script_set_has(&set, QH_SCRIPT_BOPO))
        qh_script_set_add(&set, QH_SCRIPT_HANB);
    if (han || qh_script_set_has(&set, QH_SCRIPT_HIRA) || qh_script_set_has(&set, QH_SCRIPT_KANA))
        qh_script_set_add(&set, QH_SCRIPT_JPAN);
    if (han || qh_script_set_has(&set, QH_SCRIPT_HANG))
        qh_script_set_add(&set, QH_SCRIPT_KORE);
    return set;
}

/* ---- levels ---- */

/* What a reading of the stretch gathers. */
typedef struct qh_gathered {
    qh_script_set all;      /* resolved */
    qh_script_set no_latin; /* resolved over the characters that Latin could not write */
    uint32_t zero;          /* of the first digit's system; 0 before any digit */
    int ascii, mixed_numbers;
} qh_gathered;

static void gather_digit(qh_gathered *g, uint32_t c, uint32_t value) {
    uint32_t zero = c - value;
    g->mixed_numbers |= g->zero && g->zero != zero;
    g->zero = zero;
}

static void gather(const char *text, quoth_span span, qh_gathered *g) {
    unsigned last = QH_SCRIPT_SETS;
    for (size_t at = span.start; at < span.end;) {
        uint32_t c = qh_utf8_next(text, &at);
        const qh_properties *p = qh_properties_of(c);
        g->ascii &= c < 0x80;
        if (p->flags & QH_DIGIT)
            gather_digit(g, c, p->other);
        if (p->set == last)
            continue;
        last = p->set;
        qh_script_set set = augmented(&qh_script_sets[p->set]);
        intersect(&g->all, &set);
        if (!qh_script_set_has(&set, QH_SCRIPT_LATN))
            intersect(&g->no_latin, &set);
    }
}

/* The scripts of UAX #31's table of recommended scripts that may stand beside Latin. */
static int may_join_latin(const qh_script_set *set) {
    static const qh_script recommended[] = {
        QH_SCRIPT_ARAB, QH_SCRIPT_ARMN, QH_SCRIPT_BENG, QH_SCRIPT_BOPO, QH_SCRIPT_DEVA, QH_SCRIPT_ETHI, QH_SCRIPT_GEOR,
        QH_SCRIPT_GUJR, QH_SCRIPT_GURU, QH_SCRIPT_HANG, QH_SCRIPT_HANI, QH_SCRIPT_HEBR, QH_SCRIPT_HIRA, QH_SCRIPT_KANA,
        QH_SCRIPT_KHMR, QH_SCRIPT_KNDA, QH_SCRIPT_LAOO, QH_SCRIPT_MLYM, QH_SCRIPT_MYMR, QH_SCRIPT_ORYA, QH_SCRIPT_SINH,
        QH_SCRIPT_TAML, QH_SCRIPT_TELU, QH_SCRIPT_THAA, QH_SCRIPT_THAI, QH_SCRIPT_TIBT};
    for (size_t i = 0; i < sizeof recommended; i++)
        if (qh_script_set_has(set, recommended[i]))
            return 1;
    return 0;
}

/* Whether all letters, marks and digits are in the recommended set; what ICU is too old for is not. */
static int fits_profile(const char *text, quoth_span span) {
    UErrorCode status = U_ZERO_ERROR;
    const USet *recommended = uspoof_getRecommendedSet(&status);
    if (U_FAILURE(status))
        return 0;
    for (size_t at = span.start; at < span.end;) {
        uint32_t c = qh_utf8_next(text, &at);
        const qh_properties *p = qh_properties_of(c);
        int asked = p->flags & (QH_LETTER | QH_MARK | QH_DIGIT) || p->script == QH_SCRIPT_UNKNOWN;
        if (asked && !uset_contains(recommended, (UChar32)c))
            return 0;
    }
    return 1;
}

static int level_of(const qh_gathered *g, const char *text, quoth_span span) {
    if (g->ascii)
        return QUOTH_RESTRICTION_ASCII_ONLY;
    if (!is_empty(&g->all))
        return QUOTH_RESTRICTION_SINGLE_SCRIPT;
    if (qh_script_set_has(&g->no_latin, QH_SCRIPT_HANB) || qh_script_set_has(&g->no_latin, QH_SCRIPT_JPAN) ||
        qh_script_set_has(&g->no_latin, QH_SCRIPT_KORE))
        return QUOTH_RESTRICTION_HIGHLY;
    if (may_join_latin(&g->no_latin))
        return QUOTH_RESTRICTION_MODERATELY;
    return fits_profile(text, span) ? QUOTH_RESTRICTION_MINIMALLY : QUOTH_RESTRICTION_UNRESTRICTED;
}

void qh_mixed_of(const char *text, quoth_span span, qh_mixed *out) {
    qh_gathered g = {.all = all_scripts, .no_latin = all_scripts, .ascii = 1};
    gather(text, span, &g);
    out->resolved = g.all;
    out->any = qh_script_set_has(&g.all, QH_SCRIPT_COMMON) && qh_script_set_has(&g.all, QH_SCRIPT_INHERITED);
    out->single = !is_empty(&g.all);
    out->level = level_of(&g, text, span);
    out->mixed_numbers = g.mixed_numbers;
}

/* ---- skeletons ---- */

qh_spoof *qh_spoof_open(void) {
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    return U_FAILURE(status) ? NULL : (qh_spoof *)checker;
}

void qh_spoof_close(qh_spoof *spoof) { uspoof_close((USpoofChecker *)spoof); }

/* The greatest code point bound of text[0, size) that is at most `at`. */
static size_t bound_at(const char *text, size_t at, size_t size) {
    while (at > 0 && at < size && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static int32_t ask(qh_spoof *spoof, const char *text, size_t size, char *out, size_t room, UErrorCode *status) {
    int32_t capacity = room > INT32_MAX ? INT32_MAX : (int32_t)room;
    return uspoof_getSkeletonUTF8((const USpoofChecker *)spoof, 0, size ? text : "", (int32_t)size, out, capacity, status);
}

/* ICU leaves holes in a buffer that is too small, so the whole is made elsewhere. */
static int cut_skeleton(qh_spoof *spoof, const char *text, size_t size, char *out, size_t room, size_t need) {
    UErrorCode status = U_ZERO_ERROR;
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    char *whole = qh_arena_alloc(&arena, need + 1);
    if (whole && ask(spoof, text, size, whole, need + 1, &status) == (int32_t)need && U_SUCCESS(status)) {
        size_t used = bound_at(whole, room - 1, need);
        memcpy(out, whole, used);
        out[used] = 0;
    } else
        whole = NULL;
    qh_arena_free(&arena);
    return whole != NULL;
}

int qh_spoof_skeleton(qh_spoof *spoof, const char *text, size_t size, char *out, size_t room, size_t *need) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = ask(spoof, text, size, out, room, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR)
        return 0;
    *need = (size_t)length;
    if (!room)
        return 1;
    if (*need >= room)
        return cut_skeleton(spoof, text, size, out, room, *need);
    out[*need] = 0;
    return 1;
}

int qh_skeleton(const char *text, size_t size, char *out, size_t room, size_t *need) {
    qh_spoof *spoof = qh_spoof_open();
    if (!spoof)
        return 0;
    int done = qh_spoof_skeleton(spoof, text, size, out, room, need);
    qh_spoof_close(spoof);
    return done;
}
