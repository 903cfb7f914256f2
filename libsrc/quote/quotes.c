#include "quote/quotes.h"

#include <stdlib.h>
#include <string.h>

#include "quote/finder.h"
#include "quote/speech_model.h"
#include "script/language.h"

enum { LEAST_LANGUAGE_BYTES = 24 }; /* in shorter quotations names weigh too much */
static const double SURE_LANGUAGE = 0.9;

qh_found *qh_add_found(qh_finder *f, int32_t type, uint32_t block) {
    qh_found *q = qh_vec_push(f->p->scratch, &f->found);
    if (q)
        *q = (qh_found){.type = type, .block = block, .mention = -1, .speaker = -1, .evidence = "none", .score = QH_NO_SCORE};
    return q;
}

/* The caller's sentences in place of ours: a token begins one when it is the first at or behind the start of one. */
static void take_sentences(qh_finder *f) {
    const quoth_input *input = f->p->input;
    size_t s = 0;
    for (size_t i = 0; i < f->tokens.list.count; i++) {
        qh_token *token = &f->tokens.list.items[i];
        token->sentence_start = s < input->sentence_count && token->end > input->sentences[s].start;
        for (s += token->sentence_start; s < input->sentence_count && input->sentences[s].start < token->end;)
            s++;
    }
}

/* Tokens of every block. */
static quoth_status read_tokens(qh_finder *f) {
    enum { BETWEEN = 512 }; /* blocks */
    const quoth_document *doc = f->p->doc;
    f->ranges = qh_arena_zalloc(f->p->scratch, doc->blocks.count + 1, sizeof *f->ranges);
    if (!f->ranges)
        return qh_fail_memory(f->p->err);
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const quoth_block *block = &doc->blocks.items[i];
        quoth_status status = i % BETWEEN ? QUOTH_OK : qh_parse_goes_on(f->p, i, 2 * doc->blocks.count);
        if (status != QUOTH_OK)
            return status;
        f->ranges[i].token = (uint32_t)f->tokens.list.count;
        if (!qh_tokenize(f->p->scratch, f->p->lexicon, f->text, (quoth_span){block->start, block->end}, block->language,
                         &f->tokens))
            return qh_fail_memory(f->p->err);
        f->ranges[i].token_end = (uint32_t)f->tokens.list.count;
    }
    if (f->p->input->sentences)
        take_sentences(f);
    return QUOTH_OK;
}

static int take_callers(qh_finder *f, uint32_t block) {
    if (f->p->input->mentions)
        return qh_take_mentions(f, block, f->ranges[block].mention);
    return !f->cast.longest || qh_cast_mentions(f, block, f->ranges[block].mention);
}

/* Mentions of every block. 0 when there is no memory. */
static int read_mentions(qh_finder *f) {
    qh_word_set lower;
    if (f->p->input->speaker_count && !qh_cast_open(f->p->scratch, f->p->lexicon, f->p->input, &f->cast))
        return 0;
    if (!qh_lower_words(f->p->scratch, f->text, &f->tokens, &lower))
        return 0;
    for (size_t i = 0; i < f->p->doc->blocks.count; i++) {
        f->ranges[i].mention = (uint32_t)f->mentions.list.count;
        if (!qh_find_mentions(f->p->scratch, f->text, &f->tokens, f->ranges[i].token, f->ranges[i].token_end, &lower,
                              qh_lexicon_traits(f->p->lexicon, f->p->doc->blocks.items[i].language), &f->mentions) ||
            !take_callers(f, (uint32_t)i))
            return 0;
        f->ranges[i].mention_end = (uint32_t)f->mentions.list.count;
    }
    return 1;
}

/* Do speeches stand in paragraphs of their own, as in a novel? */
static int is_dialogue(const qh_finder *f) {
    size_t begin = 0, paragraphs = 0;
    for (size_t i = 0; i < f->p->doc->blocks.count; i++) {
        const qh_block_range *r = &f->ranges[i];
        paragraphs += f->p->doc->blocks.items[i].kind == QUOTH_BLOCK_PARAGRAPH;
        begin += r->token < r->token_end && qh_token_at(f, r->token)->kind == QH_TOKEN_MARK;
    }
    return begin * 3 > paragraphs;
}

/* ---- writing out ---- */

static int by_start(const void *a, const void *b) {
    const qh_found *x = a, *y = b;
    if (x->parts.items[0].start != y->parts.items[0].start)
        return x->parts.items[0].start < y->parts.items[0].start ? -1 : 1;
    size_t x_end = x->parts.items[x->parts.count - 1].end, y_end = y->parts.items[y->parts.count - 1].end;
    return x_end != y_end ? (x_end > y_end ? -1 : 1) : 0;
}

static quoth_span *copy_spans(qh_parse *p, const quoth_span *spans, size_t count) {
    quoth_span *copy = qh_arena_alloc(&p->doc->arena, (count ? count : 1) * sizeof *copy);
    if (copy && count)
        memcpy(copy, spans, count * sizeof *copy);
    return copy;
}

static int holds(const quoth_quote *outer, const quoth_quote *inner) {
    for (size_t i = 0; i < outer->part_count; i++)
        if (qh_span_contains(outer->parts[i], inner->parts[0]))
            return 1;
    return 0;
}

/* The innermost quotation around the last one, found along the chain of parents. */
static int32_t parent_of(const quoth_document *doc) {
    const quoth_quote *q = &doc->quotes.items[doc->quotes.count - 1];
    for (int32_t i = (int32_t)doc->quotes.count - 2; i >= 0; i = doc->quotes.items[i].parent)
        if (holds(&doc->quotes.items[i], q))
            return i;
    return -1;
}

/* Of its longest part; that of its block, unless it is surely another ("Er sagte: “It is what it is.”"). */
static const char *language_of(const qh_finder *f, const qh_found *found) {
    const qh_parse *p = f->p;
    const char *around = p->doc->blocks.items[found->block].language;
    quoth_span longest = found->parts.items[0];
    for (size_t i = 1; i < found->parts.count; i++)
        if (found->parts.items[i].end - found->parts.items[i].start > longest.end - longest.start)
            longest = found->parts.items[i];
    if (longest.end - longest.start < LEAST_LANGUAGE_BYTES)
        return around;
    double confidence;
    qh_language_options options = {p->languages, qh_language_number(around), QH_LANGUAGE_LEAST, p->language_memory};
    const char *own = qh_language_tell(f->text, longest, &options, &confidence);
    return own && confidence >= SURE_LANGUAGE ? own : around;
}

/* The caller's quotations may begin between blocks; the words of a turn may begin in the block behind its head. */
static int32_t block_of(const quoth_document *doc, const qh_found *found) {
    const quoth_block *block = &doc->blocks.items[found->block];
    size_t start = found->parts.items[0].start;
    int inside = start >= block->start && start < block->end;
    return inside || found->type == QUOTH_QUOTE_TURN ? (int32_t)found->block : -1;
}

static int write_quote(qh_finder *f, qh_found *found) {
    quoth_document *doc = f->p->doc;
    quoth_quote *q = qh_vec_push(&doc->arena, &doc->quotes);
    if (!q)
        return 0;
    *q = (quoth_quote){.type = found->type,
                       .block = block_of(doc, found),
                       .speaker = found->speaker,
                       .addressee = -1,
                       .parent = -1,
                       .cue = found->cue,
                       .language = language_of(f, found),
                       .evidence = found->evidence,
                       .confidence = found->confidence};
    q->parts = copy_spans(f->p, found->parts.items, found->parts.count);
    q->part_count = found->parts.count;
    q->quoted = copy_spans(f->p, found->quoted.items, found->quoted.count);
    q->quoted_count = found->quoted.count;
    if (!q->parts || !q->quoted)
        return 0;
    if (!qh_span_is_empty(found->head))
        q->speaker_mention = found->head;
    else if (found->mention >= 0)
        q->speaker_mention = f->mentions.list.items[found->mention].span;
    else if (found->source.start != found->cue.start) /* a verb that names nobody, as in hearsay, is its own source */
        q->speaker_mention = found->source;
    q->parent = parent_of(doc);
    return 1;
}

static int write_found(qh_finder *f) {
    if (f->found.count)
        qsort(f->found.items, f->found.count, sizeof *f->found.items, by_start);
    for (size_t i = 0; i < f->found.count; i++) {
        qh_found *q = &f->found.items[i];
        if (q->type != QH_NOT_SPEECH) {
            if (!write_quote(f, q))
                return 0;
            continue;
        }
        quoth_mark *mark = qh_vec_push(&f->p->doc->arena, &f->p->doc->marks);
        if (!mark)
            return 0;
        *mark = (quoth_mark){q->parts.items[0].start, q->parts.items[0].end, q->reason, 0};
    }
    return 1;
}

static int span_order(const void *a, const void *b) {
    const quoth_span *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static int is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* The words of a span, with one space wherever the text has white space: a name that a line break splits is the same name. */
static char *copy_name(qh_finder *f, quoth_span span) {
    char *copy = qh_arena_copy(&f->p->doc->arena, f->text + span.start, span.end - span.start);
    size_t length = 0;
    for (size_t i = 0; copy && copy[i]; i++)
        if (!is_space(copy[i]) || !length || copy[length - 1] != ' ')
            copy[length++] = is_space(copy[i]) ? ' ' : copy[i];
    if (copy)
        copy[length] = 0;
    return copy;
}

static int is_named(const qh_finder *f, const char *name, quoth_span span) {
    size_t i = span.start;
    for (; *name && i < span.end; name++, i++) {
        while (*name == ' ' && i + 1 < span.end && is_space(f->text[i]) && is_space(f->text[i + 1]))
            i++;
        if (*name != (is_space(f->text[i]) ? ' ' : f->text[i]))
            return 0;
    }
    return !*name && i == span.end;
}

/* The other names of a speaker; a handful of different ones is all that a reader wants. */
static int write_aliases(qh_finder *f, const qh_cluster *c, quoth_speaker *s) {
    enum { MOST_ALIASES = 16 };
    const char *names[MOST_ALIASES];
    size_t count = 0;
    for (size_t i = 0; i < c->mentions.count && count < MOST_ALIASES; i++) {
        int known = is_named(f, s->name, c->mentions.items[i]);
        for (size_t k = 0; k < count && !known; k++)
            known = is_named(f, names[k], c->mentions.items[i]);
        if (known)
            continue;
        names[count] = copy_name(f, c->mentions.items[i]);
        if (!names[count++])
            return 0;
    }
    const char **copy = qh_arena_alloc(&f->p->doc->arena, (count ? count : 1) * sizeof *copy);
    if (!copy)
        return 0;
    if (count)
        memcpy(copy, names, count * sizeof *copy);
    s->aliases = copy;
    s->alias_count = count;
    return 1;
}

/* A turn's head is a mention of the text too; sorted mentions are kept once. */
static void drop_repeats(qh_cluster *c) {
    size_t kept = 0;
    for (size_t i = 0; i < c->mentions.count; i++)
        if (!kept || c->mentions.items[i].start >= c->mentions.items[kept - 1].end)
            c->mentions.items[kept++] = c->mentions.items[i];
    c->mentions.count = kept;
}

static int write_speaker(qh_finder *f, qh_cluster *c) {
    quoth_document *doc = f->p->doc;
    quoth_speaker *s = qh_vec_push(&doc->arena, &doc->speakers);
    if (!s)
        return 0;
    *s = (quoth_speaker){.kind = c->kind, .gender = c->gender};
    char room[QH_ENTITY_ID];
    const char *id = c->given ? (c->given->id ? c->given->id : c->given->names[0]) : c->entity ? qh_entity_id(c, room) : NULL;
    s->name = c->given ? qh_arena_copy(&doc->arena, c->given->names[0], strlen(c->given->names[0])) : copy_name(f, c->name);
    s->id = id ? qh_arena_copy(&doc->arena, id, strlen(id)) : NULL;
    if (c->mentions.count)
        qsort(c->mentions.items, c->mentions.count, sizeof *c->mentions.items, span_order);
    drop_repeats(c);
    s->mentions = copy_spans(f->p, c->mentions.items, c->mentions.count);
    s->mention_count = c->mentions.count;
    return s->name && (s->id || !id) && s->mentions && write_aliases(f, c, s);
}

/* Only clusters that speak become speakers, numbered by their first quotation. */
static int write_speakers(qh_finder *f) {
    int32_t *number = qh_arena_alloc(f->p->scratch, (f->clusters.count + 1) * sizeof *number);
    if (!number)
        return 0;
    memset(number, 0xFF, (f->clusters.count + 1) * sizeof *number);
    for (size_t i = 0; i < f->p->doc->quotes.count; i++) {
        quoth_quote *q = &f->p->doc->quotes.items[i];
        if (q->speaker < 0)
            continue;
        int32_t cluster = q->speaker;
        if (number[cluster] < 0) {
            number[cluster] = (int32_t)f->p->doc->speakers.count;
            if (!write_speaker(f, &f->clusters.items[cluster]))
                return 0;
        }
        q->speaker = number[cluster];
    }
    return 1;
}

/* The embedded model, unless one is set already. 0 when there is no memory. */
static int choose_model(qh_finder *f) {
    qh_speech_model *embedded = f->speech ? NULL : qh_arena_alloc(f->p->scratch, sizeof *embedded);
    if (embedded)
        qh_speech_model_embedded(embedded);
    f->speech = embedded ? embedded : f->speech;
    return f->speech != NULL;
}

int qh_read_marks(qh_finder *f) {
    f->status = read_tokens(f);
    if (f->status != QUOTH_OK || !read_mentions(f) || !choose_model(f))
        return 0;
    f->dialogue = is_dialogue(f);
    return f->p->input->quotes ? 1 : qh_find_turn_quotes(f) && qh_find_posts(f) && qh_find_dialogue(f) && qh_pair_marks(f);
}

int qh_open_quotes(qh_finder *f) {
    int given = f->p->input->quotes != NULL; /* then these and no others */
    if (!qh_read_marks(f) ||
        (given ? !qh_given_quotes(f)
               : !qh_decide_marks(f) || !qh_find_headlines(f) || !qh_find_reported(f) || !qh_find_reported_by_rules(f)))
        return 0;
    if (!given)
        qh_drop_turn_marks(f);
    size_t kept = 0; /* a turn without a word is none */
    for (size_t i = 0; i < f->found.count; i++)
        if (f->found.items[i].parts.count)
            f->found.items[kept++] = f->found.items[i];
    f->found.count = kept;
    return qh_cluster_mentions(f);
}

static int find_all(qh_finder *f) { return qh_open_quotes(f) && qh_resolve_speakers(f) && write_found(f) && write_speakers(f); }

quoth_status qh_find_quotes(qh_parse *p) {
    qh_finder f = {.p = p, .text = p->doc->text};
    int found = find_all(&f);
    if (f.status != QUOTH_OK)
        return f.status;
    return found ? qh_parse_check(p) : qh_fail_memory(p->err);
}
