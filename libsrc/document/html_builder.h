/* The state of tree construction, shared by its parts: html_nodes.c, html_stack.c, html_formatting.c, html_adoption.c and the
 * modes. */
#ifndef QH_DOCUMENT_HTML_BUILDER_H
#define QH_DOCUMENT_HTML_BUILDER_H

#include "document/html_tree.h"

typedef enum qh_html_mode {
    QH_MODE_INITIAL,
    QH_MODE_BEFORE_HTML,
    QH_MODE_BEFORE_HEAD,
    QH_MODE_IN_HEAD,
    QH_MODE_IN_HEAD_NOSCRIPT,
    QH_MODE_AFTER_HEAD,
    QH_MODE_IN_BODY,
    QH_MODE_TEXT,
    QH_MODE_IN_TABLE,
    QH_MODE_IN_TABLE_TEXT,
    QH_MODE_IN_CAPTION,
    QH_MODE_IN_COLUMN_GROUP,
    QH_MODE_IN_TABLE_BODY,
    QH_MODE_IN_ROW,
    QH_MODE_IN_CELL,
    QH_MODE_IN_TEMPLATE,
    QH_MODE_AFTER_BODY,
    QH_MODE_IN_FRAMESET,
    QH_MODE_AFTER_FRAMESET,
    QH_MODE_AFTER_AFTER_BODY,
    QH_MODE_AFTER_AFTER_FRAMESET,
    QH_MODE_COUNT
} qh_html_mode;

/* Kinds of scope: what bounds the search for an open element from above. QH_SCOPE_SPECIAL is that of other end tags. */
enum { QH_SCOPE, QH_SCOPE_LIST, QH_SCOPE_BUTTON, QH_SCOPE_TABLE, QH_SCOPE_SPECIAL, QH_SCOPE_COUNT };

/*
 * The stack of open elements answers in O(1) what the standard searches it for: each entry knows the entry below with the same
 * tag and, for each kind of scope, the topmost bound at or below itself. Text elements and parts of tables are let in when it is
 * full.
 */
enum { QH_STACK_SIZE = QH_HTML_MAX_DEPTH + 16 };

typedef struct qh_open_element {
    qh_html_node *node;
    uint32_t hash; /* of its name */
    int16_t below; /* the entry with the same tag, -1 for none */
    int16_t bounds[QH_SCOPE_COUNT];
} qh_open_element;

typedef struct qh_formatting {
    qh_html_node *node;  /* NULL: a marker */
    uint64_t attributes; /* a hash of them */
} qh_formatting;

/* Between two markers; the standard knows no bound. */
enum { QH_MAX_FORMATTING = 64 };

typedef struct qh_builder {
    qh_html_tokenizer tokenizer;
    qh_html_tree *tree;
    qh_arena *arena;
    qh_html_pool nodes;
    qh_html_node spare; /* stands for nodes that there is no memory for: `failed` is set then */
    uint8_t failed, frameset_ok, foster, skip_newline;
    qh_html_mode mode, original_mode;
    int depth; /* entries of the stack */
    qh_open_element stack[QH_STACK_SIZE];
    int16_t top[QH_TAG_KNOWN];       /* the topmost HTML element with a tag, -1 for none; [QH_TAG_OTHER] for all unknown ones */
    uint32_t unopened[QH_TAG_KNOWN]; /* elements that had no room on the stack and wait for their end tag */
    uint32_t unopened_count;
    QH_VEC(qh_formatting) formatting;
    size_t reopen_budget; /* formatting elements that may still be opened again */
    QH_VEC(uint8_t) template_modes;
    QH_VEC(qh_html_piece) table_text;
    qh_html_node *form;
    qh_html_attribute *html_room, *body_room; /* of elements that got attributes later: for as many as there may be */
} qh_builder;

/* What a mode makes of a token: done with, or to be processed again in the mode that holds now. */
typedef enum qh_step { QH_DONE, QH_AGAIN } qh_step;
typedef qh_step qh_mode(qh_builder *b, qh_html_token *token);

static inline int qh_html_is(const qh_html_node *node, uint16_t tag) {
    return node->tag == tag && node->space == QH_HTML_SPACE_HTML;
}

/* Whether the tag has the element's name, which is in lower case for this. */
static inline int qh_html_has_name(const qh_html_node *node, const qh_html_token *token) {
    return node->tag == token->tag &&
           (node->tag || (node->name_size == token->name_size && memcmp(node->name, token->name, token->name_size) == 0));
}

static inline unsigned qh_html_flags(const qh_html_node *node) {
    return node->space == QH_HTML_SPACE_HTML ? qh_html_tags[node->tag].flags : 0;
}

static inline int qh_is_start(const qh_html_token *token, uint16_t tag) {
    return token->kind == QH_HTML_START_TAG && token->tag == tag;
}

static inline int qh_is_end(const qh_html_token *token, uint16_t tag) {
    return token->kind == QH_HTML_END_TAG && token->tag == tag;
}

/* html_nodes.c: where nodes are put. */
typedef struct qh_place {
    qh_html_node *parent, *before; /* before NULL: at the end */
} qh_place;

qh_html_node *qh_node_new(qh_builder *b, qh_html_node_kind kind); /* never NULL */
void qh_node_insert(qh_html_node *node, qh_place place);
void qh_node_remove(qh_html_node *node);
void qh_node_move_children(qh_html_node *from, qh_html_node *to);
qh_html_node *qh_element_for(qh_builder *b, const qh_html_token *token, qh_html_space space);
qh_html_node *qh_element_again(qh_builder *b, const qh_html_node *element);
qh_place qh_place_in(qh_builder *b, qh_html_node *target); /* the appropriate place for inserting a node; may be foster parented */
qh_place qh_place_now(qh_builder *b);
void qh_insert_text(qh_builder *b, const qh_html_piece *piece);
void qh_insert_comment(qh_builder *b, const qh_html_token *token, qh_html_node *parent); /* parent NULL: the appropriate place */
void qh_merge_attributes(qh_builder *b, qh_html_node *element, const qh_html_token *token, qh_html_attribute **room);

/* html_stack.c */
static inline qh_html_node *qh_current(const qh_builder *b) { return b->stack[b->depth - 1].node; }
static inline int qh_in_scope(const qh_builder *b, uint16_t tag, int scope) {
    return b->depth && b->top[tag] >= 0 && b->top[tag] >= b->stack[b->depth - 1].bounds[scope];
}

void qh_push(qh_builder *b, qh_html_node *element);
void qh_pop(qh_builder *b);
void qh_pop_to(qh_builder *b, int depth);       /* until so many are left */
void qh_pop_until(qh_builder *b, uint16_t tag); /* with the topmost of that tag, which is there */
void qh_stack_remove(qh_builder *b, int at);
void qh_stack_unlink(qh_builder *b, int from); /* nothing knows of the entries from `from` on, which may be changed */
void qh_stack_link(qh_builder *b, int from);   /* until they are linked again */
int qh_stack_find(const qh_builder *b, const qh_html_node *element); /* -1 where it is not open */
void qh_clear_to(qh_builder *b, const uint16_t *tags, size_t count); /* "clear the stack back to a ... context" */
void qh_imply_ends(qh_builder *b, uint16_t except, unsigned flags);
void qh_close_p(qh_builder *b);

/* Inserts the element and opens it; what has no room is inserted only. Whether it is open is in is_open. */
qh_html_node *qh_open(qh_builder *b, const qh_html_token *token);
qh_html_node *qh_open_implied(qh_builder *b, uint16_t tag, uint32_t at);
qh_html_node *qh_open_foreign(qh_builder *b, qh_html_token *token, qh_html_space space);
void qh_insert_void(qh_builder *b, const qh_html_token *token);

/* html_formatting.c */
void qh_formatting_push(qh_builder *b, qh_html_node *element);
void qh_formatting_mark(qh_builder *b);
void qh_formatting_clear(qh_builder *b); /* to the last marker */
void qh_formatting_remove(qh_builder *b, size_t at);
size_t qh_formatting_find(const qh_builder *b, const qh_html_node *element); /* SIZE_MAX for none; behind the last marker */
size_t qh_formatting_last(const qh_builder *b, uint16_t tag);                /* likewise */
void qh_reconstruct(qh_builder *b);

/* html_adoption.c and html_body_end.c */
void qh_adopt(qh_builder *b, const qh_html_token *token, uint16_t tag);
void qh_other_end_tag(qh_builder *b, const qh_html_token *token);

/* The modes; those of several tokens take others along. */
qh_mode qh_mode_initial, qh_mode_before_html, qh_mode_before_head, qh_mode_in_head, qh_mode_in_head_noscript, qh_mode_after_head;
qh_mode qh_mode_in_body, qh_mode_text, qh_mode_in_table, qh_mode_in_table_text, qh_mode_in_caption, qh_mode_in_column_group;
qh_mode qh_mode_in_table_body, qh_mode_in_row, qh_mode_in_cell, qh_mode_in_template, qh_mode_after_body, qh_mode_in_frameset;
qh_mode qh_mode_after_frameset, qh_mode_after_after_body, qh_mode_after_after_frameset;
qh_mode qh_in_body_start_tag, qh_in_body_end_tag, qh_in_foreign;

qh_step qh_step_in(qh_builder *b, qh_html_mode mode, qh_html_token *token);
void qh_reset_mode(qh_builder *b);

/* An element whose content is text: opens it and has the tokenizer read it so. */
void qh_open_text(qh_builder *b, const qh_html_token *token, qh_html_content content);

int qh_is_space(const qh_builder *b, const qh_html_piece *piece);
int qh_is_nul(const qh_html_piece *piece);

/* html_foreign.c: the start tag of math or svg; whether the tokenizer meets CDATA sections; whose rules hold for the token. */
void qh_open_foreign_root(qh_builder *b, qh_html_token *token);
int qh_is_for_foreign(const qh_builder *b, const qh_html_token *token);

/* html_quirks.c: whether the text is `word`, which is in lower case, in any case. */
int qh_html_is_word(const char *source, const qh_html_piece *piece, const char *word);

/* html_modes_table.c */
int qh_is_hidden_input(const qh_builder *b, const qh_html_token *token);

/* 2 for quirks mode, 1 for limited quirks mode. */
uint8_t qh_html_quirks(const char *source, const qh_html_doctype *doctype);

#endif
