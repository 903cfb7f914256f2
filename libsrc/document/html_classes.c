#include "document/html_classes.h"

#include <string.h>

#include "text/eight.h"

qh_html_class *qh_html_classes_new(qh_arena *arena) {
    qh_html_class *classes = qh_arena_alloc(arena, QH_HTML_CLASSES * sizeof *classes);
    for (size_t i = 0; classes && i < QH_HTML_CLASSES; i++)
        classes[i].value = NULL;
    return classes;
}

static uint64_t add(uint64_t hash, uint64_t eight) {
    hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t hash_of(const char *value, size_t size) {
    uint64_t hash = size, rest = 0;
    for (; size >= 8; size -= 8, value += 8)
        hash = add(hash, qh_eight_at(value));
    while (size)
        rest = rest << 8 | (unsigned char)value[--size];
    return add(hash, rest);
}

qh_html_class *qh_html_class_of(qh_html_class *classes, const char *value, size_t size) {
    qh_html_class *class = &classes[hash_of(value, size) % QH_HTML_CLASSES];
    if (class->value && class->size == size && !memcmp(class->value, value, size))
        return class;
    class->value = value;
    class->size = (uint32_t)size;
    class->known = 0;
    return class;
}
