/* The files that the command line names, those of folders among them. */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stddef.h>
#include <stdint.h>

typedef struct cli_file {
    char *path;
    char *name;     /* what it is called in output: in a folder, its path from there on */
    char *problem;  /* why it cannot be read, or NULL */
    uint64_t bytes; /* 0 where that is not known */
    int is_of_folder;
} cli_file;

typedef struct cli_files {
    cli_file *items;
    size_t count, capacity;
    uint64_t bytes; /* of all */
} cli_files;

/* Folders are walked: their files by path, hidden ones left out. */
void cli_files_list(cli_files *files, char *const *paths, size_t count);
void cli_files_free(cli_files *files);

#endif
