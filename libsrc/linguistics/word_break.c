#include "linguistics/word_break.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/utf8.h"

int qh_is_solid(uint32_t c) {
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0E00, 0x0EFF},                                       /* Thai, Lao */
        {0x1000, 0x109F},                                       /* Myanmar */
        {0x1780, 0x17FF},                                       /* Khmer */
        {0x3005, 0x3007},                                       /* iteration mark, ideographic zero */
        {0x3040, 0x30FA},                                       /* Kana */
        {0x30FC, 0x30FF},   {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, /* Han */
        {0x4E00, 0x9FFF},   {0xA9E0, 0xA9FF},                   /* Myanmar */
        {0xAA60, 0xAA7F},   {0xF900, 0xFAFF},                   /* Han */
        {0xFF66, 0xFF9F},                                       /* half-width Kana */
        {0x1B000, 0x1B16F},                                     /* Kana */
        {0x20000, 0x3FFFF},                                     /* Han */
    };
    if (c < ranges[0].first)
        return 0;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c <= ranges[i].last)
            return c >= ranges[i].first;
    return 0;
}

void qh_word_break_start(qh_word_break *b, const char *text, size_t size) {
    UErrorCode status = U_ZERO_ERROR;
    b->text = text;
    b->size = size;
    if (!b->iterator)
        b->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    b->input = utext_openUTF8(b->input, text, (int64_t)size, &status);
    if (b->iterator && U_SUCCESS(status))
        ubrk_setUText(b->iterator, b->input, &status);
    if (U_FAILURE(status))
        qh_word_break_end(b);
}

size_t qh_word_break_next(qh_word_break *b, size_t at) {
    int32_t next = b->iterator ? ubrk_following(b->iterator, (int32_t)at) : UBRK_DONE;
    if (next != UBRK_DONE)
        return (size_t)next;
    if (!b->iterator)
        qh_utf8_next(b->text, &at);
    return b->iterator ? b->size : at;
}

void qh_word_break_end(qh_word_break *b) {
    if (b->iterator)
        ubrk_close(b->iterator);
    if (b->input)
        utext_close(b->input);
    b->iterator = NULL;
    b->input = NULL;
}
