/* Comments, DOCTYPEs and the start of CDATA sections, 13.2.5.41 to 13.2.5.68. */
#include "document/html_scan.h"

static int give_comment(qh_html_tokenizer *t, qh_html_token *token, uint32_t start, uint32_t end, uint32_t behind) {
    token->kind = QH_HTML_COMMENT;
    token->start = t->at;
    token->end = t->at = behind;
    qh_scan_chain chain = {&token->text, NULL};
    return qh_scan_add_raw(t, &chain, start, end);
}

static int bogus_comment(qh_html_tokenizer *t, qh_html_token *token, uint32_t start) {
    uint32_t end = qh_scan_find(t, start, '>');
    return give_comment(t, token, start, end, end < t->size ? end + 1 : end);
}

/* What is left of a comment that the source ends: without the part of an end that it has. */
static uint32_t unended(const qh_html_tokenizer *t, uint32_t start) {
    static const char *const parts[] = {"--!", "--", "-"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint32_t size = (uint32_t)strlen(parts[i]);
        if (t->size - start >= size && memcmp(t->source + t->size - size, parts[i], size) == 0)
            return t->size - size;
    }
    return t->size;
}

/* `start` is behind "<!--". */
static int comment(qh_html_tokenizer *t, qh_html_token *token, uint32_t start) {
    const char *s = t->source;
    if (s[start] == '>' || (s[start] == '-' && s[start + 1] == '>'))
        return give_comment(t, token, start, start, start + (s[start] == '>' ? 1 : 2));
    for (uint32_t at = qh_scan_find(t, start, '>'); at < t->size; at = qh_scan_find(t, at + 1, '>')) {
        if (at >= start + 2 && s[at - 1] == '-' && s[at - 2] == '-')
            return give_comment(t, token, start, at - 2, at + 1);
        if (at >= start + 3 && s[at - 1] == '!' && s[at - 2] == '-' && s[at - 3] == '-')
            return give_comment(t, token, start, at - 3, at + 1);
    }
    return give_comment(t, token, start, unended(t, start), t->size);
}

/* The identifier in quotation marks at source[at]; `quirks` where it does not end as it should. Returns the place behind it. */
static uint32_t scan_identifier(qh_html_tokenizer *t, uint32_t at, qh_html_piece *piece, uint8_t *has) {
    char quote = t->source[at];
    uint32_t end = ++at;
    while (end < t->size && t->source[end] != quote && t->source[end] != '>')
        end++;
    qh_scan_chain chain = {piece, NULL};
    qh_scan_add_raw(t, &chain, at, end);
    *has = 1;
    if (end < t->size && t->source[end] == quote)
        return end + 1;
    t->doctype.quirks = 1;
    return end;
}

static int is_quote(char c) { return c == '"' || c == '\''; }

/* Behind the name: PUBLIC and SYSTEM identifiers. Whatever follows them up to '>' is skipped. */
static uint32_t scan_identifiers(qh_html_tokenizer *t, uint32_t at) {
    const char *s = t->source;
    qh_html_doctype *d = &t->doctype;
    at = qh_scan_space(s, at);
    if (s[at] == '>' || at >= t->size)
        return at;
    int is_public = qh_scan_word(s, at, "public", 6);
    if (!is_public && !qh_scan_word(s, at, "system", 6)) {
        d->quirks = 1;
        return at;
    }
    at = qh_scan_space(s, at + 6);
    if (!is_quote(s[at])) {
        d->quirks = 1;
        return at;
    }
    if (!is_public)
        return scan_identifier(t, at, &d->system_id, &d->has_system);
    at = scan_identifier(t, at, &d->public_id, &d->has_public);
    if (d->quirks)
        return at;
    at = qh_scan_space(s, at);
    if (is_quote(s[at]))
        return scan_identifier(t, at, &d->system_id, &d->has_system);
    d->quirks = s[at] != '>';
    return at;
}

static void name_doctype(qh_html_tokenizer *t, uint32_t start, uint32_t end) {
    qh_html_doctype *d = &t->doctype;
    d->has_name = end > start;
    uint32_t size;
    const char *name = qh_scan_name(t, start, end, &size);
    qh_scan_chain chain = {&d->name, NULL};
    /* A name in upper case is its bytes, seven a piece. */
    if (name == t->source + start)
        qh_scan_add_verbatim(t, &chain, start, end);
    for (uint32_t i = 0; name && name != t->source + start && i < size; i += 7)
        qh_scan_add_bytes(t, &chain, start, end, name + i, size - i < 7 ? size - i : 7);
}

/* `at` is behind "<!DOCTYPE". */
static int doctype(qh_html_tokenizer *t, qh_html_token *token, uint32_t at) {
    const char *s = t->source;
    memset(&t->doctype, 0, sizeof t->doctype);
    token->kind = QH_HTML_DOCTYPE;
    token->doctype = &t->doctype;
    token->start = t->at;
    at = qh_scan_space(s, at);
    uint32_t start = at;
    while (at < t->size && s[at] != '>' && !qh_scan_is(s[at], QH_SCAN_SPACE))
        at++;
    name_doctype(t, start, at);
    t->doctype.quirks = at == start;
    at = qh_scan_space(s, scan_identifiers(t, at));
    /* Rubbish behind an identifier does not matter, nothing at all does. */
    t->doctype.quirks |= at >= t->size;
    uint32_t end = qh_scan_find(t, at, '>');
    token->end = t->at = end < t->size ? end + 1 : end;
    return !t->failed;
}

int qh_html_scan_markup(qh_html_tokenizer *t, qh_html_token *token) {
    const char *p = t->source + t->at;
    uint32_t behind = t->at + 2;
    if (p[1] == '?')
        return bogus_comment(t, token, t->at + 1);
    if (p[1] == '/') {
        if (p[2] != '>')
            return bogus_comment(t, token, behind);
        t->at += 3;
        return qh_html_next(t, token);
    }
    if (p[2] == '-' && p[3] == '-')
        return comment(t, token, behind + 2);
    if (qh_scan_word(t->source, behind, "doctype", 7))
        return doctype(t, token, behind + 7);
    if (!t->in_foreign || strncmp(p + 2, "[CDATA[", 7) != 0)
        return bogus_comment(t, token, behind);
    t->at = behind + 7;
    t->content = QH_HTML_CDATA;
    t->raw_end = 0;
    return qh_html_next(t, token);
}
