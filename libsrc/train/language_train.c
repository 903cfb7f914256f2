/* Weights: naive Bayes from lines and counts, then multinomial regression from there; then again
 * with fewer and fewer features and languages, the last time rounded as the model has them. The
 * smaller ones learn from the truth and from the probabilities that the whole model gives. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/language_parts.h"

static uint32_t chance(lt_corpus *c) {
    c->random ^= c->random << 13;
    c->random ^= c->random >> 7;
    c->random ^= c->random << 17;
    return (uint32_t)(c->random >> 24);
}

/* ---- naive Bayes ---- */

static const double order_scale[LT_ORDERS] = {1.0, 0.3, 0.3, 0.7, 1.0, 1.5, 0};

static double likelihood(const lt_corpus *c, const lt_settings *s, size_t f, int l) {
    const lt_feature *feature = &c->features[f];
    size_t at = f * (size_t)c->stride + (size_t)l;
    double all = c->counted_all[feature->order][l], seen = c->seen[at] / (c->seen_all[l] / 4 + 1);
    if (feature->order && all > 0)
        return (1 - s->trust) * seen + s->trust * c->counted[at] / all + s->least;
    return (c->seen[at] + s->alpha) / (c->seen_all[l] / 4 + s->alpha * 10000);
}

static void begin_weights(lt_corpus *c, const lt_settings *s) {
    c->weights = lt_zeros(c->feature_count * (size_t)c->stride, sizeof(float));
    c->squares = lt_zeros(c->feature_count, sizeof(float));
    for (size_t f = 0; f < c->feature_count; f++) {
        lt_feature *feature = &c->features[f];
        float *w = c->weights + f * (size_t)c->stride;
        double mean = 0, seen = feature->seen;
        for (int l = 0; l < c->languages; l++) {
            double p = likelihood(c, s, f, l);
            w[l] = (float)(s->bayes * order_scale[feature->order] * log(p));
            mean += w[l] / (float)c->languages;
            feature->often += (p - s->least) * (c->seen_all[l] / 4);
        }
        for (int l = 0; l < c->languages; l++)
            w[l] -= (float)mean;
        feature->drop = feature->order ? (float)(0.5 / (seen + 4)) : (float)(1 / (seen > 1 ? seen : 1));
        if (!feature->order)
            feature->often = seen > 0 ? seen - 0.6 : 0;
    }
}

/* ---- regression ---- */

static float *row_of(const lt_corpus *c, uint32_t f) { return c->weights + (size_t)f * (size_t)c->stride; }

/* Weights learn unrounded, but are judged as the model will have them. */
static float rounded(const lt_corpus *c, float w) {
    int k = c->levels ? lt_level(c, w) : 0;
    return !c->levels ? w : k < 0 ? 0 : c->level[k];
}

static void add_weights(const lt_corpus *c, uint32_t f, float *z) {
    const float *w = row_of(c, f);
    if (!c->chosen)
        for (int l = 0; l < c->stride; l++)
            z[l] += w[l];
    else
        for (uint64_t m = c->features[f].listed; m; m &= m - 1)
            z[__builtin_ctzll(m)] += rounded(c, w[__builtin_ctzll(m)]);
}

void lt_score(const lt_corpus *c, const uint32_t *words, size_t count, float *z) {
    memset(z, 0, LT_STRIDE * sizeof *z);
    for (size_t i = 0; i < count; i++) {
        const lt_word *word = &c->words[words[i]];
        for (uint32_t k = 0; k < word->count; k++)
            add_weights(c, c->word_features[word->first + k], z);
    }
}

static size_t active_features(lt_corpus *c, const uint32_t *words, size_t count, uint32_t *out, size_t room) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const lt_word *word = &c->words[words[i]];
        for (uint32_t k = 0; k < word->count && n < room; k++) {
            uint32_t f = c->word_features[word->first + k];
            if ((float)(chance(c) & 0xFFFF) >= 65536 * c->features[f].drop)
                out[n++] = f;
        }
    }
    return n;
}

/* Probabilities less the truth; the sum of squares. */
static float gradient(const lt_corpus *c, const float *z, int truth, float *g) {
    float most = z[0], sum = 0, squares = 0;
    for (int l = 1; l < c->languages; l++)
        most = z[l] > most ? z[l] : most;
    for (int l = 0; l < c->languages; l++)
        sum += g[l] = expf(z[l] - most);
    for (int l = 0; l < c->languages; l++)
        g[l] /= sum;
    g[truth] -= 1;
    for (int l = 0; l < c->languages; l++)
        squares += g[l] * g[l];
    return squares;
}

/* Of a chosen feature only the named languages learn, and only evidence for them. */
static void learn_feature(lt_corpus *c, uint32_t f, const float *g, float squares, float rate) {
    float *w = row_of(c, f);
    c->squares[f] += squares;
    float pace = rate / sqrtf(c->squares[f] + 0.1F);
    if (!c->chosen)
        for (int l = 0; l < c->stride; l++)
            w[l] -= pace * g[l];
    for (uint64_t m = c->chosen ? c->features[f].listed : 0; m; m &= m - 1) {
        int l = __builtin_ctzll(m);
        float value = w[l] - pace * g[l];
        w[l] = value < 0 ? 0 : value > LT_MOST ? LT_MOST : value;
    }
}

/* Keeps what the whole model says of every word: the smaller ones learn from its doubts, too. */
static void keep_teacher(lt_corpus *c) {
    c->taught = lt_zeros(c->word_count * (size_t)c->languages, sizeof *c->taught);
    for (size_t i = 0; i < c->word_count; i++) {
        float z[LT_STRIDE];
        uint32_t word = (uint32_t)i;
        lt_score(c, &word, 1, z);
        for (int l = 0; l < c->languages; l++) {
            float evidence = z[l] > 100 ? 100 : z[l] < -100 ? -100 : z[l];
            c->taught[i * (size_t)c->languages + (size_t)l] = (int16_t)lroundf(256 * evidence);
        }
    }
}

/* Moves `share` of the truth in a gradient to the teacher's probabilities; the sum of squares. */
static float heed_teacher(const lt_corpus *c, const uint32_t *words, size_t count, int truth, float share, float *g) {
    float t[LT_STRIDE] = {0}, most = -1e9F, sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        const int16_t *taught = c->taught + (size_t)words[i] * (size_t)c->languages;
        for (int l = 0; l < c->languages; l++)
            t[l] += (float)taught[l] / 256;
    }
    for (int l = 0; l < c->languages; l++)
        most = t[l] > most ? t[l] : most;
    for (int l = 0; l < c->languages; l++)
        sum += t[l] = expf(t[l] - most);
    g[truth] += share;
    for (int l = 0; l < c->languages; l++) {
        g[l] -= share * t[l] / sum;
        squares += g[l] * g[l];
    }
    return squares;
}

static void learn(lt_corpus *c, const uint32_t *words, size_t count, int truth, float rate, float share) {
    enum { FEATURES = 1 << 14 };
    static uint32_t active[FEATURES];
    float z[LT_STRIDE] = {0}, g[LT_STRIDE] = {0};
    size_t n = active_features(c, words, count, active, FEATURES);
    for (size_t i = 0; i < n; i++)
        add_weights(c, active[i], z);
    float squares = gradient(c, z, truth, g);
    if (c->taught)
        squares = heed_teacher(c, words, count, truth, share, g);
    for (size_t i = 0; squares > 1e-6F && i < n; i++)
        learn_feature(c, active[i], g, squares, rate);
}

/* A sentence is learnt from whole and in pieces of one and two words. */
static void learn_item(lt_corpus *c, const lt_item *item, const lt_settings *s, float rate) {
    const uint32_t *words = c->item_words + item->first;
    learn(c, words, item->words, item->language, rate, s->teach);
    for (int i = 0; item->kind == 2 && i < s->cuts; i++) {
        uint32_t at = chance(c) % item->words;
        size_t count = i % 3 == 2 && at + 1 < item->words ? 2 : 1;
        if (c->han || c->words[words[at]].count >= 10)
            learn(c, words + at, count, item->language, rate, s->teach);
    }
}

void lt_report(const lt_corpus *c, const char *what) {
    double hits[3][LT_STRIDE] = {{0}}, all[3][LT_STRIDE] = {{0}};
    for (size_t i = 0; i < c->item_count; i++) {
        const lt_item *item = &c->items[i];
        float z[LT_STRIDE];
        if (!item->held)
            continue;
        lt_score(c, c->item_words + item->first, item->words, z);
        int best = 0;
        for (int l = 1; l < c->languages; l++)
            best = z[l] > z[best] ? l : best;
        hits[item->kind][item->language] += best == item->language;
        all[item->kind][item->language]++;
    }
    printf("  %-10s", what);
    for (int k = 0; k < 3; k++) {
        double sum = 0, n = 0;
        for (int l = 0; l < c->languages; l++)
            if (all[k][l] > 0) {
                sum += hits[k][l] / all[k][l];
                n++;
            }
        printf(" %.4f", n > 0 ? sum / n : 0);
    }
    printf("\n");
    fflush(stdout);
}

/* Each epoch learns more slowly than the one before. */
static void run_epochs(lt_corpus *c, const lt_settings *s, int epochs, float rate, int made) {
    uint32_t *order = lt_zeros(c->item_count, sizeof *order);
    size_t n = 0;
    for (size_t i = 0; i < c->item_count; i++)
        if (!c->items[i].held && (made || c->items[i].kind < 3))
            order[n++] = (uint32_t)i;
    for (int e = 0; e < epochs; e++) {
        for (size_t i = n; i > 1; i--) {
            size_t j = chance(c) % i;
            uint32_t other = order[i - 1];
            order[i - 1] = order[j];
            order[j] = other;
        }
        for (size_t i = 0; i < n; i++)
            learn_item(c, &c->items[order[i]], s, rate * (float)(epochs - e) / (float)epochs);
    }
    free(order);
}

/* What was not chosen is not seen any more. */
static void forget_others(lt_corpus *c) {
    for (size_t f = 0; f < c->feature_count; f++)
        if (!c->features[f].named)
            memset(row_of(c, (uint32_t)f), 0, (size_t)c->stride * sizeof(float));
    for (size_t i = 0; i < c->word_count; i++) {
        lt_word *word = &c->words[i];
        uint32_t kept = 0;
        for (uint32_t k = 0; k < word->count; k++) {
            uint32_t f = c->word_features[word->first + k];
            if (c->features[f].named)
                c->word_features[word->first + kept++] = f;
        }
        word->count = kept;
    }
}

static void train_chosen(lt_corpus *c, const lt_settings *s, int last) {
    forget_others(c);
    c->chosen = 1;
    lt_report(c, "chosen");
    memset(c->squares, 0, c->feature_count * sizeof *c->squares);
    if (last) {
        lt_find_levels(c);
        lt_report(c, "rounded");
        run_epochs(c, s, s->epochs, s->rate_again, 1);
    }
    run_epochs(c, s, s->finals, s->rate_again, 0);
    lt_report(c, last ? "packed" : "again");
}

void lt_train(lt_corpus *corpora, int count, const lt_settings *s, lt_model *model) {
    static const size_t rooms[] = {189, 110, QH_BUCKET - 1};
    for (int g = 0; g < count; g++) {
        lt_corpus *c = &corpora[g];
        printf("group %d: %zu lines, %zu words, %zu features\n", g, c->item_count, c->word_count, c->feature_count);
        begin_weights(c, s);
        lt_report(c, "Bayes");
        run_epochs(c, s, s->epochs, s->rate, 1);
        lt_report(c, "made");
        run_epochs(c, s, s->finals, s->rate_again, 0);
        lt_report(c, "regression");
        keep_teacher(c);
    }
    for (size_t round = 0; round < sizeof rooms / sizeof *rooms; round++) {
        lt_choose(corpora, count, s, rooms[round], model);
        for (int g = 0; g < count; g++)
            train_chosen(&corpora[g], s, round + 1 == sizeof rooms / sizeof *rooms);
    }
    lt_pack(corpora, count, model);
    for (int g = 0; g < count; g++)
        lt_calibrate(&corpora[g], g, model);
}
