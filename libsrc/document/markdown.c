/* Markdown: enough of it that headings, lists, quotations, code, tables, notes and front matter come out as what they are. */
#include <string.h>

#include "base/one_of.h"
#include "document/formats.h"

enum { DEEPEST = 16 };

typedef struct markdown {
    qh_parse *p;
    const char *text;
    const qh_line *in;
    size_t count;
    qh_lines out;
    uint32_t indents[DEEPEST]; /* of the open lists */
    int32_t depth;
    int titled, list; /* list: the last block was an item */
    int unclosed;     /* no comment ends from here on: not looked for again */
    int no_memory;
} markdown;

static char byte_at(const markdown *m, const qh_line *line, size_t k) {
    return line->span.start + k < line->span.end ? m->text[line->span.start + k] : '\0';
}

static size_t run_of(const markdown *m, const qh_line *line, char c) {
    size_t n = 0;
    while (byte_at(m, line, n) == c)
        n++;
    return n;
}

static int is_blank(char c) { return c == ' ' || c == '\t' || c == '\0'; }

/* ---- what a line is ---- */

static int heading_level(const markdown *m, const qh_line *line) {
    size_t marks = run_of(m, line, '#');
    return marks >= 1 && marks <= 6 && byte_at(m, line, marks) != '\0' && is_blank(byte_at(m, line, marks)) ? (int)marks : 0;
}

static char fence(const markdown *m, const qh_line *line) {
    if (run_of(m, line, '`') >= 3)
        return '`';
    return run_of(m, line, '~') >= 3 ? '~' : '\0';
}

/* Nothing but `c` and blanks, three of it at least. */
static int is_rule_of(const markdown *m, const qh_line *line, char c, size_t least) {
    size_t marks = 0;
    for (size_t at = line->span.start; at < line->span.end; at++) {
        if (m->text[at] != c && m->text[at] != ' ')
            return 0;
        marks += m->text[at] == c;
    }
    return marks >= least;
}

static int is_rule(const markdown *m, const qh_line *line) {
    return is_rule_of(m, line, '-', 3) || is_rule_of(m, line, '*', 3) || is_rule_of(m, line, '_', 3);
}

/* 1 or 2 where the line underlines a heading. */
static int underline_level(const markdown *m, const qh_line *line) {
    size_t size = line->span.end - line->span.start;
    if (line->blanks || size < 2)
        return 0;
    return run_of(m, line, '=') == size ? 1 : run_of(m, line, '-') == size && size >= 3 ? 2 : 0;
}

static int is_item(const markdown *m, const qh_line *line) {
    char c = byte_at(m, line, 0);
    if ((c == '-' || c == '*' || c == '+') && is_blank(byte_at(m, line, 1)))
        return 1;
    size_t digits = 0;
    while (digits < 9 && byte_at(m, line, digits) >= '0' && byte_at(m, line, digits) <= '9')
        digits++;
    c = byte_at(m, line, digits);
    return digits && (c == '.' || c == ')') && is_blank(byte_at(m, line, digits + 1));
}

static int is_delimiter_row(const markdown *m, const qh_line *line) {
    size_t pipes = 0, dashes = 0;
    for (size_t at = line->span.start; at < line->span.end; at++) {
        if (!qh_one_of(m->text[at], "|-: \t"))
            return 0;
        pipes += m->text[at] == '|';
        dashes += m->text[at] == '-';
    }
    return pipes && dashes >= 3;
}

static int has_pipe(const markdown *m, const qh_line *line) {
    return memchr(m->text + line->span.start, '|', line->span.end - line->span.start) != NULL;
}

static int is_table(const markdown *m, size_t i) {
    return i + 1 < m->count && has_pipe(m, &m->in[i]) && !m->in[i + 1].blanks && is_delimiter_row(m, &m->in[i + 1]);
}

/* [^1]: a note; [name]: an address. */
static int is_definition(const markdown *m, const qh_line *line, int note) {
    if (byte_at(m, line, 0) != '[' || (byte_at(m, line, 1) == '^') != note)
        return 0;
    size_t k = 1;
    while (k < 60 && byte_at(m, line, k) && byte_at(m, line, k) != ']')
        k++;
    return k > 1 && byte_at(m, line, k) == ']' && byte_at(m, line, k + 1) == ':';
}

static int is_bold_head(const markdown *m, const qh_line *line) {
    return !qh_line_begins(m->p, line, "***") && run_of(m, line, '*') == 2;
}

static int is_comment(const markdown *m, const qh_line *line) {
    return line->span.end - line->span.start >= 4 && !memcmp(m->text + line->span.start, "<!--", 4);
}

static int begins_block(const markdown *m, size_t i) {
    const qh_line *line = &m->in[i];
    return line->blanks || line->kind != QH_KIND_OPEN || line->flags & QH_LINE_GLUED || heading_level(m, line) || fence(m, line) ||
           is_rule(m, line) || is_item(m, line) || byte_at(m, line, 0) == '>' || is_comment(m, line) || is_definition(m, line, 0) ||
           is_definition(m, line, 1) || is_bold_head(m, line) || is_table(m, i);
}

/* ---- blocks ---- */

static qh_line *add(markdown *m, const qh_line *from, size_t end, int32_t kind, int32_t level) {
    qh_line *line = qh_vec_push(m->p->scratch, &m->out.list);
    if (!line) {
        m->no_memory = 1;
        return NULL;
    }
    *line = *from;
    line->span.end = end;
    line->level = level;
    if (kind == QH_KIND_OPEN)
        line->flags |= QH_LINE_TEXT;
    else
        qh_line_decide(line, kind, 0.95);
    return line;
}

static void add_heading(markdown *m, const qh_line *line, size_t end, int32_t level) {
    int title = level == 1 && !m->titled;
    m->titled |= title;
    add(m, line, end, title ? QUOTH_BLOCK_TITLE : QUOTH_BLOCK_HEADING, level);
}

/* Lines that go on with the block that line i began; the first that does not. */
static size_t block_end(const markdown *m, size_t i) {
    for (i++; i < m->count && !begins_block(m, i); i++) {
    }
    return i;
}

static size_t read_code(markdown *m, size_t i) {
    char mark = fence(m, &m->in[i]);
    add(m, &m->in[i], m->in[i].span.end, QUOTH_BLOCK_BOILERPLATE, 0);
    size_t first = ++i;
    while (i < m->count && (run_of(m, &m->in[i], mark) < 3 || run_of(m, &m->in[i], mark) < m->in[i].span.end - m->in[i].span.start))
        i++;
    if (i > first)
        add(m, &m->in[first], m->in[i - 1].span.end, QUOTH_BLOCK_PREFORMATTED, 0);
    if (i < m->count)
        add(m, &m->in[i], m->in[i].span.end, QUOTH_BLOCK_BOILERPLATE, 0);
    return i < m->count ? i + 1 : i;
}

static size_t read_indented(markdown *m, size_t i) {
    size_t first = i++;
    while (i < m->count && m->in[i].indent >= 4 && m->in[i].kind == QH_KIND_OPEN)
        i++;
    add(m, &m->in[first], m->in[i - 1].span.end, QUOTH_BLOCK_PREFORMATTED, 0);
    return i;
}

static size_t read_item(markdown *m, size_t i) {
    uint32_t indent = m->in[i].indent;
    if (!m->list)
        m->depth = 0;
    while (m->depth > 0 && m->indents[m->depth - 1] > indent)
        m->depth--;
    if (m->depth < DEEPEST && (!m->depth || m->indents[m->depth - 1] + 1 < indent))
        m->indents[m->depth++] = indent;
    size_t end = block_end(m, i);
    add(m, &m->in[i], m->in[end - 1].span.end, QUOTH_BLOCK_LIST_ITEM, m->depth);
    return end;
}

static size_t read_quotation(markdown *m, size_t i) {
    int32_t depth = 0;
    size_t at = m->in[i].span.start, end = i + 1;
    for (; at < m->in[i].span.end && (m->text[at] == '>' || m->text[at] == ' '); at++)
        depth += m->text[at] == '>';
    if (at == m->in[i].span.end) {
        add(m, &m->in[i], at, QUOTH_BLOCK_BOILERPLATE, 0);
        return end;
    }
    while (end < m->count && !m->in[end].blanks &&
           (byte_at(m, &m->in[end], 0) == '>' ? byte_at(m, &m->in[end], 2) != '\0' && byte_at(m, &m->in[end], 1) == ' ' &&
                                                    depth == 1 && !qh_one_of(byte_at(m, &m->in[end], 2), ">-*#")
                                              : !begins_block(m, end)))
        end++;
    add(m, &m->in[i], m->in[end - 1].span.end, QUOTH_BLOCK_BLOCKQUOTE, depth);
    return end;
}

/* Where the cell ends that begins at `at`: before the next pipe that is not escaped. */
static size_t cell_end(const markdown *m, size_t at, size_t end) {
    for (; at < end && m->text[at] != '|'; at++)
        at += m->text[at] == '\\' && at + 1 < end;
    return at < end ? at : end;
}

/* Each cell takes the pipe in front of it, the last one also the pipe behind it. */
static void read_row(markdown *m, const qh_line *line, int32_t row) {
    size_t start = line->span.start, end = line->span.end;
    for (int32_t column = 0; start < end && !m->no_memory; column++) {
        size_t stop = cell_end(m, start + (m->text[start] == '|'), end);
        stop = stop + 1 == end ? end : stop;
        qh_line cell = *line;
        size_t last = stop;
        cell.span.start = start;
        while (last > start + 1 && qh_one_of(m->text[last - 1], " \t"))
            last--;
        qh_line *added = add(m, &cell, last, QUOTH_BLOCK_TABLE_CELL, 0);
        if (added) {
            added->row = row;
            added->column = column;
            added->header = row == 0;
        }
        start = stop;
    }
}

static size_t read_table(markdown *m, size_t i) {
    read_row(m, &m->in[i], 0);
    add(m, &m->in[i + 1], m->in[i + 1].span.end, QUOTH_BLOCK_BOILERPLATE, 0);
    int32_t row = 1;
    for (i += 2; i < m->count && !m->in[i].blanks && has_pipe(m, &m->in[i]); i++)
        read_row(m, &m->in[i], row++);
    return i;
}

static size_t read_comment(markdown *m, size_t i) {
    size_t first = i;
    for (; i < m->count && !m->unclosed; i++) {
        size_t end = m->in[i].span.end;
        const char *found = memchr(m->text + m->in[i].span.start, '>', end - m->in[i].span.start);
        for (; found && found < m->text + end; found++)
            if (*found == '>' && found - m->text >= 2 && !memcmp(found - 2, "--", 2)) {
                add(m, &m->in[first], end, QUOTH_BLOCK_BOILERPLATE, 0);
                return i + 1;
            }
    }
    m->unclosed = 1;
    add(m, &m->in[first], m->in[first].span.end, QUOTH_BLOCK_BOILERPLATE, 0);
    return first + 1;
}

static size_t read_paragraph(markdown *m, size_t i) {
    for (size_t end = i + 1; end < m->count && !m->in[end].blanks; end++) {
        int level = underline_level(m, &m->in[end]);
        if (level) {
            add_heading(m, &m->in[i], m->in[end - 1].span.end, level);
            add(m, &m->in[end], m->in[end].span.end, QUOTH_BLOCK_BOILERPLATE, 0);
            return end + 1;
        }
        if (begins_block(m, end))
            break;
    }
    size_t end = block_end(m, i);
    add(m, &m->in[i], m->in[end - 1].span.end, QH_KIND_OPEN, 0);
    return end;
}

static size_t read_block(markdown *m, size_t i) {
    const qh_line *line = &m->in[i];
    int level = heading_level(m, line), item = !is_rule(m, line) && is_item(m, line);
    int inside = m->list && line->indent >= 2; /* of the last item */
    m->list = item || inside;
    if (line->kind != QH_KIND_OPEN) {
        add(m, line, line->span.end, line->kind, line->level);
        return i + 1;
    }
    if (level) {
        add_heading(m, line, line->span.end, level);
        return i + 1;
    }
    if (fence(m, line))
        return read_code(m, i);
    if (item)
        return read_item(m, i);
    if (line->indent >= 4 && line->blanks && !inside)
        return read_indented(m, i);
    if (byte_at(m, line, 0) == '>')
        return read_quotation(m, i);
    if (is_table(m, i))
        return read_table(m, i);
    if (is_comment(m, line))
        return read_comment(m, i);
    if (is_rule(m, line) || is_definition(m, line, 0)) {
        add(m, line, line->span.end, QUOTH_BLOCK_BOILERPLATE, 0);
        return i + 1;
    }
    if (is_definition(m, line, 1)) {
        size_t end = block_end(m, i);
        add(m, line, m->in[end - 1].span.end, QUOTH_BLOCK_FOOTNOTE, 0);
        return end;
    }
    return read_paragraph(m, i);
}

/* ---- front matter ---- */

static size_t front_matter_end(const markdown *m) {
    if (!m->count || m->in[0].span.end - m->in[0].span.start != 3 || run_of(m, &m->in[0], '-') != 3)
        return 0;
    for (size_t i = 1; i < m->count && i < 200; i++)
        if (m->in[i].span.end - m->in[i].span.start == 3 && run_of(m, &m->in[i], '-') == 3)
            return i > 1 && memchr(m->text + m->in[1].span.start, ':', m->in[1].span.end - m->in[1].span.start) ? i + 1 : 0;
    return 0;
}

static void read_front_matter(markdown *m, size_t end, qh_facts *facts) {
    for (size_t i = 1; i + 1 < end; i++) {
        if (qh_line_begins(m->p, &m->in[i], "title:"))
            facts->title = qh_line_value(m->p, &m->in[i]);
        else if (qh_line_begins(m->p, &m->in[i], "author:"))
            facts->author = qh_line_value(m->p, &m->in[i]);
        else if (qh_line_begins(m->p, &m->in[i], "date:"))
            facts->date = qh_line_value(m->p, &m->in[i]);
    }
    add(m, &m->in[0], m->in[end - 1].span.end, QUOTH_BLOCK_BOILERPLATE, 0);
}

/* ---- is it Markdown at all? ---- */

/* "](" of a link and "**bold**" inside a line. */
static void count_inline(const markdown *m, const qh_line *line, size_t *links, size_t *bold) {
    const char *at = m->text + line->span.start, *end = m->text + line->span.end;
    for (; at + 1 < end; at++) {
        *links += at[0] == ']' && at[1] == '(';
        *bold += at[0] == '*' && at[1] == '*';
    }
}

/* Several signs of different kinds; one kind alone is found in any plain text. */
static int looks(const markdown *m) {
    size_t headings = 0, fences = 0, links = 0, bold = 0, items = 0, tables = 0, under = 0, notes = 0;
    for (size_t i = 0; i < m->count; i++) {
        const qh_line *line = &m->in[i];
        headings += heading_level(m, line) != 0;
        fences += fence(m, line) != '\0';
        items += is_item(m, line) && (line->blanks || i == 0 || is_item(m, line - 1));
        tables += is_table(m, i) != 0;
        under += underline_level(m, line) != 0 && i > 0 && line[-1].span.end - line[-1].span.start < 100;
        notes += is_definition(m, line, 1) != 0;
        count_inline(m, line, &links, &bold);
    }
    int strong = (headings >= 2) + (headings > 0) + (fences >= 2) * 2 + (tables > 0) * 2 + (links > 0) + (bold >= 2) + (notes > 0);
    return strong + (items >= 2) + (under > 0) >= 3 && strong >= 2;
}

static int is_declared(const qh_parse *p) {
    const char *type = p->input->media_type, *name = p->doc->source.name;
    size_t size = name ? strlen(name) : 0;
    return (type && (!strncmp(type, "text/markdown", 13) || !strncmp(type, "text/x-markdown", 15))) ||
           (size > 3 && !strcmp(name + size - 3, ".md"));
}

int qh_read_markdown(qh_parse *p, qh_lines *lines, qh_facts *facts) {
    markdown m = {.p = p, .text = p->doc->text, .in = lines->list.items, .count = lines->list.count};
    size_t i = front_matter_end(&m);
    if (!is_declared(p) && !i && !looks(&m))
        return 0;
    if (i)
        read_front_matter(&m, i, facts);
    while (i < m.count && !m.no_memory)
        i = read_block(&m, i);
    if (m.no_memory)
        return -1;
    lines->list.items = m.out.list.items;
    lines->list.count = m.out.list.count;
    lines->list.capacity = m.out.list.capacity;
    return 1;
}
