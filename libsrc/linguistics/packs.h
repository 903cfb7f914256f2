/* The language packs as they were embedded at build time (embed.cmake). */
#ifndef QH_LINGUISTICS_PACKS_H
#define QH_LINGUISTICS_PACKS_H

#include <stddef.h>

typedef struct qh_pack {
    const char *code; /* BCP 47; NULL ends the list */
    const char *text; /* lang/<code>/lexicon.txt, NUL-terminated */
    size_t size;
    const char *alphabet; /* bytes 0x80, 0x81 … of the text stand for these characters, one behind the other; NULL: it is UTF-8 */
    size_t entries;       /* at least as many as there are */
} qh_pack;

extern const qh_pack qh_packs[];

#endif
