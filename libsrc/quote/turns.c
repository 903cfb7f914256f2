/* Transcript turns: one quotation a turn, one part a paragraph, the head left out. */
#include <string.h>

#include "quote/finder.h"

/* Over a bracketed time or role and a bare time to the colon, stop or tag end that closes the head; `at` where none does. */
static size_t head_end(const char *text, size_t at, size_t end) {
    char close = 0;
    for (size_t k = at; k < end && text[k] != '\n'; k++) {
        char c = text[k];
        if (close)
            close = c == close ? 0 : close;
        else if (c == '(' || c == '[')
            close = c == '(' ? ')' : ']';
        else if (c == '.' || c == '>' || (c == ':' && !(k + 1 < end && text[k + 1] >= '0' && text[k + 1] <= '9')))
            return k + 1;
        else if ((unsigned char)c == 0xEF && end - k >= 3) /* fullwidth colon */
            return k + 3;
    }
    return end;
}

static int is_space_or_star(const char *text, size_t at) {
    return text[at] == ' ' || text[at] == '\t' || text[at] == '*' || (unsigned char)text[at] == 0xC2 ||
           (unsigned char)text[at] == 0xA0;
}

static quoth_span without_head(const qh_finder *f, const quoth_block *block) {
    quoth_span part = {block->start, block->end};
    if (part.end - part.start > 4 && !memcmp(f->text + part.end - 4, "</v>", 4))
        part.end -= 4; /* WebVTT's voice */
    int voice = part.end - part.start > 2 && !memcmp(f->text + part.start, "<v", 2);
    if (qh_span_is_empty(block->speaker_head) && !voice)
        return part;
    part.start = head_end(f->text, voice ? block->start : block->speaker_head.end, part.end);
    while (part.start < part.end && (is_space_or_star(f->text, part.start) || f->text[part.start] == '\n'))
        part.start++;
    return part;
}

void qh_drop_turn_marks(qh_finder *f) {
    const quoth_document *doc = f->p->doc;
    for (size_t i = 0; i < f->found.count; i++) {
        qh_found *q = &f->found.items[i];
        size_t same = 0;
        while (q->type == QUOTH_QUOTE_DIRECT && same < q->parts.count && q->block + same < doc->blocks.count) {
            const quoth_block *block = &doc->blocks.items[q->block + same];
            quoth_span turn = without_head(f, block), part = q->parts.items[same];
            if (block->kind != QUOTH_BLOCK_TURN || turn.start != part.start || turn.end != part.end)
                break;
            same++;
        }
        if (same == q->parts.count)
            q->parts.count = 0;
    }
}

int qh_find_turn_quotes(qh_finder *f) {
    const quoth_document *doc = f->p->doc;
    qh_found *turn = NULL;
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const quoth_block *block = &doc->blocks.items[i];
        if (block->kind != QUOTH_BLOCK_TURN)
            continue;
        if (block->turn < 0) {
            turn = qh_add_found(f, QUOTH_QUOTE_TURN, (uint32_t)i);
            if (!turn)
                return 0;
            turn->head = block->speaker_head;
            turn->evidence = "turn-head";
            turn->confidence = 0.95;
        }
        quoth_span part = without_head(f, block);
        if (!turn || qh_span_is_empty(part))
            continue;
        quoth_span *room = qh_vec_push(f->p->scratch, &turn->parts);
        if (!room)
            return 0;
        *room = part;
    }
    return 1;
}
