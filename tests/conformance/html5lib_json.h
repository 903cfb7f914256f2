/* JSON strings on the standard output. */
#ifndef HTML5LIB_JSON_H
#define HTML5LIB_JSON_H

#include <stdio.h>

static inline void json_part(const char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c == 0x7F)
            printf("\\u%04x", c);
        else if (c == '"' || c == '\\')
            printf("\\%c", c);
        else
            putchar(c);
    }
}

#endif
