/* What must hold for every document, told by the public functions and by nothing of the library's own. */
#include "fuzz.h"

typedef struct checked {
    const quoth_document *doc;
    const char *text;
    size_t size;
} checked;

static int is_bound(const checked *c, size_t at) {
    return at <= c->size && (at == c->size || ((unsigned char)c->text[at] & 0xC0) != 0x80);
}

static int is_span(const checked *c, size_t start, size_t end) { return start <= end && is_bound(c, start) && is_bound(c, end); }

static int is_filled(const checked *c, size_t start, size_t end) { return start < end && is_span(c, start, end); }

static int is_inside(quoth_span span, size_t start, size_t end) {
    return span.start == span.end || (span.start >= start && span.end <= end && span.start < span.end);
}

static int is_share(double value) { return value >= 0 && value <= 1; }

static int is_index(int32_t index, size_t count) { return index >= -1 && (index < 0 || (size_t)index < count); }

static int is_code(const char script[8]) { return memchr(script, '\0', 8) && strlen(script) == 4; }

static int is_string(const char *string) { return !string || fuzz_is_utf8(string, strlen(string)); }

/* Bytes of the White_Space character there, else 0. */
static size_t white(const checked *c, size_t at) {
    const unsigned char *p = (const unsigned char *)c->text + at;
    if ((*p >= 0x09 && *p <= 0x0D) || *p == 0x20)
        return 1;
    if (*p == 0xC2)
        return p[1] == 0x85 || p[1] == 0xA0 ? 2 : 0;
    if (*p < 0xE1 || *p > 0xE3)
        return 0;
    unsigned code = (unsigned)(*p & 0xF) << 12 | (unsigned)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    int is_white = code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
                   code == 0x205F || code == 0x3000;
    return is_white ? 3 : 0;
}

static void check_white(const checked *c, size_t from, size_t to) {
    while (from < to) {
        size_t size = white(c, from);
        HOLDS(size > 0);
        from += size;
    }
    HOLDS(from == to);
}

static void check_shares(const quoth_block *block) {
    double sum = 0;
    for (size_t i = 0; i < block->script_share_count; i++) {
        const quoth_script_share *share = &block->script_shares[i];
        HOLDS(is_code(share->script) && share->letters > 0 && is_share(share->share));
        HOLDS(!i || share->letters <= share[-1].letters);
        sum += share->share;
    }
    HOLDS(sum <= 1.000001);
}

static void check_block(const checked *c, size_t i) {
    const quoth_block *block = quoth_document_block(c->doc, i);
    size_t blocks = quoth_document_block_count(c->doc);
    HOLDS(is_filled(c, block->start, block->end));
    HOLDS(!white(c, block->start));
    HOLDS(quoth_block_kind_name(block->kind));
    HOLDS(is_index(block->article, quoth_document_article_count(c->doc)));
    HOLDS(is_index(block->duplicate_of, blocks) && is_index(block->excerpt_of, blocks));
    HOLDS(block->duplicate_of != (int32_t)i && block->excerpt_of != (int32_t)i);
    HOLDS(block->level >= 0 && block->row >= -1 && block->column >= -1);
    HOLDS((block->main == 0 || block->main == 1) && (block->header == 0 || block->header == 1));
    HOLDS(block->first_strong >= -1 && block->first_strong <= 1 && (block->direction == 0 || block->direction == 1));
    HOLDS(is_inside(block->speaker_head, block->start, block->end) && is_inside(block->dateline, block->start, block->end) &&
          is_inside(block->byline, block->start, block->end));
    HOLDS(is_span(c, block->speaker_head.start, block->speaker_head.end) &&
          is_span(c, block->dateline.start, block->dateline.end) && is_span(c, block->byline.start, block->byline.end));
    HOLDS(is_code(block->script) && is_string(block->language));
    HOLDS(is_share(block->confidence) && is_share(block->language_confidence) && is_share(block->main_probability));
    if (block->turn >= 0)
        HOLDS(block->kind == QUOTH_BLOCK_TURN && quoth_document_block(c->doc, (size_t)block->turn)->turn == -1);
    check_shares(block);
}

/* Parents and heads of turns come first, so that chains of them end. */
static void check_parents(const checked *c) {
    for (size_t i = 0; i < quoth_document_block_count(c->doc); i++) {
        const quoth_block *block = quoth_document_block(c->doc, i);
        HOLDS(is_index(block->parent, i) && is_index(block->turn, i));
    }
    for (size_t i = 0; i < quoth_document_quote_count(c->doc); i++)
        HOLDS(is_index(quoth_document_quote(c->doc, i)->parent, i));
}

static void check_blocks(const checked *c, int flags) {
    size_t at = 0;
    for (size_t i = 0; i < quoth_document_block_count(c->doc); i++) {
        const quoth_block *block = quoth_document_block(c->doc, i);
        check_block(c, i);
        HOLDS(block->start >= at);
        if (!(flags & FUZZ_GIVEN_BLOCKS))
            check_white(c, at, block->start);
        at = block->end;
    }
    if (!(flags & FUZZ_GIVEN_BLOCKS))
        check_white(c, at, c->size);
    check_parents(c);
}

static void check_articles(const checked *c) {
    size_t end = 0;
    for (size_t i = 0; i < quoth_document_article_count(c->doc); i++) {
        const quoth_article *article = quoth_document_article(c->doc, i);
        HOLDS(is_filled(c, article->start, article->end) && article->start >= end);
        HOLDS(is_index(article->title, quoth_document_block_count(c->doc)));
        HOLDS(is_string(article->author) && is_string(article->date) && is_string(article->site));
        end = article->end;
    }
}

static void check_scripts(const checked *c) {
    size_t at = 0;
    for (size_t i = 0; i < quoth_document_script_run_count(c->doc); i++) {
        const quoth_script_run *run = quoth_document_script_run(c->doc, i);
        HOLDS(run->start == at && is_filled(c, run->start, run->end) && is_code(run->script));
        at = run->end;
    }
    HOLDS(at == c->size);
    at = 0;
    for (size_t i = 0; i < quoth_document_glue_count(c->doc); i++) {
        const quoth_glue *glue = quoth_document_glue(c->doc, i);
        HOLDS(glue->at > at && glue->at < c->size && is_bound(c, glue->at));
        HOLDS(quoth_glue_kind_name(glue->kind) && is_share(glue->confidence));
        at = glue->at;
    }
    at = 0;
    for (size_t i = 0; i < quoth_document_mixed_token_count(c->doc); i++) {
        const quoth_mixed_token *token = quoth_document_mixed_token(c->doc, i);
        HOLDS(token->start >= at && is_filled(c, token->start, token->end));
        HOLDS(quoth_restriction_level_name(token->restriction_level) && token->script_count >= 0 && token->script_count <= 4);
        at = token->end;
    }
}

static void check_spans(const checked *c, const quoth_span *spans, size_t count, int apart) {
    for (size_t i = 0; i < count; i++) {
        HOLDS(is_filled(c, spans[i].start, spans[i].end));
        HOLDS(!i || (apart ? spans[i].start >= spans[i - 1].end : spans[i].start >= spans[i - 1].start));
    }
}

/* A quotation begins in its block, a turn there or in a later one of its paragraphs, where its head stands alone. */
static void check_place(const checked *c, const quoth_quote *quote) {
    size_t start = quote->parts[0].start, at = (size_t)quote->block;
    const quoth_block *block = quoth_document_block(c->doc, at);
    HOLDS(start >= block->start);
    if (start < block->end)
        return;
    while (block && block->end <= start)
        block = quoth_document_block(c->doc, ++at);
    HOLDS(quote->type == QUOTH_QUOTE_TURN && block && block->turn == quote->block && start >= block->start);
}

static void check_quote(const checked *c, size_t i) {
    const quoth_quote *quote = quoth_document_quote(c->doc, i);
    size_t speakers = quoth_document_speaker_count(c->doc);
    HOLDS(quoth_quote_type_name(quote->type) && quote->evidence && is_string(quote->evidence) && is_string(quote->language));
    HOLDS(is_index(quote->speaker, speakers) && is_index(quote->addressee, speakers) && is_index(quote->parent, i));
    HOLDS(is_index(quote->block, quoth_document_block_count(c->doc)) && is_share(quote->confidence));
    HOLDS(quote->part_count > 0);
    check_spans(c, quote->parts, quote->part_count, 1);
    check_spans(c, quote->quoted, quote->quoted_count, 0);
    HOLDS(is_span(c, quote->cue.start, quote->cue.end) && is_span(c, quote->speaker_mention.start, quote->speaker_mention.end));
    if (i) {
        const quoth_quote *last = quoth_document_quote(c->doc, i - 1);
        HOLDS(last->parts[0].start <= quote->parts[0].start);
    }
    if (quote->block >= 0)
        check_place(c, quote);
}

static void check_quotes(const checked *c) {
    for (size_t i = 0; i < quoth_document_quote_count(c->doc); i++)
        check_quote(c, i);
    for (size_t i = 0; i < quoth_document_speaker_count(c->doc); i++) {
        const quoth_speaker *speaker = quoth_document_speaker(c->doc, i);
        HOLDS(speaker->name && is_string(speaker->name) && is_string(speaker->id) && quoth_speaker_kind_name(speaker->kind));
        HOLDS(speaker->gender >= 0 && speaker->gender <= 2);
        check_spans(c, speaker->mentions, speaker->mention_count, 0);
        for (size_t n = 0; n < speaker->alias_count; n++)
            HOLDS(speaker->aliases[n] && is_string(speaker->aliases[n]));
    }
    size_t at = 0;
    for (size_t i = 0; i < quoth_document_mark_count(c->doc); i++) {
        const quoth_mark *mark = quoth_document_mark(c->doc, i);
        HOLDS(is_filled(c, mark->start, mark->end) && mark->start >= at && quoth_mark_reason_name(mark->reason));
        at = mark->start;
    }
}

/* Some two hundred places, forth and back. */
static void check_offsets(const checked *c) {
    size_t step = 1 + c->size / 200, bytes = quoth_document_source(c->doc)->bytes;
    for (size_t at = 0; at <= c->size; at += step) {
        size_t point = at;
        while (!is_bound(c, point))
            point--;
        for (int32_t unit = QUOTH_UNIT_BYTE; unit <= QUOTH_UNIT_UTF16; unit++)
            HOLDS(quoth_document_byte(c->doc, quoth_document_offset(c->doc, point, unit), unit) == point);
        HOLDS(quoth_document_offset(c->doc, at, QUOTH_UNIT_CODE_POINT) ==
              quoth_document_offset(c->doc, point, QUOTH_UNIT_CODE_POINT));
        quoth_span source = quoth_document_source_span(c->doc, (quoth_span){point, c->size});
        HOLDS(source.start <= source.end && source.end <= bytes);
    }
}

static void check_strings(const checked *c) {
    const quoth_source *source = quoth_document_source(c->doc);
    const quoth_metadata *metadata = quoth_document_metadata(c->doc);
    const char *const fields[] = {metadata->title, metadata->author,   metadata->date, metadata->modified,
                                  metadata->site,  metadata->language, metadata->url,  metadata->description};
    HOLDS(source->type && source->charset && is_string(source->charset));
    for (int32_t i = 0; i < (int32_t)(sizeof fields / sizeof *fields); i++) {
        const quoth_metadata_origin *origin = quoth_document_metadata_origin(c->doc, i);
        HOLDS(is_string(fields[i]) && (!origin || fields[i]));
        if (origin)
            HOLDS(origin->place && is_share(origin->confidence) && origin->start <= origin->end && origin->end <= source->bytes);
    }
}

/* Every table fits exactly into the room it asks for, and into less. */
static void check_tables(const checked *c) {
    for (int32_t table = 0; quoth_table_name(table); table++) {
        size_t need = 0, again = 0;
        HOLDS(quoth_document_pack(c->doc, table, QUOTH_UNIT_UTF16, NULL, 0, &need, NULL) == QUOTH_OK);
        char *room = malloc(need + 1);
        HOLDS(room);
        room[need] = 0x5A;
        HOLDS(quoth_document_pack(c->doc, table, QUOTH_UNIT_UTF16, room, need, &again, NULL) == QUOTH_OK);
        HOLDS(again == need && room[need] == 0x5A);
        HOLDS(quoth_document_pack(c->doc, table, QUOTH_UNIT_BYTE, room, need / 2, &again, NULL) == QUOTH_OK && again == need);
        free(room);
    }
}

static checked text_of(const quoth_document *doc) {
    checked c = {doc, NULL, 0};
    c.text = quoth_document_text(doc, &c.size);
    HOLDS(c.text && c.text[c.size] == '\0' && fuzz_is_utf8(c.text, c.size));
    return c;
}

void fuzz_check_document(const quoth_document *doc, int flags) {
    checked c = text_of(doc);
    check_strings(&c);
    check_blocks(&c, flags);
    check_articles(&c);
    check_scripts(&c);
    check_quotes(&c);
    check_offsets(&c);
    check_tables(&c);
}

void fuzz_check_loaded(const quoth_document *doc) {
    checked c = text_of(doc);
    check_parents(&c);
    check_tables(&c);
    for (size_t i = 0; i < quoth_document_quote_count(doc); i++) {
        const quoth_quote *quote = quoth_document_quote(doc, i);
        check_spans(&c, quote->parts, quote->part_count, 1);
    }
    for (size_t at = 0; at <= c.size; at += 1 + c.size / 50) {
        quoth_span source = quoth_document_source_span(doc, (quoth_span){at, c.size});
        HOLDS(source.start <= source.end);
        quoth_document_byte(doc, at, QUOTH_UNIT_UTF16);
    }
}
