/* An HTTP response as a WARC record holds it: header, chunks, content encoding -> the payload. */
#ifndef QH_DOCUMENT_ARCHIVE_HTTP_H
#define QH_DOCUMENT_ARCHIVE_HTTP_H

#include "document/archive_input.h"

typedef struct qh_http {
    int status;                       /* 0 where there is no HTTP header */
    const char *media_type, *charset; /* NULL where it says none */
    char *body;                       /* before qh_http_decode(): as it was sent */
    size_t size;
    int chunked, cut; /* cut: the payload breaks off */
    char *encodings;  /* the value of Content-Encoding, or NULL */
} qh_http;

/* Splits a message, in place: strings are NUL-terminated inside it. */
void qh_http_open(qh_http *http, char *bytes, size_t size);

/*
 * Undoes chunks and content encodings; the body lies in the message or in one of the two buffers. A body that is not encoded as the
 * header says was decoded by the crawler and stays as it is. QUOTH_ERROR_MEDIA_TYPE: an encoding is not supported;
 * QUOTH_ERROR_LIMIT: the body is longer than `limit`; QUOTH_ERROR_DAMAGED; QUOTH_ERROR_MEMORY.
 */
quoth_status qh_http_decode(qh_http *http, size_t limit, qh_bytes buffers[2], quoth_error *err);

#endif
