#include "text/charset.h"

#include <string.h>
#include <unicode/ucnv.h>

#include "base/one_of.h"

/* Labels that do not mean what they say: the WHATWG Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels. */
typedef struct meaning {
    const char *name, *converter;
    const char *labels; /* with a space around each */
} meaning;

static const meaning meanings[] = {
    {"utf-8", "UTF-8", " utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 "},
    {"utf-16le", "UTF-16LE", " utf-16 utf-16le ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff "},
    {"utf-16be", "UTF-16BE", " utf-16be unicodefffe "},
    {"utf-32le", "UTF-32LE", " utf-32 utf-32le "},
    {"windows-1252", "windows-1252",
     " windows-1252 cp1252 x-cp1252 ansi_x3.4-1968 ascii us-ascii iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 "
     "iso-ir-100 "
     "csisolatin1 l1 latin1 cp819 ibm819 "},
    {"windows-1254", "windows-1254",
     " windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 csisolatin5 l5 latin5 "},
    {"windows-874", "windows-874", " windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911 "},
    {"iso-8859-8", "ISO-8859-8", " iso-8859-8-i csiso88598i logical "},
    {"gbk", "gb18030", " gbk x-gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 cp936 "},
    {"big5", "Big5-HKSCS", " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"shift_jis", "windows-31j", " shift_jis shift-jis sjis x-sjis windows-31j csshiftjis ms_kanji ms932 cp932 "},
    {"euc-jp", "EUC-JP", " euc-jp x-euc-jp cseucpkdfmtjapanese "},
    {"euc-kr", "windows-949",
     " euc-kr cseuckr windows-949 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 iso-ir-149 korean cp949 ms949 uhc "},
    {"ibm866", "IBM866", " ibm866 866 cp866 csibm866 "},
    {"macintosh", "macintosh", " macintosh mac csmacintosh x-mac-roman "},
    {"x-mac-cyrillic", "x-mac-cyrillic", " x-mac-cyrillic x-mac-ukrainian "},
    {"koi8-r", "KOI8-R", " koi8-r koi8 koi cskoi8r koi8_r "},
    {"koi8-u", "KOI8-U", " koi8-u koi8-ru "},
    {"iso-8859-16", "iso-8859-16", " iso-8859-16 iso_8859-16 iso-ir-226 latin10 l10 "},
    {"koi8-t", "koi8-t", " koi8-t "},
    {"ptcp154", "ptcp154", " ptcp154 csptcp154 pt154 cp154 cyrillic-asian "},
    {"viscii", "viscii", " viscii csviscii viscii1.1-1 "},
    {"tcvn", "tcvn", " tcvn tcvn-5712 tcvn5712-1 tcvn5712-1:1993 x-viet-tcvn5712 "},
    {"johab", "johab", " johab ksc5601-1992 ms1361 cp1361 "},
};

static int is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* ICU takes options behind a comma and looks for files named like the label: neither is for strangers. */
static int is_label_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || qh_one_of(c, "-_.:+()"); }

int qh_charset_is_given(const char *label) {
    while (label && is_blank(*label))
        label++;
    return label && *label;
}

/* Lower-cases and trims the label; 0 when it cannot be one. */
static int clean(const char *label, char out[QH_CHARSET_NAME]) {
    size_t size = 0;
    while (is_blank(*label))
        label++;
    for (; *label && !is_blank(*label); label++) {
        char c = lower(*label);
        if (!is_label_character(c) || size == QH_CHARSET_NAME - 1)
            return 0;
        out[size++] = c;
    }
    out[size] = '\0';
    while (is_blank(*label))
        label++;
    return size && !*label;
}

static void copy_lower(char out[QH_CHARSET_NAME], const char *name) {
    size_t i = 0;
    for (; name[i] && i < QH_CHARSET_NAME - 1; i++)
        out[i] = lower(name[i]);
    out[i] = '\0';
}

static int find_meaning(const char *label, qh_charset *out) {
    char spaced[QH_CHARSET_NAME + 2] = " ";
    strcat(strcat(spaced, label), " ");
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (!strstr(meanings[i].labels, spaced))
            continue;
        strcpy(out->name, meanings[i].name);
        strcpy(out->converter, meanings[i].converter);
        return 1;
    }
    return 0;
}

int qh_charset_find(const char *label, qh_charset *out) {
    char cleaned[QH_CHARSET_NAME];
    if (!clean(label, cleaned))
        return 0;
    if (find_meaning(cleaned, out))
        return 1;
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(cleaned, &status);
    if (U_FAILURE(status))
        return 0;
    ucnv_close(converter);
    status = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(cleaned, "IANA", &status);
    if (!name)
        name = ucnv_getStandardName(cleaned, "MIME", &status);
    /* "iso_8859-7:1987" is IANA's name and nobody's; MIME's is the one in use. */
    if (name && strncmp(name, "ISO_8859-", 9) == 0)
        name = ucnv_getStandardName(cleaned, "MIME", &status);
    copy_lower(out->name, name ? name : cleaned);
    strcpy(out->converter, cleaned);
    return 1;
}
