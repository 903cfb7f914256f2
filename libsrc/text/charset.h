/* Labels of character encodings. */
#ifndef QH_TEXT_CHARSET_H
#define QH_TEXT_CHARSET_H

#include <stddef.h>

enum { QH_CHARSET_NAME = 64 };

typedef struct qh_charset {
    char name[QH_CHARSET_NAME];      /* lower-case IANA name, "" for no charset at all */
    char converter[QH_CHARSET_NAME]; /* ICU's name */
} qh_charset;

/* Whether the label has any character but white space. */
int qh_charset_is_given(const char *label);

/* The charset that a label means (WHATWG Encoding where it and ICU differ, else IANA as ICU knows it); 0 when it is unknown. */
int qh_charset_find(const char *label, qh_charset *out);

#endif
