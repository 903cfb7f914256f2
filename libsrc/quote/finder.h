/* What the quotation stage works on: tokens, mentions and marked strings of all blocks, and the quotations being made. */
#ifndef QH_QUOTE_FINDER_H
#define QH_QUOTE_FINDER_H

#include "base/parse.h"
#include "linguistics/mentions.h"
#include "quote/cast.h"

typedef struct qh_block_range {
    uint32_t token, token_end;     /* tokens of the block */
    uint32_t mention, mention_end; /* mentions of the block */
} qh_block_range;

/* A string in quotation marks, or a piece of one that goes on over paragraphs. */
typedef struct qh_marked {
    uint32_t first, end; /* tokens [first, end): the opening mark up to and with the closing one */
    uint32_t block;
    int32_t parent;    /* marked string around it, or -1 */
    int32_t continues; /* marked string of a paragraph above that goes on here, the first of them, or -1 */
    uint8_t closed;    /* has its closing mark */
    uint8_t single;    /* single marks */
} qh_marked;

/* A quotation in the making. */
typedef struct qh_found {
    int32_t type;   /* quoth_quote_type, or QH_NOT_SPEECH with `reason` */
    int32_t reason; /* quoth_mark_reason */
    uint32_t block;
    QH_VEC(quoth_span) parts;
    QH_VEC(quoth_span) quoted;
    uint32_t first, end; /* tokens of the first part */
    quoth_span cue;
    int32_t mention;   /* of the speaker, or -1 */
    quoth_span source; /* of a reported clause: whole phrase that names its speaker; empty for none */
    quoth_span head;   /* of a turn: its speaker's head */
    int32_t speaker;   /* index among qh_finder.speakers, or -1 */
    const char *evidence;
    double confidence;
    int32_t margin; /* how much more is learned for such speech than against it; 0 where rules decide */
    int32_t score;  /* of its speaker, as qh_candidate's; QH_NO_SCORE where nobody was ranked */
    int32_t gap;    /* by which the next candidate's is less; QH_GAP_ALONE where there is none */
} qh_found;

enum { QH_NO_SCORE = INT32_MIN, QH_GAP_ALONE = INT32_MAX };

enum { QH_NOT_SPEECH = -1 };

/* A speaker in the making. */
typedef struct qh_cluster {
    quoth_span name; /* fullest mention; empty for a given speaker */
    const quoth_given_speaker *given;
    int32_t kind, gender;
    uint8_t titled;                           /* its gender is told by a title or a noun, not by a given name alone */
    uint16_t of_kind[QUOTH_SPEAKER_ROLE + 1]; /* mentions that look like each kind */
    uint32_t named;                           /* how often the text mentions it */
    uint32_t cued;                            /* how often a cue names it */
    uint32_t entity;                          /* 1 + the number that the caller's mentions give it; 0 for none */
    QH_VEC(quoth_span) mentions;
} qh_cluster;

struct qh_speaker_model; /* ranker.h */

typedef struct qh_finder {
    qh_parse *p;
    const char *text;
    const struct qh_speaker_model *model; /* NULL for the embedded one */
    quoth_status status;                  /* of the tokens: cancelled, no memory */
    qh_tokens tokens;
    qh_mentions mentions;
    int32_t *cluster_of;                  /* by mention: cluster or -1 */
    qh_block_range *ranges;               /* by block */
    qh_cast cast;                         /* the caller's names */
    int32_t narrator;                     /* cluster of who says "I" outside of quotations, or -1 */
    uint8_t *inside;                      /* by token: in a quotation */
    const struct qh_speech_model *speech; /* quote/speech_model.h; NULL: the embedded one */
    int dialogue;                         /* speeches stand in paragraphs of their own, as in a novel */
    QH_VEC(qh_marked) marked;
    QH_VEC(qh_found) found;
    QH_VEC(qh_cluster) clusters;
} qh_finder;

/* Each returns 0 when there is no memory. */
int qh_read_marks(qh_finder *f);    /* quotes.c: words, mentions, turns and marked strings */
int qh_open_quotes(qh_finder *f);   /* quotes.c: all but who speaks; p and text are set by the caller */
int qh_pair_marks(qh_finder *f);    /* marks.c: fills `marked` */
int qh_find_posts(qh_finder *f);    /* posts.c: posts that a forum repeats -> found */
int qh_find_dialogue(qh_finder *f); /* dashes.c: lines that a dash begins -> found */
int qh_cut_narrator(qh_finder *f, qh_found *q,
                    size_t end);              /* dashes.c: "« Tard, dit-il, trop tard ! »" up to token `end` -> parts */
int qh_decide_marks(qh_finder *f);            /* speech.c: marked strings -> found */
int qh_given_quotes(qh_finder *f);            /* speech.c: the caller's quotations -> found */
int qh_find_headlines(qh_finder *f);          /* headlines.c: "Name: clause" -> found */
int qh_find_reported(qh_finder *f);           /* reported.c: reported clauses -> found */
int qh_find_reported_by_rules(qh_finder *f);  /* reported_rules.c: the same in languages that nothing is learned of */
int qh_find_turn_quotes(qh_finder *f);        /* turns.c: turn blocks -> found */
void qh_drop_turn_marks(qh_finder *f);        /* turns.c: a turn that is all in marks is one quotation, not two */
void qh_attribute(qh_finder *f, qh_found *q); /* attribution.c: cue and speaker mention */
int32_t qh_named_behind(const qh_finder *f, uint32_t block, int32_t mention); /* subjects.c: the name behind a role, or the same */
int qh_cast_mentions(qh_finder *f, uint32_t block,
                     size_t first); /* speakers.c: the block's mentions from `first` on, the cast's among them */
int qh_take_mentions(qh_finder *f, uint32_t block,
                     size_t first);    /* given_mentions.c: the caller's, in place of the block's from `first` on */
int qh_cluster_mentions(qh_finder *f); /* speakers.c: fills `clusters` and `cluster_of` */
int qh_resolve_speakers(qh_finder *f); /* resolve.c: found[].speaker, pronouns and quotations without a cue included */
int32_t qh_cluster_of_mention(qh_finder *f, size_t mention); /* speakers.c: of a name or role, its office looked up; or -1 */
int qh_cluster_of_head(qh_finder *f, quoth_span head, int32_t *cluster); /* speakers.c: a turn's head -> cluster */

/* given_mentions.c: the id of a speaker whom only the caller's mentions tell. */
enum { QH_ENTITY_ID = 16 };
const char *qh_entity_id(const qh_cluster *c, char room[QH_ENTITY_ID]);

/* A new quotation with nothing known about it, or NULL. */
qh_found *qh_add_found(qh_finder *f, int32_t type, uint32_t block);

/* "adding that the bridge is safe": the words of a quotation's own cue name nobody. */
static inline int qh_is_own_cue(const qh_found *q, const qh_mention *m) { return qh_span_contains(q->cue, m->span); }

/* The token is this sign of ASCII, or what other scripts write in its place: ，：。، */
int qh_is_sign(const qh_finder *f, size_t i, char c); /* subjects.c */

static inline const qh_token *qh_token_at(const qh_finder *f, size_t i) { return &f->tokens.list.items[i]; }

#endif
