/* Suspicious words as the public records hold them. */
#include <string.h>

#include "script/mixed.h"

void qh_give_mixed(const qh_mixed_token *token, quoth_mixed_token *out) {
    *out = (quoth_mixed_token){
        .start = token->start, .end = token->end, .restriction_level = token->level, .script_count = (int32_t)token->script_count};
    for (unsigned i = 0; i < token->script_count; i++)
        memcpy(out->scripts[i], qh_script_code(token->scripts[i]), 4);
}

/* A word that mixes scripts holds a bound of two runs, so that a text of one run has none. */
int qh_mixed_tokens(quoth_document *doc) {
    qh_mixed_iterator it;
    qh_mixed_token token;
    if (doc->runs.count < 2)
        return 1;
    qh_mixed_start(&it, doc->text, (quoth_span){0, doc->size});
    while (qh_mixed_next(&it, &token)) {
        quoth_mixed_token *kept = qh_vec_push(&doc->arena, &doc->mixed);
        if (!kept)
            return 0;
        qh_give_mixed(&token, kept);
    }
    return 1;
}
