/* The learned part of the quotation stage: which marked strings are whose words, and what is reported. */
#ifndef QH_QUOTE_SPEECH_MODEL_H
#define QH_QUOTE_SPEECH_MODEL_H

#include "model/chain.h"
#include "model/logistic.h"
#include "model/model.h"

/* What the numbers of a model mean: changes whenever features, tags or sections do. */
enum { QH_SPEECH_FEATURES = 4 };

/* Learned cues: two bits for each, of 2^QH_CUE_BITS, so that hardly another word has both. */
enum { QH_CUE_BITS = 16 };

typedef struct qh_speech_model {
    qh_chain marks, words, links;
    const uint8_t *cues;
    qh_calibration direct, mixed, reported; /* scores to log odds */
    int32_t least;                          /* score of a report that is believed */
} qh_speech_model;

/*
 * The sections "mark", "word", "link", "cues" and "sure" of a model. With `check`, 0 when they cannot be used; without, they are
 * trusted.
 */
int qh_speech_model_of(const qh_model *model, int check, qh_speech_model *out);

/* The embedded model (speech.model), which unit/test_speech_model opens with all checks. */
const uint8_t *qh_speech_model_bytes(size_t *size);
void qh_speech_model_embedded(qh_speech_model *out);

#endif
