#include "script/properties.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* Up to U+024F the Script property is Latn or Zyyy and there are no extensions. */
enum { LATIN_END = 0x250 };

static qh_script latin_or_common(uint32_t c) {
    if (c < 0x80)
        return (c | 0x20) - 'a' < 26 ? USCRIPT_LATIN : QH_SCRIPT_COMMON;
    return (c >= 0xC0 && c != 0xD7 && c != 0xF7) || c == 0xAA || c == 0xBA ? USCRIPT_LATIN : QH_SCRIPT_COMMON;
}

qh_script qh_script_of(uint32_t c) {
    if (c < LATIN_END)
        return latin_or_common(c);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    return U_FAILURE(status) ? (qh_script)USCRIPT_UNKNOWN : (qh_script)script;
}

size_t qh_script_extensions(uint32_t c, qh_script set[QH_SCRIPTS_MOST]) {
    set[0] = qh_script_of(c);
    if (c < LATIN_END)
        return 1;
    UScriptCode codes[QH_SCRIPTS_MOST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = uscript_getScriptExtensions((UChar32)c, codes, QH_SCRIPTS_MOST, &status);
    if (U_FAILURE(status) || count <= 0)
        return 1;
    for (int32_t i = 0; i < count; i++)
        set[i] = (qh_script)codes[i];
    return (size_t)count;
}

const char *qh_script_code(qh_script script) {
    const char *code = uscript_getShortName((UScriptCode)script);
    return code ? code : "Zzzz";
}

int qh_script_is_rtl(qh_script script) { return uscript_isRightToLeft((UScriptCode)script); }

/* ICU's symbols carry its version, so the header's constant is the library's. */
const char *qh_unicode_version(void) { return U_UNICODE_VERSION; }

/* ---- pairs ---- */

static int bracket_type(uint32_t c) {
    if (c < 0x80)
        return c == '(' || c == '[' || c == '{' ? U_BPT_OPEN : c == ')' || c == ']' || c == '}' ? U_BPT_CLOSE : U_BPT_NONE;
    return u_getIntPropertyValue((UChar32)c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
}

int qh_pair_opens(uint32_t c) {
    switch (c) {
    case 0xAB:   /* « */
    case 0x2018: /* ‘ */
    case 0x201A: /* ‚ */
    case 0x201C: /* “ */
    case 0x201E: /* „ */
    case 0x2039: /* ‹ */
    case 0x301D: /* 〝 */
        return 1;
    default:
        return bracket_type(c) == U_BPT_OPEN;
    }
}

/* The openers of a closing quotation mark; 0 for what is none. */
static uint32_t quote_opener(uint32_t c, uint32_t *other) {
    *other = 0;
    switch (c) {
    case 0xBB:
        return 0xAB;
    case 0x203A:
        return 0x2039;
    case 0x2018:
        return 0x201A;
    case 0x201C:
        return 0x201E;
    case 0x2019:
        *other = 0x201A;
        return 0x2018;
    case 0x201D:
        *other = 0x201E;
        return 0x201C;
    case 0x301E:
    case 0x301F:
        return 0x301D;
    default:
        return 0;
    }
}

int qh_pair_may_close(uint32_t c) {
    uint32_t other;
    return quote_opener(c, &other) || bracket_type(c) == U_BPT_CLOSE;
}

/* U+2329 and U+232A are canonically equivalent to U+3008 and U+3009. */
static uint32_t folded(uint32_t c) { return c == 0x2329 || c == 0x232A ? c + (0x3008 - 0x2329) : c; }

int qh_pair_matches(uint32_t opener, uint32_t c) {
    uint32_t other, first = quote_opener(c, &other);
    if (first)
        return opener == first || (other && opener == other);
    return folded((uint32_t)u_getBidiPairedBracket((UChar32)c)) == folded(opener);
}

int qh_script_is_cjk(qh_script script) {
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL ||
           script == USCRIPT_BOPOMOFO || script == USCRIPT_YI;
}

int qh_script_is_spaceless(qh_script script) {
    return qh_script_is_cjk(script) || script == USCRIPT_THAI || script == USCRIPT_LAO || script == USCRIPT_KHMER ||
           script == USCRIPT_MYANMAR || script == USCRIPT_TIBETAN;
}
