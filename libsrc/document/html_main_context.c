/* What the first stage says about the leaves around a leaf. Sums over stretches are differences of running sums. */
#include "document/html_main.h"

/* Running sums: entry i is the sum over the leaves before i. A leaf weighs its words and a half. */
typedef struct sums {
    uint32_t *share;  /* by leaf: the first stage's probability in 65535ths */
    uint32_t *weight; /* by leaf: twice its words, and one */
    uint64_t *shares, *weights;
    size_t count;
} sums;

static int add_up(qh_arena *arena, const qh_html_facts *facts, const int32_t *logits, sums *s) {
    size_t n = facts->count;
    s->count = n;
    s->share = qh_arena_alloc(arena, n * sizeof *s->share);
    s->weight = qh_arena_alloc(arena, n * sizeof *s->weight);
    s->shares = qh_arena_zalloc(arena, n + 1, sizeof *s->shares);
    s->weights = qh_arena_zalloc(arena, n + 1, sizeof *s->weights);
    if (!s->share || !s->weight || !s->shares || !s->weights)
        return 0;
    for (size_t i = 0; i < n; i++) {
        s->share[i] = (uint32_t)(qh_html_probability(logits[i]) * 65535 + 0.5);
        s->weight[i] = facts->leaves[i].words * 2 + 1;
        s->shares[i + 1] = s->shares[i] + (uint64_t)s->share[i] * s->weight[i];
        s->weights[i + 1] = s->weights[i] + s->weight[i];
    }
    return 1;
}

/* A mean of probabilities as a byte; 0 where there is nothing to average. */
static uint8_t mean_byte(uint64_t shares, uint64_t weights) { return weights ? (uint8_t)(shares / weights >> 8) : 0; }

static uint8_t mean_of(const sums *s, size_t from, size_t to) {
    return mean_byte(s->shares[to] - s->shares[from], s->weights[to] - s->weights[from]);
}

static uint64_t own_share(const sums *s, size_t i) { return (uint64_t)s->share[i] * s->weight[i]; }

/* Sixteen steps for one unit of log odds. */
static uint8_t odds_byte(int32_t logit) {
    int32_t shifted = logit + 8 * QH_HTML_LOGIT, steps = shifted / (QH_HTML_LOGIT / 16);
    if (shifted < 0)
        return 0;
    return steps > 255 ? 255 : (uint8_t)steps;
}

static uint8_t *put_neighbours(const sums *s, const int32_t *logits, size_t i, uint8_t *x) {
    *x++ = odds_byte(logits[i]);
    for (size_t d = 1; d <= 3; d++) {
        *x++ = i >= d ? odds_byte(logits[i - d]) : 0;
        *x++ = i + d < s->count ? odds_byte(logits[i + d]) : 0;
    }
    return x;
}

static uint8_t *put_levels(const sums *s, const qh_html_facts *facts, size_t i, uint8_t *x) {
    int32_t at = facts->owner[i];
    for (int level = 0; level < 5; level++) {
        while (at >= 0 && facts->elements.items[at].end - facts->elements.items[at].first < 2)
            at = facts->elements.items[at].wider;
        size_t from = at >= 0 ? facts->elements.items[at].first : 0, to = at >= 0 ? facts->elements.items[at].end : s->count;
        uint64_t shares = s->shares[to] - s->shares[from], weights = s->weights[to] - s->weights[from];
        *x++ = mean_byte(shares, weights);
        *x++ = mean_byte(shares - own_share(s, i), weights - s->weight[i]);
        *x++ = qh_share_byte(shares, s->shares[s->count]);
        at = at >= 0 ? facts->elements.items[at].wider : -1;
    }
    return x;
}

static uint8_t *put_windows(const sums *s, size_t i, uint8_t *x) {
    static const uint8_t reaches[] = {2, 5, 12, 30};
    for (size_t r = 0; r < sizeof reaches; r++) {
        size_t from = i > reaches[r] ? i - reaches[r] : 0, to = i + reaches[r] + 1 < s->count ? i + reaches[r] + 1 : s->count;
        *x++ = mean_of(s, from, to);
        *x++ = mean_of(s, from, i);
        *x++ = mean_of(s, i + 1, to);
    }
    return x;
}

typedef struct group_sum {
    uint64_t shares, weights;
} group_sum;

static uint8_t *put_groups(const sums *s, const qh_html_facts *facts, group_sum *const groups[2], size_t i, uint8_t *x) {
    for (int which = 0; which < 2; which++) {
        const group_sum *g = &groups[which][facts->path[which][i]];
        *x++ = mean_byte(g->shares, g->weights);
        *x++ = mean_byte(g->shares - own_share(s, i), g->weights - s->weight[i]);
    }
    return x;
}

/* What is the same for all leaves, and where the sure ones begin and end. */
typedef struct whole {
    uint8_t mean, expected, sureness, most;
    size_t first, last;
} whole;

static whole look_at_page(const sums *s) {
    whole w = {.mean = mean_of(s, 0, s->count), .first = s->count, .last = s->count};
    uint64_t sure = 0;
    uint32_t most = 0;
    w.expected = qh_log_byte(s->shares[s->count] / 65535 / 2);
    for (size_t i = 0; i < s->count; i++) {
        uint32_t share = s->share[i];
        most = share > most ? share : most;
        sure += (uint64_t)(share > 32767 ? share - 32767 : 32767 - share) * 2 * s->weight[i];
        if (share <= 45875 || s->weight[i] <= 16)
            continue;
        w.last = i;
        if (w.first == s->count)
            w.first = i;
    }
    w.sureness = qh_share_byte(sure / 65535, s->weights[s->count]);
    w.most = (uint8_t)(most >> 8);
    return w;
}

static uint8_t offset_byte(size_t i, size_t from) {
    size_t far = i > from ? i - from : from - i;
    far = far < 100 ? far : 100;
    return (uint8_t)(i > from ? 128 + far : 128 - far);
}

static uint8_t *put_page(const sums *s, const whole *w, size_t i, uint8_t *x) {
    *x++ = w->mean;
    *x++ = w->expected;
    *x++ = w->sureness;
    *x++ = w->most;
    *x++ = qh_share_byte(s->shares[i], s->shares[s->count]);
    *x++ = qh_share_byte(s->shares[i + 1], s->shares[s->count]);
    *x++ = offset_byte(i, w->first);
    *x++ = w->last < s->count ? offset_byte(i, w->last) : 0;
    return x;
}

int qh_html_fill_context(qh_arena *arena, const qh_html_facts *facts, const int32_t *logits, uint8_t *rows) {
    sums s;
    group_sum *groups[2];
    if (!add_up(arena, facts, logits, &s))
        return 0;
    for (int which = 0; which < 2; which++) {
        groups[which] = qh_arena_zalloc(arena, facts->group_room[which], sizeof *groups[which]);
        if (!groups[which])
            return 0;
        for (size_t i = 0; i < s.count; i++) {
            group_sum *g = &groups[which][facts->path[which][i]];
            g->shares += own_share(&s, i);
            g->weights += s.weight[i];
        }
    }
    whole w = look_at_page(&s);
    for (size_t i = 0; i < s.count; i++) {
        uint8_t *x = rows + i * QH_HTML_ROW + QH_HTML_COLUMNS;
        x = put_neighbours(&s, logits, i, x);
        x = put_levels(&s, facts, i, x);
        x = put_windows(&s, i, x);
        x = put_groups(&s, facts, groups, i, x);
        put_page(&s, &w, i, x);
    }
    return 1;
}

_Static_assert(7 + 15 + 12 + 4 + 8 == QH_HTML_CONTEXT, "as many columns as are filled");
