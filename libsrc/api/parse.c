#include <string.h>

#include "api/engine.h"
#include "api/media_type.h"
#include "base/parse.h"
#include "document/charset_choice.h"
#include "document/html.h"
#include "document/plain.h"
#include "quote/quotes.h"
#include "script/mixed.h"
#include "text/offset_map.h"

static quoth_status check_speakers(const quoth_input *input, quoth_error *err) {
    if (input->speaker_count && !input->speakers)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "speaker_count is %zu and speakers is NULL", input->speaker_count);
    for (size_t i = 0; i < input->speaker_count; i++) {
        const quoth_given_speaker *speaker = &input->speakers[i];
        if (!speaker->name_count || !speaker->names)
            return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "speaker %zu has no name", i);
        for (size_t n = 0; n < speaker->name_count; n++)
            if (!speaker->names[n])
                return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "name %zu of speaker %zu is NULL", n, i);
    }
    return QUOTH_OK;
}

static quoth_status check_quotes(const quoth_input *input, quoth_error *err) {
    if (input->quote_count && (!input->quotes || !input->quote_part_counts))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "quote_count is %zu and quotes or quote_part_counts is NULL",
                       input->quote_count);
    for (size_t i = 0; i < input->quote_count; i++)
        if (!input->quotes[i] || !input->quote_part_counts[i])
            return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "quotation %zu has no part", i);
    return QUOTH_OK;
}

static quoth_status read_input(const quoth_input *in, quoth_input *out, quoth_error *err) {
    quoth_input input = QUOTH_INPUT_INIT;
    if (in && !qh_read_struct(&input, sizeof input, in, in->struct_size))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "struct_size of the input is too small; set it with QUOTH_INPUT_INIT");
    *out = input;
    quoth_status status = check_speakers(&input, err);
    return status != QUOTH_OK ? status : check_quotes(&input, err);
}

static int is_bound(const quoth_document *doc, size_t at) {
    return at <= doc->size && ((unsigned char)doc->text[at] & 0xC0) != 0x80;
}

/* The caller's quotations can only be checked once there is a text. */
static quoth_status check_parts(const qh_parse *p) {
    for (size_t i = 0; i < p->input->quote_count; i++)
        for (size_t n = 0; n < p->input->quote_part_counts[i]; n++) {
            quoth_span part = p->input->quotes[i][n];
            if (part.start >= part.end || !is_bound(p->doc, part.start) || !is_bound(p->doc, part.end))
                return qh_fail(p->err, QUOTH_ERROR_ARGUMENT, 0, "part %zu of quotation %zu, [%zu, %zu), is no stretch of the text",
                               n, i, part.start, part.end);
        }
    return QUOTH_OK;
}

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

static quoth_status find_blocks(qh_parse *p) { return p->html ? qh_read_html(p) : qh_read_plain(p); }

static quoth_status find_quotes(qh_parse *p) {
    quoth_status status = check_parts(p);
    return status != QUOTH_OK ? status : qh_find_quotes(p);
}

static quoth_status run_stages(qh_parse *p, uint32_t layers) {
    static const struct {
        uint32_t layer;
        quoth_status (*run)(qh_parse *);
    } stages[] = {{QUOTH_LAYER_SCRIPTS, find_scripts}, {QUOTH_LAYER_BLOCKS, find_blocks}, {QUOTH_LAYER_QUOTES, find_quotes}};
    quoth_status status = qh_parse_check(p);
    for (size_t i = 0; status == QUOTH_OK && i < sizeof stages / sizeof *stages; i++) {
        if (!(layers & stages[i].layer))
            continue;
        status = stages[i].run(p);
        if (status == QUOTH_OK)
            status = qh_parse_check(p);
    }
    return status;
}

/* The document lies in its own arena, which moves into it here. */
static quoth_document *new_document(const quoth_allocator *allocator) {
    qh_arena arena;
    qh_arena_init(&arena, allocator);
    quoth_document *doc = qh_arena_zalloc(&arena, 1, sizeof *doc);
    if (!doc)
        return NULL;
    doc->arena = arena;
    atomic_init(&doc->owners, 1);
    return doc;
}

static quoth_status parse(const quoth_engine *engine, const void *bytes, size_t size, const quoth_input *input, quoth_document *doc,
                          quoth_error *err) {
    qh_arena scratch;
    qh_arena_init(&scratch, &engine->arena.allocator);
    qh_parse p = {doc,
                  engine->lexicon,
                  input,
                  NULL,
                  engine->options.language_count ? engine->allowed : NULL,
                  &scratch,
                  engine->options.max_blocks,
                  err};
    quoth_status status = qh_parse_check(&p);
    if (status == QUOTH_OK)
        status = read_source(&p, size);
    if (status == QUOTH_OK)
        status = read_text(&p, bytes, size);
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

quoth_status quoth_parse(const quoth_engine *engine, const void *bytes, size_t size, const quoth_input *input, quoth_document **out,
                         quoth_error *err) {
    if (!out)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "out is NULL");
    *out = NULL;
    quoth_input complete = QUOTH_INPUT_INIT;
    quoth_status status = check_call(engine, bytes, size, err);
    if (status == QUOTH_OK)
        status = read_input(input, &complete, err);
    if (status != QUOTH_OK)
        return status;
    quoth_document *doc = new_document(&engine->arena.allocator);
    if (!doc)
        return qh_fail_memory(err);
    status = parse(engine, bytes ? bytes : "", size, &complete, doc, err);
    if (status == QUOTH_OK)
        *out = doc;
    else
        quoth_document_release(doc);
    return status;
}
