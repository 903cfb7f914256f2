#include "document/archive_input.h"

#include <string.h>

enum { PIECE = 64 * 1024, KEEP = 256 * 1024, ROOM = KEEP * 2 };

static int grow(qh_bytes *bytes, size_t capacity) {
    char *data = bytes->allocator->allocate(bytes->allocator->user, capacity);
    if (!data)
        return 0;
    if (bytes->size)
        memcpy(data, bytes->data, bytes->size);
    if (bytes->data)
        bytes->allocator->release(bytes->allocator->user, bytes->data, bytes->capacity);
    bytes->data = data;
    bytes->capacity = capacity;
    return 1;
}

int qh_bytes_reserve(qh_bytes *bytes, size_t more) {
    if (more >= SIZE_MAX / 2 - bytes->size)
        return 0;
    size_t need = bytes->size + more + 1;
    return need <= bytes->capacity || grow(bytes, need > bytes->capacity * 2 ? need : bytes->capacity * 2);
}

void qh_bytes_free(qh_bytes *bytes) {
    if (bytes->data)
        bytes->allocator->release(bytes->allocator->user, bytes->data, bytes->capacity);
    bytes->data = NULL;
    bytes->size = bytes->capacity = 0;
}

/* What lies further back than a step back can reach makes room. */
static void forget(qh_archive_input *in) {
    if (in->at <= KEEP || in->kept.size + PIECE < ROOM)
        return;
    size_t gone = in->at - KEEP;
    in->kept.size -= gone;
    memmove(in->kept.data, in->kept.data + gone, in->kept.size);
    in->at -= gone;
    in->base += gone;
}

static int read_more(qh_archive_input *in) {
    if (!in->read || in->ended || in->failed || in->no_memory)
        return 0;
    size_t got = 0;
    forget(in);
    if (!qh_bytes_reserve(&in->kept, PIECE)) {
        in->no_memory = 1;
    } else if (in->read(in->user, in->kept.data + in->kept.size, PIECE, &got) != 0 || got > PIECE) {
        in->failed = 1;
        got = 0;
    } else if (!got) {
        in->ended = 1;
    }
    in->kept.size += got;
    in->bytes = (const unsigned char *)in->kept.data;
    in->size = in->kept.size;
    return got != 0;
}

size_t qh_archive_peek(qh_archive_input *in, size_t want) {
    while (in->size - in->at < want && read_more(in))
        continue;
    return in->size - in->at;
}

void qh_archive_step_back(qh_archive_input *in, uint64_t place) {
    if (place < qh_archive_place(in))
        in->at = place > in->base ? (size_t)(place - in->base) : 0;
}
