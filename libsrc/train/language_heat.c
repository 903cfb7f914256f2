/* How sure a difference of evidence makes: one factor for each length, under which the lines that were held out are likeliest. */
#include <math.h>
#include <stdio.h>

#include "train/language_parts.h"

enum { FEW = 60 };

/* The mean surprise at the truth of the held lines with lengths from `low` to `high`; *lines is how many. */
static double surprise(const lt_corpus *c, size_t low, size_t high, double heat, size_t *lines) {
    double sum = 0;
    *lines = 0;
    for (size_t i = 0; i < c->item_count; i++) {
        const lt_item *item = &c->items[i];
        size_t length = qh_language_length(item->letters);
        if (!item->held || length < low || length > high)
            continue;
        float z[LT_STRIDE];
        double all = 0;
        lt_score(c, c->item_words + item->first, item->words, z);
        for (int l = 0; l < c->languages; l++)
            all += exp(heat * (double)(z[l] - z[item->language]));
        sum += log(all);
        ++*lines;
    }
    return *lines ? sum / (double)*lines : 0;
}

/* Ternary search: the surprise has one lowest point. */
static double best_heat(const lt_corpus *c, size_t low, size_t high) {
    double from = 0.05, to = 4;
    size_t lines;
    for (int i = 0; i < 25; i++) {
        double a = from + (to - from) / 3, b = to - (to - from) / 3;
        if (surprise(c, low, high, a, &lines) < surprise(c, low, high, b, &lines))
            to = b;
        else
            from = a;
    }
    return (from + to) / 2;
}

void lt_calibrate(const lt_corpus *c, int group, lt_model *model) {
    size_t lines;
    surprise(c, 0, QH_LENGTHS, 1, &lines);
    double pooled = lines ? best_heat(c, 0, QH_LENGTHS) : 1;
    printf("  heats:");
    for (size_t i = 0; i < QH_LENGTHS; i++) {
        surprise(c, i, i, 1, &lines);
        double heat = lines >= FEW ? best_heat(c, i, i) : pooled;
        heat = heat < 2 * pooled ? heat : 2 * pooled;
        printf(" %.2f", heat);
        model->heats[(size_t)group * QH_LENGTHS + i] = (uint16_t)lround(65536 * (double)LT_UNIT * heat);
    }
    printf("\n");
}
