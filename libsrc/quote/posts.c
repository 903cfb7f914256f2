/* What a forum repeats of another's post: "Pippin06 said:" or "jahboater wrote:" on a line of its own, then that post without
 * marks. */
#include <string.h>

#include "quote/finder.h"

/* The first token on another line than token i, at most at `high`. */
static size_t line_end(const qh_finder *f, size_t i, size_t high) {
    for (i++; i < high; i++) {
        size_t before = qh_token_at(f, i - 1)->end;
        if (memchr(f->text + before, '\n', qh_token_at(f, i)->start - before))
            break;
    }
    return i;
}

/* The cue of a line that says who wrote and nothing else; -1 for other lines. */
static int64_t cue_of_line(const qh_finder *f, size_t first, size_t end) {
    enum { LONGEST = 10 };
    if (end < first + 3 || end - first > LONGEST || f->text[qh_token_at(f, end - 1)->start] != ':')
        return -1;
    const qh_token *cue = qh_token_at(f, end - 2), *name = qh_token_at(f, end - 3);
    int small = !(cue->shape & QH_SHAPE_CAPITAL) && cue->classes & QH_WORD_CUE;
    return small && (name->kind == QH_TOKEN_WORD || name->kind == QH_TOKEN_NUMBER) && !(name->classes & QH_WORD_FUNCTION)
               ? (int64_t)end - 2
               : -1;
}

/* Where the name before the cue begins: behind a comma ("10 hours ago, R C-R said:") or at the line's start. */
static size_t name_start(const qh_finder *f, size_t first, size_t cue) {
    size_t i = cue;
    while (i > first && f->text[qh_token_at(f, i - 1)->start] != ',')
        i--;
    return i;
}

static int32_t mention_at(const qh_finder *f, uint32_t block, size_t first, size_t end) {
    for (uint32_t i = f->ranges[block].mention; i < f->ranges[block].mention_end; i++)
        if (f->mentions.list.items[i].end == end && f->mentions.list.items[i].first >= first)
            return (int32_t)i;
    return -1;
}

/* Tokens [first, end) of `block` are what was written, in the words of the line [line, cue]. */
static int add_post(qh_finder *f, uint32_t block, size_t first, size_t end, uint32_t head_block, size_t line, size_t cue) {
    qh_found *q = qh_add_found(f, QUOTH_QUOTE_DIRECT, block);
    quoth_span *part = q ? qh_vec_push(f->p->scratch, &q->parts) : NULL;
    if (!part)
        return 0;
    size_t name = name_start(f, line, cue);
    *part = (quoth_span){qh_token_at(f, first)->start, qh_token_at(f, end - 1)->end};
    q->first = (uint32_t)first;
    q->end = (uint32_t)end;
    q->cue = (quoth_span){qh_token_at(f, cue)->start, qh_token_at(f, cue)->end};
    q->source = (quoth_span){qh_token_at(f, name)->start, qh_token_at(f, cue - 1)->end};
    q->mention = mention_at(f, head_block, name, cue);
    q->evidence = "speaker-colon";
    q->confidence = 0.85;
    return 1;
}

static int is_post(const quoth_block *block) {
    return block->kind == QUOTH_BLOCK_PARAGRAPH || block->kind == QUOTH_BLOCK_BLOCKQUOTE;
}

int qh_find_posts(qh_finder *f) {
    const quoth_document *doc = f->p->doc;
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        const qh_block_range *r = &f->ranges[b];
        for (size_t i = r->token, end; i < r->token_end; i = end) {
            end = line_end(f, i, r->token_end);
            int64_t cue = cue_of_line(f, i, end);
            if (cue < 0)
                continue;
            int below = end == r->token_end; /* the post is the next block */
            uint32_t of = b + (uint32_t)below;
            if (of >= doc->blocks.count || !is_post(&doc->blocks.items[of]))
                continue;
            size_t first = below ? f->ranges[of].token : end, last = f->ranges[of].token_end;
            if (first < last && qh_token_at(f, first)->kind != QH_TOKEN_MARK && !add_post(f, of, first, last, b, i, (size_t)cue))
                return 0;
            end = below ? end : r->token_end;
        }
    }
    return 1;
}
