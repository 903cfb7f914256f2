/* The files that the command line names, those of folders among them. */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

typedef struct cli_file {
    char *path;
    char *name;     /* what it is called in output: in a folder, its path from there on */
    char *problem;  /* why it cannot be read, or NULL */
    uint64_t bytes; /* 0 where that is not known */
    int is_of_folder;
    int is_output; /* the output would go there */
} cli_file;

typedef struct cli_files {
    cli_file *items;
    size_t count, capacity;
    uint64_t bytes;     /* of all */
    struct stat output; /* of the file that the output goes to; st_mode 0: none */
} cli_files;

/*
 * Folders are walked: their files by path, hidden ones left out, and the one that the output goes to (`output`, or standard output for
 * NULL). Named on the command line, that one is a problem.
 */
void cli_files_list(cli_files *files, char *const *paths, size_t count, const char *output);
void cli_files_free(cli_files *files);

#endif
