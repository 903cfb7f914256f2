/*
 * Who of the candidates speaks. For each quotation the speakers that the text mentions around it are gathered, described by a row
 * of bytes each and ranked by boosted trees; then the quotations of a conversation are weighed together.
 */
#ifndef QH_QUOTE_RANKER_H
#define QH_QUOTE_RANKER_H

#include "model/model.h"
#include "model/trees.h"
#include "quote/finder.h"

enum {
    QH_SPEAKER_FEATURES = 3, /* version of what the columns mean */
    QH_SPEAKER_COLUMNS = 80,
    QH_SPEAKERS_MOST = 12,  /* candidates of a quotation */
    QH_SPEAKER_LOGIT = 1024 /* sums of trees count log odds in this many steps */
};

/* What the words around a quotation say of its speaker. */
typedef enum qh_tag_kind {
    QH_TAG_NONE,
    QH_TAG_NAME,
    QH_TAG_ROLE,
    QH_TAG_BODY, /* an organisation, a group */
    QH_TAG_HE,
    QH_TAG_SHE,
    QH_TAG_I,
    QH_TAG_OTHER /* they, it, who */
} qh_tag_kind;

typedef struct qh_tag {
    uint8_t gender;     /* quoth_gender of its pronoun or noun */
    uint8_t kind, side; /* side: 0 none, 1 behind, 2 in front, 3 between two parts */
    int32_t mention;    /* or -1 */
    int32_t cluster;    /* of its name or role, or -1 */
    int32_t refers;     /* whom it most likely means, or -1 */
} qh_tag;

/* A quotation whose speaker is asked for, by place in the text. */
typedef struct qh_utterance {
    uint32_t found;       /* number of the quotation */
    uint32_t block, turn; /* turn: number of its block among those with quotations */
    uint32_t last_block;  /* where it ends */
    uint32_t first, end;  /* tokens */
    qh_tag tag;
    uint32_t candidate, candidate_end;
} qh_utterance;

typedef struct qh_candidate {
    int32_t cluster;
    int32_t score; /* log odds, in steps of 1 / QH_SPEAKER_LOGIT */
    float p;       /* among the candidates */
} qh_candidate;

typedef struct qh_ranking {
    const qh_finder *f;
    QH_VEC(qh_utterance) list;
    QH_VEC(qh_candidate) candidates;
    uint32_t *turns; /* first utterance of each turn, and behind the last one */
    uint32_t turn_count;
    int32_t *refers_to; /* by mention: its cluster, of pronouns what they most likely refer to; -1 */
} qh_ranking;

typedef struct qh_speaker_model {
    qh_trees trees;
} qh_speaker_model;

/* The section "tree" of a model file. 0 and a sentence in *why when it cannot be used. */
int qh_speaker_model_open(const void *bytes, size_t size, qh_speaker_model *out, const char **why);

/* The embedded model (speakers.model), which unit/test_ranker opens with all checks. */
const uint8_t *qh_speaker_bytes(size_t *size);

/* The embedded one. */
void qh_speaker_embedded(qh_speaker_model *out);

/* What all rankings begin with: utterances with their tags, turns, antecedents. 0 when there is no memory. Linear. */
int qh_ranking_open(qh_finder *f, qh_ranking *r);

/* Whom a pronoun at the place of mention `index` most likely means, or -1. Bounded work. */
int32_t qh_antecedent(const qh_ranking *r, size_t index, const qh_mention *pronoun);

/* Can the pronoun mean the speaker, by gender, number and kind? */
int qh_pronoun_fits(const qh_mention *pronoun, const qh_cluster *c);

/* Set off by commas, as who is spoken to: "Come here, John!" */
int qh_is_vocative(const qh_finder *f, const qh_mention *m);

/* Fills the candidates of all utterances. 0 when there is no memory. */
int qh_gather_candidates(qh_ranking *r);

/*
 * The columns of all candidates of utterance `u`, rows QH_SPEAKER_COLUMNS bytes apart. `tag` is the utterance's own, or what the
 * trainer hides it behind; a mention that is hidden is not seen. Bounded work.
 */
void qh_describe_candidates(const qh_ranking *r, uint32_t u, qh_tag tag, uint8_t *rows);

/* Turns scores into probabilities, over one utterance's candidates. */
void qh_share_out(qh_candidate *candidates, size_t count);

/* Weighs the probabilities and scores of a conversation's candidates against each other. 0 when there is no memory. Linear. */
int qh_take_turns(qh_ranking *r);

/* All of it. 0 when there is no memory. */
int qh_rank(qh_ranking *r, const qh_speaker_model *model);

#endif
