/* Who speaks: turns by their heads and the moderator, quotations by the ranker. */
#include <string.h>

#include "quote/candidates.h"
#include "quote/confidence.h"

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
        if (qh_span_is_empty(q->head)) { /* the caller's, of which the text does not say whose it is */
            q->evidence = "none";
            q->confidence = 0.6;
            continue;
        }
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

/* ---- the ranker's answers ---- */

static int is_foreign(const qh_finder *f, const qh_found *q) {
    const char *language = f->p->doc->blocks.items[q->block].language;
    return language && strncmp(language, "en", 2) && strcmp(language, "und");
}

/* "she said": nobody whom the cue's pronoun cannot mean, or of whom nothing is said before it; nor where it is left out. */
static int is_possible(const qh_ranking *r, const qh_utterance *u, int32_t cluster) {
    const qh_cluster *c = &r->f->clusters.items[cluster];
    const qh_mention *m = u->tag.mention >= 0 ? &r->f->mentions.list.items[u->tag.mention] : NULL;
    int gendered = m && m->kind == QH_MENTION_PRONOUN && (m->pronoun == QH_PRONOUN_MALE || m->pronoun == QH_PRONOUN_FEMALE);
    const qh_found *q = &r->f->found.items[u->found];
    int dropped = !m && !qh_span_is_empty(q->cue) && is_foreign(r->f, q); /* "…", concluse. */
    int later = c->mentions.count > 0 && c->mentions.items[0].start > (m ? m->span.start : q->cue.start);
    return !(gendered || dropped) || (!later && (dropped || qh_pronoun_fits(m, c)));
}

static const qh_candidate *best_of(const qh_ranking *r, const qh_utterance *u) {
    const qh_candidate *best = NULL;
    for (uint32_t i = u->candidate; i < u->candidate_end; i++)
        if ((!best || r->candidates.items[i].score > best->score) && is_possible(r, u, r->candidates.items[i].cluster))
            best = &r->candidates.items[i];
    return best;
}

static int means(const qh_ranking *r, const qh_utterance *u, size_t mention, int32_t cluster) {
    return r->refers_to[mention] == cluster && !qh_is_own_cue(&r->f->found.items[u->found], &r->f->mentions.list.items[mention]);
}

/* Whom the cue's pronoun refers to, where that is surer than what was learned from English: in dialogue, and of "she", whom few can
 * be. */
static const qh_candidate *referred_to(const qh_ranking *r, const qh_utterance *u) {
    const qh_finder *f = r->f;
    int she = u->tag.mention >= 0 && f->mentions.list.items[u->tag.mention].pronoun == QH_PRONOUN_FEMALE;
    if (!is_foreign(f, &f->found.items[u->found]) || !u->tag.kind || u->tag.refers < 0 || !(f->dialogue || she))
        return NULL;
    for (uint32_t i = u->candidate; i < u->candidate_end; i++)
        if (r->candidates.items[i].cluster == u->tag.refers)
            return &r->candidates.items[i];
    return NULL;
}

/* The nearest mention of a speaker around a quotation without a cue: in its own paragraph, else in front. */
static int32_t nearest_mention(const qh_ranking *r, const qh_utterance *u, int32_t cluster) {
    enum { FARTHEST = 120 };
    const qh_finder *f = r->f;
    size_t first = qh_mention_from(f, u->first), end = qh_mention_from(f, u->end);
    size_t last = f->mentions.list.count - end < FARTHEST ? f->mentions.list.count : end + FARTHEST;
    for (size_t i = end; i < last && f->mentions.list.items[i].first < f->ranges[u->last_block].token_end; i++)
        if (means(r, u, i, cluster) && !f->inside[f->mentions.list.items[i].first])
            return (int32_t)i;
    int32_t quoted = -1;
    for (size_t i = first; i-- > 0 && first - i < FARTHEST;)
        if (means(r, u, i, cluster)) {
            if (!f->inside[f->mentions.list.items[i].first])
                return (int32_t)i;
            quoted = quoted < 0 ? (int32_t)i : quoted;
        }
    return quoted;
}

/* By how much the best is before the next whom it could be. */
static int32_t gap_of(const qh_ranking *r, const qh_utterance *u, const qh_candidate *best) {
    int32_t gap = QH_GAP_ALONE;
    for (uint32_t i = u->candidate; i < u->candidate_end; i++) {
        const qh_candidate *other = &r->candidates.items[i];
        if (other != best && best->score - other->score < gap)
            gap = best->score - other->score;
    }
    return gap;
}

static void answer(qh_finder *f, const qh_ranking *r, const qh_utterance *u) {
    qh_found *q = &f->found.items[u->found];
    const qh_candidate *best = best_of(r, u), *referred = best ? referred_to(r, u) : NULL;
    best = referred ? referred : best;
    int named = u->tag.kind && u->tag.side != 3;
    if (u->tag.mention >= 0 && q->mention < 0) {
        q->mention = u->tag.mention;
        q->evidence = "cue-between";
    }
    if (q->mention >= 0 && f->mentions.list.items[q->mention].entity) { /* the caller knows */
        q->speaker = f->cluster_of[q->mention];
        return;
    }
    if (!best || (q->mention < 0 && !qh_span_is_empty(q->source) && is_foreign(f, q)))
        return; /* "laut einer Studie" is said to say it, whoever that is */
    q->speaker = best->cluster;
    q->confidence = best->p;
    q->score = best->score;
    q->gap = gap_of(r, u, best);
    if (q->mention < 0 || (!named && best->cluster != u->tag.cluster && best->cluster != u->tag.refers)) {
        q->mention = nearest_mention(r, u, best->cluster);
        q->evidence = "conversation";
    }
}

/* "“Come,” said Anna. “It will rain.”": only the clause of the cue between the two, and none of its own behind. */
static int goes_on(const qh_finder *f, const qh_utterance *before, const qh_utterance *u) {
    enum { LONGEST = 16 };
    const qh_found *q = &f->found.items[u->found], *last = &f->found.items[before->found];
    if (q->type != QUOTH_QUOTE_DIRECT || last->type != QUOTH_QUOTE_DIRECT || q->mention >= 0 || !qh_span_is_empty(q->cue) ||
        before->block != u->block || last->speaker < 0 || u->first < before->end || u->first - before->end > LONGEST ||
        before->end >= f->tokens.list.count)
        return 0;
    size_t starts = 0;
    for (size_t i = before->end; i < u->first; i++)
        starts += (size_t)(qh_token_at(f, i)->sentence_start && i > before->end);
    return starts == 0 && last->cue.start >= qh_token_at(f, before->end)->start;
}

/*
 * "Luca scosse la testa. – Non so dove sia – ammise.": where the language may leave the pronoun out, who did something in the
 * sentence right before speaks. The mention that begins that sentence, or -1.
 */
static int32_t actor_before(const qh_finder *f, const qh_ranking *r, size_t index) {
    enum { LONGEST = 24 };
    const qh_utterance *u = &r->list.items[index], *last = index ? &r->list.items[index - 1] : NULL;
    const qh_found *q = &f->found.items[u->found];
    size_t low = f->ranges[u->block].token;
    if (q->type != QUOTH_QUOTE_DIRECT || q->mention >= 0 || !is_foreign(f, q))
        return -1;
    if (last && last->block == u->block && last->end > low)
        low = last->end;
    size_t at = u->first;
    if (at == low && u->block && (!last || last->last_block + 1 < u->block)) { /* the paragraph above is one short sentence */
        const qh_block_range *over = &f->ranges[u->block - 1];
        low = at = over->token;
        for (size_t i = low + 1; i < over->token_end; i++)
            if (over->token_end - low > LONGEST || qh_token_at(f, i)->sentence_start)
                return -1;
    } else
        while (at > low && u->first - at < LONGEST && !(at < u->first && qh_token_at(f, at)->sentence_start))
            at--;
    if (at == u->first || !qh_token_at(f, at)->sentence_start)
        return -1;
    size_t m = qh_mention_from(f, at);
    int begins =
        m < f->mentions.list.count && f->mentions.list.items[m].first <= at + 1 && f->mentions.list.items[m].end < u->first;
    return begins && r->refers_to[m] >= 0 && !f->inside[at] && !f->mentions.list.items[m].possessive ? (int32_t)m : -1;
}

static void resolve_by_ranks(qh_finder *f, const qh_ranking *r) {
    for (size_t i = 0; i < r->list.count; i++) {
        const qh_utterance *u = &r->list.items[i];
        qh_found *q = &f->found.items[u->found], *last = i ? &f->found.items[r->list.items[i - 1].found] : NULL;
        int same = last && goes_on(f, &r->list.items[i - 1], u);
        int32_t actor = actor_before(f, r, i);
        answer(f, r, u);
        if (u->tag.cluster >= 0 && u->tag.side != 3 && is_foreign(f, q))
            q->speaker = u->tag.cluster; /* whom the cue names; what ranks know of English does not outweigh it */
        if (actor >= 0) {
            q->speaker = r->refers_to[actor];
            q->mention = actor;
            q->evidence = "conversation";
        }
        if (!same)
            continue;
        q->speaker = last->speaker;
        q->mention = last->mention;
        q->evidence = "same-paragraph";
    }
}

/*
 * What ranks learn from English they know of other languages too, but less surely: the features are places, genders and cues, no
 * words. A foreign word or two in an English text do not count.
 */
static void doubt_others(qh_finder *f) {
    static const double DOUBT = 0.7;
    size_t others = 0;
    for (size_t i = 0; i < f->found.count; i++)
        others += (size_t)is_foreign(f, &f->found.items[i]);
    for (size_t i = 0; i < f->found.count && others * 2 > f->found.count; i++)
        if (is_foreign(f, &f->found.items[i]) && f->found.items[i].type != QUOTH_QUOTE_TURN)
            f->found.items[i].confidence *= DOUBT;
}

int qh_resolve_speakers(qh_finder *f) {
    qh_ranking r;
    if (!resolve_turns(f) || !qh_ranking_open(f, &r))
        return 0;
    qh_speaker_model model;
    qh_speaker_embedded(&model);
    if (!qh_gather_candidates(&r) || !qh_rank(&r, f->model ? f->model : &model))
        return 0;
    resolve_by_ranks(f, &r);
    qh_settle_confidence(f);
    doubt_others(f);
    return 1;
}
