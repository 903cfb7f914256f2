/* Fields of the rows of packed tables. */
#ifndef QUOTH_LAYOUT_H
#define QUOTH_LAYOUT_H

#include <stdint.h>

typedef enum flat_kind {
    FLAT_END_OF_ROW,
    FLAT_START,
    FLAT_END,
    FLAT_SPAN,
    FLAT_BYTES,
    FLAT_INDEX,
    FLAT_INTEGER,
    FLAT_FLAG,
    FLAT_ENUMERATOR,
    FLAT_NUMBER,
    FLAT_TEXT,
    FLAT_CODE,
    FLAT_CODES,
    FLAT_SPANS,
    FLAT_TEXTS,
    FLAT_SHARES
} flat_kind;

typedef struct flat_field {
    const char *name;
    flat_kind kind;
    const char *(*value_name)(int32_t value);
} flat_field;

/* Ended by FLAT_END_OF_ROW; NULL for what is no table. */
const flat_field *flat_layout(int32_t table);

/* Words of 8 bytes that a field takes in a row, and an item in its list. */
int32_t flat_words(flat_kind kind);
int32_t flat_item_words(flat_kind kind);

#endif
