/* End tags in the body, 13.2.6.4.7. */
#include "document/html_builder.h"

/* The topmost element with the tag of the token, however unknown, that no special element is above; 0 for none. */
static int find_other(const qh_builder *b, const qh_html_token *token) {
    int bound = b->stack[b->depth - 1].bounds[QH_SCOPE_SPECIAL];
    for (int at = b->top[token->tag]; at >= bound && at > 0; at = b->stack[at].below) {
        if (token->tag != QH_TAG_OTHER || (b->stack[at].hash == token->hash && qh_html_has_name(b->stack[at].node, token)))
            return at;
    }
    return 0;
}

void qh_other_end_tag(qh_builder *b, const qh_html_token *token) {
    int at = find_other(b, token);
    if (at)
        qh_pop_to(b, at);
}

static void end_block(qh_builder *b, const qh_html_token *token) {
    if (!qh_in_scope(b, token->tag, QH_SCOPE))
        return;
    qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_pop_until(b, token->tag);
}

static void end_item(qh_builder *b, const qh_html_token *token) {
    if (!qh_in_scope(b, token->tag, token->tag == QH_TAG_LI ? QH_SCOPE_LIST : QH_SCOPE))
        return;
    qh_imply_ends(b, token->tag, QH_TAG_FLAG_IMPLIED);
    qh_pop_until(b, token->tag);
}

static void end_form(qh_builder *b, const qh_html_token *token) {
    if (b->top[QH_TAG_TEMPLATE] >= 0) {
        end_block(b, token);
        return;
    }
    qh_html_node *form = b->form;
    b->form = NULL;
    int at = form ? qh_stack_find(b, form) : -1;
    if (at < 1 || at < b->stack[b->depth - 1].bounds[QH_SCOPE])
        return;
    qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_stack_remove(b, at);
}

static void end_p(qh_builder *b, const qh_html_token *token) {
    if (!qh_in_scope(b, QH_TAG_P, QH_SCOPE_BUTTON))
        qh_open_implied(b, QH_TAG_P, token->start);
    if (qh_in_scope(b, QH_TAG_P, QH_SCOPE_BUTTON))
        qh_close_p(b);
}

static void end_heading(qh_builder *b) {
    int at = 0;
    for (uint16_t tag = QH_TAG_H1; tag <= QH_TAG_H6; tag++)
        at = b->top[tag] > at ? b->top[tag] : at;
    if (!at || at < b->stack[b->depth - 1].bounds[QH_SCOPE])
        return;
    qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_pop_to(b, at);
}

static void end_marked(qh_builder *b, const qh_html_token *token) {
    if (!qh_in_scope(b, token->tag, QH_SCOPE))
        return;
    end_block(b, token);
    qh_formatting_clear(b);
}

static void end_br(qh_builder *b, const qh_html_token *token) {
    qh_html_token br = *token;
    br.kind = QH_HTML_START_TAG;
    br.attribute_count = 0;
    qh_in_body_start_tag(b, &br);
}

static qh_step end_body(qh_builder *b, qh_step step) {
    if (!qh_in_scope(b, QH_TAG_BODY, QH_SCOPE))
        return QH_DONE;
    b->mode = QH_MODE_AFTER_BODY;
    return step;
}

enum { OTHER, BODY, HTML, BLOCK, ITEM, FORM, PARAGRAPH, HEADING, FORMATTING, MARKED, BREAK, TEMPLATE };

/* Tags that are not here are OTHER. */
static const uint8_t rule_of[QH_TAG_KNOWN] = {
    [QH_TAG_BODY] = BODY,         [QH_TAG_HTML] = HTML,        [QH_TAG_ADDRESS] = BLOCK,    [QH_TAG_ARTICLE] = BLOCK,
    [QH_TAG_ASIDE] = BLOCK,       [QH_TAG_BLOCKQUOTE] = BLOCK, [QH_TAG_BUTTON] = BLOCK,     [QH_TAG_CENTER] = BLOCK,
    [QH_TAG_DETAILS] = BLOCK,     [QH_TAG_DIALOG] = BLOCK,     [QH_TAG_DIR] = BLOCK,        [QH_TAG_DIV] = BLOCK,
    [QH_TAG_DL] = BLOCK,          [QH_TAG_FIELDSET] = BLOCK,   [QH_TAG_FIGCAPTION] = BLOCK, [QH_TAG_FIGURE] = BLOCK,
    [QH_TAG_FOOTER] = BLOCK,      [QH_TAG_HEADER] = BLOCK,     [QH_TAG_HGROUP] = BLOCK,     [QH_TAG_LISTING] = BLOCK,
    [QH_TAG_MAIN] = BLOCK,        [QH_TAG_MENU] = BLOCK,       [QH_TAG_NAV] = BLOCK,        [QH_TAG_OL] = BLOCK,
    [QH_TAG_PRE] = BLOCK,         [QH_TAG_SEARCH] = BLOCK,     [QH_TAG_SECTION] = BLOCK,    [QH_TAG_SELECT] = BLOCK,
    [QH_TAG_SUMMARY] = BLOCK,     [QH_TAG_UL] = BLOCK,         [QH_TAG_LI] = ITEM,          [QH_TAG_DD] = ITEM,
    [QH_TAG_DT] = ITEM,           [QH_TAG_FORM] = FORM,        [QH_TAG_P] = PARAGRAPH,      [QH_TAG_H1] = HEADING,
    [QH_TAG_H2] = HEADING,        [QH_TAG_H3] = HEADING,       [QH_TAG_H4] = HEADING,       [QH_TAG_H5] = HEADING,
    [QH_TAG_H6] = HEADING,        [QH_TAG_A] = FORMATTING,     [QH_TAG_B] = FORMATTING,     [QH_TAG_BIG] = FORMATTING,
    [QH_TAG_CODE] = FORMATTING,   [QH_TAG_EM] = FORMATTING,    [QH_TAG_FONT] = FORMATTING,  [QH_TAG_I] = FORMATTING,
    [QH_TAG_NOBR] = FORMATTING,   [QH_TAG_S] = FORMATTING,     [QH_TAG_SMALL] = FORMATTING, [QH_TAG_STRIKE] = FORMATTING,
    [QH_TAG_STRONG] = FORMATTING, [QH_TAG_TT] = FORMATTING,    [QH_TAG_U] = FORMATTING,     [QH_TAG_APPLET] = MARKED,
    [QH_TAG_MARQUEE] = MARKED,    [QH_TAG_OBJECT] = MARKED,    [QH_TAG_BR] = BREAK,         [QH_TAG_TEMPLATE] = TEMPLATE,
};

qh_step qh_in_body_end_tag(qh_builder *b, qh_html_token *token) {
    switch (rule_of[token->tag]) {
    case BODY:
        return end_body(b, QH_DONE);
    case HTML:
        return end_body(b, QH_AGAIN);
    case BLOCK:
        end_block(b, token);
        break;
    case ITEM:
        end_item(b, token);
        break;
    case FORM:
        end_form(b, token);
        break;
    case PARAGRAPH:
        end_p(b, token);
        break;
    case HEADING:
        end_heading(b);
        break;
    case FORMATTING:
        qh_adopt(b, token, token->tag);
        break;
    case MARKED:
        end_marked(b, token);
        break;
    case BREAK:
        end_br(b, token);
        break;
    case TEMPLATE:
        return qh_mode_in_head(b, token);
    default:
        qh_other_end_tag(b, token);
    }
    return QH_DONE;
}
