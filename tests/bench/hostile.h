/* Inputs made against the library: hostile_text.c, hostile_html.c and hostile_archive.c list them, hostile.c runs them. */
#ifndef TESTS_BENCH_HOSTILE_H
#define TESTS_BENCH_HOSTILE_H

#include <stddef.h>

typedef enum hostile_way { HOSTILE_TEXT, HOSTILE_HTML, HOSTILE_ARCHIVE, HOSTILE_GZIP, HOSTILE_ZSTD } hostile_way;

/*
 * `head`, then `unit` again and again over half of the size, then `tail` as often (over all of it where there is no tail). In them
 * \1 stands for the number of the repetition, \2 for a capitalised word and \3 for a small one that no other repetition has, \4 for
 * NUL.
 */
typedef struct hostile_family {
    const char *name, *head, *unit, *tail;
    const char *charset; /* NULL: utf-8 */
} hostile_family;

typedef struct hostile_list {
    hostile_way way;
    const hostile_family *families;
    size_t count;
} hostile_list;

extern const hostile_list hostile_text, hostile_html, hostile_archive, hostile_gzip, hostile_zstd, hostile_members;

#endif
