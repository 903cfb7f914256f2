#include "script/glue.h"
#include "script/signs.h"

/*
 * Logistic regression over the signs, one column for each kind of joint, in sixteenths, learned by libsrc/train/glue.py: it says from
 * what, and what the weights do on texts that were held back. The prior is 100 points in a million words.
 */
#include "script/glue_weights.inc"

static int has(uint64_t signs, qh_sign sign) { return (int)(signs >> sign & 1); }

/* "firstName", "toString"; "useQuery" here and "useQuery" there. A stop may well have lost its space twice. */
static int is_name(qh_joint_kind kind, uint64_t signs) {
    if (has(signs, QH_LEFT_HEAD) && has(signs, QH_RIGHT_TAIL))
        return 1;
    if (kind == QH_JOINT_STOP || kind == QH_JOINT_CLOSED)
        return has(signs, QH_MIXED_OFTEN) && !has(signs, QH_RIGHT_FREQUENT);
    if (kind == QH_JOINT_WORD && has(signs, QH_LEFT_SHORT) &&
        !(has(signs, QH_LEFT_LOWER) && has(signs, QH_LEFT_FREQUENT) && has(signs, QH_RIGHT_FREQUENT)))
        return 1;
    return has(signs, QH_MIXED_OFTEN) || (kind == QH_JOINT_WORD && has(signs, QH_AFTER_ONE));
}

/* 1 / (1 + e^-x) at x = 0, 0.5, 1 …, with straight lines in between. */
static double logistic(int sixteenths) {
    static const double at_halves[] = {0.5,   0.622, 0.731, 0.818,  0.881,  0.924,  0.953, 0.971,
                                       0.982, 0.989, 0.993, 0.9959, 0.9975, 0.9985, 0.999};
    const int most = (int)(sizeof at_halves / sizeof *at_halves) - 1;
    int half = sixteenths / 8;
    if (half >= most)
        return at_halves[most];
    return at_halves[half] + (at_halves[half + 1] - at_halves[half]) * (sixteenths % 8) / 8;
}

/* 0 for what is not reported. */
static double confidence_of(const qh_asked *asked, uint64_t signs) {
    if (is_name(asked->joint.kind, signs))
        return 0;
    int sum = base[asked->joint.kind];
    for (qh_sign i = 0; i < QH_SIGNS; i++)
        if (has(signs, i))
            sum += weights[i][asked->joint.kind];
    return sum < LEAST ? 0 : logistic(sum);
}

static int judge(const qh_witness *w, qh_arena *arena, qh_glue_list *points) {
    qh_language_set languages = w->asked.count ? qh_languages_heard(w->text, w->size) : 0;
    for (size_t i = 0; i < w->asked.count; i++) {
        const qh_asked *asked = &w->asked.items[i];
        double confidence = confidence_of(asked, qh_signs_of(w, asked, languages));
        if (confidence <= 0)
            continue;
        quoth_glue *glue = qh_vec_push(arena, points);
        if (!glue)
            return 0;
        *glue = (quoth_glue){.at = asked->joint.at, .kind = QUOTH_GLUE_TYPOGRAPHY, .confidence = confidence};
    }
    return 1;
}

int qh_typographic_glue(const char *text, size_t size, qh_arena *arena, qh_glue_list *points) {
    qh_arena scratch;
    qh_arena_init(&scratch, &arena->allocator);
    qh_witness w = {.text = text, .size = size, .arena = &scratch};
    int done = qh_witness_hear(&w) && judge(&w, arena, points);
    qh_arena_free(&scratch);
    return done;
}
