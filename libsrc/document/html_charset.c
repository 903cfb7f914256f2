#include "document/html_charset.h"

#include <string.h>

enum { LOOK = 65536 };

typedef struct prescan {
    const char *at, *end;
} prescan;

typedef struct meta_attribute {
    char name[16], value[2 * QH_CHARSET_NAME + 32]; /* lower case, NUL-terminated; what is longer matters to nobody */
} meta_attribute;

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static int is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
static int is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

static void skip_space(prescan *p) {
    while (p->at < p->end && is_space(*p->at))
        p->at++;
}

static void add(char *text, size_t room, char c) {
    size_t size = strlen(text);
    if (size + 1 < room) {
        text[size] = lower(c);
        text[size + 1] = '\0';
    }
}

/* 0: the bytes end in it. */
static int read_value(prescan *p, meta_attribute *attribute) {
    p->at++;
    skip_space(p);
    char quote = p->at < p->end && (*p->at == '"' || *p->at == '\'') ? *p->at++ : '\0';
    for (; p->at < p->end; p->at++) {
        if (quote ? *p->at == quote : is_space(*p->at) || *p->at == '>') {
            p->at += quote != '\0';
            return 1;
        }
        add(attribute->value, sizeof attribute->value, *p->at);
    }
    return 0;
}

/* 1: one more attribute; 0: none is left, or the bytes end. */
static int read_attribute(prescan *p, meta_attribute *attribute) {
    attribute->name[0] = attribute->value[0] = '\0';
    while (p->at < p->end && (is_space(*p->at) || *p->at == '/'))
        p->at++;
    if (p->at == p->end || *p->at == '>')
        return 0;
    for (; p->at < p->end && !is_space(*p->at) && *p->at != '/' && *p->at != '>'; p->at++) {
        if (*p->at == '=' && attribute->name[0])
            break;
        add(attribute->name, sizeof attribute->name, *p->at);
    }
    const char *behind_name = p->at;
    skip_space(p);
    if (p->at == p->end)
        return 0;
    if (*p->at == '=')
        return read_value(p, attribute);
    p->at = behind_name;
    return 1;
}

/* The label behind "charset=" in the content of a <meta>; 0 where there is none. */
static int label_in_content(char *content, char **label) {
    for (char *at = content; (at = strstr(at, "charset")) != NULL;) {
        at += strlen("charset");
        at += strspn(at, " \t\n\f\r");
        if (*at != '=')
            continue;
        at++;
        at += strspn(at, " \t\n\f\r");
        char *end = *at == '"' || *at == '\'' ? strchr(at + 1, *at) : at + strcspn(at, " \t\n\f\r;");
        if (!end || !*at)
            return 0;
        *label = *at == '"' || *at == '\'' ? at + 1 : at;
        *end = '\0';
        return 1;
    }
    return 0;
}

static int find_charset(const char *label, qh_charset *out) {
    if (strcmp(label, "x-user-defined") == 0)
        label = "windows-1252";
    if (!qh_charset_find(label, out))
        return 0;
    return strncmp(out->name, "utf-16", 6) != 0 || qh_charset_find("utf-8", out);
}

typedef struct meta {
    int has_http_equiv, has_content, has_charset;      /* an attribute counts once */
    int is_content_type, needs_content_type, is_found; /* is_found: *out of read_meta() is set */
} meta;

static void note(meta *m, meta_attribute *attribute, qh_charset *out) {
    char *label;
    if (strcmp(attribute->name, "http-equiv") == 0 && !m->has_http_equiv++) {
        m->is_content_type = strcmp(attribute->value, "content-type") == 0;
    } else if (strcmp(attribute->name, "content") == 0 && !m->has_content++) {
        if (!m->is_found && !m->has_charset && label_in_content(attribute->value, &label) && find_charset(label, out))
            m->is_found = m->needs_content_type = 1;
    } else if (strcmp(attribute->name, "charset") == 0 && !m->has_charset++) {
        m->is_found = find_charset(attribute->value, out);
        m->needs_content_type = 0;
    }
}

static int read_meta(prescan *p, qh_charset *out) {
    meta m = {0};
    meta_attribute attribute;
    while (read_attribute(p, &attribute))
        note(&m, &attribute, out);
    return p->at < p->end && m.is_found && (!m.needs_content_type || m.is_content_type);
}

static void skip_tag(prescan *p) {
    meta_attribute attribute;
    while (p->at < p->end && !is_space(*p->at) && *p->at != '>')
        p->at++;
    while (read_attribute(p, &attribute))
        continue;
}

static void skip_comment(prescan *p) {
    for (p->at += 2; p->end - p->at >= 3; p->at++) {
        if (memcmp(p->at, "-->", 3) == 0) {
            p->at += 2;
            return;
        }
    }
    p->at = p->end;
}

static int is_meta(const prescan *p) {
    if (p->end - p->at < 6)
        return 0;
    for (int i = 0; i < 4; i++)
        if (lower(p->at[1 + i]) != "meta"[i])
            return 0;
    return is_space(p->at[5]) || p->at[5] == '/';
}

int qh_html_charset(const void *bytes, size_t size, qh_charset *out) {
    prescan p = {bytes, (const char *)bytes + (size < LOOK ? size : LOOK)};
    for (; p.at < p.end; p.at++) {
        if (*p.at != '<')
            continue;
        char next = p.end - p.at > 1 ? p.at[1] : '\0';
        if (p.end - p.at >= 4 && memcmp(p.at, "<!--", 4) == 0) {
            skip_comment(&p);
        } else if (is_meta(&p)) {
            p.at += 5;
            if (read_meta(&p, out))
                return 1;
        } else if (is_letter(next) || (next == '/' && p.end - p.at > 2 && is_letter(p.at[2]))) {
            skip_tag(&p);
        } else if (next == '!' || next == '/' || next == '?') {
            const char *close = memchr(p.at, '>', (size_t)(p.end - p.at));
            p.at = close ? close : p.end;
        }
        if (p.at >= p.end)
            break;
    }
    return 0;
}
