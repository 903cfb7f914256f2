/* Script runs of the same texts by this library, ICU and (where there is one) SheenBidi, beside validation and memcpy. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#ifdef WITH_SHEENBIDI
#include <SheenBidi/SheenBidi.h>
#endif

#include "script/properties.h"
#include "text/utf8_valid.h"

typedef struct text {
    char *bytes;
    size_t size;
    UChar *units; /* the same in UTF-16, which ICU's loop reads */
    int32_t length;
    char *copy;
} text;

/* Each returns a count (of runs, where it makes runs), so that nothing is left out by the compiler. */
typedef size_t measured(const text *t);

/* ---- ours ---- */

static size_t count_runs(const text *t, unsigned options) {
    qh_script_iterator it;
    quoth_script_run run;
    size_t runs = 0;
    for (qh_script_iterator_init(&it, t->bytes, 0, t->size, options); qh_script_next(&it, &run);)
        runs++;
    return runs;
}

static size_t ours(const text *t) { return count_runs(t, 0); }
static size_t ours_portable(const text *t) { return count_runs(t, QH_SCAN_PORTABLE); }

/* ---- ICU ---- */

static UChar32 next_of(const text *t, int32_t *at) {
    UChar unit = t->units[(*at)++];
    return U16_IS_LEAD(unit) ? (UChar32)U16_GET_SUPPLEMENTARY(unit, t->units[(*at)++]) : unit;
}

static size_t icu_get_script(const text *t) {
    size_t changes = 0;
    UScriptCode before = USCRIPT_INVALID_CODE;
    for (int32_t i = 0; i < t->length;) {
        UChar32 c = next_of(t, &i);
        UErrorCode status = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript(c, &status);
        changes += script != before;
        before = script;
    }
    return changes;
}

/* The pairs of ICU's run iterator (extra/scrptrun), in order; openers at even places. */
static const UChar32 pairs[] = {0x28,   0x29,   0x3C,   0x3E,   0x5B,   0x5D,   0x7B,   0x7D,   0xAB,   0xBB,   0x2018, 0x2019,
                                0x201C, 0x201D, 0x2039, 0x203A, 0x3008, 0x3009, 0x300A, 0x300B, 0x300C, 0x300D, 0x300E, 0x300F,
                                0x3010, 0x3011, 0x3014, 0x3015, 0x3016, 0x3017, 0x3018, 0x3019, 0x301A, 0x301B};
enum { PAIRS = sizeof pairs / sizeof *pairs, STACK = 128 };

static int pair_of(UChar32 c) {
    int low = 0, high = PAIRS;
    while (low < high) {
        int middle = (low + high) / 2;
        if (pairs[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < PAIRS && pairs[low] == c ? low : -1;
}

typedef struct icu_stack {
    int depth;
    struct {
        int pair;
        UScriptCode script;
    } open[STACK];
} icu_stack;

/* The script that a bracket has; an opener that is too deep is forgotten. */
static UScriptCode bracket_script(icu_stack *stack, int pair, UScriptCode script, UScriptCode run) {
    if (!(pair & 1)) {
        if (stack->depth < STACK) {
            stack->open[stack->depth].pair = pair;
            stack->open[stack->depth++].script = run;
        }
        return script;
    }
    while (stack->depth && stack->open[stack->depth - 1].pair != (pair & ~1))
        stack->depth--;
    return stack->depth ? stack->open[stack->depth - 1].script : script;
}

static int same_script(UScriptCode a, UScriptCode b) { return a <= USCRIPT_INHERITED || b <= USCRIPT_INHERITED || a == b; }

/* What ICU's run iterator does, with what it calls: the Script property of each character, a binary search for pairs, a stack. */
static size_t icu_runs(const text *t) {
    icu_stack stack = {0};
    size_t runs = 0;
    for (int32_t at = 0; at < t->length; runs++) {
        UScriptCode run = USCRIPT_COMMON;
        int base = stack.depth;
        while (at < t->length) {
            int32_t next = at;
            UChar32 c = next_of(t, &next);
            UErrorCode status = U_ZERO_ERROR;
            UScriptCode script = uscript_getScript(c, &status);
            int pair = pair_of(c);
            if (pair >= 0)
                script = bracket_script(&stack, pair, script, run);
            if (!same_script(run, script))
                break;
            if (run <= USCRIPT_INHERITED && script > USCRIPT_INHERITED) {
                run = script;
                while (base < stack.depth)
                    stack.open[base++].script = run;
            }
            if (pair >= 0 && pair & 1 && stack.depth && --stack.depth < base)
                base = stack.depth;
            at = next;
        }
    }
    return runs;
}

/* ---- SheenBidi ---- */

#ifdef WITH_SHEENBIDI
static size_t sheenbidi(const text *t) {
    SBCodepointSequence sequence = {SBStringEncodingUTF8, t->bytes, t->size};
    SBScriptLocatorRef locator = SBScriptLocatorCreate();
    size_t runs = 0;
    SBScriptLocatorLoadCodepoints(locator, &sequence);
    while (SBScriptLocatorMoveNext(locator))
        runs++;
    SBScriptLocatorRelease(locator);
    return runs;
}
#endif

/* ---- bounds ---- */

static size_t validation(const text *t) { return qh_utf8_valid_prefix(t->bytes, t->size); }
static size_t validation_portable(const text *t) { return qh_utf8_valid_portable(t->bytes, t->size); }

static size_t copying(const text *t) {
    memcpy(t->copy, t->bytes, t->size);
    return (unsigned char)t->copy[t->size / 2];
}

/* ---- measuring ---- */

static const struct {
    const char *name;
    measured *function;
} methods[] = {
    {"quoth", ours},
    {"portable", ours_portable},
    {"ICU runs", icu_runs},
    {"getScript", icu_get_script},
#ifdef WITH_SHEENBIDI
    {"SheenBidi", sheenbidi},
#endif
    {"UTF-8 check", validation},
    {"check port.", validation_portable},
    {"memcpy", copying},
};
enum { METHODS = sizeof methods / sizeof *methods, REPEATS = 7 };

/* Of this process: what else the machine does is not measured. */
static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Seconds of the median repetition. */
static double seconds(measured *function, const text *t, volatile size_t *count) {
    double times[REPEATS];
    *count = function(t);
    for (int i = 0; i < REPEATS; i++) {
        double start = now();
        *count = function(t);
        times[i] = now() - start;
    }
    qsort(times, REPEATS, sizeof *times, by_size);
    return times[REPEATS / 2];
}

static void print_row(const char *name, const text *t) {
    double rates[METHODS];
    volatile size_t count = 0, runs = 0;
    for (size_t i = 0; i < METHODS; i++) {
        rates[i] = (double)t->size / 1e6 / seconds(methods[i].function, t, &count);
        if (i == 0)
            runs = count;
    }
    printf("| %-11s | %7.0f |", name, (double)t->size / (double)runs);
    for (size_t i = 0; i < METHODS; i++)
        printf(" %*.0f |", (int)strlen(methods[i].name) > 6 ? (int)strlen(methods[i].name) : 6, rates[i]);
    printf(" %6.1f | %6.1f |\n", rates[0] / rates[2], rates[0] / rates[3]);
}

static void print_head(void) {
    printf("MB/s of UTF-8 by processor time, median of %d\n\n| text        | B a run |", REPEATS);
    for (size_t i = 0; i < METHODS; i++)
        printf(" %6s |", methods[i].name);
    printf(" x runs | x getS |\n|---|---|");
    for (size_t i = 0; i < METHODS + 2; i++)
        printf("---|");
    printf("\n");
}

/* ---- texts ---- */

static int convert(text *t) {
    UErrorCode status = U_ZERO_ERROR;
    t->units = malloc((t->size + 1) * sizeof *t->units);
    t->copy = malloc(t->size + 1);
    if (!t->units || !t->copy)
        return 0;
    u_strFromUTF8(t->units, (int32_t)t->size + 1, &t->length, t->bytes, (int32_t)t->size, &status);
    return U_SUCCESS(status);
}

static int read_text(const char *path, text *t) {
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (!file)
        return 0;
    if (!fseek(file, 0, SEEK_END) && (size = ftell(file)) > 0 && !fseek(file, 0, SEEK_SET) && (t->bytes = malloc((size_t)size)))
        t->size = fread(t->bytes, 1, (size_t)size, file);
    fclose(file);
    return t->size == (size_t)size && qh_utf8_valid_prefix(t->bytes, t->size) == t->size && convert(t);
}

int main(int count, char **arguments) {
    if (count < 3 || count % 2 == 0) {
        fprintf(stderr, "usage: bench_scripts NAME FILE [NAME FILE ...]\n");
        return 2;
    }
    print_head();
    for (int i = 1; i + 1 < count; i += 2) {
        text t = {0};
        int done = read_text(arguments[i + 1], &t);
        if (done)
            print_row(arguments[i], &t);
        else
            fprintf(stderr, "%s: not read as UTF-8\n", arguments[i + 1]);
        free(t.bytes);
        free(t.units);
        free(t.copy);
        if (!done)
            return 1;
    }
    return 0;
}
