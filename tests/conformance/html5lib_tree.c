#include "html5lib_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/html_charset.h"
#include "document/html_tree.h"
#include "html5lib_json.h"

static void print_pieces(const char *source, const qh_html_piece *piece) {
    for (; piece; piece = piece->next)
        json_part(qh_html_piece_bytes(piece, source), qh_html_piece_size(piece));
}

static void print_text(const char *text) { json_part(text, strlen(text)); }

/* The start of a line; what a template holds is one deeper. */
static void print_indent(const qh_html_node *node) {
    print_text("\n| ");
    for (const qh_html_node *up = node->parent; up && up->parent; up = up->parent)
        print_text(up->kind == QH_HTML_NODE_ELEMENT && up->tag == QH_TAG_TEMPLATE && !up->space ? "    " : "  ");
}

static int by_name(const void *a, const void *b) {
    const qh_html_attribute *const *x = a, *const *y = b;
    static const char *const prefixes[] = {"", "xlink ", "xml ", "xmlns "};
    char left[256], right[256];
    snprintf(left, sizeof left, "%s%.*s", prefixes[(*x)->prefix], (int)(*x)->name_size, (*x)->name);
    snprintf(right, sizeof right, "%s%.*s", prefixes[(*y)->prefix], (int)(*y)->name_size, (*y)->name);
    return strcmp(left, right);
}

static void print_attributes(const char *source, const qh_html_node *node) {
    static const char *const prefixes[] = {"", "xlink ", "xml ", "xmlns "};
    const qh_html_attribute *sorted[QH_HTML_MAX_ATTRIBUTES];
    for (size_t i = 0; i < node->attribute_count; i++)
        sorted[i] = &node->attributes[i];
    qsort(sorted, node->attribute_count, sizeof *sorted, by_name);
    for (size_t i = 0; i < node->attribute_count; i++) {
        print_indent(node);
        print_text("  ");
        print_text(prefixes[sorted[i]->prefix]);
        json_part(sorted[i]->name, sorted[i]->name_size);
        print_text("=\"");
        print_pieces(source, &sorted[i]->value);
        print_text("\"");
    }
}

static void print_element(const char *source, const qh_html_node *node) {
    print_text(node->space == QH_HTML_SPACE_SVG ? "<svg " : node->space == QH_HTML_SPACE_MATHML ? "<math " : "<");
    json_part(node->name, node->name_size);
    print_text(">");
    print_attributes(source, node);
    if (node->tag != QH_TAG_TEMPLATE || node->space)
        return;
    print_indent(node);
    print_text("  content");
}

static void print_doctype(const char *source, const qh_html_doctype *doctype) {
    print_text("<!DOCTYPE ");
    if (doctype->has_name)
        print_pieces(source, &doctype->name);
    int is_long = (doctype->has_public && qh_html_text_size(&doctype->public_id)) ||
                  (doctype->has_system && qh_html_text_size(&doctype->system_id));
    if (is_long) {
        print_text(" \"");
        if (doctype->has_public)
            print_pieces(source, &doctype->public_id);
        print_text("\" \"");
        if (doctype->has_system)
            print_pieces(source, &doctype->system_id);
        print_text("\"");
    }
    print_text(">");
}

static void print_node(const char *source, const qh_html_node *node) {
    print_indent(node);
    switch (node->kind) {
    case QH_HTML_NODE_ELEMENT:
        print_element(source, node);
        break;
    case QH_HTML_NODE_TEXT:
        print_text("\"");
        print_pieces(source, &node->text);
        print_text("\"");
        break;
    case QH_HTML_NODE_COMMENT:
        print_text("<!-- ");
        print_pieces(source, &node->text);
        print_text(" -->");
        break;
    default:
        print_doctype(source, node->doctype);
    }
}

void print_tree(const char *source, size_t size) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    qh_html_tree tree;
    putchar('"');
    if (qh_html_parse(&arena, source, size, NULL, &tree, NULL) == QUOTH_OK)
        for (const qh_html_node *node = tree.document; (node = qh_html_follow(node, tree.document)) != NULL;)
            print_node(source, node);
    fputs("\"\n", stdout);
    qh_arena_free(&arena);
}

static void print_node_pieces(const qh_html_node *node, int *count) {
    for (const qh_html_piece *piece = &node->text; piece; piece = piece->next) {
        printf("%s[%u,%u,", (*count)++ ? "," : "", (unsigned)piece->start, (unsigned)piece->end);
        if (piece->size == QH_HTML_VERBATIM) {
            fputs("null]", stdout);
            continue;
        }
        putchar('"');
        json_part(piece->bytes, piece->size);
        fputs("\"]", stdout);
    }
}

void print_text_pieces(const char *source, size_t size) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    qh_html_tree tree;
    int count = 0;
    putchar('[');
    if (qh_html_parse(&arena, source, size, NULL, &tree, NULL) == QUOTH_OK)
        for (const qh_html_node *node = tree.document; (node = qh_html_follow(node, tree.document)) != NULL;)
            if (node->kind == QH_HTML_NODE_TEXT)
                print_node_pieces(node, &count);
    fputs("]\n", stdout);
    qh_arena_free(&arena);
}

void print_charset(const char *bytes, size_t size) {
    qh_charset charset;
    if (qh_html_charset(bytes, size, &charset))
        printf("\"%s\"\n", charset.name);
    else
        puts("null");
}
