/* What is known about each line before anything is said about its neighbours: the columns of the first stage. */
#include <string.h>

#include "document/text_page.h"

/* Sums over the lines before a line: entry i is the sum over the lines before i. */
typedef struct sums {
    uint32_t *words, *sentence_words, *sentences;
    size_t count;
} sums;

/* What is the same for all lines. */
typedef struct whole {
    uint32_t copies, bullets, turns, single;
} whole;

typedef struct filler {
    const qh_text_page *page;
    const qh_html_facts *facts;
    const qh_line *lines;
    uint8_t *scores;            /* by line */
    uint32_t *before, *after;   /* lines to the nearest sentence above and below, the line itself not counted */
    uint32_t *run_end, *headed; /* where the line's run ends; lines to the heading above */
    sums sums;
    whole whole;
} filler;

static int add_up(qh_arena *arena, filler *f) {
    size_t n = f->facts->count;
    sums *s = &f->sums;
    s->count = n;
    s->words = qh_arena_zalloc(arena, n + 1, sizeof *s->words);
    s->sentence_words = qh_arena_zalloc(arena, n + 1, sizeof *s->sentence_words);
    s->sentences = qh_arena_zalloc(arena, n + 1, sizeof *s->sentences);
    if (!s->words || !s->sentence_words || !s->sentences)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const qh_html_counts *counts = &f->facts->leaves[i];
        s->words[i + 1] = s->words[i] + counts->words;
        s->sentence_words[i + 1] = s->sentence_words[i] + (counts->sentences ? counts->words : 0);
        s->sentences[i + 1] = s->sentences[i] + counts->sentences;
    }
    return 1;
}

static int find_distances(qh_arena *arena, filler *f) {
    size_t n = f->facts->count;
    f->before = qh_arena_zalloc(arena, n, sizeof *f->before);
    f->after = qh_arena_zalloc(arena, n, sizeof *f->after);
    f->run_end = qh_arena_zalloc(arena, n, sizeof *f->run_end);
    f->headed = qh_arena_zalloc(arena, n, sizeof *f->headed);
    if (!f->before || !f->after || !f->run_end || !f->headed)
        return 0;
    for (size_t i = 0; i < n; i++) {
        f->before[i] = !i ? 255 : f->facts->leaves[i - 1].sentences ? 1 : f->before[i - 1] + 1;
        f->headed[i] = f->facts->leaves[i].rank ? 0 : i ? f->headed[i - 1] + 1 : 255;
    }
    for (size_t i = n; i-- > 0;) {
        f->after[i] = i + 1 == n ? 255 : f->facts->leaves[i + 1].sentences ? 1 : f->after[i + 1] + 1;
        f->run_end[i] = i + 1 < n && f->page->run[i + 1] == f->page->run[i] ? f->run_end[i + 1] : (uint32_t)i + 1;
    }
    return 1;
}

/* As the tokens weigh; 0 where they say nothing because the text is in another language. */
static int score(qh_arena *arena, filler *f, const qh_html_weights *weights) {
    f->scores = qh_arena_zalloc(arena, f->facts->count, 1);
    if (!f->scores)
        return 0;
    for (size_t i = 0; weights && f->page->english && i < f->facts->count; i++) {
        uint16_t tokens[QH_TEXT_TOKENS_MOST];
        size_t count = qh_text_tokens(f->page, i, tokens);
        int32_t sum = weights->bias;
        for (size_t k = 0; k < count; k++)
            sum += weights->weights[tokens[k]];
        sum = (sum + 256) / 2;
        f->scores[i] = (uint8_t)(sum < 1 ? 1 : sum > 255 ? 255 : sum);
    }
    return 1;
}

static void look_at_all(filler *f) {
    whole *w = &f->whole;
    for (size_t i = 0; i < f->facts->count; i++) {
        const qh_line *line = &f->lines[i];
        w->copies += f->facts->leaves[i].copy > 0;
        w->bullets += (line->flags & (QH_LINE_BULLET | QH_LINE_STAR | QH_LINE_NUMBERED)) != 0;
        w->turns += line->kind == QUOTH_BLOCK_TURN;
        w->single += f->facts->leaves[i].words <= 2;
    }
}

/* ---- the columns ---- */

static uint8_t small(uint64_t n) { return (uint8_t)(n < 255 ? n : 255); }

/* A distance in lines: far is far. */
static uint8_t near(uint64_t lines) { return qh_log_byte(lines < 64 ? lines : 64); }

static uint8_t has(const qh_line *line, uint32_t flags) { return (line->flags & flags) != 0; }

/* Signs of pages: copyright, bars and arrows between links, addresses, prices. */
static uint8_t *put_signs(const qh_text_page *page, const qh_line *line, uint8_t *x) {
    enum { READ = 400 };
    size_t end = line->span.end - line->span.start > READ ? line->span.start + READ : line->span.end;
    uint32_t rights = 0, bars = 0, addresses = 0, prices = 0;
    for (size_t at = line->span.start; at < end; at++) {
        unsigned char c = (unsigned char)page->text[at], next = at + 1 < end ? (unsigned char)page->text[at + 1] : 0;
        rights += c == 0xC2 && (next == 0xA9 || next == 0xAE);
        bars += c == '|' || c == '>' || (c == 0xC2 && (next == 0xBB || next == 0xAB || next == 0xB7)) ||
                (c == 0xE2 && (next == 0x86 || next == 0x96)) ||
                (c == 0xE2 && next == 0x80 && at + 2 < end && page->text[at + 2] == '\xBA');
        addresses += c == '@' || (c == ':' && next == '/') || (c == ']' && next == '(');
        prices += c == '$' || (c == 0xC2 && next == 0xA3) || (c == 0xE2 && next == 0x82);
    }
    *x++ = small(rights);
    *x++ = small(bars);
    *x++ = small(addresses);
    *x++ = small(prices);
    return x;
}

static uint8_t *put_counts(const filler *f, size_t i, uint8_t *x) {
    const qh_html_counts *c = &f->facts->leaves[i];
    const qh_line *line = &f->lines[i];
    *x++ = f->scores[i];
    *x++ = (uint8_t)f->page->english;
    *x++ = qh_log_byte(c->words);
    *x++ = qh_log_byte(c->bytes);
    *x++ = qh_share_byte(c->capitals, c->words);
    *x++ = qh_share_byte(c->digits, c->bytes);
    *x++ = qh_share_byte(c->symbols, c->bytes);
    *x++ = qh_log_byte(c->commas);
    *x++ = qh_log_byte(c->dots);
    *x++ = c->stop;
    *x++ = c->colon;
    *x++ = c->capital;
    *x++ = c->clock;
    *x++ = has(line, QH_LINE_SHORT) ? qh_share_byte(line->functions, line->words) : 255;
    *x++ = qh_log_byte(line->functions);
    *x++ = qh_log_byte(c->copies);
    *x++ = small(c->copy);
    *x++ = c->seen > 255 ? 255 : (uint8_t)c->seen;
    *x++ = small(c->title_words);
    *x++ = (uint8_t)c->title_share;
    return x;
}

static uint8_t *put_look(const filler *f, size_t i, uint8_t *x) {
    const qh_line *line = &f->lines[i];
    *x++ = (uint8_t)(line->kind + 1);
    *x++ = (uint8_t)(line->confidence * 100);
    *x++ = has(line, QH_LINE_SEVERAL);
    *x++ = has(line, QH_LINE_ASKS);
    *x++ = has(line, QH_LINE_LINK);
    *x++ = has(line, QH_LINE_LABEL);
    *x++ = (uint8_t)(has(line, QH_LINE_BYLINE) * 4 + has(line, QH_LINE_NAME) * 2 + has(line, QH_LINE_NAMELIKE));
    *x++ = (uint8_t)(has(line, QH_LINE_DATED) * 2 + !qh_span_is_empty(line->date.span));
    *x++ = (uint8_t)(has(line, QH_LINE_NUMBERED) * 3 + has(line, QH_LINE_BULLET) * 2 + has(line, QH_LINE_STAR));
    *x++ = has(line, QH_LINE_QUOTE_START);
    *x++ = (uint8_t)(has(line, QH_LINE_GLUED) + has(line, QH_LINE_GLUE_HEAD) * 2);
    *x++ = has(line, QH_LINE_LOWER);
    *x++ = has(line, QH_LINE_CAPTION);
    *x++ = (uint8_t)(has(line, QH_LINE_ROLE) + has(line, QH_LINE_PLACE) * 2);
    *x++ = (uint8_t)(has(line, QH_LINE_ELLIPSIS_END) + has(line, QH_LINE_ELLIPSIS_START) * 2);
    *x++ = line->language && f->page->lines->language && strcmp(line->language, f->page->lines->language) != 0;
    *x++ = small(line->indent);
    *x++ = small(line->blanks);
    *x++ = i + 1 < f->facts->count ? small(line[1].blanks) : 255;
    return put_signs(f->page, line, x);
}

static uint8_t *put_place(const filler *f, size_t i, uint8_t *x) {
    const sums *s = &f->sums;
    uint32_t first = f->page->run[i], end = f->run_end[i];
    *x++ = qh_share_byte(i, s->count);
    *x++ = near(i);
    *x++ = near(s->count - i);
    *x++ = qh_share_byte(s->words[i], s->words[s->count]);
    *x++ = qh_share_byte(s->sentence_words[i], s->sentence_words[s->count]);
    *x++ = near(f->before[i]);
    *x++ = near(f->after[i]);
    *x++ = near(end - first);
    *x++ = near(i - first);
    *x++ = near(end - i);
    *x++ = qh_log_byte(s->words[end] - s->words[first]);
    *x++ = near(f->headed[i]);
    return x;
}

static uint8_t *put_neighbours(const filler *f, size_t i, uint8_t *x) {
    for (size_t d = 1; d <= 3; d++)
        for (int below = 0; below < 2; below++) {
            int there = below ? i + d < f->facts->count : i >= d;
            size_t k = !there ? i : below ? i + d : i - d;
            const qh_html_counts *c = &f->facts->leaves[k];
            *x++ = there ? (uint8_t)(qh_log_byte(c->words) / 2 + 128 * c->stop) : 127;
            if (d <= 2)
                *x++ = there ? f->scores[k] : 0;
            if (d > 1)
                continue;
            *x++ = there ? qh_share_byte(c->capitals, c->words) : 0;
            *x++ = there && has(&f->lines[k], QH_LINE_SHORT) ? qh_share_byte(f->lines[k].functions, f->lines[k].words) : 255;
            *x++ = there ? (uint8_t)(f->lines[k].kind + 1) : 255;
            *x++ = there && c->words && f->facts->leaves[i].words ? f->facts->path[1][k] == f->facts->path[1][i] : 0;
        }
    return x;
}

static uint8_t *put_window(const sums *s, size_t from, size_t to, uint8_t *x) {
    uint32_t words = s->words[to] - s->words[from];
    *x++ = qh_share_byte(s->sentence_words[to] - s->sentence_words[from], words);
    *x++ = qh_log_byte(words);
    return x;
}

static uint8_t *put_windows(const filler *f, size_t i, uint8_t *x) {
    static const uint8_t reaches[] = {3, 8, 20};
    const sums *s = &f->sums;
    for (size_t r = 0; r < sizeof reaches; r++) {
        x = put_window(s, i > reaches[r] ? i - reaches[r] : 0, i, x);
        x = put_window(s, i + 1, i + 1 + reaches[r] < s->count ? i + 1 + reaches[r] : s->count, x);
    }
    return x;
}

/* In sixteenths, and no sizes: by more a page would be known again, not what is on it. */
static uint8_t *put_whole(const filler *f, uint8_t *x) {
    const sums *s = &f->sums;
    const whole *w = &f->whole;
    size_t n = s->count;
    *x++ = qh_share_byte(s->sentence_words[n], s->words[n]) >> 4;
    *x++ = qh_share_byte(s->sentences[n], n) >> 4;
    *x++ = qh_share_byte(w->copies, n) >> 4;
    *x++ = qh_share_byte(w->bullets, n) >> 4;
    *x++ = qh_share_byte(w->turns, n) >> 4;
    *x++ = qh_share_byte(w->single, n) >> 4;
    *x++ = small(f->page->lines->usual_blanks);
    return x;
}

int qh_text_fill_columns(qh_arena *arena, const qh_text_page *page, const qh_html_weights *weights, uint8_t *rows) {
    filler f = {.page = page, .facts = &page->facts, .lines = page->lines->list.items};
    if (!add_up(arena, &f) || !find_distances(arena, &f) || !score(arena, &f, weights))
        return 0;
    look_at_all(&f);
    for (size_t i = 0; i < f.facts->count; i++) {
        uint8_t *x = rows + i * QH_HTML_ROW;
        x = put_counts(&f, i, x);
        x = put_look(&f, i, x);
        x = put_place(&f, i, x);
        x = put_neighbours(&f, i, x);
        x = put_windows(&f, i, x);
        put_whole(&f, x);
    }
    return 1;
}

_Static_assert(20 + 23 + 12 + 18 + 12 + 7 <= QH_HTML_COLUMNS, "no more columns than there is room for");
