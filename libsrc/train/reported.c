/*
 * What reported.py learns from, computed by the library's own code, and the learner.
 *
 * train_reported features PREFIX [MODEL]   texts on standard input -> PREFIXmarks, marks.features, words, words.features
 * train_reported links PREFIX MODEL PATHS MARGINS   the same texts, with the tags and margins of their sentences -> links,
 * links.features train_reported learn FEATURES MASKS OUT BITS TAGS EPOCHS L2 BIAS   -> OUT.section (model/chain.h), OUT.paths,
 * OUT.margins
 *
 * A text is its length in bytes (u32) and its bytes. marks and words hold, chain by chain, u32 text, u32 positions, and for
 * each position the bytes it covers as u32 start, u32 end; the .features hold for each position u32 count and the hashes. MODEL
 * decides which marked strings are speech and has the learned cues; without one the embedded model does. All numbers are
 * little-endian.
 */
#include "train/reported.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/charset_choice.h"
#include "document/plain.h"
#include "quote/mark_features.h"
#include "quote/reported_link.h"

void tr_fail(const char *what, const char *name) {
    fprintf(stderr, "train_reported: %s: %s\n", name, what);
    exit(1);
}

void *tr_read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        tr_fail("cannot be read", path);
    *size = (size_t)ftell(file);
    char *bytes = malloc(*size + 1);
    rewind(file);
    if (!bytes || fread(bytes, 1, *size, file) != *size)
        tr_fail("cannot be read", path);
    fclose(file);
    return bytes;
}

typedef struct outputs {
    FILE *marks, *mark_features, *words, *word_features, *links, *link_features;
    uint32_t text;
    const qh_finder *finder;
    const uint8_t *paths; /* what the next sentence is tagged with, and by how much it leads */
    const int32_t *margins;
} outputs;

static FILE *create(const char *prefix, const char *suffix) {
    char path[4096];
    snprintf(path, sizeof path, "%s%s", prefix, suffix);
    FILE *file = fopen(path, "wb");
    if (!file)
        tr_fail("cannot be written", path);
    return file;
}

static void put(FILE *file, const uint32_t *numbers, size_t count) {
    if (fwrite(numbers, sizeof *numbers, count, file) != count)
        tr_fail("cannot be written", "output");
}

static void put_features(FILE *file, const uint32_t *features, size_t count) {
    uint32_t size = (uint32_t)count;
    put(file, &size, 1);
    put(file, features, count);
}

static uint32_t byte_of(const qh_finder *f, size_t token, int end) {
    return (uint32_t)(end ? qh_token_at(f, token)->end : qh_token_at(f, token)->start);
}

static void write_marks(const outputs *out) {
    const qh_finder *f = out->finder;
    for (size_t i = 0; i < f->marked.count; i++) {
        const qh_marked *m = &f->marked.items[i];
        uint32_t features[QH_MARK_FEATURES_MOST];
        if (m->end <= m->first + 1)
            continue;
        put(out->marks, (uint32_t[]){out->text, 1, byte_of(f, m->first, 0), byte_of(f, m->end - 1, 1)}, 4);
        put_features(out->mark_features, features, qh_mark_features(f, m, features));
    }
}

static int write_sentence(void *user, const qh_sentence *s, uint32_t block) {
    const outputs *out = user;
    (void)block;
    put(out->words, (uint32_t[]){out->text, (uint32_t)s->count}, 2);
    for (size_t i = 0; i < s->count; i++) {
        uint32_t features[QH_REPORTED_FEATURES_MOST];
        const qh_element *e = &s->elements[i];
        put(out->words, (uint32_t[]){byte_of(out->finder, e->first, 0), byte_of(out->finder, e->end - 1, 1)}, 2);
        put_features(out->word_features, features, qh_reported_features(s, i, features));
    }
    return 1;
}

static int write_links(void *user, const qh_sentence *s, uint32_t block) {
    static qh_reports reports;
    outputs *out = user;
    (void)block;
    qh_link_reports(s, out->paths, &reports);
    for (size_t i = 0; i < reports.count; i++) {
        const qh_report *r = &reports.items[i];
        uint32_t features[QH_REPORT_FEATURES_MOST];
        put(out->links,
            (uint32_t[]){out->text, 1, byte_of(out->finder, s->elements[r->content.first].first, 0),
                         byte_of(out->finder, s->elements[r->content.end - 1].end - 1, 1)},
            4);
        put_features(out->link_features, features, qh_report_features(s, &reports, r, *out->margins, features));
    }
    out->paths += s->count;
    out->margins++;
    return 1;
}

/* As quoth_parse() does, up to the decision about marked strings. */
static int read_text(outputs *out, qh_parse *p, const char *bytes, size_t size, const qh_speech_model *model) {
    qh_decoded decoded = {0};
    if (qh_read_charset(&p->doc->arena, bytes, size, "utf-8", 0, &decoded, NULL) != QUOTH_OK)
        return 0;
    p->doc->text = decoded.text;
    p->doc->size = decoded.size;
    p->doc->source_map = decoded.source;
    qh_finder f = {.p = p, .text = p->doc->text, .speech = model};
    if (decoded.size != size || qh_read_plain(p) != QUOTH_OK || !qh_read_marks(&f))
        return 0;
    out->finder = &f;
    if (out->marks)
        write_marks(out);
    return qh_decide_marks(&f) && qh_each_sentence(&f, out->links ? write_links : write_sentence, out);
}

static void run(outputs *out, const qh_lexicon *lexicon, const char *bytes, size_t size, const qh_speech_model *model) {
    static const quoth_input input = QUOTH_INPUT_INIT;
    quoth_document doc = {0};
    qh_arena scratch;
    qh_arena_init(&doc.arena, &qh_default_allocator);
    qh_arena_init(&scratch, &qh_default_allocator);
    qh_parse p = {.doc = &doc, .lexicon = lexicon, .input = &input, .scratch = &scratch, .max_blocks = SIZE_MAX};
    if (!read_text(out, &p, bytes, size, model))
        tr_fail("no memory, or not UTF-8 to the last byte", "text");
    qh_arena_free(&doc.arena);
    qh_arena_free(&scratch);
}

static void open_model(const char *path, qh_speech_model *out) {
    size_t size;
    const char *why;
    qh_model file;
    void *bytes = tr_read_file(path, &size); /* stays, the model lies in it */
    if (!qh_model_open(bytes, size, &file, &why) || !qh_speech_model_of(&file, 1, out))
        tr_fail("is no model of speech", path);
}

static void read_texts(outputs *out, const qh_speech_model *model) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    const qh_lexicon *lexicon;
    if (qh_lexicon_new(&arena, &lexicon, NULL) != QUOTH_OK)
        tr_fail("cannot be read", "lexicon");
    unsigned char head[4];
    for (; fread(head, 1, 4, stdin) == 4; out->text++) {
        size_t size = head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
        char *bytes = malloc(size + 1);
        if (!bytes || fread(bytes, 1, size, stdin) != size)
            tr_fail("is cut short", "text");
        run(out, lexicon, bytes, size, model);
        free(bytes);
    }
    qh_arena_free(&arena);
}

static void write_features(const char *prefix, const char *model_path) {
    outputs out = {.marks = create(prefix, "marks"),
                   .mark_features = create(prefix, "marks.features"),
                   .words = create(prefix, "words"),
                   .word_features = create(prefix, "words.features")};
    qh_speech_model model;
    if (model_path)
        open_model(model_path, &model);
    read_texts(&out, model_path ? &model : NULL);
    if (fclose(out.marks) | fclose(out.mark_features) | fclose(out.words) | fclose(out.word_features))
        tr_fail("cannot be written", "output");
}

static void write_link_features(const char *prefix, const char *model_path, const char *paths, const char *margins) {
    size_t size;
    outputs out = {.links = create(prefix, "links"),
                   .link_features = create(prefix, "links.features"),
                   .paths = tr_read_file(paths, &size),
                   .margins = tr_read_file(margins, &size)};
    qh_speech_model model;
    open_model(model_path, &model);
    read_texts(&out, &model);
    if (fclose(out.links) | fclose(out.link_features))
        tr_fail("cannot be written", "output");
}

int main(int argc, char **argv) {
    if ((argc == 3 || argc == 4) && !strcmp(argv[1], "features"))
        write_features(argv[2], argc == 4 ? argv[3] : NULL);
    else if (argc == 6 && !strcmp(argv[1], "links"))
        write_link_features(argv[2], argv[3], argv[4], argv[5]);
    else if (argc == 10 && !strcmp(argv[1], "learn"))
        tr_learn(argv[2], argv[3], argv[4],
                 &(tr_settings){atoi(argv[5]), atoi(argv[6]), atoi(argv[7]), atof(argv[8]), atof(argv[9])});
    else
        tr_fail("features PREFIX [MODEL] | learn FEATURES MASKS OUT BITS TAGS EPOCHS L2 BIAS", "usage");
    return 0;
}
