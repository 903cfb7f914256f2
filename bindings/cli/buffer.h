/* Growable bytes. Without memory the command has nothing left to say: these end it with a sentence and status 1. */
#ifndef CLI_BUFFER_H
#define CLI_BUFFER_H

#include <stddef.h>

typedef struct cli_buffer {
    char *bytes; /* NUL-terminated once something was added */
    size_t size, capacity;
} cli_buffer;

_Noreturn void cli_out_of_memory(void);
void *cli_allocate(size_t count, size_t size); /* cleared, never NULL */

void cli_buffer_reserve(cli_buffer *buffer, size_t more);
void cli_buffer_add(cli_buffer *buffer, const char *bytes, size_t size);
void cli_buffer_add_string(cli_buffer *buffer, const char *string);
void cli_buffer_clear(cli_buffer *buffer); /* keeps the memory */
void cli_buffer_free(cli_buffer *buffer);

#endif
