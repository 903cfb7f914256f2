#include "document/html_titles.h"

#include <string.h>

enum {
    OWN_TEXT = 500,  /* bytes that make an element of a page an article, and no teaser */
    MOST_WORDS = 40, /* of a title */
    SURE = 16        /* worth of a heading that agrees with the page's title */
};

typedef struct article {
    int32_t title;  /* its first heading, or -1 */
    uint32_t bytes; /* of running text without links */
    int32_t part;   /* its number, from 1; 0 for none */
} article;

static int is_heading(const qh_line *line) { return line->kind == QUOTH_BLOCK_HEADING && line->aside == QH_KIND_OPEN; }

static uint32_t running_text(const qh_html_counts *counts, const qh_line *line) {
    return line->aside == QH_KIND_OPEN && !line->comment && counts->sentences ? counts->bytes - counts->link_bytes : 0;
}

/* Higher is better: words in common with the page's title, then rank. */
static uint32_t worth(const qh_html_counts *counts, const qh_line *line) {
    uint32_t known = counts->words ? counts->title_words * 8 / counts->words : 0; /* of its words */
    uint32_t agrees = known >= 6 && counts->title_share >= 64 ? SURE + known + counts->title_share / 16 : 0;
    return agrees + (uint32_t)(7 - line->level);
}

static void make_title(qh_line *line, double confidence) {
    line->kind = QUOTH_BLOCK_TITLE;
    line->level = 1;
    line->confidence = confidence;
}

/* A page without headings may still show its title. */
static int32_t shown_title(const qh_html_facts *facts, const qh_lines *lines) {
    for (size_t i = 0; i < facts->count; i++) {
        const qh_html_counts *c = &facts->leaves[i];
        const qh_line *line = &lines->list.items[i];
        int said = c->words >= 3 && c->words <= MOST_WORDS && c->title_words == c->words && c->title_share >= 128;
        if (said && c->link_bytes * 2 < c->bytes && line->aside == QH_KIND_OPEN && line->kind == QH_KIND_OPEN)
            return (int32_t)i;
    }
    return -1;
}

/* Behind half of the running text a heading is the title only where it says what the page says of itself. */
static int32_t best_heading(const qh_html_facts *facts, const qh_lines *lines, uint32_t *most) {
    int32_t best = -1;
    uint64_t before = 0, all = 0;
    for (size_t i = 0; i < facts->count; i++)
        all += running_text(&facts->leaves[i], &lines->list.items[i]);
    for (size_t i = 0; i < facts->count; i++) {
        const qh_line *line = &lines->list.items[i];
        uint32_t here = is_heading(line) && line->level <= 3 ? worth(&facts->leaves[i], line) : 0;
        before += running_text(&facts->leaves[i], line);
        if (here > *most && (here >= SURE || before * 2 <= all)) {
            *most = here;
            best = (int32_t)i;
        }
    }
    return best;
}

static void find_title(const qh_html_facts *facts, qh_lines *lines) {
    uint32_t most = 0;
    int32_t best = best_heading(facts, lines, &most);
    int sure = most >= SURE;
    if (best < 0 || (!sure && lines->list.items[best].level > 2)) {
        int32_t shown = shown_title(facts, lines);
        best = shown >= 0 ? shown : best;
        sure = shown >= 0;
    }
    if (best >= 0)
        make_title(&lines->list.items[best], sure ? 0.95 : 0.75);
}

static void count_article(article *a, const qh_html_counts *counts, const qh_line *line, size_t index) {
    if (a->title < 0 && is_heading(line))
        a->title = (int32_t)index;
    a->bytes += running_text(counts, line);
}

static article *count_articles(qh_arena *arena, const qh_html_facts *facts, const qh_around *around, const qh_lines *lines) {
    article *articles = qh_arena_zalloc(arena, facts->elements.count, sizeof *articles);
    for (size_t i = 0; articles && i < facts->elements.count; i++)
        articles[i].title = -1;
    for (size_t i = 0; articles && i < facts->count; i++) {
        int32_t owner = facts->owner[i], element = owner < 0 ? -1 : around[owner].article;
        if (element >= 0)
            count_article(&articles[element], &facts->leaves[i], &lines->list.items[i], i);
    }
    return articles;
}

/* Numbers the elements that are articles of their own. */
static int32_t number_articles(article *articles, size_t count) {
    int32_t parts = 0;
    for (size_t i = 0; i < count; i++)
        if (articles[i].title >= 0 && articles[i].bytes >= OWN_TEXT)
            articles[i].part = ++parts;
    return parts;
}

int qh_html_find_articles(qh_arena *arena, const qh_html_facts *facts, const qh_around *around, qh_lines *lines) {
    article *articles = count_articles(arena, facts, around, lines);
    if (!articles)
        return 0;
    if (number_articles(articles, facts->elements.count) < 2) {
        find_title(facts, lines);
        return 1;
    }
    for (size_t i = 0; i < facts->count; i++) {
        int32_t owner = facts->owner[i], element = owner < 0 ? -1 : around[owner].article;
        lines->list.items[i].part = element >= 0 && articles[element].part ? articles[element].part : -1;
        if (element >= 0 && articles[element].part && articles[element].title == (int32_t)i)
            make_title(&lines->list.items[i], 0.9);
    }
    return 1;
}
