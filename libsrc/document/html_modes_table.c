/* The modes of tables and of templates, 13.2.6.4.9 to 13.2.6.4.17. */
#include "document/html_builder.h"

static const uint16_t table_context[] = {QH_TAG_TABLE, QH_TAG_TEMPLATE, QH_TAG_HTML};
static const uint16_t body_context[] = {QH_TAG_TBODY, QH_TAG_TFOOT, QH_TAG_THEAD, QH_TAG_TEMPLATE, QH_TAG_HTML};
static const uint16_t row_context[] = {QH_TAG_TR, QH_TAG_TEMPLATE, QH_TAG_HTML};

static void clear_to_table(qh_builder *b) { qh_clear_to(b, table_context, 3); }
static void clear_to_body(qh_builder *b) { qh_clear_to(b, body_context, 5); }
static void clear_to_row(qh_builder *b) { qh_clear_to(b, row_context, 3); }

/* Parts of tables, as sets. */
enum { CAPTION = 1, COL = 2, COLGROUP = 4, SECTION = 8, ROW = 16, CELL = 32, TABLE = 64, BODY = 128 };

static unsigned part_of(uint16_t tag) {
    switch (tag) {
    case QH_TAG_CAPTION:
        return CAPTION;
    case QH_TAG_COL:
        return COL;
    case QH_TAG_COLGROUP:
        return COLGROUP;
    case QH_TAG_TBODY:
    case QH_TAG_TFOOT:
    case QH_TAG_THEAD:
        return SECTION;
    case QH_TAG_TR:
        return ROW;
    case QH_TAG_TD:
    case QH_TAG_TH:
        return CELL;
    case QH_TAG_TABLE:
        return TABLE;
    case QH_TAG_BODY:
    case QH_TAG_HTML:
        return BODY;
    default:
        return 0;
    }
}

static int is_part(const qh_html_token *token, qh_html_kind kind, unsigned parts) {
    return token->kind == kind && (part_of(token->tag) & parts);
}

static int in_table_scope(const qh_builder *b, uint16_t tag) { return qh_in_scope(b, tag, QH_SCOPE_TABLE); }

static qh_step with_fostering(qh_builder *b, qh_html_token *token) {
    b->foster = 1;
    qh_step step = qh_mode_in_body(b, token);
    b->foster = 0;
    return step;
}

static int end_table(qh_builder *b) {
    if (!in_table_scope(b, QH_TAG_TABLE))
        return 0;
    qh_pop_until(b, QH_TAG_TABLE);
    qh_reset_mode(b);
    return 1;
}

static void open_part(qh_builder *b, const qh_html_token *token, qh_html_mode mode) {
    qh_open(b, token);
    b->mode = mode;
}

static void imply_part(qh_builder *b, const qh_html_token *token, uint16_t tag, qh_html_mode mode) {
    qh_open_implied(b, tag, token->start);
    b->mode = mode;
}

static qh_step start_part_in_table(qh_builder *b, qh_html_token *token, unsigned part) {
    clear_to_table(b);
    switch (part) {
    case CAPTION:
        qh_formatting_mark(b);
        open_part(b, token, QH_MODE_IN_CAPTION);
        return QH_DONE;
    case COLGROUP:
        open_part(b, token, QH_MODE_IN_COLUMN_GROUP);
        return QH_DONE;
    case COL:
        imply_part(b, token, QH_TAG_COLGROUP, QH_MODE_IN_COLUMN_GROUP);
        return QH_AGAIN;
    case SECTION:
        open_part(b, token, QH_MODE_IN_TABLE_BODY);
        return QH_DONE;
    default:
        imply_part(b, token, QH_TAG_TBODY, QH_MODE_IN_TABLE_BODY);
        return QH_AGAIN;
    }
}

int qh_is_hidden_input(const qh_builder *b, const qh_html_token *token) {
    for (uint32_t i = 0; i < token->attribute_count; i++)
        if (token->attributes[i].id == QH_ATTR_TYPE)
            return qh_html_is_word(b->tree->source, &token->attributes[i].value, "hidden");
    return 0;
}

static qh_step start_in_table(qh_builder *b, qh_html_token *token) {
    unsigned part = part_of(token->tag);
    if (part & (CAPTION | COL | COLGROUP | SECTION | ROW | CELL))
        return start_part_in_table(b, token, part);
    switch (token->tag) {
    case QH_TAG_TABLE:
        return end_table(b) ? QH_AGAIN : QH_DONE;
    case QH_TAG_STYLE:
    case QH_TAG_SCRIPT:
    case QH_TAG_TEMPLATE:
        return qh_mode_in_head(b, token);
    case QH_TAG_INPUT:
        if (!qh_is_hidden_input(b, token))
            break;
        qh_insert_void(b, token);
        return QH_DONE;
    case QH_TAG_FORM:
        if (b->form || b->top[QH_TAG_TEMPLATE] >= 0)
            return QH_DONE;
        b->form = qh_element_for(b, token, QH_HTML_SPACE_HTML);
        qh_node_insert(b->form, qh_place_now(b));
        return QH_DONE;
    default:
        break;
    }
    return with_fostering(b, token);
}

static qh_step end_in_table(qh_builder *b, qh_html_token *token) {
    if (token->tag == QH_TAG_TABLE) {
        end_table(b);
        return QH_DONE;
    }
    if (token->tag == QH_TAG_TEMPLATE)
        return qh_mode_in_head(b, token);
    return part_of(token->tag) ? QH_DONE : with_fostering(b, token);
}

static int takes_table_text(const qh_html_node *node) {
    unsigned part = node->space == QH_HTML_SPACE_HTML ? part_of(node->tag) : 0;
    return (part & (TABLE | SECTION | ROW)) || qh_html_is(node, QH_TAG_TEMPLATE);
}

qh_step qh_mode_in_table(qh_builder *b, qh_html_token *token) {
    switch (token->kind) {
    case QH_HTML_TEXT:
        if (!takes_table_text(qh_current(b)))
            return with_fostering(b, token);
        b->table_text.count = 0;
        b->original_mode = b->mode;
        b->mode = QH_MODE_IN_TABLE_TEXT;
        return QH_AGAIN;
    case QH_HTML_COMMENT:
        qh_insert_comment(b, token, NULL);
        return QH_DONE;
    case QH_HTML_DOCTYPE:
        return QH_DONE;
    case QH_HTML_START_TAG:
        return start_in_table(b, token);
    case QH_HTML_END_TAG:
        return end_in_table(b, token);
    default:
        return qh_mode_in_body(b, token);
    }
}

/* White space stays in the table, anything else in it takes all of it out. */
static void place_table_text(qh_builder *b) {
    int all_space = 1;
    for (size_t i = 0; i < b->table_text.count && all_space; i++)
        all_space = qh_is_space(b, &b->table_text.items[i]);
    for (size_t i = 0; i < b->table_text.count; i++) {
        qh_html_token text = {.kind = QH_HTML_TEXT, .text = b->table_text.items[i]};
        if (all_space)
            qh_insert_text(b, &text.text);
        else
            with_fostering(b, &text);
    }
    b->table_text.count = 0;
}

qh_step qh_mode_in_table_text(qh_builder *b, qh_html_token *token) {
    if (token->kind != QH_HTML_TEXT) {
        place_table_text(b);
        b->mode = b->original_mode;
        return QH_AGAIN;
    }
    if (qh_is_nul(&token->text))
        return QH_DONE;
    qh_html_piece *piece = qh_vec_push(b->arena, &b->table_text);
    b->failed |= !piece;
    if (piece)
        *piece = token->text;
    return QH_DONE;
}

static int end_caption(qh_builder *b) {
    if (!in_table_scope(b, QH_TAG_CAPTION))
        return 0;
    qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_pop_until(b, QH_TAG_CAPTION);
    qh_formatting_clear(b);
    b->mode = QH_MODE_IN_TABLE;
    return 1;
}

qh_step qh_mode_in_caption(qh_builder *b, qh_html_token *token) {
    if (is_part(token, QH_HTML_END_TAG, CAPTION)) {
        end_caption(b);
        return QH_DONE;
    }
    if (is_part(token, QH_HTML_START_TAG, CAPTION | COL | COLGROUP | SECTION | ROW | CELL) || qh_is_end(token, QH_TAG_TABLE))
        return end_caption(b) ? QH_AGAIN : QH_DONE;
    return is_part(token, QH_HTML_END_TAG, BODY | COL | COLGROUP | SECTION | ROW | CELL) ? QH_DONE : qh_mode_in_body(b, token);
}

qh_step qh_mode_in_column_group(qh_builder *b, qh_html_token *token) {
    if (token->kind == QH_HTML_TEXT && qh_is_space(b, &token->text)) {
        qh_insert_text(b, &token->text);
        return QH_DONE;
    }
    if (token->kind == QH_HTML_COMMENT)
        qh_insert_comment(b, token, NULL);
    if (token->kind == QH_HTML_COMMENT || token->kind == QH_HTML_DOCTYPE || is_part(token, QH_HTML_END_TAG, COL))
        return QH_DONE;
    if (token->kind == QH_HTML_END || qh_is_start(token, QH_TAG_HTML))
        return qh_mode_in_body(b, token);
    if (is_part(token, QH_HTML_START_TAG, COL)) {
        qh_insert_void(b, token);
        return QH_DONE;
    }
    if ((token->kind == QH_HTML_START_TAG || token->kind == QH_HTML_END_TAG) && token->tag == QH_TAG_TEMPLATE)
        return qh_mode_in_head(b, token);
    if (!qh_html_is(qh_current(b), QH_TAG_COLGROUP))
        return QH_DONE;
    qh_pop(b);
    b->mode = QH_MODE_IN_TABLE;
    return is_part(token, QH_HTML_END_TAG, COLGROUP) ? QH_DONE : QH_AGAIN;
}

static qh_step leave_section(qh_builder *b, qh_step step) {
    clear_to_body(b);
    if (b->depth > 1)
        qh_pop(b);
    b->mode = QH_MODE_IN_TABLE;
    return step;
}

static int has_section(const qh_builder *b) {
    return in_table_scope(b, QH_TAG_TBODY) || in_table_scope(b, QH_TAG_THEAD) || in_table_scope(b, QH_TAG_TFOOT);
}

qh_step qh_mode_in_table_body(qh_builder *b, qh_html_token *token) {
    if (is_part(token, QH_HTML_START_TAG, ROW | CELL)) {
        clear_to_body(b);
        if (token->tag == QH_TAG_TR) {
            open_part(b, token, QH_MODE_IN_ROW);
            return QH_DONE;
        }
        imply_part(b, token, QH_TAG_TR, QH_MODE_IN_ROW);
        return QH_AGAIN;
    }
    if (is_part(token, QH_HTML_END_TAG, SECTION))
        return in_table_scope(b, token->tag) ? leave_section(b, QH_DONE) : QH_DONE;
    if (is_part(token, QH_HTML_START_TAG, CAPTION | COL | COLGROUP | SECTION) || qh_is_end(token, QH_TAG_TABLE))
        return has_section(b) ? leave_section(b, QH_AGAIN) : QH_DONE;
    return is_part(token, QH_HTML_END_TAG, BODY | CAPTION | COL | COLGROUP | ROW | CELL) ? QH_DONE : qh_mode_in_table(b, token);
}

static qh_step leave_row(qh_builder *b, qh_step step) {
    if (!in_table_scope(b, QH_TAG_TR))
        return QH_DONE;
    clear_to_row(b);
    qh_pop(b);
    b->mode = QH_MODE_IN_TABLE_BODY;
    return step;
}

qh_step qh_mode_in_row(qh_builder *b, qh_html_token *token) {
    if (is_part(token, QH_HTML_START_TAG, CELL)) {
        clear_to_row(b);
        open_part(b, token, QH_MODE_IN_CELL);
        qh_formatting_mark(b);
        return QH_DONE;
    }
    if (is_part(token, QH_HTML_END_TAG, ROW))
        return leave_row(b, QH_DONE);
    if (is_part(token, QH_HTML_START_TAG, CAPTION | COL | COLGROUP | SECTION | ROW) || qh_is_end(token, QH_TAG_TABLE))
        return leave_row(b, QH_AGAIN);
    if (is_part(token, QH_HTML_END_TAG, SECTION))
        return in_table_scope(b, token->tag) ? leave_row(b, QH_AGAIN) : QH_DONE;
    return is_part(token, QH_HTML_END_TAG, BODY | CAPTION | COL | COLGROUP | CELL) ? QH_DONE : qh_mode_in_table(b, token);
}

static void end_cell(qh_builder *b, uint16_t tag) {
    qh_imply_ends(b, QH_TAG_OTHER, QH_TAG_FLAG_IMPLIED);
    qh_pop_until(b, tag);
    qh_formatting_clear(b);
    b->mode = QH_MODE_IN_ROW;
}

/* The cell that is open, td or th. */
static void close_cell(qh_builder *b) { end_cell(b, b->top[QH_TAG_TD] > b->top[QH_TAG_TH] ? QH_TAG_TD : QH_TAG_TH); }

qh_step qh_mode_in_cell(qh_builder *b, qh_html_token *token) {
    if (is_part(token, QH_HTML_END_TAG, CELL)) {
        if (in_table_scope(b, token->tag))
            end_cell(b, token->tag);
        return QH_DONE;
    }
    if (is_part(token, QH_HTML_START_TAG, CAPTION | COL | COLGROUP | SECTION | ROW | CELL)) {
        if (!in_table_scope(b, QH_TAG_TD) && !in_table_scope(b, QH_TAG_TH))
            return QH_DONE;
        close_cell(b);
        return QH_AGAIN;
    }
    if (is_part(token, QH_HTML_END_TAG, BODY | CAPTION | COL | COLGROUP))
        return QH_DONE;
    if (!is_part(token, QH_HTML_END_TAG, TABLE | SECTION | ROW))
        return qh_mode_in_body(b, token);
    if (!in_table_scope(b, token->tag))
        return QH_DONE;
    close_cell(b);
    return QH_AGAIN;
}

static qh_step template_as(qh_builder *b, qh_html_mode mode) {
    if (b->template_modes.count)
        b->template_modes.items[b->template_modes.count - 1] = (uint8_t)mode;
    b->mode = mode;
    return QH_AGAIN;
}

static qh_step end_in_template(qh_builder *b) {
    if (b->top[QH_TAG_TEMPLATE] < 0)
        return QH_DONE;
    qh_pop_until(b, QH_TAG_TEMPLATE);
    qh_formatting_clear(b);
    b->template_modes.count -= b->template_modes.count > 0;
    qh_reset_mode(b);
    return QH_AGAIN;
}

static qh_step start_in_template(qh_builder *b, qh_html_token *token) {
    if (qh_html_tags[token->tag].flags & QH_TAG_FLAG_HEAD)
        return qh_mode_in_head(b, token);
    switch (part_of(token->tag)) {
    case CAPTION:
    case COLGROUP:
    case SECTION:
        return template_as(b, QH_MODE_IN_TABLE);
    case COL:
        return template_as(b, QH_MODE_IN_COLUMN_GROUP);
    case ROW:
        return template_as(b, QH_MODE_IN_TABLE_BODY);
    case CELL:
        return template_as(b, QH_MODE_IN_ROW);
    default:
        return template_as(b, QH_MODE_IN_BODY);
    }
}

qh_step qh_mode_in_template(qh_builder *b, qh_html_token *token) {
    switch (token->kind) {
    case QH_HTML_START_TAG:
        return start_in_template(b, token);
    case QH_HTML_END_TAG:
        return token->tag == QH_TAG_TEMPLATE ? qh_mode_in_head(b, token) : QH_DONE;
    case QH_HTML_END:
        return end_in_template(b);
    default:
        return qh_mode_in_body(b, token);
    }
}
