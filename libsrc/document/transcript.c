#include "document/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

enum style {
    STYLE_NONE,
    STYLE_CAPITALS, /* SECRETARY KERRY: */
    STYLE_NAME,     /* Adam Stacoviak: */
    STYLE_LETTER,   /* Q. A: */
    STYLES
};

typedef struct head {
    size_t line;
    quoth_span name;
    uint64_t key;  /* of the name, case folded */
    uint64_t text; /* of the whole line */
    int style;
    int known; /* a question head, or a title, role or given name in it */
} head;

typedef QH_VEC(head) heads;

enum { LONGEST_HEAD = 72, MOST_HEAD_WORDS = 7 };

static size_t skip_space(const char *text, size_t at, size_t end) {
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

/* "[00:01:02] " or "(12:03) " or "00:01 " in front of a head; transcribers differ. */
static size_t skip_time_stamp(const char *text, size_t at, size_t end) {
    size_t start = at, digits = 0, colons = 0;
    int bracket = at < end && (text[at] == '[' || text[at] == '(');
    at += bracket ? 1 : 0;
    for (; at < end && ((text[at] >= '0' && text[at] <= '9') || text[at] == ':' || text[at] == '.'); at++) {
        digits += text[at] != ':' && text[at] != '.';
        colons += text[at] == ':';
    }
    if (digits < 2 || !colons || (bracket && (at >= end || (text[at] != ']' && text[at] != ')'))))
        return start;
    at = skip_space(text, at + (bracket ? 1 : 0), end);
    return at < end && text[at] == '-' ? skip_space(text, at + 1, end) : at;
}

static size_t find_colon(const char *text, size_t at, size_t end) {
    size_t limit = end - at < LONGEST_HEAD ? end : at + LONGEST_HEAD;
    for (; at < limit; at++) {
        if (text[at] == ':')
            return at + 1 == end || text[at + 1] == ' ' || text[at + 1] == '\t' || (unsigned char)text[at + 1] == 0xC2 ? at : end;
        if (text[at] == '\n' || text[at] == '?' || text[at] == '!' || text[at] == '"')
            return end;
    }
    return end;
}

/* The name without a bracketed addition: "Jane Doe (CEO)", "Jane Doe [00:12]". */
static quoth_span bare_name(const char *text, quoth_span name) {
    for (size_t at = name.start + 1; at < name.end; at++)
        if (text[at] == '(' || text[at] == '[') {
            name.end = at;
            break;
        }
    while (name.end > name.start && text[name.end - 1] == ' ')
        name.end--;
    return name;
}

/* Style by the words: all capitals, or capitalised with at most small joining words. */
static int style_of(qh_parse *p, const qh_line *line, quoth_span name, int *known) {
    qh_tokens tokens = {0};
    if (!qh_tokenize(p->scratch, p->lexicon, p->doc->text, name, line->language, &tokens))
        return -1;
    size_t words = 0, caps = 0;
    for (size_t i = 0; i < tokens.list.count; i++) {
        const qh_token *token = &tokens.list.items[i];
        size_t length = token->end - token->start;
        if (token->kind == QH_TOKEN_WORD) {
            words++;
            caps += token->shape & QH_SHAPE_ALL_CAPS || (token->shape & QH_SHAPE_CAPITAL && length <= 2);
            *known |= (token->classes &
                       (QH_WORD_TITLE | QH_WORD_ROLE | QH_WORD_MALE | QH_WORD_FEMALE | QH_WORD_GIVEN_NAME | QH_WORD_QUESTION)) != 0;
            if (!(token->shape & QH_SHAPE_CAPITAL) && (i == 0 || length > 3))
                return STYLE_NONE;
        } else if (token->kind == QH_TOKEN_MARK ||
                   (token->kind == QH_TOKEN_PUNCT && !strchr(".-'#&/,", p->doc->text[token->start]))) {
            return STYLE_NONE;
        }
    }
    if (!words || words > MOST_HEAD_WORDS)
        return STYLE_NONE;
    if (words == 1 && name.end - name.start == 1)
        return STYLE_LETTER;
    return caps == words ? STYLE_CAPITALS : STYLE_NAME;
}

/* "Q. Where were you?" and "A. At home.": heads without a colon. */
static int letter_head(const char *text, size_t at, size_t end, head *h) {
    if (end - at < 4 || (text[at] != 'Q' && text[at] != 'A') || text[at + 1] != '.' || text[at + 2] != ' ')
        return 0;
    h->name = (quoth_span){at, at + 1};
    h->style = STYLE_LETTER;
    h->known = 1;
    return 1;
}

/* Fills *h and returns 1 when the line begins with something that could be a head; -1 when there is no memory. */
static int read_head(qh_parse *p, const qh_line *line, head *h) {
    const char *text = p->doc->text;
    size_t end = line->span.end, start = skip_time_stamp(text, line->span.start, end);
    h->text = qh_folded_hash(text, line->span);
    h->known = 0;
    if (!letter_head(text, start, end, h)) {
        size_t colon = find_colon(text, start, end);
        if (colon == end || colon == start)
            return 0;
        h->name = bare_name(text, (quoth_span){start, colon});
        qh_lexeme word = qh_lexicon_word(p->lexicon, line->language, text + h->name.start, h->name.end - h->name.start);
        if (word.classes & QH_WORD_NO_HEAD || word.classes & QH_WORD_LABEL)
            return 0;
        h->style = style_of(p, line, h->name, &h->known);
        if (h->style <= STYLE_NONE)
            return h->style;
    }
    h->key = qh_folded_hash(text, h->name);
    return 1;
}

static int by_key(const void *a, const void *b) {
    const head *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->text != y->text ? (x->text < y->text ? -1 : 1) : 0;
}

typedef struct tally {
    size_t lines, names, repeated, known;
} tally;

/* Counts a style's heads; the same line printed again counts once. */
static tally count_style(const heads *sorted, int style) {
    tally t = {0, 0, 0, 0};
    for (size_t i = 0, of_name = 0; i < sorted->count; i++) {
        const head *h = &sorted->items[i], *before = i ? h - 1 : NULL;
        int same_name = before && before->key == h->key;
        if (h->style != style || (same_name && before->text == h->text))
            continue;
        of_name = same_name ? of_name + 1 : 1;
        t.lines++;
        t.names += of_name == 1;
        t.repeated += of_name == 2;
        t.known += h->known != 0;
    }
    return t;
}

/* Is this document a transcript in that style? A colon alone proves nothing: heads come back, and more than one speaks. */
static int is_transcript(tally t, int style) {
    if (style == STYLE_CAPITALS)
        return t.lines >= 2 && (t.names >= 2 || t.known) && (t.repeated || t.known * 2 >= t.lines);
    if (style == STYLE_LETTER)
        return t.lines >= 4 && t.names == 2 && t.repeated == 2;
    return t.lines >= 4 && t.names >= 2 && t.repeated >= 2 && t.names * 10 <= t.lines * 7;
}

static int ends_turn(const qh_line *line) {
    return line->kind == QUOTH_BLOCK_FOOTNOTE || line->kind == QUOTH_BLOCK_TITLE || line->kind == QUOTH_BLOCK_DATELINE ||
           line->kind == QUOTH_BLOCK_LABEL || line->kind == QUOTH_BLOCK_RELATED || line->kind == QUOTH_BLOCK_HEADING ||
           line->kind == QUOTH_BLOCK_CONTENTS;
}

static void mark_turns(qh_lines *lines, const heads *found, const int *accepted) {
    size_t next = 0;
    int32_t turn = -1;
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        while (next < found->count && found->items[next].line < i)
            next++;
        int begins = next < found->count && found->items[next].line == i && accepted[found->items[next].style];
        if (!begins && (ends_turn(line) || line->blanks > lines->usual_blanks))
            turn = -1; /* more space than between paragraphs: the transcript is over */
        if (line->kind != QH_KIND_OPEN || (!begins && turn < 0))
            continue;
        line->kind = QUOTH_BLOCK_TURN;
        line->confidence = begins ? 0.98 : 0.9;
        line->turn = begins ? -1 : turn;
        if (begins) {
            line->head = found->items[next].name;
            turn = (int32_t)i;
        }
    }
}

int qh_find_turns(qh_parse *p, qh_lines *lines) {
    heads found = {0}, sorted = {0};
    for (size_t i = 0; i < lines->list.count; i++) {
        head h = {.line = i};
        int is_head = lines->list.items[i].kind == QH_KIND_OPEN ? read_head(p, &lines->list.items[i], &h) : 0;
        if (is_head < 0)
            return 0;
        head *room = is_head ? qh_vec_push(p->scratch, &found) : &h;
        if (!room)
            return 0;
        *room = h;
    }
    if (!found.count)
        return 1;
    sorted.items = qh_arena_alloc(p->scratch, found.count * sizeof *found.items);
    if (!sorted.items)
        return 0;
    sorted.count = found.count;
    memcpy(sorted.items, found.items, found.count * sizeof *found.items);
    qsort(sorted.items, sorted.count, sizeof *sorted.items, by_key);
    int accepted[STYLES] = {0};
    for (int style = STYLE_CAPITALS; style < STYLES; style++)
        accepted[style] = is_transcript(count_style(&sorted, style), style);
    mark_turns(lines, &found, accepted);
    return 1;
}
