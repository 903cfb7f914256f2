#include "document/html_json.h"

#include <string.h>

#include "text/chars.h"

typedef struct json_reader {
    qh_arena *arena;
    qh_html_json *json;
    uint32_t at, size;
    uint32_t open;                         /* the container that is being filled */
    uint32_t depth;                        /* containers that are open */
    uint32_t last[QH_HTML_JSON_MAX_DEPTH]; /* the last child of each */
    uint8_t no_memory;
} json_reader;

static int is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static char look(json_reader *r) {
    while (r->at < r->size && is_blank(r->json->text[r->at]))
        r->at++;
    return r->at < r->size ? r->json->text[r->at] : '\0';
}

/* Behind an opening quote: the end of the string, or 0 where it has none. */
static int skip_string(json_reader *r, uint32_t *start, uint32_t *end) {
    const char *text = r->json->text;
    *start = ++r->at;
    for (; r->at < r->size; r->at++) {
        if (text[r->at] == '\\')
            r->at++;
        else if (text[r->at] == '"') {
            *end = r->at++;
            return 1;
        }
    }
    r->at = r->size;
    return 0;
}

/* A number or a word: nobody reads it, so its bytes need only be of the kind that these have. */
static int skip_other(json_reader *r, uint32_t *start, uint32_t *end) {
    const char *text = r->json->text;
    *start = r->at;
    while (r->at < r->size &&
           (text[r->at] == '-' || text[r->at] == '+' || text[r->at] == '.' || (text[r->at] >= '0' && text[r->at] <= '9') ||
            ((text[r->at] | 0x20) >= 'a' && (text[r->at] | 0x20) <= 'z')))
        r->at++;
    *end = r->at;
    return *end > *start;
}

static qh_html_json_value *add(json_reader *r, qh_html_json_kind kind, uint32_t key, uint32_t key_size) {
    uint32_t index = (uint32_t)r->json->values.count;
    if (index >= QH_HTML_JSON_MAX_VALUES)
        return NULL;
    qh_html_json_value *value = qh_vec_push(r->arena, &r->json->values);
    if (!value) {
        r->no_memory = 1;
        return NULL;
    }
    *value = (qh_html_json_value){.kind = (uint8_t)kind,
                                  .parent = r->open,
                                  .first = QH_HTML_JSON_NONE,
                                  .next = QH_HTML_JSON_NONE,
                                  .key = key,
                                  .key_size = key_size,
                                  .start = r->at};
    if (r->depth) {
        uint32_t before = r->last[r->depth - 1];
        *(before == QH_HTML_JSON_NONE ? &r->json->values.items[r->open].first : &r->json->values.items[before].next) = index;
        r->last[r->depth - 1] = index;
    }
    return value;
}

static int open_container(json_reader *r, char c, uint32_t key, uint32_t key_size) {
    if (r->depth == QH_HTML_JSON_MAX_DEPTH)
        return 0;
    qh_html_json_value *value = add(r, c == '{' ? QH_HTML_JSON_OBJECT : QH_HTML_JSON_ARRAY, key, key_size);
    if (!value)
        return 0;
    value->end = r->size;
    r->open = (uint32_t)(value - r->json->values.items);
    r->last[r->depth++] = QH_HTML_JSON_NONE;
    r->at++;
    return 1;
}

static void close_container(json_reader *r) {
    qh_html_json_value *value = &r->json->values.items[r->open];
    value->end = ++r->at;
    r->open = value->parent;
    r->depth--;
}

/* One value with its key, containers only opened; 0 where it cannot be read. */
static int read_value(json_reader *r) {
    uint32_t key = 0, key_end = 0, start, end;
    if (r->json->values.items[r->open].kind == QH_HTML_JSON_OBJECT) {
        if (look(r) != '"' || !skip_string(r, &key, &key_end) || look(r) != ':')
            return 0;
        r->at++;
    }
    char c = look(r);
    if (c == '{' || c == '[')
        return open_container(r, c, key, key_end - key);
    qh_html_json_value *value = add(r, c == '"' ? QH_HTML_JSON_STRING : QH_HTML_JSON_OTHER, key, key_end - key);
    if (!value)
        return 0;
    int ok = c == '"' ? skip_string(r, &start, &end) : skip_other(r, &start, &end);
    if (!ok)
        end = start;
    value->start = start;
    value->end = end;
    return ok;
}

/* After a value: the comma before the next one, or the ends of containers. */
static int read_rest(json_reader *r) {
    const qh_html_json_value *value = &r->json->values.items[r->open];
    char close = value->kind == QH_HTML_JSON_OBJECT ? '}' : ']', c = look(r);
    if (c == close) {
        close_container(r);
        return 1;
    }
    if (value->first == QH_HTML_JSON_NONE)
        return read_value(r);
    if (c != ',')
        return 0;
    r->at++;
    if (look(r) == close)
        return 1;
    return read_value(r);
}

int qh_html_json_read(qh_arena *arena, const char *text, size_t size, qh_html_json *json) {
    *json = (qh_html_json){.text = text, .size = size < UINT32_MAX ? size : UINT32_MAX - 1};
    json_reader r = {.arena = arena, .json = json, .size = (uint32_t)json->size, .open = QH_HTML_JSON_NONE};
    while (r.at < r.size && text[r.at] != '{' && text[r.at] != '[')
        r.at++;
    /* A CDATA mark has brackets of its own. */
    if (r.size - r.at > 7 && !memcmp(text + r.at, "[CDATA[", 7))
        for (r.at += 7; r.at < r.size && text[r.at] != '{' && text[r.at] != '[';)
            r.at++;
    int ok = r.at < r.size && open_container(&r, text[r.at], 0, 0);
    while (ok && r.depth)
        ok = read_rest(&r);
    json->is_whole = (uint8_t)ok;
    return !r.no_memory;
}

uint32_t qh_html_json_get(const qh_html_json *json, uint32_t at, const char *key) {
    if (at == QH_HTML_JSON_NONE || json->values.items[at].kind != QH_HTML_JSON_OBJECT)
        return QH_HTML_JSON_NONE;
    size_t size = strlen(key);
    for (uint32_t i = json->values.items[at].first; i != QH_HTML_JSON_NONE; i = json->values.items[i].next) {
        const qh_html_json_value *value = &json->values.items[i];
        if (value->key_size == size && !memcmp(json->text + value->key, key, size))
            return i;
    }
    return QH_HTML_JSON_NONE;
}

/* ---- escapes ---- */

/* Four hexadecimal digits, or -1. */
static int32_t hex4(const char *text, size_t room) {
    int32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = i < room ? text[i] : 'x', low = (char)(c | 0x20);
        int digit = c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

/* What \uXXXX stands for, a pair of surrogates included; *used gets the bytes behind \u. A lone surrogate is U+FFFD. */
static uint32_t read_unicode(const char *text, size_t room, size_t *used) {
    int32_t high = hex4(text, room);
    *used = high < 0 ? 0 : 4;
    if (high < 0xD800 || high > 0xDFFF)
        return high <= 0 ? 0xFFFD : (uint32_t)high;
    if (high > 0xDBFF || room < 10 || text[4] != '\\' || text[5] != 'u')
        return 0xFFFD;
    int32_t low = hex4(text + 6, room - 6);
    if (low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    *used = 10;
    return 0x10000u + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
}

static char simple_escape(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
    case 'f':
        return ' ';
    default:
        return c;
    }
}

char *qh_html_json_copy(qh_arena *arena, const qh_html_json *json, uint32_t at, size_t *size) {
    const qh_html_json_value *value = &json->values.items[at];
    const char *text = json->text + value->start;
    size_t length = value->end - value->start, used = 0;
    char *copy = qh_arena_alloc(arena, length + length / 2 + 4); /* \u without digits grows by half */
    if (!copy)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '\\' || i + 1 == length) {
            copy[used++] = text[i];
            continue;
        }
        if (text[++i] != 'u') {
            copy[used++] = simple_escape(text[i]);
            continue;
        }
        size_t digits;
        uint32_t c = read_unicode(text + i + 1, length - i - 1, &digits);
        used += qh_char_encode(c, copy + used);
        i += digits;
    }
    copy[used] = '\0';
    *size = used;
    return copy;
}
