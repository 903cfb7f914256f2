/* TEI P5: the header and the blocks; tei_text.c writes what is inside them. */
#include "export/tei.h"

#include <string.h>

#include "base/error.h"
#include "export/options.h"

void qh_tei_language(qh_tei *t, const char *language) {
    if (language && strcmp(language, "und") != 0)
        qh_xml_attribute(&t->out, "xml:lang", language);
}

/* ---- header ---- */

static void write_name(qh_tei *t, const char *element, const char *type, const char *name) {
    qh_put_char(&t->out, '<');
    qh_put_string(&t->out, element);
    qh_xml_attribute(&t->out, "type", type);
    qh_put_char(&t->out, '>');
    qh_xml_text(&t->out, name, strlen(name));
    qh_put_string(&t->out, "</");
    qh_put_string(&t->out, element);
    qh_put_char(&t->out, '>');
}

static void write_speaker(qh_tei *t, size_t index) {
    static const char *const elements[] = {
        [QUOTH_SPEAKER_UNKNOWN] = "person",  [QUOTH_SPEAKER_PERSON] = "person", [QUOTH_SPEAKER_ORGANIZATION] = "org",
        [QUOTH_SPEAKER_GROUP] = "personGrp", [QUOTH_SPEAKER_STATE] = "org",     [QUOTH_SPEAKER_ROLE] = "person"};
    const quoth_speaker *speaker = quoth_document_speaker(t->doc, index);
    int known = speaker->kind >= 0 && (size_t)speaker->kind < sizeof elements / sizeof *elements;
    const char *element = known ? elements[speaker->kind] : "person";
    const char *name = strcmp(element, "org") == 0 ? "orgName" : "persName";
    qh_put_string(&t->out, "\n<");
    qh_put_string(&t->out, element);
    qh_put_string(&t->out, " xml:id=\"s");
    qh_put_number(&t->out, index);
    qh_put_char(&t->out, '"');
    if (strcmp(element, "person") == 0 && speaker->gender != QUOTH_GENDER_UNKNOWN)
        qh_xml_attribute(&t->out, "gender", speaker->gender == QUOTH_GENDER_FEMALE ? "female" : "male");
    qh_put_char(&t->out, '>');
    write_name(t, name, quoth_speaker_kind_name(speaker->kind), speaker->name);
    for (size_t i = 0; i < speaker->alias_count; i++)
        write_name(t, name, "alias", speaker->aliases[i]);
    qh_put_string(&t->out, "</");
    qh_put_string(&t->out, element);
    qh_put_char(&t->out, '>');
}

static void write_date(qh_tei *t, const char *date) {
    if (!date)
        return;
    qh_put_string(&t->out, "<date");
    qh_xml_attribute(&t->out, "when", date);
    qh_put_char(&t->out, '>');
    qh_xml_text(&t->out, date, strlen(date));
    qh_put_string(&t->out, "</date>");
}

/* What the page says of itself, where it came from, who made the file. */
static void write_file_description(qh_tei *t) {
    const quoth_metadata *metadata = quoth_document_metadata(t->doc);
    const quoth_source *source = quoth_document_source(t->doc);
    const char *title = metadata->title ? metadata->title : source->name ? source->name : "Untitled";
    const char *url = source->url ? source->url : metadata->url;
    qh_put_string(&t->out, "<fileDesc>\n<titleStmt>");
    qh_xml_element(&t->out, "title", title);
    qh_xml_element(&t->out, "author", metadata->author);
    qh_put_string(&t->out,
                  "</titleStmt>\n<publicationStmt><p>Made from the source by quoth.</p></publicationStmt>\n<sourceDesc><bibl>");
    qh_xml_element(&t->out, "title", title);
    qh_xml_element(&t->out, "author", metadata->author);
    qh_xml_element(&t->out, "publisher", metadata->site);
    write_date(t, metadata->date);
    qh_xml_element(&t->out, "idno", source->name);
    if (url) {
        qh_put_string(&t->out, "<idno type=\"URI\">");
        qh_xml_text(&t->out, url, strlen(url));
        qh_put_string(&t->out, "</idno>");
    }
    qh_put_string(&t->out, "</bibl></sourceDesc>\n</fileDesc>\n");
}

static void write_profile(qh_tei *t) {
    const char *language = quoth_document_metadata(t->doc)->language, *name = quoth_language_name(language);
    size_t speakers = quoth_document_speaker_count(t->doc);
    int has_language = language && strcmp(language, "und") != 0;
    if (!has_language && !speakers)
        return;
    qh_put_string(&t->out, "<profileDesc>");
    if (has_language) {
        qh_put_string(&t->out, "\n<langUsage><language");
        qh_xml_attribute(&t->out, "ident", language);
        qh_put_char(&t->out, '>');
        qh_put_string(&t->out, name ? name : language);
        qh_put_string(&t->out, "</language></langUsage>");
    }
    if (speakers)
        qh_put_string(&t->out, "\n<particDesc><listPerson>");
    for (size_t i = 0; i < speakers; i++)
        write_speaker(t, i);
    if (speakers)
        qh_put_string(&t->out, "\n</listPerson></particDesc>");
    qh_put_string(&t->out, "\n</profileDesc>\n");
}

static void write_header(qh_tei *t) {
    qh_put_string(&t->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"");
    qh_tei_language(t, quoth_document_metadata(t->doc)->language);
    qh_put_string(&t->out, ">\n<teiHeader>\n");
    write_file_description(t);
    qh_put_string(&t->out, "<encodingDesc><appInfo><application ident=\"quoth\"");
    qh_xml_attribute(&t->out, "version", quoth_version());
    qh_put_string(&t->out, "><label>quoth</label></application></appInfo></encodingDesc>\n");
    write_profile(t);
    qh_put_string(&t->out, "</teiHeader>\n<text>\n<body>");
}

/* ---- divisions and what groups blocks in them ---- */

static void close_lists(qh_tei *t, size_t depth) {
    for (; t->lists > depth; t->lists--)
        qh_put_string(&t->out, "</item></list>");
}

static void close_group(qh_tei *t) {
    static const char *const ends[] = {
        [QH_TEI_NONE] = "", [QH_TEI_LIST] = "", [QH_TEI_TABLE] = "</row>\n</table>", [QH_TEI_TURN] = "</sp>"};
    close_lists(t, 0);
    qh_put_string(&t->out, ends[t->group]);
    t->group = QH_TEI_NONE;
}

static void close_divisions(qh_tei *t, size_t depth) {
    close_group(t);
    for (; t->divisions > depth; t->divisions--)
        qh_put_string(&t->out, "\n</div>");
}

static void open_division(qh_tei *t, const char *type, int32_t level) {
    if (t->divisions == QH_TEI_DEPTH)
        close_divisions(t, QH_TEI_DEPTH - 1);
    t->levels[t->divisions++] = level;
    t->has_content = 0;
    qh_put_string(&t->out, "\n<div");
    qh_xml_attribute(&t->out, "type", type);
    qh_put_char(&t->out, '>');
}

/* Where the block belongs to another article than the one before. */
static void change_article(qh_tei *t, int32_t article) {
    if (t->divisions && t->article == article)
        return;
    close_divisions(t, 0);
    t->article = article;
    open_division(t, article < 0 ? "page" : "article", 0);
}

static void open_section(qh_tei *t, int32_t level) {
    level = level > 0 ? level : 2;
    size_t depth = t->divisions;
    while (depth > 1 && t->levels[depth - 1] >= level)
        depth--;
    close_divisions(t, depth);
    open_division(t, "section", level);
}

/* ---- blocks ---- */

static void write_plain_block(qh_tei *t, const char *element, const char *type, const quoth_block *block) {
    qh_put_char(&t->out, '\n');
    qh_tei_element(t, element, type, block->language, (quoth_span){block->start, block->end});
}

static void write_item(qh_tei *t, const quoth_block *block) {
    size_t depth = block->level > 0 ? (size_t)block->level : 1;
    depth = depth > t->lists + 1 ? t->lists + 1 : depth;
    depth = depth > QH_TEI_DEPTH ? QH_TEI_DEPTH : depth;
    if (t->group != QH_TEI_LIST)
        close_group(t);
    t->group = QH_TEI_LIST;
    close_lists(t, depth);
    qh_put_string(&t->out, t->lists == depth ? "</item>\n" : "\n<list>\n");
    t->lists = depth;
    qh_put_string(&t->out, "<item");
    qh_tei_language(t, block->language);
    qh_put_char(&t->out, '>');
    qh_tei_inside(t, (quoth_span){block->start, block->end});
}

static void write_cell(qh_tei *t, const quoth_block *block) {
    int same = t->group == QH_TEI_TABLE && (block->row > t->row || (block->row == t->row && block->column > t->column));
    if (!same)
        close_group(t);
    if (!same)
        qh_put_string(&t->out, "\n<table>\n<row>");
    else if (block->row > t->row)
        qh_put_string(&t->out, "</row>\n<row>");
    t->group = QH_TEI_TABLE;
    t->row = block->row;
    t->column = block->column;
    qh_put_string(&t->out, "<cell");
    qh_xml_attribute(&t->out, "role", block->header ? "label" : NULL);
    if (block->column >= 0)
        qh_xml_number(&t->out, "n", (size_t)block->column + 1);
    qh_tei_language(t, block->language);
    qh_put_char(&t->out, '>');
    qh_tei_inside(t, (quoth_span){block->start, block->end});
    qh_put_string(&t->out, "</cell>");
}

static void write_turn(qh_tei *t, const quoth_block *block, size_t index) {
    int32_t quote = t->inlines.turns[index];
    int goes_on = t->group == QH_TEI_TURN && block->turn >= 0 && block->turn == t->turn;
    size_t body = qh_turn_body(t->doc, block);
    if (!goes_on) {
        close_group(t);
        qh_put_string(&t->out, "\n<sp");
        if (quote >= 0)
            qh_tei_quotation(t, quote);
        qh_put_char(&t->out, '>');
        if (body > block->start)
            qh_tei_element(t, "speaker", NULL, NULL, (quoth_span){block->start, body});
    }
    t->group = QH_TEI_TURN;
    t->turn = block->turn >= 0 ? block->turn : (int32_t)index;
    qh_put_char(&t->out, '\n');
    qh_tei_element(t, "p", NULL, block->language, (quoth_span){body, block->end});
}

/* Headings stand at the start of a division, so a later one is an anonymous block. */
static void write_head(qh_tei *t, const quoth_block *block, const char *element, const char *type) {
    close_group(t);
    if (t->has_content)
        write_plain_block(t, "ab", quoth_block_kind_name(block->kind), block);
    else
        write_plain_block(t, element, type, block);
}

static void write_wrapped(qh_tei *t, const char *before, const char *element, const quoth_block *block, const char *after) {
    qh_put_char(&t->out, '\n');
    qh_put_string(&t->out, before);
    qh_tei_element(t, element, NULL, block->language, (quoth_span){block->start, block->end});
    qh_put_string(&t->out, after);
}

static void write_content(qh_tei *t, const quoth_block *block) {
    close_group(t);
    switch (block->kind) {
    case QUOTH_BLOCK_PARAGRAPH:
        write_plain_block(t, "p", NULL, block);
        break;
    case QUOTH_BLOCK_BLOCKQUOTE:
        write_wrapped(t, "<quote>", "p", block, "</quote>");
        break;
    case QUOTH_BLOCK_CAPTION:
        write_wrapped(t, "<figure>", "head", block, "</figure>");
        break;
    case QUOTH_BLOCK_FOOTNOTE:
        write_wrapped(t, "<note place=\"bottom\">", "p", block, "</note>");
        break;
    default:
        write_plain_block(t, "ab", quoth_block_kind_name(block->kind), block);
    }
}

static void write_main_block(qh_tei *t, const quoth_block *block, size_t index) {
    change_article(t, block->article);
    switch (block->kind) {
    case QUOTH_BLOCK_HEADING:
        open_section(t, block->level);
        write_plain_block(t, "head", NULL, block);
        return;
    case QUOTH_BLOCK_TITLE:
    case QUOTH_BLOCK_SUBTITLE:
        write_head(t, block, "head", block->kind == QUOTH_BLOCK_TITLE ? "main" : "sub");
        return;
    case QUOTH_BLOCK_BYLINE:
    case QUOTH_BLOCK_DATELINE:
        write_head(t, block, block->kind == QUOTH_BLOCK_BYLINE ? "byline" : "dateline", NULL);
        return;
    case QUOTH_BLOCK_LIST_ITEM:
        write_item(t, block);
        break;
    case QUOTH_BLOCK_TABLE_CELL:
        write_cell(t, block);
        break;
    case QUOTH_BLOCK_TURN:
        write_turn(t, block, index);
        break;
    default:
        write_content(t, block);
    }
    t->has_content = 1;
}

static void write_blocks(qh_tei *t) {
    for (size_t i = 0; i < quoth_document_block_count(t->doc) && !t->out.failed; i++) {
        const quoth_block *block = quoth_document_block(t->doc, i);
        if (block->main) {
            write_main_block(t, block, i);
        } else {
            close_group(t);
            write_plain_block(t, "fw", quoth_block_kind_name(block->kind), block);
        }
    }
    if (!t->divisions) { /* a body holds something */
        open_division(t, "page", 0);
        qh_put_string(&t->out, "<p/>");
    }
    close_divisions(t, 0);
}

quoth_status quoth_write_tei(const quoth_document *doc, const quoth_export_options *options, quoth_write_fn write, void *user,
                             quoth_error *err) {
    quoth_export_options complete;
    quoth_status status = qh_export_options(doc, options, write, &complete, err);
    if (status != QUOTH_OK)
        return status;
    qh_tei t;
    memset(&t, 0, offsetof(qh_tei, out));
    t.doc = doc;
    t.article = -1;
    qh_output_init(&t.out, write, user);
    status = qh_inlines_open(&t.inlines, doc, err);
    if (status == QUOTH_OK) {
        t.pieces = qh_arena_zalloc(&t.inlines.arena, quoth_document_quote_count(doc), sizeof *t.pieces);
        status = t.pieces ? QUOTH_OK : qh_fail_memory(err);
    }
    if (status == QUOTH_OK) {
        write_header(&t);
        write_blocks(&t);
        qh_put_string(&t.out, "\n</body>\n</text>\n</TEI>\n");
        status = qh_output_finish(&t.out, err);
    }
    qh_inlines_close(&t.inlines);
    return status;
}
