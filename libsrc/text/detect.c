#include "text/detect.h"

#include <string.h>

#include "text/convert.h"
#include "text/plausible.h"

enum { SAMPLE = 8192 };

/* In order of belief; each must be better than those before it by as many characters that fit. */
typedef struct candidate {
    const char *label;
    double handicap;
} candidate;

static const candidate candidates[] = {
    {"windows-1252", 0},   {"windows-1250", .75}, {"iso-8859-2", .75},   {"windows-1251", .75}, {"koi8-r", .75},
    {"shift_jis", .75},    {"euc-jp", .75},       {"gb18030", .75},      {"big5", .75},         {"euc-kr", .75},
    {"windows-1254", .75}, {"iso-8859-7", .75},   {"windows-1253", .75}, {"windows-1255", .75}, {"windows-1256", .75},
    {"iso-8859-6", .75},   {"windows-874", .75},  {"iso-8859-5", .75},   {"windows-1257", 2},   {"koi8-u", 2},
    {"ibm866", 2},         {"ibm855", 2},         {"euc-tw", 2},         {"ibm852", 3},         {"ibm850", 3},
    {"macintosh", 3},      {"x-mac-cyrillic", 2},
};

static int is_border(unsigned char byte) { return byte == '<' || byte == '>' || byte == '\n' || byte == '\r'; }

/* Gathers the stretches of text, cut at line ends and tags, that are not pure ASCII. No charset here has the cuts in its tails. */
static size_t gather(const unsigned char *bytes, size_t size, unsigned char *sample) {
    size_t used = 0, start = 0;
    while (start < size && used < SAMPLE) {
        size_t end = start;
        unsigned char any = 0;
        for (; end < size && !is_border(bytes[end]); end++)
            any |= bytes[end];
        size_t length = end - start < SAMPLE - used ? end - start : SAMPLE - used;
        if (any & 0x80) {
            memcpy(sample + used, bytes + start, length);
            used += length;
            if (used < SAMPLE)
                sample[used++] = '\n';
        }
        start = end + 1;
    }
    return used;
}

int qh_detect(qh_arena *scratch, const unsigned char *bytes, size_t size, qh_charset *out) {
    unsigned char *sample = qh_arena_alloc(scratch, SAMPLE);
    uint32_t *points = qh_arena_alloc(scratch, 2 * SAMPLE * sizeof *points);
    uint16_t *table = qh_arena_alloc(scratch, QH_PLAUSIBLE_TABLE * sizeof *table);
    if (!sample || !points || !table)
        return 0;
    size_t sample_size = gather(bytes, size, sample);
    double best = -1e9;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        qh_charset charset;
        if (!qh_charset_find(candidates[i].label, &charset))
            continue;
        size_t count = qh_convert_sample(charset.converter, sample, sample_size, points);
        if (count == SIZE_MAX)
            continue;
        qh_plausible found = qh_plausibility(points, count, table);
        double score = (found.sum - candidates[i].handicap) / (double)(found.foreign + 1);
        if (score <= best)
            continue;
        best = score;
        *out = charset;
    }
    return 1;
}
