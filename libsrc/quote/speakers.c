/* Which mentions are the same speaker: names by their words, acronyms by initials or brackets, turn heads by the name in them. */
#include <string.h>

#include "quote/candidates.h"
#include "quote/subjects.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/utf8_valid.h"

enum { MOST_WORDS = 8 };

/* A name as the hashes of its words, titles in front and determiners left out. */
typedef struct name_words {
    uint64_t hash[MOST_WORDS];
    size_t count;
    size_t head; /* words up to its head: "Interlink for the MEK" is no name of the MEK */
    int place;   /* nothing but a place, which begins many a name: "Iran Air", "London Zoo" */
    int titled;
    int32_t gender;
    int gender_told; /* by a title or noun, not only by a given name */
    uint8_t kind;    /* qh_mention_kind */
} name_words;

/* "King", "Jeff King": a title that stands where the surname does; not "the King". */
static int is_surname(const qh_finder *f, const qh_mention *m, size_t i) {
    const qh_token *t = qh_token_at(f, i);
    int bare = i == m->first || !(qh_token_at(f, i - 1)->classes & QH_WORD_DETERMINER);
    return bare && i + 1 == m->end && t->classes & QH_WORD_TITLE && t->shape & QH_SHAPE_CAPITAL;
}

enum { GIVEN_NAMES = QH_WORD_GIVEN_NAME | QH_WORD_MALE | QH_WORD_FEMALE };

/* Where the case ending of a name begins, that the words of a name are compared without: "Белова", "Беловой". */
static size_t stem_end(const qh_finder *f, const qh_token *t, const qh_word_table *table) {
    enum { SHORTEST = 3 };
    size_t at = t->start;
    for (int n = 0; n < SHORTEST && at < t->end; n++)
        qh_utf8_next(f->text, &at);
    while (at < t->end && !(qh_table_ending(table, f->text, at, t->end).classes & QH_WORD_PREPOSITION))
        qh_utf8_next(f->text, &at);
    return at;
}

static name_words words_of(const qh_finder *f, const qh_mention *m) {
    const qh_word_table *table = qh_block_words(f, qh_block_at(f, m->first));
    int cases = m->kind == QH_MENTION_NAME && qh_table_traits(table) & QH_TRAIT_CASES;
    size_t first = m->first, end = m->end;
    uint32_t small =
        QH_WORD_DETERMINER | (m->kind == QH_MENTION_NAME ? (uint32_t)QH_WORD_TITLE : 0u); /* "the president" is all title */
    name_words w = {.kind = m->kind};
    for (size_t i = first; i < end && w.count < MOST_WORDS; i++) {
        const qh_token *t = qh_token_at(f, i);
        if (t->kind != QH_TOKEN_WORD)
            continue;
        int male = (t->classes & QH_WORD_MALE) != 0, female = (t->classes & QH_WORD_FEMALE) != 0;
        if (male != female && w.gender == QUOTH_GENDER_UNKNOWN && !(t->classes & QH_WORD_DETERMINER)) /* "his mother" */
            w.gender = male ? QUOTH_GENDER_MALE : QUOTH_GENDER_FEMALE;
        w.gender_told |= male != female && t->classes & (QH_WORD_TITLE | QH_WORD_ROLE);
        if (t->classes & small && !is_surname(f, m, i)) {
            w.titled |= (t->classes & QH_WORD_TITLE) != 0;
            continue;
        }
        w.hash[w.count++] = qh_word_hash(f->text, (quoth_span){t->start, cases ? stem_end(f, t, table) : t->end});
        w.head = i <= m->head ? w.count : w.head;
        w.place = w.count == 1 && t->classes & QH_WORD_PLACE && !(t->classes & GIVEN_NAMES);
    }
    return w;
}

static int has_word(const name_words *w, uint64_t hash) {
    for (size_t i = 0; i < w->count; i++)
        if (w->hash[i] == hash)
            return 1;
    return 0;
}

/* One name is the other's words, in part: "Kerry" and "John Kerry"; genders that differ keep them apart. */
static int same_name(const name_words *a, const name_words *b) {
    const name_words *less = a->count <= b->count ? a : b, *more = less == a ? b : a;
    if (!less->count || (a->gender && b->gender && a->gender != b->gender))
        return 0;
    int same_size = a->count == b->count, name = a->kind == QH_MENTION_NAME || b->kind == QH_MENTION_NAME;
    if (a->kind != b->kind && !same_size &&
        (!name || a->kind == QH_MENTION_GROUP || b->kind == QH_MENTION_GROUP || a->kind == QH_MENTION_ROLE ||
         b->kind == QH_MENTION_ROLE))
        return 0; /* "the Aziz family" is not Aziz, "Gino's wife" not Gino */
    for (size_t i = 0; i < less->count; i++)
        if (!has_word(more, less->hash[i]))
            return 0;
    return less->count == more->count || less->count > 1 || (more->head && less->hash[0] == more->hash[more->head - 1]) ||
           (less->hash[0] == more->hash[0] && !less->place);
}

/* "UNHCR" from "UN High Commissioner for Refugees": the initials of its capitalised words. */
static int is_acronym_of(const qh_finder *f, const qh_token *acronym, const qh_mention *name) {
    if (!(acronym->shape & QH_SHAPE_ALL_CAPS) || name->end - name->first < 2)
        return 0;
    size_t at = acronym->start;
    for (size_t i = name->first; i < name->end; i++) {
        const qh_token *t = qh_token_at(f, i);
        if (t->kind != QH_TOKEN_WORD || !(t->shape & QH_SHAPE_CAPITAL) || t->classes & QH_WORD_DETERMINER)
            continue;
        size_t a = t->start, b = at;
        if (at >= acronym->end || qh_char_lower(qh_utf8_next(f->text, &a)) != qh_char_lower(qh_utf8_next(f->text, &b)))
            return 0;
        at = b;
    }
    return at == acronym->end;
}

/* A cluster among those with a word in their name, newest first. */
typedef struct link {
    int32_t cluster, next;
} link;

typedef struct word_slot {
    uint64_t hash;
    int32_t newest; /* link */
} word_slot;

/* The names of all clusters, and which clusters have a word. */
typedef struct entries {
    QH_VEC(name_words) names;
    QH_VEC(link) links;
    word_slot *slots;
    size_t mask;
} entries;

static int open_entries(const qh_finder *f, entries *e) {
    size_t size = 64;
    while (size < f->mentions.list.count * 4)
        size *= 2; /* a mention brings two words at most */
    *e = (entries){.slots = qh_arena_zalloc(f->p->scratch, size, sizeof *e->slots), .mask = size - 1};
    return e->slots != NULL;
}

static word_slot *slot_of(const entries *e, uint64_t hash) {
    size_t at = (size_t)(hash >> 9) & e->mask, tries = 0;
    while (e->slots[at].hash && e->slots[at].hash != hash && tries++ <= e->mask)
        at = (at + 1) & e->mask;
    return &e->slots[at];
}

static int index_word(const qh_finder *f, entries *e, uint64_t hash, int32_t cluster) {
    word_slot *slot = slot_of(e, hash);
    link *room = qh_vec_push(f->p->scratch, &e->links);
    if (!room)
        return 0;
    *room = (link){cluster, slot->hash ? slot->newest : -1};
    *slot = (word_slot){hash, (int32_t)e->links.count - 1};
    return 1;
}

/* By its first and last word, which are what shorter names are made of. */
static int index_name(const qh_finder *f, entries *e, const name_words *w, int32_t cluster) {
    return !w->count ||
           (index_word(f, e, w->hash[0], cluster) && (w->count == 1 || index_word(f, e, w->hash[w->count - 1], cluster)));
}

static qh_cluster *new_cluster(qh_finder *f, entries *e, name_words words, quoth_span name, int32_t kind) {
    qh_cluster *c = qh_vec_push(f->p->scratch, &f->clusters);
    name_words *room = c ? qh_vec_push(f->p->scratch, &e->names) : NULL;
    if (!room || !index_name(f, e, &words, (int32_t)f->clusters.count - 1))
        return NULL;
    *c = (qh_cluster){.name = name, .kind = kind, .gender = words.gender, .titled = (uint8_t)words.gender_told};
    *room = words;
    return c;
}

/* A bounded look back keeps the whole linear: a name is taken up again within the last clusters of its words or never. */
enum { LOOK_BACK = 24 };

/* The newest cluster with that word and a name that can be the same, or `best` if that is newer. */
static int32_t newest_with(const entries *e, const name_words *w, uint64_t word, int32_t best) {
    const word_slot *slot = slot_of(e, word);
    if (slot->hash != word)
        return best;
    int32_t at = slot->newest;
    for (int tries = 0; at >= 0 && tries < LOOK_BACK; tries++) {
        const link *l = &e->links.items[at];
        if (l->cluster > best && same_name(&e->names.items[l->cluster], w))
            return l->cluster;
        at = l->next;
    }
    return best;
}

static int32_t find_cluster(const entries *e, const name_words *w) {
    int32_t best = newest_with(e, w, w->hash[0], -1);
    return w->count > 1 ? newest_with(e, w, w->hash[w->count - 1], best) : best;
}

static int32_t kind_of(const qh_finder *f, const qh_mention *m, const name_words *w) {
    if (m->kind == QH_MENTION_ROLE)
        return QUOTH_SPEAKER_ROLE;
    if (m->kind == QH_MENTION_GROUP)
        return QUOTH_SPEAKER_GROUP;
    if (m->kind == QH_MENTION_ORGANIZATION)
        return QUOTH_SPEAKER_ORGANIZATION;
    if (m->place)
        return QUOTH_SPEAKER_STATE;
    const qh_token *first = qh_token_at(f, m->first), *head = qh_token_at(f, m->head);
    if (m->titled || w->gender || first->classes & QH_WORD_GIVEN_NAME)
        return QUOTH_SPEAKER_PERSON;
    int joined = m->end > m->head + 2; /* "Office of the High Commissioner for Refugees" */
    if (joined || head->shape & QH_SHAPE_ALL_CAPS || head->classes & QH_WORD_ORGANIZATION || first->classes & QH_WORD_DETERMINER)
        return QUOTH_SPEAKER_ORGANIZATION;
    return w->count > 1 ? QUOTH_SPEAKER_PERSON : QUOTH_SPEAKER_UNKNOWN;
}

/* The span of a name without determiner in front, without title where two names are left, without possessive behind. */
static quoth_span bare_span(const qh_finder *f, const qh_mention *m) {
    quoth_span span = m->span;
    size_t first = m->first;
    if (f->p->input->mentions)
        return span; /* the caller's bounds */
    if (m->kind == QH_MENTION_NAME && qh_token_at(f, first)->classes & QH_WORD_DETERMINER && m->end > first + 1)
        first++;
    while (m->kind == QH_MENTION_NAME && m->end - first > 2 && qh_token_at(f, first)->classes & (QH_WORD_TITLE | QH_WORD_ROLE))
        first++;
    span.start = qh_token_at(f, first)->start;
    if (m->possessive) {
        const char *s = f->text + span.end;
        size_t cut = s[-1] == 's' || s[-1] == 'S' ? 1 : 0;
        cut += s[-1 - (int)cut] == '\'' ? 1 : 3;
        span.end -= cut;
    }
    return span;
}

static int take_mention(qh_finder *f, entries *e, size_t index, int32_t cluster, const name_words *w) {
    const qh_mention *m = &f->mentions.list.items[index];
    qh_cluster *c = &f->clusters.items[cluster];
    quoth_span span = bare_span(f, m), *room = qh_vec_push(f->p->scratch, &c->mentions);
    if (!room)
        return 0;
    *room = span;
    f->cluster_of[index] = cluster;
    if (!c->given && w->gender && (!c->gender || (w->gender_told && !c->titled))) {
        c->gender = e->names.items[cluster].gender = w->gender;
        c->titled = (uint8_t)w->gender_told;
    }
    int32_t kind = m->kind == QH_MENTION_PRONOUN ? -1 : kind_of(f, m, w);
    if (kind >= 0 && c->of_kind[kind] < UINT16_MAX)
        c->of_kind[kind]++;
    c->named++;
    if (!c->given && w->count > e->names.items[cluster].count) {
        e->names.items[cluster] = *w;
        c->name = span;
        return index_name(f, e, w, cluster);
    }
    return 1;
}

/* "Mujahedin-e Khalq Organization (MKO)": the bracket gives the name before it an acronym. */
static int32_t bracket_owner(const qh_finder *f, size_t index) {
    const qh_mention *m = &f->mentions.list.items[index], *before = index ? m - 1 : NULL;
    const qh_token *t = qh_token_at(f, m->head);
    if (!before || before->kind != QH_MENTION_NAME || !(t->shape & QH_SHAPE_ALL_CAPS) || m->end - m->first != 1 || m->first == 0)
        return -1;
    int bracket = f->text[qh_token_at(f, m->first - 1)->start] == '(' && before->end + 1 == m->first;
    return bracket || is_acronym_of(f, t, before) ? f->cluster_of[index - 1] : -1;
}

/* The gender that a name's title tells, else its given name. */
static int32_t name_gender(const qh_finder *f, const char *name, int *titled) {
    int32_t gender = QUOTH_GENDER_UNKNOWN;
    for (size_t at = 0, end; name[at]; at = end + (name[end] != 0)) {
        end = at + strcspn(name + at, " ");
        uint32_t classes = qh_lexicon_word(f->p->lexicon, f->p->input->language, name + at, end - at).classes;
        int male = (classes & QH_WORD_MALE) != 0, female = (classes & QH_WORD_FEMALE) != 0;
        if (male == female)
            continue;
        if (gender == QUOTH_GENDER_UNKNOWN || classes & QH_WORD_TITLE)
            gender = male ? QUOTH_GENDER_MALE : QUOTH_GENDER_FEMALE;
        *titled = (classes & QH_WORD_TITLE) != 0;
        if (*titled)
            break;
    }
    return gender;
}

static int is_utf8(const char *name) {
    size_t size = strlen(name);
    return qh_utf8_valid_prefix(name, size) == size;
}

/* "Jane Roe, chief economist of X" and "chief economist Jane Roe": the name beside a role that stands in apposition, or -1. */
static int32_t apposition_of(const qh_finder *f, size_t index) {
    const qh_mention *m = &f->mentions.list.items[index];
    if (m->kind != QH_MENTION_ROLE || !index || m->alias >= 0)
        return -1;
    const qh_mention *before = m - 1;
    int comma = before->end + 1 == m->first && f->text[qh_token_at(f, before->end)->start] == ',';
    if (!comma || before->kind != QH_MENTION_NAME || before->possessive || f->cluster_of[index - 1] < 0)
        return -1;
    int32_t c = f->cluster_of[index - 1];
    int32_t kind = f->clusters.items[c].kind, gender = f->clusters.items[c].gender;
    int person = kind == QUOTH_SPEAKER_PERSON || kind == QUOTH_SPEAKER_UNKNOWN;
    return person && !(gender && m->gender && gender != m->gender) ? c : -1;
}

static int given_clusters(qh_finder *f, entries *e) {
    for (size_t i = 0; i < f->p->input->speaker_count; i++) {
        name_words none = {.kind = QH_MENTION_NAME};
        qh_cluster *c = new_cluster(f, e, none, (quoth_span){0, 0}, QUOTH_SPEAKER_PERSON);
        if (!c)
            return 0;
        c->given = &f->p->input->speakers[i];
        for (size_t k = 0; k < c->given->name_count && !c->titled; k++) {
            int titled = 0;
            int32_t gender = is_utf8(c->given->names[k]) ? name_gender(f, c->given->names[k], &titled) : QUOTH_GENDER_UNKNOWN;
            if (gender && (titled || !c->gender))
                c->gender = gender;
            c->titled = (uint8_t)(gender && titled);
        }
    }
    return 1;
}

/* The speaker whose alias it is; of namesakes one of its gender if there is any ("Brett" may be a lady), the one mentioned last. */
static int32_t owner_of(const qh_finder *f, int32_t alias, int32_t gender, const uint32_t *last) {
    enum { MOST_NAMESAKES = 16 };
    int32_t best = -1;
    int fits = 0;
    for (int tries = 0; alias >= 0 && tries < MOST_NAMESAKES; tries++, alias = f->cast.aliases.items[alias].next) {
        const qh_alias *a = &f->cast.aliases.items[alias];
        int32_t known = f->clusters.items[a->speaker].gender;
        int agrees = !gender || !known || gender == known;
        if (agrees < fits || (!agrees && a->derived))
            continue;
        if (best < 0 || agrees > fits || last[a->speaker] > last[best])
            best = a->speaker;
        fits = agrees;
    }
    return best;
}

static int cluster_given(qh_finder *f, entries *e) {
    uint32_t *last = qh_arena_zalloc(f->p->scratch, f->clusters.count, sizeof *last);
    if (!last)
        return 0;
    for (size_t i = 0; i < f->mentions.list.count; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        if (m->alias < 0 && !m->entity)
            continue;
        name_words w = words_of(f, m);
        int32_t cluster = m->entity ? (int32_t)m->entity - 1 : owner_of(f, m->alias, m->gender, last);
        if (cluster < 0)
            continue;
        last[cluster] = (uint32_t)i + 1;
        if (!take_mention(f, e, i, cluster, &w))
            return 0;
    }
    return 1;
}

/* ---- the cast's names among the mentions of a block ---- */

/* "Mr. Bingley" is a mention of "Bingley": nothing but titles and articles stands before the name. */
static int is_fuller(const qh_finder *f, const qh_mention *m, size_t first, size_t end) {
    if (m->kind != QH_MENTION_NAME || m->first > first || m->end != end)
        return 0;
    for (size_t i = m->first; i < first; i++)
        if (!(qh_token_at(f, i)->classes & (QH_WORD_TITLE | QH_WORD_DETERMINER)))
            return 0;
    return 1;
}

typedef QH_VEC(qh_mention) mention_list;

static int keep(qh_finder *f, mention_list *out, const qh_mention *m) {
    qh_mention *room = qh_vec_push(f->p->scratch, out);
    if (room)
        *room = *m;
    return room != NULL;
}

int qh_cast_mentions(qh_finder *f, uint32_t block, size_t first) {
    size_t low = f->ranges[block].token, high = f->ranges[block].token_end, at = first, stop;
    mention_list out = {0};
    for (size_t i = low; i < high;) {
        int32_t alias = qh_token_at(f, i)->kind == QH_TOKEN_WORD ? qh_cast_at(&f->cast, f->text, &f->tokens, i, high, &stop) : -1;
        if (alias < 0) {
            i++;
            continue;
        }
        qh_mention own;
        for (; at < f->mentions.list.count && f->mentions.list.items[at].end <= i; at++)
            if (!keep(f, &out, &f->mentions.list.items[at]))
                return 0;
        qh_make_mention(f->text, &f->tokens, low, i, stop, &own);
        if (at < f->mentions.list.count && is_fuller(f, &f->mentions.list.items[at], i, stop))
            own = f->mentions.list.items[at];
        own.alias = alias;
        while (at < f->mentions.list.count && f->mentions.list.items[at].first < stop)
            at++;
        if (!keep(f, &out, &own))
            return 0;
        i = stop;
    }
    for (; at < f->mentions.list.count; at++)
        if (!keep(f, &out, &f->mentions.list.items[at]))
            return 0;
    f->mentions.list.count = first;
    for (size_t i = 0; i < out.count; i++) {
        qh_mention *room = qh_vec_push(f->p->scratch, &f->mentions.list);
        if (!room)
            return 0;
        *room = out.items[i];
    }
    return 1;
}

/* The mentions that the caller says are somebody's, each to the cluster of its number. */
static int cluster_entities(qh_finder *f, entries *e) {
    int32_t *cluster = qh_arena_alloc(f->p->scratch, (f->p->input->mention_count + 1) * sizeof *cluster);
    if (!cluster)
        return 0;
    memset(cluster, 0xFF, (f->p->input->mention_count + 1) * sizeof *cluster);
    for (size_t i = 0; i < f->mentions.list.count; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        if (!m->entity)
            continue;
        name_words w = {.gender = m->gender,
                        .gender_told = m->gender != QUOTH_GENDER_UNKNOWN,
                        .kind = QH_MENTION_NAME}; /* a pronoun is no name */
        if (m->kind != QH_MENTION_PRONOUN)
            w = words_of(f, m);
        int32_t *own = &cluster[m->entity - 1];
        if (*own < 0) {
            qh_cluster *c =
                new_cluster(f, e, w, m->span, m->kind == QH_MENTION_PRONOUN ? QUOTH_SPEAKER_UNKNOWN : kind_of(f, m, &w));
            if (!c)
                return 0;
            c->entity = m->entity;
            *own = (int32_t)f->clusters.count - 1;
        }
        if (!take_mention(f, e, i, *own, &w))
            return 0;
    }
    return 1;
}

static int cluster_own(qh_finder *f, entries *e) {
    for (size_t i = 0; i < f->mentions.list.count; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        if (m->kind == QH_MENTION_PRONOUN || m->entity)
            continue;
        name_words w = words_of(f, m);
        if (!w.count)
            continue;
        w.gender = w.gender ? w.gender : m->gender;
        int32_t cluster = apposition_of(f, i);
        if (cluster >= 0) {
            f->cluster_of[i] = cluster;
            continue;
        }
        cluster = find_cluster(e, &w);
        if (cluster < 0)
            cluster = bracket_owner(f, i);
        if (cluster < 0) {
            if (!new_cluster(f, e, w, bare_span(f, m), kind_of(f, m, &w)))
                return 0;
            cluster = (int32_t)f->clusters.count - 1;
        }
        if (!take_mention(f, e, i, cluster, &w))
            return 0;
    }
    return 1;
}

/* What most of its mentions look like; a person where a third do, since "the Roe house" is a mention too. */
static void choose_kinds(qh_finder *f) {
    for (size_t i = 0; i < f->clusters.count; i++) {
        qh_cluster *c = &f->clusters.items[i];
        uint32_t all = 0, person = c->of_kind[QUOTH_SPEAKER_PERSON];
        int32_t best = QUOTH_SPEAKER_UNKNOWN;
        for (int32_t kind = QUOTH_SPEAKER_UNKNOWN; kind <= QUOTH_SPEAKER_ROLE; kind++) {
            all += c->of_kind[kind];
            best = c->of_kind[kind] > c->of_kind[best] ? kind : best;
        }
        if (!c->given && all)
            c->kind = person * 3 >= all ? QUOTH_SPEAKER_PERSON : best;
    }
}

int qh_cluster_mentions(qh_finder *f) {
    entries e;
    f->cluster_of = qh_arena_alloc(f->p->scratch, (f->mentions.list.count + 1) * sizeof *f->cluster_of);
    if (!f->cluster_of || !open_entries(f, &e))
        return 0;
    memset(f->cluster_of, 0xFF, (f->mentions.list.count + 1) * sizeof *f->cluster_of);
    if (f->p->input->speaker_count)
        return given_clusters(f, &e) && cluster_given(f, &e);
    if (f->p->input->mention_speakers && !cluster_entities(f, &e))
        return 0;
    if (!cluster_own(f, &e))
        return 0;
    choose_kinds(f);
    return 1;
}

/* Who the caller says a head is, or -1. */
static int32_t told_head(const qh_finder *f, quoth_span head) {
    size_t i = qh_mention_from(f, qh_token_from(&f->tokens, head.start));
    int told = i < f->mentions.list.count && f->mentions.list.items[i].span.start < head.end && f->mentions.list.items[i].entity;
    return told ? f->cluster_of[i] : -1;
}

/* Words of a head, in capitals or not, against a cluster's name. */
static int head_matches(const qh_finder *f, quoth_span head, const qh_cluster *c) {
    size_t last = head.end;
    while (last > head.start && f->text[last - 1] != ' ')
        last--;
    uint64_t want = qh_word_hash(f->text, (quoth_span){last, head.end});
    size_t end = c->name.end, at = end;
    while (at > c->name.start && f->text[at - 1] != ' ')
        at--;
    return at < end && qh_word_hash(f->text, (quoth_span){at, end}) == want;
}

enum { HEADS = 512 }; /* clusters that a head is compared with */

int qh_cluster_of_head(qh_finder *f, quoth_span head, int32_t *cluster) {
    int32_t alias = f->p->input->speaker_count ? qh_cast_words(&f->cast, f->text, head) : -1;
    *cluster = told_head(f, head);
    if (*cluster < 0 && alias >= 0)
        *cluster = f->cast.aliases.items[alias].speaker;
    for (size_t i = 0; *cluster < 0 && i < f->clusters.count && i < HEADS; i++)
        if (!qh_span_is_empty(f->clusters.items[i].name) && f->clusters.items[i].kind != QUOTH_SPEAKER_ROLE &&
            head_matches(f, head, &f->clusters.items[i]))
            *cluster = (int32_t)i;
    if (*cluster < 0 && !f->p->input->speaker_count) {
        qh_cluster *c = qh_vec_push(f->p->scratch, &f->clusters);
        if (!c)
            return 0;
        *c = (qh_cluster){.name = head, .kind = QUOTH_SPEAKER_PERSON};
        *cluster = (int32_t)f->clusters.count - 1;
    }
    if (*cluster < 0)
        return 1;
    quoth_span *room = qh_vec_push(f->p->scratch, &f->clusters.items[*cluster].mentions);
    if (room)
        *room = head;
    return room != NULL;
}
