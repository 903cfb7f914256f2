/* Who could have spoken: the speakers that the text mentions in and around a quotation. */
#include <string.h>

#include "quote/candidates.h"

#include "base/one_of.h"

size_t qh_mention_from(const qh_finder *f, size_t token) {
    size_t low = 0, high = f->mentions.list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->mentions.list.items[middle].first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t qh_block_at(const qh_finder *f, size_t token) {
    size_t low = 0, high = f->p->doc->blocks.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (f->ranges[middle].token <= token)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

uint32_t qh_block_of_token(const qh_finder *f, size_t token, uint32_t near) {
    enum { STEPS = 16 }; /* farther away the search by halves is shorter */
    int steps = 0;
    while (near > 0 && f->ranges[near].token > token && steps++ < STEPS)
        near--;
    while (near + 1 < f->p->doc->blocks.count && f->ranges[near].token_end <= token && steps++ < STEPS)
        near++;
    return steps > STEPS ? qh_block_at(f, token) : near;
}

static char char_at(const qh_finder *f, size_t token) {
    return token < f->tokens.list.count ? f->text[qh_token_at(f, token)->start] : 0;
}

/* "Come here, John!": set off by commas inside a quotation. */
int qh_is_vocative(const qh_finder *f, const qh_mention *m) {
    if (m->kind == QH_MENTION_PRONOUN || m->possessive)
        return 0;
    const qh_token *before = m->first ? qh_token_at(f, m->first - 1) : NULL;
    int open = !before || before->kind == QH_TOKEN_MARK || qh_one_of(f->text[before->start], ",.!?-;") ||
               (unsigned char)f->text[before->start] == 0xE2;
    char c = char_at(f, m->end);
    int close = m->end >= f->tokens.list.count || qh_token_at(f, m->end)->kind == QH_TOKEN_MARK || qh_one_of(c, ",.!?-;") ||
                (unsigned char)c == 0xE2;
    return open && close;
}

typedef struct gathering {
    qh_ranking *r;
    int32_t cue; /* what a cue that looks like a name ("Adding that ...") would mean, or -1: nobody */
    qh_candidate list[QH_SPEAKERS_MOST];
    size_t count;
} gathering;

static void take(gathering *g, int32_t cluster) {
    if (cluster < 0 || cluster == g->cue || g->count == QH_SPEAKERS_MOST)
        return;
    for (size_t i = 0; i < g->count; i++)
        if (g->list[i].cluster == cluster)
            return;
    g->list[g->count++] = (qh_candidate){.cluster = cluster};
}

/* Of the narration behind the quotation: all of its paragraph, and whom the next ones begin with. */
static void take_behind(gathering *g, const qh_utterance *u, size_t from) {
    enum { BLOCKS = 2, MENTIONS = 10, ROOM = 3 };
    const qh_finder *f = g->r->f;
    uint32_t block = u->last_block;
    size_t before = g->count;
    for (size_t i = from, steps = 0; i < f->mentions.list.count && steps < MENTIONS; i++, steps++) {
        const qh_mention *m = &f->mentions.list.items[i];
        block = qh_block_of_token(f, m->first, block);
        if (block > u->last_block + BLOCKS || g->count >= before + ROOM)
            break;
        if (!f->inside[m->first])
            take(g, g->r->refers_to[i]);
    }
}

/* The first word of somebody's speech, which has its capital for that and comes up nowhere else: "— Zgubiłam je." */
static int is_first_word(const qh_finder *f, size_t mention, int32_t cluster) {
    const qh_mention *m = &f->mentions.list.items[mention];
    return cluster >= 0 && f->inside[m->first] && m->subject && m->kind == QH_MENTION_NAME && !m->titled && !m->gender &&
           f->clusters.items[cluster].named == 1 &&
           qh_lexicon_traits(f->p->lexicon, f->p->doc->blocks.items[qh_block_at(f, m->first)].language);
}

static void take_before(gathering *g, const qh_utterance *u, size_t from) {
    const qh_finder *f = g->r->f;
    uint32_t block = u->block;
    for (size_t i = from, steps = 0; i-- > 0 && steps < QH_LOOK_BACK && g->count < QH_SPEAKERS_MOST; steps++) {
        block = qh_block_of_token(f, f->mentions.list.items[i].first, block);
        if (u->block - block > QH_LOOK_BLOCKS)
            break;
        if (!is_first_word(f, i, g->r->refers_to[i]))
            take(g, g->r->refers_to[i]);
    }
}

/* The cluster that a name or role within the quotation's own cue belongs to, or -1. */
static int32_t cluster_in_cue(const qh_ranking *r, const qh_utterance *u) {
    const qh_finder *f = r->f;
    const qh_found *q = &f->found.items[u->found];
    size_t low = f->ranges[q->block].mention, end = f->ranges[q->block].mention_end, high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->mentions.list.items[middle].span.start < q->cue.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < end && f->mentions.list.items[i].span.start < q->cue.end; i++)
        if (f->mentions.list.items[i].kind != QH_MENTION_PRONOUN && qh_is_own_cue(q, &f->mentions.list.items[i]))
            return r->refers_to[i];
    return -1;
}

static int gather(qh_ranking *r, qh_utterance *u) {
    const qh_finder *f = r->f;
    gathering g = {.r = r, .cue = cluster_in_cue(r, u)};
    size_t first = qh_mention_from(f, u->first), end = qh_mention_from(f, u->end);
    take(&g, u->tag.cluster);
    take(&g, u->tag.refers);
    for (size_t i = first; i < end && i < first + 40; i++)
        if (!f->inside[f->mentions.list.items[i].first])
            take(&g, r->refers_to[i]);
    take_behind(&g, u, end);
    take_before(&g, u, first);
    u->candidate = (uint32_t)r->candidates.count;
    for (size_t i = 0; i < g.count; i++) {
        qh_candidate *room = qh_vec_push(f->p->scratch, &r->candidates);
        if (!room)
            return 0;
        *room = g.list[i];
    }
    u->candidate_end = (uint32_t)r->candidates.count;
    return 1;
}

int qh_gather_candidates(qh_ranking *r) {
    for (size_t i = 0; i < r->list.count; i++)
        if (!gather(r, &r->list.items[i]))
            return 0;
    return 1;
}
