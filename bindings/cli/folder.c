#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input.h"

typedef struct paths {
    char **items;
    size_t count, capacity;
} paths;

static void add(paths *list, const char *folder, const char *name) {
    cli_buffer path = {0};
    size_t size = strlen(folder);
    if (list->count == list->capacity) {
        paths grown = {cli_allocate(list->capacity * 2 + 16, sizeof *grown.items), list->count, list->capacity * 2 + 16};
        if (list->count)
            memcpy(grown.items, list->items, list->count * sizeof *grown.items);
        free(list->items);
        *list = grown;
    }
    cli_buffer_add(&path, folder, size);
    if (*name && size && folder[size - 1] != '/')
        cli_buffer_add(&path, "/", 1);
    cli_buffer_add_string(&path, name);
    list->items[list->count++] = path.bytes;
}

static void free_paths(paths *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
}

/* A link to a folder may lead back to where it stands: only links to files are followed. */
static void sort_in(paths *files, paths *folders, const char *folder, const char *name) {
    struct stat about;
    add(folders, folder, name);
    const char *path = folders->items[folders->count - 1];
    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return;
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
        add(files, folder, name);
    free(folders->items[--folders->count]);
}

static int read_folder(paths *files, paths *folders, const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) {
        cli_complain(folder, strerror(errno));
        return 0;
    }
    for (const struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            sort_in(files, folders, folder, entry->d_name);
    closedir(dir);
    return 1;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int cli_each_file(const char *folder, cli_use_fn use, void *user) {
    static const cli_range all = {0, 0};
    paths files = {0}, folders = {0};
    int good = 1;
    add(&folders, folder, "");
    while (folders.count) {
        char *next = folders.items[--folders.count];
        good &= read_folder(&files, &folders, next);
        free(next);
    }
    if (files.count)
        qsort(files.items, files.count, sizeof *files.items, by_bytes);
    size_t skip = strlen(folder) + (*folder && folder[strlen(folder) - 1] != '/');
    for (size_t i = 0; i < files.count && !ferror(stdout); i++)
        good &= cli_each(files.items[i], files.items[i] + skip, &all, 1, use, user);
    free_paths(&files);
    free_paths(&folders);
    return good;
}
