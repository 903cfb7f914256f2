/* Which mentions are the same speaker: names by their words, acronyms by initials or brackets, turn heads by the name in them. */
#include <string.h>

#include "quote/finder.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { MOST_WORDS = 8 };

/* A name as the hashes of its words, titles and determiners left out. */
typedef struct name_words {
    uint64_t hash[MOST_WORDS];
    size_t count;
    int titled;
    int32_t gender;
} name_words;

static name_words words_of(const qh_finder *f, const qh_mention *m) {
    size_t first = m->first, end = m->end;
    uint32_t small =
        QH_WORD_DETERMINER | (m->kind == QH_MENTION_NAME ? (uint32_t)QH_WORD_TITLE : 0u); /* "the president" is all title */
    name_words w = {{0}, 0, 0, QUOTH_GENDER_UNKNOWN};
    for (size_t i = first; i < end && w.count < MOST_WORDS; i++) {
        const qh_token *t = qh_token_at(f, i);
        if (t->kind != QH_TOKEN_WORD)
            continue;
        int male = (t->classes & QH_WORD_MALE) != 0, female = (t->classes & QH_WORD_FEMALE) != 0;
        if (male != female && w.gender == QUOTH_GENDER_UNKNOWN)
            w.gender = male ? QUOTH_GENDER_MALE : QUOTH_GENDER_FEMALE;
        if (t->classes & small) {
            w.titled |= (t->classes & QH_WORD_TITLE) != 0;
            continue;
        }
        w.hash[w.count++] = qh_word_hash(f->text, (quoth_span){t->start, t->end});
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
    for (size_t i = 0; i < less->count; i++)
        if (!has_word(more, less->hash[i]))
            return 0;
    return less->count == more->count || less->count > 1 || less->hash[0] == more->hash[more->count - 1] ||
           less->hash[0] == more->hash[0];
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

typedef struct entry {
    name_words words;
    size_t length;
} entry;

typedef QH_VEC(entry) entries;

static qh_cluster *new_cluster(qh_finder *f, entries *e, name_words words, quoth_span name, int32_t kind) {
    qh_cluster *c = qh_vec_push(f->p->scratch, &f->clusters);
    entry *room = c ? qh_vec_push(f->p->scratch, e) : NULL;
    if (!room)
        return NULL;
    *c = (qh_cluster){.name = name, .kind = kind, .gender = words.gender};
    *room = (entry){words, name.end - name.start};
    return c;
}

/* A bounded look back keeps the whole linear: a name is taken up again within the last clusters or never. */
enum { LOOK_BACK = 512 };

static int32_t find_cluster(const entries *e, const name_words *w) {
    for (size_t i = e->count; i-- > 0 && e->count - i <= LOOK_BACK;)
        if (same_name(&e->items[i].words, w))
            return (int32_t)i;
    return -1;
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
    if (!c->gender)
        c->gender = w->gender;
    if (c->kind == QUOTH_SPEAKER_UNKNOWN)
        c->kind = kind_of(f, m, w);
    if (!c->given && w->count > e->items[cluster].words.count) {
        e->items[cluster].words = *w;
        c->name = span;
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

static int given_clusters(qh_finder *f, entries *e) {
    for (size_t i = 0; i < f->p->input->speaker_count; i++) {
        name_words none = {{0}, 0, 0, QUOTH_GENDER_UNKNOWN};
        qh_cluster *c = new_cluster(f, e, none, (quoth_span){0, 0}, QUOTH_SPEAKER_PERSON);
        if (!c)
            return 0;
        c->given = &f->p->input->speakers[i];
    }
    return 1;
}

/* Bytes that the code point should have whose first byte is `lead`. */
static size_t length_of(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

/* Folded comparison of a stretch of the text with a name of the caller's, which need not be valid UTF-8. */
static int equals_name(const char *text, quoth_span span, const char *name) {
    size_t a = span.start, b = 0, size = strlen(name);
    while (a < span.end && b < size && b + length_of((unsigned char)name[b]) <= size)
        if (qh_char_lower(qh_utf8_next(text, &a)) != qh_char_lower(qh_utf8_next(name, &b)))
            return 0;
    return a == span.end && b == size;
}

static int32_t given_with_name(const qh_finder *f, quoth_span span) {
    for (size_t i = 0; i < f->p->input->speaker_count; i++) {
        const quoth_given_speaker *given = &f->p->input->speakers[i];
        for (size_t k = 0; k < given->name_count; k++)
            if (equals_name(f->text, span, given->names[k]))
                return (int32_t)i;
    }
    return -1;
}

static int cluster_given(qh_finder *f, entries *e) {
    for (size_t i = 0; i < f->mentions.list.count; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        name_words w = words_of(f, m);
        quoth_span head = {qh_token_at(f, m->head)->start, bare_span(f, m).end};
        int32_t cluster = given_with_name(f, m->span);
        if (cluster < 0)
            cluster = given_with_name(f, bare_span(f, m));
        if (cluster < 0 && m->kind == QH_MENTION_NAME && head.start < head.end)
            cluster = given_with_name(f, head);
        if (cluster >= 0 && !take_mention(f, e, i, cluster, &w))
            return 0;
    }
    return 1;
}

int qh_cluster_mentions(qh_finder *f) {
    entries e = {0};
    f->cluster_of = qh_arena_alloc(f->p->scratch, (f->mentions.list.count + 1) * sizeof *f->cluster_of);
    if (!f->cluster_of)
        return 0;
    memset(f->cluster_of, 0xFF, (f->mentions.list.count + 1) * sizeof *f->cluster_of);
    if (f->p->input->speaker_count)
        return given_clusters(f, &e) && cluster_given(f, &e);
    for (size_t i = 0; i < f->mentions.list.count; i++) {
        const qh_mention *m = &f->mentions.list.items[i];
        if (m->kind == QH_MENTION_PRONOUN)
            continue;
        name_words w = words_of(f, m);
        if (!w.count)
            continue;
        w.gender = w.gender ? w.gender : m->gender;
        int32_t cluster = find_cluster(&e, &w);
        if (cluster < 0)
            cluster = bracket_owner(f, i);
        if (cluster < 0) {
            if (!new_cluster(f, &e, w, bare_span(f, m), kind_of(f, m, &w)))
                return 0;
            cluster = (int32_t)f->clusters.count - 1;
        }
        if (!take_mention(f, &e, i, cluster, &w))
            return 0;
    }
    return 1;
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

int qh_cluster_of_head(qh_finder *f, quoth_span head, int32_t *cluster) {
    *cluster = given_with_name(f, head);
    for (size_t i = 0; *cluster < 0 && i < f->clusters.count && i < LOOK_BACK; i++)
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
