/* Tags and their attributes, 13.2.5.6 to 13.2.5.40. */
#include "document/html_scan.h"
#include "text/first_of.h"

/* The end of a name and the hash of its lower case; *is_plain where that is the name as it stands. */
static uint32_t name_end(const qh_html_tokenizer *t, uint32_t at, unsigned stops, uint32_t *hash, int *is_plain) {
    const char *s = t->source;
    uint32_t h = 0;
    unsigned upper = 0, nuls = 0;
    for (;; at++) {
        unsigned class = qh_scan_class_of(s[at]);
        if (class & stops) {
            if (s[at] || at >= t->size)
                break;
            nuls = 1;
        }
        upper |= class;
        h = qh_html_hash_step(h, (unsigned char)((unsigned char)s[at] | (class & QH_SCAN_UPPER)));
    }
    *hash = h;
    *is_plain = !(upper & QH_SCAN_UPPER) && !nuls;
    return at;
}

static const char *name_of(qh_html_tokenizer *t, uint32_t start, uint32_t end, int is_plain, uint32_t *size) {
    *size = end - start;
    return is_plain ? t->source + start : qh_scan_name(t, start, end, size);
}

static int is_value_end(char c, char quote) { return quote ? c == quote : qh_scan_is(c, QH_SCAN_SPACE) || c == '>'; }

/* The value from `start` on, with anything but plain text from `at` on; `quote` 0 for none. Returns its end. */
static uint32_t scan_value_pieces(qh_html_tokenizer *t, uint32_t start, uint32_t at, char quote, qh_scan_chain *chain) {
    const char *s = t->source;
    unsigned stops = quote ? QH_SCAN_VALUE : QH_SCAN_UNQUOTED;
    qh_html_piece reference;
    for (uint32_t from = start;; at++) {
        while (!qh_scan_is(s[at], stops))
            at++;
        if (is_value_end(s[at], quote) || (!s[at] && at >= t->size)) {
            if (at > from)
                qh_scan_add_raw(t, chain, from, at);
            return at;
        }
        if (s[at] != '&' || !qh_html_reference(s, at, 1, &reference))
            continue;
        if (at > from)
            qh_scan_add_raw(t, chain, from, at);
        qh_scan_add_bytes(t, chain, at, reference.end, reference.bytes, reference.size);
        from = reference.end;
        at = from - 1;
    }
}

static uint32_t scan_value(qh_html_tokenizer *t, uint32_t start, char quote, qh_html_piece *value) {
    const char *s = t->source;
    uint32_t at = start;
    unsigned stops = quote ? QH_SCAN_VALUE : QH_SCAN_UNQUOTED;
    if (quote)
        at = (uint32_t)qh_first_of(s, at, t->size, (const char[4]){quote, '&', '\r', '\0'});
    while (!qh_scan_is(s[at], stops))
        at++;
    qh_scan_chain chain = {value, NULL};
    if (!is_value_end(s[at], quote))
        at = scan_value_pieces(t, start, start, quote, &chain);
    if (!chain.last)
        qh_scan_add_verbatim(t, &chain, start, at);
    return at;
}

/* source[at] may be '=' and a value; returns where the next attribute may start. */
static uint32_t scan_assignment(qh_html_tokenizer *t, uint32_t name_end_at, qh_html_piece *value) {
    const char *s = t->source;
    uint32_t at = qh_scan_space(s, name_end_at);
    qh_scan_chain empty = {value, NULL};
    if (s[at] != '=') {
        qh_scan_add_verbatim(t, &empty, name_end_at, name_end_at);
        return at;
    }
    at = qh_scan_space(s, at + 1);
    if (s[at] == '"' || s[at] == '\'') {
        char quote = s[at];
        at = scan_value(t, at + 1, quote, value);
        return s[at] == quote ? at + 1 : at;
    }
    if (s[at] == '>') {
        qh_scan_add_verbatim(t, &empty, at, at);
        return at;
    }
    return scan_value(t, at, '\0', value);
}

static int is_there(const qh_html_tokenizer *t, const qh_html_attribute *attribute) {
    for (size_t i = 0; i < t->attributes.count; i++) {
        const qh_html_attribute *other = &t->attributes.items[i];
        if (other->hash == attribute->hash && other->name_size == attribute->name_size &&
            memcmp(other->name, attribute->name, attribute->name_size) == 0)
            return 1;
    }
    return 0;
}

/* The name is kept as the table's where it is a known one. */
static void name_attribute(qh_html_tokenizer *t, qh_html_attribute *attribute, uint32_t start, uint32_t end, int is_plain) {
    attribute->id = QH_ATTR_OTHER;
    attribute->prefix = QH_HTML_NO_PREFIX;
    attribute->name = name_of(t, start, end, is_plain, &attribute->name_size);
    if (attribute->name)
        attribute->id = qh_html_attribute_id_of(attribute->hash, attribute->name, attribute->name_size);
}

/* Reads one attribute; only a new name within bounds is kept. Returns where the next may start. */
static uint32_t scan_attribute(qh_html_tokenizer *t, uint32_t at) {
    qh_html_attribute spare, *attribute = &spare;
    if (t->attributes.count < QH_HTML_MAX_ATTRIBUTES)
        attribute = qh_vec_push(t->arena, &t->attributes);
    if (!attribute) {
        t->failed = 1;
        return t->size;
    }
    uint32_t start = at, first_hash;
    int is_sign = t->source[at] == '=', is_plain;
    at = name_end(t, at + (uint32_t)is_sign, QH_SCAN_ATTR_NAME, &first_hash, &is_plain);
    attribute->hash = first_hash;
    name_attribute(t, attribute, start, at, is_plain);
    at = scan_assignment(t, at, &attribute->value);
    if (attribute != &spare) {
        t->attributes.count--;
        if (attribute->name && !is_there(t, attribute))
            t->attributes.count++;
    }
    return at;
}

/* Reads up to the '>'; returns the place behind it, or 0 when the source ends before. */
static uint32_t scan_attributes(qh_html_tokenizer *t, uint32_t at, qh_html_token *token) {
    const char *s = t->source;
    for (;;) {
        at = qh_scan_space(s, at);
        if (s[at] == '>')
            return at + 1;
        if (s[at] == '/') {
            token->self_closing = s[at + 1] == '>';
            at++;
        } else if (at >= t->size) {
            return 0;
        } else {
            at = scan_attribute(t, at);
        }
    }
}

static void name_tag(qh_html_tokenizer *t, qh_html_token *token, uint32_t start, uint32_t end, int is_plain) {
    token->name = name_of(t, start, end, is_plain, &token->name_size);
    if (!token->name)
        return;
    token->tag = qh_html_tag_of(token->hash, token->name, token->name_size);
    if (token->tag)
        token->name = qh_html_tags[token->tag].name;
}

int qh_html_scan_tag(qh_html_tokenizer *t, qh_html_token *token) {
    uint32_t start = t->at, is_end = t->source[start + 1] == '/';
    t->attributes.count = 0;
    token->self_closing = 0;
    int is_plain;
    uint32_t name_at = start + 1 + is_end, at = name_end(t, name_at, QH_SCAN_TAG_NAME, &token->hash, &is_plain);
    name_tag(t, token, name_at, at, is_plain);
    at = scan_attributes(t, at, token);
    token->kind = at ? is_end ? QH_HTML_END_TAG : QH_HTML_START_TAG : QH_HTML_END;
    t->at = at ? at : t->size;
    token->start = start;
    token->end = t->at;
    token->attributes = t->attributes.items;
    token->attribute_count = (uint32_t)t->attributes.count;
    return !t->failed;
}
