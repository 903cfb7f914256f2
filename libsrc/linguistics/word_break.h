/* Words in writing without spaces between them (Han, Kana, Thai, Lao, Khmer, Myanmar), cut by ICU. */
#ifndef QH_LINGUISTICS_WORD_BREAK_H
#define QH_LINGUISTICS_WORD_BREAK_H

#include <stddef.h>
#include <stdint.h>

typedef struct qh_word_break {
    void *iterator; /* opened with the first stretch: it costs more than most texts */
    void *input;
    const char *text;
    size_t size;
} qh_word_break;

/* Nonzero for letters of scripts without spaces between words. */
int qh_is_solid(uint32_t c);

/* Begins a stretch of valid UTF-8 that stays where it is until the next start. */
void qh_word_break_start(qh_word_break *b, const char *text, size_t size);

/* Where the word ends that starts at `at` (< size); without ICU's data every character is a word. */
size_t qh_word_break_next(qh_word_break *b, size_t at);

/* Frees what was opened; a cleared struct is fine. */
void qh_word_break_end(qh_word_break *b);

#endif
