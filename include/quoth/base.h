/**
 * @file base.h
 * Status codes, error detail, spans, the allocator and the versions: what every other header stands on.
 */
#ifndef QUOTH_BASE_H
#define QUOTH_BASE_H

#include <stddef.h>
#include <stdint.h>

/**
 * @def QUOTH_API
 * Marks what the library exports. Since: 0.1.
 */
#if defined(_WIN32)
#define QUOTH_API
#elif defined(__GNUC__)
#define QUOTH_API __attribute__((visibility("default")))
#else
#define QUOTH_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** The version of these headers: major * 10000 + minor * 100 + patch. quoth_version_number() is that of the library. Since: 0.1. */
#define QUOTH_VERSION_NUMBER 100

/** Outcome of every call that can fail: 0, or a negative code that keeps its number for ever. Since: 0.1. */
typedef enum quoth_status {
    QUOTH_OK = 0,                 /**< It worked; a quoth_error is left as it was. */
    QUOTH_ERROR_ARGUMENT = -1,    /**< An argument breaks its documented rule. */
    QUOTH_ERROR_MEMORY = -2,      /**< The allocator returned NULL; nothing is left allocated. */
    QUOTH_ERROR_LIMIT = -3,       /**< A limit of the engine was passed; the message names it. */
    QUOTH_ERROR_CHARSET = -4,     /**< The declared character encoding is unknown. */
    QUOTH_ERROR_NOT_TEXT = -5,    /**< The bytes are no text in any encoding (an image, an archive, a program). */
    QUOTH_ERROR_MEDIA_TYPE = -6,  /**< No reader for the declared media type. */
    QUOTH_ERROR_MODEL = -7,       /**< A model file or language pack is damaged or of another version. */
    QUOTH_ERROR_CANCELLED = -8,   /**< The caller's cancellation function said stop. */
    QUOTH_ERROR_WRITE = -9,       /**< The caller's write function refused output. */
    QUOTH_ERROR_READ = -10,       /**< The caller's read function failed. */
    QUOTH_ERROR_DAMAGED = -11     /**< A record of an archive is damaged; the archive goes on behind it. */
} quoth_status;

/**
 * Detail of a failure, owned by the caller; exactly 256 bytes for ever. Pass NULL where the code is enough.
 * It is written only when a call fails. Since: 0.1.
 */
typedef struct quoth_error {
    int32_t code;                               /**< A quoth_status. */
    int32_t reserved;                           /**< 0. */
    size_t offset;                              /**< Byte of the input it is about, 0 where it is about none. */
    char message[256 - 8 - sizeof(size_t)];     /**< One English sentence without final stop, NUL-terminated UTF-8. */
} quoth_error;

/** Half-open stretch [start, end) of quoth_document_text() in UTF-8 bytes; start == end means "none". Since: 0.1. */
typedef struct quoth_span {
    size_t start; /**< First byte. */
    size_t end;   /**< Byte after the last. */
} quoth_span;

/**
 * The caller's memory functions, one set per engine. Both must be callable from any thread that uses the engine. Since: 0.1.
 */
typedef struct quoth_allocator {
    void *user;                                           /**< Handed back to both functions. */
    void *(*allocate)(void *user, size_t size);           /**< As malloc(size), size > 0; NULL when there is no memory. */
    void (*release)(void *user, void *memory, size_t size); /**< Frees what allocate(user, size) returned. */
} quoth_allocator;

/**
 * The English name of a status, for example "QUOTH_ERROR_LIMIT".
 *
 * @param status Any number.
 * @return A static string, never NULL; "unknown status" for what is none.
 * Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_status_name(int32_t status);

/**
 * The version of the linked library, "MAJOR.MINOR.PATCH".
 *
 * @return A static string. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_version(void);

/**
 * The version of the linked library as a number that can be compared: major * 10000 + minor * 100 + patch. It may be newer than the
 * QUOTH_VERSION_NUMBER that a program was compiled with.
 *
 * @return 100 for 0.1.0. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API int32_t quoth_version_number(void);

/**
 * The models that are built in, each with the checksum of its file: "language 0a1b2c3d, main 4e5f6071". Results may differ where it
 * differs. More models may come.
 *
 * @return A static string. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_model_version(void);

/**
 * The version of the Unicode character properties in use, for example "15.0".
 *
 * @return A static string. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API const char *quoth_unicode_version(void);

#ifdef __cplusplus
}
#endif
#endif
