/*
 * A document as bytes, to be saved and loaded: the text, where it came from, and the rows of its tables, one after another. Words
 * have eight bytes, the lowest first; a string is its length (-1 for NULL) and its bytes; a list is its length and its items.
 */
#ifndef QH_API_IMAGE_H
#define QH_API_IMAGE_H

#include <stdint.h>

#include "base/document.h"

enum { QH_IMAGE_VERSION = 1, QH_IMAGE_WORD = 8, QH_IMAGE_MOST_MAPS = 8 };

static const char QH_IMAGE_MAGIC[QH_IMAGE_WORD] = {'Q', 'U', 'O', 'T', 'H', 'D', 'O', 'C'};

/* The lists of a document in the order in which they are saved; mentions are part of the speakers. */
static const int32_t QH_IMAGE_TABLES[] = {QUOTH_TABLE_BLOCKS,   QUOTH_TABLE_SCRIPTS, QUOTH_TABLE_QUOTES,       QUOTH_TABLE_SPEAKERS,
                                          QUOTH_TABLE_ARTICLES, QUOTH_TABLE_GLUE,    QUOTH_TABLE_MIXED_TOKENS, QUOTH_TABLE_MARKS};
enum { QH_IMAGE_TABLE_COUNT = sizeof QH_IMAGE_TABLES / sizeof *QH_IMAGE_TABLES };

/* The strings of the metadata, in the order of quoth_metadata_field. */
static inline const char **qh_metadata_strings(quoth_metadata *metadata, const char **out[QH_METADATA_FIELDS]) {
    const char **fields[QH_METADATA_FIELDS] = {&metadata->title, &metadata->author,   &metadata->date, &metadata->modified,
                                               &metadata->site,  &metadata->language, &metadata->url,  &metadata->description};
    for (int i = 0; i < QH_METADATA_FIELDS; i++)
        out[i] = fields[i];
    return out[0];
}

#endif
