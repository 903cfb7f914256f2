/* The parts of train_main, which writes what main.py learns from. */
#ifndef QH_TRAIN_MAIN_H
#define QH_TRAIN_MAIN_H

#include <stdio.h>

#include "document/html_kinds.h"
#include "document/html_main.h"

/* A page with what the library knows of it. */
typedef struct tm_page {
    qh_arena arena;
    qh_html_page html;
    qh_html_facts facts;
    qh_lines lines;
} tm_page;

/* All end the program with a message when they cannot go on. */
void tm_fail(const char *what, const char *name);
void *tm_zeros(size_t count, size_t size);
void *tm_read_file(const char *path, size_t *size);
FILE *tm_create(const char *prefix, const char *suffix);
void tm_write(FILE *file, const void *bytes, size_t size);

/* `weights` may be NULL. */
void tm_open_page(tm_page *page, const char *path, const qh_html_weights *weights);
void tm_close_page(tm_page *page);

/* The next line of a list, cut at its tab; 0 at the end. */
int tm_next_line(char **at, char **html, char **gold);

/* How many words of each leaf are words of the gold text, in its order where that can be; moved passages count too. */
void tm_align(const qh_html_facts *page, const qh_html_facts *gold, uint32_t *matched);

/* Logistic regression on tokens: PREFIX.counts, PREFIX.tokens and targets -> PREFIX.weights, PREFIX.scores. */
void tm_learn_weights(const char *prefix, const char *targets);

#endif
