/*
 * What text.py learns from, computed by the library's own code.
 *
 * train_text flatten LIST DOCUMENTS           the pages of a list (as of train_main) as texts in several styles
 * train_text features DOCUMENTS PREFIX        PREFIX.docs .lines .rows .counts .tokens
 * train_text weights PREFIX TARGETS           PREFIX.weights .scores, from PREFIX.counts .tokens
 * train_text context DOCUMENTS LOGITS PREFIX  PREFIX.context, from what the first stage says about each line
 * train_text logits DOCUMENTS MODEL PREFIX    PREFIX.logits: both stages; PREFIX.kinds: what the kinds' trees say
 *
 * Numbers are little-endian.
 */
#include "train/text.h"

#include <stdlib.h>
#include <string.h>

#include "document/plain.h"
#include "document/text_main.h"
#include "linguistics/lexicon.h"
#include "script/glue.h"
#include "script/script.h"

/* ---- documents ---- */

static void read_exactly(FILE *in, void *bytes, size_t size) {
    if (fread(bytes, 1, size, in) != size)
        tm_fail("is cut short", "documents");
}

int tt_document_read(FILE *in, tt_document *out) {
    if (fread(out, 1, 24, in) != 24)
        return 0;
    out->bytes = tm_zeros(out->size + 1, 1);
    out->pieces = tm_zeros(out->piece_count, sizeof *out->pieces);
    read_exactly(in, out->bytes, out->size);
    read_exactly(in, out->pieces, out->piece_count * sizeof *out->pieces);
    return 1;
}

void tt_document_free(tt_document *document) {
    free(document->bytes);
    free(document->pieces);
}

/* ---- texts as the library reads them ---- */

typedef struct reading {
    quoth_document doc;
    qh_arena scratch;
    qh_lines lines;
    qh_text_page page;
} reading;

/* As quoth_parse() does, up to the rules about lines. */
static void open_text(reading *r, const qh_lexicon *lexicon, const tt_document *document) {
    static const quoth_input input = QUOTH_INPUT_INIT;
    memset(r, 0, sizeof *r);
    qh_arena_init(&r->doc.arena, &qh_default_allocator);
    qh_arena_init(&r->scratch, &qh_default_allocator);
    r->doc.text = document->bytes;
    r->doc.size = document->size;
    qh_parse p = {.doc = &r->doc, .lexicon = lexicon, .input = &input, .scratch = &r->scratch, .max_blocks = SIZE_MAX};
    qh_facts facts = {0};
    if (!qh_script_runs(&r->doc) || !qh_glue_points(&r->doc) || qh_plain_lines(&p, &r->lines, &facts) != QUOTH_OK ||
        !qh_text_page_of(&r->scratch, document->bytes, &r->lines, &r->page))
        tm_fail("out of memory", "text");
}

static void close_text(reading *r) {
    qh_arena_free(&r->doc.arena);
    qh_arena_free(&r->scratch);
}

/* Does something with each document of a file. */
typedef void visitor(void *data, reading *r, const tt_document *document);

static void visit(const char *path, visitor *visit_one, void *data) {
    const qh_lexicon *lexicon;
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    FILE *in = fopen(path, "rb");
    if (!in)
        tm_fail("cannot be read", path);
    if (qh_lexicon_new(&arena, &lexicon, NULL) != QUOTH_OK)
        tm_fail("out of memory", "lexicon");
    tt_document document;
    while (tt_document_read(in, &document)) {
        reading r;
        open_text(&r, lexicon, &document);
        if (r.lines.list.count)
            visit_one(data, &r, &document);
        close_text(&r);
        tt_document_free(&document);
    }
    fclose(in);
    qh_arena_free(&arena);
}

/* ---- features ---- */

typedef struct outputs {
    FILE *docs, *lines, *rows, *counts, *tokens;
} outputs;

/* How much of a line is main content, and the kind of most of it; *piece is carried along over the text. */
static void label_line(const tt_document *document, quoth_span span, size_t *piece, uint32_t *main, uint32_t *kind) {
    uint64_t bytes = 0, sum = 0, most = 0;
    *kind = UINT32_MAX;
    while (*piece < document->piece_count && document->pieces[*piece].end <= span.start)
        ++*piece;
    for (size_t i = *piece; i < document->piece_count && document->pieces[i].start < span.end; i++) {
        const tt_piece *at = &document->pieces[i];
        uint64_t start = at->start > span.start ? at->start : span.start, end = at->end < span.end ? at->end : span.end;
        if (end <= start)
            continue;
        bytes += end - start;
        sum += (end - start) * at->main;
        if (end - start > most) {
            most = end - start;
            *kind = at->kind;
        }
    }
    *main = bytes ? (uint32_t)((sum + bytes / 2) / bytes) : 0;
}

static void write_features(void *data, reading *r, const tt_document *document) {
    const outputs *out = data;
    size_t count = r->lines.list.count, piece = 0;
    uint8_t *rows = tm_zeros(count, QH_HTML_ROW);
    if (!qh_text_fill_columns(&r->scratch, &r->page, NULL, rows))
        tm_fail("out of memory", "rows");
    uint32_t head[6] = {document->page,       document->style,  (uint32_t)count,
                        document->gold_words, document->usable, (uint32_t)(!r->lines.form && qh_text_looks_copied(&r->lines))};
    tm_write(out->docs, head, sizeof head);
    for (size_t i = 0; i < count; i++) {
        const qh_line *line = &r->lines.list.items[i];
        uint32_t row[4] = {r->page.facts.leaves[i].words, 0, 0, (uint32_t)line->kind};
        label_line(document, line->span, &piece, &row[1], &row[2]);
        tm_write(out->lines, row, sizeof row);
        tm_write(out->rows, rows + i * QH_HTML_ROW, QH_HTML_COLUMNS);
        uint16_t tokens[QH_TEXT_TOKENS_MOST], found = (uint16_t)(r->page.english ? qh_text_tokens(&r->page, i, tokens) : 0);
        tm_write(out->counts, &found, sizeof found);
        tm_write(out->tokens, tokens, found * sizeof *tokens);
    }
    free(rows);
}

static void features(const char *documents, const char *prefix) {
    outputs out = {tm_create(prefix, ".docs"), tm_create(prefix, ".lines"), tm_create(prefix, ".rows"),
                   tm_create(prefix, ".counts"), tm_create(prefix, ".tokens")};
    visit(documents, write_features, &out);
    fclose(out.docs);
    fclose(out.lines);
    fclose(out.rows);
    fclose(out.counts);
    fclose(out.tokens);
}

/* ---- the second stage ---- */

typedef struct context_task {
    FILE *out;
    int32_t *logits;
    size_t count, used;
} context_task;

static void write_context(void *data, reading *r, const tt_document *document) {
    context_task *task = data;
    (void)document;
    size_t count = r->lines.list.count;
    uint8_t *rows = tm_zeros(count, QH_HTML_ROW);
    if (task->used + count > task->count)
        tm_fail("has too few numbers", "logits");
    if (!qh_html_fill_context(&r->scratch, &r->page.facts, task->logits + task->used, rows))
        tm_fail("out of memory", "rows");
    for (size_t i = 0; i < count; i++)
        tm_write(task->out, rows + i * QH_HTML_ROW + QH_HTML_COLUMNS, QH_HTML_CONTEXT);
    task->used += count;
    free(rows);
}

static void context(const char *documents, const char *logits, const char *prefix) {
    size_t size;
    context_task task = {.out = tm_create(prefix, ".context"), .logits = tm_read_file(logits, &size)};
    task.count = size / sizeof *task.logits;
    visit(documents, write_context, &task);
    free(task.logits);
    fclose(task.out);
}

typedef struct logits_task {
    FILE *logits, *kinds;
    qh_text_model model;
} logits_task;

static void write_logits(void *data, reading *r, const tt_document *document) {
    logits_task *task = data;
    (void)document;
    uint8_t *rows;
    size_t count = r->lines.list.count;
    const int32_t *logits = qh_text_logits(&r->scratch, &r->page, &task->model, &rows), *kinds = NULL;
    if (logits)
        kinds = qh_text_kind_scores(&r->scratch, rows, count, &task->model);
    if (!kinds)
        tm_fail("out of memory", "rows");
    tm_write(task->logits, logits, count * sizeof *logits);
    tm_write(task->kinds, kinds, count * QH_TEXT_KINDS * sizeof *kinds);
}

static void logits(const char *documents, const char *path, const char *prefix) {
    logits_task task = {.logits = tm_create(prefix, ".logits"), .kinds = tm_create(prefix, ".kinds")};
    size_t size;
    const char *why;
    qh_model file;
    void *bytes = tm_read_file(path, &size);
    if (!qh_model_open(bytes, size, &file, &why) || !qh_text_model_of(&file, 1, &task.model))
        tm_fail("is no model of text", path);
    visit(documents, write_logits, &task);
    free(bytes);
    fclose(task.logits);
    fclose(task.kinds);
}

int main(int argc, char **argv) {
    if (argc == 4 && !strcmp(argv[1], "flatten"))
        tt_flatten(argv[2], argv[3]);
    else if (argc == 4 && !strcmp(argv[1], "features"))
        features(argv[2], argv[3]);
    else if (argc == 4 && !strcmp(argv[1], "weights"))
        tm_learn_weights(argv[2], argv[3]);
    else if (argc == 5 && !strcmp(argv[1], "context"))
        context(argv[2], argv[3], argv[4]);
    else if (argc == 5 && !strcmp(argv[1], "logits"))
        logits(argv[2], argv[3], argv[4]);
    else
        tm_fail("see the head of text.c", "usage");
    return 0;
}
