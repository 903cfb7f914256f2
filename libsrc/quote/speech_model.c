#include "quote/speech_model.h"

enum { SURE_BYTES = 28, CUES_BYTES = (1 << QH_CUE_BITS) / 8 };

static int32_t signed_of(uint32_t value) { return value < 0x80000000u ? (int32_t)value : -(int32_t)~value - 1; }

static qh_calibration line_at(const uint8_t *p) { return (qh_calibration){signed_of(qh_le32(p)), signed_of(qh_le32(p + 4))}; }

int qh_speech_model_of(const qh_model *model, int check, qh_speech_model *out) {
    size_t marks, words, links, cues, sure;
    const uint8_t *of_marks = qh_model_section(model, "mark", &marks), *of_words = qh_model_section(model, "word", &words);
    const uint8_t *of_links = qh_model_section(model, "link", &links);
    const uint8_t *of_cues = qh_model_section(model, "cues", &cues), *of_sure = qh_model_section(model, "sure", &sure);
    if (check && (model->features != QH_SPEECH_FEATURES || !of_cues || cues != CUES_BYTES || !of_sure || sure != SURE_BYTES))
        return 0;
    out->cues = of_cues;
    out->direct = line_at(of_sure);
    out->mixed = line_at(of_sure + 8);
    out->reported = line_at(of_sure + 16);
    out->least = signed_of(qh_le32(of_sure + 24));
    return qh_chain_of(of_marks, marks, &out->marks) && qh_chain_of(of_words, words, &out->words) &&
           qh_chain_of(of_links, links, &out->links);
}

void qh_speech_model_embedded(qh_speech_model *out) {
    size_t size;
    const uint8_t *bytes = qh_speech_model_bytes(&size);
    qh_model file = {bytes, (uint32_t)size, qh_le32(bytes + 12), qh_le32(bytes + 20)};
    qh_speech_model_of(&file, 0, out);
}
