/* What the trainer's files know of each other. */
#ifndef QH_TRAIN_LANGUAGE_PARTS_H
#define QH_TRAIN_LANGUAGE_PARTS_H

#include "train/language.h"

/* Sums of weights by language; z has LT_STRIDE places. */
void lt_score(const lt_corpus *c, const uint32_t *words, size_t count, float *z);

/* Prints how many of the lines that were held out are right. */
void lt_report(const lt_corpus *c, const char *what);

/* Weights are at most this in the model, and rounded to multiples of the unit. */
#define LT_MOST 4.0F
#define LT_UNIT (LT_MOST / 255)

/* Gives room to the features that earn it, `room` bytes in a bucket. */
void lt_choose(lt_corpus *corpora, int count, const lt_settings *s, size_t room, lt_model *model);

/* Finds the levels that weights are rounded to from now on. */
void lt_find_levels(lt_corpus *c);

/* The nearest level, -1 for none. */
static inline int lt_level(const lt_corpus *c, float w) {
    int k = 0;
    if (w < c->level[0] / 2)
        return -1;
    while (k + 1 < c->levels && w > (c->level[k] + c->level[k + 1]) / 2)
        k++;
    return k;
}

/* Writes the table. */
void lt_pack(const lt_corpus *corpora, int count, lt_model *model);

/* Finds the heat of each length. */
void lt_calibrate(const lt_corpus *c, int group, lt_model *model);

#endif
