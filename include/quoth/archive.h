/**
 * @file archive.h
 * Archives: WARC and WET files record by record, gzip and Zstandard files, folders of all of them, read as streams.
 *
 * @code
 * quoth_archive *archive;
 * const quoth_record *record;
 * quoth_error err = {0};
 * quoth_status status = quoth_archive_open_path(NULL, "crawl/", &archive, &err);
 * while (status == QUOTH_OK) {
 *     status = quoth_archive_next(archive, &record, &err);
 *     if (status == QUOTH_OK && !record)
 *         break;
 *     if (status == QUOTH_OK) {
 *         quoth_input input = QUOTH_INPUT_INIT;
 *         quoth_record_input(record, &input);
 *         quoth_parse(engine, record->bytes, record->size, &input, &doc, &err);
 *     } else if (quoth_archive_goes_on(archive)) {
 *         fprintf(stderr, "byte %zu: %s\n", err.offset, err.message);
 *         status = QUOTH_OK;
 *     }
 * }
 * quoth_archive_close(archive);
 * @endcode
 *
 * What is read: WARC 1.0 and 1.1 (WET files are WARC files of conversion records), plain, with one gzip member or Zstandard frame a
 * record as Common Crawl has them, or compressed as a whole; and any other gzip, Zstandard or plain file, which is one record of type "file".
 *
 * Workers share an archive by its bytes: a worker that gets [offset, end) positions its reader at `offset`, sets `offset`, `end` and `split`
 * in the options, and may read on behind `end`; each record goes to the worker in whose stretch it begins. A single record, as a CDX
 * index names it, is a stretch of its offset and length.
 */
#ifndef QUOTH_ARCHIVE_H
#define QUOTH_ARCHIVE_H

#include <quoth/base.h>
#include <quoth/engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reader of one archive, for one thread at a time. Since: 0.1. */
typedef struct quoth_archive quoth_archive;

/**
 * Gives bytes of the archive in their order.
 *
 * @param      user   What was given beside it.
 * @param[out] buffer Where they go.
 * @param      size   Room for them, > 0.
 * @param[out] got    How many were written, 0 at the end of the file.
 * @return 0 to go on; anything else ends the archive with QUOTH_ERROR_READ. Since: 0.1.
 */
typedef int (*quoth_read_fn)(void *user, char *buffer, size_t size, size_t *got);

/** Options of an archive; initialise with QUOTH_ARCHIVE_OPTIONS_INIT. Read while it is opened only. Since: 0.1. */
typedef struct quoth_archive_options {
    size_t struct_size;               /**< sizeof(quoth_archive_options), set by the macro. */
    const quoth_allocator *allocator; /**< Copied; NULL is malloc and free. Zstandard's own window always comes from malloc. */
    size_t max_record_bytes;          /**< Longest record in bytes, unpacked; 0 is 64 MiB. Longer ones are reported and passed over. */
    uint64_t offset;                  /**< Place in the file of the first byte that is given; all places count from it. */
    uint64_t end;                     /**< Records that begin here or later are not read; 0 is the end of the file. */
    int32_t split;                    /**< Non-zero: the first byte may lie inside a record, which is passed over; the file is a WARC. */
    int32_t reserved;                 /**< 0. */
} quoth_archive_options;

/** Value of a quoth_archive_options with which every field has its default. Since: 0.1. */
#define QUOTH_ARCHIVE_OPTIONS_INIT { sizeof(quoth_archive_options), NULL, 0, 0, 0, 0, 0 }

/**
 * One record that may become a document. It and its strings live until the next call for its archive; strings are NULL where the
 * record says nothing. Since: 0.1.
 */
typedef struct quoth_record {
    const char *type;       /**< "response", "resource", "conversion"; "file" where the archive is no WARC. */
    const char *id;         /**< WARC-Record-ID as it stands ("<urn:uuid:…>"). */
    const char *url;        /**< WARC-Target-URI. */
    const char *date;       /**< WARC-Date, ISO 8601. */
    const char *media_type; /**< Of the payload, lower-case, without parameters: as HTTP or the record says it. */
    const char *charset;    /**< The media type's charset parameter. */
    const char *truncated;  /**< WARC-Truncated ("length", "time", …); "unspecified" where the payload breaks off without saying so. */
    const char *bytes;      /**< The payload: without HTTP header, chunks and content encoding. NUL-terminated; may hold NULs. */
    size_t size;            /**< Bytes of it. */
    uint64_t offset;        /**< Place in the file of the record, or of the gzip member or Zstandard frame that it begins in. */
    uint64_t length;        /**< Bytes of the file that hold this record and nothing else, from `offset` on; 0 where it shares them. */
    int32_t http_status;    /**< Status code of the HTTP response; 0 where there is none. */
    int32_t reserved;       /**< 0. */
    const char *name;       /**< quoth_archive_open_path(): the file, its path below the folder; else NULL. */
} quoth_record;

/** What was found in an archive so far. Since: 0.1. */
typedef struct quoth_archive_counts {
    uint64_t documents; /**< Records that were given out. */
    uint64_t other;     /**< Records of types that are no documents: requests, metadata, revisits, … */
    uint64_t not_text;  /**< Documents in media types that are no text (images, scripts, PDF), passed over. */
    uint64_t damaged;   /**< Calls that ended in a failure after which the archive goes on. */
} quoth_archive_counts;

/**
 * Whether the first bytes of a file are those of an archive: gzip, Zstandard or WARC. Text that begins with "WARC" is none.
 *
 * @param bytes First bytes of the file, some hundred of them; may be NULL when `size` is 0.
 * @param size  How many.
 * @return 1 or 0. Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API int quoth_is_archive(const void *bytes, size_t size);

/**
 * Open an archive that is read as it is needed; it takes the memory of one record.
 *
 * @param      options NULL for the defaults; a struct_size of an older or newer library is accepted.
 * @param      read    Gives the bytes; not NULL.
 * @param      user    Handed to `read`.
 * @param[out] out     The archive, owned by the caller: quoth_archive_close(). NULL on failure. Not NULL.
 * @param[out] err     Detail of a failure, or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_ARGUMENT; QUOTH_ERROR_MEMORY. Nothing is read yet.
 * Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_archive_open(const quoth_archive_options *options, quoth_read_fn read, void *user,
                                          quoth_archive **out, quoth_error *err);

/**
 * Open an archive that lies in memory.
 *
 * @param      options NULL for the defaults.
 * @param      bytes   The archive, kept by the caller until it is closed; may be NULL when `size` is 0.
 * @param      size    Bytes of it.
 * @param[out] out     As for quoth_archive_open().
 * @param[out] err     Detail of a failure, or NULL.
 * @return As for quoth_archive_open(). Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_archive_open_bytes(const quoth_archive_options *options, const void *bytes, size_t size,
                                                quoth_archive **out, quoth_error *err);

/**
 * Open a file, or all files below a folder in the order of their paths: archives and pages as they come. Files and folders whose names
 * begin with a dot are passed over, links to folders are not followed, empty files are no records.
 *
 * @param      options NULL for the defaults; `offset`, `end` and `split` are for a single file, which is read from `offset` on.
 * @param      path    UTF-8 or what the system takes; not NULL. The folders on the way to a file are listed in memory, no others.
 * @param[out] out     As for quoth_archive_open().
 * @param[out] err     Detail of a failure, or NULL.
 * @return As for quoth_archive_open(); QUOTH_ERROR_READ where the path leads to nothing. A file that cannot be read is reported by
 *         quoth_archive_next() as QUOTH_ERROR_READ, and the next call goes on behind it.
 * Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API quoth_status quoth_archive_open_path(const quoth_archive_options *options, const char *path, quoth_archive **out,
                                               quoth_error *err);

/**
 * Read the next record that is a document.
 *
 * A damaged record is reported once, by QUOTH_ERROR_DAMAGED and a sentence; the next call goes on behind it, at the next place where
 * a record begins. So it is for QUOTH_ERROR_LIMIT (a record longer than the limit) and QUOTH_ERROR_MEDIA_TYPE (a content encoding that
 * is not known): quoth_archive_goes_on() tells them from the failures that end the archive.
 *
 * @param      archive Archive; not NULL.
 * @param[out] out     The record, borrowed until the next call; NULL at the end of the archive and on failure. Not NULL.
 * @param[out] err     Detail of a failure, its offset a place in the file; or NULL.
 * @return QUOTH_OK; QUOTH_ERROR_DAMAGED; QUOTH_ERROR_LIMIT; QUOTH_ERROR_MEDIA_TYPE (also for Zstandard dictionaries, which end the
 *         archive); QUOTH_ERROR_READ; QUOTH_ERROR_MEMORY; QUOTH_ERROR_ARGUMENT.
 * Cost: linear in the record, compressed and not, and in what is passed over. Threads: one at a time. Since: 0.1.
 */
QUOTH_API quoth_status quoth_archive_next(quoth_archive *archive, const quoth_record **out, quoth_error *err);

/** Whether there may be more after a failure. @param archive Not NULL. @return 1 or 0. Cost: O(1). Threads: one at a time. Since: 0.1. */
QUOTH_API int quoth_archive_goes_on(const quoth_archive *archive);

/** What was found so far. @param archive Not NULL. @return Borrowed, never NULL. Cost: O(1). Threads: one at a time. Since: 0.1. */
QUOTH_API const quoth_archive_counts *quoth_archive_count(const quoth_archive *archive);

/**
 * Fill in what a record says about itself for quoth_parse(): url, media type, charset, and the name where it has one. A charset that is
 * unknown is left out, so that the page's own declaration or detection decides.
 *
 * @param      record Record; not NULL.
 * @param[out] input  Initialised with QUOTH_INPUT_INIT; not NULL. Its strings are the record's.
 * Cost: O(1). Threads: any. Since: 0.1.
 */
QUOTH_API void quoth_record_input(const quoth_record *record, quoth_input *input);

/** Close an archive and free its memory. @param archive Archive, or NULL (nothing happens). Cost: O(1). Threads: one at a time. Since: 0.1. */
QUOTH_API void quoth_archive_close(quoth_archive *archive);

#ifdef __cplusplus
}
#endif
#endif
