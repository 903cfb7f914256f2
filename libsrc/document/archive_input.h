/* The bytes of an archive in their order, from memory or from a caller's function, with a stretch to step back over. */
#ifndef QH_DOCUMENT_ARCHIVE_INPUT_H
#define QH_DOCUMENT_ARCHIVE_INPUT_H

#include <quoth/archive.h>

/* Growable bytes of the caller's allocator, NUL-terminated once there are any. */
typedef struct qh_bytes {
    const quoth_allocator *allocator;
    char *data;
    size_t size, capacity;
} qh_bytes;

/* Room for `more` bytes and a NUL behind the last one; 0 when there is no memory. */
int qh_bytes_reserve(qh_bytes *bytes, size_t more);
void qh_bytes_free(qh_bytes *bytes);

typedef struct qh_archive_input {
    quoth_read_fn read; /* NULL where all lies in memory */
    void *user;
    qh_bytes kept;              /* of what was read */
    const unsigned char *bytes; /* what lies ready */
    size_t size, at;            /* of it; the next byte */
    uint64_t base;              /* place in the file of bytes[0] */
    int ended, failed, no_memory;
} qh_archive_input;

/* At least `want` bytes (at most 64 KB) from the next one on, fewer at the end of the file or after a failure; how many there are.
 */
size_t qh_archive_peek(qh_archive_input *in, size_t want);

static inline uint64_t qh_archive_place(const qh_archive_input *in) { return in->base + in->at; }

/* Makes `place`, or the first byte after it that is still there, the next one. */
void qh_archive_step_back(qh_archive_input *in, uint64_t place);

#endif
