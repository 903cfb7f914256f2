/*
 * Trains the language model: language TRAIN.tsv COUNTS.tsv OUT.model [-fold K] [-epochs N] …
 *
 * TRAIN.tsv: language, kind (single-words, word-pairs, sentences), text. COUNTS.tsv: language, letters, how often
 * (both by language_data.py). With -fold K, every tenth line from the K-th on is left out and judged afterwards; its figures say
 * which settings are better. The same bytes come out of the same input.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script/language.h"
#include "script/language_names.h"
#include "script/language_read.h"
#include "script/script.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "train/language.h"

static void fail(const char *what, const char *name) {
    fprintf(stderr, "language: %s%s\n", what, name);
    exit(1);
}

void *lt_grown(void *items, size_t count, size_t *room, size_t size) {
    if (count < *room)
        return items;
    *room = *room ? 2 * *room : 1024;
    void *grown = realloc(items, *room * size);
    if (!grown)
        fail("no memory", "");
    return grown;
}

void *lt_zeros(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size);
    if (!p)
        fail("no memory", "");
    return p;
}

/* ---- the table of characters ---- */

static int group_of_script(const char *code) {
    static const char *const codes[] = {"Latn", "Cyrl", "Arab", "Deva"};
    for (int i = 0; i < 4; i++)
        if (!strcmp(codes[i], code))
            return i;
    return -1;
}

static int language_of_script(const char *code) {
    static const char *const of[][2] = {{"Beng", "bn"}, {"Grek", "el"}, {"Gujr", "gu"}, {"Hebr", "he"},  {"Armn", "hy"},
                                        {"Geor", "ka"}, {"Hang", "ko"}, {"Guru", "pa"}, {"Taml", "ta"},  {"Telu", "te"},
                                        {"Thai", "th"}, {"Ethi", "am"}, {"Tibt", "bo"}, {"Cher", "chr"}, {"Thaa", "dv"},
                                        {"Knda", "kn"}, {"Khmr", "km"}, {"Laoo", "lo"}, {"Mlym", "ml"},  {"Mymr", "my"},
                                        {"Orya", "or"}, {"Sinh", "si"}, {"Syrc", "syr"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (!strcmp(of[i][0], code))
            return qh_language_number(of[i][1]);
    return -1;
}

static uint32_t char_value(uint32_t c) {
    if (c == '\'' || c == 0x2BC)
        return QH_WORD_APOSTROPHE;
    const char *code = qh_script_code(qh_script_of(c));
    int alone = language_of_script(code);
    if ((qh_char_class(c) & QH_CHAR_MARK) && alone < 0)
        return QH_CHAR_ON | c;
    if (!(qh_char_class(c) & QH_CHAR_LETTER))
        return QH_CHAR_NONE;
    uint32_t lower = qh_char_lower(c);
    int group = group_of_script(code);
    if (group >= 0)
        return (QH_CHAR_LETTERS + ((uint32_t)group << 13)) | (lower < QH_LANGUAGE_CHARS ? lower : c);
    return alone >= 0 ? QH_CHAR_ALONE | (uint32_t)alone : strcmp(code, "Zyyy") ? QH_CHAR_UNKNOWN : QH_CHAR_ON | c;
}

static void make_chars(uint8_t *out) {
    for (uint32_t c = 0; c < QH_LANGUAGE_CHARS; c++) {
        uint32_t value = char_value(c);
        out[2 * c] = (uint8_t)value;
        out[2 * c + 1] = (uint8_t)(value >> 8);
    }
}

/* ---- reading ---- */

typedef struct reader {
    lt_corpus *corpora; /* by group */
    uint32_t group;
    uint8_t edge;
} reader;

static void add_word(void *context, uint32_t group, const uint64_t *features, size_t count) {
    reader *r = context;
    if (group == r->group)
        lt_add_word(&r->corpora[group], features, count);
}

static char *columns(char *line, char **second) {
    line[strcspn(line, "\r\n")] = 0;
    char *a = strchr(line, '\t'), *b = a ? strchr(a + 1, '\t') : NULL;
    if (!b)
        return NULL;
    *a = *b = 0;
    *second = a + 1;
    return b + 1;
}

static void read_training(qh_language_table *table, reader *r, const char *name, int fold) {
    static char line[1 << 16];
    FILE *in = fopen(name, "rb");
    if (!in)
        fail("cannot read the training lines ", name);
    table->visit = add_word;
    table->context = r;
    for (size_t n = 0; fgets(line, sizeof line, in); n++) {
        char *kind, *text = columns(line, &kind);
        int language = qh_language_number(line);
        if (!text || language < 0 || qh_group_of(language) == QH_GROUP_ALONE)
            continue;
        r->group = qh_group_of(language);
        lt_begin_item(&r->corpora[r->group], language - qh_group_first((qh_language_group)r->group),
                      *kind == 'm'                     ? 3
                      : *kind == 's' && kind[1] == 'e' ? 2
                                                       : *kind == 'w',
                      fold >= 0 && *kind != 'm' && (int)(n % 10) == fold);
        qh_reading reading;
        qh_read_languages(&reading, table, NULL, text, (quoth_span){0, strlen(text)});
        lt_end_item(&r->corpora[r->group], reading.letters[r->group]);
    }
    fclose(in);
    table->visit = NULL;
}

/* The hash of letters that lie inside a word; its order in *order, 0 when they are not of the group. */
static uint64_t gram_feature(const qh_language_table *table, uint32_t group, const char *gram, size_t *order) {
    uint64_t h = qh_feature_begin();
    size_t size = strlen(gram), n = 0;
    for (size_t at = 0; at < size; n++) {
        uint32_t c = qh_utf8_next(gram, &at), value = c < QH_LANGUAGE_CHARS ? qh_le16(table->chars + 2 * (size_t)c) : 0;
        if (c == QH_WORD_EDGE)
            value = c;
        else if (group != QH_GROUP_HAN && (value & QH_CHAR_KIND) != QH_CHAR_LETTERS + (group << 13) &&
                 (value & QH_CHAR_KIND) != QH_CHAR_ON)
            n = 99;
        h = qh_feature_add(h, group == QH_GROUP_HAN ? c : value & ~(uint32_t)QH_CHAR_KIND);
    }
    *order = n > 5 ? 0 : n;
    return h;
}

static void read_counts(const qh_language_table *table, lt_corpus *corpora, const char *name) {
    static char line[1 << 12];
    FILE *in = fopen(name, "rb");
    if (!in)
        fail("cannot read the counts of letters ", name);
    while (fgets(line, sizeof line, in)) {
        char *gram, *number = columns(line, &gram);
        int language = qh_language_number(line);
        if (!number || language < 0 || qh_group_of(language) == QH_GROUP_ALONE)
            continue;
        qh_language_group group = qh_group_of(language);
        size_t order;
        uint64_t feature = gram_feature(table, group, gram, &order);
        if (order)
            lt_add_count(&corpora[group], language - qh_group_first(group), feature, order, atof(number),
                         group == QH_GROUP_HAN ? order < 3
                         : order == 1          ? (unsigned char)*gram >= 0x80
                                               : order == 3 || order == 4);
    }
    fclose(in);
}

/* ---- writing ---- */

static void put32(uint8_t *p, uint32_t value) {
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(value >> 8 * i);
}

typedef struct section {
    const char *tag;
    const uint8_t *bytes;
    size_t size;
} section;

static void write_model(const char *name, const section *sections, uint32_t count) {
    size_t size = QH_MODEL_HEAD + (size_t)count * QH_MODEL_ENTRY;
    for (uint32_t i = 0; i < count; i++)
        size = (size + QH_MODEL_ALIGN - 1) / QH_MODEL_ALIGN * QH_MODEL_ALIGN + sections[i].size;
    uint8_t *file = lt_zeros(size, 1);
    size_t at = QH_MODEL_HEAD + (size_t)count * QH_MODEL_ENTRY;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t *entry = file + QH_MODEL_HEAD + (size_t)i * QH_MODEL_ENTRY;
        at = (at + QH_MODEL_ALIGN - 1) / QH_MODEL_ALIGN * QH_MODEL_ALIGN;
        memcpy(entry, sections[i].tag, 4);
        put32(entry + 4, (uint32_t)at);
        put32(entry + 8, (uint32_t)sections[i].size);
        memcpy(file + at, sections[i].bytes, sections[i].size);
        at += sections[i].size;
    }
    memcpy(file, "QHMODEL", 8);
    put32(file + 8, QH_MODEL_FORMAT);
    put32(file + 12, QH_LANGUAGE_FEATURES);
    put32(file + 16, (uint32_t)size);
    put32(file + 20, count);
    put32(file + 24, qh_model_checksum(file, size));
    FILE *out = fopen(name, "wb");
    if (!out || fwrite(file, 1, size, out) != size || fclose(out))
        fail("cannot write ", name);
    printf("%s: %zu bytes\n", name, size);
    free(file);
}

static double option(int argc, char **argv, const char *name, double otherwise) {
    for (int i = 4; i + 1 < argc; i++)
        if (!strcmp(argv[i], name))
            return atof(argv[i + 1]);
    return otherwise;
}

static lt_settings settings(int argc, char **argv) {
    lt_settings s = {
        .epochs = (int)option(argc, argv, "-epochs", 1),
        .finals = (int)option(argc, argv, "-finals", 3),
        .cuts = (int)option(argc, argv, "-cuts", 9),
        .rate = (float)option(argc, argv, "-rate", 0.1),
        .rate_again = (float)option(argc, argv, "-rate2", 0.4),
        .teach = (float)option(argc, argv, "-teach", 0.7),
        .bayes = option(argc, argv, "-nb", 0.3),
        .alpha = option(argc, argv, "-alpha", 0.03),
        .least = option(argc, argv, "-eps", 1e-7),
        .trust = option(argc, argv, "-mu", 0.7),
        .worth = option(argc, argv, "-worth", 0.0025),
    };
    return s;
}

static const char *text_option(int argc, char **argv, const char *name) {
    for (int i = 4; i + 1 < argc; i++)
        if (!strcmp(argv[i], name))
            return argv[i + 1];
    return NULL;
}

/* Heats come from lines that were held out: a run with -fold writes them, the one without reads them. */
static void exchange_heats(lt_model *model, const char *name, int write) {
    FILE *file = name ? fopen(name, write ? "wb" : "rb") : NULL;
    if (!file)
        return;
    for (size_t i = 0; i < QH_LANGUAGE_GROUPS * QH_LENGTHS; i++) {
        unsigned heat = model->heats[i];
        if (write)
            fprintf(file, "%u\n", heat);
        else if (fscanf(file, "%u", &heat) != 1)
            fail("damaged: ", name);
        model->heats[i] = (uint16_t)heat;
    }
    fclose(file);
}

int main(int argc, char **argv) {
    if (argc < 4)
        fail("usage: language TRAIN.tsv COUNTS.tsv OUT.model [-fold K]", "");
    static uint8_t chars[2 * QH_LANGUAGE_CHARS];
    make_chars(chars);
    lt_settings s = settings(argc, argv);
    int fold = (int)option(argc, argv, "-fold", -1);
    static lt_model model;
    model.buckets = (uint32_t)option(argc, argv, "-buckets", 16084);
    lt_corpus corpora[QH_LANGUAGE_GROUPS];
    for (int g = 0; g < QH_LANGUAGE_GROUPS; g++)
        lt_begin(&corpora[g], qh_group_end((qh_language_group)g) - qh_group_first((qh_language_group)g), model.buckets,
                 g == QH_GROUP_HAN);
    qh_language_table table = {.chars = chars};
    reader r = {corpora, 0, 0};
    read_counts(&table, corpora, argv[2]);
    read_training(&table, &r, argv[1], fold);
    lt_train(corpora, QH_LANGUAGE_GROUPS, &s, &model);
    static uint8_t heats[2 * QH_LANGUAGE_GROUPS * QH_LENGTHS];
    exchange_heats(&model, text_option(argc, argv, "-heats"), fold >= 0);
    for (size_t i = 0; i < sizeof heats / 2; i++) {
        heats[2 * i] = (uint8_t)model.heats[i];
        heats[2 * i + 1] = (uint8_t)(model.heats[i] >> 8);
    }
    section sections[] = {{"char", chars, sizeof chars},
                          {"tabl", model.table, (size_t)model.buckets * QH_BUCKET},
                          {"code", model.codes, (size_t)QH_LANGUAGE_GROUPS * QH_CODES * 2},
                          {"heat", heats, sizeof heats}};
    write_model(argv[3], sections, 4);
    return 0;
}
