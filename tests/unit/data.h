/* The project's data sets, which lie outside the repository. */
#ifndef QH_TESTS_DATA_H
#define QH_TESTS_DATA_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file of $QUOTH_DATA or, without that, of shared/data beside the repository; NULL when it is not there. */
static inline FILE *open_data(const char *name) {
    char path[4096] = __FILE__; /* ROOT/tests/unit/data.h */
    const char *folder = getenv("QUOTH_DATA");
    if (folder) {
        snprintf(path, sizeof path, "%s/%s", folder, name);
        return fopen(path, "rb");
    }
    for (int up = 0; up < 4; up++) {
        char *slash = strrchr(path, '/');
        if (!slash)
            return NULL;
        *slash = 0;
    }
    size_t used = strlen(path);
    snprintf(path + used, sizeof path - used, "/shared/data/%s", name);
    return fopen(path, "rb");
}

#endif
