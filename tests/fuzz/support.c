#include "fuzz.h"

size_t fuzz_splice(uint8_t *data, size_t size, size_t most, size_t at, size_t out, const char *in, size_t in_size) {
    if (at > size)
        at = size;
    if (out > size - at)
        out = size - at;
    if (in_size > most - (size - out))
        in_size = most - (size - out);
    memmove(data + at + in_size, data + at + out, size - at - out);
    if (in_size)
        memcpy(data + at, in, in_size);
    return size - out + in_size;
}

const quoth_engine *fuzz_engine(void) {
    static quoth_engine *engine;
    if (!engine)
        HOLDS(quoth_engine_new(NULL, &engine, NULL) == QUOTH_OK);
    return engine;
}

static int may_refuse(quoth_status status) {
    return status == QUOTH_ERROR_NOT_TEXT || status == QUOTH_ERROR_CHARSET || status == QUOTH_ERROR_MEDIA_TYPE ||
           status == QUOTH_ERROR_ARGUMENT || status == QUOTH_ERROR_LIMIT;
}

quoth_document *fuzz_parse(const void *bytes, size_t size, const quoth_input *input) {
    quoth_document *doc;
    quoth_error err = {0};
    char *copy = fuzz_copy(bytes, size);
    quoth_status status = quoth_parse(fuzz_engine(), copy, size, input, &doc, &err);
    free(copy);
    HOLDS((status == QUOTH_OK) == (doc != NULL));
    HOLDS(err.code == status);
    if (status != QUOTH_OK) {
        HOLDS(may_refuse(status));
        HOLDS(err.message[0] && memchr(err.message, '\0', sizeof err.message));
        HOLDS(fuzz_is_utf8(err.message, strlen(err.message)));
    }
    return doc;
}

/* As table 3-7 of the Unicode Standard says it, and slowly. */
int fuzz_is_utf8(const char *text, size_t size) {
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < size;) {
        size_t more = p[i] < 0x80                    ? 0
                      : p[i] >= 0xC2 && p[i] <= 0xDF ? 1
                      : p[i] >= 0xE0 && p[i] <= 0xEF ? 2
                      : p[i] >= 0xF0 && p[i] <= 0xF4 ? 3
                                                     : 9;
        if (more > 3 || more > size - i - 1)
            return 0;
        for (size_t n = 1; n <= more; n++) {
            unsigned char low = n == 1 && p[i] == 0xE0 ? 0xA0 : n == 1 && p[i] == 0xF0 ? 0x90 : 0x80;
            unsigned char high = n == 1 && p[i] == 0xED ? 0x9F : n == 1 && p[i] == 0xF4 ? 0x8F : 0xBF;
            if (p[i + n] < low || p[i + n] > high)
                return 0;
        }
        i += more + 1;
    }
    return 1;
}

int fuzz_sink_write(void *user, const char *bytes, size_t size) {
    fuzz_sink *sink = user;
    HOLDS(size > 0);
    if (sink->refuse_at && sink->size + size >= sink->refuse_at)
        return 1;
    if (sink->size + size + 1 > sink->room) {
        sink->room = 2 * (sink->size + size + 1);
        sink->bytes = realloc(sink->bytes, sink->room);
        HOLDS(sink->bytes);
    }
    memcpy(sink->bytes + sink->size, bytes, size);
    sink->size += size;
    sink->bytes[sink->size] = '\0';
    return 0;
}
