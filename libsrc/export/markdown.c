/* Markdown (CommonMark, with the tables of GFM) of the main blocks. */
#include <string.h>

#include <quoth/quoth.h>

#include "base/one_of.h"
#include "export/inline.h"
#include "export/options.h"
#include "export/output.h"

enum { DEEPEST = 8 };

typedef struct markdown {
    const quoth_document *doc;
    int32_t before; /* kind of the block before, -1 for none */
    int32_t depth;  /* of the list item before */
    qh_output out;
} markdown;

static int is_space(char c) { return qh_one_of(c, " \t\n\v\f\r"); }

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* Whether the character means something to Markdown anywhere. */
static int is_special(char c) { return qh_one_of(c, "\\`*_{}[]<>&~|#!"); }

/* Whether it does at the start of a line; a number is followed by its point. */
static int begins_something(char c) { return qh_one_of(c, "+-="); }

/* One line: runs of white space become one space. */
static void put_words(markdown *m, size_t start, size_t end) {
    const char *text = quoth_document_text(m->doc, NULL);
    int at_start = 1, digits = 0, space = 0;
    for (size_t at = start; at < end; at++) {
        char c = text[at];
        if (is_space(c)) {
            space = !at_start || digits;
            continue;
        }
        if (space) {
            qh_put_char(&m->out, ' ');
            digits = 0;
        }
        int ends_number = digits && !space && (c == '.' || c == ')');
        if (is_special(c) || (at_start && begins_something(c)) || ends_number)
            qh_put_char(&m->out, '\\');
        if (c)
            qh_put_char(&m->out, c);
        else
            qh_put_string(&m->out, "\xEF\xBF\xBD");
        digits = is_digit(c) && (at_start || digits);
        at_start = space = 0;
    }
}

static void put_block(markdown *m, const char *before, const quoth_block *block, const char *behind) {
    qh_put_string(&m->out, before);
    put_words(m, block->start, block->end);
    qh_put_string(&m->out, behind);
    qh_put_char(&m->out, '\n');
}

static void put_heading(markdown *m, const quoth_block *block) {
    int32_t level = block->level < 2 ? 2 : block->level > 6 ? 6 : block->level;
    qh_put(&m->out, "######", (size_t)level);
    put_block(m, " ", block, "");
}

static void put_item(markdown *m, const quoth_block *block) {
    int32_t deepest = m->before == QUOTH_BLOCK_LIST_ITEM ? m->depth + 1 : 1, depth = block->level > 1 ? block->level : 1;
    m->depth = depth < deepest ? depth : deepest;
    m->depth = m->depth < DEEPEST ? m->depth : DEEPEST;
    for (int32_t i = 1; i < m->depth; i++)
        qh_put_string(&m->out, "  ");
    put_block(m, "- ", block, "");
}

static void put_turn(markdown *m, const quoth_block *block) {
    size_t body = qh_turn_body(m->doc, block);
    if (body > block->start) {
        qh_put_string(&m->out, "**");
        put_words(m, block->speaker_head.start, block->speaker_head.end);
        qh_put_string(&m->out, ":** ");
    }
    put_words(m, body, block->end);
    qh_put_char(&m->out, '\n');
}

/* The lines stay as they are, behind a fence longer than any in them. */
static void put_preformatted(markdown *m, const quoth_block *block) {
    const char *text = quoth_document_text(m->doc, NULL);
    size_t longest = 2, run = 0;
    for (size_t at = block->start; at < block->end; at++) {
        run = text[at] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (int twice = 0; twice < 2; twice++) {
        for (size_t i = 0; i <= longest; i++)
            qh_put_char(&m->out, '`');
        qh_put_char(&m->out, '\n');
        if (twice)
            break;
        qh_put(&m->out, text + block->start, block->end - block->start);
        qh_put_char(&m->out, '\n');
    }
}

/* ---- tables ---- */

static const quoth_block *cell_at(const markdown *m, size_t i) {
    const quoth_block *block = quoth_document_block(m->doc, i);
    return block && block->main && block->kind == QUOTH_BLOCK_TABLE_CELL ? block : NULL;
}

/* Cells of the row that begins at `i`. */
static size_t row_length(const markdown *m, size_t i) {
    const quoth_block *first = cell_at(m, i), *cell = first;
    size_t count = 0;
    for (; cell && cell->row == first->row && (!count || cell->column > 0); cell = cell_at(m, i + count))
        count++;
    return count;
}

static int goes_on(const markdown *m, size_t i, int32_t row) {
    const quoth_block *cell = cell_at(m, i);
    return cell && cell->row > row;
}

static void put_row(markdown *m, size_t i, size_t count, size_t columns) {
    for (size_t n = 0; n < count; n++) {
        const quoth_block *cell = quoth_document_block(m->doc, i + n);
        qh_put_string(&m->out, "| ");
        put_words(m, cell->start, cell->end);
        qh_put_char(&m->out, ' ');
    }
    for (size_t n = count; n < columns; n++)
        qh_put_string(&m->out, "| ");
    qh_put_string(&m->out, "|\n");
}

/* The first row is the head; GFM has no tables without one. Returns the block behind the table. */
static size_t put_table(markdown *m, size_t i) {
    size_t columns = 0, at = i;
    int32_t row = -1;
    do {
        size_t count = row_length(m, at);
        columns = count > columns ? count : columns;
        row = quoth_document_block(m->doc, at)->row;
        at += count;
    } while (goes_on(m, at, row));
    for (size_t end = at, first = i; i < end;) {
        size_t count = row_length(m, i);
        put_row(m, i, count, i == first ? columns : count);
        if (i == first) {
            for (size_t n = 0; n < columns; n++)
                qh_put_string(&m->out, "| --- ");
            qh_put_string(&m->out, "|\n");
        }
        i += count;
    }
    return at;
}

/* ---- */

static void put_one(markdown *m, const quoth_block *block) {
    switch (block->kind) {
    case QUOTH_BLOCK_TITLE:
        put_block(m, "# ", block, "");
        break;
    case QUOTH_BLOCK_SUBTITLE:
        put_block(m, "**", block, "**");
        break;
    case QUOTH_BLOCK_HEADING:
        put_heading(m, block);
        break;
    case QUOTH_BLOCK_LIST_ITEM:
        put_item(m, block);
        break;
    case QUOTH_BLOCK_CONTENTS:
        put_block(m, "- ", block, "");
        break;
    case QUOTH_BLOCK_CAPTION:
        put_block(m, "*", block, "*");
        break;
    case QUOTH_BLOCK_BLOCKQUOTE:
        put_block(m, "> ", block, "");
        break;
    case QUOTH_BLOCK_TURN:
        put_turn(m, block);
        break;
    case QUOTH_BLOCK_PREFORMATTED:
        put_preformatted(m, block);
        break;
    default:
        put_block(m, "", block, "");
    }
}

static void put_blocks(markdown *m) {
    size_t count = quoth_document_block_count(m->doc);
    for (size_t i = 0; i < count && !m->out.failed;) {
        const quoth_block *block = quoth_document_block(m->doc, i);
        if (!block->main) {
            i++;
            continue;
        }
        int one_list = block->kind == m->before && (block->kind == QUOTH_BLOCK_LIST_ITEM || block->kind == QUOTH_BLOCK_CONTENTS);
        if (m->before >= 0 && !one_list)
            qh_put_char(&m->out, '\n');
        if (block->kind == QUOTH_BLOCK_TABLE_CELL) {
            i = put_table(m, i);
        } else {
            put_one(m, block);
            i++;
        }
        m->before = block->kind;
    }
}

quoth_status quoth_write_markdown(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                                  quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    markdown m;
    m.doc = doc;
    m.before = -1;
    m.depth = 0;
    qh_output_init(&m.out, write, user);
    put_blocks(&m);
    return qh_output_finish(&m.out, err);
}
