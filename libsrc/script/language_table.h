/* The numbers of the language model, where they lie in the file. */
#ifndef QH_SCRIPT_LANGUAGE_TABLE_H
#define QH_SCRIPT_LANGUAGE_TABLE_H

#include "model/model.h"
#include "script/language_features.h"

/* How sure a difference of evidence makes, by the letters that were read. */
enum { QH_LENGTHS = 8 };

typedef struct qh_language_table {
    const uint8_t *chars; /* QH_LANGUAGE_CHARS of 2 bytes */
    const uint8_t *table; /* buckets of QH_BUCKET bytes */
    const uint8_t *codes; /* by group QH_CODES of 2 bytes: a language's number in the group, the evidence for it */
    const uint8_t *heats; /* 2 bytes by group and length: e-folds for 65536 units of evidence */
    uint32_t buckets;
    void (*visit)(void *context, uint32_t group, const uint64_t *features, size_t count); /* the trainer's; NULL in the library */
    void *context;
} qh_language_table;

/* Evidence by language of a group. */
enum { QH_EVIDENCE_LANES = 64 };
typedef struct qh_evidence {
    uint32_t sums[QH_EVIDENCE_LANES];
} qh_evidence;

/* 0 when the model has not all that is needed; does not read the tables themselves. */
int qh_language_table_of(const qh_model *model, qh_language_table *out);

/* The embedded model. */
qh_language_table qh_language_embedded(void);

/* 0 when a bucket's features need more room than it has, or a code means no language; reads all of them. */
int qh_language_table_fits(const qh_language_table *table);

/* Adds what the table knows of features of the group's, at most QH_WORD_FEATURES. */
void qh_evidence_add(const qh_language_table *table, uint32_t group, const uint64_t *features, size_t count, qh_evidence *e);

/* Which length the letters fall into. */
size_t qh_language_length(uint32_t letters);

#endif
