/* Apart from model.c, because names of tags in ranker.h are those of HTML elsewhere. */
#ifndef TESTS_FUZZ_MODEL_SPEAKERS_H
#define TESTS_FUZZ_MODEL_SPEAKERS_H

#include <stddef.h>

/* Whether the model was opened or refused with a sentence. */
int fuzz_open_speakers(const void *bytes, size_t size);

#endif
