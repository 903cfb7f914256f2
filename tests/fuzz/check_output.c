#include "check_output.h"

#include <ctype.h>

#include <jansson.h>

#include "fuzz.h"

void check_json(const char *bytes, size_t size) {
    json_error_t error;
    json_t *value = json_loadb(bytes, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!value)
        fprintf(stderr, "JSON, byte %d: %s\n", error.position, error.text);
    HOLDS(value && json_is_object(value));
    json_decref(value);
}

/* ---- XML ---- */

typedef struct xml {
    const char *at, *end;
    size_t depth, roots;
    struct {
        const char *name;
        size_t size;
    } open[256];
} xml;

static size_t name_size(const xml *x) {
    size_t size = 0;
    while (x->at + size < x->end && (isalnum((unsigned char)x->at[size]) || strchr("_:.-", x->at[size])))
        size++;
    return size;
}

static void skip_white(xml *x) {
    while (x->at < x->end && isspace((unsigned char)*x->at))
        x->at++;
}

/* A character reference or one of the five entities. */
static void read_reference(xml *x) {
    const char *semicolon = memchr(x->at, ';', (size_t)(x->end - x->at));
    HOLDS(semicolon && semicolon - x->at < 12);
    size_t size = (size_t)(semicolon - x->at);
    static const char *const known[] = {"&amp", "&lt", "&gt", "&quot", "&apos"};
    int is_known = size > 2 && x->at[1] == '#';
    for (size_t i = 0; i < 5; i++)
        is_known |= size == strlen(known[i]) && memcmp(x->at, known[i], size) == 0;
    HOLDS(is_known);
    x->at = semicolon + 1;
}

static void read_text(xml *x, char until) {
    while (x->at < x->end && *x->at != until) {
        unsigned char c = (unsigned char)*x->at;
        HOLDS(c >= 0x20 || c == '\t' || c == '\n' || c == '\r');
        HOLDS(c != '<');
        HOLDS(
            !(x->end - x->at > 2 && c == 0xEF && (unsigned char)x->at[1] == 0xBF && (unsigned char)x->at[2] >= 0xBE)); /* U+FFFE */
        if (c == '&')
            read_reference(x);
        else
            x->at++;
    }
}

static void read_attributes(xml *x) {
    for (skip_white(x); x->at < x->end && *x->at != '>' && *x->at != '/' && *x->at != '?'; skip_white(x)) {
        size_t size = name_size(x);
        HOLDS(size > 0 && x->end - x->at > (ptrdiff_t)size + 2);
        x->at += size;
        HOLDS(x->at[0] == '=' && (x->at[1] == '"' || x->at[1] == '\''));
        char quote = x->at[1];
        x->at += 2;
        read_text(x, quote);
        HOLDS(x->at < x->end);
        x->at++;
    }
}

static void read_end_tag(xml *x) {
    x->at += 2;
    size_t size = name_size(x);
    HOLDS(x->depth > 0);
    x->depth--;
    HOLDS(x->open[x->depth].size == size && memcmp(x->open[x->depth].name, x->at, size) == 0);
    x->at += size;
    HOLDS(x->at < x->end && *x->at == '>');
    x->at++;
}

static void read_start_tag(xml *x) {
    const char *name = ++x->at;
    size_t size = name_size(x);
    HOLDS(size > 0 && x->depth < 256);
    x->roots += x->depth == 0;
    x->at += size;
    read_attributes(x);
    int is_empty = x->at < x->end && *x->at == '/';
    x->at += is_empty;
    HOLDS(x->at < x->end && *x->at == '>');
    x->at++;
    if (is_empty)
        return;
    x->open[x->depth].name = name;
    x->open[x->depth++].size = size;
}

void check_xml(const char *bytes, size_t size) {
    xml x = {.at = bytes, .end = bytes + size};
    HOLDS(size > 5 && memcmp(bytes, "<?xml", 5) == 0);
    x.at = strstr(bytes, "?>");
    HOLDS(x.at);
    x.at += 2;
    while (x.at < x.end) {
        if (*x.at != '<') {
            HOLDS(x.depth > 0 || isspace((unsigned char)*x.at));
            read_text(&x, '<');
        } else if (x.end - x.at > 1 && x.at[1] == '/') {
            read_end_tag(&x);
        } else {
            read_start_tag(&x);
        }
    }
    HOLDS(x.depth == 0 && x.roots == 1);
}

/* ---- lines ---- */

static const char *end_of_field(const char *p, const char *end) {
    if (p < end && *p == '"') {
        for (p++; p < end && (*p != '"' || (p + 1 < end && p[1] == '"')); p++)
            p += *p == '"';
        HOLDS(p < end);
        return p + 1;
    }
    while (p < end && *p != ',' && *p != '\r' && *p != '\n') {
        HOLDS(*p != '"');
        p++;
    }
    return p;
}

void check_csv(const char *bytes, size_t size) {
    size_t wanted = 0, fields = 0;
    for (const char *p = bytes, *end = bytes + size; p < end;) {
        p = end_of_field(p, end);
        fields++;
        HOLDS(p < end);
        if (*p == ',') {
            p++;
            continue;
        }
        HOLDS(end - p >= 2 && p[0] == '\r' && p[1] == '\n');
        p += 2;
        wanted = wanted ? wanted : fields;
        HOLDS(fields == wanted);
        fields = 0;
    }
    HOLDS(fields == 0 && wanted > 0);
}

/* "Quotation 3 9;12 20" */
static void check_fragments(const char *p, size_t code_points) {
    unsigned long before = 0;
    while (*p && *p != ' ')
        p++;
    while (*p == ' ' || *p == ';') {
        char *after;
        unsigned long start = strtoul(p + 1, &after, 10);
        HOLDS(*after == ' ');
        unsigned long end = strtoul(after + 1, &after, 10);
        HOLDS(start >= before && end > start && end <= code_points);
        before = end;
        p = after;
    }
    HOLDS(*p == '\t');
}

void check_brat(const char *bytes, size_t size, size_t code_points) {
    for (const char *p = bytes, *end = bytes + size; p < end;) {
        const char *feed = memchr(p, '\n', (size_t)(end - p)), *tab = memchr(p, '\t', (size_t)(end - p));
        HOLDS(feed && tab && tab < feed && strchr("TRA#", *p));
        if (*p == 'T')
            check_fragments(tab + 1, code_points);
        p = feed + 1;
    }
}

static size_t count(const char *bytes, const char *what) {
    size_t found = 0;
    for (const char *p = bytes; (p = strstr(p, what)); p++)
        found++;
    return found;
}

void check_report(const char *bytes, size_t size, const char *empty) {
    static const char *const elements[] = {"<script", "</script", "<style", "</style", "<iframe", "<object", "<embed",
                                           "<form",   "<img",     "<svg",   "<base",   "<link",   "<meta"};
    HOLDS(strlen(bytes) == size);
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        HOLDS(count(bytes, elements[i]) == count(empty, elements[i]));
    for (const char *tag = bytes; (tag = strchr(tag, '<')); tag++) {
        const char *end = strchr(tag, '>'), *address = strstr(tag, "=\"javascript:");
        HOLDS(!address || !end || address > end);
    }
}
