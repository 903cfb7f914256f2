#include "text/fluency.h"

#include <string.h>

#include "text/chars.h"
#include "text/fluency_tables.h"

/* In eighths of a natural unit, as the tables. */
enum {
    COST_DAMAGE = 166,
    COST_LETTER = 120, /* that is in no table */
    COST_IDEOGRAPH = 110,
    COST_SYLLABLE = 110,
    COST_DRAWING = 120,
    COST_SIGN = 110,
    COST_UPPER_FIRST = 10, /* upper case behind no letter */
    COST_UPPER_UPPER = 24, /* shouting: what all letters look like when they are those of another charset */
    COST_UPPER_ON = 4,     /* the third and later in a row */
    COST_LOWER_UPPER = 36,
    COST_STRANGERS = 72,     /* letters of two scripts side by side */
    COST_EAST_STRANGERS = 36 /* East Asian texts set Latin words next to their own without space */
};

enum group { NO_GROUP, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, THAI, OTHER, KANA, HAN, HANGUL };

typedef struct character {
    uint32_t point;
    uint16_t number; /* in the tables, from 1 */
    unsigned class;
    enum group group;
    unsigned uppers; /* upper case letters in a row, this one the last */
} character;

void qh_fluency_prepare(uint16_t *numbers) {
    memset(numbers, 0, QH_FLUENCY_NUMBERS * sizeof *numbers);
    for (uint16_t i = 0; i < qh_fluency_count; i++)
        numbers[qh_fluency_points[i]] = (uint16_t)(i + 1);
    for (unsigned c = 'A'; c <= 'Z'; c++)
        numbers[c] = numbers[c + 32];
    for (unsigned c = '1'; c <= '9'; c++)
        numbers[c] = numbers['0'];
    numbers['\t'] = numbers['\n'] = numbers['\r'] = numbers[' '];
}

static enum group group_of(uint32_t c) {
    if (c < 0x530)
        return c < 0x250 ? LATIN : c < 0x370 ? OTHER : c < 0x400 ? GREEK : CYRILLIC;
    if (c < 0x780)
        return c < 0x590 ? OTHER : c < 0x600 ? HEBREW : ARABIC;
    if (c >= 0x0E00 && c < 0x0E80)
        return THAI;
    if (c >= 0x1E00 && c < 0x1F00)
        return LATIN;
    if (c >= 0x3040 && c < 0x3100)
        return KANA;
    if ((c >= 0x3400 && c < 0xA000) || c >= 0x20000)
        return HAN;
    return c >= 0xAC00 && c < 0xD7A4 ? HANGUL : OTHER;
}

static character look_up(const uint16_t *numbers, uint32_t c) {
    character now = {c, 0, qh_char_class(c), NO_GROUP, 0};
    if (now.class & QH_CHAR_LETTER)
        now.group = group_of(c);
    uint32_t lower = c >= 0x80 && now.class & QH_CHAR_UPPER ? qh_char_lower(c) : c;
    if (lower < QH_FLUENCY_NUMBERS)
        now.number = numbers[lower];
    return now;
}

static int is_damage(uint32_t c) { return c == 0xFFFD || (c >= 0x80 && c < 0xA0) || (c >= 0xE000 && c < 0xF900) || c >= 0xF0000; }

static unsigned unlisted_cost(const character *c) {
    if (is_damage(c->point))
        return COST_DAMAGE;
    if (c->group >= HAN)
        return c->group == HAN ? COST_IDEOGRAPH : COST_SYLLABLE;
    if (c->point >= 0x2500 && c->point < 0x25A0)
        return COST_DRAWING;
    return c->class & QH_CHAR_LETTER ? COST_LETTER : COST_SIGN;
}

static unsigned pair_cost(const character *a, const character *b) {
    if (!b->number)
        return unlisted_cost(b);
    unsigned single = qh_fluency_single[b->number - 1];
    if (!a->number || b->group >= HAN)
        return single;
    unsigned low = qh_fluency_starts[a->number - 1], end = qh_fluency_starts[a->number], high = end;
    uint16_t wanted = (uint16_t)(b->number - 1);
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (qh_fluency_seconds[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && qh_fluency_seconds[low] == wanted ? qh_fluency_pairs[low] : single + qh_fluency_behind[a->number - 1];
}

/* A word in upper case costs a little: other charsets' lower case often looks like it. */
static unsigned case_cost(const character *a, const character *b) {
    if (!(b->class & QH_CHAR_UPPER))
        return 0;
    if (b->uppers > 2)
        return COST_UPPER_ON;
    return a->class & QH_CHAR_LOWER ? COST_LOWER_UPPER : a->class & QH_CHAR_UPPER ? COST_UPPER_UPPER : COST_UPPER_FIRST;
}

static unsigned strangers_cost(const character *a, const character *b) {
    if (!a->group || !b->group || a->group == b->group)
        return 0;
    if ((a->group == KANA && b->group == HAN) || (a->group == HAN && b->group == KANA))
        return 0;
    return (a->group == LATIN && b->group >= KANA) || (a->group >= KANA && b->group == LATIN) ? COST_EAST_STRANGERS
                                                                                              : COST_STRANGERS;
}

double qh_fluency_cost(const uint16_t *numbers, const uint32_t *points, size_t count) {
    unsigned long long sum = 0;
    character before = look_up(numbers, ' ');
    for (size_t i = 0; i < count; i++) {
        character now = look_up(numbers, points[i]);
        now.uppers = now.class & QH_CHAR_UPPER ? before.uppers + 1 : 0;
        if (now.point >= 0x80 || before.point >= 0x80)
            sum += pair_cost(&before, &now) + case_cost(&before, &now) + strangers_cost(&before, &now);
        before = now;
    }
    return (double)sum / 8;
}
