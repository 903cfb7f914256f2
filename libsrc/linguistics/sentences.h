/* Marks the first tokens of sentences. */
#ifndef QH_LINGUISTICS_SENTENCES_H
#define QH_LINGUISTICS_SENTENCES_H

#include "linguistics/tokens.h"

/* Sets sentence_start of the tokens from index `first` on, which begin a stretch of text of their own. O(tokens). */
void qh_mark_sentences(const char *text, qh_tokens *tokens, size_t first);

#endif
