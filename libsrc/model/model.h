/* Model files: sections of plain little-endian data that are used where they lie. */
#ifndef QH_MODEL_MODEL_H
#define QH_MODEL_MODEL_H

#include <stddef.h>
#include <stdint.h>

/*
 * 0   "QHMODEL" and a zero byte
 * 8   u32 format version          12  u32 feature version (what the numbers mean; the reader of the sections compares it)
 * 16  u32 size of the file        20  u32 sections
 * 24  u32 CRC-32 of all other bytes            28  u32 zero
 * 32  the section table: char tag[4], u32 offset, u32 size, u32 zero; by offset, which are multiples of 64
 */
enum { QH_MODEL_FORMAT = 1, QH_MODEL_HEAD = 32, QH_MODEL_ENTRY = 16, QH_MODEL_ALIGN = 64, QH_MODEL_SECTIONS_MOST = 256 };

typedef struct qh_model {
    const uint8_t *bytes;
    uint32_t size, features, sections;
} qh_model;

/* Checks every byte, on any bytes. 1; or 0 and a sentence in *why. The bytes must stay. Linear in size. */
int qh_model_open(const void *bytes, size_t size, qh_model *out, const char **why);

/* The section of that four-letter tag, 64-byte aligned relative to the file's start; NULL when there is none. */
const uint8_t *qh_model_section(const qh_model *model, const char *tag, size_t *size);

/* CRC-32 (the polynomial of zlib and PNG), continued from `crc`; 0 to begin. */
uint32_t qh_crc32(uint32_t crc, const void *bytes, size_t size);

/* The checksum that belongs at byte 24 of a file. */
uint32_t qh_model_checksum(const uint8_t *bytes, size_t size);

/* Embedded models with their checksums: "language 0a1b2c3d, main …". Generated. */
extern const char qh_model_version[];

/* Unaligned little-endian reads. */
static inline uint32_t qh_le16(const uint8_t *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8; }
static inline uint32_t qh_le32(const uint8_t *p) { return qh_le16(p) | qh_le16(p + 2) << 16; }

#endif
