#include <string.h>

#include "script/around.h"
#include "script/glue.h"
#include "script/words.h"
#include "text/chars.h"
#include "text/utf8.h"

enum {
    LEAST_LOWER = 3,   /* lower-case letters at the end of the first text */
    HALF_BYTES = 64,   /* longer words are none */
    CHUNK_BYTES = 128, /* longer chunks are no prose */
    SEEN_LOWER = 1,    /* stands alone elsewhere, in lower case */
    SEEN_CAPITAL = 2,  /* … with a capital */
    SEEN_OFTEN = 4     /* a mixed word on two lines that differ, or twice on one: a name */
};

typedef struct qh_candidate {
    size_t left, at, end; /* [left, at) is the first text's last word and its stop, [at, end) the second text's first word */
    size_t stop;          /* end of the last word's letters: `at` where no stop stands in between */
    uint64_t left_hash, right_hash, mixed_hash;
} qh_candidate;

/* What the rest of the text says about a word. */
typedef struct qh_word_fact {
    uint64_t word, line; /* hashes; word 0 is a free place */
    size_t line_start;
    uint32_t seen, occurrences;
} qh_word_fact;

typedef struct qh_finder {
    const char *text;
    size_t size;
    qh_arena arena;
    QH_VEC(qh_candidate) candidates;
    qh_word_fact *facts;
    size_t mask;
    qh_languages languages; /* whose frequent words count */
} qh_finder;

/* ---- words ---- */

/* Of the case-folded letters; the same for "Can" and "can". */
static uint64_t fold_hash(const char *text, size_t at, size_t end) {
    uint64_t hash = 0xcbf29ce484222325u;
    while (at < end)
        hash = (hash ^ qh_char_lower(qh_utf8_next(text, &at))) * 0x100000001b3u;
    return hash | 1;
}

static uint64_t byte_hash(const char *text, size_t at, size_t end) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (; at < end; at++)
        hash = (hash ^ (unsigned char)text[at]) * 0x100000001b3u;
    return hash;
}

static int is_frequent(const qh_finder *f, size_t at, size_t end) {
    char word[HALF_BYTES + 4];
    size_t size = 0;
    while (at < end && size < HALF_BYTES)
        size += qh_char_encode(qh_char_lower(qh_utf8_next(f->text, &at)), word + size);
    return at == end && (qh_frequent_word(word, size) & f->languages) != 0;
}

static int is_word_part(uint32_t c) { return (qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_MARK)) != 0; }

static int is_stop(uint32_t c) { return c == '.' || c == '!' || c == '?'; }

/* ---- candidates ---- */

/* Start of the word of lower-case letters, with or without a capital in front, that ends at `end`; `end` when it is none. */
static size_t left_half(const char *text, size_t end) {
    size_t at = end, start = end;
    unsigned lower = 0, capital = 0;
    while (at > 0 && end - at < HALF_BYTES) {
        unsigned class = qh_char_class(qh_utf8_previous(text, &at));
        if (!(class & (QH_CHAR_LETTER | QH_CHAR_MARK)))
            break;
        if (capital || !(class & (QH_CHAR_LOWER | QH_CHAR_UPPER)))
            return end;
        capital = class & QH_CHAR_UPPER;
        lower += !capital;
        start = at;
    }
    return lower >= LEAST_LOWER && end - start < HALF_BYTES ? start : end;
}

/* End of the capitalised word that begins at `at`; `at` when it is none. */
static size_t right_half(const char *text, size_t size, size_t at) {
    size_t start = at, end;
    unsigned lower = 0;
    qh_utf8_next(text, &at);
    for (end = at; at < size && end - start < HALF_BYTES; end = at) {
        unsigned class = qh_char_class(qh_utf8_next(text, &at));
        if (!(class & (QH_CHAR_LETTER | QH_CHAR_MARK)))
            break;
        if (!(class & QH_CHAR_LOWER))
            return start;
        lower++;
    }
    return lower >= 2 && end - start < HALF_BYTES ? end : start;
}

/* What may stand before the first word: white space, an opening mark. */
static int begins_chunk(const char *text, size_t at) {
    if (at == 0)
        return 1;
    uint32_t c = qh_utf8_previous(text, &at);
    return qh_is_space(c) || c == '(' || c == '[' || c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB ||
           c == 0x201E;
}

/* What may stand behind the second word: white space, or punctuation that white space follows. */
static int ends_word(const char *text, size_t size, size_t at) {
    if (at >= size)
        return 1;
    uint32_t c = qh_utf8_next(text, &at);
    if (qh_is_space(c) || c == 0x2019 || c == '\'' || c == '-' || c == 0x2026)
        return 1;
    if (!strchr(",.:;!?)", (int)(c < 0x80 ? c : 'x')))
        return 0;
    return at >= size || !is_word_part(qh_utf8_at(text, at, &(size_t){0}));
}

/* Addresses, tags, identifiers: what is written without white space on purpose. */
static int is_prose(const char *text, size_t size, size_t at) {
    size_t start = at, end = at;
    while (start > 0 && !qh_is_space((unsigned char)text[start - 1]) && at - start < CHUNK_BYTES)
        start--;
    while (end < size && !qh_is_space((unsigned char)text[end]) && end - at < CHUNK_BYTES)
        end++;
    if (at - start == CHUNK_BYTES || end - at == CHUNK_BYTES)
        return 0;
    for (size_t i = start; i < end; i++)
        if (strchr("/@#_\\=<>{}|~^$%&+*`0123456789", text[i]))
            return 0;
    return end - start < 4 || memcmp(text + start, "www.", 4) != 0;
}

/* Abbreviations before a name, and what comes last in the name of a site. */
static int is_fixed_pair(const char *text, const qh_candidate *c) {
    static const char *const titles[] = {"Prof", "Capt", "Supt", "Cmdr", "Hon", "Messrs", "Insp"};
    static const char *const sites[] = {"Com", "Net", "Org", "Info", "Edu", "Gov", "Biz"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (c->stop - c->left == strlen(titles[i]) && !memcmp(text + c->left, titles[i], c->stop - c->left))
            return 1;
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++)
        if (c->end - c->at == strlen(sites[i]) && !memcmp(text + c->at, sites[i], c->end - c->at))
            return 1;
    return 0;
}

/* Looks at a capital at `at` behind the character that ends at `stop`; 0 when there is no memory. */
static int try_candidate(qh_finder *f, size_t stop, size_t at) {
    qh_candidate c = {.left = left_half(f->text, stop), .stop = stop, .at = at, .end = right_half(f->text, f->size, at)};
    if (c.left == stop || c.end == at || !begins_chunk(f->text, c.left) || !ends_word(f->text, f->size, c.end))
        return 1;
    if (qh_script_of(qh_utf8_at(f->text, c.left, &(size_t){0})) != qh_script_of(qh_utf8_at(f->text, at, &(size_t){0})))
        return 1;
    if (!is_prose(f->text, f->size, at) || (stop < at && is_fixed_pair(f->text, &c)))
        return 1;
    c.left_hash = fold_hash(f->text, c.left, stop);
    c.right_hash = fold_hash(f->text, at, c.end);
    c.mixed_hash = fold_hash(f->text, c.left, c.end);
    qh_candidate *kept = qh_vec_push(&f->arena, &f->candidates);
    if (kept)
        *kept = c;
    return kept != NULL;
}

/* Candidates are capitals right behind a lower-case letter, or behind one and a stop. */
static int find_candidates(qh_finder *f) {
    unsigned before = 0, last = 0; /* classes of the two characters before */
    size_t last_at = 0;
    for (size_t at = 0, next = 0; at < f->size; at = next) {
        uint32_t c = qh_utf8_next(f->text, &next);
        unsigned class = is_stop(c) ? QH_CHAR_PUNCTUATION : qh_char_class(c) & ~(unsigned)QH_CHAR_PUNCTUATION;
        if (class & QH_CHAR_UPPER) {
            size_t stop = last & QH_CHAR_LOWER ? at : last & QH_CHAR_PUNCTUATION && before & QH_CHAR_LOWER ? last_at : 0;
            if (stop && !try_candidate(f, stop, at))
                return 0;
        }
        before = last;
        last = class;
        last_at = at;
    }
    return 1;
}

/* ---- the rest of the text as witness ---- */

static qh_word_fact *place(const qh_finder *f, uint64_t word) {
    size_t i = (size_t)(word ^ word >> 29) & f->mask;
    while (f->facts[i].word && f->facts[i].word != word)
        i = (i + 1) & f->mask;
    return &f->facts[i];
}

static int ask_for_words(qh_finder *f) {
    size_t places = 16;
    while (places < f->candidates.count * 6)
        places *= 2;
    f->facts = qh_arena_zalloc(&f->arena, places, sizeof *f->facts);
    if (!f->facts)
        return 0;
    f->mask = places - 1;
    for (size_t i = 0; i < f->candidates.count; i++) {
        const qh_candidate *c = &f->candidates.items[i];
        place(f, c->left_hash)->word = c->left_hash;
        place(f, c->right_hash)->word = c->right_hash;
        place(f, c->mixed_hash)->word = c->mixed_hash;
    }
    return 1;
}

/* The line being read; its hash is made when first asked for. */
typedef struct qh_line_hash {
    size_t start;
    uint64_t hash;
    int known;
} qh_line_hash;

static uint64_t hash_of_line(const qh_finder *f, qh_line_hash *line) {
    if (!line->known) {
        const char *end = memchr(f->text + line->start, '\n', f->size - line->start);
        line->hash = byte_hash(f->text, line->start, end ? (size_t)(end - f->text) : f->size);
        line->known = 1;
    }
    return line->hash;
}

/* The same line printed again is no second occurrence. */
static void note_mixed(const qh_finder *f, qh_word_fact *fact, qh_line_hash *line) {
    uint64_t hash = hash_of_line(f, line);
    if (fact->occurrences && (fact->line != hash || fact->line_start == line->start))
        fact->seen |= SEEN_OFTEN;
    fact->occurrences++;
    fact->line = hash;
    fact->line_start = line->start;
}

/* Whether a stop ties the word at [at, end) to a letter on either side ("Remember.Who"). */
static int is_tied(const qh_finder *f, size_t at, size_t end) {
    if (end + 1 < f->size && is_stop((unsigned char)f->text[end]) && is_word_part(qh_utf8_at(f->text, end + 1, &(size_t){0})))
        return 1;
    if (at < 2 || !is_stop((unsigned char)f->text[at - 1]))
        return 0;
    at--;
    return is_word_part(qh_utf8_previous(f->text, &at));
}

static void hear_word(const qh_finder *f, size_t at, size_t end, uint64_t hash, unsigned capitals, int begins_capital,
                      qh_line_hash *line) {
    qh_word_fact *fact = place(f, hash);
    if (!fact->word)
        return;
    if (capitals > (begins_capital ? 1u : 0u))
        note_mixed(f, fact, line);
    else if (!is_tied(f, at, end))
        fact->seen |= begins_capital ? SEEN_CAPITAL : SEEN_LOWER;
}

static void hear_witnesses(const qh_finder *f) {
    qh_line_hash line = {0, 0, 0};
    for (size_t at = 0, next = 0; at < f->size; at = next) {
        uint32_t c = qh_utf8_next(f->text, &next);
        if (c == '\n')
            line = (qh_line_hash){next, 0, 0};
        if (!qh_is_letter(c))
            continue;
        uint64_t hash = 0xcbf29ce484222325u;
        unsigned capitals = 0;
        int begins_capital = qh_is_upper(c);
        size_t end = at;
        for (; is_word_part(c); c = qh_utf8_next(f->text, &next)) {
            hash = (hash ^ qh_char_lower(c)) * 0x100000001b3u;
            capitals += qh_is_upper(c) != 0;
            if ((end = next) >= f->size)
                break;
        }
        hear_word(f, at, end, hash | 1, capitals, begins_capital, &line);
        next = end;
    }
}

/* ---- judging ---- */

/* Frequent words of the text's own language: "con" begins no English headline. */
static qh_languages languages_of(const char *text, size_t size) {
    size_t end = size < 32768 ? size : 32768;
    while (end < size && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    int number = qh_language_number(qh_language_of(text, (quoth_span){0, end}, NULL));
    return number < 0 ? ~(qh_languages)0 : QH_ONLY(number);
}

/* How names of products and firms end that are written in one word. */
static int is_name_tail(const qh_finder *f, const qh_candidate *c) {
    static const char *const tails[] = {"Advisor", "Base",    "Book",  "Box",  "Camp",  "Cast", "Con",    "Conf",
                                        "Craft",   "Day",     "Fest",  "Flow", "Hub",   "Lab",  "Labs",   "Mart",
                                        "Office",  "Pad",     "Point", "Post", "Press", "Ops",  "Script", "Soft",
                                        "Space",   "Station", "Talk",  "Tube", "Works", "World"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (c->end - c->at == strlen(tails[i]) && !memcmp(f->text + c->at, tails[i], c->end - c->at))
            return 1;
    return 0;
}

/* "cultCan": both halves are words of their own, and together they are none. */
static double judge_joined(const qh_finder *f, const qh_candidate *c, qh_side left, qh_side right) {
    unsigned mixed = place(f, c->mixed_hash)->seen, first = place(f, c->left_hash)->seen, second = place(f, c->right_hash)->seen;
    int lower = qh_is_lower(qh_utf8_at(f->text, c->left, &(size_t){0}));
    int left_frequent = is_frequent(f, c->left, c->stop), right_frequent = is_frequent(f, c->at, c->end);
    if (mixed || left.words < 2 || right.words < 3 || is_name_tail(f, c))
        return 0;
    int left_known = (first & (lower ? SEEN_LOWER : SEEN_CAPITAL)) || left_frequent;
    int right_known = (second & SEEN_CAPITAL) || right_frequent;
    if (left_known && right_known)
        return right_frequent ? 0.93 : 0.85;
    return lower && right_frequent && left.words > 2 ? 0.85 : 0;
}

/* "Remember.Mojahedin": a stop that lost its space. */
static double judge_stopped(const qh_finder *f, const qh_candidate *c, qh_side left, qh_side right) {
    unsigned first = place(f, c->left_hash)->seen, second = place(f, c->right_hash)->seen;
    int left_known = first || is_frequent(f, c->left, c->stop);
    int right_known = (second & SEEN_CAPITAL) || is_frequent(f, c->at, c->end);
    if (right.words < 3 || !right_known || (!left_known && left.words > 1 && left.words < QH_SIDE_WORDS))
        return 0;
    return left_known ? 0.9 : 0.8;
}

static double judge(const qh_finder *f, const qh_candidate *c) {
    qh_side right = qh_words_after(f->text, f->size, c->at, f->size), left = qh_words_before(f->text, 0, c->stop);
    return c->stop == c->at ? judge_joined(f, c, left, right) : judge_stopped(f, c, left, right);
}

static int keep_glued(quoth_document *doc, const qh_finder *f) {
    for (size_t i = 0; i < f->candidates.count; i++) {
        double confidence = judge(f, &f->candidates.items[i]);
        if (confidence <= 0)
            continue;
        quoth_glue *glue = qh_vec_push(&doc->arena, &doc->glue);
        if (!glue)
            return 0;
        *glue = (quoth_glue){.at = f->candidates.items[i].at, .kind = QUOTH_GLUE_TYPOGRAPHY, .confidence = confidence};
    }
    return 1;
}

int qh_typographic_glue(quoth_document *doc) {
    qh_finder f = {.text = doc->text, .size = doc->size};
    qh_arena_init(&f.arena, &doc->arena.allocator);
    int done = find_candidates(&f);
    if (done && f.candidates.count) {
        done = ask_for_words(&f);
        if (done) {
            hear_witnesses(&f);
            f.languages = languages_of(f.text, f.size);
            done = keep_glued(doc, &f);
        }
    }
    qh_arena_free(&f.arena);
    return done;
}
