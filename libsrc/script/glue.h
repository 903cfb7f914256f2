/* Points where two texts were stuck together. */
#ifndef QH_SCRIPT_GLUE_H
#define QH_SCRIPT_GLUE_H

#include "script/script.h"

typedef QH_VEC(quoth_glue) qh_glue_list;

/* The points of any text, ascending; all memory is of `arena`. 0 when there is none. Linear in the size. */
int qh_glue_points_of(const char *text, size_t size, qh_arena *arena, qh_glue_list *points);

/* Adds the points inside one script, ascending; 0 when there is no memory. */
int qh_typographic_glue(const char *text, size_t size, qh_arena *arena, qh_glue_list *points);

/* Whether the lines' parts before and behind the point are surely in two languages. Bounded. */
int qh_glue_parts_languages(const char *text, size_t size, size_t at);

/* How sure it is that two texts touch where the run `a` ends and the run `b` begins; 0 where they don't. *at is where the
   second begins, with its opening quotation mark. */
double qh_script_glue(const char *text, size_t size, const quoth_script_run *a, const quoth_script_run *b, size_t *at);

#endif
