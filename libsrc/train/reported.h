/* Shared by the program that writes what reported speech is learned from and by its learner. */
#ifndef QH_TRAIN_REPORTED_H
#define QH_TRAIN_REPORTED_H

#include <stddef.h>

_Noreturn void tr_fail(const char *what, const char *name);
void *tr_read_file(const char *path, size_t *size);

typedef struct tr_settings {
    int bits, tags, epochs;
    double l2, bias; /* bias: log odds that content is given at its beginning */
} tr_settings;

/*
 * A conditional random field over chains whose positions name the tags that may be right: by AdaGrad, in an order shuffled by a
 * fixed seed. MASKS holds for each chain u32 positions, f32 weight, and for each position a byte, whose bits are the tags; chains
 * of weight 0 are not learned from. Writes OUT.section, and OUT.paths and OUT.margins for all chains (see write_answers).
 */
void tr_learn(const char *features, const char *masks, const char *out, const tr_settings *settings);

#endif
