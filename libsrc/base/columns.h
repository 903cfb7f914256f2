/* What the tables of a document are made of: packing, Arrow and saved documents go through records by it. */
#ifndef QH_BASE_COLUMNS_H
#define QH_BASE_COLUMNS_H

#include <quoth/quoth.h>

typedef enum qh_column_kind {
    QH_OFFSET,        /* size_t, a byte of the text */
    QH_SPAN,          /* quoth_span */
    QH_SOURCE,        /* computed: bytes of the input that the row's start and end came from */
    QH_INDEX,         /* int32_t, -1 for none */
    QH_INT,           /* int32_t */
    QH_FLAG,          /* int32_t, 0 or 1 */
    QH_ENUM,          /* int32_t, with names */
    QH_NUMBER,        /* double */
    QH_TEXT,          /* const char *, NULL for unknown */
    QH_CODE,          /* char[8] */
    QH_CODES,         /* char[][8], counted by an int32_t */
    QH_SPANS,         /* const quoth_span *, counted by a size_t */
    QH_TEXTS,         /* const char *const *, counted by a size_t */
    QH_SHARES,        /* const quoth_script_share *, counted by a size_t */
    QH_ROW,           /* from here on for readers of Arrow only: the number of the row */
    QH_CONTENT,       /* the text from start to end */
    QH_SPAN_CONTENT,  /* the text of a quoth_span */
    QH_PARTS_CONTENT, /* the text of a list of spans, joined by a space */
    QH_SPEAKER_NAME   /* the name of the speaker whose index an int32_t is */
} qh_column_kind;

typedef struct qh_column {
    const char *name;
    const char *words[2];               /* names of its words in a packed row */
    const char *(*value_name)(int32_t); /* QH_ENUM */
    size_t at, count_at;                /* places in the record */
    qh_column_kind kind;
    int32_t target; /* QH_INDEX: the table it points into, -1 for none; QH_ENUM: -1 where that stands for "none" */
} qh_column;

/* Goes through the rows of a table. */
typedef struct qh_rows {
    const quoth_document *doc;
    size_t next;
    size_t speaker, mention;
    struct qh_mention_row {
        int32_t speaker;
        size_t start, end;
    } row;
} qh_rows;

typedef struct qh_table {
    const char *name;
    const qh_column *columns;
    size_t column_count;
    size_t record_size;
    size_t start_at, end_at; /* where a record has its bounds */
    size_t (*row_count)(const quoth_document *doc);
    const void *(*next_row)(qh_rows *rows); /* called row_count times at most */
} qh_table;

/* NULL for what is no table. */
const qh_table *qh_table_of(int32_t table);

/* Words of a packed row that the column takes. */
size_t qh_column_words(const qh_column *column);

#endif
