/* Scripts and directions of a stretch of text. */
#ifndef QH_SCRIPT_FACTS_H
#define QH_SCRIPT_FACTS_H

#include <quoth/script.h>

/* Fills all fields but struct_size. A letter that is Common or Inherited counts with the letters before it. Linear. */
void qh_script_facts(const char *text, quoth_span span, quoth_script_facts *out);

#endif
