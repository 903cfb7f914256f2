#include "train/reported.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/chain.h"
#include "quote/reported.h"

enum { T = QH_CHAIN_TAGS, LONGEST = 4096 };

typedef struct sequence {
    size_t position, count; /* of positions */
    float weight;
} sequence;

typedef struct learner {
    uint32_t *features; /* all hashes */
    size_t *from;       /* by position: its features; one more at the end */
    uint8_t *masks;     /* by position */
    sequence *sequences;
    size_t positions, count;
    int bits, tags;
    float *rows, *row_squares; /* weights and sums of squared gradients */
    double steps[QH_CHAIN_STEPS][T], step_squares[QH_CHAIN_STEPS][T];
    unsigned silent; /* tags that no feature speaks for or against */
    double l2, rate;
    uint64_t noise; /* features are left out at random, so that no one of them is relied on */
} learner;

/* How many of a hundred features are left out of each chain while it is learned from. */
enum { LEFT_OUT = 30 };

static void *zeros(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        tr_fail("out of memory", "learner");
    return memory;
}

static void read_features(learner *l, const char *path) {
    size_t size;
    uint32_t *numbers = tr_read_file(path, &size);
    size_t total = size / 4;
    for (size_t i = 0; i < total; i += numbers[i] + 1)
        l->positions++;
    l->from = zeros(l->positions + 1, sizeof *l->from);
    l->features = numbers;
    size_t kept = 0, position = 0;
    for (size_t i = 0; i < total; position++) {
        size_t n = numbers[i];
        l->from[position] = kept;
        memmove(numbers + kept, numbers + i + 1, n * sizeof *numbers);
        kept += n;
        i += n + 1;
    }
    l->from[position] = kept;
}

/* MASKS: u32 positions, f32 weight, a byte for each position. */
static void read_masks(learner *l, const char *path) {
    size_t size, position = 0;
    uint8_t *bytes = tr_read_file(path, &size);
    l->masks = zeros(l->positions, 1);
    l->sequences = zeros(size / 8 + 1, sizeof *l->sequences);
    for (size_t at = 0; at + 8 <= size;) {
        uint32_t n;
        sequence *s = &l->sequences[l->count++];
        memcpy(&n, bytes + at, 4);
        memcpy(&s->weight, bytes + at + 4, 4);
        if (at + 8 + n > size || position + n > l->positions || n > LONGEST)
            tr_fail("does not fit the features", path);
        memcpy(l->masks + position, bytes + at + 8, n);
        s->position = position;
        s->count = n;
        position += n;
        at += 8 + n;
    }
    if (position != l->positions)
        tr_fail("does not fit the features", path);
    free(bytes);
}

/* ---- one chain ---- */

static double scores[LONGEST][T], forward[LONGEST][T], backward[LONGEST][T];
static double free_marginals[LONGEST][T], held_marginals[LONGEST][T];
static double free_steps[QH_CHAIN_STEPS][T], held_steps[QH_CHAIN_STEPS][T];

static double log_add(const double *values, int n) {
    double most = -INFINITY, sum = 0;
    for (int i = 0; i < n; i++)
        most = values[i] > most ? values[i] : most;
    if (most == -INFINITY)
        return most;
    for (int i = 0; i < n; i++)
        sum += exp(values[i] - most);
    return most + log(sum);
}

static int is_left_out(uint64_t noise, size_t feature) {
    uint64_t x = (noise + feature) * 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 31) * 0xBF58476D1CE4E5B9u;
    return (x ^ x >> 29) % 100 < LEFT_OUT;
}

static void score(const learner *l, const sequence *s) {
    for (size_t i = 0; i < s->count; i++) {
        for (int t = 0; t < T; t++)
            scores[i][t] = t < l->tags ? 0 : -INFINITY;
        for (size_t k = l->from[s->position + i]; k < l->from[s->position + i + 1]; k++) {
            const float *row = l->rows + ((size_t)(l->features[k] >> (32 - l->bits)) * T);
            double share = l->noise && is_left_out(l->noise, k) ? 0 : 1;
            for (int t = 0; t < l->tags; t++)
                scores[i][t] += share * (double)row[t];
        }
    }
}

static int may(const learner *l, const sequence *s, size_t i, int t, int held) {
    return !held || l->masks[s->position + i] >> t & 1;
}

/* Marginals of all paths, or of those that the masks hold; the log of their sum. */
static double pass(const learner *l, const sequence *s, int held, double marginals[][T], double steps[QH_CHAIN_STEPS][T]) {
    double terms[T];
    size_t n = s->count;
    for (int t = 0; t < T; t++)
        forward[0][t] = t < l->tags && may(l, s, 0, t, held) ? l->steps[T][t] + scores[0][t] : -INFINITY;
    for (size_t i = 1; i < n; i++)
        for (int t = 0; t < T; t++) {
            for (int b = 0; b < T; b++)
                terms[b] = forward[i - 1][b] + l->steps[b][t];
            forward[i][t] = t < l->tags && may(l, s, i, t, held) ? log_add(terms, T) + scores[i][t] : -INFINITY;
        }
    for (int t = 0; t < T; t++)
        terms[t] = forward[n - 1][t] + l->steps[QH_CHAIN_END][t];
    double all = log_add(terms, T);
    memset(steps, 0, sizeof free_steps);
    if (all == -INFINITY)
        return all;
    for (int t = 0; t < T; t++)
        backward[n - 1][t] = l->steps[QH_CHAIN_END][t];
    for (size_t i = n; i-- > 0;) {
        for (int t = 0; t < T; t++)
            marginals[i][t] = exp(forward[i][t] + backward[i][t] - all);
        for (int b = 0; i > 0 && b < T; b++) {
            for (int t = 0; t < T; t++) {
                terms[t] = forward[i][t] == -INFINITY ? -INFINITY : l->steps[b][t] + scores[i][t] + backward[i][t];
                steps[b][t] += exp(forward[i - 1][b] + terms[t] - all);
            }
            backward[i - 1][b] = log_add(terms, T);
        }
    }
    for (int t = 0; t < T; t++) {
        steps[QH_CHAIN_START][t] = marginals[0][t];
        steps[QH_CHAIN_END][t] = marginals[n - 1][t];
    }
    return all;
}

static void update(const learner *l, float *weight, float *square, double gradient) {
    *square += (float)(gradient * gradient);
    *weight += (float)(l->rate * gradient / (sqrt((double)*square) + 1e-6));
}

static double learn_sequence(learner *l, const sequence *s) {
    score(l, s);
    double all = pass(l, s, 0, free_marginals, free_steps), held = pass(l, s, 1, held_marginals, held_steps);
    if (held == -INFINITY)
        return 0;
    for (size_t i = 0; i < s->count; i++) {
        double gradients[T], size = 0;
        for (int t = 0; t < l->tags; t++) {
            gradients[t] = (double)s->weight * (held_marginals[i][t] - free_marginals[i][t]);
            size += fabs(gradients[t]);
        }
        for (size_t k = l->from[s->position + i]; size > 1e-4 && k < l->from[s->position + i + 1]; k++) {
            size_t at = (size_t)(l->features[k] >> (32 - l->bits)) * T;
            for (int t = 0; t < l->tags && !is_left_out(l->noise, k); t++)
                if (!(l->silent >> t & 1))
                    update(l, &l->rows[at + (size_t)t], &l->row_squares[at + (size_t)t],
                           gradients[t] - l->l2 * (double)l->rows[at + (size_t)t]);
        }
    }
    for (int b = 0; b < QH_CHAIN_STEPS; b++)
        for (int t = 0; t < l->tags; t++)
            if (l->steps[b][t] != -INFINITY) {
                double gradient = (double)s->weight * (held_steps[b][t] - free_steps[b][t]);
                l->step_squares[b][t] += gradient * gradient;
                l->steps[b][t] += l->rate * gradient / (sqrt(l->step_squares[b][t]) + 1e-6);
            }
    return all - held;
}

/* ---- all of them ---- */

/* Of a chain of words (reported.h): may the tag `t` stand behind `b`, which may be the start, or may `t` end the chain? */
static int follows(int b, int t) {
    int open = b == QH_TAG_CONTENT || b == QH_TAG_CONTENT_MORE;
    if (b == QH_CHAIN_END)
        return t != QH_TAG_CONTENT && t != QH_TAG_CONTENT_MORE;
    if (t == QH_TAG_CONTENT_MORE || t == QH_TAG_CONTENT_LAST)
        return open;
    if (t == QH_TAG_CUE_MORE || t == QH_TAG_SOURCE_MORE)
        return b == t || b == t - 1;
    return !open;
}

static void set_steps(learner *l) {
    for (int b = 0; b < QH_CHAIN_STEPS; b++)
        for (int t = 0; t < T; t++)
            l->steps[b][t] = t >= l->tags || (b < T && b >= l->tags) || (l->tags == T && !follows(b, t)) ? -INFINITY : 0;
    l->silent =
        l->tags == T ? 1 << QH_TAG_NONE | 1 << QH_TAG_CONTENT_MORE : 0; /* what is reported shows where it begins and ends */
}

static void shuffle(size_t *order, size_t count, uint64_t *seed) {
    for (size_t i = count; i > 1; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t k = (size_t)(*seed >> 33) % i, swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

static void train(learner *l, int epochs) {
    size_t *order = zeros(l->count, sizeof *order), used = 0;
    for (size_t i = 0; i < l->count; i++)
        if (l->sequences[i].weight > 0 && l->sequences[i].count)
            order[used++] = i;
    uint64_t seed = 1;
    l->noise = 1;
    for (int e = 0; e < epochs; e++) {
        double loss = 0;
        shuffle(order, used, &seed);
        for (size_t i = 0; i < used; i++, l->noise++)
            loss += learn_sequence(l, &l->sequences[order[i]]);
        fprintf(stderr, "epoch %d: loss %.4f a chain, %zu chains\n", e + 1, loss / (double)(used ? used : 1), used);
    }
    l->noise = 0;
    for (size_t i = 0; i < (size_t)T << l->bits; i++)
        l->rows[i] *= (float)(100 - LEFT_OUT) / 100;
    free(order);
}

/* The unit is chosen so that one weight in ten thousand is cut off at the most that a byte can hold. */
static double unit_of(const learner *l) {
    size_t total = (size_t)T << l->bits;
    size_t histogram[4096] = {0}, used = 0, above = 0;
    for (size_t i = 0; i < total; i++)
        if (l->rows[i] != 0) {
            double size = fabs((double)l->rows[i]) * 256;
            histogram[size < 4095 ? (size_t)size : 4095]++;
            used++;
        }
    size_t at = 4096;
    while (at > 1 && above + histogram[at - 1] <= used / 10000)
        above += histogram[--at];
    return (double)at / 256 / 127;
}

/* `bias` is added to the log odds of beginning content: the learner is too careful where it knows few words. */
static void write_section(const learner *l, double bias, const char *path) {
    FILE *file = fopen(path, "wb");
    double unit = unit_of(l);
    uint32_t bits = (uint32_t)l->bits;
    if (!file)
        tr_fail("cannot be written", path);
    fwrite(&bits, sizeof bits, 1, file);
    for (int b = 0; b < QH_CHAIN_STEPS; b++)
        for (int t = 0; t < T; t++) {
            double eager = l->tags == T && t == QH_TAG_CONTENT && b != QH_CHAIN_END ? bias : 0,
                   value = (l->steps[b][t] + eager) / unit;
            int16_t step = value == -INFINITY ? QH_CHAIN_NEVER : (int16_t)lrint(fmax(-30000, fmin(30000, value)));
            fwrite(&step, sizeof step, 1, file);
        }
    for (size_t i = 0; i < (size_t)T << l->bits; i++) {
        int8_t value = (int8_t)lrint(fmax(-127, fmin(127, (double)l->rows[i] / unit)));
        fwrite(&value, 1, 1, file);
    }
    if (fclose(file))
        tr_fail("cannot be written", path);
    printf("%.9g\n", unit);
}

/* What the section says of all chains: OUT.paths a byte for each position; OUT.margins i32 for each chain, the best path's lead
 * over the best one without its kind: content in a chain of words, the second best tag in a chain of one. */
static void write_answers(const learner *l, const char *section_path, const char *out) {
    static int16_t sums[LONGEST][T];
    static uint8_t from[LONGEST * T], tags[LONGEST];
    char path[4096];
    size_t size;
    qh_chain chain;
    uint8_t *section = tr_read_file(section_path, &size);
    if (!qh_chain_of(section, size, &chain))
        tr_fail("cannot be used", section_path);
    snprintf(path, sizeof path, "%s.paths", out);
    FILE *paths = fopen(path, "wb");
    snprintf(path, sizeof path, "%s.margins", out);
    FILE *margins = fopen(path, "wb");
    for (size_t i = 0; paths && margins && i < l->count; i++) {
        const sequence *s = &l->sequences[i];
        for (size_t k = 0; k < s->count; k++)
            qh_chain_sum(&chain, l->features + l->from[s->position + k], l->from[s->position + k + 1] - l->from[s->position + k],
                         sums[k]);
        const int16_t(*of)[T] = (const int16_t(*)[T])sums;
        unsigned all = (1u << l->tags) - 1;
        int32_t best = qh_chain_best(&chain, of, s->count, all, from, tags);
        unsigned others = all & ~(1u << (l->tags == T ? QH_TAG_CONTENT : tags[0]));
        int32_t margin = best - qh_chain_best(&chain, of, s->count, others, from, NULL);
        fwrite(tags, 1, s->count, paths);
        fwrite(&margin, sizeof margin, 1, margins);
    }
    if (!paths || !margins || fclose(paths) || fclose(margins))
        tr_fail("cannot be written", out);
    free(section);
}

void tr_learn(const char *features, const char *masks, const char *out, const tr_settings *settings) {
    static learner l;
    char path[4096];
    l.bits = settings->bits;
    l.tags = settings->tags;
    l.l2 = settings->l2;
    l.rate = 0.15;
    read_features(&l, features);
    read_masks(&l, masks);
    l.rows = zeros((size_t)T << l.bits, sizeof *l.rows);
    l.row_squares = zeros((size_t)T << l.bits, sizeof *l.row_squares);
    set_steps(&l);
    train(&l, settings->epochs);
    snprintf(path, sizeof path, "%s.section", out);
    write_section(&l, settings->bias, path);
    write_answers(&l, path, out);
}
