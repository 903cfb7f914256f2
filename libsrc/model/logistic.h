/* Probabilities of log odds, the same on every machine. */
#ifndef QH_MODEL_LOGISTIC_H
#define QH_MODEL_LOGISTIC_H

#include <stdint.h>

/* Log odds are counted in steps of 1 / QH_LOGISTIC_UNIT. */
enum { QH_LOGISTIC_UNIT = 1024 };

/* 1 / (1 + e^-x) of x / QH_LOGISTIC_UNIT. */
double qh_logistic(int32_t x);

/* A line that was fitted to what scores are worth: log odds = (slope * score) / 2^16 + offset. */
typedef struct qh_calibration {
    int32_t slope, offset;
} qh_calibration;

double qh_calibrated(const qh_calibration *line, int32_t score);

#endif
