#include "model/logistic.h"

/* e^-x for x from 0 to 16 by its series at x / 1024, squared ten times: no libm, whose last digit differs. */
static double decay(double x) {
    double y = x / 1024, power = 1 - y + y * y / 2 - y * y * y / 6;
    for (int i = 0; i < 10; i++)
        power *= power;
    return power;
}

double qh_logistic(int32_t x) {
    int32_t most = 16 * QH_LOGISTIC_UNIT;
    int32_t size = x < -most || x > most ? most : x < 0 ? -x : x;
    double rest = decay((double)size / QH_LOGISTIC_UNIT);
    return x < 0 ? rest / (1 + rest) : 1 / (1 + rest);
}

double qh_calibrated(const qh_calibration *line, int32_t score) {
    int64_t odds = (int64_t)line->slope * score / 65536 + line->offset;
    int64_t most = 16 * QH_LOGISTIC_UNIT;
    return qh_logistic((int32_t)(odds < -most ? -most : odds > most ? most : odds));
}
