/* Archives: whole and damaged, in memory and in pieces. QUOTH_FUZZ in the environment is how many mutated archives are tried. */
#include "archives.h"

#define HTTP(type) "HTTP/1.1 200 OK\r\nContent-Type: " type "\r\n\r\n"

static const struct {
    const char *type, *fields, *content;
} pages[] = {
    {"warcinfo", "Content-Type: application/warc-fields", "software: none\r\n"},
    {"request", PAGE_FIELDS("0"), "GET / HTTP/1.1\r\n\r\n"},
    {"response", PAGE_FIELDS("1"), HTTP("Text/HTML; charset=\"ISO-8859-2\"") "<p>The first page.</p>"},
    {"response", PAGE_FIELDS("2"), HTTP("image/png") "\x89PNG\r\n\x1a\n"},
    {"response", PAGE_FIELDS("3"), HTTP("text/html") "<p>The second page, which is somewhat longer than the first.</p>"},
    {"conversion", "WARC-Target-URI: <http://example.org/4>\r\nContent-Type: text/plain", "Plain words.\r\n\r\nMore of them."},
    {"resource", "WARC-Date: 2020-01-02T03:04:05Z\r\nContent-Type: text/html", "<p>A resource.</p>"},
};

enum { PAGES = sizeof pages / sizeof *pages, DOCUMENTS = 4 };

static const char *const payloads[DOCUMENTS] = {"<p>The first page.</p>",
                                                "<p>The second page, which is somewhat longer than the first.</p>",
                                                "Plain words.\r\n\r\nMore of them.", "<p>A resource.</p>"};

/* The archive of all pages; starts[i] is where page i begins in the file, where each is packed by itself. */
static bytes make_archive(int way, const char *version, const char *end, size_t *starts) {
    bytes whole = {0}, out = {0};
    for (size_t i = 0; i < PAGES; i++) {
        bytes r = make_record(version, pages[i].type, pages[i].fields, pages[i].content, strlen(pages[i].content), end);
        int each = way == GZIP_EACH || way == ZSTD_EACH;
        if (starts)
            starts[i] = each ? out.size : whole.size;
        add(&whole, r.data, r.size);
        if (each)
            pack(&out, way, r.data, r.size);
        free(r.data);
    }
    if (way != GZIP_EACH && way != ZSTD_EACH)
        pack(&out, way, whole.data, whole.size);
    free(whole.data);
    return out;
}

/* What was read, for comparison. */
typedef struct found {
    size_t documents, failures;
    bytes log;
    int last;
} found;

static void log_record(found *f, const quoth_record *r) {
    char line[256];
    f->documents++;
    assert_int_equal(r->bytes[r->size], 0);
    snprintf(line, sizeof line, "%s %.60s %.40s %d %llu+%llu:", r->type, r->url ? r->url : "-", r->media_type ? r->media_type : "-",
             (int)r->http_status, (unsigned long long)r->offset, (unsigned long long)r->length);
    add_string(&f->log, line);
    add(&f->log, r->bytes, r->size);
    add_string(&f->log, "\n");
}

static found read_all(quoth_archive *archive, size_t most) {
    found f = {0};
    const quoth_record *record;
    quoth_error err = {0};
    add(&f.log, "", 0);
    for (;;) {
        quoth_status status = quoth_archive_next(archive, &record, &err);
        if (f.documents + f.failures > most)
            fail_msg("it does not end: %.2000s", f.log.data);
        f.last = status;
        if (status == QUOTH_OK && !record)
            break;
        if (status == QUOTH_OK) {
            log_record(&f, record);
            continue;
        }
        assert_null(record);
        assert_int_equal(err.code, status);
        f.failures++;
        add_string(&f.log, err.message);
        add_string(&f.log, "\n");
        if (!quoth_archive_goes_on(archive))
            break;
    }
    assert_int_equal(quoth_archive_count(archive)->documents, f.documents);
    quoth_archive_close(archive);
    return f;
}

static found read_bytes(const bytes *b, const quoth_archive_options *options) {
    quoth_archive *archive = NULL;
    /* An exact copy on the heap lets the sanitizer see every read beyond the input. */
    char *copy = malloc(b->size ? b->size : 1);
    assert_non_null(copy);
    memcpy(copy, b->data, b->size);
    assert_int_equal(quoth_archive_open_bytes(options, copy, b->size, &archive, NULL), QUOTH_OK);
    found f = read_all(archive, b->size * 1100 + 16);
    free(copy);
    return f;
}

/* Gives bytes in pieces of odd sizes. */
typedef struct pieces {
    const bytes *from;
    size_t at, next, fail_at;
} pieces;

static int give(void *user, char *buffer, size_t size, size_t *got) {
    pieces *p = user;
    size_t left = p->from->size - p->at;
    p->next = p->next * 7 % 1009 + 1;
    *got = p->next < left ? p->next : left;
    if (*got > size)
        *got = size;
    if (p->fail_at && p->at + *got >= p->fail_at)
        return 1;
    memcpy(buffer, p->from->data + p->at, *got);
    p->at += *got;
    return 0;
}

static found read_pieces(const bytes *b, const quoth_archive_options *options, size_t fail_at) {
    quoth_archive *archive = NULL;
    pieces p = {b, 0, 3, fail_at};
    assert_int_equal(quoth_archive_open(options, give, &p, &archive, NULL), QUOTH_OK);
    return read_all(archive, b->size * 1100 + 16);
}

static void same(const bytes *a, const bytes *b) {
    assert_int_equal(a->size, b->size);
    assert_memory_equal(a->data, b->data, a->size);
}

static const char *const versions[] = {"WARC/1.0", "WARC/1.1"};
static const char *const ends[] = {"\r\n", "\n"};

static void all_ways_of_packing(void **state) {
    (void)state;
    for (int way = 0; way < WAYS; way++)
        for (int form = 0; form < 4; form++) {
            bytes archive = make_archive(way, versions[form % 2], ends[form / 2], NULL);
            found f = read_bytes(&archive, NULL), g = read_pieces(&archive, NULL, 0);
            assert_int_equal(f.documents, DOCUMENTS);
            assert_int_equal(f.failures, 0);
            same(&f.log, &g.log);
            for (size_t i = 0; i < DOCUMENTS; i++)
                assert_non_null(strstr(f.log.data, payloads[i]));
            free(f.log.data);
            free(g.log.data);
            free(archive.data);
        }
}

static void fields_of_records(void **state) {
    (void)state;
    bytes b = make_archive(GZIP_EACH, "WARC/1.0", "\r\n", NULL);
    quoth_archive *archive;
    const quoth_record *r;
    quoth_input input = QUOTH_INPUT_INIT;
    assert_int_equal(quoth_archive_open_bytes(NULL, b.data, b.size, &archive, NULL), QUOTH_OK);
    assert_int_equal(quoth_archive_next(archive, &r, NULL), QUOTH_OK);
    assert_string_equal(r->type, "response");
    assert_string_equal(r->id, "<urn:uuid:1>");
    assert_string_equal(r->url, "http://example.org/1");
    assert_string_equal(r->media_type, "text/html");
    assert_string_equal(r->charset, "ISO-8859-2");
    assert_string_equal(r->bytes, payloads[0]);
    assert_int_equal(r->http_status, 200);
    assert_null(r->date);
    quoth_record_input(r, &input);
    assert_string_equal(input.url, r->url);
    assert_string_equal(input.media_type, "text/html");
    assert_string_equal(input.charset, "ISO-8859-2");
    assert_null(input.name);
    assert_int_equal(quoth_archive_next(archive, &r, NULL), QUOTH_OK);
    assert_null(r->charset);
    assert_int_equal(quoth_archive_next(archive, &r, NULL), QUOTH_OK);
    assert_string_equal(r->type, "conversion");
    assert_string_equal(r->url, "http://example.org/4");
    assert_int_equal(r->http_status, 0);
    assert_int_equal(quoth_archive_next(archive, &r, NULL), QUOTH_OK);
    assert_string_equal(r->date, "2020-01-02T03:04:05Z");
    assert_int_equal(quoth_archive_next(archive, &r, NULL), QUOTH_OK);
    assert_null(r);
    const quoth_archive_counts *counts = quoth_archive_count(archive);
    assert_int_equal(counts->documents, DOCUMENTS);
    assert_int_equal(counts->other, 2);
    assert_int_equal(counts->not_text, 1);
    assert_int_equal(counts->damaged, 0);
    assert_false(quoth_archive_goes_on(archive));
    quoth_archive_close(archive);
    free(b.data);
}

/* Each record by its offset and length, and all of them by any two stretches. */
static void places(void **state) {
    (void)state;
    static const int ways[] = {PLAIN, GZIP_EACH, ZSTD_EACH};
    for (size_t w = 0; w < 3; w++) {
        size_t starts[PAGES];
        bytes b = make_archive(ways[w], "WARC/1.0", "\r\n", starts);
        found whole = read_bytes(&b, NULL);
        size_t documents = 0;
        for (size_t i = 0; i < PAGES; i++) {
            bytes rest = {b.data + starts[i], b.size - starts[i], 0};
            quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
            options.offset = starts[i];
            options.end = i + 1 < PAGES ? starts[i + 1] : b.size;
            options.split = 1;
            found f = read_bytes(&rest, &options);
            documents += f.documents;
            if (f.documents)
                assert_non_null(strstr(whole.log.data, f.log.data));
            free(f.log.data);
        }
        assert_int_equal(documents, DOCUMENTS);
        for (size_t cut = 1; cut < b.size; cut++) {
            bytes rest = {b.data + cut, b.size - cut, 0};
            quoth_archive_options first = QUOTH_ARCHIVE_OPTIONS_INIT, second = QUOTH_ARCHIVE_OPTIONS_INIT;
            first.end = second.offset = cut;
            second.split = 1;
            found f = read_bytes(&b, &first), g = read_bytes(&rest, &second);
            add(&f.log, g.log.data, g.log.size);
            same(&f.log, &whole.log);
            free(f.log.data);
            free(g.log.data);
        }
        free(whole.log.data);
        free(b.data);
    }
}

static void no_archive(void **state) {
    (void)state;
    static const char *const texts[] = {"WARC is a file format.\n", "WARC/1.0\nis the first line of one.\n", "WARC/1.0",
                                        "WARC/x\r\nWARC-Type: x\r\n", "text"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bytes b = {0};
        add_string(&b, texts[i]);
        assert_false(quoth_is_archive(b.data, b.size));
        found f = read_bytes(&b, NULL);
        assert_int_equal(f.documents, 1);
        assert_non_null(strstr(f.log.data, "file - - 0 0+"));
        assert_non_null(strstr(f.log.data, texts[i]));
        free(f.log.data);
        free(b.data);
    }
    assert_true(quoth_is_archive("WARC/1.1\r\nWARC-Type: response\r\n", 31));
    assert_false(quoth_is_archive(NULL, 0));
    bytes nothing = {0};
    add(&nothing, "", 0);
    found f = read_bytes(&nothing, NULL);
    assert_int_equal(f.documents + f.failures, 0);
    free(f.log.data);
    free(nothing.data);
}

static void packed_files(void **state) {
    (void)state;
    for (int way = GZIP_EACH; way < WAYS; way += 2) {
        bytes b = {0};
        pack(&b, way, "The first half, ", 16);
        pack(&b, way, "", 0);
        pack(&b, way, "the second half.", 16);
        assert_true(quoth_is_archive(b.data, b.size));
        for (int garbage = 0; garbage < 2; garbage++) {
            found f = read_bytes(&b, NULL);
            assert_int_equal(f.documents, 1);
            assert_int_equal(f.failures, 0);
            assert_non_null(strstr(f.log.data, ":The first half, the second half.\n"));
            free(f.log.data);
            add_string(&b, "trailing garbage");
        }
        free(b.data);
    }
}

static void bombs(void **state) {
    (void)state;
    enum { SIZE = 4 * 1000 * 1000, LIMIT = 100 * 1000 };
    char *zeros = calloc(SIZE, 1);
    assert_non_null(zeros);
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.max_record_bytes = LIMIT;
    for (int way = 0; way < WAYS; way++) {
        bytes b = {0}, page = make_record("WARC/1.0", "response", PAGE_FIELDS("1"), "ok", 2, "\r\n");
        bytes bomb = make_record("WARC/1.0", "resource", "Content-Type: text/plain", zeros, SIZE, "\r\n"), all = {0};
        add(&all, page.data, page.size);
        add(&all, bomb.data, bomb.size);
        add(&all, page.data, page.size);
        if (way == GZIP_EACH || way == ZSTD_EACH) {
            pack(&b, way, page.data, page.size);
            pack(&b, way, bomb.data, bomb.size);
            pack(&b, way, page.data, page.size);
        } else {
            pack(&b, way, all.data, all.size);
        }
        found f = read_bytes(&b, &options);
        assert_int_equal(f.documents, 2);
        assert_int_equal(f.failures, 1);
        assert_non_null(strstr(f.log.data, "max_record_bytes (100000)"));
        free(f.log.data);
        free(b.data);
        free(page.data);
        free(bomb.data);
        free(all.data);
    }
    bytes file = {0};
    add_gzip(&file, zeros, SIZE);
    found f = read_bytes(&file, &options);
    assert_int_equal(f.last, QUOTH_ERROR_LIMIT);
    free(f.log.data);
    free(file.data);
    free(zeros);
}

/* Damage, and what is read all the same. */
static void check_damage(const bytes *b, size_t documents, size_t failures, const char *says) {
    found f = read_bytes(b, NULL), g = read_pieces(b, NULL, 0);
    if (f.documents != documents || f.failures != failures || !strstr(f.log.data, says))
        fail_msg("%zu documents, %zu failures:\n%s", f.documents, f.failures, f.log.data);
    same(&f.log, &g.log);
    free(f.log.data);
    free(g.log.data);
}

static bytes replaced(const bytes *from, size_t at, size_t size, const char *by) {
    bytes out = {0};
    add(&out, from->data, at);
    add_string(&out, by);
    add(&out, from->data + at + size, from->size - at - size);
    return out;
}

static void damaged_members(void **state) {
    (void)state;
    for (int way = GZIP_EACH; way <= ZSTD_EACH; way += 2) {
        size_t starts[PAGES];
        bytes b = make_archive(way, "WARC/1.0", "\r\n", starts), cut, more;
        cut = replaced(&b, starts[5] - 20, 20, "");
        check_damage(&cut, DOCUMENTS - 1, 1, "");
        free(cut.data);
        cut = replaced(&b, starts[4] + 40, 4, "!!!!");
        check_damage(&cut, DOCUMENTS - 1, 1, "damaged");
        free(cut.data);
        cut = replaced(&b, b.size - 5, 5, "");
        check_damage(&cut, DOCUMENTS - 1, 1, "the file ends inside a compressed record");
        free(cut.data);
        more = replaced(&b, starts[4], 0, "garbage");
        check_damage(&more, DOCUMENTS, 1, "belong to no compressed record");
        free(more.data);
        more = replaced(&b, b.size, 0, "garbage");
        check_damage(&more, DOCUMENTS, 1, "belong to no compressed record");
        free(more.data);
        free(b.data);
    }
}

static void damaged_records(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *says;
        size_t documents, failures;
    } cases[] = {
        {"Content-Length: 108", "Content-Length: 100", "what follows is no record", 3, 1},
        {"Content-Length: 108", "Content-Length: 133", "another record begins inside", 3, 1},
        {"Content-Length: 108", "Content-Length: 90000", "the file ends before the record is complete", 3, 1},
        {"Content-Length: 108", "Content-Length: 9999999999", "more than max_record_bytes", 3, 1},
        {"Content-Length: 108", "Content-Length: 99999999999999999999999", "no number", 3, 1},
        {"Content-Length: 108", "Content-Length: -1", "no number", 3, 1},
        {"Content-Length: 108", "Content-Lengths: 108", "no Content-Length", 3, 1},
        {"</p>\r\n\r\n", "</p>", "", 4, 0},
        {"</p>\r\n\r\n", "</p>\n\n\n\r\n\r\n", "", 4, 0},
        {"\r\n\r\nWARC/1.0\r\nWARC-Type: conv", "\r\n\r\nxWARC/1.0\r\nWARC-Type: conv", "what follows is no record", 2, 1},
        {"WARC/1.0\r\nWARC-Type: conv", "WAR\r\nWARC-Type: conv", "what follows is no record", 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bytes b = make_archive(PLAIN, "WARC/1.0", "\r\n", NULL);
        const char *at = strstr(b.data, cases[i].from);
        assert_non_null(at);
        bytes changed = replaced(&b, (size_t)(at - b.data), strlen(cases[i].from), cases[i].to), packed = {0};
        check_damage(&changed, cases[i].documents, cases[i].failures, cases[i].says);
        add_gzip(&packed, changed.data, changed.size);
        check_damage(&packed, cases[i].documents, cases[i].failures, cases[i].says);
        free(packed.data);
        free(changed.data);
        free(b.data);
    }
}

static void dictionaries_are_refused(void **state) {
    (void)state;
    bytes b = {0};
    add(&b, "\x5D\x2A\x4D\x18\x04\0\0\0abcd", 12);
    add_zstd(&b, "x", 1);
    found f = read_bytes(&b, NULL);
    assert_int_equal(f.last, QUOTH_ERROR_MEDIA_TYPE);
    assert_non_null(strstr(f.log.data, "dictionary"));
    free(f.log.data);
    b.data[0] = 0x51; /* any other skippable frame says nothing */
    f = read_bytes(&b, NULL);
    assert_int_equal(f.documents, 1);
    free(f.log.data);
    free(b.data);
}

static void failing_reads(void **state) {
    (void)state;
    bytes b = make_archive(GZIP_EACH, "WARC/1.0", "\r\n", NULL);
    for (size_t at = 1; at < b.size; at += 37) {
        found f = read_pieces(&b, NULL, at);
        assert_int_equal(f.last, QUOTH_ERROR_READ);
        assert_int_equal(f.failures, 1);
        free(f.log.data);
    }
    free(b.data);
}

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void mutate(bytes *b, uint32_t *random) {
    for (uint32_t n = next_random(random) % 6; n-- && b->size;) {
        size_t at = next_random(random) % b->size, other = next_random(random) % b->size, size = next_random(random) % 64;
        if (size > b->size - at)
            size = b->size - at;
        if (size > b->size - other)
            size = b->size - other;
        switch (next_random(random) % 5) {
        case 0:
            b->data[at] = (char)next_random(random);
            break;
        case 1:
            b->data[at] ^= (char)(1 << next_random(random) % 8);
            break;
        case 2:
            memmove(b->data + at, b->data + other, size);
            break;
        case 3:
            memmove(b->data + at, b->data + at + size, b->size - at - size);
            b->size -= size;
            break;
        default:
            if (next_random(random) % 4 == 0)
                b->size = at;
        }
    }
}

/* It ends, it stays inside its memory, and memory and pieces say the same. */
static void mutated_archives(void **state) {
    (void)state;
    const char *wanted = getenv("QUOTH_FUZZ");
    long count = wanted ? atol(wanted) : 1500;
    uint32_t random = 7;
    quoth_archive_options options = QUOTH_ARCHIVE_OPTIONS_INIT;
    options.max_record_bytes = 3000;
    for (long i = 0; i < count; i++) {
        bytes b = make_archive((int)(i % WAYS), versions[i / WAYS % 2], ends[i / 2 / WAYS % 2], NULL);
        mutate(&b, &random);
        options.split = i % 7 == 0;
        found f = read_bytes(&b, &options), g = read_pieces(&b, &options, 0);
        same(&f.log, &g.log);
        free(f.log.data);
        free(g.log.data);
        free(b.data);
    }
}

static void repeat(bytes *b, const char *unit, size_t size) {
    while (b->size < size)
        add_string(b, unit);
}

/* Time: bytes that look like starts of members or records all the time must not be read over and over. */
static void hostile_repeats(void **state) {
    (void)state;
    static const char *const units[] = {"\x1F\x8B\x08\x08xxxxxx",
                                        "WARC/1.0\r\nContent-Length: 1000000\r\n\r\n",
                                        "WARC/1.0\r\na: b\r\n",
                                        "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
                                        "\r\n",
                                        "\x28\xB5\x2F\xFD\x20\x01\x02"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (int way = 0; way < 3; way++) {
            static const char first[] = "WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 0\r\n\r\n";
            bytes b = {0}, packed = {0};
            pack(&b, way == 1 ? GZIP_EACH : PLAIN, first, strlen(first));
            repeat(&b, units[i], 1 << 20);
            pack(&packed, way == 2 ? GZIP_ALL : PLAIN, b.data, b.size);
            found f = read_bytes(&packed, NULL);
            assert_int_equal(f.documents, 0);
            free(f.log.data);
            free(b.data);
            free(packed.data);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ways_of_packing), cmocka_unit_test(fields_of_records), cmocka_unit_test(places),
        cmocka_unit_test(no_archive),          cmocka_unit_test(packed_files),      cmocka_unit_test(bombs),
        cmocka_unit_test(damaged_members),     cmocka_unit_test(damaged_records),   cmocka_unit_test(dictionaries_are_refused),
        cmocka_unit_test(failing_reads),       cmocka_unit_test(mutated_archives),  cmocka_unit_test(hostile_repeats),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
