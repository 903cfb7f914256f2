#include "document/html_tree.h"

#include "document/html_builder.h"

int qh_is_nul(const qh_html_piece *piece) { return piece->size == 1 && !piece->bytes[0]; }

static int is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

int qh_is_space(const qh_builder *b, const qh_html_piece *piece) {
    const char *bytes = qh_html_piece_bytes(piece, b->tree->source);
    size_t i = 0, size = qh_html_piece_size(piece);
    while (i < size && is_space(bytes[i]))
        i++;
    return i == size;
}

void qh_reset_mode(qh_builder *b) {
    static const struct {
        uint16_t tag;
        qh_html_mode mode;
    } modes[] = {
        {QH_TAG_TD, QH_MODE_IN_CELL},
        {QH_TAG_TH, QH_MODE_IN_CELL},
        {QH_TAG_TR, QH_MODE_IN_ROW},
        {QH_TAG_TBODY, QH_MODE_IN_TABLE_BODY},
        {QH_TAG_THEAD, QH_MODE_IN_TABLE_BODY},
        {QH_TAG_TFOOT, QH_MODE_IN_TABLE_BODY},
        {QH_TAG_CAPTION, QH_MODE_IN_CAPTION},
        {QH_TAG_COLGROUP, QH_MODE_IN_COLUMN_GROUP},
        {QH_TAG_TABLE, QH_MODE_IN_TABLE},
        {QH_TAG_TEMPLATE, QH_MODE_IN_TEMPLATE},
        {QH_TAG_HEAD, QH_MODE_IN_HEAD},
        {QH_TAG_BODY, QH_MODE_IN_BODY},
        {QH_TAG_FRAMESET, QH_MODE_IN_FRAMESET},
    };
    int at = 0;
    b->mode = b->tree->head ? QH_MODE_AFTER_HEAD : QH_MODE_BEFORE_HEAD;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (b->top[modes[i].tag] <= at)
            continue;
        at = b->top[modes[i].tag];
        b->mode = modes[i].mode;
    }
    if (b->mode == QH_MODE_IN_TEMPLATE && b->template_modes.count)
        b->mode = (qh_html_mode)b->template_modes.items[b->template_modes.count - 1];
}

static qh_mode *const modes[QH_MODE_COUNT] = {
    [QH_MODE_INITIAL] = qh_mode_initial,
    [QH_MODE_BEFORE_HTML] = qh_mode_before_html,
    [QH_MODE_BEFORE_HEAD] = qh_mode_before_head,
    [QH_MODE_IN_HEAD] = qh_mode_in_head,
    [QH_MODE_IN_HEAD_NOSCRIPT] = qh_mode_in_head_noscript,
    [QH_MODE_AFTER_HEAD] = qh_mode_after_head,
    [QH_MODE_IN_BODY] = qh_mode_in_body,
    [QH_MODE_TEXT] = qh_mode_text,
    [QH_MODE_IN_TABLE] = qh_mode_in_table,
    [QH_MODE_IN_TABLE_TEXT] = qh_mode_in_table_text,
    [QH_MODE_IN_CAPTION] = qh_mode_in_caption,
    [QH_MODE_IN_COLUMN_GROUP] = qh_mode_in_column_group,
    [QH_MODE_IN_TABLE_BODY] = qh_mode_in_table_body,
    [QH_MODE_IN_ROW] = qh_mode_in_row,
    [QH_MODE_IN_CELL] = qh_mode_in_cell,
    [QH_MODE_IN_TEMPLATE] = qh_mode_in_template,
    [QH_MODE_AFTER_BODY] = qh_mode_after_body,
    [QH_MODE_IN_FRAMESET] = qh_mode_in_frameset,
    [QH_MODE_AFTER_FRAMESET] = qh_mode_after_frameset,
    [QH_MODE_AFTER_AFTER_BODY] = qh_mode_after_after_body,
    [QH_MODE_AFTER_AFTER_FRAMESET] = qh_mode_after_after_frameset,
};

qh_step qh_step_in(qh_builder *b, qh_html_mode mode, qh_html_token *token) { return modes[mode](b, token); }

/* An end tag whose element had no room on the stack. */
static int ends_unopened(qh_builder *b, const qh_html_token *token) {
    if (!b->unopened_count || token->kind != QH_HTML_END_TAG || !b->unopened[token->tag] || b->mode == QH_MODE_TEXT)
        return 0;
    b->unopened[token->tag]--;
    b->unopened_count--;
    return 1;
}

static void construct(qh_builder *b, qh_html_token *token) {
    if (ends_unopened(b, token))
        return;
    qh_step step = QH_AGAIN;
    while (step == QH_AGAIN && !b->failed)
        step = b->depth && qh_is_for_foreign(b, token) ? qh_in_foreign(b, token) : modes[b->mode](b, token);
}

/* Modes that look at each character, white space or not. */
static int splits_text(qh_html_mode mode) {
    return mode <= QH_MODE_AFTER_HEAD || mode == QH_MODE_IN_COLUMN_GROUP || mode >= QH_MODE_AFTER_BODY;
}

/* The part in front that is all white space or without any, cut off the token. */
static qh_html_piece cut(const qh_builder *b, qh_html_piece *piece) {
    qh_html_piece front = *piece;
    const char *bytes = qh_html_piece_bytes(piece, b->tree->source);
    size_t size = qh_html_piece_size(piece), i = 0;
    int in_space = is_space(bytes[0]);
    while (i < size && is_space(bytes[i]) == in_space)
        i++;
    if (piece->size == QH_HTML_VERBATIM)
        front.end = piece->start = piece->start + (uint32_t)i;
    else
        piece->start = piece->end;
    return front;
}

static void construct_text(qh_builder *b, qh_html_token *token) {
    qh_html_piece rest = token->text;
    while (rest.start < rest.end && splits_text(b->mode) && !b->failed) {
        token->text = cut(b, &rest);
        construct(b, token);
    }
    token->text = rest;
    if (rest.start < rest.end)
        construct(b, token);
}

/* The line end right behind <pre>, <listing>, <textarea>. */
static void skip_newline(qh_builder *b, qh_html_token *token) {
    b->skip_newline = 0;
    if (token->kind != QH_HTML_TEXT || *qh_html_piece_bytes(&token->text, b->tree->source) != '\n')
        return;
    token->text.start = token->text.size == QH_HTML_VERBATIM ? token->text.start + 1 : token->text.end;
}

static void process(qh_builder *b, qh_html_token *token) {
    if (b->skip_newline)
        skip_newline(b, token);
    if (token->kind == QH_HTML_TEXT)
        construct_text(b, token);
    else
        construct(b, token);
    b->tokenizer.in_foreign = b->depth && qh_current(b)->space != QH_HTML_SPACE_HTML;
}

static quoth_status build(qh_builder *b, const quoth_input *input, quoth_error *err) {
    enum { BETWEEN = 1 << 16 };
    qh_html_token token;
    uint32_t check_at = 0;
    do {
        if (b->tokenizer.at >= check_at) {
            if (input && input->cancelled && input->cancelled(input->cancel_user))
                return qh_fail(err, QUOTH_ERROR_CANCELLED, 0, "cancelled by the caller");
            check_at = b->tokenizer.at + BETWEEN;
        }
        if (!qh_html_next(&b->tokenizer, &token))
            b->failed = 1;
        else
            process(b, &token);
        if (b->failed)
            return qh_fail_memory(err);
    } while (token.kind != QH_HTML_END);
    return QUOTH_OK;
}

static void start(qh_builder *b, qh_arena *arena, qh_html_tree *tree) {
    memset(b, 0, offsetof(qh_builder, stack));
    memset(b->unopened, 0, sizeof *b - offsetof(qh_builder, unopened));
    memset(b->top, 0xFF, sizeof b->top);
    b->arena = arena;
    b->tree = tree;
    b->frameset_ok = 1;
    b->reopen_budget = tree->size / 16 + 1024;
    qh_html_tokenizer_init(&b->tokenizer, arena, tree->source, tree->size);
    tree->document = qh_node_new(b, QH_HTML_NODE_DOCUMENT);
}

quoth_status qh_html_parse(qh_arena *arena, const char *source, size_t size, const quoth_input *input, qh_html_tree *tree,
                           quoth_error *err) {
    *tree = (qh_html_tree){.source = source, .size = size};
    if (size > QH_HTML_MAX_SOURCE)
        return qh_fail(err, QUOTH_ERROR_LIMIT, 0, "an HTML source of more than %u bytes", (unsigned)QH_HTML_MAX_SOURCE);
    qh_arena scratch;
    qh_arena_init(&scratch, &arena->allocator);
    qh_builder *b = qh_arena_alloc(&scratch, sizeof *b);
    quoth_status status = QUOTH_ERROR_MEMORY;
    if (b) {
        start(b, arena, tree);
        status = build(b, input, err);
    } else {
        status = qh_fail_memory(err);
    }
    qh_arena_free(&scratch);
    if (status != QUOTH_OK)
        tree->document = tree->html = tree->head = tree->body = NULL;
    return status;
}

const qh_html_attribute *qh_html_attribute_of(const qh_html_node *element, uint16_t id) {
    for (size_t i = 0; i < element->attribute_count; i++)
        if (element->attributes[i].id == id && !element->attributes[i].prefix)
            return &element->attributes[i];
    return NULL;
}

size_t qh_html_text_size(const qh_html_piece *first) {
    size_t size = 0;
    for (const qh_html_piece *piece = first; piece; piece = piece->next)
        size += qh_html_piece_size(piece);
    return size;
}

char *qh_html_text_copy(qh_arena *arena, const char *source, const qh_html_piece *first, size_t *size) {
    *size = qh_html_text_size(first);
    char *copy = qh_arena_alloc(arena, *size + 1), *to = copy;
    if (!copy)
        return NULL;
    for (const qh_html_piece *piece = first; piece; piece = piece->next) {
        size_t length = qh_html_piece_size(piece);
        memcpy(to, qh_html_piece_bytes(piece, source), length);
        to += length;
    }
    *to = '\0';
    return copy;
}

const qh_html_node *qh_html_skip(const qh_html_node *node, const qh_html_node *root) {
    while (node && node != root && !node->next)
        node = node->parent;
    return node && node != root ? node->next : NULL;
}
