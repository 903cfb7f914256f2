/* The parts of train_text, which writes what text.py learns from. */
#ifndef QH_TRAIN_TEXT_H
#define QH_TRAIN_TEXT_H

#include "train/main.h"

/* How a page is written as text. text.py adds texts of its own under further numbers. */
enum tt_style {
    TT_LINES,    /* as WET files: the title, then each box on a line */
    TT_SPACED,   /* boxes an empty line apart, items and cells on lines */
    TT_COPIED,   /* what is shown, as copied from a browser: empty lines around paragraphs, tabs between cells */
    TT_WRAPPED,  /* indented and wrapped at 72 columns, with bullets, as text browsers print pages */
    TT_MARKDOWN, /* headings, items and links marked */
    TT_RAGGED,   /* what is shown, with empty lines anywhere */
    TT_STYLES
};

/* A stretch of a text that came from one place. */
typedef struct tt_piece {
    uint32_t start, end, kind; /* quoth_block_kind */
    uint32_t main;             /* how much of it is main content, in 255ths */
} tt_piece;

/* A text with what is known of it, as it lies in a file of documents: these numbers, the bytes, the pieces. */
typedef struct tt_document {
    uint32_t page, style, gold_words, usable, size, piece_count;
    char *bytes;
    tt_piece *pieces; /* in order, apart */
} tt_document;

/* Writes all pages of LIST (as of train_main) in all styles. */
void tt_flatten(const char *list, const char *out);

/* The next document of a file; 0 at its end. tt_document_free() what it gives. */
int tt_document_read(FILE *in, tt_document *out);
void tt_document_free(tt_document *document);

#endif
