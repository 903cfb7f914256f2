#include "document/given.h"

#include "document/classify.h"
#include "document/duplicates.h"
#include "document/structure.h"
#include "document/transcript.h"
#include "document/turn_head.h"

static quoth_status read_lines(qh_parse *p, qh_lines *lines) {
    const quoth_input *input = p->input;
    for (size_t i = 0; i < input->block_count; i++) {
        if (!qh_lines_add(p, lines, input->blocks[i], 0, i > 0))
            return qh_fail_memory(p->err);
        if (lines->list.count == i)
            return qh_fail(p->err, QUOTH_ERROR_ARGUMENT, 0, "block %zu, [%zu, %zu), holds only white space", i,
                           input->blocks[i].start, input->blocks[i].end);
        if (!input->block_kinds || input->block_kinds[i] < 0)
            continue;
        lines->list.items[i].kind = input->block_kinds[i];
        lines->list.items[i].confidence = 1;
    }
    return QUOTH_OK;
}

/* A turn begins at each head; a turn's paragraph without one goes on with the turn before. 0 when there is no memory. */
static int join_turns(qh_parse *p, qh_lines *lines) {
    int32_t first = -1;
    for (size_t i = 0; i < lines->list.count; i++) {
        qh_line *line = &lines->list.items[i];
        if (line->kind != QUOTH_BLOCK_TURN) {
            first = -1;
            continue;
        }
        if (p->input->block_kinds[i] == QUOTH_BLOCK_TURN && qh_span_is_empty(line->head)) {
            qh_turn_head head = {0};
            int found = qh_read_turn_head(p, lines, i, &head);
            if (found < 0)
                return 0;
            if (found)
                line->head = head.name;
        }
        if (!qh_span_is_empty(line->head) || first < 0)
            first = (int32_t)i;
        line->turn = first == (int32_t)i ? -1 : first;
    }
    return 1;
}

quoth_status qh_read_given(qh_parse *p) {
    qh_lines lines = {0};
    quoth_status status = read_lines(p, &lines);
    if (status != QUOTH_OK)
        return status;
    lines.usual_blanks = qh_usual_blanks(&lines);
    status = qh_lines_look(p, &lines);
    if (status != QUOTH_OK)
        return status;
    if (p->input->block_kinds ? !qh_classify_rest(p, &lines) || !join_turns(p, &lines) : !qh_classify(p, &lines))
        return qh_fail_memory(p->err);
    status = qh_make_blocks(p, &lines);
    if (status != QUOTH_OK)
        return status;
    return qh_find_duplicates(p) ? QUOTH_OK : qh_fail_memory(p->err);
}
