/*
 * Runs the hostile families at n, 2n and 4n bytes. Under callgrind each run is one dump, named by family and size; what a run took
 * of memory and how it ended is printed. hostile.py reads both.
 *
 * usage: bench_hostile N [FAMILY]
 */
#include "hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>
#include <zstd.h>

#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#endif
#endif
#if !defined(CALLGRIND_ZERO_STATS)
#define CALLGRIND_ZERO_STATS (void)0
#define CALLGRIND_DUMP_STATS_AT(name) (void)(name)
#endif

#include <quoth/quoth.h>

/* ---- memory ---- */

typedef struct meter {
    size_t live, peak;
} meter;

static void *take(void *user, size_t size) {
    meter *m = user;
    m->live += size;
    m->peak = m->live > m->peak ? m->live : m->peak;
    return malloc(size);
}

static void give_back(void *user, void *memory, size_t size) {
    ((meter *)user)->live -= size;
    free(memory);
}

static meter memory;
static const quoth_allocator allocator = {&memory, take, give_back};

/* ---- inputs ---- */

typedef struct input {
    char *bytes;
    size_t size, most;
} input;

static void add(input *in, const char *bytes, size_t size) {
    size = size < in->most - in->size ? size : in->most - in->size;
    memcpy(in->bytes + in->size, bytes, size);
    in->size += size;
}

/* A word that no other number has: five letters, pronounceable. */
static void add_word(input *in, size_t number, char first) {
    static const char consonants[] = "bdfgklmnprstvz", vowels[] = "aeiou";
    char word[6];
    for (size_t i = 0; i < sizeof word; i++) {
        const char *letters = i % 2 ? vowels : consonants;
        size_t count = strlen(letters);
        word[i] = letters[number % count];
        number /= count;
    }
    if (first == 'A')
        word[0] = (char)(word[0] - 'a' + 'A');
    add(in, word, sizeof word);
}

static void add_unit(input *in, const char *unit, size_t number) {
    char digits[24];
    for (; *unit; unit++) {
        if (*unit == '\1')
            add(in, digits, (size_t)snprintf(digits, sizeof digits, "%zu", number));
        else if (*unit == '\2' || *unit == '\3')
            add_word(in, number, *unit == '\2' ? 'A' : 'a');
        else
            add(in, *unit == '\4' ? "\0" : unit, 1);
    }
}

static input make(const hostile_family *family, size_t size) {
    input in = {malloc(size + 1), 0, size};
    if (!in.bytes)
        abort();
    add_unit(&in, family->head, 0);
    size_t count = 0;
    for (; in.size < (family->tail ? size / 2 : size); count++)
        add_unit(&in, family->unit, count);
    while (family->tail && count > 0)
        add_unit(&in, family->tail, --count);
    return in;
}

static void pack(input *in, int way) {
    size_t room = way == HOSTILE_ZSTD ? ZSTD_compressBound(in->size) : in->size + 1024;
    char *out = malloc(room);
    z_stream z = {0};
    if (!out || deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    if (way == HOSTILE_ZSTD) {
        in->size = ZSTD_compress(out, room, in->bytes, in->size, 1);
    } else {
        z.next_in = (Bytef *)in->bytes;
        z.avail_in = (uInt)in->size;
        z.next_out = (Bytef *)out;
        z.avail_out = (uInt)room;
        if (deflate(&z, Z_FINISH) != Z_STREAM_END)
            abort();
        in->size = room - z.avail_out;
    }
    deflateEnd(&z);
    free(in->bytes);
    in->bytes = out;
}

/* ---- runs ---- */

enum { MEMORY_BYTE = 40, MEMORY_BASE = 1000 * 1000 }; /* the first as of an engine by default */

typedef quoth_status write_call(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);

static int swallow(void *user, const char *bytes, size_t size) {
    (void)bytes;
    *(size_t *)user += size;
    return 0;
}

/* Every format, one after another; returns the bytes written. */
static size_t write_all(const quoth_document *doc) {
    static write_call *const calls[] = {quoth_write_json, quoth_write_tei, quoth_write_web_annotation, quoth_write_brat,
                                        quoth_write_xmi,  quoth_write_csv, quoth_write_markdown,       quoth_write_report};
    size_t written = 0;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (calls[i](doc, NULL, swallow, &written, NULL) != QUOTH_OK)
            abort();
    return written;
}

static size_t count_records(const quoth_document *doc) {
    return !doc ? 0
                : quoth_document_block_count(doc) + quoth_document_script_run_count(doc) + quoth_document_quote_count(doc) +
                      quoth_document_speaker_count(doc) + quoth_document_mark_count(doc) + quoth_document_glue_count(doc) +
                      quoth_document_mixed_token_count(doc);
}

static void report(int way, const char *name, const char *what, size_t size, size_t records, const char *said,
                   const quoth_error *err) {
    static const char *const ways[] = {"text", "page", "archive", "gzip", "Zstandard"};
    char label[200];
    snprintf(label, sizeof label, "%s: %s|%s|%zu", ways[way], name, what, size);
    CALLGRIND_DUMP_STATS_AT(label);
    printf("%s: %s\t%s\t%zu\t%zu\t%zu\t%s\t%s\n", ways[way], name, what, size, memory.peak, records, said, err->message);
    fflush(stdout);
}

static quoth_input about_of(int way, const hostile_family *family) {
    quoth_input about = QUOTH_INPUT_INIT;
    about.media_type = way == HOSTILE_HTML ? "text/html" : "text/plain";
    about.charset = !family->charset ? "utf-8" : *family->charset ? family->charset : NULL;
    return about;
}

static void run_document(const quoth_engine *engine, int way, const hostile_family *family, const input *in, size_t size) {
    quoth_input about = about_of(way, family);
    quoth_document *doc;
    quoth_error err = {0};
    memory.peak = memory.live;
    CALLGRIND_ZERO_STATS;
    quoth_status status = quoth_parse(engine, in->bytes, in->size, &about, &doc, &err);
    report(way, family->name, "read", size, count_records(doc), quoth_status_name(status), &err);
    if (!doc)
        return;
    memory.peak = memory.live;
    CALLGRIND_ZERO_STATS;
    write_all(doc);
    report(way, family->name, "write", size, count_records(doc), "QUOTH_OK", &err);
    quoth_document_release(doc);
}

/* Read and written with a limit of less than what is given by default: it is enough, or the limit is named. */
static void run_within(int way, const hostile_family *family, const input *in, size_t size) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    quoth_input about = about_of(way, family);
    quoth_document *doc;
    quoth_error err = {0};
    options.allocator = &allocator;
    options.max_memory_bytes = MEMORY_BASE + MEMORY_BYTE * size;
    if (quoth_engine_new(&options, &engine, NULL) != QUOTH_OK)
        abort();
    size_t before = memory.live;
    memory.peak = before;
    quoth_status status = quoth_parse(engine, in->bytes, in->size, &about, &doc, &err);
    if (doc)
        write_all(doc);
    memory.peak -= before;
    report(way, family->name, "within", size, count_records(doc), quoth_status_name(status), &err);
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

static void run_archive(int way, const hostile_family *family, const input *in, size_t size) {
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    quoth_archive *archive;
    const quoth_record *record;
    quoth_error err = {0};
    int goes_on = 1;
    options.allocator = &allocator;
    memory.peak = memory.live;
    CALLGRIND_ZERO_STATS;
    if (quoth_archive_open_bytes(&options, in->bytes, in->size, &archive, NULL) != QUOTH_OK)
        abort();
    while (goes_on) {
        quoth_status status = quoth_archive_next(archive, &record, &err);
        goes_on = status == QUOTH_OK ? record != NULL : quoth_archive_goes_on(archive);
    }
    quoth_archive_close(archive);
    report(way, family->name, "archive", size, 0, "QUOTH_OK", &err);
}

static void run_list(const quoth_engine *engine, const hostile_list *list, size_t n, const char *only) {
    for (size_t i = 0; i < list->count; i++) {
        const hostile_family *family = &list->families[i];
        if (only && strcmp(only, family->name) != 0)
            continue;
        for (size_t size = n; size <= 4 * n; size *= 2) {
            input in = make(family, size);
            if (list->way == HOSTILE_GZIP || list->way == HOSTILE_ZSTD)
                pack(&in, list->way);
            int is_document = list->way == HOSTILE_TEXT || list->way == HOSTILE_HTML;
            if (is_document)
                run_document(engine, list->way, family, &in, size);
            if (is_document && size == 4 * n)
                run_within(list->way, family, &in, size);
            if (!is_document)
                run_archive(list->way, family, &in, size);
            free(in.bytes);
        }
    }
}

int main(int argc, char **argv) {
    static const hostile_list *const lists[] = {&hostile_text, &hostile_html, &hostile_archive,
                                                &hostile_gzip, &hostile_zstd, &hostile_members};
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    options.allocator = &allocator;
    if (!n || quoth_engine_new(&options, &engine, NULL) != QUOTH_OK)
        return 2;
    /* ICU opens its data when they are first asked for. */
    run_document(engine, HOSTILE_HTML, &(hostile_family){"warming up", "", "<p>“Word,” said \2. caf\xE9", NULL, ""},
                 &(input){"<p>\xE9\xE8", 5, 5}, 5);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        run_list(engine, lists[i], n, argc > 2 ? argv[2] : NULL);
    quoth_engine_release(engine);
    return 0;
}
