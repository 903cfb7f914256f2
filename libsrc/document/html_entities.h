/* Named character references, sorted by the bytes of their names. */
#ifndef QH_DOCUMENT_HTML_ENTITIES_H
#define QH_DOCUMENT_HTML_ENTITIES_H

#include <stdint.h>

typedef struct qh_html_entity {
    uint16_t name; /* where it starts in qh_html_entity_names[] */
    uint8_t name_size, size;
    char bytes[6];
} qh_html_entity;

extern const char qh_html_entity_names[][120]; /* one after the other, without bounds */
extern const qh_html_entity qh_html_entities[];

/* The first entity whose name starts with 'A' + i or a later letter. */
extern const uint16_t qh_html_entity_initials['z' - 'A' + 2];

#endif
