#include "buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void cli_out_of_memory(void) {
    fputs("quoth: out of memory\n", stderr);
    exit(1);
}

void *cli_allocate(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        cli_out_of_memory();
    return memory;
}

void cli_buffer_reserve(cli_buffer *buffer, size_t more) {
    if (more >= SIZE_MAX / 2 - buffer->size)
        cli_out_of_memory();
    size_t need = buffer->size + more + 1;
    if (need <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity * 2 > need ? buffer->capacity * 2 : need;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes)
        cli_out_of_memory();
    buffer->bytes = bytes;
    buffer->capacity = capacity;
}

void cli_buffer_add(cli_buffer *buffer, const char *bytes, size_t size) {
    cli_buffer_reserve(buffer, size);
    if (size)
        memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void cli_buffer_add_string(cli_buffer *buffer, const char *string) { cli_buffer_add(buffer, string, strlen(string)); }

void cli_buffer_clear(cli_buffer *buffer) { buffer->size = 0; }

void cli_buffer_free(cli_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (cli_buffer){0};
}
