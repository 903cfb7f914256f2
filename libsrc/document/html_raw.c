/* Where text ends that has no tags in it: 13.2.5.2 to 13.2.5.5, 13.2.5.9 to 13.2.5.31 and 13.2.5.69 to 13.2.5.71. */
#include "document/html_scan.h"

static int ends_name(char c) { return qh_scan_is(c, QH_SCAN_SPACE) || c == '/' || c == '>'; }

/* Whether source[at] == '<' begins the end tag that is waited for. */
static int is_end_tag(const qh_html_tokenizer *t, uint32_t at) {
    if (!t->raw_tag_size || t->source[at + 1] != '/' || !qh_scan_word(t->source, at + 2, t->raw_tag, t->raw_tag_size))
        return 0;
    return ends_name(t->source[at + 2 + t->raw_tag_size]);
}

static uint32_t end_of_raw_text(const qh_html_tokenizer *t) {
    uint32_t at = qh_scan_find(t, t->at, '<');
    while (at < t->size && !is_end_tag(t, at))
        at = qh_scan_find(t, at + 1, '<');
    return at;
}

/* In a script an end tag does not count between <!-- <script and </script or -->. */
static uint32_t end_of_script(const qh_html_tokenizer *t) {
    const char *s = t->source;
    enum { PLAIN, ESCAPED, DOUBLE_ESCAPED } state = PLAIN;
    for (uint32_t at = t->at; at < t->size; at++) {
        if (state == PLAIN)
            at = qh_scan_find(t, at, '<');
        if (state != PLAIN && s[at] == '>' && s[at - 1] == '-' && s[at - 2] == '-')
            state = PLAIN;
        if (at >= t->size || s[at] != '<')
            continue;
        if (state != DOUBLE_ESCAPED && is_end_tag(t, at))
            return at;
        if (state == PLAIN && strncmp(s + at, "<!--", 4) == 0) {
            state = ESCAPED;
            at += 3;
        } else if (state == ESCAPED && qh_scan_word(s, at + 1, "script", 6) && ends_name(s[at + 7])) {
            state = DOUBLE_ESCAPED;
        } else if (state == DOUBLE_ESCAPED && qh_scan_word(s, at + 1, "/script", 7) && ends_name(s[at + 8])) {
            state = ESCAPED;
        }
    }
    return t->size;
}

static uint32_t end_of_cdata(const qh_html_tokenizer *t) {
    const char *s = t->source;
    for (uint32_t at = qh_scan_find(t, t->at, ']'); at < t->size; at = qh_scan_find(t, at + 1, ']'))
        if (s[at + 1] == ']' && s[at + 2] == '>')
            return at;
    return t->size;
}

uint32_t qh_html_raw_end(const qh_html_tokenizer *t) {
    switch (t->content) {
    case QH_HTML_RCDATA:
    case QH_HTML_RAWTEXT:
        return end_of_raw_text(t);
    case QH_HTML_SCRIPT:
        return end_of_script(t);
    case QH_HTML_CDATA:
        return end_of_cdata(t);
    default:
        return t->size;
    }
}
