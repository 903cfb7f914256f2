#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buffer.h"

static void *grown(void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    void *more = cli_allocate(*capacity * 2 + 16, size);
    if (count)
        memcpy(more, items, count * size);
    free(items);
    *capacity = *capacity * 2 + 16;
    return more;
}

static char *joined(const char *folder, const char *name) {
    cli_buffer path = {0};
    size_t size = strlen(folder);
    cli_buffer_add(&path, folder, size);
    if (*name && size && folder[size - 1] != '/')
        cli_buffer_add(&path, "/", 1);
    cli_buffer_add_string(&path, name);
    return path.bytes;
}

static cli_file *add(cli_files *files, const char *path, const char *name, const char *problem) {
    files->items = grown(files->items, files->count, &files->capacity, sizeof *files->items);
    cli_file *file = &files->items[files->count++];
    *file = (cli_file){.path = joined(path, ""), .name = joined(name, ""), .problem = problem ? joined(problem, "") : NULL};
    return file;
}

/* Folders that are still to be read. */
typedef struct paths {
    char **items;
    size_t count, capacity;
} paths;

static void push(paths *list, char *path) {
    list->items = grown(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = path;
}

static int is_output(const cli_files *files, const struct stat *about) {
    return S_ISREG(files->output.st_mode) && files->output.st_dev == about->st_dev && files->output.st_ino == about->st_ino;
}

/* A link to a folder may lead back to where it stands: only links to files are followed. */
static void sort_in(cli_files *files, paths *folders, char *path, size_t skip) {
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        push(folders, path);
        return;
    }
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode) && !is_output(files, &about)) {
        cli_file *file = add(files, path, path + skip, NULL);
        file->bytes = (uint64_t)about.st_size;
        file->is_of_folder = 1;
    }
    free(path);
}

static void read_folder(cli_files *files, paths *folders, const char *folder, size_t skip) {
    DIR *dir = opendir(folder);
    if (!dir) {
        add(files, folder, folder, strerror(errno))->is_of_folder = 1;
        return;
    }
    for (const struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            sort_in(files, folders, joined(folder, entry->d_name), skip);
    closedir(dir);
}

static int by_path(const void *a, const void *b) { return strcmp(((const cli_file *)a)->path, ((const cli_file *)b)->path); }

static void add_folder(cli_files *files, const char *folder) {
    paths folders = {0};
    size_t first = files->count, skip = strlen(folder) + (*folder && folder[strlen(folder) - 1] != '/');
    push(&folders, joined(folder, ""));
    while (folders.count) {
        char *next = folders.items[--folders.count];
        read_folder(files, &folders, next, skip);
        free(next);
    }
    free(folders.items);
    if (files->count > first)
        qsort(files->items + first, files->count - first, sizeof *files->items, by_path);
}

static void add_named(cli_files *files, const char *path) {
    struct stat about;
    int is_there = strcmp(path, "-") != 0 && stat(path, &about) == 0;
    if (is_there && S_ISDIR(about.st_mode)) {
        add_folder(files, path);
        return;
    }
    int is_own = is_there && is_output(files, &about);
    cli_file *file = add(files, path, path, is_own ? "is the output too" : NULL);
    file->is_output = is_own;
    file->bytes = is_there && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
}

void cli_files_list(cli_files *files, char *const *named, size_t count, const char *output) {
    *files = (cli_files){0};
    if ((output ? stat(output, &files->output) : fstat(STDOUT_FILENO, &files->output)) != 0)
        files->output.st_mode = 0;
    for (size_t i = 0; i < count; i++)
        add_named(files, named[i]);
    for (size_t i = 0; i < files->count; i++)
        files->bytes += files->items[i].bytes;
}

void cli_files_free(cli_files *files) {
    for (size_t i = 0; i < files->count; i++) {
        free(files->items[i].path);
        free(files->items[i].name);
        free(files->items[i].problem);
    }
    free(files->items);
}
