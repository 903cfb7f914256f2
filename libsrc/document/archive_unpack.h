/* Members of an archive (gzip members, Zstandard frames, or plain bytes) -> one window of unpacked bytes. */
#ifndef QH_DOCUMENT_ARCHIVE_UNPACK_H
#define QH_DOCUMENT_ARCHIVE_UNPACK_H

#include "document/archive_input.h"

enum qh_unpack_step {
    QH_UNPACK_MORE,        /* there are more bytes in the window, or a member was opened */
    QH_UNPACK_MEMBER_END,  /* the member is complete */
    QH_UNPACK_END,         /* so is the file */
    QH_UNPACK_DAMAGED,     /* `problem` says what is wrong; qh_unpack_recover() looks for the next member */
    QH_UNPACK_UNSUPPORTED, /* `problem` says why nothing can be read */
    QH_UNPACK_READ_FAILED,
    QH_UNPACK_NO_MEMORY
};

enum qh_member_kind { QH_MEMBER_NONE, QH_MEMBER_PLAIN, QH_MEMBER_GZIP, QH_MEMBER_ZSTD };

typedef struct qh_unpack {
    qh_archive_input in;
    qh_bytes window;
    size_t at;           /* the next unread byte of the window */
    uint64_t base;       /* unpacked bytes before the window */
    uint64_t member;     /* place in the file where the last member begins, or what should be one */
    uint64_t member_at;  /* the same in unpacked bytes */
    uint64_t damaged_at; /* how far the input had been read when the last damage was found */
    int kind;            /* of the open member, QH_MEMBER_NONE where none is */
    int last;            /* of the last member: QH_MEMBER_NONE until one has been opened */
    const char *problem; /* of the step that follows, or of the one before */
    int broken;          /* the next step reports `problem` */
    void *gzip, *zstd;   /* the decoders, made when they are needed */
} qh_unpack;

void qh_unpack_init(qh_unpack *u, const quoth_allocator *allocator);
void qh_unpack_free(qh_unpack *u);

/* Opens the member that begins at the next byte of the input. */
int qh_unpack_open(qh_unpack *u);

/* Adds some bytes of the open member to the window. */
int qh_unpack_more(qh_unpack *u);

/* Goes on behind damage, or behind a member that is given up; 0 when no further one begins. The window is empty then. */
int qh_unpack_recover(qh_unpack *u, int step_back);

/* Drops what has been read from the window, now and then. */
void qh_unpack_forget(qh_unpack *u);

static inline uint64_t qh_unpack_place(const qh_unpack *u) { return u->base + u->at; }

/* Whether a file that begins so is gzip or Zstandard. */
int qh_unpack_knows(const unsigned char *bytes, size_t size);

/*
 * Unpacks gzip, zlib, raw deflate (`kind` 'g', 'd') or Zstandard ('z') from memory into `out`, at most `limit` bytes.
 * QH_UNPACK_END: all of it; QH_UNPACK_MORE: the input breaks off; QH_UNPACK_UNSUPPORTED: it is longer than the limit.
 */
int qh_unpack_all(int kind, const char *bytes, size_t size, size_t limit, qh_bytes *out);

#endif
