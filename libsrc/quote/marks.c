/* Quotation marks of each block paired by a stack; what stays open is resolved inside its own paragraph. */
#include <string.h>

#include "base/one_of.h"
#include "quote/finder.h"
#include "text/chars.h"
#include "text/utf8.h"

enum { DEEPEST = 16 };
enum { FAMILY_DOUBLE, FAMILY_SINGLE, FAMILY_ANGLE, FAMILY_ANGLE_SINGLE, FAMILY_CORNER, FAMILY_CORNER_WHITE };
enum role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE };

typedef struct open_mark {
    size_t token;
    size_t marked; /* index of its record */
    uint32_t c;
    int family;
} open_mark;

typedef struct pairing {
    qh_finder *f;
    uint32_t block;
    size_t first, end;
    open_mark stack[DEEPEST];
    size_t depth;
    int inward; /* angle marks point at the words: »…« */
} pairing;

static uint32_t mark_at(const pairing *s, size_t i) {
    size_t length;
    const qh_token *t = qh_token_at(s->f, i);
    uint32_t c = qh_utf8_at(s->f->text, t->start, &length);
    if (c == '`')
        return t->end - t->start > 1 ? 0x201C : 0x2018;
    return c == '\'' && t->end - t->start > 1 ? 0x201D : c;
}

static int family_of(uint32_t c) {
    switch (c) {
    case 0xAB:
    case 0xBB:
        return FAMILY_ANGLE;
    case 0x2039:
    case 0x203A:
        return FAMILY_ANGLE_SINGLE;
    case 0x300C:
    case 0x300D:
        return FAMILY_CORNER;
    case 0x300E:
    case 0x300F:
        return FAMILY_CORNER_WHITE;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
        return FAMILY_SINGLE;
    default:
        return FAMILY_DOUBLE;
    }
}

static int top_of(const pairing *s, int family) {
    for (size_t i = s->depth; i-- > 0;)
        if (s->stack[i].family == family)
            return (int)i;
    return -1;
}

/* Is there nothing, space, an opening bracket or a dash before the mark? */
static int free_left(const pairing *s, size_t i) {
    size_t at = qh_token_at(s->f, i)->start;
    if (i == s->first || at == 0)
        return 1;
    uint32_t c = qh_utf8_previous(s->f->text, &at);
    return qh_is_space(c) || c == '(' || c == '[' || c == '-' || c == 0x2014 || c == 0x2013 || c == '/' ||
           (qh_token_at(s->f, i - 1)->kind == QH_TOKEN_MARK && at == qh_token_at(s->f, i - 1)->start && c != 0x201D &&
            c != 0x2019 && c != 0xBB);
}

static int free_right(const pairing *s, size_t i) {
    size_t at = qh_token_at(s->f, i)->end;
    if (i + 1 == s->end)
        return 1;
    uint32_t c = qh_utf8_next(s->f->text, &at);
    return qh_is_space(c) || (!(qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_DIGIT)) && c != '(' && c != '[' && c != 0x201C &&
                              c != 0x2018 && c != 0xAB);
}

/* Ends the text before the mark in a stop, comma, dash or another mark, as speech does before it is closed? */
static int after_stop(const pairing *s, size_t i) {
    size_t at = qh_token_at(s->f, i)->start;
    if (i == s->first || at == 0)
        return 0;
    uint32_t c = qh_utf8_previous(s->f->text, &at);
    return c < 0x80 ? qh_one_of((int)c, ",.!?;:-)\"") : c == 0x2026 || c == 0x2014 || c == 0x2013 || c == 0x201D;
}

/* As after_stop, whatever space lies between. */
static int begins_clause(const pairing *s, size_t i) { return i == s->first || qh_token_at(s->f, i - 1)->kind == QH_TOKEN_PUNCT; }

/* What the single marks behind token i do first. */
enum ahead { AHEAD_NOTHING, AHEAD_OPEN, AHEAD_CLOSE, AHEAD_CLOSE_STOP };

/* Single marks after a bare word (o’ an’ dogs’) may be apostrophes: a closing one behind a stop is looked for beyond some. */
static enum ahead look_ahead(const pairing *s, size_t i) {
    enum { MOST = 24 }; /* marks */
    enum ahead seen = AHEAD_NOTHING;
    for (size_t k = i + 1, n = 0; k < s->end && n < MOST; k++) {
        if (qh_token_at(s->f, k)->kind != QH_TOKEN_MARK || family_of(mark_at(s, k)) != FAMILY_SINGLE)
            continue;
        n++;
        int right = free_right(s, k), left = free_left(s, k);
        if (mark_at(s, k) == 0x2018 || (left && !right && after_stop(s, k)))
            return seen ? seen : AHEAD_OPEN;
        if (right && after_stop(s, k))
            return AHEAD_CLOSE_STOP;
        if (right && !left)
            seen = AHEAD_CLOSE;
        else if (left && !right && !seen)
            seen = AHEAD_OPEN;
    }
    return seen;
}

/* Inside single marks: "the dogs’ dinner", "o’ them", "an’ so": a word before and behind, and the quotation's own end to come. */
static int is_apostrophe(const pairing *s, size_t i) {
    if (i + 1 >= s->end || after_stop(s, i))
        return 0;
    const qh_token *t = qh_token_at(s->f, i), *next = qh_token_at(s->f, i + 1);
    int open = top_of(s, FAMILY_SINGLE);
    int long_since = open >= 0 && (i - s->stack[open].token > 6 || begins_clause(s, s->stack[open].token));
    if (next->kind == QH_TOKEN_MARK || !long_since)
        return 0;
    return (next->start > t->end || next->kind == QH_TOKEN_PUNCT) && look_ahead(s, i) == AHEAD_CLOSE_STOP;
}

static enum role single_role(const pairing *s, size_t i, uint32_t c) {
    int open = top_of(s, FAMILY_SINGLE), left = free_left(s, i), right = free_right(s, i);
    if (c == 0x2018 || c == 0x201A || c == 0x201B) {
        if (!left && right && open >= 0)
            return ROLE_CLOSE; /* reversed, or German */
        return look_ahead(s, i) >= AHEAD_CLOSE || i == s->first ? ROLE_OPEN : ROLE_NONE;
    }
    if (open >= 0 && right && !(left && !right))
        return is_apostrophe(s, i) ? ROLE_NONE : ROLE_CLOSE;
    if (open >= 0 && !after_stop(s, i) && s->depth == (size_t)open + 1)
        return ROLE_NONE;                   /* within single marks: 'ouse */
    int stuck = after_stop(s, i) && !right; /* he said,'Come in.' */
    if ((left || stuck) && !right && look_ahead(s, i) >= AHEAD_CLOSE)
        return ROLE_OPEN;
    return ROLE_NONE;
}

/* How many angle marks of the block touch words with their points, less those that do so with their backs. */
static int inward_marks(const pairing *s) {
    int sum = 0;
    for (size_t i = s->first; i < s->end; i++) {
        uint32_t c = qh_token_at(s->f, i)->kind == QH_TOKEN_MARK ? mark_at(s, i) : 0;
        if (c != 0xAB && c != 0xBB && c != 0x2039 && c != 0x203A)
            continue;
        int left = free_left(s, i), right = free_right(s, i), points_left = c == 0xAB || c == 0x2039;
        if (left != right)
            sum += left != points_left ? 1 : -1;
    }
    return sum;
}

static enum role angle_role(const pairing *s, size_t i, uint32_t c, uint32_t left_form) {
    int open = top_of(s, family_of(c));
    int closes = free_right(s, i) && !free_left(s, i); /* »så här», in Swedish and Finnish */
    if (open >= 0)
        return s->stack[open].c == c && !closes ? ROLE_OPEN : ROLE_CLOSE;
    return (c == left_form) != s->inward || (free_left(s, i) && !free_right(s, i)) ? ROLE_OPEN : ROLE_NONE;
}

static int follows_digit(const pairing *s, size_t i) {
    size_t at = qh_token_at(s->f, i)->start;
    return at > 0 && s->f->text[at - 1] >= '0' && s->f->text[at - 1] <= '9';
}

/* ” after a colon with a space behind, and another ” to come: it opens, whatever its shape. */
static int opens_reversed(const pairing *s, size_t i) {
    size_t at = qh_token_at(s->f, i)->start;
    if (at == 0 || s->f->text[at - 1] != ':')
        return 0;
    for (size_t k = i + 1; k < s->end; k++)
        if (qh_token_at(s->f, k)->kind == QH_TOKEN_MARK && family_of(mark_at(s, k)) == FAMILY_DOUBLE)
            return mark_at(s, k) == 0x201D;
    return 0;
}

/* Within “…: another “ at the start of a sentence goes on with it, as at the start of a paragraph, and closes with it. */
static int goes_on(const pairing *s, size_t i) {
    size_t at = qh_token_at(s->f, i)->start;
    while (at > 0 && s->f->text[at - 1] == ' ')
        at--;
    return at > 0 && at < qh_token_at(s->f, i)->start && s->stack[s->depth - 1].family == FAMILY_DOUBLE &&
           qh_one_of(s->f->text[at - 1], ".!?\n");
}

static enum role double_role(const pairing *s, size_t i, uint32_t c) {
    int open = top_of(s, FAMILY_DOUBLE), left = free_left(s, i), right = free_right(s, i);
    if (c == 0x201E || c == 0x301D)
        return ROLE_OPEN;
    if (c == 0x201C || c == 0x201F) {
        int german = open >= 0 && s->stack[open].c == 0x201E;
        if (open >= 0 && s->stack[open].c == c && !right && goes_on(s, i))
            return ROLE_NONE;
        return open >= 0 && right && (german || !left) ? ROLE_CLOSE : ROLE_OPEN;
    }
    if (c == 0x201D) {
        if (opens_reversed(s, i))
            return ROLE_OPEN;
        if (open >= 0)
            return ROLE_CLOSE;
        return left && !right ? ROLE_OPEN : ROLE_NONE;
    }
    if (open >= 0 && right)
        return ROLE_CLOSE;
    if (follows_digit(s, i) && open < 0)
        return ROLE_NONE; /* inches */
    if ((left || (open < 0 && after_stop(s, i))) && !right)
        return ROLE_OPEN; /* also stuck to a comma: he said,"Come in." */
    return open >= 0 ? ROLE_CLOSE : left || i == s->first ? ROLE_OPEN : ROLE_NONE;
}

static enum role role_of(const pairing *s, size_t i, uint32_t c) {
    switch (family_of(c)) {
    case FAMILY_SINGLE:
        return single_role(s, i, c);
    case FAMILY_ANGLE:
        return angle_role(s, i, c, 0xAB);
    case FAMILY_ANGLE_SINGLE:
        return angle_role(s, i, c, 0x2039);
    case FAMILY_CORNER:
        return c == 0x300C ? ROLE_OPEN : ROLE_CLOSE;
    case FAMILY_CORNER_WHITE:
        return c == 0x300E ? ROLE_OPEN : ROLE_CLOSE;
    default:
        return double_role(s, i, c);
    }
}

static int open_at(pairing *s, size_t i, uint32_t c) {
    if (s->depth == DEEPEST)
        return 1;
    qh_marked *m = qh_vec_push(s->f->p->scratch, &s->f->marked);
    if (!m)
        return 0;
    int32_t parent = s->depth ? (int32_t)s->stack[s->depth - 1].marked : -1;
    *m = (qh_marked){(uint32_t)i, (uint32_t)s->end, s->block, parent, -1, 0, family_of(c) == FAMILY_SINGLE};
    s->stack[s->depth++] = (open_mark){i, s->f->marked.count - 1, c, family_of(c)};
    return 1;
}

/* Closes the topmost mark of the family; what was opened above it never was a quotation and ends there. */
static void close_at(pairing *s, size_t i, int family) {
    int top = top_of(s, family);
    if (top < 0)
        return;
    for (size_t k = (size_t)top + 1; k < s->depth; k++)
        s->f->marked.items[s->stack[k].marked].end = (uint32_t)i;
    qh_marked *m = &s->f->marked.items[s->stack[top].marked];
    m->end = (uint32_t)i + 1;
    m->closed = 1;
    s->depth = (size_t)top;
}

/* A paragraph that begins with the mark that the one before left open goes on with it. */
static void continue_mark(pairing *s, size_t i, int32_t open, uint32_t c) {
    if (open < 0 || i != s->first || s->depth != 1)
        return;
    const qh_marked *before = &s->f->marked.items[open];
    size_t length;
    uint32_t opener = qh_utf8_at(s->f->text, qh_token_at(s->f, before->first)->start, &length);
    if (opener == c || (opener == '`' && c == 0x201C))
        s->f->marked.items[s->stack[0].marked].continues = before->continues >= 0 ? before->continues : open;
}

static int pair_block(pairing *s, int32_t *open) {
    for (size_t i = s->first; i < s->end; i++) {
        if (qh_token_at(s->f, i)->kind != QH_TOKEN_MARK)
            continue;
        uint32_t c = mark_at(s, i);
        enum role role = role_of(s, i, c);
        if (role == ROLE_OPEN) {
            if (!open_at(s, i, c))
                return 0;
            continue_mark(s, i, *open, c);
        } else if (role == ROLE_CLOSE) {
            close_at(s, i, family_of(c));
        }
    }
    *open = s->depth ? (int32_t)s->stack[0].marked : -1;
    return 1;
}

/* Blocks that do not tell have their angle marks as most of the document has. */
static int mostly_inward(qh_finder *f) {
    int sum = 0;
    for (uint32_t i = 0; i < f->p->doc->blocks.count; i++)
        sum += inward_marks(&(pairing){.f = f, .first = f->ranges[i].token, .end = f->ranges[i].token_end});
    return sum > 0;
}

int qh_pair_marks(qh_finder *f) {
    int32_t open = -1;
    int mostly = mostly_inward(f);
    for (uint32_t i = 0; i < f->p->doc->blocks.count; i++) {
        pairing s = {.f = f, .block = i, .first = f->ranges[i].token, .end = f->ranges[i].token_end};
        if (s.first == s.end)
            continue;
        int inward = inward_marks(&s);
        s.inward = inward ? inward > 0 : mostly;
        if (!pair_block(&s, &open))
            return 0;
    }
    return 1;
}
