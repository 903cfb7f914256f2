#include "document/html_tables.h"

#include <string.h>

typedef struct table {
    const qh_html_facts *facts;
    const qh_around *around;
    qh_arena *arena;
    QH_VEC(uint32_t) taken; /* by column: the first row that is free again */
    size_t next;            /* the element to be met next */
} table;

/* What tells data from layout. */
typedef struct table_look {
    uint32_t rows, columns, headers, cells, bytes, largest;
    int plain, captioned, nested;
} table_look;

static int is_html(const qh_html_node *node, uint16_t tag) {
    return node->kind == QH_HTML_NODE_ELEMENT && node->space == QH_HTML_SPACE_HTML && node->tag == tag;
}

static int is_cell(const qh_html_node *node) { return is_html(node, QH_TAG_TD) || is_html(node, QH_TAG_TH); }

/* The next row, cell or caption of this table, not of one inside it; NULL at the end. */
static const qh_html_node *next_part(const qh_html_node *at, const qh_html_node *root) {
    do {
        int inside = at == root || is_html(at, QH_TAG_TR) || is_html(at, QH_TAG_TBODY) || is_html(at, QH_TAG_THEAD) ||
                     is_html(at, QH_TAG_TFOOT);
        at = inside ? qh_html_follow(at, root) : qh_html_skip(at, root);
    } while (at && !is_html(at, QH_TAG_TR) && !is_cell(at) && !is_html(at, QH_TAG_CAPTION));
    return at;
}

/* A number of an attribute, 1 where it says none. */
static uint32_t number_of(const qh_html_node *cell, const char *source, uint16_t id, uint32_t most) {
    const qh_html_attribute *a = qh_html_attribute_of(cell, id);
    uint32_t n = 0;
    const char *value = a ? qh_html_piece_bytes(&a->value, source) : NULL;
    for (size_t i = 0, size = a ? qh_html_piece_size(&a->value) : 0; i < size && value[i] >= '0' && value[i] <= '9' && n < most;
         i++)
        n = n * 10 + (uint32_t)(value[i] - '0');
    return n > most ? most : n ? n : 1;
}

/* ---- data or layout ---- */

static void look_at_leaves(const table *t, size_t element, table_look *look) {
    const qh_html_element *e = &t->facts->elements.items[element];
    int32_t cell = -1;
    uint32_t bytes = 0;
    for (uint32_t leaf = e->first; leaf < e->end; leaf++) {
        int32_t owner = t->facts->owner[leaf], now = owner < 0 ? -1 : t->around[owner].cell;
        bytes = now == cell ? bytes + t->facts->leaves[leaf].bytes : t->facts->leaves[leaf].bytes;
        cell = now;
        look->bytes += t->facts->leaves[leaf].bytes;
        look->largest = bytes > look->largest ? bytes : look->largest;
    }
}

static table_look look_at(const table *t, size_t element) {
    const qh_html_element *e = &t->facts->elements.items[element];
    const qh_html_node *root = e->node;
    table_look look = {0};
    look.plain = (qh_html_words_of(root, t->facts->page) & QH_WORDS_PLAIN) != 0;
    uint32_t columns = 0;
    for (const qh_html_node *at = next_part(root, root); at; at = next_part(at, root)) {
        columns = is_html(at, QH_TAG_TR) ? 0 : columns + (is_cell(at) ? 1 : 0);
        look.rows += is_html(at, QH_TAG_TR) ? 1 : 0;
        look.cells += is_cell(at) ? 1 : 0;
        look.headers += is_html(at, QH_TAG_TH) ? 1 : 0;
        look.captioned |= is_html(at, QH_TAG_CAPTION);
        look.columns = columns > look.columns ? columns : look.columns;
    }
    look_at_leaves(t, element, &look);
    for (size_t i = element + 1; i < t->facts->elements.count && t->facts->elements.items[i].first < e->end; i++)
        look.nested |= is_html(t->facts->elements.items[i].node, QH_TAG_TABLE);
    return look;
}

static int holds_data(const table_look *look) {
    enum { LARGEST = 400, USUAL = 120 };
    if (look->plain || look->cells < 2)
        return 0;
    if (look->headers || look->captioned)
        return !look->nested || look->headers > 1;
    return !look->nested && look->rows > 1 && look->columns > 1 && look->largest <= LARGEST && look->bytes <= USUAL * look->cells;
}

/* ---- places ---- */

static int take(table *t, uint32_t column, uint32_t width, uint32_t until) {
    while (t->taken.count < column + width && t->taken.count < QH_HTML_TABLE_COLUMNS) {
        uint32_t *slot = qh_vec_push(t->arena, &t->taken);
        if (!slot)
            return 0;
        *slot = 0;
    }
    for (uint32_t i = column; i < column + width && i < t->taken.count; i++)
        t->taken.items[i] = until;
    return 1;
}

static uint32_t free_column(const table *t, uint32_t column, uint32_t row) {
    while (column < t->taken.count && t->taken.items[column] > row)
        column++;
    return column;
}

static int is_header(const qh_html_node *cell) { return is_html(cell, QH_TAG_TH) || is_html(cell->parent->parent, QH_TAG_THEAD); }

static void place(const table *t, const qh_html_element *cell, size_t element, uint32_t row, uint32_t column, qh_lines *lines) {
    for (uint32_t leaf = cell->first; leaf < cell->end; leaf++) {
        int32_t owner = t->facts->owner[leaf];
        qh_line *line = &lines->list.items[leaf];
        if (owner < 0 || t->around[owner].cell != (int32_t)element)
            continue;
        line->row = (int32_t)row;
        line->column = (int32_t)column;
        line->header = is_header(cell->node);
        if (line->kind == QH_KIND_OPEN || line->header) {
            line->kind = QUOTH_BLOCK_TABLE_CELL;
            line->confidence = 0.95;
        }
    }
}

/* Cells and elements come in the same order; a cell without text is no element. */
static void place_if_met(table *t, const qh_html_node *cell, uint32_t end, uint32_t row, uint32_t column, qh_lines *lines) {
    const qh_html_element *elements = t->facts->elements.items;
    for (; t->next < t->facts->elements.count && elements[t->next].first < end; t->next++) {
        if (elements[t->next].node == cell)
            place(t, &elements[t->next], t->next, row, column, lines);
        else if (elements[t->next].node->start > cell->start)
            return;
    }
}

static int place_all(table *t, size_t element, qh_lines *lines) {
    const qh_html_element *e = &t->facts->elements.items[element];
    const char *source = t->facts->page->tree.source;
    uint32_t rows = 0, column = 0;
    t->taken.count = 0;
    t->next = element + 1;
    for (const qh_html_node *at = next_part(e->node, e->node); at; at = next_part(at, e->node)) {
        if (is_html(at, QH_TAG_TR)) {
            rows++;
            column = 0;
            continue;
        }
        if (!is_cell(at))
            continue;
        uint32_t row = rows ? rows - 1 : 0, width = number_of(at, source, QH_ATTR_COLSPAN, 1000);
        uint32_t height = number_of(at, source, QH_ATTR_ROWSPAN, 65534);
        column = free_column(t, column, row);
        place_if_met(t, at, e->end, row, column, lines);
        if (height > 1 && !take(t, column, width, row + height))
            return 0;
        column += width;
    }
    return 1;
}

int qh_html_place_cells(qh_arena *arena, const qh_html_facts *facts, const qh_around *around, qh_lines *lines) {
    table t = {.facts = facts, .around = around, .arena = arena};
    for (size_t i = 0; i < facts->elements.count; i++) {
        if (!is_html(facts->elements.items[i].node, QH_TAG_TABLE))
            continue;
        table_look look = look_at(&t, i);
        if (holds_data(&look) && !place_all(&t, i, lines))
            return 0;
    }
    return 1;
}
