/* What is known before anybody is ranked: which words stand in quotations, what the cues say, whom the pronouns mean. */
#include <stdlib.h>
#include <string.h>

#include "quote/ranker.h"

/* ---- quotations in the order of the text ---- */

static int is_ranked(const qh_found *q) { return q->type != QH_NOT_SPEECH && q->type != QUOTH_QUOTE_TURN; }

static int mark_inside(qh_finder *f) {
    f->inside = qh_arena_zalloc(f->p->scratch, f->tokens.list.count + 1, 1);
    if (!f->inside)
        return 0;
    for (size_t i = 0; i < f->found.count; i++) {
        const qh_found *q = &f->found.items[i];
        if (q->type == QH_NOT_SPEECH || q->type == QUOTH_QUOTE_INDIRECT)
            continue;
        int turn = q->type == QUOTH_QUOTE_TURN;
        size_t count = turn ? q->parts.count : q->quoted.count;
        for (size_t k = 0; k < count; k++) {
            quoth_span span = turn ? q->parts.items[k] : q->quoted.items[k];
            for (size_t t = qh_token_from(&f->tokens, span.start); t < f->tokens.list.count && qh_token_at(f, t)->start < span.end;
                 t++)
                f->inside[t] = 1;
        }
    }
    return 1;
}

static int by_first(const void *a, const void *b) {
    const qh_utterance *x = a, *y = b;
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : x->found < y->found ? -1 : x->found > y->found;
}

static int list_utterances(qh_finder *f, qh_ranking *r) {
    for (size_t i = 0; i < f->found.count; i++) {
        const qh_found *q = &f->found.items[i];
        if (!is_ranked(q))
            continue;
        qh_utterance *u = qh_vec_push(f->p->scratch, &r->list);
        if (!u)
            return 0;
        *u = (qh_utterance){
            .found = (uint32_t)i, .block = q->block, .last_block = q->block, .tag = {.mention = -1, .cluster = -1, .refers = -1}};
        u->first = (uint32_t)qh_token_from(&f->tokens, q->parts.items[0].start);
        u->end = (uint32_t)qh_token_from(&f->tokens, q->parts.items[q->parts.count - 1].end);
        if (u->end < u->first)
            u->end = u->first;
        while (u->last_block + 1 < f->p->doc->blocks.count && f->ranges[u->last_block].token_end < u->end)
            u->last_block++;
    }
    if (r->list.count)
        qsort(r->list.items, r->list.count, sizeof *r->list.items, by_first);
    return 1;
}

static int number_turns(qh_ranking *r) {
    r->turns = qh_arena_alloc(r->f->p->scratch, (r->list.count + 1) * sizeof *r->turns);
    if (!r->turns)
        return 0;
    for (size_t i = 0; i < r->list.count; i++) {
        if (!i || r->list.items[i].block != r->list.items[i - 1].block)
            r->turns[r->turn_count++] = (uint32_t)i;
        r->list.items[i].turn = r->turn_count - 1;
    }
    r->turns[r->turn_count] = (uint32_t)r->list.count;
    return 1;
}

/* ---- cues ---- */

static uint8_t tag_kind(const qh_mention *m) {
    switch (m->kind) {
    case QH_MENTION_NAME:
        return QH_TAG_NAME;
    case QH_MENTION_ROLE:
        return QH_TAG_ROLE;
    case QH_MENTION_PRONOUN:
        return m->pronoun == QH_PRONOUN_MALE     ? QH_TAG_HE
               : m->pronoun == QH_PRONOUN_FEMALE ? QH_TAG_SHE
               : m->pronoun == QH_PRONOUN_FIRST  ? QH_TAG_I
                                                 : QH_TAG_OTHER;
    default:
        return QH_TAG_BODY;
    }
}

static void read_tag(qh_finder *f, qh_utterance *u) {
    const qh_found *q = &f->found.items[u->found];
    if (q->mention < 0)
        return;
    const qh_mention *m = &f->mentions.list.items[q->mention];
    u->tag = (qh_tag){.gender = m->gender, .kind = tag_kind(m), .mention = q->mention, .cluster = -1, .refers = -1};
    u->tag.side = m->first >= u->end ? 1 : m->end <= u->first ? 2 : 3;
    if (m->kind != QH_MENTION_PRONOUN || m->entity)
        u->tag.cluster = qh_cluster_of_mention(f, (size_t)q->mention);
    if (u->tag.cluster >= 0)
        f->clusters.items[u->tag.cluster].cued++;
}

/* "“A,” said John, “B.”": the clause between two quotations of a paragraph is for both, unless a sentence ends in it. */
static void share_tag(const qh_finder *f, const qh_utterance *before, qh_utterance *u) {
    enum { LONGEST = 24 };
    if (u->tag.kind || before->block != u->block || before->tag.mention < 0 || u->first < before->end ||
        u->first - before->end > LONGEST)
        return;
    const qh_mention *m = &f->mentions.list.items[before->tag.mention];
    if (m->first < before->end || m->end > u->first)
        return;
    for (size_t i = before->end + 1; i <= u->first; i++)
        if (qh_token_at(f, i)->sentence_start && i < u->first)
            return;
    if (u->first > 0 && f->text[qh_token_at(f, u->first - 1)->start] == '.')
        return;
    u->tag = before->tag;
    u->tag.side = 3;
}

static void read_tags(qh_finder *f, qh_ranking *r) {
    for (size_t i = 0; i < r->list.count; i++)
        read_tag(f, &r->list.items[i]);
    for (size_t i = 1; i < r->list.count; i++)
        share_tag(f, &r->list.items[i - 1], &r->list.items[i]);
}

/* ---- the narrator ---- */

static int is_first_person(const qh_finder *f, size_t mention) {
    const qh_mention *m = &f->mentions.list.items[mention];
    return m->kind == QH_MENTION_PRONOUN && m->pronoun == QH_PRONOUN_FIRST && !f->inside[m->first];
}

/* How often others name the cluster when they speak to it, less how often the narration names it. */
static int32_t namesake(qh_finder *f, int32_t *score) {
    int32_t best = -1;
    int given = f->p->input->speaker_count > 0;
    for (size_t i = 0; i < f->mentions.list.count; i++) {
        int32_t c = f->cluster_of[i];
        if (c >= 0 && f->clusters.items[c].kind == QUOTH_SPEAKER_PERSON)
            score[c] +=
                !f->inside[f->mentions.list.items[i].first] ? (given ? -3 : -20) : qh_is_vocative(f, &f->mentions.list.items[i]);
    }
    for (size_t c = 0; c < f->clusters.count; c++)
        if (score[c] > (best >= 0 ? score[best] : given ? 0 : 2))
            best = (int32_t)c;
    return best;
}

/* The cluster of who tells the story: somebody whom others address and the narration never names, else of its own; of a given
 * cast nobody else can be it. */
static int32_t narrator_cluster(qh_finder *f, quoth_span name, int *ok) {
    int32_t *score = qh_arena_zalloc(f->p->scratch, f->clusters.count + 1, sizeof *score);
    int32_t narrator = score ? namesake(f, score) : -1;
    *ok = score != NULL;
    if (!score || narrator >= 0 || f->p->input->speaker_count)
        return narrator;
    qh_cluster *c = qh_vec_push(f->p->scratch, &f->clusters);
    *ok = c != NULL;
    if (!c)
        return -1;
    *c = (qh_cluster){.name = name, .kind = QUOTH_SPEAKER_PERSON};
    return (int32_t)f->clusters.count - 1;
}

/* Who says "I" outside of quotations is one speaker. */
static int find_narrator(qh_finder *f) {
    enum { RARE = 300 }; /* words to one I: where it is rarer, it is in a letter or thought */
    size_t count = 0, first = 0;
    int ok = 1;
    f->narrator = -1;
    for (size_t i = f->mentions.list.count; i-- > 0;)
        if (is_first_person(f, i)) {
            count++;
            first = i;
            f->narrator = f->mentions.list.items[i].entity ? f->cluster_of[i] : f->narrator;
        }
    if (!count || count * RARE < f->tokens.list.count || f->narrator >= 0)
        return 1;
    f->narrator = narrator_cluster(f, f->mentions.list.items[first].span, &ok);
    for (size_t i = first; i < f->mentions.list.count && f->narrator >= 0; i++) {
        if (!is_first_person(f, i))
            continue;
        qh_cluster *c = &f->clusters.items[f->narrator];
        quoth_span *room = qh_vec_push(f->p->scratch, &c->mentions);
        if (!room)
            return 0;
        *room = f->mentions.list.items[i].span;
        c->named++;
        f->cluster_of[i] = f->narrator;
    }
    return ok;
}

/* ---- pronouns ---- */

static int is_person(const qh_cluster *c) {
    return c->kind == QUOTH_SPEAKER_PERSON || c->kind == QUOTH_SPEAKER_ROLE || c->kind == QUOTH_SPEAKER_UNKNOWN;
}

int qh_pronoun_fits(const qh_mention *pronoun, const qh_cluster *c) {
    switch (pronoun->pronoun) {
    case QH_PRONOUN_MALE:
        return is_person(c) && c->gender != QUOTH_GENDER_FEMALE;
    case QH_PRONOUN_FEMALE:
        return is_person(c) && c->gender != QUOTH_GENDER_MALE;
    case QH_PRONOUN_NEUTER:
        return c->kind == QUOTH_SPEAKER_ORGANIZATION || c->kind == QUOTH_SPEAKER_STATE || c->kind == QUOTH_SPEAKER_UNKNOWN;
    case QH_PRONOUN_PLURAL:
        return c->kind == QUOTH_SPEAKER_GROUP || c->kind == QUOTH_SPEAKER_ORGANIZATION;
    case QH_PRONOUN_ANY:
        return is_person(c);
    default:
        return 0;
    }
}

/* Running text: headlines and captions start no chain of pronouns. */
static int is_running(int32_t kind) {
    return kind == QUOTH_BLOCK_PARAGRAPH || kind == QUOTH_BLOCK_TURN || kind == QUOTH_BLOCK_LIST_ITEM ||
           kind == QUOTH_BLOCK_BLOCKQUOTE || kind == QUOTH_BLOCK_FOOTNOTE || kind == QUOTH_BLOCK_TEASER;
}

/* The mention of the narration in front of mention `i` that means somebody, or -1; *steps counts those passed over. */
static int64_t told_before(const qh_finder *f, const qh_ranking *r, size_t i, int *steps) {
    enum { FARTHEST = 48 };
    while (i-- > 0 && (*steps)++ < FARTHEST)
        if (!f->inside[f->mentions.list.items[i].first] && r->refers_to[i] >= 0)
            return (int64_t)i;
    return -1;
}

/* Near, the subject of its sentence, of the gender that the pronoun has. */
int32_t qh_antecedent(const qh_ranking *r, size_t index, const qh_mention *pronoun) {
    enum { RECENT = 16 };
    const qh_finder *f = r->f;
    int32_t best = -1;
    int most = -1000, steps = 0;
    int64_t at = (int64_t)index;
    for (int back = 0; back < RECENT && (at = told_before(f, r, (size_t)at, &steps)) >= 0; back++) {
        const qh_mention *m = &f->mentions.list.items[at];
        int32_t c = r->refers_to[at];
        if (c == f->narrator || !qh_pronoun_fits(pronoun, &f->clusters.items[c]))
            continue;
        int known = f->clusters.items[c].gender == pronoun->gender && pronoun->gender;
        int score = (m->subject ? 8 : 0) + (known ? 6 : 0) - (m->possessive ? 3 : 0) - 2 * back;
        if (score > most) {
            most = score;
            best = c;
        }
    }
    return best;
}

/* Pronouns behind the names of a cluster. */
typedef struct ballot {
    uint32_t he, she;
} ballot;

/* A pronoun after a name tells the gender of who is meant, if only one could be. */
static void vote(const qh_finder *f, const qh_ranking *r, size_t index, uint32_t classes, ballot *votes) {
    enum { CLOSE = 12 };
    int male = (classes & QH_WORD_MALE) != 0, female = (classes & QH_WORD_FEMALE) != 0, steps = 0;
    int64_t last = male != female ? told_before(f, r, index, &steps) : -1;
    int32_t c = last >= 0 ? r->refers_to[last] : -1;
    if (c < 0 || c == f->narrator || f->mentions.list.items[last].kind == QH_MENTION_PRONOUN || !is_person(&f->clusters.items[c]))
        return;
    int64_t other = told_before(f, r, (size_t)last, &steps);
    if (other >= 0 && r->refers_to[other] != c && f->mentions.list.items[last].first - f->mentions.list.items[other].end < CLOSE)
        return;
    (male ? &votes[c].he : &votes[c].she)[0]++;
}

/* "he", "himself" behind a name, in the narration; "her" and "his" may well be another's. */
static int tells_gender(const qh_finder *f, size_t i) {
    enum { GENDERS = QH_WORD_MALE | QH_WORD_FEMALE };
    const qh_token *t = qh_token_at(f, i);
    if (!(t->classes & GENDERS) || f->inside[i])
        return 0;
    return t->classes & QH_WORD_PRONOUN ||
           (t->classes & QH_WORD_FUNCTION && t->end - t->start > 4 && !memcmp(f->text + t->end - 4, "self", 4));
}

static void count_votes(const qh_finder *f, const qh_ranking *r, ballot *votes) {
    for (size_t i = 0, m = 0; i < f->tokens.list.count; i++) {
        while (m < f->mentions.list.count && f->mentions.list.items[m].end <= i)
            m++;
        if (tells_gender(f, i))
            vote(f, r, m, qh_token_at(f, i)->classes, votes);
    }
}

/* "Isabella, who had been talking to James": whom it means stands right before it, or -1. */
static int32_t relative_to(const qh_finder *f, const qh_ranking *r, uint32_t block, size_t i) {
    const qh_mention *m = &f->mentions.list.items[i];
    if (m->pronoun != QH_PRONOUN_ANY || i == f->ranges[block].mention)
        return -1;
    const qh_mention *before = m - 1;
    int comma = before->end + 1 == m->first && qh_is_sign(f, before->end, ',');
    return (comma || before->end == m->first) && before->kind != QH_MENTION_PRONOUN ? r->refers_to[i - 1] : -1;
}

static void follow_pronouns(const qh_finder *f, qh_ranking *r) {
    for (size_t b = 0; b < f->p->doc->blocks.count; b++) {
        int running = is_running(f->p->doc->blocks.items[b].kind);
        for (size_t i = f->ranges[b].mention; i < f->ranges[b].mention_end; i++) {
            const qh_mention *m = &f->mentions.list.items[i];
            if (!running || f->inside[m->first] || m->kind != QH_MENTION_PRONOUN)
                continue;
            int32_t relative = m->entity ? -1 : relative_to(f, r, (uint32_t)b, i);
            if (relative >= 0)
                r->refers_to[i] = relative;
            else if (m->pronoun != QH_PRONOUN_FIRST && !m->entity)
                r->refers_to[i] = qh_antecedent(r, i, m);
        }
    }
}

/* How many times as often as the text at large "he" follows, less how often "she" does; of rare names hardly anything. */
static double leaning(const ballot *b, const ballot *all) {
    static const double RAREST = 0.25; /* one of the two may hardly occur at all */
    double most_he = all->he > RAREST * all->she ? all->he : RAREST * all->she;
    double most_she = all->she > RAREST * all->he ? all->she : RAREST * all->he;
    double he = (b->he + 0.5) / (most_he + 1), she = (b->she + 0.5) / (most_she + 1);
    return b->he + b->she ? (he > she ? he / she : -she / he) : 0;
}

/* Titles tell it surely, a given name unless many pronouns speak against it. */
static void settle_genders(qh_finder *f, const ballot *votes) {
    enum { MANY = 6, FEW = 2 };
    static const double AGAINST = 3;
    ballot all = {0, 0};
    for (size_t i = 0; i < f->clusters.count; i++) {
        all.he += votes[i].he;
        all.she += votes[i].she;
    }
    for (size_t i = 0; i < f->clusters.count; i++) {
        qh_cluster *c = &f->clusters.items[i];
        uint32_t cast = votes[i].he + votes[i].she;
        double lean = leaning(&votes[i], &all);
        int sure = c->titled || (c->gender && (cast < MANY || (lean < AGAINST && lean > -AGAINST)));
        if (!sure && cast)
            c->gender = lean > 0 ? QUOTH_GENDER_MALE : QUOTH_GENDER_FEMALE;
        if (c->kind == QUOTH_SPEAKER_ORGANIZATION && !c->of_kind[QUOTH_SPEAKER_PERSON] && cast > FEW)
            c->kind = QUOTH_SPEAKER_PERSON;
    }
}

static int resolve_pronouns(qh_finder *f, qh_ranking *r) {
    size_t bytes = (f->mentions.list.count + 1) * sizeof *r->refers_to;
    ballot *votes = qh_arena_zalloc(f->p->scratch, f->clusters.count + 1, sizeof *votes);
    r->refers_to = qh_arena_alloc(f->p->scratch, bytes);
    if (!votes || !r->refers_to)
        return 0;
    memcpy(r->refers_to, f->cluster_of, bytes);
    for (size_t i = 0; i < r->list.count; i++)
        if (r->list.items[i].tag.cluster >= 0)
            r->refers_to[r->list.items[i].tag.mention] = r->list.items[i].tag.cluster; /* its office looked up */
    count_votes(f, r, votes);
    settle_genders(f, votes);
    follow_pronouns(f, r);
    for (size_t i = 0; i < r->list.count; i++) {
        qh_tag *tag = &r->list.items[i].tag;
        tag->refers = tag->mention >= 0 ? r->refers_to[tag->mention] : -1;
    }
    return 1;
}

int qh_ranking_open(qh_finder *f, qh_ranking *r) {
    *r = (qh_ranking){.f = f};
    if (!mark_inside(f) || !list_utterances(f, r) || !number_turns(r) || !find_narrator(f))
        return 0;
    read_tags(f, r);
    return resolve_pronouns(f, r);
}
