/*
 * brat standoff: T lines for what is marked in the text, R lines for what belongs together, A lines for attributes, # lines for
 * speakers. Offsets are code points of the .txt file, which is the document's text.
 */
#include <string.h>

#include <quoth/quoth.h>

#include "base/arena.h"
#include "base/error.h"
#include "export/options.h"
#include "export/output.h"

/* A cue or a mention that several quotations share is written once. */
typedef struct shared_entity {
    const char *type; /* NULL: a free place */
    quoth_span span;
    size_t number;
} shared_entity;

typedef struct brat {
    const quoth_document *doc;
    shared_entity *shared; /* by the hash of the span */
    size_t mask;
    size_t entities, relations, attributes, notes; /* numbers given out */
    qh_output out;
} brat;

static void put_id(brat *b, char letter, size_t number) {
    qh_put_char(&b->out, letter);
    qh_put_number(&b->out, number);
}

static void put_fragment(brat *b, size_t start, size_t end, int *has_some) {
    qh_put_char(&b->out, *has_some ? ';' : ' ');
    *has_some = 1;
    qh_put_number(&b->out, quoth_document_offset(b->doc, start, QUOTH_UNIT_CODE_POINT));
    qh_put_char(&b->out, ' ');
    qh_put_number(&b->out, quoth_document_offset(b->doc, end, QUOTH_UNIT_CODE_POINT));
}

static int ends_line(char c) { return c == '\n' || c == '\r'; }

/* No fragment may run over the end of a line; calls `use` for what stands on each. */
static void each_fragment(brat *b, quoth_span span, void (*use)(brat *, size_t, size_t, int *), int *has_some) {
    const char *text = quoth_document_text(b->doc, NULL);
    for (size_t at = span.start, stop; at < span.end; at = stop) {
        while (at < span.end && ends_line(text[at]))
            at++;
        for (stop = at; stop < span.end && !ends_line(text[stop]);)
            stop++;
        if (at < stop)
            use(b, at, stop, has_some);
    }
}

static void put_words(brat *b, size_t start, size_t end, int *has_some) {
    const char *text = quoth_document_text(b->doc, NULL);
    if (*has_some)
        qh_put_char(&b->out, ' ');
    *has_some = 1;
    for (size_t at = start; at < end; at++)
        qh_put_char(&b->out, text[at] == '\t' ? ' ' : text[at]);
}

/* The number of the entity, 0 where the spans hold nothing but line ends. */
static size_t write_entity(brat *b, const char *type, const quoth_span *spans, size_t count) {
    const char *text = quoth_document_text(b->doc, NULL);
    int has_some = 0, has_words = 0;
    for (size_t i = 0; i < count && !has_some; i++)
        for (size_t at = spans[i].start; at < spans[i].end && !has_some; at++)
            has_some = !ends_line(text[at]);
    if (!has_some)
        return 0;
    has_some = 0;
    put_id(b, 'T', ++b->entities);
    qh_put_char(&b->out, '\t');
    qh_put_string(&b->out, type);
    for (size_t i = 0; i < count; i++)
        each_fragment(b, spans[i], put_fragment, &has_some);
    qh_put_char(&b->out, '\t');
    for (size_t i = 0; i < count; i++)
        each_fragment(b, spans[i], put_words, &has_words);
    qh_put_char(&b->out, '\n');
    return b->entities;
}

static size_t write_shared(brat *b, const char *type, quoth_span span) {
    size_t at = (size_t)((span.start * 31 + span.end) * 0x9E3779B97F4A7C15u >> 32) & b->mask;
    for (const shared_entity *e; (e = &b->shared[at])->type; at = (at + 1) & b->mask)
        if (strcmp(e->type, type) == 0 && e->span.start == span.start && e->span.end == span.end)
            return e->number;
    b->shared[at] = (shared_entity){type, span, write_entity(b, type, &span, 1)};
    return b->shared[at].number;
}

static void write_relation(brat *b, const char *type, size_t from, size_t to) {
    if (!from || !to)
        return;
    put_id(b, 'R', ++b->relations);
    qh_put_char(&b->out, '\t');
    qh_put_string(&b->out, type);
    qh_put_string(&b->out, " Arg1:");
    put_id(b, 'T', from);
    qh_put_string(&b->out, " Arg2:");
    put_id(b, 'T', to);
    qh_put_char(&b->out, '\n');
}

static void write_attribute(brat *b, const char *name, size_t entity, const char *value) {
    put_id(b, 'A', ++b->attributes);
    qh_put_char(&b->out, '\t');
    qh_put_string(&b->out, name);
    qh_put_char(&b->out, ' ');
    put_id(b, 'T', entity);
    qh_put_char(&b->out, ' ');
    qh_put_string(&b->out, value);
    qh_put_char(&b->out, '\n');
}

static void write_note(brat *b, size_t entity, const char *note) {
    put_id(b, '#', ++b->notes);
    qh_put_string(&b->out, "\tAnnotatorNotes ");
    put_id(b, 'T', entity);
    qh_put_char(&b->out, '\t');
    for (const char *p = note; *p; p++)
        if (ends_line(*p) || *p == '\t')
            qh_put_char(&b->out, ' ');
        else
            qh_put_char(&b->out, *p);
    qh_put_char(&b->out, '\n');
}

static void write_quote(brat *b, const quoth_quote *quote) {
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(b->doc, (size_t)quote->speaker);
    size_t entity = write_entity(b, "Quotation", quote->parts, quote->part_count);
    if (!entity)
        return;
    write_attribute(b, "QuotationType", entity, quoth_quote_type_name(quote->type));
    if (speaker)
        write_note(b, entity, speaker->name);
    write_relation(b, "SaidBy", entity, write_shared(b, "SpeakerMention", quote->speaker_mention));
    write_relation(b, "CuedBy", entity, write_shared(b, "Cue", quote->cue));
}

static void write_mark(brat *b, const quoth_mark *mark) {
    quoth_span span = {mark->start, mark->end};
    size_t entity = write_entity(b, "NoSpeech", &span, 1);
    if (entity)
        write_attribute(b, "Reason", entity, quoth_mark_reason_name(mark->reason));
}

quoth_status quoth_write_brat(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                              quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    brat b = {.doc = doc, .mask = 7};
    qh_arena arena;
    while (b.mask < 4 * quoth_document_quote_count(doc)) /* two entities a quotation, half of the places free */
        b.mask = b.mask * 2 + 1;
    qh_arena_init(&arena, &qh_default_allocator);
    b.shared = qh_arena_zalloc(&arena, b.mask + 1, sizeof *b.shared);
    if (!b.shared) {
        qh_arena_free(&arena);
        return qh_fail_memory(err);
    }
    qh_output_init(&b.out, write, user);
    for (size_t i = 0; i < quoth_document_quote_count(doc) && !b.out.failed; i++)
        if (qh_export_wants(&complete, quoth_document_quote(doc, i)))
            write_quote(&b, quoth_document_quote(doc, i));
    for (size_t i = 0; i < quoth_document_mark_count(doc) && complete.speaker < 0 && !b.out.failed; i++)
        write_mark(&b, quoth_document_mark(doc, i));
    qh_arena_free(&arena);
    return qh_output_finish(&b.out, err);
}
