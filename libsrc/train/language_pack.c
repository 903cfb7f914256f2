/* From weights to the table of the model file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/language_parts.h"

enum { HEAD = 2, NAME = 1 }; /* bytes of a feature, of each of its languages */

/* ---- choosing ---- */

/* A feature and its first languages, or more languages for it. */
typedef struct claim {
    float worth; /* of each byte */
    uint32_t cell;
    lt_feature *feature;
    uint8_t from, to; /* languages, by weight */
} claim;

typedef struct claims {
    claim *items;
    size_t count, room;
} claims;

static int by_weight(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

static double spread(const float *w, int first, int end) {
    double mean = 0, sum = 0;
    for (int i = first; i < end; i++)
        mean += w[i] / (float)(end - first);
    for (int i = first; i < end; i++)
        sum += (w[i] - mean) * (w[i] - mean);
    return sum;
}

/* How much of the spread of the weights each number of named languages leaves; returns the greatest number. */
static int spreads(const float *w, int n, double *left) {
    float sorted[LT_STRIDE];
    int most = n - 1 < QH_NAMED_MOST ? n - 1 : QH_NAMED_MOST;
    memcpy(sorted, w, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, by_weight);
    for (int j = 0; j <= most; j++)
        left[j] = spread(sorted, j, n);
    return most;
}

/*
 * How often a feature will count. What it has learnt tells how often the languages were in doubt where it occurs, which is less
 * reliable for what is rare; so the mean of both. `scale` makes the groups equal, as some have more lines than others.
 */
static double weight_of(const lt_corpus *c, size_t f, double scale) {
    double often = c->features[f].often;
    return often > 0 ? sqrt(often * scale * (double)c->squares[f]) : 0;
}

static double doubt_scale(const lt_corpus *c) {
    double often = 0, doubt = 1e-9;
    for (size_t f = 0; f < c->feature_count; f++)
        if (c->features[f].often > 0) {
            often += c->features[f].often;
            doubt += (double)c->squares[f];
        }
    return often / doubt;
}

/* What languages more explain of how the weights differ, times how often that counts; the steps that are worth most by byte. */
static void claim_room(const lt_corpus *c, size_t f, double weight, double least, claims *out) {
    double left[QH_NAMED_MOST + 1];
    lt_feature *feature = &c->features[f];
    if (weight <= 0)
        return;
    int most = spreads(c->weights + f * (size_t)c->stride, c->languages, left);
    for (int from = 0, to = 0; from < most; from = to) {
        double best = -1;
        for (int j = from + 1; j <= most; j++) {
            double worth = weight * (left[from] - left[j]) / ((from ? 0 : HEAD) + NAME * (j - from));
            if (worth > best) {
                best = worth;
                to = j;
            }
        }
        if (best < least)
            return;
        out->items = lt_grown(out->items, out->count, &out->room, sizeof *out->items);
        out->items[out->count++] = (claim){(float)best, feature->cell, feature, (uint8_t)from, (uint8_t)to};
    }
}

static int by_worth(const void *a, const void *b) {
    const claim *x = a, *y = b;
    if (x->worth != y->worth)
        return x->worth < y->worth ? 1 : -1;
    if (x->cell != y->cell)
        return x->cell < y->cell ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

static int is_taken(const uint16_t *prints, size_t count, uint32_t print) {
    for (size_t i = 0; i < count; i++)
        if (prints[i] == print)
            return 1;
    return 0;
}

/* The worthiest first, as long as there is room in the bucket; each feature in it has a fingerprint of its own. */
static void fill(const claims *all, uint32_t buckets, size_t room) {
    size_t prints_room = room / (HEAD + NAME);
    uint16_t *prints = lt_zeros((size_t)buckets * prints_room, sizeof *prints);
    uint16_t *used = lt_zeros(buckets, sizeof *used), *features = lt_zeros(buckets, sizeof *features);
    size_t names = 0, count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const claim *c = &all->items[i];
        uint32_t bucket = c->cell >> 12;
        uint16_t *in = prints + (size_t)bucket * prints_room, print = c->cell & QH_PRINT;
        size_t bytes = (c->from ? 0 : HEAD) + NAME * (size_t)(c->to - c->from);
        if (used[bucket] + bytes > room || (c->from ? c->feature->named != c->from : is_taken(in, features[bucket], print)))
            continue;
        /* Only the last round makes buckets of the file. */
        if (!c->from && room < QH_BUCKET && features[bucket] == QH_BUCKET_FEATURES)
            continue;
        if (!c->from) {
            in[features[bucket]++] = print;
            count++;
        }
        used[bucket] = (uint16_t)(used[bucket] + bytes);
        c->feature->named = c->to;
        names += (size_t)(c->to - c->from);
    }
    printf("%zu languages named by %zu features\n", names, count);
    free(prints);
    free(used);
    free(features);
}

/* Weights become what is above the mean of the languages that are not named. */
static void list_languages(lt_corpus *c, size_t f) {
    float *w = c->weights + f * (size_t)c->stride, sorted[LT_STRIDE];
    lt_feature *feature = &c->features[f];
    int n = c->languages, listed = feature->named;
    feature->listed = 0;
    if (!listed)
        return;
    memcpy(sorted, w, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, by_weight);
    float rest = 0;
    for (int i = listed; i < n; i++)
        rest += sorted[i] / (float)(n - listed);
    for (int l = 0, left = listed; l < n; l++) {
        int named = left > 0 && w[l] >= sorted[listed - 1];
        left -= named;
        feature->listed |= (uint64_t)named << l;
        w[l] = named ? w[l] - rest : 0;
    }
}

void lt_choose(lt_corpus *corpora, int count, const lt_settings *s, size_t room, lt_model *model) {
    claims all = {0};
    for (int g = 0; g < count; g++) {
        double scale = doubt_scale(&corpora[g]);
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            claim_room(&corpora[g], f, weight_of(&corpora[g], f, scale), s->worth, &all);
    }
    for (int g = 0; g < count; g++)
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            corpora[g].features[f].named = 0;
    qsort(all.items, all.count, sizeof *all.items, by_worth);
    printf("%zu claims, ", all.count);
    fill(&all, model->buckets, room);
    free(all.items);
    for (int g = 0; g < count; g++)
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            list_languages(&corpora[g], f);
}

/* ---- rounding ---- */

enum { TURNS = 40, LEVELS_MOST = 16 };

/* One turn of k-means: each level becomes the mean of the weights that are nearest to it, as often as their features are. */
static void move_levels(lt_corpus *c) {
    double sums[QH_CODES] = {0}, counts[QH_CODES] = {0};
    for (size_t f = 0; f < c->feature_count; f++)
        for (uint64_t m = c->features[f].listed; m; m &= m - 1) {
            float w = c->weights[f * (size_t)c->stride + (size_t)__builtin_ctzll(m)];
            int k = lt_level(c, w);
            if (k < 0)
                continue;
            sums[k] += c->features[f].often * (double)w;
            counts[k] += c->features[f].often;
        }
    for (int k = 0; k < c->levels; k++)
        if (counts[k] > 0)
            c->level[k] = (float)(sums[k] / counts[k]);
}

void lt_find_levels(lt_corpus *c) {
    int n = QH_CODES / c->languages;
    c->levels = n < LEVELS_MOST ? n : LEVELS_MOST;
    for (int k = 0; k < c->levels; k++)
        c->level[k] = LT_MOST * (float)(k + 1) / (float)c->levels;
    for (int turn = 0; turn < TURNS; turn++)
        move_levels(c);
    printf("  levels:");
    for (int k = 0; k < c->levels; k++) {
        c->level[k] = roundf(c->level[k] / LT_UNIT) * LT_UNIT;
        printf(" %.2f", (double)c->level[k]);
    }
    printf("\n");
}

/* ---- packing ---- */

/* The languages of which something is left after rounding. */
static size_t codes_of(const lt_corpus *c, size_t f, uint8_t *out) {
    const float *w = c->weights + f * (size_t)c->stride;
    size_t n = 0;
    for (uint64_t m = c->features[f].listed; m; m &= m - 1) {
        int l = __builtin_ctzll(m), k = lt_level(c, w[l]);
        if (k >= 0)
            out[n++] = (uint8_t)(l * c->levels + k);
    }
    return n;
}

/* Puts a feature behind those of the bucket; their languages make room for its head. */
static void put_feature(uint8_t *bucket, uint32_t print, const uint8_t *codes, size_t n) {
    size_t count = bucket[QH_BUCKET - 1], end = HEAD * count;
    for (size_t i = 0; i < count; i++)
        end += (bucket[HEAD * i] & 15u) + 1;
    memmove(bucket + HEAD * (count + 1), bucket + HEAD * count, end - HEAD * count);
    uint32_t head = print << 4 | (uint32_t)(n - 1);
    bucket[HEAD * count] = (uint8_t)head;
    bucket[HEAD * count + 1] = (uint8_t)(head >> 8);
    memcpy(bucket + end + HEAD, codes, n);
    bucket[QH_BUCKET - 1] = (uint8_t)(count + 1);
}

static void put_codes(const lt_corpus *c, uint8_t *codes) {
    for (int l = 0; l < c->languages; l++)
        for (int k = 0; k < c->levels; k++) {
            uint8_t *code = codes + 2 * (l * c->levels + k);
            code[0] = (uint8_t)l;
            code[1] = (uint8_t)lround((double)(c->level[k] / LT_UNIT));
        }
}

void lt_pack(const lt_corpus *corpora, int count, lt_model *model) {
    model->table = lt_zeros(model->buckets, QH_BUCKET);
    model->codes = lt_zeros(QH_LANGUAGE_GROUPS * QH_CODES, 2);
    for (int g = 0; g < count; g++) {
        const lt_corpus *c = &corpora[g];
        put_codes(c, model->codes + (size_t)g * QH_CODES * 2);
        for (size_t f = 0; f < c->feature_count; f++) {
            uint8_t codes[QH_NAMED_MOST];
            size_t n = c->features[f].named ? codes_of(c, f, codes) : 0;
            if (n)
                put_feature(model->table + (size_t)(c->features[f].cell >> 12) * QH_BUCKET, c->features[f].cell & QH_PRINT, codes,
                            n);
        }
    }
}
