/* How much each token of a leaf speaks for or against it: logistic regression by stochastic gradients (AdaGrad). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/main.h"

enum { WEIGHTS = 1 << QH_HTML_WEIGHT_BITS, EPOCHS = 4, STEPS_OF_ONE = 32 };

/* targets: by leaf a probability and a weight; leaves of weight 0 are only scored. */
typedef struct task {
    uint16_t *counts, *tokens;
    float *targets;
    size_t leaves, *first;
    double weights[WEIGHTS], squares[WEIGHTS], bias;
} task;

static char *path_of(const char *prefix, const char *suffix) {
    size_t size = strlen(prefix) + strlen(suffix) + 1;
    char *path = tm_zeros(size, 1);
    snprintf(path, size, "%s%s", prefix, suffix);
    return path;
}

static void *read_part(const char *prefix, const char *suffix, size_t *size) {
    char *path = path_of(prefix, suffix);
    void *bytes = tm_read_file(path, size);
    free(path);
    return bytes;
}

static void learn_leaf(task *t, size_t i) {
    double target = (double)t->targets[2 * i], weight = (double)t->targets[2 * i + 1], sum = t->bias;
    for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
        sum += t->weights[t->tokens[k]];
    double gradient = (1 / (1 + exp(-sum)) - target) * weight;
    t->bias -= 0.02 * gradient;
    for (size_t k = t->first[i]; k < t->first[i + 1]; k++) {
        double *w = &t->weights[t->tokens[k]], *s = &t->squares[t->tokens[k]], g = gradient + 0.004 * *w * weight;
        *s += g * g;
        *w -= 0.15 * g / sqrt(*s + 1);
    }
}

static size_t *shuffled(const task *t, size_t *count) {
    size_t *order = tm_zeros(t->leaves + 1, sizeof *order);
    uint64_t state = UINT64_C(88172645463325252);
    *count = 0;
    for (size_t i = 0; i < t->leaves; i++)
        if (t->targets[2 * i + 1] > 0)
            order[(*count)++] = i;
    for (size_t i = *count; i > 1; i--) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        size_t j = (size_t)(state % i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
    return order;
}

static int8_t rounded(double weight) {
    double steps = floor(weight * STEPS_OF_ONE + 0.5);
    return (int8_t)(steps < -127 ? -127 : steps > 127 ? 127 : steps);
}

static void write_answers(const task *t, const char *prefix) {
    int8_t weights[WEIGHTS];
    int32_t bias = (int32_t)floor(t->bias * STEPS_OF_ONE + 0.5);
    for (size_t i = 0; i < WEIGHTS; i++)
        weights[i] = rounded(t->weights[i]);
    FILE *out = tm_create(prefix, ".weights");
    tm_write(out, &bias, sizeof bias);
    tm_write(out, weights, sizeof weights);
    fclose(out);
    out = tm_create(prefix, ".scores");
    for (size_t i = 0; i < t->leaves; i++) {
        int32_t sum = bias;
        for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
            sum += weights[t->tokens[k]];
        tm_write(out, &sum, sizeof sum);
    }
    fclose(out);
}

void tm_learn_weights(const char *prefix, const char *targets) {
    task *t = tm_zeros(1, sizeof *t);
    size_t size, count;
    t->counts = read_part(prefix, ".counts", &size);
    t->leaves = size / sizeof *t->counts;
    t->tokens = read_part(prefix, ".tokens", &size);
    t->targets = tm_read_file(targets, &size);
    if (size != t->leaves * 2 * sizeof *t->targets)
        tm_fail("not a target and a weight for each leaf", prefix);
    t->first = tm_zeros(t->leaves + 1, sizeof *t->first);
    for (size_t i = 0; i < t->leaves; i++)
        t->first[i + 1] = t->first[i] + t->counts[i];
    size_t *order = shuffled(t, &count);
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        for (size_t i = 0; i < count; i++)
            learn_leaf(t, order[i]);
    write_answers(t, prefix);
    free(order);
    free(t->first);
    free(t->counts);
    free(t->tokens);
    free(t->targets);
    free(t);
}
