/* The language trainer's parts. */
#ifndef QH_TRAIN_LANGUAGE_H
#define QH_TRAIN_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

#include "script/language_table.h"

enum { LT_ORDERS = 7, LT_STRIDE = 64 }; /* orders: 1 to 5, 6 for what touches an edge or is a word, 0 unused */

typedef struct lt_settings {
    int epochs, finals, cuts;
    float rate, rate_again, teach;
    double bayes, alpha, least, trust, worth;
} lt_settings;

typedef struct lt_item {
    uint32_t first, words; /* in lt_corpus.item_words */
    uint32_t letters;
    uint8_t language, kind, held;
} lt_item;

typedef struct lt_word {
    uint32_t first, count; /* in lt_corpus.word_features */
} lt_word;

typedef struct lt_feature {
    uint32_t cell;   /* bucket << 12 | print */
    uint8_t order;   /* of letters inside a word; 0 when only seen in training lines */
    uint8_t named;   /* how many languages it names in the model; 0 for features that are not there */
    uint32_t seen;   /* in training lines */
    float drop;      /* how often it is left out in training: a feature must not vouch for the lines it was counted in */
    uint64_t listed; /* the languages that it names */
    double often;    /* as expected in lines to come */
} lt_feature;

/* All of one group. */
typedef struct lt_corpus {
    int languages, stride;
    uint32_t buckets;
    int han;
    lt_item *items;
    lt_word *words;
    uint32_t *item_words, *word_features;
    size_t item_count, word_count, item_word_count, word_feature_count;
    size_t item_room, word_room, item_word_room, word_feature_room;
    lt_feature *features;
    size_t feature_count, feature_room;
    uint32_t *index; /* of features by cell */
    size_t index_size;
    float *seen, *counted; /* features by languages: in training lines; in the counts */
    size_t matrix_room;
    double seen_all[64], counted_all[LT_ORDERS][64];
    float *weights, *squares;
    int16_t *taught; /* the whole model's evidence by word and language, 256 for one; NULL while it is trained itself */
    int chosen;      /* only the features' named languages have weights */
    int levels;      /* that weights are rounded to; 0 while they are not rounded */
    float level[QH_CODES];
    uint64_t random;
} lt_corpus;

typedef struct lt_model {
    uint32_t buckets;
    uint8_t *table, *codes;
    uint16_t heats[QH_LANGUAGE_GROUPS * QH_LENGTHS];
} lt_model;

void *lt_grown(void *items, size_t count, size_t *room, size_t size);
void *lt_zeros(size_t count, size_t size);

void lt_begin(lt_corpus *c, int languages, uint32_t buckets, int han);
void lt_begin_item(lt_corpus *c, int language, int kind, int held);
void lt_add_word(lt_corpus *c, const uint64_t *features, size_t count);
void lt_end_item(lt_corpus *c, uint32_t letters);
void lt_add_count(lt_corpus *c, int language, uint64_t feature, size_t order, double count, int wanted);

void lt_train(lt_corpus *corpora, int count, const lt_settings *s, lt_model *model);

#endif
