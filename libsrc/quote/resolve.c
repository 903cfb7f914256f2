/* From mentions to speakers: names as they are, pronouns and nouns to the nearest that fits, turns by their heads and the
 * moderator. */
#include <string.h>

#include "quote/finder.h"

static int fits(const qh_cluster *c, const qh_mention *pronoun) {
    int person = c->kind == QUOTH_SPEAKER_PERSON || c->kind == QUOTH_SPEAKER_ROLE || c->kind == QUOTH_SPEAKER_UNKNOWN;
    switch (pronoun->pronoun) {
    case QH_PRONOUN_MALE:
        return person && c->gender != QUOTH_GENDER_FEMALE;
    case QH_PRONOUN_FEMALE:
        return person && c->gender != QUOTH_GENDER_MALE;
    case QH_PRONOUN_NEUTER:
        return c->kind == QUOTH_SPEAKER_ORGANIZATION || c->kind == QUOTH_SPEAKER_STATE || c->kind == QUOTH_SPEAKER_UNKNOWN;
    case QH_PRONOUN_PLURAL:
        return c->kind == QUOTH_SPEAKER_GROUP || c->kind == QUOTH_SPEAKER_ORGANIZATION;
    default:
        return person;
    }
}

/* Is the mention in running text? Headlines and captions start no chain of pronouns. */
static int in_text(const qh_finder *f, const qh_mention *m) {
    size_t low = 0, high = f->p->doc->blocks.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (f->p->doc->blocks.items[middle].start <= m->span.start)
            low = middle;
        else
            high = middle;
    }
    int32_t kind = f->p->doc->blocks.items[low].kind;
    return kind == QUOTH_BLOCK_PARAGRAPH || kind == QUOTH_BLOCK_TURN || kind == QUOTH_BLOCK_LIST_ITEM ||
           kind == QUOTH_BLOCK_BLOCKQUOTE || kind == QUOTH_BLOCK_FOOTNOTE || kind == QUOTH_BLOCK_TEASER;
}

/* The antecedent: the nearest mention in front that fits, one that begins its sentence before others. */
static int32_t antecedent(const qh_finder *f, size_t index) {
    enum { FARTHEST = 40 };
    const qh_mention *pronoun = &f->mentions.list.items[index];
    int32_t near = -1;
    for (size_t i = index; i-- > 0 && index - i <= FARTHEST;) {
        int32_t c = f->cluster_of[i];
        if (c < 0 || !fits(&f->clusters.items[c], pronoun) || f->mentions.list.items[i].possessive ||
            !in_text(f, &f->mentions.list.items[i]))
            continue;
        if (f->mentions.list.items[i].subject)
            return c;
        if (near < 0)
            near = c;
    }
    return near;
}

static uint64_t word_at(const qh_finder *f, size_t i) {
    return qh_word_hash(f->text, (quoth_span){qh_token_at(f, i)->start, qh_token_at(f, i)->end});
}

static int is_comma(const qh_finder *f, size_t i) { return f->text[qh_token_at(f, i)->start] == ','; }

/* Does the text give the name `index` the office `role`: "President Roe", "Jane Roe, the president", "the president of X, Jane
 * Roe"? */
static int holds_office(const qh_finder *f, size_t index, uint64_t role) {
    enum { LONGEST = 8 }; /* tokens of an apposition */
    const qh_mention *name = &f->mentions.list.items[index], *next = name + 1;
    for (size_t i = name->first; i < name->end; i++)
        if (word_at(f, i) == role)
            return 1;
    if (index + 1 < f->mentions.list.count && next->kind == QH_MENTION_ROLE && next->first == name->end + 1 &&
        is_comma(f, name->end) && word_at(f, next->head) == role)
        return 1;
    if (name->first == 0 || !is_comma(f, name->first - 1))
        return 0;
    for (size_t i = index; i-- > 0 && name->first - f->mentions.list.items[i].end <= LONGEST;)
        if (f->mentions.list.items[i].kind == QH_MENTION_ROLE && word_at(f, f->mentions.list.items[i].head) == role)
            return 1;
    return 0;
}

/* Who "the president" is: the nearest name in front to which the text gives that office, or -1. */
static int32_t office_holder(const qh_finder *f, size_t index) {
    enum { FARTHEST = 60 };
    const qh_mention *m = &f->mentions.list.items[index];
    if (!(qh_token_at(f, m->first)->classes & QH_WORD_DETERMINER))
        return -1;
    uint64_t role = word_at(f, m->head);
    for (size_t i = index; i-- > 0 && index - i <= FARTHEST;) {
        int32_t c = f->cluster_of[i];
        if (c >= 0 && f->mentions.list.items[i].kind == QH_MENTION_NAME && f->clusters.items[c].kind == QUOTH_SPEAKER_PERSON &&
            holds_office(f, i, role))
            return c;
    }
    return -1;
}

static int32_t speaker_of_mention(qh_finder *f, size_t index) {
    const qh_mention *m = &f->mentions.list.items[index];
    int32_t holder = m->kind == QH_MENTION_ROLE ? office_holder(f, index) : -1;
    if (holder >= 0)
        return holder;
    if (f->cluster_of[index] >= 0)
        return f->cluster_of[index];
    if (m->kind != QH_MENTION_PRONOUN)
        return -1;
    if (m->pronoun == QH_PRONOUN_FIRST || m->pronoun == QH_PRONOUN_FIRST_PLURAL || m->pronoun == QH_PRONOUN_SECOND)
        return -1;
    f->cluster_of[index] = antecedent(f, index);
    return f->cluster_of[index];
}

/* ---- turns ---- */

static int is_question(const qh_finder *f, const qh_found *q) {
    const quoth_block *b = &f->p->doc->blocks.items[q->block];
    return (qh_lexicon_word(f->p->lexicon, b->language, f->text + q->head.start, q->head.end - q->head.start).classes &
            QH_WORD_QUESTION) != 0;
}

/* The one person whom a moderator's short turn names gives the floor to: "Matt, go ahead." */
static int32_t floor_of(const qh_finder *f, const qh_found *q) {
    enum { LONGEST_TURN = 60 };
    const qh_block_range *r = &f->ranges[q->block];
    int32_t named = -1, other = -1; /* persons; and what might be one */
    if (q->parts.count > 1 || r->token_end - r->token > LONGEST_TURN)
        return -1;
    for (size_t i = r->mention; i < r->mention_end; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        int32_t c = f->cluster_of[i];
        if (m->kind != QH_MENTION_NAME || m->span.start < q->head.end || m->titled || c < 0 || c == q->speaker)
            continue;
        int32_t kind = f->clusters.items[c].kind;
        int32_t *slot = kind == QUOTH_SPEAKER_PERSON ? &named : kind == QUOTH_SPEAKER_UNKNOWN ? &other : NULL;
        if (!slot)
            continue;
        if (*slot >= 0 && *slot != c)
            return -1;
        *slot = c;
    }
    return named >= 0 ? named : other;
}

static int resolve_turns(qh_finder *f) {
    int32_t floor = -1;
    int answered = 0;
    for (size_t i = 0; i < f->found.count; i++) {
        qh_found *q = &f->found.items[i];
        if (q->type != QUOTH_QUOTE_TURN)
            continue;
        if (is_question(f, q)) {
            q->speaker = answered ? -1 : floor;
            q->evidence = q->speaker >= 0 ? "turn-moderator" : "turn-head";
            q->confidence = q->speaker >= 0 ? 0.8 : 0.6;
            if (q->speaker < 0 && !qh_cluster_of_head(f, q->head, &q->speaker))
                return 0;
            if (q->speaker >= 0 && !f->clusters.items[q->speaker].given)
                f->clusters.items[q->speaker].kind = floor >= 0 && !answered ? QUOTH_SPEAKER_PERSON : QUOTH_SPEAKER_UNKNOWN;
            continue;
        }
        if (!qh_cluster_of_head(f, q->head, &q->speaker))
            return 0;
        int32_t given = floor_of(f, q);
        answered = given < 0;
        floor = given >= 0 ? given : floor;
    }
    return 1;
}

/* ---- quotations without a cue ---- */

/* The first mention of the block outside of quotations that could be somebody who speaks: who acts, speaks. */
static int32_t actor_of(qh_finder *f, const qh_found *q) {
    const qh_block_range *r = &f->ranges[q->block];
    for (size_t i = r->mention; i < r->mention_end; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        int inside = 0;
        for (size_t k = 0; k < q->parts.count; k++)
            inside |= qh_span_contains(q->parts.items[k], m->span);
        if (!inside && !m->possessive && m->subject && !m->place &&
            (m->kind == QH_MENTION_NAME || m->pronoun == QH_PRONOUN_MALE || m->pronoun == QH_PRONOUN_FEMALE ||
             m->kind == QH_MENTION_ROLE))
            return (int32_t)i;
    }
    return -1;
}

typedef struct memory {
    int32_t last, before; /* speakers of the last two direct quotations in different blocks */
    int32_t mention;      /* of the last one's speaker, or -1 */
    uint32_t block;       /* block of the last one */
    int dialogue;         /* paragraphs of speech follow one another: speakers take turns */
} memory;

static void infer(qh_finder *f, qh_found *q, memory *m) {
    if ((m->last >= 0 || m->mention >= 0) && m->block == q->block) {
        q->speaker = m->last;
        q->mention = m->mention;
        q->evidence = "same-paragraph";
        q->confidence = 0.75;
        return;
    }
    int32_t actor = actor_of(f, q);
    if (actor >= 0) {
        q->mention = actor;
        q->speaker = speaker_of_mention(f, (size_t)actor);
        q->evidence = "actor";
        q->confidence = 0.55;
    }
    if (q->speaker >= 0 || m->block + 2 < q->block)
        return;
    q->speaker = m->dialogue ? m->before : m->last;
    q->evidence = m->dialogue ? "alternation" : "same-speaker";
    q->confidence = 0.5;
}

static void remember(memory *m, const qh_found *q) {
    if (q->block != m->block)
        m->before = m->last;
    m->last = q->speaker;
    m->mention = q->mention;
    m->block = q->block;
}

int qh_resolve_speakers(qh_finder *f) {
    memory m = {-1, -1, -1, 0, f->dialogue};
    if (!resolve_turns(f))
        return 0;
    for (size_t i = 0; i < f->found.count; i++) {
        qh_found *q = &f->found.items[i];
        if (q->type == QUOTH_QUOTE_TURN || q->type == QH_NOT_SPEECH)
            continue;
        if (q->mention >= 0)
            q->speaker = speaker_of_mention(f, (size_t)q->mention);
        else if (qh_span_is_empty(q->cue))
            infer(f, q, &m);
        if (q->type == QUOTH_QUOTE_DIRECT)
            remember(&m, q);
    }
    return 1;
}
