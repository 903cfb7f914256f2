/* Main content of a text that was copied from a page, and the kinds of its lines: two stages of boosted trees, as for HTML. */
#ifndef QH_DOCUMENT_TEXT_MAIN_H
#define QH_DOCUMENT_TEXT_MAIN_H

#include "document/html_main.h"
#include "document/text_page.h"

/* What lines are told apart as, beside what rules are sure of. */
enum { QH_TEXT_KINDS = 10 };
extern const int32_t qh_text_kinds[QH_TEXT_KINDS]; /* quoth_block_kind */

typedef struct qh_text_model {
    qh_html_weights weights;
    qh_trees first, second, kinds[QH_TEXT_KINDS];
} qh_text_model;

/* The sections "bias", "word", "one ", "two ", "kind" and so on of a model. With `check`, 0 when they cannot be used; without, they
 * are trusted. */
int qh_text_model_of(const qh_model *model, int check, qh_text_model *out);

/* The embedded model (text.model), which unit/test_text_main opens with all checks. */
const uint8_t *qh_text_model_bytes(size_t *size);

/* Whether the lines look like a page with what stands around its text; rules have decided their kinds. */
int qh_text_looks_copied(const qh_lines *lines);

/* The log odds of each line to be main content, and the rows that kinds are told from. NULL when there is no memory. Linear. */
int32_t *qh_text_logits(qh_arena *arena, const qh_text_page *page, const qh_text_model *model, uint8_t **rows);

/* What each kind's trees say about a line: QH_TEXT_KINDS numbers each, in `arena`. NULL when there is no memory. Linear. */
int32_t *qh_text_kind_scores(qh_arena *arena, const uint8_t *rows, size_t count, const qh_text_model *model);

/*
 * Where the text looks like a copied page: decides what is main content, and of the lines of whose kind rules are not sure what
 * they are. 0 when there is no memory. Linear.
 */
int qh_text_main(const qh_parse *p, qh_lines *lines);

#endif
