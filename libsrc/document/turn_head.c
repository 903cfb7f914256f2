#include "document/turn_head.h"

#include <string.h>

#include "base/one_of.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { LONGEST_HEAD = 90, MOST_HEAD_WORDS = 7, MOST_CASELESS_WORDS = 4, MOST_LOWER_WORDS = 2 };

static size_t skip_space(const char *text, size_t at, size_t end) {
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

size_t qh_skip_time_stamp(const char *text, size_t at, size_t end) {
    size_t start = at, digits = 0, colons = 0;
    at += (size_t)(at + 1 < end && text[at] == '\\');
    int bracket = at < end && (text[at] == '[' || text[at] == '(');
    for (at += (size_t)bracket; at < end && (is_digit(text[at]) || text[at] == ':' || text[at] == '.' || text[at] == ','); at++) {
        digits += (size_t)is_digit(text[at]);
        colons += text[at] == ':';
    }
    if (digits < 3 || digits > 9 || !colons || colons > 3 || (!bracket && !is_digit(text[start])))
        return start;
    if (bracket) {
        at += (size_t)(at + 1 < end && text[at] == '\\');
        if (at >= end || (text[at] != ']' && text[at] != ')'))
            return start;
        at++;
    } else if (text[at - 1] == ':' || (at < end && !memchr(" \t-", text[at], 3))) {
        return start;
    }
    at = skip_space(text, at, end);
    return at < end && text[at] == '-' ? skip_space(text, at + 1, end) : at;
}

/* Behind the bracket that closes the one at `at`, or `at` where none does before `limit`. */
static size_t skip_brackets(const char *text, size_t at, size_t limit) {
    char close = text[at] == '(' ? ')' : ']';
    const char *end = memchr(text + at, close, limit - at);
    return end ? (size_t)(end - text) + 1 : at;
}

/* The bytes of a colon of either width that can end a head, or 0. */
static size_t colon_at(const char *text, size_t at, size_t end) {
    if (end - at >= 3 && !memcmp(text + at, "\xEF\xBC\x9A", 3))
        return 3;
    if (text[at] != ':')
        return 0;
    return at + 1 == end || qh_one_of(text[at + 1], " \t\n\r*") || (unsigned char)text[at + 1] == 0xC2 ? 1 : 0;
}

/* The colon that ends a head, or `end`; brackets are looked over, and neither a sentence nor a blank may be before it. */
static size_t find_colon(const char *text, size_t at, size_t end) {
    size_t limit = end - at < LONGEST_HEAD ? end : at + LONGEST_HEAD;
    for (at += at < limit; at < limit; at++) {
        if (colon_at(text, at, end))
            return text[at - 1] == ' ' ? end : at;
        if (qh_one_of(text[at], "\n?!\"<>|=;") || (text[at] == ':' && !(at + 1 < end && is_digit(text[at + 1]))))
            return end;
        if (text[at] == '(' || text[at] == '[') {
            size_t behind = skip_brackets(text, at, limit);
            at = behind > at ? behind - 1 : at;
        }
    }
    return end;
}

/* The name without a bracketed addition or time: "Jane Doe (CEO)", "Jane Doe [00:12]", "Jane Doe 00:12". */
static quoth_span bare_name(const char *text, quoth_span name) {
    for (size_t at = name.start + 1; at < name.end; at++)
        if (text[at] == '(' || text[at] == '[' ||
            (text[at - 1] == ' ' && is_digit(text[at]) && qh_skip_time_stamp(text, at, name.end) > at)) {
            name.end = at;
            break;
        }
    while (name.end > name.start && qh_one_of(text[name.end - 1], " \t*\\-"))
        name.end--;
    return name;
}

typedef struct look {
    int words, capitals, all_caps, caseless, numbers, known, broken;
} look;

static void look_at_word(const char *text, const qh_token *token, int first, look *seen) {
    size_t length = token->end - token->start, at = token->start;
    uint32_t c = qh_utf8_next(text, &at);
    int caseless = !qh_is_lower(c) && !qh_is_upper(c), capital = token->shape & QH_SHAPE_CAPITAL;
    seen->words++;
    seen->caseless += caseless;
    seen->capitals += capital != 0;
    seen->all_caps += token->shape & QH_SHAPE_ALL_CAPS || (capital && length <= 2);
    seen->known |= (token->classes &
                    (QH_WORD_TITLE | QH_WORD_ROLE | QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME | QH_WORD_QUESTION)) != 0;
    if (!capital && !caseless && (first || length > 3))
        seen->broken = 1;
    if (first && token->classes & (QH_WORD_PRONOUN | QH_WORD_AUXILIARY) && length > 2 && !(token->shape & QH_SHAPE_ALL_CAPS))
        seen->broken = 1;
}

/* What the words of a name look like; 0 when there is no memory. */
static int look_at(qh_parse *p, const qh_line *line, quoth_span name, look *seen) {
    qh_tokens tokens = {0};
    if (!qh_tokenize(p->scratch, p->lexicon, p->doc->text, name, line->language, &tokens))
        return 0;
    for (size_t i = 0; i < tokens.list.count; i++) {
        const qh_token *token = &tokens.list.items[i];
        if (token->kind == QH_TOKEN_WORD)
            look_at_word(p->doc->text, token, i == 0, seen);
        else if (token->kind == QH_TOKEN_NUMBER)
            seen->numbers++;
        else if (token->kind == QH_TOKEN_MARK || !qh_one_of(p->doc->text[token->start], ".-'#&/,"))
            seen->broken = 1;
        else if (p->doc->text[token->start] == '.' && i + 1 < tokens.list.count && token->start - name.start > 3 && i &&
                 token[-1].end - token[-1].start > 3)
            seen->broken = 1; /* a sentence ends there */
    }
    return 1;
}

static int style_of(const look *seen, quoth_span name) {
    if (!seen->words || seen->words > MOST_HEAD_WORDS || seen->numbers > 1)
        return QH_HEAD_NONE;
    if (seen->broken)
        return seen->words <= MOST_LOWER_WORDS && !seen->numbers ? QH_HEAD_LOWER : QH_HEAD_NONE;
    if (seen->caseless && seen->words > MOST_CASELESS_WORDS)
        return QH_HEAD_NONE;
    if (seen->words == 1 && name.end - name.start == 1)
        return QH_HEAD_LETTER;
    return seen->all_caps == seen->words ? QH_HEAD_CAPITALS : QH_HEAD_NAME;
}

/* "Q. Where were you?" and "A. At home.": heads without a colon. */
static int letter_head(const char *text, size_t at, size_t end, qh_turn_head *head) {
    if (end - at < 4 || (text[at] != 'Q' && text[at] != 'A') || text[at + 1] != '.' || text[at + 2] != ' ')
        return 0;
    head->name = (quoth_span){at, at + 1};
    head->style = QH_HEAD_LETTER;
    head->known = head->words = 1;
    return 1;
}

/* The name in front of its role: "Jane Doe, CEO". */
static quoth_span without_role(const char *text, quoth_span name) {
    const char *comma = memchr(text + name.start, ',', name.end - name.start);
    return comma && comma > text + name.start ? (quoth_span){name.start, (size_t)(comma - text)} : name;
}

static int is_no_head(const qh_parse *p, const qh_line *line, quoth_span name) {
    qh_lexeme word = qh_lexicon_word(p->lexicon, line->language, p->doc->text + name.start, name.end - name.start);
    return (word.classes & (QH_WORD_NO_HEAD | QH_WORD_LABEL)) != 0;
}

static int judge_name(qh_parse *p, const qh_line *line, qh_turn_head *head, int bold) {
    if (head->name.end <= head->name.start || is_no_head(p, line, head->name))
        return 0;
    look seen = {0};
    if (!look_at(p, line, head->name, &seen))
        return -1;
    head->style = style_of(&seen, head->name);
    head->known = seen.known;
    head->words = seen.words;
    if (bold && seen.words && seen.words <= MOST_HEAD_WORDS)
        head->style = QH_HEAD_BOLD;
    return head->style != QH_HEAD_NONE;
}

/* **Name:** or **Name**: with the colon on either side; the text starts behind both. */
static int bold_head(const char *text, size_t at, size_t end, quoth_span *name, size_t *behind) {
    if (end - at < 6 || memcmp(text + at, "**", 2))
        return 0;
    size_t limit = end - at < LONGEST_HEAD ? end : at + LONGEST_HEAD, close = at + 2;
    while (close + 1 < limit && text[close] != '*' && text[close] != '\n')
        close++;
    if (close + 1 >= limit || memcmp(text + close, "**", 2))
        return 0;
    *name = (quoth_span){at + 2, close};
    *behind = close + 2;
    while (name->end > name->start && text[name->end - 1] == ' ')
        name->end--;
    if (name->end > name->start && text[name->end - 1] == ':')
        name->end--;
    else if (*behind < end && text[*behind] == ':')
        ++*behind;
    else
        return 0;
    *name = bare_name(text, *name);
    return 1;
}

/* A name and a time stamp are all that is on the line. */
static int stamped_head(const char *text, size_t at, size_t end, quoth_span *name) {
    if (end - at > LONGEST_HEAD)
        return 0;
    for (size_t k = at + 1; k < end; k++)
        if (text[k - 1] == ' ' && (is_digit(text[k]) || text[k] == '[' || text[k] == '(') &&
            qh_skip_time_stamp(text, k, end) == end) {
            *name = (quoth_span){at, k};
            while (name->end > at && text[name->end - 1] == ' ')
                name->end--;
            return name->end > at;
        }
    return 0;
}

/* Finds the name and where the text behind it starts; the answers of qh_read_turn_head. */
static int find_name(qh_parse *p, const qh_line *line, size_t start, qh_turn_head *head, size_t *behind) {
    const char *text = p->doc->text;
    size_t end = line->span.end;
    if (bold_head(text, start, end, &head->name, behind))
        return judge_name(p, line, head, 1);
    if (letter_head(text, start, end, head)) {
        *behind = start + 2;
        return 1;
    }
    size_t colon = find_colon(text, start, end);
    if (colon < end && colon > start) {
        *behind = colon + colon_at(text, colon, end);
        head->name = bare_name(text, (quoth_span){start, colon});
        return judge_name(p, line, head, 0);
    }
    *behind = end;
    if (!stamped_head(text, start, end, &head->name))
        return 0;
    int found = judge_name(p, line, head, 0);
    if (found > 0)
        head->style = head->style == QH_HEAD_LOWER ? QH_HEAD_NONE : QH_HEAD_STAMPED;
    return found > 0 ? head->style != QH_HEAD_NONE : found;
}

/* Nothing but a colon behind the name, and no program's block below, which would be indented. */
static int is_bare(const char *text, const qh_lines *lines, size_t i, const qh_turn_head *head) {
    if (head->name.end >= lines->list.items[i].span.end || text[head->name.end] != ':' || i + 1 == lines->list.count)
        return 0;
    size_t below = lines->list.items[i + 1].span.start;
    return below == 0 || (text[below - 1] != ' ' && text[below - 1] != '\t');
}

int qh_read_turn_head(qh_parse *p, const qh_lines *lines, size_t i, qh_turn_head *head) {
    const qh_line *line = &lines->list.items[i];
    const char *text = p->doc->text;
    *head = (qh_turn_head){.line = i};
    size_t behind, start = qh_skip_time_stamp(text, line->span.start, line->span.end);
    if (line->flags & (QH_LINE_BULLET | QH_LINE_NUMBERED) || start == line->span.end)
        return 0;
    int found = find_name(p, line, start, head, &behind);
    if (found <= 0)
        return found;
    head->alone = skip_space(text, behind, line->span.end) == line->span.end;
    if (head->alone && is_bare(text, lines, i, head))
        head->alone = 2;
    head->spoken = head->alone || line->flags & (QH_LINE_STOP | QH_LINE_ELLIPSIS_END) || line->span.end - behind > 200 ||
                   text[line->span.end - 1] == '-' || text[line->span.end - 1] == ']';
    head->text = qh_folded_hash(text, line->span);
    if (head->alone && i + 1 < lines->list.count)
        head->text ^= qh_folded_hash(text, line[1].span) * 31;
    head->key = qh_folded_hash(text, without_role(text, head->name));
    return 1;
}
