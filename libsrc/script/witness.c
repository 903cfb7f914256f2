#include "script/witness.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

#define HASH_START 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

enum { JOINT_BYTES = 24, JOINTS_FREE = 16 }; /* a joint in so many bytes is one too many */

/* Of the case-folded letters; the same for "Can" and "can". */
static uint64_t fold_hash(const char *text, size_t at, size_t end) {
    uint64_t hash = HASH_START;
    while (at < end)
        hash = (hash ^ qh_char_lower(qh_utf8_next(text, &at))) * HASH_PRIME;
    return hash | 1;
}

static uint64_t compound_hash(uint64_t left, uint64_t right) { return ((left ^ right >> 7) * HASH_PRIME ^ right) | 1; }

static int find_joints(qh_witness *w) {
    qh_joint joint;
    for (size_t from = 0; qh_joint_next(w->text, w->size, &from, &joint);) {
        if (w->asked.count > w->size / JOINT_BYTES + JOINTS_FREE) {
            w->asked.count = 0;
            return 1;
        }
        qh_asked *asked = qh_vec_push(w->arena, &w->asked);
        if (!asked)
            return 0;
        asked->joint = joint;
        asked->left = fold_hash(w->text, joint.left, joint.stop);
        asked->right = fold_hash(w->text, joint.word, joint.end);
        asked->mixed = compound_hash(asked->left, asked->right);
    }
    return 1;
}

static qh_word_fact *place(const qh_witness *w, uint64_t word) {
    size_t i = (size_t)(word ^ word >> 29) & w->mask;
    while (w->facts[i].word && w->facts[i].word != word)
        i = (i + 1) & w->mask;
    return &w->facts[i];
}

const qh_word_fact *qh_witness_of(const qh_witness *w, uint64_t word) { return place(w, word); }

static int make_room(qh_witness *w) {
    size_t places = 16;
    while (places < w->asked.count * 4) /* three words each */
        places *= 2;
    w->facts = qh_arena_zalloc(w->arena, places, sizeof *w->facts);
    if (!w->facts)
        return 0;
    w->mask = places - 1;
    for (size_t i = 0; i < w->asked.count; i++) {
        const qh_asked *a = &w->asked.items[i];
        place(w, a->left)->word = a->left;
        place(w, a->right)->word = a->right;
        place(w, a->mixed)->word = a->mixed;
    }
    return 1;
}

/* ---- reading ---- */

/* The line being read; its hash is made when first asked for. */
typedef struct qh_line_hash {
    size_t start;
    uint32_t hash, number;
    int known;
} qh_line_hash;

static uint32_t hash_of_line(const qh_witness *w, qh_line_hash *line) {
    if (line->known)
        return line->hash;
    const char *end = memchr(w->text + line->start, '\n', w->size - line->start);
    uint64_t hash = HASH_START;
    for (const char *p = w->text + line->start; p < (end ? end : w->text + w->size); p++)
        hash = (hash ^ (unsigned char)*p) * HASH_PRIME;
    line->hash = (uint32_t)(hash >> 32);
    line->known = 1;
    return line->hash;
}

/* The same line printed again is no second occurrence. */
static void note_mixed(const qh_witness *w, qh_word_fact *fact, qh_line_hash *line) {
    uint32_t hash = hash_of_line(w, line);
    if (fact->occurs && (fact->line != hash || fact->line_number == line->number))
        fact->seen |= QH_SEEN_OFTEN;
    fact->occurs = 1;
    fact->line = hash;
    fact->line_number = line->number;
}

static void note_part(uint32_t *first, uint8_t *count, uint64_t compound) {
    if (!*count)
        *first = (uint32_t)compound;
    if (!*count || (*count == 1 && *first != (uint32_t)compound))
        ++*count;
}

/* "useQuery", "asyncio.Task": what the parts of one word say. */
static void hear_compound(qh_witness *w, uint64_t left, uint64_t right, qh_line_hash *line) {
    uint64_t compound = compound_hash(left, right);
    qh_word_fact *fact = place(w, left);
    if (fact->word)
        note_part(&fact->head_of, &fact->heads, compound);
    fact = place(w, right);
    if (fact->word)
        note_part(&fact->tail_of, &fact->tails, compound);
    fact = place(w, compound);
    if (fact->word)
        note_mixed(w, fact, line);
}

/* A piece of a word: up to a capital behind a small letter, or to the last capital of several in front of one. */
typedef struct qh_piece {
    uint64_t hash;
    size_t end; /* behind it */
    int capital;
} qh_piece;

static int ends_piece(const qh_witness *w, unsigned last, unsigned class, size_t next) {
    if (!(class & QH_CHAR_UPPER) || !last)
        return 0;
    return !(last & QH_CHAR_UPPER) || (next < w->size && qh_is_lower(qh_utf8_at(w->text, next, &(size_t){0})));
}

static qh_piece read_piece(const qh_witness *w, size_t at) {
    qh_piece piece = {.hash = HASH_START, .end = at};
    unsigned last = 0;
    for (size_t next = at; piece.end < w->size; piece.end = next) {
        for (; piece.end < w->size && w->text[piece.end] >= 'a' && w->text[piece.end] <= 'z'; piece.end++) {
            piece.hash = (piece.hash ^ (unsigned char)w->text[piece.end]) * HASH_PRIME;
            last = QH_CHAR_LOWER | QH_CHAR_LETTER;
        }
        if (piece.end == w->size)
            break;
        next = piece.end;
        uint32_t c = qh_utf8_next(w->text, &next);
        unsigned class = qh_char_class(c);
        if (!(class & (QH_CHAR_LETTER | QH_CHAR_MARK)) || ends_piece(w, last, class, next))
            break;
        piece.capital |= !last && class & QH_CHAR_UPPER;
        piece.hash = (piece.hash ^ qh_char_lower(c)) * HASH_PRIME;
        last = class;
    }
    piece.hash |= 1;
    return piece;
}

/* The word that only stops part from the one that ends at `at`; 0 when there is none. */
static size_t tied_word(const qh_witness *w, size_t at) {
    size_t from = at;
    while (at < w->size && at - from < 8) {
        size_t next = at;
        uint32_t c = qh_utf8_next(w->text, &next);
        if (qh_is_word_part(c))
            return at;
        if (!qh_is_stop(c))
            return 0;
        at = next;
    }
    return 0;
}

/* Where the reading is. */
typedef struct qh_ear {
    qh_line_hash line;
    uint64_t last;   /* hash of the word before, when one space alone stands in between */
    size_t last_end; /* its end */
    int starts;      /* a line or a sentence begins */
    size_t joint;    /* the one that is ahead */
} qh_ear;

/* Whether the word at `at` is one of a joint, and no witness of itself. */
static int is_asked(const qh_witness *w, size_t at, qh_ear *ear) {
    while (ear->joint < w->asked.count && w->asked.items[ear->joint].joint.word < at)
        ear->joint++;
    if (ear->joint == w->asked.count)
        return 0;
    const qh_joint *joint = &w->asked.items[ear->joint].joint;
    return at == joint->left || at == joint->word;
}

static void hear_word(qh_witness *w, const qh_piece *piece, size_t at, qh_ear *ear) {
    qh_word_fact *fact = place(w, piece->hash);
    if (fact->word && !is_asked(w, at, ear))
        fact->seen |= (uint8_t)(piece->capital ? QH_SEEN_CAPITAL | (ear->starts ? QH_SEEN_START : 0) : QH_SEEN_LOWER);
    if (fact->word && ear->last && at == ear->last_end + 1 && w->text[ear->last_end] == ' ' &&
        (fact = place(w, compound_hash(ear->last, piece->hash)))->word)
        fact->seen |= QH_SEEN_APART;
    ear->last = piece->hash;
    ear->last_end = piece->end;
}

/* The chain of words from `at` that no white space parts; returns behind it. */
static size_t hear_chain(qh_witness *w, size_t at, qh_ear *ear) {
    qh_piece piece = read_piece(w, at);
    size_t next = tied_word(w, piece.end);
    w->words++;
    if (!next) {
        hear_word(w, &piece, at, ear);
        return piece.end;
    }
    while (next) {
        qh_piece second = read_piece(w, next);
        w->compounds += next == piece.end;
        hear_compound(w, piece.hash, second.hash, &ear->line);
        piece = second;
        next = tied_word(w, piece.end);
    }
    ear->last = 0;
    return piece.end;
}

/* "1Password": a figure and what is written to it; returns behind the figure. */
static size_t hear_figure(qh_witness *w, size_t at, qh_ear *ear) {
    size_t end = at;
    while (end < w->size && qh_is_digit((unsigned char)w->text[end]))
        end++;
    if (end == at) /* not ASCII */
        qh_utf8_next(w->text, &end);
    if (end < w->size && qh_is_upper(qh_utf8_at(w->text, end, &(size_t){0})))
        hear_compound(w, fold_hash(w->text, at, end), read_piece(w, end).hash, &ear->line);
    return end;
}

static void read_text(qh_witness *w) {
    qh_ear ear = {.starts = 1};
    for (size_t at = 0, next = 0; at < w->size; at = next) {
        uint32_t c = qh_utf8_next(w->text, &next);
        if (c == '\n')
            ear.line = (qh_line_hash){.start = next, .number = ear.line.number + 1};
        if (c == '\n' || qh_is_stop(c))
            ear.starts = 1;
        if (qh_is_digit(c))
            next = hear_figure(w, at, &ear);
        if (!qh_is_letter(c))
            continue;
        next = hear_chain(w, at, &ear);
        ear.starts = 0;
    }
}

int qh_witness_hear(qh_witness *w) {
    if (!find_joints(w))
        return 0;
    if (!w->asked.count)
        return 1;
    if (!make_room(w))
        return 0;
    read_text(w);
    return 1;
}
