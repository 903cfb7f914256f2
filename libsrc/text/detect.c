#include "text/detect.h"

#include <string.h>

#include "text/chars.h"
#include "text/convert.h"
#include "text/fluency.h"

enum {
    PIECES = 4,
    PIECE = 1024,
    SAMPLE = PIECES * PIECE,
    FIRST = 512, /* bytes with which all candidates are tried; the best of them read the whole sample */
    FINALISTS = 10,
    FEW = 3 /* pairs of characters, which tell nothing */
};

static const double FLUENT = 10; /* what a pair of characters costs at most where the bytes are in a wide encoding */

/* In order of belief; the cost is what a charset's rarity counts against it. */
typedef struct candidate {
    const char *label;
    double cost;
} candidate;

static const candidate candidates[] = {
    {"windows-1252", 0},   {"windows-1250", 1.5}, {"windows-1251", 1.5}, {"shift_jis", 1.5},   {"euc-jp", 1.5},
    {"gb18030", 1.5},      {"euc-kr", 1.5},       {"big5", 2},           {"iso-8859-2", 2},    {"koi8-r", 2},
    {"iso-8859-7", 2},     {"windows-1253", 2},   {"iso-8859-15", 2},    {"windows-1254", 3},  {"windows-1255", 3},
    {"windows-1256", 3},   {"windows-874", 3},    {"windows-1257", 3},   {"iso-8859-5", 3},    {"iso-8859-6", 3},
    {"iso-8859-8", 3},     {"koi8-u", 3},         {"iso-8859-13", 3},    {"windows-1258", 3},  {"ibm866", 4},
    {"ibm855", 4},         {"ibm850", 4},         {"ibm437", 4},         {"ibm852", 4},        {"macintosh", 4},
    {"x-mac-cyrillic", 4}, {"euc-tw", 4},         {"johab", 4},          {"ibm857", 6},        {"ibm862", 6},
    {"ibm737", 6},         {"ibm775", 6},         {"ibm865", 6},         {"ibm869", 6},        {"ibm-720", 6},
    {"ibm864", 6},         {"iso-8859-3", 6},     {"iso-8859-4", 6},     {"iso-8859-10", 6},   {"iso-8859-14", 6},
    {"iso-8859-16", 6},    {"x-mac-ce", 6},       {"x-mac-greek", 6},    {"x-mac-turkish", 6}, {"ptcp154", 6},
    {"viscii", 6},         {"tcvn", 6},
};

enum { CANDIDATES = sizeof candidates / sizeof *candidates };

typedef struct detection {
    unsigned char sample[SAMPLE];
    size_t size;
    uint32_t points[2 * SAMPLE];
    size_t count;
    char text[8 * SAMPLE]; /* the points as UTF-8 */
    qh_fluency_judge *judge;
    uint16_t numbers[QH_FLUENCY_NUMBERS];
} detection;

static int is_border(unsigned char byte) { return byte == '<' || byte == '>' || byte == ' ' || (byte >= '\t' && byte <= '\r'); }

/* Gathers, up to `room` in all, the words that are not pure ASCII. Hardly a charset here has the borders in its tails. */
static void gather(detection *d, const unsigned char *bytes, size_t start, size_t stop, size_t room) {
    while (start < stop && d->size < room) {
        size_t end = start;
        unsigned char any = 0;
        for (; end < stop && !is_border(bytes[end]); end++)
            any |= bytes[end];
        size_t length = end - start < room - d->size ? end - start : room - d->size;
        if (any & 0x80) {
            memcpy(d->sample + d->size, bytes + start, length);
            d->size += length;
            if (d->size < room)
                d->sample[d->size++] = ' ';
        }
        start = end + 1;
    }
}

/* From the beginning of a word, for a piece in the middle may begin within a character. */
static size_t next_border(const unsigned char *bytes, size_t size, size_t at) {
    while (at && at < size && !is_border(bytes[at]))
        at++;
    return at;
}

/* At most `room` bytes from all over: each quarter has the room that those before it left. */
static void take_sample(detection *d, const unsigned char *bytes, size_t size, size_t room) {
    size_t start = 0;
    d->size = 0;
    for (size_t i = 1; i <= PIECES; i++) {
        size_t stop = i < PIECES ? next_border(bytes, size, size / PIECES * i) : size;
        gather(d, bytes, start, stop, room / PIECES * i);
        start = stop;
    }
}

/* What the sample costs as decoded with the candidate; 0 when there is no such converter. */
static int try_candidate(detection *d, const candidate *c, qh_charset *charset, double *cost) {
    if (!qh_charset_find(c->label, charset))
        return 0;
    d->count = qh_convert_sample(charset, d->sample, d->size, d->points);
    if (d->count == SIZE_MAX)
        return 0;
    *cost = c->cost + qh_fluency_cost(d->numbers, d->points, d->count);
    return 1;
}

static double ask_judge(detection *d) {
    size_t size = 0;
    for (size_t i = 0; i < d->count; i++)
        size += qh_char_encode(d->points[i], d->text + size);
    return d->judge ? d->judge(d->text, size) : 0;
}

typedef struct finalist {
    const candidate *candidate;
    double cost;
} finalist;

static size_t insert(finalist *best, size_t count, finalist one) {
    size_t at = count < FINALISTS ? count++ : FINALISTS;
    while (at > 0 && best[at - 1].cost > one.cost) {
        if (at < FINALISTS)
            best[at] = best[at - 1];
        at--;
    }
    if (at < FINALISTS)
        best[at] = one;
    return count;
}

/* The judge's opinion cannot make up for more than this, and it costs time to ask. */
static double hopeless(double least) { return least * 1.25 + 40; }

static void choose(detection *d, const unsigned char *bytes, size_t size, qh_charset *out) {
    finalist best[FINALISTS];
    size_t count = 0;
    qh_charset charset;
    double cost, least = 1e300, least_unjudged = 1e300;
    take_sample(d, bytes, size, FIRST);
    for (size_t i = 0; i < CANDIDATES; i++)
        if (try_candidate(d, &candidates[i], &charset, &cost))
            count = insert(best, count, (finalist){&candidates[i], cost});
    take_sample(d, bytes, size, SAMPLE);
    for (size_t i = 0; i < count; i++) {
        if (!try_candidate(d, best[i].candidate, &charset, &cost) || cost > hopeless(least_unjudged))
            continue;
        least_unjudged = cost < least_unjudged ? cost : least_unjudged;
        cost -= ask_judge(d);
        if (cost >= least)
            continue;
        least = cost;
        *out = charset;
    }
}

static size_t count_foreign_pairs(const uint32_t *points, size_t count) {
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++)
        pairs += points[i] >= 0x80 || (i && points[i - 1] >= 0x80);
    return pairs;
}

int qh_detect_wide(qh_arena *scratch, const unsigned char *bytes, size_t size, const char **out) {
    static const candidate orders[] = {{"utf-16le", 0}, {"utf-16be", 0}};
    detection *d = qh_arena_alloc(scratch, sizeof *d);
    *out = NULL;
    if (!d)
        return 0;
    d->size = (size < PIECE ? size : PIECE) & ~(size_t)1;
    memcpy(d->sample, bytes, d->size);
    qh_fluency_prepare(d->numbers);
    double least = FLUENT;
    for (size_t i = 0; i < 2; i++) {
        qh_charset charset;
        double cost;
        if (!try_candidate(d, &orders[i], &charset, &cost))
            continue;
        size_t pairs = count_foreign_pairs(d->points, d->count);
        if (pairs < FEW || cost / (double)pairs >= least)
            continue;
        least = cost / (double)pairs;
        *out = orders[i].label;
    }
    return 1;
}

int qh_detect(qh_arena *scratch, const unsigned char *bytes, size_t size, qh_fluency_judge *judge, qh_charset *out) {
    detection *d = qh_arena_alloc(scratch, sizeof *d);
    if (!d)
        return 0;
    d->judge = judge;
    qh_fluency_prepare(d->numbers);
    qh_charset_find(candidates[0].label, out);
    choose(d, bytes, size, out);
    return 1;
}
