/* What the trainer's files know of each other. */
#ifndef QH_TRAIN_LANGUAGE_PARTS_H
#define QH_TRAIN_LANGUAGE_PARTS_H

#include "train/language.h"

/* Sums of weights by language; z has LT_STRIDE places. */
void lt_score(const lt_corpus *c, const uint32_t *words, size_t count, float *z);

/* Prints how many of the lines that were held out are right. */
void lt_report(const lt_corpus *c, const char *what);

/* Gives slots to the features that earn them, `room` in a bucket. */
void lt_choose(lt_corpus *corpora, int count, const lt_settings *s, size_t room, lt_model *model);

/* Rounds the weights and writes the slots. */
void lt_pack(lt_corpus *corpora, int count, const lt_settings *s, lt_model *model);

/* Finds the heat of each length. */
void lt_calibrate(const lt_corpus *c, int group, const lt_settings *s, lt_model *model);

#endif
