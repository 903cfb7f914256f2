#include "document/archive_warc.h"

#include <stdint.h>
#include <string.h>

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int is_blank(char c) { return c == ' ' || c == '\t'; }

static int is_line_end(char c) { return c == '\n' || c == '\0'; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static int is_name(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || is_digit(c) || c == '-' || c == '_'; }

size_t qh_warc_version(const char *bytes, size_t size) {
    size_t i = 5;
    if (size < 9 || memcmp(bytes, "WARC/", 5) != 0 || !is_digit(bytes[5]))
        return 0;
    while (i < size && i < 12 && (is_digit(bytes[i]) || bytes[i] == '.'))
        i++;
    while (i < size && i < 14 && (is_blank(bytes[i]) || bytes[i] == '\r'))
        i++;
    return i < size && bytes[i] == '\n' ? i + 1 : 0;
}

int qh_warc_begins(const char *bytes, size_t size) {
    size_t start = qh_warc_version(bytes, size), i = start;
    while (start && i < size && is_name(bytes[i]))
        i++;
    return i > start && i < size && bytes[i] == ':';
}

size_t qh_header_end(const char *bytes, size_t size, size_t from) {
    for (size_t i = from; i < size; i++) {
        const char *feed = memchr(bytes + i, '\n', size - i);
        if (!feed)
            return 0;
        i = (size_t)(feed - bytes);
        size_t next = i + 1;
        if (next < size && bytes[next] == '\r')
            next++;
        if (next < size && bytes[next] == '\n')
            return next + 1;
    }
    return 0;
}

static int is_field(const char *line, size_t size, const char *name) {
    size_t i = 0;
    while (i < size && name[i] && lower(line[i]) == lower(name[i]))
        i++;
    if (name[i])
        return 0;
    while (i < size && is_blank(line[i]))
        i++;
    return i < size && line[i] == ':';
}

/* The end of a value, whose continuation lines are joined to it. */
static size_t unfold(char *header, size_t size, size_t i) {
    while (i < size && !is_line_end(header[i])) {
        i++;
        if (i + 1 < size && header[i] == '\n' && is_blank(header[i + 1])) {
            header[i] = ' ';
            if (header[i - 1] == '\r')
                header[i - 1] = ' ';
        }
    }
    return i;
}

static char *take_value(char *header, size_t size, size_t line) {
    char *start = (char *)memchr(header + line, ':', size - line) + 1;
    size_t end = unfold(header, size, (size_t)(start - header));
    while (start < header + end && is_blank(*start))
        start++;
    while (header + end > start && (is_blank(header[end - 1]) || header[end - 1] == '\r'))
        end--;
    header[end] = '\0';
    return start;
}

char *qh_header_field(char *header, size_t size, const char *name) {
    size_t line = 0;
    while (line < size) {
        if (is_field(header + line, size - line, name))
            return take_value(header, size - 1, line);
        while (line < size && !is_line_end(header[line]))
            line++;
        line++;
    }
    return NULL;
}

int qh_read_number(const char *text, size_t *out) {
    size_t value = 0;
    if (!text || !is_digit(*text))
        return 0;
    for (; is_digit(*text); text++) {
        if (value > (SIZE_MAX - 9) / 10)
            return 0;
        value = value * 10 + (size_t)(*text - '0');
    }
    *out = value;
    return !*text;
}

int qh_same_word(const char *a, const char *b) {
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return lower(*a) == lower(*b);
}

/* The value of a parameter if it is the charset, unquoted and cut in place; NULL where it is another or empty. */
static const char *read_charset(char *parameter) {
    char *value = strchr(parameter, '=');
    if (!value)
        return NULL;
    *value++ = '\0';
    parameter += strspn(parameter, " \t");
    parameter[strcspn(parameter, " \t")] = '\0';
    if (!qh_same_word(parameter, "charset"))
        return NULL;
    value += strspn(value, " \t\"'");
    value[strcspn(value, " \t\"',")] = '\0';
    return *value ? value : NULL;
}

void qh_split_media_type(char *value, const char **type, const char **charset) {
    char *rest = value + strcspn(value, ";");
    int more = *rest != '\0';
    *charset = NULL;
    *rest = '\0';
    while (more && !*charset) {
        char *parameter = ++rest;
        rest += strcspn(rest, ";");
        more = *rest != '\0';
        *rest = '\0';
        *charset = read_charset(parameter);
    }
    value[strcspn(value, " \t,")] = '\0';
    for (char *c = value; *c; c++)
        *c = lower(*c);
    *type = *value ? value : NULL;
}
