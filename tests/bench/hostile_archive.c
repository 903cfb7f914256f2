#include "hostile.h"

#define RECORD "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
#define RESPONSE "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"

static const hostile_family families[] = {
    {"records", "", RECORD "Content-Length: 1\r\n\r\na\r\n\r\n", NULL, NULL},
    {"versions", "", "WARC/1.0\r\n", NULL, NULL},
    {"headers that break off", "", RECORD, NULL, NULL},
    {"records without length", "", RECORD "\r\nabc\r\n\r\n", NULL, NULL},
    {"lengths too short", "", RECORD "Content-Length: 1\r\n\r\nabcdef\r\n\r\n", NULL, NULL},
    {"lengths too long", "", RECORD "Content-Length: 9\r\n\r\na\r\n\r\n", NULL, NULL},
    {"lengths beyond the end", "", RECORD "Content-Length: 60000000\r\n\r\na\r\n\r\n", NULL, NULL},
    {"lengths beyond the limit", "", RECORD "Content-Length: 99999999999\r\n\r\na\r\n\r\n", NULL, NULL},
    {"lengths beyond numbers", "", RECORD "Content-Length: 99999999999999999999999\r\n\r\na\r\n\r\n", NULL, NULL},
    {"blank lines", RECORD "Content-Length: 1\r\n\r\na", "\r\n", NULL, NULL},
    {"a header of many fields", "WARC/1.0\r\n", "A\1: b\r\n", NULL, NULL},
    {"a header line", "WARC/1.0\r\nA: ", "a", NULL, NULL},
    {"almost records", RECORD "\r\n\r\n", "WARC/\n", NULL, NULL},
    {"chunks", RESPONSE "Content-Length: 60000\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", NULL,
     NULL},
    {"responses in chunks", "",
     RESPONSE "Content-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\nab\r\n\r\n", NULL, NULL},
    {"fields of responses", RESPONSE "Content-Length: 60000\r\n\r\nHTTP/1.1 200 OK\r\n", "A\1: b\r\n", NULL, NULL},
    {"encodings", "", RESPONSE "Content-Length: 46\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nabcd\r\n\r\n", NULL,
     NULL},
};

/* Packed as a whole before it is read: what counts is the unpacked size. */
static const hostile_family packed[] = {
    {"records, packed", "", RECORD "Content-Length: 1\r\n\r\na\r\n\r\n", NULL, NULL},
    {"a bomb", "WARC/1.0\r\n", "\4\4\4\4\4\4\4\4", NULL, NULL},
    {"a file that is a bomb", "a", "a", NULL, NULL},
    {"lengths too long, packed", "", RECORD "Content-Length: 9\r\n\r\na\r\n\r\n", NULL, NULL},
};

/* Bytes that pass for the beginnings of packed members. */
static const hostile_family members[] = {
    {"gzip magic", "", "\x1F\x8B\x08\4", NULL, NULL},
    {"gzip headers", "", "\x1F\x8B\x08\x04\4\4\4\4\4\3\xFF\xFF", NULL, NULL},
    {"Zstandard magic", "", "\x28\xB5\x2F\xFD", NULL, NULL},
    {"empty frames", "", "\x50\x2A\x4D\x18\4\4\4\4", NULL, NULL},
    {"frames that lie", "", "\x50\x2A\x4D\x18\xFF\xFF\4\4", NULL, NULL},
};

const hostile_list hostile_archive = {HOSTILE_ARCHIVE, families, sizeof families / sizeof *families};
const hostile_list hostile_gzip = {HOSTILE_GZIP, packed, sizeof packed / sizeof *packed};
const hostile_list hostile_zstd = {HOSTILE_ZSTD, packed, sizeof packed / sizeof *packed};
const hostile_list hostile_members = {HOSTILE_ARCHIVE, members, sizeof members / sizeof *members};
