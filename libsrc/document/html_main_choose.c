/* From probabilities to a choice: what maximises the expected F1 of words, and the lead of an article. */
#include "document/html_main.h"

/* Leaves at least this likely, in 1000ths of half the best expected F1 (which is where the optimum lies), are kept. */
enum { KEEP = 1000, NOTHING = 280, STEPS = 1024, LEAD_LEAVES = 25, LEAD_WORDS = 10 };

typedef struct bin {
    double words, expected;
} bin;

/* The best expected F1 of any choice by probability: 2 sum(q w) / (sum(w) + sum of all q w), by runs of nearly equal q. */
static double best_f1(const qh_html_facts *facts, const int32_t *logits) {
    bin bins[STEPS + 1] = {{0, 0}};
    double all = 0, words = 0, expected = 0, best = 0;
    for (size_t i = 0; i < facts->count; i++) {
        double q = qh_html_probability(logits[i]);
        bin *b = &bins[(int)(q * STEPS)];
        b->words += facts->leaves[i].words;
        b->expected += q * facts->leaves[i].words;
        all += q * facts->leaves[i].words;
    }
    for (int i = STEPS; i >= 0; i--) {
        words += bins[i].words;
        expected += bins[i].expected;
        double f1 = words + all > 0 ? 2 * expected / (words + all) : 0;
        best = f1 > best ? f1 : best;
    }
    return best;
}

static int is_lead(const qh_html_counts *counts, int32_t logit) {
    return counts->words >= LEAD_WORDS && counts->link_bytes * 10 < counts->bytes * 3 && counts->stop &&
           qh_html_probability(logit) > 0.2;
}

/* Sentences between the title and the text are the lead, though most of what stands there is not. */
static void keep_lead(const qh_html_facts *facts, const int32_t *logits, uint8_t *kept) {
    size_t title = facts->title, first = 0;
    while (first < facts->count && !(kept[first] && facts->leaves[first].words >= LEAD_WORDS))
        first++;
    if (title >= first || first == facts->count || first > title + LEAD_LEAVES || !facts->leaves[title].rank)
        return;
    for (size_t i = title + 1; i < first; i++) {
        int32_t owner = facts->owner[i];
        int shown = owner < 0 || facts->elements.items[owner].hidden < 2;
        if (shown && is_lead(&facts->leaves[i], logits[i]))
            kept[i] = 1;
    }
}

void qh_html_main_choose(const qh_html_facts *facts, const int32_t *logits, uint8_t *kept) {
    double f1 = best_f1(facts, logits);
    if (f1 * 1000 < NOTHING)
        return;
    for (size_t i = 0; i < facts->count; i++)
        kept[i] = qh_html_probability(logits[i]) >= f1 / 2 * KEEP / 1000;
    keep_lead(facts, logits, kept);
}
