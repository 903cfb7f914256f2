#include "document/html_scan.h"

enum {
    UP = QH_SCAN_UPPER | QH_SCAN_ALPHA,
    LOW = QH_SCAN_ALPHA,
    BLANK = QH_SCAN_SPACE | QH_SCAN_TAG_NAME | QH_SCAN_ATTR_NAME | QH_SCAN_UNQUOTED,
    ALL = QH_SCAN_TAG_NAME | QH_SCAN_ATTR_NAME | QH_SCAN_TEXT | QH_SCAN_VALUE | QH_SCAN_UNQUOTED
};

#define SIX(first, set)                                                                                                            \
    [(first)] = (set), [(first) + 1] = (set), [(first) + 2] = (set), [(first) + 3] = (set), [(first) + 4] = (set),                 \
    [(first) + 5] = (set)
#define LETTERS(first, set)                                                                                                        \
    SIX((first), (set)), SIX((first) + 6, (set)), SIX((first) + 12, (set)), SIX((first) + 18, (set)),                              \
        [(first) + 24] = (set), [(first) + 25] = (set)

const uint8_t qh_scan_class[256] = {
    LETTERS('A', UP),
    LETTERS('a', LOW),
    ['\0'] = ALL,
    ['\t'] = BLANK,
    ['\n'] = BLANK,
    ['\f'] = BLANK,
    [' '] = BLANK,
    ['\r'] = BLANK | QH_SCAN_TEXT | QH_SCAN_VALUE,
    ['/'] = QH_SCAN_TAG_NAME | QH_SCAN_ATTR_NAME,
    ['>'] = QH_SCAN_TAG_NAME | QH_SCAN_ATTR_NAME | QH_SCAN_UNQUOTED,
    ['='] = QH_SCAN_ATTR_NAME,
    ['<'] = QH_SCAN_TEXT,
    ['&'] = QH_SCAN_TEXT | QH_SCAN_VALUE | QH_SCAN_UNQUOTED,
    ['"'] = QH_SCAN_VALUE,
    ['\''] = QH_SCAN_VALUE,
};

int qh_scan_word(const char *source, uint32_t at, const char *word, uint32_t size) {
    uint32_t i = 0;
    while (i < size && qh_scan_lower(source[at + i]) == word[i])
        i++;
    return i == size;
}

static qh_html_piece *add(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end) {
    qh_html_piece *piece = chain->last ? qh_html_take(t->arena, &t->pieces, sizeof *piece) : chain->first;
    if (!piece) {
        t->failed = 1;
        return NULL;
    }
    if (chain->last)
        chain->last->next = piece;
    chain->last = piece;
    piece->start = start;
    piece->end = end;
    piece->size = QH_HTML_VERBATIM;
    piece->next = NULL;
    return piece;
}

int qh_scan_add_verbatim(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end) {
    return add(t, chain, start, end) != NULL;
}

int qh_scan_add_bytes(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end, const char *bytes, size_t size) {
    qh_html_piece *piece = add(t, chain, start, end);
    if (!piece)
        return 0;
    piece->size = (uint8_t)size;
    memcpy(piece->bytes, bytes, size);
    return 1;
}

static int add_changed(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t at) {
    return t->source[at] ? qh_scan_add_bytes(t, chain, at, at + 1, "\n", 1)
                         : qh_scan_add_bytes(t, chain, at, at + 1, "\xEF\xBF\xBD", 3);
}

int qh_scan_add_raw(qh_html_tokenizer *t, qh_scan_chain *chain, uint32_t start, uint32_t end) {
    const char *s = t->source;
    for (uint32_t at = start; at < end && (t->has_cr || t->has_nul); at++) {
        if (s[at] && s[at] != '\r')
            continue;
        if (at > start && !qh_scan_add_verbatim(t, chain, start, at))
            return 0;
        int is_pair = s[at] == '\r' && at + 1 < end && s[at + 1] == '\n';
        start = at + !is_pair;
        if (is_pair)
            start = ++at;
        else if (!add_changed(t, chain, at))
            return 0;
    }
    return (start == end && chain->last) || qh_scan_add_verbatim(t, chain, start, end);
}

static int is_as_it_is(const char *s, uint32_t start, uint32_t end) {
    while (start < end && s[start] && !(qh_scan_class_of(s[start]) & QH_SCAN_UPPER))
        start++;
    return start == end;
}

const char *qh_scan_name(qh_html_tokenizer *t, uint32_t start, uint32_t end, uint32_t *size) {
    const char *s = t->source;
    *size = end - start;
    if (is_as_it_is(s, start, end))
        return s + start;
    size_t nuls = 0;
    for (uint32_t i = start; i < end; i++)
        nuls += !s[i];
    char *name = qh_arena_alloc(t->arena, *size + 2 * nuls), *to = name;
    t->failed |= !name;
    for (uint32_t i = start; name && i < end; i++) {
        if (s[i])
            *to++ = qh_scan_lower(s[i]);
        else
            to = (char *)memcpy(to, "\xEF\xBF\xBD", 3) + 3;
    }
    *size += (uint32_t)(2 * nuls);
    return name;
}
