/* Which leaves are the main content of a page: two stages of boosted trees, then the choice with the best expected F1. */
#ifndef QH_DOCUMENT_HTML_MAIN_H
#define QH_DOCUMENT_HTML_MAIN_H

#include "document/html_features.h"
#include "document/lines.h"
#include "model/model.h"
#include "model/trees.h"

/* Sums of trees count log odds in this many steps. */
#define QH_HTML_LOGIT 1024

typedef struct qh_html_main_model {
    qh_html_weights weights;
    qh_trees first, second;
} qh_html_main_model;

/* The sections "bias", "stem", "one " and "two " of a model. With `check`, 0 when they cannot be used; without, they are
 * trusted.
 */
int qh_html_main_model_of(const qh_model *model, int check, qh_html_main_model *out);

/* The embedded model (main.model), which unit/test_html_main opens with all checks. */
const uint8_t *qh_html_main_bytes(size_t *size);

/* The embedded one. */
void qh_html_main_embedded(qh_html_main_model *out);

/* The log odds of each leaf to be main content; `lines` are those of qh_html_kinds(). NULL when there is no memory. Linear. */
int32_t *qh_html_main_logits(qh_arena *arena, const qh_html_facts *facts, const qh_lines *lines, const qh_html_main_model *model);

/* The leaves to keep, by their log odds: nonzero in `kept` (one byte for each, cleared by the caller). Linear. */
void qh_html_main_choose(const qh_html_facts *facts, const int32_t *logits, uint8_t *kept);

/* 1 / (1 + e^-x) of log odds in steps of 1 / QH_HTML_LOGIT. */
double qh_html_probability(int32_t logit);

/*
 * Line i is leaf i. Decides what is main content and how likely each line is. What is none gets the kind of what surrounds it
 * (line->aside), or is boilerplate, but titles, captions, comments and the like stay what they are. 0 when there is no memory.
 */
int qh_html_main(qh_arena *arena, const qh_html_facts *facts, const qh_html_main_model *model, qh_lines *lines);

#endif
