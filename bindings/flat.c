#include "flat.h"
#include "flat_input.h"

#include <stdlib.h>
#include <string.h>

quoth_engine *flat_engine_new(uint32_t layers, size_t max_input_bytes, size_t max_blocks, size_t max_memory_bytes,
                              const void *languages, size_t languages_size, quoth_error *err) {
    if (flat_ends_with_nul(languages, languages_size, err) != QUOTH_OK)
        return NULL;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.layers = layers;
    options.max_input_bytes = max_input_bytes;
    options.max_blocks = max_blocks;
    options.max_memory_bytes = max_memory_bytes;
    const char **tags = flat_strings_of(languages, languages_size, &options.language_count);
    options.languages = options.language_count ? tags : NULL;
    quoth_engine *engine = NULL;
    if (tags)
        quoth_engine_new(&options, &engine, err);
    else
        flat_fail_memory(err);
    free(tags);
    return engine;
}

quoth_document *flat_parse(const quoth_engine *engine, const void *bytes, size_t size, const char *name, const char *url,
                           const char *media_type, const char *charset, const char *language, const void *speakers,
                           size_t speakers_size, const void *known, size_t known_size, const flat_cancel *cancel,
                           quoth_error *err) {
    quoth_input input = QUOTH_INPUT_INIT;
    if (cancel) {
        input.cancelled = cancel->asked;
        input.cancel_user = cancel->user;
    }
    input.name = name;
    input.url = url;
    input.media_type = media_type;
    input.charset = charset;
    input.language = language;
    flat_given given = {0};
    quoth_document *doc = NULL;
    if (flat_give_speakers(&given, speakers, speakers_size, &input, err) == QUOTH_OK &&
        flat_give_known(&given, known, known_size, &input, err) == QUOTH_OK)
        quoth_parse(engine, bytes, size, &input, &doc, err);
    flat_free_given(&given);
    return doc;
}

flat_text flat_document_text(const quoth_document *doc) {
    flat_text text;
    text.bytes = quoth_document_text(doc, &text.size);
    return text;
}

size_t flat_document_pack(const quoth_document *doc, int32_t table, int32_t unit, void *out, size_t room, quoth_error *err) {
    size_t need = 0;
    quoth_document_pack(doc, table, unit, out, room, &need, err);
    return need;
}

size_t flat_document_count(const quoth_document *doc, int32_t table) {
    switch (table) {
    case QUOTH_TABLE_BLOCKS:
        return quoth_document_block_count(doc);
    case QUOTH_TABLE_SCRIPTS:
        return quoth_document_script_run_count(doc);
    case QUOTH_TABLE_QUOTES:
        return quoth_document_quote_count(doc);
    case QUOTH_TABLE_SPEAKERS:
        return quoth_document_speaker_count(doc);
    case QUOTH_TABLE_ARTICLES:
        return quoth_document_article_count(doc);
    case QUOTH_TABLE_GLUE:
        return quoth_document_glue_count(doc);
    case QUOTH_TABLE_MIXED_TOKENS:
        return quoth_document_mixed_token_count(doc);
    case QUOTH_TABLE_MARKS:
        return quoth_document_mark_count(doc);
    default:
        return 0;
    }
}

typedef struct growing {
    flat_owned text;
    size_t room;
} growing;

static int append(void *user, const char *bytes, size_t size) {
    growing *g = user;
    if (g->room - g->text.size < size) {
        size_t room = (g->text.size + size) * 2;
        char *grown = realloc(g->text.bytes, room);
        if (!grown)
            return 1;
        g->text.bytes = grown;
        g->room = room;
    }
    memcpy(g->text.bytes + g->text.size, bytes, size);
    g->text.size += size;
    return 0;
}

/* What was written, or nothing when that failed. */
static flat_owned written(growing *g, quoth_status status, quoth_error *err) {
    if (status == QUOTH_ERROR_WRITE)
        flat_fail_memory(err);
    if (status != QUOTH_OK) {
        free(g->text.bytes);
        g->text = (flat_owned){NULL, 0};
    }
    return g->text;
}

static const struct {
    const char *name;
    quoth_status (*write)(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);
} formats[] = {
    {"json", quoth_write_json},         {"tei", quoth_write_tei},       {"webannotation", quoth_write_web_annotation},
    {"brat", quoth_write_brat},         {"xmi", quoth_write_xmi},       {"csv", quoth_write_csv},
    {"markdown", quoth_write_markdown}, {"report", quoth_write_report},
};

flat_owned flat_document_export(const quoth_document *doc, const char *format, int32_t unit, int32_t compact, int32_t speaker,
                                quoth_error *err) {
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    options.offsets = unit;
    options.compact = compact;
    options.speaker = speaker;
    growing g = {0};
    size_t i = 0, count = sizeof formats / sizeof *formats;
    while (i < count && (!format || strcmp(format, formats[i].name)))
        i++;
    quoth_status status =
        i == count ? flat_fail(err, QUOTH_ERROR_ARGUMENT, "unknown format") : formats[i].write(doc, &options, append, &g, err);
    return written(&g, status, err);
}

flat_blob flat_document_save(const quoth_document *doc, quoth_error *err) {
    growing g = {0};
    flat_owned text = written(&g, quoth_document_save(doc, append, &g, err), err);
    return (flat_blob){text.bytes, text.size};
}

quoth_document *flat_document_load(const void *bytes, size_t size, quoth_error *err) {
    quoth_document *doc = NULL;
    quoth_document_load(NULL, bytes, size, &doc, err);
    return doc;
}

struct ArrowArrayStream *flat_document_arrow_stream(quoth_document *doc, int32_t table, int32_t unit, quoth_error *err) {
    struct ArrowArrayStream *stream = calloc(1, sizeof *stream);
    if (!stream)
        flat_fail_memory(err);
    else if (quoth_document_arrow_stream(doc, table, unit, stream, err) != QUOTH_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

flat_arrow *flat_document_arrow_array(const quoth_document *doc, int32_t table, int32_t unit, quoth_error *err) {
    flat_arrow *arrow = calloc(1, sizeof *arrow);
    if (!arrow)
        flat_fail_memory(err);
    else if (quoth_document_arrow_array(doc, table, unit, &arrow->schema, &arrow->array, err) != QUOTH_OK) {
        free(arrow);
        return NULL;
    }
    return arrow;
}

size_t flat_document_offset(const quoth_document *doc, size_t byte, int32_t unit) { return quoth_document_offset(doc, byte, unit); }

size_t flat_document_byte(const quoth_document *doc, size_t offset, int32_t unit) { return quoth_document_byte(doc, offset, unit); }

quoth_span flat_document_source_span(const quoth_document *doc, size_t start, size_t end) {
    return quoth_document_source_span(doc, (quoth_span){start, end});
}

const char *flat_source_name(const quoth_document *doc) { return quoth_document_source(doc)->name; }
const char *flat_source_url(const quoth_document *doc) { return quoth_document_source(doc)->url; }
const char *flat_source_type(const quoth_document *doc) { return quoth_document_source(doc)->type; }
const char *flat_source_charset(const quoth_document *doc) { return quoth_document_source(doc)->charset; }
size_t flat_source_bytes(const quoth_document *doc) { return quoth_document_source(doc)->bytes; }
size_t flat_source_repaired(const quoth_document *doc) { return quoth_document_source(doc)->repaired; }

const char *flat_metadata_value(const quoth_document *doc, int32_t field) {
    const quoth_metadata *metadata = quoth_document_metadata(doc);
    switch (field) {
    case QUOTH_METADATA_TITLE:
        return metadata->title;
    case QUOTH_METADATA_AUTHOR:
        return metadata->author;
    case QUOTH_METADATA_DATE:
        return metadata->date;
    case QUOTH_METADATA_MODIFIED:
        return metadata->modified;
    case QUOTH_METADATA_SITE:
        return metadata->site;
    case QUOTH_METADATA_LANGUAGE:
        return metadata->language;
    case QUOTH_METADATA_URL:
        return metadata->url;
    case QUOTH_METADATA_DESCRIPTION:
        return metadata->description;
    default:
        return NULL;
    }
}

const char *flat_metadata_place(const quoth_document *doc, int32_t field) {
    const quoth_metadata_origin *origin = quoth_document_metadata_origin(doc, field);
    return origin ? origin->place : NULL;
}

double flat_metadata_confidence(const quoth_document *doc, int32_t field) {
    const quoth_metadata_origin *origin = quoth_document_metadata_origin(doc, field);
    return origin ? origin->confidence : 0;
}

quoth_span flat_metadata_span(const quoth_document *doc, int32_t field) {
    const quoth_metadata_origin *origin = quoth_document_metadata_origin(doc, field);
    return origin ? (quoth_span){origin->start, origin->end} : (quoth_span){0, 0};
}

quoth_language_guess flat_identify_language(const void *bytes, size_t size, const void *candidates, size_t candidates_size,
                                            const char *prior, quoth_error *err) {
    quoth_language_guess guess = {NULL, 0, 0};
    quoth_language_options options = QUOTH_LANGUAGE_OPTIONS_INIT;
    if (flat_ends_with_nul(candidates, candidates_size, err) != QUOTH_OK)
        return guess;
    const char **tags = flat_strings_of(candidates, candidates_size, &options.candidate_count);
    options.candidates = options.candidate_count ? tags : NULL;
    options.prior = prior;
    if (tags)
        quoth_identify_language(bytes, (quoth_span){0, size}, &options, &guess, err);
    else
        flat_fail_memory(err);
    free(tags);
    return guess;
}

quoth_archive *flat_archive_open(const char *path, size_t max_record_bytes, size_t offset, size_t end, int32_t split,
                                 quoth_error *err) {
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.max_record_bytes = max_record_bytes;
    options.offset = offset;
    options.end = end;
    options.split = split;
    quoth_archive *archive = NULL;
    quoth_archive_open_path(&options, path, &archive, err);
    return archive;
}

const quoth_record *flat_archive_next(quoth_archive *archive, quoth_error *err) {
    const quoth_record *record = NULL;
    quoth_archive_next(archive, &record, err);
    return record;
}

int32_t flat_archive_goes_on(const quoth_archive *archive) { return quoth_archive_goes_on(archive); }
