/* What the parts of the HTML report share. */
#ifndef QH_EXPORT_REPORT_H
#define QH_EXPORT_REPORT_H

#include "export/inline.h"
#include "export/xml.h"

/* The page around the documents, made of report/ when the library is built: up to its title, from there on, behind them. */
extern const unsigned char qh_report_head[], qh_report_body[], qh_report_tail[];

/* Blocks that one element holds together; it is open until another kind of block comes. */
enum qh_report_group { QH_REPORT_NONE, QH_REPORT_LIST, QH_REPORT_TABLE };

typedef struct qh_report {
    const quoth_document *doc;
    int group;               /* qh_report_group */
    int is_wide;             /* the open table has a second row */
    int32_t row, column;     /* of the cell before */
    int has_title;           /* a title was written, so that headings stand below it */
    size_t glue;             /* next glue point */
    unsigned char *is_begun; /* by quotation: its facts are written */
    unsigned char *hues;     /* by speaker: its colour */
    qh_inlines inlines;
    qh_output out;
} qh_report;

void qh_report_blocks(qh_report *r);

/* The text with what is marked in it. */
void qh_report_text(qh_report *r, size_t start, size_t end);

/* Attributes of an element that is (part of) the quotation. */
void qh_report_quotation(qh_report *r, int32_t index, const char *more_classes);

#endif
