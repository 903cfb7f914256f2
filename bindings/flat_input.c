#include "flat_input.h"

#include <stdlib.h>
#include <string.h>

quoth_status flat_fail(quoth_error *err, quoth_status status, const char *message) {
    err->code = status;
    err->offset = 0;
    memcpy(err->message, message, strlen(message) + 1);
    return status;
}

quoth_status flat_fail_memory(quoth_error *err) { return flat_fail(err, QUOTH_ERROR_MEMORY, "out of memory"); }

const char **flat_strings_of(const char *bytes, size_t size, size_t *count) {
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += !bytes[i];
    const char **strings = malloc((n + 1) * sizeof *strings);
    *count = n;
    for (size_t i = 0, at = 0; strings && i < n; i++, at += strlen(bytes + at) + 1)
        strings[i] = bytes + at;
    return strings;
}

quoth_status flat_ends_with_nul(const char *bytes, size_t size, quoth_error *err) {
    return size && bytes[size - 1] ? flat_fail(err, QUOTH_ERROR_ARGUMENT, "packed strings have to end with NUL") : QUOTH_OK;
}

void flat_free_given(flat_given *g) {
    free(g->names);
    free(g->speakers);
    free(g->blocks);
    free(g->block_kinds);
    free(g->sentences);
    free(g->mentions);
    free(g->mention_speakers);
    free(g->quotes);
    free(g->part_counts);
    free(g->parts);
}

quoth_status flat_give_speakers(flat_given *g, const char *bytes, size_t size, quoth_input *input, quoth_error *err) {
    size_t count;
    if (!size || flat_ends_with_nul(bytes, size, err) != QUOTH_OK)
        return size ? QUOTH_ERROR_ARGUMENT : QUOTH_OK;
    g->names = flat_strings_of(bytes, size, &count);
    g->speakers = calloc(count, sizeof *g->speakers);
    if (!g->names || !g->speakers)
        return flat_fail_memory(err);
    for (size_t i = 0; i < count;) {
        quoth_given_speaker *speaker = &g->speakers[input->speaker_count++];
        speaker->id = *g->names[i] ? g->names[i] : NULL;
        speaker->names = &g->names[++i];
        while (i < count && *g->names[i])
            i++, speaker->name_count++;
        i++;
    }
    input->speakers = g->speakers;
    return QUOTH_OK;
}

/* Words of eight bytes that are read one by one. */
typedef struct reader {
    const char *bytes;
    size_t words, at;
    quoth_error *err;
} reader;

static int64_t next_word(reader *r) {
    int64_t word;
    memcpy(&word, r->bytes + r->at++ * sizeof word, sizeof word);
    return word;
}

/* The number of items that follow, each of so many words; -1 where they are not given. */
static quoth_status next_count(reader *r, size_t each, int64_t *count) {
    *count = r->at < r->words ? next_word(r) : -1;
    if (*count > 0 && (uint64_t)*count > (r->words - r->at) / each)
        return flat_fail(r->err, QUOTH_ERROR_ARGUMENT, "what is known of the input breaks off");
    return QUOTH_OK;
}

static quoth_span next_span(reader *r) {
    int64_t start = next_word(r), end = next_word(r);
    return (quoth_span){(size_t)start, (size_t)end};
}

/* Spans, each with a number behind it where `numbers` is not NULL. */
static quoth_status next_spans(reader *r, quoth_span **spans, int32_t **numbers, size_t *count) {
    int64_t n;
    if (next_count(r, numbers ? 3 : 2, &n) != QUOTH_OK || n < 0)
        return r->err->code;
    *spans = calloc((size_t)n + 1, sizeof **spans);
    if (numbers)
        *numbers = calloc((size_t)n + 1, sizeof **numbers);
    if (!*spans || (numbers && !*numbers))
        return flat_fail_memory(r->err);
    for (*count = 0; *count < (size_t)n; ++*count) {
        (*spans)[*count] = next_span(r);
        int64_t number = numbers ? next_word(r) : 0;
        if (number < INT32_MIN || number > INT32_MAX)
            return flat_fail(r->err, QUOTH_ERROR_ARGUMENT, "a number out of range");
        if (numbers)
            (*numbers)[*count] = (int32_t)number;
    }
    return QUOTH_OK;
}

/* Each the number of its parts, and these. */
static quoth_status next_quotes(reader *r, flat_given *g, size_t *count) {
    int64_t n;
    size_t part = 0;
    if (next_count(r, 1, &n) != QUOTH_OK || n < 0)
        return r->err->code;
    g->quotes = calloc((size_t)n + 1, sizeof *g->quotes);
    g->part_counts = calloc((size_t)n + 1, sizeof *g->part_counts);
    g->parts = calloc(r->words - r->at + 1, sizeof *g->parts);
    if (!g->quotes || !g->part_counts || !g->parts)
        return flat_fail_memory(r->err);
    for (*count = 0; *count < (size_t)n; ++*count) {
        int64_t parts;
        if (next_count(r, 2, &parts) != QUOTH_OK)
            return r->err->code;
        g->quotes[*count] = &g->parts[part];
        for (int64_t i = 0; i < parts; i++)
            g->parts[part++] = next_span(r);
        g->part_counts[*count] = parts < 0 ? 0 : (size_t)parts;
    }
    return QUOTH_OK;
}

quoth_status flat_give_known(flat_given *g, const void *bytes, size_t size, quoth_input *input, quoth_error *err) {
    reader r = {bytes, size / sizeof(int64_t), 0, err};
    if (!r.words)
        return QUOTH_OK;
    if (next_spans(&r, &g->blocks, &g->block_kinds, &input->block_count) != QUOTH_OK ||
        next_spans(&r, &g->sentences, NULL, &input->sentence_count) != QUOTH_OK ||
        next_spans(&r, &g->mentions, &g->mention_speakers, &input->mention_count) != QUOTH_OK ||
        next_quotes(&r, g, &input->quote_count) != QUOTH_OK)
        return err->code;
    input->blocks = g->blocks;
    input->block_kinds = g->block_kinds;
    input->sentences = g->sentences;
    input->mentions = g->mentions;
    input->mention_speakers = g->mention_speakers;
    input->quotes = g->quotes;
    input->quote_part_counts = g->part_counts;
    return QUOTH_OK;
}
