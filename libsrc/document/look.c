/* What a single line's look tells: everything that needs no neighbours. */
#include <string.h>

#include "document/lines.h"
#include "script/facts.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { MOST_SHORT_BYTES = 420, MOST_TITLE_WORDS = 30 };
enum {
    CLOSED =
        QH_WORD_FUNCTION | QH_WORD_PRONOUN | QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_AUXILIARY | QH_WORD_COMPLEMENTIZER
};

static int is_quotation_mark(uint32_t c) {
    return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A ||
           (c >= 0x300C && c <= 0x300F);
}

static int is_closing(uint32_t c) {
    return is_quotation_mark(c) || c == '\'' || c == ')' || c == ']' || c == 0xFF09 || c == 0x300D;
}

static int is_stop(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x203D || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F ||
           c == 0x06D4 || c == 0x0964;
}

static int ends_with_dots(const char *text, size_t end) {
    return (end >= 3 && !memcmp(text + end - 3, "\xE2\x80\xA6", 3)) || (end >= 3 && !memcmp(text + end - 3, "...", 3));
}

/* The end of the text before a note mark: "in April.[1]", "in April.*". */
static size_t without_note(const char *text, quoth_span span) {
    size_t end = span.end, at;
    if (text[end - 1] == '*' && end - span.start > 1)
        return end - 1;
    if (text[end - 1] != ']')
        return end;
    for (at = end - 1; at > span.start && text[at - 1] >= '0' && text[at - 1] <= '9'; at--) {
    }
    return at < end - 1 && at > span.start + 1 && text[at - 1] == '[' ? at - 1 : end;
}

static uint32_t look_at_end(const char *text, quoth_span span) {
    while (span.end - span.start > 4 && !memcmp(text + span.end - 2, "**", 2))
        span.end -= 2; /* bold in Markdown */
    span.end = without_note(text, span);
    size_t at = span.end;
    uint32_t c = qh_utf8_previous(text, &at), flags = 0;
    if (is_quotation_mark(c) && span.end - span.start > 1) {
        size_t start = span.start;
        flags |= is_quotation_mark(qh_utf8_next(text, &start)) ? (uint32_t)QH_LINE_QUOTE_WHOLE : 0u;
    }
    size_t end = span.end;
    for (; is_closing(c) && at > span.start; c = qh_utf8_previous(text, &at))
        end = c == ')' ? end : at; /* dots inside a bracket do not cut the text short */
    if (ends_with_dots(text, end))
        return flags | QH_LINE_ELLIPSIS_END;
    if (is_stop(c))
        flags |= QH_LINE_STOP | (c == '?' || c == 0xFF1F || c == 0x061F ? (uint32_t)QH_LINE_ASKS : 0u);
    if (c == ',')
        flags |= QH_LINE_COMMA;
    return c == ':' || c == 0xFF1A ? flags | QH_LINE_COLON : flags;
}

static uint32_t look_at_number(const char *text, quoth_span span) {
    size_t at = span.start;
    while (at < span.end && at < span.start + 3 && text[at] >= '0' && text[at] <= '9')
        at++;
    if (at > span.start && at + 1 < span.end && (text[at] == '.' || text[at] == ')') &&
        (text[at + 1] == ' ' || text[at + 1] == '\t'))
        return QH_LINE_NUMBERED;
    return 0;
}

static uint32_t look_at_start(const char *text, quoth_span span) {
    size_t at = span.start;
    uint32_t c = qh_utf8_next(text, &at);
    int space = at < span.end && qh_is_space((unsigned char)text[at] < 0x80 ? (uint32_t)text[at] : 0);
    if (c == 0x2022 || c == 0xB7 || c == 0x25AA || c == 0x25CF || c == 0x25E6 || c == 0x2023 || c == 0x2043 || (c == '-' && space))
        return QH_LINE_BULLET;
    if ((c == '*' && !(at < span.end && text[at] == '*')) || c == 0x2020 || c == 0x2021)
        return QH_LINE_STAR;
    if (c == 0x2026 || (span.end - span.start > 3 && !memcmp(text + span.start, "...", 3)))
        return QH_LINE_ELLIPSIS_START;
    if (c == '[') {
        size_t digit = at;
        while (at < span.end && text[at] >= '0' && text[at] <= '9')
            at++;
        return at > digit && at < span.end && text[at] == ']' ? (uint32_t)QH_LINE_BRACKET_NUMBER : 0u;
    }
    if (is_quotation_mark(c))
        return QH_LINE_QUOTE_START;
    if (c >= 0x2013 && c <= 0x2015)
        return QH_LINE_DASH;
    return look_at_number(text, span) | (qh_is_lower(c) ? (uint32_t)QH_LINE_LOWER : 0u);
}

quoth_span qh_line_body(const qh_parse *p, const qh_line *line) {
    quoth_span body = line->span;
    if (!(line->flags & (QH_LINE_NUMBERED | QH_LINE_BULLET)))
        return body;
    while (body.start < body.end && p->doc->text[body.start] != ' ' && p->doc->text[body.start] != '\t')
        body.start++;
    while (body.start < body.end && (p->doc->text[body.start] == ' ' || p->doc->text[body.start] == '\t'))
        body.start++;
    return body.start < body.end ? body : line->span;
}

/* Whether the line is one phrase of the classes wanted, or begins with it and has little beside it; `size` is what was read. */
static int is_phrase(const qh_phrase *phrase, const qh_line *line, size_t size, uint32_t most_words) {
    return phrase->length && (line->words <= most_words || phrase->length + 2 >= size);
}

/* "First Report (February 2008) - (PDF version)": a link phrase in brackets at the end. */
static int ends_in_link(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text;
    size_t end = line->span.end, open = end;
    if (end == line->span.start || text[end - 1] != ')')
        return 0;
    while (open > line->span.start && text[open - 1] != '(')
        open--;
    size_t length;
    if (open == line->span.start)
        return 0;
    qh_lexeme lexeme = qh_lexicon_phrase(p->lexicon, line->language, text + open, end - 1 - open, QH_WORD_LINK, &length);
    return lexeme.classes & QH_WORD_LINK && length == end - 1 - open;
}

static int is_address(const char *text, quoth_span span) {
    size_t size = span.end - span.start;
    return (size > 7 && (!memcmp(text + span.start, "http://", 7) || !memcmp(text + span.start, "https:/", 7) ||
                         !memcmp(text + span.start, "www.", 4))) &&
           !memchr(text + span.start, ' ', size);
}

static void count_words(const char *text, qh_line *line, const qh_tokens *tokens) {
    for (size_t i = 0; i < tokens->list.count; i++) {
        const qh_token *token = &tokens->list.items[i];
        if (token->kind != QH_TOKEN_WORD && token->kind != QH_TOKEN_NUMBER)
            continue;
        line->words++;
        if (token->shape & QH_SHAPE_CAPITAL)
            line->capitals++;
        if (token->classes & CLOSED)
            line->functions++;
        if (i && token->sentence_start && text[token->start - 1] <= ' ') /* "Remember.Who" is one headline badly set */
            line->flags |= QH_LINE_SEVERAL;
    }
}

/* Two to five words, each capitalised or a particle, no function word: somebody's or something's name. */
static int is_name(const qh_line *line, const qh_tokens *tokens) {
    if (line->words < 2 || line->words > 5)
        return 0;
    for (size_t i = 0; i < tokens->list.count; i++) {
        const qh_token *token = &tokens->list.items[i];
        int joins = token->kind == QH_TOKEN_WORD && token->end - token->start <= 3 && i > 0; /* and, de, van, bin */
        int capital = token->kind == QH_TOKEN_WORD && token->shape & QH_SHAPE_CAPITAL &&
                      !(token->classes & (QH_WORD_PREPOSITION | QH_WORD_DETERMINER));
        if (!capital && !joins && token->kind != QH_TOKEN_PUNCT)
            return 0;
    }
    return tokens->list.items[0].classes & (QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME | QH_WORD_TITLE) ? 2 : 1;
}

static int has_class(const qh_tokens *tokens, uint32_t classes) {
    for (size_t i = 0; i < tokens->list.count; i++)
        if (tokens->list.items[i].classes & classes)
            return 1;
    return 0;
}

/* "Washington, DC", "BEIRUT", "Paris": few capitalised words, a known place among them or a comma between. */
static int is_place(const char *text, const qh_line *line, const qh_tokens *tokens) {
    if (line->words > 5 || line->capitals < line->words || !line->words || line->flags & QH_LINE_STOP)
        return 0;
    for (size_t i = 1; i + 1 < tokens->list.count; i++)
        if (text[tokens->list.items[i].start] == ',')
            return 1;
    return has_class(tokens, QH_WORD_PLACE) && line->words <= 3;
}

/* A date and beside it nothing but a source, a place, a weekday: no more than a few words, most of them capitalised. */
static int is_dated(const qh_line *line, const qh_tokens *tokens) {
    if (qh_span_is_empty(line->date.span) || line->words > 12 ||
        line->flags & (QH_LINE_SEVERAL | QH_LINE_ASKS | QH_LINE_QUOTE_START))
        return 0;
    uint32_t others = 0, small = 0;
    for (size_t i = 0; i < tokens->list.count; i++) {
        const qh_token *token = &tokens->list.items[i];
        if (token->kind != QH_TOKEN_WORD || (token->start >= line->date.span.start && token->end <= line->date.span.end))
            continue;
        others++;
        small += !(token->shape & QH_SHAPE_CAPITAL);
        if (token->classes & QH_WORD_AUXILIARY)
            return 0;
    }
    return others <= 7 && small * 2 <= others + 1 && tokens->list.items[0].start + 80 > line->date.span.start;
}

/* "By", "Written by", "Par": `length` bytes of it, and then a name. */
static int byline_start(qh_line *line, const qh_tokens *tokens, size_t length) {
    size_t i = 0;
    while (i < tokens->list.count && tokens->list.items[i].start < line->span.start + length)
        i++;
    if (!length || i == tokens->list.count || line->words > 14)
        return 0;
    const qh_token *name = &tokens->list.items[i];
    if (name->kind != QH_TOKEN_WORD && i + 1 < tokens->list.count)
        name++;
    if (!(name->shape & QH_SHAPE_CAPITAL) || name->classes & (QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_MONTH))
        return 0;
    line->byline = (quoth_span){name->start, line->span.end};
    return 1;
}

static void look_at_phrases(const qh_parse *p, qh_line *line, const qh_tokens *tokens) {
    qh_phrase phrases[] = {
        {.wanted = QH_WORD_LABEL}, {.wanted = QH_WORD_LINK}, {.wanted = QH_WORD_CAPTION}, {.wanted = QH_WORD_BYLINE}};
    const char *start = p->doc->text + line->span.start, *end = p->doc->text + line->span.end;
    int several = (line->flags & QH_LINE_SEVERAL) != 0;
    if (*start == '(' || *start == '[')
        start++;
    size_t size = (size_t)(end - start);
    qh_lexicon_phrases(p->lexicon, line->language, start, size, phrases, sizeof phrases / sizeof *phrases);
    line->flags |= !several && is_phrase(&phrases[0], line, size, line->flags & QH_LINE_COLON ? 4 : 0) ? QH_LINE_LABEL : 0;
    line->flags |=
        (!several && is_phrase(&phrases[1], line, size, 6)) || ends_in_link(p, line) || is_address(p->doc->text, line->span)
            ? QH_LINE_LINK
            : 0;
    line->flags |= is_phrase(&phrases[2], line, size, MOST_TITLE_WORDS) ? QH_LINE_CAPTION : 0;
    line->flags |= byline_start(line, tokens, phrases[3].length) ? QH_LINE_BYLINE : 0;
}

static void look_at_words(const qh_parse *p, qh_line *line, const qh_tokens *tokens) {
    count_words(p->doc->text, line, tokens);
    line->date = qh_find_date(p->doc->text, tokens);
    look_at_phrases(p, line, tokens);
    int name = is_name(line, tokens);
    line->flags |= name == 2 ? QH_LINE_NAME : name ? QH_LINE_NAMELIKE : 0;
    line->flags |= has_class(tokens, QH_WORD_TITLE | QH_WORD_ROLE) ? QH_LINE_ROLE : 0;
    line->flags |= is_place(p->doc->text, line, tokens) ? QH_LINE_PLACE : 0;
    line->flags |= is_dated(line, tokens) ? QH_LINE_DATED : 0;
}

static int look_at_scripts(qh_parse *p, qh_line *line) {
    quoth_script_facts facts;
    qh_script_facts(p->doc->text, line->span, &facts);
    memcpy(line->script, facts.script, sizeof line->script);
    line->direction = facts.direction;
    line->first_strong = facts.first_strong;
    line->share_count = facts.share_count;
    line->shares =
        (const void *)qh_arena_copy(&p->doc->arena, (const char *)facts.shares, facts.share_count * sizeof *facts.shares);
    return line->shares != NULL;
}

int qh_line_look(qh_parse *p, const qh_lines *lines, qh_line *line, qh_tokens *tokens) {
    const char *text = p->doc->text;
    if (!look_at_scripts(p, line))
        return 0;
    line->language = qh_language_tell(text, line->span, &lines->language_options, &line->language_confidence);
    line->flags |= look_at_start(text, line->span) | look_at_end(text, line->span);
    tokens->list.count = 0;
    if (line->span.end - line->span.start > MOST_SHORT_BYTES)
        return 1;
    if (!qh_tokenize(p->scratch, p->lexicon, text, line->span, line->language, tokens))
        return 0;
    line->flags |= QH_LINE_SHORT;
    if (tokens->list.count)
        look_at_words(p, line, tokens);
    return 1;
}
