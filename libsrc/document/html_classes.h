/*
 * What the values of class attributes were read as: most of them come again and again on a page. Each value has its place in a
 * table by its hash, and takes it from the one before.
 */
#ifndef QH_DOCUMENT_HTML_CLASSES_H
#define QH_DOCUMENT_HTML_CLASSES_H

#include "base/arena.h"

/* Parts of an entry, each known or not. */
enum qh_html_class_part {
    QH_CLASS_WORDS = 1,  /* html_words.h */
    QH_CLASS_NAMES = 2,  /* html_features.h: names and stems */
    QH_CLASS_FACTS = 4,  /* html_facts.h */
    QH_CLASS_LETTERS = 8 /* a hash of its letters */
};

enum { QH_HTML_CLASSES = 1024, QH_CLASS_STEMS = 24 };

typedef struct qh_html_class {
    const char *value; /* NULL: a free place */
    uint32_t size;
    uint8_t known, stem_count;
    uint32_t words, names, facts, letters;
    uint32_t stems[QH_CLASS_STEMS];
} qh_html_class;

/* An empty table; NULL when there is no memory. */
qh_html_class *qh_html_classes_new(qh_arena *arena);

/* The place of a value, which must stay; with nothing known where it is new. */
qh_html_class *qh_html_class_of(qh_html_class *classes, const char *value, size_t size);

#endif
