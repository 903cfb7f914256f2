/* The insertion modes in front of the body, 13.2.6.4.1 to 13.2.6.4.6. Text comes as all white space or with none in front. */
#include "document/html_builder.h"

static int is_space_token(const qh_builder *b, const qh_html_token *token) {
    return token->kind == QH_HTML_TEXT && qh_is_space(b, &token->text);
}

/* End tags that make what is left out come to be, where others are ignored. */
static int is_telling_end(const qh_html_token *token) {
    return token->tag == QH_TAG_HEAD || token->tag == QH_TAG_BODY || token->tag == QH_TAG_HTML || token->tag == QH_TAG_BR;
}

static qh_html_node *keep_doctype(qh_builder *b, const qh_html_token *token) {
    qh_html_node *node = qh_node_new(b, QH_HTML_NODE_DOCTYPE);
    qh_html_doctype *kept = qh_arena_alloc(b->arena, sizeof *kept);
    b->failed |= !kept;
    if (kept)
        *kept = *token->doctype;
    node->doctype = kept;
    node->start = token->start;
    node->end = token->end;
    return node;
}

qh_step qh_mode_initial(qh_builder *b, qh_html_token *token) {
    if (is_space_token(b, token))
        return QH_DONE;
    if (token->kind == QH_HTML_COMMENT) {
        qh_insert_comment(b, token, b->tree->document);
        return QH_DONE;
    }
    b->mode = QH_MODE_BEFORE_HTML;
    b->tree->quirks = 2;
    if (token->kind != QH_HTML_DOCTYPE)
        return QH_AGAIN;
    qh_node_insert(keep_doctype(b, token), (qh_place){b->tree->document, NULL});
    b->tree->quirks = qh_html_quirks(b->tree->source, token->doctype);
    return QH_DONE;
}

static void open_html(qh_builder *b, const qh_html_token *token) {
    qh_html_node *html = qh_element_for(b, token, QH_HTML_SPACE_HTML);
    qh_node_insert(html, (qh_place){b->tree->document, NULL});
    qh_push(b, html);
    b->tree->html = html;
    b->mode = QH_MODE_BEFORE_HEAD;
}

qh_step qh_mode_before_html(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_DOCTYPE || is_space_token(b, token))
        return QH_DONE;
    if (token->kind == QH_HTML_COMMENT) {
        qh_insert_comment(b, token, b->tree->document);
        return QH_DONE;
    }
    if (qh_is_start(token, QH_TAG_HTML)) {
        open_html(b, token);
        return QH_DONE;
    }
    if (token->kind == QH_HTML_END_TAG && !is_telling_end(token))
        return QH_DONE;
    qh_html_token html = {.kind = QH_HTML_START_TAG, .tag = QH_TAG_HTML, .name = qh_html_tags[QH_TAG_HTML].name, .name_size = 4};
    html.start = html.end = token->start;
    open_html(b, &html);
    b->tree->html->is_implied = 1;
    return QH_AGAIN;
}

qh_step qh_mode_before_head(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_DOCTYPE || is_space_token(b, token))
        return QH_DONE;
    if (token->kind == QH_HTML_COMMENT) {
        qh_insert_comment(b, token, NULL);
        return QH_DONE;
    }
    if (qh_is_start(token, QH_TAG_HTML))
        return qh_mode_in_body(b, token);
    if (token->kind == QH_HTML_END_TAG && !is_telling_end(token))
        return QH_DONE;
    int is_head = qh_is_start(token, QH_TAG_HEAD);
    b->tree->head = is_head ? qh_open(b, token) : qh_open_implied(b, QH_TAG_HEAD, token->start);
    b->mode = QH_MODE_IN_HEAD;
    return is_head ? QH_DONE : QH_AGAIN;
}

static void start_template(qh_builder *b, const qh_html_token *token) {
    if (!qh_open(b, token)->is_open)
        return;
    qh_formatting_mark(b);
    b->frameset_ok = 0;
    b->mode = QH_MODE_IN_TEMPLATE;
    uint8_t *mode = qh_vec_push(b->arena, &b->template_modes);
    b->failed |= !mode;
    if (mode)
        *mode = QH_MODE_IN_TEMPLATE;
}

static void end_template(qh_builder *b) {
    if (b->top[QH_TAG_TEMPLATE] < 0)
        return;
    qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED | QH_TAG_FLAG_IMPLIED_IN_TABLE);
    qh_pop_until(b, QH_TAG_TEMPLATE);
    qh_formatting_clear(b);
    b->template_modes.count -= b->template_modes.count > 0;
    qh_reset_mode(b);
}

/* Start tags that the head takes, and others take for the head. 0: not one of them. */
static int start_in_head(qh_builder *b, qh_html_token *token) {
    switch (token->tag) {
    case QH_TAG_BASE:
    case QH_TAG_BASEFONT:
    case QH_TAG_BGSOUND:
    case QH_TAG_LINK:
    case QH_TAG_META:
        qh_insert_void(b, token);
        return 1;
    case QH_TAG_TITLE:
        qh_open_text(b, token, QH_HTML_RCDATA);
        return 1;
    case QH_TAG_NOFRAMES:
    case QH_TAG_STYLE:
        qh_open_text(b, token, QH_HTML_RAWTEXT);
        return 1;
    case QH_TAG_SCRIPT:
        qh_open_text(b, token, QH_HTML_SCRIPT);
        return 1;
    case QH_TAG_TEMPLATE:
        start_template(b, token);
        return 1;
    default:
        return 0;
    }
}

static qh_step leave_head(qh_builder *b) {
    qh_pop(b);
    b->mode = QH_MODE_AFTER_HEAD;
    return QH_AGAIN;
}

static qh_step end_in_head(qh_builder *b, const qh_html_token *token) {
    if (token->tag == QH_TAG_HEAD) {
        leave_head(b);
        return QH_DONE;
    }
    if (token->tag == QH_TAG_TEMPLATE)
        end_template(b);
    return is_telling_end(token) ? leave_head(b) : QH_DONE;
}

qh_step qh_mode_in_head(qh_builder *b, qh_html_token *token) {
    switch (token->kind) {
    case QH_HTML_TEXT:
        if (!is_space_token(b, token))
            return leave_head(b);
        qh_insert_text(b, &token->text);
        return QH_DONE;
    case QH_HTML_COMMENT:
        qh_insert_comment(b, token, NULL);
        return QH_DONE;
    case QH_HTML_DOCTYPE:
        return QH_DONE;
    case QH_HTML_START_TAG:
        if (token->tag == QH_TAG_HTML)
            return qh_mode_in_body(b, token);
        if (token->tag == QH_TAG_HEAD || start_in_head(b, token))
            return QH_DONE;
        if (token->tag != QH_TAG_NOSCRIPT)
            return leave_head(b);
        qh_open(b, token);
        b->mode = QH_MODE_IN_HEAD_NOSCRIPT;
        return QH_DONE;
    case QH_HTML_END_TAG:
        return end_in_head(b, token);
    default:
        return leave_head(b);
    }
}

static int is_for_noscript(const qh_html_token *token) {
    switch (token->tag) {
    case QH_TAG_BASEFONT:
    case QH_TAG_BGSOUND:
    case QH_TAG_LINK:
    case QH_TAG_META:
    case QH_TAG_NOFRAMES:
    case QH_TAG_STYLE:
        return 1;
    default:
        return 0;
    }
}

static qh_step leave_noscript(qh_builder *b, qh_step step) {
    qh_pop(b);
    b->mode = QH_MODE_IN_HEAD;
    return step;
}

qh_step qh_mode_in_head_noscript(qh_builder *b, qh_html_token *token) {
    int is_start = token->kind == QH_HTML_START_TAG;
    if (token->kind == QH_HTML_DOCTYPE || (is_start && (token->tag == QH_TAG_HEAD || token->tag == QH_TAG_NOSCRIPT)))
        return QH_DONE;
    if (qh_is_start(token, QH_TAG_HTML))
        return qh_mode_in_body(b, token);
    if (qh_is_end(token, QH_TAG_NOSCRIPT))
        return leave_noscript(b, QH_DONE);
    if (is_space_token(b, token) || token->kind == QH_HTML_COMMENT || (is_start && is_for_noscript(token)))
        return qh_mode_in_head(b, token);
    if (token->kind == QH_HTML_END_TAG && token->tag != QH_TAG_BR)
        return QH_DONE;
    return leave_noscript(b, QH_AGAIN);
}

/* What belongs into the head but stands behind it goes there. */
static void start_of_late_head(qh_builder *b, qh_html_token *token) {
    int is_open = b->tree->head->is_open;
    if (!is_open)
        qh_push(b, b->tree->head);
    qh_mode_in_head(b, token);
    if (!is_open && b->tree->head->is_open)
        qh_stack_remove(b, qh_stack_find(b, b->tree->head));
}

static qh_step start_after_head(qh_builder *b, qh_html_token *token) {
    if (token->tag == QH_TAG_HTML)
        return qh_mode_in_body(b, token);
    if (token->tag == QH_TAG_HEAD)
        return QH_DONE;
    if (qh_html_tags[token->tag].flags & QH_TAG_FLAG_HEAD) {
        start_of_late_head(b, token);
        return QH_DONE;
    }
    if (token->tag == QH_TAG_FRAMESET) {
        qh_open(b, token);
        b->mode = QH_MODE_IN_FRAMESET;
        return QH_DONE;
    }
    int is_body = token->tag == QH_TAG_BODY;
    b->tree->body = is_body ? qh_open(b, token) : qh_open_implied(b, QH_TAG_BODY, token->start);
    if (is_body)
        b->frameset_ok = 0;
    b->mode = QH_MODE_IN_BODY;
    return is_body ? QH_DONE : QH_AGAIN;
}

qh_step qh_mode_after_head(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_DOCTYPE)
        return QH_DONE;
    if (is_space_token(b, token) || token->kind == QH_HTML_COMMENT || qh_is_end(token, QH_TAG_TEMPLATE))
        return qh_mode_in_head(b, token);
    if (token->kind == QH_HTML_START_TAG)
        return start_after_head(b, token);
    if (token->kind == QH_HTML_END_TAG && !is_telling_end(token))
        return QH_DONE;
    b->tree->body = qh_open_implied(b, QH_TAG_BODY, token->start);
    b->mode = QH_MODE_IN_BODY;
    return QH_AGAIN;
}
