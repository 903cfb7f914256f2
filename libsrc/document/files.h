/* The files below a folder, in the order of their paths' bytes; only the folders on the way to the next one are in memory. */
#ifndef QH_DOCUMENT_FILES_H
#define QH_DOCUMENT_FILES_H

#include <quoth/base.h>

typedef struct qh_files qh_files;

enum { QH_FILES_END, QH_FILES_ONE, QH_FILES_UNREADABLE, QH_FILES_NO_MEMORY };

/* `path` is a folder or a file. NULL when there is no memory. */
qh_files *qh_files_new(const quoth_allocator *allocator, const char *path, int is_folder);
void qh_files_free(qh_files *files);

/*
 * On to the next file: QH_FILES_ONE with its path, QH_FILES_UNREADABLE with that of a folder that cannot be read and errno set; the
 * next call goes on behind it. Files whose names begin with a dot are passed over, links to folders are not followed.
 */
int qh_files_next(qh_files *files, const char **path);

/* The path of the last one without the folder in front; of a single file as it was given. */
const char *qh_files_name(const qh_files *files);

#endif
