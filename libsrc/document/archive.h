/* Archives, record by record: see include/quoth/archive.h. */
#ifndef QH_DOCUMENT_ARCHIVE_H
#define QH_DOCUMENT_ARCHIVE_H

#include "document/archive_http.h"
#include "document/archive_unpack.h"

struct quoth_archive {
    quoth_allocator allocator;
    quoth_archive_options options; /* defaults filled in */
    qh_unpack unpack;
    qh_bytes bodies[2];   /* of payloads that were encoded */
    int format;           /* of the file: 0 until it has been looked at */
    int recover;          /* what has to be done before the next record can be read */
    int packed_each;      /* a record had a member of its own: so will the others */
    quoth_error why;      /* the failure that ended the archive; its code is 0 where none did */
    char *patched, patch; /* the byte that a NUL was written over, and what it was */
    quoth_record record;
    quoth_archive_counts counts;
    struct qh_archive_files *files; /* archive_files.h: it is all files of a path, or NULL */
};

/* `options` are complete; the allocator is copied. NULL when there is no memory. */
quoth_archive *qh_archive_new(const quoth_archive_options *options);
void qh_archive_free(quoth_archive *archive);

quoth_status qh_archive_next(quoth_archive *archive, const quoth_record **out, quoth_error *err);

/* Whether there may be more after a failure. */
int qh_archive_goes_on(const quoth_archive *archive);

/* Whether a file that begins so is an archive. */
int qh_archive_looks(const void *bytes, size_t size);

/* The media type that a payload is read as: NULL where it has to be guessed. */
const char *qh_reader_type(const char *media_type);

#endif
