/* Project Gutenberg's frames: everything up to "*** START OF …" and from "*** END OF …" on is no part of the book. */
#include <string.h>

#include "document/formats.h"

/* Finds `what` (upper case) among the upper-cased bytes of a line. */
static int holds(const qh_parse *p, const qh_line *line, const char *what) {
    size_t size = strlen(what), end = line->span.end;
    for (size_t at = line->span.start; at + size <= end && at < line->span.start + 120; at++) {
        size_t k = 0;
        while (k < size) {
            char c = p->doc->text[at + k];
            if ((c >= 'a' && c <= 'z' ? c - 32 : c) != what[k])
                break;
            k++;
        }
        if (k == size)
            return 1;
    }
    return 0;
}

static int is_starred(const qh_parse *p, const qh_line *line) { return p->doc->text[line->span.start] == '*'; }

/* The last line in front of the book: the newer marker, or the end of the "small print" of older ones. */
static int ends_header(const qh_parse *p, const qh_line *line) {
    if (!is_starred(p, line))
        return 0;
    return (holds(p, line, "START OF") && holds(p, line, "GUTENBERG")) ||
           (holds(p, line, "END") && (holds(p, line, "SMALL PRINT") || holds(p, line, "SMALL-PRINT")));
}

/* The first line behind the book. */
static int begins_licence(const qh_parse *p, const qh_line *line) {
    if (is_starred(p, line))
        return (holds(p, line, "END OF") && holds(p, line, "GUTENBERG")) || holds(p, line, "START: FULL LICENSE");
    return qh_line_begins(p, line, "end of project gutenberg") || qh_line_begins(p, line, "end of the project gutenberg");
}

static int is_credit(const qh_parse *p, const qh_line *line) {
    static const char *const starts[] = {"produced by ", "e-text prepared by", "etext prepared by", "this etext was ",
                                         "this ebook was "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (qh_line_begins(p, line, starts[i]))
            return 1;
    return 0;
}

/* Blank lines part the blocks of a frame; what stands together is one. */
static size_t frame(qh_lines *lines, size_t first, size_t end, size_t kept) {
    qh_line *items = lines->list.items;
    for (size_t i = first; i < end; i++) {
        if (i > first && !items[i].blanks) {
            items[kept - 1].span.end = items[i].span.end;
            continue;
        }
        items[kept] = items[i];
        qh_line_decide(&items[kept++], QUOTH_BLOCK_BOILERPLATE, 0.97);
    }
    return kept;
}

static void read_facts(const qh_parse *p, const qh_lines *lines, size_t end, qh_facts *facts) {
    for (size_t i = 0; i < end; i++) {
        const qh_line *line = &lines->list.items[i];
        if (qh_span_is_empty(facts->title) && qh_line_begins(p, line, "title:"))
            facts->title = qh_line_value(p, line);
        else if (qh_span_is_empty(facts->author) && qh_line_begins(p, line, "author:"))
            facts->author = qh_line_value(p, line);
    }
}

void qh_read_gutenberg(const qh_parse *p, qh_lines *lines, qh_facts *facts) {
    size_t count = lines->list.count, header = 0, licence = count;
    for (size_t i = 0; i < count && i < 600; i++)
        if (ends_header(p, &lines->list.items[i]))
            header = i + 1;
    for (size_t i = header; i < count && licence == count; i++)
        if (begins_licence(p, &lines->list.items[i]))
            licence = i;
    if (!header && licence == count)
        return;
    read_facts(p, lines, header, facts);
    if (header && header < licence && is_credit(p, &lines->list.items[header]))
        for (header++; header < licence && !lines->list.items[header].blanks; header++) {
        }
    size_t kept = frame(lines, 0, header, 0);
    memmove(lines->list.items + kept, lines->list.items + header, (licence - header) * sizeof *lines->list.items);
    kept += licence - header;
    lines->list.count = frame(lines, licence, count, kept);
}
