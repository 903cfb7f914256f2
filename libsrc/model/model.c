#include "model/model.h"

#include <string.h>

static const char magic[8] = "QHMODEL";

/* Half a byte at a time: no table that needs to be made, fast enough for a megabyte. */
uint32_t qh_crc32(uint32_t crc, const void *bytes, size_t size) {
    static const uint32_t table[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                       0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                       0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    const uint8_t *p = bytes;
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= p[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

uint32_t qh_model_checksum(const uint8_t *bytes, size_t size) { return qh_crc32(qh_crc32(0, bytes, 24), bytes + 28, size - 28); }

static const char *head_fault(const uint8_t *p, size_t size) {
    if (!p || size < QH_MODEL_HEAD)
        return "the model file is shorter than its head";
    if (memcmp(p, magic, sizeof magic))
        return "this is no model file";
    if (qh_le32(p + 8) != QH_MODEL_FORMAT)
        return "the model file has another format version";
    if (qh_le32(p + 16) != size)
        return "the model file is not as long as its head says";
    if (qh_le32(p + 20) > QH_MODEL_SECTIONS_MOST || (size - QH_MODEL_HEAD) / QH_MODEL_ENTRY < qh_le32(p + 20))
        return "the model file's section table does not fit";
    if (qh_model_checksum(p, size) != qh_le32(p + 24))
        return "the model file is damaged: its checksum differs";
    return NULL;
}

/* Sections lie in order and apart. */
static const char *table_fault(const uint8_t *p, size_t size, uint32_t sections) {
    size_t end = QH_MODEL_HEAD + (size_t)sections * QH_MODEL_ENTRY;
    for (uint32_t i = 0; i < sections; i++) {
        const uint8_t *entry = p + QH_MODEL_HEAD + (size_t)i * QH_MODEL_ENTRY;
        size_t offset = qh_le32(entry + 4), length = qh_le32(entry + 8);
        if (offset % QH_MODEL_ALIGN || offset < end || offset > size || length > size - offset)
            return "a section of the model file lies outside it";
        end = offset + length;
    }
    return NULL;
}

int qh_model_open(const void *bytes, size_t size, qh_model *out, const char **why) {
    const uint8_t *p = bytes;
    memset(out, 0, sizeof *out);
    const char *fault = head_fault(p, size);
    if (!fault)
        fault = table_fault(p, size, qh_le32(p + 20));
    *why = fault;
    if (fault)
        return 0;
    *out = (qh_model){p, (uint32_t)size, qh_le32(p + 12), qh_le32(p + 20)};
    return 1;
}

const uint8_t *qh_model_section(const qh_model *model, const char *tag, size_t *size) {
    *size = 0;
    for (uint32_t i = 0; i < model->sections; i++) {
        const uint8_t *entry = model->bytes + QH_MODEL_HEAD + (size_t)i * QH_MODEL_ENTRY;
        if (memcmp(entry, tag, 4))
            continue;
        *size = qh_le32(entry + 8);
        return model->bytes + qh_le32(entry + 4);
    }
    return NULL;
}
