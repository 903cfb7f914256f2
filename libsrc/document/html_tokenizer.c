#include "document/html_tokenizer.h"

#include "document/html_scan.h"
#include "text/first_of.h"

void qh_html_tokenizer_init(qh_html_tokenizer *t, qh_arena *arena, const char *source, size_t size) {
    memset(t, 0, sizeof *t);
    t->arena = arena;
    t->source = source;
    t->size = (uint32_t)size;
    t->has_cr = size && memchr(source, '\r', size);
    t->has_nul = size && memchr(source, '\0', size);
}

void qh_html_tokenizer_switch(qh_html_tokenizer *t, qh_html_content content, const char *name, uint32_t size) {
    t->content = content;
    t->raw_end = 0;
    t->raw_tag = name;
    t->raw_tag_size = size;
}

static int give_text(qh_html_tokenizer *t, qh_html_token *token, uint32_t start, uint32_t end) {
    token->kind = QH_HTML_TEXT;
    token->start = token->text.start = start;
    token->end = token->text.end = t->at = end;
    token->text.size = QH_HTML_VERBATIM;
    token->text.next = NULL;
    return 1;
}

static int give_bytes(qh_html_tokenizer *t, qh_html_token *token, uint32_t start, uint32_t end, const char *bytes, size_t size) {
    give_text(t, token, start, end);
    token->text.size = (uint8_t)size;
    memcpy(token->text.bytes, bytes, size);
    return 1;
}

static int give_end(qh_html_tokenizer *t, qh_html_token *token) {
    token->kind = QH_HTML_END;
    token->start = token->end = t->at = t->size;
    return 1;
}

/* Whether the '<' begins something else than text. */
static int is_markup(const qh_html_tokenizer *t, uint32_t at) {
    const char *p = t->source + at;
    if (qh_scan_is(p[1], QH_SCAN_ALPHA))
        return 1;
    return p[1] == '!' || p[1] == '?' || (p[1] == '/' && at + 2 < t->size);
}

static int next_tag(qh_html_tokenizer *t, qh_html_token *token) {
    const char *p = t->source + t->at;
    int is_tag = qh_scan_is(p[1] == '/' ? p[2] : p[1], QH_SCAN_ALPHA);
    return is_tag ? qh_html_scan_tag(t, token) : qh_html_scan_markup(t, token);
}

/* Where plain text that starts at `at` ends: at a reference, a line end to change, a NUL, markup. */
static uint32_t plain_end(const qh_html_tokenizer *t, uint32_t at, qh_html_piece *reference) {
    const char *s = t->source;
    for (;; at++) {
        at = (uint32_t)qh_first_of(s, at, t->size, "<&\r");
        while (!qh_scan_is(s[at], QH_SCAN_TEXT))
            at++;
        if (s[at] == '<' ? is_markup(t, at) : s[at] != '&' || qh_html_reference(s, at, 0, reference))
            return at;
    }
}

/* What stands at a place where plain_end() stopped, markup apart. */
static int give_other(qh_html_tokenizer *t, qh_html_token *token, const qh_html_piece *reference) {
    uint32_t at = t->at;
    if (t->source[at] == '&')
        return give_bytes(t, token, at, reference->end, reference->bytes, reference->size);
    return give_bytes(t, token, at, at + 1, t->source[at] ? "\n" : "", 1);
}

static int next_in_data(qh_html_tokenizer *t, qh_html_token *token) {
    const char *s = t->source;
    qh_html_piece reference = {0};
    if (s[t->at] == '\r' && s[t->at + 1] == '\n')
        t->at++;
    uint32_t start = t->at;
    if (s[start] == '<' && is_markup(t, start))
        return next_tag(t, token);
    uint32_t end = plain_end(t, start, &reference);
    if (end > start)
        return give_text(t, token, start, end);
    return start >= t->size ? give_end(t, token) : give_other(t, token, &reference);
}

/* A piece of the text in front of t->raw_end. */
static int give_raw(qh_html_tokenizer *t, qh_html_token *token) {
    const char *s = t->source;
    uint32_t start = t->at, at = start;
    int references = t->content == QH_HTML_RCDATA;
    qh_html_piece reference = {0};
    if (!references && !t->has_cr && !t->has_nul)
        return give_text(t, token, start, t->raw_end);
    for (; at < t->raw_end; at++) {
        if (s[at] == '&' ? references && qh_html_reference(s, at, 0, &reference) : s[at] == '\r' || !s[at])
            break;
    }
    if (at > start)
        return give_text(t, token, start, at);
    if (s[at] == '\0')
        return t->content == QH_HTML_CDATA ? give_bytes(t, token, at, at + 1, "", 1)
                                           : give_bytes(t, token, at, at + 1, "\xEF\xBF\xBD", 3);
    return give_other(t, token, &reference);
}

static int next_in_raw(qh_html_tokenizer *t, qh_html_token *token) {
    if (!t->raw_end)
        t->raw_end = qh_html_raw_end(t);
    if (t->source[t->at] == '\r' && t->source[t->at + 1] == '\n' && t->at + 1 < t->raw_end)
        t->at++;
    if (t->at < t->raw_end)
        return give_raw(t, token);
    if (t->at >= t->size)
        return give_end(t, token);
    int is_cdata = t->content == QH_HTML_CDATA;
    t->content = QH_HTML_DATA;
    if (!is_cdata)
        return qh_html_scan_tag(t, token);
    t->at += 3;
    return next_in_data(t, token);
}

int qh_html_next(qh_html_tokenizer *t, qh_html_token *token) {
    int given = t->content == QH_HTML_DATA ? next_in_data(t, token) : next_in_raw(t, token);
    return given && !t->failed;
}
