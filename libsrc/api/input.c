#include "api/input.h"

#include <stdio.h>

#include "api/engine.h"

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

static quoth_status check_kinds(const quoth_input *input, quoth_error *err) {
    for (size_t i = 0; input->block_kinds && i < input->block_count; i++)
        if (input->block_kinds[i] != -1 && !quoth_block_kind_name(input->block_kinds[i]))
            return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "kind %d of block %zu is none", (int)input->block_kinds[i], i);
    return QUOTH_OK;
}

static quoth_status check_lists(const quoth_input *input, quoth_error *err) {
    if (input->block_count && !input->blocks)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "block_count is %zu and blocks is NULL", input->block_count);
    if (input->block_kinds && !input->blocks)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "block_kinds is given without blocks");
    if (input->sentence_count && !input->sentences)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "sentence_count is %zu and sentences is NULL", input->sentence_count);
    return check_kinds(input, err);
}

static quoth_status check_mentions(const quoth_input *input, quoth_error *err) {
    if (input->mention_count && !input->mentions)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "mention_count is %zu and mentions is NULL", input->mention_count);
    if (input->mention_speakers && !input->mentions)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "mention_speakers is given without mentions");
    size_t most = input->speaker_count ? input->speaker_count : input->mention_count;
    for (size_t i = 0; input->mention_speakers && i < input->mention_count; i++) {
        int32_t speaker = input->mention_speakers[i];
        if (speaker < -1 || (speaker >= 0 && (size_t)speaker >= most))
            return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "speaker %d of mention %zu is not below %zu", (int)speaker, i, most);
    }
    return QUOTH_OK;
}

quoth_status qh_read_input(const quoth_input *in, quoth_input *out, quoth_error *err) {
    quoth_input input = QUOTH_INPUT_INIT;
    if (in && !qh_read_struct(&input, sizeof input, in, in->struct_size))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "struct_size of the input is too small; set it with QUOTH_INPUT_INIT");
    *out = input;
    quoth_status status = check_speakers(&input, err);
    if (status == QUOTH_OK)
        status = check_quotes(&input, err);
    if (status == QUOTH_OK)
        status = check_mentions(&input, err);
    return status != QUOTH_OK ? status : check_lists(&input, err);
}

static int is_bound(const quoth_document *doc, size_t at) {
    return at <= doc->size && ((unsigned char)doc->text[at] & 0xC0) != 0x80;
}

static int is_stretch(const quoth_document *doc, quoth_span span) {
    return span.start < span.end && is_bound(doc, span.start) && is_bound(doc, span.end);
}

/* `of`: what the spans are parts of (" of quotation 3"), else "". */
static quoth_status check_ascending(const qh_parse *p, const quoth_span *spans, size_t count, const char *what, const char *of) {
    for (size_t i = 0; i < count; i++) {
        if (!is_stretch(p->doc, spans[i]))
            return qh_fail(p->err, QUOTH_ERROR_ARGUMENT, 0, "%s %zu%s, [%zu, %zu), is no stretch of the text", what, i, of,
                           spans[i].start, spans[i].end);
        if (i && spans[i].start < spans[i - 1].end)
            return qh_fail(p->err, QUOTH_ERROR_ARGUMENT, 0, "%s %zu%s begins at byte %zu, before the end of the one before it",
                           what, i, of, spans[i].start);
    }
    return QUOTH_OK;
}

static quoth_status check_parts(const qh_parse *p) {
    const quoth_input *input = p->input;
    quoth_status status = QUOTH_OK;
    for (size_t i = 0; status == QUOTH_OK && i < input->quote_count; i++) {
        char of[48];
        snprintf(of, sizeof of, " of quotation %zu", i);
        status = check_ascending(p, input->quotes[i], input->quote_part_counts[i], "part", of);
    }
    return status;
}

quoth_status qh_check_spans(const qh_parse *p) {
    quoth_status status = check_ascending(p, p->input->blocks, p->input->block_count, "block", "");
    if (status == QUOTH_OK)
        status = check_ascending(p, p->input->sentences, p->input->sentence_count, "sentence", "");
    if (status == QUOTH_OK)
        status = check_ascending(p, p->input->mentions, p->input->mention_count, "mention", "");
    return status != QUOTH_OK ? status : check_parts(p);
}
