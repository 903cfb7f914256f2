/* E-mail: its header, what it quotes (">" to any depth), who is said to have written that, and the signature. */
#include <string.h>

#include "base/one_of.h"
#include "document/formats.h"

enum field { FIELD_NONE, FIELD_FROM, FIELD_TO, FIELD_SUBJECT, FIELD_DATE, FIELD_OTHER, FIELDS };

static const struct {
    const char *name; /* in lower case where the letters are ASCII */
    enum field field;
} field_names[] = {
    {"from", FIELD_FROM},       {"de", FIELD_FROM},
    {"von", FIELD_FROM},        {"da", FIELD_FROM},
    {"van", FIELD_FROM},        {"От", FIELD_FROM},
    {"发件人", FIELD_FROM},     {"差出人", FIELD_FROM},
    {"من", FIELD_FROM},         {"to", FIELD_TO},
    {"an", FIELD_TO},           {"À", FIELD_TO},
    {"para", FIELD_TO},         {"a", FIELD_TO},
    {"aan", FIELD_TO},          {"Кому", FIELD_TO},
    {"收件人", FIELD_TO},       {"宛先", FIELD_TO},
    {"إلى", FIELD_TO},          {"subject", FIELD_SUBJECT},
    {"betreff", FIELD_SUBJECT}, {"objet", FIELD_SUBJECT},
    {"asunto", FIELD_SUBJECT},  {"oggetto", FIELD_SUBJECT},
    {"assunto", FIELD_SUBJECT}, {"onderwerp", FIELD_SUBJECT},
    {"Тема", FIELD_SUBJECT},    {"主题", FIELD_SUBJECT},
    {"件名", FIELD_SUBJECT},    {"الموضوع", FIELD_SUBJECT},
    {"date", FIELD_DATE},       {"datum", FIELD_DATE},
    {"fecha", FIELD_DATE},      {"data", FIELD_DATE},
    {"Дата", FIELD_DATE},       {"sent", FIELD_DATE},
    {"gesendet", FIELD_DATE},   {"envoyé", FIELD_DATE},
    {"日期", FIELD_DATE},       {"日付", FIELD_DATE},
    {"التاريخ", FIELD_DATE},
};

static int is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || (unsigned char)c >= 0x80;
}

/* The field that a line of a header begins with: a name without blanks and a colon. */
static enum field field_of(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text;
    size_t at = line->span.start;
    while (at < line->span.end && at < line->span.start + 40 && is_name_byte(text[at]))
        at++;
    int wide = line->span.end - at >= 3 && !memcmp(text + at, "\xEF\xBC\x9A", 3);
    if (at == line->span.start || at == line->span.end || (text[at] != ':' && !wide))
        return FIELD_NONE;
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++)
        if (strlen(field_names[i].name) == at - line->span.start && qh_line_begins(p, line, field_names[i].name))
            return field_names[i].field;
    return FIELD_OTHER;
}

/* Where the header ends that begins at line i, or i where none does. */
static size_t header_end(const qh_parse *p, const qh_lines *lines, size_t i) {
    size_t seen[FIELDS] = {0}, end = i;
    for (; end < lines->list.count; end++) {
        const qh_line *line = &lines->list.items[end];
        enum field field = field_of(p, line);
        if ((end > i && line->blanks) || (field == FIELD_NONE && (end == i || !line->indent)))
            break;
        seen[field]++;
    }
    int known = (seen[FIELD_FROM] > 0) + (seen[FIELD_TO] > 0) + (seen[FIELD_SUBJECT] > 0) + (seen[FIELD_DATE] > 0);
    return seen[FIELD_FROM] && known >= 2 && (known >= 3 || seen[FIELD_OTHER] <= 12) ? end : i;
}

/* "Jane Doe <jane@example.org>" without the address. */
static quoth_span without_address(const char *text, quoth_span who) {
    const char *open = memchr(text + who.start, '<', who.end - who.start);
    if (!open || open == text + who.start)
        return who;
    quoth_span name = {who.start, (size_t)(open - text)};
    while (name.end > name.start && qh_one_of(text[name.end - 1], " \"'"))
        name.end--;
    while (name.start < name.end && qh_one_of(text[name.start], "\"'"))
        name.start++;
    return name.end > name.start ? name : who;
}

static void decide_field(const qh_parse *p, qh_line *line, enum field field, qh_facts *facts) {
    quoth_span value = qh_line_value(p, line);
    if (field == FIELD_SUBJECT && !qh_span_is_empty(value)) {
        qh_line_decide(line, QUOTH_BLOCK_TITLE, 0.95);
        facts->title = value;
    } else if (field == FIELD_FROM && !qh_span_is_empty(value)) {
        qh_line_decide(line, QUOTH_BLOCK_BYLINE, 0.95);
        facts->author = line->byline = without_address(p->doc->text, value);
    } else if (field == FIELD_DATE && !qh_span_is_empty(value)) {
        qh_line_decide(line, QUOTH_BLOCK_DATELINE, 0.95);
        facts->date = value;
    } else {
        qh_line_decide(line, QUOTH_BLOCK_BOILERPLATE, 0.95);
    }
}

/* Folded lines belong to the field above. Headers of messages that are passed on say nothing about this one. */
static size_t read_header(const qh_parse *p, qh_lines *lines, size_t first, size_t end, size_t kept, qh_facts *facts) {
    qh_line *items = lines->list.items;
    for (size_t i = first; i < end; i++) {
        enum field field = field_of(p, &items[i]);
        if (i > first && field == FIELD_NONE) {
            items[kept - 1].span.end = items[i].span.end;
            continue;
        }
        items[kept] = items[i];
        if (facts)
            decide_field(p, &items[kept], field, facts);
        else
            qh_line_decide(&items[kept], QUOTH_BLOCK_BOILERPLATE, 0.95);
        kept++;
    }
    return kept;
}

/* How often a line is quoted: "> > text" is 2. *body gets the start of its text. */
static int32_t depth_of(const qh_parse *p, const qh_line *line, size_t *body) {
    const char *text = p->doc->text;
    int32_t depth = 0;
    size_t at = line->span.start;
    for (; at < line->span.end && (text[at] == '>' || (depth && text[at] == ' ')); at++)
        depth += text[at] == '>';
    *body = at;
    return depth;
}

static size_t word_end(const char *text, size_t at, size_t end) {
    while (at < end && text[at] != ' ')
        at++;
    return at;
}

/* Lines first..end are quoted to one depth and not parted by blank lines: paragraphs, joined where they were wrapped. */
static size_t read_quoted(const qh_parse *p, qh_lines *lines, size_t first, size_t end, size_t kept) {
    qh_line *items = lines->list.items;
    const char *text = p->doc->text;
    size_t widest = 0, last = 0, body;
    for (size_t i = first; i < end; i++)
        widest = items[i].span.end - items[i].span.start > widest ? items[i].span.end - items[i].span.start : widest;
    for (size_t i = first; i < end; i++) {
        qh_line line = items[i];
        line.level = depth_of(p, &line, &body);
        int empty = body == line.span.end;
        size_t used = last + 1 + word_end(text, body, line.span.end) - body;
        int item = !empty && qh_one_of(text[body], "-*+") && body + 1 < line.span.end && text[body + 1] == ' ';
        if (last && !empty && !item && widest >= 40 && used * 10 >= widest * 8) {
            items[kept - 1].span.end = line.span.end;
        } else {
            qh_line_decide(&line, empty ? QUOTH_BLOCK_BOILERPLATE : QUOTH_BLOCK_BLOCKQUOTE, 0.95);
            line.level = empty ? 0 : line.level;
            items[kept++] = line;
        }
        last = empty ? 0 : line.span.end - line.span.start;
    }
    return kept;
}

/* "On Monday, Jane Doe wrote:" over up to three lines in front of a quotation. */
static size_t read_attribution(const qh_parse *p, qh_lines *lines, size_t kept) {
    qh_line *items = lines->list.items;
    const char *text = p->doc->text;
    if (!kept || items[kept - 1].kind != QH_KIND_OPEN || text[items[kept - 1].span.end - 1] != ':')
        return kept;
    size_t first = kept - 1;
    while (first > 0 && kept - first < 3 && !items[first].blanks && items[first - 1].kind == QH_KIND_OPEN)
        first--;
    if (!items[first].blanks && first > 0 && items[first - 1].kind == QH_KIND_OPEN)
        first = kept - 1; /* the end of a longer paragraph */
    if (items[kept - 1].span.end - items[first].span.start > 300)
        return kept;
    items[first].span.end = items[kept - 1].span.end;
    qh_line_decide(&items[first], QUOTH_BLOCK_LABEL, 0.9);
    return first + 1;
}

static int is_signature(const qh_parse *p, const qh_line *line) {
    return line->span.end - line->span.start == 2 && !memcmp(p->doc->text + line->span.start, "--", 2) && !line->indent;
}

/* "-----Original Message-----", "---------- Forwarded message ---------". */
static int is_divider(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text;
    size_t size = line->span.end - line->span.start;
    return size > 10 && size < 80 && !memcmp(text + line->span.start, "----", 4) && !memcmp(text + line->span.end - 4, "----", 4) &&
           strspn(text + line->span.start, "-") < size;
}

/* The signature to the end, or to where quoted text begins again. */
static size_t read_signature(const qh_parse *p, qh_lines *lines, size_t *i, size_t kept) {
    qh_line *items = lines->list.items;
    size_t body;
    qh_line block = items[*i];
    for (++*i; *i < lines->list.count && !depth_of(p, &items[*i], &body) && !is_divider(p, &items[*i]); ++*i)
        block.span.end = items[*i].span.end;
    qh_line_decide(&block, QUOTH_BLOCK_BOILERPLATE, 0.9);
    items[kept++] = block;
    return kept;
}

static size_t quoted_end(const qh_parse *p, const qh_lines *lines, size_t i) {
    size_t body, end = i + 1;
    int32_t depth = depth_of(p, &lines->list.items[i], &body);
    while (end < lines->list.count && !lines->list.items[end].blanks && depth_of(p, &lines->list.items[end], &body) == depth)
        end++;
    return end;
}

/* A signature is no longer than a dozen lines; "--" in the midst of a text is none. */
static int has_signature(const qh_parse *p, const qh_lines *lines, size_t i) {
    size_t body, end = i + 1;
    if (!is_signature(p, &lines->list.items[i]))
        return 0;
    while (end < lines->list.count && end - i <= 13 && !depth_of(p, &lines->list.items[end], &body))
        end++;
    return end - i <= 13;
}

static size_t read_body(const qh_parse *p, qh_lines *lines, size_t i, size_t kept) {
    qh_line *items = lines->list.items;
    while (i < lines->list.count) {
        size_t body, end;
        if (depth_of(p, &items[i], &body)) {
            kept = items[i].blanks <= 1 ? read_attribution(p, lines, kept) : kept;
            end = quoted_end(p, lines, i);
            kept = read_quoted(p, lines, i, end, kept);
            i = end;
        } else if (has_signature(p, lines, i)) {
            kept = read_signature(p, lines, &i, kept);
        } else if (is_divider(p, &items[i])) {
            items[kept] = items[i++];
            qh_line_decide(&items[kept++], QUOTH_BLOCK_LABEL, 0.9);
            end = i < lines->list.count ? header_end(p, lines, i) : i;
            kept = read_header(p, lines, i, end, kept, NULL);
            i = end;
        } else {
            items[kept++] = items[i++];
        }
    }
    return kept;
}

/* Quoted lines prove nothing alone: two of them, and not only as a prompt or an arrow. */
static int has_quoting(const qh_parse *p, const qh_lines *lines) {
    size_t quoted = 0, others = 0;
    for (size_t i = 0; i < lines->list.count; i++) {
        size_t body;
        int32_t depth = depth_of(p, &lines->list.items[i], &body);
        quoted += depth == 1 && (body == lines->list.items[i].span.end || body > lines->list.items[i].span.start + 1);
        others += depth > 2 && !quoted;
    }
    return quoted >= 2 && others <= quoted;
}

int qh_read_mail(const qh_parse *p, qh_lines *lines, qh_facts *facts) {
    size_t start = lines->list.count > 1 && qh_line_begins(p, &lines->list.items[0], "from ") && !lines->list.items[1].blanks;
    size_t end = start < lines->list.count ? header_end(p, lines, start) : start;
    if (end == start)
        return 0;
    if (start)
        qh_line_decide(&lines->list.items[0], QUOTH_BLOCK_BOILERPLATE, 0.95);
    size_t kept = read_header(p, lines, start, end, start, facts);
    lines->list.count = read_body(p, lines, end, kept);
    return 1;
}

void qh_read_quoting(const qh_parse *p, qh_lines *lines) {
    if (has_quoting(p, lines))
        lines->list.count = read_body(p, lines, 0, 0);
}
