#include "linguistics/sentences.h"

#include "text/chars.h"
#include "text/utf8.h"

typedef struct sentence_reader {
    const char *text;
    const qh_token *tokens;
    size_t first, count; /* bounds of this stretch */
} sentence_reader;

static uint32_t head(const sentence_reader *r, size_t i) {
    size_t length;
    return i < r->count ? qh_utf8_at(r->text, r->tokens[i].start, &length) : 0;
}

static int is_kind(const sentence_reader *r, size_t i, qh_token_kind kind) { return i < r->count && r->tokens[i].kind == kind; }

static int is_spaced(const sentence_reader *r, size_t i) { return i < r->count && r->tokens[i - 1].end < r->tokens[i].start; }

/* A blank line, or a paragraph separator, between token i - 1 and token i. */
static int is_new_paragraph(const sentence_reader *r, size_t i) {
    size_t lines = 0;
    if (r->tokens[i].start < r->tokens[i - 1].end + 2)
        return 0;
    for (size_t at = r->tokens[i - 1].end; at < r->tokens[i].start;) {
        uint32_t c = qh_utf8_next(r->text, &at);
        lines += c == '\n' ? 1 : c == 0x2029 ? 2 : 0;
    }
    return lines > 1;
}

static int ends_sentence(uint32_t c) {
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026: /* … */
    case 0x203C: /* ‼ ⁇ ⁈ ⁉ */
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061F: /* ؟ ۔ */
    case 0x06D4:
    case 0x0964: /* । ॥ */
    case 0x0965:
    case 0x0589: /* ։ */
    case 0x1362: /* ። */
    case 0x3002: /* 。．！？｡ */
    case 0xFF0E:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF61:
        return 1;
    default:
        return 0;
    }
}

/* Full-width stops need no space behind them. */
static int is_wide_stop(uint32_t c) { return c == 0x3002 || c >= 0xFF01; }

static int is_closing_bracket(uint32_t c) {
    return c == ')' || c == ']' || c == '}' || c == 0x3009 || c == 0x300B || c == 0x300D || c == 0x300F || c == 0x3011 ||
           c == 0xFF09;
}

static int is_closing_mark(uint32_t c) {
    return c == 0xBB || c == 0x203A || c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0x300B || c == 0x3009;
}

static int is_opening_mark(uint32_t c) { return c == 0x300C || c == 0x300E || c == 0x300A || c == 0x3008; }

/* Nonzero when a mark behind the end of a sentence closes what the sentence opened. */
static int is_closing(const sentence_reader *r, size_t i) {
    uint32_t c = head(r, i);
    int free_behind = i + 1 >= r->count || is_spaced(r, i + 1);
    if (is_spaced(r, i))
        return is_closing_mark(c) && free_behind;
    return !is_opening_mark(c) && (free_behind || !is_kind(r, i + 1, QH_TOKEN_WORD));
}

/* How many tokens at i, behind the end of a sentence, still belong to it: marks, brackets, a note's number, more stops. */
static size_t tail(const sentence_reader *r, size_t i) {
    uint32_t c = head(r, i);
    if (is_closing_bracket(c))
        return 1;
    if (is_kind(r, i, QH_TOKEN_MARK))
        return (size_t)is_closing(r, i);
    if (is_spaced(r, i))
        return 0;
    if (c == '[' || c == '(')
        return is_kind(r, i + 1, QH_TOKEN_NUMBER) && is_closing_bracket(head(r, i + 2)) ? 3 : 0;
    return is_kind(r, i, QH_TOKEN_PUNCT) && ends_sentence(c);
}

/* What may begin a sentence: a capital, a digit, a mark, a bracket, a letter of a script without case. */
static int may_begin(const sentence_reader *r, size_t i) {
    uint32_t c = head(r, i);
    switch (r->tokens[i].kind) {
    case QH_TOKEN_MARK:
    case QH_TOKEN_NUMBER:
        return 1;
    case QH_TOKEN_WORD:
        return (r->tokens[i].shape & QH_SHAPE_CAPITAL) || !qh_is_lower(c);
    default:
        break;
    }
    if (c == '(' || c == '[' || c == 0xBF || c == 0xA1 || c == 0x2022 || c == 0xFF08)
        return 1;
    int dash = c == '-' || (c >= 0x2012 && c <= 0x2015);
    return dash && is_spaced(r, i) && i + 1 < r->count && (r->tokens[i + 1].shape & QH_SHAPE_CAPITAL);
}

/* "Why?" John said: the name and the verb behind a mark go on with the sentence. */
static int is_speaker_behind(const sentence_reader *r, size_t i) {
    if (!is_kind(r, i - 1, QH_TOKEN_MARK))
        return 0;
    for (size_t k = i; k < r->count && k < i + 5; k++) {
        if (r->tokens[k].kind != QH_TOKEN_WORD)
            return 0;
        if (k > i && (r->tokens[k].classes & (QH_WORD_CUE | QH_WORD_CUE_WEAK)))
            return 1;
        if (!(r->tokens[k].shape & QH_SHAPE_CAPITAL) || (r->tokens[k].classes & QH_WORD_FUNCTION))
            return 0;
    }
    return 0;
}

/* A word that ends in its abbreviation's stop: the sentence ends there when a closed-class word in capitals follows: "p.m. The". */
static int ends_behind_abbreviation(const sentence_reader *r, size_t stop, size_t next) {
    const qh_token *word = &r->tokens[stop], *after = &r->tokens[next];
    if (word->classes & (QH_WORD_TITLE | QH_WORD_NUMBERED))
        return 0;
    if (after->kind == QH_TOKEN_WORD)
        return (after->shape & QH_SHAPE_CAPITAL) && (after->classes & QH_WORD_FUNCTION) && after->end - after->start > 1;
    return after->kind == QH_TOKEN_MARK && !(word->shape & QH_SHAPE_CAPITAL) && word->kind == QH_TOKEN_WORD;
}

/* Nonzero when the stop at token i belongs to the number of a list: "1. The" at the start. */
static int is_list_stop(const sentence_reader *r, size_t i) {
    return head(r, i) == '.' && i > r->first && is_kind(r, i - 1, QH_TOKEN_NUMBER) && r->tokens[i - 1].sentence_start &&
           r->tokens[i - 1].end - r->tokens[i - 1].start <= 3;
}

/* Nonzero when token `next`, the first behind the end at token `stop` and its tail, begins a sentence. */
static int begins(const sentence_reader *r, size_t stop, size_t next) {
    if (!may_begin(r, next))
        return 0;
    if (r->tokens[stop].kind != QH_TOKEN_PUNCT)
        return next > stop + 1 ? is_spaced(r, next) : ends_behind_abbreviation(r, stop, next);
    if (is_list_stop(r, stop))
        return 0;
    uint32_t c = head(r, stop);
    if (!is_spaced(r, next) && next == stop + 1 && !is_wide_stop(c))
        return r->tokens[next].kind == QH_TOKEN_WORD || r->tokens[next].kind == QH_TOKEN_MARK;
    return c == '.' || c == 0x3002 || !is_speaker_behind(r, next);
}

static int is_end(const sentence_reader *r, size_t i) {
    if (r->tokens[i].shape & QH_SHAPE_STOP)
        return 1;
    return r->tokens[i].kind == QH_TOKEN_PUNCT && ends_sentence(head(r, i));
}

void qh_mark_sentences(const char *text, qh_tokens *tokens, size_t first) {
    sentence_reader r = {text, tokens->list.items, first, tokens->list.count};
    if (first < r.count)
        tokens->list.items[first].sentence_start = 1;
    for (size_t i = first; i + 1 < r.count;) {
        size_t next = i + 1, more = (size_t)is_end(&r, i);
        int end = more != 0;
        while (more && next < r.count && !is_new_paragraph(&r, next)) {
            more = tail(&r, next);
            next += more;
        }
        if (next < r.count && (is_new_paragraph(&r, next) || (end && begins(&r, i, next))))
            tokens->list.items[next].sentence_start = 1;
        i = next;
    }
}
