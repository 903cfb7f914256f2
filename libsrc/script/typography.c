#include "script/glue.h"
#include "script/signs.h"

/*
 * Logistic regression over the signs, one column for each kind of joint, in sixteenths. Fitted to texts whose weights may be
 * shipped: English web pages and articles, English and Dutch fiction, sentences of the web in 75 languages (3.4 million words), and
 * points made by taking out the white space between their sentences, paragraphs, titles, captions and headings; one half by work.
 * Joints in the texts as they are speak against, save those that were read and found to be points. Each joint counts twice: in its
 * text, and in its line alone. The prior is 100 points in a million words, 45 behind a word, 35 behind a stop, 10 behind a figure.
 * At .5 both halves together have 37 joints that are no points, in two views of these texts, 10 in those of 1.2 million words of
 * podcasts; of the made points of the other half .75 behind a word and .97 behind a stop are found.
 */
/* clang-format off */
static const int8_t base[QH_JOINT_KINDS] = {-56, 34, 22, -13, -38};

static const int8_t weights[QH_SIGNS][QH_JOINT_KINDS] = {
    [QH_LEFT_FREQUENT] = {22, 10, 5, 0, -20},
    [QH_LEFT_SEEN] = {6, -11, -5, 0, 12},
    [QH_LEFT_LOWER] = {46, 11, -4, 0, 0},
    [QH_LEFT_SHORT] = {0, -15, -5, 0, -12},
    [QH_LEFT_LONG] = {28, 0, 4, 0, 7},
    [QH_LEFT_NAME] = {40, 8, 11, 0, 28},
    [QH_LEFT_TIED] = {-13, -14, 11, -4, -9},
    [QH_LEFT_HEAD] = {-9, -11, -13, 0, 0},
    [QH_LEFT_YEAR] = {0, 0, 0, 56, 0},
    [QH_RIGHT_FREQUENT] = {32, 1, 2, 18, 35},
    [QH_RIGHT_CAPITAL] = {-7, -1, -2, -3, 9},
    [QH_RIGHT_LOWER] = {24, 7, 6, -4, 20},
    [QH_RIGHT_START] = {52, -2, 1, 20, 17},
    [QH_RIGHT_SHORT] = {-8, -8, -7, -5, -14},
    [QH_RIGHT_CAPS] = {0, -45, -35, 0, 0},
    [QH_RIGHT_SINGLE] = {-32, -14, -5, -35, 0},
    [QH_RIGHT_COMMA] = {-1, -1, -8, -4, -13},
    [QH_RIGHT_TAIL] = {-42, -16, -12, -23, -16},
    [QH_THEN_LOWER] = {10, -5, -9, 0, 8},
    [QH_THEN_FREQUENT] = {17, -10, -5, 9, 6},
    [QH_THEN_BRACKET] = {-26, -21, -16, 4, -8},
    [QH_NEITHER_KNOWN] = {-26, -16, -20, -15, -19},
    [QH_APART] = {-30, -3, 1, 0, -7},
    [QH_HEADS_OTHER] = {-37, -25, -16, 19, -7},
    [QH_TAILS_OTHER] = {-24, -23, -21, -6, -16},
    [QH_BEFORE_ONE] = {-14, -27, -23, -11, -12},
    [QH_BEFORE_MANY] = {-6, 23, 13, 3, 3},
    [QH_AFTER_ONE] = {0, -51, -35, -24, -30},
    [QH_AFTER_TWO] = {-22, -14, -8, 15, -2},
    [QH_AFTER_FEW] = {-14, -2, 15, 22, 10},
    [QH_SHORT_LINE] = {19, 4, 10, 8, 9},
    [QH_COMPOUNDS_SOME] = {-9, -11, -5, 3, 2},
    [QH_COMPOUNDS_MANY] = {-17, -11, -14, 16, -13},
    [QH_QUOTE_BETWEEN] = {0, 1, 2, 0, 0},
    [QH_ELLIPSIS] = {0, -86, -65, 0, 0},
    [QH_TEXT_SHORT] = {-6, -7, -7, 11, 10},
    [QH_SHORT_UNKNOWN] = {-4, -9, -6, -4, -15},
    [QH_LOWER_BOTH] = {10, 28, 18, 0, 0},
    [QH_LOWER_COMPOUNDS] = {-28, -1, -7, 0, 0},
    [QH_START_LOWER] = {-8, -1, -6, -5, 1},
};
/* clang-format on */

enum { LEAST = 3 }; /* 0.55: "Remember.Mojahedin", whose second word may be a name, is just above it */

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
