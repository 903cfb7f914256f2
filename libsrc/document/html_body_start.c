/* Start tags in the body, 13.2.6.4.7: which rule each tag has, and the rules. */
#include "document/html_builder.h"

typedef void rule(qh_builder *b, qh_html_token *token);

static int has_p(const qh_builder *b) { return qh_in_scope(b, QH_TAG_P, QH_SCOPE_BUTTON); }

static void leave_p(qh_builder *b) {
    if (has_p(b))
        qh_close_p(b);
}

static void start_other(qh_builder *b, qh_html_token *token) {
    qh_reconstruct(b);
    qh_open(b, token);
}

static void start_html(qh_builder *b, qh_html_token *token) {
    if (b->top[QH_TAG_TEMPLATE] < 0)
        qh_merge_attributes(b, b->stack[0].node, token, &b->html_room);
}

static void start_in_head(qh_builder *b, qh_html_token *token) { qh_mode_in_head(b, token); }

static int has_body(const qh_builder *b) { return b->depth > 1 && qh_html_is(b->stack[1].node, QH_TAG_BODY); }

static void start_body(qh_builder *b, qh_html_token *token) {
    if (!has_body(b) || b->top[QH_TAG_TEMPLATE] >= 0)
        return;
    b->frameset_ok = 0;
    qh_merge_attributes(b, b->stack[1].node, token, &b->body_room);
}

static void start_frameset(qh_builder *b, qh_html_token *token) {
    if (!has_body(b) || !b->frameset_ok)
        return;
    qh_node_remove(b->stack[1].node);
    b->tree->body = NULL;
    qh_pop_to(b, 1);
    qh_open(b, token);
    b->mode = QH_MODE_IN_FRAMESET;
}

static void start_block(qh_builder *b, qh_html_token *token) {
    leave_p(b);
    qh_open(b, token);
}

static int is_heading(const qh_html_node *node) {
    return node->space == QH_HTML_SPACE_HTML && node->tag >= QH_TAG_H1 && node->tag <= QH_TAG_H6;
}

static void start_heading(qh_builder *b, qh_html_token *token) {
    leave_p(b);
    if (is_heading(qh_current(b)))
        qh_pop(b);
    qh_open(b, token);
}

static void start_pre(qh_builder *b, qh_html_token *token) {
    start_block(b, token);
    b->skip_newline = 1;
    b->frameset_ok = 0;
}

static void start_form(qh_builder *b, qh_html_token *token) {
    int in_template = b->top[QH_TAG_TEMPLATE] >= 0;
    if (b->form && !in_template)
        return;
    leave_p(b);
    qh_html_node *form = qh_open(b, token);
    if (!in_template && form->is_open)
        b->form = form;
}

/* The topmost special element but address, div and p bounds the search. */
static int item_bound(const qh_builder *b) {
    int at = b->stack[b->depth - 1].bounds[QH_SCOPE_SPECIAL];
    while (at > 0) {
        const qh_html_node *node = b->stack[at].node;
        if (!qh_html_is(node, QH_TAG_ADDRESS) && !qh_html_is(node, QH_TAG_DIV) && !qh_html_is(node, QH_TAG_P))
            break;
        at = b->stack[at - 1].bounds[QH_SCOPE_SPECIAL];
    }
    return at;
}

static void close_item(qh_builder *b, uint16_t tag, int bound) {
    if (b->top[tag] < bound)
        return;
    qh_imply_ends(b, tag, QH_TAG_FLAG_IMPLIED);
    qh_pop_until(b, tag);
}

static void start_item(qh_builder *b, qh_html_token *token) {
    b->frameset_ok = 0;
    int bound = item_bound(b);
    if (token->tag == QH_TAG_LI)
        close_item(b, QH_TAG_LI, bound);
    else
        close_item(b, b->top[QH_TAG_DD] > b->top[QH_TAG_DT] ? QH_TAG_DD : QH_TAG_DT, bound);
    start_block(b, token);
}

static void start_plaintext(qh_builder *b, qh_html_token *token) {
    start_block(b, token);
    qh_html_tokenizer_switch(&b->tokenizer, QH_HTML_PLAINTEXT, token->name, token->name_size);
}

static void start_button(qh_builder *b, qh_html_token *token) {
    if (qh_in_scope(b, QH_TAG_BUTTON, QH_SCOPE)) {
        qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
        qh_pop_until(b, QH_TAG_BUTTON);
    }
    start_other(b, token);
    b->frameset_ok = 0;
}

static void close_link(qh_builder *b, const qh_html_token *token) {
    size_t entry = qh_formatting_last(b, QH_TAG_A);
    if (entry == SIZE_MAX)
        return;
    qh_html_node *link = b->formatting.items[entry].node;
    qh_adopt(b, token, QH_TAG_A);
    entry = qh_formatting_find(b, link);
    if (entry != SIZE_MAX)
        qh_formatting_remove(b, entry);
    int at = qh_stack_find(b, link);
    if (at > 0)
        qh_stack_remove(b, at);
}

static void start_formatting(qh_builder *b, qh_html_token *token) {
    if (token->tag == QH_TAG_A)
        close_link(b, token);
    qh_reconstruct(b);
    if (token->tag == QH_TAG_NOBR && qh_in_scope(b, QH_TAG_NOBR, QH_SCOPE)) {
        qh_adopt(b, token, QH_TAG_NOBR);
        qh_reconstruct(b);
    }
    qh_formatting_push(b, qh_open(b, token));
}

static void start_marked(qh_builder *b, qh_html_token *token) {
    qh_reconstruct(b);
    if (qh_open(b, token)->is_open)
        qh_formatting_mark(b);
    b->frameset_ok = 0;
}

static void start_table(qh_builder *b, qh_html_token *token) {
    if (b->tree->quirks < 2)
        leave_p(b);
    b->frameset_ok = 0;
    if (qh_open(b, token)->is_open)
        b->mode = QH_MODE_IN_TABLE;
}

static void start_void(qh_builder *b, qh_html_token *token) {
    qh_reconstruct(b);
    qh_insert_void(b, token);
    b->frameset_ok = 0;
}

static void start_image(qh_builder *b, qh_html_token *token) {
    token->tag = QH_TAG_IMG;
    token->name = qh_html_tags[QH_TAG_IMG].name;
    token->name_size = qh_html_tags[QH_TAG_IMG].size;
    start_void(b, token);
}

static void start_input(qh_builder *b, qh_html_token *token) {
    if (qh_in_scope(b, QH_TAG_SELECT, QH_SCOPE))
        qh_pop_until(b, QH_TAG_SELECT);
    uint8_t frameset_ok = b->frameset_ok;
    start_void(b, token);
    b->frameset_ok = frameset_ok && qh_is_hidden_input(b, token);
}

static void start_plain_void(qh_builder *b, qh_html_token *token) { qh_insert_void(b, token); }

static void start_rule(qh_builder *b, qh_html_token *token) {
    leave_p(b);
    if (qh_in_scope(b, QH_TAG_SELECT, QH_SCOPE))
        qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_insert_void(b, token);
    b->frameset_ok = 0;
}

static void start_textarea(qh_builder *b, qh_html_token *token) {
    qh_open_text(b, token, QH_HTML_RCDATA);
    b->skip_newline = 1;
    b->frameset_ok = 0;
}

static void start_xmp(qh_builder *b, qh_html_token *token) {
    leave_p(b);
    qh_reconstruct(b);
    b->frameset_ok = 0;
    qh_open_text(b, token, QH_HTML_RAWTEXT);
}

/*
 * Beyond the standard <iframe/> is empty: in a noscript, where it stands on many pages, a browser that runs scripts reads no tags, and
 * one that does not would take the rest of the page for the frame's.
 */
static void start_raw(qh_builder *b, qh_html_token *token) {
    if (token->tag == QH_TAG_IFRAME)
        b->frameset_ok = 0;
    if (token->tag == QH_TAG_IFRAME && token->self_closing)
        qh_insert_void(b, token);
    else
        qh_open_text(b, token, QH_HTML_RAWTEXT);
}

static void start_select(qh_builder *b, qh_html_token *token) {
    if (qh_in_scope(b, QH_TAG_SELECT, QH_SCOPE)) {
        qh_pop_until(b, QH_TAG_SELECT);
        return;
    }
    start_other(b, token);
    b->frameset_ok = 0;
}

static void start_option(qh_builder *b, qh_html_token *token) {
    if (qh_in_scope(b, QH_TAG_SELECT, QH_SCOPE))
        qh_imply_ends(b, token->tag == QH_TAG_OPTION ? QH_TAG_OPTGROUP : QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    else if (qh_html_is(qh_current(b), QH_TAG_OPTION))
        qh_pop(b);
    start_other(b, token);
}

static void start_ruby(qh_builder *b, qh_html_token *token) {
    int is_text = token->tag == QH_TAG_RP || token->tag == QH_TAG_RT;
    if (qh_in_scope(b, QH_TAG_RUBY, QH_SCOPE))
        qh_imply_ends(b, is_text ? QH_TAG_RTC : QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_open(b, token);
}

static void start_foreign(qh_builder *b, qh_html_token *token) {
    qh_reconstruct(b);
    qh_open_foreign_root(b, token);
}

static void start_nothing(qh_builder *b, qh_html_token *token) {
    (void)b;
    (void)token;
}

enum {
    OTHER,
    HTML,
    HEAD,
    BODY,
    FRAMESET,
    BLOCK,
    HEADING,
    PRE,
    FORM,
    ITEM,
    PLAINTEXT,
    BUTTON,
    FORMATTING,
    MARKED,
    TABLE,
    VOID,
    IMAGE,
    INPUT,
    PLAIN_VOID,
    RULE,
    TEXTAREA,
    XMP,
    RAW,
    SELECT,
    OPTION,
    RUBY,
    FOREIGN,
    NOTHING
};

static rule *const rules[] = {
    [OTHER] = start_other,
    [HTML] = start_html,
    [HEAD] = start_in_head,
    [BODY] = start_body,
    [FRAMESET] = start_frameset,
    [BLOCK] = start_block,
    [HEADING] = start_heading,
    [PRE] = start_pre,
    [FORM] = start_form,
    [ITEM] = start_item,
    [PLAINTEXT] = start_plaintext,
    [BUTTON] = start_button,
    [FORMATTING] = start_formatting,
    [MARKED] = start_marked,
    [TABLE] = start_table,
    [VOID] = start_void,
    [IMAGE] = start_image,
    [INPUT] = start_input,
    [PLAIN_VOID] = start_plain_void,
    [RULE] = start_rule,
    [TEXTAREA] = start_textarea,
    [XMP] = start_xmp,
    [RAW] = start_raw,
    [SELECT] = start_select,
    [OPTION] = start_option,
    [RUBY] = start_ruby,
    [FOREIGN] = start_foreign,
    [NOTHING] = start_nothing,
};

/* Tags that are not here are OTHER. */
static const uint8_t rule_of[QH_TAG_KNOWN] = {
    [QH_TAG_HTML] = HTML,         [QH_TAG_BASE] = HEAD,         [QH_TAG_BASEFONT] = HEAD,
    [QH_TAG_BGSOUND] = HEAD,      [QH_TAG_LINK] = HEAD,         [QH_TAG_META] = HEAD,
    [QH_TAG_NOFRAMES] = HEAD,     [QH_TAG_SCRIPT] = HEAD,       [QH_TAG_STYLE] = HEAD,
    [QH_TAG_TEMPLATE] = HEAD,     [QH_TAG_TITLE] = HEAD,        [QH_TAG_BODY] = BODY,
    [QH_TAG_FRAMESET] = FRAMESET, [QH_TAG_ADDRESS] = BLOCK,     [QH_TAG_ARTICLE] = BLOCK,
    [QH_TAG_ASIDE] = BLOCK,       [QH_TAG_BLOCKQUOTE] = BLOCK,  [QH_TAG_CENTER] = BLOCK,
    [QH_TAG_DETAILS] = BLOCK,     [QH_TAG_DIALOG] = BLOCK,      [QH_TAG_DIR] = BLOCK,
    [QH_TAG_DIV] = BLOCK,         [QH_TAG_DL] = BLOCK,          [QH_TAG_FIELDSET] = BLOCK,
    [QH_TAG_FIGCAPTION] = BLOCK,  [QH_TAG_FIGURE] = BLOCK,      [QH_TAG_FOOTER] = BLOCK,
    [QH_TAG_HEADER] = BLOCK,      [QH_TAG_HGROUP] = BLOCK,      [QH_TAG_MAIN] = BLOCK,
    [QH_TAG_MENU] = BLOCK,        [QH_TAG_NAV] = BLOCK,         [QH_TAG_OL] = BLOCK,
    [QH_TAG_P] = BLOCK,           [QH_TAG_SEARCH] = BLOCK,      [QH_TAG_SECTION] = BLOCK,
    [QH_TAG_SUMMARY] = BLOCK,     [QH_TAG_UL] = BLOCK,          [QH_TAG_H1] = HEADING,
    [QH_TAG_H2] = HEADING,        [QH_TAG_H3] = HEADING,        [QH_TAG_H4] = HEADING,
    [QH_TAG_H5] = HEADING,        [QH_TAG_H6] = HEADING,        [QH_TAG_PRE] = PRE,
    [QH_TAG_LISTING] = PRE,       [QH_TAG_FORM] = FORM,         [QH_TAG_LI] = ITEM,
    [QH_TAG_DD] = ITEM,           [QH_TAG_DT] = ITEM,           [QH_TAG_PLAINTEXT] = PLAINTEXT,
    [QH_TAG_BUTTON] = BUTTON,     [QH_TAG_A] = FORMATTING,      [QH_TAG_B] = FORMATTING,
    [QH_TAG_BIG] = FORMATTING,    [QH_TAG_CODE] = FORMATTING,   [QH_TAG_EM] = FORMATTING,
    [QH_TAG_FONT] = FORMATTING,   [QH_TAG_I] = FORMATTING,      [QH_TAG_NOBR] = FORMATTING,
    [QH_TAG_S] = FORMATTING,      [QH_TAG_SMALL] = FORMATTING,  [QH_TAG_STRIKE] = FORMATTING,
    [QH_TAG_STRONG] = FORMATTING, [QH_TAG_TT] = FORMATTING,     [QH_TAG_U] = FORMATTING,
    [QH_TAG_APPLET] = MARKED,     [QH_TAG_MARQUEE] = MARKED,    [QH_TAG_OBJECT] = MARKED,
    [QH_TAG_TABLE] = TABLE,       [QH_TAG_AREA] = VOID,         [QH_TAG_BR] = VOID,
    [QH_TAG_EMBED] = VOID,        [QH_TAG_IMG] = VOID,          [QH_TAG_KEYGEN] = VOID,
    [QH_TAG_WBR] = VOID,          [QH_TAG_IMAGE] = IMAGE,       [QH_TAG_INPUT] = INPUT,
    [QH_TAG_PARAM] = PLAIN_VOID,  [QH_TAG_SOURCE] = PLAIN_VOID, [QH_TAG_TRACK] = PLAIN_VOID,
    [QH_TAG_HR] = RULE,           [QH_TAG_TEXTAREA] = TEXTAREA, [QH_TAG_XMP] = XMP,
    [QH_TAG_IFRAME] = RAW,        [QH_TAG_NOEMBED] = RAW,       [QH_TAG_SELECT] = SELECT,
    [QH_TAG_OPTGROUP] = OPTION,   [QH_TAG_OPTION] = OPTION,     [QH_TAG_RB] = RUBY,
    [QH_TAG_RTC] = RUBY,          [QH_TAG_RP] = RUBY,           [QH_TAG_RT] = RUBY,
    [QH_TAG_MATH] = FOREIGN,      [QH_TAG_SVG] = FOREIGN,       [QH_TAG_CAPTION] = NOTHING,
    [QH_TAG_COL] = NOTHING,       [QH_TAG_COLGROUP] = NOTHING,  [QH_TAG_FRAME] = NOTHING,
    [QH_TAG_HEAD] = NOTHING,      [QH_TAG_TBODY] = NOTHING,     [QH_TAG_TD] = NOTHING,
    [QH_TAG_TFOOT] = NOTHING,     [QH_TAG_TH] = NOTHING,        [QH_TAG_THEAD] = NOTHING,
    [QH_TAG_TR] = NOTHING,
};

qh_step qh_in_body_start_tag(qh_builder *b, qh_html_token *token) {
    rules[rule_of[token->tag]](b, token);
    return QH_DONE;
}
