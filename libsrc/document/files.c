#define _POSIX_C_SOURCE 200809L /* lstat */
#define _FILE_OFFSET_BITS 64

#include "document/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/vec.h"
#include "document/archive_input.h"

typedef struct entry {
    const char *name; /* a folder's ends in a slash: so it is sorted, too */
    int is_folder;
} entry;

/* A folder that is being read. */
typedef struct level {
    qh_arena arena;
    QH_VEC(entry) entries;
    size_t next;
    size_t path; /* bytes of its path, slash included */
} level;

struct qh_files {
    qh_arena arena;
    qh_bytes path;
    size_t root; /* bytes in front of names */
    int single, begun;
    QH_VEC(level) levels; /* count is the depth */
};

qh_files *qh_files_new(const quoth_allocator *allocator, const char *path, int is_folder) {
    qh_arena arena;
    qh_arena_init(&arena, allocator);
    qh_files *files = qh_arena_zalloc(&arena, 1, sizeof *files);
    if (!files)
        return NULL;
    files->arena = arena;
    files->path.allocator = &files->arena.allocator;
    files->single = !is_folder;
    size_t size = strlen(path);
    if (!qh_bytes_reserve(&files->path, size + 1)) {
        qh_files_free(files);
        return NULL;
    }
    memcpy(files->path.data, path, size);
    if (is_folder && size && path[size - 1] != '/')
        files->path.data[size++] = '/';
    files->path.data[size] = '\0';
    files->path.size = size;
    files->root = is_folder ? size : 0;
    return files;
}

static void leave(qh_files *files) { qh_arena_free(&files->levels.items[--files->levels.count].arena); }

void qh_files_free(qh_files *files) {
    if (!files)
        return;
    while (files->levels.count)
        leave(files);
    qh_bytes_free(&files->path);
    qh_arena arena = files->arena;
    qh_arena_free(&arena);
}

/* The path of the folder at `depth` with a name behind it. 0 when there is no memory. */
static int set_path(qh_files *files, size_t folder, const char *name) {
    size_t size = strlen(name);
    files->path.size = folder;
    if (!qh_bytes_reserve(&files->path, size))
        return 0;
    memcpy(files->path.data + folder, name, size + 1);
    files->path.size += size;
    return 1;
}

/* What a path leads to: a link to a folder may lead back to where it stands. */
enum { IS_NEITHER, IS_FILE, IS_FOLDER };
static int kind_of(const char *path) {
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return IS_FOLDER;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? IS_FILE : IS_NEITHER;
}

static int add_entry(qh_files *files, level *l, const char *name) {
    if (*name == '.')
        return 1;
    if (!set_path(files, l->path, name))
        return 0;
    int kind = kind_of(files->path.data);
    if (kind == IS_NEITHER)
        return 1;
    size_t size = strlen(name);
    char *copy = qh_arena_alloc(&l->arena, size + 2);
    entry *e = copy ? qh_vec_push(&l->arena, &l->entries) : NULL;
    if (!e)
        return 0;
    memcpy(copy, name, size);
    memcpy(copy + size, kind == IS_FOLDER ? "/" : "", kind == IS_FOLDER ? 2 : 1);
    *e = (entry){copy, kind == IS_FOLDER};
    return 1;
}

static int by_bytes(const void *a, const void *b) { return strcmp(((const entry *)a)->name, ((const entry *)b)->name); }

/* Reads the folder that the path names. */
static int enter(qh_files *files) {
    DIR *dir = opendir(files->path.size ? files->path.data : ".");
    if (!dir)
        return QH_FILES_UNREADABLE;
    level *l = qh_vec_push(&files->arena, &files->levels);
    if (!l) {
        closedir(dir);
        return QH_FILES_NO_MEMORY;
    }
    *l = (level){.path = files->path.size};
    qh_arena_init(&l->arena, &files->arena.allocator);
    int good = 1;
    for (const struct dirent *e; good && (e = readdir(dir));)
        good = add_entry(files, l, e->d_name);
    closedir(dir);
    if (l->entries.count)
        qsort(l->entries.items, l->entries.count, sizeof *l->entries.items, by_bytes);
    return good ? QH_FILES_ONE : QH_FILES_NO_MEMORY;
}

int qh_files_next(qh_files *files, const char **path) {
    int begun = files->begun;
    files->begun = 1;
    *path = files->path.data;
    if (files->single)
        return begun ? QH_FILES_END : QH_FILES_ONE;
    int step = begun ? QH_FILES_ONE : enter(files);
    if (step != QH_FILES_ONE)
        return step;
    while (files->levels.count) {
        level *l = &files->levels.items[files->levels.count - 1];
        if (l->next == l->entries.count) {
            leave(files);
            continue;
        }
        const entry *e = &l->entries.items[l->next++];
        if (!set_path(files, l->path, e->name))
            return QH_FILES_NO_MEMORY;
        *path = files->path.data;
        step = e->is_folder ? enter(files) : QH_FILES_ONE;
        if (step != QH_FILES_ONE || !e->is_folder)
            return step;
    }
    return QH_FILES_END;
}

const char *qh_files_name(const qh_files *files) { return files->path.data + files->root; }
