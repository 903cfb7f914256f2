#include "given.h"

#include <stdlib.h>
#include <string.h>

#include "input.h"

static char *trim(char *start, char *end) {
    while (start < end && strchr(" \t\r", *start))
        start++;
    while (end > start && strchr(" \t\r", end[-1]))
        end--;
    *end = '\0';
    return start;
}

static void room_for(cli_cast *cast, size_t speakers, size_t names) {
    cast->speakers = cli_allocate(speakers, sizeof *cast->speakers);
    cast->names = cli_allocate(names, sizeof *cast->names);
}

static const char *read_line(cli_cast *cast, char *line, char *end, size_t *used) {
    char *equal = memchr(line, '=', (size_t)(end - line));
    char *name = trim(line, equal ? equal : end), *rest = equal ? equal + 1 : NULL;
    if (!*name)
        return equal ? "no name stands before the equals sign of a line" : NULL;
    if (*name == '#')
        return NULL;
    quoth_given_speaker *speaker = &cast->speakers[cast->count++];
    speaker->names = cast->names + *used;
    cast->names[(*used)++] = name;
    while (rest && rest < end) {
        char *comma = memchr(rest, ',', (size_t)(end - rest)), *stop = comma ? comma : end;
        char *alias = trim(rest, stop);
        if (*alias)
            cast->names[(*used)++] = alias;
        rest = stop + 1;
    }
    speaker->name_count = (size_t)(cast->names + *used - speaker->names);
    return NULL;
}

const char *cli_cast_read(cli_cast *cast, const char *path) {
    *cast = (cli_cast){0};
    const char *problem = cli_read(path, &cast->text);
    if (problem)
        return problem;
    if (memchr(cast->text.bytes, 0, cast->text.size))
        return "is no text";
    char *at = cast->text.bytes, *end = at + cast->text.size;
    size_t lines = 1, names = 1, used = 0;
    for (char *p = at; p < end; p++) {
        lines += *p == '\n';
        names += *p == '\n' || *p == '=' || *p == ',';
    }
    room_for(cast, lines, names);
    if (end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    while (at < end && !problem) {
        char *feed = memchr(at, '\n', (size_t)(end - at)), *stop = feed ? feed : end;
        problem = read_line(cast, at, stop, &used);
        at = stop + 1;
    }
    return problem ? problem : cast->count ? NULL : "names nobody";
}

void cli_cast_from_json(cli_cast *cast, const json_t *entities) {
    *cast = (cli_cast){0};
    size_t names = 0, used = 0, i, n;
    const json_t *entity, *name;
    json_array_foreach(entities, i, entity) { names += json_array_size(json_object_get(entity, "names")) + 1; }
    room_for(cast, json_array_size(entities), names);
    json_array_foreach(entities, i, entity) {
        quoth_given_speaker *speaker = &cast->speakers[cast->count];
        speaker->id = json_string_value(json_object_get(entity, "id"));
        speaker->names = cast->names + used;
        json_array_foreach(json_object_get(entity, "names"), n, name) {
            if (json_string_length(name))
                cast->names[used++] = json_string_value(name);
        }
        if (speaker->id && speaker->names == cast->names + used)
            cast->names[used++] = speaker->id;
        speaker->name_count = (size_t)(cast->names + used - speaker->names);
        cast->count += speaker->name_count > 0;
    }
}

void cli_cast_free(cli_cast *cast) {
    free(cast->speakers);
    free(cast->names);
    cli_buffer_free(&cast->text);
}

/* Byte offsets of every STRIDE-th code point, so that spans may come in any order. */
enum { STRIDE = 256 };

typedef struct points {
    const char *text;
    size_t size, *marks, count; /* count: code points */
} points;

static int is_start(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

static points count_points(const char *text, size_t size) {
    points p = {text, size, cli_allocate(size / STRIDE + 1, sizeof *p.marks), 0};
    for (size_t at = 0; at < size; at++)
        if (is_start(text[at]) && p.count++ % STRIDE == 0)
            p.marks[(p.count - 1) / STRIDE] = at;
    return p;
}

static size_t to_byte(const points *p, const json_t *number) {
    json_int_t value = json_integer_value(number);
    size_t point = value < 0 ? 0 : (size_t)value;
    if (point >= p->count)
        return p->size;
    size_t at = p->marks[point / STRIDE];
    for (size_t left = point % STRIDE; left; left--)
        do
            at++;
        while (!is_start(p->text[at]));
    return at;
}

static size_t count_spans(const json_t *quotes) {
    size_t count = 0, i;
    const json_t *quote;
    json_array_foreach(quotes, i, quote) { count += json_array_size(json_object_get(quote, "spans")); }
    return count;
}

void cli_quotations_from_json(cli_quotations *out, const json_t *quotes, const char *text, size_t size) {
    points p = count_points(text, size);
    size_t used = 0, i, n;
    const json_t *quote, *pair;
    *out = (cli_quotations){0};
    out->parts = cli_allocate(count_spans(quotes), sizeof *out->parts);
    out->quotes = cli_allocate(json_array_size(quotes), sizeof *out->quotes);
    out->part_counts = cli_allocate(json_array_size(quotes), sizeof *out->part_counts);
    json_array_foreach(quotes, i, quote) {
        size_t first = used;
        json_array_foreach(json_object_get(quote, "spans"), n, pair) {
            quoth_span part = {to_byte(&p, json_array_get(pair, 0)), to_byte(&p, json_array_get(pair, 1))};
            if (part.start < part.end)
                out->parts[used++] = part;
        }
        if (used == first)
            continue;
        out->quotes[out->count] = out->parts + first;
        out->part_counts[out->count++] = used - first;
    }
    free(p.marks);
}

void cli_quotations_free(cli_quotations *quotations) {
    free(quotations->quotes);
    free(quotations->part_counts);
    free(quotations->parts);
}
