/* What the two halves of the TEI export share. */
#ifndef QH_EXPORT_TEI_H
#define QH_EXPORT_TEI_H

#include "export/inline.h"
#include "export/xml.h"

enum { QH_TEI_DEPTH = 16 };

/* Blocks that one element holds together; it is open until another kind of block comes. */
enum qh_tei_group { QH_TEI_NONE, QH_TEI_LIST, QH_TEI_TABLE, QH_TEI_TURN };

typedef struct qh_tei {
    const quoth_document *doc;
    int32_t article;              /* of the open division */
    size_t divisions;             /* open ones */
    int32_t levels[QH_TEI_DEPTH]; /* of their headings */
    int has_content;              /* the innermost has more than heads */
    int group;                    /* qh_tei_group */
    size_t lists;                 /* open ones, each with an open item */
    int32_t row, column, turn;    /* of the block before */
    int has_no_said;              /* the element that is open takes phrases only */
    uint32_t *pieces;             /* by quotation: elements it has so far */
    qh_inlines inlines;
    qh_output out;
} qh_tei;

void qh_tei_language(qh_tei *t, const char *language);

/* Identifier, speaker and confidence of a quotation's next element. */
void qh_tei_quotation(qh_tei *t, int32_t index);

void qh_tei_inside(qh_tei *t, quoth_span span);
void qh_tei_element(qh_tei *t, const char *element, const char *type, const char *language, quoth_span span);

#endif
