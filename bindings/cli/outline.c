#include "outline.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

enum { KIND_COLUMN = 13, LONG_ROW = 4, SHOWN_OF_ROW = 2, LONG_ASIDE = 3, LAST_KIND = QUOTH_BLOCK_PREFORMATTED, SEVERAL_KINDS };

/* What is shown, and what the line before it showed. */
typedef struct view {
    const cli_screen *screen;
    const quoth_document *doc;
    int all;
    int32_t article, kind; /* of the last article that was begun, of the last line */
    cli_buffer text;       /* reused */
} view;

static void add_fact(cli_buffer *line, const char *fact) {
    if (!fact)
        return;
    cli_buffer_add_string(line, line->size ? ", " : "");
    cli_clean(line, fact, strlen(fact));
}

/* What is known of an article stands above it, on pages of several or where there is something to say. */
static void show_article(view *v, int32_t index) {
    const quoth_article *article = quoth_document_article(v->doc, (size_t)index);
    v->article = index;
    if (v->kind >= 0)
        putc('\n', cli_out);
    cli_buffer_clear(&v->text);
    add_fact(&v->text, article->author);
    add_fact(&v->text, article->date);
    add_fact(&v->text, article->site);
    if (!v->text.size && quoth_document_article_count(v->doc) < 2)
        return;
    cli_style(v->screen, CLI_DIM);
    size_t used = (size_t)fprintf(cli_out, "Article %d%s", (int)index + 1, v->text.size ? ": " : "");
    cli_put_short(v->text.bytes, v->text.size, v->screen->width - used);
    cli_style(v->screen, CLI_PLAIN);
    putc('\n', cli_out);
}

static void show_kind(const view *v, int32_t kind) {
    const char *name = kind == v->kind && kind != QUOTH_BLOCK_TITLE ? "" : quoth_block_kind_name(kind);
    cli_style(v->screen, CLI_DIM);
    fprintf(cli_out, "%-*s", KIND_COLUMN, name ? name : "?");
    cli_style(v->screen, CLI_PLAIN);
}

/* " (repeats title, article 1)", or nothing. */
static void find_repeat(const view *v, const quoth_block *block, char *out, size_t room) {
    const quoth_block *first = block->duplicate_of < 0 ? NULL : quoth_document_block(v->doc, (size_t)block->duplicate_of);
    const char *kind = first ? quoth_block_kind_name(first->kind) : NULL;
    *out = '\0';
    if (first && !v->all && block->main && !first->main) /* of a menu, which is not shown in full */
        return;
    if (kind && first->article >= 0 && quoth_document_article_count(v->doc) > 1)
        snprintf(out, room, " (repeats %s, article %d)", kind, (int)first->article + 1);
    else if (kind)
        snprintf(out, room, " (repeats %s)", kind);
    if (strlen(out) > v->screen->width / 2)
        snprintf(out, room, " (repeats)");
}

/* How far the block is set in: an item by its depth, others not. */
static size_t indent_of(const quoth_block *block) {
    enum { DEEPEST = 8, STEP = 2 };
    int32_t depth = block->kind == QUOTH_BLOCK_LIST_ITEM && block->level > 1 ? block->level - 1 : 0;
    return (size_t)(depth > DEEPEST ? DEEPEST : depth) * STEP;
}

/* "[2,1] " before a cell, counted from 1, "[2,1]* " before a header cell; the indent before others. */
static size_t show_place(const view *v, const quoth_block *block) {
    size_t indent = indent_of(block), room = v->screen->width / 2;
    if (block->kind != QUOTH_BLOCK_TABLE_CELL || block->row < 0) {
        indent = indent < room ? indent : 0;
        fprintf(cli_out, "%*s", (int)indent, "");
        return indent;
    }
    char place[40];
    int size = snprintf(place, sizeof place, "[%d,%d]%s ", (int)block->row + 1, (int)block->column + 1, block->header ? "*" : "");
    if ((size_t)size > room)
        return 0;
    cli_style(v->screen, CLI_DIM);
    fputs(place, cli_out);
    cli_style(v->screen, CLI_PLAIN);
    return (size_t)size;
}

static void show_block(view *v, const quoth_block *block) {
    if (block->article > v->article)
        show_article(v, block->article);
    show_kind(v, block->kind);
    v->kind = block->kind;
    char repeat[64];
    find_repeat(v, block, repeat, sizeof repeat);
    cli_buffer_clear(&v->text);
    cli_clean(&v->text, quoth_document_text(v->doc, NULL) + block->start, block->end - block->start);
    size_t used = show_place(v, block);
    if (block->kind == QUOTH_BLOCK_TITLE)
        cli_style(v->screen, CLI_BOLD);
    else if (!block->main)
        cli_style(v->screen, CLI_DIM);
    cli_put_short(v->text.bytes, v->text.size, v->screen->width - KIND_COLUMN - used - strlen(repeat));
    cli_style(v->screen, CLI_PLAIN);
    if (*repeat) {
        cli_style(v->screen, CLI_DIM);
        fputs(repeat, cli_out);
        cli_style(v->screen, CLI_PLAIN);
    }
    putc('\n', cli_out);
}

static int comes_in_rows(int32_t kind) {
    static const int32_t kinds[] = {QUOTH_BLOCK_PARAGRAPH, QUOTH_BLOCK_TURN,     QUOTH_BLOCK_LIST_ITEM,  QUOTH_BLOCK_TABLE_CELL,
                                    QUOTH_BLOCK_CONTENTS,  QUOTH_BLOCK_COMMENT,  QUOTH_BLOCK_NAVIGATION, QUOTH_BLOCK_BOILERPLATE,
                                    QUOTH_BLOCK_RELATED,   QUOTH_BLOCK_FOOTNOTE, QUOTH_BLOCK_LINK,       QUOTH_BLOCK_PREFORMATTED};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] == kind)
            return 1;
    return 0;
}

/* How many blocks from `i` on are of one kind and article. */
static size_t row_length(const quoth_document *doc, size_t i) {
    const quoth_block *first = quoth_document_block(doc, i), *block = first;
    size_t end = i;
    while (block && block->kind == first->kind && block->article == first->article)
        block = quoth_document_block(doc, ++end);
    return end - i;
}

/* ---- what stands beside the main content ---- */

static int is_aside(const quoth_block *block) {
    switch (block->kind) {
    case QUOTH_BLOCK_NAVIGATION:
    case QUOTH_BLOCK_BOILERPLATE:
    case QUOTH_BLOCK_RELATED:
    case QUOTH_BLOCK_LINK:
    case QUOTH_BLOCK_LABEL:
    case QUOTH_BLOCK_CONTENTS:
    case QUOTH_BLOCK_TEASER:
        return !block->main;
    default:
        return 0;
    }
}

/* Readers' comments with what stands between them, their names too: the run goes to the last comment. */
static size_t comments_length(const view *v, size_t i) {
    const quoth_block *block = quoth_document_block(v->doc, i);
    size_t at = i, end = i;
    for (; block && !block->main && block->article <= v->article; block = quoth_document_block(v->doc, ++at)) {
        if (block->kind == QUOTH_BLOCK_COMMENT)
            end = at + 1;
        else if (!is_aside(block) && block->kind != QUOTH_BLOCK_BYLINE && block->kind != QUOTH_BLOCK_DATELINE)
            break;
    }
    return end - i;
}

/* How many blocks from `i` on stand beside the main content; one that begins an article ends them. */
static size_t aside_length(const view *v, size_t i) {
    const quoth_block *block = quoth_document_block(v->doc, i);
    if (block->kind == QUOTH_BLOCK_COMMENT)
        return comments_length(v, i);
    size_t end = i;
    while (block && is_aside(block) && block->article <= v->article)
        block = quoth_document_block(v->doc, ++end);
    return end - i;
}

/* Of comments it is theirs, of others the most frequent one. */
static int32_t kind_of_run(const quoth_document *doc, size_t i, size_t count) {
    size_t found[LAST_KIND + 1] = {0};
    int32_t best = quoth_document_block(doc, i)->kind;
    if (best == QUOTH_BLOCK_COMMENT)
        return best;
    for (size_t n = 0; n < count; n++) {
        int32_t kind = quoth_document_block(doc, i + n)->kind;
        best = ++found[kind] > found[best] ? kind : best;
    }
    return best;
}

/* "1,204" */
static const char *grouped(size_t number, char out[32]) {
    char digits[24];
    size_t size = (size_t)snprintf(digits, sizeof digits, "%zu", number), used = 0;
    for (size_t i = 0; i < size; i++) {
        if (i && (size - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return out;
}

static size_t characters_of(const quoth_document *doc, const quoth_block *block) {
    return quoth_document_offset(doc, block->end, QUOTH_UNIT_CODE_POINT) -
           quoth_document_offset(doc, block->start, QUOTH_UNIT_CODE_POINT);
}

/* Their texts in a row, as many as the screen is wide. */
static void join_texts(view *v, size_t i, size_t count, size_t room) {
    const char *text = quoth_document_text(v->doc, NULL);
    cli_buffer_clear(&v->text);
    for (size_t n = 0; n < count && cli_columns(v->text.bytes, v->text.size) <= room; n++) {
        const quoth_block *block = quoth_document_block(v->doc, i + n);
        if (characters_of(v->doc, block) < 2) /* a bullet, a cross */
            continue;
        if (v->text.size)
            cli_buffer_add_string(&v->text, " · ");
        cli_clean(&v->text, text + block->start, block->end - block->start);
    }
}

/* "navigation   23 blocks, 1,204 characters: Home · News · Sport · …" */
static void show_aside(view *v, size_t i, size_t count) {
    size_t characters = 0;
    for (size_t n = 0; n < count; n++)
        characters += characters_of(v->doc, quoth_document_block(v->doc, i + n));
    char blocks[32], length[32];
    v->kind = v->kind < 0 ? v->kind : SEVERAL_KINDS;
    show_kind(v, kind_of_run(v->doc, i, count));
    cli_style(v->screen, CLI_DIM);
    size_t used =
        KIND_COLUMN + (size_t)fprintf(cli_out, "%s blocks, %s characters: ", grouped(count, blocks), grouped(characters, length));
    size_t room = v->screen->width > used ? v->screen->width - used : 0;
    join_texts(v, i, count, room);
    cli_put_short(v->text.bytes, v->text.size, room);
    cli_style(v->screen, CLI_PLAIN);
    putc('\n', cli_out);
    v->kind = SEVERAL_KINDS;
}

static void show_row(view *v, size_t i, size_t row, size_t shown) {
    for (size_t n = 0; n < shown; n++)
        show_block(v, quoth_document_block(v->doc, i + n));
    if (shown == row)
        return;
    cli_style(v->screen, CLI_DIM);
    fprintf(cli_out, "%*s… and %zu more\n", KIND_COLUMN, "", row - shown);
    cli_style(v->screen, CLI_PLAIN);
}

void cli_show_outline(const cli_screen *screen, const quoth_document *doc, int all) {
    view v = {screen, doc, all, -1, -1, {0}};
    size_t count = quoth_document_block_count(doc);
    for (size_t i = 0, row; i < count; i += row) {
        if (quoth_document_block(doc, i)->article > v.article)
            show_article(&v, quoth_document_block(doc, i)->article);
        row = all ? 0 : aside_length(&v, i);
        if (row >= LONG_ASIDE) {
            show_aside(&v, i, row);
            continue;
        }
        row = row_length(doc, i);
        int cut = !all && row > LONG_ROW && comes_in_rows(quoth_document_block(doc, i)->kind);
        show_row(&v, i, row, cut ? SHOWN_OF_ROW : row);
    }
    cli_buffer_free(&v.text);
}
