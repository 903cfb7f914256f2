#include "script/language.h"

#include <string.h>

#include "script/lanes.h"
#include "script/language_list.h"
#include "script/language_names.h"
#include "script/language_read.h"

enum { PRIOR_LETTERS = 24 };           /* where the surroundings' bonus is halved */
static const float PRIOR_BONUS = 6.0f; /* log-odds */
static const float NEVER = -1e30f;     /* log-odds */
static const float NOBODY = 1e-12f;    /* a probability that is none */
static const float FAR = -40;          /* log-odds behind the best that are as good as never */

/* What the letters are: a group of languages, or one language with a script of its own. */
typedef struct qh_candidates {
    uint32_t letters;
    int first, end;
    qh_language_group group;
} qh_candidates;

enum { LANES = (QH_GROUP_MOST + 3) / 4 * 4 };

/* Of the first `count` lanes. */
static float greatest(const float *x, int count) {
    float of[4];
    qh_lanes most = qh_lanes_load(x);
    for (int i = 4; i < count; i += 4)
        most = qh_lanes_greater(most, qh_lanes_load(x + i));
    qh_lanes_store(of, most);
    float a = of[0] > of[1] ? of[0] : of[1], b = of[2] > of[3] ? of[2] : of[3];
    return a > b ? a : b;
}

static int is_allowed(const qh_language_options *o, int language) { return !o || !o->allowed || o->allowed[language]; }

static int any_allowed(const qh_language_options *o, int first, int end) {
    while (first < end && !is_allowed(o, first))
        first++;
    return first < end;
}

/* ---- which script ---- */

static void consider(qh_candidates *best, const qh_language_options *o, qh_candidates other) {
    if (other.letters > best->letters && any_allowed(o, other.first, other.end))
        *best = other;
}

/* A Han letter says as much as a few Latin ones. Hangul among Han is Korean, unless kana are there. */
static uint32_t han_letters(const qh_reading *r) {
    uint32_t han = r->letters[QH_GROUP_HAN], hangul = r->alone_all ? r->alone[QH_LANGUAGE_KO] : 0;
    return hangul > r->kana && 3 * hangul >= han ? 0 : 2 * han;
}

static qh_candidates candidates(const qh_reading *r, const qh_language_options *o) {
    qh_candidates best = {0, 0, 0, QH_GROUP_ALONE};
    for (int i = 0; i < QH_LANGUAGE_GROUPS; i++) {
        qh_language_group g = (qh_language_group)i;
        uint32_t letters = g == QH_GROUP_HAN ? han_letters(r) : r->letters[g];
        if (letters)
            consider(&best, o, (qh_candidates){letters, qh_group_first(g), qh_group_end(g), g});
    }
    for (int i = qh_group_first(QH_GROUP_ALONE); r->alone_all && i < qh_group_end(QH_GROUP_ALONE); i++) {
        uint32_t letters = r->alone[i] * (i == QH_LANGUAGE_KO ? 2 : 1);
        consider(&best, o, (qh_candidates){letters, i, i + 1, QH_GROUP_ALONE});
    }
    return best;
}

/* ---- which of its languages ---- */

/* Log-odds of each candidate, up to a constant. */
static void weigh(const qh_reading *r, const qh_candidates *c, const qh_language_options *o, float *odds) {
    const qh_evidence *e = &r->groups[c->group];
    size_t length = qh_language_length(r->letters[c->group]);
    float heat = (float)qh_le16(r->table->heats + 2 * (c->group * QH_LENGTHS + length)) / 65536;
    for (int i = 0; i < c->end - c->first; i += 4)
        qh_lanes_store(odds + i, qh_lanes_times(qh_lanes_all(heat), qh_lanes_of_integers(e->sums + i)));
    if (o && o->prior >= c->first && o->prior < c->end)
        odds[o->prior - c->first] += PRIOR_BONUS * PRIOR_LETTERS / (PRIOR_LETTERS + (float)r->letters[c->group]);
}

/* Kana are Japanese. Words and names there may be Han alone, but the longer a text without kana, the less it is Japanese. */
static void weigh_japanese(const qh_reading *r, const qh_candidates *c, float *odds) {
    uint32_t han = r->letters[QH_GROUP_HAN] - r->kana;
    float *japanese = &odds[QH_LANGUAGE_JA - c->first];
    if (r->kana * 10 > han)
        *japanese += 20;
    else if (!r->kana)
        *japanese -= 1.2f + 0.3f * (float)(han < 20 ? han : 20);
}

/* Odds to probabilities, times `share`; languages that are not allowed have none. */
static void normalise(float odds[LANES], const qh_candidates *c, const qh_language_options *o, float share) {
    int count = c->end - c->first;
    float sums[4];
    for (int i = 0; o && o->allowed && i < count; i++)
        if (!o->allowed[c->first + i])
            odds[i] = NEVER;
    for (int i = count; i % 4; i++)
        odds[i] = NEVER;
    qh_lanes most = qh_lanes_all(greatest(odds, count)), sum = qh_lanes_all(0);
    for (int i = 0; i < count; i += 4) {
        qh_lanes behind = qh_lanes_less(qh_lanes_load(odds + i), most);
        qh_lanes power = qh_lanes_exp(qh_lanes_greater(behind, qh_lanes_all(FAR)));
        sum = qh_lanes_add(sum, power);
        qh_lanes_store(odds + i, power);
    }
    qh_lanes_store(sums, sum);
    qh_lanes factor = qh_lanes_all(share / (sums[0] + sums[1] + sums[2] + sums[3]));
    for (int i = 0; i < count; i += 4)
        qh_lanes_store(odds + i, qh_lanes_times(qh_lanes_load(odds + i), factor));
}

static size_t insert(qh_language_guess *out, size_t count, size_t room, qh_language_guess guess) {
    size_t at = count < room ? count : room;
    while (at > 0 && out[at - 1].confidence < guess.confidence)
        at--;
    if (at == room)
        return count;
    size_t kept = count < room ? count : room - 1;
    memmove(out + at + 1, out + at, (kept - at) * sizeof *out);
    out[at] = guess;
    return kept + 1;
}

/* How much of what was read is in the script; strangers up to a fifth are no reason to doubt. */
static float share(const qh_reading *r, const qh_candidates *c) {
    uint32_t letters = c->group == QH_GROUP_ALONE ? r->alone[c->first] : r->letters[c->group];
    float part = (float)letters / (float)(r->all ? r->all : 1) + 0.2f;
    return part < 1 ? part : 1;
}

static size_t best_of(const float shares[LANES], const qh_candidates *c, double least, qh_language_guess *out) {
    float most = greatest(shares, c->end - c->first);
    int best = 0;
    while (!qh_lanes_same(qh_lanes_load(shares + best), qh_lanes_all(most)))
        best += 4;
    while (shares[best] < most)
        best++;
    *out = (qh_language_guess){c->first + best, (double)shares[best]};
    return out->confidence >= least;
}

static size_t judge(const qh_reading *r, const qh_language_options *o, qh_language_guess *out, size_t room) {
    float odds[LANES];
    double least = o ? o->least : 0;
    qh_candidates c = candidates(r, o);
    size_t count = 0;
    if (!c.letters || !room)
        return 0;
    if (c.group == QH_GROUP_ALONE)
        odds[0] = 0;
    else
        weigh(r, &c, o, odds);
    if (c.group == QH_GROUP_HAN)
        weigh_japanese(r, &c, odds);
    normalise(odds, &c, o, share(r, &c));
    if (room == 1)
        return best_of(odds, &c, least, out);
    for (int i = 0; i < c.end - c.first; i++)
        if (odds[i] > NOBODY && (double)odds[i] >= least)
            count = insert(out, count, room, (qh_language_guess){c.first + i, (double)odds[i]});
    return count;
}

size_t qh_language_guesses(const char *text, quoth_span span, const qh_language_options *options, qh_language_guess *out,
                           size_t room) {
    qh_language_table table = qh_language_embedded();
    qh_reading reading;
    qh_read_languages(&reading, &table, options ? options->memory : NULL, text, span);
    return judge(&reading, options, out, room);
}

const char *qh_language_tell(const char *text, quoth_span span, const qh_language_options *options, double *confidence) {
    qh_language_table table = qh_language_embedded();
    qh_language_options all = {options->allowed, options->prior, 0, NULL};
    qh_language_guess guess = {0, 0};
    qh_reading reading;
    qh_read_languages(&reading, &table, options->memory, text, span);
    *confidence = 0;
    if (!reading.all)
        return NULL;
    if (!judge(&reading, &all, &guess, 1))
        return "und";
    *confidence = guess.confidence;
    return guess.confidence < options->least ? "und" : qh_language_tag(guess.language);
}

const char *qh_language_among(const char *text, quoth_span span, const uint8_t *allowed, const char *prior, double *confidence) {
    qh_language_options options = {allowed, qh_language_number(prior), QH_LANGUAGE_LEAST, NULL};
    return qh_language_tell(text, span, &options, confidence);
}
