#include "model_speakers.h"

#include "quote/ranker.h"

int fuzz_open_speakers(const void *bytes, size_t size) {
    qh_speaker_model model;
    const char *why = NULL;
    return qh_speaker_model_open(bytes, size, &model, &why) || why;
}
