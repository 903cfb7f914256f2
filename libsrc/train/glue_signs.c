/* The joints of texts, with their signs, as script/typography.c sees them: what glue.py learns from.

   Standard input: texts, each as its size in bytes, a line end, its bytes. Standard output, a line for each: how many joints, and
   for each of these its offset, its kind, its signs in hexadecimal, and 1 where it is taken for a name without asking the weights.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "script/signs.h"

static int write_joints(const char *text, size_t size) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    qh_witness w = {.text = text, .size = size, .arena = &arena};
    int heard = qh_witness_hear(&w);
    if (heard) {
        qh_language_set languages = w.asked.count ? qh_languages_heard(text, size) : 0;
        printf("%zu", w.asked.count);
        for (size_t i = 0; i < w.asked.count; i++) {
            const qh_joint *joint = &w.asked.items[i].joint;
            uint64_t signs = qh_signs_of(&w, &w.asked.items[i], languages);
            printf(" %zu %d %" PRIx64 " %d", joint->at, (int)joint->kind, signs, qh_is_compound_name(joint->kind, signs));
        }
        putchar('\n');
    }
    qh_arena_free(&arena);
    return heard;
}

static int read_text(size_t size) {
    char *text = malloc(size + 1);
    int done = text && fread(text, 1, size, stdin) == size && write_joints(text, size);
    free(text);
    return done;
}

int main(void) {
    size_t size;
    int got;
    while ((got = scanf("%zu", &size)) == 1 && getchar() == '\n' && read_text(size))
        ;
    if (got == EOF && !ferror(stdout))
        return 0;
    fputs("glue_signs: a text is cut short, or there is no memory\n", stderr);
    return 1;
}
