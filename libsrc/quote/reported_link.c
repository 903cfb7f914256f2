#include "quote/reported_link.h"

/* ---- from tags to reports ---- */

static void find_stretches(const uint8_t *tags, size_t count, qh_reports *out) {
    out->stretch_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t tag = tags[i];
        if (tag == QH_TAG_CONTENT || tag == QH_TAG_CUE || tag == QH_TAG_SOURCE)
            out->stretches[out->stretch_count++] = (qh_stretch){i, i + 1, tag};
        else if (tag != QH_TAG_NONE && out->stretch_count)
            out->stretches[out->stretch_count - 1].end = i + 1;
    }
}

static uint32_t gap_between(const qh_stretch *a, const qh_stretch *b) {
    return a->end <= b->first ? b->first - a->end : b->end <= a->first ? a->first - b->end : 0;
}

/* The nearest stretch with the tag, or NULL. */
static const qh_stretch *nearest(const qh_reports *r, const qh_stretch *to, uint8_t tag) {
    const qh_stretch *best = NULL;
    for (size_t i = 0; i < r->stretch_count; i++)
        if (r->stretches[i].tag == tag && (!best || gap_between(&r->stretches[i], to) < gap_between(best, to)))
            best = &r->stretches[i];
    return best;
}

/* A word near the content that can be its cue, where the tags name none. */
static int lexical_cue(const qh_sentence *s, const qh_stretch *content, qh_stretch *cue) {
    enum { BEFORE = 6, BEHIND = 8 };
    int32_t left = s->cues[content->first].left.cue, right = s->cues[content->end - 1].right.cue;
    int32_t at = left >= 0 && content->first - (uint32_t)left <= BEFORE ? left : right;
    if (at < 0 || (at == right && (uint32_t)right - content->end > BEHIND))
        return 0;
    *cue = (qh_stretch){(uint32_t)at, (uint32_t)at + 1, QH_TAG_CUE};
    return 1;
}

static int has_word(const qh_sentence *s, const qh_stretch *x) {
    for (uint32_t i = x->first; i < x->end; i++)
        if (s->elements[i].suffix != 0)
            return 1;
    return 0;
}

/* "The hall shows boats that were built here": no noun before "that" is a cue for its place alone. */
static int has_cue(const qh_sentence *s, const qh_stretch *x) {
    for (uint32_t i = x->first; i < x->end; i++)
        if (s->elements[i].cue != QH_CUE_NO)
            return 1;
    return 0;
}

/* "The bridge, he said, would close": content on either side of one cue is one quotation. */
static const qh_stretch *other_half(const qh_reports *r, const qh_stretch *content, const qh_stretch *cue) {
    enum { FARTHEST = 12 };
    const qh_stretch *next = content + 1, *end = r->stretches + r->stretch_count;
    while (next < end && next->tag != QH_TAG_CONTENT)
        next++;
    if (next == end || content->end > cue->first || next->first < cue->end)
        return NULL;
    return next->first - content->end < FARTHEST && nearest(r, next, QH_TAG_CUE) == cue ? next : NULL;
}

void qh_link_reports(const qh_sentence *s, const uint8_t *tags, qh_reports *out) {
    const qh_stretch *taken = NULL;
    find_stretches(tags, s->count, out);
    out->count = 0;
    for (size_t i = 0; i < out->stretch_count && out->count < QH_REPORTS_MOST; i++) {
        const qh_stretch *content = &out->stretches[i];
        qh_report *r = &out->items[out->count];
        if (content->tag != QH_TAG_CONTENT || content == taken || !has_word(s, content))
            continue;
        const qh_stretch *cue = nearest(out, content, QH_TAG_CUE);
        if (cue && !has_cue(s, cue))
            continue;
        *r = (qh_report){.content = *content, .tagged = cue != NULL};
        if (cue)
            r->cue = *cue;
        else if (!lexical_cue(s, content, &r->cue))
            continue;
        taken = cue ? other_half(out, content, cue) : NULL;
        if (taken)
            r->more = *taken;
        const qh_stretch *source = nearest(out, &r->cue, QH_TAG_SOURCE);
        if (source)
            r->source = *source;
        out->count++;
    }
}

/* ---- features ---- */

typedef struct feature_list {
    uint32_t *items;
    size_t count;
} feature_list;

enum { TEMPLATES = 256 }; /* those of other chains come before */

static void add(feature_list *l, uint32_t a, uint32_t b) {
    l->items[l->count] = qh_chain_feature(TEMPLATES + (uint32_t)l->count, a, b);
    l->count++;
}

static const qh_element *at(const qh_sentence *s, size_t i) {
    static const qh_element outside = {.word = 3, .category = 63};
    return i < s->count ? &s->elements[i] : &outside;
}

static uint32_t step_of(uint32_t n) { return n < 6 ? n : n < 10 ? 6 : n < 20 ? 7 : 8; }

static void add_cue(feature_list *l, const qh_sentence *s, const qh_report *r, uint32_t place) {
    const qh_element *cue = at(s, r->cue.first), *b = at(s, (size_t)r->cue.first - 1), *bb = at(s, (size_t)r->cue.first - 2),
                     *a = at(s, r->cue.end);
    uint32_t tagged = (uint32_t)r->tagged, strength = cue->cue;
    add(l, cue->word, 0);
    add(l, cue->word, place);
    add(l, cue->suffix, cue->category);
    add(l, strength, tagged);
    add(l, strength << 1 | tagged, place);
    add(l, b->category, strength);
    add(l, b->category, place << 1 | tagged);
    add(l, a->category, strength << 4 | place);
    add(l, b->word, place);
    add(l, bb->word, b->category);
    add(l, bb->category, b->category);
    add(l, a->word, place);
    add(l, r->cue.first == 0, strength);
    add(l, (uint32_t)(b->category << 8 | a->category), place);
    add(l, cue->shape, place);
}

static void add_content(feature_list *l, const qh_sentence *s, const qh_report *r, uint32_t place, uint32_t gap) {
    const qh_element *first = at(s, r->content.first), *b = at(s, (size_t)r->content.first - 1),
                     *last = at(s, (size_t)r->content.end - 1), *a = at(s, r->content.end);
    uint32_t length = step_of(r->content.end - r->content.first);
    add(l, length, place);
    add(l, first->category, place);
    add(l, first->word, place);
    add(l, b->category, place);
    add(l, (uint32_t)(b->category << 8 | first->category), gap);
    add(l, a->category, place);
    add(l, last->category, a->category);
    add(l, at(s, r->content.first + 1)->category, first->category);
    add(l, (uint32_t)(r->content.end + 1 >= s->count), place);
    add(l, (uint32_t)(r->content.first == 0), place);
}

/* What stands a few words before the cue makes it hypothetical, negated or a mere name: "let me just say", "as the council calls".
 */
static void add_lead(feature_list *l, const qh_sentence *s, const qh_report *r, uint32_t place) {
    enum { REACH = 5 };
    uint32_t template = TEMPLATES + (uint32_t)l->count;
    for (uint32_t k = 1; k <= REACH; k++)
        l->items[l->count++] = qh_chain_feature(template, at(s, (size_t)r->cue.first - k)->word, place);
}

/* A clause has a finite verb; a bare topic has none. */
static void add_clause(feature_list *l, const qh_sentence *s, const qh_report *r, uint32_t place) {
    uint32_t seen = 0;
    for (size_t i = r->content.first; i < r->content.end; i++)
        seen |= s->elements[i].verbal;
    uint32_t first = at(s, r->content.first)->category;
    add(l, seen, place);
    add(l, seen, first);
    add(l, seen, at(s, r->cue.first)->word);
    add(l, seen, step_of(r->content.end - r->content.first));
}

static void add_sentence(feature_list *l, const qh_sentence *s, const qh_reports *all, const qh_report *r, uint32_t place) {
    const qh_element *source = at(s, r->source.first), *last = at(s, s->count - 1);
    int sourced = !qh_stretch_is_empty(&r->source);
    uint32_t person = at(s, (size_t)r->cue.first - 1)->category;
    add(l, sourced ? source->category : 62u, place);
    add(l, sourced ? step_of(gap_between(&r->source, &r->cue)) : 15u, r->source.first < r->cue.first);
    add(l, sourced ? source->word : 5u, 0);
    add(l, s->elements[0].category, place);
    add(l, s->elements[0].word, 0);
    add(l, last->word, person);
    add(l, step_of((uint32_t)all->count), (uint32_t)r->tagged);
    add(l, !qh_stretch_is_empty(&r->more), place);
}

size_t qh_report_features(const qh_sentence *s, const qh_reports *all, const qh_report *r, int32_t margin, uint32_t *out) {
    enum { MARGIN_STEP = 64, MARGINS = 12 };
    feature_list l = {out, 0};
    uint32_t gap = step_of(gap_between(&r->content, &r->cue));
    uint32_t before = r->cue.end <= r->content.first, place = before << 4 | gap;
    uint32_t lead = (uint32_t)(margin < 0 ? 0 : margin / MARGIN_STEP < MARGINS ? margin / MARGIN_STEP : MARGINS);
    add(&l, 0, 0);
    add(&l, lead, (uint32_t)r->tagged);
    add(&l, lead, before);
    add(&l, place, (uint32_t)r->tagged);
    add_cue(&l, s, r, place);
    add_content(&l, s, r, before, gap);
    add_sentence(&l, s, all, r, before);
    add_clause(&l, s, r, before);
    add_lead(&l, s, r, before);
    return l.count;
}
