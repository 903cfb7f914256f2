/* The words of a page that are in its gold text: a longest common subsequence that prefers runs, and then what was moved. */
#include <stdlib.h>
#include <string.h>

#include "train/main.h"

enum { DELETE = 1, INSERT = 2, MATCH = 3, RUN = 4, PASSES = 3, GRAM = 6 };

static const float start_of_run = 0.3F;
static const double most_cells = 4e8;

/* What is left of one side: words, and where they stand. */
typedef struct side {
    uint32_t *words, *at;
    size_t count;
} side;

typedef struct alignment {
    side page, gold;
    const qh_html_facts *facts;
    uint32_t *leaf;    /* of each word of the page */
    uint32_t *matched; /* by leaf */
    int64_t *to;       /* by place in `page`: the place in `gold`, or -1 */
} alignment;

/* ---- one subsequence ---- */

typedef struct rows {
    float *best, *run, *best_before, *run_before;
} rows;

static uint8_t cell(const rows *r, size_t j, int equal) {
    float best = r->best_before[j];
    uint8_t choice = DELETE;
    if (r->best[j - 1] > best) {
        best = r->best[j - 1];
        choice = INSERT;
    }
    r->run[j] = -1e9F;
    if (equal) {
        float longer = r->run_before[j - 1] + 1, fresh = r->best_before[j - 1] + start_of_run;
        r->run[j] = longer >= fresh ? longer : fresh;
        choice = (uint8_t)(choice | (longer >= fresh ? RUN : 0));
        if (r->run[j] > best) {
            best = r->run[j];
            choice = (uint8_t)((choice & RUN) | MATCH);
        }
    }
    r->best[j] = best;
    return choice;
}

static void fill(const alignment *a, rows *r, uint8_t *choices) {
    size_t n = a->page.count, m = a->gold.count;
    for (size_t j = 0; j <= m; j++)
        r->run_before[j] = r->run[j] = -1e9F;
    for (size_t i = 1; i <= n; i++) {
        r->best[0] = 0;
        for (size_t j = 1; j <= m; j++)
            choices[i * (m + 1) + j] = cell(r, j, a->page.words[i - 1] == a->gold.words[j - 1]);
        float *best = r->best_before, *run = r->run_before;
        r->best_before = r->best;
        r->run_before = r->run;
        r->best = best;
        r->run = run;
        r->run[0] = r->run_before[0] = -1e9F;
    }
}

static void trace(alignment *a, const uint8_t *choices) {
    size_t i = a->page.count, j = a->gold.count, m = j;
    int in_run = 0;
    for (size_t k = 0; k < a->page.count; k++)
        a->to[k] = -1;
    while (i > 0 && j > 0) {
        uint8_t choice = choices[i * (m + 1) + j];
        if (in_run || (choice & 3) == MATCH) {
            a->to[--i] = (int64_t)--j;
            in_run = (choice & RUN) != 0;
        } else if ((choice & 3) == DELETE) {
            i--;
        } else {
            j--;
        }
    }
}

static void subsequence(alignment *a) {
    size_t m = a->gold.count + 1;
    uint8_t *choices = tm_zeros((a->page.count + 1) * m, 1);
    float *room = tm_zeros(4 * m, sizeof *room);
    rows r = {room, room + m, room + 2 * m, room + 3 * m};
    fill(a, &r, choices);
    trace(a, choices);
    free(choices);
    free(room);
}

/* ---- what counts of it ---- */

static uint32_t size_of(const alignment *a, uint32_t leaf) { return a->facts->leaves[leaf].words; }

/* After the first pass, a short run counts only where it is all of a leaf. */
static void drop_short_runs(alignment *a, uint8_t *keep, int pass) {
    for (size_t i = 0, end; i < a->page.count; i = end) {
        end = i + 1;
        if (a->to[i] < 0)
            continue;
        keep[i] = 1;
        uint32_t longest = size_of(a, a->leaf[a->page.at[i]]);
        for (; end < a->page.count && a->to[end] == a->to[end - 1] + 1 && a->page.at[end] == a->page.at[end - 1] + 1; end++) {
            uint32_t size = size_of(a, a->leaf[a->page.at[end]]);
            longest = size > longest ? size : longest;
        }
        memset(keep + i, !(pass > 0 && end - i < 4 && end - i < longest), end - i);
    }
}

/* Leaves of which little is matched do not use up words of the gold. */
static void drop_weak_leaves(alignment *a, uint8_t *keep) {
    uint32_t *count = tm_zeros(a->facts->count, sizeof *count);
    for (size_t i = 0; i < a->page.count; i++)
        count[a->leaf[a->page.at[i]]] += keep[i];
    for (size_t i = 0; i < a->page.count; i++) {
        uint32_t leaf = a->leaf[a->page.at[i]];
        if (keep[i] && (count[leaf] + a->matched[leaf]) * 100 < size_of(a, leaf) * 34)
            keep[i] = 0;
    }
    free(count);
}

static void leave_rest(alignment *a, const uint8_t *keep) {
    uint8_t *used = tm_zeros(a->gold.count + 1, 1);
    size_t left = 0;
    for (size_t i = 0; i < a->page.count; i++) {
        if (keep[i]) {
            used[a->to[i]] = 1;
            a->matched[a->leaf[a->page.at[i]]]++;
            continue;
        }
        a->page.words[left] = a->page.words[i];
        a->page.at[left++] = a->page.at[i];
    }
    a->page.count = left;
    left = 0;
    for (size_t j = 0; j < a->gold.count; j++)
        if (!used[j])
            a->gold.words[left++] = a->gold.words[j];
    a->gold.count = left;
    free(used);
}

static void pass_over(alignment *a, int pass) {
    uint8_t *keep = tm_zeros(a->page.count + 1, 1);
    subsequence(a);
    drop_short_runs(a, keep, pass);
    drop_weak_leaves(a, keep);
    leave_rest(a, keep);
    free(keep);
}

/* ---- pages too long for that ---- */

static int by_hash(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static uint64_t gram_at(const uint32_t *words) {
    uint64_t hash = 1;
    for (int i = 0; i < GRAM; i++)
        hash = (hash ^ words[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return hash;
}

static void cover_by_grams(alignment *a) {
    if (a->gold.count < GRAM || a->page.count < GRAM)
        return;
    size_t count = a->gold.count - GRAM + 1;
    uint64_t *grams = tm_zeros(count, sizeof *grams);
    uint8_t *found = tm_zeros(a->page.count, 1);
    for (size_t j = 0; j < count; j++)
        grams[j] = gram_at(a->gold.words + j);
    qsort(grams, count, sizeof *grams, by_hash);
    for (size_t i = 0; i + GRAM <= a->page.count; i++) {
        uint64_t gram = gram_at(a->page.words + i);
        if (bsearch(&gram, grams, count, sizeof gram, by_hash))
            memset(found + i, 1, GRAM);
    }
    for (size_t i = 0; i < a->page.count; i++)
        a->matched[a->leaf[a->page.at[i]]] += found[i];
    free(grams);
    free(found);
}

/* ---- all of it ---- */

static void take_page(alignment *a) {
    const qh_html_facts *facts = a->facts;
    for (size_t i = 0; i < facts->count; i++)
        for (uint32_t w = 0; w < facts->leaves[i].words; w++)
            a->leaf[facts->leaves[i].first_word + w] = (uint32_t)i;
}

/* Words of the page that are nowhere in the gold text can be left out from the beginning. */
static void take_common(alignment *a, const qh_html_facts *gold) {
    uint64_t *known = tm_zeros(gold->words.count + 1, sizeof *known);
    for (size_t i = 0; i < gold->words.count; i++) {
        a->gold.words[i] = gold->words.items[i];
        known[i] = gold->words.items[i];
    }
    a->gold.count = gold->words.count;
    qsort(known, gold->words.count, sizeof *known, by_hash);
    for (size_t i = 0; i < a->facts->words.count; i++) {
        uint64_t word = a->facts->words.items[i];
        if (!bsearch(&word, known, gold->words.count, sizeof word, by_hash))
            continue;
        a->page.words[a->page.count] = a->facts->words.items[i];
        a->page.at[a->page.count++] = (uint32_t)i;
    }
    free(known);
}

void tm_align(const qh_html_facts *page, const qh_html_facts *gold, uint32_t *matched) {
    size_t n = page->words.count, m = gold->words.count;
    alignment a = {.facts = page, .matched = matched};
    a.page.words = tm_zeros(n + 1, sizeof *a.page.words);
    a.page.at = tm_zeros(n + 1, sizeof *a.page.at);
    a.gold.words = tm_zeros(m + 1, sizeof *a.gold.words);
    a.leaf = tm_zeros(n + 1, sizeof *a.leaf);
    a.to = tm_zeros(n + 1, sizeof *a.to);
    take_page(&a);
    take_common(&a, gold);
    for (int pass = 0; pass < PASSES && a.page.count && a.gold.count; pass++) {
        if ((double)a.page.count * (double)a.gold.count > most_cells) {
            cover_by_grams(&a);
            break;
        }
        pass_over(&a, pass);
    }
    free(a.page.words);
    free(a.page.at);
    free(a.gold.words);
    free(a.leaf);
    free(a.to);
}
