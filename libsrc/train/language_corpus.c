/* Lines, words and features of one group. */
#include <stdlib.h>
#include <string.h>

#include "train/language.h"

void lt_begin(lt_corpus *c, int languages, uint32_t buckets, int han) {
    memset(c, 0, sizeof *c);
    c->languages = languages;
    c->stride = (languages + 7) / 8 * 8;
    c->buckets = buckets;
    c->han = han;
    c->index_size = (size_t)1 << 16;
    c->index = lt_zeros(c->index_size, sizeof *c->index);
    c->random = UINT64_C(88172645463325252);
}

static size_t place(const lt_corpus *c, uint32_t cell) {
    size_t i = (size_t)(cell * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (c->index_size - 1);
    while (c->index[i] && c->features[c->index[i] - 1].cell != cell)
        i = (i + 1) & (c->index_size - 1);
    return i;
}

static void widen_index(lt_corpus *c) {
    free(c->index);
    c->index_size *= 2;
    c->index = lt_zeros(c->index_size, sizeof *c->index);
    for (size_t f = 0; f < c->feature_count; f++)
        c->index[place(c, c->features[f].cell)] = (uint32_t)f + 1;
}

static void widen_matrices(lt_corpus *c) {
    size_t old = c->matrix_room;
    c->matrix_room = old ? 2 * old : 1 << 14;
    size_t bytes = c->matrix_room * (size_t)c->stride * sizeof(float), had = old * (size_t)c->stride * sizeof(float);
    float *seen = lt_zeros(bytes, 1), *counted = lt_zeros(bytes, 1);
    if (old) {
        memcpy(seen, c->seen, had);
        memcpy(counted, c->counted, had);
    }
    free(c->seen);
    free(c->counted);
    c->seen = seen;
    c->counted = counted;
}

/* The feature's number; UINT32_MAX when it is new and `add` is 0. */
static uint32_t feature_number(lt_corpus *c, uint64_t hash, int add) {
    uint32_t cell = qh_feature_cell(hash, c->buckets);
    size_t i = place(c, cell);
    if (c->index[i])
        return c->index[i] - 1;
    if (!add)
        return UINT32_MAX;
    c->features = lt_grown(c->features, c->feature_count, &c->feature_room, sizeof *c->features);
    c->features[c->feature_count] = (lt_feature){.cell = cell};
    if (c->feature_count == c->matrix_room)
        widen_matrices(c);
    c->index[i] = (uint32_t)++c->feature_count;
    if (2 * c->feature_count > c->index_size)
        widen_index(c);
    return (uint32_t)c->feature_count - 1;
}

void lt_begin_item(lt_corpus *c, int language, int kind, int held) {
    c->items = lt_grown(c->items, c->item_count, &c->item_room, sizeof *c->items);
    c->items[c->item_count] = (lt_item){
        .first = (uint32_t)c->item_word_count, .language = (uint8_t)language, .kind = (uint8_t)kind, .held = (uint8_t)held};
}

static void count_feature(lt_corpus *c, uint32_t f, const lt_item *item) {
    if (item->held || item->kind > 2)
        return;
    c->features[f].seen++;
    c->seen[(size_t)f * (size_t)c->stride + item->language]++;
    c->seen_all[item->language]++;
}

void lt_add_word(lt_corpus *c, const uint64_t *features, size_t count) {
    lt_item *item = &c->items[c->item_count];
    c->words = lt_grown(c->words, c->word_count, &c->word_room, sizeof *c->words);
    c->item_words = lt_grown(c->item_words, c->item_word_count, &c->item_word_room, sizeof *c->item_words);
    lt_word *word = &c->words[c->word_count];
    *word = (lt_word){.first = (uint32_t)c->word_feature_count};
    for (size_t i = 0; i < count; i++) {
        uint32_t f = feature_number(c, features[i], !item->held);
        if (f == UINT32_MAX)
            continue;
        c->word_features = lt_grown(c->word_features, c->word_feature_count, &c->word_feature_room, sizeof *c->word_features);
        c->word_features[c->word_feature_count++] = f;
        word->count++;
        count_feature(c, f, item);
    }
    c->item_words[c->item_word_count++] = (uint32_t)c->word_count++;
    item->words++;
}

void lt_end_item(lt_corpus *c, uint32_t letters) {
    c->items[c->item_count].letters = letters;
    c->item_count += c->items[c->item_count].words > 0;
}

void lt_add_count(lt_corpus *c, int language, uint64_t feature, size_t order, double count, int wanted) {
    c->counted_all[order][language] += count;
    if (!wanted)
        return;
    uint32_t f = feature_number(c, feature, 1);
    c->features[f].order = (uint8_t)order;
    c->counted[(size_t)f * (size_t)c->stride + (size_t)language] += (float)count;
}
