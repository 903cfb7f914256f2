/* Names of months in more languages and spellings than the language packs have. */
#ifndef QH_DOCUMENT_DATES_MONTHS_H
#define QH_DOCUMENT_DATES_MONTHS_H

#include <stddef.h>
#include <stdint.h>

/* 1 to 12, or 0. Many are words of other languages too: only beside a day and a year they are months. */
int32_t qh_month_of(const char *word, size_t size);

#endif
