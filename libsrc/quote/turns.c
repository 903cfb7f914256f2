/* Transcript turns: one quotation a turn, one part a paragraph, the head left out. */
#include "quote/finder.h"

static quoth_span without_head(const qh_finder *f, const quoth_block *block) {
    quoth_span part = {block->start, block->end};
    if (qh_span_is_empty(block->speaker_head))
        return part;
    const char *text = f->text;
    part.start = block->speaker_head.end;
    while (part.start < part.end && text[part.start] != ':' && text[part.start] != '.')
        part.start++; /* over a bracketed time or role */
    part.start += part.start < part.end ? 1 : 0;
    while (part.start < part.end && (text[part.start] == ' ' || text[part.start] == '\t' ||
                                     (unsigned char)text[part.start] == 0xC2 || (unsigned char)text[part.start] == 0xA0))
        part.start++;
    return part;
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
