/* The columns of the first pass. */
#include <string.h>

#include "quote/candidates.h"

enum { FAR = 255, VOICES = 4 };

/* What the text around says of one candidate. */
typedef struct traits {
    uint32_t told, told_blocks;      /* tokens and paragraphs back to the last mention in the narration */
    uint32_t named;                  /* tokens back to the last one that is no pronoun */
    uint32_t quoted_blocks;          /* paragraphs back to the last mention in a quotation */
    uint32_t next_blocks;            /* paragraphs to the next mention in the narration behind */
    uint8_t rank_told, rank_any;     /* how many others were mentioned since */
    uint8_t here_before, here_after; /* in the quotation's own paragraph: 1 mentioned, 2 as a subject */
    uint8_t here_first;              /* is the paragraph's first in the narration */
    uint8_t near;                    /* mentions in the last paragraphs */
    uint8_t addressed, spoken_of;    /* in the quotation itself */
    uint8_t addressed_before, spoken_of_before, addressed_behind, spoken_of_behind; /* in the turns around */
    uint8_t possessive, object; /* how the last mention in the narration stood */
    uint8_t last_subject;       /* was the last subject of the narration */
    uint8_t next_subject;       /* is the first subject behind */
    uint8_t sentence;           /* in the sentence that the quotation stands in: 1 mentioned, 2 as its subject */
    uint8_t head;               /* is the first name of the paragraph before */
} traits;

typedef struct scene {
    const qh_ranking *r;
    const qh_finder *f;
    const qh_utterance *u;
    qh_tag tag;
    int hidden; /* the mention of the tag is not to be seen */
    const qh_candidate *candidates;
    size_t count;
    traits of[QH_SPEAKERS_MOST];
    qh_tag_kind actor; /* pronoun that the paragraph's narration begins with */
} scene;

static traits *traits_of(scene *s, int32_t cluster) {
    for (size_t i = 0; cluster >= 0 && i < s->count; i++)
        if (s->candidates[i].cluster == cluster)
            return &s->of[i];
    return NULL;
}

static const qh_mention *mention_at(const scene *s, size_t i) { return &s->f->mentions.list.items[i]; }

static int is_object(const qh_finder *f, const qh_mention *m) {
    return m->first && qh_token_at(f, m->first - 1)->classes & QH_WORD_PREPOSITION;
}

/* The sign that leads to the quotation, 0 at the begin of a paragraph. */
static char char_before(const scene *s) {
    size_t i = s->u->first;
    return i > s->f->ranges[s->u->block].token ? s->f->text[qh_token_at(s->f, i - 1)->start] : 0;
}

/* ---- walks over the mentions ---- */

/* Where the sentence begins that leads to the quotation: none, if one ends right before it. */
static size_t sentence_before(const scene *s) {
    enum { LONGEST = 50 };
    size_t i = s->u->first, low = s->f->ranges[s->u->block].token;
    if (i <= low || char_before(s) == '.')
        return i;
    while (i > low && s->u->first - i < LONGEST && (i == s->u->first || !qh_token_at(s->f, i)->sentence_start))
        i--;
    return i;
}

static void look_before(scene *s, size_t from) {
    const qh_finder *f = s->f;
    uint32_t block = s->u->block;
    uint8_t told = 0, any = 0, subject = 0;
    size_t sentence = sentence_before(s);
    for (size_t i = from, steps = 0; i-- > 0 && steps < QH_LOOK_BACK; steps++) {
        const qh_mention *m = mention_at(s, i);
        block = qh_block_of_token(f, m->first, block);
        uint32_t blocks = s->u->block - block;
        if (blocks > QH_LOOK_BLOCKS)
            break;
        traits *t = s->hidden && (int32_t)i == s->tag.mention ? NULL : traits_of(s, s->r->refers_to[i]);
        if (!t)
            continue;
        int first_seen = t->told == UINT32_MAX && t->quoted_blocks == UINT32_MAX;
        if (first_seen)
            t->rank_any = any++;
        if (f->inside[m->first]) {
            if (t->quoted_blocks == UINT32_MAX)
                t->quoted_blocks = blocks;
            continue;
        }
        t->near = (uint8_t)(t->near + (blocks < 6));
        if (m->kind != QH_MENTION_PRONOUN && t->named == UINT32_MAX)
            t->named = s->u->first - m->first;
        if (!subject && m->subject) {
            subject = 1;
            t->last_subject = 1;
        }
        if (blocks == 0 && m->first >= sentence)
            t->sentence = (uint8_t)(m->subject || t->sentence == 2 ? 2 : 1);
        if (blocks == 1) {
            for (size_t k = 0; k < s->count; k++)
                s->of[k].head = 0;
            t->head = 1;
        }
        if (blocks == 0) {
            t->here_before = (uint8_t)(m->subject || t->here_before == 2 ? 2 : 1);
            for (size_t k = 0; k < s->count; k++)
                s->of[k].here_first = 0;
            t->here_first = 1;
        }
        if (t->told != UINT32_MAX)
            continue;
        t->told = s->u->first - m->first;
        t->told_blocks = blocks;
        t->rank_told = told++;
        t->possessive = m->possessive;
        t->object = (uint8_t)is_object(f, m);
    }
}

static void look_inside(scene *s, size_t from, size_t end) {
    enum { MOST = 60 };
    for (size_t i = from; i < end && i < from + MOST; i++) {
        const qh_mention *m = mention_at(s, i);
        traits *t = s->hidden && (int32_t)i == s->tag.mention ? NULL : traits_of(s, s->r->refers_to[i]);
        if (!t)
            continue;
        if (s->f->inside[m->first]) {
            t->spoken_of = 1;
            t->addressed |= (uint8_t)qh_is_vocative(s->f, m);
        } else {
            t->here_after = (uint8_t)(m->subject || t->here_after == 2 ? 2 : 1);
        }
    }
}

static void look_behind(scene *s, size_t from) {
    enum { MENTIONS = 30, BLOCKS = 4 };
    uint32_t block = s->u->last_block;
    int subject = 0;
    for (size_t i = from, steps = 0; i < s->f->mentions.list.count && steps < MENTIONS; i++, steps++) {
        const qh_mention *m = mention_at(s, i);
        block = qh_block_of_token(s->f, m->first, block);
        uint32_t blocks = block - s->u->last_block;
        if (blocks > BLOCKS)
            break;
        traits *t = s->f->inside[m->first] || (s->hidden && (int32_t)i == s->tag.mention) ? NULL : traits_of(s, s->r->refers_to[i]);
        if (!t)
            continue;
        if (blocks == 0)
            t->here_after = (uint8_t)(m->subject || t->here_after == 2 ? 2 : 1);
        else if (t->next_blocks == UINT32_MAX)
            t->next_blocks = blocks;
        if (blocks && m->subject && !subject) {
            subject = 1;
            t->next_subject = 1;
        }
    }
}

/* Whom the quotations of another turn address and speak of. */
static void look_at_turn(scene *s, int64_t turn, int behind) {
    enum { MOST = 60 };
    if (turn < 0 || turn >= (int64_t)s->r->turn_count)
        return;
    uint32_t first = s->r->turns[turn], end = s->r->turns[turn + 1];
    size_t from = qh_mention_from(s->f, s->r->list.items[first].first), stop = s->r->list.items[end - 1].end;
    for (size_t i = from, steps = 0; i < s->f->mentions.list.count && steps < MOST && mention_at(s, i)->first < stop;
         i++, steps++) {
        const qh_mention *m = mention_at(s, i);
        traits *t = s->f->inside[m->first] ? traits_of(s, s->r->refers_to[i]) : NULL;
        if (!t)
            continue;
        uint8_t *addressed = behind ? &t->addressed_behind : &t->addressed_before;
        *(behind ? &t->spoken_of_behind : &t->spoken_of_before) = 1;
        *addressed |= (uint8_t)qh_is_vocative(s->f, m);
    }
}

/* The pronoun that begins the narration of the quotation's paragraph, if one does. */
static qh_tag_kind find_actor(const scene *s) {
    const qh_block_range *range = &s->f->ranges[s->u->block];
    for (size_t i = range->mention, steps = 0; i < range->mention_end && steps < 40; i++, steps++) {
        const qh_mention *m = mention_at(s, i);
        if (s->f->inside[m->first] || (s->hidden && (int32_t)i == s->tag.mention))
            continue;
        if (m->kind != QH_MENTION_PRONOUN)
            return m->kind == QH_MENTION_NAME ? QH_TAG_NAME : QH_TAG_ROLE;
        return m->pronoun == QH_PRONOUN_MALE     ? QH_TAG_HE
               : m->pronoun == QH_PRONOUN_FEMALE ? QH_TAG_SHE
               : m->pronoun == QH_PRONOUN_FIRST  ? QH_TAG_I
                                                 : QH_TAG_OTHER;
    }
    return QH_TAG_NONE;
}

/* ---- the columns ---- */

typedef struct writer {
    uint8_t *row;
    size_t count;
} writer;

static void put(writer *w, uint32_t value) { w->row[w->count++] = (uint8_t)(value > 255 ? 255 : value); }

/* Finely near, coarsely far. */
static uint32_t grade(uint32_t n) {
    return n < 16 ? n : n < 64 ? 12 + n / 4 : n < 256 ? 24 + n / 16 : n < 4096 ? 39 + n / 256 : n == UINT32_MAX ? FAR : 56;
}

static size_t narration(const scene *s, size_t from, size_t end, int back) {
    enum { MOST = 60 };
    size_t words = 0;
    for (size_t n = 0; from != end && n < MOST; n++) {
        from -= (size_t)back;
        words += !s->f->inside[from] && qh_token_at(s->f, from)->kind == QH_TOKEN_WORD;
        from += (size_t)!back;
    }
    return words;
}

static uint32_t end_sign(const qh_finder *f, const qh_utterance *u) {
    size_t i = u->end;
    while (i > u->first && qh_token_at(f, i - 1)->kind == QH_TOKEN_MARK)
        i--;
    char c = i > u->first ? f->text[qh_token_at(f, i - 1)->start] : 0;
    return c == '?' ? 1 : c == '!' ? 2 : c == ',' ? 3 : c == '.' ? 4 : c == '-' || (unsigned char)c == 0xE2 ? 5 : 0;
}

/* Does it speak of itself, of who listens? */
static uint32_t persons_in(const scene *s, size_t from, size_t end) {
    uint32_t seen = 0;
    for (size_t i = from; i < end && i < from + 60; i++) {
        const qh_mention *m = mention_at(s, i);
        if (m->kind == QH_MENTION_PRONOUN)
            seen |= m->pronoun == QH_PRONOUN_FIRST          ? 1u
                    : m->pronoun == QH_PRONOUN_SECOND       ? 2u
                    : m->pronoun == QH_PRONOUN_FIRST_PLURAL ? 4u
                                                            : 0u;
    }
    return seen;
}

static const qh_utterance *utterance_at(const qh_ranking *r, int64_t i) {
    return i >= 0 && i < (int64_t)r->list.count ? &r->list.items[i] : NULL;
}

/* The tag of a turn: the first that names somebody, else the first pronoun. */
static qh_tag turn_tag(const scene *s, int64_t turn) {
    qh_tag tag = {.mention = -1, .cluster = -1, .refers = -1};
    if (turn < 0 || turn >= (int64_t)s->r->turn_count)
        return tag;
    uint32_t first = s->r->turns[turn], end = s->r->turns[turn + 1];
    for (uint32_t i = first; i < end && i < first + VOICES; i++) {
        qh_tag own = s->r->list.items[i].tag;
        if (s->hidden && own.mention == s->tag.mention)
            continue;
        if (own.cluster >= 0)
            return own;
        if (own.kind && !tag.kind)
            tag = own;
    }
    return tag;
}

static uint32_t turn_block(const scene *s, int64_t turn) {
    return turn < 0 || turn >= (int64_t)s->r->turn_count ? UINT32_MAX : s->r->list.items[s->r->turns[turn]].block;
}

static uint32_t sign_before(const scene *s) {
    char c = char_before(s);
    return !c ? 0 : c == ':' ? 1 : c == ',' ? 2 : c == '.' || c == '!' || c == '?' ? 3 : 4;
}

static void put_quotation(scene *s, writer *w, uint32_t index, size_t from, size_t end) {
    const qh_utterance *u = s->u;
    const qh_block_range *range = &s->f->ranges[u->block], *last = &s->f->ranges[u->last_block];
    int64_t turn = u->turn;
    uint32_t first = s->r->turns[turn], stop = s->r->turns[turn + 1];
    uint32_t before = turn_block(s, turn - 1), behind = turn_block(s, turn + 1);
    const qh_utterance *last_one = utterance_at(s->r, (int64_t)first - 1);
    put(w, s->tag.kind);
    put(w, s->tag.side);
    put(w, grade(u->end - u->first));
    put(w, end_sign(s->f, u));
    put(w, grade((uint32_t)narration(s, u->first, range->token < u->first ? range->token : u->first, 1)));
    put(w, grade((uint32_t)narration(s, u->end, last->token_end > u->end ? last->token_end : u->end, 0)));
    put(w, index - first);
    put(w, stop - first);
    put(w, before == UINT32_MAX ? FAR : u->block - before);
    put(w, behind == UINT32_MAX ? FAR : behind - u->block);
    put(w, turn_tag(s, turn - 1).kind);
    put(w, turn_tag(s, turn + 1).kind);
    put(w, (uint32_t)s->f->dialogue);
    put(w, (uint32_t)s->count);
    put(w, last_one ? end_sign(s->f, last_one) : FAR);
    put(w, persons_in(s, from, end));
    put(w, s->actor);
    put(w, (uint32_t)s->f->found.items[u->found].type);
    put(w, s->f->narrator >= 0);
    put(w, sign_before(s));
    const qh_block_range *over = u->block ? range - 1 : NULL;
    put(w, over ? grade(over->token_end - over->token) : FAR);
    put(w, over && over->token_end > over->token && s->f->inside[over->token_end - 1]);
    put(w, s->tag.gender);
}

/* 0: nothing is known; 1: another; 2: the same. */
static uint32_t same(int32_t cluster, int32_t candidate) { return cluster < 0 ? 0 : cluster == candidate ? 2 : 1; }

/* 0: the pronoun tells nothing; 1: another gender; 2: could be; 3: the same gender. */
static uint32_t agrees(uint32_t kind, int32_t gender, const qh_finder *f, int32_t candidate) {
    const qh_cluster *c = &f->clusters.items[candidate];
    int32_t want = kind == QH_TAG_ROLE || kind == QH_TAG_NAME ? gender
                   : kind == QH_TAG_HE                        ? QUOTH_GENDER_MALE
                   : kind == QH_TAG_SHE                       ? QUOTH_GENDER_FEMALE
                                                              : QUOTH_GENDER_UNKNOWN;
    if (kind == QH_TAG_I)
        return candidate == f->narrator ? 3 : f->narrator >= 0 ? 1 : 2;
    if (!want)
        return 0;
    int person = c->kind == QUOTH_SPEAKER_PERSON || c->kind == QUOTH_SPEAKER_ROLE || c->kind == QUOTH_SPEAKER_UNKNOWN;
    return !person || candidate == f->narrator ? 1 : !c->gender ? 2 : c->gender == want ? 3 : 1;
}

static void put_place(writer *w, const traits *t) {
    put(w, t->rank_told);
    put(w, t->rank_any);
    put(w, grade(t->told_blocks));
    put(w, grade(t->told));
    put(w, grade(t->named));
    put(w, grade(t->quoted_blocks));
    put(w, t->here_before);
    put(w, t->here_after);
    put(w, t->here_first);
    put(w, t->addressed);
    put(w, t->spoken_of);
    put(w, t->addressed_before);
    put(w, t->spoken_of_before);
    put(w, t->addressed_behind);
    put(w, t->spoken_of_behind);
    put(w, grade(t->next_blocks));
    put(w, t->next_subject);
    put(w, t->last_subject);
    put(w, t->near);
    put(w, t->possessive);
    put(w, t->object);
}

static uint32_t turn_agrees(const scene *s, int64_t turn, int32_t candidate) {
    qh_tag tag = turn_tag(s, turn);
    return agrees(tag.kind, tag.gender, s->f, candidate);
}

/* How many candidates that agree with the kind of pronoun were mentioned since, in the narration. */
static uint32_t rank_agreeing(const scene *s, uint32_t kind, int32_t gender, size_t i) {
    uint32_t rank = 0;
    if (!agrees(kind, gender, s->f, s->candidates[i].cluster))
        return FAR;
    if (agrees(kind, gender, s->f, s->candidates[i].cluster) == 1)
        return FAR - 1;
    for (size_t k = 0; k < s->count; k++)
        rank += agrees(kind, gender, s->f, s->candidates[k].cluster) > 1 && s->of[k].told < s->of[i].told;
    return rank;
}

/* The speakers that cues name in the turns around. */
static void put_turns(const scene *s, writer *w, int32_t candidate) {
    static const int offsets[] = {-1, -2, -3, -4, 1, 2, 3};
    int64_t turn = s->u->turn;
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
        put(w, same(turn_tag(s, turn + offsets[i]).cluster, candidate));
    put(w, turn_agrees(s, turn - 1, candidate));
    put(w, turn_agrees(s, turn + 1, candidate));
    put(w, turn_agrees(s, turn - 2, candidate));
    uint32_t since = 0, others = 0;
    int32_t other = -1;
    for (; since < 12; since++) {
        int32_t c = turn_tag(s, turn - 1 - (int64_t)since).cluster;
        if (c == candidate)
            break;
        others += c >= 0 && c != other;
        other = c >= 0 ? c : other;
    }
    put(w, since);
    put(w, others);
}

/* The tags of the quotations before and behind in its own paragraph. */
static void put_neighbours(const scene *s, writer *w, uint32_t index, int32_t candidate) {
    for (int side = -1; side <= 1; side += 2) {
        const qh_utterance *v = utterance_at(s->r, (int64_t)index + side);
        int shown = v && v->block == s->u->block && !(s->hidden && v->tag.mention == s->tag.mention);
        put(w, shown ? same(v->tag.cluster, candidate) : 3);
        put(w, shown ? agrees(v->tag.kind, v->tag.gender, s->f, candidate) : 0);
    }
}

static void put_candidate(scene *s, writer *w, uint32_t index, size_t i, uint32_t most) {
    int32_t candidate = s->candidates[i].cluster;
    const qh_cluster *c = &s->f->clusters.items[candidate];
    int own = s->hidden && s->u->tag.cluster == candidate;
    uint32_t named = c->named - (uint32_t)(own && c->named), cued = c->cued - (uint32_t)(own && c->cued);
    put(w, same(s->tag.cluster, candidate));
    put(w, agrees(s->tag.kind, s->tag.gender, s->f, candidate));
    put(w, s->tag.refers == candidate);
    put_place(w, &s->of[i]);
    put_turns(s, w, candidate);
    put_neighbours(s, w, index, candidate);
    put(w, grade(named));
    put(w, grade(cued));
    put(w, most ? named * 100 / most : 0);
    put(w, (uint32_t)c->gender);
    put(w, (uint32_t)c->kind);
    put(w, agrees(s->actor, 0, s->f, candidate));
    put(w, candidate == s->f->narrator);
    put(w, s->of[i].sentence);
    put(w, s->of[i].head);
    put(w, rank_agreeing(s, s->tag.kind, s->tag.gender, i));
    put(w, rank_agreeing(s, s->actor, 0, i));
}

void qh_describe_candidates(const qh_ranking *r, uint32_t index, qh_tag tag, uint8_t *rows) {
    const qh_utterance *u = &r->list.items[index];
    scene s = {.r = r, .f = r->f, .u = u, .tag = tag, .hidden = tag.kind != u->tag.kind};
    s.candidates = r->candidates.items + u->candidate;
    s.count = u->candidate_end - u->candidate;
    uint32_t most = 0;
    for (size_t i = 0; i < s.count; i++) {
        s.of[i] = (traits){.told = UINT32_MAX,
                           .told_blocks = UINT32_MAX,
                           .named = UINT32_MAX,
                           .quoted_blocks = UINT32_MAX,
                           .next_blocks = UINT32_MAX,
                           .rank_told = FAR,
                           .rank_any = FAR};
        uint32_t named = r->f->clusters.items[s.candidates[i].cluster].named;
        most = named > most ? named : most;
    }
    size_t from = qh_mention_from(r->f, u->first), end = qh_mention_from(r->f, u->end);
    s.actor = find_actor(&s);
    look_before(&s, from);
    look_inside(&s, from, end);
    look_behind(&s, end);
    look_at_turn(&s, (int64_t)u->turn - 1, 0);
    look_at_turn(&s, (int64_t)u->turn + 1, 1);
    for (size_t i = 0, shared = 0; i < s.count; i++) {
        writer w = {rows + i * QH_SPEAKER_COLUMNS, 0};
        if (i)
            memcpy(w.row, rows, shared);
        else
            put_quotation(&s, &w, index, from, end);
        shared = i ? shared : w.count;
        w.count = shared;
        put_candidate(&s, &w, index, i, most);
        memset(w.row + w.count, 0, QH_SPEAKER_COLUMNS - w.count);
    }
}
