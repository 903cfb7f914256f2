/* The HTML report: the blocks in reading order, with their structure; what is not the page's own content is folded. */
#include <string.h>

#include "export/report.h"

enum { DEEPEST = 6 };

static void close_group(qh_report *r) {
    static const char *const ends[] = {
        [QH_REPORT_NONE] = "", [QH_REPORT_LIST] = "</ul>\n", [QH_REPORT_TABLE] = "</tr></tbody></table></div>\n"};
    qh_put_string(&r->out, ends[r->group]);
    r->group = QH_REPORT_NONE;
}

/* What every block tells of itself. The class attribute is the quotation's where the block is one. */
static void put_facts(qh_report *r, const quoth_block *block, size_t index, int32_t quote, const char *classes) {
    if (quote >= 0) {
        qh_report_quotation(r, quote, classes);
    } else {
        qh_put_string(&r->out, " class=\"");
        qh_put_string(&r->out, classes + 1);
        qh_put_char(&r->out, '"');
    }
    qh_xml_number(&r->out, "data-b", index);
    qh_xml_attribute(&r->out, "data-k", quoth_block_kind_name(block->kind));
    qh_xml_attribute(&r->out, "data-sc", strcmp(block->script, "Zyyy") == 0 ? NULL : block->script);
    if (block->language)
        qh_xml_attribute(&r->out, "data-bl", block->language);
    if (block->language && strcmp(block->language, "und") != 0)
        qh_xml_attribute(&r->out, "lang", block->language);
    qh_xml_attribute(&r->out, "dir", block->direction == QUOTH_DIRECTION_RTL ? "rtl" : "ltr");
}

static void put_repeat(qh_report *r, const char *what, int32_t of) {
    const quoth_block *first = of < 0 ? NULL : quoth_document_block(r->doc, (size_t)of);
    if (!first)
        return;
    qh_put_string(&r->out, " <button type=\"button\" class=\"badge\"");
    qh_xml_number(&r->out, "data-go", (size_t)of);
    qh_put_char(&r->out, '>');
    qh_put_string(&r->out, what);
    qh_put_char(&r->out, ' ');
    qh_put_string(&r->out, quoth_block_kind_name(first->kind));
    qh_put_string(&r->out, "</button>");
}

static void put_content(qh_report *r, const quoth_block *block, size_t start) {
    qh_report_text(r, start, block->end);
    put_repeat(r, "repeats", block->duplicate_of);
    put_repeat(r, "excerpt of", block->excerpt_of);
}

static void put_simple(qh_report *r, const char *element, const char *more, const quoth_block *block, size_t index) {
    qh_put_char(&r->out, '<');
    qh_put_string(&r->out, element);
    put_facts(r, block, index, -1, block->duplicate_of >= 0 ? " b again" : " b");
    if (more)
        qh_put_string(&r->out, more);
    qh_put_char(&r->out, '>');
    put_content(r, block, block->start);
    qh_put_string(&r->out, "</");
    qh_put_string(&r->out, element);
    qh_put_string(&r->out, ">\n");
}

static void put_item(qh_report *r, const quoth_block *block, size_t index) {
    static const char *const depths[] = {" b", " b l2", " b l3", " b l4", " b l5", " b l6"};
    int32_t depth = block->level < 1 ? 1 : block->level > DEEPEST ? DEEPEST : block->level;
    if (r->group != QH_REPORT_LIST) {
        close_group(r);
        qh_put_string(&r->out, "<ul>\n");
    }
    r->group = QH_REPORT_LIST;
    qh_put_string(&r->out, "<li");
    put_facts(r, block, index, -1, depths[depth - 1]);
    qh_put_char(&r->out, '>');
    put_content(r, block, block->start);
    qh_put_string(&r->out, "</li>\n");
}

static void put_cell(qh_report *r, const quoth_block *block, size_t index) {
    int same = r->group == QH_REPORT_TABLE && (block->row > r->row || (block->row == r->row && block->column > r->column));
    if (!same) {
        close_group(r);
        qh_put_string(&r->out, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><tbody><tr>");
    } else if (block->row > r->row) {
        qh_put_string(&r->out, "</tr>\n<tr>");
    }
    r->group = QH_REPORT_TABLE;
    r->row = block->row;
    r->column = block->column;
    qh_put_string(&r->out, block->header ? "<th" : "<td");
    put_facts(r, block, index, -1, " b");
    qh_put_char(&r->out, '>');
    put_content(r, block, block->start);
    qh_put_string(&r->out, block->header ? "</th>" : "</td>");
}

static void put_turn(qh_report *r, const quoth_block *block, size_t index) {
    static const char *const classes[] = {" b", " b on", " b later", " b later on"}; /* a paragraph before it, one behind it */
    const quoth_block *next = quoth_document_block(r->doc, index + 1);
    size_t body = qh_turn_body(r->doc, block);
    qh_put_string(&r->out, "<p");
    put_facts(r, block, index, r->inlines.turns[index], classes[2 * (block->turn >= 0) + (next && next->turn >= 0)]);
    qh_put_char(&r->out, '>');
    if (body > block->start) {
        qh_put_string(&r->out, "<b class=\"speaker\">");
        qh_report_text(r, block->start, body);
        qh_put_string(&r->out, "</b>");
    }
    put_content(r, block, body);
    qh_put_string(&r->out, "</p>\n");
}

/* Below the document's own title, which is h2, no level is left out. */
static void put_heading(qh_report *r, const quoth_block *block, size_t index) {
    int is_title = block->kind == QUOTH_BLOCK_TITLE;
    r->has_title |= is_title;
    put_simple(r, is_title || !r->has_title ? "h3" : "h4", NULL, block, index);
}

static void put_block(qh_report *r, const quoth_block *block, size_t index) {
    if (block->kind == QUOTH_BLOCK_LIST_ITEM) {
        put_item(r, block, index);
        return;
    }
    if (block->kind == QUOTH_BLOCK_TABLE_CELL) {
        put_cell(r, block, index);
        return;
    }
    close_group(r);
    switch (block->kind) {
    case QUOTH_BLOCK_TITLE:
    case QUOTH_BLOCK_HEADING:
        put_heading(r, block, index);
        break;
    case QUOTH_BLOCK_TURN:
        put_turn(r, block, index);
        break;
    case QUOTH_BLOCK_BLOCKQUOTE:
        put_simple(r, "blockquote", NULL, block, index);
        break;
    case QUOTH_BLOCK_PREFORMATTED:
        put_simple(r, "pre", " tabindex=\"0\"", block, index);
        break;
    default:
        put_simple(r, "p", NULL, block, index);
    }
}

/* ---- what is beside the main content ---- */

static size_t aside_length(const qh_report *r, size_t i) {
    size_t end = i;
    for (const quoth_block *block; (block = quoth_document_block(r->doc, end)) && !block->main;)
        end++;
    return end - i;
}

/* How the blocks begin, for a line that the style cuts where it is full. */
static void put_beginning(qh_report *r, size_t i, size_t count) {
    enum { ROOM = 160 };
    const char *text = quoth_document_text(r->doc, NULL);
    size_t left = ROOM;
    qh_put_string(&r->out, "<bdi>");
    for (size_t n = 0; n < count && left; n++) {
        const quoth_block *block = quoth_document_block(r->doc, i + n);
        size_t size = block->end - block->start;
        if (size > left) /* back to the start of a character */
            for (size = left; size && ((unsigned char)text[block->start + size] & 0xC0) == 0x80;)
                size--;
        if (n)
            qh_put_string(&r->out, " · ");
        qh_html_text(&r->out, text + block->start, size);
        left -= size < block->end - block->start ? left : size;
    }
    qh_put_string(&r->out, "</bdi>");
}

static void put_aside(qh_report *r, size_t i, size_t count) {
    close_group(r);
    qh_put_string(&r->out, "<details class=\"aside\"><summary><b>");
    qh_put_string(&r->out, quoth_block_kind_name(quoth_document_block(r->doc, i)->kind));
    qh_put_string(&r->out, "</b> ");
    put_beginning(r, i, count);
    if (count > 1) {
        qh_put_string(&r->out, " <small>");
        qh_put_number(&r->out, count);
        qh_put_string(&r->out, " blocks</small>");
    }
    qh_put_string(&r->out, "</summary>\n");
    for (size_t n = 0; n < count; n++)
        put_block(r, quoth_document_block(r->doc, i + n), i + n);
    close_group(r);
    qh_put_string(&r->out, "</details>\n");
}

void qh_report_blocks(qh_report *r) {
    size_t count = quoth_document_block_count(r->doc);
    for (size_t i = 0; i < count && !r->out.failed;) {
        size_t beside = aside_length(r, i);
        if (beside) {
            put_aside(r, i, beside);
            i += beside;
        } else {
            put_block(r, quoth_document_block(r->doc, i), i);
            i++;
        }
    }
    close_group(r);
}
