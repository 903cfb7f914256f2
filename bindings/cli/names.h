/* A set of names. */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include <stddef.h>

typedef struct cli_names {
    char **slots; /* NULL where one is free */
    size_t count, capacity;
} cli_names;

/* 0 when the name is there already. */
int cli_names_add(cli_names *names, const char *name);
void cli_names_free(cli_names *names);

#endif
