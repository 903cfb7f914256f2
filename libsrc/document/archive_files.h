/* The records of a file, or of all files below a folder, one archive after the other. */
#ifndef QH_DOCUMENT_ARCHIVE_FILES_H
#define QH_DOCUMENT_ARCHIVE_FILES_H

#include <stdio.h>

#include "document/archive.h"
#include "document/files.h"

struct qh_archive_files {
    qh_files *files;
    FILE *file;                /* of `open` */
    quoth_archive *open;       /* or NULL between two files */
    quoth_archive_counts done; /* of the files before */
    int ended;
};

/* The allocator of `options`, which are complete, is copied. */
quoth_status qh_archive_open_path(const quoth_archive_options *options, const char *path, quoth_archive **out, quoth_error *err);

quoth_status qh_archive_files_next(quoth_archive *archive, const quoth_record **out, quoth_error *err);
void qh_archive_files_close(quoth_archive *archive);

#endif
