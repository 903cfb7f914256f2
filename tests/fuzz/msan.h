/*
 * MemorySanitizer does not see what libraries write that were built without it: what ICU, zlib and Zstandard give back is said to
 * be written here. Included in front of the files that call them where QUOTH_SANITIZE is memory, and by nothing else.
 */
#ifndef TESTS_FUZZ_MSAN_H
#define TESTS_FUZZ_MSAN_H

#include <sanitizer/msan_interface.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/uspoof.h>
#include <zlib.h>
#include <zstd.h>

/* ICU reads in functions of the C library, which are checked, what it wrote itself, which is not seen. */
static inline UBreakIterator *msan_open(UBreakIteratorType type, const char *locale, UErrorCode *status) {
    __msan_scoped_disable_interceptor_checks();
    UBreakIterator *iterator = (ubrk_open)(type, locale, NULL, 0, status);
    __msan_scoped_enable_interceptor_checks();
    return iterator;
}

static inline int32_t msan_following(UBreakIterator *iterator, int32_t at) {
    __msan_scoped_disable_interceptor_checks();
    int32_t next = (ubrk_following)(iterator, at);
    __msan_scoped_enable_interceptor_checks();
    return next;
}

/* ICU calls back from code that does not pass on what is written. */
static UConverterToUCallback msan_callback_wanted;

__attribute__((no_sanitize("memory"), unused)) static void msan_callback(const void *context, UConverterToUnicodeArgs *args,
                                                                         const char *bytes, int32_t length,
                                                                         UConverterCallbackReason reason, UErrorCode *status) {
    __msan_unpoison(args, sizeof *args);
    __msan_unpoison(status, sizeof *status);
    msan_callback_wanted(context, args, bytes, length, reason, status);
}

static inline void msan_setToUCallBack(UConverter *icu, UConverterToUCallback wanted, const void *context,
                                       UConverterToUCallback *old, const void **old_context, UErrorCode *status) {
    msan_callback_wanted = wanted;
    (ucnv_setToUCallBack)(icu, msan_callback, context, old, old_context, status);
}

static inline void msan_toUnicode(UConverter *icu, UChar **target, const UChar *limit, const char **source, const char *end,
                                  int32_t *offsets, UBool flush, UErrorCode *status) {
    UChar *from = *target;
    (ucnv_toUnicode)(icu, target, limit, source, end, offsets, flush, status);
    __msan_unpoison(target, sizeof *target);
    __msan_unpoison(source, sizeof *source);
    __msan_unpoison(from, (size_t)(*target - from) * sizeof *from);
    if (offsets)
        __msan_unpoison(offsets, (size_t)(*target - from) * sizeof *offsets);
}

static inline int32_t msan_toUChars(UConverter *icu, UChar *to, int32_t room, const char *bytes, int32_t size, UErrorCode *status) {
    int32_t length = (ucnv_toUChars)(icu, to, room, bytes, size, status);
    __msan_unpoison(to, (size_t)room * sizeof *to);
    return length;
}

static inline int32_t msan_getSkeletonUTF8(const USpoofChecker *checker, uint32_t type, const char *text, int32_t size, char *to,
                                           int32_t room, UErrorCode *status) {
    int32_t length = (uspoof_getSkeletonUTF8)(checker, type, text, size, to, room, status);
    __msan_unpoison(to, (size_t)(length < room ? length + 1 : room));
    return length;
}

static inline int msan_wrote(z_stream *z, const Bytef *from, int result) {
    __msan_unpoison(z, sizeof *z);
    if (z->next_out)
        __msan_unpoison(from, (size_t)(z->next_out - from));
    return result;
}

static inline int msan_inflate(z_stream *z, int flush) {
    const Bytef *from = z->next_out;
    return msan_wrote(z, from, (inflate)(z, flush));
}

static inline int msan_deflate(z_stream *z, int flush) {
    const Bytef *from = z->next_out;
    return msan_wrote(z, from, (deflate)(z, flush));
}

static inline size_t msan_decompressStream(ZSTD_DCtx *context, ZSTD_outBuffer *out, ZSTD_inBuffer *in) {
    size_t from = out->pos, left = (ZSTD_decompressStream)(context, out, in);
    __msan_unpoison(out, sizeof *out);
    __msan_unpoison(in, sizeof *in);
    __msan_unpoison((char *)out->dst + from, out->pos - from);
    return left;
}

static inline size_t msan_compress(void *to, size_t room, const void *bytes, size_t size, int level) {
    size_t length = (ZSTD_compress)(to, room, bytes, size, level);
    if (!(ZSTD_isError)(length))
        __msan_unpoison(to, length);
    return length;
}

#undef ubrk_open
#undef ubrk_following
#undef ucnv_setToUCallBack
#undef ucnv_toUnicode
#undef ucnv_toUChars
#undef uspoof_getSkeletonUTF8
#define ubrk_open(type, locale, text, length, status) msan_open(type, locale, status)
#define ubrk_following msan_following
#define ucnv_setToUCallBack msan_setToUCallBack
#define ucnv_toUnicode msan_toUnicode
#define ucnv_toUChars msan_toUChars
#define uspoof_getSkeletonUTF8 msan_getSkeletonUTF8
#define inflate msan_inflate
#define deflate msan_deflate
#define ZSTD_decompressStream msan_decompressStream
#define ZSTD_compress msan_compress

#endif
