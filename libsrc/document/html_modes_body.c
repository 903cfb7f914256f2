/* The modes "in body" (but for its tags), "text", and those behind the body: 13.2.6.4.7, 8, 18, 21. Framesets: 19, 20, 22. */
#include "document/html_builder.h"

static void text_in_body(qh_builder *b, const qh_html_token *token) {
    if (qh_is_nul(&token->text))
        return;
    qh_reconstruct(b);
    qh_insert_text(b, &token->text);
    if (b->frameset_ok && !qh_is_space(b, &token->text))
        b->frameset_ok = 0;
}

qh_step qh_mode_in_body(qh_builder *b, qh_html_token *token) {
    switch (token->kind) {
    case QH_HTML_TEXT:
        text_in_body(b, token);
        return QH_DONE;
    case QH_HTML_COMMENT:
        qh_insert_comment(b, token, NULL);
        return QH_DONE;
    case QH_HTML_START_TAG:
        return qh_in_body_start_tag(b, token);
    case QH_HTML_END_TAG:
        return qh_in_body_end_tag(b, token);
    case QH_HTML_END:
        return b->template_modes.count ? qh_mode_in_template(b, token) : QH_DONE;
    default:
        return QH_DONE;
    }
}

void qh_open_text(qh_builder *b, const qh_html_token *token, qh_html_content content) {
    if (!qh_open(b, token)->is_open)
        return;
    qh_html_tokenizer_switch(&b->tokenizer, content, token->name, token->name_size);
    b->original_mode = b->mode;
    b->mode = QH_MODE_TEXT;
}

qh_step qh_mode_text(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_TEXT) {
        qh_insert_text(b, &token->text);
        return QH_DONE;
    }
    qh_pop(b);
    b->mode = b->original_mode;
    return token->kind == QH_HTML_END ? QH_AGAIN : QH_DONE;
}

qh_step qh_mode_after_body(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_TEXT && qh_is_space(b, &token->text))
        return qh_mode_in_body(b, token);
    if (token->kind == QH_HTML_COMMENT) {
        qh_insert_comment(b, token, b->stack[0].node);
        return QH_DONE;
    }
    if (token->kind == QH_HTML_DOCTYPE || token->kind == QH_HTML_END)
        return QH_DONE;
    if (qh_is_start(token, QH_TAG_HTML))
        return qh_mode_in_body(b, token);
    int is_html = qh_is_end(token, QH_TAG_HTML);
    b->mode = is_html ? QH_MODE_AFTER_AFTER_BODY : QH_MODE_IN_BODY;
    return is_html ? QH_DONE : QH_AGAIN;
}

qh_step qh_mode_after_after_body(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_COMMENT) {
        qh_insert_comment(b, token, b->tree->document);
        return QH_DONE;
    }
    int is_space = token->kind == QH_HTML_TEXT && qh_is_space(b, &token->text);
    if (is_space || token->kind == QH_HTML_DOCTYPE || qh_is_start(token, QH_TAG_HTML))
        return qh_mode_in_body(b, token);
    if (token->kind == QH_HTML_END)
        return QH_DONE;
    b->mode = QH_MODE_IN_BODY;
    return QH_AGAIN;
}

/* What all three modes of framesets do alike; 0 when they do not. */
static int in_any_frameset(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_TEXT) {
        if (qh_is_space(b, &token->text))
            qh_insert_text(b, &token->text);
        return 1;
    }
    if (token->kind == QH_HTML_COMMENT) {
        qh_insert_comment(b, token, NULL);
        return 1;
    }
    if (qh_is_start(token, QH_TAG_HTML))
        qh_mode_in_body(b, token);
    else if (qh_is_start(token, QH_TAG_NOFRAMES))
        qh_mode_in_head(b, token);
    else
        return 0;
    return 1;
}

qh_step qh_mode_in_frameset(qh_builder *b, qh_html_token *token) {
    if (in_any_frameset(b, token))
        return QH_DONE;
    if (qh_is_start(token, QH_TAG_FRAMESET)) {
        qh_open(b, token);
    } else if (qh_is_start(token, QH_TAG_FRAME)) {
        qh_insert_void(b, token);
    } else if (qh_is_end(token, QH_TAG_FRAMESET) && b->depth > 1) {
        qh_pop(b);
        if (!qh_html_is(qh_current(b), QH_TAG_FRAMESET))
            b->mode = QH_MODE_AFTER_FRAMESET;
    }
    return QH_DONE;
}

qh_step qh_mode_after_frameset(qh_builder *b, qh_html_token *token) {
    if (!in_any_frameset(b, token) && qh_is_end(token, QH_TAG_HTML))
        b->mode = QH_MODE_AFTER_AFTER_FRAMESET;
    return QH_DONE;
}

qh_step qh_mode_after_after_frameset(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_COMMENT)
        qh_insert_comment(b, token, b->tree->document);
    else if (token->kind == QH_HTML_TEXT && qh_is_space(b, &token->text))
        qh_mode_in_body(b, token);
    else if (qh_is_start(token, QH_TAG_HTML) || qh_is_start(token, QH_TAG_NOFRAMES))
        in_any_frameset(b, token);
    return QH_DONE;
}
