#include "corpus.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "given.h"
#include "input.h"
#include "output.h"
#include "runs.h"

/* The line that is being answered. */
typedef struct line {
    const cli_session *session;
    const char *path;
    size_t number;
    json_t *value; /* NULL where it is no JSON */
} line;

static void complain(const line *l, const char *sentence) {
    char message[320];
    snprintf(message, sizeof message, "line %zu: %s", l->number, sentence);
    cli_complain(l->path, message);
}

/* jansson answers NULL where there is no memory; the line stays empty then. */
static void print(json_t *answer) {
    if (answer)
        json_dumpf(answer, cli_out, JSON_COMPACT | JSON_REAL_PRECISION(4));
    putc('\n', cli_out);
    json_decref(answer);
}

static json_t *text_or_null(const char *string) {
    json_t *text = string ? json_string(string) : NULL; /* NULL as well for what is no UTF-8 */
    return text ? text : json_null();
}

static json_t *span_json(const quoth_document *doc, quoth_span span) {
    if (span.start >= span.end)
        return json_null();
    return json_pack("[I,I]", (json_int_t)quoth_document_offset(doc, span.start, QUOTH_UNIT_CODE_POINT),
                     (json_int_t)quoth_document_offset(doc, span.end, QUOTH_UNIT_CODE_POINT));
}

static json_t *spans_json(const quoth_document *doc, const quoth_span *spans, size_t count) {
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, span_json(doc, spans[i]));
    return list;
}

/* Corpora know no turns: who speaks there speaks directly. */
static const char *corpus_type(int32_t type) {
    return type == QUOTH_QUOTE_MIXED ? "mixed" : type == QUOTH_QUOTE_INDIRECT ? "indirect" : "direct";
}

static json_t *quote_json(const quoth_document *doc, const quoth_quote *quote) {
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(doc, (size_t)quote->speaker);
    const char *name = !speaker ? NULL : speaker->id ? speaker->id : speaker->name;
    return json_pack("{s:o,s:s,s:o,s:o,s:o,s:o,s:f}", "spans", spans_json(doc, quote->parts, quote->part_count), "type",
                     corpus_type(quote->type), "quoted", spans_json(doc, quote->quoted, quote->quoted_count), "cue",
                     span_json(doc, quote->cue), "speaker_span", span_json(doc, quote->speaker_mention), "speaker_id",
                     text_or_null(name), "confidence", quote->confidence);
}

static json_t *id_of(const line *l) {
    json_t *id = json_object_get(l->value, "id");
    return id ? json_incref(id) : json_null();
}

static json_t *quotes_answer(const line *l, const quoth_document *doc) {
    json_t *list = json_array();
    for (size_t i = 0; doc && i < quoth_document_quote_count(doc); i++)
        json_array_append_new(list, quote_json(doc, quoth_document_quote(doc, i)));
    return json_pack("{s:o,s:o}", "id", id_of(l), "quotes", list);
}

typedef struct run_list {
    const quoth_document *doc;
    json_t *list;
} run_list;

static void add_run(void *user, const quoth_script_run *run) {
    run_list *runs = user;
    json_t *row = span_json(runs->doc, (quoth_span){run->start, run->end});
    json_array_append_new(row, json_string(run->script));
    json_array_append_new(runs->list, row);
}

static json_t *runs_answer(const line *l, const quoth_document *doc) {
    run_list runs = {doc, json_array()};
    if (doc)
        cli_each_run(l->session->options, doc, add_run, &runs);
    return json_pack("{s:o}", "runs", runs.list);
}

/* Of the text by itself: the line may name its language, which is what is asked. */
static json_t *language_answer(const line *l, const quoth_document *doc) {
    quoth_language_options options = QUOTH_LANGUAGE_OPTIONS_INIT;
    quoth_language_guess guess = {NULL, 0, 0};
    quoth_span span = {0, 0};
    const char *text = doc ? quoth_document_text(doc, &span.end) : NULL;
    options.candidates = l->session->candidates->count ? l->session->candidates->tags : NULL;
    options.candidate_count = l->session->candidates->count;
    options.prior = quoth_language_iso3(l->session->options->language) ? l->session->options->language : NULL;
    quoth_identify_language(text, span, &options, &guess, NULL);
    return json_pack("{s:o,s:f}", "language", text_or_null(guess.language), "confidence", guess.confidence);
}

/* The blocks as they stand in the JSON document. */
static json_t *blocks_answer(const line *l, const quoth_document *doc) {
    json_t *document = NULL, *blocks = NULL;
    cli_buffer json = {0};
    if (doc && cli_keep_json(doc, &json, NULL) == QUOTH_OK)
        document = json_loadb(json.bytes, json.size, JSON_ALLOW_NUL, NULL);
    cli_buffer_free(&json);
    blocks = document ? json_incref(json_object_get(document, "blocks")) : json_array();
    json_decref(document);
    return json_pack("{s:o,s:o}", "id", id_of(l), "blocks", blocks);
}

static json_t *answer_of(const line *l, const quoth_document *doc) {
    switch (l->session->options->command) {
    case CLI_SCRIPTS:
        return runs_answer(l, doc);
    case CLI_LANGUAGE:
        return language_answer(l, doc);
    case CLI_BLOCKS:
        return blocks_answer(l, doc);
    default:
        return quotes_answer(l, doc);
    }
}

/* A document that failed still gets its empty answer, so that lines keep their order; as JSON there is none. */
static void answer(const line *l, const quoth_document *doc) {
    if (l->session->options->format == CLI_FORMAT_CORPUS)
        print(answer_of(l, doc));
    else if (doc)
        cli_write_document(doc, CLI_FORMAT_JSONL, l->session->options->offsets, -1, 0, cli_out, NULL);
    else
        fputs("null\n", cli_out);
}

/* The decoder takes a leading U+FEFF for a byte order mark. In a corpus it is a character, so another one goes before it. */
static void read_text(const json_t *text, cli_buffer *out) {
    const char *bytes = json_string_value(text);
    size_t size = json_string_length(text);
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        cli_buffer_add_string(out, "\xEF\xBB\xBF");
    cli_buffer_add(out, bytes, size);
}

static quoth_status parse(const line *l, quoth_input *input, const json_t *text, quoth_document **doc, quoth_error *err) {
    cli_buffer bytes = {0};
    read_text(text, &bytes);
    if (!input->language)
        input->language = json_string_value(json_object_get(l->value, "lang"));
    input->name = json_string_value(json_object_get(l->value, "id"));
    input->charset = "utf-8";
    input->media_type = "text/plain";
    quoth_status status = quoth_parse(l->session->engine, bytes.bytes, bytes.size, input, doc, err);
    cli_buffer_free(&bytes);
    return status;
}

/* Adds what --given takes from the line. */
static quoth_status parse_given(const line *l, const json_t *text, quoth_document **doc, quoth_error *err) {
    int given = l->session->options->given;
    quoth_input input = l->session->input;
    cli_cast cast = {0};
    cli_quotations quotations = {0};
    if (given & CLI_GIVEN_SPEAKERS)
        cli_cast_from_json(&cast, json_object_get(l->value, "entities"));
    if (cast.count) {
        input.speakers = cast.speakers;
        input.speaker_count = cast.count;
    }
    if (given & CLI_GIVEN_QUOTES) {
        cli_quotations_from_json(&quotations, json_object_get(l->value, "quotes"), json_string_value(text),
                                 json_string_length(text));
        input.quotes = quotations.quotes;
        input.quote_part_counts = quotations.part_counts;
        input.quote_count = quotations.count;
    }
    quoth_status status = parse(l, &input, text, doc, err);
    cli_cast_free(&cast);
    cli_quotations_free(&quotations);
    return status;
}

static int answer_line(line *l, const char *bytes, size_t size) {
    json_error_t why;
    quoth_document *doc = NULL;
    quoth_error err = {0};
    l->value = json_loadb(bytes, size, JSON_ALLOW_NUL, &why);
    const json_t *text = json_object_get(l->value, "text");
    if (!l->value)
        complain(l, why.text);
    else if (!json_is_string(text))
        complain(l, "it has no \"text\" that is a string");
    else if (parse_given(l, text, &doc, &err) != QUOTH_OK)
        complain(l, err.message);
    int good = doc != NULL;
    answer(l, doc);
    quoth_document_release(doc);
    json_decref(l->value);
    return good;
}

static int is_blank(const char *bytes, size_t size) {
    while (size && strchr(" \t\r", bytes[size - 1]))
        size--;
    return !size;
}

int cli_answer_corpus(const cli_session *session, const cli_item *item) {
    line l = {session, item->name, item->line, NULL};
    int good = 1;
    const char *at = item->bytes, *end = at + item->size;
    while (at < end) {
        const char *feed = memchr(at, '\n', (size_t)(end - at)), *stop = feed ? feed : end;
        l.number++;
        if (!is_blank(at, (size_t)(stop - at)) && !answer_line(&l, at, (size_t)(stop - at)))
            good = 0;
        at = stop + 1;
    }
    return good;
}
