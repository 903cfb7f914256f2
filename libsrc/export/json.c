#include <quoth/quoth.h>

#include "export/json_writer.h"
#include "export/options.h"

/* The document that is written and how its offsets are counted. */
typedef struct output {
    const quoth_document *doc;
    int32_t unit;
    qh_json json;
} output;

static const char *const unit_names[] = {
    [QUOTH_UNIT_BYTE] = "byte", [QUOTH_UNIT_CODE_POINT] = "codepoint", [QUOTH_UNIT_UTF16] = "utf16"};

static void key_text(output *o, const char *key, const char *string) {
    qh_json_key(&o->json, key);
    qh_json_text(&o->json, string);
}

static void key_number(output *o, const char *key, size_t value) {
    qh_json_key(&o->json, key);
    qh_json_number(&o->json, value);
}

static void key_index(output *o, const char *key, int32_t value) {
    qh_json_key(&o->json, key);
    qh_json_index(&o->json, value);
}

static void key_bool(output *o, const char *key, int value) {
    qh_json_key(&o->json, key);
    qh_json_bool(&o->json, value);
}

static void key_share(output *o, const char *key, double value) {
    qh_json_key(&o->json, key);
    qh_json_share(&o->json, value);
}

static void key_offset(output *o, const char *key, size_t byte) {
    key_number(o, key, quoth_document_offset(o->doc, byte, o->unit));
}

static void key_bounds(output *o, size_t start, size_t end) {
    key_offset(o, "start", start);
    key_offset(o, "end", end);
}

static void pair(output *o, size_t start, size_t end) {
    qh_json_open(&o->json, '[');
    qh_json_number(&o->json, start);
    qh_json_number(&o->json, end);
    qh_json_close(&o->json);
}

static void span(output *o, quoth_span s) {
    pair(o, quoth_document_offset(o->doc, s.start, o->unit), quoth_document_offset(o->doc, s.end, o->unit));
}

static int is_none(quoth_span s) { return s.start >= s.end; }

static void key_span(output *o, const char *key, quoth_span s) {
    qh_json_key(&o->json, key);
    if (is_none(s))
        qh_json_null(&o->json);
    else
        span(o, s);
}

static void key_spans(output *o, const char *key, const quoth_span *spans, size_t count) {
    qh_json_key(&o->json, key);
    qh_json_open(&o->json, '[');
    for (size_t i = 0; i < count; i++)
        span(o, spans[i]);
    qh_json_close(&o->json);
}

static void source_span(output *o, quoth_span s) {
    quoth_span source = quoth_document_source_span(o->doc, s);
    pair(o, source.start, source.end);
}

static void key_direction(output *o, int32_t direction) {
    key_text(o, "direction", direction == QUOTH_DIRECTION_RTL ? "rtl" : "ltr");
}

static void write_source(output *o) {
    const quoth_source *source = quoth_document_source(o->doc);
    qh_json_key(&o->json, "source");
    qh_json_open(&o->json, '{');
    key_text(o, "name", source->name);
    key_text(o, "type", source->type);
    key_text(o, "charset", source->charset);
    key_number(o, "bytes", source->bytes);
    key_number(o, "repaired", source->repaired);
    key_text(o, "url", source->url);
    qh_json_close(&o->json);
}

static void write_metadata(output *o) {
    const quoth_metadata *metadata = quoth_document_metadata(o->doc);
    qh_json_key(&o->json, "metadata");
    qh_json_open(&o->json, '{');
    key_text(o, "title", metadata->title);
    key_text(o, "author", metadata->author);
    key_text(o, "date", metadata->date);
    key_text(o, "modified", metadata->modified);
    key_text(o, "site", metadata->site);
    key_text(o, "language", metadata->language);
    key_text(o, "url", metadata->url);
    key_text(o, "description", metadata->description);
    qh_json_close(&o->json);
}

static void write_origins(output *o) {
    qh_json_key(&o->json, "metadata_origin");
    qh_json_open(&o->json, '{');
    for (int32_t field = QUOTH_METADATA_TITLE; field <= QUOTH_METADATA_DESCRIPTION; field++) {
        const quoth_metadata_origin *origin = quoth_document_metadata_origin(o->doc, field);
        if (!origin)
            continue;
        qh_json_key(&o->json, quoth_metadata_field_name(field));
        qh_json_open(&o->json, '{');
        key_text(o, "place", origin->place);
        key_share(o, "confidence", origin->confidence);
        qh_json_key(&o->json, "source");
        if (origin->start < origin->end)
            pair(o, origin->start, origin->end);
        else
            qh_json_null(&o->json);
        qh_json_close(&o->json);
    }
    qh_json_close(&o->json);
}

static void write_text(output *o) {
    size_t size;
    const char *text = quoth_document_text(o->doc, &size);
    qh_json_key(&o->json, "text");
    qh_json_string(&o->json, text, size);
}

static void write_article(output *o, size_t i) {
    const quoth_article *article = quoth_document_article(o->doc, i);
    key_index(o, "title", article->title);
    key_text(o, "author", article->author);
    key_text(o, "date", article->date);
    key_text(o, "site", article->site);
    key_bounds(o, article->start, article->end);
}

/* What only some blocks have. */
static void write_block_extras(output *o, const quoth_block *block) {
    if (!is_none(block->dateline))
        key_span(o, "dateline", block->dateline);
    if (!is_none(block->byline))
        key_span(o, "byline", block->byline);
    if (block->kind != QUOTH_BLOCK_TABLE_CELL)
        return;
    key_index(o, "row", block->row);
    key_index(o, "column", block->column);
    key_bool(o, "header", block->header);
}

static void write_block(output *o, size_t i) {
    const quoth_block *block = quoth_document_block(o->doc, i);
    key_bounds(o, block->start, block->end);
    key_text(o, "kind", quoth_block_kind_name(block->kind));
    key_index(o, "article", block->article);
    key_index(o, "parent", block->parent);
    key_index(o, "level", block->level > 0 ? block->level : -1);
    key_bool(o, "main", block->main);
    key_span(o, "speaker_head", block->speaker_head);
    key_index(o, "turn", block->turn);
    key_text(o, "language", block->language);
    key_text(o, "script", block->script);
    key_direction(o, block->direction);
    key_index(o, "duplicate_of", block->duplicate_of);
    key_index(o, "excerpt_of", block->excerpt_of);
    key_share(o, "confidence", block->confidence);
    qh_json_key(&o->json, "source");
    source_span(o, (quoth_span){block->start, block->end});
    key_share(o, "language_confidence", block->language_confidence);
    key_text(o, "first_strong", block->first_strong < 0 ? NULL : block->first_strong == QUOTH_DIRECTION_RTL ? "rtl" : "ltr");
    qh_json_key(&o->json, "script_shares");
    qh_json_open(&o->json, '{');
    for (size_t n = 0; n < block->script_share_count; n++)
        key_share(o, block->script_shares[n].script, block->script_shares[n].share);
    qh_json_close(&o->json);
    write_block_extras(o, block);
}

static void write_run(output *o, size_t i) {
    const quoth_script_run *run = quoth_document_script_run(o->doc, i);
    key_bounds(o, run->start, run->end);
    key_text(o, "script", run->script);
    key_direction(o, run->direction);
}

static void write_glue(output *o, size_t i) {
    const quoth_glue *glue = quoth_document_glue(o->doc, i);
    key_offset(o, "at", glue->at);
    key_text(o, "kind", quoth_glue_kind_name(glue->kind));
    key_share(o, "confidence", glue->confidence);
}

static void write_mixed_token(output *o, size_t i) {
    const quoth_mixed_token *token = quoth_document_mixed_token(o->doc, i);
    key_bounds(o, token->start, token->end);
    qh_json_key(&o->json, "scripts");
    qh_json_open(&o->json, '[');
    for (int32_t n = 0; n < token->script_count; n++)
        qh_json_text(&o->json, token->scripts[n]);
    qh_json_close(&o->json);
    key_text(o, "restriction_level", quoth_restriction_level_name(token->restriction_level));
}

static void write_speaker(output *o, size_t i) {
    const quoth_speaker *speaker = quoth_document_speaker(o->doc, i);
    const char *gender = speaker->gender == QUOTH_GENDER_FEMALE ? "female" : speaker->gender == QUOTH_GENDER_MALE ? "male" : NULL;
    key_number(o, "id", i);
    key_text(o, "name", speaker->name);
    key_text(o, "kind", quoth_speaker_kind_name(speaker->kind));
    key_text(o, "gender", gender);
    qh_json_key(&o->json, "aliases");
    qh_json_open(&o->json, '[');
    for (size_t n = 0; n < speaker->alias_count; n++)
        qh_json_text(&o->json, speaker->aliases[n]);
    qh_json_close(&o->json);
    key_spans(o, "mentions", speaker->mentions, speaker->mention_count);
}

static void write_quote(output *o, size_t i) {
    const quoth_quote *quote = quoth_document_quote(o->doc, i);
    key_number(o, "id", i);
    key_text(o, "type", quoth_quote_type_name(quote->type));
    key_spans(o, "parts", quote->parts, quote->part_count);
    key_spans(o, "quoted", quote->quoted, quote->quoted_count);
    key_span(o, "cue", quote->cue);
    key_span(o, "speaker_mention", quote->speaker_mention);
    key_index(o, "speaker", quote->speaker);
    key_index(o, "addressee", quote->addressee);
    key_index(o, "parent", quote->parent);
    key_index(o, "block", quote->block);
    key_text(o, "language", quote->language);
    qh_json_key(&o->json, "source");
    qh_json_open(&o->json, '[');
    for (size_t n = 0; n < quote->part_count; n++)
        source_span(o, quote->parts[n]);
    qh_json_close(&o->json);
    key_share(o, "confidence", quote->confidence);
    key_text(o, "evidence", quote->evidence);
}

static void write_mark(output *o, size_t i) {
    const quoth_mark *mark = quoth_document_mark(o->doc, i);
    key_bounds(o, mark->start, mark->end);
    key_text(o, "reason", quoth_mark_reason_name(mark->reason));
}

static void write_list(output *o, const char *key, size_t count, void (*item)(output *, size_t)) {
    qh_json_key(&o->json, key);
    qh_json_open(&o->json, '[');
    for (size_t i = 0; i < count && !o->json.out.failed; i++) {
        qh_json_open(&o->json, '{');
        item(o, i);
        qh_json_close(&o->json);
    }
    qh_json_close(&o->json);
}

static void write_document(output *o) {
    qh_json_open(&o->json, '{');
    key_text(o, "quoth", quoth_version());
    key_number(o, "format", 1);
    key_text(o, "offsets", unit_names[o->unit]);
    write_source(o);
    write_metadata(o);
    write_origins(o);
    write_list(o, "articles", quoth_document_article_count(o->doc), write_article);
    write_text(o);
    write_list(o, "blocks", quoth_document_block_count(o->doc), write_block);
    write_list(o, "scripts", quoth_document_script_run_count(o->doc), write_run);
    write_list(o, "glue", quoth_document_glue_count(o->doc), write_glue);
    write_list(o, "mixed", quoth_document_mixed_token_count(o->doc), write_mixed_token);
    write_list(o, "speakers", quoth_document_speaker_count(o->doc), write_speaker);
    write_list(o, "quotes", quoth_document_quote_count(o->doc), write_quote);
    write_list(o, "marks", quoth_document_mark_count(o->doc), write_mark);
    qh_json_close(&o->json);
}

quoth_status quoth_write_json(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                              quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    output o;
    o.doc = doc;
    o.unit = complete.offsets;
    qh_json_init(&o.json, write, user, complete.compact != 0);
    write_document(&o);
    return qh_json_finish(&o.json, err);
}
