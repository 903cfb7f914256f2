#include "document/formats.h"

#include <string.h>

#include "base/one_of.h"

void qh_line_decide(qh_line *line, int32_t kind, double confidence) {
    line->kind = kind;
    line->confidence = confidence;
}

int qh_line_begins(const qh_parse *p, const qh_line *line, const char *word) {
    const char *at = p->doc->text + line->span.start, *end = p->doc->text + line->span.end;
    for (; *word; word++, at++)
        if (at == end || (*at >= 'A' && *at <= 'Z' ? *at + 32 : *at) != *word)
            return 0;
    return 1;
}

quoth_span qh_line_value(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text, *colon = memchr(text + line->span.start, ':', line->span.end - line->span.start);
    if (!colon)
        return (quoth_span){0, 0};
    quoth_span value = {(size_t)(colon - text) + 1, line->span.end};
    while (value.start < value.end && qh_one_of(text[value.start], " \t"))
        value.start++;
    if (value.end - value.start >= 2 && qh_one_of(text[value.start], "\"'") && text[value.end - 1] == text[value.start]) {
        value.start++;
        value.end--;
    }
    return value;
}
