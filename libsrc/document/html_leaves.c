#include "document/html_leaves.h"

#include <string.h>

#include "document/html_scan.h"
#include "text/chars.h"
#include "text/utf8.h"

/* The walk over the tree. */
typedef struct qh_html_walk {
    qh_arena *arena;
    const char *source;
    qh_html_text *out;
    qh_html_leaf leaf;          /* being filled */
    int filled;                 /* the leaf has text */
    int space;                  /* white space was read and not written yet */
    size_t space_at;            /* where it stands in the source */
    unsigned breaks;            /* br since the last text */
    unsigned links;             /* links that began since the last leaf */
    unsigned anchors;           /* a[href] that are open */
    unsigned preformatted;      /* pre and the like that are open */
    const qh_html_node *hidden; /* the outermost element that is not shown, or NULL */
    uint32_t order;
    size_t source_end; /* behind what was written last */
} qh_html_walk;

/* ---- elements ---- */

static int is_html(const qh_html_node *node, uint16_t tag) {
    return node->kind == QH_HTML_NODE_ELEMENT && node->space == QH_HTML_SPACE_HTML && node->tag == tag;
}

/* What tags make of their elements: text of a line or nothing to be seen; no text of the page; text as it stands. */
enum { INLINE = 1, LEFT_OUT = 2, PREFORMATTED = 4 };

static const uint8_t traits[QH_TAG_KNOWN] = {
    [QH_TAG_A] = INLINE,
    [QH_TAG_ABBR] = INLINE,
    [QH_TAG_ACRONYM] = INLINE,
    [QH_TAG_B] = INLINE,
    [QH_TAG_BDI] = INLINE,
    [QH_TAG_BDO] = INLINE,
    [QH_TAG_BIG] = INLINE,
    [QH_TAG_BR] = INLINE,
    [QH_TAG_CITE] = INLINE,
    [QH_TAG_CODE] = INLINE,
    [QH_TAG_DATA] = INLINE,
    [QH_TAG_DEL] = INLINE,
    [QH_TAG_DFN] = INLINE,
    [QH_TAG_EM] = INLINE,
    [QH_TAG_FONT] = INLINE,
    [QH_TAG_I] = INLINE,
    [QH_TAG_IMG] = INLINE,
    [QH_TAG_INPUT] = INLINE,
    [QH_TAG_INS] = INLINE,
    [QH_TAG_KBD] = INLINE,
    [QH_TAG_LABEL] = INLINE,
    [QH_TAG_MARK] = INLINE,
    [QH_TAG_NOBR] = INLINE,
    [QH_TAG_PICTURE] = INLINE,
    [QH_TAG_Q] = INLINE,
    [QH_TAG_RB] = INLINE,
    [QH_TAG_RT] = INLINE,
    [QH_TAG_RTC] = INLINE,
    [QH_TAG_RUBY] = INLINE,
    [QH_TAG_S] = INLINE,
    [QH_TAG_SAMP] = INLINE,
    [QH_TAG_SMALL] = INLINE,
    [QH_TAG_SOURCE] = INLINE,
    [QH_TAG_SPAN] = INLINE,
    [QH_TAG_STRIKE] = INLINE,
    [QH_TAG_STRONG] = INLINE,
    [QH_TAG_SUB] = INLINE,
    [QH_TAG_SUP] = INLINE,
    [QH_TAG_TIME] = INLINE,
    [QH_TAG_TT] = INLINE,
    [QH_TAG_U] = INLINE,
    [QH_TAG_VAR] = INLINE,
    [QH_TAG_WBR] = INLINE,
    [QH_TAG_AREA] = INLINE,
    [QH_TAG_BASE] = INLINE,
    [QH_TAG_EMBED] = INLINE,
    [QH_TAG_LINK] = INLINE,
    [QH_TAG_MAP] = INLINE,
    [QH_TAG_META] = INLINE,
    [QH_TAG_PARAM] = INLINE,
    [QH_TAG_TRACK] = INLINE,
    [QH_TAG_ANNOTATION_XML] = LEFT_OUT,
    [QH_TAG_APPLET] = LEFT_OUT,
    [QH_TAG_AUDIO] = LEFT_OUT,
    [QH_TAG_CANVAS] = LEFT_OUT,
    [QH_TAG_DATALIST] = LEFT_OUT,
    [QH_TAG_HEAD] = LEFT_OUT,
    [QH_TAG_IFRAME] = LEFT_OUT,
    [QH_TAG_NOEMBED] = LEFT_OUT,
    [QH_TAG_NOFRAMES] = LEFT_OUT,
    [QH_TAG_OBJECT] = LEFT_OUT,
    [QH_TAG_RP] = LEFT_OUT,
    [QH_TAG_SCRIPT] = LEFT_OUT,
    [QH_TAG_STYLE] = LEFT_OUT,
    [QH_TAG_TEMPLATE] = LEFT_OUT,
    [QH_TAG_TITLE] = LEFT_OUT,
    [QH_TAG_VIDEO] = LEFT_OUT,
    [QH_TAG_PRE] = PREFORMATTED,
    [QH_TAG_TEXTAREA] = PREFORMATTED,
    [QH_TAG_LISTING] = PREFORMATTED,
    [QH_TAG_XMP] = PREFORMATTED,
    [QH_TAG_PLAINTEXT] = PREFORMATTED,
};

static int is_named(const qh_html_node *node, const char *name) {
    return node->name_size == strlen(name) && memcmp(node->name, name, node->name_size) == 0;
}

/* What a picture says in words: SVG 2, 11.2. It is text of the page, rarely what one came to read. */
static int is_label(const qh_html_node *node) {
    return node->kind == QH_HTML_NODE_ELEMENT && node->space == QH_HTML_SPACE_SVG && is_named(node, "text");
}

static int is_left_out(const qh_html_node *node) {
    if (node->space == QH_HTML_SPACE_SVG)
        return node->tag == QH_TAG_TITLE || node->tag == QH_TAG_DESC || node->tag == QH_TAG_STYLE || node->tag == QH_TAG_SCRIPT ||
               is_named(node, "metadata");
    return (traits[node->tag] & LEFT_OUT) != 0;
}

static unsigned html_traits(const qh_html_node *node) {
    return node->kind == QH_HTML_NODE_ELEMENT && node->space == QH_HTML_SPACE_HTML ? traits[node->tag] : INLINE;
}

int qh_html_is_box(const qh_html_node *node) { return !(html_traits(node) & (INLINE | LEFT_OUT)) || is_label(node); }

static int is_preformatted(const qh_html_node *node) { return (html_traits(node) & PREFORMATTED) != 0; }

/* style="…display: none…", whatever the case and the spaces. */
static int is_display_none(const qh_html_piece *style, const char *source) {
    static const char wanted[] = "display:none";
    size_t at = 0;
    for (const qh_html_piece *piece = style; piece; piece = piece->next) {
        const char *bytes = qh_html_piece_bytes(piece, source);
        for (size_t i = 0, size = qh_html_piece_size(piece); i < size; i++) {
            char c = bytes[i];
            if (c == ' ' || c == '\t' || c == '\n')
                continue;
            c = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            at = c == wanted[at] ? at + 1 : c == wanted[0];
            if (!wanted[at])
                return 1;
        }
    }
    return 0;
}

static int is_hidden(const qh_html_node *node, const char *source) {
    if (node->space == QH_HTML_SPACE_HTML && (node->tag == QH_TAG_NOSCRIPT || node->tag == QH_TAG_DIALOG))
        return 1;
    if (is_label(node))
        return 1;
    for (size_t i = 0; i < node->attribute_count; i++)
        if (node->attributes[i].id == QH_ATTR_HIDDEN ||
            (node->attributes[i].id == QH_ATTR_STYLE && is_display_none(&node->attributes[i].value, source)))
            return 1;
    return 0;
}

/* ---- writing ---- */

static int reserve(qh_html_walk *w, size_t more) {
    qh_html_text *out = w->out;
    if (out->size + more + 1 <= out->capacity)
        return 1;
    size_t capacity = (out->size + more + 1) * 2;
    char *grown = qh_arena_grow(w->arena, out->bytes, out->capacity, capacity);
    if (!grown)
        return 0;
    out->bytes = grown;
    out->capacity = capacity;
    return 1;
}

/* `text` stands for source[start, end); where the lengths are the same, byte for byte. */
static int write(qh_html_walk *w, const char *text, size_t size, size_t start, size_t end) {
    qh_html_text *out = w->out;
    uint32_t text_unit = size == end - start ? 1 : (uint32_t)size, source_unit = size == end - start ? 1 : (uint32_t)(end - start);
    if (!reserve(w, size) || !qh_source_map_add(w->arena, out->map, out->size, start, text_unit, source_unit))
        return 0;
    memcpy(out->bytes + out->size, text, size);
    out->size += size;
    if (w->anchors)
        w->leaf.link_bytes += (uint32_t)size;
    w->source_end = end;
    return 1;
}

static int begin_leaf(qh_html_walk *w, const qh_html_node *text) {
    qh_html_text *out = w->out;
    const qh_html_node *box = text->parent;
    while (box->parent && box->parent->kind == QH_HTML_NODE_ELEMENT && !qh_html_is_box(box))
        box = box->parent;
    int near =
        out->leaves.count && (box->tag == QH_TAG_LI || box->tag == QH_TAG_TD || box->tag == QH_TAG_TH || box->tag == QH_TAG_DD);
    if (out->leaves.count && !write(w, "\n\n", near ? 1 : 2, w->source_end, w->source_end))
        return 0;
    w->leaf = (qh_html_leaf){.span = {out->size, out->size},
                             .box = box,
                             .inner = text->parent,
                             .order = w->order,
                             .links = w->links,
                             .hidden = w->hidden != NULL,
                             .after_break = w->breaks > 1};
    w->filled = 1;
    w->space = 0;
    w->breaks = 0;
    return 1;
}

/* No-break spaces are white space of the text, though not of HTML: pages fill empty paragraphs with them. */
static void trim(const char *bytes, quoth_span *span) {
    size_t at = span->end;
    while (span->end > span->start && qh_is_space(qh_utf8_previous(bytes, &at)))
        span->end = at;
    at = span->start;
    while (span->start < span->end && qh_is_space(qh_utf8_next(bytes, &at)))
        span->start = at;
}

static int end_leaf(qh_html_walk *w) {
    w->breaks = 0;
    w->links = 0;
    w->space = 0;
    if (!w->filled)
        return 1;
    w->filled = 0;
    w->leaf.span.end = w->out->size;
    trim(w->out->bytes, &w->leaf.span);
    if (qh_span_is_empty(w->leaf.span))
        return 1;
    qh_html_leaf *leaf = qh_vec_push(w->arena, &w->out->leaves);
    if (!leaf)
        return 0;
    *leaf = w->leaf;
    return 1;
}

/* ---- reading ---- */

static int is_white(char c) { return qh_scan_is(c, QH_SCAN_SPACE); }

/* What stands before the next word: the bounds of a leaf, a line break or a blank. */
static int before_word(qh_html_walk *w, const qh_html_node *text) {
    int paragraph = w->breaks > 1;
    if (w->filled && paragraph && !end_leaf(w))
        return 0;
    if (!w->filled) {
        w->breaks = paragraph ? 2 : w->breaks;
        return begin_leaf(w, text);
    }
    int lines = w->breaks > 0, space = w->space;
    w->breaks = 0;
    w->space = 0;
    if (lines)
        w->leaf.breaks = (uint8_t)(w->leaf.breaks + (w->leaf.breaks < 255));
    return !(lines || space) || write(w, lines ? "\n" : " ", 1, w->space_at, w->space_at + 1);
}

static void see_space(qh_html_walk *w, size_t at) {
    if (!w->space && !w->breaks)
        w->space_at = at;
    w->space = 1;
}

/* Behind the words from `at` on that one blank parts from each other, as they do in the text. */
static size_t words_end(const char *s, size_t at, size_t end) {
    for (;; at++) {
        while (at < end && !is_white(s[at]))
            at++;
        if (at + 1 >= end || s[at] != ' ' || is_white(s[at + 1]))
            return at;
    }
}

static int read_verbatim(qh_html_walk *w, const qh_html_node *text, size_t at, size_t end) {
    while (at < end) {
        size_t word = at;
        while (word < end && is_white(w->source[word]))
            word++;
        if (word > at)
            see_space(w, at);
        at = words_end(w->source, word, end);
        if (at > word && (!before_word(w, text) || !write(w, w->source + word, at - word, word, at)))
            return 0;
    }
    return 1;
}

/* As it stands; a blank line is no bound inside it. */
static int read_preformatted(qh_html_walk *w, const qh_html_node *text, const qh_html_piece *piece) {
    const char *bytes = qh_html_piece_bytes(piece, w->source);
    size_t size = qh_html_piece_size(piece);
    if (!w->filled) {
        size_t at = 0;
        while (at < size && (bytes[at] == '\n' || bytes[at] == '\r'))
            at++;
        if (at == size)
            return 1;
        if (!begin_leaf(w, text))
            return 0;
        if (piece->size == QH_HTML_VERBATIM)
            return write(w, bytes + at, size - at, piece->start + at, piece->end);
    }
    return write(w, bytes, size, piece->start, piece->end);
}

static int read_piece(qh_html_walk *w, const qh_html_node *text, const qh_html_piece *piece) {
    if (w->preformatted)
        return read_preformatted(w, text, piece);
    if (piece->size == QH_HTML_VERBATIM)
        return read_verbatim(w, text, piece->start, piece->end);
    if (piece->size == 1 && is_white(piece->bytes[0])) {
        see_space(w, piece->start);
        return 1;
    }
    return before_word(w, text) && write(w, piece->bytes, piece->size, piece->start, piece->end);
}

static int read_text(qh_html_walk *w, const qh_html_node *text) {
    for (const qh_html_piece *piece = &text->text; piece; piece = piece->next)
        if (!read_piece(w, text, piece))
            return 0;
    return 1;
}

/* ---- walking ---- */

static int is_link(const qh_html_node *node) { return is_html(node, QH_TAG_A) && qh_html_attribute_of(node, QH_ATTR_HREF); }

static int enter(qh_html_walk *w, const qh_html_node *node) {
    w->order++;
    if (!w->hidden && is_hidden(node, w->source)) {
        if (!end_leaf(w))
            return 0;
        w->hidden = node;
    }
    if (is_link(node)) {
        w->anchors++;
        w->links++;
        w->leaf.links += w->filled != 0;
    }
    w->preformatted += is_preformatted(node) != 0;
    if (is_html(node, QH_TAG_BR)) {
        if (!w->breaks)
            w->space_at = node->start;
        w->breaks++;
        return !w->preformatted || !w->filled || write(w, "\n", 1, node->start, node->start + 1);
    }
    return !qh_html_is_box(node) || end_leaf(w);
}

static int leave(qh_html_walk *w, const qh_html_node *node) {
    w->anchors -= is_link(node) != 0;
    w->preformatted -= is_preformatted(node) != 0;
    int ends = w->hidden == node || qh_html_is_box(node);
    if (w->hidden == node) {
        if (!end_leaf(w))
            return 0;
        w->hidden = NULL;
    }
    return !ends || end_leaf(w);
}

static int walk(qh_html_walk *w, const qh_html_node *root) {
    const qh_html_node *node = root;
    for (;;) {
        const qh_html_node *down = NULL;
        if (node->kind == QH_HTML_NODE_TEXT && !read_text(w, node))
            return 0;
        if (node->kind == QH_HTML_NODE_ELEMENT) {
            if (!enter(w, node))
                return 0;
            down = is_left_out(node) ? NULL : node->first;
        }
        if (node->kind == QH_HTML_NODE_DOCUMENT)
            down = node->first;
        if (down) {
            node = down;
            continue;
        }
        for (;; node = node->parent) {
            if (node->kind == QH_HTML_NODE_ELEMENT && !leave(w, node))
                return 0;
            if (node == root)
                return end_leaf(w);
            if (node->next)
                break;
        }
        node = node->next;
    }
}

int qh_html_leaves(qh_arena *arena, const qh_html_tree *tree, qh_html_text *out) {
    memset(out, 0, sizeof *out);
    out->map = qh_arena_zalloc(arena, 1, sizeof *out->map);
    out->capacity = tree->size + 64;
    out->bytes = qh_arena_alloc(arena, out->capacity);
    if (!out->map || !out->bytes)
        return 0;
    qh_html_walk w = {.arena = arena, .source = tree->source, .out = out};
    if (!walk(&w, tree->document))
        return 0;
    if (out->leaves.count)
        out->size = out->leaves.items[out->leaves.count - 1].span.end;
    else
        out->size = 0;
    out->bytes[out->size] = '\0';
    qh_source_map_end_at(out->map, out->size, tree->size);
    return 1;
}
