#include "script/facts.h"

#include <string.h>

#include "script/properties.h"
#include "text/eight.h"
#include "text/utf8.h"

/* What has been counted of a stretch. */
typedef struct qh_tally {
    size_t letters[QH_SCRIPT_COUNT]; /* by script */
    size_t strong[2];                /* by quoth_direction */
    size_t isolates;                 /* that are open (UAX #9, P2) */
    int first_strong;
    qh_script last; /* of the last letter with a script of its own */
} qh_tally;

static void count_strong(qh_tally *t, const qh_properties *properties, uint32_t c) {
    int direction = properties->flags & QH_LTR ? QUOTH_DIRECTION_LTR : QUOTH_DIRECTION_RTL;
    if (properties->flags & (QH_LTR | QH_RTL)) {
        t->strong[direction]++;
        if (t->first_strong < 0 && !t->isolates)
            t->first_strong = direction;
    } else if (c >= 0x2066 && c <= 0x2068) {
        t->isolates++;
    } else if (c == 0x2069 && t->isolates) {
        t->isolates--;
    }
}

static void count_letter(qh_tally *t, const qh_properties *properties) {
    if (!(properties->flags & QH_LETTER))
        return;
    if (properties->script > QH_SCRIPT_UNKNOWN)
        t->last = properties->script;
    t->letters[t->last]++;
}

/* Behind the ASCII at `at`. */
static size_t read_ascii(const char *text, size_t at, size_t end, size_t *letters) {
    for (; end - at >= 8 && qh_eight_is_ascii(qh_eight_at(text + at)); at += 8)
        *letters += qh_eight_count(qh_eight_between(qh_eight_at(text + at) | QH_EIGHT_ONES * 0x20, 'a', 'z'));
    for (; at < end && (unsigned char)text[at] < 0x80; at++)
        *letters += ((unsigned char)text[at] | 0x20u) - 'a' < 26u;
    return at;
}

/* ASCII is most of most texts: its letters are Latin and strong, nothing else of it is. */
static size_t count_ascii(qh_tally *t, const char *text, size_t at, size_t end) {
    size_t letters = 0;
    at = read_ascii(text, at, end, &letters);
    if (!letters)
        return at;
    t->letters[QH_SCRIPT_LATN] += letters;
    t->last = QH_SCRIPT_LATN;
    t->strong[QUOTH_DIRECTION_LTR] += letters;
    if (t->first_strong < 0 && !t->isolates)
        t->first_strong = QUOTH_DIRECTION_LTR;
    return at;
}

static void count(qh_tally *t, const char *text, quoth_span span) {
    for (size_t at = span.start; (at = count_ascii(t, text, at, span.end)) < span.end;) {
        uint32_t c = qh_utf8_next(text, &at);
        const qh_properties *properties = qh_properties_of(c);
        count_strong(t, properties, c);
        count_letter(t, properties);
    }
}

/* Letters before the first one with a script of its own belong to no script; they count where there is no other. */
static void put_shares(const qh_tally *t, quoth_script_facts *out) {
    enum { ROOM = sizeof out->shares / sizeof *out->shares };
    for (unsigned s = 0; s < QH_SCRIPT_COUNT; s++) {
        out->letters += t->letters[s];
        if (!t->letters[s] || (out->share_count == ROOM && t->letters[s] <= out->shares[ROOM - 1].letters))
            continue;
        size_t i = out->share_count < ROOM ? out->share_count++ : ROOM - 1u;
        for (; i > 0 && out->shares[i - 1].letters < t->letters[s]; i--)
            out->shares[i] = out->shares[i - 1];
        memset(&out->shares[i], 0, sizeof out->shares[i]);
        memcpy(out->shares[i].script, qh_script_code((qh_script)s), 4);
        out->shares[i].letters = t->letters[s];
    }
    for (size_t i = 0; i < out->share_count; i++)
        out->shares[i].share = (double)out->shares[i].letters / (double)out->letters;
}

static void put_latin(size_t letters, quoth_script_facts *out) {
    *out = (quoth_script_facts){.struct_size = sizeof *out,
                                .letters = letters,
                                .first_strong = letters ? QUOTH_DIRECTION_LTR : -1,
                                .direction = QUOTH_DIRECTION_LTR,
                                .share_count = letters > 0};
    memcpy(out->script, letters ? "Latn" : "Zyyy", 4);
    if (letters) {
        out->shares[0] = (quoth_script_share){.letters = letters, .share = 1};
        memcpy(out->shares[0].script, "Latn", 4);
    }
}

void qh_script_facts(const char *text, quoth_span span, quoth_script_facts *out) {
    qh_tally tally;
    size_t letters = 0;
    if (read_ascii(text, span.start, span.end, &letters) == span.end) {
        put_latin(letters, out);
        return;
    }
    memset(&tally, 0, sizeof tally);
    tally.first_strong = -1;
    count(&tally, text, span);
    *out = (quoth_script_facts){.struct_size = sizeof *out, .first_strong = tally.first_strong};
    put_shares(&tally, out);
    memcpy(out->script, out->share_count ? out->shares[0].script : "Zyyy\0\0\0", 8);
    int rtl = tally.strong[QUOTH_DIRECTION_RTL] > tally.strong[QUOTH_DIRECTION_LTR];
    out->direction = rtl ? QUOTH_DIRECTION_RTL : QUOTH_DIRECTION_LTR;
}
