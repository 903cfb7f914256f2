/* Letters that look like letters of another script. */
#ifndef QH_SCRIPT_LOOK_ALIKES_H
#define QH_SCRIPT_LOOK_ALIKES_H

#include <stdint.h>

/* Scripts that letters are taken for. */
enum { QH_AS_LATN = 1, QH_AS_CYRL = 2, QH_AS_GREK = 4, QH_AS_ARMN = 8 };

/* What a letter looks like: 'A' to 'Z', 'a' to 'z' (accents do not count), '@' for ə, '[' for Ə; 0 for nothing of these. Latin
   letters look like themselves. `weak` is set when it does so only amid a word: it is a symbol elsewhere, or a poor likeness. */
char qh_look_of(uint32_t c, int *weak);

/* All that the letters of Cyrl, weak Cyrl, Grek and Armn look like, bit look - '@'. */
void qh_looks_of_scripts(uint64_t looks[4]);

#endif
