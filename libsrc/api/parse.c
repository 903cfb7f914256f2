#include <string.h>

#include "api/engine.h"
#include "api/input.h"
#include "api/media_type.h"
#include "base/budget.h"
#include "base/parse.h"
#include "document/charset_choice.h"
#include "document/given.h"
#include "document/html.h"
#include "document/plain.h"
#include "quote/quotes.h"
#include "script/mixed.h"
#include "text/offset_map.h"

static quoth_status copy_string(qh_parse *p, const char *from, const char **to) {
    if (!from)
        return QUOTH_OK;
    *to = qh_arena_copy(&p->doc->arena, from, strlen(from));
    return *to ? QUOTH_OK : qh_fail_memory(p->err);
}

static quoth_status read_source(qh_parse *p, size_t size) {
    quoth_source *source = &p->doc->source;
    source->type = "text";
    source->bytes = size;
    quoth_status status = copy_string(p, p->input->name, &source->name);
    return status != QUOTH_OK ? status : copy_string(p, p->input->url, &source->url);
}

static quoth_status read_text(qh_parse *p, const void *bytes, size_t size) {
    const char *charset = NULL;
    int reader;
    quoth_status status = qh_media_type(p->scratch, p->input->media_type, &reader, &charset, p->err);
    if (status != QUOTH_OK)
        return status;
    if (p->input->charset)
        charset = p->input->charset;
    if (p->input->blocks && reader == QH_READER_HTML)
        return qh_fail(p->err, QUOTH_ERROR_ARGUMENT, 0,
                       "blocks are given, and the media type is that of HTML: blocks of plain text only");
    if (p->input->blocks)
        reader = QH_READER_TEXT;
    if (reader == QH_READER_GUESS && qh_html_looks(bytes, size))
        reader = QH_READER_HTML;
    qh_decoded decoded = {0};
    quoth_document *doc = p->doc;
    status = qh_read_charset(&doc->arena, bytes, size, charset, reader == QH_READER_HTML, &decoded, p->err);
    if (status != QUOTH_OK)
        return status;
    doc->text = decoded.text;
    doc->size = decoded.size;
    doc->source_map = decoded.source;
    doc->source.charset = decoded.charset;
    doc->source.repaired = decoded.repaired;
    if (reader == QH_READER_HTML || (reader == QH_READER_GUESS && qh_html_looks(doc->text, doc->size)))
        status = qh_html_open(p);
    if (status != QUOTH_OK)
        return status;
    doc->offset_map = qh_offset_map_new(&doc->arena, doc->text, doc->size);
    return doc->offset_map ? QUOTH_OK : qh_fail_memory(p->err);
}

static quoth_status find_scripts(qh_parse *p) {
    return qh_script_runs(p->doc) && qh_glue_points(p->doc) && qh_mixed_tokens(p->doc) ? QUOTH_OK : qh_fail_memory(p->err);
}

static quoth_status find_blocks(qh_parse *p) {
    if (p->input->blocks)
        return qh_read_given(p);
    return p->html ? qh_read_html(p) : qh_read_plain(p);
}

/* Quotations are found in the blocks: lines and elements, which are much more than these, are not needed for it. */
static quoth_status find_quotes(qh_parse *p) {
    qh_arena_free(p->scratch);
    p->html = NULL;
    p->language_memory = NULL;
    return qh_find_quotes(p);
}

static quoth_status run_stages(qh_parse *p, uint32_t layers) {
    static const struct {
        uint32_t layer;
        quoth_status (*run)(qh_parse *);
        double share; /* of the work, measured on web pages and novels, roughly */
    } stages[] = {
        {QUOTH_LAYER_SCRIPTS, find_scripts, 0.15}, {QUOTH_LAYER_BLOCKS, find_blocks, 0.35}, {QUOTH_LAYER_QUOTES, find_quotes, 0.4}};
    p->aim = 0.1; /* decoding */
    quoth_status status = qh_parse_goes_on(p, 1, 1);
    for (size_t i = 0; status == QUOTH_OK && i < sizeof stages / sizeof *stages; i++) {
        p->done = p->aim;
        p->aim += stages[i].share;
        if (layers & stages[i].layer)
            status = stages[i].run(p);
        if (status == QUOTH_OK && i + 1 < sizeof stages / sizeof *stages)
            status = qh_parse_goes_on(p, 1, 1);
    }
    if (status == QUOTH_OK)
        status = qh_parse_check(p);
    if (status == QUOTH_OK && p->input->progress)
        p->input->progress(p->input->progress_user, 1);
    return status;
}

static quoth_status parse(const quoth_engine *engine, const void *bytes, size_t size, const quoth_input *input, quoth_document *doc,
                          quoth_error *err) {
    qh_arena scratch;
    qh_arena_init(&scratch, &doc->arena.allocator);
    qh_parse p = {.doc = doc,
                  .lexicon = engine->lexicon,
                  .input = input,
                  .languages = engine->options.language_count ? engine->allowed : NULL,
                  .scratch = &scratch,
                  .max_blocks = engine->options.max_blocks,
                  .err = err};
    quoth_status status = qh_parse_check(&p);
    if (status == QUOTH_OK)
        status = read_source(&p, size);
    if (status == QUOTH_OK)
        status = read_text(&p, bytes, size);
    if (status == QUOTH_OK)
        status = qh_check_spans(&p);
    if (status == QUOTH_OK)
        status = run_stages(&p, engine->options.layers);
    qh_arena_free(&scratch);
    return status;
}

static quoth_status check_call(const quoth_engine *engine, const void *bytes, size_t size, quoth_error *err) {
    if (!engine)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "engine is NULL");
    if (!bytes && size)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "bytes is NULL and size is %zu", size);
    if (size > engine->options.max_input_bytes)
        return qh_fail(err, QUOTH_ERROR_LIMIT, 0, "the input has %zu bytes, more than max_input_bytes (%zu)", size,
                       engine->options.max_input_bytes);
    return QUOTH_OK;
}

static size_t most_memory(const quoth_engine *engine, size_t size) {
    enum { MEMORY_BASE = 256 << 20, MEMORY_BYTE = 40 };
    if (engine->options.max_memory_bytes)
        return engine->options.max_memory_bytes;
    return size > (SIZE_MAX - MEMORY_BASE) / MEMORY_BYTE ? SIZE_MAX : MEMORY_BASE + MEMORY_BYTE * size;
}

static quoth_status parse_within(const quoth_engine *engine, const void *bytes, size_t size, const quoth_input *input, size_t most,
                                 quoth_document **out, quoth_error *err) {
    qh_budget budget;
    quoth_allocator allocator = qh_budget_open(&budget, &engine->arena.allocator, most);
    quoth_document *doc = qh_document_new(&allocator);
    quoth_status status = doc ? parse(engine, bytes, size, input, doc, err) : qh_fail_memory(err);
    if (doc)
        doc->arena.allocator = engine->arena.allocator; /* the budget ends here */
    if (status == QUOTH_OK)
        *out = doc;
    else
        quoth_document_release(doc);
    if (status == QUOTH_ERROR_MEMORY && budget.is_passed)
        return qh_fail(err, QUOTH_ERROR_LIMIT, 0, "the input needs more memory than max_memory_bytes (%zu)", most);
    return status;
}

quoth_status quoth_parse(const quoth_engine *engine, const void *bytes, size_t size, const quoth_input *input, quoth_document **out,
                         quoth_error *err) {
    if (!out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "out is NULL");
    *out = NULL;
    quoth_input complete = QUOTH_INPUT_INIT;
    quoth_status status = check_call(engine, bytes, size, err);
    if (status == QUOTH_OK)
        status = qh_read_input(input, &complete, err);
    if (status != QUOTH_OK)
        return status;
    return parse_within(engine, bytes ? bytes : "", size, &complete, most_memory(engine, size), out, err);
}
