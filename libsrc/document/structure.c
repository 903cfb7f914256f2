#include "document/structure.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

/* Kinds that are no part of the page's own content. */
static int is_main(int32_t kind) {
    return kind != QUOTH_BLOCK_RELATED && kind != QUOTH_BLOCK_LINK && kind != QUOTH_BLOCK_LABEL && kind != QUOTH_BLOCK_NAVIGATION &&
           kind != QUOTH_BLOCK_BOILERPLATE;
}

static void fill_block(quoth_block *block, const qh_line *line) {
    *block = (quoth_block){
        .start = line->span.start,
        .end = line->span.end,
        .kind = line->kind,
        .article = -1,
        .parent = line->parent,
        .turn = line->turn,
        .duplicate_of = -1,
        .excerpt_of = -1,
        .row = line->row,
        .column = line->column,
        .header = line->header,
        .main = line->main ? line->main == QH_MAIN_YES : is_main(line->kind),
        .main_probability = line->main ? line->main_probability : is_main(line->kind),
        .direction = line->direction,
        .speaker_head = line->head,
        .language = line->language,
        .language_confidence = line->language_confidence,
        .script_shares = line->shares,
        .script_share_count = line->share_count,
        .first_strong = line->first_strong,
        .confidence = line->confidence,
    };
    memcpy(block->script, line->script, sizeof block->script);
    if (line->kind == QUOTH_BLOCK_PARAGRAPH || line->kind == QUOTH_BLOCK_TEASER)
        block->dateline = line->dateline;
    if (line->kind != QUOTH_BLOCK_BYLINE)
        block->byline = line->byline;
    if (line->level)
        block->level = line->level;
    else if (line->kind == QUOTH_BLOCK_TITLE || line->kind == QUOTH_BLOCK_LIST_ITEM)
        block->level = 1;
    else if (line->kind == QUOTH_BLOCK_HEADING || line->kind == QUOTH_BLOCK_CONTENTS)
        block->level = 2;
}

/* ---- articles ---- */

/* A date behind a name, and what stands between them, is no part of it. */
static quoth_span without_date(const char *text, quoth_span name, quoth_span date) {
    if (date.start <= name.start || date.start >= name.end)
        return name;
    name.end = date.start;
    for (size_t at = name.end; at > name.start; name.end = at)
        if (qh_char_class(qh_utf8_previous(text, &at)) & (QH_CHAR_LETTER | QH_CHAR_MARK))
            return name;
    return name;
}

/* "By Jane Doe and John Roe" -> "Jane Doe and John Roe"; a line that is only a role has no name. */
static quoth_span author_of(const qh_parse *p, const qh_line *line) {
    if (!qh_span_is_empty(line->byline))
        return without_date(p->doc->text, line->byline, line->date.span);
    return line->flags & QH_LINE_NAME || (line->flags & QH_LINE_NAMELIKE && !(line->flags & QH_LINE_ROLE)) ? line->span
                                                                                                           : (quoth_span){0, 0};
}

/* The medium in "Press TV, September 10 2016" or "AP, Baghdad, September 10 2016": what stands before the first comma. */
static quoth_span site_of(const qh_parse *p, const qh_line *line) {
    const char *text = p->doc->text;
    quoth_span site = {line->span.start, line->span.start};
    size_t end = line->date.span.start;
    while (site.end < end && text[site.end] != ',')
        site.end++;
    int labelled = memchr(text + site.start, ':', site.end - site.start) != NULL; /* "Date: Tue, 5 Mar" */
    if (site.end == end || site.end == site.start || labelled)
        return (quoth_span){0, 0};
    qh_lexeme word = qh_lexicon_word(p->lexicon, line->language, text + site.start, site.end - site.start);
    return word.classes & (QH_WORD_PLACE | QH_WORD_WEEKDAY | QH_WORD_MONTH) ? (quoth_span){0, 0} : site;
}

static int copy_span(qh_parse *p, quoth_span span, const char **out) {
    if (*out || qh_span_is_empty(span))
        return 1;
    *out = qh_arena_copy(&p->doc->arena, p->doc->text + span.start, span.end - span.start);
    return *out != NULL;
}

static int read_facts(qh_parse *p, quoth_article *article, const qh_line *line) {
    if (line->kind == QUOTH_BLOCK_BYLINE && !copy_span(p, author_of(p, line), &article->author))
        return 0;
    int inside = line->kind == QUOTH_BLOCK_PARAGRAPH && !qh_span_is_empty(line->dateline); /* a dateline in front of the text */
    if ((line->kind != QUOTH_BLOCK_DATELINE && line->kind != QUOTH_BLOCK_BYLINE && !inside) || article->date ||
        qh_span_is_empty(line->date.span))
        return 1;
    char date[11];
    qh_date_format(&line->date, date);
    article->date = qh_arena_copy(&p->doc->arena, date, strlen(date));
    int sourced = line->kind == QUOTH_BLOCK_DATELINE; /* the medium stands before the date */
    return article->date && (!sourced || copy_span(p, site_of(p, line), &article->site));
}

typedef struct articles {
    int32_t now;  /* the article that blocks fall to, or -1 */
    int32_t part; /* of the page, as in qh_line */
    int body;     /* it has running text */
    int between;  /* promotions after its running text */
} articles;

static int is_text(int32_t kind) {
    return kind == QUOTH_BLOCK_PARAGRAPH || kind == QUOTH_BLOCK_TURN || kind == QUOTH_BLOCK_LIST_ITEM ||
           kind == QUOTH_BLOCK_FOOTNOTE || kind == QUOTH_BLOCK_HEADING || kind == QUOTH_BLOCK_BLOCKQUOTE;
}

/* Opens an article at a title, unless it repeats the title of the one that has no text yet. */
static quoth_article *begin_article(qh_parse *p, articles *a, const quoth_block *block, size_t index) {
    int fresh = a->now < 0 || a->body;
    if (!fresh)
        return &p->doc->articles.items[a->now];
    quoth_article *article = qh_vec_push(&p->doc->arena, &p->doc->articles);
    if (!article)
        return NULL;
    *article = (quoth_article){.start = block->start, .end = block->end, .title = (int32_t)index};
    a->now = (int32_t)p->doc->articles.count - 1;
    a->body = a->between = 0;
    return article;
}

static int is_repeat_of_open_article(const qh_parse *p, const articles *a, const quoth_block *block) {
    if (a->now < 0)
        return 0;
    const quoth_block *title = &p->doc->blocks.items[p->doc->articles.items[a->now].title];
    return qh_folded_hash(p->doc->text, (quoth_span){title->start, title->end}) ==
           qh_folded_hash(p->doc->text, (quoth_span){block->start, block->end});
}

/* What a page shows beside its articles. */
static int is_outside(const qh_line *line) {
    return line->main == QH_MAIN_NO && (line->kind == QUOTH_BLOCK_NAVIGATION || line->kind == QUOTH_BLOCK_BOILERPLATE ||
                                        line->kind == QUOTH_BLOCK_RELATED || line->kind == QUOTH_BLOCK_LINK);
}

/* Blocks before the first title belong to no article; promotions behind an article's text neither. */
static int assign_article(qh_parse *p, articles *a, size_t index, const qh_line *line) {
    quoth_block *block = &p->doc->blocks.items[index];
    if (line->part != a->part) { /* the page has said where an article ends */
        a->part = line->part;
        a->now = -1;
    }
    if (line->part < 0 || is_outside(line))
        return 1;
    if (block->kind == QUOTH_BLOCK_TITLE && !is_repeat_of_open_article(p, a, block) && !begin_article(p, a, block, index))
        return 0;
    if (a->now < 0)
        return 1;
    if (is_text(block->kind)) {
        a->body = 1;
        a->between = 0;
    } else if (a->body && block->kind != QUOTH_BLOCK_TITLE) {
        a->between |= block->kind == QUOTH_BLOCK_RELATED || block->kind == QUOTH_BLOCK_LABEL;
        if (a->between || line->flags & QH_LINE_GLUE_HEAD)
            return 1;
    }
    block->article = a->now;
    quoth_article *article = &p->doc->articles.items[a->now];
    article->end = block->end;
    return read_facts(p, article, line);
}

/* A page of text without any title is one article without a title. */
static int whole_page(qh_parse *p) {
    if (p->doc->articles.count || !p->doc->blocks.count)
        return 1;
    quoth_article *article = qh_vec_push(&p->doc->arena, &p->doc->articles);
    if (!article)
        return 0;
    *article = (quoth_article){
        .start = p->doc->blocks.items[0].start, .end = p->doc->blocks.items[p->doc->blocks.count - 1].end, .title = -1};
    for (size_t i = 0; i < p->doc->blocks.count; i++)
        p->doc->blocks.items[i].article = 0;
    return 1;
}

static int fill_metadata(qh_parse *p, const qh_lines *lines) {
    quoth_metadata *m = &p->doc->metadata;
    m->language = lines->language;
    m->url = p->doc->source.url;
    if (!p->doc->articles.count)
        return 1;
    const quoth_article *first = &p->doc->articles.items[0];
    m->author = first->author;
    m->date = first->date;
    m->site = first->site;
    if (first->title < 0)
        return 1;
    const quoth_block *title = &p->doc->blocks.items[first->title];
    return copy_span(p, (quoth_span){title->start, title->end}, &m->title);
}

/* An item belongs to the label above its list. */
static void assign_parents(qh_parse *p) {
    int32_t label = -1;
    for (size_t i = 0; i < p->doc->blocks.count; i++) {
        quoth_block *block = &p->doc->blocks.items[i];
        if (block->kind == QUOTH_BLOCK_LABEL)
            label = (int32_t)i;
        else if (block->kind == QUOTH_BLOCK_LIST_ITEM || block->kind == QUOTH_BLOCK_RELATED || block->kind == QUOTH_BLOCK_LINK)
            block->parent = block->parent < 0 ? label : block->parent;
        else
            label = -1;
    }
}

quoth_status qh_make_blocks(qh_parse *p, const qh_lines *lines) {
    if (lines->list.count > p->max_blocks)
        return qh_fail(p->err, QUOTH_ERROR_LIMIT, lines->list.items[p->max_blocks].span.start, "more blocks than max_blocks (%zu)",
                       p->max_blocks);
    articles a = {-1, 0, 0, 0};
    if (!qh_vec_reserve(&p->doc->arena, &p->doc->blocks, lines->list.count))
        return qh_fail_memory(p->err);
    for (size_t i = 0; i < lines->list.count; i++) {
        quoth_block *block = qh_vec_push(&p->doc->arena, &p->doc->blocks);
        if (!block)
            return qh_fail_memory(p->err);
        fill_block(block, &lines->list.items[i]);
        if (!assign_article(p, &a, i, &lines->list.items[i]))
            return qh_fail_memory(p->err);
    }
    assign_parents(p);
    return whole_page(p) && fill_metadata(p, lines) ? QUOTH_OK : qh_fail_memory(p->err);
}
