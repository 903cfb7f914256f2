#include "document/html_classes.h"

#include <string.h>

#include "text/eight.h"

qh_html_class *qh_html_classes_new(qh_arena *arena) {
    qh_html_class *classes = qh_arena_alloc(arena, QH_HTML_CLASSES * sizeof *classes);
    for (size_t i = 0; classes && i < QH_HTML_CLASSES; i++)
        classes[i].value = NULL;
    return classes;
}

qh_html_class *qh_html_class_of(qh_html_class *classes, const char *value, size_t size) {
    qh_html_class *class = &classes[qh_eight_hash(0, value, size) % QH_HTML_CLASSES];
    if (class->value && class->size == size && !memcmp(class->value, value, size))
        return class;
    class->value = value;
    class->size = (uint32_t)size;
    class->known = 0;
    return class;
}
