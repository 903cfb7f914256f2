#include "document/plain.h"

#include <string.h>

#include "document/classify.h"
#include "document/duplicates.h"
#include "document/structure.h"
#include "document/text_main.h"

/* The physical lines, cut and joined as the form of the text wants it. 0 when there is no memory. */
static int read_lines(qh_parse *p, qh_lines *lines, qh_facts *facts) {
    if (!qh_lines_cut(p, lines))
        return 0;
    lines->form = qh_read_subtitles(p, lines);
    if (lines->form)
        return 1;
    qh_read_gutenberg(p, lines, facts);
    if (!qh_read_pages(p, lines))
        return 0;
    int mail = qh_read_mail(p, lines, facts);
    lines->form = mail;
    int markdown = mail ? 0 : qh_read_markdown(p, lines, facts);
    if (!mail && !markdown)
        qh_read_quoting(p, lines);
    if (!markdown)
        qh_lines_unwrap(p, lines, mail);
    return markdown >= 0;
}

static int copy(qh_parse *p, quoth_span span, const char **out) {
    if (qh_span_is_empty(span))
        return 1;
    *out = qh_arena_copy(&p->doc->arena, p->doc->text + span.start, span.end - span.start);
    return *out != NULL;
}

static int copy_date(qh_parse *p, const qh_lines *lines, quoth_span span, const char **out) {
    qh_tokens tokens = {0};
    if (qh_span_is_empty(span))
        return 1;
    if (!qh_tokenize(p->scratch, p->lexicon, p->doc->text, span, lines->language, &tokens))
        return 0;
    qh_date date = qh_find_date(p->doc->text, &tokens);
    char iso[11];
    if (qh_span_is_empty(date.span))
        return 1;
    qh_date_format(&date, iso);
    *out = qh_arena_copy(&p->doc->arena, iso, strlen(iso));
    return *out != NULL;
}

/* What a header says about the text is surer than what its first lines look like. */
static int apply_facts(qh_parse *p, const qh_lines *lines, const qh_facts *facts) {
    quoth_metadata *m = &p->doc->metadata;
    if (!copy(p, facts->title, &m->title) || !copy(p, facts->author, &m->author) || !copy_date(p, lines, facts->date, &m->date))
        return 0;
    if (p->doc->articles.count != 1)
        return 1;
    quoth_article *article = &p->doc->articles.items[0];
    article->author = article->author ? article->author : m->author;
    article->date = article->date ? article->date : m->date;
    return 1;
}

quoth_status qh_plain_lines(qh_parse *p, qh_lines *lines, qh_facts *facts) {
    if (!read_lines(p, lines, facts))
        return qh_fail_memory(p->err);
    lines->usual_blanks = qh_usual_blanks(lines);
    quoth_status status = qh_lines_look(p, lines);
    return status != QUOTH_OK || qh_classify(p, lines) ? status : qh_fail_memory(p->err);
}

quoth_status qh_read_plain(qh_parse *p) {
    qh_lines lines = {0};
    qh_facts facts = {0};
    quoth_status status = qh_plain_lines(p, &lines, &facts);
    if (status != QUOTH_OK)
        return status;
    if (!qh_text_main(p, &lines))
        return qh_fail_memory(p->err);
    status = qh_make_blocks(p, &lines);
    if (status != QUOTH_OK)
        return status;
    return apply_facts(p, &lines, &facts) && qh_find_duplicates(p) ? QUOTH_OK : qh_fail_memory(p->err);
}
