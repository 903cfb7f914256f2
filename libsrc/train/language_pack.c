/* From weights to the slots of the model file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/language_parts.h"

enum { SLOTS_MOST = 6 }; /* of one feature */

/* ---- choosing ---- */

/* One slot more for a feature. */
typedef struct claim {
    float worth;
    uint32_t cell;
    lt_feature *feature;
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

/* What each slot more explains of how the weights differ, times how often that counts. */
static void claim_slots(const lt_corpus *c, size_t f, double least, claims *out) {
    float sorted[LT_STRIDE];
    int n = c->languages;
    lt_feature *feature = &c->features[f];
    memcpy(sorted, c->weights + f * (size_t)c->stride, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, by_weight);
    double left = spread(sorted, 0, n), before = 1e30;
    for (int j = 1; j <= SLOTS_MOST && 2 * (j - 1) < n - 1; j++) {
        double rest = spread(sorted, 2 * j < n ? 2 * j : n - 1, n), worth = feature->often * (left - rest);
        before = worth < before ? worth * (1 - 1e-4) : before * (1 - 1e-4);
        if (before < least)
            return;
        out->items = lt_grown(out->items, out->count, &out->room, sizeof *out->items);
        out->items[out->count++] = (claim){(float)before, feature->cell, feature};
        left = rest;
    }
}

static int by_worth(const void *a, const void *b) {
    const claim *x = a, *y = b;
    if (x->worth != y->worth)
        return x->worth < y->worth ? 1 : -1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

static int is_taken(const uint16_t *prints, size_t count, uint32_t print) {
    for (size_t i = 0; i < count; i++)
        if (prints[i] == print)
            return 1;
    return 0;
}

/* The worthiest first; a bucket has room for sixteen slots, each feature in it a fingerprint of its own. */
static void fill(const claims *all, uint32_t buckets, size_t room) {
    uint16_t *prints = lt_zeros((size_t)buckets * room, sizeof *prints);
    uint8_t *used = lt_zeros(buckets, 1);
    size_t slots = 0, features = 0;
    for (size_t i = 0; i < all->count; i++) {
        const claim *c = &all->items[i];
        uint32_t bucket = c->cell >> 12;
        uint16_t *in = prints + (size_t)bucket * room, print = c->cell & QH_SLOT_PRINT;
        if (used[bucket] == room || (!c->feature->slots && is_taken(in, used[bucket], print)))
            continue;
        in[used[bucket]++] = print;
        features += !c->feature->slots++;
        slots++;
    }
    printf("%zu slots for %zu features\n", slots, features);
    free(prints);
    free(used);
}

/* Weights become what is above the mean of the languages that are not named. */
static void list_languages(lt_corpus *c, size_t f) {
    float *w = c->weights + f * (size_t)c->stride, sorted[LT_STRIDE];
    lt_feature *feature = &c->features[f];
    int n = c->languages, listed = 2 * feature->slots < n ? 2 * feature->slots : n - 1;
    if (!feature->slots)
        return;
    memcpy(sorted, w, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, by_weight);
    float rest = 0;
    feature->listed = 0;
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
    for (int g = 0; g < count; g++)
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            claim_slots(&corpora[g], f, s->worth, &all);
    for (int g = 0; g < count; g++)
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            corpora[g].features[f].slots = 0;
    qsort(all.items, all.count, sizeof *all.items, by_worth);
    printf("%zu claims, ", all.count);
    fill(&all, model->buckets, room);
    free(all.items);
    for (int g = 0; g < count; g++)
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            list_languages(&corpora[g], f);
}

/* ---- packing ---- */

static void put_slot(lt_model *model, uint32_t cell, uint32_t value) {
    uint8_t *bucket = model->slots + (size_t)(cell >> 12) * QH_BUCKET_SLOTS * 4;
    for (size_t i = 0; i < QH_BUCKET_SLOTS; i++)
        if (!qh_le32(bucket + 4 * i)) {
            value |= cell & QH_SLOT_PRINT;
            for (int k = 0; k < 4; k++)
                bucket[4 * i + (size_t)k] = (uint8_t)(value >> 8 * k);
            return;
        }
}

static void pack_feature(lt_corpus *c, size_t f, double step, lt_model *model) {
    float *w = c->weights + f * (size_t)c->stride;
    uint32_t languages[LT_STRIDE], values[LT_STRIDE];
    size_t n = 0;
    for (int l = 0; l < c->languages; l++) {
        long q = lround(w[l] / step);
        q = q < 0 ? 0 : q > QH_SLOT_MOST ? QH_SLOT_MOST : q;
        w[l] = (float)((double)q * step);
        if (!q)
            continue;
        languages[n] = (uint32_t)l;
        values[n++] = (uint32_t)q - 1;
    }
    for (size_t i = 0; i < n; i += 2) {
        int single = i + 1 == n;
        uint32_t second = single ? QH_SLOT_NOBODY : languages[i + 1], value = single ? 0 : values[i + 1];
        put_slot(model, c->features[f].cell, languages[i] << 12 | values[i] << 18 | second << 22 | value << 28);
    }
}

void lt_pack(lt_corpus *corpora, int count, const lt_settings *s, lt_model *model) {
    model->slots = lt_zeros((size_t)model->buckets * QH_BUCKET_SLOTS, 4);
    for (int g = 0; g < count; g++)
        for (size_t f = 0; f < corpora[g].feature_count; f++)
            if (corpora[g].features[f].slots)
                pack_feature(&corpora[g], f, s->step, model);
}
