/* Names of tags and attributes as numbers, and what the HTML standard says about each. */
#ifndef QH_DOCUMENT_HTML_NAMES_H
#define QH_DOCUMENT_HTML_NAMES_H

#include <string.h>

#include "document/html_names_table.h"

/* One byte more of a name in lower case. */
static inline uint32_t qh_html_hash_step(uint32_t hash, unsigned char byte) { return (hash << 5 | hash >> 27) ^ byte; }

/* QH_TAG_OTHER or QH_ATTR_OTHER when the name is not a known one. */
static inline uint16_t qh_html_tag_of(uint32_t hash, const char *name, size_t size) {
    uint16_t tag = qh_html_tag_places[hash * QH_HTML_TAG_MULTIPLIER >> (32 - QH_HTML_TAG_BITS)];
    const qh_html_known *known = &qh_html_tags[tag];
    return known->size == size && memcmp(known->name, name, size) == 0 ? tag : QH_TAG_OTHER;
}

static inline uint16_t qh_html_attribute_id_of(uint32_t hash, const char *name, size_t size) {
    uint16_t id = qh_html_attribute_places[hash * QH_HTML_ATTR_MULTIPLIER >> (32 - QH_HTML_ATTR_BITS)];
    const qh_html_known *known = &qh_html_attributes[id];
    return known->size == size && memcmp(known->name, name, size) == 0 ? id : QH_ATTR_OTHER;
}

#endif
