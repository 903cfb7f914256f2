#include "names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"

/* Where the name is, or where it would be; FNV-1a. */
static char **find(const cli_names *names, const char *name) {
    uint64_t hash = 14695981039346656037u;
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    size_t at = (size_t)hash & (names->capacity - 1);
    while (names->slots[at] && strcmp(names->slots[at], name) != 0)
        at = (at + 1) & (names->capacity - 1);
    return &names->slots[at];
}

static void grow(cli_names *names) {
    cli_names more = {.count = names->count, .capacity = names->capacity ? names->capacity * 2 : 64};
    more.slots = cli_allocate(more.capacity, sizeof *more.slots);
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i])
            *find(&more, names->slots[i]) = names->slots[i];
    free(names->slots);
    *names = more;
}

int cli_names_add(cli_names *names, const char *name) {
    if (2 * names->count >= names->capacity)
        grow(names);
    char **slot = find(names, name);
    if (*slot)
        return 0;
    size_t size = strlen(name) + 1;
    *slot = cli_allocate(size, 1);
    memcpy(*slot, name, size);
    names->count++;
    return 1;
}

void cli_names_free(cli_names *names) {
    for (size_t i = 0; i < names->capacity; i++)
        free(names->slots[i]);
    free(names->slots);
}
